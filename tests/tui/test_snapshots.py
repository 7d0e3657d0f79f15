"""Pictures of the first screens at the sizes they are made for.

Made anew with `pytest tests/tui/test_snapshots.py --snapshot-update`, and looked at before they
are kept.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from leaptui.tui.app import LeapApp

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]

SIZES = {"80x24": (80, 24), "140x40": (140, 40)}

VIEWS: dict[str, tuple[str, ...]] = {
    "portfolio": (),
    "city": ("down", "enter"),
    "people": ("down", "enter", "h"),
    "new_city": ("n",),
    "find": ("ctrl+p",),
    "help": ("f1",),
    "no_city": ("4",),
}
"""Keys that lead to each picture."""


def at(keys: tuple[str, ...], settled: Settle) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def go(pilot: Pilot[None]) -> None:
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)

    return go


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_view(
    snap_compare: Any, app_on: AppMaker, filled_home: Path, settled: Settle, view: str, size: str
) -> None:
    app = app_on(filled_home)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=at(VIEWS[view], settled))


@pytest.mark.parametrize("theme", ["leap-light", "leap-contrast"])
def test_city_in_the_other_palettes(
    snap_compare: Any, app_on: AppMaker, filled_home: Path, settled: Settle, theme: str
) -> None:
    app = app_on(filled_home)
    app.theme = theme
    assert snap_compare(app, terminal_size=(80, 24), run_before=at(("down", "enter"), settled))


def test_small_terminal(snap_compare: Any, app_on: AppMaker, filled_home: Path, settled: Settle) -> None:
    app = app_on(filled_home)
    assert snap_compare(app, terminal_size=(60, 20), run_before=at(("down", "enter"), settled))


def test_empty_portfolio(snap_compare: Any, app_on: AppMaker, empty_home: Path, settled: Settle) -> None:
    app = app_on(empty_home)
    assert snap_compare(app, terminal_size=(80, 24), run_before=at((), settled))


@pytest.mark.parametrize("making", [True, False])
def test_unlock(
    snap_compare: Any, tmp_path: Path, settled: Settle, making: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    home = Path("store")
    if not making:
        home.mkdir()
        (home / "store.keys").touch()
    assert snap_compare(LeapApp(home), terminal_size=(80, 24), run_before=at((), settled))
