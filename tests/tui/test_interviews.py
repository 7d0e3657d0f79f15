"""The place Interviews and the note, by keyboard, on a real store."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from threading import Event

import pytest
from textual import events
from textual.binding import Binding
from textual.pilot import Pilot
from textual.widgets import TextArea

from leaptui.domain.attribution import Attribution
from leaptui.domain.records import Engagement, Interview, Stakeholder
from leaptui.services.city.engagements import add_engagement
from leaptui.services.interviews.interviews import save_note, unsaved_text
from leaptui.services.workspace import Workspace
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.choose import ChooseDialog
from leaptui.tui.screens.interviews.interviews import InterviewsScreen
from leaptui.tui.screens.interviews.note import NoteScreen
from leaptui.tui.screens.interviews.note_blocks import FoldedGuide, GuidePane, MarkedPane
from leaptui.tui.screens.interviews.who import WhoDialog
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.block import Block
from leaptui.tui.widgets.note_area import NoteArea
from leaptui.tui.widgets.pick_list import PickList
from tests.quick_pilot import until
from tests.quick_stores import make_workspace

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]

NAMES = {
    " ": "space",
    ",": "comma",
    "-": "minus",
    ".": "full_stop",
    "#": "number_sign",
    "!": "exclamation_mark",
    "?": "question_mark",
    ">": "greater_than_sign",
    '"': "quotation_mark",
    "\n": "enter",
}


async def type_text(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*(NAMES.get(character, character) for character in text))


async def open_interviews(pilot: Pilot[None], settled: Settle) -> LeapApp:
    """Harbor Falls, place 3."""
    await settled(pilot)
    await pilot.press("down", "enter")
    await settled(pilot)
    await pilot.press("3")
    await settled(pilot)
    app = pilot.app
    assert isinstance(app, LeapApp)
    assert isinstance(app.screen, InterviewsScreen)
    return app


async def open_note(pilot: Pilot[None], settled: Settle) -> tuple[LeapApp, NoteArea]:
    """The newest interview: 21, Ines Ferreira, `Nights are short.`."""
    app = await open_interviews(pilot, settled)
    await pilot.press("enter")
    await settled(pilot)
    assert isinstance(app.screen, NoteScreen)
    return app, app.screen.area


async def until_kept(pilot: Pilot[None], settled: Settle) -> None:
    """Wait until the note says that what was typed is safe, and its panes show it."""
    screen = pilot.app.screen
    assert isinstance(screen, NoteScreen)
    await until(
        lambda: "typing" not in screen.saved().plain and screen._pause is None, lambda: settled(pilot)
    )


def context(app: LeapApp, width: int = 80) -> str:
    return app.screen.query_one(ContextBar).lines(width)[0].plain


def rows(app: LeapApp, width: int = 78) -> list[str]:
    shown = app.screen.query_one("#interviews", PickList)
    screen = app.screen
    assert isinstance(screen, InterviewsScreen)
    return [screen._draw(pick.value, width)[0].plain for pick in shown.picks]


def newest(workspace: Workspace) -> Interview:
    harbor = workspace.store.all(Engagement)[0]
    return max(workspace.store.all(Interview, engagement=harbor.id), key=lambda each: each.number)


async def test_the_list_says_who_was_heard_and_how_far_it_may_travel(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_interviews(pilot, settled)
        assert "21 interviews" in context(app)
        first = rows(app)[0]
        assert "21" in first
        assert "Fri 20" in first
        assert "Ines Ferreira  peer" in first
        assert "□ not for attribution" in first
        await pilot.press("slash", *"brandt", "down")
        await settled(pilot)
        assert ["Lee Brandt" in row for row in rows(app)] == [True]
        assert "▲ only “brandt”" in context(app)


async def test_a_new_interview_takes_a_few_keys_and_one_act(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_interviews(pilot, settled)
        await pilot.press("n")
        await settled(pilot)
        assert isinstance(app.screen, WhoDialog)
        await pilot.press(*"dan", "enter", "enter")
        await settled(pilot)
        assert isinstance(app.screen, ChooseDialog)
        assert app.screen.query_one("#choices", PickList).pick.key == "dispatch"
        await pilot.press("enter")
        await settled(pilot)
        await type_text(pilot, "Nights are long. #NEED-night")
        assert "□ NOT FOR ATTRIBUTION" in context(app)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, InterviewsScreen)
        made = await app.ask(newest)
        assert (made.number, made.note, made.guide) == (22, "Nights are long. #NEED-night", "dispatch")
        history = await app.ask(lambda workspace: workspace.store.history(made.id))
        assert [each.verb for each in history if each.field == "note"] == ["write note"]
        assert "Dana Okafor" in rows(app)[0]


def held_up(_: Workspace, free: Event) -> bool:
    """A store that is busy until it is let free."""
    return free.wait(20)


async def test_what_is_typed_before_the_note_is_there_comes_into_the_note(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_interviews(pilot, settled)
        for keys, begins in ((["n", *"dan", "enter", "enter", "enter"], ""), (["enter"], "Nights, ")):
            free = Event()
            busy = asyncio.create_task(app.ask(held_up, free))
            await pilot.press(*keys, *"Nights", "comma", "space")
            assert not isinstance(app.screen, NoteScreen)
            free.set()
            assert await busy
            await settled(pilot)
            assert isinstance(app.screen, NoteScreen)
            assert app.screen.area.text == f"{begins}Nights, "
            await pilot.press("escape")
            await settled(pilot)
            assert isinstance(app.screen, InterviewsScreen)


async def test_an_interview_that_is_not_begun_leaves_the_list_as_it_was(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_interviews(pilot, settled)
        for keys in (["escape"], [*"dan", "enter", "enter", "escape"]):
            await pilot.press("n")
            await settled(pilot)
            assert isinstance(app.screen, WhoDialog)
            await pilot.press(*keys)
            await settled(pilot)
            assert isinstance(app.screen, InterviewsScreen)
            await pilot.press("down", "up")
            assert len(rows(app)) > 1


async def test_somebody_who_is_not_listed_is_added_by_name(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_interviews(pilot, settled)
        await pilot.press("n")
        await settled(pilot)
        await type_text(pilot, "Rosa Lind\n\n")
        await settled(pilot)
        assert isinstance(app.screen, ChooseDialog)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, NoteScreen)
        people = await app.ask(lambda workspace: workspace.store.all(Stakeholder))
        assert people[-1].name == "Rosa Lind"
        assert "Rosa Lind" in context(app)


async def test_before_its_width_is_known_a_note_is_never_squeezed(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app, area = await open_note(pilot, settled)
        app.screen.remove_class("-narrow", "-wide")
        await settled(pilot)
        assert not app.screen.query_one("#marked").display
        assert area.size.width > 40
        await pilot.resize_terminal(140, 40)
        await settled(pilot)
        assert app.screen.query_one("#marked").display


async def test_what_is_typed_is_safe_before_the_note_is_left(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app, _ = await open_note(pilot, settled)
        await type_text(pilot, " She said so.")
        await until_kept(pilot, settled)
        assert "✓ saved 14:02:11" in context(app)
        draft = await app.ask(lambda workspace: unsaved_text(workspace, newest(workspace)))
        assert draft == "Nights are short. She said so."
        assert (await app.ask(newest)).note == "Nights are short."


async def test_opening_anything_else_makes_it_safe_at_once(
    app_on: AppMaker, filled_home: Path, settled: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leaptui.tui.keeping._KEEP_AFTER", 3600)
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app, _ = await open_note(pilot, settled)
        await type_text(pilot, " Yes")
        await settled(pilot)
        assert "○ typing" in context(app)
        await pilot.press("ctrl+g")
        await settled(pilot)
        draft = await app.ask(lambda workspace: unsaved_text(workspace, newest(workspace)))
        assert draft == "Nights are short. Yes"
        await pilot.press("escape")
        await settled(pilot)
        assert "✓ saved 14:02:11" in context(app)


async def test_the_keys_of_a_note_and_their_undo(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app, area = await open_note(pilot, settled)
        texts = [area.text]
        await pilot.press("ctrl+t")
        assert area.text == "14:02 Nights are short."
        assert area.cursor_location == (0, len(area.text))
        texts.append(area.text)
        await pilot.press("enter", *"ask", "shift+left", "shift+left", "shift+left", "ctrl+r")
        assert area.text == '14:02 Nights are short.\n"ask"'
        texts.append(area.text)
        await pilot.press("ctrl+o")
        assert area.text.endswith('\n[off] "ask"')
        texts.append(area.text)
        await pilot.press(*(["ctrl+o"] * 4))
        assert area.text == texts[-2]
        await until_kept(pilot, settled)
        await pilot.press("ctrl+l")
        await settled(pilot)
        await pilot.press("up", "enter")
        await settled(pilot)
        assert "◧ ROLE ONLY" in context(app)
        seen = {area.text}
        for _ in range(12):
            await pilot.press("ctrl+z")
            seen.add(area.text)
        assert area.text == texts[0]
        assert set(texts) <= seen
        await pilot.press("escape")
        await settled(pilot)
        stored = await app.ask(newest)
        assert (stored.note, stored.attribution) == ("Nights are short.", Attribution.ROLE_ONLY)
        assert "◧ role only" in rows(app)[0]
        assert await app.ask(lambda workspace: unsaved_text(workspace, newest(workspace))) is None


async def test_a_quote_opens_around_the_cursor_and_keeps_blanks_outside(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        _, area = await open_note(pilot, settled)
        await pilot.press("enter", "ctrl+r", *"so")
        assert area.text.endswith('\n"so"')
        await pilot.press("end", *(["shift+left"] * 4), "backspace")
        await type_text(pilot, " we wait ")
        await pilot.press(*(["shift+left"] * 9), "ctrl+r")
        assert area.text.endswith('\n "we wait" ')


async def test_the_next_question_begins_at_the_end_of_the_note(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(140, 40)) as pilot:
        app = await open_interviews(pilot, settled)
        await pilot.press("n")
        await settled(pilot)
        await pilot.press(*"dan", "enter", "enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, NoteScreen)
        await pilot.press("ctrl+n", *"yes", "ctrl+home", "ctrl+n")
        heads = [line for line in screen.area.text.split("\n") if "##" in line]
        assert [head[:11] for head in heads] == ["14:02 ## 1 ", "14:02 ## 2 "]
        await until_kept(pilot, settled)
        guide = [line.plain for line in screen.query_one(GuidePane).lines(40)]
        assert "2 of 10 asked" in guide[0]
        assert any(line.startswith("▌●  2 ") and line.endswith("14:02") for line in guide)
        marked = "\n".join(line.plain for line in screen.query_one(MarkedPane).lines(33))
        assert "▌□ not for attribution" in marked


async def test_quitting_writes_what_is_being_typed(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_note(pilot, settled)
        await type_text(pilot, " And cold")
        kept: list[str] = []

        async def look() -> None:
            kept.append((await app.ask(newest)).note)

        app.keepers.append(look)
        await pilot.press("ctrl+q")
        await until(lambda: kept)
    assert kept == ["Nights are short. And cold"]


async def test_markup_in_a_note_is_text(app_on: AppMaker, filled_home: Path, settled: Settle) -> None:
    async with app_on(filled_home).run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        app = pilot.app
        assert isinstance(app, LeapApp)
        hostile = "[/] [b]x[/b] !concern [@click=app.quit]y ?follow [/z] #a"
        await app.ask(lambda workspace: save_note(workspace, newest(workspace), hostile))
        await open_note(pilot, settled)
        await until_kept(pilot, settled)
        words = "\n".join(line.plain for block in app.screen.query(Block) for line in block.lines(60))
        assert "[@click=app.quit]y" in words


async def test_what_is_pasted_is_cleaned(app_on: AppMaker, filled_home: Path, settled: Settle) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        _, area = await open_note(pilot, settled)
        pilot.app.post_message(events.Paste(" red\x1b[31m\u202e\r\nline"))
        await settled(pilot)
        assert area.text == "Nights are short. red[31m\nline"


async def test_a_click_finds_the_place_in_a_line_with_a_time_stamp(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        _, area = await open_note(pilot, settled)
        await pilot.press("ctrl+t", "enter", *"below")
        await settled(pilot)
        await pilot.click(area, offset=(8, 0))
        assert area.cursor_location == (0, 8)
        await pilot.click(area, offset=(8, 1))
        assert area.cursor_location == (1, 2)
        below = [strip.text for strip in (area.render_line(0), area.render_line(1))]
        assert [line.rstrip() for line in below] == ["14:02 Nights are short.", "      below"]


async def test_a_search_leads_into_the_note(app_on: AppMaker, filled_home: Path, settled: Settle) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app = pilot.app
        assert isinstance(app, LeapApp)
        wanted = await app.ask(newest)
        await app.open_record("interview", wanted.id, "interviews")
        await settled(pilot)
        assert isinstance(app.screen, NoteScreen)
        assert app.screen.area.text == "Nights are short."


async def test_another_city_closes_the_note_and_keeps_it(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app, _ = await open_note(pilot, settled)
        await type_text(pilot, " More")
        await pilot.press("ctrl+g", "1")
        await settled(pilot)
        await pilot.press("home", "enter")
        await settled(pilot)
        await pilot.press("3")
        await settled(pilot)
        assert isinstance(app.screen, InterviewsScreen)
        assert "Sable Point" in context(app)
        assert (await app.ask(newest)).note == "Nights are short. More"


async def test_the_guide_folds_where_there_is_no_room(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(60, 20)) as pilot:
        app = await open_interviews(pilot, settled)
        await pilot.press("n")
        await settled(pilot)
        await pilot.press(*"dan", "enter", "enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        folded = app.screen.query_one(FoldedGuide)
        assert folded.display
        assert folded.lines(58)[0].plain.startswith("▸ 1 ")
        assert not app.screen.query_one("#guide").display
        await pilot.press("f2")
        await settled(pilot)
        assert not isinstance(app.screen, NoteScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, NoteScreen)
        assert app.screen.area.has_focus


async def test_a_city_without_interviews_says_how_to_begin(
    app_on: AppMaker, tmp_path: Path, settled: Settle
) -> None:
    home = tmp_path / "one"
    workspace, _ = make_workspace(home, "practice makes a city")
    with workspace:
        add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
    async with app_on(home).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("3")
        await settled(pilot)
        assert pilot.app.screen.query_one("#nobody").display
        await pilot.press("n")
        await settled(pilot)
        assert isinstance(pilot.app.screen, WhoDialog)


@pytest.mark.parametrize("screen", [NoteScreen])
def test_no_key_of_the_note_edits_text_or_quits(screen: type[NoteScreen]) -> None:
    own = {
        key for binding in screen.BINDINGS if isinstance(binding, Binding) for key in binding.key.split(",")
    }
    edits = {binding.key for binding in Binding.make_bindings(TextArea.BINDINGS)}
    quits = {"ctrl+q", "ctrl+c"}
    assert {"ctrl+t", "ctrl+r", "ctrl+l", "ctrl+n", "ctrl+o", "escape"} <= own
    assert own & (edits | quits) == set()
