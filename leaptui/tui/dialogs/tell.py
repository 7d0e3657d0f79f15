"""Something shown in full: a list of lines to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog, Gap
from leaptui.tui.text import join, paragraph
from leaptui.tui.widgets.block import Block


class _Points(Block):
    def __init__(self, points: Sequence[tuple[Content, str]]) -> None:
        super().__init__()
        self._points = points

    def lines(self, width: int) -> Sequence[Content]:
        """A glyph and words that wrap under themselves."""
        shown: list[Content] = []
        for glyph, words in self._points:
            wrapped = paragraph(words, width - 3)
            shown.append(join(glyph, "  ", wrapped[0]))
            shown += [join("   ", line) for line in wrapped[1:]]
        return shown


class TellDialog(Dialog[bool]):
    """Lines to read; Enter or Esc closes it."""

    DEFAULT_CSS = """
    TellDialog > #dialog { width: 76; }
    TellDialog #points { height: auto; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("ask")
    SCOPES: ClassVar[tuple[str, ...]] = ("ask", "dialog")
    LONG: ClassVar[str] = "#points"

    def __init__(
        self,
        question: str,
        points: Sequence[tuple[Content, str]],
        *,
        concerning: str = "",
        unchanged: str = "",
    ) -> None:
        """Lines to read.

        Args:
            question: The heading.
            points: Each a glyph of one cell and its words.
            concerning: Second row.
            unchanged: A sentence below.
        """
        super().__init__(
            question, concerning=concerning, unchanged=unchanged, keys=[("Enter", "close")], escape="close"
        )
        self._points = points

    def compose_body(self) -> ComposeResult:
        """The lines, scrolled where they do not fit."""
        yield Gap()
        with VerticalScroll(id="points"):
            yield _Points(self._points)

    def on_mount(self) -> None:
        """Scrolling at once."""
        self.query_one("#points").focus()

    def action_confirm(self) -> None:
        """It was read."""
        self.dismiss(None)
