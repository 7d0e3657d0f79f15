"""Where in a file the rows stand that could not be read: line, and first and last byte."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import IO

from leaptui.calls.source import MEMORY, Source

_BLOCK = 64 * 1024
_QUOTE = b'"'
_ALL_BUT_MARKS = bytes(set(range(256)) - set(b'"\n'))
_ANY_LINE_END = re.compile(rb"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where one row stands.

    Attributes:
        row: Its number among the data rows of the file, from 1; blank lines are none.
        line: Its first line in the file, from 1; of a workbook, its row in the sheet.
        lines: How many lines it runs over.
        first_byte: Offset of its first byte in the file, from 0; nothing where the bytes that were read are
            not those of the file: of a workbook, an archive, UTF-16.
        last_byte: Offset of its last byte, line end excluded.
    """

    row: int
    line: int
    lines: int = 1
    first_byte: int | None = None
    last_byte: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """The rows that are looked for in one file.

    Attributes:
        header_row: Lines down to the header, that one included.
        rejected: Rows that could not be split, by DuckDB's number of a line: every row and every blank line
            counts one, however many lines it runs over. In order.
        read: Rows that could, by their number among these, from 0. In order.
    """

    header_row: int
    rejected: Sequence[int]
    read: Sequence[int]


def find_rows(
    source: Source, delimiter: str, wanted: Wanted, between: Callable[[], None] = lambda: None
) -> tuple[dict[int, RowPlace], dict[int, RowPlace]]:
    """The places of the rejected rows and of those read, each by its number.

    Args:
        source: The file.
        delimiter: Between cells.
        wanted: Which rows.
        between: Called after each stretch of the file, so that it can be stopped.
    """
    rejected: dict[int, RowPlace] = {}
    read: dict[int, RowPlace] = {}
    with scanned(source) as stream:
        for found in _Walk(stream, delimiter.encode(), wanted, between):
            place = RowPlace(found.place.row, found.number) if source.is_workbook else found.place
            if found.read is None:
                rejected[found.number] = place
            else:
                read[found.read] = place
    if source.is_workbook:
        return rejected, read
    if source.address.startswith(MEMORY):
        places = {place.line: place for place in (*rejected.values(), *read.values())}
        exact = {} if source.inside else _in_the_original(source, places)
        for found_rows in (rejected, read):
            for number, place in found_rows.items():
                bare = replace(place, first_byte=None, last_byte=None)
                found_rows[number] = exact.get(place.line, bare)
    return rejected, read


@dataclass(frozen=True, slots=True)
class _Found:
    """A wanted row: its number as DuckDB counts lines, and among the rows read, where it could be."""

    number: int
    read: int | None
    place: RowPlace


@contextmanager
def scanned(source: Source) -> Iterator[IO[bytes]]:
    """The bytes that are scanned."""
    import fsspec

    if source.address.startswith(MEMORY):
        with fsspec.filesystem("memory").open(source.address, "rb") as stream:
            yield stream
    else:
        with Path(source.address).open("rb") as stream:
            yield stream


