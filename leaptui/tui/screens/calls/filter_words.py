"""A filter of the calls in words, and the periods and days that are typed or chosen for one."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from leaptui.domain.call_filter import CallFilter, full_hour
from leaptui.domain.measured import Period
from leaptui.tui.dates import MONTHS

_YEARS = range(1900, 2200)
"""A call of another year is a typing error."""
_LONGEST = 60
_NAMED = 3
"""Names of a filter that are told before the others are counted."""


class Facet(StrEnum):
    """What calls can be chosen by."""

    PERIOD = "period"
    DISTRICTS = "district"
    GROUPS = "group"
    TIERS = "tier"
    PRIORITIES = "priority"
    SOURCES = "source"
    TYPES = "type"
    RULES = "eligible by"
    HOURS = "hours"


def names_shown(names: Sequence[str]) -> str:
    """`Mill, North Hill, Shore and 4 more`: told in full while there are few, else counted and never cut."""
    told = [_clipped(name) or "not given" for name in names]
    if len(told) <= _NAMED + 1:
        return " or ".join(told)
    return f"{', '.join(told[:_NAMED])} or {len(told) - _NAMED} more"


def _clipped(name: str) -> str:
    """A name that a file made longer than any label is; the filter itself has it whole."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def filter_parts(only: CallFilter) -> list[tuple[Facet, str]]:
    """Each filter that holds, in words."""
    found = [
        (Facet.PERIOD, period_shown(only.period) if only.period else ""),
        (Facet.DISTRICTS, names_shown(only.districts)),
        (Facet.GROUPS, names_shown(only.groups)),
        (Facet.TIERS, names_shown([tier.label for tier in only.tiers])),
        (Facet.PRIORITIES, names_shown(only.priorities)),
        (Facet.SOURCES, names_shown(only.sources)),
        (Facet.TYPES, names_shown(only.types)),
        (Facet.RULES, f"{only.rules.value} rules" if only.rules else ""),
        (Facet.HOURS, only.hours_shown),
    ]
    return [(facet, words) for facet, words in found if words]


def filter_words(only: CallFilter) -> str:
    """All of a filter in a line: `Mar 2025; district Mill or Shore; priority 1`."""
    return "; ".join(
        words if facet in {Facet.PERIOD, Facet.HOURS} else f"{facet.value} {words}"
        for facet, words in filter_parts(only)
    )


def period_shown(period: Period) -> str:
    """`Mar 2025`, `Jan – Mar 2025` for whole months; else both days."""
    first, last = date.fromisoformat(period.first), date.fromisoformat(period.last)
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if not whole:
        return period.first if first == last else f"{period.first} to {period.last}"
    if first.year == last.year and (first.month, last.month) == (1, 12):
        return f"{first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{MONTHS[first.month - 1]}{year} – {MONTHS[last.month - 1]} {last.year}"


def periods_of(period: Period) -> list[Period]:
    """The years, quarters and months that a period touches, to choose from with one key."""
    years = years_of(period)
    return [*(years if len(years) > 1 else []), *_spans(period, 3), *_spans(period, 1)]


def years_of(period: Period) -> list[Period]:
    """The calendar years that a period touches."""
    return _spans(period, 12)


def _spans(period: Period, months: int) -> list[Period]:
    first, last = date.fromisoformat(period.first), date.fromisoformat(period.last)
    start = (first.year * 12 + first.month - 1) // months * months
    end = last.year * 12 + last.month - 1
    return [
        Period(_first_day(month), _last_day(month + months - 1)) for month in range(start, end + 1, months)
    ]


def _first_day(month: int) -> str:
    return date(month // 12, month % 12 + 1, 1).isoformat()


def _last_day(month: int) -> str:
    year, of_year = month // 12, month % 12 + 1
    return date(year, of_year, monthrange(year, of_year)[1]).isoformat()


def hour_problem(text: str) -> str:
    """What is wrong with a typed hour of the day; empty when nothing is."""
    return "" if full_hour(text) is not None else "A full hour from 0 to 24, such as 22 or 22:00."


def day_problem(text: str) -> str:
    """What is wrong with a typed day or month; empty when nothing is."""
    return "" if read_day(text, last=False) else "A day such as 2025-03-14, or a month such as 2025-03."


def read_day(text: str, *, last: bool) -> str:
    """A typed day as ISO date; of a month its first or its last day; empty where it is neither."""
    text = text.strip()
    try:
        if len(text) == len("2025-03"):
            month = date.fromisoformat(f"{text}-01")
            day = _last_day(month.year * 12 + month.month - 1) if last else month.isoformat()
        else:
            day = date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
    return day if int(day[:4]) in _YEARS else ""
