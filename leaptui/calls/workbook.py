"""Reading a workbook without letting it take the program down."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import threading
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from leaptui.calls import sheet_reader
from leaptui.calls.sheets import SheetHead, choose, judge
from leaptui.domain.errors import InputRefused
from leaptui.domain.inspection import SheetNote
from leaptui.domain.text import one_line

MOST_ENTRIES = 10_000
MOST_EXPANDED = 4 * 1024**3
MOST_MEMORY = 2 * 1024**3
"""Bytes that the process reading a workbook may use."""
MOST_RATIO = 200
"""Sheets of real workbooks reach a ratio of about 50."""
_RATIO_MATTERS_FROM = 1024**2
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
_POLL_SECONDS = 0.05
_PIECE = 1024 * 1024
_DATE_1904 = re.compile(rb"date1904=[\"'](1|true)[\"']")


@dataclass(frozen=True, slots=True)
class SheetTaken:
    """Which sheet was read, and which there are."""

    sheet: str
    sheets: tuple[str, ...]
    """The visible ones."""
    notes: tuple[SheetNote, ...] = ()
    from_1904: bool = False
    """Whether its day numbers count from 1904 and not from 1900."""


def is_workbook(path: Path, head: bytes) -> bool:
    """Whether a file is a workbook, or claims to be one and is no text either.

    Args:
        path: The file.
        head: Its first bytes.
    """
    if head.startswith((_ZIP, _OLE)):
        return True
    # Report servers write text and web pages under the names of workbooks.
    text = head.startswith((b"\xff\xfe", b"\xfe\xff")) or not any(byte < 9 for byte in head)
    return path.suffix.lower() in SUFFIXES and not text


def is_workbook_archive(archive: zipfile.ZipFile) -> bool:
    """Whether a zip archive is a workbook of Excel or of LibreOffice."""
    return any(name.startswith("xl/") or name == "content.xml" for name in archive.namelist())


def check_archive(path: Path, packed: bytes | None = None) -> bool:
    """Refuse a workbook that would unpack into too much, before anything is unpacked.

    Args:
        path: The workbook, or the archive it is in.
        packed: Its bytes, where it is in an archive.

    Returns:
        Whether its day numbers count from 1904.

    Raises:
        InputRefused: When the archive is damaged, locked by a password or out of proportion.
    """
    try:
        with zipfile.ZipFile(path if packed is None else io.BytesIO(packed)) as archive:
            _check_entries(path, archive)
            return _from_1904(archive)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        ValueError,
        NotImplementedError,
        zlib.error,
        EOFError,
    ) as error:
        raise damaged(path, "a workbook") from error


def _from_1904(archive: zipfile.ZipFile) -> bool:
    """Whether an Excel workbook says that its days count from 1904, as those of old Macs do."""
    if "xl/workbook.xml" not in archive.namelist():
        return False
    with archive.open("xl/workbook.xml") as stream:
        return bool(_DATE_1904.search(stream.read(_PIECE)))


def _check_entries(path: Path, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
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
        raise protected(path)
    if not is_workbook_archive(archive):
        raise InputRefused(
            f"{path.name} is a zip archive without a workbook in it.",
            safe="Nothing was stored.",
            next_step="Unpack it and choose the export inside.",
        )


class _Watch:
    """Ends a child when somebody stops the work, whatever the child is busy with."""

    def __init__(self, child: subprocess.Popen[bytes], between: Callable[[], None]) -> None:
        self._child, self._between = child, between
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="leaptui-workbook", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Watch no more, and leave where the work was stopped."""
        self._over.set()
        self._thread.join()
        self._between()

    def _look(self) -> None:
        while not self._over.wait(_POLL_SECONDS):
            try:
                self._between()
            except InputRefused:
                self._child.kill()
                return


def sheet_as_csv(
    path: Path,
    sheet: str | None,
    take: Callable[[bytes], object],
    *,
    packed: bytes | None = None,
    survey: bool = False,
    between: Callable[[], None] = lambda: None,
) -> SheetTaken:
    """Hand over a sheet's rows as UTF-8 CSV, in pieces.

    Args:
        path: The workbook.
        sheet: Its sheet; the visible one that looks most like calls where none is named.
        take: Given each piece, in order.
        packed: Its bytes, where `path` is the archive it is in.
        survey: Whether to tell of all sheets even where one is named.
        between: Called twenty times a second, so that it can be stopped.

    Raises:
        InputRefused: When the workbook is damaged, too large or has no such sheet.
    """
    with path.open("rb") as stream:
        from_1904 = (packed or stream.read(8)).startswith(_ZIP) and check_archive(path, packed)
    where = "-" if packed is not None else str(path)
    command = [sys.executable, "-P", sheet_reader.__file__, where, sheet or "", str(MOST_MEMORY),
               "survey" if survey else "one"]  # fmt: skip
    with subprocess.Popen(  # noqa: S603 - our own file, no shell
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.PIPE
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        watched = _Watch(child, between)
        try:
            with suppress(BrokenPipeError):
                if packed is not None:
                    child.stdin.write(b"%d\n" % len(packed) + packed)
                    child.stdin.flush()
            told = _line(child.stdout)
            heads = tuple(
                SheetHead(**{**one, "head": tuple(map(tuple, one["head"]))}) for one in told.get("sheets", ())
            )
            chosen = sheet or getattr(choose(heads), "name", "")
            said = told
            if chosen and "failed" not in told:
                with suppress(BrokenPipeError):
                    child.stdin.write(json.dumps(chosen).encode() + b"\n")
                    child.stdin.flush()
                said = _line(child.stdout)
                while "failed" not in said and (piece := child.stdout.read(_PIECE)):
                    take(piece)
            with suppress(BrokenPipeError):
                child.stdin.close()
            code = child.wait()
        except BaseException:
            child.kill()
            # What the child left unsaid because it was stopped is no fault of the workbook.
            watched.end()
            raise
        watched.end()
    _check(path, sheet, said.get("failed", code))
    if not chosen:
        raise damaged(path, "a workbook")
    visible = tuple(one.name for one in heads if one.is_table and (one.visible or one.name == chosen))
    return SheetTaken(chosen, visible, tuple(judge(one) for one in heads), from_1904)


def _line(stream: IO[bytes]) -> dict[str, Any]:
    """One line of JSON; nothing where the other process ended before it."""
    line = stream.readline()
    return dict(json.loads(line)) if line.endswith(b"\n") else {}


def _check(path: Path, sheet: str | None, failed: int) -> None:
    match failed:
        case 0:
            return
        case sheet_reader.NO_SUCH_SHEET:
            raise InputRefused(
                f"{path.name} has no sheet “{one_line(sheet or '')}”.",
                safe="Nothing was stored.",
                next_step="Choose another sheet.",
            )
        case sheet_reader.LOCKED:
            raise protected(path)
        case sheet_reader.UNREADABLE | 1:
            raise damaged(path, "a workbook")
    raise InputRefused(
        f"{path.name} needs more memory than a call export should.",
        safe="Nothing was stored.",
        next_step="Ask the city for the export as CSV.",
    )


def damaged(path: Path, what: str) -> InputRefused:
    """What is said of a file that is not what its name or its first bytes claim."""
    return InputRefused(
        f"{path.name} cannot be read as {what}: the file is damaged or is something else.",
        safe="Nothing was stored.",
        next_step="Ask for it again, or as CSV.",
    )


def protected(path: Path) -> InputRefused:
    """What is said of a file that a password locks."""
    return InputRefused(
        f"{path.name} is locked by a password.",
        safe="Nothing was stored.",
        next_step="Ask the city for a copy without one.",
    )
