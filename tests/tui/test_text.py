"""User text on its way to a widget and to the terminal."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from leaptui.tui.text import TerminalGuard, dotted, ends, fit, join, paragraph, plain, row

HOSTILE = [
    "[/]",
    "[b",
    "[red]x[/red]",
    "\x1b[31mred",
    "\x1b]52;c;aGk=\x07",
    "\x9b2J",
    "\u202eevil\u202c",
    "a\u0000b",
]
anything = st.one_of(
    st.text(), st.sampled_from(HOSTILE), st.text(alphabet="[]/\\\x1b\x9b\u202e中e\u0301 \n\t")
)


def harmless(text: str) -> bool:
    return not any(
        unicodedata.category(character) in {"Cc", "Cs"}
        or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067"
        for character in text
    )


@given(anything)
def test_plain_keeps_brackets_and_drops_control_codes(text: str) -> None:
    shown = plain(text).plain
    assert harmless(shown)
    assert shown.count("[") == text.count("[")


@given(anything, st.integers(min_value=1, max_value=40))
def test_fit_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert fit(text, width).cell_length == width
    assert fit(text, width, right=True).cell_length == width


@given(st.lists(st.tuples(anything, st.integers(-12, 12)), min_size=1, max_size=6))
def test_a_row_is_as_wide_as_its_columns_and_gaps(cells: list[tuple[str, int]]) -> None:
    widths = [width for _, width in cells]
    shown = [abs(width) for width in widths if width]
    assert row(widths, [text for text, _ in cells]).cell_length == sum(shown) + max(len(shown) - 1, 0)


@given(anything, anything, st.integers(min_value=1, max_value=50))
def test_ends_fills_the_row_and_cuts_the_left_first(left: str, right: str, width: int) -> None:
    line = ends(width, left, right)
    assert line.cell_length == width
    whole = plain(right)
    if 0 < whole.cell_length < width - 1:
        assert line.plain.endswith(whole.plain)


@given(anything, st.integers(min_value=4, max_value=40))
def test_a_paragraph_never_overflows_and_loses_no_word(text: str, width: int) -> None:
    lines = paragraph(text, width)
    assert all(line.cell_length <= width for line in lines)
    assert "".join("".join(line.plain for line in lines).split()) == "".join(plain(text).plain.split())


def test_dots_and_joins_take_strings_as_they_are() -> None:
    assert dotted(["a [b]", "c"]).plain == "a [b] · c"
    assert join("x [/] ", plain("y")).plain == "x [/] y"


@given(st.lists(anything, max_size=5))
def test_the_guard_lets_no_control_code_through(texts: list[str]) -> None:
    style = Style(bold=True)
    sent = TerminalGuard().apply([Segment(text, style) for text in texts], Color(0, 0, 0))
    assert all(harmless(segment.text) and segment.style == style for segment in sent)


def test_the_guard_leaves_ordinary_lines_alone() -> None:
    line = [Segment("Chief [Fire] dept"), Segment("San José 中")]
    assert [segment.text for segment in TerminalGuard().apply(line, Color(0, 0, 0))] == [
        "Chief [Fire] dept",
        "San José 中",
    ]
