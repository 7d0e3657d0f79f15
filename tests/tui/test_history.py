"""The History view and the undo of the last change, by keyboard, on a real store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from leaptui.domain.differences import differences
from leaptui.domain.records import Engagement, Interview
from leaptui.domain.roadmap_records import Component
from leaptui.services.city.engagements import change_engagement
from leaptui.services.interviews.interviews import save_note
from leaptui.services.upkeep.history import PastAct, record_history
from leaptui.services.workspace import Workspace
from leaptui.store.act_log import ActHash
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.ask import AskDialog
from leaptui.tui.dialogs.choose import ChooseDialog
from leaptui.tui.dialogs.prompt import PromptDialog
from leaptui.tui.difference_lines import difference_lines
from leaptui.tui.screens.city.city import CityScreen
from leaptui.tui.screens.city.people import PeopleScreen
from leaptui.tui.screens.city.portfolio import PortfolioScreen
from leaptui.tui.screens.interviews.note import NoteScreen
from leaptui.tui.screens.roadmap.roadmap import RoadmapScreen
from leaptui.tui.screens.upkeep.history import HistoryScreen
from leaptui.tui.screens.upkeep.history_panes import ChangesPane, act_lines, when_shown
from leaptui.tui.widgets.bars import ContextBar, KeyBar
from leaptui.tui.widgets.pick_list import PickList

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]
NOW = datetime(2026, 11, 24, 14, 2, 11, tzinfo=UTC)


def newest(workspace: Workspace) -> Interview:
    harbor = workspace.store.all(Engagement)[0]
    return max(workspace.store.all(Interview, engagement=harbor.id), key=lambda each: each.number)


def harbor(workspace: Workspace) -> Engagement:
    return workspace.store.all(Engagement)[0]


def busy(workspace: Workspace) -> None:
    """A morning's work on the next step."""
    for number in range(30):
        change_engagement(workspace, harbor(workspace), {"next_step": f"Call the union, try {number}"})


def acts(app: LeapApp) -> list[PastAct]:
    return [pick.value for pick in app.screen.query_one("#acts", PickList).picks]


def told(app: LeapApp, width: int = 60) -> str:
    return "\n".join(line.plain for line in app.screen.query_one(ChangesPane).lines(width))


async def find(pilot: Pilot[None], settled: Settle, words: str) -> None:
    """Do what ^P finds by these words."""
    await pilot.press("ctrl+p")
    await settled(pilot)
    await pilot.press(*("space" if letter == " " else letter for letter in words))
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)


async def begun(pilot: Pilot[None], settled: Settle) -> LeapApp:
    """Harbor Falls, place 2."""
    await settled(pilot)
    await pilot.press("down", "enter")
    await settled(pilot)
    app = pilot.app
    assert isinstance(app, LeapApp)
    assert isinstance(app.screen, CityScreen)
    return app


async def test_a_note_is_restored_from_its_history_and_keeps_its_own_undo(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await begun(pilot, settled)
        await app.ask(
            lambda workspace: save_note(workspace, newest(workspace), "Nights are long.\nHe waits.")
        )
        await pilot.press("3")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        note = app.screen
        assert isinstance(note, NoteScreen)
        await pilot.press(*"Yes")
        await find(pilot, settled, "history of this note")
        assert isinstance(app.screen, HistoryScreen)
        assert [act.did for act in acts(app)] == ["wrote note", "wrote note", "added interview"]
        assert "history · interview 21" in app.screen.query_one(ContextBar).lines(80)[0].plain
        await pilot.press("down")
        await settled(pilot)
        assert "- Nights are short." in told(app)
        assert "+ Nights are long." in told(app)
        await pilot.press("r")
        await settled(pilot)
        assert isinstance(app.screen, ChooseDialog)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, PromptDialog)
        await pilot.press(*"wrong", "enter")
        await settled(pilot)
        assert isinstance(app.screen, HistoryScreen)
        assert (acts(app)[0].did, acts(app)[0].reason) == ("restored a former value", "wrong")
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen is note
        assert note.area.text == "Nights are short."
        await pilot.press("ctrl+z")
        assert note.area.text == "Nights are long.\nHe waits.Yes"
        await pilot.press("escape")
        await settled(pilot)
        assert (await app.ask(newest)).note == "Nights are long.\nHe waits.Yes"


