"""The widgets of the staffing screen: its fields, and blocks that show a plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from typing_extensions import override

from leaptui.services.staffing.what_if import StaffingView
from leaptui.tui.bindings import bindings_of
from leaptui.tui.screens.staffing import panes
from leaptui.tui.screens.staffing.board import StaffingBoard
from leaptui.tui.screens.staffing.fields import Field
from leaptui.tui.text import plain
from leaptui.tui.widgets.block import Block
from leaptui.tui.widgets.pick_list import PickList


class FieldList(PickList[Field]):
    """The fields; ← and → change the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("choice")

    class Turned(Message):
        """A field is to change by a step."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def action_turn(self, by: int) -> None:
        """One step on or back."""
        self.post_message(self.Turned(by))

    def action_done(self) -> None:
        """Enter: type the number."""
        self.action_choose()


class PlanBlock(Block):
    """A block that shows a plan."""

    def __init__(self, board: StaffingBoard, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.board = board
        self._drawn: dict[tuple[int, bool, bool], Sequence[Content]] = {}
        """The lines by the room there is: they are asked for several times each time they are shown."""

    def show(self) -> None:
        """Show what the board has; the layout is left alone where as many rows are needed as before."""
        before = {width: len(lines) for (width, *_), lines in self._drawn.items()}
        self._drawn = {}
        same = all(len(self.lines(width)) == rows for width, rows in before.items())
        self.refresh(layout=not before or not same)

    @override
    def lines(self, width: int) -> Sequence[Content]:
        """Nothing before there is a plan."""
        if self.board.view is None:
            return []
        room = width, self.roomy, self.short
        if room not in self._drawn:
            self._drawn[room] = self.plan_lines(self.board.view, width)
        return self._drawn[room]

    def plan_lines(self, view: StaffingView, width: int) -> Sequence[Content]:
        """The lines for a width."""
        raise NotImplementedError


class Headline(PlanBlock):
    """Share answered, people, yearly cost."""

    @override
    def plan_lines(self, view: StaffingView, width: int) -> Sequence[Content]:
        """Two rows, one where every row counts."""
        return panes.headline_lines(self.board, view, width, brief=self.short)


class Beneath(PlanBlock):
    """Beneath one of the large figures of the wide screen."""

    def __init__(self, board: StaffingBoard, index: int) -> None:
        super().__init__(board)
        self._index = index

    @override
    def plan_lines(self, view: StaffingView, width: int) -> Sequence[Content]:
        """What it counts, and of what."""
        figure = panes.headline(self.board, view)[self._index]
        return [
            plain(figure.counts, "b"),
            plain(figure.beneath, "$text-muted"),
            plain(figure.otherwise, "$text-muted"),
        ]


class TeamGrid(PlanBlock):
    """Teams on duty by weekday and hour."""

    @override
    def plan_lines(self, view: StaffingView, width: int) -> Sequence[Content]:
        """Hours, seven days, and the ramp where there is a row for it."""
        return panes.team_lines(view, width, legend=not self.short, means=self.roomy)


class Compared(PlanBlock):
    """Side by side with saved scenarios, or the budget where none is saved."""

    @override
    def plan_lines(self, view: StaffingView, width: int) -> Sequence[Content]:
        """The figures that matter."""
        return panes.compared_lines(self.board, view, width)


class Sentence(PlanBlock):
    """The plan in a sentence, always in sight, with its base."""

    @override
    def plan_lines(self, view: StaffingView, width: int) -> Sequence[Content]:
        """The sentence wrapped, then its base."""
        return panes.sentence_lines(view, width, brief=not self.roomy)
