"""What can only be counted once the columns have their roles: incidents, repeats, totals, the clock's shape."""

# ruff: noqa: S608 - the SQL is made of constants and column positions; what a user wrote is a parameter or `literal`

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from leaptui.calls.clock_checks import count_clock_changes
from leaptui.calls.engine import Engine
from leaptui.calls.moments import (
    ColumnTimes,
    after_received_sql,
    day_and_clock_sql,
    filled,
    moment_sql,
    plausible,
    text_of,
)
from leaptui.calls.time_columns import Claim
from leaptui.calls.times import has_clock, has_date
from leaptui.domain.calls import ColumnRole
from leaptui.domain.inspection import RowCounts

_TELLING = (
    ColumnRole.INCIDENT_ID, ColumnRole.RECEIVED, ColumnRole.RECEIVED_DATE, ColumnRole.RECEIVED_TIME,
    ColumnRole.TYPE_INITIAL, ColumnRole.TYPE_FINAL, ColumnRole.TYPE_CODE, ColumnRole.PLACE, ColumnRole.UNIT,
    ColumnRole.DISPATCHED, ColumnRole.ARRIVED, ColumnRole.CLEARED, ColumnRole.DISPOSITION,
)  # fmt: skip
"""Columns in which two rows of one file differ unless one of them is a copy."""
_STAGES = (ColumnRole.DISPATCHED, ColumnRole.EN_ROUTE, ColumnRole.ARRIVED, ColumnRole.CLEARED)
_WORDED_CELLS = 12
_MOST_ODD_ROWS = 5000
_BETWEEN = "\x1f"
_TOTAL = re.compile(
    r"\b(grand |sub)?-?totals?\b|\brecord count\b|\brows? (affected|returned)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SecondLook:
    """What was counted over the whole file."""

    counts: RowCounts = field(default_factory=RowCounts)
    hours: tuple[int, ...] = (0,) * 24
    """Calls received in each hour of the day, where the file has one."""
    midnights: int = 0
    """Calls received at exactly 00:00:00."""
    near_midnights: float = 0.0
    """The mean number received exactly at 22, 23, 1 and 2 o'clock."""
    next_day: Mapping[int, int] = field(default_factory=dict)
    """For each column of a clock without a date: the rows whose clock is of the day after the call."""
    clock_changes: tuple[int, int] = (0, 0)
    """Calls in hours that the city's clock skipped, and in those it had twice."""


def look_again(
    engine: Engine,
    table: tuple[str, list[object]],
    names: Sequence[str],
    claims: Sequence[Claim],
    times: Mapping[int, ColumnTimes],
    *,
    rows: int,
    tame: bool,
    timezone: str = "",
) -> SecondLook:
    """Count what takes the roles to be known, in a second pass over the file.

    Args:
        engine: Where.
        table: SQL of the file and its parameters.
        names: The headers.
        claims: What each column is read as.
        times: How its times are read.
        rows: Rows with the right number of cells.
        tame: Whether no value needs more than plain trimming.
        timezone: The city's zone, where it is known.
    """
    by_role: dict[ColumnRole, list[int]] = {}
    for position, claim in enumerate(claims):
        by_role.setdefault(claim.role, []).append(position)
    columns = _Columns(by_role, times, tame=tame, timezone=timezone)
    sql, parameters = table
    read = columns.day is not None and times[columns.day].parsed + times[columns.day].unmarked
    odd = columns.day is not None and read != rows
    engine.run(
        f"CREATE TEMP TABLE looked AS SELECT {columns.made(odd=odd, width=len(names))} "
        f"FROM (SELECT *, {columns.moments()} FROM {sql})",
        parameters,
    )
    try:
        hours, midnights, near = _hours(engine) if columns.has_hour else ((0,) * 24, 0, 0.0)
        changes = (0, 0)
        if timezone and columns.has_hour:
            changes = count_clock_changes(engine, "looked", "received", timezone)
        return SecondLook(
            counts=_counts(engine, names, with_ids=ColumnRole.INCIDENT_ID in by_role, odd=odd),
            hours=hours,
            midnights=midnights,
            near_midnights=near,
            next_day={
                position: int(engine.run(f"SELECT count_if(later_{position}) FROM looked")[0][0])
                for position in columns.bare_clocks
            },
            clock_changes=changes,
        )
    finally:
        engine.run("DROP TABLE looked")


class _Columns:
    """The select lists of the second pass."""

    def __init__(
        self,
        by_role: Mapping[ColumnRole, list[int]],
        times: Mapping[int, ColumnTimes],
        *,
        tame: bool,
        timezone: str,
    ) -> None:
        self._by_role, self._times, self._tame, self._timezone = by_role, times, tame, timezone or "UTC"
        whole = [*by_role.get(ColumnRole.RECEIVED, ()), *by_role.get(ColumnRole.RECEIVED_DATE, ())]
        clocks = by_role.get(ColumnRole.RECEIVED_TIME, [])
        self.day = next((position for position in whole if self._formats(position)), None)
        self.clock = next((position for position in clocks if self._formats(position)), None)
        telling = times[self.clock if self.clock is not None else self.day] if self.day is not None else None
        self.has_hour = (
            telling is not None
            and any(has_clock(written) for written in telling.formats)
            and not telling.always_midnight
            and not telling.half_clock_unmarked
        )
        self.bare_clocks = [
            position
            for role in _STAGES
            for position in by_role.get(role, ())
            if self.has_hour and self._formats(position) and not any(map(has_date, self._formats(position)))
        ]

    def _formats(self, position: int) -> tuple[str, ...]:
        return self._times[position].formats if position in self._times else ()

    def moments(self) -> str:
        """Each moment that is needed, parsed once; NULL stands for what is not there."""
        wanted = [position for position in (self.day, self.clock) if position is not None]
        made = [
            f"{moment_sql(text_of(f'c{position}', tame=self._tame), self._formats(position), self._timezone)} AS m{position}"
            for position in dict.fromkeys((*wanted, *self.bare_clocks))
        ]
        return ", ".join(made) or "NULL AS nothing"

    def made(self, *, odd: bool, width: int) -> str:
        """The columns of the table `looked`."""
        ids = [*self._by_role.get(ColumnRole.INCIDENT_ID, ()), *self._by_role.get(ColumnRole.AGENCY, ())[:1]]
        telling = [position for role in _TELLING for position in self._by_role.get(role, ())]
        received = self._received()
        made = [f"{received} AS received", f"hash({', '.join(f'c{one}' for one in telling) or '0'}) AS key"]
        if ColumnRole.INCIDENT_ID in self._by_role:
            together = ", ".join(f"c{position}" for position in ids)
            made.append(
                f"CASE WHEN {filled(f'c{ids[0]}')} IS NOT NULL THEN hash({together}, year(received)) END AS id"
            )
        made += [f"({after_received_sql('received', f'm{one}')})::DATE > received::DATE AS later_{one}"
                 for one in self.bare_clocks]  # fmt: skip
        if odd:
            cells = ", ".join(f"coalesce(c{position}, '')" for position in range(min(width, _WORDED_CELLS)))
            own = f"coalesce(c{self.day}, '')"
            made.append(
                f"CASE WHEN received IS NULL THEN concat_ws(chr({ord(_BETWEEN)}), {own}, {cells}) END AS odd"
            )
        return ", ".join(made)

    def _received(self) -> str:
        if self.day is None:
            return "NULL::TIMESTAMP"
        day = plausible(f"m{self.day}", self._formats(self.day))
        if self.clock is None:
            return day
        return f"coalesce({day_and_clock_sql(day, f'm{self.clock}')}, date_trunc('day', {day}))"


def _hours(engine: Engine) -> tuple[tuple[int, ...], int, float]:
    found = {
        int(hour): (int(calls), int(sharp))
        for hour, calls, sharp in engine.run(
            "SELECT hour(received), count(*), count_if(received = date_trunc('hour', received)) FROM looked "
            "WHERE received IS NOT NULL GROUP BY 1"
        )
    }
    sharp = {hour: found.get(hour, (0, 0))[1] for hour in (22, 23, 0, 1, 2)}
    near = sum(count for hour, count in sharp.items() if hour) / 4
    return tuple(found.get(hour, (0, 0))[0] for hour in range(24)), sharp[0], near


def _counts(engine: Engine, names: Sequence[str], *, with_ids: bool, odd: bool) -> RowCounts:
    incidents = rows_with_id = most = 0
    among = "received IS NOT NULL"
    if with_ids:
        engine.run(
            "CREATE TEMP TABLE shared AS SELECT id, count(*) AS n FROM looked WHERE id IS NOT NULL GROUP BY id"
        )
        ((incidents, most, rows_with_id),) = engine.run("SELECT count(*), max(n), sum(n) FROM shared")
        # Only rows that share their id can be copies of one another.
        among += " AND id IN (SELECT id FROM shared WHERE n > 1)"
    ((repeated,),) = engine.run(f"SELECT count(*) - count(DISTINCT key) FROM looked WHERE {among}")
    if with_ids:
        engine.run("DROP TABLE shared")
    again, totals, fillers = _odd_rows(engine, names) if odd else (0, 0, 0)
    return RowCounts(
        int(incidents), int(rows_with_id or 0), int(most or 0), int(repeated), again, totals, fillers
    )


def _odd_rows(engine: Engine, names: Sequence[str]) -> tuple[int, int, int]:
    """Rows without a time of the call that are no calls: the header again, totals, fillers."""
    again = totals = fillers = 0
    heads = {name.casefold() for name in names}
    for text, rows in engine.run(
        "SELECT odd, count(*) FROM looked WHERE odd IS NOT NULL GROUP BY odd "
        f"ORDER BY count(*) DESC, odd LIMIT {_MOST_ODD_ROWS}"
    ):
        own, *cells = (cell.strip() for cell in str(text).split(_BETWEEN))
        said = [cell for cell in cells if cell]
        if own and sum(cell.casefold() in heads for cell in said) > 0.5 * len(said):
            again += int(rows)
        elif any(_TOTAL.search(cell) for cell in said[:3]):
            totals += int(rows)
        elif len(said) <= 1 or all(not re.search(r"[^\W_]", cell) for cell in said):
            fillers += int(rows)
    return again, totals, fillers
