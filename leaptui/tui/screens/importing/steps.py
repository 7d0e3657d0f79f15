"""The steps of an import: what each shows, going back and forth, and what runs meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message

from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import ColumnReading, Correction
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.services.calls.recipes import look_at
from leaptui.tui.dialogs.ask import AskDialog
from leaptui.tui.errands import errand, keys_go_on
from leaptui.tui.names import city_shown
from leaptui.tui.screens.calls.ledger import LedgerList
from leaptui.tui.screens.importing.blocks import (
    AnswersBlock,
    ColumnHead,
    DetailBlock,
    DifferencesBlock,
    ImportBlock,
    NextBlock,
    QuestionBlock,
    RawBlock,
    StepList,
    StepsBlock,
    StoreBlock,
    StoredBlock,
)
from leaptui.tui.screens.importing.rows import GO_ON, column_rows, file_rows, rule_rows
from leaptui.tui.screens.importing.state import ImportState, Step, at_most_often
from leaptui.tui.screens.place import PlaceScreen
from leaptui.tui.text import join, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import PickList

STEP_SCOPES = {
    Step.FILE: "import_file",
    Step.COLUMNS: "import_columns",
    Step.RULES: "import_rules",
    Step.STORE: "import_store",
    Step.STORED: "import_stored",
}
_LISTS = {Step.FILE: "#file-rows", Step.COLUMNS: "#columns", Step.RULES: "#rule-rows"}
_FOCUS = {**_LISTS, Step.STORE: "#store", Step.STORED: "#ledger"}


class ImportSteps(PlaceScreen):
    """Four steps, back and forth; nothing is stored before the last."""

    PLACE: ClassVar[str] = "calls"
    DEFAULT_CSS = """
    ImportSteps .step { height: 1fr; display: none; padding: 1 0 0 0; }
    ImportSteps.-short .step { padding: 0 0 0 0; }
    ImportSteps.-step-0 #file, ImportSteps.-step-1 #columns-step, ImportSteps.-step-2 #rules,
    ImportSteps.-step-3 #store, ImportSteps.-step-4 #stored { display: block; }
    ImportSteps #list { width: 1fr; }
    ImportSteps.-wide #list { padding: 0 2 0 0; }
    ImportSteps.-wide.-roomy #columns { height: auto; max-height: 60%; }
    ImportSteps #file-rows, ImportSteps #rule-rows { height: auto; }
    ImportSteps #ledger { height: 1fr; }
    ImportSteps #detail { width: 46; border-left: solid $rule; padding: 0 0 0 1; }
    ImportSteps VerticalScroll { scrollbar-size-vertical: 1; }
    """

    class Told(Message):
        """How far what runs is."""

        def __init__(self, doing: str, share: float) -> None:
            super().__init__()
            self.doing, self.share = doing, share

    def __init__(self, engagement: Engagement, stored: Callable[[Dataset], None]) -> None:
        """An import for one city.

        Args:
            engagement: Whose calls these are; it has a time zone.
            stored: Called with what was stored.
        """
        super().__init__()
        self.state = ImportState(engagement=engagement)
        self.tell_stored = stored

    def compose_place(self) -> ComposeResult:
        """The steps, and the body of each."""
        yield StepsBlock(self.state)
        with VerticalScroll(id="file", classes="step", can_focus=False):
            yield StepList(self.state, id="file-rows")
            yield RawBlock(self.state)
        with Horizontal(id="columns-step", classes="step"):
            with Vertical(id="list"):
                yield ColumnHead(self.state)
                yield StepList(self.state, id="columns")
                yield AnswersBlock(self.state)
            with VerticalScroll(id="detail", classes="only-wide", can_focus=False):
                yield DetailBlock(self.state)
        with VerticalScroll(id="rules", classes="step", can_focus=False):
            yield StepList(self.state, id="rule-rows")
            yield DifferencesBlock(self.state)
        with VerticalScroll(id="store", classes="step"):
            yield StoreBlock(self.state)
        with Vertical(id="stored", classes="step"):
            yield StoredBlock(self.state)
            yield LedgerList(id="ledger")
            yield NextBlock(self.state)

    def compose_foot(self) -> ComposeResult:
        """The questions, always in sight."""
        yield QuestionBlock(self.state)

    def on_mount(self) -> None:
        """The first step."""
        self.go(Step.FILE)

    # What is shown.

    @property
    def column(self) -> ColumnReading | None:
        """The column under the cursor."""
        pick = self.rows_of(Step.COLUMNS).pick
        return pick.value if pick and isinstance(pick.value, ColumnReading) else None

    @property
    def scopes(self) -> tuple[str, ...]:
        """Those of the step; while something runs one can only leave."""
        return ("import",) if self.state.is_busy else (STEP_SCOPES[self.state.step], "import")

    def rows_of(self, step: Step) -> StepList:
        """The list of a step."""
        return self.query_one(_LISTS[step], StepList)

    def saved(self) -> Content:
        """Nothing is stored before the last step."""
        if self.state.dataset is not None:
            return self.leap.saved
        return join(plain("○", "$text-muted"), plain(" nothing stored yet", "$text-muted"))

    def tell_context(self, bar: ContextBar) -> None:
        """City and file."""
        name = self.state.path.name if self.state.path else ""
        bar.show(city_shown(self.state.engagement.name), ["import", name], saved=self.saved())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the step and the file allow."""
        state = self.state
        if action in {"step_back", "step_on"} and (state.is_busy or state.step is Step.STORED):
            return False
        found = state.inspection
        allowed = {
            "step_back": state.step > Step.FILE,
            "step_on": state.step < Step.STORE and found is not None,
            "sheet": found is not None and max(len(found.sheets), len(found.shape.sheet_notes)) > 1,
            "header": state.path is not None,
            "recipe": found is not None,
            "another_file": found is not None,
            "next_question": bool(state.questions),
            "please_fix": state.unreadable > 0,
        }
        return super().check_action(action, parameters) if allowed.get(action, True) else False

    def show_state(self, *, at: str | None = None) -> None:
        """Draw how the import stands; the cursor of the step's list goes to the row `at`."""
        state = self.state
        for step in Step:
            self.set_class(step is state.step, f"-step-{step.value}")
        for step, rows in ((Step.FILE, file_rows), (Step.COLUMNS, column_rows), (Step.RULES, rule_rows)):
            self.rows_of(step).show(rows(state), at=at if step is state.step else None)
        self._refresh_blocks()
        self.refresh_frame()

    @on(PickList.Highlighted, "#columns")
    def _refresh_blocks(self) -> None:
        """Pane and foot tell of the column under the cursor, the rest of how the import stands."""
        column = self.column
        self.query_one(QuestionBlock).display = self.state.step is Step.COLUMNS
        for block in self.query(ImportBlock):
            block.at = column.name if column else None
            block.refresh(layout=True)

    def go(self, step: Step) -> None:
        """To a step, with the cursor where it begins."""
        self.state.step = step
        self.show_state(at=self._begins_at(step))
        self.set_focus(self.query_one(_FOCUS[step]))

    def _begins_at(self, step: Step) -> str:
        """Where the cursor begins: on the first question, else on the row that leads on."""
        asked = self.state.next_question(None) if step is Step.COLUMNS else None
        return f"column {asked}" if asked else GO_ON

    # Between the steps.

    def action_step_back(self) -> None:
        """To the step before; nothing is lost."""
        self.go(Step(self.state.step - 1))

    def action_step_on(self) -> None:
        """To the next step, over settled questions only."""
        if self.state.step is Step.COLUMNS and self.state.questions:
            self.action_next_question()
            self.notify("Settle the questions first: Enter on the column that is asked about.", markup=False)
            return
        self.go(Step(self.state.step + 1))

    def action_next_question(self) -> None:
        """To the next column that has to be settled, or to the row that leads on."""
        name = self.state.next_question(self.column.name if self.column else None)
        self.show_state(at=f"column {name}" if name else GO_ON)

    @errand("leave")
    async def action_leave_import(self) -> None:
        """Stop what runs; else leave, and ask first where something chosen would be lost."""
        state = self.state
        if state.is_busy:
            state.stop.set()
            return
        if state.has_choices:
            leave = await self.app.push_screen_wait(
                AskDialog(
                    "Leave the import?",
                    does="leave; what you chose is lost",
                    concerning=state.path.name if state.path else "",
                    unchanged="Nothing was stored. R keeps what you chose as a recipe.",
                    escape="go on importing",
                )
            )
            if not leave:
                return
        self.dismiss(None)

    # Looking at the file.

    async def look(self, correction: Correction, *, untouched: bool = False) -> bool:
        """Look at the file by a correction; one that leads nowhere changes nothing.

        Args:
            correction: What was chosen.
            untouched: Whether none of it was chosen by hand.

        Returns:
            Whether it was looked at to the end.

        Raises:
            InputRefused: When the correction leads nowhere.
        """
        state = self.state
        if state.path is None or state.is_busy:
            return False
        state.looking = True
        try:
            with self.stoppable():
                seen = await self.leap.store.aside(
                    look_at,
                    state.path,
                    correction,
                    timezone=state.engagement.timezone or "",
                    progress=self.telling(),
                    cancelled=state.stop.is_set,
                )
        except InputRefused as error:
            if state.stop.is_set():
                if state.inspection is None:
                    state.path = None
                self.notify("Stopped. Nothing was stored.", markup=False)
                return False
            if state.inspection is not None:
                raise
            state.problem = error
            return False
        finally:
            state.looking, state.progress = False, None
            self.show_state()
        state.take(seen, untouched=untouched)
        if seen.fallen:
            self.notify(f"These choices fell away: {'; '.join(seen.fallen)}.", markup=False, timeout=10)
        self.show_state()
        return True

    # What runs.

    @contextmanager
    def stoppable(self) -> Iterator[None]:
        """What runs inside ends when Esc is pressed or the app is left."""
        stop = self.state.stop
        stop.clear()
        keys_go_on()
        self.leap.stops.append(stop.set)
        self.show_state()
        try:
            yield
        finally:
            self.leap.stops.remove(stop.set)

    def telling(self) -> Callable[[str, float], None]:
        """What a service tells of how far it is, for the screen."""
        return at_most_often(lambda doing, share: self.post_message(self.Told(doing, share)))

    @on(Told)
    def show_progress(self, event: Told) -> None:
        """Draw how far it is."""
        if self.state.is_busy:
            self.state.progress = (event.doing, event.share)
            self._refresh_blocks()
