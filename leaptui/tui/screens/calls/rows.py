"""The rows behind a figure, as text: two hundred at a time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog, Gap, Words
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.errands import errand
from leaptui.tui.text import plain, row
from leaptui.tui.widgets.block import Lines
from leaptui.tui.widgets.pick_list import Pick, PickList

PAGE = 200
"""Rows that are fetched and shown at once."""
_COLUMNS: tuple[tuple[str, str, int, int], ...] = (
    ("row", "row", -7, 0),
    ("received", "received", 16, 0),
    ("type", "type", 24, 0),
    ("incident_id", "incident", 14, 76),
    ("disposition", "disposition", 14, 92),
    ("source", "source", 8, 102),
    ("unit", "unit", 7, 112),
    ("place", "place", 24, 130),
)
"""Field of a row, its heading, its width, and the columns of the terminal from which it is shown."""
_LINE_WIDTH = 9
_BYTES_WIDTH = 19
_FILE_WIDTH = 20


@dataclass(frozen=True, slots=True)
class RowsPage:
    """Some of the rows behind a figure.

    Attributes:
        total: How many there are in all.
        rows: Those of this page: column and text.
    """

    total: int
    rows: Sequence[dict[str, str]]


FetchRows: TypeAlias = Callable[[int], Awaitable[RowsPage]]
"""Gives the page that begins behind so many rows."""


def row_widths(width: int) -> list[tuple[str, str, int]]:
    """The fields of a row that fit: field, heading, width; what is left over goes to the last."""
    fitting = [(field, head, cells) for field, head, cells, least in _COLUMNS if width >= least]
    left = width - sum(abs(cells) for _, _, cells in fitting) - 2 * (len(fitting) - 1)
    field, head, cells = fitting[-1]
    return [*fitting[:-1], (field, head, max(cells + left, 4))]


def row_line(fields: dict[str, str], width: int) -> Content:
    """One row of the file; one that could not be read shows its line and why."""
    if "reason" in fields:
        told = (fields.get("line", ""), _bytes_of(fields), fields.get("file", ""), fields["reason"])
        return row(_place_widths(width, [fields]), told, gap=2)
    shown = row_widths(width)
    return row(
        [cells_wide for _, _, cells_wide in shown],
        [
            plain(
                fields.get(field, "")[: 16 if field == "received" else None],
                "" if field == "type" else "$text-muted",
            )
            for field, _, _ in shown
        ],
        gap=2,
    )


def _bytes_of(fields: dict[str, str]) -> str:
    return f"{fields['first_byte']}–{fields['last_byte']}" if "first_byte" in fields else ""


def _place_widths(width: int, rows: Sequence[dict[str, str]]) -> tuple[int, ...]:
    """Line, bytes where they are known, file where there are several, and the reason."""
    offsets = _BYTES_WIDTH if any("first_byte" in fields for fields in rows) and width >= 70 else 0
    name = _FILE_WIDTH if any("file" in fields for fields in rows) else 0
    taken = _LINE_WIDTH + sum(cells + 2 for cells in (offsets, name) if cells) + 2
    return (-_LINE_WIDTH, offsets, name, max(width - taken, 4))


def heading_line(rows: Sequence[dict[str, str]], width: int) -> Content:
    """The names of the columns of these rows."""
    if rows and "reason" in rows[0]:
        return row(_place_widths(width, rows), ("line", "bytes", "file", "why"), gap=2)
    shown = row_widths(width)
    return row([cells for _, _, cells in shown], [name for _, name, _ in shown], gap=2)


class RowsDialog(Dialog[bool]):
    """The rows behind a figure; Enter shows one of them whole."""

    DEFAULT_CSS = """
    RowsDialog > #dialog { width: 96%; height: 90%; }
    RowsDialog PickList { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("call_rows")
    SCOPES: ClassVar[tuple[str, ...]] = ("call_rows", "list", "dialog")

    def __init__(self, question: str, first: RowsPage, fetch: FetchRows, *, of: str = "") -> None:
        """The rows behind a figure.

        Args:
            question: Whose rows.
            first: The first page.
            fetch: Gives another page.
            of: What the rows are of: base and filter.
        """
        keys = [("Enter", "whole row"), ("↑↓", "move")]
        if first.total > len(first.rows):
            keys += [("]", f"next {PAGE}"), ("[", "back")]
        super().__init__(question, concerning=self._told(first, 0, of), keys=keys, escape="close")
        self._page, self._fetch, self._of = first, fetch, of
        self._offset = 0

    @staticmethod
    def _told(page: RowsPage, offset: int, of: str) -> str:
        behind = f": {of}" if of else ""
        if not page.total:
            return f"No rows{behind}."
        if len(page.rows) == page.total:
            return f"{page.total:,} {'row' if page.total == 1 else 'rows'}{behind}"
        return f"rows {offset + 1:,} to {offset + len(page.rows):,} of {page.total:,}{behind}"

    def compose_body(self) -> ComposeResult:
        """The rows under their headings."""
        yield Gap()
        yield Lines(id="heads")
        yield PickList[dict[str, str]](self._draw, id="rows")

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()
        self._rows.focus()

    @property
    def _rows(self) -> PickList[dict[str, str]]:
        return self.query_one("#rows", PickList)

    def _fill(self) -> None:
        picks = [Pick(str(self._offset + number), fields) for number, fields in enumerate(self._page.rows)]
        self._rows.show(picks, at=picks[0].key if picks else None)
        self.query_one("#concerning", Words).say(self._told(self._page, self._offset, self._of))
        self._tell_heads()

    def on_resize(self) -> None:
        """Other headings for another width."""
        self.call_after_refresh(self._tell_heads)

    def _tell_heads(self) -> None:
        head = heading_line(self._page.rows, max(self._rows.size.width - 1, 1))
        self.query_one("#heads", Lines).show([plain(f" {head.plain}", "$text-muted")])

    def _draw(self, fields: dict[str, str], width: int) -> Sequence[Content]:
        return [row_line(fields, width)]

    @errand("page", exclusive=True)
    async def action_page_of_rows(self, by: int) -> None:
        """Another page, while there is one."""
        offset = self._offset + by * PAGE
        if 0 <= offset < self._page.total:
            self._page, self._offset = await self._fetch(offset), offset
            self._fill()

    @on(PickList.Chosen, "#rows")
    @errand()
    async def show_whole(self, event: PickList.Chosen) -> None:
        """Every field of the row under the cursor."""
        event.stop()
        fields = [
            (plain("·", "$faint"), f"{name.replace('_', ' ')}: {value}")
            for name, value in event.pick.value.items()
            if value
        ]
        await self.app.push_screen_wait(TellDialog("One row, as it was kept", fields))
