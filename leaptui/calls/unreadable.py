"""The rows of an import that could not be read: how many, why, and where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from leaptui.calls.engine import Engine
from leaptui.calls.loading import Loaded, LoadedFile
from leaptui.calls.row_places import RowPlace, Wanted, find_rows
from leaptui.domain.calls import Problem
from leaptui.domain.text import one_line

LISTED = 5000
"""So many unreadable rows are kept with their place and reason; all are counted."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What is told of the rows that could not be read.

    Attributes:
        by_reason: All of them, by why.
        listed: Those that are told one by one, in the order of the files: `line` (of a workbook the row of the
            sheet), `reason`, where they are known `first_byte` and `last_byte`, counted from 0, both included,
            for a row over several lines `lines`, and of several files `file`.
        rejected: Numbers of the rows that could not be split among all rows of the files, from 1.
    """

    by_reason: Counter[str]
    listed: tuple[Mapping[str, object], ...]
    rejected: tuple[int, ...]

    @property
    def rows(self) -> int:
        """All of them."""
        return self.by_reason.total()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """One for each reason."""
        return tuple(
            Problem(f"Rows that cannot be read: {why}.", rows, "Set aside.")
            for why, rows in self.by_reason.items()
        )


def unreadable_rows(engine: Engine, loaded: Loaded) -> Unreadable:
    """Gather the rows that could not be split and those without a time that could be read.

    Args:
        engine: Where the files were loaded.
        loaded: What came out of them.
    """
    without_time = [
        (int(row), str(why))
        for row, why in engine.run("SELECT rowid, unreadable FROM raw WHERE received IS NULL ORDER BY rowid")
    ]
    by_reason: Counter[str] = Counter()
    listed: list[Mapping[str, object]] = []
    rejected: list[int] = []
    before = 0
    for each in loaded.files:
        read = {
            row - each.first: why for row, why in without_time if each.first <= row < each.first + each.rows
        }
        by_reason.update(why for _, why in each.rejected)
        by_reason.update(read.values())
        split, unsplit = _places(engine, each, read)
        rejected += [before + place.row for place in unsplit.values()]
        name = one_line(each.file.source.path.name) if len(loaded.files) > 1 else ""
        told = [*_told(unsplit, dict(each.rejected), name), *_told(split, read, name)]
        listed += sorted(told, key=lambda row: str(row["line"]).zfill(12))
        before += each.rows_in
    return Unreadable(by_reason, tuple(listed[:LISTED]), tuple(rejected))


def _places(
    engine: Engine, loaded: LoadedFile, read: Mapping[int, str]
) -> tuple[dict[int, RowPlace], dict[int, RowPlace]]:
    """Where the rows without a time stand, and those that could not be split."""
    if not read and not loaded.rejected:
        return {}, {}
    recipe = loaded.file.recipe
    wanted = Wanted(recipe.header_row, sorted(line for line, _ in loaded.rejected), sorted(read)[:LISTED])
    unsplit, split = find_rows(loaded.file.source, recipe.delimiter, wanted, engine.stop_if_cancelled)
    for line in wanted.rejected:
        unsplit.setdefault(line, RowPlace(max(line - recipe.header_row, 1), line))
    return split, unsplit


def _told(places: Mapping[int, RowPlace], why: Mapping[int, str], name: str) -> Iterator[dict[str, object]]:
    for number, place in places.items():
        told: dict[str, object] = {"line": place.line, "reason": why[number]}
        if place.lines > 1:
            told["lines"] = place.lines
        if place.first_byte is not None:
            told |= {"first_byte": place.first_byte, "last_byte": place.last_byte}
        yield told | ({"file": name} if name else {})
