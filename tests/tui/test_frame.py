"""The app's frame: unlocking, finding, help, errors, leaving."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.services.upkeep.homes import has_store, open_workspace
from leaptui.services.workspace import Workspace
from leaptui.tui.app import LeapApp
from leaptui.tui.commands import commands_of
from leaptui.tui.dialogs.ask import AskDialog, ErrorDialog
from leaptui.tui.dialogs.go import GoDialog
from leaptui.tui.dialogs.path import PathDialog
from leaptui.tui.errands import errand
from leaptui.tui.screens.city.portfolio import PortfolioScreen
from leaptui.tui.screens.find import FindScreen
from leaptui.tui.screens.help import HelpScreen, sections_of
from leaptui.tui.screens.upkeep.recovery import RecoverySheetScreen
from leaptui.tui.screens.upkeep.unlock import UnlockScreen
from leaptui.tui.themes import THEMES
from leaptui.tui.widgets.pick_list import PickList
from tests.quick_pilot import until

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]


async def type_text(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if character == " " else character for character in text))


async def reach(pilot: Pilot[None], settled: Settle, screen: type[object]) -> None:
    """Wait for a screen that slow work (a key derivation) leads to."""
    await until(lambda: isinstance(pilot.app.screen, screen), lambda: settled(pilot))


async def test_a_wrong_passphrase_is_said_and_the_right_one_opens(
    filled_home: Path, tmp_path: Path, settled: Settle
) -> None:
    home = tmp_path / "store"
    shutil.copytree(filled_home, home)
    app = LeapApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, UnlockScreen)
        assert not app.screen.making
        await type_text(pilot, "not this one")
        await pilot.press("enter")
        rows = app.screen._rows
        await until(lambda: rows[0]._problem._words, lambda: settled(pilot))
        assert "passphrase" in app.screen._rows[0]._problem._words
        assert app.screen._rows[0].value == ""
        await type_text(pilot, "practice makes a city")
        await pilot.press("enter")
        await reach(pilot, settled, PortfolioScreen)
        listed: PickList[object] = app.screen.query_one("#cities", PickList)
        assert len(listed.picks) == 8


async def test_a_passphrase_given_that_is_wrong_leads_to_asking(
    filled_home: Path, tmp_path: Path, settled: Settle
) -> None:
    home = tmp_path / "store"
    shutil.copytree(filled_home, home)
    app = LeapApp(home, "not this one")
    async with app.run_test(size=(80, 24)) as pilot:
        await reach(pilot, settled, UnlockScreen)
        screen = app.screen
        assert isinstance(screen, UnlockScreen)
        assert "passphrase" in screen._rows[0]._problem._words


async def test_the_first_run_makes_a_store_and_shows_its_recovery_sheet_once(
    tmp_path: Path, settled: Settle
) -> None:
    home, outside = tmp_path / "new", tmp_path / "outside"
    app = LeapApp(home)
    async with app.run_test(size=(80, 30)) as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, UnlockScreen)
        assert screen.making
        await type_text(pilot, "short")
        await pilot.press("enter")
        await type_text(pilot, "short")
        await pilot.press("enter")
        await settled(pilot)
        assert "8 characters" in screen._rows[0]._problem._words
        assert not has_store(home)
        await type_text(pilot, " and a tail")
        await pilot.press("enter")
        await type_text(pilot, " and no tail")
        await pilot.press("enter")
        await settled(pilot)
        assert "not the same" in screen._rows[1]._problem._words
        await pilot.press("ctrl+u")
        await type_text(pilot, "short and a tail")
        await pilot.press("enter")
        await reach(pilot, settled, RecoverySheetScreen)
        sheet = app.screen
        assert isinstance(sheet, RecoverySheetScreen)
        assert "RECOVERY" in sheet._sheet
        await pilot.press("s")
        await reach(pilot, settled, PathDialog)
        field = app.screen.query_one(Input)
        field.value = str(outside)
        await pilot.press("enter")
        await reach(pilot, settled, RecoverySheetScreen)
        kept = list(outside.iterdir())
        assert [path.read_text("utf-8").strip() for path in kept] == [sheet._sheet.strip()]
        await pilot.press("enter")
        await reach(pilot, settled, PortfolioScreen)
        assert app.screen.has_class("-empty")
    open_workspace(home, "short and a tail").close()


async def test_an_unsaved_recovery_sheet_is_asked_about(tmp_path: Path, settled: Settle) -> None:
    app = LeapApp(tmp_path / "new")
    async with app.run_test(size=(80, 30)) as pilot:
        await settled(pilot)
        for _ in range(2):
            await type_text(pilot, "a long sentence")
            await pilot.press("enter")
        await reach(pilot, settled, RecoverySheetScreen)
        await pilot.press("escape")
        await reach(pilot, settled, AskDialog)
        await pilot.press("escape")
        await reach(pilot, settled, RecoverySheetScreen)


async def test_places_open_by_digit_and_from_anywhere_by_ctrl_g(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("2")
        await settled(pilot)
        assert app.current_mode == "city"
        await pilot.press("ctrl+g")
        await settled(pilot)
        assert isinstance(app.screen, GoDialog)
        await pilot.press("1")
        await settled(pilot)
        assert app.current_mode == "portfolio"
        await pilot.press("slash", "ctrl+g", "7")
        await settled(pilot)
        assert app.current_mode == "documents"


async def test_find_opens_a_city_a_person_and_a_command(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p")
        await settled(pilot)
        assert isinstance(app.screen, FindScreen)
        await type_text(pilot, "holloway")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert app.current_mode == "city"
        assert app.city is not None
        assert app.city.name == "Holloway, VT"
        await pilot.press("ctrl+p")
        await settled(pilot)
        await type_text(pilot, "Okafor")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert app.city.name == "Harbor Falls, OH"
        await pilot.press("ctrl+p")
        await settled(pilot)
        await type_text(pilot, "change colors")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert app.theme == "leap-light"


async def test_find_runs_the_commands_of_the_place(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p")
        await settled(pilot)
        await type_text(pilot, "new city")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert type(app.screen).__name__ == "FormDialog"


async def test_help_tells_every_key_of_the_place(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        told = {sentence for _, entries in sections_of(app.screen) for _, sentence in entries}
        assert {command.help for command in commands_of("portfolio", "list", "app")} <= told
        await pilot.press("f1")
        await settled(pilot)
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, PortfolioScreen)


class _Faulty(PortfolioScreen):
    @errand()
    async def action_sort(self) -> None:
        """Refuse."""
        raise InputRefused("The [/] is refused.", safe="Nothing was changed.", next_step="Try again.")

    @errand()
    async def action_impact_report(self) -> None:
        """Break."""
        raise ZeroDivisionError("secret words of a note")


async def test_a_refusal_and_a_fault_become_dialogs_and_the_app_goes_on(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.push_screen(_Faulty())
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        refused = app.screen
        assert isinstance(refused, ErrorDialog)
        assert (refused.question, refused.concerning, refused.unchanged) == (
            "The [/] is refused.",
            "Nothing was changed.",
            "Try again.",
        )
        await pilot.press("enter", "i")
        await settled(pilot)
        fault = app.screen
        assert isinstance(fault, ErrorDialog)
        assert "ZeroDivisionError" in fault.question
        assert "secret" not in fault.question + fault.concerning + fault.unchanged
        await pilot.press("escape", "2")
        await settled(pilot)
        assert app.current_mode == "city"


async def test_leaving_runs_the_keepers_before_the_store_closes(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    app = app_on(filled_home)
    kept: list[int] = []

    def count(workspace: Workspace) -> int:
        return len(workspace.store.all(Engagement))

    async def keep() -> None:
        kept.append(await app.ask(count))

    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.keepers.append(keep)
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert kept == [8]
    assert not app.store.is_open


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no such signals on this system")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
async def test_being_ended_from_outside_saves_and_closes(
    app_on: AppMaker, filled_home: Path, settled: Settle, name: str
) -> None:
    app = app_on(filled_home)
    kept: list[str] = []

    async def keep() -> None:
        kept.append(name)

    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.keepers.append(keep)
        os.kill(os.getpid(), getattr(signal, name))
        await until(lambda: app._exit)
    assert kept == [name]
    assert not app.store.is_open


async def test_ctrl_c_does_not_end_the_app(app_on: AppMaker, filled_home: Path, settled: Settle) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+c")
        await settled(pilot)
        assert app.is_running
        assert not app._exit


async def test_copied_words_stay_inside_the_app(app_on: AppMaker, filled_home: Path) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)):
        app.copy_to_clipboard("a confidence")
        assert app.clipboard == "a confidence"


@pytest.mark.parametrize("theme", list(THEMES))
async def test_every_theme_draws_every_first_screen(
    app_on: AppMaker, filled_home: Path, settled: Settle, theme: str
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.theme = theme
        await pilot.press("enter")
        await settled(pilot)
        assert app.current_mode == "city"
        assert app.theme_variables["accent"].upper() == str(app.get_theme(theme).accent).upper()  # type: ignore[union-attr]
        assert app.screen.styles.background.hex.upper() == str(THEMES[theme].background).upper()
