"""Any summary with a changed filter on a million rows, beside pandas on the loaded frame.

Run by hand: `python -m pytest -m benchmark -n0 tests/benchmarks/test_measures.py -s`. Both have the
dataset in memory and answer the same questions of the same rows; the numbers are held equal. The
ratio is of the best of five, by the wall and by the processor. Nothing here gates anything.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from leaptui.calls.importing import import_unseen
from leaptui.calls.measures import Calls, open_calls
from leaptui.calls.population import Population
from leaptui.calls.repeat_places import place_frame
from leaptui.calls.splitting import part_frame, times_by_part
from leaptui.calls.types import read_types
from leaptui.calls.waits import repeats
from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_measures import SplitBy
from leaptui.domain.calls import CallsSummary, Correction, Tier, TypeReading
from leaptui.domain.measured import Period
from leaptui.practice.practice_calls import write_practice_calls
from leaptui.practice.taxonomy import load_taxonomy

pytestmark = pytest.mark.benchmark

ROWS = 1_000_000
ROUNDS = 5
FILTERS = {
    "all calls": CallFilter(),
    "half of the districts": CallFilter(districts=("101", "103", "106", "108", "111", "114")),
    "one district": CallFilter(districts=("207",)),
    "two tiers": CallFilter(tiers=(Tier.COMMUNITY_RESPONDER, Tier.CO_RESPONSE)),
    "two months": CallFilter(period=Period("2025-03-01", "2025-04-30")),
    "priorities, source, months": CallFilter(
        priorities=("1", "2", "3"), sources=("E911",), period=Period("2025-01-01", "2025-06-30")
    ),
}


class _Parts:
    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def add(self, part: bytes) -> None:
        self.parts.append(part)

    @contextmanager
    def new_dataset(self, name: str) -> Iterator[_Parts]:
        yield self


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    path = Path(tmp_path_factory.mktemp("measures")) / "calls.csv"
    write_practice_calls(path, ROWS)
    kept = _Parts()
    import_unseen(path, Correction(), "America/New_York", load_taxonomy(), new_dataset=kept.new_dataset)
    return kept.parts


def left_by(frame: pd.DataFrame, readings: dict[str, TypeReading], only: CallFilter) -> pd.DataFrame:
    """The calls used that a filter leaves."""
    wanted = frame["set_aside"].isna()
    for column, names in (
        ("district", only.districts),
        ("priority", only.priorities),
        ("source", only.sources),
    ):
        if names:
            wanted &= frame[column].isin(names)
    if only.tiers:
        wanted &= frame["type"].isin(
            [name for name, reading in readings.items() if reading.tier in only.tiers]
        )
    if only.period:
        end = pd.Timestamp(only.period.last) + pd.Timedelta(days=1)
        wanted &= (frame["received"] >= only.period.first) & (frame["received"] < end)
    return frame[wanted]


def minutes_of(rows: pd.DataFrame) -> Iterator[tuple[str, pd.Series[float]]]:
    """The five durations of the calls that have them."""
    received, under_way = (
        rows["received"].where(rows["received_has_clock"]),
        rows["dispatched"].fillna(rows["en_route"]),
    )
    measured = ~(rows["cancelled"] & rows["arrived"].isna())
    for key, span in {
        "call_processing": under_way - received,
        "travel": rows["arrived"] - under_way,
        "response": rows["arrived"] - received,
        "on_scene": rows["cleared"] - rows["arrived"],
        "busy": rows["cleared"] - under_way,
    }.items():
        minutes = span[measured].dropna().dt.total_seconds() / 60
        yield key, minutes[minutes.between(0, 24 * 60)]


def by_pandas(frame: pd.DataFrame, readings: dict[str, TypeReading], only: CallFilter) -> dict[str, Any]:
    """The numbers of a summary as an analyst would take them."""
    rows = left_by(frame, readings, only)
    clocked = rows[rows["received_has_clock"]]
    times = {
        key: (len(minutes), minutes.mean(), *minutes.quantile([0.5, 0.9]))
        for key, minutes in minutes_of(rows)
    }
    return {
        "types": rows["type"].fillna("").value_counts(),
        "grid": pd.crosstab(clocked["received"].dt.day_of_week, clocked["received"].dt.hour),
        "months": rows["received"].dt.strftime("%Y-%m").value_counts(),
        "times": times,
    }


def best(ask: Callable[[], Any]) -> tuple[float, float, Any]:
    """The quickest of some rounds, in milliseconds of the wall and of the processor, and the answer."""
    walls, processors = [], []
    for _ in range(ROUNDS):
        wall, processor = time.perf_counter(), time.process_time()
        answer = ask()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return min(walls) * 1_000, min(processors) * 1_000, answer


def compared(
    name: str, ours: Callable[[], Any], theirs: Callable[[], Any], equal: Callable[[Any, Any], None]
) -> str:
    """One line of the table; the answers are held equal."""
    wall, processor, told = best(ours)
    their_wall, their_processor, again = best(theirs)
    equal(told, again)
    return (
        f"{name:28} leaptui {wall:6.1f} ms  pandas {their_wall:7.1f} ms  ratio {wall / their_wall:.2f} "
        f"(of processor time {processor / their_processor:.2f})"
    )


def hold_equal(ours: CallsSummary, theirs: dict[str, Any]) -> None:
    assert {line.type: line.calls for line in ours.by_type} == theirs["types"].to_dict()
    assert sum(map(sum, ours.by_weekday_hour)) == theirs["grid"].to_numpy().sum()
    assert {month: calls for month, calls in ours.by_month if calls} == theirs["months"].to_dict()
    for key, (n, mean, median, p90) in theirs["times"].items():
        told = ours.times[key]
        assert (told.n, told.mean, told.median, told.p90) == pytest.approx((n, mean, median, p90), abs=1e-6)


def hold_same(ours: dict[Any, Any], theirs: dict[Any, Any]) -> None:
    assert ours == pytest.approx(theirs, abs=1e-6)


def times_by_district(asked: Population) -> dict[Any, float]:
    return {
        (name, key, what): getattr(measure, what)
        for name, times in times_by_part(asked, SplitBy.DISTRICT).items()
        for key, measure in times.items()
        for what in ("n", "mean", "median", "p90")
        if name
    }


def times_by_pandas(rows: pd.DataFrame) -> dict[Any, float]:
    found: dict[Any, float] = {}
    for key, minutes in minutes_of(rows):
        by_district = minutes.groupby(rows["district"])
        for what, values in (
            ("n", by_district.size()),
            ("mean", by_district.mean()),
            ("median", by_district.median()),
            ("p90", by_district.quantile(0.9)),
        ):
            found |= {(name, key, what): value for name, value in values.items()}
    return found


def repeats_by_pandas(rows: pd.DataFrame) -> dict[Any, int]:
    told = rows[rows["place"].notna() & rows["type"].notna() & rows["received_has_clock"]]
    gap = told.sort_values(["received", "row"]).groupby(["place", "type"])["received"].diff()
    return {"repeats": int((gap <= pd.Timedelta(hours=24)).sum())}


PICTURES: dict[str, tuple[Callable[[Population], Any], Callable[[pd.DataFrame], Any]]] = {
    "calls by district and type": (
        lambda asked: part_frame(asked, SplitBy.DISTRICT)["calls"].to_dict(),
        lambda rows: (
            rows.groupby(["district", "type"], dropna=False).size().groupby("district").sum().to_dict()
        ),
    ),
    "durations by district": (times_by_district, times_by_pandas),
    "calls by place": (
        lambda asked: place_frame(asked)["calls"].to_dict(),
        lambda rows: rows["place"].value_counts().to_dict(),
    ),
    "repeat calls": (lambda asked: {"repeats": repeats(asked).calls}, repeats_by_pandas),
}


def test_a_changed_filter_against_pandas(parts: list[bytes], capsys: pytest.CaptureFixture[str]) -> None:
    start = time.perf_counter()
    calls: Calls = open_calls(parts)
    opened = time.perf_counter() - start
    ((table,),) = calls.loaded.rows(
        "SELECT memory_usage_bytes / 1e6 FROM duckdb_memory() WHERE tag = 'IN_MEMORY_TABLE'"
    )
    readings = read_types(calls.type_counts(), load_taxonomy())
    start = time.perf_counter()
    frame = pd.concat([pd.read_parquet(io.BytesIO(part)) for part in parts])
    loaded = time.perf_counter() - start
    by_type = {reading.type: reading for reading in readings}
    lines = [
        (
            f"\n{ROWS:,} rows: opened in {opened:.2f} s, table of {table:.0f} MB; pandas reads them in {loaded:.2f} s, "
            f"frame of {frame.memory_usage(deep=True).sum() / 1e6:.0f} MB"
        )
    ]
    for name, only in FILTERS.items():
        lines.append(
            compared(
                name,
                lambda only=only: calls.summary(readings, only=only),  # type: ignore[misc]
                lambda only=only: by_pandas(frame, by_type, only),  # type: ignore[misc]
                hold_equal,
            )
        )
    only = FILTERS["half of the districts"]
    for name, (ours, theirs) in PICTURES.items():
        lines.append(
            compared(
                name,
                lambda ours=ours: ours(calls.population(readings, only=only)),  # type: ignore[misc]
                lambda theirs=theirs: theirs(left_by(frame, by_type, only)),  # type: ignore[misc]
                hold_same,
            )
        )
    calls.close()
    with capsys.disabled():
        print("\n".join(lines))
