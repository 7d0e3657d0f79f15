"""The screen is painted once with its rows, and without them where they keep one waiting."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from leaptui.services.upkeep.homes import open_workspace
from leaptui.services.workspace import Workspace
from leaptui.tui.app import LeapApp

AppMaker = Callable[[Path], LeapApp]
Settle = Callable[[Pilot[None]], Awaitable[None]]


def seen(app: LeapApp) -> str:
    """All that stands on the screen."""
    return "\n".join("".join(part.text for part in strip) for strip in app.screen._compositor.render_strips())


@pytest.fixture
def paints(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the screen said each time it was sent to the terminal."""
    found: list[str] = []
    display = LeapApp._display

    def watched(app: LeapApp, screen: object, renderable: object) -> None:
        if renderable is not None and not app._batch_count:
            found.append(seen(app))
        display(app, screen, renderable)  # type: ignore[arg-type]

    monkeypatch.setattr(LeapApp, "_display", watched)
    return found


async def test_the_first_paint_has_the_rows(
    app_on: AppMaker, filled_home: Path, settled: Settle, paints: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leaptui.tui.first_paint.LONGEST_SECONDS", 3600)
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Sable Point WA" in paints[0]


async def test_a_store_that_opens_slowly_is_waited_for_with_the_frame_on_the_screen(
    filled_home: Path,
    tmp_path: Path,
    settled: Settle,
    paints: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("leaptui.tui.first_paint.LONGEST_SECONDS", 0.01)
    home = Path(shutil.copytree(filled_home, tmp_path / "store"))
    goes_on = Event()

    def slowly() -> Workspace:
        assert goes_on.wait(60)
        return open_workspace(home, "practice makes a city")

    async with LeapApp(home, opener=slowly).run_test(size=(80, 24)) as pilot:
        while not paints:
            await pilot.pause()
        assert "opening the store" in paints[0]
        goes_on.set()
        await settled(pilot)
        assert "Sable Point WA" in seen(pilot.app)  # type: ignore[arg-type]
