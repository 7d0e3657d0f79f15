"""A file whose clock is UTC is kept on the city's wall clock, summer and winter."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import pytest

from leaptui.calls.importing import import_calls
from leaptui.calls.recipe import ColumnUse, Recipe
from leaptui.domain.calls import ColumnRole, Imported
from leaptui.practice.taxonomy import load_taxonomy


class Kept(Protocol):
    """Where imports of a test go; see conftest.py."""

    new_dataset: Any

    def ask(self, imported: Imported, sql: str) -> list[tuple[Any, ...]]:
        """Query the dataset as `calls`."""


KIND = ColumnUse("kind", ColumnRole.TYPE_INITIAL)


def read_as_utc(kept: Kept, folder: Path, header: str, rows: list[str], *columns: ColumnUse) -> Imported:
    path = folder / "calls.csv"
    path.write_text("\n".join([header, *rows]) + "\n")
    recipe = Recipe(
        columns=(*columns, KIND), timezone="America/New_York", encoding="utf-8", times_are_utc=True
    )
    assert Recipe.from_toml(recipe.to_toml()) == recipe
    return import_calls(path, recipe, load_taxonomy(), new_dataset=kept.new_dataset)


def times(kept: Kept, imported: Imported, columns: str) -> list[tuple[str, ...]]:
    found = kept.ask(imported, f"SELECT {columns} FROM calls ORDER BY row")
    return [tuple(f"{moment:%d %H:%M}" for moment in row) for row in found]


def test_summer_winter_and_the_two_hours_of_change(kept: Kept, tmp_path: Path) -> None:
    rows = [
        "2025-01-15 03:30:00,2025-01-15 03:40:00,NOISE",
        "2025-07-15 03:30:00,2025-07-15 03:40:00,NOISE",
        "2025-03-09 06:59:00,2025-03-09 07:00:00,NOISE",
        "2025-11-02 05:59:00,2025-11-02 06:01:00,NOISE",
    ]
    received = ColumnUse("received", ColumnRole.RECEIVED, ("%Y-%m-%d %H:%M:%S",))
    arrived = ColumnUse("arrived", ColumnRole.ARRIVED, ("%Y-%m-%d %H:%M:%S",))
    imported = read_as_utc(kept, tmp_path, "received,arrived,kind", rows, received, arrived)
    assert times(kept, imported, "received, arrived") == [
        ("14 22:30", "14 22:40"),
        ("14 23:30", "14 23:40"),
        ("09 01:59", "09 03:00"),
        ("02 01:59", "02 01:01"),
    ]
    assert imported.period is not None
    assert imported.period.first == "2025-01-14"


def test_a_day_and_its_clock_move_together_and_so_does_what_follows(kept: Kept, tmp_path: Path) -> None:
    rows = ["07/15/2025 12:00:00 AM,03:30,04:10,NOISE", "07/15/2025 12:00:00 AM,23:50,00:10,NOISE"]
    columns = (
        ColumnUse("day", ColumnRole.RECEIVED_DATE, ("%m/%d/%Y %I:%M:%S %p",)),
        ColumnUse("clock", ColumnRole.RECEIVED_TIME, ("%H:%M",)),
        ColumnUse("arrived", ColumnRole.ARRIVED, ("%H:%M",)),
    )
    imported = read_as_utc(kept, tmp_path, "day,clock,arrived,kind", rows, *columns)
    assert times(kept, imported, "received, arrived") == [
        ("14 23:30", "15 00:10"),
        ("15 19:50", "15 20:10"),
    ]


@pytest.mark.parametrize("written", ["2025-07-15T03:30:00-04:00", "2025-07-15T07:30:00Z"])
def test_a_moment_that_names_its_zone_is_moved_once(kept: Kept, tmp_path: Path, written: str) -> None:
    known = ("%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d %H:%M:%S")
    received = ColumnUse("received", ColumnRole.RECEIVED, known)
    rows = [f"{written},NOISE", "2025-07-15 07:30:00,NOISE"]
    imported = read_as_utc(kept, tmp_path, "received,kind", rows, received)
    assert times(kept, imported, "received") == [("15 03:30",), ("15 03:30",)]


def test_a_day_without_an_hour_stays_the_day_it_is(kept: Kept, tmp_path: Path) -> None:
    received = ColumnUse("received", ColumnRole.RECEIVED, ("%Y-%m-%d",))
    imported = read_as_utc(kept, tmp_path, "received,kind", ["2025-07-15,NOISE"], received)
    assert times(kept, imported, "received") == [("15 00:00",)]
