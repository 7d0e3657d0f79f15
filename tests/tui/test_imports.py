"""What must not be loaded before the first paint, seen in a process of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HEAVY = ("sqlite_utils", "pandas", "numpy", "duckdb", "matplotlib", "pypandoc", "typst", "pyarrow", "jinja2")
OPENED_LATER = (
    "importlib.resources",
    "textual.widgets._text_area",
    "zipfile",
    "zoneinfo",
    "leaptui.calls",
    "leaptui.disclosure",
    "leaptui.documents",
    "leaptui.domain.records",
    "leaptui.domain.roadmap_records",
    "leaptui.practice.content",
    "leaptui.practice.parts",
    "leaptui.services.city.engagements",
    "leaptui.services.interviews",
    "leaptui.services.upkeep.upkeep",
    "leaptui.staffing",
    "leaptui.store.history",
    "leaptui.tui.dialogs.dialog",
    "leaptui.tui.dialogs.form",
    "leaptui.tui.screens.city.city",
    "leaptui.tui.screens.interviews.interviews",
    "leaptui.tui.screens.interviews.note",
    "leaptui.tui.screens.calls.calls",
    "leaptui.tui.screens.staffing.staffing",
    "leaptui.tui.screens.roadmap.roadmap",
    "leaptui.tui.screens.documents.documents",
)
_LOOK = "import sys; print(*[name for name in {heavy!r} if name in sys.modules])"


def _loaded_by(statements: str, names: tuple[str, ...] = HEAVY) -> list[str]:
    look = _LOOK.format(heavy=names)
    done = subprocess.run(
        [sys.executable, "-c", f"{statements}\n{look}"], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_the_app_and_its_first_screens_load_nothing_heavy() -> None:
    statements = (
        "import leaptui.tui.app, leaptui.tui.screens.city.portfolio, leaptui.tui.screens.upkeep.unlock"
    )
    assert _loaded_by(statements) == []


def test_the_check_itself_notices_a_heavy_module() -> None:
    assert _loaded_by("import numpy") == ["numpy"]


def test_the_first_paint_of_the_portfolio_needs_nothing_that_is_opened_later(
    filled_home: Path, tmp_path: Path
) -> None:
    home = tmp_path / "store"
    shutil.copytree(filled_home, home)
    statements = f"""
import asyncio, pathlib, sys
from leaptui.tui import first_paint
from leaptui.tui.app import LeapApp
first_paint.LONGEST_SECONDS = 3600
before = []
display = LeapApp._display
def painted(app, screen, renderable):
    display(app, screen, renderable)
    if renderable is not None and not app._batch_count and not before:
        before.extend(sys.modules)
        strips = screen._compositor.render_strips()
        assert "Sable Point WA" in "".join(part.text for strip in strips for part in strip)
LeapApp._display = painted
async def main():
    app = LeapApp(pathlib.Path({str(home)!r}), "practice makes a city")
    async with app.run_test(size=(140, 40)) as pilot:
        while not before:
            await pilot.pause(0.01)
asyncio.run(main())
sys.modules = dict.fromkeys(before)
"""
    assert _loaded_by(statements, HEAVY + OPENED_LATER) == []


def test_the_key_table_needs_no_textual() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, leaptui.tui.commands as c; c.key_table(); print('textual' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"