class _Walk:
    """Goes through the rows of a text and stops at those that are wanted; stretches without one are only counted."""

    def __init__(
        self, stream: IO[bytes], delimiter: bytes, wanted: Wanted, between: Callable[[], None]
    ) -> None:
        self._stream, self._wanted, self._between = stream, wanted, between
        self._opening = re.compile(rb"(?:^|" + re.escape(delimiter) + rb')"')
        self._line = 1
        self._byte = 0
        self._number = wanted.header_row + 1
        """Of the row that comes next, as DuckDB counts lines."""
        self._row = 0
        self._read = 0
        """Rows so far that could be split."""

    def __iter__(self) -> Iterator[_Found]:
        for _ in range(self._wanted.header_row):
            self._pass(self._stream.readline())
        left = len(self._wanted.rejected) + len(self._wanted.read)
        while left and (block := self._stream.read(_BLOCK)):
            self._between()
            block += self._stream.readline()
            rows = self._plain_rows(block) if _is_plain(block) else self._rows(block)
            for found in rows:
                left -= 1
                yield found

    def _pass(self, line: bytes) -> None:
        self._line += 1
        self._byte += len(line)

    def _plain_rows(self, block: bytes) -> Iterator[_Found]:
        """The wanted rows of a block in which every line is a row; without one it is only counted."""
        rows = block.count(b"\n") + (not block.endswith(b"\n"))
        found = list(self._found_in(rows))
        if found:
            lines = block.split(b"\n")
            ends = list(accumulate(len(line) + 1 for line in lines))
            for at, read in found:
                first_byte = self._byte + (ends[at - 1] if at else 0)
                last_byte = first_byte + len(lines[at].rstrip(b"\r")) - 1
                place = RowPlace(self._row + at + 1, self._line + at, 1, first_byte, last_byte)
                yield _Found(self._number + at, read, place)
        self._read += rows - sum(read is None for _, read in found)
        self._number += rows
        self._row += rows
        self._line += rows
        self._byte += len(block)

    def _found_in(self, rows: int) -> Iterator[tuple[int, int | None]]:
        """Of so many rows that come next the wanted ones: how many stand before each, and its number among those read."""
        rejected, read = self._wanted.rejected, self._wanted.read
        start = bisect_left(rejected, self._number)
        unsplit = [
            number - self._number
            for number in rejected[start : bisect_left(rejected, self._number + rows, start)]
        ]
        yield from ((at, None) for at in unsplit)
        first = bisect_left(read, self._read)
        for number in read[first : bisect_left(read, self._read + rows - len(unsplit), first)]:
            at = number - self._read
            for before in unsplit:
                at += before <= at
            yield at, number

    def _rows(self, block: bytes) -> Iterator[_Found]:
        """The wanted rows of a block; one that runs over its end is read on."""
        lines = block.splitlines(keepends=True) if b"\r" not in block else _lines(block)
        at = 0
        while at < len(lines):
            line, first_line, first_byte = lines[at], self._line, self._byte
            at += 1
            self._pass(line)
            body = line.rstrip(b"\r\n")
            last_byte = first_byte + len(body) - 1
            number = self._number
            self._number += 1
            if not body:
                continue
            is_open = _QUOTE in body and self._left_open(body, inside=False)
            while is_open:
                more = lines[at] if at < len(lines) else self._stream.readline()
                at += 1
                if not more:
                    break
                last_byte = self._byte + len(more.rstrip(b"\r\n")) - 1
                self._pass(more)
                is_open = self._left_open(more.rstrip(b"\r\n"), inside=True)
            self._row += 1
            place = RowPlace(self._row, first_line, self._line - first_line, first_byte, last_byte)
            if _holds(self._wanted.rejected, number):
                yield _Found(number, None, place)
                continue
            if _holds(self._wanted.read, self._read):
                yield _Found(number, self._read, place)
            self._read += 1

    def _left_open(self, line: bytes, *, inside: bool) -> bool:
        """Whether a quoted cell is open at the end of a line."""
        at = 0
        while True:
            if inside:
                at = _closing(line, at)
                if at < 0:
                    return True
                inside = False
            opening = self._opening.search(line, at)
            if opening is None:
                return False
            at, inside = opening.end(), True


def _is_plain(block: bytes) -> bool:
    """Whether every line of a block is one row: none is blank, none ends inside a quoted cell."""
    if b"\n\n" in block or b"\n\r\n" in block or block[:1] in (b"\r", b"\n"):
        return False
    if _QUOTE not in block:
        return True
    # Marks that follow one another without a line end between them, taken out two by two, leave none.
    return _QUOTE not in block.translate(None, delete=_ALL_BUT_MARKS).replace(_QUOTE * 2, b"")


def _closing(line: bytes, at: int) -> int:
    """Where the text behind the quotation mark begins that closes a cell; -1 where none does."""
    while (at := line.find(_QUOTE, at)) >= 0:
        if line[at + 1 : at + 2] != _QUOTE:
            return at + 1
        at += 2
    return -1


def _lines(block: bytes) -> list[bytes]:
    """Lines by their line feeds alone, which stay on them."""
    lines = [line + b"\n" for line in block.split(b"\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def _holds(numbers: Sequence[int], number: int) -> bool:
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number


def _in_the_original(source: Source, places: dict[int, RowPlace]) -> dict[int, RowPlace]:
    """The places with the bytes they have in a file that was scanned as a copy; none where they cannot be told."""
    if source.facts.encoding.startswith("utf-16") or source.facts.encoding.startswith("utf-32"):
        return {}
    wanted = sorted(
        {line for place in places.values() for line in (place.line, place.line + place.lines - 1)}
    )
    spans: dict[int, tuple[int, int]] = {}
    data = source.path.read_bytes()
    line, start = 1, 0
    for end in _ANY_LINE_END.finditer(data):
        if _holds(wanted, line):
            spans[line] = (start, end.start())
        line, start = line + 1, end.end()
        if wanted and line > wanted[-1]:
            break
    spans.setdefault(line, (start, len(data)))
    return {
        number: replace(
            place, first_byte=spans[place.line][0], last_byte=spans[place.line + place.lines - 1][1] - 1
        )
        for number, place in places.items()
        if place.line in spans and place.line + place.lines - 1 in spans
    }
