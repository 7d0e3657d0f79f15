"""A new key: everything goes on under it, nothing opens it with the old, and a crash on the way loses nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from leaptui.domain.errors import InputRefused, LeapError, StoreDamaged, StoreUnavailable, WrongKey
from leaptui.domain.records import Engagement, Interview
from leaptui.store import swap
from leaptui.store.backup import backups
from leaptui.store.connection import connect
from leaptui.store.creation import create_store
from leaptui.store.files import StoreFiles
from leaptui.store.keys import StoreKey
from leaptui.store.opening import open_store, open_with_sheet
from leaptui.store.restoring import restore_backup
from leaptui.store.store import Store
from tests.store.days_work import CHEAP, DATASET, NEW, OLD, PARTS, now
from tests.store.watched_disk import Step, WatchedDisk


@pytest.fixture
def filled(store: Store, city: Engagement) -> Store:
    store.apply("add", [Interview(id="i", engagement="city", number=1, note="He waits.")], stream="city")
    store.put_draft("i", "note", "He waits. She")
    with store.new_dataset(DATASET) as writer:
        for part in PARTS:
            writer.add(part)
    return store


def holds_all(store: Store) -> bool:
    """Whether everything `filled` put there is there and sound."""
    draft = store.draft("i", "note")
    return (
        [act.verb for act in store.acts()] == ["add", "add engagement"]
        and draft is not None
        and draft.text == "He waits. She"
        and store.dataset_parts(DATASET) == PARTS
        and len(store.search("waits")) == 1
        and store.check(log=True).findings == ()
    )


def test_everything_goes_on_under_a_key_of_its_own(filled: Store, home: Path, key: StoreKey) -> None:
    old_sheet = filled.recovery_sheet()
    rotated = filled.rotate_key(NEW, strength=CHEAP)
    with pytest.raises(WrongKey):
        open_store(home, OLD, now_ms=now)
    with pytest.raises(LeapError, match="another store"):
        open_with_sheet(home, old_sheet.text, now_ms=now)
    for path in (StoreFiles(home).store, StoreFiles(home).dataset(DATASET)):
        with pytest.raises(StoreDamaged):
            connect(path, key)
    with open_with_sheet(home, rotated.sheet.text, now_ms=now) as store:
        assert holds_all(store)
    with open_store(home, NEW, now_ms=now) as store:
        assert store.id == filled.id
        store.apply("rename", [Engagement(id="city", slug="harbor-falls-oh", name="Later")], stream="city")
        assert store.check(log=True).findings == ()
    assert sorted(path.name for path in home.glob("*rotation*")) == [rotated.kept.name]


def test_what_was_is_kept_whole_under_the_old_key(filled: Store, home: Path) -> None:
    old_sheet, backup = filled.recovery_sheet(), filled.backup()
    rotated = filled.rotate_key(NEW, strength=CHEAP)
    assert backups(StoreFiles(home)) == []
    with open_store(rotated.kept, OLD, now_ms=now) as store:
        assert holds_all(store)
    open_with_sheet(rotated.kept, old_sheet.text, now_ms=now).close()
    assert restore_backup(rotated.kept, backup.name, OLD, now_ms=now).name == backup.name


def test_a_backup_made_after_restores_with_its_calls(filled: Store, home: Path) -> None:
    filled.backup()
    filled.rotate_key(NEW, strength=CHEAP)
    with open_store(home, NEW, now_ms=now) as store:
        store.backup()
    shutil.rmtree(home / "datasets")
    restore_backup(home, "newest", NEW, now_ms=now)
    with open_store(home, NEW, now_ms=now) as store:
        assert holds_all(store)


def test_a_store_without_calls_or_backups(store: Store, home: Path) -> None:
    store.rotate_key(NEW, strength=CHEAP)
    open_store(home, NEW, now_ms=now).close()


def test_an_empty_passphrase_or_a_reader_changes_nothing(filled: Store, home: Path) -> None:
    with pytest.raises(InputRefused):
        filled.rotate_key(" ")
    assert holds_all(filled)
    with (
        open_store(home, OLD, now_ms=now, read_only=True) as reader,
        pytest.raises(StoreUnavailable, match="reading only"),
    ):
        reader.rotate_key(NEW)


def test_a_full_disk_leaves_the_store_as_it_was(filled: Store, home: Path) -> None:
    filled.close()
    with WatchedDisk(lambda step: "rotation" not in step.path.as_posix()):
        store = open_store(home, OLD, now_ms=now)
        with pytest.raises(StoreUnavailable):
            store.rotate_key(NEW, strength=CHEAP)
        assert holds_all(store)
        store.close()
    assert list(home.glob("*rotation*")) == []


def test_a_damaged_dataset_stops_it(filled: Store, home: Path) -> None:
    path = StoreFiles(home).dataset(DATASET)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(StoreDamaged, match="dataset 0d0d0d0d"):
        filled.rotate_key(NEW, strength=CHEAP)
    assert filled.get(Interview, "i") is not None
    assert list(home.glob("*rotation*")) == []


class PowerCutError(Exception):
    """Stands for the moment the power goes."""


def test_the_power_goes_anywhere_on_the_way(
    filled: Store, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the new files are complete the old store stands; after, the next opening finishes the change."""
    filled.backup()
    filled.close()
    replace, names = Path.replace, list[str]()
    left = 0

    def counted(path: Path, target: Path) -> Path:
        nonlocal left
        left -= 1
        if left < 0:
            raise PowerCutError
        names.append(target.name)
        return replace(path, target)

    finished: list[bool] = []
    for moves in range(30):
        crashed = Path(shutil.copytree(home, tmp_path / f"crashed-{moves}"))
        with monkeypatch.context() as patch:
            store = open_store(crashed, OLD, now_ms=now)
            left = moves
            patch.setattr(Path, "replace", counted)
            try:
                store.rotate_key(NEW, strength=CHEAP)
                whole = True
            except PowerCutError:
                whole = False
            left = 1_000
            store.close()
        passphrase = NEW if (crashed / "rotation").exists() or whole else OLD
        if (crashed / "rotation").exists():
            with pytest.raises(StoreUnavailable, match="new key"):
                open_store(crashed, passphrase, now_ms=now, read_only=True)
            with pytest.raises(InputRefused, match="There is a store"):
                create_store(crashed, "another", now_ms=now, strength=CHEAP)
        with open_store(crashed, passphrase, now_ms=now) as again:
            assert holds_all(again), f"after {moves} moves"
        assert not (crashed / "rotation").exists()
        assert not list(crashed.glob("*.part"))
        finished.append(passphrase == NEW)
        if whole:
            break
    assert finished[-1]
    assert finished == sorted(finished)
    assert 5 < len(finished) < 30


