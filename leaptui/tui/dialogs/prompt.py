"""One line asked for."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from leaptui.domain.text import one_line
from leaptui.tui.dialogs.dialog import Dialog, Gap
from leaptui.tui.dialogs.fields import FieldRow, FieldSpec


class PromptDialog(Dialog[str]):
    """Answers with what was typed, on one line."""

    SCOPES: ClassVar[tuple[str, ...]] = ("dialog",)

    def __init__(
        self,
        question: str,
        *,
        label: str,
        value: str = "",
        hint: str = "",
        concerning: str = "",
        unchanged: str = "",
        does: str = "take it",
        required: bool = True,
    ) -> None:
        """A question answered in a line.

        Args:
            question: What is asked.
            label: Of the field.
            value: What stands there at first.
            hint: Shown while it is empty.
            concerning: Second row.
            unchanged: What stays either way.
            does: What Enter does.
            required: Whether an empty answer is refused.
        """
        super().__init__(question, concerning=concerning, unchanged=unchanged, keys=[("Enter", does)])
        self._row = FieldRow(FieldSpec(key="answer", label=label, hint=hint, required=required), value)

    def compose_body(self) -> ComposeResult:
        """The field."""
        yield Gap()
        yield self._row

    def on_mount(self) -> None:
        """Type at once."""
        self._row.editor.focus()

    @on(Input.Submitted)
    def take(self) -> None:
        """Answer, or say what is wrong."""
        problem = self._row.field.problem_of(self._row.value)
        if problem:
            self._row.tell(problem)
        else:
            self.dismiss(one_line(self._row.value))
