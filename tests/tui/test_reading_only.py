"""A store that cannot be written to: who holds it, what is damaged, and that nothing is typed in vain."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from leaptui.services.interviews.interviews import keep_draft
from leaptui.services.upkeep.homes import open_workspace
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.ask import AskDialog, ErrorDialog
from leaptui.tui.screens.interviews.note import NoteScreen
from leaptui.tui.screens.upkeep.unlock import UnlockScreen
from tests.quick_pilot import until
from tests.tui.test_locking import PASSPHRASE, open_a_note, shown, type_text

Settle = Callable[[Pilot[None]], Awaitable[None]]
PAGE = 4096


@pytest.fixture
def home(filled_home: Path, tmp_path: Path) -> Path:
    """A copy of the store with the made-up cities."""
    return Path(shutil.copytree(filled_home, tmp_path / "store"))


def contents(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in home.rglob("*") if path.is_file()}


async def test_a_store_held_by_another_process_is_offered_for_reading(home: Path, settled: Settle) -> None:
    with open_workspace(home, PASSPHRASE):
        before = contents(home)
        app = LeapApp(home)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            for answer in ("escape", "enter"):
                await type_text(pilot, PASSPHRASE)
                await pilot.press("enter")
                await until(lambda: isinstance(app.screen, AskDialog), lambda: settled(pilot))
                words = " ".join(shown(app).split())
                assert "in use by leaptui on" in words
                assert "since" in words
                await pilot.press(answer)
                await settled(pilot)
                if answer == "escape":
                    assert isinstance(app.screen, UnlockScreen)
                    await pilot.press("ctrl+u")
            await until(lambda: app.store.is_open, lambda: settled(pilot))
            note = await open_a_note(pilot, settled)
            text = note.area.text
            await type_text(pilot, "in vain")
            await pilot.press("ctrl+t", "ctrl+r", "ctrl+o", "ctrl+n", "ctrl+l", "ctrl+x", "ctrl+k", "ctrl+z")
            await settled(pilot)
            assert app.screen is note
            assert note.area.text == text
            assert "read-only" in shown(app)
            assert "nothing can be typed here" in shown(app)
            await pilot.press("escape")
            await settled(pilot)
            assert app.screen is not note
            await pilot.press("1", "x")
            await settled(pilot)
            await pilot.press("enter")
            await until(lambda: isinstance(app.screen, ErrorDialog), lambda: settled(pilot))
            assert "The store is open for reading only." in shown(app)
            assert "read-only" in shown(app)
            await pilot.press("ctrl+q")
            await settled(pilot)
        assert contents(home) == before


async def test_text_found_after_a_crash_can_be_read_where_nothing_can_be_written(
    home: Path, settled: Settle
) -> None:
    app = LeapApp(home, PASSPHRASE, read_only=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: app.store.is_open, lambda: settled(pilot))
        note = await open_a_note(pilot, settled)
        await pilot.press("escape")
        await settled(pilot)
    with open_workspace(home, PASSPHRASE) as workspace:
        keep_draft(workspace, note._interview, "what was typed before the crash")
    before = contents(home)
    app = LeapApp(home, PASSPHRASE, read_only=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: app.store.is_open, lambda: settled(pilot))
        for key in ("enter", "3", "enter", "enter"):
            await settled(pilot)
            await pilot.press(key)
        await until(lambda: isinstance(app.screen, NoteScreen), lambda: settled(pilot))
        assert "what was typed before the crash" in shown(app)
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(app.screen, ErrorDialog)
        await pilot.press("ctrl+q")
        await settled(pilot)
    assert contents(home) == before


@pytest.mark.parametrize("proved_at_opening", [16 << 20, 0], ids=["at opening", "while it is open"])
async def test_a_damaged_store_says_what_is_damaged_and_what_to_do(
    home: Path, settled: Settle, monkeypatch: pytest.MonkeyPatch, proved_at_opening: int
) -> None:
    monkeypatch.setattr("leaptui.store.opening.PROVED_AT_OPENING", proved_at_opening)
    path = home / "store.leaptui"
    content = bytearray(path.read_bytes())
    content[len(content) // 2 // PAGE * PAGE + 100] ^= 1
    path.write_bytes(content)
    app = LeapApp(home, PASSPHRASE)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: isinstance(app.screen, ErrorDialog), lambda: settled(pilot))
        words = " ".join(shown(app).split())
        assert "open for reading only" in words
        assert "damaged" in words
        assert "leaptui" in words
        assert "salvage" in words
        assert app.read_only
        await pilot.press("enter")
        await settled(pilot)
        assert "read-only" in shown(app)
    assert path.read_bytes() == bytes(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"SQLite format 3\x00" + bytes(8176), "plain SQLite file"),
        (b"Minutes of the council.\n" * 400, "not the store"),
        (b"", "is empty"),
    ],
)
async def test_what_is_no_store_is_told_in_a_sentence(
    home: Path, settled: Settle, content: bytes, words: str
) -> None:
    (home / "store.leaptui").write_bytes(content)
    before = contents(home)
    app = LeapApp(home, PASSPHRASE)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(lambda: isinstance(app.screen, UnlockScreen), lambda: settled(pilot))
        await until(lambda: words in " ".join(shown(app).split()), lambda: settled(pilot))
    assert {name: each for name, each in contents(home).items() if name != "store.lock"} == {
        name: each for name, each in before.items() if name != "store.lock"
    }
