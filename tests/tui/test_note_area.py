"""The note's field: what is drawn is what stands there, whatever was typed, pasted or turned; keys of the note."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

import pytest
from textual import events
from textual.widgets.text_area import Selection

from leaptui.domain.attribution import Attribution
from leaptui.domain.level_signs import row_levels
from leaptui.tui.note_lines import MARGIN, paragraph_around
from leaptui.tui.widgets.note_area import NoteArea
from tests.tui.test_note_steps import note

HOSTILE = {
    "markup": "[/] [b [red]Fire[/red] [@click=app.quit]press[/] $primary {0} [off] [role only]",
    "right to left": "שלום עולם [off] ‏العربية والفارسية 12:30 #نيد",
    "combining": "cafe\u0301 a\u0308\u0323 ने\u200d न्\u200dय e\u0301\u0301\u0301 [off] z\u0335",
    "wide": "中文字 [not for attribution] 👩‍👩‍👧 ｆｕｌｌ tab\there",
}
TEXT = "\n".join(
    [
        "14:02 ## 1 First",
        "She said so, and it went on for longer than one row of this window can hold at a time.",
        "[off] The captain knows of one dispatcher who stopped asking, whoever it was.",
        "He said so too.",
        "",
        '14:05 "We park them." #NEED-night !concern wait',
        "- [role only] a point about radios that is a little longer than the window is wide",
        "  deeper",
        *HOSTILE.values(),
        "",
        "the end",
    ]
)
Work = Callable[[NoteArea], object]


def drawn(area: NoteArea) -> list[list[tuple[str, object]]]:
    return [
        [(segment.text, segment.style) for segment in area.render_line(y)] for y in range(area.size.height)
    ]


async def test_rows_that_were_kept_are_the_rows_that_would_be_drawn_anew() -> None:
    chance = random.Random(4)
    async with note(TEXT) as (pilot, area):

        def anywhere() -> tuple[int, int]:
            row = chance.randrange(area.document.line_count)
            return (row, chance.randint(0, len(area.document.get_line(row))))

        works: list[Work] = [
            lambda area: area.insert(chance.choice(["a", "[", "]", "off", "\n", "- ", "[off] ", " ", "é"])),
            lambda area: area.delete(*sorted((anywhere(), anywhere()))),
            lambda area: area.action_delete_left(),
            lambda area: area.cycle_level(),
            lambda area: area.stamp("14:09"),
            lambda area: area.undo(),
            lambda area: area.redo(),
            lambda area: area.move_cursor(anywhere()),
            lambda area: setattr(area, "selection", Selection(anywhere(), anywhere())),
            lambda area: area.show_hits({0: [(0, 2)]} if chance.random() < 0.5 else {}),
        ]
        for turn in range(150):
            area.move_cursor(anywhere())
            chance.choice(works)(area)
            if turn % 50 == 49:
                await pilot.resize_terminal(chance.choice([30, 60, 90]), 20)
            await pilot.pause()
            kept = drawn(area)
            levels = [area.level_at(row) for row in range(area.document.line_count)]
            assert levels == row_levels(area.document.lines), turn
            area._rows.clear()
            area._levels.clear()
            area._line_cache.clear()
            assert drawn(area) == kept, turn
            assert area.text == area.document.text


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
async def test_hostile_words_are_shown_whole_and_the_cursor_keeps_its_place(words: str) -> None:
    async with note(f"{words}\n14:02 {words}\n[off] {words}") as (pilot, area):
        for row in range(3):
            line = area.document.get_line(row)
            reached = []
            area.move_cursor((row, 0))
            while area.cursor_location != (row, len(line)):
                reached.append(area.cursor_location[1])
                area.action_cursor_right()
            assert reached == list(range(len(line)))
            for column in (0, len(line) // 2, len(line)):
                area.move_cursor((row, column))
                offset = area.wrapped_document.location_to_offset((row, column))
                place = area.wrapped_document.offset_to_location(offset)
                # A mark over a letter shares its letter's cell: the place comes back to the letter.
                between = line[min(place[1], column) : max(place[1], column)]
                assert place[0] == row
                assert len(between) <= 2 or not between.isascii()
            area.move_cursor((row, len(line)))
            await pilot.press("x", "backspace")
            assert area.document.get_line(row) == line
        words_shown = "".join(text for cells in drawn(area) for text, _ in cells)
        assert not {"\x1b", "\u202e"} & set(words_shown)
        assert all(area.render_line(y).cell_length == area.size.width for y in range(area.size.height))


async def test_what_is_pasted_is_one_clean_step() -> None:
    async with note("Before.") as (pilot, area):
        foul = "".join(f"{code}\x1b[31mred\u202e\r\n" for code in HOSTILE.values())
        pilot.app.post_message(events.Paste(foul))
        await pilot.pause()
        assert not any(unicodedata.category(letter) == "Cc" for letter in area.text if letter not in "\n\t")
        assert area.text.count("\n") == len(HOSTILE)
        await pilot.press("ctrl+z")
        assert area.text == "Before."


async def test_the_margin_says_the_level_of_each_line() -> None:
    async with note("[role only] She\nand so on\n\n14:02 [off] he\nplain\n\n[on record] We") as (_, area):
        margins = ["".join(text for text, _ in cells)[:MARGIN] for cells in drawn(area)][:7]
        assert margins == ["◧ROLE ", "◧ROLE ", " " * 6, "14:02 ", "⊠ OFF ", " " * 6, "■ REC "]
        assert area.level_at(1) is Attribution.ROLE_ONLY
        assert [area.own_level_at(row) for row in (0, 1, 3)] == [
            Attribution.ROLE_ONLY,
            None,
            Attribution.OFF_RECORD,
        ]


def test_a_paragraph_without_blank_lines_is_the_whole_note() -> None:
    lines = ["a"] * 5
    assert paragraph_around(lines.__getitem__, 5, 3) == range(5)


async def test_a_time_stamp_keeps_the_level_and_the_cursor_its_word() -> None:
    async with note("[off] He said so") as (pilot, area):
        area.move_cursor((0, 9))
        assert area.stamp("14:02")
        assert (area.text, area.cursor_location) == ("14:02 [off] He said so", (0, 15))
        assert not area.stamp("14:03")
        area.cycle_level()
        assert area.text == "14:02 [not for attribution] He said so"
        assert area.document.get_line(0)[area.cursor_location[1] :] == "said so"
        await pilot.press("ctrl+z", "ctrl+z")
        assert area.text == "[off] He said so"


async def test_who_speaks_by_one_key() -> None:
    async with note("Nights are short.") as (pilot, area):
        names = ["Dana Okafor", "Lee Brandt"]
        area.name_speaker(names)
        await pilot.press("enter", "enter")
        area.name_speaker(names)
        await pilot.press(*"no")
        assert area.text == "Dana Okafor: Nights are short.\n\nLee Brandt: no"
