"""Saying what a column holds: a list that narrows while one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input

from leaptui.domain.calls import ColumnReading, ColumnRole, Inspection
from leaptui.domain.text import fold
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog, Gap
from leaptui.tui.screens.importing.words import MEANINGS
from leaptui.tui.text import plain, row
from leaptui.tui.widgets.pick_list import Pick, PickList


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """A role, and what choosing it means."""

    role: ColumnRole
    means: str


def roles_for(inspection: Inspection, column: ColumnReading) -> list[RoleChoice]:
    """Every role; one that another column has says which."""
    held = {each.role: each.name for each in inspection.columns if each.name != column.name}
    return [
        RoleChoice(
            role, f"now {held[role]}" if role in held and role is not ColumnRole.IGNORED else MEANINGS[role]
        )
        for role in ColumnRole
    ]


def fitting(choices: Sequence[RoleChoice], typed: str) -> list[RoleChoice]:
    """Those whose name begins so, then those with a word that does, in the name or in what it means."""
    wanted = fold(typed)
    if not wanted:
        return list(choices)
    first = [each for each in choices if fold(each.role.label).startswith(wanted)]
    words = [
        each
        for each in choices
        if each not in first
        and any(word.startswith(wanted) for word in fold(f"{each.role.label} {MEANINGS[each.role]}").split())
    ]
    return first + words


class RoleDialog(Dialog[str]):
    """Type the beginning of what it holds, or move with ↑↓; Enter takes it."""

    DEFAULT_CSS = """
    RoleDialog > #dialog { width: 72; }
    RoleDialog PickList { height: 12; }
    RoleDialog Input { margin: 0 0 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("picker")
    SCOPES: ClassVar[tuple[str, ...]] = ("picker", "dialog")

    def __init__(self, inspection: Inspection, column: ColumnReading) -> None:
        """A question for a role.

        Args:
            inspection: Of the file.
            column: The column it is asked of.
        """
        super().__init__(
            f"What does {column.name} hold?",
            concerning=", ".join(column.samples) or "no value in the sample",
            keys=[("Enter", "read it as that"), ("↑↓", "move")],
        )
        self._choices = roles_for(inspection, column)
        self._now = column.role
        self._reach = max(plain(each.role.label).cell_length for each in self._choices)

    def compose_body(self) -> ComposeResult:
        """The field and the roles."""
        yield Gap()
        yield Input(placeholder="type to narrow: arr, clear, type…", select_on_focus=False)
        yield PickList[RoleChoice](self._draw, id="roles", steered=True)

    def on_mount(self) -> None:
        """All roles, the cursor on the one it has."""
        self.query_one(Input).focus()
        self._list.show([Pick(each.role.value, each) for each in self._choices], at=self._now.value)

    @property
    def _list(self) -> PickList[RoleChoice]:
        return self.query_one("#roles", PickList)

    def action_move(self, by: int) -> None:
        """Move among the roles."""
        self._list.action_move(by)

    def action_complete(self) -> None:
        """Write the role under the cursor into the field."""
        if pick := self._list.pick:
            field = self.query_one(Input)
            field.value = pick.value.role.label
            field.cursor_position = len(field.value)

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show what fits; the closest is under the cursor."""
        found = fitting(self._choices, event.value)
        at = found[0].role.value if event.value and found else self._now.value
        self._list.show([Pick(each.role.value, each) for each in found], at=at)

    @on(Input.Submitted)
    @on(PickList.Chosen)
    def take(self) -> None:
        """Answer with the role under the cursor."""
        if pick := self._list.pick:
            self.dismiss(pick.key)

    def _draw(self, choice: RoleChoice, width: int) -> Sequence[Content]:
        now = choice.role is self._now
        return [
            row(
                (self._reach, max(width - self._reach - 2, 0)),
                (plain(choice.role.label, "b" if now else ""), plain(choice.means, "$text-muted")),
                gap=2,
            )
        ]
