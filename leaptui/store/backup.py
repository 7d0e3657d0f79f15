"""Backups: the store as it was at a moment, with its wrapped keys, verified by opening it.

A backup is three files of one name: the encrypted store, a copy of `store.keys`, and a note of
what it holds. Datasets never change and are copied once, by their names.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from leaptui.domain.errors import StoreDamaged, StoreUnavailable, UnknownName
from leaptui.store.act_log import moment
from leaptui.store.backup_schedule import worth_keeping
from leaptui.store.connection import Connection, connect, told
from leaptui.store.files import StoreFiles, flush, into_place, private_file, private_folder, write_private
from leaptui.store.keys import StoreKey

_PAGES_A_SLICE = 256
"""A megabyte: so long a keystroke may have to wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What a backup's note says.

    Attributes:
        path: Its encrypted file.
        made: When, ISO date and time, UTC.
        store: Name of the store it is of.
        acts: How many acts it holds.
        tips: For each chain, its device, its stream, its length and the hash of its newest act.
        datasets: Names of the datasets that were there.
        sha256: Of its encrypted file.
    """

    path: Path
    made: str
    store: str
    acts: int
    tips: tuple[tuple[str, str, int, str], ...]
    datasets: tuple[str, ...]
    sha256: str

    @property
    def name(self) -> str:
        """What to call it on the command line."""
        return self.path.stem

    @property
    def keys(self) -> Path:
        """Its copy of the wrapped keys."""
        return self.path.with_suffix(".keys")


def make_backup(
    files: StoreFiles,
    key: StoreKey,
    store: str,
    connection: Connection,
    now_ms: int,
    between: Callable[[], None] = lambda: None,
) -> Backup:
    """Copy a store in slices through its writer's own connection, verify the copy, drop old ones.

    Args:
        files: The store.
        key: Its key, which the copy keeps.
        store: Its name.
        connection: The writer's. What `between` writes to it goes into the copy as well.
        now_ms: Wall clock.
        between: Called after each slice of a megabyte, so that typing goes on.

    Raises:
        StoreDamaged: The copy does not hold what it should; it was removed.
        StoreUnavailable: The disk refuses.
    """
    made = moment(now_ms)
    path = _free_name(files.backups, made)
    try:
        private_folder(files.backups)
        beside = path.with_suffix(".part")
        private_file(beside)
        try:
            copy_under(connection, beside, key, between)
            flush(beside)
            backup = _described(beside, path, key, store, made, _copy_datasets(files))
            _copy_keys(files, backup)
            write_private(path.with_suffix(".json"), content=_note(backup))
            into_place(beside, path)
        except BaseException:
            for left in (beside, path.with_suffix(".keys"), path.with_suffix(".json")):
                left.unlink(missing_ok=True)
            raise
        _rotate(files)
    except OSError as error:
        raise StoreUnavailable(
            f"No backup can be made in {files.backups}: {error.strerror}.",
            safe="The store itself is as it was.",
            next_step="Free some space, or check who owns the folder.",
        ) from error
    return backup


def backups(files: StoreFiles) -> list[Backup]:
    """Every backup whose note can be read, the newest first."""
    found = []
    for note in files.backups.glob("*.json"):
        try:
            found.append(_read_note(note))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return sorted(found, key=lambda backup: (backup.made, backup.name), reverse=True)


def backup_named(files: StoreFiles, name: str) -> Backup:
    """The backup of that name; `newest` is the newest.

    Raises:
        UnknownName: There is none.
    """
    there = backups(files)
    found = there[:1] if name == "newest" else [backup for backup in there if backup.name == name]
    if not found:
        raise UnknownName(
            f"There is no backup “{name}” in {files.backups}."
            if there
            else f"There is no backup in {files.backups}.",
            next_step="`leaptui backup list` shows those there are."
            if there
            else "Make one with `leaptui backup make`; leaptui makes one by itself on leaving.",
        )
    return found[0]


def verify_backup(backup: Backup, key: StoreKey) -> None:
    """Open a backup and compare it with its note.

    Raises:
        StoreDamaged: It does not open, a page of it is damaged, or it holds something else.
    """
    try:
        same_bytes = _sha256(backup.path) == backup.sha256
    except OSError as error:
        raise _unfit(backup, "cannot be read") from error
    if not same_bytes:
        raise _unfit(backup, "is not what it was when it was made")
    acts, tips = examined(backup.path, key)
    if (acts, tips) != (backup.acts, backup.tips):
        raise _unfit(backup, "holds other acts than its note says")


def dataset_copy(files: StoreFiles, name: str) -> Path:
    """Where the backups' one copy of a dataset lies."""
    return files.backups / "datasets" / f"{name}.leaptui"


def _copy_keys(files: StoreFiles, backup: Backup) -> None:
    # A store opened by its recovery sheet may have none; the sheet opens the backup too.
    for path in (files.keys, files.keys_copy):
        if path.exists():
            write_private(backup.keys, content=path.read_bytes())
            return


