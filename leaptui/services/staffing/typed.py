"""Numbers of a plan as people type them: `opens=10`, `screened_share=45%`, a source of funding."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from leaptui.domain.errors import InputRefused
from leaptui.domain.text import one_line
from leaptui.practice.staffing import StaffingDefaults
from leaptui.services.days import day_from

if TYPE_CHECKING:
    from leaptui.staffing.years import Funding

_UNCHANGED = "Nothing was changed."
# A comma stands before three digits or not at all: 12,5 is 12.5 to half the world and must not become 125.
_NUMBER = re.compile(
    r"(?P<number>[-+]?(?:\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?)"
    r"(?::00)?\s*(?P<percent>%?)(?:\s+(?P<unit>\D+))?"
)
_MULTIPLES = {"k", "m", "thousand", "million", "billion"}


def number_from(text: str, *, is_share: bool) -> float | None:
    """The number somebody typed: `$`, `%`, `:00`, a unit after a blank and thousands' commas may stand there.

    Args:
        text: As typed.
        is_share: Whether percent are meant where `%` stands.

    Returns:
        The number, or nothing when it is none.
    """
    found = _NUMBER.fullmatch(one_line(text).strip().removeprefix("$"))
    if found is None or (found["percent"] and not is_share):
        return None
    if (found["unit"] or "").split(" ")[0].lower() in _MULTIPLES:
        return None
    number = float(found["number"].replace(",", ""))
    if not math.isfinite(number):
        return None
    return round(number / 100, 6) if found["percent"] else number


def numbers_from(defaults: StaffingDefaults, typed: Iterable[str]) -> dict[str, float]:
    """`key=number` for each.

    Raises:
        InputRefused: For what is no such pair, and for a number out of its range.
        UnknownName: For an unknown key.
    """
    found: dict[str, float] = {}
    for each in typed:
        key, number = _pair(each, "KEY=NUMBER, such as opens=10")
        known = defaults.of(key)
        value = number_from(number, is_share=known.unit.startswith("share"))
        if value is None:
            raise InputRefused(
                f"“{one_line(number)}” is no number for {known.label}: it must be {known.allowed}.",
                safe=_UNCHANGED,
            )
        defaults.check(key, value)
        found[key] = value
    return found


def minutes_from(defaults: StaffingDefaults, typed: Iterable[str]) -> dict[str, float]:
    """`group=minutes` for each.

    Raises:
        InputRefused: For what is no such pair, and for minutes out of their range.
    """
    found: dict[str, float] = {}
    for each in typed:
        group, number = _pair(each, "GROUP=MINUTES, such as welfare=60")
        value = number_from(number, is_share=False)
        if value is None:
            allowed = defaults.of("service_minutes").allowed
            raise InputRefused(
                f"“{one_line(number)}” are no minutes for {group}: it must be {allowed}.", safe=_UNCHANGED
            )
        defaults.check("service_minutes", value, of=group)
        found[group] = value
    return found


def funding_from(typed: str) -> Funding:
    """`name, dollars a year, first day, last day`; without a last day it goes on.

    Raises:
        InputRefused: When a part is missing, or is no amount or no day.
    """
    parts = [one_line(part).strip() for part in typed.split(",")]
    # Thousands' commas are no parts of their own.
    while len(parts) > 2 and len(parts[2]) == 3 and parts[2].isdigit():
        parts[1:3] = [parts[1] + parts[2]]
    if not 3 <= len(parts) <= 4 or not parts[0]:
        raise InputRefused(
            f"“{one_line(typed)}” is no source of funding.",
            safe=_UNCHANGED,
            next_step="Write name, dollars a year, first day, last day: State grant, 400000, 2027-01-01, 2028-12-31.",
        )
    return funding_of(parts[0], parts[1], parts[2], parts[3] if len(parts) == 4 else "")


def funding_of(name: str, yearly: str, starts: str, ends: str) -> Funding:
    """A source of funding from its parts as typed.

    Raises:
        InputRefused: When one of them does not fit.
    """
    from leaptui.staffing.years import Funding, check_funding

    amount, first, last = number_from(yearly, is_share=False), day_from(starts), day_from(ends)
    if amount is None:
        raise InputRefused(f"“{one_line(yearly)}” is no amount of dollars.", safe=_UNCHANGED)
    if first is None:
        raise InputRefused("A source of funding needs a first day.", safe=_UNCHANGED)
    found = Funding(
        name=one_line(name),
        yearly=amount,
        starts=date.fromisoformat(first),
        ends=date.fromisoformat(last) if last else None,
    )
    check_funding(found)
    return found


def _pair(text: str, form: str) -> tuple[str, str]:
    left, equals, right = one_line(text).rpartition("=")
    if not equals or not left:
        raise InputRefused(f"“{one_line(text)}” is no {form}.", safe=_UNCHANGED)
    return left.strip(), right
