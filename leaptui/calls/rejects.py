"""Rows that cannot be split into the cells the header announces."""

from __future__ import annotations

from leaptui.calls.dialect import rows_of
from leaptui.calls.engine import Engine
from leaptui.calls.source import MEMORY, Source
from leaptui.domain.errors import InputRefused

_REASONS = {
    "MISSING COLUMNS": "too few cells",
    "TOO MANY COLUMNS": "too many cells",
    "UNQUOTED VALUE": "a quotation mark in the wrong place",
    "LINE SIZE OVER MAXIMUM": "longer than two million bytes",
    "INVALID ENCODING": "not text",
}


def rejected_rows(engine: Engine, source: Source, delimiter: str, width: int) -> tuple[tuple[int, str], ...]:
    """Line and reason of each row of a file's last scan that was rejected, in file order.

    Args:
        engine: Where the scan was run.
        source: The file.
        delimiter: Between cells.
        width: How many cells a row has.

    Raises:
        InputRefused: When an open quotation mark has taken whole rows into one cell; counting them
            as one unreadable row would hide them.
    """
    found = engine.run(
        "SELECT line, min(error_type::VARCHAR), max(csv_line) FROM reject_errors "
        "WHERE scan_id = (SELECT max(scan_id) FROM reject_scans WHERE ends_with(file_path, ?)) "
        "GROUP BY line ORDER BY line NULLS LAST",
        [source.address.removeprefix(MEMORY)],  # DuckDB writes memory:///
    )
    rejected = []
    for line, kind, text in found:
        number = int(line or 0)
        if kind == "UNQUOTED VALUE" and _holds_a_row(str(text or ""), delimiter, width):
            raise InputRefused(
                f"A quotation mark opens in line {number:,} of {source.path.name} and takes in the rows behind it.",
                safe="Nothing was stored.",
                next_step="Close or remove that quotation mark in a copy of the file, or ask for the export again.",
            )
        rejected.append((number, _REASONS.get(str(kind), str(kind).lower())))
    return tuple(rejected)


def _holds_a_row(text: str, delimiter: str, width: int) -> bool:
    lines = text.strip("\r\n").splitlines()[1:]
    return any(len(row) == width for line in lines[:200] for row in rows_of(line, delimiter))
