"""Last year's recipe on this year's file: every difference is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaptui.calls.inspection import inspect
from leaptui.calls.recipe import Recipe, recipe_of
from leaptui.calls.recipe_differences import recipe_differences
from leaptui.domain.call_choices import CodeBook
from leaptui.domain.calls import ColumnRole, Correction
from leaptui.domain.reading_differences import DifferenceKind

HEADER = "Call Id,Received Date/Time,Call Type,Priority,Arrived Time"


def export(
    folder: Path,
    header: str = HEADER,
    kind: str = "NOISE COMPLAINT",
    time: str = "2025-01-{day:02} 10:{minute:02}:00",
) -> Path:
    path = folder / "calls.csv"
    rows = []
    for n in range(60):
        moment = time.format(day=1 + n % 28, minute=n % 60)
        types = (kind, "THEFT REPORT", "WELFARE CHECK")
        rows.append(f"C{n},{moment},{types[n % 3]},{n % 3},{moment}")
    path.write_text("\n".join([header, *rows]) + "\n")
    return path


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    folder = tmp_path / "last"
    folder.mkdir()
    correction = Correction(
        code_books=(CodeBook(ColumnRole.PRIORITY, "p.csv", (("0", "Now"), ("1", "Soon"))),)
    )
    return recipe_of(inspect(export(folder)), timezone="America/New_York", correction=correction)


KNOWN = {
    ColumnRole.TYPE_INITIAL: {"NOISE COMPLAINT", "THEFT REPORT", "WELFARE CHECK"},
    ColumnRole.PRIORITY: {"Now", "Soon", "2"},
}


def said(recipe: Recipe, path: Path, *, known: bool = True) -> list[tuple[DifferenceKind, str]]:
    found = recipe_differences(path, inspect(path), recipe, KNOWN if known else None)
    return [(each.kind, each.words) for each in found]


def test_a_file_like_the_last_one_has_none(recipe: Recipe, tmp_path: Path) -> None:
    assert said(recipe, export(tmp_path)) == []


def test_columns_new_gone_and_renamed(recipe: Recipe, tmp_path: Path) -> None:
    header = "Call Id,Received DateTime,Call Type,Urgency,Arrived Time"
    assert said(recipe, export(tmp_path, header), known=False) == [
        (
            DifferenceKind.RENAMED_COLUMN,
            "“Received Date/Time”, read as received, is not there; “Received DateTime” is written like it.",
        ),
        (DifferenceKind.MISSING_COLUMN, "The file has no column “Priority”, which was read as priority."),
        (DifferenceKind.NEW_COLUMN, "The column “Urgency” is new; the recipe does not use it."),
    ]


def test_times_written_in_another_way(recipe: Recipe, tmp_path: Path) -> None:
    path = export(tmp_path, time="{day:02}/01/2025 10:{minute:02}")
    kinds = [kind for kind, _ in said(recipe, path)]
    assert kinds == [DifferenceKind.NEW_FORMAT, DifferenceKind.NEW_FORMAT]


def test_types_that_the_last_file_did_not_have(recipe: Recipe, tmp_path: Path) -> None:
    assert said(recipe, export(tmp_path, kind="LOUD MUSIC")) == [
        (DifferenceKind.NEW_CODE, "1 value of “Call Type” (call type) is new: LOUD MUSIC (20).")
    ]


def test_codes_that_the_code_book_does_not_explain(recipe: Recipe, tmp_path: Path) -> None:
    assert said(recipe, export(tmp_path), known=False) == [
        (DifferenceKind.NEW_CODE, "1 value of “Priority” (priority) is new: 2 (20).")
    ]
