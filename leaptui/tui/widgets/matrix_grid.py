"""A table of small cells with a cursor: rows that scroll, columns that scroll, figures at the right end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from leaptui.tui.bindings import bindings_of
from leaptui.tui.text import fit, join, plain

_NARROWEST = 7
"""Columns of the terminal that a cell has at least, a blank behind it included."""
_LONGEST_WORD = 16
"""A longer word in a column's name is parted."""
_HEAD_ROWS = 4


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What one cell says, and its style."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """One row.

    Attributes:
        label: Its name.
        cells: One for each column.
        ends: Its figures at the right end.
    """

    label: Content
    cells: Sequence[MatrixCell]
    ends: Sequence[str]


@dataclass(frozen=True, slots=True)
class Matrix:
    """What a grid shows.

    Attributes:
        corner: What the rows are.
        heads: Name of each column.
        ends: Name of each figure at the right end.
        lines: The rows.
    """

    corner: str
    heads: Sequence[str]
    ends: Sequence[str]
    lines: Sequence[MatrixLine]


EMPTY = Matrix("", (), (), ())


class MatrixGrid(Widget, can_focus=True):
    """Arrows move the cursor by cells; Enter or a second click opens one."""

    DEFAULT_CSS = """
    MatrixGrid { width: 1fr; height: 1fr; text-wrap: nowrap; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("matrix")

    class Moved(Message):
        """The cursor came to a cell."""

    class Chosen(Message):
        """A cell was opened."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._matrix = EMPTY
        self.row = 0
        """Row of the cursor, from 0."""
        self.column = 0
        """Column of the cursor, from 0."""
        self._top = 0
        self._left = 0

    def show(self, matrix: Matrix) -> None:
        """Show this matrix; the cursor stays where it is as far as there is such a cell."""
        self._matrix = matrix
        self._go(self.row, self.column)
        self.refresh()

    @property
    def is_empty(self) -> bool:
        """Whether there is no cell."""
        return not (self._matrix.lines and self._matrix.heads)

    def put_cursor(self, row: int, column: int) -> None:
        """Move the cursor to a cell."""
        self._go(row, column)

    def action_move(self, down: int, across: int) -> None:
        """Move the cursor; it stops at the edges."""
        self._go(self.row + down, self.column + across)

    def action_page(self, by: int) -> None:
        """A screen of rows up or down."""
        self._go(self.row + by * max(self.size.height - self._head_rows - 1, 1), self.column)

    def action_to_corner(self, last: bool) -> None:
        """To the first cell, or to the last."""
        self._go(len(self._matrix.lines) if last else 0, len(self._matrix.heads) if last else 0)

    def action_choose(self) -> None:
        """Open the cell under the cursor."""
        if not self.is_empty:
            self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the cell clicked; open the one that had it already."""
        row = self._top + event.y - self._head_rows
        if event.y < self._head_rows or row >= len(self._matrix.lines):
            return
        column = self._column_at(event.x - 2 - self._label_width)
        if (row, column) == (self.row, self.column):
            self.action_choose()
        else:
            self._go(row, column)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows on."""
        event.stop()
        self.action_move(3, 0)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows back."""
        event.stop()
        self.action_move(-3, 0)

    def on_focus(self) -> None:
        """The cursor turns blue."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor turns grey."""
        self.refresh()

    def render(self) -> Content:
        """Headings, then the rows and columns in sight."""
        width, height = self.size
        if width < 2 or height < 1 or self.is_empty:
            return Content("")
        self._bring_into_sight(max(height - self._head_rows, 1))
        shown = self._heads(width)
        for row in range(self._top, min(self._top + height - self._head_rows, len(self._matrix.lines))):
            shown.append(self._line(row, width))
        below = len(self._matrix.lines) - self._top - (height - self._head_rows)
        if below > 0:
            shown[-1] = fit(plain(f"   ↓ {below + 1} more", "$text-muted"), width)
        return Content("\n").join(shown[:height])

    def _go(self, row: int, column: int) -> None:
        self.row = min(max(row, 0), max(len(self._matrix.lines) - 1, 0))
        self.column = min(max(column, 0), max(len(self._matrix.heads) - 1, 0))
        self.post_message(self.Moved())
        self.refresh()

    # The room there is.

    @property
    def _label_width(self) -> int:
        longest = max((line.label.cell_length for line in self._matrix.lines), default=0)
        return min(max(longest, len(self._matrix.corner)), max(self.size.width // 3, 16))

    @property
    def _end_widths(self) -> list[int]:
        return [
            max(len(name), *(len(line.ends[at]) for line in self._matrix.lines), 0) + 2
            for at, name in enumerate(self._matrix.ends)
        ]

    @property
    def _room(self) -> int:
        return max(self.size.width - 2 - self._label_width - sum(self._end_widths), _NARROWEST)

    @property
    def _widths(self) -> list[int]:
        """Of each column what its longest word takes; what room is left over goes to the longest names."""
        heads = self._matrix.heads
        widths = [max(_NARROWEST, *(len(word) + 1 for word in _head_words(head, 0))) for head in heads]
        spare = self._room - sum(widths)
        for column in sorted(range(len(heads)), key=lambda each: widths[each] - len(heads[each])):
            more = max(min(spare, len(heads[column]) + 1 - widths[column]), 0)
            widths[column] += more
            spare -= more
        return widths

    def _in_sight(self, left: int) -> range:
        """The columns that fit when this one is the first."""
        room, end = self._room, left
        for width in self._widths[left:]:
            room -= width
            if room < 0 and end > left:
                break
            end += 1
        return range(left, end)

    def _column_at(self, x: int) -> int:
        """The column in sight at a place behind the rows' names; beside them all, that of the cursor."""
        for column in self._in_sight(self._left):
            if 0 <= x < self._widths[column]:
                return column
            x -= self._widths[column]
        return self.column

    @property
    def _head_rows(self) -> int:
        named = zip(self._matrix.heads, self._widths, strict=True)
        return max((len(_head_words(head, width - 1)) for head, width in named), default=1)

    def _bring_into_sight(self, rows: int) -> None:
        more_below = rows - 1 if len(self._matrix.lines) > rows else rows
        self._top = min(self._top, self.row)
        last = self.row == len(self._matrix.lines) - 1
        self._top = max(self._top, self.row - (rows if last else more_below) + 1)
        self._top = max(min(self._top, len(self._matrix.lines) - rows), 0)
        self._left = min(self._left, self.column)
        while self.column not in self._in_sight(self._left):
            self._left += 1
        while self._left and len(self._matrix.heads) - 1 in self._in_sight(self._left - 1):
            self._left -= 1

    # What is drawn.

    def _heads(self, width: int) -> list[Content]:
        rows, widths, columns = self._head_rows, self._widths, self._in_sight(self._left)
        words = {column: _head_words(self._matrix.heads[column], widths[column] - 1) for column in columns}
        shown = []
        for row in range(rows):
            parts: list[Content | str] = []
            last = row == rows - 1
            corner = plain(self._matrix.corner, "b") if last else self._beyond(row)
            parts.append(join("  ", fit(corner, self._label_width)))
            for column in columns:
                at = row - (rows - len(words[column]))
                word = words[column][at] if at >= 0 else ""
                style = "b" if column == self.column else "$text-muted"
                parts.append(fit(plain(f"{word} ", style), widths[column], right=True))
            if last:
                parts += [
                    fit(plain(name, "$text-muted"), end, right=True)
                    for name, end in zip(self._matrix.ends, self._end_widths, strict=True)
                ]
            shown.append(fit(join(*parts), width))
        return shown

    def _beyond(self, row: int) -> Content:
        """How many columns are out of sight, in the first row above the rows' names."""
        before = self._left
        behind = len(self._matrix.heads) - self._in_sight(self._left).stop
        if row or (before <= 0 and behind <= 0):
            return Content("")
        parts = [f"← {before}" if before > 0 else "", f"{behind} →" if behind > 0 else ""]
        return plain(" · ".join(part for part in parts if part) + " more", "$text-muted")

    def _line(self, row: int, width: int) -> Content:
        line, widths = self._matrix.lines[row], self._widths
        here = row == self.row
        parts: list[Content] = [fit(line.label, self._label_width)]
        for column in self._in_sight(self._left):
            said = line.cells[column]
            on_it = here and column == self.column
            text = f"▌{said.text} " if on_it else f"{said.text} "
            shown = fit(plain(text, f"b {said.style}" if on_it else said.style), widths[column], right=True)
            if on_it:
                shown = shown.stylize("on $cursor-line" if self.has_focus else "on $cursor-dim")
            parts.append(shown)
        for text, end in zip(line.ends, self._end_widths, strict=True):
            parts.append(fit(plain(text), end, right=True))
        marker = plain("▌ ", "$primary" if self.has_focus else "$faint") if here else "  "
        return fit(join(marker, *parts), width)


def _head_words(head: str, width: int) -> list[str]:
    """A column's name on a few rows, as many words on each as it has room for; in no room one on each."""
    rows: list[str] = []
    for word in head.replace("-", " ").split() or [""]:
        if rows and len(rows[-1]) + 1 + len(word) <= width:
            rows[-1] += f" {word}"
        else:
            rows += [word[at : at + _LONGEST_WORD] for at in range(0, max(len(word), 1), _LONGEST_WORD)]
    return rows[:_HEAD_ROWS]
