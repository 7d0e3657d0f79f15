"""Where the cells and the header of a text table are."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from leaptui.calls.encoding import mark_free
from leaptui.calls.words import knows
from leaptui.domain.text import one_line

DELIMITERS = (",", "\t", ";", "|")
QUOTE = '"'
_ENOUGH = 64 * 1024
"""Characters that show a table's shape."""
_HEADER_SEARCH = 40
"""Title rows above a header never run longer than this."""

_VALUE = re.compile(
    r"""^(
      [-+$]?[\d,.]+%?                                   # a number
      | \d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*               # a date
      | \d{1,2}[-\ ][A-Za-z]{3,9}[-\ ,]+\d{2,4}.*       # 05-Jan-2024
      | [A-Za-z]{3,9}\.?\ \d{1,2},?\ \d{4}.*            # January 5, 2024
      | \d{1,2}:\d{2}.*                                 # a clock
    )$""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text table is written."""

    delimiter: str
    header_row: int
    """Counted from 1; 0 when the file has none."""
    names: tuple[str, ...]


def rows_of(text: str, delimiter: str, most: int = 10_000) -> list[list[str]]:
    """The first rows of a piece of text; a row the reader cannot take ends the list."""
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=QUOTE)
    while len(rows) < most:
        try:
            rows.append(next(reader))
        except (StopIteration, csv.Error):
            break
    return rows


def modal_width(rows: Sequence[Sequence[str]]) -> tuple[int, float]:
    """The commonest number of cells, and the share of non-empty rows that have it."""
    widths = Counter(len(row) for row in rows if row)
    if not widths:
        return 0, 0.0
    width, rows_so_wide = max(widths.items(), key=lambda item: (item[1], item[0]))
    return width, rows_so_wide / sum(widths.values())


def find_delimiter(head: str) -> str:
    """The separator that cuts the rows into the most columns, evenly."""
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        width, share = modal_width(rows_of(head, delimiter))
        score = share * share * (width - 1) ** 0.5 if width > 1 else 0.0
        if score > best_score * 1.001:
            best, best_score = delimiter, score
    return best


def find_header(rows: Sequence[Sequence[str]]) -> int:
    """The row of the column names, counted from 1; 0 when no row looks like one."""
    width, _ = modal_width(rows[:_HEADER_SEARCH])
    best, best_score = 0, 0.0
    for number, row in enumerate(rows[:_HEADER_SEARCH], start=1):
        cells = [one_line(mark_free(cell)) for cell in row]
        filled = [cell for cell in cells if cell]
        if len(filled) < max(1, width * 0.5):
            continue
        if any(_VALUE.match(cell) for cell in filled):
            if best:
                break
            continue
        named = [cell for cell in filled if re.search(r"[^\W\d_]", cell) and len(cell) <= 80]
        if len(named) < len(filled) * 0.8:
            continue
        known = sum(knows(cell) for cell in named)
        score = (1 + known) * len(set(named)) / len(filled)
        if score > best_score:
            best, best_score = number, score
    return best


def header_names(row: Sequence[str], width: int) -> tuple[str, ...]:
    """One distinct name for each column: the header's, cleaned, or `column 3`."""
    names: list[str] = []
    seen: Counter[str] = Counter()
    for position in range(max(width, len(row))):
        raw = row[position] if position < len(row) else ""
        name = one_line(mark_free(raw)) or f"column {position + 1}"
        seen[name] += 1
        while name in names:
            name = f"{name} ({seen[name]})"
        names.append(name)
    return tuple(names)


def read_dialect(head: str, *, delimiter: str = "", header_row: int | None = None) -> Dialect:
    """Recognise delimiter and header from the beginning of a file.

    Args:
        head: The file's beginning, cut at a line end.
        delimiter: The delimiter, where it is known.
        header_row: The header's row from 1, 0 for none, where it is known.
    """
    start = head[:_ENOUGH]
    delimiter = delimiter or find_delimiter(start)
    rows = rows_of(start, delimiter)
    row_number = find_header(rows) if header_row is None else header_row
    width, _ = modal_width(rows[row_number:])
    header: Sequence[str] = rows[row_number - 1] if 0 < row_number <= len(rows) else ()
    return Dialect(delimiter, row_number, header_names(header, width or len(header)))
