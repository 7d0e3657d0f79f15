"""Imports whose inspection nobody sees: a sample may decide, as long as every row agrees with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pytest

from leaptui.calls.importing import import_calls, import_unseen
from leaptui.calls.inspection import inspect, recipe_from_sample
from leaptui.calls.recipe import recipe_of
from leaptui.domain.calls import Correction, Imported
from leaptui.practice.practice_calls import write_practice_calls
from leaptui.practice.taxonomy import load_taxonomy


class Kept(Protocol):
    """Where imports of a test go; see conftest.py."""

    datasets: dict[str, list[bytes]]
    new_dataset: Any

    def rows(self, imported: Imported) -> Any:
        """The dataset's rows, in file order."""

    def ask(self, imported: Imported, sql: str) -> list[tuple[Any, ...]]:
        """Query the dataset as `calls`."""


ZONE = "America/New_York"
UNSAMPLED = 1500
"""A line between the sampled beginning and the next sampled piece of a file of 8,000 rows."""


def practice(folder: Path, change: Callable[[list[str]], None] = lambda lines: None) -> Path:
    path = folder / "calls.csv"
    write_practice_calls(path, 8000)
    lines = path.read_text(encoding="utf-8").splitlines()
    change(lines)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def with_received(lines: list[str], text: str) -> None:
    cells = lines[UNSAMPLED].split(",")
    cells[1] = text
    lines[UNSAMPLED] = ",".join(cells)


def compare(path: Path, kept: Kept) -> None:
    """Assert that both ways of importing give the same dataset, row for row."""
    taxonomy = load_taxonomy()
    whole = import_calls(
        path, recipe_of(inspect(path), timezone=ZONE), taxonomy, new_dataset=kept.new_dataset
    )
    expected = kept.rows(whole)
    kept.datasets.clear()
    unseen = import_unseen(path, Correction(), ZONE, taxonomy, new_dataset=kept.new_dataset)
    assert unseen == whole
    assert kept.rows(unseen).equals(expected)


def test_a_sample_of_a_uniform_file_decides_as_all_of_it_does(tmp_path: Path, kept: Kept) -> None:
    path = practice(tmp_path)
    recipe = recipe_from_sample(path, Correction(), timezone=ZONE)
    assert recipe == recipe_of(inspect(path), timezone=ZONE)
    compare(path, kept)


@pytest.mark.parametrize("text", ["2025-01-09 14:05:00", "25/12/2025 10:00", "01/09/25 14:05", "never", ""])
def test_a_row_the_sample_did_not_show_counts(tmp_path: Path, kept: Kept, text: str) -> None:
    path = practice(tmp_path, lambda lines: with_received(lines, text))
    assert recipe_from_sample(path, Correction(), timezone=ZONE) is not None
    compare(path, kept)


def test_a_row_in_another_way_of_writing_is_read(tmp_path: Path, kept: Kept) -> None:
    path = practice(tmp_path, lambda lines: with_received(lines, "2025-01-09 14:05:00"))
    imported = import_unseen(path, Correction(), ZONE, load_taxonomy(), new_dataset=kept.new_dataset)
    received = kept.ask(imported, f"SELECT received FROM calls WHERE row = {UNSAMPLED}")
    assert str(received[0][0]) == "2025-01-09 14:05:00"


def test_times_that_only_a_person_can_decide_are_looked_at_whole(tmp_path: Path) -> None:
    path = practice(tmp_path)
    told = Correction(time_formats={"CallDateTime": "%d/%m/%Y %H:%M"})
    assert recipe_from_sample(path, told, timezone=ZONE) is None
