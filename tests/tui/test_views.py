"""The views over all interviews, by keyboard, on a real store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.content import Content
from textual.pilot import Pilot

from leaptui.domain.records import Headcount
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.interviews.interviews import start_interview
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.choose import ChooseDialog
from leaptui.tui.dialogs.read import ReadDialog
from leaptui.tui.screens.city.city import CityScreen
from leaptui.tui.screens.city.timeline import CityTimelineScreen, TimelineScreen
from leaptui.tui.screens.interviews.cell_passages import CellPassagesDialog
from leaptui.tui.screens.interviews.coverage import CoverageScreen, DistrictsScreen
from leaptui.tui.screens.interviews.interviews import InterviewsScreen
from leaptui.tui.screens.interviews.note import NoteScreen
from leaptui.tui.screens.interviews.question_matrix import QuestionMatrixScreen
from leaptui.tui.screens.interviews.saturation import SaturationScreen
from leaptui.tui.screens.interviews.theme_matrix import ThemeMatrixScreen
from leaptui.tui.screens.interviews.theme_passages import ThemePassagesScreen
from leaptui.tui.screens.interviews.views import VIEWS
from leaptui.tui.screens.roadmap.roadmap import RoadmapScreen
from leaptui.tui.widgets.bars import ContextBar
from tests.quick_stores import make_workspace
from tests.tui.conftest import PASSPHRASE

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]

NIGHT = """Break room.

## 4 Never unarmed, when?
Not without a radio. #SAFE-backup
## 9 Nobody is free
"We park them and hope." #NEED-night
"""
STREET = "Nobody comes after ten. #NEED-night\n\n[off] The captain drinks. #POLITICS"


@pytest.fixture(scope="module")
def heard_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city with three conversations: two people and a session."""
    home = tmp_path_factory.mktemp("heard") / "home"
    workspace, _ = make_workspace(home, PASSPHRASE)
    with workspace:
        city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
        dana = add_stakeholder(workspace, city, "Dana Okafor", role="night dispatcher", group="dispatch")
        lee = add_stakeholder(workspace, city, "Lee Brandt", role="patrol sergeant", group="patrol")
        start_interview(workspace, city, people=[dana], held_on="2026-11-18", note=NIGHT, guide="dispatch")
        start_interview(workspace, city, people=[lee], held_on="2026-11-19", note=STREET)
        session = start_interview(workspace, city, title="Peer council", held_on="2026-11-20", note="Hi.")
        heads = Headcount(
            id="heads", engagement=city.id, interview=session.id, group="lived_experience", people=7
        )
        workspace.store.apply("count people", [heads], stream=city.id)
    return home


async def open_view(pilot: Pilot[None], settled: Settle, key: str) -> LeapApp:
    """From the interviews, by V and the list."""
    app = pilot.app
    assert isinstance(app, LeapApp)
    await pilot.press("v")
    await settled(pilot)
    assert isinstance(app.screen, ChooseDialog)
    await pilot.press("home", *["down"] * [view.key for view in VIEWS].index(key), "enter")
    await settled(pilot)
    return app


async def open_interviews(pilot: Pilot[None], settled: Settle) -> None:
    await settled(pilot)
    for key in ("enter", "3"):
        await pilot.press(key)
        await settled(pilot)


def shown(app: LeapApp) -> str:
    """What the widgets of a view say."""
    said = [widget.render() for widget in app.screen.query("Sentences, Drawn, Lines, MatrixGrid, PickList")]
    return "\n".join(words.plain for words in said if isinstance(words, Content))


async def test_from_the_matrix_into_the_note_and_back(
    app_on: AppMaker, heard_home: Path, settled: Settle
) -> None:
    async with app_on(heard_home).run_test(size=(80, 24)) as pilot:
        await open_interviews(pilot, settled)
        app = await open_view(pilot, settled, "themes")
        assert isinstance(app.screen, ThemeMatrixScreen)
        words = shown(app)
        assert "NEED-night came up in 2 of 3 conversations and in 2 of the 3 groups heard." in words
        assert "2/3" in words
        await pilot.press("right")
        assert "Patrol: in 1 of 1 conversation with 1 person of the group." in shown(app)
        await pilot.press("right", "enter")
        await settled(pilot)
        assert isinstance(app.screen, ThemeMatrixScreen), "an empty cell opens nothing"
        await pilot.press("c", "c")
        bar = app.screen.query_one(ContextBar).render()
        assert "people in each cell" in bar.plain
        await pilot.press("x", "home", "down", "enter")
        await settled(pilot)
        assert isinstance(app.screen, CellPassagesDialog)
        assert app.screen.question == "NEED-night, Patrol officers and sergeants"
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, NoteScreen)
        assert app.screen.area.text == STREET
        assert app.screen.area.cursor_location == (0, 0)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, ThemeMatrixScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, InterviewsScreen)


