"""Turns one sheet of a workbook into CSV on standard output; run as a process of its own.

A workbook can ask for any amount of memory, so it is read where that kills nothing: `workbook.py`
starts this file as a child that may use two gigabytes. It imports nothing of leaptui.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

MOST_CELLS = 40_000_000
UNREADABLE, TOO_LARGE, NO_SUCH_SHEET, LOCKED = 3, 4, 5, 6
HEAD_ROWS, HEAD_COLUMNS, HEAD_CELL = 60, 200, 200
"""How much of each sheet is told, so that the one with the calls can be chosen."""


def _limit_memory(most: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def cell_text(value: object) -> str:
    """What a cell says, the way a text export would say it."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime():
            return value.isoformat(sep=" ", timespec="seconds")
        case date() | time():
            return value.isoformat()
        case timedelta():
            seconds = round(value.total_seconds())
            return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        case _:
            return str(value)


def _say(code: int) -> int:
    sys.stdout.buffer.write(json.dumps({"failed": code}).encode() + b"\n")
    return code


def _looked_at(book: Any, wanted: str, *, survey: bool) -> tuple[list[dict[str, object]], dict[str, Any]]:
    """What the other process is told of each sheet, and the sheets kept for it: those that may be asked for."""
    import python_calamine

    told: list[dict[str, object]] = []
    kept: dict[str, Any] = {}
    for about in book.sheets_metadata:
        is_table = about.typ == python_calamine.SheetTypeEnum.WorkSheet
        shown = about.visible == python_calamine.SheetVisibleEnum.Visible
        if not survey and wanted and about.name != wanted:
            continue
        sheet = book.get_sheet_by_name(about.name) if is_table else None
        rows, columns = (sheet.end[0] + 1, sheet.width) if sheet is not None and sheet.end else (0, 0)
        head = list(itertools.islice(sheet.iter_rows(), HEAD_ROWS)) if sheet is not None and rows else []
        told.append({
            "name": about.name, "visible": shown, "is_table": is_table, "rows": rows, "columns": columns,
            "head": [[cell_text(cell)[:HEAD_CELL] for cell in row[:HEAD_COLUMNS]] for row in head],
        })  # fmt: skip
        # Reading a sheet twice costs less than holding several: the one wanted, or the largest, is kept.
        largest = all(rows * columns > other.height * other.width for other in kept.values())
        if sheet is not None and (about.name == wanted if wanted else largest):
            kept = {about.name: sheet}
    return told, kept


def main(path: str, wanted: str, most_memory: int, *, survey: bool) -> int:
    """Write a line of JSON about the sheets, read which one is wanted, then write its rows.

    Args:
        path: The workbook; `-` where its length, a line end and its bytes come on standard input.
        wanted: A sheet's name; empty where the answer decides.
        most_memory: Bytes this process may use.
        survey: Whether to tell of all sheets where one is wanted.
    """
    _limit_memory(most_memory)
    import python_calamine

    try:
        data = (
            sys.stdin.buffer.read(int(sys.stdin.buffer.readline()))
            if path == "-"
            else Path(path).read_bytes()
        )
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        del data
        told, kept = _looked_at(book, wanted, survey=survey)
        if wanted and wanted not in [sheet["name"] for sheet in told if sheet["is_table"]]:
            return _say(NO_SUCH_SHEET)
        sys.stdout.buffer.write(json.dumps({"sheets": told}).encode() + b"\n")
        sys.stdout.buffer.flush()
        name = json.loads(sys.stdin.buffer.readline() or b'""')
        if not name:
            return 0
        sheet = kept.pop(name, None) or book.get_sheet_by_name(name)
        kept.clear()
        if sheet.height * sheet.width > MOST_CELLS:
            return _say(TOO_LARGE)
        sys.stdout.buffer.write(b"{}\n")
        out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace", newline="")
        writer = csv.writer(out, lineterminator="\n")
        for row in sheet.iter_rows():
            writer.writerow([cell_text(cell).replace("\0", "").replace("\r", "\n") for cell in row])
        out.flush()
    except MemoryError:
        return _say(TOO_LARGE)
    except python_calamine.PasswordError:
        return _say(LOCKED)
    except (python_calamine.CalamineError, OSError, ValueError):
        return _say(UNREADABLE)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), survey=sys.argv[4] == "survey"))
