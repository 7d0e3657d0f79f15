"""The app in a real terminal: it paints, it leaves, and it survives being cut off."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest

from leaptui.services.city.portfolio import portfolio
from leaptui.services.upkeep.homes import open_workspace

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
]
_KEYBOARD = re.compile(rb"\x1b\[[<>=?]\d*u")
"""Requests of the newer keyboard protocol, which the terminal of this test does not know."""
PASSPHRASE = "practice makes a city"


@pytest.fixture
def home(filled_home: Path, tmp_path: Path) -> Path:
    own = tmp_path / "store"
    shutil.copytree(filled_home, own)
    return own


_BUSY = """
from leaptui.tui import leaving
keep_all = leaving.keep_all
async def paint_on(app):
    for _ in range(200):
        app.bell()
    return await keep_all(app)
leaving.keep_all = paint_on
"""
"""The app has more to send while it leaves than a terminal's queue holds."""


def start(home: Path, first: str = "") -> Any:
    import pexpect

    script = (
        f"{first}\nfrom pathlib import Path; from leaptui.tui.app import run_app; "
        f"run_app(Path({str(home)!r}), {PASSPHRASE!r})"
    )
    environment = {
        **os.environ,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TEXTUAL_DISABLE_KITTY_KEY": "1",
    }
    child = pexpect.spawn(sys.executable, ["-c", script], env=environment, dimensions=(24, 80), timeout=40)
    child.expect(b"Sable Point")
    return child


def test_ctrl_q_leaves_with_a_clean_terminal(home: Path) -> None:
    import pexpect

    child = start(home)
    child.send(b"\x11")
    child.expect(pexpect.EOF)
    assert b"\x1b[?1049l" in child.before, "the alternate screen is left"
    child.close()
    assert child.exitstatus == 0


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_closes_the_store(home: Path, ending: signal.Signals) -> None:
    import pexpect

    child = start(home)
    child.kill(ending)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    with open_workspace(home, PASSPHRASE) as workspace:
        assert len(portfolio(workspace).rows) == 8


@pytest.mark.parametrize("painting", ["", _BUSY], ids=["at rest", "painting"])
def test_a_closed_window_ends_the_app_and_frees_the_store(home: Path, painting: str) -> None:
    child = start(home, painting)
    app = psutil.Process(child.pid)
    os.close(child.child_fd)
    assert app.wait(timeout=60) == 0, "whoever waits for a closed window holds the store for ever"
    with open_workspace(home, PASSPHRASE) as workspace:
        assert len(portfolio(workspace).rows) == 8


def test_the_screen_is_what_a_terminal_shows(home: Path) -> None:
    import pexpect
    import pyte

    child = start(home)
    screen = pyte.Screen(80, 24)
    stream = pyte.ByteStream(screen)
    stream.feed(_KEYBOARD.sub(b"", child.before + child.after))
    child.send(b"\x11")
    child.expect(pexpect.EOF)
    # What is sent on leaving starts with going back to the other screen.
    stream.feed(_KEYBOARD.sub(b"", child.before).partition(b"\x1b[?1049l")[0])
    child.close()
    shown = screen.display
    assert shown[0].startswith(" 1 Portfolio  2 City")
    assert shown[1].startswith(" 8 cities")
    assert "Sable Point WA" in shown[4]
    assert shown[23].strip().startswith("Enter open city")
    assert shown[23].strip().endswith("F1 help")
