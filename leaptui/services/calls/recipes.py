"""How a city's files are read: looking again with a person's choices, last year's choices, recipes as text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from leaptui.domain.calls import ColumnRole, Confidence, Correction, Inspection
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.reading_differences import Difference, DifferenceKind
from leaptui.domain.records import Engagement
from leaptui.domain.text import one_line
from leaptui.services.calls.importing import Progress, differences_from_recipe, inspect_file
from leaptui.services.calls.picture import datasets
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.calls.recipe import Recipe

_MOST_BYTES = 4_000_000
"""A recipe with the thickest code books is far below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastReading:
    """How an earlier file was read.

    Attributes:
        file: What it is called to a person: a file of the city, or the file of a recipe.
        recipe: TOML.
    """

    file: str
    recipe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """A file as it is read by a person's choices.

    Attributes:
        inspection: What was found.
        correction: Her choices that hold for it.
        fallen: Her choices that do not, in words.
    """

    inspection: Inspection
    correction: Correction
    fallen: tuple[str, ...] = ()


def look_at(
    path: Path,
    correction: Correction,
    *,
    timezone: str = "",
    progress: Progress = lambda _step, _share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> LookedAt:
    """Look at a file by choices made for an earlier look, of which some may make no sense any more.

    Choices of columns that are not there (another sheet, another header row, another file) fall
    away and are named; the others hold.

    Args:
        path: The file.
        correction: The choices.
        timezone: The city's IANA time zone, where it is known.
        progress: Told what is being done.
        cancelled: Asked whether to stop.

    Raises:
        InputRefused: When the file cannot be read, or the person stopped it.
    """

    def look(chosen: Correction) -> Inspection:
        return inspect_file(path, chosen, timezone=timezone, progress=progress, cancelled=cancelled)

    try:
        return LookedAt(inspection=look(correction), correction=correction)
    except UnknownName:
        bare = look(replace(correction, roles={}, time_formats={}, answers={}))
    kept, fallen = surviving(correction, [column.name for column in bare.columns])
    if kept.roles or kept.time_formats or kept.answers:
        bare = look(kept)
    return LookedAt(inspection=bare, correction=kept, fallen=fallen)


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherFile:
    """A file that is appended to another.

    Attributes:
        path: Where it is.
        rows: Its rows.
        lacks: Names of columns that the first file is read by and this one has not.
    """

    path: Path
    rows: int
    lacks: tuple[str, ...]


def look_at_further(
    path: Path, first: Inspection, cancelled: Callable[[], bool] = lambda: False
) -> FurtherFile:
    """Look at a file that is to be appended to another.

    Raises:
        InputRefused: When it cannot be read, or has none of the columns that the first is read by.
    """
    found = inspect_file(path, cancelled=cancelled)
    names = {column.name for column in found.columns}
    used = [column.name for column in first.columns if column.role is not ColumnRole.IGNORED]
    lacks = tuple(name for name in used if name not in names)
    if len(lacks) == len(used):
        raise InputRefused(
            f"{one_line(path.name)} has none of the columns of {first.file}.",
            safe="It was not added.",
            next_step="Import it on its own, and compare the two.",
        )
    return FurtherFile(path=path, rows=found.rows, lacks=lacks)


def surviving(correction: Correction, names: Collection[str]) -> tuple[Correction, tuple[str, ...]]:
    """The choices that hold for columns of these names, and those that do not, in words."""
    roles = {name: role for name, role in correction.roles.items() if name in names}
    formats = {name: written for name, written in correction.time_formats.items() if name in names}
    answers = {
        key: answer for key, answer in correction.answers.items() if key.partition(":")[2] in {"", *names}
    }
    fallen = [f"{name} read as {role.label}" for name, role in correction.roles.items() if name not in names]
    fallen += [
        f"how the times in {name} are written" for name in correction.time_formats if name not in names
    ]
    return replace(correction, roles=roles, time_formats=formats, answers=answers), tuple(fallen)


def last_reading(workspace: Workspace, engagement: Engagement) -> PastReading | None:
    """How the city's newest file was read; nothing before the first."""
    for dataset in datasets(workspace, engagement):
        if dataset.recipe:
            return PastReading(file=dataset.label or dataset.file_name, recipe=dataset.recipe)
    return None


def is_alike(past: PastReading, inspection: Inspection) -> bool:
    """Whether a file has the columns that an earlier one was read by, most of them at least.

    Raises:
        InputRefused: When the recipe cannot be read.
    """
    used = {use.name for use in _parsed(past.recipe).columns if use.role is not ColumnRole.IGNORED}
    names = {column.name for column in inspection.columns}
    return 2 * len(used & names) > len(used)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBy:
    """How a file is read by the recipe of an earlier one.

    Attributes:
        correction: The choices of the recipe that hold for this file.
        differences: What is different, each in words.
    """

    correction: Correction
    differences: tuple[Difference, ...]


def read_by(
    past: PastReading,
    path: Path,
    inspection: Inspection,
    known: Mapping[ColumnRole, Collection[str]] | None = None,
) -> ReadBy:
    """How a file is read by the recipe of an earlier one, and what is different.

    Args:
        past: How the earlier file was read.
        path: This file.
        inspection: Of this file, looked at without choices.
        known: Codes of the earlier import (`known_codes`); without it only those are told that no code
            book of the recipe explains.

    Raises:
        InputRefused: When file or recipe cannot be read.
    """
    found = differences_from_recipe(path, past.recipe, inspection=inspection, known=known)
    correction = correction_by(past, inspection, found)
    settled = {
        each
        for each in found
        if each.kind is DifferenceKind.NEW_FORMAT and each.column in correction.time_formats
    }
    return ReadBy(correction=correction, differences=tuple(each for each in found if each not in settled))


def correction_by(
    past: PastReading, inspection: Inspection, differences: Sequence[Difference] = ()
) -> Correction:
    """The choices that read a file as an earlier one was read.

    Roles hold for the columns of the same names, and for those that only changed their name. How
    times are written is taken from the earlier file only where this one cannot tell: what its own
    rows show counts for more.

    Args:
        past: How the earlier file was read.
        inspection: This file, looked at without choices.
        differences: What is different, where that was asked.

    Raises:
        InputRefused: When the recipe cannot be read.
    """
    recipe = _parsed(past.recipe)
    names = {column.name: column for column in inspection.columns}
    written = {time.column: time.format for time in inspection.times}
    now = {each.instead: each.column for each in differences if each.kind is DifferenceKind.RENAMED_COLUMN}
    uses = [replace(use, name=now.get(use.name, use.name)) for use in recipe.columns]
    same = [use for use in uses if use.name in names]
    return replace(
        recipe.correction({use.name: use.role for use in same}),
        sheet=recipe.sheet if recipe.sheet in inspection.sheets else None,
        time_formats={
            use.name: use.formats[0]
            for use in same
            if len(use.formats) == 1
            and names[use.name].confidence is Confidence.ASK
            and sorted(use.formats[0]) == sorted(written.get(use.name, ""))
        },
    )


def recipe_text(inspection: Inspection, correction: Correction, timezone: str) -> str:
    """The choices as text that a person can read and keep.

    Args:
        inspection: The file, looked at by the choices.
        correction: The choices.
        timezone: The city's IANA time zone; empty where the city is not known yet.
    """
    from leaptui.calls.recipe import recipe_of

    return recipe_of(inspection, timezone=timezone, correction=correction).to_toml()


def read_recipe(path: Path) -> PastReading:
    """A recipe that was saved as a text file.

    Raises:
        InputRefused: When the file cannot be read, or is no recipe.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ValueError
        text = path.read_text("utf-8")
    except (OSError, ValueError):
        raise InputRefused(
            f"The recipe {path} cannot be read.",
            safe="Nothing was imported.",
            next_step="Choose a text file that was saved as a recipe.",
        ) from None
    _parsed(text)
    return PastReading(file=one_line(path.name), recipe=text)


def save_recipe(path: Path, text: str, *, over: bool = False) -> Path:
    """Write a recipe as a text file.

    Raises:
        AlreadyThere: When there is such a file and it must not be replaced.
        OutputRefused: When it cannot be written.
    """
    from leaptui.disclosure.outlet import write
    from leaptui.disclosure.recipe import clear_recipe

    path = path.expanduser().absolute()
    return write(path.parent, clear_recipe(path.name, text), over=over)


def _parsed(text: str) -> Recipe:
    from leaptui.calls.recipe import Recipe

    return Recipe.from_toml(text)
