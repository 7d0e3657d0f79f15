"""The place City, its people and its follow-ups, by keyboard, on a real store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.pilot import Pilot

from leaptui.domain.attribution import Attribution
from leaptui.domain.records import Engagement, FollowUp, Stakeholder
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.screens.city.city import CityScreen
from leaptui.tui.screens.city.panes import CityBlock
from leaptui.tui.screens.city.people import PeopleScreen
from leaptui.tui.screens.roadmap.readiness import ReadinessScreen
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import PickList

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]


def said(app: LeapApp) -> str:
    """All that the blocks of the city screen say."""
    return "\n".join(
        line.plain for block in app.screen.query(CityBlock) if block.display for line in block.lines(60)
    )


async def type_text(pilot: Pilot[None], text: str) -> None:
    names = {" ": "space", ",": "comma", "-": "minus"}
    await pilot.press(*(names.get(character, character) for character in text))


async def open_harbor_falls(pilot: Pilot[None], settled: Settle) -> LeapApp:
    await settled(pilot)
    await pilot.press("down", "enter")
    await settled(pilot)
    app = pilot.app
    assert isinstance(app, LeapApp)
    assert isinstance(app.screen, CityScreen)
    return app


async def test_the_city_at_a_glance(app_on: AppMaker, filled_home: Path, settled: Settle) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_harbor_falls(pilot, settled)
        words = said(app)
        assert "▸ Next  Review 38 call types  due Tue 24" in words
        assert "3 agreed" in words
        assert "21 of 40" in words
        assert "▲ Dispatchers" in words
        assert "2 overdue" in words


async def test_enter_does_the_next_step_and_a_changed_step_shows(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 30)) as pilot:
        app = await open_harbor_falls(pilot, settled)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, FormDialog)
        assert app.screen.values["next_step"] == "Review 38 call types"
        await pilot.press("down", "ctrl+u")
        await type_text(pilot, "Call the chief")
        await pilot.press("f2")
        await settled(pilot)
        assert "▸ Next  Call the chief" in said(app)
        stored = await app.ask(lambda workspace: workspace.store.all(Engagement)[0].next_step)
        assert stored == "Call the chief"


async def test_a_person_is_added_to_the_group_under_the_cursor(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 30)) as pilot:
        app = await open_harbor_falls(pilot, settled)
        await pilot.press("h")
        await settled(pilot)
        assert isinstance(app.screen, PeopleScreen)
        await pilot.press("down", "a")
        await settled(pilot)
        assert isinstance(app.screen, FormDialog)
        await type_text(pilot, "Rosa Lind")
        await pilot.press("enter")
        await type_text(pilot, "day dispatcher")
        await pilot.press("f2")
        await settled(pilot)
        assert isinstance(app.screen, PeopleScreen)
        people = await app.ask(lambda workspace: workspace.store.all(Stakeholder))
        assert (people[-1].name, people[-1].role, people[-1].group) == (
            "Rosa Lind",
            "day dispatcher",
            "dispatch",
        )
        assert people[-1].attribution is Attribution.NONE
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, CityScreen)


async def test_a_follow_up_is_promised_and_kept(app_on: AppMaker, filled_home: Path, settled: Settle) -> None:
    async with app_on(filled_home).run_test(size=(80, 30)) as pilot:
        app = await open_harbor_falls(pilot, settled)
        await pilot.press("n")
        await settled(pilot)
        await type_text(pilot, "Send the charter")
        await pilot.press("enter")
        await type_text(pilot, "2026-11-19")
        await pilot.press("f2")
        await settled(pilot)
        assert "3 overdue" in said(app)
        await pilot.press("f")
        await settled(pilot)
        await pilot.press("home", "space")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert "2 overdue" in said(app)
        done = await app.ask(lambda workspace: workspace.store.all(FollowUp, done=True))
        assert [owed.text for owed in done] == ["Send the charter"]


async def test_a_date_that_is_none_is_refused_beside_its_field(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 30)) as pilot:
        app = await open_harbor_falls(pilot, settled)
        await pilot.press("n")
        await settled(pilot)
        await type_text(pilot, "Send it")
        await pilot.press("enter")
        await type_text(pilot, "soonish")
        await pilot.press("f2")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, FormDialog)
        wrong = {row.field.key: row._problem._words for row in form._rows if row._problem._words}
        assert wrong == {"due": "▲ A day such as friday, next week, 2 dec, 12/5, 2026-12-02."}
        assert form._rows[1].editor.has_focus


async def test_a_component_opens_in_the_roadmap(app_on: AppMaker, filled_home: Path, settled: Settle) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_harbor_falls(pilot, settled)
        await pilot.press("c", "down", "down", "enter")
        await settled(pilot)
        assert app.current_mode == "roadmap"
        assert app.city is not None


async def test_what_is_missing_is_told(app_on: AppMaker, filled_home: Path, settled: Settle) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_harbor_falls(pilot, settled)
        await pilot.press("r")
        await settled(pilot)
        assert isinstance(app.screen, ReadinessScreen)
        told = [pick.value.text for pick in app.screen.query_one(PickList).picks]
        assert "No call data was imported" in told
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, CityScreen)


async def test_without_a_city_a_place_says_how_to_begin(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("2")
        await settled(pilot)
        assert app.screen.has_class("-without-city")
        assert app.screen.query_one("#no-city").display
        assert "No city" in app.screen.query_one(ContextBar).lines(80)[0].plain
