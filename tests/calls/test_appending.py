"""Several files of one period are one dataset: columns by name, overlaps counted once."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import pytest

from leaptui.calls.appending import further_recipe
from leaptui.calls.importing import import_calls
from leaptui.calls.inspection import inspect
from leaptui.calls.recipe import recipe_of
from leaptui.domain.calls import Imported, Problem
from leaptui.domain.errors import InputRefused
from leaptui.practice.taxonomy import load_taxonomy


class Kept(Protocol):
    """Where imports of a test go; see conftest.py."""

    new_dataset: Any

    def ask(self, imported: Imported, sql: str) -> list[tuple[Any, ...]]:
        """Query the dataset as `calls`."""


def month(folder: Path, number: int, days: range, *, header: str, row: str, end: str = "") -> Path:
    path = folder / f"calls_{number}.csv"
    rows = [
        row.format(id=f"25-{day:03}{hour:02}", day=1 + day % 28, month=1 + day // 28, hour=hour)
        for day in days
        for hour in range(0, 24, 6)
    ]
    path.write_text("\n".join([header, *rows, end]) + "\n")
    return path


def together(kept: Kept, first: Path, *further: Path) -> tuple[Imported, list[Problem]]:
    recipe = recipe_of(inspect(first), timezone="America/New_York")
    others = [(path, *further_recipe(path, recipe)) for path in further]
    found = import_calls(
        first, recipe, load_taxonomy(),
        new_dataset=kept.new_dataset, further=[(path, how) for path, how, _ in others],
    )  # fmt: skip
    return found, [problem for *_, problems in others for problem in problems]


HEADER = "Call Id,Received,Call Type,Unit,Address"
ROW = "{id},2025-{month:02}-{day:02} {hour:02}:10:00,NOISE COMPLAINT,1A,1200 OAK ST"
OTHER_HEADER = "Call Type;Received;Address;Call Id;Dispatched Time"
OTHER_ROW = "NOISE COMPLAINT;{month:02}/{day:02}/2025 {hour:02}:10;1200 OAK ST;{id};{month:02}/{day:02}/2025 {hour:02}:12"


def test_files_written_differently_are_one_dataset_and_their_differences_are_named(
    kept: Kept, tmp_path: Path
) -> None:
    first = month(tmp_path, 1, range(28), header=HEADER, row=ROW, end="broken,row")
    second = month(tmp_path, 2, range(20, 56), header=OTHER_HEADER, row=OTHER_ROW, end="x;not a time;;y;")
    found, problems = together(kept, first, second)
    assert [(each.name, each.rows) for each in found.sources] == [("calls_1.csv", 113), ("calls_2.csv", 145)]
    assert found.ledger.rows_in == 258
    # Eight days of four calls each stand in both files.
    assert {line.reason.value: line.rows for line in found.ledger.set_aside} == {
        "unreadable": 2,
        "duplicates": 32,
    }
    assert found.calls == 56 * 4
    assert found.period is not None
    assert (found.period.first, found.period.last) == ("2025-01-01", "2025-02-28")
    said = [problem.problem for problem in problems]
    assert said == [
        "calls_2.csv has no column “Unit”.",
        "calls_2.csv has a column “Dispatched Time” that the first file has not.",
    ]
    # Rows are numbered through the files, so each can be found again.
    assert kept.ask(
        found, "SELECT row, incident_id FROM calls WHERE row IN (1, 112, 114, 146) ORDER BY row"
    ) == [
        (1, "25-00000"),
        (112, "25-02718"),
        (114, "25-02000"),
        (146, "25-02800"),
    ]
    assert kept.ask(found, "SELECT count(*) FROM calls WHERE set_aside = 'duplicates' AND row <= 113") == [
        (0,)
    ]


def test_one_call_in_both_files_is_no_unit_of_itself(kept: Kept, tmp_path: Path) -> None:
    first = month(tmp_path, 1, range(3), header=HEADER, row=ROW)
    second = month(tmp_path, 2, range(3), header=HEADER, row=f"{ROW}\n{ROW.replace('1A', '2B')}")
    found, problems = together(kept, first, second)
    assert problems == []
    assert {line.reason.value: line.rows for line in found.ledger.set_aside} == {"duplicates": 24}
    assert found.calls == 12


def test_without_ids_rows_that_are_the_same_in_everything_count_once(kept: Kept, tmp_path: Path) -> None:
    header, row = "Received,Call Type,Address", ROW.partition(",")[2].replace(",1A", "")
    first = month(tmp_path, 1, range(10), header=header, row=row)
    second = month(tmp_path, 2, range(8, 12), header=header, row=row)
    found, _ = together(kept, first, second)
    assert {line.reason.value: line.rows for line in found.ledger.set_aside} == {"duplicates": 8}


def test_a_file_without_a_time_of_the_call_is_refused_by_its_name(tmp_path: Path) -> None:
    first = month(tmp_path, 1, range(3), header=HEADER, row=ROW)
    recipe = recipe_of(inspect(first), timezone="America/New_York")
    other = tmp_path / "codes.csv"
    other.write_text("Call Type,Address\nNOISE COMPLAINT,1200 OAK ST\nTHEFT,1300 OAK ST\n")
    with pytest.raises(InputRefused, match=r"codes\.csv"):
        further_recipe(other, recipe)


def test_the_order_of_the_files_names_another_dataset(kept: Kept, tmp_path: Path) -> None:
    first = month(tmp_path, 1, range(3), header=HEADER, row=ROW)
    second = month(tmp_path, 2, range(3, 6), header=HEADER, row=ROW)
    names = {together(kept, *files)[0].dataset for files in ((first, second), (second, first), (first,))}
    assert len(names) == 3
