"""The queries behind the measures: one pass over the incident table each."""

# ruff: noqa: S608 - the SQL is made of this package's own words; what a file or a person says is a parameter

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from leaptui.calls.bases import Selection
from leaptui.calls.durations import CANCELLED, DURATIONS, MISTAKEN
from leaptui.domain.calls import TimeMeasure
from leaptui.domain.ledger_rules import reasons_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leaptui.calls.eligibility import TypeMap
    from leaptui.calls.loaded import LoadedDataset
from leaptui.calls.reasons import COLUMN

_MS_PER_MINUTE = 60_000.0
_BY_TYPE, _BY_HOUR, _BY_DAY = 0b00111, 0b11001, 0b11110
"""What `grouping(type, era, weekday, hour, day)` says: a bit is set where a column is not grouped by."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Calls of one selection.

    Attributes:
        types: By type and era, most frequent first; a call without type counts under an empty name.
        grid: By weekday (Monday first) and hour, the calls whose hour is known.
        days: By day of receipt, only those with a call.
    """

    types: dict[tuple[str, int], int]
    grid: list[list[int]]
    days: dict[date, int]

    @property
    def calls(self) -> int:
        """All of them."""
        return sum(self.days.values())

    @property
    def months(self) -> dict[str, int]:
        """By month, `2025-01`, only those with a call."""
        found: Counter[str] = Counter()
        for day, calls in self.days.items():
            found[day.isoformat()[:7]] += calls
        return found


def count(loaded: LoadedDataset, rows: Selection, types: TypeMap) -> Counts:
    """Calls by type and era, by weekday and hour, and by day."""
    counts = Counts({}, empty_grid(), {})
    era, parameters = types.era()
    inner = rows.query(f"SELECT type, {era} AS era, weekday, hour, CAST(received AS DATE) AS day")
    sql = (
        "SELECT grouping(type, era, weekday, hour, day), CAST(type AS VARCHAR), era, weekday, hour, day, count(*) "
        f"FROM ({inner}) GROUP BY GROUPING SETS ((type, era), (weekday, hour), (day)) ORDER BY count(*) DESC, 2, 3"
    )
    for which, name, era_of, weekday, hour, day, calls in loaded.rows(sql, [*parameters, *rows.parameters]):
        if which == _BY_TYPE:
            counts.types[name, era_of] = calls
        elif which == _BY_DAY:
            counts.days[day] = calls
        elif which == _BY_HOUR and hour is not None:
            counts.grid[weekday][hour] = calls
    return counts


def grid(loaded: LoadedDataset, rows: Selection) -> list[list[int]]:
    """Calls by weekday (Monday first) and hour, those whose hour is known."""
    found = empty_grid()
    sql = rows.within("hour IS NOT NULL").query("SELECT weekday, hour, count(*)", "GROUP BY ALL")
    for weekday, hour, calls in loaded.rows(sql, rows.parameters):
        found[weekday][hour] = calls
    return found


def by_type(
    loaded: LoadedDataset, rows: Selection, types: TypeMap, column: str = "''"
) -> list[tuple[Any, str, int, int]]:
    """Calls by a column, type and era: (value, type, era, calls). A word is given as text.

    Args:
        loaded: The dataset.
        rows: Which calls.
        types: Tells the eras.
        column: A column of the incident table, or an expression of this package's own words.
    """
    era, parameters = types.era()
    inner = rows.query(f"SELECT {column} AS part, type, {era} AS era")
    sql = f"SELECT CAST(part AS VARCHAR), CAST(type AS VARCHAR), era, count(*) FROM ({inner}) GROUP BY part, type, era"
    return loaded.rows(sql, [*parameters, *rows.parameters])


def times(loaded: LoadedDataset, rows: Selection) -> tuple[dict[str, TimeMeasure], tuple[str, ...]]:
    """The durations that some call of the selection has, and the words for those that none has."""
    found = times_by_part(loaded, rows.query("SELECT 0 AS part, *"), rows.parameters).get(0, {})
    return found, tuple(duration.words for duration in DURATIONS if duration.key not in found)