def test_a_restore_finishes_it_first(filled: Store, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(files: StoreFiles) -> None:
        raise PowerCutError

    with monkeypatch.context() as patch:
        patch.setattr(swap, "finish", stop)
        with pytest.raises(PowerCutError):
            filled.rotate_key(NEW, strength=CHEAP)
    filled.close()
    with pytest.raises(LeapError, match="no backup"):
        restore_backup(home, "newest", NEW, now_ms=now)
    open_store(home, NEW, now_ms=now).close()


def test_no_word_of_the_store_stands_in_the_clear_meanwhile(filled: Store, home: Path) -> None:
    filled.close()
    seen: set[Path] = set()

    def watch(step: Step) -> None:
        assert b"waits" not in step.data
        seen.add(step.path)

    with WatchedDisk(done=watch):
        open_store(home, OLD, now_ms=now).rotate_key(NEW, strength=CHEAP)
    assert any("rotation" in path.as_posix() for path in seen)


@pytest.mark.parametrize("spoil", [lambda kept: kept.unlink(), lambda kept: kept.write_bytes(b"../../away")])
def test_a_spoilt_note_of_where_to_keep_things_is_told(
    filled: Store, home: Path, spoil: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(files: StoreFiles) -> None:
        raise PowerCutError

    with monkeypatch.context() as patch:
        patch.setattr(swap, "finish", stop)
        with pytest.raises(PowerCutError):
            filled.rotate_key(NEW, strength=CHEAP)
    filled.close()
    spoil(home / "rotation" / "kept")
    with open_store(home, NEW, now_ms=now) as store:
        assert holds_all(store)
    assert len(list(home.glob("before-rotation*"))) == 1
