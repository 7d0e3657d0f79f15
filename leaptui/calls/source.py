"""A city's file, opened so that it can be scanned as text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from leaptui.calls.encoding import TextFacts, as_utf8, facts_of
from leaptui.calls.workbook import is_workbook, sheet_as_csv
from leaptui.domain.errors import InputRefused

HEAD_BYTES = 512 * 1024
_SLICE_BYTES = 64 * 1024
MEMORY = "memory://"
"""The address of copies that never touch the disk."""


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file."""

    path: Path
    facts: TextFacts
    address: str
    """What to scan: the file itself, or a UTF-8 copy of it in memory."""
    head: str
    """The beginning of the text, cut at a line end."""
    later: tuple[str, ...]
    """Pieces from the middle and the end, cut at line ends."""
    sheet: str = ""
    sheets: tuple[str, ...] = ()

    @property
    def line_end(self) -> str:
        """How the lines of what is scanned end."""
        return "\n" if self.address.startswith(MEMORY) else self.facts.line_end

    @property
    def is_workbook(self) -> bool:
        """Whether the rows come from a sheet."""
        return bool(self.sheet)


@contextmanager
def open_source(path: Path, sheet: str | None = None, *, encoding: str = "") -> Iterator[Source]:
    """Open a file of calls; a copy in memory, where one is needed, lives as long as the context.

    Args:
        path: The file.
        sheet: For a workbook, the sheet to read.
        encoding: A codec to read a text file with, instead of the one its bytes suggest.

    Raises:
        InputRefused: When it is missing, empty, a folder, binary, damaged or unreadable.
    """
    with ExitStack() as kept:
        yield _opened(path.expanduser(), sheet, encoding, kept)


def _opened(path: Path, sheet: str | None, encoding: str, kept: ExitStack) -> Source:
    try:
        head = _first_bytes(path)
        if is_workbook(path, head):
            copy = kept.enter_context(_memory_copy())
            with copy.open() as out:
                taken = sheet_as_csv(path, sheet, out.write)
            return _from_copy(path, _workbook_facts(path), copy, taken.sheet, taken.sheets)
        facts = _facts(path)
        if encoding and encoding != facts.encoding:
            facts = TextFacts(
                facts.size, facts.sha256, encoding, facts.line_end, facts.nul_bytes, 0, tame=False
            )
        if facts.readable_as_it_is:
            with path.open("rb") as stream:
                start, later = _pieces(stream, facts.size)
            return Source(path, facts, str(path.resolve()), start, later)
        copy = kept.enter_context(_memory_copy())
        with copy.open() as out:
            for piece in as_utf8(path, facts.encoding):
                out.write(piece)
        return _from_copy(path, facts, copy)
    except (UnicodeError, LookupError) as error:
        raise InputRefused(
            f"{path.name} cannot be read as {encoding or 'text'}.", safe="Nothing was stored."
        ) from error
    except OSError as error:
        raise InputRefused(
            f"{path.name or path} cannot be read: {(error.strerror or 'unknown reason').lower()}.",
            safe="Nothing was stored.",
        ) from error


def _facts(path: Path) -> TextFacts:
    """The facts of a file; those of one that was just looked at and has not been touched since are remembered."""
    state = path.stat()
    return _facts_of_state(path.resolve(), state.st_size, state.st_mtime_ns, state.st_ino, state.st_dev)


@lru_cache(maxsize=2)
def _facts_of_state(path: Path, *_state: int) -> TextFacts:
    return facts_of(path)


def _first_bytes(path: Path) -> bytes:
    if not path.exists():
        raise InputRefused(f"There is no file {path.name or path} there.", safe="Nothing was stored.")
    if not path.is_file():
        raise InputRefused(
            f"{path.name or path} is not a file.",
            safe="Nothing was stored.",
            next_step="Choose the export itself: a CSV file or a workbook.",
        )
    with path.open("rb") as stream:
        head = stream.read(4096)
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise InputRefused(
            f"{path.name} is empty.", safe="Nothing was stored.", next_step="Ask for it again."
        )
    return head


class _Copy:
    """A text in memory that DuckDB can scan by its address."""

    def __init__(self, filesystem: Any, address: str) -> None:
        self.filesystem = filesystem
        self.address = address

    def open(self) -> Any:
        return self.filesystem.open(self.address, "wb")


@contextmanager
def _memory_copy() -> Iterator[_Copy]:
    import fsspec

    copy = _Copy(fsspec.filesystem("memory"), f"{MEMORY}leaptui-{uuid4().hex}/source.csv")
    try:
        yield copy
    finally:
        folder = copy.address.rpartition("/")[0]
        if copy.filesystem.exists(folder):
            copy.filesystem.rm(folder, recursive=True)


def _from_copy(
    path: Path, facts: TextFacts, copy: _Copy, sheet: str = "", sheets: tuple[str, ...] = ()
) -> Source:
    with copy.filesystem.open(copy.address, "rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(0)
        start, later = _pieces(stream, size)
    return Source(path, facts, copy.address, start, later, sheet, sheets)


def _pieces(stream: Any, size: int) -> tuple[str, tuple[str, ...]]:
    """The head of a text, and three pieces further on where it is long enough to have them."""
    head: bytes = stream.read(HEAD_BYTES)
    if size <= HEAD_BYTES:
        return _text(head), ()
    later = []
    for position in (size // 3, size * 2 // 3, size - _SLICE_BYTES):
        if position > HEAD_BYTES - _SLICE_BYTES:
            stream.seek(position)
            piece: bytes = stream.read(_SLICE_BYTES)
            later.append(_text(piece[piece.find(b"\n") + 1 : piece.rfind(b"\n") + 1]))
    return _text(head[: head.rfind(b"\n") + 1] or head), tuple(later)


def _text(piece: bytes) -> str:
    return piece.decode("utf-8", errors="replace")


def _workbook_facts(path: Path) -> TextFacts:
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    return TextFacts(path.stat().st_size, sha256, "utf-8", "\n", 0, 0, tame=False)
