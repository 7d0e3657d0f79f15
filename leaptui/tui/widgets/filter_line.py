"""The line that narrows a list while one types."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from leaptui.tui.bindings import bindings_of
from leaptui.tui.text import plain
from leaptui.tui.widgets.block import Lines


class FilterLine(Horizontal):
    """Hidden until `open`; Esc empties and hides it, Enter or ↓ goes to the list and keeps it."""

    DEFAULT_CSS = """
    FilterLine { height: 1; display: none; }
    FilterLine.-open { display: block; }
    FilterLine Lines { width: 2; }
    FilterLine Input { width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("filter")

    class Changed(Message):
        """Other words are looked for."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words
            """Empty shows everything."""

    class Left(Message):
        """The focus goes to the list."""

    @property
    def words(self) -> str:
        """What is looked for."""
        return next((field.value for field in self.query(Input)), "")

    async def open(self) -> None:
        """Show the line and type in it; its slash and its field are made when they are first asked for."""
        self.add_class("-open")
        if not self.query(Input):
            await self.mount(Lines([plain("/", "b $primary")]), Input())
        self.query_one(Input).focus()

    def action_clear(self) -> None:
        """Show everything again."""
        self.query_one(Input).value = ""
        self.remove_class("-open")
        self.post_message(self.Left())

    def action_to_list(self) -> None:
        """Go to the list."""
        self.set_class(bool(self.words), "-open")
        self.post_message(self.Left())

    @on(Input.Submitted)
    def go(self, event: Input.Submitted) -> None:
        """Enter: go to the list."""
        event.stop()
        self.action_to_list()

    @on(Input.Changed)
    def tell(self, event: Input.Changed) -> None:
        """Pass the words on."""
        event.stop()
        self.post_message(self.Changed(event.value))


def filter_hint(words: str) -> Content:
    """What the context bar says while a list is narrowed."""
    return plain(f"▲ only “{words}”", "$warning") if words else Content("")
