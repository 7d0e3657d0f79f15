"""How long things take, for screens that have no room for the table beside the types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from leaptui.services.calls import CallsPicture
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog, Gap
from leaptui.tui.screens.calls_panes import minute_lines
from leaptui.tui.widgets.block import Block


class _Table(Block):
    def __init__(self, picture: CallsPicture) -> None:
        super().__init__()
        self._picture = picture

    def lines(self, width: int) -> Sequence[Content]:
        """One for each duration."""
        return minute_lines(self._picture.summary, width)


class MinutesDialog(Dialog[bool]):
    """The durations of a dataset on the base that is shown."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("ask")
    SCOPES: ClassVar[tuple[str, ...]] = ("ask", "dialog")

    def __init__(self, picture: CallsPicture) -> None:
        base = picture.summary.base
        super().__init__(
            "How long things take",
            concerning=f"Of {base.calls:,} {base.name.label}; n counts those with both time stamps.",
            unchanged="Response runs from received to arrived, busy from dispatched to cleared.",
            keys=[("Enter", "close")],
            escape="close",
        )
        self._picture = picture

    def compose_body(self) -> ComposeResult:
        """The table."""
        yield Gap()
        yield _Table(self._picture)

    def action_confirm(self) -> None:
        """It was read."""
        self.dismiss(None)
