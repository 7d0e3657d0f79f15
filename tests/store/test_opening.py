"""What cannot be opened is told apart, in one sentence, and left as it is."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from leaptui.domain.errors import InputRefused, LeapError, StoreDamaged, StoreHeld, StoreUnavailable, WrongKey
from leaptui.domain.records import Engagement
from leaptui.store.creation import create_store
from leaptui.store.files import PAGE, StoreFiles
from leaptui.store.keys import Strength
from leaptui.store.opening import open_store, open_with_sheet
from leaptui.store.store import Store

CHEAP = Strength(n=2, r=1, p=1)


def now() -> int:
    return 1_740_000_000_000


def contents(home: Path) -> dict[str, bytes]:
    """Every file but the lock."""
    return {
        path.name: path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and path.name != "store.lock"
    }


def make_missing(home: Path) -> None:
    (home / "store.leaptui").unlink()


def make_empty(home: Path) -> None:
    (home / "store.leaptui").write_bytes(b"")


def make_plain(home: Path) -> None:
    (home / "store.leaptui").unlink()
    plain = sqlite3.connect(home / "store.leaptui")
    plain.execute("CREATE TABLE act(n)")
    plain.close()


def make_foreign(home: Path) -> None:
    other, _ = create_store(home.parent / "other", "another one", now_ms=now, strength=CHEAP)
    other.close()
    shutil.copy(home.parent / "other" / "store.leaptui", home / "store.leaptui")


def make_text(home: Path) -> None:
    (home / "store.leaptui").write_text("Minutes of the council.\n" * 300)


def make_short(home: Path) -> None:
    os.truncate(home / "store.leaptui", 3 * PAGE + 100)


def make_cut_at_a_page(home: Path) -> None:
    os.truncate(home / "store.leaptui", 3 * PAGE)


def make_damaged_at_the_start(home: Path) -> None:
    with (home / "store.leaptui").open("r+b") as file:
        file.seek(200)
        file.write(bytes(16))


def make_keyless(home: Path) -> None:
    (home / "store.keys").unlink()
    (home / "store.keys.bak").unlink()


@pytest.mark.parametrize(
    ("spoil", "error", "words"),
    [
        (make_missing, StoreUnavailable, "There is no store .*, though its keys are there"),
        (make_empty, StoreDamaged, "is empty"),
        (make_plain, StoreUnavailable, "plain SQLite file"),
        (make_foreign, StoreUnavailable, "not the store that store.keys belongs to"),
        (make_text, StoreUnavailable, "not the store that store.keys belongs to"),
        (make_short, StoreDamaged, "cut short"),
        (make_cut_at_a_page, StoreDamaged, "damaged"),
        (make_damaged_at_the_start, StoreDamaged, "first page"),
        (make_keyless, StoreUnavailable, "wrapped keys"),
    ],
)
def test_what_is_no_sound_store_is_told_apart_and_left_alone(
    home: Path, spoil: Callable[[Path], None], error: type[LeapError], words: str
) -> None:
    spoil(home)
    before = contents(home)
    with pytest.raises(error, match=words) as caught:
        open_store(home, "harbor lights at low tide", now_ms=now).close()
    assert caught.value.exit_code == 3
    assert "\n" not in caught.value.sentence
    assert contents(home) == before


def test_a_wrong_passphrase_is_told_and_changes_nothing(home: Path) -> None:
    before = contents(home)
    with pytest.raises(WrongKey):
        open_store(home, "harbor lights at high tide", now_ms=now)
    assert contents(home) == before


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="There is no store"):
        open_store(tmp_path / "nowhere", "x", now_ms=now)


def test_making_a_store_over_another_is_refused(home: Path) -> None:
    before = contents(home)
    with pytest.raises(InputRefused, match="already"):
        create_store(home, "x", now_ms=now, strength=CHEAP)
    assert contents(home) == before


def test_a_store_that_was_half_made_can_be_made_again(home: Path) -> None:
    (home / "store.leaptui").unlink()
    store, _ = create_store(home, "again", now_ms=now, strength=CHEAP)
    store.close()
    open_store(home, "again", now_ms=now).close()


def test_a_store_cannot_be_made_where_a_file_stands(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable, match="No store can be made"):
        create_store(tmp_path / "file", "x", now_ms=now, strength=CHEAP)


def test_the_second_writer_is_told_who_holds_the_store(store: Store, home: Path) -> None:
    with pytest.raises(StoreHeld, match=f"process {os.getpid()}") as caught:
        open_store(home, "harbor lights at low tide", now_ms=now)
    assert caught.value.exit_code == 3


def test_a_reader_beside_the_writer_sees_what_is_written_and_cannot_write(store: Store, home: Path) -> None:
    reader = open_store(home, "harbor lights at low tide", now_ms=now, read_only=True)
    store.apply("add engagement", [Engagement(id="e", slug="e", name="E")], stream="e")
    assert reader.count(Engagement) == 1
    with pytest.raises(StoreUnavailable, match="reading only"):
        reader.apply("add", [Engagement(id="f", slug="f", name="F")])
    with pytest.raises(StoreUnavailable, match="reading only"):
        reader.put_draft("e", "note", "text")
    reader.close()


def test_closing_lets_the_next_one_in(reopen: Callable[..., Store]) -> None:
    reopen().apply("add engagement", [Engagement(id="e", slug="e", name="E")], stream="e")
    assert reopen().count(Engagement) == 1


def test_a_failed_opening_lets_the_next_one_in(home: Path) -> None:
    with pytest.raises(WrongKey):
        open_store(home, "no", now_ms=now)
    open_store(home, "harbor lights at low tide", now_ms=now).close()


def test_a_store_of_a_newer_program_opens_for_reading_and_says_so(
    reopen: Callable[..., Store], store: Store, tamper: Callable[..., None], home: Path
) -> None:
    store.apply("add engagement", [Engagement(id="e", slug="e", name="E")], stream="e")
    store.close()
    tamper("PRAGMA user_version=99")
    newer = reopen()
    assert newer.read_only
    assert "newer leaptui" in newer.notice
    assert newer.get(Engagement, "e") is not None
    open_store(home, "harbor lights at low tide", now_ms=now).close()


def test_the_recovery_sheet_alone_opens_the_store(tmp_path: Path) -> None:
    home = tmp_path / "own"
    store, sheet = create_store(home, "forgotten", now_ms=now, strength=CHEAP)
    store.apply("add engagement", [Engagement(id="e", slug="e", name="E")], stream="e")
    store.close()
    make_keyless(home)
    with (home / "store.leaptui").open("r+b") as file:
        file.write(bytes(16))  # the salt at the front of the file is on the sheet as well
    again = open_with_sheet(home, sheet.text, now_ms=now)
    assert again.get(Engagement, "e") is not None
    again.change_passphrase("remembered", strength=CHEAP)
    again.close()
    open_store(home, "remembered", now_ms=now).close()


def test_the_sheet_of_another_store_is_told(home: Path, tmp_path: Path) -> None:
    other, sheet = create_store(tmp_path / "other", "x", now_ms=now, strength=CHEAP)
    other.close()
    with pytest.raises(WrongKey, match="another store"):
        open_with_sheet(home, sheet.text, now_ms=now)


def test_changing_the_passphrase_touches_no_page(store: Store, home: Path) -> None:
    before = (home / "store.leaptui").read_bytes()
    store.change_passphrase("a new one", strength=CHEAP)
    sheet = store.recovery_sheet()
    store.close()
    assert (home / "store.leaptui").read_bytes() == before
    open_store(home, "a new one", now_ms=now).close()
    with pytest.raises(WrongKey):
        open_store(home, "harbor lights at low tide", now_ms=now)
    open_with_sheet(home, sheet.text, now_ms=now).close()


def test_a_copied_store_writes_under_a_name_of_its_own(store: Store, home: Path, tmp_path: Path) -> None:
    store.apply("add engagement", [Engagement(id="e", slug="e", name="E")], stream="e")
    store.close()
    own = json.loads((home / "device.json").read_bytes())
    copied = tmp_path / "copy"
    shutil.copytree(home, copied)
    open_store(copied, "harbor lights at low tide", now_ms=now).close()
    assert json.loads((copied / "device.json").read_bytes())["device"] != own["device"]
    open_store(home, "harbor lights at low tide", now_ms=now).close()
    assert json.loads((home / "device.json").read_bytes()) == own


def test_a_store_set_back_to_an_older_file_takes_a_new_name(reopen: Callable[..., Store], home: Path) -> None:
    store = reopen()
    store.apply("add engagement", [Engagement(id="e", slug="e", name="E")], stream="e")
    store.close()
    older = (home / "store.leaptui").read_bytes()
    store = reopen()
    store.apply("rename", [Engagement(id="e", slug="e", name="Renamed")], stream="e")
    store.close()
    before = json.loads((home / "device.json").read_bytes())["device"]
    (home / "store.leaptui").write_bytes(older)
    reopen().close()
    assert json.loads((home / "device.json").read_bytes())["device"] != before


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_everything_is_for_its_owner_alone(tmp_path: Path) -> None:
    home = tmp_path / "own"
    store, _ = create_store(home, "x", now_ms=now, strength=CHEAP)
    with store.new_dataset("a" * 64) as writer:
        writer.add(b"part")
    store.backup()
    store.close()
    modes = {path: path.stat().st_mode & 0o777 for path in [home, *home.rglob("*")]}
    assert len(modes) > 8
    assert {
        path: oct(mode) for path, mode in modes.items() if mode != (0o700 if path.is_dir() else 0o600)
    } == {}


def test_paths_with_signs_of_their_own_are_taken_literally(tmp_path: Path) -> None:
    home = tmp_path / "a?mode=memory&x#%20 é"
    store, _ = create_store(home, "x", now_ms=now, strength=CHEAP)
    store.apply("add engagement", [Engagement(id="e", slug="e", name="E")], stream="e")
    store.close()
    assert StoreFiles(home).store.stat().st_size > PAGE
