"""Making a store: a key nobody has had before, its wrap, its recovery sheet, its file."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

from leaptui.domain.errors import InputRefused, StoreUnavailable
from leaptui.domain.identity import record_id
from leaptui.store import swap
from leaptui.store.act_log import moment
from leaptui.store.connection import connect, told
from leaptui.store.files import StoreFiles, flush, into_place, private_file, private_folder
from leaptui.store.keys import (
    STRENGTH,
    StoreKey,
    Strength,
    WrappedKeys,
    new_key,
    wrap_by_passphrase,
    write_keys,
)
from leaptui.store.migrations import migrate
from leaptui.store.opening import Unlocked, open_unlocked
from leaptui.store.recovery import RecoverySheet, sheet_for
from leaptui.store.store import Store


def create_store(
    home: Path,
    passphrase: str,
    *,
    now_ms: Callable[[], int],
    actor: str = "",
    strength: Strength = STRENGTH,
) -> tuple[Store, RecoverySheet]:
    """Make a store and open it.

    Its file is made beside its place and renamed last: a store that was half made is not there.

    Args:
        home: The folder; made where it is missing, for its owner alone.
        passphrase: What will open it.
        now_ms: Wall clock, milliseconds since 1970 UTC.
        actor: Who writes the acts that follow.
        strength: What a guess at the passphrase costs.

    Raises:
        InputRefused: There is a store already, or the passphrase is empty.
        StoreUnavailable: The folder cannot be written to.
    """
    files = StoreFiles(Path(home))
    if files.store.exists() or swap.under_way(files):
        raise InputRefused(
            f"There is a store in {files.home} already.",
            safe="It was not touched.",
            next_step="Open it, or name another folder.",
        )
    key = new_key()
    name = record_id(now_ms(), secrets.token_bytes(10))
    created = moment(now_ms())
    wrap = wrap_by_passphrase(key, name, passphrase, strength)
    try:
        private_folder(files.home)
        write_keys(files, WrappedKeys(name, key.salt, created, (wrap,)))
        make_file(files.store, key, name, created)
    except OSError as error:
        raise StoreUnavailable(
            f"No store can be made in {files.home}: {error.strerror}.",
            safe="Nothing else was changed.",
            next_step="Name another folder, or check who owns this one.",
        ) from error
    store = open_unlocked(files, lambda: Unlocked(key, name), now_ms=now_ms, read_only=False, actor=actor)
    return store, sheet_for(key, name)


def make_file(path: Path, key: StoreKey, name: str, created: str) -> None:
    """Make the file of a store without an act."""
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    private_file(beside)
    try:
        connection = connect(beside, key)
        try:
            migrate(connection)
            with told():
                connection.execute("INSERT INTO store(id, created) VALUES(?,?)", (name, created))
        finally:
            connection.close()
        flush(beside)
        into_place(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
