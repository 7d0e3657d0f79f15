"""The concern board, one concern, validators and programs elsewhere, by keyboard, on a real store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from leaptui.domain.partner_records import Concern, Validator, ValidatorMeeting
from leaptui.domain.roadmap_vocabulary import ConcernStatus
from leaptui.domain.vocabulary import Stance
from leaptui.services.city.engagements import JurisdictionInput, add_engagement
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.roadmap.validators import add_validator, find_validator, remove_validator
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.choose import ChooseDialog
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.dialogs.prompt import PromptDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.dialogs.ticks import TickDialog
from leaptui.tui.dialogs.write import WriteDialog
from leaptui.tui.screens.interviews.concerns import ConcernsScreen
from leaptui.tui.screens.roadmap.concern import ConcernScreen
from leaptui.tui.screens.roadmap.concern_board import ConcernBoardScreen
from leaptui.tui.screens.roadmap.precedents import PrecedentsScreen
from leaptui.tui.screens.roadmap.validators import ValidatorsScreen
from leaptui.tui.screens.view import Drawn, Sentences
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import PickList
from tests.quick_stores import make_workspace
from tests.tui.conftest import PASSPHRASE, now_ms

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]

NOTE = "!the night is too dark for them\n!who cleans the van [/]\n\n[off] !nights make him nervous\n"


@pytest.fixture(scope="module")
def board_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One made-up city with concerns raised, and two validators of all cities."""
    home = tmp_path_factory.mktemp("board") / "home"
    workspace, _ = make_workspace(home, PASSPHRASE, now_ms=now_ms)
    with workspace:
        place = JurisdictionInput(name="Harbor Falls", state="OH", population=61_400)
        city = add_engagement(workspace, "Harbor Falls, OH", jurisdictions=[place])
        lee = add_stakeholder(workspace, city, "Lee Brandt", role="patrol sergeant", group="patrol")
        start_interview(workspace, city, people=[lee], held_on="2026-11-10", note=NOTE)
        add_validator(workspace, {"name": "Alma Reed", "former_role": "Sergeant", "topics": "night"})
        add_validator(workspace, {"name": "Bo Dunn", "sort": "dispatch", "contact": "555-0100"})
    return home


def rows(app: LeapApp) -> str:
    return app.screen.query_one(PickList).render().plain


def foot(app: LeapApp) -> str:
    return "\n".join(line.plain for line in app.screen.query_one(Sentences).lines(78))


def notice(app: LeapApp) -> str:
    return app.screen.query_one(ContextBar).render().plain


async def test_a_concern_goes_from_an_interview_to_the_board_and_is_settled(
    app_on: AppMaker, board_home: Path, settled: Settle
) -> None:
    async with app_on(board_home).run_test(size=(80, 24)) as pilot:

        async def press(*keys: str) -> None:
            for key in keys:
                await pilot.press(key)
                await settled(pilot)

        app = pilot.app
        assert isinstance(app, LeapApp)
        await settled(pilot)
        await press("enter")
        await app.push_screen(ConcernsScreen())
        await settled(pilot)
        assert "The night is too dangerous for this.  1 interview, 1 group" in rows(app)
        await press("p")
        assert "○ The night is too dangerous for this." in rows(app)
        assert "On the board: open." in foot(app)
        answer = list(app.screen.query_one("#answer", Drawn).lines(48))
        assert any("more than two years old" in line.plain for line in answer)
        await press("b")
        assert isinstance(app.screen, ConcernBoardScreen)
        assert "○ open      The night is too dangerous for this." in rows(app)
        assert "Patrol · library answer · no validator · Albuquerque" in rows(app)
        assert "who cleans the van [/]" in rows(app)
        assert "▲ 1 not settled, 1 waiting" in notice(app)
        assert "Limits: Do not say nights are as safe as days" in foot(app)

        # What the library does not know is said in her own words.
        await press("end", "p")
        assert isinstance(app.screen, ChooseDialog)
        await press("enter")
        assert isinstance(app.screen, PromptDialog)
        app.screen.query_one(Input).value = "Upkeep of the van"
        await press("enter")
        assert "Upkeep of the van" in rows(app)
        assert "▲ no answer" in rows(app)
        assert "waiting" not in notice(app)

        # One concern: the answer begins with the library's; the levels of the words are in sight.
        await press("home", "enter")
        assert isinstance(app.screen, ConcernScreen)
        assert "⊠ off the record" in rows(app)
        assert "□ not for attribution" in rows(app)
        await press("w")
        assert isinstance(app.screen, WriteDialog)
        assert app.screen.query_one(TextArea).text.startswith("Begin in the hours")
        app.screen.query_one(TextArea).text = "Days first [/b], then we look."
        await press("f2")
        head = "\n".join(line.plain for line in app.screen.query_one("#concern-head", Drawn).lines(76))
        assert "Days first [/b], then we look." in head
        assert "own answer" in head
        await press("l")
        assert isinstance(app.screen, TickDialog)
        await press("space", "f2")
        assert "Alma Reed  Sergeant · not to be named" in rows(app)
        await press("m")
        assert isinstance(app.screen, FormDialog)
        fields = {row.field.key: row.editor for row in app.screen._rows}
        person = fields["person"]
        assert isinstance(person, Input)
        person.value = "Nobody Known"
        fields["stance_before"].focus()
        await press("right", "right", "right")
        fields["stance_after"].focus()
        await press("right", "f2")
        assert isinstance(app.screen, FormDialog), (
            "somebody nobody knows is refused, and nothing typed is lost"
        )
        person = next(row.editor for row in app.screen._rows if row.field.key == "person")
        assert isinstance(person, Input)
        assert person.value == "Nobody Known"
        person.value = "Lee Brandt"
        await press("f2")
        assert "Alma Reed met Lee Brandt" in rows(app)
        assert "▲ oppose → support, nearer" in rows(app)
        [met] = await app.ask(lambda workspace: workspace.store.all(ValidatorMeeting))
        assert (met.stance_before, met.stance_after, met.met_on) == (
            Stance.OPPOSE,
            Stance.SUPPORT,
            "2026-11-24",
        )
        await press("s", "down", "down", "enter")
        [night] = await app.ask(lambda workspace: workspace.store.all(Concern, concern="night"))
        assert (night.status, night.settled_on) == (ConcernStatus.SETTLED, "2026-11-24")
        await press("escape")
        assert isinstance(app.screen, ConcernBoardScreen)
        assert "✓ settled   The night is too dangerous for this." in rows(app)
        await press("home", "s", "end", "enter")
        assert isinstance(app.screen, PromptDialog), "nothing is set aside without a reason"
        app.screen.query_one(Input).value = "The county runs the garage"
        await press("enter")
        assert "– set aside Upkeep of the van" in rows(app)
        assert "not settled" not in notice(app)

        # Whoever was taken off the list stands in no one's way, and stays in the meetings.
        reed = await app.ask(find_validator, "Alma Reed")
        await app.change(remove_validator, reed)
        await settled(pilot)
        await press("home", "enter", "l", "space", "f2")
        assert isinstance(app.screen, ConcernScreen)
        assert "Bo Dunn" in rows(app)
        await press("enter", "f2")
        [met] = await app.ask(lambda workspace: workspace.store.all(ValidatorMeeting))
        assert met.validator == reed.id
        assert isinstance(app.screen, ConcernScreen)


