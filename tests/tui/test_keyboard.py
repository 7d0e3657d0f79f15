"""Keys typed ahead of what they are meant for: nothing is lost, nothing is done twice, nothing falls behind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from textual.events import Key, Paste
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from leaptui.domain.errors import InputRefused
from leaptui.domain.records import FollowUp
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.ask import ErrorDialog
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.dialogs.write import WriteDialog
from leaptui.tui.screens.city.city import CityScreen
from leaptui.tui.screens.city.follow_ups import CityFollowUpsScreen
from leaptui.tui.screens.find import FindScreen
from leaptui.tui.screens.interviews.interviews import InterviewsScreen
from leaptui.tui.screens.roadmap.claims import ClaimsScreen
from leaptui.tui.screens.roadmap.link import LinkDialog
from leaptui.tui.screens.roadmap.roadmap import RoadmapScreen
from leaptui.tui.screens.view import Sentences
from leaptui.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    import pytest

    from leaptui.services.workspace import Workspace

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]
NAMES = {" ": "space", "\r": "enter", "\x1b": "escape"}


def write(app: LeapApp, text: str, *then: Key | Paste) -> None:
    """Send keys as a terminal does that was given all of them in one go."""
    assert app._driver is not None
    keys = (Key(NAMES.get(character, character), character) for character in text)
    for event in (*keys, *then):
        event.set_sender(app)
        app._driver.send_message(event)


@asynccontextmanager
async def busy_store(app: LeapApp) -> AsyncIterator[None]:
    """The store answers nobody inside; what was asked is answered afterwards."""
    free, begun = Event(), Event()

    def hold(_: Workspace) -> bool:
        begun.set()
        return free.wait(20)

    held = asyncio.create_task(app.ask(hold))
    assert await asyncio.to_thread(begun.wait, 20)
    try:
        yield
    finally:
        free.set()
        assert await held


async def open_harbor_falls(pilot: Pilot[None], settled: Settle) -> LeapApp:
    await settled(pilot)
    await pilot.press("down", "enter")
    await settled(pilot)
    app = pilot.app
    assert isinstance(app, LeapApp)
    assert isinstance(app.screen, CityScreen)
    return app


async def test_what_is_typed_ahead_of_a_dialog_is_typed_into_it(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    """A form, a list that is searched and a page to write on, each opened while the store is busy; a paste, too."""
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_harbor_falls(pilot, settled)
        for place, key, behind, dialog in (
            ("3", "a", InterviewsScreen, FormDialog),
            ("6", "e", RoadmapScreen, LinkDialog),
            ("6", "w", RoadmapScreen, WriteDialog),
        ):
            await pilot.press(place)
            await settled(pilot)
            async with busy_store(app):
                write(app, f"{key}San", Paste(" José"))
                write(app, "!")
                await pilot.pause()
            await settled(pilot)
            assert isinstance(app.screen, dialog)
            field = app.focused
            assert isinstance(field, Input | TextArea)
            assert (field.value if isinstance(field, Input) else field.text) in (
                "San José!",
                "Heard.San José!",
            )
            assert [type(screen) for screen in app.screen_stack] == [behind, dialog]
            # Left as it was: the form and the page ask first, for something was written.
            write(app, "\x1b" if dialog is LinkDialog else "\x1b\r")
            await settled(pilot)
            assert isinstance(app.screen, behind)
        await pilot.press("w")
        await settled(pilot)
        await app.pop_screen()
        write(app, "3")  # what was taken away unanswered keeps no key from its place
        await settled(pilot)
        assert isinstance(app.screen, InterviewsScreen)


async def test_a_name_and_enter_in_one_write_are_saved_once_and_again_once_more(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    """Two promises in one go, dialog after dialog; and the key pressed twice opens one dialog."""
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_harbor_falls(pilot, settled)
        write(app, "nCall the union\r\r\rnSend the charter\r\r\r")
        await settled(pilot)
        assert isinstance(app.screen, CityScreen)
        owed = [each.text for each in await app.ask(lambda workspace: workspace.store.all(FollowUp))]
        assert owed[-2:] == ["Call the union", "Send the charter"]
        write(app, "nn")
        await settled(pilot)
        assert [type(screen) for screen in app.screen_stack] == [CityScreen, FormDialog]
        assert isinstance(app.focused, Input)
        assert app.focused.value == "n"
        write(app, "\x1b\r\r\r")  # throw it away; Enter twice opens the next step and answers nothing in it
        await settled(pilot)
        assert [type(screen) for screen in app.screen_stack] == [CityScreen, FormDialog]
        assert app.focused is app.screen.query(Input).first()


async def test_keys_for_a_dialog_that_never_came_are_no_commands_and_esc_gives_it_up(
    app_on: AppMaker, filled_home: Path, settled: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What failed is told, unanswered by an Enter that was meant for something else."""

    async def refused(*_: object, **__: object) -> None:
        raise InputRefused("The city cannot be read.")

    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_harbor_falls(pilot, settled)
        await pilot.press("3")
        await settled(pilot)
        async with busy_store(app):
            write(app, "aSan\x1b")
            await pilot.pause()
            write(app, "2")
            await pilot.pause()
            assert isinstance(app.screen, CityScreen)
            write(app, "3")
        await settled(pilot)
        assert [type(screen) for screen in app.screen_stack] == [InterviewsScreen]
        await pilot.press("a")
        await settled(pilot)
        assert isinstance(app.screen, FormDialog)
        assert not app.screen.query(Input).first().value
        await pilot.press("escape")
        monkeypatch.setattr("leaptui.tui.screens.interviews.interviews.ask_for_person", refused)
        async with busy_store(app):
            write(app, "anan\r")
            await pilot.pause()
        await settled(pilot)
        assert [type(screen) for screen in app.screen_stack] == [InterviewsScreen, ErrorDialog]
        assert "dropped" in next(iter(app._notifications)).message
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, InterviewsScreen)


