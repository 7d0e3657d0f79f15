"""Three years of money: inflation, funding sources with their ends, and the cliff where one ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from leaptui.domain.errors import InputRefused
from leaptui.staffing.cost import Cost

YEARS = 3
MOST_DOLLARS = 1e9
FIRST_START, LAST_START = date(2000, 1, 1), date(2100, 12, 31)
"""Between which a program may begin: a day outside is a mistake of typing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """Money that comes from somewhere.

    Attributes:
        name: Of the source: a grant, the general fund.
        yearly: Dollars a year while it runs.
        starts: Its first day.
        ends: Its last day; nothing for one that goes on.
    """

    name: str
    yearly: float
    starts: date
    ends: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLine:
    """One year of the program.

    Attributes:
        begins: Its first day.
        ends: Its last day.
        recurring: Dollars, prices risen.
        one_time: Dollars, in the first year.
        funded: Dollars by source, for the days on which it runs.
    """

    begins: date
    ends: date
    recurring: float
    one_time: float
    funded: tuple[tuple[str, float], ...]

    @property
    def total(self) -> float:
        """Recurring and one-time."""
        return self.recurring + self.one_time

    @property
    def gap(self) -> float:
        """Dollars that no source pays; 0 where all is paid."""
        return max(self.total - sum(amount for _, amount in self.funded), 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPlan:
    """The years and where money ends."""

    years: tuple[YearLine, ...]
    cliffs: tuple[str, ...]

    @property
    def total(self) -> float:
        """Dollars over all the years."""
        return sum(year.total for year in self.years)


def year_plan(cost: Cost, inflation: float, starts: date, sources: Sequence[Funding] = ()) -> YearPlan:
    """What three years cost and who pays.

    Args:
        cost: A year's budget and what is paid once, in prices of the first year.
        inflation: By which recurring costs rise each year, 0.03 for three in a hundred.
        starts: First day of the program.
        sources: Who pays.

    Raises:
        InputRefused: For a first day outside `FIRST_START` to `LAST_START`, a source of no or negative
            dollars, or one that ends before it starts.
    """
    if not FIRST_START <= starts <= LAST_START:
        raise InputRefused(
            f"The first day of the program must be from {FIRST_START} to {LAST_START}.",
            safe="Nothing was changed.",
        )
    for source in sources:
        check_funding(source)
    lines: list[YearLine] = []
    begins = starts
    for number in range(YEARS):
        following = _years_later(starts, number + 1)
        ends = following - timedelta(days=1)
        lines.append(
            YearLine(
                begins=begins,
                ends=ends,
                recurring=cost.recurring * (1 + inflation) ** number,
                one_time=cost.one_time if number == 0 else 0.0,
                funded=tuple((source.name, _paid(source, begins, ends)) for source in sources),
            )
        )
        begins = following
    return YearPlan(years=tuple(lines), cliffs=tuple(_cliffs(lines, sources)))


def check_funding(source: Funding) -> None:
    """Refuse a source that cannot be.

    Raises:
        InputRefused: For no or negative dollars, and for one that ends before it starts.
    """
    if not 0 < source.yearly <= MOST_DOLLARS:
        raise InputRefused(
            f"{source.name} must pay from $1 to ${MOST_DOLLARS:,.0f} a year.", safe="Nothing was changed."
        )
    if source.ends is not None and source.ends < source.starts:
        raise InputRefused(
            f"{source.name} ends on {source.ends} before it starts on {source.starts}.",
            safe="Nothing was changed.",
        )


def _years_later(day: date, years: int) -> date:
    # A program that starts on 29 February has its anniversaries on 1 March.
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _paid(source: Funding, begins: date, ends: date) -> float:
    first = max(source.starts, begins)
    last = min(source.ends or ends, ends)
    days = max((last - first).days + 1, 0)
    return source.yearly * days / ((ends - begins).days + 1)


def _cliffs(lines: Sequence[YearLine], sources: Sequence[Funding]) -> list[str]:
    """Sources that end while the program goes on, the earliest first, and those of other years."""
    found: list[str] = []
    first_day, last_day = lines[0].begins, lines[-1].ends
    for source in sorted(sources, key=lambda each: (each.ends or date.max, each.name)):
        if source.starts > last_day:
            found.append(
                f"{source.name} starts on {source.starts}, after these years: it pays nothing in them."
            )
            continue
        if source.ends is None or source.ends >= last_day:
            continue
        if source.ends < first_day:
            found.append(f"{source.name} ended on {source.ends}, before the program begins: it pays nothing.")
            continue
        year = next((line for line in lines if line.begins <= source.ends <= line.ends), lines[0])
        share = min(source.yearly / year.recurring, 1.0) if year.recurring else 1.0
        found.append(
            f"{source.name} ends on {source.ends}: from then ${source.yearly:,.0f} a year is missing, "
            f"{share:.0%} of what recurs."
        )
    return found
