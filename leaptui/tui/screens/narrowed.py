"""A place or a view whose list is narrowed by typed words."""

from __future__ import annotations

from textual import on
from typing_extensions import override

from leaptui.tui.screens.place import PlaceScreen
from leaptui.tui.widgets.filter_line import FilterLine
from leaptui.tui.widgets.pick_list import PickList


class NarrowedScreen(PlaceScreen):
    """Has a `FilterLine`, and a list that comes before any other."""

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is narrowed where nothing is."""
        if action == "filter" and not self.has_row and not any(each.words for each in self.query(FilterLine)):
            return False
        return super().check_action(action, parameters)

    async def action_filter(self) -> None:
        """Type words that narrow the list."""
        await self.query_one(FilterLine).open()

    @on(FilterLine.Changed)
    def narrow(self) -> None:
        """Fewer rows, and a bar that says so."""
        self._fill()
        self.refresh_frame()

    @on(FilterLine.Left)
    def to_list(self) -> None:
        """Back to the rows."""
        self.query(PickList).first().focus()

    def _fill(self) -> None:
        """Show the rows that have the words typed."""
