"""The app by keyboard, in a real terminal."""

from __future__ import annotations

import signal
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaptui.services.city.engagements import add_engagement, find_engagement
from leaptui.services.interviews.interviews import find_interview, start_interview, unsaved_text
from leaptui.services.upkeep.homes import open_workspace
from leaptui.services.upkeep.upkeep import backups
from tests.e2e.terminal import Terminal
from tests.quick_stores import make_workspace

pytestmark = pytest.mark.e2e

PASSPHRASE = "correct horse"
CTRL_Q, F2 = "\x11", "\x1bOQ"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A store with one city and one interview."""
    folder = tmp_path / "store"
    workspace, _ = make_workspace(folder, PASSPHRASE)
    with workspace:
        city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York", phase="listening")
        start_interview(workspace, city, title="Night dispatcher", note="# Night dispatcher\n")
    return folder


@pytest.fixture
def app(home: Path) -> Iterator[Terminal]:
    """The app with the store unlocked and the portfolio on the screen."""
    with Terminal(home=home) as terminal:
        terminal.wait_for("assphrase")
        terminal.press(PASSPHRASE + "\r")
        terminal.wait_for("Harbor Falls")
        yield terminal


def note_of(home: Path) -> tuple[str, str | None]:
    """The note in the store, and what was typed and not saved."""
    with open_workspace(home, PASSPHRASE) as workspace:
        view = find_interview(workspace, find_engagement(workspace, "harbor-falls-oh"), "1")
        return view.interview.note, unsaved_text(workspace, view.interview)


def test_a_wrong_passphrase_says_so_and_the_right_one_opens(home: Path) -> None:
    with Terminal(home=home) as terminal:
        terminal.wait_for("assphrase")
        terminal.press("wrong\r")
        terminal.wait_for("does not open")
        terminal.press(PASSPHRASE + "\r")
        terminal.wait_for("Harbor Falls")


def test_the_first_run_makes_a_store(tmp_path: Path) -> None:
    home = tmp_path / "new"
    with Terminal(home=home) as terminal:
        terminal.wait_for("assphrase")
        terminal.press(PASSPHRASE, "\r", PASSPHRASE, "\r")
        terminal.wait_for("RECOVERY SHEET")
        terminal.press("\r")
        terminal.wait_for("Did you copy the sheet?")
        terminal.press("\r")
        terminal.wait_for("new city")
    with open_workspace(home, PASSPHRASE) as workspace:
        assert workspace.store.drafts() == []


@pytest.mark.thorough
def test_every_place_opens_by_its_digit(app: Terminal) -> None:
    app.press("\r")
    app.wait_for("Ten components")
    words = ("Night dispatcher", "import", "import", "Staffing needs", "public")
    for digit, word in zip("34567", words, strict=True):
        app.press(digit)
        app.wait_for(word)
    app.press("1")
    app.wait_for("Next step")


def test_a_city_is_added_by_keyboard_in_one_go(app: Terminal, home: Path) -> None:
    """The key, the name, Enter and saving reach the app before the dialog is there."""
    app.press("nSan José, CA\r" + F2)
    app.wait_for("2 cities")
    app.press(CTRL_Q)
    app.wait_for_end()
    with open_workspace(home, PASSPHRASE) as workspace:
        assert find_engagement(workspace, "san-jose-ca").name == "San José, CA"
    assert backups(home), "leaving after a change makes a backup"


def test_what_was_called_saved_is_there_after_a_kill(app: Terminal, home: Path) -> None:
    app.press("\r")
    app.wait_for("Ten components")
    app.press("3")
    app.wait_for("Night dispatcher")
    app.press("\r")
    app.wait_for("^T time")
    app.type_until_saved("She would not send two people alone.")
    app.kill()
    saved, unsaved = note_of(home)
    assert "She would not send two people alone." in (unsaved or saved)


@pytest.mark.parametrize("ending", [signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.thorough)])
def test_being_ended_from_outside_keeps_the_text_and_the_terminal(
    app: Terminal, home: Path, ending: signal.Signals
) -> None:
    app.press("\r")
    app.wait_for("Ten components")
    app.press("3")
    app.wait_for("Night dispatcher")
    app.press("\r")
    app.wait_for("^T time")
    app.press("Half a sen")
    app.wait_for("Half a sen")
    app.child.kill(ending)
    assert app.wait_for_end() == 0
    assert b"\x1b[?1049l" in app.bytes
    assert note_of(home) == ("# Night dispatcher\nHalf a sen", None)


def test_leaving_gives_the_terminal_back_as_it_was(home: Path) -> None:
    with Terminal(home=home) as terminal:
        before = termios.tcgetattr(terminal.child.child_fd)[3]
        terminal.wait_for("assphrase")
        terminal.press(PASSPHRASE + "\r")
        terminal.wait_for("Harbor Falls")
        terminal.press(CTRL_Q)
        assert terminal.wait_for_end() == 0
        assert b"\x1b[?1049l" in terminal.bytes, "the alternate screen is left"
        assert termios.tcgetattr(terminal.child.child_fd)[3] & termios.ECHO == before & termios.ECHO
