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
_LONGEST_NAME = 200
_SHOWN_LINES = 200
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
    """Counted from 1; 0 when the file has none; the lower one where names stand in two rows."""
    names: tuple[str, ...]
    quote: str = QUOTE
    """Empty where quotation marks are part of the text."""
    header_lines: int = 1
    """Rows that the names stand in."""


def is_value(cell: str) -> bool:
    """Whether a cell is a number, a date or a clock rather than a name."""
    return bool(_VALUE.match(cell))


def rows_of(text: str, delimiter: str, most: int = 10_000, quote: str = QUOTE) -> list[list[str]]:
    """The first rows of a piece of text; a row the reader cannot take ends the list."""
    rows: list[list[str]] = []
    stream = io.StringIO(text, newline="")
    if quote:
        reader = csv.reader(stream, delimiter=delimiter, quotechar=quote)
    else:
        reader = csv.reader(stream, delimiter=delimiter, quoting=csv.QUOTE_NONE)
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


def quoting_of(head: str, dialect: Dialect) -> str:
    """Which cells stand in quotation marks: `no cells`, `some cells` or `every cell`."""
    quote = dialect.quote
    lines = [line for line in head[:_ENOUGH].splitlines()[:_SHOWN_LINES] if line]
    if not quote or quote not in head[:_ENOUGH]:
        return "no cells"
    opens = re.compile(f"(?:^|{re.escape(dialect.delimiter)}){re.escape(quote)}")
    quoted = [len(opens.findall(line)) for line in lines]
    cells = [len(row) for line in lines for row in rows_of(line, dialect.delimiter, 1, quote)]
    if sum(quoted) >= 0.98 * sum(cells):
        return "every cell"
    return "some cells" if any(quoted) else "no cells"


def find_delimiter(head: str, quote: str = QUOTE) -> str:
    """The separator that cuts the rows into the most columns, evenly."""
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        width, share = modal_width(rows_of(head, delimiter, quote=quote))
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
        if any(is_value(cell) for cell in filled):
            if best and len(row) >= width:
                break
            continue
        named = [cell for cell in filled if re.search(r"[^\W\d_]", cell) and len(cell) <= _LONGEST_NAME]
        if len(named) < len(filled) * 0.8:
            continue
        known = sum(knows(cell) for cell in named)
        score = (1 + known) * len(set(named)) / len(filled) * min(1, len(filled) / max(1, width))
        if score > best_score:
            best, best_score = number, score
    return best


def header_names(row: Sequence[str], width: int) -> tuple[str, ...]:
    """One distinct name for each column: the header's, cleaned, or `column 3`."""
    # A delimiter behind the last name announces no column where the rows have none there.
    filled = max(
        (position for position, cell in enumerate(row, start=1) if one_line(mark_free(cell))), default=0
    )
    row = row[: max(width, filled)]
    names: dict[str, None] = {}
    seen: Counter[str] = Counter()
    for position in range(max(width, len(row))):
        raw = row[position] if position < len(row) else ""
        name = one_line(mark_free(raw)) or f"column {position + 1}"
        seen[name] += 1
        while name in names:
            name = f"{name} ({seen[name]})"
        names[name] = None
    return tuple(names)


def read_dialect(
    head: str, *, delimiter: str = "", header_row: int | None = None, quote: str = QUOTE
) -> Dialect:
    """Recognise delimiter and header from the beginning of a file.

    Args:
        head: The file's beginning, cut at a line end.
        delimiter: The delimiter, where it is known.
        header_row: The header's row from 1, 0 for none, where it is known; the lower one of two.
        quote: What a cell with a delimiter in it stands between; empty for nothing.
    """
    # Rows of thousands of columns take more text to show their shape.
    start = head[:_ENOUGH] if head.count("\n", 0, _ENOUGH) > _HEADER_SEARCH else head
    delimiter = delimiter or find_delimiter(start, quote)
    rows = rows_of(start, delimiter, quote=quote)
    row_number = find_header(rows) if header_row is None else header_row
    if header_row is None and row_number and _are_one_header(rows, row_number + 1):
        row_number += 1
    width, _ = modal_width(rows[row_number:])
    header: Sequence[str] = rows[row_number - 1] if 0 < row_number <= len(rows) else ()
    two = _are_one_header(rows, row_number)
    if two:
        header = _joined_header(rows[row_number - 2], header)
    lines = 2 if two else min(1, row_number)
    return Dialect(delimiter, row_number, header_names(header, width or len(header)), quote, lines)


def _are_one_header(rows: Sequence[Sequence[str]], lower_row: int) -> bool:
    """Whether a row, counted from 1, and the one above it are the header together.

    Neither holds a value, the rows below do, and either the lower names need the upper ones to be told
    apart, or the upper ones are words of a dispatch system as well.
    """
    if not 2 <= lower_row < len(rows):
        return False
    upper, lower = (
        [one_line(mark_free(cell)) for cell in rows[number]] for number in (lower_row - 2, lower_row - 1)
    )
    names, above = [cell for cell in lower if cell], [cell for cell in upper if cell]
    width, _ = modal_width(rows[lower_row:])
    if len(above) < 2 or len(names) < max(2, width * 0.5) or names == above:
        return False
    if any(not re.search(r"[^\W\d_]", cell) or len(cell) > 40 for cell in names):
        return False
    if any(re.search(r"\d", cell) or len(cell) > 40 for cell in (*above, *names)):
        return False
    body = [row for row in rows[lower_row : lower_row + _HEADER_SEARCH] if any(row)]
    if sum(any(is_value(cell.strip()) for cell in row) for row in body) < 0.8 * len(body):
        return False
    return len(set(names)) < len(names) or sum(map(knows, above)) >= 2


def _joined_header(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Names of two rows; a group's name above stands over all of its columns."""
    together, group = [], ""
    grouped = sum(bool(cell.strip()) for cell in upper) < sum(bool(cell.strip()) for cell in lower)
    for position in range(max(len(upper), len(lower))):
        above = one_line(mark_free(upper[position])) if position < len(upper) else ""
        below = one_line(mark_free(lower[position])) if position < len(lower) else ""
        group = above or (group if grouped else "")
        together.append(f"{group} {below}".strip())
    return together
