"""A workspace of its own for every test of the services."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from leaptui.services.workspace import Workspace
from tests.quick_stores import make_workspace
from tests.services.finished import PRACTICE, Finished, practice_documents

TUESDAY = 1_795_528_931_000
"""24 November 2026, 14:02:11 UTC, in milliseconds."""


class Clock:
    """A clock that moves one second each time it is read."""

    def __init__(self) -> None:
        self.now = TUESDAY

    def __call__(self) -> int:
        self.now += 1_000
        return self.now


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made, _ = make_workspace(tmp_path / "store", "correct horse", now_ms=Clock())
    with made:
        yield made


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finished]:
    """The practice city and its finished files, for the thorough checks of all of them."""
    made, _ = make_workspace(tmp_path_factory.mktemp("practice") / "store", PRACTICE, now_ms=Clock())
    with made:
        yield practice_documents(made)
