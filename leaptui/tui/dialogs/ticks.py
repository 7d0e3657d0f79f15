"""Several of a list: Space takes a row, F2 goes on with those taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.choose import Choice
from leaptui.tui.dialogs.dialog import Dialog, Gap
from leaptui.tui.text import ends, join, plain
from leaptui.tui.widgets.pick_list import Pick, PickList


class TickDialog(Dialog[tuple[str, ...]]):
    """Answers with the keys of the choices that were taken."""

    DEFAULT_CSS = """
    TickDialog > #dialog { width: 88; }
    TickDialog PickList { height: auto; max-height: 14; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("ticks")
    SCOPES: ClassVar[tuple[str, ...]] = ("ticks", "list", "dialog")

    def __init__(
        self, question: str, choices: Sequence[Choice], *, concerning: str = "", does: str = "go on"
    ) -> None:
        """A question with several answers.

        Args:
            question: What is asked.
            choices: The rows.
            concerning: Second row.
            does: What F2 does.
        """
        super().__init__(
            question, concerning=concerning, keys=[("Space", "take or leave"), ("F2", does)], escape="keep"
        )
        self._choices = choices
        self._taken: dict[str, None] = {}

    def compose_body(self) -> ComposeResult:
        """The rows."""
        yield Gap()
        yield PickList[Choice](self._draw, id="ticks")

    def on_mount(self) -> None:
        """Fill the list."""
        self._list.show([Pick(each.key, each) for each in self._choices])
        self._list.focus()

    @property
    def _list(self) -> PickList[Choice]:
        return self.query_one("#ticks", PickList)

    def _draw(self, choice: Choice, width: int) -> Sequence[Content]:
        taken = choice.key in self._taken
        sign = plain("● ", "$accent") if taken else plain("○ ", "$text-muted")
        return [
            ends(
                width,
                join(sign, plain(choice.label, "b" if taken else "")),
                plain(choice.consequence, "$text-muted"),
            )
        ]

    @on(PickList.Chosen)
    def choose_row(self, event: PickList.Chosen) -> None:
        """Enter does what Space does."""
        event.stop()
        self.action_tick()

    def action_tick(self) -> None:
        """Take the row, or leave it."""
        if pick := self._list.pick:
            if pick.key in self._taken:
                del self._taken[pick.key]
            else:
                self._taken[pick.key] = None
            self._list.refresh()

    def action_done(self) -> None:
        """Answer."""
        self.dismiss(tuple(self._taken))
