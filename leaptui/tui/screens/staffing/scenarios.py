"""The saved scenarios of a city: which is the roadmap's, which are stale and why, two to four side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from leaptui.domain.errors import LeapError
from leaptui.services.staffing.reopening import reopen
from leaptui.services.staffing.scenario_compare import FEWEST, MOST, compare_scenarios
from leaptui.services.staffing.scenarios import (
    ScenarioView,
    mark_for_roadmap,
    put_scenario_away,
    scenarios,
)
from leaptui.services.staffing.words import share_words
from leaptui.tui.bindings import bindings_of
from leaptui.tui.errands import errand
from leaptui.tui.screens.staffing.board import StaffingBoard
from leaptui.tui.screens.staffing.frozen import AS_IT_WAS, TODAY, FrozenPage, as_it_was_or_today
from leaptui.tui.screens.staffing.page import StaffingPage, said
from leaptui.tui.screens.staffing.panes import money
from leaptui.tui.text import fit, join, plain, row
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.block import Lines
from leaptui.tui.widgets.empty_state import Beginning, EmptyState
from leaptui.tui.widgets.pick_list import Pick, PickList

_NONE = (
    "No scenario is saved yet.",
    (
        "A saved scenario is a plan under a name, frozen with the calls and numbers it was worked out from. "
        "Two to four stand side by side here; one is the roadmap's; and each says what has changed since."
    ),
    (Beginning("Esc", "back to the plan, then S saves it"),),
)
_ROOM_FOR_MONEY = 64
"""Columns below which the yearly cost gives way to the name; it stands beneath in words."""


class ScenariosScreen(StaffingPage):
    """Plans under a name."""

    SCOPES: ClassVar[tuple[str, ...]] = ("scenarios", "staffing_page")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("scenarios")
    TITLE_SHOWN: ClassVar[str] = "saved scenarios"
    DEFAULT_CSS = """
    ScenariosScreen #saved { height: 1fr; }
    ScenariosScreen #why { height: auto; max-height: 8; padding: 1 0 0 0; }
    ScenariosScreen #empty { height: 1fr; align: center middle; display: none; }
    ScenariosScreen.-empty #empty { display: block; }
    ScenariosScreen.-empty #saved, ScenariosScreen.-empty #why { display: none; }
    """

    def __init__(self, board: StaffingBoard) -> None:
        super().__init__(board)
        self._ticked: list[str] = []

    def compose_place(self) -> ComposeResult:
        """The list, and beneath it what the one under the cursor says."""
        yield PickList[ScenarioView](self._draw, id="saved")
        yield Lines(id="why")
        with Vertical(id="empty"):
            yield EmptyState(*_NONE)

    def compose_foot(self) -> ComposeResult:
        """The scenario under the cursor says its own sentence."""
        yield from ()

    @property
    def _list(self) -> PickList[ScenarioView]:
        found: PickList[ScenarioView] = self.query_one("#saved", PickList)
        return found

    async def load(self) -> None:
        """Every saved one, with what changed since."""
        if self.leap.city is None:
            return
        self.board.saved = await self.leap.ask(scenarios, self.leap.city)
        known = {view.scenario.id for view in self.board.saved}
        self._ticked = [each for each in self._ticked if each in known]
        self.set_class(not self.board.saved, "-empty")
        self._list.show([Pick(view.scenario.id, view) for view in self.board.saved])
        if self.board.saved:
            self._list.focus()
        self._tell_why()
        self.refresh_frame()

    def tell_context(self, bar: ContextBar) -> None:
        """City, and how many are ticked."""
        ticked = [f"{len(self._ticked)} ticked"] if self._ticked else []
        bar.show(self.leap.city_name, [self.TITLE_SHOWN, *ticked], saved=self.saved())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing to do with none, and at least two to compare."""
        if (
            action in {"open_row", "as_it_was", "tick", "mark", "put_away", "side_by_side"}
            and not self.board.saved
        ):
            return False
        return super().check_action(action, parameters)

    def _draw(self, view: ScenarioView, width: int) -> Sequence[Content]:
        results = view.results
        share = share_words(results.get("answered_in_hours"), overloaded=bool(results.get("overloaded")))
        cost = results.get("cost", {}).get("recurring")
        glyph = plain("◆", "$accent") if view.scenario.for_roadmap else plain(" ")
        tick = plain("✓", "$success") if view.scenario.id in self._ticked else plain("·", "$faint")
        cells = [
            (3, join(tick, " ", glyph)),
            (-10, plain(share if results else "–")),
            (-10, plain(f"{results.get('people_total', 0):,} people")),
            (-8, plain(money(cost) if cost is not None else "–")),
            (
                11,
                plain(f"▲ {len(view.changed)} changed", "$warning")
                if view.changed
                else plain("✓ fresh", "$success"),
            ),
        ]
        if width < _ROOM_FOR_MONEY:
            del cells[3]
        room = width - sum(abs(cell) + 1 for cell, _ in cells)
        cells.insert(1, (max(room, 12), plain(view.scenario.name, "b")))
        return [row([cell for cell, _ in cells], [shown for _, shown in cells])]

    @on(PickList.Highlighted, "#saved")
    def _tell_why(self) -> None:
        pick = self._list.pick
        lines: list[Content] = []
        width = max(self.size.width - 4, 20)
        if pick is not None:
            view = pick.value
            for change in view.changed:
                lines += said(change, width, "▲")
            lines += said(str(view.results.get("sentence", "")), width)
            lines += said(
                f"{view.results.get('base', '')}. Saved {view.scenario.made_at[:10]}.",
                width,
                style="$text-muted",
            )
            if view.scenario.note:
                lines += said(view.scenario.note, width)
        self.query_one("#why", Lines).show(lines)

    def action_tick(self) -> None:
        """Put it beside others, or not."""
        pick = self._list.pick
        if pick is None:
            return
        if pick.key in self._ticked:
            self._ticked.remove(pick.key)
        elif len(self._ticked) < MOST:
            self._ticked.append(pick.key)
        else:
            self.notify(f"At most {MOST} stand side by side.")
        self._list.refresh()
        self.refresh_frame()

    def action_side_by_side(self) -> None:
        """The ticked ones; the first ones where fewer than two are ticked."""
        known = [view for view in self.board.saved if "cost" in view.results]
        chosen = [view for view in known if view.scenario.id in self._ticked]
        if len(chosen) < FEWEST:
            chosen = known[:FEWEST]
        if len(chosen) < FEWEST:
            self.notify("Save another scenario first: two are needed.")
            return
        self.app.push_screen(ComparePage(self.board, chosen))

    @on(PickList.Chosen, "#saved")
    @errand()
    async def action_open_row(self) -> None:
        """Begin a what-if from it: on its own calls, with its own numbers; where they are otherwise now, as asked."""
        pick = self._list.pick
        if pick is None or self.leap.city is None:
            return
        try:
            found = await self.leap.ask(reopen, self.leap.city, pick.value)
        except LeapError as error:
            # Without its calls there is nothing to go on with, but what was saved can be read.
            self.app.push_screen(FrozenPage(self.board, pick.value, error.sentence))
            return
        if found.differences:
            answer = await self.app.push_screen_wait(as_it_was_or_today(found))
            if answer == AS_IT_WAS:
                self.app.push_screen(FrozenPage(self.board, pick.value))
            if answer != TODAY:
                return
        self.board.begin_again(found)
        self.dismiss()

    def action_as_it_was(self) -> None:
        """Read its figures as they were saved."""
        pick = self._list.pick
        if pick is not None:
            self.app.push_screen(FrozenPage(self.board, pick.value))

    @errand()
    async def action_mark(self) -> None:
        """The one the roadmap tells."""
        pick = self._list.pick
        if pick is not None:
            await self.leap.change(mark_for_roadmap, pick.value.scenario)

    @errand()
    async def action_put_away(self) -> None:
        """Put it away."""
        pick = self._list.pick
        if pick is not None:
            await self.leap.change(put_scenario_away, pick.value.scenario)


