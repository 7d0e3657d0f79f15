"""Rows that could not be read, as a sheet that goes back to whoever made the export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaptui.disclosure._seal import KEY
from leaptui.disclosure.cleared import Cleared, ClearedFile
from leaptui.disclosure.tables import csv_table
from leaptui.domain.text import one_line

_COLUMNS = ("file", "line", "first byte", "last byte", "reason", "the row as it stands")


@dataclass(frozen=True, slots=True)
class RowToFix:
    """One row.

    Attributes:
        file: The file's name.
        line: Its line, of a workbook its row, from 1.
        first_byte: Offset of its first byte from 0; empty where that is not known.
        last_byte: Offset of its last byte.
        reason: Why it could not be read.
        text: The row as it stands in the file.
    """

    file: str
    line: str
    first_byte: str
    last_byte: str
    reason: str
    text: str


def clear_rows_to_fix(name: str, rows: Sequence[RowToFix]) -> ClearedFile:
    """The sheet as CSV. It holds the city's own rows and is for the city alone; no cell is a formula.

    Args:
        name: File name.
        rows: In the order of the file.
    """
    cells = [
        [
            Cleared(one_line(cell), KEY)
            for cell in (row.file, row.line, row.first_byte, row.last_byte, row.reason, row.text)
        ]
        for row in rows
    ]
    return csv_table(name, _COLUMNS, cells)
