"""The passages behind one cell of a matrix; choosing one leads into its note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from leaptui.services.interviews.coding import Passage
from leaptui.tui.dialogs.dialog import Dialog, Gap
from leaptui.tui.screens.interviews.said_lines import said_entries, said_lines
from leaptui.tui.widgets.pick_list import PickList


class CellPassagesDialog(Dialog[Passage]):
    """Passages under their stance. The answer is the one whose note is to be opened."""

    DEFAULT_CSS = """
    CellPassagesDialog > #dialog { width: 96; height: 90%; }
    """
    SCOPES: ClassVar[tuple[str, ...]] = ("list", "dialog")

    def __init__(self, question: str, concerning: str, passages: Sequence[Passage], today: date) -> None:
        """Passages.

        Args:
            question: Theme and group.
            concerning: What the cell counts.
            passages: In the order of the conversations.
            today: Of the clock.
        """
        super().__init__(
            question, concerning=concerning, keys=[("Enter", "open the note there")], escape="back"
        )
        self._passages, self._today = passages, today

    def compose_body(self) -> ComposeResult:
        """The passages."""
        yield Gap()
        yield PickList[Passage](self._draw, id="said")

    def on_mount(self) -> None:
        """Fill the list."""
        said: PickList[Passage] = self.query_one("#said", PickList)
        said.show(said_entries(self._passages))
        said.focus()

    def _draw(self, passage: Passage, width: int) -> Sequence[Content]:
        return said_lines(passage, width, self._today)

    @on(PickList.Chosen)
    def take(self, event: PickList.Chosen) -> None:
        """Open this one's note."""
        event.stop()
        self.dismiss(event.pick.value)
