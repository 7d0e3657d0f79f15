"""A sheet for the city: the rows of its export that could not be read, where they stand and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import SetAside
from leaptui.domain.errors import InputRefused
from leaptui.services.calls.ledger import ledger_of, rows_behind
from leaptui.services.workspace import Workspace

_MOST = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class FixSheet:
    """A sheet that was written.

    Attributes:
        path: Where it stands.
        rows: Rows it tells.
        unreadable: All rows that could not be read.
    """

    path: Path
    rows: int
    unreadable: int


def write_please_fix(
    workspace: Workspace, dataset: Dataset, files: Sequence[Path], to: Path, *, over: bool = False
) -> FixSheet:
    """Write the rows that could not be read, from the source files while they are at hand.

    Args:
        workspace: Where the dataset is.
        dataset: What was imported.
        files: The files it was imported from.
        to: The CSV file to write.
        over: Whether it may replace a file.

    Raises:
        InputRefused: When every row could be read, or a file is not one of the dataset's.
        AlreadyThere: When there is such a file and it must not be replaced.
        OutputRefused: When it cannot be written.
    """
    from leaptui.calls.recipe import Recipe
    from leaptui.calls.row_texts import row_texts
    from leaptui.disclosure.outlet import write
    from leaptui.disclosure.please_fix import RowToFix, clear_rows_to_fix

    unreadable = sum(line.rows for line in ledger_of(dataset).set_aside if line.reason is SetAside.UNREADABLE)
    places = rows_behind(workspace, dataset, SetAside.UNREADABLE, _MOST)
    if not places:
        raise InputRefused(
            f"Every row of {dataset.file_name} could be read; there is nothing to fix.",
            safe="No file was written.",
        )
    recipe = Recipe.from_toml(dataset.recipe)
    rows: list[RowToFix] = []
    for number, path in enumerate(files):
        its = [place for place in places if place.get("file", path.name) == path.name]
        encoding = recipe.encoding if not number else ""
        sha256, texts = row_texts(path, its, sheet=recipe.sheet, encoding=encoding)
        if sha256 != dataset.file_sha256 and sha256 not in dataset.sources:
            raise InputRefused(
                f"{path.name} is not the file that was imported.",
                safe="No file was written.",
                next_step="Choose that one, or import this one.",
            )
        rows += [
            RowToFix(
                path.name, place["line"], place.get("first_byte", ""), place.get("last_byte", ""),
                place["reason"], text,
            )
            for place, text in zip(its, texts, strict=True)
        ]  # fmt: skip
    to = to.expanduser().absolute()
    path = write(to.parent, clear_rows_to_fix(to.name, rows), over=over)
    return FixSheet(path=path, rows=len(rows), unreadable=unreadable)
