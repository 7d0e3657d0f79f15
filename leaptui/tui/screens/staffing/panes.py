"""What a staffing plan looks like: three figures, teams by hour of the week, the sentence, side by side with others."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from textual.content import Content

from leaptui.services.staffing.results import plan_results, replay_results, shifts_results
from leaptui.services.staffing.scenario_compare import compare_results
from leaptui.services.staffing.what_if import StaffingView
from leaptui.services.staffing.words import OVERLOADED, count_words, per_response_words, share_words
from leaptui.tui.dates import DAYS, months_shown
from leaptui.tui.screens.staffing.board import StaffingBoard
from leaptui.tui.text import ends, fit, join, paragraph, plain, row
from leaptui.tui.widgets.figures import heading
from leaptui.tui.widgets.heat_grid import step_style

BUSY_EDGES = (15, 25, 33, 40, 45, 50)
"""Percent of a team's time asked of it, the first of steps 1 to 6."""
_LABELS = ("<15", "15", "25", "33", "40", "45", "50+")
_COMPARED = frozenset(
    {
        "answered at once",
        "replay of the file",
        "eligible in the hours",
        "people",
        "people, in shifts",
        "teams, busiest hour",
        "vehicles, with spares",
        "a year, recurring",
        "one-time",
        "officer hours freed (capacity)",
    }
)
"""Lines of a comparison that have room beside the fields; the others stand on its own page."""
_ROOM_FOR_WORDS = 22
MOST_BESIDE = 2
"""Saved scenarios beside the what-if on the wide screen."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A headline figure, what it counts, and what stands beneath."""

    value: str
    counts: str
    beneath: str
    short: str
    """What it counts, where there is little room."""
    otherwise: str = ""
    """The low to the high case: ranges, not points."""


def headline(board: StaffingBoard, view: StaffingView) -> tuple[Figure, Figure, Figure]:
    """Share answered at once, people, yearly cost."""
    return _answered(board, view), _people(board, view), _cost(view)


def _answered(board: StaffingBoard, view: StaffingView) -> Figure:
    plan = view.plan
    if plan.overloaded:
        return Figure(OVERLOADED, "", "calls come too fast", "", "no share answered can be told")
    if plan.answered_in_hours is None:
        return Figure("–", "no calls", "none comes in these hours", "no calls")
    beneath = "of all eligible calls"
    if plan.in_hours_share < 1 - 1e-9:
        beneath = f"in hours of {plan.in_hours_share:.0%} of calls"
    if board.replay_now is not None and (band := board.replay_now.replayed.band):
        beneath = f"replay of the file: {band[0] * 100:.0f} – {band[1]:.0%}"
    return Figure(
        share_words(plan.answered_in_hours, overloaded=False).replace(" ", ""),
        "answered at once",
        beneath,
        "at once",
        _range([share_words(case.answered_in_hours, overloaded=case.is_overloaded) for case in view.cases]),
    )


def _people(board: StaffingBoard, view: StaffingView) -> Figure:
    total = view.plan.people.total
    beneath = f"{view.plan.people.responders} responders, {total - view.plan.people.responders} others"
    roadmap = next((each for each in board.saved if each.scenario.for_roadmap), None)
    if board.shifts_now is not None:
        beneath = f"{board.shifts_now.found.people.total:,} when worked in shifts"
    elif roadmap is not None and "people_total" in roadmap.results:
        more = total - int(roadmap.results["people_total"])
        beneath = (
            "as in the roadmap's"
            if not more
            else f"{abs(more)} {'more' if more > 0 else 'fewer'} than the roadmap's"
        )
    return Figure(
        f"{total:,}", "people (FTE)", beneath, "people", _range([f"{case.people:,}" for case in view.cases])
    )


def _cost(view: StaffingView) -> Figure:
    cost = view.plan.cost
    beneath = f"{per_response_words(cost)} a year"
    if cost.per_response is not None:
        beneath = f"${cost.per_response:,.0f} for each of {count_words(cost.responses)}"
    elif cost.responses is None:
        beneath = "a response: overloaded"
    return Figure(
        money(cost.recurring),
        "a year",
        beneath,
        "a year",
        _range([money(case.recurring) for case in view.cases]),
    )


