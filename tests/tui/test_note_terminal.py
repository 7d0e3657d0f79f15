"""A note in a real terminal: what the screen calls saved is there after the app was killed."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leaptui.services.city.engagements import add_engagement
from leaptui.services.interviews.interviews import interviews, start_interview, unsaved_text
from leaptui.services.upkeep.homes import open_workspace
from tests.quick_stores import make_workspace

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
]
PASSPHRASE = "practice makes a city"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    own = tmp_path / "store"
    workspace, _ = make_workspace(own, PASSPHRASE)
    with workspace:
        city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
        start_interview(workspace, city, title="Night shift", note="Before.")
    return own


@pytest.fixture
def child(home: Path) -> Iterator[Any]:
    """The app with the note open and some words typed into it, all called saved."""
    import pexpect

    script = f"from pathlib import Path; from leaptui.tui.app import run_app; run_app(Path({str(home)!r}), {PASSPHRASE!r})"
    environment = {**os.environ, "TERM": "xterm-256color", "TEXTUAL_DISABLE_KITTY_KEY": "1"}
    app = pexpect.spawn(sys.executable, ["-c", script], env=environment, dimensions=(24, 80), timeout=40)
    app.expect(b"Harbor Falls")
    app.send(b"\r")
    app.expect(b"Ten components")
    app.send(b"3")
    app.expect(b"Night shift")
    app.send(b"\r")
    app.expect(b"own view")
    app.send(b" Then this.")
    app.expect(b"typing")
    app.expect(b"saved")
    yield app
    app.close(force=True)


def note_of(home: Path) -> tuple[str, str | None]:
    with open_workspace(home, PASSPHRASE) as workspace:
        from leaptui.services.city.engagements import find_engagement

        (view,) = interviews(workspace, find_engagement(workspace, "harbor-falls-oh"))
        return view.interview.note, unsaved_text(workspace, view.interview)


def test_what_is_called_saved_is_there_after_a_kill(home: Path, child: Any) -> None:
    child.kill(signal.SIGKILL)
    child.wait()
    assert note_of(home) == ("Before.", "Before. Then this.")


@pytest.mark.parametrize("ending", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_writes_the_note_before_the_app_ends(home: Path, child: Any, ending: signal.Signals) -> None:
    import pexpect

    child.send(b" And this.")
    child.kill(ending)
    child.expect(pexpect.EOF)
    note, left = note_of(home)
    assert note.startswith("Before. Then this.")
    assert left is None
