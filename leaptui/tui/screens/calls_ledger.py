"""The ledger: every row of the file, used or set aside, and the rows behind each line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import Ledger, LedgerLine
from leaptui.services.call_ledger import ledger_of, rows_behind
from leaptui.tui.dialogs.dialog import Dialog, Gap
from leaptui.tui.errands import errand
from leaptui.tui.screens.calls_rows import PAGE, RowsDialog, RowsPage
from leaptui.tui.text import ends, join, plain
from leaptui.tui.widgets.figures import share_shown
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp


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
        app, dataset = cast("LeapApp", self.app), self._dataset

        async def fetch(offset: int) -> RowsPage:
            rows = await app.ask(rows_behind, dataset, line.reason, PAGE, offset=offset)
            return RowsPage(line.rows, rows)

        await app.push_screen_wait(RowsDialog(f"Set aside: {line.reason.label}", await fetch(0), fetch))


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
