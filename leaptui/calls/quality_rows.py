"""The rows that a quality page is about, and which of them a finding stands for.

All of it is read only. The base is the calls used, by whatever rules of the ledger are on.
"""

# ruff: noqa: S608 - the SQL is made of constants of this package; what a file holds is a parameter

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from leaptui.calls import counting
from leaptui.calls.bases import CONDITIONS, Selection
from leaptui.calls.durations import LONGEST_MINUTES
from leaptui.calls.loaded import LoadedDataset
from leaptui.calls.places import PLACEHOLDER
from leaptui.domain.measured import BaseName

_USED = CONDITIONS[BaseName.COMMUNITY_INITIATED]
STAGES = ("received", "dispatched", "en_route", "arrived", "cleared")
"""Columns of a call's moments, in the order they happen."""
NOT_CANCELLED = "NOT (coalesce(cancelled, false) AND arrived IS NULL)"
"""Calls whose moments measure something; as in `leaptui.calls.durations`."""
NUMBERED = r"^\s*[+-]?\d+(\.\d+)?\s*$"
MANY_UNITS = 25
MONTH = "strftime(received, '%Y-%m')"
_STRAY = re.compile(r"period\.stray\.(?P<first>\d{4}-\d\d-\d\d)\.(?P<last>\d{4}-\d\d-\d\d)")
_CLOCK = re.compile(r"clock\.(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)")


def _begun(stage: str) -> str:
    """A moment, received only where it says the hour."""
    return "CASE WHEN received_has_clock THEN received END" if stage == "received" else stage


_BETWEEN = {("received", "arrived"): "dispatched", ("dispatched", "cleared"): "arrived"}
"""A moment that stands between two others. Where a call has it, the two are held against it and not each other."""


def _compared(earlier: str, later: str) -> str:
    between = _BETWEEN.get((earlier, later))
    return f" AND {between} IS NULL" if between else ""


def order_sql(earlier: str, later: str) -> str:
    """Calls whose later moment stands before their earlier one.

    A unit under way before another was dispatched is no mistake, so that pair is asked of calls with
    one unit.
    """
    alone = " AND units <= 1" if "en_route" in (earlier, later) else ""
    return f"{later} < {_begun(earlier)}{alone}{_compared(earlier, later)}"


def zero_sql(earlier: str, later: str) -> str:
    """Calls whose two moments are the same."""
    return f"{_begun(earlier)} = {later} AND {NOT_CANCELLED}{_compared(earlier, later)}"


def both_sql(earlier: str, later: str) -> str:
    """Calls that have both moments."""
    return f"{_begun(earlier)} IS NOT NULL AND {later} IS NOT NULL"


def held_sql(earlier: str, later: str) -> str:
    """Calls whose two moments are held against each other."""
    return both_sql(earlier, later) + _compared(earlier, later)


def minutes_sql(earlier: str, later: str) -> str:
    """Minutes between two moments, with their fraction."""
    return f"date_diff('second', {_begun(earlier)}, {later}) / 60.0"


ORDERS = (
    ("received", "dispatched"),
    ("received", "arrived"),
    ("dispatched", "en_route"),
    ("dispatched", "arrived"),
    ("en_route", "arrived"),
    ("arrived", "cleared"),
    ("dispatched", "cleared"),
)
"""Pairs of moments that can stand in the wrong order."""
ZEROS = (
    ("received", "dispatched"),
    ("dispatched", "arrived"),
    ("received", "arrived"),
    ("arrived", "cleared"),
)
"""Pairs of moments that a late press of a button makes equal."""
LONG_PAIRS = (
    ("received", "dispatched"),
    ("received", "arrived"),
    ("arrived", "cleared"),
    ("dispatched", "cleared"),
)

MISSING = {
    "hour": "NOT received_has_clock",
    **{
        column: f"{column} IS NULL"
        for column in (
            *STAGES[1:], "type", "priority", "source", "disposition", "unit", "district", "place", "incident_id",
        )
    },
}  # fmt: skip


_WITH_A_PLACE = "coalesce(type, '') IN (SELECT CAST(type AS VARCHAR) FROM calls WHERE place <> '')"
"""A type of which no call has a place is one whose places are not kept, for the people in them."""


