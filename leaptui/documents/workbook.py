"""A workbook of plain tables. Every cell is text that passed the gate; none is a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from leaptui.disclosure.cleared import Cleared

_WIDEST = 60
"""Characters; a longer cell wraps."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook.

    Attributes:
        name: On its tab, at most 31 characters.
        columns: Headings; our own words.
        rows: A cell for each column.
    """

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cleared]]


def make_xlsx(sheets: Sequence[Sheet], *, made_at: int) -> bytes:
    """Make the workbook.

    Args:
        sheets: In the order of their tabs.
        made_at: Seconds since 1970 UTC; the same time and cells give the same bytes.
    """
    from xlsxwriter import Workbook

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        book.set_properties({"created": datetime.fromtimestamp(made_at, UTC).replace(tzinfo=None)})
        heading = book.add_format({"bold": True, "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 0)
            for column, name in enumerate(sheet.columns):
                page.write_string(0, column, name, heading)
                longest = max((len(row[column].text) for row in sheet.rows), default=0)
                page.set_column(column, column, min(max(longest, len(name)) + 2, _WIDEST))
            for number, row in enumerate(sheet.rows, start=1):
                for column, cell in enumerate(row):
                    page.write_string(number, column, cell.text, wrapped)
    return out.getvalue()
