"""The lock: nothing in sight, in reach or in memory while it holds, and everything as it was afterwards."""

from __future__ import annotations

import gc
import shutil
import threading
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from leaptui.domain.errors import StoreUnavailable
from leaptui.services.interviews.interviews import find_interview, save_note
from leaptui.services.upkeep.homes import open_workspace
from leaptui.services.upkeep.upkeep import recovery_sheet
from leaptui.services.workspace import Workspace
from leaptui.store.keys import StoreKey
from leaptui.store.store import Store
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.ask import AskDialog, ErrorDialog
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.errands import errand
from leaptui.tui.screens.interviews.note import NoteScreen
from leaptui.tui.screens.upkeep.sheet import SheetDialog
from leaptui.tui.screens.upkeep.unlock import UnlockScreen
from tests.quick_pilot import until
from tests.quick_stores import CHEAP

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]
PASSPHRASE = "practice makes a city"


async def type_text(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if character == " " else character for character in text))


async def come_back(pilot: Pilot[None], settled: Settle, passphrase: str = PASSPHRASE) -> None:
    app = pilot.app
    assert isinstance(app, LeapApp)
    await type_text(pilot, passphrase)
    await pilot.press("enter")
    await until(lambda: not app.lock.is_on, lambda: settled(pilot))


async def open_a_note(pilot: Pilot[None], settled: Settle) -> NoteScreen:
    for key in ("enter", "3", "enter"):
        await settled(pilot)
        await pilot.press(key)
    await settled(pilot)
    note = pilot.app.screen
    assert isinstance(note, NoteScreen)
    return note


def on_top(app: LeapApp) -> Screen[Any]:
    """The screen that keys reach now."""
    return app.screen


def shown(app: LeapApp) -> str:
    """All that is on the screen."""
    return "\n".join(
        "".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()
    )


def secrets() -> list[object]:
    """What can read a store, as far as anything still holds it."""
    gc.collect()
    return [each for each in gc.get_objects() if isinstance(each, StoreKey | Store | Workspace)]


