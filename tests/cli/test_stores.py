"""Commands that look after the store itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from leaptui.store.recovery import key_on

Leaptui = Callable[..., Any]


def test_key_rotate(city: Leaptui, own_home: Path, tmp_path: Path) -> None:
    new, sheet = tmp_path / "new.txt", tmp_path / "sheet.txt"
    new.write_text("another battery staple\n", "utf-8")
    rotated = city("key", "rotate", "--new-passphrase-file", new, "--recovery-file", sheet)
    assert rotated.code == 0, rotated.err
    assert "not protected by the new key" in rotated.out
    assert city("check").code == 3
    assert city("check", "--log", passphrase="another battery staple").code == 0
    shown = city("key", "recovery", passphrase="another battery staple").out
    assert key_on(sheet.read_text("utf-8")) == key_on(shown)
    (kept,) = own_home.glob("before-rotation-*")
    assert city("--home", kept, "check", "--log").code == 0


def test_key_rotate_needs_a_passphrase(city: Leaptui, own_home: Path) -> None:
    refused = city("key", "rotate")
    assert refused.code == 3
    assert list(own_home.glob("*rotation*")) == []
    assert city("check").code == 0


def test_backup_verify_by_drill(city: Leaptui, tmp_path: Path) -> None:
    city("backup", "make")
    assert "recovery key alone" in city("backup", "verify", "--drill").out
    sheet = tmp_path / "sheet.txt"
    sheet.write_text(city("key", "recovery").out, "utf-8")
    assert city("backup", "verify", "--drill", "--sheet-file", sheet, passphrase=None).code == 0
    typo = sheet.read_text("utf-8").replace("1 to  4:   ", "1 to  4:   X", 1)
    sheet.write_text(typo, "utf-8")
    refused = city("backup", "verify", "--drill", "--sheet-file", sheet)
    assert (refused.code, "Group 1 " in refused.err) == (3, True)
    assert city("backup", "verify", "--drill", "--sheet-file", tmp_path / "none").code == 1


def test_a_damaged_store_is_told_by_check_and_salvaged(city: Leaptui, own_home: Path) -> None:
    city("backup", "make")
    city("engagement", "add", "Mill Creek, OH")
    listed = city("engagement", "list", "--json").json()
    path = own_home / "store.leaptui"
    content = bytearray(path.read_bytes())
    content[len(content) // 2 // 4096 * 4096 + 100] ^= 1
    path.write_bytes(content)
    checked = city("check", "--json")
    assert (checked.code, checked.json()["sound"]) == (3, False)
    assert "leaptui backup salvage" in checked.err
    assert city("engagement", "add", "Eel River, OH").code == 3
    salvaged = city("backup", "salvage", "--yes")
    assert salvaged.code == 0, salvaged.err
    assert "The damaged file is kept as" in salvaged.out
    assert city("check").code == 0
    assert len(city("engagement", "list", "--json").json()) == len(listed)


def test_check_tells_of_a_folder_that_is_kept_in_step(leaptui: Leaptui, tmp_path: Path) -> None:
    home = tmp_path / "Dropbox" / "leaptui"
    assert leaptui("--home", home, "init").code == 0
    checked = leaptui("--home", home, "check")
    assert (checked.code, "kept in step by Dropbox" in checked.out) == (0, True)


def test_a_backup_is_restored_by_the_sheet(city: Leaptui, own_home: Path, tmp_path: Path) -> None:
    sheet, new = tmp_path / "sheet.txt", tmp_path / "new.txt"
    sheet.write_text(city("key", "recovery").out, "utf-8")
    new.write_text("another battery staple\n", "utf-8")
    city("backup", "make")
    listed = city("engagement", "list").out
    city("engagement", "add", "Mill Creek, OH")
    restored = city("backup", "restore", "newest", "--yes", "--sheet-file", sheet, passphrase=None)
    assert restored.code == 0, restored.err
    assert "store.before-restore" in restored.out
    assert "key change-passphrase --sheet-file" in restored.out
    city("key", "change-passphrase", "--sheet-file", sheet, "--new-passphrase-file", new, passphrase=None)
    assert city("engagement", "list", passphrase="another battery staple").out == listed


def test_a_backup_of_another_store_cannot_go_on(city: Leaptui, own_home: Path, tmp_path: Path) -> None:
    assert city("--home", tmp_path / "other", "init").code == 0
    city("--home", tmp_path / "other", "backup", "make")
    shutil.copytree(tmp_path / "other" / "backups", own_home / "backups")
    refused = city("backup", "restore", "newest", "--yes")
    assert (refused.code, "of another store" in refused.err) == (3, True)
    assert "3 the store or backup cannot be used" in " ".join(city("--help").out.split())


def test_what_is_read_of_a_store_that_takes_no_changes_says_why(city: Leaptui, own_home: Path) -> None:
    """A list out of a damaged store may not be whole: whoever reads it must know."""
    path = own_home / "store.leaptui"
    content = bytearray(path.read_bytes())
    content[len(content) // 2 // 4096 * 4096 + 100] ^= 1
    path.write_bytes(content)
    listed = city("engagement", "list", "--json")
    assert (listed.code, len(listed.json())) == (0, 1)
    assert "damaged" in listed.err
    assert "leaptui backup salvage" in listed.err
    assert city("engagement", "add", "Eel River, OH").err.count("damaged") == 1


def test_without_a_store_reading_only_makes_none(leaptui: Leaptui, tmp_path: Path) -> None:
    for asked in ([], ["demo", "--home", str(tmp_path / "none")]):
        refused = leaptui("--read-only", "--home", tmp_path / "none", *asked)
        assert (refused.code, refused.out) == (3, "")
    assert not (tmp_path / "none").exists()
