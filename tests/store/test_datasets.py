"""A dataset is there whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from leaptui.domain.call_records import Dataset
from leaptui.domain.errors import StoreDamaged
from leaptui.domain.records import Engagement
from leaptui.store.store import Store

NAME = "5f" * 32
PARTS = [b"PAR1" + bytes(100_000), b"", bytes(range(256)) * 50]
RECORD = Dataset(
    id="d",
    engagement="city",
    hash=NAME,
    file_name="cfs_2024.csv",
    file_size=1,
    file_sha256="0",
    imported_at="2025-01-01T00:00:00Z",
    rows_in=1,
    rows_used=1,
    calls=1,
)


def write(store: Store) -> None:
    with store.new_dataset(NAME) as writer:
        for part in PARTS:
            writer.add(part)


def test_parts_come_back_in_order(reopen: Callable[..., Store]) -> None:
    store = reopen()
    assert not store.has_dataset(NAME)
    write(store)
    store = reopen(read_only=True)
    assert store.has_dataset(NAME)
    assert store.dataset_parts(NAME) == PARTS


def test_a_failed_import_leaves_nothing(store: Store, home: Path) -> None:
    def read_the_stick() -> None:
        with store.new_dataset(NAME) as writer:
            writer.add(PARTS[0])
            raise RuntimeError("the stick was pulled out")

    with pytest.raises(RuntimeError, match="stick"):
        read_the_stick()
    assert not store.has_dataset(NAME)
    assert list((home / "datasets").iterdir()) == []


def test_writing_it_again_replaces_it_at_once(store: Store, home: Path) -> None:
    write(store)
    with store.new_dataset(NAME) as writer:
        assert store.dataset_parts(NAME) == PARTS
        writer.add(b"again")
    assert store.dataset_parts(NAME) == [b"again"]
    assert len(list((home / "datasets").iterdir())) == 1


def test_what_a_killed_import_left_is_swept_away(reopen: Callable[..., Store], home: Path) -> None:
    write(reopen())
    (home / "datasets" / f"{NAME}.leaptui.0a1b2c3d.part").write_bytes(b"half")
    reopen()
    assert [path.name for path in (home / "datasets").iterdir()] == [f"{NAME}.leaptui"]


def test_a_missing_dataset_is_told(store: Store) -> None:
    with pytest.raises(StoreDamaged, match="is not in"):
        store.dataset_parts(NAME)


def test_a_damaged_dataset_is_told(store: Store, home: Path) -> None:
    write(store)
    path = home / "datasets" / f"{NAME}.leaptui"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(StoreDamaged, match="is damaged"):
        store.dataset_parts(NAME)


def test_check_looks_at_the_datasets_that_are_noted(store: Store, city: Engagement, home: Path) -> None:
    store.apply("import calls", [RECORD], stream="city")
    assert [finding.sentence for finding in store.check().findings] == [
        "The calls of cfs_2024.csv (dataset 5f5f5f5f) are missing."
    ]
    write(store)
    assert store.check().findings == ()
    path = home / "datasets" / f"{NAME}.leaptui"
    content = bytearray(path.read_bytes())
    content[-100] ^= 1
    path.write_bytes(content)
    assert "are damaged" in store.check().findings[0].sentence


@pytest.mark.parametrize("name", ["../store", "", "5f", NAME.upper(), NAME + "\n"])
def test_only_a_hash_is_a_name(store: Store, name: str) -> None:
    assert not store.has_dataset(name)
    with pytest.raises(ValueError, match="SHA-256"), store.new_dataset(name):
        pass
