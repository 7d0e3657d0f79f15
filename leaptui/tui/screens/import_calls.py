"""Importing a city's export: its file, its columns, what is odd in it, and only then storing it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message

from leaptui.domain.calls import ColumnReading, ColumnRole, Confidence, Correction, Inspection
from leaptui.domain.errors import InputRefused, LeapError
from leaptui.domain.records import Dataset, Engagement
from leaptui.services.calls import import_file, inspect_file
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.path import PathDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.errands import errand
from leaptui.tui.names import city_shown
from leaptui.tui.screens.calls_ledger import LedgerList
from leaptui.tui.screens.import_asks import (
    ask_format,
    ask_header_row,
    ask_role,
    ask_sender,
    ask_sheet,
    corrected,
)
from leaptui.tui.screens.import_blocks import (
    ColumnHead,
    DetailBlock,
    QuestionBlock,
    StepBlock,
    StepsBlock,
)
from leaptui.tui.screens.import_panes import (
    Step,
    column_detail,
    column_line,
    file_told,
    format_of,
    questions,
    swapped,
)
from leaptui.tui.screens.place import PlaceScreen
from leaptui.tui.text import join, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import Pick, PickList

_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_TELLING = 0.25
"""Seconds between two tellings of how far the import is."""
_DOING = {"reading": "Reading the rows…", "cleaning": "Cleaning…", "storing": "Storing…", "done": "Stored."}


class ImportScreen(PlaceScreen):
    """Four steps, back and forth; nothing is stored before the last."""

    PLACE: ClassVar[str] = "calls"
    SCOPES: ClassVar[tuple[str, ...]] = (
        "import_file",
        "import_columns",
        "import_confirm",
        "import_stored",
        "import",
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(*SCOPES)
    DEFAULT_CSS = """
    ImportScreen #body > .step { height: 1fr; display: none; padding: 1 0 0 0; }
    ImportScreen.-short #body > .step { padding: 0 0 0 0; }
    ImportScreen.-step-0 #file, ImportScreen.-step-1 #columns-step, ImportScreen.-step-2 #clean,
    ImportScreen.-step-3 #confirm, ImportScreen.-step-4 #stored { display: block; }
    ImportScreen #list { width: 1fr; }
    ImportScreen.-wide #list { padding: 0 2 0 0; }
    ImportScreen #columns { margin: 0 0 0 -1; }
    ImportScreen #ledger { margin: 0 0 0 -1; height: 1fr; }
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
        self._engagement, self._tell_stored = engagement, stored
        self._step = Step.FILE
        self._path: Path | None = None
        self._inspection: Inspection | None = None
        self._correction = Correction()
        self._settled: frozenset[str] = frozenset()
        self._problem: LeapError | None = None
        self._sender, self._received = "", ""
        self._dataset: Dataset | None = None
        self._looking = False
        self._told: tuple[str, float] | None = None
        self._stop = threading.Event()

    def compose_place(self) -> ComposeResult:
        """The steps, and the body of each."""
        yield StepsBlock()
        with VerticalScroll(id="file", classes="step", can_focus=False):
            yield StepBlock(Step.FILE)
        with Horizontal(id="columns-step", classes="step"):
            with Vertical(id="list"):
                yield ColumnHead()
                yield PickList[ColumnReading](self._draw, id="columns")
            with VerticalScroll(id="detail", classes="only-wide", can_focus=False):
                yield DetailBlock()
        with VerticalScroll(id="clean", classes="step"):
            yield StepBlock(Step.CLEAN)
        with VerticalScroll(id="confirm", classes="step", can_focus=False):
            yield StepBlock(Step.CONFIRM)
        with Vertical(id="stored", classes="step"):
            yield StepBlock(Step.STORED)
            yield LedgerList(id="ledger")

    def compose_foot(self) -> ComposeResult:
        """The questions, always in sight."""
        yield QuestionBlock()

    def on_mount(self) -> None:
        """Ask for the file at once."""
        super().on_mount()
        self._show()
        self.action_open_file()

    # What is shown.

    @property
    def scopes(self) -> tuple[str, ...]:
        """Those of the step."""
        if self._is_busy:
            return ("import",)
        step = {
            Step.FILE: ("import_file",),
            Step.COLUMNS: ("import_columns",),
            Step.CONFIRM: ("import_confirm",),
            Step.STORED: ("import_stored",),
        }
        return (*step.get(self._step, ()), "import")

    @property
    def _is_busy(self) -> bool:
        return self._looking or self._told is not None

    @property
    def _columns(self) -> PickList[ColumnReading]:
        return self.query_one("#columns", PickList)

    def saved(self) -> Content:
        """Nothing is stored before the last step."""
        if self._dataset is not None:
            return self.leap.saved
        return join(plain("○", "$text-muted"), plain(" nothing stored yet", "$text-muted"))

    def tell_context(self, bar: ContextBar) -> None:
        """City and file."""
        name = self._path.name if self._path else ""
        bar.show(city_shown(self._engagement.name), ["import", name], saved=self.saved())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the step and the file allow."""
        if action == "step" and (self._is_busy or self._step is Step.STORED):
            return False
        if action == "sheet" and (self._inspection is None or len(self._inspection.sheets) < 2):
            return False
        if action == "header" and self._path is None:
            return False
        if action == "next_question" and not self._questions:
            return False
        return super().check_action(action, parameters)

    @property
    def _questions(self) -> list[tuple[str, str]]:
        return questions(self._inspection, self._settled) if self._inspection else []

    def _show(self) -> None:
        for step in Step:
            self.set_class(step is self._step, f"-step-{step.value}")
        inspection = self._inspection
        self.query_one(StepsBlock).tell(self._step, file_told(inspection) if inspection else "")
        for block in self.query(StepBlock):
            block.tell(
                inspection,
                engagement=self._engagement,
                problem=self._problem,
                sender=self._sender,
                received=self._received,
                working=self._working(),
                dataset=self._dataset,
            )
        if inspection is not None:
            columns = self._shown_columns
            self.query_one(ColumnHead).tell(columns)
            self._columns.show([Pick(column.name, column) for column in columns])
        self._show_column()
        self.refresh_frame()

    @property
    def _shown_columns(self) -> Sequence[ColumnReading]:
        """The columns as they are read, those a person settled without a mark of doubt."""
        if self._inspection is None:
            return ()
        return [
            corrected(column)
            if column.name in self._settled and column.confidence is Confidence.ASK
            else column
            for column in self._inspection.columns
        ]

    def _working(self) -> tuple[str, float | None] | None:
        if self._looking and self._path is not None:
            return f"Looking at {self._path.name}…", None
        if self._told is not None:
            return _DOING.get(self._told[0], self._told[0]), self._told[1]
        return None

    def _show_column(self) -> None:
        pick, inspection = self._columns.pick, self._inspection
        is_here = self._step is Step.COLUMNS and inspection is not None and pick is not None
        foot = self.query_one(QuestionBlock)
        foot.display = is_here
        if inspection is not None and pick is not None:
            at = [column.name for column in inspection.columns].index(pick.key)
            foot.tell(inspection, self._settled, at)
            self.query_one(DetailBlock).tell(inspection, pick.value)

    def _draw(self, column: ColumnReading, width: int) -> Sequence[Content]:
        return [column_line(column, self._shown_columns, width)]

    @on(PickList.Highlighted, "#columns")
    def follow_cursor(self) -> None:
        """The pane and the foot tell of the column under the cursor."""
        self._show_column()

    def _go(self, step: Step) -> None:
        self._step = step
        self._show()
        focus = {Step.COLUMNS: "#columns", Step.CLEAN: "#clean", Step.STORED: "#ledger"}.get(step)
        self.set_focus(self.query_one(focus) if focus else None)

    # Between the steps.

    def action_step(self, by: int) -> None:
        """To the step before or after; forward only over settled questions."""
        wanted = self._step + by
        if not Step.FILE <= wanted <= Step.CONFIRM or (by > 0 and self._inspection is None):
            return
        if by > 0 and self._step is Step.COLUMNS and self._questions:
            self.action_next_question()
            self.notify("Settle the questions first: Enter on the column.", markup=False)
            return
        self._go(Step(wanted))

    def action_next_question(self) -> None:
        """To the next column that has to be settled, round again after the last."""
        names = [column.name for column in self._shown_columns]
        asking = [names.index(name) for name, _ in self._questions]
        pick = self._columns.pick
        at = names.index(pick.key) if pick else -1
        after = next((index for index in asking if index > at), asking[0] if asking else None)
        if after is not None:
            self._columns.show([Pick(each.name, each) for each in self._shown_columns], at=names[after])

    @errand("leave")
    async def action_leave_import(self) -> None:
        """Stop what runs; else leave."""
        if self._told is not None:
            self._stop.set()
        else:
            self.dismiss(None)

    # Step 1: the file.

    @errand("file")
    async def action_open_file(self) -> None:
        """Choose the export."""
        start = self._path.parent if self._path else Path.home()
        path = await self.app.push_screen_wait(
            PathDialog(
                "Which file did the city send?",
                start=start,
                suffixes=_SUFFIXES,
                unchanged="It is only read; nothing is stored before the last step.",
            )
        )
        if path is not None:
            self._path, self._inspection, self._settled = path, None, frozenset()
            await self._look(Correction())

    async def _look(self, correction: Correction) -> None:
        """Look at the file by a correction; one that leads nowhere changes nothing."""
        if self._path is None:
            return
        self._looking, self._problem = True, None
        self._show()
        try:
            self._inspection = await self.leap.store.aside(inspect_file, self._path, correction)
            self._correction = correction
        except InputRefused as error:
            if self._inspection is not None:
                raise
            self._problem = error
        finally:
            self._looking = False
            self._show()

    @errand("file")
    async def action_header(self) -> None:
        """Say where the header is."""
        row = await ask_header_row(self.leap, self._inspection)
        if row is not None:
            await self._look(Correction(sheet=self._correction.sheet, header_row=row))

    @errand("file")
    async def action_sheet(self) -> None:
        """Read another sheet."""
        sheet = await ask_sheet(self.leap, self._inspection) if self._inspection else None
        if sheet is not None:
            await self._look(Correction(sheet=sheet))

    # Step 2: the columns.

    @on(PickList.Chosen, "#columns")
    @errand("columns")
    async def action_change_role(self) -> None:
        """Say what a column holds, or how its days are written where that is the question."""
        pick, inspection = self._columns.pick, self._inspection
        if pick is None or inspection is None:
            return
        column, correction = pick.value, self._correction
        written = format_of(inspection, column.name)
        asks = (
            column.confidence is Confidence.ASK
            and swapped(written)
            and "could be" in str(inspection.problems)
        )
        if asks:
            chosen = await ask_format(self.leap, column, written)
            if chosen is None:
                return
            formats = {**correction.time_formats, column.name: chosen}
            roles = correction.roles
        else:
            role = await ask_role(self.leap, inspection, column)
            if role is None:
                return
            formats, roles = correction.time_formats, {**correction.roles, column.name: ColumnRole(role)}
        await self._look(
            Correction(
                roles=roles, sheet=correction.sheet, header_row=correction.header_row, time_formats=formats
            )
        )
        self._settled |= {column.name}
        self._show()

    @errand("samples")
    async def action_samples(self) -> None:
        """Values of the column and why it is read so."""
        pick, inspection = self._columns.pick, self._inspection
        if pick is not None and inspection is not None:
            lines = column_detail(inspection, pick.value, 66)[2:]
            points = [(Content(" "), line.plain) for line in lines]
            await self.app.push_screen_wait(TellDialog(pick.value.name, points))

    # Step 4: storing.

    @errand("sender")
    async def action_sender(self) -> None:
        """Note who handed the file over."""
        values = await ask_sender(self.leap, self._sender, self._received)
        if values is not None:
            self._sender, self._received = values["sender"].strip(), values["received"].strip()
            self._show()

    @errand("store")
    async def action_store(self) -> None:
        """Import the file, all of it or nothing."""
        if self._path is None or self._inspection is None or self._told is not None:
            return
        self._stop.clear()
        self._told = ("reading", 0.0)
        self.leap.keepers.append(self._end)
        self._show()
        try:
            dataset, _ = await self.leap.change(
                import_file,
                self._engagement,
                self._path,
                inspection=self._inspection,
                sender=self._sender,
                received_on=self._received or None,
                progress=self._teller(),
                cancelled=self._stop.is_set,
            )
        except InputRefused:
            if not self._stop.is_set():
                raise
            self.notify("Stopped. Nothing was stored.", markup=False)
        else:
            self._dataset = dataset
            self._tell_stored(dataset)
        finally:
            self.leap.keepers.remove(self._end)
            self._told = None
            self._show()
        if self._dataset is not None:
            self.query_one(LedgerList).tell(self._dataset)
            self._go(Step.STORED)

    async def _end(self) -> None:
        """Leaving the app stops the import; nothing of it is stored."""
        self._stop.set()

    def _teller(self) -> Callable[[str, float], None]:
        """What the store's thread calls: tells the screen four times a second at most."""
        last, doing = 0.0, ""

        def tell(step: str, share: float) -> None:
            nonlocal last, doing
            now = time.monotonic()
            if now - last >= _TELLING or (step != doing and share >= 1.0):
                last, doing = now, step
                self.post_message(self.Told(step, share))

        return tell

    @on(Told)
    def show_progress(self, event: Told) -> None:
        """Draw how far it is."""
        if self._told is not None:
            self._told = (event.doing, event.share)
            self.query_one("#confirm StepBlock", StepBlock).work(self._working())

    def action_rows(self) -> None:
        """Open the rows behind the line under the cursor."""
        self.query_one(LedgerList).action_choose()
