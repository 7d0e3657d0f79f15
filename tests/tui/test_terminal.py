"""The app in a real terminal: it paints as a terminal shows it, and it survives being cut off."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import psutil
import pytest

from leaptui.services.city.portfolio import portfolio
from leaptui.services.upkeep.homes import open_workspace
from tests.e2e.terminal import PATIENCE, Terminal

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
]
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


@pytest.mark.parametrize("painting", ["", _BUSY], ids=["at rest", "painting"])
def test_a_closed_window_ends_the_app_and_frees_the_store(home: Path, painting: str) -> None:
    import pexpect

    script = (
        f"{painting}\nfrom pathlib import Path; from leaptui.tui.app import run_app; "
        f"run_app(Path({str(home)!r}), {PASSPHRASE!r})"
    )
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    child = pexpect.spawn(
        sys.executable, ["-c", script], env=environment, dimensions=(24, 80), timeout=PATIENCE
    )
    child.expect(b"Sable Point")
    app = psutil.Process(child.pid)
    child.ptyproc.fileobj.close()
    assert app.wait(timeout=PATIENCE) == 0, "whoever waits for a closed window holds the store for ever"
    with open_workspace(home, PASSPHRASE) as workspace:
        assert len(portfolio(workspace).rows) == 8


def test_the_screen_is_what_a_terminal_shows(home: Path) -> None:
    with Terminal(home=home, columns=80, rows=24, LEAPTUI_PASSPHRASE=PASSPHRASE) as terminal:
        terminal.wait_for("Sable Point WA")
        terminal.wait_for("F1 help")
        shown = terminal.screen.display
        assert shown[0].startswith(" 1 Portfolio  2 City")
        assert shown[1].startswith(" 8 cities")
        assert "Sable Point WA" in shown[4]
        assert shown[23].strip().startswith("Enter open city")
        assert shown[23].strip().endswith("F1 help")
