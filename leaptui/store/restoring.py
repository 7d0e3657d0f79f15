"""Putting a backup in the place of the store, and keeping what stood there."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from leaptui.domain.errors import LeapError, StoreUnavailable, WrongKey
from leaptui.store import swap
from leaptui.store.act_log import moment
from leaptui.store.backup import Backup, backup_named, dataset_copy, verify_backup
from leaptui.store.files import StoreFiles, flush, into_place, private_file, private_folder
from leaptui.store.keys import StoreKey, WrappedKeys, read_keys, unwrap, write_keys
from leaptui.store.lock import WriterLock


def restore_backup(home: Path, name: str, passphrase: str, *, now_ms: Callable[[], int]) -> Backup:
    """Restore by passphrase: today's, or the one of the time of the backup.

    The store that stood there is kept beside it under another name. Acts after the backup are in
    that file only. The restored store writes under a new device name.

    Args:
        home: The store's folder, with its `backups`.
        name: The backup's name, or `newest`.
        passphrase: What opens it.
        now_ms: Wall clock, milliseconds since 1970 UTC.

    Raises:
        UnknownName: There is no such backup.
        WrongKey: The passphrase does not open it.
        StoreDamaged: The backup is not fit. Nothing was changed.
        StoreHeld: A process writes to the store.
        StoreUnavailable: It is a backup of another store, or of this one under an earlier key.
    """
    return _restore(StoreFiles(Path(home)), name, lambda keys: unwrap(keys, passphrase), None, now_ms)


def restore_with_sheet(home: Path, name: str, sheet: str, *, now_ms: Callable[[], int]) -> Backup:
    """Restore by recovery sheet, with or without wrapped keys; otherwise as `restore_backup`."""
    from leaptui.store.recovery import key_on

    key = key_on(sheet)
    return _restore(StoreFiles(Path(home)), name, lambda _: key, key, now_ms)


def _restore(
    files: StoreFiles,
    name: str,
    unlock: Callable[[WrappedKeys], StoreKey],
    on_paper: StoreKey | None,
    now_ms: Callable[[], int],
) -> Backup:
    if not swap.under_way(files):
        backup_named(files, name)  # where there is none, nothing need be locked
    lock = WriterLock(files, moment(now_ms()))
    try:
        if swap.under_way(files):
            swap.finish(files)
        backup = backup_named(files, name)
        here, theirs = _keys_at(files.keys, files.keys_copy), _keys_at(backup.keys)
        if here is not None and files.store.exists():
            _refuse_what_is_not_of(
                here, backup, theirs.salt if theirs else on_paper.salt if on_paper else here.salt
            )
        key, keys = _unlocked(here, theirs, unlock, on_paper)
        verify_backup(backup, key)
        copy_missing_datasets(files, backup)
        put_in_place(files, backup.path, f"before-restore-{moment(now_ms())}")
        if keys is not None and keys is not here:
            write_keys(files, keys)
    except OSError as error:
        raise StoreUnavailable(
            f"The backup cannot be restored: {error.strerror}.",
            safe="The backup is as it was; so is the store, in its place or beside it.",
            next_step="Free some space, or check who owns the folder, and restore again.",
        ) from error
    finally:
        lock.release()
    return backup


def _refuse_what_is_not_of(here: WrappedKeys, backup: Backup, salt: bytes) -> None:
    """In the store's place only what its keys and its calls belong to: they are under its key."""
    if here.store == backup.store and here.salt == salt:
        return
    which = "of another store" if here.store != backup.store else "of this store under an earlier key"
    raise StoreUnavailable(
        f"The backup {backup.name} is {which}.",
        safe="Nothing was changed.",
        next_step=(
            "Copy the folder `backups` it came with into a new folder, and restore it there with"
            " `leaptui --home FOLDER backup restore` and its own passphrase or sheet."
        ),
    )


def _unlocked(
    here: WrappedKeys | None,
    theirs: WrappedKeys | None,
    unlock: Callable[[WrappedKeys], StoreKey],
    on_paper: StoreKey | None,
) -> tuple[StoreKey, WrappedKeys | None]:
    """The backup's key, and the wrapped keys to go on with: today's where they are of the same key.

    The key on a recovery sheet needs none; the store then opens by the sheet until a passphrase is chosen.
    """
    same = here is not None and (theirs is None or here.salt == theirs.salt)
    candidates = [keys for keys in (here if same else None, theirs) if keys is not None]
    if on_paper is not None and not candidates:
        return on_paper, None
    refusal: LeapError = StoreUnavailable(
        "The backup's wrapped keys are missing.",
        safe="Nothing was changed.",
        next_step="Put store.keys back beside the store, or restore by the recovery sheet with --sheet-file.",
    )
    for keys in candidates:
        try:
            return unlock(keys), keys
        except WrongKey as error:
            refusal = error
    raise refusal


def put_in_place(files: StoreFiles, source: Path, aside: str) -> Path | None:
    """Copy a file into the store's place, and keep what stood there. Only while holding the lock.

    The store goes on under a new device name.

    Args:
        files: The store.
        source: What takes its place.
        aside: What to call the file that stood there: words, then ISO date and time.

    Returns:
        Where that is kept; nothing where there was none.
    """
    beside = files.store.with_name(f"{files.store.name}.{secrets.token_hex(4)}.part")
    private_file(beside)
    try:
        shutil.copyfile(source, beside)
        flush(beside)
        stamp = aside[: -len(".089Z")].replace(":", "-")
        kept = files.home / f"store.{stamp}-{secrets.token_hex(2)}.leaptui"
        stood = files.store.exists()
        # The journal goes with the file it belongs to: beside the new one it would be played into it.
        if stood:
            files.store.replace(kept)
        if files.journal.exists():
            files.journal.replace(kept.with_name(f"{kept.name}-journal"))
        into_place(beside, files.store)
        files.device.unlink(missing_ok=True)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return kept if stood else None


def copy_missing_datasets(files: StoreFiles, backup: Backup) -> None:
    """Put back the calls a backup knows of that are not there."""
    private_folder(files.datasets)
    for name in backup.datasets:
        copy, place = dataset_copy(files, name), files.dataset(name)
        if place.exists() or not copy.exists():
            continue
        beside = place.with_name(f"{place.name}.{secrets.token_hex(4)}.part")
        private_file(beside)
        shutil.copyfile(copy, beside)
        flush(beside)
        into_place(beside, place)


def _keys_at(*paths: Path) -> WrappedKeys | None:
    try:
        return read_keys(*paths)
    except StoreUnavailable:
        return None
