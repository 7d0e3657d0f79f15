"""`leaptui settings`, `--read-only` and the passphrase changed by the recovery sheet."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Leaptui


def test_settings_are_shown_and_chosen(leaptui: Leaptui) -> None:
    assert leaptui("settings", "show", "--json").json() == {
        "lock_after_minutes": 15,
        "theme": "dark",
        "problems": [],
    }
    assert leaptui("settings", "set", "theme", "light").code == 0
    refused = leaptui("settings", "set", "lock_after_minutes", "never")
    assert (refused.code, refused.out, "a whole number of minutes" in refused.err) == (1, "", True)
    assert "light" in leaptui("settings", "show").out


def test_read_only_reads_and_writes_nothing(city: Leaptui, own_home: Path) -> None:
    before = {path: path.read_bytes() for path in own_home.rglob("*") if path.is_file()}
    assert city("--read-only", "engagement", "list").code == 0
    for command in (
        ("engagement", "add", "Fenwick, NC"),
        ("backup", "make"),
        ("backup", "restore", "--yes", "newest"),
        ("backup", "salvage", "--yes"),
    ):
        refused = city("--read-only", *command)
        assert (refused.code, "Nothing was changed." in refused.err) == (3, True), command
    assert {path: path.read_bytes() for path in own_home.rglob("*") if path.is_file()} == before


def test_a_forgotten_passphrase_is_changed_by_the_recovery_sheet(
    city: Leaptui, own_home: Path, tmp_path: Path
) -> None:
    sheet, typo, new = tmp_path / "sheet.txt", tmp_path / "typo.txt", tmp_path / "new"
    sheet.write_text(city("key", "recovery").out)
    lines = sheet.read_text().splitlines()
    second = next(index for index, line in enumerate(lines) if line.strip().startswith("5 to"))
    head, groups = lines[second].split(":")
    first, *rest = groups.split()
    wrong = ("Y" if first[0] == "Z" else "Z") + first[1:]
    lines[second] = f"{head}: {wrong} {' '.join(rest)}"
    typo.write_text("\n".join(lines))
    new.write_text("a new sentence\n")
    (own_home / "store.keys").unlink()
    (own_home / "store.keys.bak").unlink()
    change = ("key", "change-passphrase", "--new-passphrase-file", new, "--sheet-file")
    refused = city(*change, typo)
    assert (refused.code, "Group 5 of the recovery sheet (line 2, number 1)" in refused.err) == (3, True)
    assert city(*change, sheet).code == 0
    assert city("--passphrase-file", new, "engagement", "list").code == 0