async def test_a_command_takes_what_the_words_before_it_find_and_no_bar_offers_what_cannot_be_done(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    """A city found by its name and left for a place, before either was on the screen."""
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app = pilot.app
        assert isinstance(app, LeapApp)
        async with busy_store(app):
            write(app, "", Key("ctrl+p", None))
            write(app, "quarry\r\x1b")  # Esc takes the Enter back, which must open no city behind it
            await pilot.pause()
        await settled(pilot)
        assert isinstance(app.screen, FindScreen)
        await pilot.press("escape")
        await settled(pilot)
        async with busy_store(app):
            write(app, "", Key("ctrl+p", None))
            write(app, "quarry\r")
            await pilot.pause()
        await settled(pilot)
        assert app.city_name.startswith("Quarry Bend")
        async with busy_store(app):
            write(app, "3j")
            await pilot.pause()
        await settled(pilot)
        assert isinstance(app.screen, InterviewsScreen)
        rows = app.screen.query_one("#interviews", PickList)
        assert rows.pick is rows.picks[1]
        # In a city where nothing is, no bar offers what is done to a row.
        write(app, "", Key("ctrl+p", None))
        write(app, "ossipee\r")
        await settled(pilot)
        for keys, screen, offered in (
            ("3", InterviewsScreen, ["new interview", "add person", "views", "from a file"]),
            ("2f", CityFollowUpsScreen, ["new", "calendar", "table", "views", "back", "history"]),
            ("6v", ClaimsScreen, ["back", "history"]),
        ):
            write(app, keys)
            await settled(pilot)
            assert isinstance(app.screen, screen)
            assert [command.word for command in app.screen.commands() if command.word] == offered
            write(app, "\x1b" if len(keys) > 1 else "")
            await settled(pilot)
        # Where nothing is asked, Esc leaves the screen when what was begun on it is done.
        write(app, "6c")
        await settled(pilot)
        async with busy_store(app):
            write(app, " \x1b")
            await pilot.pause()
        await settled(pilot)
        assert isinstance(app.screen, RoadmapScreen)


def test_a_sentence_at_the_foot_that_is_too_long_is_wrapped_and_at_last_cut() -> None:
    foot = Sentences()
    foot._wordings = [["far too long for it", "words " * 4], ["as short as can be " * 9]]
    shown = [line.plain for line in foot.lines(18)]
    assert shown[:2] == ["words words words", "words"]
    assert shown[2:4] == ["as short as can be", "as short as can be"]
    assert len(shown) == 5
    assert shown[-1] == "as short as can b…"
