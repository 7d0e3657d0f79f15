"""Calls told apart, when they come, and how long they take, against the same numbers by pandas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest

from leaptui.calls.measures import Calls, open_calls
from leaptui.calls.splitting import part_frame, screened_frame, times_by_part
from leaptui.calls.volume import Every, day_series, season_frame, span_frame
from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_measures import SplitBy
from leaptui.domain.call_records import TypeRule
from leaptui.domain.calls import Tier
from leaptui.domain.measured import BaseName, Period
from tests.calls.made_calls import READINGS, TIERS, export, of_base, parquet

UNREAD = (Tier.UNMAPPED, False, "not mapped")


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return export(3_000, seed=31)


@pytest.fixture(scope="module")
def calls(frame: pd.DataFrame) -> Iterator[Calls]:
    opened = open_calls([parquet(frame)])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def used(frame: pd.DataFrame) -> pd.DataFrame:
    """The calls used, with what their types are taken for."""
    rows = of_base(frame, BaseName.COMMUNITY_INITIATED).copy()
    taken = rows["type"].map(lambda name: TIERS.get(name, UNREAD))
    return rows.assign(
        tier=taken.map(lambda each: each[0].value),
        narrow=taken.map(lambda each: each[1]),
        group=taken.map(lambda each: each[2]),
    )


@pytest.mark.parametrize("by", list(SplitBy))
def test_parts_are_what_pandas_says(calls: Calls, used: pd.DataFrame, by: SplitBy) -> None:
    found = part_frame(calls.population(READINGS), by)
    names = used[by.value].fillna("")
    responders = used["tier"] == Tier.COMMUNITY_RESPONDER.value
    expected = pd.DataFrame(
        {
            "calls": names.groupby(names).size(),
            "narrow": (responders & used["narrow"]).groupby(names).sum(),
            "expected": responders.groupby(names).sum(),
            "broad": (responders | (used["tier"] == Tier.CO_RESPONSE.value)).groupby(names).sum(),
        }
    )
    assert found.to_dict("index") == expected.to_dict("index")
    assert found["calls"].sum() == len(used)
    assert found["calls"].is_monotonic_decreasing


@pytest.mark.parametrize("by", list(SplitBy))
def test_durations_of_parts_are_what_pandas_says(calls: Calls, used: pd.DataFrame, by: SplitBy) -> None:
    found = times_by_part(calls.population(READINGS), by)
    came = used[~(used["cancelled"] & used["arrived"].isna())]
    minutes = (came["arrived"] - came["received"].where(came["received_has_clock"])).dt.total_seconds() / 60
    sound = minutes[minutes.between(0, 24 * 60)]
    names = came[by.value].fillna("")
    for name, of_part in sound.groupby(names):
        measure = found[str(name)]["response"]
        assert measure.n == len(of_part)
        assert measure.mean == pytest.approx(of_part.mean(), abs=1e-9)
        assert measure.median == pytest.approx(of_part.median(), abs=1e-9)
        assert measure.p90 == pytest.approx(of_part.quantile(0.9), abs=1e-9)
    assert sum(times["response"].n for times in found.values() if "response" in times) == len(sound)


def test_a_code_that_changed_its_meaning_is_in_two_groups(calls: Calls, used: pd.DataFrame) -> None:
    (loitering,) = (reading for reading in READINGS if reading.type == "LOITERING")
    dated = [
        *(reading for reading in READINGS if reading.type != "LOITERING"),
        replace(loitering, effective_to="2025-01-14", group="Earlier"),
        replace(loitering, effective_from="2025-01-15", group="Later"),
    ]
    asked = calls.population(dated)
    counts = part_frame(asked, SplitBy.GROUP)["calls"]
    earlier = used[(used["type"] == "LOITERING") & (used["received"] < "2025-01-15")]
    later = used[(used["type"] == "LOITERING") & (used["received"] >= "2025-01-15")]
    assert (counts["Earlier"], counts["Later"]) == (len(earlier), len(later))
    times = times_by_part(asked, SplitBy.GROUP)
    whole = times_by_part(calls.population(READINGS), SplitBy.TYPE)["LOITERING"]["busy"]
    assert times["Earlier"]["busy"].n + times["Later"]["busy"].n == whole.n


def test_a_column_nobody_filled_tells_nothing_apart() -> None:
    opened = open_calls([parquet(export(40, seed=2).assign(district=None))])
    assert part_frame(opened.population(READINGS), SplitBy.DISTRICT).empty
    opened.close()


@pytest.mark.parametrize(("every", "form"), [(Every.MONTH, "%Y-%m"), (Every.WEEKDAY, "%A")])
def test_spans_are_what_pandas_says(calls: Calls, used: pd.DataFrame, every: Every, form: str) -> None:
    found = span_frame(day_series(calls.population(READINGS)), every)
    days = pd.Series(pd.date_range(used["received"].min().normalize(), used["received"].max().normalize()))
    assert found["calls"].to_dict() == used["received"].dt.strftime(form).value_counts().to_dict()
    assert found["days"].to_dict() == days.dt.strftime(form).value_counts().to_dict()


def test_weeks_begin_on_monday_and_none_is_missing(calls: Calls, used: pd.DataFrame) -> None:
    only = CallFilter(period=Period("2025-01-01", "2025-01-14"))  # a Wednesday and a Tuesday
    found = span_frame(day_series(calls.population(READINGS, only=only)), Every.WEEK)
    assert found["days"].to_dict() == {"2024-12-30": 5, "2025-01-06": 7, "2025-01-13": 2}
    within = used[used["received"].between("2025-01-06", "2025-01-12 23:59:59.999999")]
    assert found["calls"]["2025-01-06"] == len(within)


def test_an_index_of_one_is_the_mean_day_of_a_year() -> None:
    """Twice as many calls a day in July: 365 days of one call, and 31 more."""
    days = pd.Series(1, index=pd.date_range("2025-01-01", "2025-12-31"))
    days.loc["2025-07-01":"2025-07-31"] = 2
    found = season_frame(days)
    assert found["index"][7] == pytest.approx(2 / (396 / 365))
    assert found["index"][1] == pytest.approx(1 / (396 / 365))
    # With another January to June the mean day stays that of a year.
    longer = pd.concat([days, pd.Series(1, index=pd.date_range("2026-01-01", "2026-06-30"))])
    assert season_frame(longer)["index"].tolist() == pytest.approx(found["index"].tolist())
    assert season_frame(longer)["years"].tolist() == [2] * 6 + [1] * 6


def test_months_that_the_file_does_not_have_have_no_index() -> None:
    days = pd.Series([3, 1], index=pd.to_datetime(["2025-02-28", "2025-03-01"]))
    found = season_frame(days)
    assert found["index"].dropna().to_dict() == {2: 1.5, 3: 0.5}
    assert found["days"].sum() == 2
    assert season_frame(days * 0)["index"].isna().all()


def test_only_judged_types_are_screened(calls: Calls, used: pd.DataFrame) -> None:
    rule = TypeRule(id="1", engagement="1", type="TRESPASS", share_eligible=40, share_low=30, share_high=55)
    judged = [replace(reading, rule=rule) if reading.type == "TRESPASS" else reading for reading in READINGS]
    found = screened_frame(calls.population(judged))
    trespass = int((used["type"] == "TRESPASS").sum())
    loitering = int((used["type"] == "LOITERING").sum())
    line = found.loc["expected"]
    assert (line["calls"], line["judged"]) == (trespass + loitering, trespass)
    assert (line["expected"], line["low"], line["high"]) == pytest.approx(
        (0.4 * trespass, 0.3 * trespass, 0.55 * trespass)
    )
    assert found.loc["narrow", "calls"] == trespass
