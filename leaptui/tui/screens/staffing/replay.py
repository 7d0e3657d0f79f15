"""The city's own calls, as they came, against the teams of the plan; and where the formula differs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from leaptui.domain.errors import LeapError
from leaptui.services.staffing.replay import (
    DRAWN,
    FROM_FILE,
    ReplayMaterial,
    ReplayView,
    replay_material,
    replay_plan,
)
from leaptui.services.staffing.shifts import staffing_shifts
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dates import DAYS
from leaptui.tui.errands import errand
from leaptui.tui.keyboard import Holds
from leaptui.tui.screens.staffing.board import StaffingBoard
from leaptui.tui.screens.staffing.page import StaffingPage, said, table
from leaptui.tui.screens.staffing.panes import BUSY_EDGES
from leaptui.tui.text import fit, join, plain
from leaptui.tui.widgets.figures import heading
from leaptui.tui.widgets.heat_grid import step_style

_LEAST_BAR, _MOST_BAR = 16, 72
_BESIDE_BAR = 44
"""Columns for the hour, the calls and the formula's share."""


class ReplayPage(StaffingPage):
    """What would have happened."""

    SCOPES: ClassVar[tuple[str, ...]] = ("replay", "staffing_page")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("replay")
    TITLE_SHOWN: ClassVar[str] = "replay"

    def __init__(self, board: StaffingBoard) -> None:
        super().__init__(board)
        self._material: ReplayMaterial | None = None
        self._service, self._seed, self._of_shifts = DRAWN, 1, False
        self._problem = ""

    async def load(self) -> None:
        """Replay; the screen is there meanwhile."""
        if self.board.replay_now is None:
            self._run()

    @errand("replay", exclusive=True, holds=Holds.NOTHING)
    async def _run(self) -> None:
        board, city = self.board, self.leap.city
        if board.basis is None or board.view is None or city is None:
            return
        self._problem = ""
        board.replay = None
        self.draw_again()
        try:
            if self._material is None:
                what_if = board.view.what_if
                self._material = await self.leap.ask(replay_material, city, board.basis, what_if)
            teams = None
            if self._of_shifts:
                if board.shifts_now is None:
                    board.shifts = await self.leap.store.aside(staffing_shifts, board.basis, board.view)
                teams = board.shifts.found.teams if board.shifts else None
            board.replay = await self.leap.store.aside(
                replay_plan, self._material, teams=teams, service=self._service, seed=self._seed
            )
        except LeapError as error:
            self._problem = error.sentence
        self.draw_again()

    def action_service(self) -> None:
        """Lengths drawn, or those of the file."""
        self._service = FROM_FILE if self._service == DRAWN else DRAWN
        self._run()

    def action_teams(self) -> None:
        """Teams of shifts, or of the hour."""
        self._of_shifts = not self._of_shifts
        self._run()

    def action_again(self) -> None:
        """Another draw."""
        self._seed += 1
        self._run()

    def page_lines(self, width: int) -> Sequence[Content]:
        """Sentences, measures, formula beside replay by hour, busy grid, worst days."""
        if self._problem:
            return said(self._problem, width, "▲")
        view = self.board.replay_now
        if view is None:
            return [plain("Sending the teams to the calls …", "$text-muted")]
        lines: list[Content] = []
        for at, sentence in enumerate(view.against.sentences):
            lines += said(sentence, width, "" if at == 0 else "▸", "b" if at == 0 else "")
        for note in view.notes:
            lines += said(note, width, "▲")
        teams = "teams of the shifts" if view.of_shifts else "teams the demand asks for"
        lines += said(
            f"{teams[0].upper()}{teams[1:]}; service times {view.service}.", width, style="$text-muted"
        )
        lines += said(view.base, width, style="$text-muted")
        lines += [plain(""), *_measures(view, width), plain(""), *_by_hour(view, width)]
        return [*lines, plain(""), *_busy(view, width), plain(""), *self._worst(view, width)]

    def _worst(self, view: ReplayView, width: int) -> list[Content]:
        if not view.worst_days:
            return [plain("No call was missed or made to wait on any day.")]
        rows = [
            [
                f"{DAYS[day.day.weekday()]} {day.day.isoformat()}",
                str(day.calls),
                str(day.missed),
                str(day.waited),
            ]
            for day in view.worst_days
        ]
        return table(["Worst days", "calls", "to police", "waited"], rows, width, label=24)