async def test_validators_and_programs_elsewhere_are_found_as_one_types(
    app_on: AppMaker, board_home: Path, settled: Settle
) -> None:
    async with app_on(board_home).run_test(size=(80, 24)) as pilot:

        async def press(*keys: str) -> None:
            for key in keys:
                await pilot.press(key)
                await settled(pilot)

        app = pilot.app
        assert isinstance(app, LeapApp)
        await settled(pilot)
        await press("enter")
        await app.push_screen(ConcernBoardScreen())
        await settled(pilot)
        await press("l")
        assert isinstance(app.screen, ValidatorsScreen)
        assert "Contact" not in rows(app)
        await press("slash")
        app.screen.query_one(Input).value = "dunn"
        await settled(pilot)
        assert "Alma" not in rows(app)
        assert "Contact, never exported: 555-0100" in foot(app)
        await press("enter", "p")
        assert "✓ may be named" in rows(app)
        [bo] = [
            each
            for each in await app.ask(lambda workspace: workspace.store.all(Validator))
            if each.name == "Bo Dunn"
        ]
        assert (bo.may_be_named, bo.permission_on) == (True, "2026-11-24")
        await press("r")
        assert "Nobody has these words." in rows(app)
        await press("f5")
        await press("escape", "e")
        assert isinstance(app.screen, PrecedentsScreen)
        assert "larger, at most twice the size: 118,403 people, here 61,400" in rows(app)
        await press("slash")
        app.screen.query_one(Input).value = "levy"
        await settled(pilot)
        assert "CRU, Olympia, WA" in rows(app)
        assert "Cambridge" not in rows(app)
        assert "all facts over two years old" in rows(app)
        pane = "\n".join(line.plain for line in app.screen.query_one("#facts", Drawn).lines(56))
        assert "more than two years old" in pane
        assert "▲ not checked" in pane
        await press("enter", "enter")
        assert isinstance(app.screen, TellDialog)
        await press("enter", "d")
        assert isinstance(app.screen, ChooseDialog)
        await press("end", "up", "up", "enter")
        pane = "\n".join(line.plain for line in app.screen.query_one("#facts", Drawn).lines(76))
        assert "• sent the same way: the team picks calls from the radio" in pane
        # A validator belongs to all cities, and is found by name from anywhere.
        await app.open_record("validator", bo.id, "city")
        await settled(pilot)
        assert isinstance(app.screen, ValidatorsScreen)
        assert "Contact, never exported: 555-0100" in foot(app)
        # Where none is listed, a concern leads to the list and not to a refusal.
        await press("r", "r")
        assert "No validator is listed. N adds one." in rows(app)
        await app.push_screen(ConcernBoardScreen())
        await settled(pilot)
        await press("home", "p", "home", "enter")
        for key in ("l", "m"):
            assert isinstance(app.screen, ConcernScreen)
            await press(key)
            assert isinstance(app.screen, ValidatorsScreen)
            await press("escape")
