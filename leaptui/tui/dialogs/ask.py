"""Yes or keep: a question with one thing to do."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog


class AskDialog(Dialog[bool]):
    """Enter does it, Esc keeps things as they are."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("ask")
    SCOPES: ClassVar[tuple[str, ...]] = ("ask", "dialog")

    def __init__(
        self, question: str, *, does: str, concerning: str = "", unchanged: str = "", escape: str = "keep"
    ) -> None:
        """A question.

        Args:
            question: What is asked.
            does: What Enter does, in a word or two.
            concerning: What it is about.
            unchanged: What stays either way.
            escape: What Esc keeps.
        """
        super().__init__(
            question, concerning=concerning, unchanged=unchanged, keys=[("Enter", does)], escape=escape
        )

    def action_confirm(self) -> None:
        """Do it."""
        self.dismiss(result=True)


class ErrorDialog(Dialog[bool]):
    """Something a person must be told: what happened, what is safe, what to do next."""

    DEFAULT_CSS = """
    ErrorDialog > #dialog { border-left: heavy $error; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("ask")
    SCOPES: ClassVar[tuple[str, ...]] = ("ask", "dialog")

    def __init__(self, what: str, *, safe: str = "", next_step: str = "") -> None:
        super().__init__(
            what, concerning=safe, unchanged=next_step, keys=[("Enter", "go on")], escape="close"
        )

    def action_confirm(self) -> None:
        """It was read."""
        self.dismiss(result=True)