def _measures(view: ReplayView, width: int) -> list[Content]:
    found = view.replayed
    rows = [
        ["calls in hours of service", f"{found.calls:,}"],
        ["answered at once", f"{found.at_once:,}"],
        ["to police, nobody free", f"{found.missed:,}"],
        ["calls outside those hours", f"{found.outside:,}"],
        ["teams' time on calls", f"{found.utilisation:.1%}"],
        ["calls begun within 10 min of the last", f"{found.back_to_back:.1%}"],
        ["team hours a week after the end of service", f"{found.after_hours:.1f}"],
        ["days on which no call was missed", f"{found.days_without_miss:.1%}"],
    ]
    if view.view.plan.inputs.calls_wait and found.mean_wait is not None and found.p90_wait is not None:
        rows[2:2] = [
            ["answered after a wait", f"{found.waited:,}"],
            ["mean wait", f"{found.mean_wait:.1f} min"],
            ["nine of ten wait at most", f"{found.p90_wait:.1f} min"],
        ]
    return table(["Replay", ""], rows, width, label=44)


def _by_hour(view: ReplayView, width: int) -> list[Content]:
    """Share answered at once by hour of the day: replay as a bar, the formula's as a mark on it."""
    lines = [heading(width, "Answered at once by hour of the day", "━ replay  ● formula")]
    formula = view.against.formula_by_hour
    for hour in range(24):
        calls = sum(day[hour] for day in view.replayed.calls_by_hour)
        if not calls:
            continue
        at_once = sum(day[hour] for day in view.replayed.at_once_by_hour) / calls
        pairs = [
            (count[hour], expected)
            for count, share in zip(view.replayed.calls_by_hour, formula, strict=True)
            if (expected := share[hour]) is not None
        ]
        weight = sum(count for count, _ in pairs)
        mean = sum(count * share for count, share in pairs) / weight if weight else None
        bar = _bar(at_once, mean, min(max(width - _BESIDE_BAR, _LEAST_BAR), _MOST_BAR))
        words = f"{at_once:4.0%} of {calls:<6,.0f}" + ("" if mean is None else f" formula {mean:4.0%}")
        style = "$warning" if mean is not None and mean - at_once >= 0.03 else ""
        lines.append(join(plain(f"{hour:02}  ", "$text-muted"), bar, plain(f"  {words}", style)))
    return lines


def _bar(share: float, mark: float | None, columns: int) -> Content:
    filled = round(share * columns)
    at = min(round(mark * columns), columns - 1) if mark is not None else -1
    cells = [
        plain("●", "$accent")
        if cell == at
        else plain("━", "$primary")
        if cell < filled
        else plain("─", "$rule")
        for cell in range(columns)
    ]
    return join(*cells)


def _busy(view: ReplayView, width: int) -> list[Content]:
    """Teams' time on calls by weekday and hour, in percent."""
    step = 1 if width >= 78 else 2
    head = "".join(f"{hour:>2} " if step == 1 else f"{hour:>3} " for hour in range(0, 24, step))
    lines = [heading(width, "Teams' time on calls, %", "by the replay"), plain(f"   {head}", "$text-muted")]
    for day in range(7):
        cells = [plain(f"{DAYS[day][:2]} ", "$text-muted")]
        for hour in range(0, 24, step):
            hours = [at for at in range(hour, hour + step) if view.teams[day][at]]
            share = max((view.replayed.utilisation_by_hour[day][at] for at in hours), default=None)
            room = 2 if step == 1 else 3
            if share is None:
                cells.append(plain(f"{'·':>{room}} ", step_style(None)))
            else:
                percent = min(round(share * 100), 99)
                cells.append(plain(f"{percent:>{room}} ", step_style(bisect_right(BUSY_EDGES, percent))))
        lines.append(fit(join(*cells), width))
    return lines
