"""What a text export is made of: its bytes, its encoding, and a clean UTF-8 stream of it."""

from __future__ import annotations

import codecs
import hashlib
import io
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from leaptui.domain.errors import InputRefused

_CHUNK = 4 * 1024 * 1024
_PLAIN = bytes([9, 10, 13, *range(32, 127)])
_WILD = re.compile(rb"[\x00-\x1f\x7f]|\xc2[\x80-\xa0\xad]|\xd8\x9c|\xe2[\x80\x81]|\xe3\x80\x80|\xef\xbb\xbf")
"""Control codes, odd blanks, marks of direction, among the bytes that are not plain."""
_BINARY = bytes(code for code in range(32) if code not in (0, 8, 9, 10, 12, 13, 26, 27))
"""Control codes that no text export holds; NUL bytes are judged by their number."""
_ENOUGH_STRAY = 1000
"""After so many bytes that are not UTF-8 the rest need not be counted."""
_LEGACY = ("cp1252", "mac_roman", "cp437")
_SMALL = "áàâäãåæçéèêëíìîïñóòôöøúùûü"
_LETTERS = frozenset(_SMALL + _SMALL.upper() + "ßõ")
"""Letters of the names and words that stand in American exports. Õ is not among them: a Mac's apostrophe
looks so in cp1252."""
_SIGNS = frozenset("’‘“”–—ªº")
"""Signs that stand beside letters in good text; the two last are letters to Python."""
_DOUBLE_MARK = "ï»¿"
"""A UTF-8 byte-order mark that was read as cp1252 and written again."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_DOCUMENTS: tuple[tuple[tuple[bytes, ...], str], ...] = (
    ((b"<!doctype html", b"<html", b"<table", b"<head"), "a web page"),
    ((b"<?xml",), "an XML document"),
    ((b'{"', b"{\n", b"{\r", b"{ ", b"[{", b"[\n", b"[\r"), "a JSON document"),
    ((b"{\\rtf",), "a text document"),
    ((b"begin:vcalendar",), "a calendar"),
)


@dataclass(frozen=True, slots=True)
class TextFacts:
    """What one pass over a text file's bytes found."""

    size: int
    sha256: str
    encoding: str
    """Python codec name; `utf-8` where the whole file is valid UTF-8 or nearly so."""
    line_end: str
    """`\\n`, `\\r\\n` or `\\r` where every line ends the same way, else `mixed`."""
    nul_bytes: int
    stray_bytes: int
    """Bytes that are not valid in a file otherwise UTF-8; they are read as cp1252."""
    tame: bool
    """No control codes but tabs and line ends, no odd blanks, nothing that turns the reading direction."""

    @property
    def readable_as_it_is(self) -> bool:
        """Whether the file can be scanned without making a UTF-8 copy of it first."""
        ordinary = self.encoding == "utf-8" and self.line_end in ("\n", "\r\n")
        return ordinary and not self.nul_bytes and not self.stray_bytes


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Decode the bytes UTF-8 cannot as cp1252; the five it lacks become U+FFFD."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", errors="replace"), error.end


codecs.register_error("leaptui-cp1252", _as_cp1252)


def mark_free(header: str) -> str:
    """A first header without its byte-order mark, singly or doubly encoded."""
    return header.removeprefix("\ufeff").removeprefix(_DOUBLE_MARK)


