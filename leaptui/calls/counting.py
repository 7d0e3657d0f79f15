"""The queries behind the measures: one pass over the incident table each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leaptui.calls.bases import Selection
from leaptui.calls.durations import CANCELLED, DURATIONS, MISTAKEN
from leaptui.calls.loaded import LoadedDataset
from leaptui.domain.calls import TimeMeasure

_MS_PER_MINUTE = 60_000.0
_BY_TYPE, _BY_HOUR, _BY_MONTH = 0b011, 0b101, 0b110
"""What `grouping(type, weekday, month)` says: a bit is set where a column is not grouped by."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Calls of one selection.

    Attributes:
        types: By type, most frequent first; a call without type counts under an empty name.
        grid: By weekday (Monday first) and hour, the calls whose hour is known.
        months: By month, `2025-01`, only those with a call.
    """

    types: dict[str, int]
    grid: list[list[int]]
    months: dict[str, int]

    @property
    def calls(self) -> int:
        """All of them."""
        return sum(self.types.values())


def count(loaded: LoadedDataset, rows: Selection) -> Counts:
    """Calls by type, by weekday and hour, and by month."""
    counts = Counts({}, _empty_grid(), {})
    sql = rows.query(
        "SELECT grouping(type, weekday, month), CAST(type AS VARCHAR), weekday, hour, month, count(*)",
        "GROUP BY GROUPING SETS ((type), (weekday, hour), (month)) ORDER BY count(*) DESC, 2",
    )
    for which, name, weekday, hour, month, calls in loaded.rows(sql, rows.parameters):
        if which == _BY_TYPE:
            counts.types[name] = calls
        elif which == _BY_MONTH and month is not None:
            counts.months[f"{month // 12:04d}-{month % 12 + 1:02d}"] = calls
        elif which == _BY_HOUR and hour is not None:
            counts.grid[weekday][hour] = calls
    return counts


def grid(loaded: LoadedDataset, rows: Selection, types: Sequence[str] | None = None) -> list[list[int]]:
    """Calls by weekday and hour, of some types or of all."""
    if types is not None:
        rows = rows.within("CAST(type AS VARCHAR) IN (SELECT unnest(?))", list(types))
    found = _empty_grid()
    sql = rows.within("hour IS NOT NULL").query("SELECT weekday, hour, count(*)", "GROUP BY ALL")
    for weekday, hour, calls in loaded.rows(sql, rows.parameters):
        found[weekday][hour] = calls
    return found


def times(loaded: LoadedDataset, rows: Selection) -> tuple[dict[str, TimeMeasure], tuple[str, ...]]:
    """The durations that some call of the selection has, and the words for those that none has."""
    columns = ", ".join(
        f"count({key}), avg({key}), quantile_cont({key}, [0.5, 0.9]), "
        f"count_if({key}_left_out = {MISTAKEN}), count_if({key}_left_out = {CANCELLED})"
        for key in (duration.key for duration in DURATIONS)
    )
    (values,) = loaded.rows(rows.query(f"SELECT {columns}"), rows.parameters)
    found: dict[str, TimeMeasure] = {}
    missing: list[str] = []
    for place, duration in enumerate(DURATIONS):
        n, mean, quantiles, mistakes, cancelled = values[5 * place : 5 * place + 5]
        if not n:
            missing.append(duration.words)
            continue
        median, p90 = (quantile / _MS_PER_MINUTE for quantile in quantiles)
        found[duration.key] = TimeMeasure(
            n=n, median=median, mean=mean / _MS_PER_MINUTE, p90=p90, left_out=mistakes, cancelled=cancelled
        )
    return found, tuple(missing)


def opened(loaded: LoadedDataset, rows: Selection, limit: int) -> list[dict[str, str]]:
    """The first rows of a selection as text, every column that was kept of the export."""
    numbers = [
        number
        for (number,) in loaded.rows(
            rows.query("SELECT row", "ORDER BY row LIMIT ?"), [*rows.parameters, limit]
        )
    ]
    frame = loaded.frame(
        "SELECT * FROM read_parquet(?) WHERE row IN (SELECT unnest(?)) ORDER BY row", [loaded.parts, numbers]
    )
    return [as_text(row) for row in frame.to_dict("records")]


def _empty_grid() -> list[list[int]]:
    return [[0] * 24 for _ in range(7)]


def as_text(row: Mapping[Any, Any]) -> dict[str, str]:
    """A row of a frame as text; what is missing is empty."""
    import pandas as pd

    return {str(key): "" if pd.isna(value) else str(value) for key, value in row.items()}
