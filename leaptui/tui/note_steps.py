"""What can be undone in a note: steps that tell where they change the text, and outlive the app."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeAlias, runtime_checkable

from textual.document._document import DocumentBase, EditResult, Location, Selection
from textual.document._edit import Edit
from textual.document._history import EditHistory
from textual.widgets import TextArea
from typing_extensions import override

from leaptui.domain import anchors

MOST_CHARACTERS = 200_000
"""Characters taken out and put in that are kept over a restart; the newest steps first."""

Packed: TypeAlias = tuple[str, str, int, int, bool, tuple[int, int, int, int] | None]
"""Text put in, text taken out, row, column, whether the cursor keeps its place, selection before."""
Batch: TypeAlias = tuple[Packed, ...]
"""What one undo takes back."""
Steps: TypeAlias = tuple[tuple[Batch, ...], tuple[Batch, ...]]
"""What can be undone, and what was undone and can be done again."""


@runtime_checkable
class Watching(Protocol):
    """A text area that wants to know of every change."""

    def changed(self, edit: anchors.Edit) -> None:
        """Characters were taken out at an offset, and others put there."""


class NoteStep(Edit):
    """A change of a note. Doing, undoing and doing it again all tell their offsets."""

    @override
    def do(self, text_area: TextArea, record_selection: bool = True) -> EditResult:
        """Change the text."""
        start = offset_of(text_area.document, self.top)
        done = super().do(text_area, record_selection)
        _tell(text_area, start, done.replaced_text, self.text)
        return done

    @override
    def undo(self, text_area: TextArea) -> EditResult:
        """Take the change back."""
        start = offset_of(text_area.document, self.top)
        undone = super().undo(text_area)
        _tell(text_area, start, undone.replaced_text, self.replaced)
        return undone

    @property
    def replaced(self) -> str:
        """What it took out."""
        return self._edit_result.replaced_text if self._edit_result else ""

    def packed(self) -> Packed:
        """What is kept of it."""
        before = self._original_selection
        selection = (*before.start, *before.end) if before else None
        return (self.text, self.replaced, *self.top, self.maintain_selection_offset, selection)

    @classmethod
    def unpacked(cls, packed: Packed) -> NoteStep:
        """The step, as if it had just been done."""
        text, replaced, row, column, maintain, selection = packed
        top = (row, column)
        step = cls(text, top, behind(top, replaced), maintain)
        step._edit_result = EditResult(behind(top, text), replaced)
        if selection is not None:
            step.select_before(Selection((selection[0], selection[1]), (selection[2], selection[3])))
        return step

    def select_before(self, selection: Selection) -> None:
        """What undoing it selects again."""
        self._original_selection = selection


class NoteHistory(EditHistory):
    """The undo and redo of a note, which can be put away and taken up again."""

    _settled: dict[int, tuple[list[Edit], int, Batch]]

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        self._settled = {}

    def steps(self) -> Steps:
        """The newest of what can be undone, and of what can be done again, up to `MOST_CHARACTERS`."""
        room = MOST_CHARACTERS
        undo, room = self._newest(self._undo_stack, room)
        redo, _ = self._newest(self._redo_stack, room)
        kept = {id(batch) for batch in (*self._undo_stack, *self._redo_stack)}
        self._settled = {key: value for key, value in self._settled.items() if key in kept}
        return undo, redo

    def take_up(self, steps: Steps) -> None:
        """Go on with steps that lead to the text as it stands."""
        undo, redo = steps
        self.clear()
        self._undo_stack.extend([NoteStep.unpacked(each) for each in batch] for batch in undo)
        self._redo_stack.extend([NoteStep.unpacked(each) for each in batch] for batch in redo)
        self.checkpoint()

    def prepare(self, batch: Sequence[NoteStep]) -> None:
        """Have several steps done by the next redo, as one."""
        self._redo_stack.clear()
        self._redo_stack.append(list(batch))

    def _newest(self, stack: Iterable[list[Edit]], room: int) -> tuple[tuple[Batch, ...], int]:
        newest: list[Batch] = []
        for batch in reversed(list(stack)):
            packed = self._packed(batch)
            needed = sum(len(text) + len(replaced) for text, replaced, *_ in packed)
            if needed > room:
                break
            room -= needed
            newest.append(packed)
        return tuple(reversed(newest)), room

    def _packed(self, batch: list[Edit]) -> Batch:
        known = self._settled.get(id(batch))
        if known is not None and known[0] is batch and known[1] == len(batch):
            return known[2]
        packed = _joined(step.packed() for step in batch if isinstance(step, NoteStep))
        self._settled[id(batch)] = (batch, len(batch), packed)
        return packed


def offset_of(document: DocumentBase, location: Location) -> int:
    """How many characters stand before a place in a text."""
    row, column = location
    return sum(map(len, document.lines[:row])) + row + column


def behind(start: Location, text: str) -> Location:
    """The place behind a text that begins at a place."""
    rows = text.count("\n")
    if not rows:
        return (start[0], start[1] + len(text))
    return (start[0] + rows, len(text) - text.rfind("\n") - 1)


def narrowed(before: str, after: str) -> tuple[int, int, str]:
    """The one stretch in which two texts differ.

    Returns:
        Offset of its start, offset behind its end in the text before, and what stands there now.
    """
    most = min(len(before), len(after))
    start = _alike(before, after, most)
    tail = _alike(before[start:][::-1], after[start:][::-1], most - start)
    return start, len(before) - tail, after[start : len(after) - tail]


def _alike(one: str, other: str, most: int) -> int:
    """How many characters two texts begin with alike, found by halves: slices compare in C."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _tell(text_area: TextArea, start: int, removed: str, inserted: str) -> None:
    if isinstance(text_area, Watching):
        text_area.changed(anchors.Edit(start, len(removed), len(inserted)))


def _joined(steps: Iterable[Packed]) -> Batch:
    """The same steps with letters typed or deleted one by one as one step."""
    joined: list[Packed] = []
    for step in steps:
        one = _as_one(joined[-1], step) if joined else None
        if one is None:
            joined.append(step)
        else:
            joined[-1] = one
    return tuple(joined)


def _as_one(first: Packed, then: Packed) -> Packed | None:
    text, replaced, row, column, maintain, selection = first
    text_then, replaced_then, row_then, column_then, maintain_then, _ = then
    start, start_then = (row, column), (row_then, column_then)
    if maintain != maintain_then:
        return None
    if not (replaced or replaced_then) and start_then == behind(start, text):
        return (text + text_then, "", row, column, maintain, selection)
    if text or text_then:
        return None
    if start_then == start:
        return ("", replaced + replaced_then, row, column, maintain, selection)
    if behind(start_then, replaced_then) == start:
        return ("", replaced_then + replaced, row_then, column_then, maintain, selection)
    return None