def refuse_binary(path: Path, head: bytes) -> None:
    """Refuse what is not text at all, by name where its first bytes tell.

    Raises:
        InputRefused: When the bytes are not those of a text file.
    """
    for magic, what in _MAGIC:
        # Two letters may begin a header as well.
        if head.startswith(magic) and (len(magic) > 3 or head[:512].translate(None, delete=_PLAIN)):
            raise _not_text(path, what)
    start = head[:512].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for opening, what in _DOCUMENTS:
        if start.startswith(opening):
            raise _not_text(path, what)
    if _utf16_guess(head):
        return
    controls = len(head) - len(head.translate(None, delete=_BINARY))
    if controls > max(8, len(head) // 50) or head.count(0) > len(head) // 3:
        raise _not_text(path, "a binary file")


def _not_text(path: Path, what: str) -> InputRefused:
    return InputRefused(
        f"{path.name} is {what}, not a table of calls.",
        safe="Nothing was stored.",
        next_step="Ask for the export as CSV or as an Excel workbook.",
    )


def facts_of(path: Path, between: Callable[[], None] = lambda: None) -> TextFacts:
    """Read every byte of a file once.

    Args:
        path: The file.
        between: Called between two pieces, so that it can be stopped.

    Raises:
        InputRefused: When the file is binary.
        OSError: When it cannot be read.
    """
    with path.open("rb") as stream:
        return facts_in(stream, path, between)


def facts_in(stream: BinaryIO, path: Path, between: Callable[[], None] = lambda: None) -> TextFacts:
    """Like `facts_of`, of an open stream.

    Args:
        stream: At its beginning.
        path: The file to name in an error.
        between: As for `facts_of`.

    Raises:
        InputRefused: When the file is binary.
        OSError: When it cannot be read.
    """
    digest = hashlib.sha256()
    size = nul_bytes = 0
    tame = True
    odd: list[bytes] = []
    decoder, ends = _StrayCounter(), _LineEnds()
    head = stream.read(65536)
    refuse_binary(path, head)
    wide = _utf16_guess(head)
    stream.seek(0)
    # The digest is a third of the work and needs no lock of Python's: it runs beside the rest.
    with ThreadPoolExecutor(1, "leaptui-digest") as pool:
        digested = None
        while chunk := stream.read(_CHUNK):
            between()
            if digested is not None:
                digested.result()
            digested = pool.submit(digest.update, chunk)
            size += len(chunk)
            ends.feed(chunk.replace(b"\0", b"") if wide else chunk)
            unusual = chunk.translate(None, delete=_PLAIN)
            if not unusual:
                continue
            tame = tame and not _WILD.search(unusual)
            nul_bytes += unusual.count(0)
            if not wide and not unusual.isascii():
                decoder.feed(chunk)
                if len(odd) < 4:
                    odd.append(chunk[:262144])
            elif not wide:
                decoder.finish()
    stray, multibyte = decoder.finish(), decoder.multibyte
    if wide:
        return TextFacts(size, digest.hexdigest(), wide, ends.kind, 0, 0, tame=False)
    if stray and stray * 3 > multibyte:
        encoding = _legacy(b"".join(odd))
        return TextFacts(size, digest.hexdigest(), encoding, ends.kind, nul_bytes, 0, tame=False)
    return TextFacts(size, digest.hexdigest(), "utf-8", ends.kind, nul_bytes, stray, tame=tame and not stray)


class _LineEnds:
    """Tells whether every line of a file ends the same way."""

    def __init__(self) -> None:
        self._kinds: set[str] = set()
        self._open_return = False

    def feed(self, chunk: bytes) -> None:
        if b"\r" not in chunk and not self._open_return:
            if b"\n" in chunk:
                self._kinds.add("\n")
            return
        returns, feeds = chunk.count(b"\r"), chunk.count(b"\n")
        if feeds:
            # A pair may be cut in two by the border between chunks.
            cut = chunk.endswith(b"\r")
            pairs = chunk.count(b"\r\n") + cut + (self._open_return and chunk.startswith(b"\n"))
            same = returns + self._open_return == feeds + cut == pairs
            self._kinds.add("\r\n" if same else "mixed")
        else:
            self._kinds.add("\r")
        self._open_return = chunk.endswith(b"\r")

    @property
    def kind(self) -> str:
        """See `TextFacts.line_end`."""
        kinds = self._kinds | ({"\r"} if self._open_return else set())
        return next(iter(kinds), "\n") if len(kinds) < 2 else "mixed"


class _StrayCounter:
    """Counts bytes that are not UTF-8, across chunk borders."""

    def __init__(self) -> None:
        self.stray = 0
        self.multibyte = 0
        self._rest = b""

    def feed(self, chunk: bytes) -> None:
        data = self._rest + chunk
        self._rest = b""
        start = 0
        while self.stray < _ENOUGH_STRAY:
            try:
                self.multibyte += len(data) - start - len(data[start:].decode("utf-8"))
                return
            except UnicodeDecodeError as error:
                good = data[start : start + error.start]
                self.multibyte += len(good) - len(good.decode("utf-8"))
                if error.reason == "unexpected end of data" and len(data) - start - error.start < 4:
                    self._rest = data[start + error.start :]
                    return
                self.stray += error.end - error.start
                start += error.end

    def finish(self) -> int:
        self.stray += len(self._rest)
        self._rest = b""
        return self.stray


def _utf16_guess(head: bytes) -> str:
    """`utf-16`, `utf-16-le` or `utf-16-be` where the first bytes look so, else nothing."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if len(head) < 8:
        return ""
    half = len(head) // 2
    if head[1::2].count(0) > half * 0.7 and head[::2].count(0) < half * 0.05:
        return "utf-16-le"
    if head[::2].count(0) > half * 0.7 and head[1::2].count(0) < half * 0.05:
        return "utf-16-be"
    return ""


def _legacy(sample: bytes) -> str:
    """Which single-byte encoding a file that is not UTF-8 has.

    It is cp1252, as nearly every export of a Windows system, unless that puts signs into words where
    another one puts letters that fit.
    """
    lines = b"\n".join(line for line in sample.splitlines() if not line.isascii())[:131072]
    usual, *others = ((_fit(lines, encoding), encoding) for encoding in _LEGACY)
    best = max(others)
    return best[1] if usual[0] < 0 < best[0] else usual[1]


def _fit(sample: bytes, encoding: str) -> float:
    """How well the letters beyond ASCII fit the words they stand in: 1 at best, -1 at worst, 0 for no evidence."""
    text = f" {sample.decode(encoding, errors='replace')} "
    judged = [
        _fits(text[place - 1], letter, text[place + 1])
        for place, letter in enumerate(text)
        if not letter.isascii()
    ]
    return sum(judged) / max(1, len(judged))


def _fits(before: str, letter: str, after: str) -> int:
    """1 for a letter that belongs where it stands, -1 for what does not, 0 for what says nothing."""
    inside = before.isalpha() and after.isalpha()
    if letter in _SIGNS:
        return -1 if inside and letter in "–—" and (before + after).islower() else 0
    if letter not in _LETTERS:
        return -1 if inside or letter.isalpha() or letter == "\ufffd" else 0
    if not before.isalpha() and not after.isalpha():
        return 0
    if letter.isupper():
        return -1 if before.islower() else 1
    return -1 if after.isupper() or (before.isupper() and not after.isalpha()) else 1


def as_utf8(path: Path, encoding: str) -> Iterator[bytes]:
    """The text in UTF-8, NUL bytes dropped and every line end a line feed."""
    with path.open("rb") as stream:
        yield from utf8_of(stream, encoding)


def utf8_of(stream: BinaryIO, encoding: str) -> Iterator[bytes]:
    """Like `as_utf8`, of an open stream."""
    errors = "leaptui-cp1252" if encoding == "utf-8" else "replace"
    with io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline=None) as text:
        while part := text.read(_CHUNK):
            yield part.replace("\0", "").removeprefix("\ufeff").encode("utf-8", errors="replace")
