"""From an unlocked key to the portfolio on the screen, beside an empty Textual app with one table.

Both run in a pseudo-terminal, in turn, in one run. Run by hand:
`pytest -m benchmark -s tests/benchmarks/test_first_frame.py`.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path

import pexpect
import pyte
import pytest

from leaptui.services.city.engagements import add_engagement
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.upkeep.homes import make_workspace, open_workspace

CITIES, INTERVIEWS, ROUNDS = 30, 1_000, 9

EMPTY = """
from textual.app import App
from textual.widgets import DataTable
class Empty(App):
    def compose(self):
        yield DataTable()
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("city", "phase")
        table.add_row("Painted", "now")
Empty().run()
"""
PORTFOLIO = """
import gc
gc.disable()  # as leaptui.cli.app does; the first paint turns it on again
import sys
from pathlib import Path
from leaptui.tui.app import LeapApp
home, sheet = Path(sys.argv[1]), Path(sys.argv[2]).read_text()
def opener():
    from leaptui.practice.reader import load_practice
    from leaptui.services.workspace import Workspace, wall_clock_ms
    from leaptui.store.opening import open_with_sheet
    store = open_with_sheet(home, sheet, now_ms=wall_clock_ms)
    return Workspace(home=home, store=store, practice=load_practice(home / "practice"))
LeapApp(home, opener=opener).run()
"""


@pytest.fixture
def full_store(tmp_path: Path) -> tuple[Path, Path]:
    home, sheet = tmp_path / "full", tmp_path / "sheet.txt"
    workspace, text = make_workspace(home, "correct horse")
    sheet.write_text(text, "utf-8")
    with workspace:
        for number in range(CITIES):
            city = add_engagement(workspace, f"Painted {number:02}, OH", phase="data")
            for talk in range(INTERVIEWS // CITIES + 1):
                start_interview(workspace, city, title=f"talk {talk}", note="Some words. #NEED-night\n" * 40)
    return home, sheet


def seconds_to_paint(compiled: Path, code: str, *arguments: Path) -> float:
    """Time from starting the interpreter until `Painted` stands on the screen."""
    screen = pyte.Screen(140, 40)
    stream = pyte.ByteStream(screen)
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "140", "LINES": "40"}
    # What pip installs is compiled; so is what runs here, whatever the developer's own habits.
    environment["PYTHONPYCACHEPREFIX"] = str(compiled)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    child = pexpect.spawn(
        sys.executable, ["-c", code, *map(str, arguments)], dimensions=(40, 140), env=environment, timeout=30
    )
    while not any("Painted" in line for line in screen.display):
        stream.feed(child.read_nonblocking(65_536, timeout=30))
    taken = time.perf_counter() - begun
    child.close(force=True)
    return taken


@pytest.mark.benchmark
def test_the_portfolio_is_painted_about_as_soon_as_an_empty_app(
    full_store: tuple[Path, Path], tmp_path: Path
) -> None:
    home, sheet = full_store
    compiled = tmp_path / "compiled"
    seconds_to_paint(compiled, EMPTY)
    seconds_to_paint(compiled, PORTFOLIO, home, sheet)
    empty, portfolio = [], []
    for _ in range(ROUNDS):
        empty.append(seconds_to_paint(compiled, EMPTY))
        portfolio.append(seconds_to_paint(compiled, PORTFOLIO, home, sheet))
    begun = time.perf_counter()
    open_workspace(home, "correct horse").close()
    unlocking = time.perf_counter() - begun
    ours, base = statistics.median(portfolio), statistics.median(empty)
    print(f"\nempty Textual app with one table  {base * 1000:6.0f} ms (median of {ROUNDS})")
    print(
        f"portfolio, {CITIES} cities, {INTERVIEWS} interviews {ours * 1000:6.0f} ms, ratio {ours / base:.2f}"
    )
    print(f"opening with the passphrase (key derivation included) {unlocking * 1000:6.0f} ms")
    assert min(empty) > 0
