"""What keeps a document from leaving, by keyboard: seen, let through with a reason, withdrawn, gone to."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from leaptui.services.city.engagements import find_engagement
from leaptui.services.documents.overrides import overrides
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.roadmap.deciding import set_component
from leaptui.services.upkeep.homes import open_workspace
from leaptui.tui.app import LeapApp
from leaptui.tui.screens.documents.held_back import HeldBackScreen
from leaptui.tui.screens.roadmap.roadmap import RoadmapScreen
from tests.tui.conftest import PASSPHRASE

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]
SECRET = "The night sergeant overrides the dispatcher whenever she sends somebody else."


@pytest.fixture
def blocked_home(filled_home: Path, tmp_path: Path) -> Path:
    """Harbor Falls, where a reason repeats what was said off the record and an owner spoke in confidence."""
    home = tmp_path / "blocked"
    shutil.copytree(filled_home, home)
    with open_workspace(home, PASSPHRASE) as workspace:
        city = find_engagement(workspace, "harbor-falls-oh")
        start_interview(workspace, city, held_on="2026-11-20", attribution="off_record", note=SECRET)
        set_component(workspace, city, "hours", {"rationale": f"We heard it. {SECRET}"})
        set_component(workspace, city, "training", {"owner": "Dana Okafor"})
    return home


def seen(app: LeapApp) -> str:
    """All that stands on the screen."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def test_each_span_is_seen_let_through_withdrawn_and_gone_to(
    app_on: AppMaker, blocked_home: Path, settled: Settle
) -> None:
    async with app_on(blocked_home).run_test(size=(80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, LeapApp)
        await settled(pilot)
        for key in ("down", "enter", "7", "g"):
            await pilot.press(key)
            await settled(pilot)
        assert isinstance(app.screen, HeldBackScreen)
        shown = seen(app)
        for words in (
            "component 3, rationale",
            "no override",
            "component 9, owner",
            "“Dana Okafor”",
            "names somebody who did not speak on the record",
            "roadmap · for the public · 2 held back",
            "What is off the record is never let through.",
        ):
            assert words in shown, words

        await pilot.press("home", "a")  # off the record: nothing is asked
        await settled(pilot)
        assert isinstance(app.screen, HeldBackScreen)
        await pilot.press("down", "a")
        await settled(pilot)
        app.screen.query_one(Input).value = "She agreed on 3 May"
        await pilot.press("enter")
        await settled(pilot)
        assert app.city is not None
        (made,) = await app.ask(overrides, app.city)
        assert (made.place, made.reason, made.audience) == (
            "component 9, owner",
            "She agreed on 3 May",
            "public",
        )
        shown = seen(app)
        assert "1 held back" in shown
        assert "◆ component 9, owner" in shown
        assert "She agreed on 3 May" in shown

        await pilot.press("end", "w")
        await settled(pilot)
        assert await app.ask(overrides, app.city) == []
        assert "2 held back" in seen(app)

        await pilot.press("end", "enter")
        await settled(pilot)
        assert isinstance(app.screen, RoadmapScreen)
        assert "Dana Okafor" in seen(app)
        await pilot.press("7")
        await settled(pilot)
        assert isinstance(app.screen, HeldBackScreen)  # as it was left, and asked anew