def _range(values: list[str]) -> str:
    """`$3.28M – $3.49M in the low and high case`; nothing where the cases say the same."""
    return f"{values[0]} – {values[-1]} in the low and high case" if values[0] != values[-1] else ""


def money(dollars: float) -> str:
    """`$3.87M`, `$640K`."""
    return f"${dollars / 1e6:.2f}M" if dollars >= 1e6 else f"${dollars / 1e3:,.0f}K"


def headline_lines(board: StaffingBoard, view: StaffingView, width: int, *, brief: bool) -> list[Content]:
    """The three figures side by side; muted while a newer plan is being worked out."""
    third = width // 3
    bold = "b $text-muted" if board.is_behind else "b $accent"
    first, second = [], []
    for figure in headline(board, view):
        counts = figure.counts if third >= _ROOM_FOR_WORDS else figure.short
        first.append(fit(join(plain(figure.value, bold), " ", plain(counts, "b")), third))
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


def is_too_few(view: StaffingView, day: int, hour: int) -> bool:
    """Whether more calls of an hour find nobody free than the target allows."""
    plan = view.plan
    if day * 24 + hour in plan.overloaded:
        return True
    share = plan.at_once_by_hour[day][hour]
    return share is not None and share < 1 - plan.inputs.most_blocked - 1e-6


def team_lines(view: StaffingView, width: int, *, legend: bool, means: bool = False) -> list[Content]:
    """Teams on duty by weekday and hour, on grounds that say how busy they are; `!` where they are too few.

    Args:
        view: The plan.
        width: Columns there are.
        legend: Whether the ramp stands beneath.
        means: Whether the mean day stands beneath too: teams busy, and calls that find nobody.
    """
    plan, cut = view.plan, _cut_for(width)
    hours = "".join(f"{hour:>{cut.width - 1}} " for hour in range(0, 24, cut.hours))
    totals = [sum(counts) for counts in plan.teams]
    column = max(3, *(len(str(total)) for total in totals))
    if cut.label + len(hours) + column > width:
        hours, column = hours.rstrip(), max(width - cut.label - len(hours), 0)
    head = f"{' ' * cut.label}{hours}{'t-h':>{column}}" if column >= 3 else f"{' ' * cut.label}{hours}"
    shown = [plain(head, "$text-muted")]
    for day in range(7):
        cells = [plain(f"{DAYS[day][: cut.label - 1]:<{cut.label}}", "$text-muted")]
        cells += [
            _cell(view, day, range(hour, hour + cut.hours), cut.width) for hour in range(0, 24, cut.hours)
        ]
        total = f"{totals[day]:>{column}}" if column >= len(str(totals[day])) else ""
        shown.append(fit(join(*cells, plain(total, "$text-muted")), width))
    if means and cut.width == 5:
        shown += _means(view, cut)
    if legend:
        shown.append(_legend(view, cut, width))
    return shown


def _cell(view: StaffingView, day: int, hours: range, width: int) -> Content:
    plan = view.plan
    on_duty = [plan.teams[day][hour] for hour in hours]
    most = max(on_duty)
    if not most:
        return plain(f"{'·':>{width - 1}} ", step_style(None))
    busy = max(busy_percent(plan.offered_load[day][hour], plan.teams[day][hour]) for hour in hours)
    mark = "!" if any(is_too_few(view, day, hour) for hour in hours) else " "
    return plain(f"{most:>{width - 1}}{mark}", step_style(bisect_right(BUSY_EDGES, busy)))


