"""What can be counted once the columns have their roles: incidents, copies, totals, the clock's shape."""

# ruff: noqa: S608 - the SQL is made of constants and column positions; what a user wrote is a parameter or `literal`

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from leaptui.calls.clock_checks import count_clock_changes, hours_of
from leaptui.calls.engine import Engine
from leaptui.calls.moments import after_received_sql, day_and_clock_sql, filled
from leaptui.calls.time_columns import Claim
from leaptui.calls.times import has_clock, has_date
from leaptui.calls.trials import TRIED, ColumnTimes, read_sql
from leaptui.domain.calls import ColumnRole
from leaptui.domain.inspection import RowCounts

_STAGES = (ColumnRole.DISPATCHED, ColumnRole.EN_ROUTE, ColumnRole.ARRIVED, ColumnRole.CLEARED)
_WORDED_CELLS = 3
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


def first_cells(width: int) -> str:
    """SQL of a row's first cells, which tell totals and fillers."""
    cells = [f"coalesce(c{position}, '')" for position in range(min(width, _WORDED_CELLS))]
    return f"concat_ws(chr({ord(_BETWEEN)}), {', '.join(cells)})"


def kept_beside(claims: Sequence[Claim]) -> list[str]:
    """SQL of what the first pass keeps of each row beside its times, by what a sample says of the columns.

    Args:
        claims: What each column seems to be; of their roles only those of no times are asked.
    """
    by_role = _by_role(claims)
    ids = by_role.get(ColumnRole.INCIDENT_ID, [])
    agency = by_role.get(ColumnRole.AGENCY, [])[:1]
    roles = (ColumnRole.UNIT,) if ids else (ColumnRole.TYPE_INITIAL, ColumnRole.PLACE, ColumnRole.UNIT)
    telling = [f"c{position}" for role in roles for position in by_role.get(role, ())]
    made = [f"hash({', '.join(telling) or '0'}) AS beside"]
    if ids:
        together = ", ".join(f"c{position}" for position in (*ids, *agency))
        made.append(f"CASE WHEN {filled(f'c{ids[0]}')} IS NOT NULL THEN hash({together}) END AS id")
    return made


def look_again(
    engine: Engine,
    names: Sequence[str],
    claims: Sequence[Claim],
    guessed: Sequence[Claim],
    times: Mapping[int, ColumnTimes],
    candidates: Mapping[int, Sequence[str]],
    *,
    timezone: str = "",
) -> SecondLook:
    """Count what takes the roles to be known, in what the trial of the formats left behind.

    Args:
        engine: Where `try_formats` was run with `kept_beside`.
        names: The headers.
        claims: What each column is read as.
        guessed: What `kept_beside` was told.
        times: How its times are read.
        candidates: The formats that were tried.
        timezone: The city's zone, where it is known.
    """
    by_role = _by_role(claims)
    columns = _Columns(by_role, times, candidates)
    with_ids = ColumnRole.INCIDENT_ID in by_role and by_role[ColumnRole.INCIDENT_ID] == _by_role(guessed).get(
        ColumnRole.INCIDENT_ID
    )
    engine.run(f"CREATE TEMP VIEW looked AS SELECT {columns.made(with_ids=with_ids)} FROM {TRIED}")
    hours, midnights, near = (
        hours_of(engine, "looked", "received") if columns.has_hour else ((0,) * 24, 0, 0.0)
    )
    changes = (0, 0)
    if timezone and columns.has_hour:
        changes = count_clock_changes(engine, "looked", "received", timezone)
    return SecondLook(
        counts=_counts(engine, names, with_ids=with_ids, odd=columns.day is not None),
        hours=hours,
        midnights=midnights,
        near_midnights=near,
        next_day={
            position: int(engine.run(f"SELECT count_if(later_{position}) FROM looked")[0][0] or 0)
            for position in columns.bare_clocks
        },
        clock_changes=changes,
    )


