"""How a note is drawn: its marks in colour, time stamps and levels in the margin, only what changed anew."""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.cache import LRUCache
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Location
from typing_extensions import override

from leaptui.domain.attribution import Attribution
from leaptui.domain.level_signs import level_signs, row_levels
from leaptui.tui.line_starts import own_level
from leaptui.tui.note_lines import (
    MARGIN,
    Margin,
    Tone,
    margin_of,
    margin_shown,
    paragraph_around,
    shown,
    stretches,
)

_ROLES: dict[Tone, tuple[str, str]] = {
    Tone.STAMP: ("text-muted", ""),
    Tone.OFF_SIGN: ("accent", "bold"),
    Tone.OFF: ("text-muted", "italic not bold"),
    Tone.LEVEL_SIGN: ("accent", ""),
    Tone.HEADING: ("text", "bold"),
    Tone.THEME: ("mark-theme", "not italic"),
    Tone.QUOTE: ("mark-quote", "bold"),
    Tone.CONCERN: ("mark-concern", "bold"),
    Tone.FOLLOW_UP: ("mark-follow", ""),
    Tone.OWN_VIEW: ("mark-own", "italic"),
}
"""Variable of the palette and what else a tone is."""
_ROWS_KEPT = 400
"""Drawn rows that are kept: a few screens of the tallest window."""


