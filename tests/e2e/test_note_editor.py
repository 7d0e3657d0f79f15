"""A note in an editor of one's own and back, and its undo after a restart, in a real terminal."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaptui.services.city.engagements import add_engagement, find_engagement
from leaptui.services.interviews.interviews import find_interview, start_interview, unsaved_text
from leaptui.services.upkeep.homes import open_workspace
from tests.e2e.terminal import Terminal
from tests.quick_stores import make_workspace

pytestmark = pytest.mark.e2e

PASSPHRASE = "correct horse"
CTRL_P, CTRL_Q, CTRL_Z, ESCAPE = "\x10", "\x11", "\x1a", "\x1b"

EDITOR = """#!/bin/sh
stat -c %a "$1" > "$SEEN"; stat -c %a "$(dirname "$1")" >> "$SEEN"
env | grep -c LEAPTUI_ >> "$SEEN"
echo "EDITING $1"
printf 'First line.\\nBefore. Outside.\\n' > "$1"
[ -z "$WAITS" ] || read -r answer
exit ${ENDS:-0}
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    workspace, _ = make_workspace(folder, PASSPHRASE)
    with workspace:
        city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
        start_interview(workspace, city, title="Night shift", note="Before.")
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """An editor that notes what it sees."""
    script = tmp_path / "editor"
    script.write_text(EDITOR)
    script.chmod(stat.S_IRWXU)
    return {"VISUAL": str(script), "SEEN": str(tmp_path / "seen"), "LEAPTUI_PASSPHRASE": PASSPHRASE}


def open_note(app: Terminal) -> None:
    app.wait_for("Harbor Falls")
    app.press("\r")
    app.wait_for("Ten components")
    app.press("3")
    app.wait_for("Night shift")
    app.press("\r")
    app.wait_for("own view")


def edit_outside(app: Terminal) -> None:
    app.press(CTRL_P, "my own editor")
    app.wait_for("▌  Edit the note in my own editor")
    app.press("\r")
    app.wait_for("Hand this note to editor")
    app.press("\r")


def note_of(home: Path) -> tuple[str, str | None]:
    with open_workspace(home, PASSPHRASE) as workspace:
        view = find_interview(workspace, find_engagement(workspace, "harbor-falls-oh"), "1")
        return view.interview.note, unsaved_text(workspace, view.interview)


@pytest.fixture
def app(home: Path, settings: dict[str, str]) -> Iterator[Terminal]:
    with Terminal(home=home, columns=100, rows=30, **settings) as terminal:
        open_note(terminal)
        yield terminal


def test_round_trip_is_one_step_and_undo_outlives_the_app(
    app: Terminal, home: Path, settings: dict[str, str]
) -> None:
    app.press(" Typed")
    edit_outside(app)
    app.wait_for("Before. Outside.")
    assert Path(settings["SEEN"]).read_text().split() == ["600", "700", "0"]
    assert not (home / "editing").exists()
    app.press(CTRL_Q)
    assert app.wait_for_end() == 0
    assert note_of(home)[0] == "First line.\nBefore. Outside."
    with Terminal(home=home, columns=100, rows=30, **settings) as again:
        open_note(again)
        again.wait_for("Before. Outside.")
        again.press(CTRL_Z)
        again.wait_for("Before. Typed")
        again.press(CTRL_Z)
        again.press(ESCAPE)
        again.wait_for("new interview")
        again.press(CTRL_Q)
        again.wait_for_end()
    assert note_of(home)[0] in ("Before.", "Before. ")


@pytest.mark.thorough
def test_killed_while_the_editor_is_open_nothing_is_lost_or_left_behind(
    home: Path, settings: dict[str, str]
) -> None:
    with Terminal(home=home, columns=100, rows=30, **settings, WAITS="1") as app:
        open_note(app)
        app.press(" Typed")
        edit_outside(app)
        app.wait_for("EDITING")
        app.kill()
    assert (home / "editing").exists()
    assert note_of(home)[1] == "Before. Typed"
    with Terminal(home=home, columns=100, rows=30, **settings) as again:
        again.wait_for("never saved")
        again.wait_for("Before. Outside.")
        again.press("\r")
        again.wait_for("kept")
    assert not (home / "editing").exists()
    assert note_of(home)[0] == "First line.\nBefore. Outside."


@pytest.mark.thorough
def test_an_editor_that_fails_leaves_the_choice(home: Path, settings: dict[str, str]) -> None:
    with Terminal(home=home, columns=100, rows=30, **settings, ENDS="3") as app:
        open_note(app)
        edit_outside(app)
        app.wait_for("Take what it left?")
        app.press(ESCAPE)
        app.wait_for("Before.")
        assert "Outside" not in app.text
        app.press(CTRL_Q)
        app.wait_for_end()
    assert note_of(home) == ("Before.", None)
