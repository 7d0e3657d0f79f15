"""A city's file, opened so that it can be scanned as text."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from leaptui.calls.archive import Packed, is_archive, unpack
from leaptui.calls.encoding import TextFacts, as_utf8, facts_in, facts_of, utf8_of
from leaptui.calls.workbook import SheetTaken, is_workbook, sheet_as_csv
from leaptui.domain.errors import InputRefused

HEAD_BYTES = 512 * 1024
_SLICE_BYTES = 64 * 1024
_REMEMBERED = 2
_known: dict[tuple[object, ...], TextFacts] = {}
"""Facts of the files looked at last, by path and state."""
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
    scanned: int
    """Bytes of what is scanned; `facts` are of the file as it was handed over."""
    inside: str = ""
    """The file's name inside an archive."""
    beside: tuple[str, ...] = ()
    """Other files in that archive, which nobody looked at."""
    taken: SheetTaken | None = None
    """Of a workbook."""

    @property
    def line_end(self) -> str:
        """How the lines of what is scanned end."""
        return "\n" if self.address.startswith(MEMORY) else self.facts.line_end

    @property
    def is_workbook(self) -> bool:
        """Whether the rows come from a sheet."""
        return self.taken is not None


def _quietly() -> None:
    """Stop for nobody."""


@contextmanager
def open_source(
    path: Path,
    sheet: str | None = None,
    *,
    encoding: str = "",
    survey: bool = False,
    between: Callable[[], None] = _quietly,
) -> Iterator[Source]:
    """Open a file of calls; a copy in memory, where one is needed, lives as long as the context.

    Args:
        path: The file.
        sheet: For a workbook, the sheet to read.
        encoding: A codec to read a text file with, instead of the one its bytes suggest.
        survey: Whether to look at every sheet of a workbook, even where one is named.
        between: Called between two pieces of it, so that it can be stopped.

    Raises:
        InputRefused: When it is missing, empty, a folder, binary, damaged or unreadable.
    """
    with ExitStack() as kept:
        with suppress(RuntimeError):  # a ~ of nobody: the name is taken as it stands
            path = path.expanduser()
        yield _opened(path, sheet, encoding, kept, survey=survey, between=between)


def _opened(
    path: Path,
    sheet: str | None,
    encoding: str,
    kept: ExitStack,
    *,
    survey: bool,
    between: Callable[[], None],
) -> Source:
    try:
        head = _first_bytes(path)
        packed = unpack(path, head) if is_archive(path, head) else None
        if is_workbook(Path(packed.name) if packed else path, packed.data[:8] if packed else head):
            copy = kept.enter_context(_memory_copy())
            with copy.open() as out:
                data = packed.data if packed else None
                taken = sheet_as_csv(path, sheet, out.write, packed=data, survey=survey, between=between)
            facts = TextFacts(path.stat().st_size, _digest(path), "utf-8", "\n", 0, 0, tame=False)
            return _from_copy(path, facts, copy, packed, taken)
        if packed is not None:
            return _from_archive(path, packed, encoding, kept.enter_context(_memory_copy()))
        facts = _facts(path, between)
        if encoding and encoding != facts.encoding:
            facts = TextFacts(
                facts.size, facts.sha256, encoding, facts.line_end, facts.nul_bytes, 0, tame=False
            )
        # DuckDB takes an address for a pattern, and would read the neighbours that it matches.
        if facts.readable_as_it_is and not set("*?[") & set(str(path.resolve())):
            with path.open("rb") as stream:
                start, later = _pieces(stream, facts.size)
            return Source(path, facts, str(path.resolve()), start, later, facts.size)
        copy = kept.enter_context(_memory_copy())
        with copy.open() as out:
            for piece in as_utf8(path, facts.encoding):
                between()
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


def _facts(path: Path, between: Callable[[], None]) -> TextFacts:
    """The facts of a file; those of one that was just looked at and has not been touched since are remembered."""
    state = path.stat()
    key = (str(path.resolve()), state.st_size, state.st_mtime_ns, state.st_ino, state.st_dev)
    if key not in _known:
        facts = facts_of(path, between)
        while len(_known) >= _REMEMBERED:
            del _known[next(iter(_known))]
        _known[key] = facts
    return _known[key]


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
    _refuse_blank(path, head)
    return head


def _refuse_blank(path: Path, head: bytes) -> None:
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise InputRefused(
            f"{path.name} is empty.", safe="Nothing was stored.", next_step="Ask for it again."
        )


def _from_archive(path: Path, packed: Packed, encoding: str, copy: _Copy) -> Source:
    """The text in an archive; its facts are its own, but for size and SHA-256, which are those of the archive."""
    _refuse_blank(path, packed.data[:4096])
    facts = facts_in(io.BytesIO(packed.data), path)
    facts = replace(
        facts, size=path.stat().st_size, sha256=_digest(path), encoding=encoding or facts.encoding
    )
    with copy.open() as out:
        for piece in utf8_of(io.BytesIO(packed.data), facts.encoding):
            out.write(piece)
    return _from_copy(path, facts, copy, packed)


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
    path: Path,
    facts: TextFacts,
    copy: _Copy,
    packed: Packed | None = None,
    taken: SheetTaken | None = None,
) -> Source:
    with copy.filesystem.open(copy.address, "rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(0)
        start, later = _pieces(stream, size)
    inside, beside = (packed.name, packed.others) if packed else ("", ())
    return Source(path, facts, copy.address, start, later, size, inside, beside, taken)


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


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
