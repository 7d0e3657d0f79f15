"""The city's decisions on call types by the days they hold for.

A code may change its meaning. Its rules then have periods that never share a day; the days that none
of them names are the taxonomy's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from leaptui.domain.call_records import TypeRule

_FIRST, _LAST = "0001-01-01", "9999-12-31"


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which one rule, or none, holds for a type.

    Attributes:
        first: ISO date; nothing for since ever.
        last: ISO date, included; nothing for until further notice.
        rule: The decision; nothing where there is none.
    """

    first: str | None
    last: str | None
    rule: TypeRule | None = None

    @property
    def is_always(self) -> bool:
        """Whether it holds for every day."""
        return self.first is None and self.last is None

    def holds_on(self, day: str | None) -> bool:
        """Whether it holds on an ISO date. A call without a day is read as the newest ones are."""
        if day is None:
            return self.last is None
        return (self.first or _FIRST) <= day <= (self.last or _LAST)


def spans_of(rules: Sequence[TypeRule]) -> list[Span]:
    """What holds when for one type, in order of time, without a gap and without an overlap.

    Rules that share days, as they may after one of them was brought back from the history, give way
    to the one that begins later.
    """
    spans: list[Span] = []
    begin: str | None = _FIRST
    in_order = sorted(rules, key=lambda each: each.effective_from or _FIRST)
    for rule, later in zip_longest(in_order, in_order[1:]):
        first, last = rule.effective_from or _FIRST, rule.effective_to or _LAST
        if later is not None:
            last = min(last, day_before(later.effective_from or _FIRST) or _FIRST)
        if begin is None or last < first or (later and first == (later.effective_from or _FIRST)):
            continue
        if begin < first:
            spans.append(_span(begin, day_before(first) or _FIRST))
        spans.append(_span(first, last, rule))
        begin = None if last == _LAST else _day_after(last)
    return spans if begin is None else [*spans, _span(begin, _LAST)]


def shares_a_day(one: TypeRule, other: TypeRule) -> bool:
    """Whether two rules of a type claim the same day."""
    return (one.effective_from or _FIRST) <= (other.effective_to or _LAST) and (
        other.effective_from or _FIRST
    ) <= (one.effective_to or _LAST)


def by_type(rules: Iterable[TypeRule]) -> dict[str, list[TypeRule]]:
    """The rules of each type."""
    found: dict[str, list[TypeRule]] = {}
    for rule in rules:
        found.setdefault(rule.type, []).append(rule)
    return found


def day_before(day: str) -> str | None:
    """The ISO date before; nothing before the first of all."""
    return None if day <= _FIRST else (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _span(first: str, last: str, rule: TypeRule | None = None) -> Span:
    return Span(None if first == _FIRST else first, None if last == _LAST else last, rule)