class MarginArea(TextArea):
    """A text area over plain text: everything seen, the margin included, is in the text itself.

    Lines that begin with a time stamp or `[off] ` are drawn from the margin's left edge, all
    others from its right edge, so that the words stand below one another. Undo, cut and paste
    therefore know nothing of the margin, and the note reads the same in any other editor.

    A row is drawn anew only when its line, its level or the window changed, or when the cursor or
    a selection is in it. A bare text area draws every row at every key.
    """

    DEFAULT_CSS = """
    MarginArea { height: 1fr; }
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002
        """A field over a text.

        Args:
            text: What it holds at first.
            id: Of the widget.
        """
        self._whole: str | None = None
        self._levels: dict[int, Attribution | None] = {}
        self._rows: LRUCache[object, Strip] = LRUCache(_ROWS_KEPT)
        self._hits: Mapping[int, list[tuple[int, int]]] = {}
        super().__init__(
            text,
            id=id,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            max_checkpoints=1000,
            placeholder="Type what you hear.",
        )
        # Prose: looking for the other end of a bracket would read the whole note at a key.
        self.match_cursor_bracket = False

    # What is known of the text until it changes.

    @property
    @override
    def text(self) -> str:
        """The whole text: made once for each change, though it is asked for at every row."""
        if self._whole is None:
            self._whole = self.document.text
        return self._whole

    @text.setter
    def text(self, value: str) -> None:
        self.load_text(value)

    def level_at(self, row: int) -> Attribution | None:
        """What signs say of how far a line may travel; nothing where it keeps its interview's level."""
        if row not in self._levels:
            rows = paragraph_around(self.document.get_line, self.document.line_count, row)
            levels = row_levels(self.document.lines[rows.start : rows.stop])
            self._levels.update(zip(rows, levels, strict=True))
        return self._levels[row]

    def own_level_at(self, row: int) -> Attribution | None:
        """What signs in a line itself say of how far it may travel."""
        return own_level(self.document.get_line(row))

    def show_hits(self, hits: Mapping[int, list[tuple[int, int]]]) -> None:
        """Show stretches of characters as found, by their row."""
        self._hits = hits
        self.refresh()

    def _forget(self, *, levels: bool = True) -> None:
        self._whole = None
        if levels:
            self._levels.clear()

    @override
    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document(text, language)
        self._forget()

    @override
    def edit(self, edit: Edit) -> EditResult:
        """Change the text."""
        row, column = edit.top
        before = self.document.get_line(row)
        one_row = row == edit.bottom[0] and "\n" not in edit.text
        self._forget(levels=False)
        done = super().edit(edit)
        # Words typed behind other words say nothing new of any line's level, and are what is mostly typed.
        is_mere_words = (
            one_row
            and any(letter.isalpha() for letter in before[:column])
            and _levels_of(before) == _levels_of(self.document.get_line(row))
        )
        self._forget(levels=not is_mere_words)
        return done

    @override
    def undo(self) -> None:
        """Take the last change back."""
        self._forget()
        super().undo()
        self._forget()

    @override
    def redo(self) -> None:
        """Do it again."""
        self._forget()
        super().redo()
        self._forget()

    # The margin.

    @property
    @override
    def gutter_width(self) -> int:
        """The margin's; wrapping, cursor and mouse keep to it."""
        return MARGIN

    @override
    def get_line(self, line_index: int) -> Text:
        """A line with its marks in colour."""
        line = self.document.get_line(line_index)
        text = Text(shown(line), end="", no_wrap=True)
        colours = self.app.theme_variables
        for stretch in stretches(line, self.level_at(line_index)):
            role, more = _ROLES[stretch.tone]
            text.stylize(Style.parse(f"{more} {colours[role]}".strip()), stretch.start, stretch.end)
        for start, end in self._hits.get(line_index, ()):
            text.stylize(Style.parse(f"bold underline {colours['accent']}"), start, end)
        return text

    @override
    def _render_line(self, y: int) -> Strip:
        row = y + self.scroll_offset.y
        if row >= self.virtual_size.height:  # the wrapped text's own height is counted anew at each question
            return super()._render_line(y)
        line_index, column = self.wrapped_document.offset_to_location(Offset(0, row))
        top, bottom = sorted(self.selection)
        if top[0] <= line_index <= bottom[0]:
            return self._drawn(y, line_index, column)
        key = (
            self.document.get_line(line_index),
            column,
            self.level_at(line_index),
            tuple(self._hits.get(line_index, ())),
            tuple(self.wrapped_document.get_offsets(line_index)),
            self.size,
            self.wrap_width,
            self.app.theme,
            self.has_focus,
        )
        strip = self._rows.get(key)
        if strip is None:
            strip = self._rows[key] = self._drawn(y, line_index, column)
        return strip

    def _drawn(self, y: int, line_index: int, column: int) -> Strip:
        theme = self._theme
        if theme is not None and theme.cursor_line_style is not None:
            # The cursor's line has a ground of its own; its words keep the colours of their marks.
            theme.cursor_line_style = Style(bgcolor=theme.cursor_line_style.bgcolor)
        strip = super()._render_line(y)
        if strip.cell_length >= self.size.width:
            return strip
        line = self.document.get_line(line_index)
        if column == 0 and margin_of(line) is not Margin.NONE:
            ground = next((segment.style for segment in reversed(list(strip)) if segment.style), None)
            return strip.extend_cell_length(strip.cell_length + MARGIN, ground)
        return Strip.join([Strip([self._margin(line, line_index, column)], MARGIN), strip])

    def _margin(self, line: str, line_index: int, column: int) -> Segment:
        level = self.level_at(line_index) if column == 0 and line.strip() else None
        if level is None:
            return Segment(" " * MARGIN, self.rich_style)
        role = "accent" if level in _levels_of(line) else "text-muted"
        style = self.rich_style + Style.parse(self.app.theme_variables[role])
        return Segment(margin_shown(level), style)

    def _is_outdented(self, row: int) -> bool:
        """Whether a row of the screen's text is the first of a line with something in its margin."""
        if row >= self.virtual_size.height:
            return False
        location = self.wrapped_document.offset_to_location(Offset(0, row))
        return location[1] == 0 and margin_of(self.document.get_line(location[0])) is not Margin.NONE

    @override
    def get_target_document_location(self, event: events.MouseEvent) -> Location:
        """The place in the text under the mouse."""
        row = event.y + self.scroll_offset.y - self.gutter.top
        moved = MARGIN if self._is_outdented(row) else 0
        target = Offset(event.x - MARGIN + self.scroll_offset.x - self.gutter.left + moved, row)
        return self.wrapped_document.offset_to_location(target)

    @property
    @override
    def cursor_screen_offset(self) -> Offset:
        """Where a terminal's own input method stands."""
        offset = super().cursor_screen_offset
        row = self.wrapped_document.location_to_offset(self.cursor_location).y
        return offset - (MARGIN, 0) if self._is_outdented(row) else offset


def _levels_of(line: str) -> set[Attribution]:
    """The levels of the signs in a line."""
    return {sign.level for sign in level_signs(line)}
