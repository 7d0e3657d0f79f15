"""Reading a workbook without letting it take the program down."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from leaptui.calls import sheet_reader
from leaptui.domain.errors import InputRefused

MOST_ENTRIES = 10_000
MOST_EXPANDED = 4 * 1024**3
MOST_MEMORY = 2 * 1024**3
"""Bytes that the process reading a workbook may use."""
MOST_RATIO = 200
"""Sheets of real workbooks reach a ratio of about 50."""
_RATIO_MATTERS_FROM = 1024**2
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class SheetTaken:
    """Which sheet was read, and which there are."""

    sheet: str
    sheets: tuple[str, ...]


def is_workbook(path: Path, head: bytes) -> bool:
    """Whether a file is, or claims to be, a workbook."""
    return head.startswith((_ZIP, _OLE)) or path.suffix.lower() in _SUFFIXES


def check_archive(path: Path) -> None:
    """Refuse a workbook that would unpack into too much, before anything is unpacked.

    Raises:
        InputRefused: When the archive is damaged, locked by a password or out of proportion.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, NotImplementedError) as error:
        raise _damaged(path) from error
    expanded = sum(entry.file_size for entry in entries)
    out_of_proportion = any(
        entry.file_size > _RATIO_MATTERS_FROM and entry.file_size > MOST_RATIO * max(1, entry.compress_size)
        for entry in entries
    )
    if len(entries) > MOST_ENTRIES or expanded > MOST_EXPANDED or out_of_proportion:
        raise InputRefused(
            f"{path.name} would unpack into far more than a call export holds.",
            safe="It was not opened, and nothing was stored.",
            next_step="Ask the city for the export as CSV.",
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise _protected(path)
    if not any(entry.filename.startswith("xl/") or entry.filename == "content.xml" for entry in entries):
        raise InputRefused(
            f"{path.name} is a zip archive without a workbook in it.",
            safe="Nothing was stored.",
            next_step="Unpack it and choose the export inside.",
        )


def sheet_as_csv(path: Path, sheet: str | None, take: Callable[[bytes], object]) -> SheetTaken:
    """Hand over a sheet's rows as UTF-8 CSV, in pieces.

    Args:
        path: The workbook.
        sheet: Its sheet; the visible one with the most cells where none is named.
        take: Given each piece, in order.

    Raises:
        InputRefused: When the workbook is damaged, too large or has no such sheet.
    """
    with path.open("rb") as stream:
        if stream.read(8).startswith(_ZIP):
            check_archive(path)
    command = [sys.executable, "-P", sheet_reader.__file__, str(path), sheet or "", str(MOST_MEMORY)]
    with subprocess.Popen(  # noqa: S603 - our own file, no shell
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    ) as child:
        assert child.stdout is not None
        try:
            first = child.stdout.readline()
            said = json.loads(first) if first else {}
            while "failed" not in said and (piece := child.stdout.read(_PIECE)):
                take(piece)
            code = child.wait()
        except BaseException:
            child.kill()
            raise
    failed = said.get("failed", code)
    if failed == sheet_reader.NO_SUCH_SHEET:
        raise InputRefused(
            f"{path.name} has no sheet “{sheet}”.",
            safe="Nothing was stored.",
            next_step="Choose another sheet.",
        )
    if failed == sheet_reader.UNREADABLE:
        raise _damaged(path)
    if failed:
        raise InputRefused(
            f"{path.name} needs more memory than a call export should.",
            safe="Nothing was stored.",
            next_step="Ask the city for the export as CSV.",
        )
    return SheetTaken(said["sheet"], tuple(said["sheets"]))


def _damaged(path: Path) -> InputRefused:
    return InputRefused(
        f"{path.name} cannot be read as a workbook: the file is damaged or is something else.",
        safe="Nothing was stored.",
        next_step="Ask for it again, or as CSV.",
    )


def _protected(path: Path) -> InputRefused:
    return InputRefused(
        f"{path.name} is locked by a password.",
        safe="Nothing was stored.",
        next_step="Ask the city for a copy without one.",
    )
