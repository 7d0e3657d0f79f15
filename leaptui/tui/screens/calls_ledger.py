"""The ledger: every row of the file, used or set aside, and the rows behind each line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import Ledger, LedgerLine, SetAside
from leaptui.services.calls import ledger_of, rows_behind
from leaptui.tui.dialogs.dialog import Dialog, Gap
from leaptui.tui.errands import errand
from leaptui.tui.text import ends, join, plain, row
from leaptui.tui.widgets.block import Lines
from leaptui.tui.widgets.figures import share_shown
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

_MOST_ROWS = 200
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


def ledger_picks(ledger: Ledger, width: int) -> list[Pick[LedgerLine] | Rest]:
    """Rows in, then what was used, then each reason with its rows; they add up in sight."""
    head = ends(width, plain("Rows of the file", "b"), plain(f"{ledger.rows_in:,}", "b"))
    used = ends(width, plain("used", "$success"), _figures(ledger.rows_used, ledger.rows_in))
    aside = ends(width, plain("set aside", "b"), _figures(ledger.rows_set_aside, ledger.rows_in))
    picks = [Pick(line.reason.value, line) for line in ledger.set_aside]
    return [Rest(join(" ", head)), Rest(join(" ", used)), Rest(join(" ", aside)), Rest(), *picks]


def ledger_pick_line(line: LedgerLine, rows_in: int, width: int) -> Content:
    """One reason."""
    return ends(
        width, plain(line.reason.label, "" if line.rows else "$text-muted"), _figures(line.rows, rows_in)
    )


def _figures(rows: int, rows_in: int) -> Content:
    share = share_shown(rows / rows_in) if rows_in else "–"
    return join(plain(f"{rows:,}"), plain(f"{share:>8}", "$text-muted"))


class LedgerList(PickList[LedgerLine]):
    """The lines of a ledger. Enter opens the rows behind the one under the cursor."""

    def __init__(self, dataset: Dataset | None = None, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(self._draw_line, id=id)
        self._dataset = dataset

    def tell(self, dataset: Dataset) -> None:
        """Show the ledger of this dataset."""
        self._dataset = dataset
        self._fill()

    def on_resize(self) -> None:
        """The fixed rows are as wide as the list."""
        self._fill()

    def _fill(self) -> None:
        if self._dataset is not None:
            self.show(ledger_picks(ledger_of(self._dataset), max(self.size.width - 1, 1)))

    def _draw_line(self, line: LedgerLine, width: int) -> Sequence[Content]:
        return [ledger_pick_line(line, self._dataset.rows_in if self._dataset else 0, width)]

    @on(PickList.Chosen)
    @errand()
    async def open_rows(self, event: PickList.Chosen) -> None:
        """Open the rows behind a line."""
        event.stop()
        line: LedgerLine = event.pick.value
        if self._dataset is None:
            return
        app = cast("LeapApp", self.app)
        rows = await app.ask(rows_behind, self._dataset, line.reason, _MOST_ROWS)
        await app.push_screen_wait(RowsDialog(line, rows))


class LedgerDialog(Dialog[bool]):
    """The whole ledger of a dataset."""

    DEFAULT_CSS = """
    LedgerDialog > #dialog { width: 76; }
    LedgerDialog LedgerList { height: 12; }
    """
    SCOPES: ClassVar[tuple[str, ...]] = ("list", "dialog")

    def __init__(self, dataset: Dataset) -> None:
        super().__init__(
            "Where every row went",
            concerning=dataset.file_name,
            unchanged="Rows in = rows used + rows set aside. A row is counted once, by the first reason that fits.",
            keys=[("Enter", "rows behind a line"), ("↑↓", "move")],
            escape="close",
        )
        self._dataset = dataset

    def compose_body(self) -> ComposeResult:
        """The lines."""
        yield Gap()
        yield LedgerList(self._dataset, id="ledger")

    def on_mount(self) -> None:
        """The cursor is on the first reason."""
        self.query_one(LedgerList).focus()


def row_widths(width: int) -> list[tuple[str, str, int]]:
    """The fields of a row that fit: field, heading, width; what is left over goes to the last."""
    fitting = [(field, head, cells) for field, head, cells, least in _COLUMNS if width >= least]
    left = width - sum(abs(cells) for _, _, cells in fitting) - 2 * (len(fitting) - 1)
    field, head, cells = fitting[-1]
    return [*fitting[:-1], (field, head, max(cells + left, 4))]


def row_line(fields: dict[str, str], width: int) -> Content:
    """One row of the file; one that could not be read shows its line and why."""
    if "reason" in fields:
        return row((-9, max(width - 11, 4)), (fields.get("line", ""), fields["reason"]), gap=2)
    shown = row_widths(width)
    cells = [
        plain(
            fields.get(field, "")[: 16 if field == "received" else None],
            "" if field == "type" else "$text-muted",
        )
        for field, _, _ in shown
    ]
    return row([cells_wide for _, _, cells_wide in shown], cells, gap=2)


class RowsDialog(Dialog[bool]):
    """The first rows behind a line of the ledger."""

    DEFAULT_CSS = """
    RowsDialog > #dialog { width: 96%; height: 90%; }
    RowsDialog PickList { height: 1fr; }
    """
    SCOPES: ClassVar[tuple[str, ...]] = ("list", "dialog")

    def __init__(self, line: LedgerLine, rows: Sequence[dict[str, str]]) -> None:
        some = (
            f"the first {len(rows):,} of {line.rows:,} rows"
            if len(rows) < line.rows
            else f"{line.rows:,} rows"
        )
        super().__init__(
            f"Set aside: {line.reason.label}", concerning=some, keys=[("↑↓", "move")], escape="close"
        )
        self._reason, self._rows = line.reason, rows

    def compose_body(self) -> ComposeResult:
        """The rows under their headings."""
        yield Gap()
        yield Lines(id="heads")
        yield PickList[dict[str, str]](self._draw, id="rows")

    def on_mount(self) -> None:
        """Fill the list."""
        rows: PickList[dict[str, str]] = self.query_one("#rows", PickList)
        rows.show([Pick(str(number), fields) for number, fields in enumerate(self._rows)])
        rows.focus()

    def on_resize(self) -> None:
        """Other headings for another width."""
        self.call_after_refresh(self._tell_heads)

    def _tell_heads(self) -> None:
        width = self.query_one("#rows").size.width - 1
        if self._reason is SetAside.UNREADABLE:
            head = row((-9, max(width - 11, 4)), ("line", "why"), gap=2)
        else:
            shown = row_widths(width)
            head = row([cells for _, _, cells in shown], [name for _, name, _ in shown], gap=2)
        self.query_one("#heads", Lines).show([plain(f" {head.plain}", "$text-muted")])

    def _draw(self, fields: dict[str, str], width: int) -> Sequence[Content]:
        return [row_line(fields, width)]
