"""The field a note is typed in: marks in colour, time stamps and `⊠ OFF` in a margin of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Location
from typing_extensions import override

from leaptui.domain.text import clean
from leaptui.tui.note_lines import (
    MARGIN,
    Margin,
    Tone,
    body_of,
    is_off_record,
    margin_of,
    shown,
    stretches,
    theme_begun,
)

_ROLES: dict[Tone, tuple[str, str]] = {
    Tone.STAMP: ("text-muted", ""),
    Tone.OFF_SIGN: ("accent", "bold"),
    Tone.OFF: ("text-muted", "italic not bold"),
    Tone.HEADING: ("text", "bold"),
    Tone.THEME: ("mark-theme", "not italic"),
    Tone.QUOTE: ("mark-quote", "bold"),
    Tone.CONCERN: ("mark-concern", "bold"),
    Tone.FOLLOW_UP: ("mark-follow", ""),
    Tone.OWN_VIEW: ("mark-own", "italic"),
}
"""Variable of the palette and what else a tone is."""


class NoteArea(TextArea):
    """A text area over plain text: everything seen, the margin included, is in the text itself.

    Lines that begin with a time stamp or `[off] ` are drawn from the margin's left edge, all
    others from its right edge, so that the words stand below one another. Undo, cut and paste
    therefore know nothing of the margin, and the note reads the same in any other editor.
    """

    DEFAULT_CSS = """
    NoteArea { height: 1fr; }
    """

    class Left(Message):
        """The focus went elsewhere."""

    def __init__(
        self,
        text: str = "",
        *,
        themes: Collection[str] = (),
        changing: Callable[[], None] = lambda: None,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """A field over a text.

        Args:
            text: What it holds at first.
            themes: Completed while one is typed; → takes it.
            changing: Called before each change of the text. `Changed` comes after it, and only when
                the changed text may have been painted already.
            id: Of the widget.
        """
        self._completions = themes
        self._changing = changing
        super().__init__(
            text,
            id=id,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            max_checkpoints=1000,
            placeholder="Type what you hear.",
        )

    # Every change of the text.

    @override
    def edit(self, edit: Edit) -> EditResult:
        """Change the text, after saying so."""
        self._changing()
        return super().edit(edit)

    @override
    def undo(self) -> None:
        """Take the last change back, after saying so."""
        self._changing()
        super().undo()

    @override
    def redo(self) -> None:
        """Do it again, after saying so."""
        self._changing()
        super().redo()

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
        for stretch in stretches(line, off=is_off_record(self.document.get_line, line_index)):
            role, more = _ROLES[stretch.tone]
            text.stylize(Style.parse(f"{more} {colours[role]}".strip()), stretch.start, stretch.end)
        return text

    @override
    def _render_line(self, y: int) -> Strip:
        theme = self._theme
        if theme is not None and theme.cursor_line_style is not None:
            # The cursor's line has a ground of its own; its words keep the colours of their marks.
            theme.cursor_line_style = Style(bgcolor=theme.cursor_line_style.bgcolor)
        strip = super()._render_line(y)
        row = y + self.scroll_offset.y
        if strip.cell_length >= self.size.width:
            return strip
        if self._is_outdented(row):
            ground = next((segment.style for segment in reversed(list(strip)) if segment.style), None)
            return strip.extend_cell_length(strip.cell_length + MARGIN, ground)
        return Strip.join([Strip([Segment(" " * MARGIN, self.rich_style)], MARGIN), strip])

    def _is_outdented(self, row: int) -> bool:
        """Whether a row of the screen's text is the first of a line with something in its margin."""
        wrapped = self.wrapped_document
        if row >= wrapped.height:
            return False
        location = wrapped.offset_to_location(Offset(0, row))
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

    @override
    def update_suggestion(self) -> None:
        """Offer the rest of the theme that is being typed."""
        row, column = self.cursor_location
        self.suggestion = theme_begun(self.document.get_line(row), column, self._completions)

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted passes the same door as what is typed."""
        event.text = clean(event.text)

    def on_blur(self) -> None:
        """Tell that the focus went."""
        self.post_message(self.Left())

    # What the keys of a note do. Each is one step of undo.

    def stamp(self, clock: str) -> bool:
        """Put a time stamp before the cursor's line.

        Args:
            clock: `14:19`.

        Returns:
            Whether it could: a line that begins with a mark keeps the mark first.
        """
        row, column = self.cursor_location
        line = self.document.get_line(row)
        if margin_of(line) is not Margin.NONE or line.startswith(">"):
            return False
        self.insert(f"{clock} ", (row, 0), maintain_selection_offset=False)
        self.move_cursor((row, column + MARGIN))
        return True

    def quote(self) -> None:
        """Wrap what is selected in quotation marks, or open a pair around the cursor."""
        start, end = sorted(self.selection)
        words = self.get_text_range(start, end)
        if start[0] != end[0]:
            words = " ".join(words.split())
        before, said = words[: len(words) - len(words.lstrip())], words.strip()
        after = words[len(words.rstrip()) :] if said else ""
        done = self.replace(f'{before}"{said}"{after}', start, end, maintain_selection_offset=False)
        row, column = done.end_location
        self.move_cursor((row, column - len(after) - (0 if said else 1)))

    def turn_off_record(self) -> bool:
        """Take the cursor's line off the record, or put it back.

        Returns:
            Whether the line is off the record now: a line may stay so by a sign above it.
        """
        row, column = self.cursor_location
        line = self.document.get_line(row)
        before = margin_of(line)
        off = before is not Margin.OFF
        sign = "[off] " if off else ""
        body = body_of(line)
        self.replace(sign + body, (row, 0), (row, len(line)), maintain_selection_offset=False)
        in_body = max(column - (len(line) - len(body)), 0)
        self.move_cursor((row, len(sign) + in_body))
        return is_off_record(self.document.get_line, row)

    def add_at_end(self, line: str) -> None:
        """Begin a new line at the end of the note, and one below it to type in."""
        end = self.document.end
        last = self.document.get_line(end[0])
        gap = "" if not self.text else "\n" if not last.strip() else "\n\n"
        done = self.insert(f"{gap}{line}\n", end, maintain_selection_offset=False)
        self.move_cursor(done.end_location)

    def show_instead(self, text: str) -> None:
        """Put another text in place of this one; undo brings it back."""
        self.replace(text, self.document.start, self.document.end)
        self.move_cursor(self.document.end)
