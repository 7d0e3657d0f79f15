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

from leaptui.domain.errors import InputRefused
from leaptui.domain.measured import RuleSet
from leaptui.services.calls import datasets
from leaptui.services.staffing import StaffingInput, StaffingView, staffing_plan
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.fields import FieldSpec
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.errands import errand
from leaptui.tui.screens import staffing_panes as panes
from leaptui.tui.screens.place import PlaceScreen
from leaptui.tui.screens.staffing_blocks import (
    Beneath,
    Costs,
    FieldList,
    Headline,
    PlanBlock,
    Sentence,
    TeamGrid,
)
from leaptui.tui.screens.staffing_fields import (
    RULES,
    Field,
    field_line,
    fields_of,
    range_shown,
    read_number,
    stepped,
    value_shown,
)
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


class StaffingScreen(PlaceScreen):
    """How many people does it take, and what if?"""

    PLACE: ClassVar[str] = "staffing"
    SCOPES: ClassVar[tuple[str, ...]] = ("staffing",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("staffing")
    DEFAULT_CSS = """
    StaffingScreen #plan { height: 1fr; display: none; }
    StaffingScreen #foot { display: none; }
    StaffingScreen.-known #plan, StaffingScreen.-known #foot { display: block; }
    StaffingScreen #figures { height: 6; }
    StaffingScreen #figures Vertical { width: 1fr; height: 5; }
    StaffingScreen Digits { width: 1fr; height: 3; text-style: bold; color: $accent; }
    StaffingScreen.-behind Digits { color: $text-muted; }
    StaffingScreen #what-if { height: 1fr; }
    StaffingScreen.-middling #what-if { padding: 1 0 0 0; }
    StaffingScreen #fields { width: 1fr; height: 1fr; }
    StaffingScreen Costs { width: 42; height: 1fr; margin: 0 0 0 3; }
    StaffingScreen TeamGrid { height: auto; margin: 1 0 0 0; }
    StaffingScreen.-narrow.-short TeamGrid, StaffingScreen.-narrow.-middling TeamGrid { margin: 0 0 0 0; }
    StaffingScreen Sentence { margin: 1 0 0 0; }
    StaffingScreen.-short Sentence { margin: 0 0 0 0; }
    StaffingScreen.-middling.-narrow Sentence { margin: 0 0 0 0; }
    StaffingScreen #none { height: 1fr; align: center middle; display: none; }
    StaffingScreen.-none #none { display: block; }
    """

    view: StaffingView | None = None
    """The plan worked out last."""
    behind = False
    """Whether a newer one is being worked out."""
    _rules = RuleSet.EXPECTED
    _values: dict[str, float]
    _usual: dict[str, float]
    _city_shown = ""
    _asked = 0

    def __init__(self) -> None:
        super().__init__()
        self._values, self._usual = {}, {}

    def compose_place(self) -> ComposeResult:
        """Figures, fields, teams by hour; or how to begin."""
        with Vertical(id="plan"):
            yield Headline(classes="only-narrow")
            with Horizontal(id="figures", classes="only-wide"):
                for index in range(3):
                    with Vertical():
                        yield Digits(id=f"figure-{index}")
                        yield Beneath(index)
            with Horizontal(id="what-if"):
                yield FieldList(self._draw, id="fields")
                yield Costs(classes="only-wide")
            yield TeamGrid()
        with Vertical(id="none"):
            yield EmptyState(*_NO_CALLS)

    def compose_foot(self) -> ComposeResult:
        """The plan in a sentence, with its base."""
        yield Sentence()

    @property
    def _fields(self) -> FieldList:
        return self.query_one("#fields", FieldList)

    async def load(self) -> None:
        """Work the plan out, or say what it needs."""
        engagement = self.leap.city
        if engagement is None:
            return
        if engagement.id != self._city_shown:
            self._city_shown = engagement.id
            self.view, self._values, self._usual, self._rules = None, {}, {}, RuleSet.EXPECTED
        has_calls = bool(await self.leap.ask(datasets, engagement))
        self.set_class(not has_calls, "-none")
        if not has_calls:
            self._say_instead(*_NO_CALLS)
            return
        try:
            await self._work_out()
        except InputRefused as error:
            if self._is_what_if:
                self._values, self._rules = {}, RuleSet.EXPECTED
                await self.load()
                return
            beginning = Beginning("4", "open Calls, then T shows the call types")
            self._say_instead(error.what, error.next_step, (beginning,))
            return
        if self.focused is None:
            self._fields.focus()

    def _say_instead(self, sentence: str, explanation: str, beginnings: Sequence[Beginning]) -> None:
        """Words where there is no plan, so that the place is never empty."""
        self.view, self.behind = None, False
        self.remove_class("-known")
        self.add_class("-none")
        self.query_one("#none EmptyState", EmptyState).show(sentence, explanation, beginnings)

    @errand("plan", exclusive=True)
    async def _plan_again(self) -> None:
        await self._work_out()
        self.refresh_frame()

    async def _work_out(self) -> None:
        """Ask for the plan; an answer that a newer question has overtaken is dropped."""
        engagement = self.leap.city
        if engagement is None:
            return
        self._asked += 1
        mine, self.behind = self._asked, True
        self._fill()
        view = await self.leap.ask(
            staffing_plan, engagement, rules=self._rules.value, changes=dict(self._values)
        )
        if mine != self._asked:
            return
        if not self._usual:
            self._usual = {each.key: each.value for each in view.inputs}
        self.view, self.behind = view, False
        self.add_class("-known")
        self._fill()

    def _fill(self) -> None:
        self.set_class(self.behind, "-behind")
        if self.view is None:
            return
        rows: list[Pick[Field] | Rest] = []
        priced = False
        for field in fields_of(self.view, self._rules, self._values, self._usual):
            if field.price and not priced:
                priced = True
                rows.append(Rest(plain(" Prices", "b")))
            rows.append(Pick(field.key, field))
        self._fields.show(rows)
        for index, figure in enumerate(panes.headline(self.view)):
            self.query_one(f"#figure-{index}", Digits).update(figure.value)
        for block in self.query(PlanBlock):
            block.show(self.view, behind=self.behind)

    def _draw(self, field: Field, width: int) -> Sequence[Content]:
        pick = self._fields.pick
        return [field_line(field, width, at_cursor=pick is not None and pick.value.key == field.key)]

    @property
    def _is_what_if(self) -> bool:
        return bool(self._values) or self._rules is not RuleSet.EXPECTED

    def tell_context(self, bar: ContextBar) -> None:
        """That a what-if is not kept is not forgotten."""
        if self.view is None:
            bar.show(self.leap.city_name, ["staffing"], saved=self.saved())
            return
        notice = plain("◐ a what-if, not saved", "$accent") if self._is_what_if else None
        bar.show(self.leap.city_name, ["staffing", self.view.scenario], notice=notice, saved=self.saved())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to change before there is a plan."""
        if action in {"fields", "change", "type_it", "usual", "clear"} and self.view is None:
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
            every = tuple(RuleSet)
            self._rules = every[min(max(every.index(self._rules) + by, 0), len(every) - 1)]
        elif given := self._given(pick.key):
            usual = self._usual[given.key]
            self._set(
                given.key, stepped(given, self._values.get(given.key, self._usual[given.key]), usual, by)
            )
        self._plan_again()

    def action_usual(self) -> None:
        """The usual value of the field under the cursor."""
        pick = self._fields.pick
        if pick is None:
            return
        if pick.key == RULES:
            self._rules = RuleSet.EXPECTED
        self._values.pop(pick.key, None)
        self._plan_again()

    def action_clear(self) -> None:
        """Every field has its usual value."""
        self._values, self._rules = {}, RuleSet.EXPECTED
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
            self.action_change(1 if self._rules is not RuleSet.BROAD else -2)
            return
        values = await self.app.push_screen_wait(
            FormDialog(
                given.label,
                [
                    FieldSpec(
                        key="number", label="Number", required=True, check=lambda text: _problem(given, text)
                    )
                ],
                {"number": value_shown(given, self._values.get(given.key, self._usual[given.key]))},
                concerning=f"{given.unit}; {range_shown(given)}",
                does="take it",
            )
        )
        number = read_number(given, values["number"]) if values else None
        if number is not None:
            self._set(given.key, number)
            self._plan_again()

    def _given(self, key: str) -> StaffingInput | None:
        """The input of a key with the value it has in the plan."""
        return next((each for each in self.view.inputs if each.key == key), None) if self.view else None

    def _set(self, key: str, value: float) -> None:
        """Keep a number that differs from the usual one."""
        if value == self._usual[key]:
            self._values.pop(key, None)
        else:
            self._values[key] = value


def _problem(given: StaffingInput, typed: str) -> str:
    """What is wrong with a typed number."""
    number = read_number(given, typed)
    if number is None:
        return "A number."
    if not given.least <= number <= given.most:
        return f"From {range_shown(given)}."
    return "A whole number." if given.whole and number != int(number) else ""
