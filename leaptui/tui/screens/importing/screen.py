"""Importing a city's export: what a person chooses at each step, and storing it at the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.content import Content

from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import Correction, SetAside
from leaptui.domain.errors import InputRefused
from leaptui.domain.inspection import Question, QuestionKind
from leaptui.services.calls.data_requests import data_requests, link_request
from leaptui.services.calls.importing import import_file, read_code_book
from leaptui.services.calls.ledger import ledger_of
from leaptui.services.calls.recipes import look_at_further
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.errands import errand
from leaptui.tui.pasted_paths import pasted_paths
from leaptui.tui.screens.calls.ledger import LedgerList
from leaptui.tui.screens.importing.asks import (
    ask_answer,
    ask_code_book,
    ask_file,
    ask_how_written,
    ask_role,
    ask_written,
)
from leaptui.tui.screens.importing.fix import write_sheet_to_fix
from leaptui.tui.screens.importing.panes import column_detail, overview_lines
from leaptui.tui.screens.importing.recipe import read_as_before, recipe_chosen
from leaptui.tui.screens.importing.rows import GO_ON
from leaptui.tui.screens.importing.rule_asks import ask_request, ask_rule, ask_sender
from leaptui.tui.screens.importing.state import Step
from leaptui.tui.screens.importing.steps import STEP_SCOPES, ImportSteps
from leaptui.tui.screens.importing.words import asked_with, format_of, key_of, may_hold_times
from leaptui.tui.widgets.pick_list import PickList


class ImportScreen(ImportSteps):
    """From the file the city sent to its ledger."""

    SCOPES: ClassVar[tuple[str, ...]] = (*STEP_SCOPES.values(), "import")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(*SCOPES)

    def on_mount(self) -> None:
        """Ask for the file at once."""
        self.action_open_file()

    @on(PickList.Chosen, "StepList")
    def take_row(self, event: PickList.Chosen) -> None:
        """Enter on a row: go on, or change what it says."""
        event.stop()
        if self.state.is_busy:
            return
        if event.pick.key == GO_ON:
            self.action_step_on()
        elif self.state.step is Step.COLUMNS:
            self.action_change_role()
        else:
            self.change_setting(event.pick.key)

    def action_take(self) -> None:
        """Do what Enter does on the row under the cursor."""
        self.rows_of(self.state.step).action_choose()

    # Step 1: the file.

    @errand("file")
    async def action_open_file(self) -> None:
        """Choose the export."""
        path = await ask_file(self.leap, self._folder)
        if path is not None:
            await self._begin(path)

    @errand("file")
    async def action_another_file(self) -> None:
        """Choose a file of the same layout that comes behind it."""
        path = await ask_file(self.leap, self._folder, further=True)
        if path is not None:
            await self._append(path)

    async def _append(self, path: Path) -> None:
        state = self.state
        if state.inspection is None or path in (state.path, *(each.path for each in state.further)):
            return
        state.looking = True
        try:
            with self.stoppable():
                stopped = state.stop.is_set
                added = await self.leap.store.aside(look_at_further, path, state.inspection, stopped)
        except InputRefused:
            if not state.stop.is_set():
                raise
            return
        finally:
            state.looking = False
            self.show_state()
        state.further = (*state.further, added)
        self.show_state()

    @property
    def _folder(self) -> Path:
        return self.state.path.parent if self.state.path else Path.home()

    @on(events.Paste)
    @errand("file")
    async def take_dropped(self, event: events.Paste) -> None:
        """A file dropped on the first step is taken at once, several behind one another."""
        paths = pasted_paths(event.text)
        if paths and self.state.step is Step.FILE and not self.state.is_busy:
            await self._begin(paths[0], paths[1:])

    async def _begin(self, path: Path, further: Sequence[Path] = ()) -> None:
        """Look at a file, the first or another, and read it as the city's last one was read."""
        state = self.state
        state.begin(path)
        if await self.look(state.correction):
            await read_as_before(self)
            for each in further:
                await self._append(each)
            self.go(Step.FILE)

    @errand("file")
    async def change_setting(self, key: str) -> None:
        """Change what a row of the first or third step says."""
        state = self.state
        if key == "file":
            self.action_open_file()
        elif key.startswith("further "):
            left_out = int(key.removeprefix("further "))
            state.further = tuple(each for place, each in enumerate(state.further) if place != left_out)
            self.show_state()
        elif key == "recipe":
            self.action_recipe()
        elif key in {"from", "label"}:
            self.action_sender()
        elif key == "request":
            self.action_request()
        elif state.step is Step.FILE:
            chosen = await ask_how_written(self.leap, key, state.inspection, state.correction)
            if chosen is not None:
                await self.look(chosen)
        else:
            chosen = await ask_rule(self.leap, key, state.correction)
            if chosen is not None:
                state.correction = chosen
                self.show_state()

    def action_header(self) -> None:
        """Say where the header is."""
        self.change_setting("header")

    def action_sheet(self) -> None:
        """Read another sheet."""
        self.change_setting("sheet")

    # Step 2: the columns.

    @errand("columns")
    async def action_change_role(self) -> None:
        """Say what a column holds, or answer what is asked about it."""
        column, found, state = self.column, self.state.inspection, self.state
        if column is None or found is None or state.is_busy:
            return
        asked = next(
            (each.question for each in state.questions if each.question and each.column == column.name), None
        )
        if asked is not None:
            answer = await ask_answer(self.leap, asked, column.samples)
            if answer is not None:
                await self._answer(asked, answer)
            return
        role = await ask_role(self.leap, found, column)
        if role is not None:
            roles = state.correction.roles | {column.name: role}
            await self._settle(replace(state.correction, roles=roles), column.name)

    async def _answer(self, question: Question, answer: str) -> None:
        """Read the file by an answer; one holds for all columns written alike."""
        found, chosen = self.state.inspection, self.state.correction
        if found is None:
            return
        alike = asked_with(found, question)
        if question.kind is QuestionKind.DAY_MONTH:
            formats = chosen.time_formats | {each.column: answer for each in alike}
            chosen = replace(chosen, time_formats=formats)
        else:
            answers = chosen.answers | {key_of(question): answer}
            chosen = replace(chosen, times_are_utc=answer == QuestionKind.UTC, answers=answers)
        await self._settle(chosen, *(key_of(each) for each in alike))

    async def _settle(self, chosen: Correction, *settled: str) -> None:
        if await self.look(chosen):
            self.state.settled |= set(settled)
            self.action_next_question()

    @errand("columns")
    async def action_written(self) -> None:
        """Say how the times of a column are written."""
        column, found, chosen = self.column, self.state.inspection, self.state.correction
        if column is None or found is None:
            return
        if not may_hold_times(found, column):
            told = f"{column.name} is read as {column.role.label}: Enter says that it holds times."
            self.notify(told, markup=False)
            return
        written = await ask_written(self.leap, column, format_of(found, column.name))
        if written:
            formats = chosen.time_formats | {column.name: written}
            await self._settle(replace(chosen, time_formats=formats), column.name)

    @errand("samples")
    async def action_samples(self) -> None:
        """Values of the column and why it is read so; from the first row, all that was understood."""
        column, found = self.column, self.state.inspection
        if found is None:
            return
        if column is None:
            title, lines = found.file, overview_lines(found, 66)
        else:
            title = column.name
            lines = column_detail(found, column, self.state.correction.code_books, 66)[2:]
        points = [(Content(" "), line.plain) for line in lines]
        await self.app.push_screen_wait(TellDialog(title, points))

    @errand("columns")
    async def action_code_book(self) -> None:
        """Read the codes of the column under the cursor by a file that says what they mean."""
        column, state = self.column, self.state
        if column is None or state.path is None:
            return
        path = await ask_code_book(self.leap, self._folder, column)
        if path is not None:
            book = await self.leap.store.aside(read_code_book, path, column.role)
            others = [each for each in state.correction.code_books if each.role is not column.role]
            state.correction = replace(state.correction, code_books=(*others, book))
            self.notify(f"{book.file}: {len(book.entries):,} codes for {column.name}.", markup=False)
            self.show_state()

    @errand("columns")
    async def action_clock(self) -> None:
        """Say by which clock the times are written."""
        chosen = await ask_rule(self.leap, "utc", self.state.correction)
        if chosen is not None:
            await self.look(chosen)

    # Step 3: where it is from, and how it was read before.

    @errand("sender")
    async def action_sender(self) -> None:
        """Note who handed the file over, when, and what it is called."""
        notes = await ask_sender(self.leap, self.state.notes)
        if notes is not None:
            self.state.notes = notes
            self.show_state()

    @errand("sender")
    async def action_request(self) -> None:
        """Say which data request the file answers."""
        state = self.state
        known = await self.leap.ask(data_requests, state.engagement)
        if not known:
            self.notify(
                "No data was asked for in this city yet: R at the calls begins a request.", markup=False
            )
            return
        notes = await ask_request(self.leap, state.notes, known)
        if notes is not None:
            state.notes = notes
            self.show_state()

    @errand("recipe")
    async def action_recipe(self) -> None:
        """Save how the file is read, or read it as another was."""
        await recipe_chosen(self)

    # Step 4: storing.

    @errand("store")
    async def action_store(self) -> None:
        """Import the file, all of it or nothing."""
        state = self.state
        if state.path is None or state.inspection is None or state.is_busy:
            return
        state.progress = ("reading", 0.0)
        try:
            with self.stoppable():
                state.dataset, _ = await self.leap.change(
                    import_file,
                    state.engagement,
                    state.path,
                    further=[each.path for each in state.further],
                    correction=state.correction,
                    inspection=state.inspection,
                    sender=state.notes.sender,
                    received_on=state.notes.received or None,
                    label=state.notes.label,
                    progress=self.telling(),
                    cancelled=state.stop.is_set,
                )
        except InputRefused:
            if not state.stop.is_set():
                raise
            self.notify("Stopped. Nothing was stored.", markup=False)
        finally:
            state.progress = None
            self.show_state()
        if state.dataset is not None:
            state.dataset = await self._noted(state.dataset)
            lines = ledger_of(state.dataset).set_aside
            state.unreadable = sum(line.rows for line in lines if line.reason is SetAside.UNREADABLE)
            self.tell_stored(state.dataset)
            self.query_one(LedgerList).tell(state.dataset)
            self.go(Step.STORED)

    async def _noted(self, dataset: Dataset) -> Dataset:
        """The dataset, beside the request it answers."""
        notes = self.state.notes
        if notes.request is None:
            return dataset
        return await self.leap.change(link_request, dataset, notes.request)

    def action_rows(self) -> None:
        """Open the rows behind the line under the cursor."""
        self.query_one(LedgerList).action_choose()

    @errand("fix")
    async def action_please_fix(self) -> None:
        """Write the rows that could not be read as a sheet for the city to mend."""
        state = self.state
        if state.dataset is not None and state.path is not None:
            files = [state.path, *(each.path for each in state.further)]
            await write_sheet_to_fix(self.leap, state.dataset, files)
