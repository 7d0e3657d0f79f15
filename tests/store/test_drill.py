"""The drill opens a backup with nothing but the sheet, and notices one that would fail on the day."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from leaptui.domain.call_records import Dataset
from leaptui.domain.errors import LeapError, StoreDamaged, WrongKey
from leaptui.domain.records import Engagement
from leaptui.store.backup import Backup, dataset_copy
from leaptui.store.creation import create_store
from leaptui.store.drill import drill
from leaptui.store.files import StoreFiles
from leaptui.store.store import Store
from tests.store.days_work import CHEAP, DATASET, PARTS, now


@pytest.fixture
def backup(store: Store, city: Engagement) -> Backup:
    with store.new_dataset(DATASET) as writer:
        writer.add(PARTS[0])
    noted = Dataset(
        id="d",
        engagement="city",
        hash=DATASET,
        file_name="calls.csv",
        file_size=1,
        file_sha256="0",
        imported_at="2025-06-15",
        rows_in=1,
        rows_used=1,
        calls=1,
    )
    store.apply("import calls", [noted], stream="city")
    return store.backup()


def left_over(home: Path) -> list[str]:
    return [path.name for path in home.glob("drill-*")]


def test_the_sheet_alone_opens_it(store: Store, backup: Backup, home: Path) -> None:
    sheet = store.recovery_sheet().text
    store.close()
    for name in ("store.leaptui", "store.keys", "store.keys.bak", "datasets"):
        path = home / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    drilled = drill(StoreFiles(home), backup, sheet, now_ms=now)
    assert (drilled.acts, drilled.datasets) == (2, 1)
    assert left_over(home) == []
    assert dataset_copy(StoreFiles(home), DATASET).exists()


def test_while_the_store_is_open(store: Store, backup: Backup, home: Path) -> None:
    drill(StoreFiles(home), backup, store.recovery_sheet().text, now_ms=now)
    assert store.check(log=True).sound


def test_a_note_that_tells_of_other_acts(store: Store, backup: Backup, home: Path) -> None:
    with pytest.raises(StoreDamaged, match="2 acts where its note says 9"):
        drill(StoreFiles(home), replace(backup, acts=9), store.recovery_sheet().text, now_ms=now)
    assert left_over(home) == []


def test_calls_that_are_gone(store: Store, backup: Backup, home: Path) -> None:
    dataset_copy(StoreFiles(home), DATASET).unlink()
    with pytest.raises(StoreDamaged, match=r"calls\.csv .* are missing"):
        drill(StoreFiles(home), backup, store.recovery_sheet().text, now_ms=now)


def test_a_damaged_backup(store: Store, backup: Backup, home: Path) -> None:
    content = bytearray(backup.path.read_bytes())
    content[len(content) // 2] ^= 1
    backup.path.write_bytes(content)
    with pytest.raises(LeapError):
        drill(StoreFiles(home), backup, store.recovery_sheet().text, now_ms=now)
    assert left_over(home) == []


def test_the_sheet_of_another_store(backup: Backup, home: Path, tmp_path: Path) -> None:
    other, sheet = create_store(tmp_path / "other", "x", now_ms=now, strength=CHEAP)
    other.close()
    with pytest.raises(WrongKey):
        drill(StoreFiles(home), backup, sheet.text, now_ms=now)
    assert left_over(home) == []
