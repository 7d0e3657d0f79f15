"""A new key for a store: every page written anew under it, in a copy that then takes the store's place.

This is for a key that somebody else may have: a recovery sheet or a copy of `store.keys` with its
passphrase in the wrong hands. It protects what is in the store from now on. Copies and backups
made before stay readable by the old key, wherever they are.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from leaptui.domain.errors import StoreDamaged
from leaptui.store import swap
from leaptui.store.backup import copy_under, examined
from leaptui.store.connection import Connection, connect
from leaptui.store.files import StoreFiles, flush, private_file, refused, write_private
from leaptui.store.keys import StoreKey, Strength, WrappedKeys, keys_as_json, new_key, wrap_by_passphrase
from leaptui.store.recovery import RecoverySheet, sheet_for


@dataclass(frozen=True, slots=True)
class Rotated:
    """A store under a new key.

    Attributes:
        sheet: Its recovery sheet; the old one opens only what was made before.
        kept: The folder of the store as it was, a home of its own.
    """

    sheet: RecoverySheet
    kept: Path


def make_ready(
    files: StoreFiles,
    key: StoreKey,
    store: str,
    connection: Connection,
    passphrase: str,
    strength: Strength,
    now: str,
) -> Rotated:
    """Copy a store and its calls under a new key, prove the copies, and declare them the store.

    `swap.finish` must follow, once the store's file is closed.

    Args:
        files: The store.
        key: Its present key.
        store: Its name, which stays.
        connection: The writer's.
        passphrase: What will open it.
        strength: What a guess at that costs.
        now: ISO date and time, UTC.

    Raises:
        InputRefused: The passphrase is empty.
        StoreDamaged: A file of the store is damaged. Nothing was changed.
        StoreUnavailable: The disk refuses. Nothing was changed.
    """
    fresh = new_key()
    wrap = wrap_by_passphrase(fresh, store, passphrase, strength)
    with refused("The store cannot be copied under a new key", "The store is as it was."):
        new = swap.begun(files)
        try:
            _copy_store(files, key, connection, new, fresh)
            for path in sorted(files.datasets.glob("*.leaptui")):
                _copy_dataset(path, key, new.dataset(path.stem), fresh)
            keys = WrappedKeys(store, fresh.salt, now, (wrap,))
            write_private(new.keys, content=keys_as_json(keys))
            stamp = now[: len("2025-01-01T00:00:00")].replace(":", "-")
            return Rotated(sheet_for(fresh, store), swap.ready(files, new, stamp))
        except BaseException:
            shutil.rmtree(new.home, ignore_errors=True)
            raise


def _copy_store(
    files: StoreFiles, key: StoreKey, connection: Connection, new: StoreFiles, fresh: StoreKey
) -> None:
    private_file(new.store)
    copy_under(connection, new.store, fresh)
    flush(new.store)
    if examined(new.store, fresh) != examined(files.store, key):
        raise StoreDamaged(
            "The copy of the store does not hold what the store does.", safe="The store is as it was."
        )


def _copy_dataset(path: Path, key: StoreKey, copy: Path, fresh: StoreKey) -> None:
    private_file(copy)
    try:
        source = connect(path, key, read_only=True)
        try:
            copy_under(source, copy, fresh)
        finally:
            source.close()
        flush(copy)
        proof = connect(copy, fresh, read_only=True)
        try:
            bad = proof.execute("PRAGMA cipher_integrity_check").fetchall()
        finally:
            proof.close()
    except StoreDamaged as error:
        raise _damaged(path) from error
    if bad:
        raise _damaged(path)


def _damaged(path: Path) -> StoreDamaged:
    return StoreDamaged(
        f"The file of dataset {path.stem[:8]} is damaged and cannot be copied under a new key.",
        safe="The store is as it was.",
        next_step="Import that file again or restore a backup, then change the key.",
    )
