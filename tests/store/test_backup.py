"""A backup opens, holds what the store held, and can take its place."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.errors import (
    StoreDamaged,
    StoreHeld,
    StoreUnavailable,
    UnknownName,
    WrongKey,
)
from leaptui.domain.records import Engagement, Interview
from leaptui.store.backup import backup_named, backups, make_backup, verify_backup
from leaptui.store.backup_schedule import worth_keeping
from leaptui.store.connection import connect
from leaptui.store.creation import create_store
from leaptui.store.files import PAGE, PLAIN_HEADER, StoreFiles
from leaptui.store.keys import StoreKey, Strength
from leaptui.store.opening import open_store, open_with_sheet
from leaptui.store.restoring import restore_backup, restore_with_sheet
from leaptui.store.store import Store

PASSPHRASE = "harbor lights at low tide"
CHEAP = Strength(n=2, r=1, p=1)
DATASET = "0d" * 32
Reopen = Callable[..., Store]


def now() -> int:
    return 1_760_000_000_000


@pytest.fixture
def filled(store: Store, city: Engagement) -> Store:
    note = "\n".join(f"line {n} {n * 7919 % 100_003}" for n in range(40_000))
    store.apply("add", [Interview(id="i", engagement="city", number=1, note=note)], stream="city")
    with store.new_dataset(DATASET) as writer:
        writer.add(b"calls")
    return store


def test_round_trip(filled: Store, home: Path, key: StoreKey) -> None:
    backup = filled.backup()
    filled.apply("rename", [Engagement(id="city", slug="harbor-falls-oh", name="Later")], stream="city")
    before = filled.get(Interview, "i")
    filled.close()
    verify_backup(backup, key)
    assert backups(StoreFiles(home)) == [backup]
    assert (backup.acts, backup.datasets) == (2, (DATASET,))
    shutil.rmtree(home / "datasets")
    assert restore_backup(home, "newest", PASSPHRASE, now_ms=now) == backup
    restored = open_store(home, PASSPHRASE, now_ms=now)
    assert restored.get(Interview, "i") == before
    city = restored.get(Engagement, "city")
    assert city is not None
    assert city.name == "Harbor Falls, OH"
    assert restored.dataset_parts(DATASET) == [b"calls"]
    assert restored.check().sound
    restored.close()
    kept = list(home.glob("store.before-restore-*.leaptui"))
    assert len(kept) == 1


def test_typing_goes_on_while_it_is_made_and_is_in_it(filled: Store, home: Path, key: StoreKey) -> None:
    slices: list[str] = []

    def type_on() -> None:
        slices.append(filled.put_draft("i", "note", f"typed {len(slices)}"))
        if len(slices) == 1:
            filled.apply(
                "rename", [Engagement(id="city", slug="harbor-falls-oh", name="Meanwhile")], stream="city"
            )

    backup = filled.backup(type_on)
    assert len(slices) > 1
    assert backup.acts == 3
    verify_backup(backup, key)
    assert filled.check(log=True).findings == ()


def test_the_restored_store_goes_on_under_another_device_name(filled: Store, home: Path) -> None:
    before = json.loads((home / "device.json").read_bytes())["device"]
    filled.backup()
    filled.close()
    restore_backup(home, "newest", PASSPHRASE, now_ms=now)
    open_store(home, PASSPHRASE, now_ms=now).close()
    assert json.loads((home / "device.json").read_bytes())["device"] != before


def test_a_damaged_store_is_restored_by_the_sheet_alone(filled: Store, home: Path) -> None:
    sheet = filled.recovery_sheet()
    filled.backup()
    filled.close()
    (home / "store.leaptui").write_bytes(b"")
    (home / "store.leaptui-journal").write_bytes(b"the journal of the damaged file")
    (home / "store.keys").unlink()
    (home / "store.keys.bak").unlink()
    restore_with_sheet(home, "newest", sheet.text, now_ms=now)
    assert not (home / "store.leaptui-journal").exists()
    open_store(home, PASSPHRASE, now_ms=now).close()


def test_either_passphrase_restores_and_the_one_given_opens_after(filled: Store, home: Path) -> None:
    filled.backup()
    filled.change_passphrase("newer", strength=CHEAP)
    filled.close()
    restore_backup(home, "newest", "newer", now_ms=now)
    open_store(home, "newer", now_ms=now).close()
    restore_backup(home, "newest", PASSPHRASE, now_ms=now)
    open_store(home, PASSPHRASE, now_ms=now).close()


def test_a_wrong_passphrase_restores_nothing(filled: Store, home: Path) -> None:
    filled.backup()
    filled.close()
    before = (home / "store.leaptui").read_bytes()
    with pytest.raises(WrongKey):
        restore_backup(home, "newest", "wrong", now_ms=now)
    assert (home / "store.leaptui").read_bytes() == before


def test_nothing_is_restored_under_a_writer(filled: Store, home: Path) -> None:
    filled.backup()
    with pytest.raises(StoreHeld):
        restore_backup(home, "newest", PASSPHRASE, now_ms=now)


@pytest.mark.parametrize("name", ["newest", "2020-01-01T00-00-00"])
def test_a_backup_that_is_not_there(store: Store, home: Path, name: str) -> None:
    store.close()
    with pytest.raises(UnknownName):
        restore_backup(home, name, PASSPHRASE, now_ms=now)


def test_a_spoilt_backup_is_refused(filled: Store, home: Path, key: StoreKey) -> None:
    backup = filled.backup()
    filled.close()
    content = bytearray(backup.path.read_bytes())
    content[len(content) // 2] ^= 4
    backup.path.write_bytes(content)
    with pytest.raises(StoreDamaged, match="not what it was"):
        verify_backup(backup, key)
    before = (home / "store.leaptui").read_bytes()
    with pytest.raises(StoreDamaged):
        restore_backup(home, backup.name, PASSPHRASE, now_ms=now)
    assert (home / "store.leaptui").read_bytes() == before


def test_a_note_that_tells_of_other_acts_is_noticed(filled: Store, key: StoreKey) -> None:
    backup = filled.backup()
    with pytest.raises(StoreDamaged, match="other acts"):
        verify_backup(replace(backup, acts=99), key)


def test_a_backup_of_another_store_is_refused(store: Store, home: Path, tmp_path: Path) -> None:
    store.close()
    other, _ = create_store(tmp_path / "other", PASSPHRASE, now_ms=now, strength=CHEAP)
    backup = other.backup()
    other.close()
    shutil.copytree(tmp_path / "other" / "backups", home / "backups")
    with pytest.raises(StoreUnavailable, match="another store"):
        restore_backup(home, backup.name, PASSPHRASE, now_ms=now)


def test_a_backup_under_an_earlier_key_does_not_take_todays_keys_and_calls_along(
    filled: Store, home: Path, tmp_path: Path
) -> None:
    """In the store's place its calls could not be read, and what stood there would have lost its keys."""
    sheet = filled.recovery_sheet()
    backup = filled.backup()
    filled.close()
    shutil.copytree(home / "backups", tmp_path / "earlier" / "backups")
    with open_store(home, PASSPHRASE, now_ms=now) as store:
        store.rotate_key("newer", strength=CHEAP)
    shutil.copytree(tmp_path / "earlier" / "backups", home / "backups", dirs_exist_ok=True)
    before = {path: path.read_bytes() for path in home.iterdir() if path.is_file()}
    with pytest.raises(StoreUnavailable, match="earlier key"):
        restore_backup(home, backup.name, PASSPHRASE, now_ms=now)
    with pytest.raises(StoreUnavailable, match="earlier key"):
        restore_with_sheet(home, backup.name, sheet.text, now_ms=now)
    backup.keys.unlink()
    with pytest.raises(StoreUnavailable, match="earlier key"):
        restore_with_sheet(home, backup.name, sheet.text, now_ms=now)
    assert {path: before[path] for path in before if path.name != "store.lock"} == {
        path: path.read_bytes() for path in home.iterdir() if path.is_file() and path.name != "store.lock"
    }
    restore_backup(tmp_path / "earlier", backup.name, PASSPHRASE, now_ms=now)
    with open_store(tmp_path / "earlier", PASSPHRASE, now_ms=now) as store:
        assert store.dataset_parts(DATASET) == [b"calls"]


