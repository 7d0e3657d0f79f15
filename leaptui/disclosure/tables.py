"""Tables for a spreadsheet: every cell is text or a count that passed the gate, and none is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TypeAlias

from leaptui.disclosure._seal import KEY
from leaptui.disclosure.cleared import Cleared, ClearedCount, ClearedFile

Cell: TypeAlias = Cleared | ClearedCount | None

_FORMULA_SIGNS = tuple("=+-@\t\r＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula, wide forms included."""


def as_text(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    A blank before the sign keeps it text after the table was saved and opened again; an
    apostrophe would be dropped by some programs then.
    """
    return f" {text}" if text.startswith(_FORMULA_SIGNS) else text


def csv_table(name: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> ClearedFile:
    """A table as a CSV file, UTF-8 with the mark that lets Excel see so.

    Args:
        name: File name.
        columns: Headings; our own words.
        rows: A cell for each column; nothing stands for an empty one.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([as_text(column) for column in columns])
    for row in rows:
        writer.writerow([_said(cell) for cell in row])
    return ClearedFile(name, out.getvalue().encode("utf-8-sig"), KEY)


def _said(cell: Cell) -> str | int:
    if isinstance(cell, ClearedCount):
        return cell.printed if cell.value is None else cell.value
    return as_text(cell.text) if cell else ""
