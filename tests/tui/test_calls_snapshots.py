"""Pictures of the calls' tables, which rest on no reading of types.

Made anew with `pytest tests/tui/test_calls_snapshots.py --snapshot-update`, and looked at before
they are kept.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from leaptui.tui.app import LeapApp
from tests.tui.test_calls import calls_home, open_calls

__all__ = ["calls_home"]

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]

VIEWS: dict[str, tuple[tuple[int, int], str, tuple[str, ...]]] = {
    "volume": ((140, 40), "leap-dark", ("p", "down", "enter")),
    "minutes": ((80, 24), "leap-light", ("m",)),
}
"""Size, palette and the keys that lead to each picture."""


@pytest.mark.parametrize("view", VIEWS)
def test_view(snap_compare: Any, app_on: AppMaker, calls_home: Path, settled: Settle, view: str) -> None:
    size, theme, keys = VIEWS[view]
    app = app_on(calls_home)
    app.theme = theme

    async def go(pilot: Pilot[None]) -> None:
        await open_calls(app, pilot, settled)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)

    assert snap_compare(app, terminal_size=size, run_before=go)
