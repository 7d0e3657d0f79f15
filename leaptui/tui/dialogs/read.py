"""Words of a note to read whole, and the way to where they stand."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog, Gap, Words


class ReadDialog(Dialog[bool]):
    """Words to read; Enter goes to where they stand, Esc closes."""

    DEFAULT_CSS = """
    ReadDialog > #dialog { width: 84; }
    ReadDialog #words { height: auto; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("ask")
    SCOPES: ClassVar[tuple[str, ...]] = ("ask", "dialog")
    LONG: ClassVar[str] = "#words"

    def __init__(self, question: str, words: str, *, concerning: str, nothing: str, does: str) -> None:
        """Words to read.

        Args:
            question: The heading.
            words: What is read, several lines.
            concerning: Second row.
            nothing: What is said in place of no words.
            does: What Enter does.
        """
        super().__init__(question, concerning=concerning, keys=[("Enter", does)], escape="close")
        self._words, self._nothing = words, nothing

    def compose_body(self) -> ComposeResult:
        """The words, scrolled where they do not fit."""
        yield Gap()
        with VerticalScroll(id="words"):
            yield Words(self._words, "") if self._words else Words(self._nothing, "$text-muted")

    def on_mount(self) -> None:
        """Scrolling at once."""
        self.query_one("#words").focus()

    def action_confirm(self) -> None:
        """Go there."""
        self.dismiss(result=True)
