"""The history in a real terminal, across restarts and a kill."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaptui.services.city.engagements import add_engagement, find_engagement
from leaptui.services.interviews.interviews import find_interview, start_interview
from leaptui.services.upkeep.history import changes_of, record_history
from leaptui.services.upkeep.homes import open_workspace
from tests.e2e.terminal import Terminal
from tests.quick_stores import make_workspace

pytestmark = pytest.mark.e2e

PASSPHRASE = "correct horse"
CTRL_Q, CTRL_P, F5, F12, ESCAPE = "\x11", "\x10", "\x1b[15~", "\x1b[24~", "\x1b"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A store with one city and one interview."""
    folder = tmp_path / "store"
    workspace, _ = make_workspace(folder, PASSPHRASE)
    with workspace:
        city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York", phase="listening")
        start_interview(workspace, city, title="Night dispatcher", note="Nights are short.\n")
    return folder


def opened(home: Path) -> Terminal:
    """The app with the store unlocked."""
    terminal = Terminal(home=home)
    terminal.wait_for("assphrase")
    terminal.press(PASSPHRASE + "\r")
    return terminal


def open_the_note(terminal: Terminal) -> None:
    terminal.wait_for("Harbor Falls")
    terminal.press("\r")
    terminal.wait_for("Ten components")
    terminal.press("3")
    terminal.wait_for("Night dispatcher")
    terminal.press("\r")
    terminal.wait_for("^T time")


def leave(terminal: Terminal) -> None:
    terminal.press(CTRL_Q)
    assert terminal.wait_for_end() == 0


def note_of(home: Path) -> str:
    with open_workspace(home, PASSPHRASE) as workspace:
        return find_interview(workspace, find_engagement(workspace, "harbor-falls-oh"), "1").interview.note


@pytest.mark.thorough
def test_an_edit_is_taken_back_in_another_run_and_the_former_text_is_there_in_a_third(home: Path) -> None:
    with opened(home) as terminal:
        open_the_note(terminal)
        terminal.type_until_saved("She waits an hour.")
        leave(terminal)
    assert note_of(home) == "Nights are short.\nShe waits an hour."
    with opened(home) as terminal:
        open_the_note(terminal)
        terminal.wait_for("She waits an hour.")
        terminal.press(CTRL_P, "history of this note")
        terminal.wait_for("▌  History of this note")
        terminal.press("\r")
        terminal.wait_for("+ She waits an hour.")
        terminal.press("u")
        terminal.wait_for("Take this back?")
        terminal.press("not hers", "\r")
        terminal.wait_for("took back: wrote note")
        terminal.wait_for("because: not hers")
        leave(terminal)
    assert note_of(home) == "Nights are short.\n"
    with opened(home) as terminal:
        open_the_note(terminal)
        terminal.wait_for("Nights are short.")
        assert "She waits" not in terminal.text
        terminal.press(ESCAPE)
        terminal.wait_for("new interview")
        terminal.press(F12)
        terminal.wait_for("Did again: wrote note")
        terminal.press("\r")
        terminal.wait_for("She waits an hour.")
        leave(terminal)
    assert note_of(home) == "Nights are short.\nShe waits an hour."


@pytest.mark.parametrize(
    ("key", "kept"), [("\r", "found"), pytest.param("s", "saved", marks=[pytest.mark.thorough])]
)
def test_what_was_typed_before_a_kill_is_shown_with_its_difference(home: Path, key: str, kept: str) -> None:
    with opened(home) as terminal:
        open_the_note(terminal)
        terminal.type_until_saved("Two people never go alone.")
        terminal.kill()
    with opened(home) as terminal:
        terminal.wait_for("never saved")
        terminal.wait_for("+ Two people never go alone.")
        assert "note of interview 1, Night dispatcher" in terminal.text
        assert "Typed until" in terminal.text
        terminal.press(key)
        terminal.wait_for("kept.")
        leave(terminal)
    typed = "Nights are short.\nTwo people never go alone."
    assert note_of(home) == (typed if kept == "found" else "Nights are short.\n")
    with open_workspace(home, PASSPHRASE) as workspace:
        view = find_interview(workspace, find_engagement(workspace, "harbor-falls-oh"), "1")
        acts = record_history(workspace, view.interview.id).acts
        after = [change.after for act in acts for change in changes_of(workspace, act.act)]
        assert workspace.store.drafts() == []
    assert typed in after
    assert "Nights are short.\n" in after


def test_the_last_change_is_undone_outside_a_text_by_one_key(home: Path) -> None:
    with opened(home) as terminal:
        open_the_note(terminal)
        terminal.press("Once more.", ESCAPE)
        terminal.wait_for("new interview")
        terminal.press(F5)
        terminal.wait_for("Took back: wrote note")
        leave(terminal)
    assert note_of(home) == "Nights are short.\n"
