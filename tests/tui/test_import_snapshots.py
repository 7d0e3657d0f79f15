"""Pictures of an import's steps, at both sizes and in the light.

Made anew with `pytest tests/tui/test_import_snapshots.py --snapshot-update`, and looked at before
they are kept.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from leaptui.services.city.engagements import find_engagement
from leaptui.tui.app import LeapApp

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]

STEPS: dict[str, tuple[str, tuple[int, int], str, tuple[str, ...]]] = {
    "questions": ("day_or_month.csv", (140, 40), "leap-light", ("right",)),
    "role": ("day_or_month.csv", (80, 24), "leap-dark", ("right", "end", "enter", "b", "e")),
    "rules": ("nashville_layout.csv", (80, 24), "leap-contrast", ("right", "right")),
    "stored": ("san_jose_layout.csv", (80, 24), "leap-dark", ("right", "right", "right", "enter")),
}
"""File, size, palette and the keys that lead to each picture."""


@pytest.mark.parametrize("step", STEPS)
def test_step(
    snap_compare: Any, app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path, step: str
) -> None:
    name, size, theme, keys = STEPS[step]
    app = app_on(filled_home)
    app.theme = theme

    async def go(pilot: Pilot[None]) -> None:
        await settled(pilot)
        app.open_city(await app.ask(find_engagement, "fenwick-nc"), "calls")
        await settled(pilot)
        await pilot.press("i")
        await settled(pilot)
        app.screen.query_one(Input).value = str(fixtures / "calls" / name)
        await settled(pilot)
        for key in ("enter", *keys):
            await pilot.press(key)
            await settled(pilot)

    assert snap_compare(app, terminal_size=size, run_before=go)
