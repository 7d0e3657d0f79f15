"""Importing calls, by keyboard, on a real store with made-up files."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import ColumnRole
from leaptui.services.city.engagements import find_engagement
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.ask import AskDialog
from leaptui.tui.dialogs.choose import ChooseDialog
from leaptui.tui.dialogs.path import PathDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.screens.calls.calls import CallsScreen
from leaptui.tui.screens.calls.ledger import LedgerList
from leaptui.tui.screens.importing.blocks import (
    DifferencesBlock,
    ImportBlock,
    QuestionBlock,
    RawBlock,
    StepsBlock,
    StoreBlock,
    StoredBlock,
)
from leaptui.tui.screens.importing.role import RoleDialog
from leaptui.tui.screens.importing.rows import GO_ON, Setting
from leaptui.tui.screens.importing.screen import ImportScreen
from leaptui.tui.screens.importing.state import Step
from leaptui.tui.widgets.bars import ContextBar

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]

FENWICK = "fenwick-nc"
"""A made-up city without calls."""


async def open_import(app: LeapApp, pilot: Pilot[None], settled: Settle, file: Path) -> ImportScreen:
    """The import of a file, looked at."""
    await settled(pilot)
    app.open_city(await app.ask(find_engagement, FENWICK), "calls")
    await settled(pilot)
    return await import_file(app, pilot, settled, file)


async def import_file(app: LeapApp, pilot: Pilot[None], settled: Settle, file: Path) -> ImportScreen:
    await pilot.press("i")
    await settled(pilot)
    assert isinstance(app.screen, PathDialog)
    app.screen.query_one(Input).value = str(file)
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)
    assert isinstance(app.screen, ImportScreen)
    return app.screen


async def press(pilot: Pilot[None], settled: Settle, *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


def words(screen: ImportScreen, block: type[ImportBlock], width: int = 78) -> str:
    return "\n".join(line.plain for line in screen.query_one(block).lines(width))


def sentence(screen: ImportScreen) -> str:
    return words(screen, StepsBlock, 200).split("\n")[1]


def step_of(screen: ImportScreen) -> Step:
    return screen.state.step


def setting(screen: ImportScreen, key: str) -> str:
    rows = screen.rows_of(screen.state.step).picks
    value = next(each.value for each in rows if each.key == key)
    assert isinstance(value, Setting)
    return value.value


def at(screen: ImportScreen) -> str:
    pick = screen.rows_of(screen.state.step).pick
    assert pick is not None
    return pick.key


def go_to(screen: ImportScreen, key: str) -> None:
    rows = screen.rows_of(screen.state.step)
    rows.show(rows._entries, at=key)


def context(app: LeapApp) -> str:
    return app.screen.query_one(ContextBar).lines(120)[0].plain.rstrip()


async def datasets_of(app: LeapApp) -> list[Dataset]:
    return await app.ask(lambda workspace: workspace.store.all(Dataset))


async def test_an_ordinary_file_is_five_times_enter_from_its_ledger(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "seattle_layout.csv")
        assert sentence(screen) == "A comma-separated text in UTF-8, names in line 1, 100 rows of 13 columns."
        assert "CAD Event Number,Event Clearance" in words(screen, RawBlock)
        assert context(app).endswith("○ nothing stored yet")
        await press(pilot, settled, "enter")
        assert step_of(screen) is Step.COLUMNS
        assert sentence(screen).startswith("A call came in at Original Time Queued; its type is Initial Call")
        await press(pilot, settled, "enter")
        assert step_of(screen) is Step.RULES
        assert sentence(screen).startswith("Places to the hundred block, no free text, an incident counted")
        await press(pilot, settled, "enter")
        assert step_of(screen) is Step.STORE
        assert sentence(screen) == "100 rows would be read and 9 of 13 columns kept."
        told = words(screen, StoreBlock)
        assert "Fenwick NC, times in America/New_York" in told
        assert "Precinct, Sector, Blurred_Longitude" in told.partition("What leaves no trace")[2]
        assert await datasets_of(app) == []
        await press(pilot, settled, "enter")
        assert step_of(screen) is Step.STORED, "Enter in the dialog and four behind it"
        assert context(app).endswith("✓ saved 14:02:11")
        (stored,) = await datasets_of(app)
        lines = [pick.value for pick in screen.query_one(LedgerList).picks]
        assert stored.rows_in == 100 == stored.rows_used + sum(line.rows for line in lines)
        await press(pilot, settled, "escape")
        assert isinstance(app.screen, CallsScreen), "nothing chosen by hand, nothing to lose"
        assert app.screen._picture is not None
        assert app.screen._picture.dataset.id == stored.id

        screen = await import_file(app, pilot, settled, fixtures / "calls" / "seattle_layout.csv")
        assert screen.state.past is not None
        assert setting(screen, "recipe") == "read as seattle_layout.csv"
        assert words(screen, DifferencesBlock).strip() == "✓ Nothing is different from seattle_layout.csv."
        assert {column.reason for column in screen.state.columns} == {"as in seattle_layout.csv"}
        go_to(screen, "recipe")
        await press(pilot, settled, "enter")
        assert isinstance(app.screen, ChooseDialog)
        await press(pilot, settled, "end", "enter")
        assert screen.state.past is None, "and as it is found, if she would rather"
        assert setting(screen, "recipe") == "none"


async def test_questions_come_first_and_what_was_chosen_is_not_lost_unasked(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "day_or_month.csv")
        await press(pilot, settled, "enter")
        assert words(screen, QuestionBlock).startswith("▲ 4 questions before the next step")
        assert at(screen) == "column Call Time", "the cursor begins on the first question"
        await press(pilot, settled, "right")
        assert step_of(screen) is Step.COLUMNS, "questions come first"
        go_to(screen, "column Call Time")
        await press(pilot, settled, "enter")
        assert isinstance(app.screen, ChooseDialog)
        await press(pilot, settled, "down", "enter")
        assert screen.state.inspection is not None
        formats = {each.column: each.format for each in screen.state.inspection.times}
        assert set(formats.values()) == {"%d/%m/%Y %H:%M"}, "one answer holds for all columns written so"
        assert words(screen, QuestionBlock).startswith("✓ No open question")
        assert at(screen) == GO_ON
        await press(pilot, settled, "left", "h")
        app.screen.query_one(Input).value = "2"
        await press(pilot, settled, "enter")
        assert "Call Time" not in {column.name for column in screen.state.columns}
        assert screen.state.correction.time_formats == {}, "choices of columns that are gone fall away"
        go_to(screen, "header")
        await press(pilot, settled, "enter")
        app.screen.query_one(Input).value = "1"
        await press(pilot, settled, "enter", "escape")
        assert isinstance(app.screen, AskDialog)
        await press(pilot, settled, "escape")
        assert screen.is_current
        await press(pilot, settled, "escape", "enter")
        assert isinstance(app.screen, CallsScreen)
        assert await datasets_of(app) == []


async def test_a_file_without_a_column_of_times_can_be_told_which_it_is(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path, tmp_path: Path
) -> None:
    odd = tmp_path / "odd names.csv"
    lines = (fixtures / "calls" / "day_or_month.csv").read_text("utf-8").splitlines()
    rows = [line.split(",") for line in lines[1:]]
    odd.write_text("\n".join(["a,b,c", *(f"{each[0]},{each[5]},{each[7]}" for each in rows)]), "utf-8")
    app = app_on(filled_home)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "no_time.csv")
        await press(pilot, settled, "enter")
        assert "No column says when a call came in" in words(screen, QuestionBlock)
        assert at(screen) == GO_ON
        await press(pilot, settled, "enter")
        assert step_of(screen) is Step.COLUMNS
        go_to(screen, "column Nature")
        await press(pilot, settled, "s")
        assert isinstance(app.screen, TellDialog)
        await press(pilot, settled, "escape", "enter")
        assert isinstance(app.screen, RoleDialog)
        await press(pilot, settled, "r", "e", "c", "enter")
        assert [each.role for each in screen.state.columns][1] is ColumnRole.RECEIVED
        asked = [each.words for each in screen.state.questions]
        assert asked[0].startswith("No column says what a call was about")
        assert asked[1].startswith("none of it can be read as a time")

        # Another file instead: what was chosen for the first is tried on it.
        await press(pilot, settled, "left", "o")
        app.screen.query_one(Input).value = str(odd)
        await settled(pilot)
        await press(pilot, settled, "enter")
        assert screen.state.correction.roles == {}
        assert sentence(screen).startswith("A comma-separated text")


async def test_rules_notes_and_a_dropped_file(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "USB STICK"
    folder.mkdir()
    first, behind = folder / "calls 2025.csv", folder / "calls 2026.csv"
    shutil.copy(fixtures / "calls" / "day_or_month.csv", first)
    unread = "26-9999,soon,,,,NOISE COMPLAINT,911,1,300 BLK LINDEN ST\n"
    behind.write_text(first.read_text("utf-8").replace("\n25-", "\n26-") + unread, "utf-8")
    app = app_on(filled_home)
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "reno_layout.xlsx")
        assert setting(screen, "sheet") == "Sheet1"
        app.post_message(events.Paste(f"'{first}' '{behind}'"))
        await settled(pilot)
        await settled(pilot)
        assert screen.state.path == first
        assert setting(screen, "further 0") == "calls 2026.csv, 121 rows"
        assert sentence(screen).endswith("1 further file: 241 rows in all.")
        await press(pilot, settled, "enter", "enter", "enter", "enter")
        assert step_of(screen) is Step.RULES
        go_to(screen, "places")
        await press(pilot, settled, "enter", "end", "enter")
        assert setting(screen, "places") == "not kept at all"
        await press(pilot, settled, "f")
        fields = app.screen.query(Input)
        fields[0].value, fields[1].value, fields[2].value = "R. Hale, records", "2026-11-23", "2025"
        await press(pilot, settled, "f2")
        assert setting(screen, "from") == "R. Hale, records, 2026-11-23"
        await press(pilot, settled, "left", "left", "right", "right")
        assert setting(screen, "places") == "not kept at all", "going back and forth loses nothing"
        go_to(screen, GO_ON)
        await press(pilot, settled, "enter")
        assert "R. Hale, records, 2026-11-23" in words(screen, StoreBlock)
        await press(pilot, settled, "enter")
        (stored,) = await datasets_of(app)
        assert 'places = "drop"' in stored.recipe
        assert stored.rows_in == 241
        assert (stored.sender, stored.received_on, stored.label) == ("R. Hale, records", "2026-11-23", "2025")
        assert "1 row could not be read: P writes a sheet" in words(screen, StoredBlock)
        await press(pilot, settled, "p", "enter")
        sheet = (folder / "calls 2025 please fix.csv").read_text("utf-8-sig")
        assert sheet.count("26-9999") == 1


async def test_a_stopped_import_leaves_nothing_behind(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "seattle_layout.csv")
        await press(pilot, settled, "right", "1")
        assert app.current_mode == "portfolio"
        await press(pilot, settled, "4")
        assert app.screen is screen, "it stays where it was when one looks elsewhere"
        await press(pilot, settled, "right", "right")
        gate = threading.Event()
        # Something else keeps the store's thread, so that the import is under way until it is stopped.
        busy = asyncio.ensure_future(app.store.prepare(gate.wait, 30))
        await pilot.press("enter")
        await pilot.pause()
        assert screen.state.progress is not None
        assert "Esc stops it" in words(screen, StoreBlock)
        assert [command.action for command in screen.commands()] == ["leave_import"]
        await pilot.press("escape")
        await pilot.pause()
        gate.set()
        assert await busy
        await settled(pilot)
        assert app.screen is screen
        assert step_of(screen) is Step.STORE
        assert await datasets_of(app) == []
        assert list((app.home / "datasets").glob("*")) == []
        await press(pilot, settled, "enter")
        assert step_of(screen) is Step.STORED, "and it can be done after all"
        assert len(await datasets_of(app)) == 1


async def test_looking_at_a_file_can_be_stopped(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "seattle_layout.csv")
        before = screen.state.inspection
        gate = threading.Event()
        busy = asyncio.ensure_future(app.store.aside(gate.wait, 30))
        go_to(screen, "quote")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("end", "enter")
        await pilot.pause()
        assert screen.state.looking
        assert "Looking at seattle_layout.csv" in words(screen, RawBlock)
        await pilot.press("escape")
        await pilot.pause()
        gate.set()
        await busy
        await settled(pilot)
        assert app.screen is screen
        assert screen.state.inspection is before
        assert not screen.state.is_busy


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)])
async def test_every_step_fits(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path, size: tuple[int, int]
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=size) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "nashville_layout.csv")
        assert screen.query_one("#file-rows").region.right <= size[0]
        await press(pilot, settled, "right")
        columns = screen.query_one("#columns")
        assert columns.region.right <= size[0]
        assert columns.size.height >= 8
        assert screen.query_one("#detail").display is (size[0] >= 136)
        assert screen.query_one(QuestionBlock).region.bottom == size[1] - 1
        await press(pilot, settled, "right")
        assert screen.query_one("#rule-rows").region.bottom < size[1]
        await press(pilot, settled, "right")
        assert step_of(screen) is Step.STORE