class ComparePage(StaffingPage):
    """Two to four scenarios side by side."""

    TITLE_SHOWN: ClassVar[str] = "side by side"

    def __init__(self, board: StaffingBoard, chosen: Sequence[ScenarioView]) -> None:
        super().__init__(board)
        self._chosen = chosen

    def page_lines(self, width: int) -> Sequence[Content]:
        """A line for each figure, those that differ in bold; then what is stale."""
        names = [
            f"◆ {each.scenario.name}" if each.scenario.for_roadmap else each.scenario.name
            for each in self._chosen
        ]
        label = 44 if width >= 46 + 20 * len(names) else 22
        column = min(max((width - label) // len(names) - 2, 9), 24)
        widths = (label, *(-column for _ in names))
        lines = [row(widths, [plain(""), *(plain(name, "b") for name in names)], gap=2)]
        for line in compare_scenarios(self._chosen):
            style = "b" if line.differs else "$text-muted"
            values = [
                fit(plain(value.replace(" million", "M"), style), column, right=True) for value in line.values
            ]
            lines.append(row(widths, [plain(line.label), *values], gap=2))
        lines.append(plain("officer hours: capacity, not a budget saving", "$text-muted"))
        for each in self._chosen:
            for change in each.changed:
                lines += said(f"{each.scenario.name}: {change}", width, "▲")
        return lines
