"""The queries behind the measures: one pass over the incident table each."""

# ruff: noqa: S608 - the SQL is made of this package's own words; what a file or a person says is a parameter

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from leaptui.calls.bases import Selection
from leaptui.calls.durations import CANCELLED, DURATIONS, MISTAKEN
from leaptui.calls.reasons import COLUMN
from leaptui.domain.calls import TimeMeasure
from leaptui.domain.ledger_rules import reasons_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leaptui.calls.eligibility import TypeMap
    from leaptui.calls.loaded import LoadedDataset

_MS_PER_MINUTE = 60_000.0
_NO_HOUR = 24
_NOT_MEASURED = -3
"""Stands for a duration of a call that lacks one of its stamps; as `MISTAKEN` and `CANCELLED` do, below zero."""
_FIRST_DAY = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Counts:
    """What a summary is made of.

    Attributes:
        types: Calls by type and era, most frequent first; a call without type counts under an empty name.
        grid: By weekday (Monday first) and hour, the calls whose hour is known.
        days: By day of receipt, only those with a call.
        times: The durations that some call has, by their keys.
    """

    types: dict[tuple[str, int], int]
    grid: list[list[int]]
    days: dict[date, int]
    times: dict[str, TimeMeasure]

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

    @property
    def not_available(self) -> tuple[str, ...]:
        """The words for the durations that no call has."""
        return tuple(duration.words for duration in DURATIONS if duration.key not in self.times)


def count(loaded: LoadedDataset, rows: Selection, types: TypeMap) -> Counts:
    """Calls by type and era, weekday and hour, and day, and their durations: one scan of the columns, in numbers."""
    import numpy as np

    era, parameters = types.era()
    measured = ", ".join(
        f"coalesce({duration.key}, {_NOT_MEASURED}) AS {duration.key}" for duration in DURATIONS
    )
    query = rows.query(
        f"SELECT CAST(enum_code(type) AS INTEGER) AS type, CAST({era} AS INTEGER) AS era, "
        f"CAST(weekday * {_NO_HOUR + 1} + coalesce(hour, {_NO_HOUR}) AS INTEGER) AS hour, "
        f"CAST(CAST(received AS DATE) - DATE '{_FIRST_DAY}' AS INTEGER) AS day, {measured}"
    )
    columns = loaded.arrays(query, [*parameters, *rows.parameters])
    eras = types.eras
    of_type = Counter(dict(_occurring(columns["type"] * eras + columns["era"])))
    names = loaded.words("type")
    days = dict(_occurring(columns["day"]))
    hours = np.bincount(columns["hour"], minlength=7 * (_NO_HOUR + 1)).reshape(7, _NO_HOUR + 1)
    times = {duration.key: _measure(*_values(columns[duration.key])) for duration in DURATIONS}
    return Counts(
        types={(names[code // eras], code % eras): calls for code, calls in of_type.most_common()},
        grid=hours[:, :_NO_HOUR].tolist(),
        days={_FIRST_DAY + timedelta(days=day): calls for day, calls in days.items()},
        times={key: measure for key, measure in times.items() if measure is not None},
    )


def _occurring(codes: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Each code that occurs, in order, and how often."""
    import numpy as np

    if not len(codes):
        return []
    least = int(codes.min())
    found = np.bincount(codes - least)
    return [(int(code) + least, int(found[code])) for code in np.flatnonzero(found)]


def _values(ms: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each duration that occurs, in order, and how often.

    Most systems keep whole seconds; these are counted without sorting.
    """
    import numpy as np

    kept = ms[ms >= 0]
    seconds = kept // 1_000
    if len(kept) and (seconds * 1_000 == kept).all():
        calls = np.bincount(seconds)
        values = np.flatnonzero(calls)
        values, calls = values * 1_000, calls[values]
    else:
        values, calls = np.unique(kept, return_counts=True)
    left_out = [(code, int((ms == code).sum())) for code in (CANCELLED, MISTAKEN)]
    return (
        np.concatenate([np.array([code for code, _ in left_out]), values]),
        np.concatenate([np.array([number for _, number in left_out]), calls]),
    )


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
