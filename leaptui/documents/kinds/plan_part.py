"""The staffing plan in a roadmap: its numbers, who is on duty when, and what is paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaptui.disclosure.call_figures import PARTS_OF_DAY
from leaptui.disclosure.cleared import Cleared
from leaptui.disclosure.staffing_figures import ClearedStaffing
from leaptui.documents.escaping import Markdown
from leaptui.documents.kinds.council_brief import Plan


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One line of a budget."""

    label: Cleared
    dollars: Markdown


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPart:
    """The plan marked for the roadmap.

    Attributes:
        plan: Its numbers, as the one-page brief tells them.
        teams: On duty by weekday and part of the day, the fewest and the most: `1 to 2`.
        recurring: What is paid each year, then their sum.
        one_time: What is paid once, then their sum.
        years: What three years cost, each with its begin and end.
        capacity: Hours of officers that it takes over, said to be capacity.
        methods: How it was worked out: each method with its author, title and year.
    """

    plan: Plan
    teams: tuple[tuple[Markdown, ...], ...] = ()
    recurring: tuple[MoneyLine, ...] = ()
    one_time: tuple[MoneyLine, ...] = ()
    years: tuple[tuple[Cleared, Markdown], ...] = ()
    capacity: Cleared | None = None
    methods: tuple[Cleared, ...] = ()


def plan_part(
    plan: Plan,
    staffing: ClearedStaffing,
    capacity: Cleared,
    total: Cleared,
    methods: tuple[Cleared, ...],
) -> PlanPart:
    """The part, of a plan and all that was worked out for it.

    Args:
        plan: Its numbers.
        staffing: The same plan in full.
        capacity: Hours of officers, in words.
        total: What the sum of lines is called.
        methods: Each with its source.
    """
    return PlanPart(
        plan=plan,
        teams=tuple(tuple(_range(row[first:end]) for first, end in PARTS_OF_DAY) for row in staffing.teams),
        recurring=_lines(staffing.recurring, total),
        one_time=_lines(staffing.one_time, total),
        years=tuple((each.span, _dollars(each.recurring + each.one_time)) for each in staffing.years),
        capacity=capacity,
        methods=methods,
    )


def _lines(lines: Sequence[tuple[Cleared, float]], total: Cleared) -> tuple[MoneyLine, ...]:
    paid = [(label, amount) for label, amount in lines if amount]
    if not paid:
        return ()
    whole = sum(amount for _, amount in paid)
    return tuple(MoneyLine(label, _dollars(amount)) for label, amount in [*paid, (total, whole)])


def _range(teams: Sequence[int]) -> Markdown:
    low, high = min(teams), max(teams)
    return Markdown(f"{low}" if low == high else f"{low} to {high}") if high else Markdown("–")


def _dollars(amount: float) -> Markdown:
    return Markdown(f"\\${amount:,.0f}")
