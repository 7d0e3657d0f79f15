"""Next year's file beside last year's recipe: each difference named before anything is stored."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from leaptui.calls.code_books import decoder, looks_like_a_code
from leaptui.calls.dialect import read_dialect
from leaptui.calls.engine import engine_for, scan
from leaptui.calls.loaded import LoadedDataset
from leaptui.calls.recipe import EITHER, ColumnUse, Recipe
from leaptui.calls.source import open_source
from leaptui.domain.calls import ColumnRole, Inspection
from leaptui.domain.reading_differences import Difference, DifferenceKind
from leaptui.domain.text import one_line

KNOWN_BY = {
    ColumnRole.TYPE_INITIAL: "type",
    ColumnRole.TYPE_FINAL: "type_final",
    ColumnRole.TYPE_CODE: "type_code",
    ColumnRole.PRIORITY: "priority",
    ColumnRole.SOURCE: "source",
    ColumnRole.DISPOSITION: "disposition",
}
"""Roles whose new values are told, and the column of a dataset that holds those known."""
_ALIKE = 72.0
"""Per cent of likeness from which a name is taken for another one written anew."""
_NAMED = 5
_MOST_VALUES = 5000


def known_values(loaded: LoadedDataset) -> dict[ColumnRole, frozenset[str]]:
    """The values that an earlier import of the city has, for each role whose new ones are told."""
    return {
        role: frozenset(
            str(value)
            for (value,) in loaded.rows(
                f"SELECT DISTINCT {column} FROM read_parquet(?) WHERE {column} IS NOT NULL",  # noqa: S608 - columns of this program's own
                [loaded.parts],
            )
        )
        for role, column in KNOWN_BY.items()
    }


def recipe_differences(
    path: Path,
    inspection: Inspection,
    recipe: Recipe,
    known: Mapping[ColumnRole, Collection[str]] | None = None,
) -> tuple[Difference, ...]:
    """What of a file is not as the recipe has it, the columns it lacks first.

    Args:
        path: The file.
        inspection: Of the file, whatever choices it was looked at by.
        recipe: How an earlier file was read.
        known: Values of the earlier file by role; without them only codes that a code book of the recipe
            does not explain are told.

    Raises:
        InputRefused: When the file cannot be read.
    """
    names = [column.name for column in inspection.columns]
    used = [use for use in recipe.columns if use.role is not ColumnRole.IGNORED]
    missing = [use for use in used if use.name not in names]
    new = [name for name in names if name not in {use.name for use in recipe.columns}]
    renamed = dict(_renamed(missing, new))
    return (
        *_columns(missing, new, renamed),
        *_formats(inspection, {use.name: use for use in used}),
        *_codes(path, inspection, recipe, known or {}),
    )


def _renamed(missing: list[ColumnUse], new: list[str]) -> Iterator[tuple[str, str]]:
    """Missing columns with the new one that is written most alike, each once."""
    from rapidfuzz import fuzz, utils

    pairs = sorted(
        (
            (fuzz.WRatio(use.name, name, processor=utils.default_process), use.name, name)
            for use in missing
            for name in new
        ),
        reverse=True,
    )
    taken: set[str] = set()
    for likeness, old, name in pairs:
        if likeness >= _ALIKE and not taken & {old, f"new {name}"}:
            taken |= {old, f"new {name}"}
            yield old, name


def _columns(missing: list[ColumnUse], new: list[str], renamed: Mapping[str, str]) -> Iterator[Difference]:
    for use in missing:
        if (now := renamed.get(use.name)) is None:
            words = f"The file has no column “{use.name}”, which was read as {use.role.label}."
            yield Difference(DifferenceKind.MISSING_COLUMN, use.name, words)
        else:
            words = f"“{use.name}”, read as {use.role.label}, is not there; “{now}” is written like it."
            yield Difference(DifferenceKind.RENAMED_COLUMN, now, words, use.name)
    for name in new:
        if name not in renamed.values():
            words = f"The column “{name}” is new; the recipe does not use it."
            yield Difference(DifferenceKind.NEW_COLUMN, name, words)


def _formats(inspection: Inspection, used: Mapping[str, ColumnUse]) -> Iterator[Difference]:
    for time in inspection.times:
        use = used.get(time.column)
        found = time.format.split(EITHER)
        if use is None or not use.formats or set(found) <= set(use.formats):
            continue
        words = (
            f"Times in “{time.column}” are written {EITHER.join(found)}, and were {EITHER.join(use.formats)}."
        )
        yield Difference(DifferenceKind.NEW_FORMAT, time.column, words)


def _codes(
    path: Path, inspection: Inspection, recipe: Recipe, known: Mapping[ColumnRole, Collection[str]]
) -> Iterator[Difference]:
    roles = {use.name: use.role for use in recipe.columns if use.role in KNOWN_BY}
    told = {
        column.name: roles.get(column.name, column.role)
        for column in inspection.columns
        if roles.get(column.name, column.role) in KNOWN_BY
    }
    columns = {
        name: role
        for name, role in told.items()
        if known.get(role) or any(role in (book.role, *_beside(book.role)) for book in recipe.code_books)
    }
    for name, values in _values(path, inspection, list(columns)).items():
        role = columns[name]
        meaning = decoder(recipe.code_books, role)
        earlier = {one.casefold() for one in known.get(role, ())}
        fresh = [
            (value, rows)
            for value, rows in values
            if (
                {value.casefold(), (meaning(value) or value).casefold()}.isdisjoint(earlier)
                if earlier
                else meaning(value) is None and looks_like_a_code(value)
            )
        ]
        if fresh:
            named = ", ".join(f"{value} ({rows:,})" for value, rows in fresh[:_NAMED])
            rest = f" and {len(fresh) - _NAMED:,} more" if len(fresh) > _NAMED else ""
            one = len(fresh) == 1
            words = (
                f"{len(fresh):,} value{'' if one else 's'} of “{name}” ({role.label}) "
                f"{'is' if one else 'are'} new: {named}{rest}."
            )
            yield Difference(DifferenceKind.NEW_CODE, name, words)


def _beside(role: ColumnRole) -> tuple[ColumnRole, ...]:
    types = (ColumnRole.TYPE_INITIAL, ColumnRole.TYPE_CODE)
    return types if role in types else ()


def _values(path: Path, inspection: Inspection, names: list[str]) -> dict[str, list[tuple[str, int]]]:
    """The values of some columns with their rows, most first."""
    if not names:
        return {}
    with open_source(path, inspection.sheet or None, encoding=inspection.encoding) as source:
        dialect = read_dialect(
            source.head,
            delimiter=inspection.delimiter or ",",
            header_row=inspection.header_row,
            quote=inspection.quote,
        )
        table, parameters = scan(
            source, dialect.delimiter, len(dialect.names), dialect.header_row, dialect.quote
        )
        with engine_for(source) as engine:
            found: dict[str, list[tuple[str, int]]] = {}
            for name in names:
                if name not in dialect.names:
                    continue
                rows = engine.run(
                    f"SELECT c{dialect.names.index(name)}, count(*) AS n FROM {table} "  # noqa: S608 - column positions
                    f"GROUP BY ALL ORDER BY n DESC, 1 LIMIT {_MOST_VALUES}",
                    parameters,
                )
                cleaned = [(one_line(str(value)), int(count)) for value, count in rows if value is not None]
                found[name] = [(value, count) for value, count in cleaned if value]
    return found
