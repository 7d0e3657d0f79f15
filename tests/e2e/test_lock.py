"""The lock in a real terminal: what is sent after it holds nothing of the note."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaptui.services.city.engagements import add_engagement, find_engagement
from leaptui.services.interviews.interviews import find_interview, start_interview
from leaptui.services.upkeep.homes import open_workspace
from tests.e2e.terminal import Terminal
from tests.quick_stores import make_workspace

pytestmark = pytest.mark.e2e

PASSPHRASE = "correct horse"
F8, CTRL_Q = "\x1b[19~", "\x11"
SAID = "She would not send two people alone"
OF_THE_DATA = (b"would", b"people", b"alone", b"Harbor", b"Falls", b"dispatcher", b"Interviews", b"saved 1")


def test_after_the_lock_the_terminal_is_sent_nothing_of_the_note(tmp_path: Path) -> None:
    home = tmp_path / "store"
    workspace, _ = make_workspace(home, PASSPHRASE)
    with workspace:
        city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York", phase="listening")
        start_interview(workspace, city, title="Night dispatcher", note="# Night dispatcher\n")
    with Terminal(home=home) as app:
        app.wait_for("assphrase")
        app.press(PASSPHRASE + "\r")
        app.wait_for("Harbor Falls")
        for key, words in (("\r", "Ten components"), ("3", "Night dispatcher"), ("\r", "^T time")):
            app.press(key)
            app.wait_for(words)
        app.child.send(SAID)
        app.child.send(F8)
        app.wait_for("leaptui is locked")
        locked_at = app.bytes.rindex(b"leaptui is locked")
        app.wait_for("is closed")
        app.press("1", "\x10", "\x1bOP", "\x15", "wrong\r")
        app.wait_for("does not open")
        sent = bytes(app.bytes[locked_at:])
        assert [word for word in OF_THE_DATA if word in sent] == []
        assert b"\x1b]52" not in app.bytes, "nothing is put on the clipboard"
        assert b"\x1b]0;" not in sent, "and nothing in the window's title"
        assert b"\x1b]2;" not in sent
        with open_workspace(home, PASSPHRASE) as workspace:
            city = find_engagement(workspace, "harbor-falls-oh")
            assert SAID in find_interview(workspace, city, "1").interview.note
        app.press(PASSPHRASE + "\r")
        app.wait_for(SAID)
        app.press(", she said")
        app.wait_for("she said")
        app.press(CTRL_Q)
        assert app.wait_for_end() == 0
    with open_workspace(home, PASSPHRASE) as workspace:
        city = find_engagement(workspace, "harbor-falls-oh")
        assert f"{SAID}, she said" in find_interview(workspace, city, "1").interview.note
