"""Importing calls, by keyboard, on a real store with made-up files."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import ColumnReading, ColumnRole
from leaptui.services.engagements import find_engagement
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.ask import ErrorDialog
from leaptui.tui.dialogs.choose import ChooseDialog
from leaptui.tui.dialogs.path import PathDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.screens.calls import CallsScreen
from leaptui.tui.screens.calls_ledger import LedgerList, RowsDialog
from leaptui.tui.screens.import_blocks import QuestionBlock, StepBlock
from leaptui.tui.screens.import_calls import ImportScreen
from leaptui.tui.screens.import_panes import (
    Step,
)
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import PickList

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]

FENWICK = "fenwick-nc"
"""A made-up city without calls."""


async def open_import(app: LeapApp, pilot: Pilot[None], settled: Settle, file: Path) -> ImportScreen:
    """The import of a file, looked at."""
    await settled(pilot)
    app.open_city(await app.ask(find_engagement, FENWICK), "calls")
    await settled(pilot)
    await pilot.press("i")
    await settled(pilot)
    assert isinstance(app.screen, PathDialog)
    app.screen.query_one(Input).value = str(file)
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)
    assert isinstance(app.screen, ImportScreen)
    return app.screen


def step_of(screen: ImportScreen) -> Step:
    return screen.state.step


def body(screen: ImportScreen, step: Step, width: int = 78) -> str:
    block = next(each for each in screen.query(StepBlock) if each._step is step)
    return "\n".join(line.plain for line in block.lines(width))


def foot(screen: ImportScreen) -> str:
    return "\n".join(line.plain for line in screen.query_one(QuestionBlock).lines(78))


def context(app: LeapApp) -> str:
    return app.screen.query_one(ContextBar).lines(120)[0].plain.rstrip()


async def datasets_of(app: LeapApp) -> list[Dataset]:
    return await app.ask(lambda workspace: workspace.store.all(Dataset))


async def test_from_file_to_ledger_by_keyboard_alone(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "day_or_month.csv")
        told = body(screen, Step.FILE)
        assert "UTF-8" in told
        assert "comma" in told
        assert "Rows              120" in told
        assert context(app).endswith("○ nothing stored yet")
        await pilot.press("right")
        await settled(pilot)
        assert step_of(screen) is Step.COLUMNS
        assert foot(screen).startswith("▲ 4 questions before the next step")
        await pilot.press("right")
        await settled(pilot)
        assert step_of(screen) is Step.COLUMNS, "questions come first"
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ChooseDialog)
        await pilot.press("down", "enter")
        await settled(pilot)
        formats = (
            {each.column: each.format for each in screen.state.inspection.times}
            if screen.state.inspection
            else {}
        )
        assert set(formats.values()) == {"%d/%m/%Y %H:%M"}, "one answer holds for all columns written so"
        assert foot(screen).startswith("✓ No open question")
        await pilot.press("right")
        await settled(pilot)
        assert "dd/mm/yyyy hh:mm" in body(screen, Step.CLEAN)
        assert "– outcome today" in body(screen, Step.CLEAN)
        await pilot.press("right")
        await settled(pilot)
        assert "Fenwick NC, times in America/New_York" in body(screen, Step.CONFIRM)
        assert await datasets_of(app) == []
        await pilot.press("enter")
        await settled(pilot)
        assert step_of(screen) is Step.STORED
        assert context(app).endswith("✓ saved 14:02:11")
        (stored,) = await datasets_of(app)
        lines = [pick.value for pick in screen.query_one(LedgerList).picks]
        assert stored.rows_in == 120 == stored.rows_used + sum(line.rows for line in lines)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, RowsDialog)
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert isinstance(app.screen, CallsScreen)
        assert app.screen._picture is not None
        assert app.screen._picture.dataset.id == stored.id
        names = [line.type for line in app.screen._picture.summary.by_type]
        assert "[/] [b]FIRE[/b] ALARM $primary" in names, "brackets in a type are words"


async def test_escape_before_the_end_stores_nothing(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "seattle_layout.csv")
        await pilot.press("right", "right", "right")
        await settled(pilot)
        assert step_of(screen) is Step.CONFIRM
        await pilot.press("left", "left", "left")
        await settled(pilot)
        assert step_of(screen) is Step.FILE
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, CallsScreen)
        assert await datasets_of(app) == []
        assert app.screen.has_class("-none")


async def test_a_corrected_role_is_looked_at_again(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "seattle_layout.csv")
        await pilot.press("right")
        await settled(pilot)
        assert screen.state.inspection is not None
        final = screen.state.inspection.column_with(ColumnRole.TYPE_FINAL)
        assert final is not None
        columns: PickList[ColumnReading] = screen.query_one("#columns", PickList)
        columns.show(columns._entries, at=final.name)
        await pilot.press("s")
        await settled(pilot)
        assert isinstance(app.screen, TellDialog)
        await pilot.press("escape", "enter")
        await settled(pilot)
        assert isinstance(app.screen, ChooseDialog)
        await pilot.press("end", "enter")
        await settled(pilot)
        assert screen.state.inspection.column_with(ColumnRole.TYPE_FINAL) is None
        assert columns.pick is not None
        assert (columns.pick.key, columns.pick.value.role) == (final.name, ColumnRole.IGNORED)


async def test_a_correction_that_leaves_no_time_is_refused_and_changes_nothing(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "seattle_layout.csv")
        await pilot.press("right")
        await settled(pilot)
        before = screen.state.inspection
        assert before is not None
        received = before.column_with(ColumnRole.RECEIVED)
        assert received is not None
        columns: PickList[ColumnReading] = screen.query_one("#columns", PickList)
        columns.show(columns._entries, at=received.name)
        await pilot.press("enter", "end", "enter")
        await settled(pilot)
        assert isinstance(app.screen, ErrorDialog)
        assert "time of a call" in app.screen.question
        await pilot.press("enter")
        await settled(pilot)
        assert screen.state.inspection is before
        assert screen.state.correction.roles == {}


async def test_a_file_without_times_is_told_and_another_can_be_chosen(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "no_time.csv")
        assert body(screen, Step.FILE).startswith("✕ no_time.csv has no column with the time of a call.")
        await pilot.press("right")
        await settled(pilot)
        assert step_of(screen) is Step.FILE
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, PathDialog)
        app.screen.query_one(Input).value = str(fixtures / "calls" / "reno_layout.xlsx")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "Sheet" in body(screen, Step.FILE)
        assert screen.state.problem is None


async def test_a_stopped_import_leaves_nothing_behind(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "seattle_layout.csv")
        await pilot.press("right", "right", "right")
        await settled(pilot)
        gate = threading.Event()
        # Something else keeps the store's thread, so that the import is under way until it is stopped.
        busy = asyncio.ensure_future(app.store.prepare(gate.wait, 30))
        await pilot.press("enter")
        await pilot.pause()
        assert screen.state.progress is not None
        assert "Esc stops it" in body(screen, Step.CONFIRM)
        assert [command.action for command in screen.commands()] == ["leave_import"]
        await pilot.press("escape")
        await pilot.pause()
        gate.set()
        assert await busy
        await settled(pilot)
        assert app.screen is screen
        assert step_of(screen) is Step.CONFIRM
        assert await datasets_of(app) == []
        assert list((app.home / "datasets").glob("*")) == []
        await pilot.press("enter")
        await settled(pilot)
        assert step_of(screen) is Step.STORED, "and it can be done after all"
        assert len(await datasets_of(app)) == 1


async def test_an_import_stays_where_it_was_when_one_looks_elsewhere(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "seattle_layout.csv")
        await pilot.press("right", "1")
        await settled(pilot)
        assert app.current_mode == "portfolio"
        await pilot.press("4")
        await settled(pilot)
        assert app.screen is screen
        assert step_of(screen) is Step.COLUMNS


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)])
async def test_every_step_fits(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path, size: tuple[int, int]
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=size) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "nashville_layout.csv")
        await pilot.press("right")
        await settled(pilot)
        columns = screen.query_one("#columns")
        assert columns.region.right <= size[0]
        assert columns.size.height >= 8
        assert screen.query_one("#detail").display is (size[0] >= 136)
        assert screen.query_one(QuestionBlock).region.bottom == size[1] - 1
        await pilot.press("right", "down", "right")
        await settled(pilot)
        assert step_of(screen) is Step.CONFIRM