def test_the_sheet_restores_where_no_wrapped_keys_are_left(filled: Store, home: Path) -> None:
    sheet, backup = filled.recovery_sheet(), filled.backup()
    filled.close()
    for path in (home / "store.leaptui", home / "store.keys", home / "store.keys.bak", backup.keys):
        path.unlink()
    restore_with_sheet(home, "newest", sheet.text, now_ms=now)
    with open_with_sheet(home, sheet.text, now_ms=now) as store:
        store.change_passphrase("chosen anew", strength=CHEAP)
    open_store(home, "chosen anew", now_ms=now).close()


def test_what_is_damaged_is_not_copied_as_if_it_were_sound(filled: Store, home: Path, key: StoreKey) -> None:
    """Each page in turn: left to itself SQLite writes it into the copy with a seal that holds."""
    before = filled.backup()
    filled.close()
    path = StoreFiles(home).store
    sound = path.read_bytes()
    for page in range(1, len(sound) // PAGE, 7):
        spoilt = bytearray(sound)
        spoilt[page * PAGE + 2000] ^= 1
        path.write_bytes(spoilt)
        # Where the page holds the schema it cannot even be connected to.
        with pytest.raises(StoreDamaged), closing(connect(path, key)) as connection:
            make_backup(StoreFiles(home), key, filled.id, connection, now())
    assert backups(StoreFiles(home)) == [before]
    assert not list((home / "backups").glob("*.part*"))


def test_a_backup_that_cannot_be_made_leaves_nothing(store: Store, home: Path) -> None:
    (home / "backups").write_text("in the way")
    with pytest.raises(StoreUnavailable, match="No backup can be made"):
        store.backup()
    assert store.check().sound


def test_backups_are_encrypted_and_private(filled: Store) -> None:
    backup = filled.backup()
    assert not backup.path.read_bytes().startswith(PLAIN_HEADER)
    assert b"line 1" not in backup.path.read_bytes()


def test_several_in_an_hour_leave_the_newest_and_datasets_stay_while_needed(
    filled: Store, home: Path, clock: Callable[[], int]
) -> None:
    made = [filled.backup() for _ in range(3)]
    assert backups(StoreFiles(home)) == [made[-1]]
    assert backup_named(StoreFiles(home), "newest") == made[-1]
    assert [path.stem for path in (home / "backups" / "datasets").iterdir()] == [DATASET]


def test_what_is_kept_of_two_years_of_hours() -> None:
    end = datetime(2025, 6, 30, 23, 30, tzinfo=UTC)
    made = [f"{end - timedelta(hours=n):%Y-%m-%dT%H:%M:%S}.000Z" for n in range(2 * 365 * 24)]
    kept = sorted(worth_keeping(made), reverse=True)
    assert kept[:24] == made[:24]
    days = kept[24:53]
    assert [day[:10] for day in days] == [f"{end - timedelta(days=n):%Y-%m-%d}" for n in range(1, 30)]
    assert all(day[11:13] == "23" for day in days)
    assert [month[:7] for month in kept[53:]] == [
        "2025-05", "2025-04", "2025-03", "2025-02", "2025-01", "2024-12", "2024-11", "2024-10", "2024-09", "2024-08", "2024-07",
    ]  # fmt: skip


@given(st.lists(st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2030, 1, 1)), max_size=60))  # noqa: DTZ001
def test_the_newest_is_always_kept_and_keeping_is_settled(moments: list[datetime]) -> None:
    made = [f"{moment:%Y-%m-%dT%H:%M:%S}.000Z" for moment in moments]
    kept = worth_keeping(made)
    assert kept <= set(made)
    assert not made or max(made) in kept
    assert worth_keeping(kept) == kept
