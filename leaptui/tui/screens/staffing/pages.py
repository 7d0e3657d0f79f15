"""Pages over the staffing screen that explain a plan: its shifts, and how its figures come about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from leaptui.domain.errors import InputRefused
from leaptui.services.staffing.basis import StaffingBasis
from leaptui.services.staffing.literature import method_named, methods_of, source_words
from leaptui.services.staffing.shifts import BESIDE_HEADINGS, ShiftsView, beside, staffing_shifts
from leaptui.services.staffing.what_if import StaffingView
from leaptui.services.staffing.why import explained
from leaptui.services.staffing.words import count_words, dollars, share_words
from leaptui.tui.dates import DAYS
from leaptui.tui.errands import errand
from leaptui.tui.keyboard import Holds
from leaptui.tui.screens.staffing.page import StaffingPage, said, table
from leaptui.tui.text import plain
from leaptui.tui.widgets.figures import heading

NOT_KNOWN = "–"


class ShiftsPage(StaffingPage):
    """What shifts give, beside what the demand asks for."""

    TITLE_SHOWN: ClassVar[str] = "shifts"

    _problem = ""

    async def load(self) -> None:
        """Find the cheapest shifts, aside: it takes a second or a few."""
        self._look()

    @errand("shifts", exclusive=True, holds=Holds.NOTHING)
    async def _look(self) -> None:
        board = self.board
        if board.basis is None or board.view is None or board.shifts_now is not None:
            return
        try:
            board.shifts = await self.leap.store.aside(staffing_shifts, board.basis, board.view)
        except InputRefused as error:
            self._problem = error.sentence
        self.draw_again()

    def page_lines(self, width: int) -> Sequence[Content]:
        """Sentence, the two side by side, shifts by weekday."""
        if self._problem:
            return said(self._problem, width, "▲")
        shifts = self.board.shifts_now
        if shifts is None:
            return [plain("Looking for the cheapest shifts …", "$text-muted")]
        return [
            *said(shifts.sentence, width),
            plain(""),
            *table(BESIDE_HEADINGS, beside(shifts, places=1), width),
            plain(""),
            *_by_day(shifts, width),
            plain(""),
            *said(source_words(method_named("shifts")), width, style="$text-muted"),
        ]


def _by_day(shifts: ShiftsView, width: int) -> list[Content]:
    lines = [heading(width, "Shifts", "teams, begin, hours")]
    for day in range(7):
        today = [
            f"{shift.teams} × {shift.begins % 24:02}:00 {shift.hours} h"
            for shift in shifts.found.schedule.shifts
            if shift.begins // 24 == day
        ]
        words = ", ".join(today) if today else NOT_KNOWN
        lines += said(f"{DAYS[day]}  {words}", width)
    return lines


class WhyPage(StaffingPage):
    """How the figures come about."""

    TITLE_SHOWN: ClassVar[str] = "why these figures"

    def page_lines(self, width: int) -> Sequence[Content]:
        """The steps with their formulas, the cases, every number with its source."""
        board = self.board
        if board.basis is None or board.view is None:
            return []
        lines: list[Content] = []
        for step in explained(board.basis, board.view):
            lines += [
                plain(step.title, "b"),
                *said(step.words, width),
                *said(step.formula, width, style="$text-muted"),
            ]
            lines.append(plain(""))
        lines += [
            heading(width, "If it turns out otherwise", "ranges, not points"),
            *_cases(board.view, width),
        ]
        lines += [plain(""), heading(width, "Where the methods are from")]
        for method in methods_of(
            board.view.plan.method, {each.key: each.value for each in board.view.inputs}
        ):
            lines += said(f"{source_words(method)}. {method.fact.text}", width)
        lines += [plain(""), heading(width, "Every number, and what it rests on")]
        for each in board.view.inputs:
            own = " · chosen" if each.key in board.what_if.numbers else ""
            lines += said(
                f"{each.label}: {each.value:,g} ({each.unit}){own}. {each.text} {each.source}", width
            )
        return [*lines, plain(""), *_groups(board.basis, board.view, width)]


def _cases(view: StaffingView, width: int) -> list[Content]:
    rows = [
        ("calls a day", [f"{case.calls_per_day:,.1f}" for case in view.cases]),
        (
            "answered at once by these teams",
            [share_words(case.answered_in_hours, overloaded=case.is_overloaded) for case in view.cases],
        ),
        ("responses a year", [count_words(case.responses) for case in view.cases]),
        ("police hours freed (capacity)", [count_words(case.officer_hours) for case in view.cases]),
        ("people, sized for it", [f"{case.people:,}" for case in view.cases]),
        ("a year, sized for it", [dollars(case.recurring) for case in view.cases]),
    ]
    return table(
        ["", *(case.case.value for case in view.cases)], [[name, *values] for name, values in rows], width
    )


def _groups(basis: StaffingBasis, view: StaffingView, width: int) -> list[Content]:
    inputs = view.plan.inputs
    rows = [
        [
            group.group,
            f"{group.calls_per_year:,.0f}",
            f"{inputs.minutes_of(group.group):g} min",
            f"{group.police_minutes:.0f} min" if group.police_minutes else NOT_KNOWN,
            f"{group.on_scene_minutes:.0f} min" if group.on_scene_minutes else NOT_KNOWN,
        ]
        for group in basis.groups[view.what_if.rules]
    ]
    return [
        heading(width, "Eligible calls by group of types", "T on the plan changes team times"),
        *table(["", "a year", "team", "police today", "on scene"], rows, width),
    ]
