"""The place Staffing: how many teams, how many people, what it costs, and what if."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits

from leaptui.domain.errors import InputRefused, StoreUnavailable
from leaptui.domain.measured import RuleSet
from leaptui.services.calls import datasets
from leaptui.services.scenarios import save_scenario, scenarios
from leaptui.services.staffing import METHODS, StaffingInput, StaffingView, WhatIf, staffing_view
from leaptui.services.staffing_basis import StaffingBasis, staffing_basis
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.dialogs.prompt import PromptDialog
from leaptui.tui.errands import errand
from leaptui.tui.screens import staffing_panes as panes
from leaptui.tui.screens.place import PlaceScreen
from leaptui.tui.screens.scenarios import ScenariosScreen
from leaptui.tui.screens.staffing_asks import number_form, team_times_form, team_times_from
from leaptui.tui.screens.staffing_blocks import (
    Beneath,
    Compared,
    FieldList,
    Headline,
    PlanBlock,
    Sentence,
    TeamGrid,
)
from leaptui.tui.screens.staffing_board import StaffingBoard
from leaptui.tui.screens.staffing_fields import (
    METHOD,
    RULES,
    Field,
    field_line,
    fields_of,
    read_number,
    stepped,
)
from leaptui.tui.screens.staffing_money import MoneyPage
from leaptui.tui.screens.staffing_pages import ShiftsPage, WhyPage
from leaptui.tui.screens.staffing_replay import ReplayPage
from leaptui.tui.text import plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.empty_state import Beginning, EmptyState
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

_NO_CALLS = (
    "No calls to plan for yet.",
    (
        "A plan needs the city's 911 calls: how many a responder could take, and in which hours. "
        "Once they are imported this screen shows teams by hour, people and yearly cost, and what "
        "changes when the hours do."
    ),
    (Beginning("4", "open Calls, then I imports the city's file", "csv, xlsx"),),
)
_NEED_A_PLAN = frozenset(
    {
        "fields",
        "change",
        "type_it",
        "usual",
        "clear",
        "save",
        "replay",
        "shifts",
        "money",
        "why",
        "team_times",
    }
)


class StaffingScreen(PlaceScreen):
    """How many people does it take, and what if?"""

    PLACE: ClassVar[str] = "staffing"
    SCOPES: ClassVar[tuple[str, ...]] = ("staffing",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("staffing")
    DEFAULT_CSS = """
    StaffingScreen #plan { height: 1fr; display: none; }
    StaffingScreen #foot { display: none; }
    StaffingScreen.-known #plan, StaffingScreen.-known #foot { display: block; }
    StaffingScreen #figures { height: 7; }
    StaffingScreen #figures Vertical { width: 1fr; height: 6; }
    StaffingScreen Digits { width: 1fr; height: 3; text-style: bold; color: $accent; }
    StaffingScreen #what-if { height: 1fr; }
    StaffingScreen.-middling #what-if { padding: 1 0 0 0; }
    StaffingScreen #fields { width: 1fr; height: 1fr; }
    StaffingScreen Compared { width: 69; height: 1fr; margin: 0 0 0 3; }
    StaffingScreen TeamGrid { height: auto; margin: 1 0 0 0; }
    StaffingScreen.-narrow.-short TeamGrid, StaffingScreen.-narrow.-middling TeamGrid { margin: 0 0 0 0; }
    StaffingScreen Sentence { margin: 1 0 0 0; }
    StaffingScreen.-short Sentence { margin: 0 0 0 0; }
    StaffingScreen.-middling.-narrow Sentence { margin: 0 0 0 0; }
    StaffingScreen #none { height: 1fr; align: center middle; display: none; }
    StaffingScreen.-none #none { display: block; }
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
    def _fields(self) -> FieldList:
        return self.query_one("#fields", FieldList)

    async def load(self) -> None:
        """Count the calls once, and work the plan out; or say what it needs."""
        engagement = self.leap.city
        if engagement is None:
            return
        board = self.board
        if engagement.id != self._city_shown:
            self._city_shown = engagement.id
            board.clear()
            board.view = board.shifts = board.replay = None
        has_calls = bool(await self.leap.ask(datasets, engagement))
        self.set_class(not has_calls, "-none")
        if not has_calls:
            self._say_instead(*_NO_CALLS)
            return
        try:
            board.basis = await self.leap.ask(staffing_basis, engagement)
            board.saved = await self.leap.ask(scenarios, engagement)
            board.replay = board.shifts = None
            await self._work_out()
        except InputRefused as error:
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
            self._fields.focus()

    def _say_instead(self, sentence: str, explanation: str, beginnings: Sequence[Beginning]) -> None:
        """Words where there is no plan, so that the place is never empty."""
        self.board.view = None
        self.remove_class("-known")
        self.add_class("-none")
        self.query_one("#none EmptyState", EmptyState).show(sentence, explanation, beginnings)

    @errand("plan", exclusive=True)
    async def _plan_again(self, key: str = "") -> None:
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
        self.add_class("-known")
        self._fill()

    def _fill(self) -> None:
        """Show the plan."""
        view = self.board.view
        if view is None:
            return
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
        self._fields.show(rows)

    def _draw(self, field: Field, width: int) -> Sequence[Content]:
        pick = self._fields.pick
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to change before there is a plan."""
        if action in _NEED_A_PLAN and self.board.view is None:
            return False
        return super().check_action(action, parameters)

    # What is done here.

    def action_fields(self) -> None:
        """Go to the fields."""
        self._fields.focus()

    @on(FieldList.Turned)
    def turn_field(self, event: FieldList.Turned) -> None:
        """← or →."""
        self.action_change(event.by)

    def action_change(self, by: int) -> None:
        """Change the field under the cursor by a step."""
        pick = self._fields.pick
        if pick is None:
            return
        if pick.key == RULES:
            self.board.choose_rules(by)
        elif pick.key == METHOD:
            self.board.choose_method(by)
        elif given := self._given(pick.key):
            self.board.choose(pick.key, stepped(given, self.board.value(pick.key), given.usual, by))
        self._plan_again(pick.key)

    def action_usual(self) -> None:
        """The usual value of the field under the cursor."""
        pick = self._fields.pick
        if pick is None:
            return
        if pick.key == RULES:
            self.board.choose_rules(1 if self.board.what_if.rules is RuleSet.NARROW else 0)
            self.board.choose_rules(-1 if self.board.what_if.rules is RuleSet.BROAD else 0)
        elif pick.key == METHOD:
            self.board.choose_method(-len(METHODS))
        elif given := self._given(pick.key):
            self.board.choose(pick.key, given.usual)
        self._plan_again(pick.key)

    def action_clear(self) -> None:
        """Every field has its usual value."""
        self.board.clear()
        self._plan_again()

    @on(PickList.Chosen, "#fields")
    @errand()
    async def action_type_it(self) -> None:
        """Type the number of the field under the cursor."""
        pick = self._fields.pick
        if pick is None:
            return
        given = self._given(pick.key)
        if given is None:
            at_end = (
                self.board.what_if.rules is RuleSet.BROAD
                if pick.key == RULES
                else self.board.what_if.method == METHODS[-1]
            )
            self.action_change(-2 if at_end else 1)
            return
        values = await self.app.push_screen_wait(number_form(given, self.board.value(given.key)))
        number = read_number(given, values["number"]) if values else None
        if number is not None:
            self.board.choose(given.key, number)
            self._plan_again(given.key)

    @errand()
    async def action_team_times(self) -> None:
        """Team time per call of each group of types."""
        assert self.board.basis is not None
        form: FormDialog | None = team_times_form(self.board)
        values = await self.app.push_screen_wait(form) if form else None
        if values is not None:
            self.board.what_if = team_times_from(self.board, values)
            self._plan_again("service_minutes")

    @errand()
    async def action_save(self) -> None:
        """Freeze the plan under a name."""
        board, engagement = self.board, self.leap.city
        if board.basis is None or board.view is None or engagement is None:
            return
        name = await self.app.push_screen_wait(
            PromptDialog(
                "Save this plan as a scenario",
                label="Name",
                hint="Ten to ten",
                concerning=board.view.sentence,
                unchanged="A saved scenario never changes; it says what has changed since.",
                does="save it",
            )
        )
        if name is None:
            return
        saved = await self.leap.change(
            save_scenario, engagement, name, board.basis, board.view,
            shifts=board.shifts_now, replay=board.replay_now,
        )  # fmt: skip
        board.begin_from(saved.name, board.view.what_if)
        self.refresh_place(again=True)

    def action_compare(self) -> None:
        """The saved scenarios, side by side."""
        self.app.push_screen(ScenariosScreen(self.board))

    def action_replay(self) -> None:
        """The city's own calls against these teams."""
        self.app.push_screen(ReplayPage(self.board))

    def action_shifts(self) -> None:
        """Shifts that cover the plan."""
        self.app.push_screen(ShiftsPage(self.board))

    def action_money(self) -> None:
        """The budget, three years, who pays."""
        self.app.push_screen(MoneyPage(self.board))

    def action_why(self) -> None:
        """How the figures come about."""
        self.app.push_screen(WhyPage(self.board))

    def on_screen_resume(self) -> None:
        """A page may have chosen otherwise, or worked out a replay."""
        super().on_screen_resume()
        if self.board.view is not None and self.is_mounted:
            self._plan_again() if self.behind else self._fill()
            self.refresh_frame()

    def _given(self, key: str) -> StaffingInput | None:
        """The input of a key with the value it has in the plan."""
        return (
            next((each for each in self.board.view.inputs if each.key == key), None)
            if self.board.view
            else None
        )


def _worked_out(_: object, basis: StaffingBasis, what_if: WhatIf) -> StaffingView:
    """On the store's thread, in turn with everything else, although no store is read."""
    return staffing_view(basis, what_if)