def times_by_part(
    loaded: LoadedDataset, source: str, parameters: Sequence[object]
) -> dict[int, dict[str, TimeMeasure]]:
    """The durations of each part of some calls, those that any of its calls has.

    How often each duration occurs is counted, and the measures are taken of those counts: exact, and
    several times quicker than sorting every call's.

    Args:
        loaded: The dataset.
        source: A query for rows of the incident table with a whole number `part`.
        parameters: What its question marks stand for.
    """
    import numpy as np

    keys = [duration.key for duration in DURATIONS]
    sets = ", ".join(f"(part, {key})" for key in keys)
    columns = loaded.arrays(
        f"SELECT CAST(part AS INTEGER) AS part, grouping({', '.join(keys)}) AS which, "
        f"coalesce({', '.join(keys)}) AS ms, count(*) AS calls "
        f"FROM ({source}) GROUP BY GROUPING SETS ({sets}) HAVING ms IS NOT NULL ORDER BY part, which, ms",
        parameters,
    )
    part, which, ms, calls = (
        np.ma.getdata(columns[name]).astype(np.int64) for name in ("part", "which", "ms", "calls")
    )
    ends = np.flatnonzero(np.diff(part, append=-1) | np.diff(which, append=-1)) + 1
    found: dict[int, dict[str, TimeMeasure]] = {}
    first = 0
    for end in ends.tolist():
        key = _grouped_by(int(which[first]), keys)
        measure = _measure(ms[first:end], calls[first:end])
        if measure is not None:
            found.setdefault(int(part[first]), {})[key] = measure
        first = end
    return {part: {key: measures[key] for key in keys if key in measures} for part, measures in found.items()}


def _grouped_by(which: int, keys: Sequence[str]) -> str:
    """The one key that `grouping(...)` has no bit for."""
    (key,) = (key for place, key in enumerate(reversed(keys)) if not which & 1 << place)
    return key


def _measure(ms: NDArray[np.int64], calls: NDArray[np.int64]) -> TimeMeasure | None:
    """A duration from how often each value occurs, in order; nothing where no call is measured."""
    import numpy as np

    kept = ms >= 0
    values, up_to = ms[kept], np.cumsum(calls[kept])
    if not len(values):
        return None
    n = int(up_to[-1])

    def quantile(share: float) -> float:
        at = share * (n - 1)
        low, high = (
            int(values[np.searchsorted(up_to, place, side="right")]) for place in (int(at), -int(-at // 1))
        )
        return (low + (high - low) * (at - int(at))) / _MS_PER_MINUTE

    return TimeMeasure(
        n=n,
        median=quantile(0.5),
        mean=int((values * calls[kept]).sum()) / n / _MS_PER_MINUTE,
        p90=quantile(0.9),
        left_out=int(calls[ms == MISTAKEN].sum()),
        cancelled=int(calls[ms == CANCELLED].sum()),
    )


def opened(loaded: LoadedDataset, rows: Selection, limit: int, offset: int = 0) -> list[dict[str, str]]:
    """The rows of a selection in their order as text, every column that was kept of the export."""
    numbers = [
        number
        for (number,) in loaded.rows(
            rows.query("SELECT row", "ORDER BY row LIMIT ? OFFSET ?"), [*rows.parameters, limit, offset]
        )
    ]
    frame = loaded.frame(
        "SELECT * FROM read_parquet(?) WHERE row IN (SELECT unnest(?)) ORDER BY row", [loaded.parts, numbers]
    )
    return [as_text(row) for row in frame.to_dict("records")]


def empty_grid() -> list[list[int]]:
    """A week without a call."""
    return [[0] * 24 for _ in range(7)]


def as_text(row: Mapping[Any, Any]) -> dict[str, str]:
    """A row of a frame as text; what is missing is empty, and its reasons are words."""
    import pandas as pd

    fields = {str(key): "" if pd.isna(value) else str(value) for key, value in row.items()}
    if COLUMN in fields:
        fields[COLUMN] = "; ".join(reason.label for reason in reasons_in(int(fields[COLUMN])))
    return fields
