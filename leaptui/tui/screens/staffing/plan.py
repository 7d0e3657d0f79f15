"""A plan on the screen: its calls counted, worked out at each choice, and shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.errors import InputRefused, StoreUnavailable
from leaptui.domain.measured import RuleSet
from leaptui.services.calls.picture import dataset_name, datasets
from leaptui.services.staffing.basis import StaffingBasis, staffing_basis
from leaptui.services.staffing.scenarios import scenarios
from leaptui.services.staffing.what_if import StaffingInput, StaffingView, WhatIf, staffing_view
from leaptui.tui.errands import errand
from leaptui.tui.keyboard import Holds
from leaptui.tui.screens.place import PlaceScreen
from leaptui.tui.screens.staffing import panes
from leaptui.tui.screens.staffing.blocks import (
    Beneath,
    Compared,
    FieldList,
    Headline,
    PlanBlock,
    Sentence,
    TeamGrid,
)
from leaptui.tui.screens.staffing.board import StaffingBoard
from leaptui.tui.screens.staffing.fields import RULES, Field, field_line, fields_of
from leaptui.tui.text import plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.empty_state import Beginning, EmptyState
from leaptui.tui.widgets.pick_list import Pick, Rest

_NO_CALLS = (
    "No calls to plan for yet.",
    (
        "A plan needs the city's 911 calls: how many a responder could take, and in which hours. "
        "Once they are imported this screen shows teams by hour, people and yearly cost, and what "
        "changes when the hours do."
    ),
    (Beginning("4", "open Calls, then I imports the city's file", "csv, xlsx"),),
)


_COUNTING = "It is done once for each export; every what-if after it is answered at the key."


class PlanScreen(PlaceScreen):
    """A plan and the fields it rests on. What is done to it is for the subclass."""

    PLACE: ClassVar[str] = "staffing"
    DEFAULT_CSS = """
    PlanScreen #plan { height: 1fr; display: none; }
    PlanScreen #foot { display: none; }
    PlanScreen.-known #plan, PlanScreen.-known #foot { display: block; }
    PlanScreen #figures { height: 7; }
    PlanScreen #figures Vertical { width: 1fr; height: 6; }
    PlanScreen Digits { width: 1fr; height: 3; text-style: bold; color: $accent; }
    PlanScreen #what-if { height: 1fr; }
    PlanScreen.-middling #what-if { padding: 1 0 0 0; }
    PlanScreen #fields { width: 1fr; height: 1fr; }
    PlanScreen Compared { width: 69; height: 1fr; margin: 0 0 0 3; }
    PlanScreen TeamGrid { height: auto; margin: 1 0 0 0; }
    PlanScreen.-narrow.-short TeamGrid, PlanScreen.-narrow.-middling TeamGrid { margin: 0 0 0 0; }
    PlanScreen Sentence { margin: 1 0 0 0; }
    PlanScreen.-short Sentence { margin: 0 0 0 0; }
    PlanScreen.-middling.-narrow Sentence { margin: 0 0 0 0; }
    PlanScreen #none { height: 1fr; align: center middle; display: none; }
    PlanScreen.-none #none { display: block; }
    """

    _city_shown = ""
    _asked = 0
    _refused = ("", "")
    """Key of the field whose last value was refused, and why."""

    def __init__(self) -> None:
        super().__init__()
        self.board = StaffingBoard()

    def compose_place(self) -> ComposeResult:
        """Figures, fields, teams by hour; or how to begin."""
        with Vertical(id="plan"):
            yield Headline(self.board, classes="only-narrow")
            with Horizontal(id="figures", classes="only-wide"):
                for index in range(3):
                    with Vertical():
                        yield Digits(id=f"figure-{index}")
                        yield Beneath(self.board, index)
            with Horizontal(id="what-if"):
                yield FieldList(self._draw, id="fields")
                yield Compared(self.board, classes="only-wide")
            yield TeamGrid(self.board)
        with Vertical(id="none"):
            yield EmptyState(*_NO_CALLS)

    def compose_foot(self) -> ComposeResult:
        """The plan in a sentence, with its base."""
        yield Sentence(self.board)

    @property
    def view(self) -> StaffingView | None:
        """The plan worked out last."""
        return self.board.view

    @property
    def behind(self) -> bool:
        """Whether a newer one is being worked out."""
        return self.board.is_behind

    @property
    def fields(self) -> FieldList:
        """The list of fields."""
        return self.query_one("#fields", FieldList)

    async def load(self) -> None:
        """Count the calls once, and work the plan out; or say what it needs."""
        engagement = self.leap.city
        if engagement is None:
            return
        board = self.board
        if engagement.id != self._city_shown:
            self._city_shown = engagement.id
            board.begin_anew()
        known = await self.leap.ask(datasets, engagement)
        if not known:
            self._say_instead(*_NO_CALLS)
            return
        chosen = next((each for each in known if each.id == board.dataset), known[0])
        if board.view is None:
            self._say_instead(f"Counting the eligible calls of {dataset_name(chosen)} …", _COUNTING, ())
        try:
            board.basis = await self.leap.ask(staffing_basis, engagement, dataset=chosen, only=board.only)
            board.saved = await self.leap.ask(scenarios, engagement)
            board.replay = board.shifts = None
            self._widen(board.basis)
            await self._work_out()
        except InputRefused as error:
            if not board.only.is_all:
                board.only = CallFilter()
                self.leap.notify(f"▲ {error.what}", markup=False)
                await self.load()
                return
            if board.what_if != WhatIf():
                board.clear()
                await self.load()
                return
            beginning = Beginning("4", "open Calls, then T shows the call types")
            self._say_instead(error.what, error.next_step, (beginning,))
            return
        except StoreUnavailable as error:
            beginning = Beginning("C", "saved scenarios keep the figures they were saved with")
            self._say_instead(error.what, error.next_step, (beginning,))
            return
        if self.focused is None:
            self.fields.focus()

    def _widen(self, basis: StaffingBasis) -> None:
        """Begin from the widest rules where only they count any call: there is no field without a plan."""
        rules = self.board.what_if.rules
        if not basis.eligible[rules] and basis.eligible[RuleSet.BROAD]:
            self.board.choose_rules(len(RuleSet))
            self.leap.notify(
                f"By {rules} rules no call is eligible: this plan is by broad rules.", markup=False
            )

    def _say_instead(self, sentence: str, explanation: str, beginnings: Sequence[Beginning]) -> None:
        """Words where there is no plan, so that the place is never empty."""
        self.board.view = None
        self.remove_class("-known")
        self.add_class("-none")
        self.query_one("#none EmptyState", EmptyState).show(sentence, explanation, beginnings)

    @errand("plan", exclusive=True, holds=Holds.NOTHING)
    async def plan_again(self, key: str = "") -> None:
        """Work out what was just chosen; what cannot be is told beside its field, and what was stays."""
        before = self.board.view.what_if if self.board.view else WhatIf()
        self._refused = ("", "")
        try:
            await self._work_out()
        except InputRefused as error:
            self.board.what_if, self._refused = before, (key or RULES, error.what)
            self._fill()
        self.refresh_frame()

    async def _work_out(self) -> None:
        """Ask for the plan; an answer that a newer question has overtaken is dropped."""
        if self.board.basis is None:
            return
        self._asked += 1
        mine = self._asked
        self._fill_fields()
        view = await self.leap.ask(_worked_out, self.board.basis, self.board.what_if)
        if mine != self._asked:
            return
        self.board.view = view
        self._fill()

    def _fill(self) -> None:
        """Show the plan."""
        view = self.board.view
        if view is None:
            return
        self.remove_class("-none")
        self.add_class("-known")
        self._fill_fields()
        for index, figure in enumerate(panes.headline(self.board, view)):
            self.query_one(f"#figure-{index}", Digits).update(figure.value)
        for block in self.query(PlanBlock):
            block.show()

    def _fill_fields(self) -> None:
        """Show what is chosen, which the plan may be behind."""
        view = self.board.view
        if view is None:
            return
        rows: list[Pick[Field] | Rest] = []
        section = ""
        for field in fields_of(self.board, view, self._refused):
            if field.section != section:
                section = field.section
                rows.append(Rest(plain(f" {section}", "b")))
            rows.append(Pick(field.key, field))
        self.fields.show(rows)

    def _draw(self, field: Field, width: int) -> Sequence[Content]:
        pick = self.fields.pick
        return [field_line(field, width, at_cursor=pick is not None and pick.value.key == field.key)]

    def tell_context(self, bar: ContextBar) -> None:
        """That a what-if is not kept is not forgotten."""
        board = self.board
        if board.view is None:
            bar.show(self.leap.city_name, ["staffing"], saved=self.saved())
            return
        notice = plain("◐ a what-if, not saved", "$accent") if board.is_unsaved else None
        begun = [f"from “{board.begun_from}”"] if board.begun_from else []
        bar.show(
            self.leap.city_name, ["staffing", board.view.scenario, *begun], notice=notice, saved=self.saved()
        )

    def on_screen_resume(self) -> None:
        """A page may have chosen otherwise, or worked out a replay."""
        super().on_screen_resume()
        if self.board.view is not None and self.is_mounted:
            self.plan_again() if self.behind else self._fill()
            self.refresh_frame()

    def given(self, key: str) -> StaffingInput | None:
        """The input of a key with the value it has in the plan."""
        return (
            next((each for each in self.board.view.inputs if each.key == key), None)
            if self.board.view
            else None
        )


def _worked_out(_: object, basis: StaffingBasis, what_if: WhatIf) -> StaffingView:
    """On the store's thread, in turn with everything else, although no store is read."""
    return staffing_view(basis, what_if)