def copy_under(
    connection: Connection, path: Path, key: StoreKey, between: Callable[[], None] = lambda: None
) -> None:
    """Copy every page of an open file into an empty one, encrypted by a key that may be another.

    Args:
        connection: To the file.
        path: The empty file.
        key: What will open it.
        between: Called after each slice of a megabyte.

    Raises:
        StoreDamaged: A page of the file is damaged.
    """
    with told():
        # SQLite copies a page it cannot prove as it finds it, and in the copy it would pass for sound.
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            raise StoreDamaged(
                "A page of the file is damaged, so it was not copied.",
                safe="Nothing was changed, and the backups there are stay.",
                next_step="Run `leaptui check`.",
            )
    target = connect(path, key)
    try:
        with told():
            connection.backup(target, pages=_PAGES_A_SLICE, progress=lambda *_: between())
    finally:
        target.close()


def _described(
    beside: Path, path: Path, key: StoreKey, store: str, made: str, datasets: tuple[str, ...]
) -> Backup:
    acts, tips = examined(beside, key)
    return Backup(
        path=path, made=made, store=store, acts=acts, tips=tips, datasets=datasets, sha256=_sha256(beside)
    )


def examined(path: Path, key: StoreKey) -> tuple[int, tuple[tuple[str, str, int, str], ...]]:
    """Open a copy, have every page proved, and count what it holds: its acts, and the tips of its chains.

    Raises:
        StoreDamaged: It is not whole.
    """
    connection = connect(path, key, read_only=True)
    try:
        with told():
            bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            (acts,) = connection.execute("SELECT count(*) FROM act").fetchone()
            tips = tips_of(connection)
    finally:
        connection.close()
    if bad or sound != "ok":
        raise StoreDamaged(
            f"The backup {path.name} is damaged.",
            safe="The store itself is as it was.",
            next_step="Make another one, or use an older one.",
        )
    return acts, tips


def tips_of(connection: Connection) -> tuple[tuple[str, str, int, str], ...]:
    """The newest act of every chain: device, stream, its number, its hash."""
    rows = connection.execute(
        "SELECT device, stream, seq, hash FROM act a WHERE seq="
        "(SELECT max(seq) FROM act b WHERE b.device=a.device AND b.stream=a.stream)"
        " ORDER BY device, stream, hash"
    ).fetchall()
    return tuple((device, stream, seq, name.hex()) for device, stream, seq, name in rows)


def _copy_datasets(files: StoreFiles) -> tuple[str, ...]:
    names = sorted(path.stem for path in files.datasets.glob("*.leaptui"))
    for name in names:
        copy = dataset_copy(files, name)
        if copy.exists():
            continue
        private_folder(copy.parent)
        beside = copy.with_suffix(".part")
        beside.unlink(missing_ok=True)
        private_file(beside)
        shutil.copyfile(files.dataset(name), beside)
        flush(beside)
        into_place(beside, copy)
    return tuple(names)


def _rotate(files: StoreFiles) -> None:
    there = backups(files)
    kept = worth_keeping(backup.made for backup in there)
    for backup in there:
        if backup.made not in kept:
            for path in (backup.path, backup.keys, backup.path.with_suffix(".json")):
                path.unlink(missing_ok=True)
    needed = {name for backup in backups(files) for name in backup.datasets}
    for copy in (files.backups / "datasets").glob("*.leaptui"):
        if copy.stem not in needed:
            copy.unlink(missing_ok=True)


def _note(backup: Backup) -> bytes:
    said = {
        "made": backup.made,
        "store": backup.store,
        "acts": backup.acts,
        "tips": backup.tips,
        "datasets": backup.datasets,
        "sha256": backup.sha256,
    }
    return (json.dumps(said, indent=1) + "\n").encode()


def _read_note(path: Path) -> Backup:
    said: dict[str, Any] = json.loads(path.read_bytes())
    return Backup(
        path=path.with_suffix(".leaptui"),
        made=str(datetime.fromisoformat(said["made"]) and said["made"]),
        store=str(said["store"]),
        acts=int(said["acts"]),
        tips=tuple((str(a), str(b), int(c), str(d)) for a, b, c, d in said["tips"]),
        datasets=tuple(str(name) for name in said["datasets"]),
        sha256=str(said["sha256"]),
    )


def _free_name(folder: Path, made: str) -> Path:
    when = datetime.fromisoformat(made).astimezone(UTC)
    stem = f"{when:%Y-%m-%dT%H-%M-%S}"
    taken = {path.stem for path in folder.glob("*")}
    names = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return folder / f"{next(name for name in names if name not in taken)}.leaptui"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unfit(backup: Backup, how: str) -> StoreDamaged:
    return StoreDamaged(
        f"The backup {backup.name} {how}.",
        safe="The store itself is as it was.",
        next_step="Use another backup: `leaptui backup list`.",
    )
