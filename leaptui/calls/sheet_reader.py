"""Turns one sheet of a workbook into CSV on standard output; run as a process of its own.

A workbook can ask for any amount of memory, so it is read where that kills nothing: `workbook.py`
starts this file as a child that may use two gigabytes. It imports nothing of leaptui.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

MOST_CELLS = 40_000_000
UNREADABLE, TOO_LARGE, NO_SUCH_SHEET = 3, 4, 5


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
            return str(value)
        case _:
            return str(value)


def _say(code: int) -> int:
    sys.stdout.buffer.write(json.dumps({"failed": code}).encode() + b"\n")
    return code


def main(path: str, wanted: str, most_memory: int) -> int:
    """Write a line of JSON about the workbook, then the sheet's rows.

    Args:
        path: The workbook.
        wanted: A sheet's name; empty for the visible sheet with the most cells.
        most_memory: Bytes this process may use.
    """
    _limit_memory(most_memory)
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(Path(path).read_bytes()))
        visible = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
            and (sheet.visible == python_calamine.SheetVisibleEnum.Visible or sheet.name == wanted)
        ]
        if wanted and wanted not in visible:
            return _say(NO_SUCH_SHEET)
        sizes = {name: book.get_sheet_by_name(name) for name in ([wanted] if wanted else visible)}
        if not sizes:
            return _say(UNREADABLE)
        name, sheet = max(sizes.items(), key=lambda item: item[1].height * item[1].width)
        sizes.clear()
        if sheet.height * sheet.width > MOST_CELLS:
            return _say(TOO_LARGE)
        sys.stdout.buffer.write(json.dumps({"sheet": name, "sheets": visible}).encode() + b"\n")
        out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace", newline="")
        writer = csv.writer(out, lineterminator="\n")
        for row in sheet.iter_rows():
            writer.writerow([cell_text(cell).replace("\0", "").replace("\r", "\n") for cell in row])
        out.flush()
    except MemoryError:
        return _say(TOO_LARGE)
    except (python_calamine.CalamineError, OSError, ValueError):
        return _say(UNREADABLE)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
