"""The digit of a place, asked for from inside a note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events

from leaptui.tui.dialogs.choose import Choice, ChooseDialog


class GoDialog(ChooseDialog):
    """A digit, or a row, opens a place."""

    SCOPES: ClassVar[tuple[str, ...]] = ("list", "dialog")

    def __init__(self, places: Sequence[tuple[str, str]]) -> None:
        super().__init__(
            "Go to which place?",
            [Choice(place, name, glyph=str(number)) for number, (place, name) in enumerate(places, start=1)],
            does="open",
            escape="stay here",
        )
        self._places = places

    def on_key(self, event: events.Key) -> None:
        """A digit answers at once."""
        if event.key.isdecimal() and 1 <= int(event.key) <= len(self._places):
            event.stop()
            self.dismiss(self._places[int(event.key) - 1][0])
