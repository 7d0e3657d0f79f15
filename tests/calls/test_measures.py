"""The measures against the same numbers worked out by pandas, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.calls.bases import months_in, weekdays_in
from leaptui.calls.counting import opened as rows_of
from leaptui.calls.eligibility import is_eligible
from leaptui.calls.ledger_rows import ledger_rows
from leaptui.calls.measures import Calls, open_calls
from leaptui.domain.call_filter import CallFilter
from leaptui.domain.calls import SetAside, Tier
from leaptui.domain.ledger_rules import USUALLY_ON
from leaptui.domain.measured import BaseName, Period, RuleSet
from tests.calls.made_calls import READINGS, TIERS, export, of_base, parquet


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return export(4_000, seed=11)


@pytest.fixture(scope="module")
def calls(frame: pd.DataFrame) -> Iterator[Calls]:
    listed: list[dict[str, object]] = [{"line": 17, "reason": "9 cells instead of 12"}]
    opened = open_calls([parquet(frame.iloc[:2_500], listed), parquet(frame.iloc[2_500:])])
    yield opened
    opened.close()


@pytest.mark.parametrize("base", list(BaseName))
@pytest.mark.parametrize("period", [None, Period("2024-12-24", "2025-02-03")])
def test_summary_is_what_pandas_says(
    frame: pd.DataFrame, calls: Calls, base: BaseName, period: Period | None
) -> None:
    rows = of_base(frame, base)
    if period:
        rows = rows[rows["received"].dt.strftime("%Y-%m-%d").between(period.first, period.last)]
    found = calls.summary(READINGS, base, CallFilter(period=period))

    assert found.base.calls == len(rows)
    counts = rows["type"].fillna("").value_counts()
    assert {line.type: line.calls for line in found.by_type} == counts.to_dict()
    clocked = rows[rows["received_has_clock"]]
    grid = pd.crosstab(clocked["received"].dt.day_of_week, clocked["received"].dt.hour)
    expected = grid.reindex(index=range(7), columns=range(24), fill_value=0).to_numpy().tolist()
    assert [list(day) for day in found.by_weekday_hour] == expected
    assert found.without_hour == len(rows) - len(clocked)
    months = rows["received"].dt.strftime("%Y-%m").value_counts().to_dict()
    assert {month: count for month, count in found.by_month if count} == months

    tiers = {name: tier for name, (tier, *_) in TIERS.items()}
    by_tier = rows["type"].map(lambda name: tiers.get(name, Tier.UNMAPPED)).value_counts().to_dict()
    assert {line.tier: line.calls for line in found.by_tier} == by_tier
    assert found.eligible == {
        RuleSet.NARROW: counts.get("TRESPASS", 0),
        RuleSet.EXPECTED: counts.get("TRESPASS", 0) + counts.get("LOITERING", 0),
        RuleSet.BROAD: sum(counts.get(name, 0) for name in ("TRESPASS", "LOITERING", "DISTURBANCE")),
    }


@pytest.mark.parametrize("base", list(BaseName))
def test_durations_are_what_pandas_says(frame: pd.DataFrame, calls: Calls, base: BaseName) -> None:
    rows = of_base(frame, base)
    rows = rows[rows["incident"]]
    nobody_came = rows["cancelled"] & rows["arrived"].isna()
    received = rows["received"].where(rows["received_has_clock"])
    under_way = rows["dispatched"].fillna(rows["en_route"])
    spans = {
        "call_processing": under_way - received,
        "travel": rows["arrived"] - under_way,
        "response": rows["arrived"] - received,
        "on_scene": rows["cleared"] - rows["arrived"],
        "busy": rows["cleared"] - under_way,
    }
    found = calls.summary(READINGS, base).times
    assert list(found) == list(spans)
    for key, span in spans.items():
        minutes = span[~nobody_came].dropna().dt.total_seconds() / 60
        sound = minutes[(minutes >= 0) & (minutes <= 24 * 60)]
        assert found[key].n == len(sound)
        assert found[key].left_out == len(minutes) - len(sound)
        assert found[key].cancelled == span[nobody_came].notna().sum()
        assert found[key].mean == pytest.approx(sound.mean(), abs=1e-9)
        assert found[key].median == pytest.approx(sound.median(), abs=1e-9)
        assert found[key].p90 == pytest.approx(sound.quantile(0.9), abs=1e-9)


def test_durations_as_a_frame(calls: Calls) -> None:
    times = calls.summary(READINGS).times
    frame = calls.time_frame()
    assert frame.index.tolist() == list(times)
    assert frame["left_out"].tolist() == [time.left_out for time in times.values()]
    assert frame["median"].tolist() == [time.median for time in times.values()]


@settings(max_examples=8, deadline=None)
@given(rows=st.integers(0, 60), seed=st.integers(0, 10_000))
def test_parts_sum_to_their_base(rows: int, seed: int) -> None:
    opened = open_calls([parquet(export(rows, seed))])
    try:
        for base in BaseName:
            found = opened.summary(READINGS, base)
            calls = found.base.calls
            assert sum(map(sum, found.by_weekday_hour)) + found.without_hour == calls
            assert sum(line.calls for line in found.by_type) == calls
            assert sum(count for _, count in found.by_month) == calls
            assert sum(line.share for line in found.by_tier) == pytest.approx(1 if calls else 0)
            narrow, expected, broad = (found.eligible[rules] for rules in RuleSet)
            assert 0 <= narrow <= expected <= broad <= calls
            assert 0 <= found.type_coverage <= 1
    finally:
        opened.close()


def test_hour_means_are_divided_by_the_weekdays_of_the_period(calls: Calls) -> None:
    period = Period("2025-01-06", "2025-01-14")  # two Mondays and Tuesdays, one of each other day
    only = CallFilter(period=period)
    counts = calls.summary(READINGS, only=only).by_weekday_hour
    means = calls.hour_frame(only=only).to_numpy().tolist()
    assert weekdays_in(period) == (2, 2, 1, 1, 1, 1, 1)
    assert means[0] == [count / 2 for count in counts[0]]
    assert means[6] == list(counts[6])


def test_demand_is_the_mean_of_the_eligible_types_alone(calls: Calls) -> None:
    wanted = [reading.type for reading in READINGS if is_eligible(reading, RuleSet.EXPECTED)]
    assert wanted == ["TRESPASS", "LOITERING"]
    demand = calls.demand(READINGS, RuleSet.EXPECTED)
    assert demand == tuple(
        map(tuple, calls.hour_frame(only=CallFilter(types=tuple(wanted))).to_numpy().tolist())
    )
    assert calls.demand([], RuleSet.BROAD) == ((0.0,) * 24,) * 7


def test_months_without_a_call_are_shown() -> None:
    frame = export(2, 0)
    frame["set_aside"] = None
    frame["received"] = [datetime(2023, 11, 30, 23, 59), datetime(2024, 3, 1)]  # noqa: DTZ001 - local wall time
    opened = open_calls([parquet(frame)])
    assert opened.summary(READINGS).by_month == (
        ("2023-11", 1), ("2023-12", 0), ("2024-01", 0), ("2024-02", 0), ("2024-03", 1),
    )  # fmt: skip
    table = opened.month_frame(READINGS)
    assert table["all"].tolist() == [1, 0, 0, 0, 1]
    assert list(table.columns) == [*(tier.value for tier in Tier), "all"]
    opened.close()


def test_what_a_file_cannot_say_is_named() -> None:
    frame = export(50, 3)
    frame["set_aside"] = None
    frame["received_has_clock"] = False
    frame[["arrived", "cleared"]] = pd.NaT
    opened = open_calls([parquet(frame)])
    found = opened.summary(READINGS)
    assert found.times == {}
    assert found.not_available == (
        "hour of day", "call processing", "travel", "response", "time on scene", "busy time",
    )  # fmt: skip
    assert found.without_hour == 50
    opened.close()


def test_a_ledger_line_opens_its_rows(frame: pd.DataFrame, calls: Calls) -> None:
    duplicates = frame[frame["set_aside"] == "duplicates"]
    opened = ledger_rows(calls.loaded, SetAside.DUPLICATES, USUALLY_ON, limit=1_000)
    assert [int(row["row"]) for row in opened] == duplicates["row"].tolist()
    assert len(ledger_rows(calls.loaded, SetAside.DUPLICATES, USUALLY_ON, limit=3)) == 3
    assert ledger_rows(calls.loaded, SetAside.OTHER_AGENCY, USUALLY_ON) == []
    assert ledger_rows(calls.loaded, SetAside.UNREADABLE, USUALLY_ON) == [
        {"line": "17", "reason": "9 cells instead of 12"}
    ]


def test_rows_of_a_type_are_those_of_the_base(frame: pd.DataFrame, calls: Calls) -> None:
    used = frame[frame["set_aside"].isna() & (frame["type"] == "ROBBERY")]["row"].tolist()

    def of(name: str, **page: int) -> list[dict[str, str]]:
        asked = calls.population(READINGS, only=CallFilter(types=(name,)))
        return rows_of(calls.loaded, asked.rows, **{"limit": 10_000, **page})

    assert [int(row["row"]) for row in of("ROBBERY")] == used
    assert [int(row["row"]) for row in of("ROBBERY", limit=5, offset=7)] == used[7:12]
    assert of("' OR true --") == []
    assert {row["type"] for row in of("")} == {""}


def test_types_are_counted_most_frequent_first(frame: pd.DataFrame, calls: Calls) -> None:
    counts = calls.type_counts()
    assert dict(counts) == frame[frame["set_aside"].isna()]["type"].fillna("").value_counts().to_dict()
    assert [count for _, count in counts] == sorted((count for _, count in counts), reverse=True)


def test_closing_frees_the_memory_files() -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    before = set(memory.find("/"))
    opened = open_calls([parquet(export(10, 0))])
    assert set(memory.find("/")) > before
    opened.close()
    opened.close()
    assert set(memory.find("/")) == before


def test_months_and_weekdays_of_a_leap_year() -> None:
    year = Period("2024-01-01", "2024-12-31")
    assert weekdays_in(year) == (53, 53, 52, 52, 52, 52, 52)
    assert len(list(months_in(year))) == 12
    assert weekdays_in(None) == (0,) * 7
