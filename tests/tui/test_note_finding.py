"""Find and replace in a note, the guide's questions by a word, people a note names anew: by keyboard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from leaptui.domain.records import Interview, Stakeholder
from leaptui.services.workspace import Workspace
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.prompt import PromptDialog
from leaptui.tui.screens.interviews.interviews import InterviewsScreen
from leaptui.tui.screens.interviews.note import NoteScreen
from leaptui.tui.screens.interviews.note_blocks import NoteHead
from leaptui.tui.screens.interviews.question_choice import QuestionDialog
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.block import Lines
from leaptui.tui.widgets.find_bar import FindBar, places_of

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]


async def open_note(pilot: Pilot[None], settled: Settle, *, guide: bool = False) -> NoteScreen:
    """The newest note of Harbor Falls, or a new one with the dispatchers' guide."""
    await settled(pilot)
    begin = ("n", *"dan", "enter", "enter", "enter") if guide else ("enter",)
    for key in ("down", "enter", "3", *begin):
        await pilot.press(key)
        await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, NoteScreen)
    return screen


def count(screen: NoteScreen) -> str:
    return screen.query_one("#count", Lines).lines(20)[0].plain.strip()


def newest(workspace: Workspace) -> Interview:
    return workspace.store.all(Interview)[-1]


async def test_words_are_found_while_typed_and_replaced(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    text = "Cat and cat.\n\n14:02 the cat, CAT"
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        screen = await open_note(pilot, settled)
        area = screen.area
        area.show_instead(text)
        area.move_cursor((0, 5))
        await pilot.press("ctrl+f", *"caz")
        assert count(screen) == "nothing"
        await pilot.press("backspace", "t")
        assert (count(screen), area.selected_text) == ("2 of 4", "cat")
        await pilot.press("enter", "down", "down")
        assert (count(screen), area.selected_text) == ("1 of 4", "Cat")
        await pilot.press("up")
        assert (count(screen), area.selected_text) == ("4 of 4", "CAT")
        await pilot.press("escape")
        assert (area.cursor_location, area.selected_text, area.has_focus) == ((0, 5), "", True)
        assert area.text == text

        await pilot.press("ctrl+f", *"cat", "tab", *"dog", "enter")
        assert area.text == "Cat and dog.\n\n14:02 the cat, CAT"
        assert count(screen) == "2 of 3"
        await pilot.press("ctrl+r")
        assert area.text == "dog and dog.\n\n14:02 the dog, dog"
        await pilot.press("escape", "ctrl+z")
        assert area.text == "Cat and dog.\n\n14:02 the cat, CAT"
        await pilot.press("ctrl+z")
        assert area.text == text


async def test_one_stays_at_the_place_found_and_no_key_of_the_note_works_meanwhile(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(60, 20)) as pilot:
        screen = await open_note(pilot, settled)
        await pilot.press("ctrl+f", *"are", "ctrl+o", "ctrl+t", "ctrl+n")
        assert screen.area.text == "Nights are short."
        await pilot.press("f2")
        assert screen.area.selected_text == "are"
        await pilot.press(*"were")
        assert screen.area.text == "Nights were short."
        assert not screen.query_one(FindBar).display
        await pilot.press("ctrl+f")
        assert screen.query_one(FindBar).display
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, InterviewsScreen)


@given(st.lists(st.text("aAß.[é\u0301 ", max_size=8), min_size=1), st.text("aAß.[é", min_size=1, max_size=2))
def test_every_place_found_holds_the_words_and_none_is_over_another(lines: list[str], wanted: str) -> None:
    places = places_of(lines, wanted)
    assert places == sorted(places)
    for (row, start), (same, end) in places:
        assert row == same
        assert lines[row][start:end].casefold() == wanted.casefold()
    assert len(places) == sum(line.lower().count(wanted.lower()) for line in lines)


async def test_a_question_is_found_by_a_word_and_stamped_at_the_end(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(60, 20)) as pilot:
        screen = await open_note(pilot, settled, guide=True)
        await pilot.press(*"hello", "f2")
        await settled(pilot)
        assert isinstance(pilot.app.screen, QuestionDialog)
        await pilot.press(*"free", "enter")
        await settled(pilot)
        assert screen.area.text == "hello\n\n14:02 ## 9 Nobody is free\n"
        await pilot.press(*"dun", "f2")
        await settled(pilot)
        await pilot.press("1", "0", "enter")
        await settled(pilot)
        assert screen.area.text.split("\n")[-2].startswith("14:02 ## 10 ")
        assert screen.area.has_focus


async def test_undo_goes_on_in_the_note_opened_again(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        screen = await open_note(pilot, settled)
        await pilot.press("enter", *"More", "escape")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        again = pilot.app.screen
        assert isinstance(again, NoteScreen)
        assert again is not screen
        await pilot.press("ctrl+z")
        assert again.area.text == "Nights are short.\n"
        await pilot.press("ctrl+z")
        assert again.area.text == "Nights are short."
        await pilot.press("ctrl+y", "ctrl+y")
        assert again.area.text == "Nights are short.\nMore"


async def test_a_person_named_anew_is_offered_once_when_the_note_is_left(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        screen = await open_note(pilot, settled)
        screen.area.insert("\n?ring @maria due:friday\n?ring @dana and @me")
        await pilot.press("escape")
        await settled(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, PromptDialog)
        assert dialog.question == "Who is @maria?"
        await pilot.press(*" Delgado", "enter")
        await settled(pilot)
        app = pilot.app
        assert isinstance(app, LeapApp)
        assert isinstance(app.screen, InterviewsScreen)
        people = await app.ask(lambda workspace: workspace.store.all(Stakeholder))
        assert people[-1].name == "Maria Delgado"


async def test_a_declined_name_is_not_asked_about_again(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        screen = await open_note(pilot, settled)
        screen.area.insert("\n?ring @maria due:friday")
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, InterviewsScreen)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("space", "escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, InterviewsScreen)


async def test_tab_completes_and_else_says_who_speaks(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        screen = await open_note(pilot, settled)
        await pilot.press("space", *"#NEED-nig", "tab", "space", *"?ring @dan", "tab")
        assert screen.area.text == "Nights are short. #NEED-night ?ring @dana"
        await pilot.press("enter", "tab", *"no")
        assert screen.area.text.endswith("\nInes Ferreira: no")


async def test_the_bar_shows_the_level_at_the_cursor_and_the_head_the_minutes(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        screen = await open_note(pilot, settled)
        screen.area.insert("\n\n13:50 [role only] x\n14:12 y")
        await settled(pilot)

        def bar() -> str:
            return screen.query_one(ContextBar).lines(80)[0].plain

        assert "◧ ROLE ONLY HERE" in bar()
        screen.area.move_cursor((0, 0))
        await settled(pilot)
        assert "□ NOT FOR ATTRIBUTION " in bar()
        screen.draw_panes()
        assert screen.query_one(NoteHead).lines(60)[0].plain.endswith(" · 22 min")
