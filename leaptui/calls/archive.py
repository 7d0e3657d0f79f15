"""An export inside a gzip or zip archive: unpacked in memory, and never into more than a call export holds."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from leaptui.calls.workbook import SUFFIXES, damaged, is_workbook_archive, protected
from leaptui.domain.errors import InputRefused
from leaptui.domain.text import one_line

MOST_UNPACKED = 1024**3
"""Bytes; an export of seven million rows."""
MOST_RATIO = 200
"""Text of calls is packed to a tenth or so."""
_HARMLESS = 32 * 1024**2
"""Below so many bytes the ratio does not matter."""
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_TABLES = SUFFIXES | {".csv", ".tsv", ".tab", ".psv", ".txt", ".dat"}
_PIECE = 1024 * 1024
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Packed:
    """What was inside an archive."""

    name: str
    data: bytes
    others: tuple[str, ...] = ()
    """Files beside it that were not looked at."""


def is_archive(path: Path, head: bytes) -> bool:
    """Whether a file is a gzip or a zip archive and not a workbook, which is a zip archive too."""
    if head.startswith((_GZIP, _EMPTY_ZIP)):
        return True
    if not head.startswith(_ZIP) or path.suffix.lower() in SUFFIXES:
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return not is_workbook_archive(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, NotImplementedError) as error:
        raise damaged(path, "a zip archive") from error


def unpack(path: Path, head: bytes) -> Packed:
    """The one export in an archive.

    Raises:
        InputRefused: When it holds several, none, another archive, or would unpack into far too much.
    """
    try:
        if head.startswith(_GZIP):
            with gzip.open(path, "rb") as stream:
                found = Packed(path.stem if path.suffix.lower() == ".gz" else path.name, _read(path, stream))
        else:
            with zipfile.ZipFile(path) as archive:
                found = _only_one(path, archive)
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise damaged(path, "an archive") from error
    _refuse_nested(path, found)
    return found


def _only_one(path: Path, archive: zipfile.ZipFile) -> Packed:
    files = [entry for entry in archive.infolist() if not entry.is_dir() and not _of_the_system(entry)]
    tables = [entry for entry in files if PurePosixPath(entry.filename).suffix.lower() in _TABLES]
    wanted = tables or files
    if len(wanted) != 1:
        raise _several(path, [entry.filename for entry in wanted])
    (entry,) = wanted
    if entry.flag_bits & 1:
        raise protected(path)
    with archive.open(entry) as stream:
        data = _read(path, stream)
    others = tuple(_shown(other.filename) for other in files if other is not entry)
    return Packed(_shown(entry.filename), data, others)


def _of_the_system(entry: zipfile.ZipInfo) -> bool:
    """Whether a Mac or a Windows put the file there on its own."""
    parts = PurePosixPath(entry.filename).parts
    return not parts or parts[0] == "__MACOSX" or parts[-1].startswith(".") or parts[-1] == "Thumbs.db"


def _read(path: Path, stream: IO[bytes] | gzip.GzipFile) -> bytes:
    """All of a packed file, as long as that stays in proportion; what an archive says of sizes is not believed."""
    packed = path.stat().st_size
    out = io.BytesIO()
    while piece := stream.read(_PIECE):
        out.write(piece)
        if out.tell() > MOST_UNPACKED or out.tell() > max(_HARMLESS, MOST_RATIO * packed):
            raise InputRefused(
                f"{path.name} would unpack into far more than a call export holds.",
                safe="Unpacking was stopped, and nothing was stored.",
                next_step="Ask the city for the export as CSV.",
            )
    return out.getvalue()


def _refuse_nested(path: Path, found: Packed) -> None:
    nested = found.data.startswith((_GZIP, b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", _EMPTY_ZIP))
    nested |= found.data[257:262] == b"ustar"
    if found.data.startswith(_ZIP):
        try:
            with zipfile.ZipFile(io.BytesIO(found.data)) as archive:
                nested |= not is_workbook_archive(archive)
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            nested = True
    if nested:
        raise InputRefused(
            f"{path.name} holds another archive.",
            safe="Nothing was stored.",
            next_step="Unpack it and choose the export inside.",
        )


def _several(path: Path, names: list[str]) -> InputRefused:
    if not names:
        return InputRefused(
            f"{path.name} is an archive without an export in it.",
            safe="Nothing was stored.",
            next_step="Ask for it again.",
        )
    shown = ", ".join(_shown(name) for name in names[:_NAMED])
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return InputRefused(
        f"{path.name} holds {len(names):,} files: {shown}{more}.",
        safe="Nothing was stored.",
        next_step="Unpack it and choose one of them.",
    )


def _shown(name: str) -> str:
    return one_line(PurePosixPath(name).name)[:80] or "a file without a name"
