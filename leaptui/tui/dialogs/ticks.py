"""Several of a list: Space takes a row, / finds some, F2 goes on with those taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from leaptui.domain.text import fold
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.choose import Choice
from leaptui.tui.dialogs.dialog import Dialog, Gap
from leaptui.tui.text import ends, join, plain
from leaptui.tui.widgets.filter_line import FilterLine
from leaptui.tui.widgets.pick_list import Pick, PickList


class TickDialog(Dialog[tuple[str, ...]]):
    """Answers with the keys of the choices that were taken."""

    DEFAULT_CSS = """
    TickDialog > #dialog { width: 88; }
    TickDialog PickList { height: auto; max-height: 14; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("ticks")
    SCOPES: ClassVar[tuple[str, ...]] = ("ticks", "list", "dialog")
    LONG: ClassVar[str] = "#ticks"

    def __init__(
        self,
        question: str,
        choices: Sequence[Choice],
        *,
        taken: Sequence[str] = (),
        concerning: str = "",
        does: str = "go on",
    ) -> None:
        """A question with several answers.

        Args:
            question: What is asked.
            choices: The rows.
            taken: Keys of those that are taken at first.
            concerning: Second row.
            does: What F2 does.
        """
        keys = [("Space", "take or leave"), ("/", "find"), ("F2", does)]
        super().__init__(question, concerning=concerning, keys=keys, escape="keep")
        self._choices = choices
        self._taken: dict[str, None] = dict.fromkeys(taken)

    def compose_body(self) -> ComposeResult:
        """The rows, and the field that finds some of them."""
        yield Gap()
        yield PickList[Choice](self._draw, id="ticks")
        yield FilterLine()

    def on_mount(self) -> None:
        """Fill the list."""
        self._list.show([Pick(each.key, each) for each in self._choices])
        self._list.focus()

    async def action_find_row(self) -> None:
        """Show only the rows with some words."""
        await self.query_one(FilterLine).open()

    @on(FilterLine.Changed)
    def show_found(self, event: FilterLine.Changed) -> None:
        """The rows with what was typed; the others stay as they are, taken or not."""
        words = fold(event.words)
        self._list.show([Pick(each.key, each) for each in self._choices if words in fold(each.label)])

    @on(FilterLine.Left)
    def go_to_rows(self) -> None:
        """Back to the rows."""
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