async def test_an_answer_is_read_and_opened_where_it_stands(
    app_on: AppMaker, heard_home: Path, settled: Settle
) -> None:
    async with app_on(heard_home).run_test(size=(140, 40)) as pilot:
        await open_interviews(pilot, settled)
        app = await open_view(pilot, settled, "questions")
        assert isinstance(app.screen, QuestionMatrixScreen)
        await pilot.press("end")
        assert "Question 10 was answered in 0 of 1 conversation." in shown(app)
        await pilot.press("up")
        await settled(pilot)
        assert "We park them and hope." in shown(app)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ReadDialog)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, NoteScreen)
        assert app.screen.area.cursor_location == (4, 0)
        await pilot.press("escape")
        await settled(pilot)
        await open_view(pilot, settled, "passages")
        assert isinstance(app.screen, ThemePassagesScreen)
        assert "“We park them and hope.”" in shown(app)
        await pilot.press("tab", "down", "enter")
        await settled(pilot)
        assert isinstance(app.screen, NoteScreen)
        assert app.screen.area.text == STREET


async def test_coverage_districts_and_saturation(app_on: AppMaker, heard_home: Path, settled: Settle) -> None:
    async with app_on(heard_home).run_test(size=(80, 24)) as pilot:
        await open_interviews(pilot, settled)
        app = await open_view(pilot, settled, "coverage")
        assert isinstance(app.screen, CoverageScreen)
        words = shown(app)
        assert "7/8" in words
        assert "9 people heard in all" in words
        assert "Before Design, hear Dispatchers (1 of 2), Patrol (1 of 2)" in words
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("escape")
        await open_view(pilot, settled, "districts")
        assert isinstance(app.screen, DistrictsScreen)
        assert "No call export with districts is imported yet" in shown(app)
        await open_view(pilot, settled, "saturation")
        assert isinstance(app.screen, SaturationScreen)
        words = shown(app)
        assert "new themes by conversation, 1 to 2; the last 2: 2 1" in words
        assert "no theme marked" in words
        assert "Go on: 18 groups have fewer voices than Design needs." in words


async def test_the_timeline_leads_to_what_it_tells_of(
    app_on: AppMaker, heard_home: Path, settled: Settle
) -> None:
    async with app_on(heard_home).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        app = pilot.app
        assert isinstance(app, LeapApp)
        assert isinstance(app.screen, CityScreen)
        await pilot.press("t")
        await settled(pilot)
        assert isinstance(app.screen, CityTimelineScreen)
        assert "Interview 2: patrol sergeant" in shown(app)
        await pilot.press("home", "enter")
        await settled(pilot)
        assert isinstance(app.screen, NoteScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, CityTimelineScreen)
        await pilot.press("escape", "3")
        await settled(pilot)
        await open_view(pilot, settled, "timeline")
        assert isinstance(app.screen, TimelineScreen)


async def test_a_city_without_words_says_how_to_begin(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(60, 20)) as pilot:
        await settled(pilot)
        await pilot.press("down")
        await open_interviews(pilot, settled)
        app = pilot.app
        assert isinstance(app, LeapApp)
        for key, kind in (("themes", ThemeMatrixScreen), ("questions", QuestionMatrixScreen)):
            await open_view(pilot, settled, key)
            assert isinstance(app.screen, kind)
            assert app.screen.has_class("-empty")
            await pilot.press("right", "enter", "c")
            await settled(pilot)
        await pilot.press("6")
        await settled(pilot)
        assert isinstance(app.screen, RoadmapScreen)


@pytest.mark.parametrize(
    ("view", "size"),
    [("themes", (80, 24)), ("themes", (140, 40)), ("coverage", (80, 24)), ("passages", (140, 40))],
    ids=lambda value: value if isinstance(value, str) else f"{value[0]}x{value[1]}",
)
def test_view(
    snap_compare: Any, app_on: AppMaker, heard_home: Path, settled: Settle, view: str, size: tuple[int, int]
) -> None:
    async def go(pilot: Pilot[None]) -> None:
        await open_interviews(pilot, settled)
        await open_view(pilot, settled, view)

    assert snap_compare(app_on(heard_home), terminal_size=size, run_before=go)