def _means(view: StaffingView, cut: _Cut) -> list[Content]:
    """Of the mean day: teams that calls keep busy, and the calls in a hundred that find nobody."""
    plan = view.plan
    busy, nobody = [], []
    for hour in range(24):
        busy.append(sum(day[hour] for day in plan.offered_load) / 7)
        coming = [
            (day[hour], shares[hour]) for day, shares in zip(plan.demand, plan.at_once_by_hour, strict=True)
        ]
        calls = sum(count for count, share in coming if share is not None)
        lost = sum(count * (1 - share) for count, share in coming if share is not None)
        is_over = any(day * 24 + hour in plan.overloaded for day in range(7))
        nobody.append("over" if is_over else f"{lost / calls * 100:.0f}" if calls else "·")
    loads = "".join(f"{load:>{cut.width - 1}.1f} " for load in busy)
    shares = "".join(f"{share:>{cut.width - 1}} " for share in nobody)
    return [
        plain(f"{'busy':<{cut.label}}{loads}teams", "$text-muted"),
        plain(f"{'lost':<{cut.label}}{shares}%", "$text-muted"),
    ]


def _legend(view: StaffingView, cut: _Cut, width: int) -> Content:
    ramp = [plain(f" {label} ", step_style(step)) for step, label in enumerate(_LABELS)]
    words = "a team's time asked, %   " if width >= 66 else "busy, %  "
    line = join(" " * cut.label, plain(words, "$text-muted"), *ramp)
    marked = f"   ! more than {view.plan.inputs.most_blocked:.0%} find nobody"
    if width - line.cell_length >= len(marked):
        return join(line, plain(marked, "$text-muted"))
    return line


def base_shown(base: str) -> str:
    """The base with its period in months: `7,169 eligible of 42,184 … · Jan – Dec 2025`."""
    population, _, span = base.rpartition(", ")
    first, _, last = span.partition(" to ")
    try:
        return f"{population} · {months_shown(first, last)}" if population and last else base
    except ValueError:
        return base


def sentence_lines(view: StaffingView, width: int, *, brief: bool) -> list[Content]:
    """The plan in a plain sentence, with its base right beneath; then what must be known, where there is room."""
    bar = plain("▎ ", "$accent")
    words = paragraph(view.sentence, min(width - 2, 110))
    base = paragraph(base_shown(view.base), min(width - 2, 110), "$text-muted")
    notes = [] if brief else [join(plain("▲ ", "$warning"), fit(note, width - 2)) for note in view.notes[:1]]
    return [*notes, *(join(bar, line) for line in (*words, *base))]


def cost_lines(view: StaffingView, width: int) -> list[Content]:
    """What is paid every year, line by line, and what is paid once."""
    cost = view.plan.cost
    shown = [heading(width, "A year", plain(money(cost.recurring), "b"))]
    shown += [
        ends(width, plain(f"  {line.label}", "$text-muted"), plain(f"${line.amount:,.0f}", "$text-muted"))
        for line in cost.recurring_lines
    ]
    return [*shown, heading(width, "Once, before the start", plain(money(cost.one_time), "b"))]


def compared_lines(board: StaffingBoard, view: StaffingView, width: int) -> list[Content]:
    """This what-if beside the roadmap's scenario and another saved one; its costs where none is saved."""
    beside = [each for each in board.saved if "cost" in each.results][:MOST_BESIDE]
    if not beside:
        return cost_lines(view, width)
    names = [
        f"◆ {each.scenario.name}" if each.scenario.for_roadmap else each.scenario.name for each in beside
    ]
    column = 12
    widths = (max(width - (column + 1) * (1 + len(beside)), 10), *(-column for _ in range(1 + len(beside))))
    this_plan = plan_results(view)
    if board.shifts_now is not None:
        this_plan["shifts"] = shifts_results(board.shifts_now)
    if board.replay_now is not None:
        this_plan["replay"] = replay_results(board.replay_now)
    results = [this_plan, *(each.results for each in beside)]
    shown = [
        row(
            widths,
            [plain("Compared", "b"), plain("this", "b"), *(plain(name, "$text-muted") for name in names)],
        )
    ]
    for line in compare_results(results):
        if line.label not in _COMPARED:
            continue
        this, *others = (value.replace(" million", "M") for value in line.values)
        cells = [plain(line.label), plain(this, "b"), *(plain(value, "$text-muted") for value in others)]
        shown.append(row(widths, cells))
    stale = [each.scenario.name for each in beside if each.is_stale]
    if stale:
        shown.append(plain(f"▲ stale: {', '.join(stale)}; C says why", "$warning"))
    return shown