async def test_a_note_is_put_away_and_comes_back_as_it_was(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    others = secrets()  # of tests that ran before in this process
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        note = await open_a_note(pilot, settled)
        await type_text(pilot, "quietly said")
        await pilot.press("left", "left")
        text, cursor = note.area.text, note.area.cursor_location
        app.copy_to_clipboard("cut from the note")
        app.notify("Dana Okafor was added.")
        await settled(pilot)
        await pilot.press("f8")
        await settled(pilot)
        assert isinstance(app.screen, UnlockScreen)
        assert not app.store.is_open
        assert (app.clipboard, list(app._notifications)) == ("", [])
        seen = shown(app)
        assert "What you typed is saved" in seen
        for word in ("quietly", "Harbor", "Okafor", "Portfolio", "Interviews"):
            assert word not in seen
        ours = [each for each in secrets() if not any(each is other for other in others)]
        assert ours == [], "closed, and its key gone"

        with open_workspace(app.home, PASSPHRASE, read_only=True) as workspace:
            kept = find_interview(workspace, note._engagement, note._interview.id)
            assert (kept.interview.note, workspace.store.drafts()) == (text, []), "an act, and no draft left"

        await pilot.press("f1", "ctrl+p", "ctrl+g", "1", "2", "f8", "escape")
        await settled(pilot)
        assert isinstance(app.screen, UnlockScreen)
        assert app.screen._rows[0].value == "", "Esc empties the field, and leaves nothing"
        await type_text(pilot, "not this one")
        await pilot.press("enter")
        await until(lambda: app.screen.query_one(Input).value == "", lambda: settled(pilot))
        assert app.lock.is_on
        await come_back(pilot, settled)
        assert on_top(app) is note
        assert app.focused is note.area
        assert (note.area.text, note.area.cursor_location) == (text, cursor)
        assert app.clipboard == "cut from the note"
        await type_text(pilot, "!")
        await pilot.press("ctrl+z", "ctrl+z")
        assert "quietly said" not in note.area.text, "undo reaches back behind the lock"
        await pilot.press("ctrl+y", "ctrl+y")
        await pilot.press("escape")
        await settled(pilot)
    with open_workspace(app.home, PASSPHRASE) as workspace:
        kept = find_interview(workspace, note._engagement, note._interview.id)
        assert "quietly sa!id" in kept.interview.note


async def test_nothing_pressed_for_so_long_locks_and_the_late_key_reaches_nothing(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        note = await open_a_note(pilot, settled)
        start, text = app.now(), note.area.text
        app.now = lambda: start + timedelta(minutes=14)
        app.lock.look()
        await settled(pilot)
        assert not app.lock.is_on
        await pilot.press("a")
        app.now = lambda: start + timedelta(minutes=28)
        app.lock.look()
        await settled(pilot)
        assert not app.lock.is_on, "fourteen minutes after the last key"
        app.now = lambda: start + timedelta(minutes=30)
        await pilot.press("b")
        await settled(pilot)
        assert app.lock.is_on
        assert note.area.text == f"{text}a"
        await come_back(pilot, settled)
        app.now = lambda: start - timedelta(days=400)
        app.lock.look()
        app.now = lambda: start
        app.lock.look()
        await settled(pilot)
        assert app.lock.is_on, "a clock set back does not keep it open for ever"


@pytest.mark.parametrize("minutes", ["0", "1"])
async def test_the_setting_says_after_how_many_minutes(
    app_on: AppMaker, filled_home: Path, settled: Settle, minutes: str
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p")
        await type_text(pilot, "settings")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, FormDialog)
        await pilot.press("ctrl+u")
        await type_text(pilot, minutes)
        await pilot.press("down", "right", "f2")
        await settled(pilot)
        assert (
            app.home / "settings.toml"
        ).read_text() == f'lock_after_minutes = {minutes}\ntheme = "light"\n'
        assert app.theme == "leap-light"
        start = app.now()
        app.now = lambda: start + timedelta(hours=9)
        app.lock.look()
        await settled(pilot)
        assert app.lock.is_on is (minutes == "1")


async def test_a_dialog_keeps_its_words_and_work_under_way_is_finished_first(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("n")
        await settled(pilot)
        await type_text(pilot, "Ashgrove")
        form = app.screen
        under_way, done = threading.Event(), threading.Event()

        def import_long(_: Workspace) -> str:
            under_way.set()
            assert done.wait(20)
            return "stored"

        @errand()
        async def work(self: LeapApp) -> None:
            self.notify(await self.ask(import_long))
            raise StoreUnavailable("Harbor Falls was refused.")

        work(app)
        await pilot.pause()
        assert under_way.wait(20)
        start = app.now()
        app.now = lambda: start + timedelta(hours=1)
        app.lock.look()
        await pilot.pause()
        assert not app.lock.is_on, "nobody is there, but the work is waited for"
        app.lock._pressed = app.now()
        await pilot.press("f8")
        await pilot.pause()
        assert isinstance(app.screen, UnlockScreen), "the screen is blank at once"
        assert app.store.is_open
        done.set()
        await until(lambda: not app.store.is_open, lambda: settled(pilot))
        await settled(pilot)
        assert isinstance(app.screen, UnlockScreen), "what failed is told afterwards"
        assert list(app._notifications) == []
        await come_back(pilot, settled)
        await until(lambda: isinstance(app.screen, ErrorDialog), lambda: settled(pilot))
        assert [each.message for each in app._notifications] == ["stored"]
        await pilot.press("enter")
        await settled(pilot)
        assert on_top(app) is form
        assert form.query(Input).first().value == "Ashgrove"


@pytest.mark.parametrize("locked", [False, True])
async def test_words_in_an_open_form_are_not_left_behind_without_a_word(
    app_on: AppMaker, filled_home: Path, settled: Settle, *, locked: bool
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("n")
        await settled(pilot)
        form = app.screen
        await type_text(pilot, "Mill Creek")
        if locked:
            await pilot.press("f8")
            await until(lambda: not app.store.is_open, lambda: settled(pilot))
            assert "saved: it is kept while leaptui runs." in shown(app)
        await pilot.press("ctrl+q")
        await until(lambda: isinstance(app.screen, AskDialog), lambda: settled(pilot))
        seen = " ".join(shown(app).split())
        assert "A form is open and what was typed in it is not saved." in seen
        assert "Mill Creek" not in seen or not locked
        await pilot.press("escape")
        await settled(pilot)
        if locked:
            await come_back(pilot, settled)
        assert on_top(app) is form
        assert form.query(Input).first().value == "Mill Creek"
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert app.keepers == []
        await pilot.press("ctrl+q")
        await until(lambda: app._exit, lambda: settled(pilot))


async def test_what_timers_ask_meanwhile_waits_and_what_others_wrote_is_taken_over(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        note = await open_a_note(pilot, settled)
        await pilot.press("f8")
        await settled(pilot)
        app._back_up()
        note._write_act()
        note._keep_aside()
        await settled(pilot)
        assert isinstance(app.screen, UnlockScreen)
        with open_workspace(app.home, PASSPHRASE) as workspace:
            other = find_interview(workspace, note._engagement, note._interview.id).interview
            save_note(workspace, other, "Written by another program.")
        await come_back(pilot, settled)
        await settled(pilot)
        assert on_top(app) is note
        assert note.area.text == "Written by another program."
        await type_text(pilot, "x")
        await settled(pilot)


async def test_after_the_key_was_rotated_it_reopens_by_the_new_passphrase(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        note = await open_a_note(pilot, settled)
        await pilot.press("f8")
        await settled(pilot)
        # As `leaptui key rotate` does it meanwhile.
        open_workspace(app.home, PASSPHRASE).store.rotate_key("another sentence", strength=CHEAP)
        await type_text(pilot, PASSPHRASE)
        await pilot.press("enter")
        await until(lambda: app.screen.query_one(Input).value == "", lambda: settled(pilot))
        assert app.lock.is_on
        await come_back(pilot, settled, "another sentence")
        assert on_top(app) is note
        await type_text(pilot, "goes on")
        await pilot.press("escape")
        await settled(pilot)
        assert on_top(app) is not note
    with open_workspace(app.home, "another sentence") as workspace:
        kept = find_interview(workspace, note._engagement, note._interview.id)
        assert "goes on" in kept.interview.note


async def test_another_store_in_the_folder_does_not_go_on_under_these_screens(
    app_on: AppMaker, filled_home: Path, empty_home: Path, settled: Settle
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f8")
        await settled(pilot)
        shutil.rmtree(app.home)
        shutil.copytree(empty_home, app.home)
        await type_text(pilot, PASSPHRASE)
        await pilot.press("enter")
        await until(lambda: "Another store" in shown(app), lambda: settled(pilot))
        assert app.lock.is_on
        await pilot.press("ctrl+q")
        await settled(pilot)
    assert app.return_code == 0


async def test_a_locked_app_opens_by_its_recovery_sheet_and_takes_a_new_passphrase(
    app_on: AppMaker, filled_home: Path, settled: Settle, tmp_path: Path
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        sheet = await app.ask(recovery_sheet)
        await pilot.press("f8")
        await settled(pilot)
        await pilot.press("f4")
        await settled(pilot)
        assert isinstance(app.screen, SheetDialog)
        first = sheet.split("1 to  4:")[1].split()[0]
        await type_text(pilot, f"{first.lower()} 00000 abc")
        await settled(pilot)
        assert "2 of 20 groups" in shown(app)
        assert "Group 2 of the recovery sheet (line 1, number 2) is mistyped." in shown(app)
        await pilot.press("ctrl+a", "shift+end", "delete", "ctrl+k")
        file = tmp_path / "sheet.txt"
        file.write_text(sheet)
        app.screen.query_one("TextArea").text = str(file)  # type: ignore[attr-defined]
        await pilot.press("f2")
        await until(lambda: isinstance(app.screen, FormDialog), lambda: settled(pilot))
        assert not app.lock.is_on
        await type_text(pilot, "a new sentence")
        await pilot.press("enter")
        await type_text(pilot, "another one here")
        await pilot.press("f2")
        await settled(pilot)
        assert "The two were not the same." in shown(app)
        for _ in range(2):
            await type_text(pilot, "a new sentence")
            await pilot.press("enter")
            await settled(pilot)
        await until(lambda: not isinstance(app.screen, FormDialog), lambda: settled(pilot))
    open_workspace(app.home, "a new sentence").close()
