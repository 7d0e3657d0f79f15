"""The place Staffing: how many teams, how many people, what it costs, and what if."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.measured import RuleSet
from leaptui.services.calls.asked import ask, filter_choices, rows
from leaptui.services.calls.picture import datasets
from leaptui.services.staffing.scenarios import save_scenario
from leaptui.services.staffing.what_if import METHODS
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.dialogs.prompt import PromptDialog
from leaptui.tui.errands import errand
from leaptui.tui.screens.calls.filter import FilterDialog
from leaptui.tui.screens.calls.period import ask_period, whole_period
from leaptui.tui.screens.calls.which_export import ask_export
from leaptui.tui.screens.staffing.asks import number_form, team_times_form, team_times_from
from leaptui.tui.screens.staffing.blocks import FieldList
from leaptui.tui.screens.staffing.fields import METHOD, RULES, read_number, stepped
from leaptui.tui.screens.staffing.money import MoneyPage
from leaptui.tui.screens.staffing.pages import ShiftsPage, WhyPage
from leaptui.tui.screens.staffing.plan import PlanScreen
from leaptui.tui.screens.staffing.replay import ReplayPage
from leaptui.tui.screens.staffing.scenarios import ScenariosScreen
from leaptui.tui.widgets.pick_list import PickList

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
        "days",
        "filter",
    }
)


class StaffingScreen(PlanScreen):
    """How many people does it take, and what if?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("staffing",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("staffing")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to change before there is a plan."""
        if action in _NEED_A_PLAN and self.board.view is None:
            return False
        return super().check_action(action, parameters)

    # What is done here.

    def action_fields(self) -> None:
        """Go to the fields."""
        self.fields.focus()

    @on(FieldList.Turned)
    def turn_field(self, event: FieldList.Turned) -> None:
        """← or →."""
        self.action_change(event.by)

    def action_change(self, by: int) -> None:
        """Change the field under the cursor by a step."""
        pick = self.fields.pick
        if pick is None:
            return
        if pick.key == RULES:
            self.board.choose_rules(by)
        elif pick.key == METHOD:
            self.board.choose_method(by)
        elif given := self.given(pick.key):
            self.board.choose(pick.key, stepped(given, self.board.value(pick.key), given.usual, by))
        self.plan_again(pick.key)

    def action_usual(self) -> None:
        """The usual value of the field under the cursor."""
        pick = self.fields.pick
        if pick is None:
            return
        if pick.key == RULES:
            self.board.choose_rules(1 if self.board.what_if.rules is RuleSet.NARROW else 0)
            self.board.choose_rules(-1 if self.board.what_if.rules is RuleSet.BROAD else 0)
        elif pick.key == METHOD:
            self.board.choose_method(-len(METHODS))
        elif given := self.given(pick.key):
            self.board.choose(pick.key, given.usual)
        self.plan_again(pick.key)

    def action_clear(self) -> None:
        """Every field has its usual value."""
        self.board.clear()
        self.plan_again()

    @on(PickList.Chosen, "#fields")
    @errand()
    async def action_type_it(self) -> None:
        """Type the number of the field under the cursor."""
        pick = self.fields.pick
        if pick is None:
            return
        given = self.given(pick.key)
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
            self.plan_again(given.key)

    @errand()
    async def action_team_times(self) -> None:
        """Team time per call of each group of types."""
        assert self.board.basis is not None
        form: FormDialog | None = team_times_form(self.board)
        values = await self.app.push_screen_wait(form) if form else None
        if values is not None:
            self.board.what_if = team_times_from(self.board, values)
            self.plan_again("service_minutes")

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

    @errand()
    async def action_export(self) -> None:
        """Plan for the calls of another export."""
        board, engagement = self.board, self.leap.city
        if engagement is None:
            return
        known = await self.leap.ask(datasets, engagement)
        now = board.basis.dataset.id if board.basis else ""
        chosen = await ask_export(self.leap, known, now, does="plan for it")
        if chosen is not None and chosen.id != now:
            board.dataset, board.only = chosen.id, CallFilter()
            self.refresh_place(again=True)

    @errand()
    async def action_days(self) -> None:
        """Plan for the calls of some days."""
        board = self.board
        if board.basis is None:
            return
        whole = whole_period(board.basis.dataset)
        found = await ask_period(self.leap, "The calls of which days?", whole, board.only.period)
        if found is not None:
            board.only = replace(board.only, period=found[0])
            self.refresh_place(again=True)

    @errand()
    async def action_filter(self) -> None:
        """Plan for the calls of some districts, types or priorities."""
        board, engagement = self.board, self.leap.city
        if board.basis is None or engagement is None:
            return
        asked = await self.leap.ask(ask, engagement, board.basis.dataset, only=board.only)
        choices = await self.leap.ask(filter_choices, asked)
        left = await self.leap.ask(rows, asked, limit=0)
        only = await self.app.push_screen_wait(FilterDialog(asked, choices, left.total))
        if only is not None and only != board.only:
            board.only = only
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