async def test_an_act_is_taken_back_and_done_again_with_a_reason(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(140, 40)) as pilot:
        app = await begun(pilot, settled)
        await app.ask(busy)
        await pilot.press("f4")
        await settled(pilot)
        page = len(acts(app))
        assert page == 50
        assert "50+ acts" in app.screen.query_one(ContextBar).lines(140)[0].plain
        assert acts(app)[0].did == "changed city"
        await pilot.press("u")
        await settled(pilot)
        await pilot.press(*"twice", "enter")
        await settled(pilot)
        assert (acts(app)[0].did, acts(app)[0].reason) == ("took back: changed city", "twice")
        assert acts(app)[1].taken_back
        await pilot.press("u")
        await settled(pilot)
        assert "Do this again?" in app.screen.query_one("#question").lines(60)[0].plain  # type: ignore[attr-defined]
        await pilot.press("enter")
        await settled(pilot)
        assert acts(app)[0].did == "did again: changed city"
        await pilot.press("end")
        await settled(pilot)
        assert len(acts(app)) > page
        await pilot.press("a")
        await settled(pilot)
        assert {act.of for act in acts(app)} == {"Harbor Falls, OH", "Harbor Falls, OH and 1 more"}
        bar = "".join(line.plain for line in app.screen.query_one(KeyBar).lines(140))
        assert "U take back" in bar


async def test_every_place_leads_to_the_history_of_what_is_in_hand(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app = pilot.app
        assert isinstance(app, LeapApp)
        assert isinstance(app.screen, PortfolioScreen)

        async def title() -> str:
            await pilot.press("f4")
            await settled(pilot)
            assert isinstance(app.screen, HistoryScreen)
            said = app.screen.query_one(ContextBar).lines(120)[0].plain
            await pilot.press("escape")
            await settled(pilot)
            return said

        await pilot.press("down")
        assert "Harbor Falls OH · history · all acts" in await title()
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("f")
        await settled(pilot)
        assert "follow-up “" in await title()
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("h")
        await settled(pilot)
        assert isinstance(app.screen, PeopleScreen)
        people = app.screen.query_one("#people", PickList)
        keys = [pick.key for pick in people.picks]
        await pilot.press(*["down"] * next(i for i, key in enumerate(keys) if not key.startswith("group")))
        said = await title()
        assert any(name in said for name in ("Dana Okafor", "Lee Brandt", "Ines Ferreira"))
        assert isinstance(app.screen, PeopleScreen)
        await pilot.press("escape", "3")
        await settled(pilot)
        assert "history · interview 21" in await title()
        await pilot.press("6")
        await settled(pilot)
        assert isinstance(app.screen, RoadmapScreen)
        assert "component " in await title()
        for place in "457":
            await pilot.press(place)
            await settled(pilot)
            assert "all acts" in await title()


async def test_a_record_that_nobody_touched_says_so(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await begun(pilot, settled)
        touched = {each.key for each in await app.ask(lambda workspace: workspace.store.all(Component))}
        await pilot.press("6")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, RoadmapScreen)
        while screen._view is None or screen._view.guide.key in touched:
            await pilot.press("right_square_bracket")
        await pilot.press("f4")
        await settled(pilot)
        assert app.screen.has_class("-empty")
        await pilot.press("u", "r", "a")
        await settled(pilot)
        assert not app.screen.has_class("-empty")


async def test_the_last_change_is_undone_and_redone_from_anywhere(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24), notifications=True) as pilot:
        app = await begun(pilot, settled)
        await app.ask(
            lambda workspace: change_engagement(workspace, harbor(workspace), {"name": "Harbor, OH"})
        )
        await pilot.press("f5")
        await settled(pilot)
        said = [toast.message for toast in app._notifications]
        assert said == ["Took back: changed city, Harbor, OH. F12 does it again."]
        assert (await app.ask(harbor)).name == "Harbor Falls, OH"
        await pilot.press("f12")
        await settled(pilot)
        assert (await app.ask(harbor)).name == "Harbor, OH"
        assert "Harbor OH" in app.screen.query_one(ContextBar).lines(80)[0].plain
        await pilot.press("f12")
        await settled(pilot)
        assert [toast.message for toast in app._notifications][-1] == "There is nothing to do again."


