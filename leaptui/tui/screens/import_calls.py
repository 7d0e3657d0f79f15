"""Importing a city's export: its file, its columns, what is odd in it, and only then storing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message

from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import ColumnReading, ColumnRole, Correction
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.services.call_import import import_file, inspect_file
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.path import PathDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.errands import errand
from leaptui.tui.names import city_shown
from leaptui.tui.screens.calls_ledger import LedgerList
from leaptui.tui.screens.import_asks import ask_format, ask_header_row, ask_role, ask_sender, ask_sheet
from leaptui.tui.screens.import_blocks import (
    AnswersBlock,
    ColumnHead,
    DetailBlock,
    ImportBlock,
    QuestionBlock,
    StepBlock,
    StepsBlock,
)
from leaptui.tui.screens.import_panes import Step, column_detail, column_line
from leaptui.tui.screens.import_state import ImportState, at_most_often
from leaptui.tui.screens.import_words import format_of, is_undecided, undecided_with
from leaptui.tui.screens.place import PlaceScreen
from leaptui.tui.text import join, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import Pick, PickList

_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_STEP_SCOPES = {
    Step.FILE: "import_file",
    Step.COLUMNS: "import_columns",
    Step.CONFIRM: "import_confirm",
    Step.STORED: "import_stored",
}
_FOCUS = {Step.COLUMNS: "#columns", Step.CLEAN: "#clean", Step.STORED: "#ledger"}


class ImportScreen(PlaceScreen):
    """Four steps, back and forth; nothing is stored before the last."""

    PLACE: ClassVar[str] = "calls"
    SCOPES: ClassVar[tuple[str, ...]] = (*_STEP_SCOPES.values(), "import")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(*SCOPES)
    DEFAULT_CSS = """
    ImportScreen .step { height: 1fr; display: none; padding: 1 0 0 0; }
    ImportScreen.-short .step { padding: 0 0 0 0; }
    ImportScreen.-step-0 #file, ImportScreen.-step-1 #columns-step, ImportScreen.-step-2 #clean,
    ImportScreen.-step-3 #confirm, ImportScreen.-step-4 #stored { display: block; }
    ImportScreen #list { width: 1fr; }
    ImportScreen.-wide #list { padding: 0 2 0 0; }
    ImportScreen.-wide.-roomy #columns { height: auto; max-height: 60%; }
    ImportScreen #ledger { height: 1fr; }
    ImportScreen #detail { width: 46; border-left: solid $rule; padding: 0 0 0 1; }
    ImportScreen VerticalScroll { scrollbar-size-vertical: 1; }
    """

    class Told(Message):
        """How far the import is."""

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
        self._tell_stored = stored

    def compose_place(self) -> ComposeResult:
        """The steps, and the body of each."""
        yield StepsBlock(self.state)
        with VerticalScroll(id="file", classes="step", can_focus=False):
            yield StepBlock(self.state, Step.FILE)
        with Horizontal(id="columns-step", classes="step"):
            with Vertical(id="list"):
                yield ColumnHead(self.state)
                yield PickList[ColumnReading](self._draw, id="columns", hold=True)
                yield AnswersBlock(self.state)
            with VerticalScroll(id="detail", classes="only-wide", can_focus=False):
                yield DetailBlock(self.state)
        with VerticalScroll(id="clean", classes="step"):
            yield StepBlock(self.state, Step.CLEAN)
        with VerticalScroll(id="confirm", classes="step", can_focus=False):
            yield StepBlock(self.state, Step.CONFIRM)
        with Vertical(id="stored", classes="step"):
            yield StepBlock(self.state, Step.STORED)
            yield LedgerList(id="ledger")

    def compose_foot(self) -> ComposeResult:
        """The questions, always in sight."""
        yield QuestionBlock(self.state)

    def on_mount(self) -> None:
        """Ask for the file at once."""
        super().on_mount()
        self._show()
        self.action_open_file()

    # What is shown.

    @property
    def scopes(self) -> tuple[str, ...]:
        """Those of the step; while something runs one can only leave."""
        step = _STEP_SCOPES.get(self.state.step)
        return (step, "import") if step and not self.state.is_busy else ("import",)

    @property
    def _columns(self) -> PickList[ColumnReading]:
        return self.query_one("#columns", PickList)

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
        allowed = {
            "step_back": state.step > Step.FILE,
            "step_on": state.step < Step.CONFIRM and state.inspection is not None,
            "sheet": state.inspection is not None and len(state.inspection.sheets) > 1,
            "header": state.path is not None,
            "next_question": bool(state.questions),
        }
        return super().check_action(action, parameters) if allowed.get(action, True) else False

    def _show(self) -> None:
        for step in Step:
            self.set_class(step is self.state.step, f"-step-{step.value}")
        self._columns.show([Pick(column.name, column) for column in self.state.columns])
        self._refresh_blocks()
        self.refresh_frame()

    @on(PickList.Highlighted, "#columns")
    def _refresh_blocks(self) -> None:
        """Pane and foot tell of the column under the cursor, the rest of how the import stands."""
        pick = self._columns.pick
        self.query_one(QuestionBlock).display = self.state.step is Step.COLUMNS
        for block in self.query(ImportBlock):
            block.at = pick.key if pick else None
            block.refresh(layout=True)

    def _draw(self, column: ColumnReading, width: int) -> Sequence[Content]:
        return [column_line(column, self.state.columns, width)]

    def _go(self, step: Step) -> None:
        self.state.step = step
        self._show()
        self.set_focus(self.query_one(_FOCUS[step]) if step in _FOCUS else None)

    # Between the steps.

    def action_step_back(self) -> None:
        """To the step before; nothing is lost."""
        self._go(Step(self.state.step - 1))

    def action_step_on(self) -> None:
        """To the next step, over settled questions only."""
        if self.state.step is Step.COLUMNS and self.state.questions:
            self.action_next_question()
            self.notify("Settle the questions first: Enter on the column.", markup=False)
            return
        self._go(Step(self.state.step + 1))

    def action_next_question(self) -> None:
        """To the next column that has to be settled."""
        pick = self._columns.pick
        name = self.state.next_question(pick.key if pick else None)
        self._columns.show([Pick(column.name, column) for column in self.state.columns], at=name)

    def action_leave_import(self) -> None:
        """Stop what is being stored; else leave."""
        if self.state.progress is not None:
            self.state.stop.set()
        else:
            self.dismiss(None)

    # Step 1: the file.

    @errand("file")
    async def action_open_file(self) -> None:
        """Choose the export."""
        path = await self.app.push_screen_wait(
            PathDialog(
                "Which file did the city send?",
                start=self.state.path.parent if self.state.path else Path.home(),
                suffixes=_SUFFIXES,
                unchanged="It is only read; nothing is stored before the last step.",
            )
        )
        if path is not None:
            self.state.choose(path)
            await self._look(Correction())

    async def _look(self, correction: Correction) -> None:
        """Look at the file by a correction; one that leads nowhere changes nothing."""
        state = self.state
        if state.path is None or state.looking:
            return
        state.looking, state.problem = True, None
        self._show()
        try:
            state.inspection = await self.leap.store.aside(inspect_file, state.path, correction)
            state.take(correction)
        except InputRefused as error:
            if state.inspection is not None:
                raise
            state.problem = error
        finally:
            state.looking = False
            self._show()

    @errand("file")
    async def action_header(self) -> None:
        """Say where the header is."""
        line = await ask_header_row(self.leap, self.state.inspection)
        if line is not None:
            await self._look(Correction(sheet=self.state.correction.sheet, header_row=line))

    @errand("file")
    async def action_sheet(self) -> None:
        """Read another sheet."""
        inspection = self.state.inspection
        sheet = await ask_sheet(self.leap, inspection) if inspection is not None else None
        if sheet is not None:
            await self._look(Correction(sheet=sheet))

    # Step 2: the columns.

    @on(PickList.Chosen, "#columns")
    @errand("columns")
    async def action_change_role(self) -> None:
        """Say what a column holds, or how its days are written where that is the question."""
        pick, inspection, held = self._columns.pick, self.state.inspection, self.state.correction
        if pick is None or inspection is None or self.state.is_busy:
            return
        name, roles, formats = pick.key, dict(held.roles), dict(held.time_formats)
        if is_undecided(inspection, pick.value):
            written = await ask_format(self.leap, pick.value, format_of(inspection, name))
            if written is None:
                return
            formats |= dict.fromkeys(undecided_with(inspection, name), written)
        else:
            role = await ask_role(self.leap, inspection, pick.value)
            if role is None:
                return
            roles[name] = ColumnRole(role)
        await self._look(
            Correction(roles=roles, sheet=held.sheet, header_row=held.header_row, time_formats=formats)
        )
        self.state.settled |= {name} | (formats.keys() - held.time_formats.keys())
        self._show()

    @errand("samples")
    async def action_samples(self) -> None:
        """Values of the column and why it is read so."""
        pick, inspection = self._columns.pick, self.state.inspection
        if pick is not None and inspection is not None:
            points = [(Content(" "), line.plain) for line in column_detail(inspection, pick.value, 66)[2:]]
            await self.app.push_screen_wait(TellDialog(pick.value.name, points))

    # Step 4: storing.

    @errand("sender")
    async def action_sender(self) -> None:
        """Note who handed the file over."""
        values = await ask_sender(self.leap, self.state.sender, self.state.received)
        if values is not None:
            self.state.sender, self.state.received = values["sender"].strip(), values["received"].strip()
            self._show()

    @errand("store")
    async def action_store(self) -> None:
        """Import the file, all of it or nothing."""
        state = self.state
        if state.path is None or state.inspection is None or state.is_busy:
            return
        state.stop.clear()
        state.progress = ("reading", 0.0)
        self.leap.stops.append(state.stop.set)
        self._show()
        try:
            state.dataset, _ = await self.leap.change(
                import_file,
                state.engagement,
                state.path,
                inspection=state.inspection,
                sender=state.sender,
                received_on=state.received or None,
                progress=at_most_often(lambda doing, share: self.post_message(self.Told(doing, share))),
                cancelled=state.stop.is_set,
            )
        except InputRefused:
            if not state.stop.is_set():
                raise
            self.notify("Stopped. Nothing was stored.", markup=False)
        finally:
            self.leap.stops.remove(state.stop.set)
            state.progress = None
            self._show()
        if state.dataset is not None:
            self._tell_stored(state.dataset)
            self.query_one(LedgerList).tell(state.dataset)
            self._go(Step.STORED)

    @on(Told)
    def show_progress(self, event: Told) -> None:
        """Draw how far it is."""
        if self.state.progress is not None:
            self.state.progress = (event.doing, event.share)
            self._refresh_blocks()

    def action_rows(self) -> None:
        """Open the rows behind the line under the cursor."""
        self.query_one(LedgerList).action_choose()
