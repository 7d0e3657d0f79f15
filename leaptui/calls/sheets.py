"""Which sheet of a workbook holds the calls, told by what stands on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from leaptui.calls.dialect import find_header, is_value
from leaptui.calls.times import formats_of
from leaptui.calls.words import knows
from leaptui.domain.inspection import SheetKind, SheetNote
from leaptui.domain.text import one_line

_PIVOT = re.compile(
    r"^(row labels|column labels|\((all|multiple items|blank)\)|(count|sum|average|max|min) of .+)$",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(grand )?(sub)?totals?\b", re.IGNORECASE)
_MOST_SUMMARY_ROWS = 1200
"""A total for each day of three years."""
_CODE_LENGTH = 14


@dataclass(frozen=True, slots=True)
class SheetHead:
    """A sheet as the process that reads workbooks tells of it."""

    name: str
    visible: bool
    is_table: bool
    """Not a chart, a dialog or a macro."""
    rows: int
    columns: int
    head: tuple[tuple[str, ...], ...]
    """Its first rows, as text."""


def judge(sheet: SheetHead) -> SheetNote:
    """What a sheet looks like, and why."""
    kind, reason = _kind(sheet)
    if not sheet.visible:
        reason = f"hidden; {reason}"
    return SheetNote(one_line(sheet.name), kind, reason, sheet.rows, sheet.visible)


def choose(sheets: Sequence[SheetHead]) -> SheetHead | None:
    """The sheet to read: of the visible ones that hold calls the largest, else the largest that is no pivot."""

    def weight(sheet: SheetHead) -> tuple[int, int]:
        kind, _ = _kind(sheet)
        rank = {SheetKind.CALLS: 4, SheetKind.OTHER: 3, SheetKind.CODES: 2, SheetKind.TOTALS: 1}.get(kind, 0)
        return rank, sheet.rows * sheet.columns

    tables = [sheet for sheet in sheets if sheet.is_table]
    visible = [sheet for sheet in tables if sheet.visible]
    return max(visible or tables, key=weight, default=None)


def _kind(sheet: SheetHead) -> tuple[SheetKind, str]:
    if not sheet.is_table:
        return SheetKind.CHART, "no cells of its own"
    rows = [[one_line(cell) for cell in row] for row in sheet.head]
    cells = [cell for row in rows for cell in row if cell]
    if not cells:
        return SheetKind.EMPTY, "no cell is filled"
    pivot = next((cell for cell in cells if _PIVOT.match(cell)), "")
    if pivot:
        return SheetKind.PIVOT, f"says “{pivot[:30]}”"
    header = find_header(rows)
    names = [cell for cell in rows[header - 1] if cell] if header else []
    body = [[cell for cell in row if cell] for row in rows[header:]]
    body = [row for row in body if row]
    known = [name for name in names if knows(name)]
    timed = sum(any(_is_moment(cell) for cell in row) for row in body)
    total = next((cell for row in body for cell in row[:1] if _TOTAL.search(cell)), "")
    if body and timed >= 0.5 * len(body) and (len(known) >= 2 or not names) and not _is_summary(body, sheet):
        return SheetKind.CALLS, f"times in its rows, and {len(known)} headers of a dispatch system"
    if body and (total or _is_summary(body, sheet)):
        return SheetKind.TOTALS, f"says “{total[:30]}”" if total else "few rows, nearly all of them numbers"
    if _looks_like_codes(body):
        return SheetKind.CODES, "a short code and its words in each row"
    if sum(map(len, body)) <= 1.6 * len(body):
        return SheetKind.NOTES, "one cell of text in a row"
    if len(known) >= 2:
        return SheetKind.OTHER, f"{len(known)} headers of a dispatch system, no times in its rows"
    return SheetKind.OTHER, "neither times nor headers of a dispatch system"


def _is_moment(cell: str) -> bool:
    """Whether a cell says a day or a clock; numbers that may be anything are none."""
    return bool(formats_of(cell)) and not cell.replace(".", "").replace(",", "").isdigit()


def _is_summary(body: Sequence[Sequence[str]], sheet: SheetHead) -> bool:
    """A label or a day, and behind it nothing but numbers, in few rows."""
    if sheet.rows > _MOST_SUMMARY_ROWS:
        return False
    wide = [row for row in body if len(row) >= 2]
    plain = sum(all(re.fullmatch(r"[-+$]?[\d,.]+%?", cell) for cell in row[1:]) for row in wide)
    return bool(wide) and plain >= 0.8 * len(wide)


def _looks_like_codes(body: Sequence[Sequence[str]]) -> bool:
    wide = [row for row in body if 2 <= len(row) <= 4]
    if len(wide) < max(3, 0.8 * len(body)):
        return False
    firsts = [row[0] if len(row[0]) <= _CODE_LENGTH or len(row) < 3 else row[1] for row in wide]
    short = sum((len(first) <= _CODE_LENGTH and not is_value(first)) or first.isdigit() for first in firsts)
    worded = sum(any(letter.isalpha() for letter in row[-1]) for row in wide)
    return short >= 0.9 * len(wide) and worded >= 0.9 * len(wide) and len(set(firsts)) > 0.8 * len(firsts)
