"""A store of its own for each test, with a clock that only moves when it is read."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

from leaptui.domain.records import Engagement
from leaptui.store.connection import connect
from leaptui.store.creation import create_store
from leaptui.store.files import StoreFiles
from leaptui.store.keys import StoreKey, Strength, read_keys, unwrap
from leaptui.store.opening import open_store
from leaptui.store.store import Store

PASSPHRASE = "harbor lights at low tide"
CHEAP = Strength(n=2, r=1, p=1)
"""Scrypt as weak as it goes: tests open hundreds of stores."""
FIRST_MOMENT = 1_740_000_000_000


@dataclass
class SteppingClock:
    """A wall clock that goes on by a second each time it is read."""

    milliseconds: int = FIRST_MOMENT

    def __call__(self) -> int:
        self.milliseconds += 1000
        return self.milliseconds


class Reopen(Protocol):
    def __call__(self, **options: Any) -> Store: ...


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store without an act, to be copied: making one anew costs more than copying it."""
    home = tmp_path_factory.mktemp("empty") / "home"
    store, _ = create_store(home, PASSPHRASE, now_ms=SteppingClock(), strength=CHEAP)
    store.close()
    return home


@pytest.fixture
def quick_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory, where the system has one: flushing costs nothing there."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


@pytest.fixture
def home(tmp_path: Path, empty_store: Path) -> Path:
    """The home folder of this test's store."""
    return Path(shutil.copytree(empty_store, tmp_path / "store"))


@pytest.fixture
def reopen(home: Path, clock: SteppingClock) -> Iterator[Reopen]:
    """Opens this test's store, after closing it where it is open."""
    last: list[Store] = []

    def again(**options: Any) -> Store:
        while last:
            last.pop().close()
        last.append(open_store(home, PASSPHRASE, **{"now_ms": clock, "actor": "Ana", **options}))
        return last[0]

    yield again
    while last:
        last.pop().close()


@pytest.fixture
def store(reopen: Reopen) -> Store:
    return reopen()


@pytest.fixture
def city(store: Store) -> Engagement:
    """Harbor Falls, in the store."""
    engagement = Engagement(id="city", slug="harbor-falls-oh", name="Harbor Falls, OH")
    store.apply("add engagement", [engagement], stream=engagement.id)
    return engagement


@pytest.fixture
def key(home: Path) -> StoreKey:
    return unwrap(read_keys(home / "store.keys"), PASSPHRASE)


@pytest.fixture
def tamper(home: Path, key: StoreKey) -> Callable[..., None]:
    """Changes a closed store behind its back, as somebody who has the key could."""

    def change(statement: str, values: tuple[Any, ...] = ()) -> None:
        connection = connect(StoreFiles(home).store, key)
        try:
            connection.execute("PRAGMA foreign_keys=OFF")
            changed = connection.execute(statement, values).rowcount
            assert changed > 0 or statement.startswith("PRAGMA"), "nothing was there to tamper with"
        finally:
            connection.close()

    return change
