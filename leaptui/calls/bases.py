"""The populations a figure can be taken of, as conditions on the incident table.

Studies of calls for service differ in their base more than in anything else: all rows of an export
may be twice its community-initiated calls. Each base here is one of `BaseName`, and every summary
names its own.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from leaptui.domain.measured import BaseName, Period

CONDITIONS = {
    BaseName.ALL_ROWS: "true",
    BaseName.INCIDENTS: "incident",
    BaseName.COMMUNITY_INITIATED: "set_aside IS NULL",
    BaseName.DISPATCHED: "set_aside IS NULL AND dispatched",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows of the incident table that a figure counts.

    Attributes:
        condition: SQL, made of this package's own words only.
        parameters: What its question marks stand for.
    """

    condition: str
    parameters: tuple[object, ...] = ()

    def within(self, condition: str, *parameters: object) -> Selection:
        """Fewer rows."""
        return Selection(f"{self.condition} AND {condition}", (*self.parameters, *parameters))

    def query(self, what: str, then: str = "") -> str:
        """`what` over these rows; `then` groups, orders or limits."""
        return f"{what} FROM calls WHERE {self.condition} {then}"


def selection(base: BaseName, period: Period | None = None) -> Selection:
    """The rows of a base, of all days or of the whole days of a period, both included."""
    rows = Selection(CONDITIONS[base])
    if period is None:
        return rows
    return rows.within(
        "received >= CAST(? AS TIMESTAMP) AND received < CAST(? AS TIMESTAMP)",
        period.first,
        (date.fromisoformat(period.last) + timedelta(days=1)).isoformat(),
    )


def weekdays_in(period: Period | None) -> tuple[int, ...]:
    """How many Mondays, Tuesdays … a period has: the divisor of a mean per weekday and hour.

    A year has 52 of most weekdays and 53 of one or two, and few exports hold exactly a year.
    """
    if period is None:
        return (0,) * 7
    first, last = date.fromisoformat(period.first), date.fromisoformat(period.last)
    weeks, rest = divmod((last - first).days + 1, 7)
    return tuple(weeks + ((weekday - first.weekday()) % 7 < rest) for weekday in range(7))


def months_in(period: Period | None) -> Iterator[str]:
    """Every month a period touches, `2025-01`, in order."""
    if period is None:
        return
    month, last = date.fromisoformat(period.first).replace(day=1), date.fromisoformat(period.last)
    while month <= last:
        yield month.isoformat()[:7]
        month += timedelta(days=monthrange(month.year, month.month)[1])
