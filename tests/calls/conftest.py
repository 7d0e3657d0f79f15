"""What the tests of reading share: a place that keeps what an import hands over."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from leaptui.calls.importing import import_calls
from leaptui.calls.inspection import inspect
from leaptui.calls.recipe import recipe_of
from leaptui.domain.calls import Correction, Imported
from leaptui.practice.taxonomy import load_taxonomy


class Kept:
    """Datasets in memory, with the store's promise: whole or not at all."""

    def __init__(self) -> None:
        self.datasets: dict[str, list[bytes]] = {}

    @contextmanager
    def new_dataset(self, name: str) -> Iterator[_Writer]:
        writer = _Writer()
        yield writer
        self.datasets[name] = writer.parts

    def rows(self, imported: Imported) -> pd.DataFrame:
        """The dataset's rows, in file order."""
        parts = [pd.read_parquet(io.BytesIO(part)) for part in self.datasets[imported.dataset]]
        return pd.concat(parts).sort_values("row", ignore_index=True)

    def ask(self, imported: Imported, sql: str) -> list[tuple[Any, ...]]:
        """Query the dataset as `calls`."""
        calls = self.rows(imported)
        with duckdb.connect() as connection:
            connection.register("calls", calls)
            return connection.execute(sql).fetchall()


class _Writer:
    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def add(self, part: bytes) -> None:
        self.parts.append(part)


@pytest.fixture
def kept() -> Kept:
    """Where imports of this test go."""
    return Kept()


Read = Callable[..., Imported]


@pytest.fixture
def read(kept: Kept) -> Read:
    """Inspect a file and import it the way it was understood."""

    def reading(
        path: Path,
        correction: Correction | None = None,
        timezone: str = "America/New_York",
    ) -> Imported:
        recipe = recipe_of(inspect(path, correction), timezone=timezone, correction=correction)
        return import_calls(path, recipe, load_taxonomy(), new_dataset=kept.new_dataset)

    return reading
