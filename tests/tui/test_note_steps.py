"""What a note can undo: every change told by its offsets, kept over a restart, bounded."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from leaptui.domain import anchors
from leaptui.tui import note_steps
from leaptui.tui.note_steps import Steps, behind, narrowed
from leaptui.tui.themes import LEAP_DARK
from leaptui.tui.widgets.note_area import NoteArea

_LETTERS = st.text("ab\né𝄞", max_size=12)


class OnlyNote(App[None]):
    """A note area and nothing else."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.note = text
        self.register_theme(LEAP_DARK)
        self.theme = LEAP_DARK.name

    def compose(self) -> ComposeResult:
        """The area."""
        yield NoteArea(self.note)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The app's own colours."""
        return dict(LEAP_DARK.variables)


@asynccontextmanager
async def note(text: str = "") -> AsyncIterator[tuple[Pilot[None], NoteArea]]:
    async with OnlyNote(text).run_test(size=(60, 20)) as pilot:
        area = pilot.app.query_one(NoteArea)
        area.focus()
        area.history.checkpoint_timer = 3600  # a slow machine must not end a batch
        area.move_cursor(area.document.end)
        await pilot.pause()
        yield pilot, area


def told(text: str, edits: Sequence[anchors.Edit], after: str) -> str:
    """Where each character that was there before stands now, as the edits say; `·` for what came."""
    letters: list[str | None] = list(text)
    for edit in edits:
        letters[edit.start : edit.start + edit.removed] = [None] * edit.inserted
    assert len(letters) == len(after)
    assert all(letter in (None, now) for letter, now in zip(letters, after, strict=True))
    return "".join("·" if letter is None else letter for letter in letters)


def kept(area: NoteArea) -> Steps:
    """The steps as they come back from the store: through JSON."""
    undo, redo = json.loads(json.dumps(area.steps()))
    return undo, redo


async def test_every_change_tells_its_offsets_undo_and_redo_too() -> None:
    async with note("One\ntwo é") as (pilot, area):
        before = area.text
        await pilot.press("enter", *"new", "backspace", "up", "home", "delete", "shift+right", "x")
        area.stamp("14:02")
        area.cycle_level()
        area.replace_all([((1, 0), (1, 1)), ((1, 6), (1, 7))], "-")
        for _ in range(3):
            await pilot.press("ctrl+z")
        await pilot.press("ctrl+y")
        edits = area.take_edits()
        told(before, edits, area.text)
        assert area.take_edits() == []
        area.give_back(edits)
        assert area.take_edits() == edits


async def test_what_is_typed_letter_by_letter_is_told_as_one_insertion() -> None:
    async with note("ab") as (pilot, area):
        await pilot.press("left", *"word")
        assert area.take_edits() == [anchors.Edit(1, 0, 4)]


async def test_undo_goes_on_after_a_restart_and_so_does_redo() -> None:
    states = []
    async with note("Before.") as (pilot, area):
        for keys in (
            ("space", *"one"),
            ("enter",),
            (*"two", "backspace", "backspace"),
            ("ctrl+w",),
            tuple("é𝄞"),
        ):
            states.append(area.text)
            await pilot.press(*keys)
            area.history.checkpoint()
        states.append(area.text)
        await pilot.press("ctrl+z")
        text, steps = area.text, kept(area)
        assert text == states[-2]
    async with note(text) as (pilot, area):
        area.take_up(steps)
        await pilot.press("ctrl+y")
        assert area.text == states[-1]
        seen = {area.text}
        for _ in range(12):
            await pilot.press("ctrl+z")
            seen.add(area.text)
        assert area.text == "Before."
        assert set(states) <= seen
        for _ in range(12):
            await pilot.press("ctrl+y")
        assert area.text == states[-1]


async def test_what_is_kept_is_bounded_and_the_newest_stays() -> None:
    async with note() as (pilot, area):
        area.insert("x" * (note_steps.MOST_CHARACTERS // 2))
        area.insert("\n")
        area.insert("y" * (note_steps.MOST_CHARACTERS // 2))
        await pilot.press("enter", *"end")
        undo, redo = area.steps()
        assert [batch[0][0][:3] for batch in undo] == ["\n", "yyy", "\n", "end"]
        assert redo == ()
        await pilot.press("ctrl+z")
        assert len(area.steps()[1]) == 1


async def test_letters_typed_one_by_one_are_kept_as_one_step() -> None:
    async with note() as (pilot, area):
        await pilot.press(*"word", "backspace", "backspace")
        ((typed,), (deleted,)) = area.steps()[0]
        assert typed[:2] == ("word", "")
        assert deleted[:4] == ("", "rd", 0, 2)


async def test_many_places_are_replaced_as_one_step() -> None:
    text = "cat Cat\n\ncat cat"
    async with note(text) as (pilot, area):
        places = [((0, 0), (0, 3)), ((0, 4), (0, 7)), ((2, 0), (2, 3)), ((2, 4), (2, 7))]
        area.replace_all(places, "hound")
        assert area.text == "hound hound\n\nhound hound"
        assert told(text, area.take_edits(), area.text).count("·") == 20
        await pilot.press("ctrl+z")
        assert area.text == text
        await pilot.press("ctrl+y")
        assert area.text == "hound hound\n\nhound hound"


async def test_another_text_keeps_the_cursor_at_its_word() -> None:
    async with note("one two three") as (pilot, area):
        area.move_cursor((0, 8))
        area.show_instead("zero one two three")
        assert area.cursor_location == (0, 13)
        await pilot.press("ctrl+z")
        assert area.text == "one two three"


@given(_LETTERS, _LETTERS)
def test_two_texts_differ_in_one_stretch(before: str, after: str) -> None:
    start, end, text = narrowed(before, after)
    assert before[:start] + text + before[end:] == after
    assert start <= end
    if before == after:
        assert (start, end, text) == (start, start, "")


@given(_LETTERS, _LETTERS)
def test_the_place_behind_a_text(above: str, text: str) -> None:
    start = behind((0, 0), above)
    lines = (above + text).split("\n")
    assert behind(start, text) == (len(lines) - 1, len(lines[-1]))
