"""The quality page of an export and the data requests of a city, by keyboard, on a real store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from leaptui.domain.call_records import DataRequest, Dataset
from leaptui.services.calls.data_requests import data_requests
from leaptui.services.calls.importing import import_file
from leaptui.services.city.engagements import add_engagement, find_engagement
from leaptui.services.upkeep.history import record_history
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.dialogs.path import PathDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.screens.calls.calls import CallsScreen
from leaptui.tui.screens.calls.quality import CallsQualityScreen
from leaptui.tui.screens.calls.rows import RowsDialog
from leaptui.tui.screens.city.data_requests import DataRequestsScreen
from leaptui.tui.screens.view import Drawn
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import PickList
from tests.quick_stores import make_workspace
from tests.tui.conftest import PASSPHRASE, now_ms

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]


@pytest.fixture(scope="module")
def seattle_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One made-up city with a small export."""
    home = tmp_path_factory.mktemp("quality") / "home"
    workspace, _ = make_workspace(home, PASSPHRASE, now_ms=now_ms)
    with workspace:
        city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
        import_file(workspace, city, Path(__file__).parents[2] / "fixtures" / "calls" / "seattle_layout.csv")
    return home


async def open_calls(app: LeapApp, pilot: Pilot[None], settled: Settle) -> None:
    await settled(pilot)
    app.open_city(await app.ask(find_engagement, "harbor-falls-oh"), "calls")
    await settled(pilot)
    assert isinstance(app.screen, CallsScreen)


async def press(pilot: Pilot[None], settled: Settle, *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def drawn(app: LeapApp, selector: str, width: int = 78) -> str:
    return "\n".join(line.plain for line in app.screen.query_one(selector, Drawn).lines(width))


def listed(app: LeapApp) -> str:
    return app.screen.query_one(PickList).render().plain


async def test_the_quality_page_answers_lists_and_opens(
    app_on: AppMaker, seattle_home: Path, settled: Settle, tmp_path: Path
) -> None:
    app = app_on(seattle_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_calls(app, pilot, settled)
        await press(pilot, settled, "q")
        assert isinstance(app.screen, CallsQualityScreen)
        assert drawn(app, "#carries").startswith("Can these calls carry what is asked of them?\nvolume ")
        assert "time on scene ✕ no" in drawn(app, "#carries")
        assert listed(app).lstrip().startswith("▌✕ serious The export has no clearance")
        assert "calls used. Time on scene, busy time and officer hours cannot be had" in drawn(
            app, "#said", 200
        )
        assert max(map(len, drawn(app, "#said").splitlines())) <= 78
        await press(pilot, settled, "enter")
        assert isinstance(app.screen, TellDialog), "no row stands for a column that is not there"
        await press(pilot, settled, "escape")
        rows: PickList[object] = app.screen.query_one("#findings", PickList)
        opens = [pick.value.opens for pick in rows.picks]  # type: ignore[attr-defined]
        await press(pilot, settled, *(["down"] * opens.index(True)), "enter")
        assert isinstance(app.screen, RowsDialog)
        await press(pilot, settled, "escape", "w")
        assert isinstance(app.screen, TellDialog)
        await press(pilot, settled, "escape", "x", "enter")
        assert isinstance(app.screen, PathDialog)
        app.screen.query_one(Input).value = str(tmp_path / "out")
        await press(pilot, settled, "enter")
        assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
            f"harbor-falls-oh-data-quality.{ending}" for ending in ("csv", "docx", "pdf")
        ]
        await press(pilot, settled, "escape", "escape")
        assert isinstance(app.screen, CallsScreen)


async def test_the_finding_stands_whole_beside_the_list_where_there_is_room(
    app_on: AppMaker, seattle_home: Path, settled: Settle
) -> None:
    app = app_on(seattle_home)
    async with app.run_test(size=(140, 40)) as pilot:
        await open_calls(app, pilot, settled)
        await press(pilot, settled, "q")
        whole = drawn(app, "#whole", 49)
        assert whole.startswith("The export has no clearance\n")
        assert "✕ time on scene, serious" in whole
        assert "The city can" in whole
        await pilot.resize_terminal(60, 20)
        await settled(pilot)
        assert "✕ serious The export has no clearance" in listed(app)


async def test_a_data_request_is_begun_sent_answered_and_written(
    app_on: AppMaker, seattle_home: Path, settled: Settle, tmp_path: Path
) -> None:
    app = app_on(seattle_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_calls(app, pilot, settled)
        await press(pilot, settled, "r")
        assert isinstance(app.screen, DataRequestsScreen)
        assert "N begins a request" in listed(app)
        await press(pilot, settled, "n", *"Records", "f2")
        assert listed(app).split()[:4] == ["▌○", "not", "sent", "911"]
        await press(pilot, settled, "c")
        assert isinstance(app.screen, DataRequestsScreen), "what was not sent cannot be chased"
        await press(pilot, settled, "s", "down", *"friday", "f2")
        assert "due Fri 27" in listed(app)
        await press(pilot, settled, "a", *"signed", "down", "down")
        await press(pilot, settled, *"2026", "minus", *"11", "minus", *"30", "f2")
        assert "ends in 6 days" in drawn(app, "#said")
        assert "▲ 1 agreement ending" in app.screen.query_one(ContextBar).render().plain
        await press(pilot, settled, "f", "space", "f2")
        await press(pilot, settled, "l")
        assert isinstance(app.screen, PathDialog)
        app.screen.query_one(Input).value = str(tmp_path / "out")
        await press(pilot, settled, "enter")
        await press(pilot, settled, "escape")
        letter = (tmp_path / "out" / "harbor-falls-oh-data-request.md").read_text("utf-8")
        assert "To: Records" in letter
        assert "**Incident number.**" not in letter, "its tick was taken away"
        await press(pilot, settled, "r", "f2", "enter")
        assert listed(app).split()[:2] == ["▌✓", "received"]
        assert "Asked for and not in the file:" in drawn(app, "#said")
        (view,) = await app.ask(data_requests, await app.ask(find_engagement, "harbor-falls-oh"))
        assert view.datasets == ("seattle_layout.csv",)
        (dataset,) = await app.ask(lambda workspace: workspace.store.all(Dataset))
        assert dataset.request == view.request.id
        await press(pilot, settled, "enter")
        assert isinstance(app.screen, FormDialog)
        await press(pilot, settled, "down", "end", *(["backspace"] * 4), *"2027", "f2")
        assert isinstance(app.screen, FormDialog), "the period would end before it begins"
        await press(pilot, settled, "escape", "enter")
        assert isinstance(app.screen, DataRequestsScreen)
        await press(pilot, settled, "d")
        assert await app.ask(lambda workspace: workspace.store.all(DataRequest)) == []
        acts = (await app.ask(record_history, view.request.id)).acts
        assert acts[0].did == "removed data request"