def _by_role(claims: Sequence[Claim]) -> dict[ColumnRole, list[int]]:
    found: dict[ColumnRole, list[int]] = {}
    for position, claim in enumerate(claims):
        found.setdefault(claim.role, []).append(position)
    return found


class _Columns:
    """The select list over what the trial of the formats left behind."""

    def __init__(
        self,
        by_role: Mapping[ColumnRole, list[int]],
        times: Mapping[int, ColumnTimes],
        candidates: Mapping[int, Sequence[str]],
    ) -> None:
        self._by_role, self._times, self._candidates = by_role, times, candidates
        whole = [*by_role.get(ColumnRole.RECEIVED, ()), *by_role.get(ColumnRole.RECEIVED_DATE, ())]
        clocks = by_role.get(ColumnRole.RECEIVED_TIME, [])
        self.day = next((position for position in whole if self._formats(position)), None)
        self._clock = next((position for position in clocks if self._formats(position)), None)
        telling = (
            times[self._clock if self._clock is not None else self.day] if self.day is not None else None
        )
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

    def _read(self, position: int) -> str:
        return read_sql(position, self._formats(position), self._candidates[position])

    def made(self, *, with_ids: bool) -> str:
        """The columns of the view `looked`."""
        stages = [
            position
            for role in _STAGES
            for position in self._by_role.get(role, ())
            if self._formats(position)
        ]
        told = ", ".join(
            ["beside", *(["id"] if with_ids else []), *(self._read(position) for position in stages)]
        )
        made = [f"{self._received()} AS received", f"hash(received, {told}) AS key"]
        if with_ids:
            # Numbers may begin anew with the year.
            made.append(
                "CASE WHEN id IS NOT NULL AND received IS NOT NULL THEN hash(id, year(received)) END AS incident"
            )
        made += [f"({after_received_sql('received', self._read(one))})::DATE > received::DATE AS later_{one}"
                 for one in self.bare_clocks]  # fmt: skip
        if self.day is not None:
            own = f"coalesce(u{self.day}, '')"
            made.append(
                f"CASE WHEN received IS NULL AND cells IS NOT NULL THEN concat_ws(chr({ord(_BETWEEN)}), {own}, {own}, cells) END AS odd"
            )
            # What a row's times say is looked at only where one of them could be read.
            made.append(f"received IS NULL AND cells IS NULL AND u{self.day} IS NULL AS without_day")
        return ", ".join(made)

    def _received(self) -> str:
        if self.day is None:
            return "NULL::TIMESTAMP"
        day = self._read(self.day)
        if self._clock is None:
            return day
        return f"coalesce({day_and_clock_sql(day, self._read(self._clock))}, date_trunc('day', {day}))"


def _counts(engine: Engine, names: Sequence[str], *, with_ids: bool, odd: bool) -> RowCounts:
    incidents = rows_with_id = most = 0
    among = "received IS NOT NULL"
    if with_ids:
        engine.run(
            "CREATE TEMP TABLE shared AS SELECT incident, count(*) AS n FROM looked WHERE incident IS NOT NULL GROUP BY incident"
        )
        ((incidents, most, rows_with_id),) = engine.run("SELECT count(*), max(n), sum(n) FROM shared")
        # Only rows that share their id can be copies of one another.
        among += " AND incident IN (SELECT incident FROM shared WHERE n > 1)"
    ((repeated,),) = engine.run(f"SELECT count(*) - count(DISTINCT key) FROM looked WHERE {among}")
    if with_ids:
        engine.run("DROP TABLE shared")
    again, totals, fillers = _odd_rows(engine, names) if odd else (0, 0, 0)
    without_day = engine.run("SELECT count_if(without_day) FROM looked")[0][0] if odd else 0
    return RowCounts(
        int(incidents), int(rows_with_id or 0), int(most or 0), int(repeated),
        again, totals, fillers, int(without_day),
    )  # fmt: skip


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
