"""Several files of one city in one dataset: columns by name, differences named, rows of an overlap counted once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from leaptui.calls.engine import Engine
from leaptui.calls.inspection import inspect
from leaptui.calls.loading import OpenFile
from leaptui.calls.recipe import Recipe, recipe_of
from leaptui.domain.calls import ColumnRole, Problem

_SAME_CALL = (
    "received", "type", "place", "unit", "disposition", "dispatched", "en_route", "arrived", "cleared"
)  # fmt: skip
"""What a row of a file without incident ids has to share with one of an earlier file to be the same."""


def further_recipe(path: Path, recipe: Recipe) -> tuple[Recipe, tuple[Problem, ...]]:
    """How to read a file that follows another in one dataset.

    Its columns are read as those of the same name in the first; everything else of it, encoding,
    delimiter, header and how times are written, is its own.

    Args:
        path: The file.
        recipe: How the first is read.

    Returns:
        The recipe, and how the file differs from the first.

    Raises:
        InputRefused: When it has no column with the time of the call, or none with a type.
    """
    names = [column.name for column in inspect(path).columns]
    used = [use for use in recipe.columns if use.role is not ColumnRole.IGNORED]
    known = {use.name for use in recipe.columns}
    roles = {use.name: use.role for use in used}
    correction = recipe.correction({name: roles.get(name, ColumnRole.IGNORED) for name in names})
    inspection = inspect(path, correction)
    missing = [use for use in used if use.name not in names]
    problems = [
        Problem(
            f"{path.name} has no column “{use.name}”.",
            inspection.rows,
            f"Its rows have no {use.role.label}.",
        )
        for use in missing
    ]
    problems += [
        Problem(
            f"{path.name} has a column “{name}” that the first file has not.",
            inspection.rows,
            "It is not used.",
        )
        for name in names
        if name not in known
    ]
    return recipe_of(inspection, timezone=recipe.timezone, correction=correction), tuple(problems)


def joined_recipe(files: Sequence[OpenFile]) -> Recipe:
    """The recipe of all files together: that of the first, with every format that one of them has."""
    first = files[0].recipe
    if len(files) == 1:
        return first
    formats = {
        use.name: tuple(
            dict.fromkeys(
                written
                for each in files
                for other in each.recipe.columns
                if other.name == use.name
                for written in other.formats
            )
        )
        for use in first.columns
    }
    return replace(
        first,
        columns=tuple(replace(use, formats=formats[use.name]) for use in first.columns),
        hour_unknown=any(each.recipe.hour_unknown for each in files),
    )


def joined_sha256(digests: Sequence[str]) -> str:
    """What names several files together; of one file its own SHA-256, hexadecimal."""
    return digests[0] if len(digests) == 1 else hashlib.sha256("\n".join(digests).encode()).hexdigest()


def find_repeated(engine: Engine, firsts: Sequence[int]) -> list[Problem]:
    """Rows of a call that an earlier file has already: table `again`, empty for one file.

    A row is known by its incident id, agency and year; without an id, by all of its times, its type,
    place, unit and disposition.

    Args:
        engine: Where the files were loaded.
        firsts: Number of the first row of each file in the table `raw`.
    """
    engine.run("CREATE TABLE again (r BIGINT)")
    if len(firsts) < 2:
        return []
    file = " + ".join(f"(rowid >= {first:d})::INTEGER" for first in firsts[1:])
    same_row = ", ".join(_SAME_CALL)
    engine.run(
        f"INSERT INTO again SELECT r FROM (SELECT rowid AS r, {file} AS file, min({file}) OVER (PARTITION BY "  # noqa: S608 - constants and numbers
        f"CASE WHEN incident_id IS NOT NULL THEN hash(incident_id, agency, year(received)) ELSE hash({same_row}) END) "
        "AS earliest FROM raw WHERE received IS NOT NULL) WHERE file > earliest"
    )
    ((rows,),) = engine.run("SELECT count(*) FROM again")
    if not rows:
        return []
    return [
        Problem(
            "The files overlap: these rows are of calls that an earlier file has already.",
            int(rows),
            "They are set aside as duplicates.",
        )
    ]
