"""Rows as they stand in a file, by their places."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from leaptui.calls.row_places import scanned
from leaptui.calls.source import Source, open_source

_LONGEST = 2000
"""Characters of a row that are told."""


def row_texts(
    path: Path, places: Sequence[Mapping[str, str]], *, sheet: str = "", encoding: str = ""
) -> tuple[str, list[str]]:
    """The SHA-256 of a file, and some of its rows as they stand there.

    Args:
        path: The file.
        places: `line`, and where they are known `lines`, `first_byte` and `last_byte`, of each row.
        sheet: The sheet of a workbook.
        encoding: Of a text file, where it is known.

    Raises:
        InputRefused: When the file cannot be read.
    """
    with open_source(path, sheet or None, encoding=encoding) as source:
        wanted = {int(place["line"]): int(place.get("lines", "1")) for place in places}
        rows = dict(_sheet_rows(source, wanted) if source.is_workbook else _lines(source, wanted))
        return source.facts.sha256, [rows.get(int(place["line"]), "")[:_LONGEST] for place in places]


def _sheet_rows(source: Source, wanted: Mapping[int, int]) -> Iterator[tuple[int, str]]:
    with scanned(source) as stream:
        text = io.TextIOWrapper(stream, "utf-8", newline="")
        for number, row in enumerate(csv.reader(text), start=1):
            if number in wanted:
                yield number, ",".join(row)


def _lines(source: Source, wanted: Mapping[int, int]) -> Iterator[tuple[int, str]]:
    """Lines of what is scanned: they are numbered as those of the file."""
    last = max((line + lines for line, lines in wanted.items()), default=0)
    first, left, taken = 0, 0, b""
    with scanned(source) as stream:
        for number, line in enumerate(stream, start=1):
            if number in wanted:
                first, left, taken = number, wanted[number], b""
            if left:
                taken, left = taken + line, left - 1
                if not left:
                    yield first, taken.decode("utf-8", errors="replace").rstrip("\r\n")
            if number >= last:
                break
