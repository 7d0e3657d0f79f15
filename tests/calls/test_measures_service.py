"""What a service would meet: overlap, hours of service, effort, endings, places, waits, each against a plain recomputation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.calls.behind import behind
from leaptui.calls.coverage import window_frame
from leaptui.calls.effort import effort_frame, expected_hours, units_are_known
from leaptui.calls.measures import Calls, open_calls
from leaptui.calls.outcomes import disposition_frame, outcome_frame, outcomes_by_district
from leaptui.calls.overlap import intervals, overlap_frame, time_at_level
from leaptui.calls.repeat_places import pareto, place_frame, top
from leaptui.calls.waits import finding_frame
from leaptui.domain.errors import UnknownName
from leaptui.domain.measured import BaseName, RuleSet
from leaptui.domain.service_measures import DaysOfWeek, OpenFrom
from leaptui.practice.reader import load_practice
from tests.calls.made_calls import READINGS, WORDS, export, of_base, parquet

ENDINGS = load_practice().call_outcomes
RESPONDERS = ("TRESPASS", "LOITERING")
HOUR = 3_600_000


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return export(2_500, seed=47)


@pytest.fixture(scope="module")
def calls(frame: pd.DataFrame) -> Iterator[Calls]:
    opened = open_calls([parquet(frame)])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def used(frame: pd.DataFrame) -> pd.DataFrame:
    return of_base(frame, BaseName.COMMUNITY_INITIATED)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(-30, 80), st.integers(0, 40)).map(lambda each: (each[0], each[0] + each[1])),
        max_size=12,
    )
)
def test_the_sweep_is_what_counting_every_quarter_of_an_hour_says(spans: list[tuple[int, int]]) -> None:
    """Intervals in quarters of an hour, on one day and around its ends; the day has 96 of them."""
    quarter = HOUR // 4
    begins, ends = (np.array([span[end] * quarter for span in spans], dtype=np.int64) for end in (0, 1))
    found = time_at_level(begins, ends, days=1)
    counted: Counter[tuple[int, int]] = Counter()
    for at in range(96):
        counted[at // 4, sum(begin <= at < end for begin, end in spans)] += quarter
    assert {(hour, level): int(ms) for (hour, level), ms in np.ndenumerate(found) if ms} == dict(counted)


@pytest.mark.parametrize("opens", list(OpenFrom))
def test_overlap_is_of_the_calls_own_times(calls: Calls, used: pd.DataFrame, opens: OpenFrom) -> None:
    asked = calls.population(READINGS).eligible(RuleSet.EXPECTED)
    rows = used[used["type"].isin(RESPONDERS) & ~(used["cancelled"] & used["arrived"].isna())]
    begin = (
        rows["received"].where(rows["received_has_clock"])
        if opens is OpenFrom.RECEIVED
        else rows["dispatched"].fillna(rows["en_route"])
    )
    open_for = rows["cleared"] - begin
    sound = open_for.between(pd.Timedelta(0), pd.Timedelta(days=1))
    assert len(intervals(asked, opens)) == sound.sum()
    first, last = (
        used["received"].min().normalize(),
        used["received"].max().normalize() + pd.Timedelta(days=1),
    )
    found = overlap_frame(intervals(asked, opens), (last - first).days)
    assert found[0].sum() == (last - first) / pd.Timedelta(milliseconds=1)
    # Summed over k, the time with at least k open is the time that all are open together.
    together = rows["cleared"][sound].clip(first, last) - begin[sound].clip(first, last)
    assert found.drop(columns=0).to_numpy().sum() == together.dt.total_seconds().sum() * 1_000
    # The most ever open is found again by counting at every beginning.
    starts, ends = begin[sound], rows["cleared"][sound]
    inside = starts < last
    most = max(((starts <= at) & (ends > at)).sum() for at in starts[inside])
    assert found.columns[-1] == most


def test_a_period_without_calls_has_no_overlap() -> None:
    opened = open_calls([parquet(export(30, seed=3).assign(set_aside="tests"))])
    found = intervals(opened.population(READINGS), OpenFrom.RECEIVED)
    assert overlap_frame(found, 0).to_numpy().sum() == 0
    assert overlap_frame(found, 2).sum().to_dict() == {0: 2 * 24 * HOUR}
    opened.close()


@pytest.mark.parametrize("days", list(DaysOfWeek))
def test_windows_are_what_counting_their_hours_says(
    calls: Calls, used: pd.DataFrame, days: DaysOfWeek
) -> None:
    found = window_frame(calls.population(READINGS).eligible(RuleSet.EXPECTED), days)
    rows = used[used["type"].isin(RESPONDERS) & used["received_has_clock"]]
    weekday, hour = rows["received"].dt.day_of_week, rows["received"].dt.hour
    for first, hours in ((0, 24), (9, 8), (20, 10), (23, 1), (14, 16)):
        since = (hour - first) % 24
        began_on = (weekday - (hour < first)) % 7
        inside = (since < hours) & began_on.isin(days.weekdays)
        assert found.loc[first, hours] == inside.sum()
    whole_days = weekday.isin(days.weekdays).sum()
    assert found.loc[0, 24] == whole_days
    assert days is not DaysOfWeek.EVERY_DAY or (found[24] == whole_days).all()


def test_unit_hours_are_summed_and_what_is_missing_is_told(calls: Calls, used: pd.DataFrame) -> None:
    asked = calls.population(READINGS).eligible(RuleSet.EXPECTED)
    rows = used[used["type"].isin(RESPONDERS)]
    found = effort_frame(asked)
    assert units_are_known(asked)
    assert found["calls"].sum() == len(rows)
    assert found["with_hours"].sum() == rows["unit_minutes"].notna().sum()
    assert found["unit_hours"].sum() == pytest.approx(rows["unit_minutes"].sum() / 60)
    assert found["units"].sum() == rows.loc[rows["unit_minutes"].notna(), "units"].sum()
    of_type = rows.groupby("type")["unit_minutes"]
    assert expected_hours(found) == pytest.approx((of_type.mean() * of_type.size()).sum() / 60)


def test_calls_of_a_type_without_hours_take_the_mean_of_all() -> None:
    table = pd.DataFrame(
        {"calls": [4, 2], "with_hours": [2, 0], "unit_hours": [3.0, 0.0], "units": [2, 0]}, index=["A", "B"]
    )
    assert expected_hours(table) == 6 * 1.5
    assert expected_hours(table.assign(with_hours=0, unit_hours=0.0)) == 0.0


def test_endings_sum_to_the_calls_with_one(calls: Calls, used: pd.DataFrame) -> None:
    asked = calls.population(READINGS)
    meant = {
        "REPORT WRITTEN (NO ARREST)": "report", "ARR": "arrest", "GOA": "gone",
        "No report required": "no_action", "ADVISED": "helped", "XYZZY": "other",
    }  # fmt: skip
    written = used["disposition"].dropna()
    assert disposition_frame(asked, ENDINGS)["ending"].to_dict() == meant
    found = outcome_frame(asked, ENDINGS)
    expected = written.map(meant).value_counts()
    assert {key: calls for key, calls in found["calls"].items() if calls} == expected.to_dict()
    assert found["share"].sum() == pytest.approx(1)
    by_district = outcomes_by_district(asked, ENDINGS)
    mill = used[used["district"] == "Mill"]["disposition"].dropna().map(meant)
    assert by_district.loc["Mill"].to_dict() == pytest.approx(mill.value_counts(normalize=True).to_dict())


def test_busiest_places_leave_placeholders_out(calls: Calls, used: pd.DataFrame) -> None:
    found = place_frame(calls.population(READINGS))
    counts = used["place"].dropna().value_counts()
    assert found["calls"].to_dict() == counts.to_dict()
    assert set(found.index[found["placeholder"]]) == {"UNKNOWN", "POLICE DEPT"}
    real = found.loc[~found["placeholder"], "calls"]
    assert top(real, 3) == counts.drop(["UNKNOWN", "POLICE DEPT"]).nlargest(3).sum()
    curve = pareto(real)
    assert curve[0] == (0.0, 0.0)
    assert curve[-1] == (1.0, 1.0)
    assert curve[1] == (1 / 8, real.iloc[0] / real.sum())
    assert len(curve) == 9
    assert pareto(real.iloc[:0]) == []


def test_findings_count_what_they_say(calls: Calls, used: pd.DataFrame) -> None:
    asked = calls.population(READINGS)
    found = finding_frame(asked)
    lines = dict(zip(found.index, found.to_numpy().tolist(), strict=True))
    came = used[~(used["cancelled"] & used["arrived"].isna())]
    minutes = (came["arrived"] - came["received"].where(came["received_has_clock"])).dt.total_seconds() / 60
    known = minutes[minutes.between(0, 24 * 60)]
    assert lines["wait.over_30"] == [(known > 30).sum(), len(known)]
    assert lines["wait.over_60"] == [(known > 60).sum(), len(known)]
    assert lines["wait.within_15"] == [(known <= 15).sum(), len(known)]
    assert lines["nobody.came"] == [came["arrived"].isna().sum(), len(came)]
    told = used.dropna(subset=["place", "type"])
    told = told[told["received_has_clock"]].sort_values(["received", "row"])
    gap = told.groupby(["place", "type"])["received"].diff()
    assert lines["repeat.within_24_hours"] == [(gap <= pd.Timedelta(hours=24)).sum(), len(told)]
    for key, (counted, _) in lines.items():
        assert behind(asked, str(key), ENDINGS).calls == counted
    assert behind(asked, "outcome.gone", ENDINGS).calls == (used["disposition"] == "GOA").sum()
    assert (
        behind(asked, f"place.{WORDS['place'][0]}", ENDINGS).calls
        == (used["place"] == WORDS["place"][0]).sum()
    )
    assert (
        behind(asked, "group.Trespass", ENDINGS).calls
        == (known.index.isin(used.index[used["type"] == "TRESPASS"])).sum()
    )
    with pytest.raises(UnknownName):
        behind(asked, "wait.for_ever", ENDINGS)


def test_a_file_without_arrivals_does_not_say_that_nobody_came() -> None:
    opened = open_calls([parquet(export(60, seed=8).assign(arrived=None))])
    found = finding_frame(opened.population(READINGS))
    assert "nobody.came" not in found.index
    assert found.loc["wait.over_30", "of"] == 0
    opened.close()