async def test_in_a_text_the_last_change_is_asked_for_first(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await begun(pilot, settled)
        await pilot.press("3")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        note = app.screen
        assert isinstance(note, NoteScreen)
        await pilot.press(*"Yes", "f5")
        await settled(pilot)
        assert isinstance(app.screen, AskDialog)
        await pilot.press("escape")
        await settled(pilot)
        assert note.area.text == "Nights are short.Yes"
        await pilot.press("f5")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert note.area.text == "Nights are short."
        await pilot.press("f12")
        await settled(pilot)
        assert note.area.text == "Nights are short.Yes"
        history = await app.ask(lambda workspace: record_history(workspace, newest(workspace).id))
        assert [act.did for act in history.acts[:2]] == ["did again: wrote note", "took back: wrote note"]


async def test_an_interview_that_is_taken_back_closes_its_note(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await begun(pilot, settled)
        await pilot.press("3")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, NoteScreen)
        await find(pilot, settled, "history of this note")
        await pilot.press("end", "u")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(app.screen, NoteScreen)
        assert (await app.ask(newest)).deleted is False
        assert (await app.ask(newest)).number == 20


def an_act(**changes: object) -> PastAct:
    act = PastAct(
        act=ActHash("a" * 64),
        when=NOW,
        who="Ana",
        did="wrote note",
        of="interview 3, Pastor Reed",
        city="Harbor Falls, OH",
        reason="",
        undoes=None,
        taken_back=False,
    )
    return replace(act, **changes)  # type: ignore[arg-type]


def test_an_act_in_the_list() -> None:
    lines = [line.plain for line in act_lines(an_act(), 40, NOW)]
    assert lines == ["  wrote note                       14:02", "  interview 3, Pastor Reed · Ana        "]
    gone = [
        line.plain for line in act_lines(an_act(taken_back=True), 40, NOW, known="interview 3, Pastor Reed")
    ]
    assert gone[0].startswith("– wrote note")
    assert gone[1].rstrip() == "  taken back · Ana"
    hostile = act_lines(an_act(of="[/b]\x1b[31m", reason="[@click=app.quit]x"), 60, NOW)
    assert "\x1b" not in hostile[1].plain
    assert "[@click=app.quit]x" in hostile[1].plain


@pytest.mark.parametrize(
    ("day", "shown"), [(24, "14:02"), (23, "Mon 23 14:02"), (12, "Thu 12 14:02"), (1, "1 Nov")]
)
def test_when(day: int, shown: str) -> None:
    assert when_shown(NOW.replace(day=day), NOW) == shown


def test_a_comparison_says_by_signs_what_its_colors_say() -> None:
    shown = difference_lines(differences("one\ntwo [b]\nthree", "one\ntwo [/]\nthree\tx"), 20)
    assert [line.plain.rstrip() for line in shown] == [
        "  one",
        "- two [b]",
        "- three",
        "+ two [/]",
        "+ three   x",
    ]
    long = difference_lines(differences("", "word " * 12), 20)
    assert [line.plain[:2] for line in long] == ["+ ", "  ", "  ", "  "]
    assert {line.cell_length for line in long} == {20}
