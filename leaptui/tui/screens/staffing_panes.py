"""What a staffing plan looks like: three figures, teams by hour of the week, the sentence, the costs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from leaptui.services.staffing import StaffingView
from leaptui.tui.dates import DAYS, months_shown
from leaptui.tui.text import ends, fit, join, paragraph, plain
from leaptui.tui.widgets.figures import heading
from leaptui.tui.widgets.heat_grid import step_style

BUSY_EDGES = (15, 25, 33, 40, 45, 50)
"""Percent of a team's time asked of it, the first of steps 1 to 6."""
_LABELS = ("<15", "15", "25", "33", "40", "45", "50+")


@dataclass(frozen=True, slots=True)
class Figure:
    """A headline figure, what it counts, and what stands beneath."""

    value: str
    counts: str
    beneath: str


def headline(view: StaffingView) -> tuple[Figure, Figure, Figure]:
    """Share answered, people, yearly cost."""
    plan = view.plan
    others = plan.people.total - plan.people.responders
    response = plan.cost.per_response
    return (
        _answered(view),
        Figure(f"{plan.people.total}", "people", f"{plan.people.responders} responders, {others} others"),
        Figure(
            money(plan.cost.recurring),
            "a year",
            f"${response:,.0f} for each of {plan.responses:,.0f}" if response is not None else "no responses",
        ),
    )


def _answered(view: StaffingView) -> Figure:
    plan = view.plan
    if plan.answered_in_hours is None:
        return Figure("over", "loaded", "calls come faster than teams answer")
    if plan.in_hours_share >= 1 - 1e-9:
        return Figure(f"{plan.answered_in_hours:.0%}", "find a team at once", "of all eligible calls")
    return Figure(
        f"{plan.answered_in_hours:.0%}",
        "find a team at once",
        f"in hours with {plan.in_hours_share:.0%} of eligible calls",
    )


def money(dollars: float) -> str:
    """`$3.87M`, `$640K`."""
    return f"${dollars / 1e6:.2f}M" if dollars >= 1e6 else f"${dollars / 1e3:,.0f}K"


def headline_lines(view: StaffingView, width: int, *, behind: bool, brief: bool) -> list[Content]:
    """The three figures side by side; muted while a newer plan is being worked out."""
    third = width // 3
    bold = "b $text-muted" if behind else "b $accent"
    first, second = [], []
    for figure in headline(view):
        first.append(fit(join(plain(figure.value, bold), " ", plain(figure.counts, "b")), third))
        second.append(fit(plain(figure.beneath, "$text-muted"), third - 1 if third > 1 else third))
    lines = [join(*first), plain(" ").join(second)]
    return lines[:1] if brief else lines


@dataclass(frozen=True, slots=True)
class _Cut:
    hours: int
    width: int
    label: int


def _cut_for(width: int) -> _Cut:
    if width >= 132:
        return _Cut(1, 5, 4)
    if width >= 106:
        return _Cut(1, 4, 4)
    return _Cut(1, 3, 3) if width >= 78 else _Cut(2, 4, 3)


def busy_percent(load: float, teams: int) -> int:
    """Percent of a team's time that the calls of the hour ask for."""
    return round(load / teams * 100) if teams else 0


def team_lines(
    teams: Sequence[Sequence[int]], load: Sequence[Sequence[float]], width: int, *, legend: bool
) -> list[Content]:
    """Teams on duty by weekday and hour, on grounds that say how busy they are.

    Args:
        teams: 7 rows from Monday of 24.
        load: Mean number of teams that calls keep busy, alike.
        width: Columns there are.
        legend: Whether the ramp stands beneath.
    """
    cut = _cut_for(width)
    hours = "".join(f"{hour:>{cut.width - 1}} " for hour in range(0, 24, cut.hours))
    totals = [sum(row) for row in teams]
    column = max(3, *(len(str(total)) for total in totals))
    if cut.label + len(hours) + column > width:
        hours, column = hours.rstrip(), max(width - cut.label - len(hours), 0)
    shown = [
        plain(
            f"{' ' * cut.label}{hours}{'t-h':>{column}}" if column >= 3 else f"{' ' * cut.label}{hours}",
            "$text-muted",
        )
    ]
    for day, (counts, asked) in enumerate(zip(teams, load, strict=True)):
        cells = [plain(f"{DAYS[day][: cut.label - 1]:<{cut.label}}", "$text-muted")]
        for hour in range(0, 24, cut.hours):
            on_duty = counts[hour : hour + cut.hours]
            most = max(on_duty)
            busy = max(map(busy_percent, asked[hour : hour + cut.hours], on_duty))
            text = f"{most:>{cut.width - 1}} " if most else f"{'·':>{cut.width - 1}} "
            cells.append(plain(text, step_style(bisect_right(BUSY_EDGES, busy) if most else None)))
        total = f"{totals[day]:>{column}}" if column >= len(str(totals[day])) else ""
        shown.append(fit(join(*cells, plain(total, "$text-muted")), width))
    if legend:
        ramp = [plain(f" {label} ", step_style(step)) for step, label in enumerate(_LABELS)]
        words = "a team's time asked, %   " if width >= 66 else "busy, %  "
        shown.append(join(" " * cut.label, plain(words, "$text-muted"), *ramp))
    return shown


def base_shown(base: str) -> str:
    """The base with its period in months: `7,169 eligible of 42,184 … · Jan – Dec 2025`."""
    population, _, span = base.rpartition(", ")
    first, _, last = span.partition(" to ")
    try:
        return f"{population} · {months_shown(first, last)}" if population and last else base
    except ValueError:
        return base


def sentence_lines(view: StaffingView, width: int) -> list[Content]:
    """The plan in a plain sentence, with its base right beneath."""
    bar = plain("▎ ", "$accent")
    words = paragraph(view.sentence, min(width - 2, 110))
    base = paragraph(base_shown(view.base), min(width - 2, 110), "$text-muted")
    return [join(bar, line) for line in (*words, *base)]


def cost_lines(view: StaffingView, width: int) -> list[Content]:
    """What is paid every year, line by line, and what is paid once."""
    cost = view.plan.cost
    shown = [heading(width, "A year", plain(money(cost.recurring), "b"))]
    shown += [
        ends(width, plain(f"  {line.label}", "$text-muted"), plain(f"${line.amount:,.0f}", "$text-muted"))
        for line in cost.recurring_lines
    ]
    return [*shown, heading(width, "Once, before the start", plain(money(cost.one_time), "b"))]