def expected_sql(name: str) -> str:
    """The calls of which a field of `MISSING` can be expected.

    A cancelled call need not reach its end, and sensitive types are kept without their place.
    """
    if name == "place":
        return _WITH_A_PLACE
    return NOT_CANCELLED if name in STAGES else "true"


TWELVE_HOURS = f"{minutes_sql('received', 'arrived')} BETWEEN 715 AND 745"
LONG = " OR ".join(f"{minutes_sql(*pair)} > {LONGEST_MINUTES}" for pair in LONG_PAIRS)
_REPEATED = (
    "row IN (SELECT row FROM (SELECT row, type, avg((second(received) <> 0)::INTEGER) OVER () AS to_the_second, "
    "row_number() OVER (PARTITION BY received, type, place, dispatched, arrived, cleared ORDER BY row) AS nth "
    f"FROM read_parquet(?) WHERE received_has_clock AND row IN (SELECT row FROM calls WHERE {_USED})) "
    "WHERE nth > 1 AND type IS NOT NULL AND to_the_second > 0.5)"
)
"""Where times are cut to the minute, two calls of one type in one minute are no wonder."""
_CONDITIONS = {
    **{f"missing.{name}": f"({condition}) AND {expected_sql(name)}" for name, condition in MISSING.items()},
    **{f"order.{one}.{other}": order_sql(one, other) for one, other in ORDERS},
    **{f"zero.{one}.{other}": zero_sql(one, other) for one, other in ZEROS},
    "long": LONG,
    "twelve_hours": TWELVE_HOURS,
    "places.placeholder": f"regexp_matches(place, '{PLACEHOLDER}', 'i')",
    "priorities.mixed": f"priority IS NOT NULL AND NOT regexp_matches(priority, '{NUMBERED}')",
    "units.many": f"units > {MANY_UNITS}",
}


@dataclass(frozen=True, slots=True)
class UsedCalls:
    """The calls used of one dataset, asked about in SQL of this package's own words."""

    loaded: LoadedDataset

    def ask(self, select: str, where: str = "true", then: str = "") -> list[tuple[Any, ...]]:
        """`select` over the calls used.

        Args:
            select: What of them.
            where: Which of them.
            then: How they are grouped and ordered.
        """
        sql = f"SELECT {select} FROM ({self._used()}) WHERE {where} {then}"
        return self.loaded.rows(sql, [self.loaded.parts] * (1 + (where == _REPEATED)))

    def counts(self, *conditions: str, where: str = "true") -> tuple[int, ...]:
        """How many of the calls used each condition holds for, asked together."""
        (found,) = self.ask(", ".join(f"count(*) FILTER ({condition})" for condition in conditions), where)
        return tuple(map(int, found))

    def rows(self, key: str, limit: int, offset: int = 0) -> list[dict[str, str]]:
        """Rows that a finding stands for, as text; none for one that no rows stand for."""
        where = condition_of(key)
        if where is None:
            return []
        parts = (self.loaded.parts,) * (1 + (where == _REPEATED))
        found = Selection(f"{_USED} AND row IN (SELECT row FROM read_parquet(?) WHERE {where})", parts)
        return counting.opened(self.loaded, found, limit, offset)

    def repeated(self) -> int:
        """Calls that are like an earlier one to the second, in type, place and every moment."""
        ((rows,),) = self.ask("count(*)", _REPEATED)
        return int(rows)

    @staticmethod
    def _used() -> str:
        return f"SELECT * FROM read_parquet(?) WHERE row IN (SELECT row FROM calls WHERE {_USED})"


def condition_of(key: str) -> str | None:
    """SQL for the rows of a finding by its key; nothing for one that no rows stand for."""
    if clock := _CLOCK.fullmatch(key):
        return (
            f"received_has_clock AND hour(received) = {int(clock['hour'])} "
            f"AND minute(received) = {int(clock['minute'])}"
        )
    if stray := _STRAY.fullmatch(key):
        return f"CAST(received AS DATE) NOT BETWEEN DATE '{stray['first']}' AND DATE '{stray['last']}'"
    return _REPEATED if key == "repeated" else _CONDITIONS.get(key)
