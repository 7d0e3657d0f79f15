"""The place Portfolio, by keyboard, on a real store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from leaptui.domain.records import Engagement, Jurisdiction
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.ask import AskDialog
from leaptui.tui.dialogs.choose import ChooseDialog
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.dialogs.path import PathDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.screens.city.portfolio import PortfolioScreen
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import PickList

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]


def cities(app: LeapApp) -> list[str]:
    listed: PickList[object] = app.screen.query_one("#cities", PickList)
    return [getattr(pick.value, "engagement").name for pick in listed.picks]  # noqa: B009


def context(app: LeapApp) -> str:
    bar = app.screen.query_one(ContextBar)
    return bar.lines(200)[0].plain


async def type_text(pilot: Pilot[None], text: str) -> None:
    names = {" ": "space", ",": "comma", "/": "slash", "-": "minus", "_": "underscore"}
    await pilot.press(*(names.get(character, character) for character in text))


async def test_cities_that_need_her_come_first(app_on: AppMaker, filled_home: Path, settled: Settle) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, PortfolioScreen)
        assert cities(app)[:3] == ["Sable Point, WA", "Harbor Falls, OH", "Quarry Bend, MI"]
        assert context(app).startswith("8 cities · 3 need you this week · 3 follow-ups open")


async def test_enter_opens_the_city_under_the_cursor(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("j", "enter")
        await settled(pilot)
        assert app.current_mode == "city"
        assert context(app).startswith("Harbor Falls OH · 61,400 people · phase 2 Data")


async def test_slash_filters_and_escape_shows_all(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("slash")
        await type_text(pilot, "data falls")
        await settled(pilot)
        assert cities(app) == ["Harbor Falls, OH"]
        assert "only “data falls”" in context(app)
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert app.city is not None
        assert app.city.name == "Harbor Falls, OH"
        await pilot.press("1", "slash", "escape")
        await settled(pilot)
        assert len(cities(app)) == 8


async def test_digits_are_letters_while_one_filters(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("slash", "4")
        await settled(pilot)
        assert app.current_mode == "portfolio"
        await pilot.press("escape", "4")
        await settled(pilot)
        assert app.current_mode == "calls"


async def test_s_sorts_by_name_then_phase(app_on: AppMaker, filled_home: Path, settled: Settle) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        assert cities(app) == sorted(cities(app))
        await pilot.press("S")
        await settled(pilot)
        assert cities(app)[-1] == "Ossipee Mills, NH"
        assert "sorted by phase" in context(app)


async def test_a_new_city_is_added_by_keyboard_alone(
    app_on: AppMaker, empty_home: Path, settled: Settle
) -> None:
    app = app_on(empty_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert app.screen.has_class("-empty")
        await pilot.press("n")
        await settled(pilot)
        assert isinstance(app.screen, FormDialog)
        await type_text(pilot, "Twin Rivers, WA")
        await pilot.press("enter")
        await type_text(pilot, "North Fork, WA, 12000")
        await pilot.press("enter")
        await type_text(pilot, "South Fork, WA, 3000")
        await pilot.press("tab", "tab", "right", "right", "right", "enter", "right", "right", "enter")
        await type_text(pilot, "America/Los_Angeles")
        await pilot.press("f2")
        await settled(pilot)
        added = await app.ask(lambda workspace: workspace.store.all(Engagement)[0])
        places = await app.ask(lambda workspace: workspace.store.all(Jurisdiction))
        assert (added.name, added.slug, added.level, added.phase, added.timezone) == (
            "Twin Rivers, WA",
            "twin-rivers-wa",
            "roadmap",
            "listening",
            "America/Los_Angeles",
        )
        assert [(place.name, place.state, place.population) for place in places] == [
            ("North Fork", "WA", 12_000),
            ("South Fork", "WA", 3_000),
        ]
        assert cities(app) == ["Twin Rivers, WA"]
        assert "saved 14:02:11" in context(app)


async def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 30)) as pilot:
        await settled(pilot)
        await pilot.press("n", "f2")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, FormDialog)
        assert [row.field.key for row in form._rows if row._problem._words] == ["name"]
        await type_text(pilot, "Fenwick, NC")
        await pilot.press("f2")
        await settled(pilot)
        again = app.screen
        assert isinstance(again, FormDialog)
        assert again is not form
        assert "already" in again._rows[0]._problem._words
        assert again.values["name"] == "Fenwick, NC"


async def test_escape_asks_before_it_throws_typing_away(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 30)) as pilot:
        await settled(pilot)
        await pilot.press("n", "x", "escape")
        await settled(pilot)
        assert isinstance(app.screen, AskDialog)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, FormDialog)
        assert app.screen.values["name"] == "x"
        await pilot.press("escape", "enter")
        await settled(pilot)
        assert isinstance(app.screen, PortfolioScreen)
        assert len(cities(app)) == 8


async def test_x_asks_and_puts_a_city_away(app_on: AppMaker, filled_home: Path, settled: Settle) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert isinstance(app.screen, AskDialog)
        await pilot.press("enter")
        await settled(pilot)
        assert "Sable Point, WA" not in cities(app)
        assert len(cities(app)) == 7


async def test_the_wide_screen_adds_the_city_pane(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        pane = app.screen.query_one("CityPane")
        assert pane.display
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert not pane.display


async def test_the_impact_report_is_made_from_here(
    app_on: AppMaker, filled_home: Path, settled: Settle, tmp_path: Path
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("i")
        await settled(pilot)
        assert isinstance(app.screen, ChooseDialog)
        for _ in range(2):  # this year, anybody
            await pilot.press("enter")
            await settled(pilot)
        assert isinstance(app.screen, PathDialog)
        app.screen.query_one(Input).value = str(tmp_path / "out")
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, TellDialog)
        assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
            "impact-report-2026.docx",
            "impact-report-2026.pdf",
        ]
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, PortfolioScreen)
