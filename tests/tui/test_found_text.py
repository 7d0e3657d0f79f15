"""Text found after a crash: shown beside what was saved, and either is kept, by keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from leaptui.domain.records import Engagement, Interview
from leaptui.services.interviews.interviews import keep_draft
from leaptui.services.upkeep.history import changes_of, record_history
from leaptui.services.upkeep.homes import open_workspace
from leaptui.services.workspace import Workspace
from leaptui.tui.app import LeapApp
from leaptui.tui.screens.city.portfolio import PortfolioScreen
from leaptui.tui.screens.interviews.found_text import FoundTextScreen
from leaptui.tui.screens.interviews.interviews import InterviewsScreen
from leaptui.tui.screens.interviews.note import NoteScreen
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.block import Block
from leaptui.tui.widgets.pick_list import PickList
from tests.tui.conftest import NOW, PASSPHRASE, now_ms

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]


def interviews(workspace: Workspace) -> list[Interview]:
    harbor = workspace.store.all(Engagement)[0]
    found = workspace.store.all(Interview, engagement=harbor.id)
    return sorted(found, key=lambda each: -each.number)


def shown(app: LeapApp) -> str:
    return "\n".join(line.plain for block in app.screen.query(Block) for line in block.lines(76))


@pytest.fixture
def after_crash(tmp_path: Path, filled_home: Path) -> Callable[[Sequence[str]], LeapApp]:
    """The app on a store in which texts of the newest interviews were typed and never saved."""

    def make(texts: Sequence[str]) -> LeapApp:
        home = Path(shutil.copytree(filled_home, tmp_path / "store"))
        with open_workspace(home, PASSPHRASE, now_ms=now_ms) as workspace:
            for interview, text in zip(interviews(workspace), texts, strict=False):
                keep_draft(workspace, interview, text)
        return LeapApp(home, opener=lambda: open_workspace(home, PASSPHRASE, now_ms=now_ms), now=lambda: NOW)

    return make


async def test_what_was_found_is_shown_at_once_with_its_difference(
    after_crash: Callable[[Sequence[str]], LeapApp], settled: Settle
) -> None:
    app = after_crash(["Nights are long [b]."])
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, FoundTextScreen)
        words = shown(app)
        assert "never saved" in words
        assert "Typed until" in words
        assert "- Nights are short." in words
        assert "+ Nights are long [b]." in words
        assert "Nothing is lost" in words
        [text] = [pick.value for pick in app.screen.query_one("#texts", PickList).picks]
        assert (text.of.startswith("interview 21"), text.city) == (True, "Harbor Falls, OH")
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, PortfolioScreen)
        newest = (await app.ask(interviews))[0]
        assert newest.note == "Nights are long [b]."
        assert await app.ask(lambda workspace: workspace.store.drafts()) == []


async def test_of_several_one_after_the_other_and_nothing_is_lost(
    after_crash: Callable[[Sequence[str]], LeapApp], settled: Settle
) -> None:
    app = after_crash(["One", "Two", "Three"])
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, FoundTextScreen)
        assert len(app.screen.query_one("#texts", PickList).picks) == 3
        before = {each.id: each.note for each in await app.ask(interviews)}
        await pilot.press("s")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert len(app.screen.query_one("#texts", PickList).picks) == 1
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, PortfolioScreen)
        now = {each.id: each.note for each in await app.ask(interviews)}
        changed = {each: now[each] for each in now if now[each] != before[each]}
        assert len(changed) == 1
        assert len(await app.ask(lambda workspace: workspace.store.drafts())) == 1

        def in_histories(workspace: Workspace) -> set[object]:
            return {
                change.after
                for each in interviews(workspace)[:3]
                for act in record_history(workspace, each.id).acts
                for change in changes_of(workspace, act.act)
            }

        drafts = await app.ask(lambda workspace: {each.text for each in workspace.store.drafts()})
        assert {"One", "Two", "Three"} <= drafts | await app.ask(in_histories)


async def test_a_text_that_was_put_off_is_decided_on_before_its_note_opens(
    after_crash: Callable[[Sequence[str]], LeapApp], settled: Settle
) -> None:
    app = after_crash(["Nights are long."])
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("escape", "down", "enter")
        await settled(pilot)
        await pilot.press("3")
        await settled(pilot)
        assert isinstance(app.screen, InterviewsScreen)
        assert "▲ 1 with unsaved text" in app.screen.query_one(ContextBar).lines(80)[0].plain
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, FoundTextScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, InterviewsScreen), "typing on would write over what was found"
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        assert isinstance(app.screen, NoteScreen)
        assert app.screen.area.text == "Nights are short."
        await pilot.press("escape")
        await settled(pilot)
        assert "unsaved" not in app.screen.query_one(ContextBar).lines(80)[0].plain


async def test_what_is_being_typed_is_not_called_found(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app = pilot.app
        assert isinstance(app, LeapApp)
        await pilot.press("down", "enter", "3")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press(*"Yes")
        note = app.screen
        assert isinstance(note, NoteScreen)
        app._go_on(by_sheet=False, told="")
        await settled(pilot)
        assert app.screen is note
