"""Calls whose file is gone are told once, and the app goes on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from leaptui.services.calls.importing import import_file
from leaptui.services.city.engagements import add_engagement, find_engagement
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.ask import ErrorDialog
from leaptui.tui.screens.calls.calls import CallsScreen
from tests.quick_stores import make_workspace
from tests.tui.conftest import PASSPHRASE, now_ms

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]


async def test_an_export_that_is_gone_is_told_once(
    app_on: AppMaker, settled: Settle, tmp_path: Path, fixtures: Path
) -> None:
    home = tmp_path / "home"
    workspace, _ = make_workspace(home, PASSPHRASE, now_ms=now_ms)
    with workspace:
        here = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
        gone = add_engagement(workspace, "Fenwick, NC", timezone="America/New_York")
        dataset, _ = import_file(workspace, here, fixtures / "calls" / "seattle_layout.csv")
        lost = replace(dataset, id=workspace.new_id(), engagement=gone.id, hash="0" * 64)
        workspace.store.apply("import calls", [lost], stream=gone.id)
    app = app_on(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for city in ("harbor-falls-oh", "fenwick-nc"):
            app.open_city(await app.ask(find_engagement, city), "calls")
            await settled(pilot)
        assert isinstance(app.screen, ErrorDialog)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, CallsScreen)
