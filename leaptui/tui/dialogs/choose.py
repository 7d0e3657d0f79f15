"""One of several, each with its consequence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from leaptui.tui.dialogs.dialog import Dialog, Gap
from leaptui.tui.text import plain, row
from leaptui.tui.widgets.pick_list import Pick, PickList


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer.

    Attributes:
        key: What the dialog answers with.
        label: Its words.
        consequence: What follows from it, at the right.
        glyph: One cell in front.
    """

    key: str
    label: str
    consequence: str = ""
    glyph: str = ""


class ChooseDialog(Dialog[str]):
    """Up and down, Enter takes it. The answer is the choice's key."""

    DEFAULT_CSS = """
    ChooseDialog PickList { height: auto; max-height: 14; }
    """
    SCOPES: ClassVar[tuple[str, ...]] = ("list", "dialog")

    def __init__(
        self,
        question: str,
        choices: Sequence[Choice],
        *,
        chosen: str = "",
        concerning: str = "",
        unchanged: str = "",
        does: str = "take it",
        escape: str = "keep",
        concerning_style: str = "$text-muted",
    ) -> None:
        """A question with several answers.

        Args:
            question: What is asked.
            choices: The answers.
            chosen: Key of the one that holds now: the cursor starts on it.
            concerning: What it is about.
            unchanged: What stays either way.
            does: What Enter does.
            escape: What Esc keeps.
            concerning_style: Style of the second row.
        """
        super().__init__(
            question,
            concerning=concerning,
            unchanged=unchanged,
            keys=[("Enter", does)],
            escape=escape,
            concerning_style=concerning_style,
        )
        self._choices = choices
        self._chosen = chosen
        self._label_width = max((plain(each.label).cell_length for each in choices), default=0)

    def compose_body(self) -> ComposeResult:
        """The choices."""
        yield Gap()
        yield PickList[Choice](self._draw, id="choices", hold=True)

    def on_mount(self) -> None:
        """Fill the list and put the cursor on what holds now."""
        choices: PickList[Choice] = self.query_one("#choices", PickList)
        choices.show([Pick(each.key, each) for each in self._choices], at=self._chosen or None)
        choices.focus()

    def _draw(self, choice: Choice, width: int) -> Sequence[Content]:
        held = choice.key == self._chosen
        glyph = plain(choice.glyph, "$accent" if held else "$text-muted")
        label = plain(choice.label, "b" if held else "")
        widths = (1 if choice.glyph else 0, min(self._label_width, width - 2))
        return [
            row(
                (*widths, max(width - sum(widths) - 4, 0)),
                (glyph, label, plain(choice.consequence, "$text-muted")),
            )
        ]

    @on(PickList.Chosen)
    def take(self, event: PickList.Chosen) -> None:
        """Answer."""
        event.stop()
        self.dismiss(event.pick.key)
