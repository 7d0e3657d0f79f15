"""Opening a store that is there, and saying plainly why one cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from leaptui.domain.errors import LeapError, StoreDamaged, StoreHeld, StoreUnavailable, WrongKey
from leaptui.store import swap
from leaptui.store.act_log import moment
from leaptui.store.connection import Connection, connect, guard, told
from leaptui.store.device import device_of
from leaptui.store.door import Author
from leaptui.store.files import Header, StoreFiles, header_of, sweep
from leaptui.store.keys import StoreKey, read_keys, unwrap
from leaptui.store.lock import FolderNotWritable, WriterLock
from leaptui.store.opened import Opened
from leaptui.store.pages import PROVED_AT_OPENING, damaged_pages, in_words
from leaptui.store.place import told_of
from leaptui.store.schema import APPLICATION_ID, SCHEMA
from leaptui.store.store import Store

_NEWER = (
    "This store was written by a newer leaptui and is open for reading only; install the newer one to write."
)
_UNCHANGEABLE = (
    "This folder or disk takes no changes, so the store is open for reading only."
    " Copy the folder to a disk of this computer to write."
)


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A key, and the name of the store it was wrapped for where that is known."""

    key: StoreKey
    store: str | None


def open_store(
    home: Path, passphrase: str, *, now_ms: Callable[[], int], read_only: bool = False, actor: str = ""
) -> Store:
    """Open the store of a home folder by its passphrase.

    Args:
        home: The folder.
        passphrase: Whose key to unwrap.
        now_ms: Wall clock, milliseconds since 1970 UTC.
        read_only: Take no lock and write nothing.
        actor: Who writes the acts that follow.

    Raises:
        WrongKey: The passphrase does not open it.
        StoreHeld: Another process writes to it.
        StoreDamaged: Its file is cut short or damaged.
        StoreUnavailable: There is no store, or not one of ours.
    """
    files = StoreFiles(Path(home))

    def unlock() -> Unlocked:
        keys = read_keys(files.keys, files.keys_copy)
        return Unlocked(unwrap(keys, passphrase), keys.store)

    return open_unlocked(files, unlock, now_ms=now_ms, read_only=read_only, actor=actor)


def open_with_sheet(
    home: Path, sheet: str, *, now_ms: Callable[[], int], read_only: bool = False, actor: str = ""
) -> Store:
    """Open a store by its recovery sheet, with or without `store.keys`. Errors are those of `open_store`."""
    from leaptui.store.recovery import key_on

    def unlock() -> Unlocked:
        return Unlocked(key_on(sheet), None)

    return open_unlocked(StoreFiles(Path(home)), unlock, now_ms=now_ms, read_only=read_only, actor=actor)


def open_unlocked(
    files: StoreFiles,
    unlock: Callable[[], Unlocked],
    *,
    now_ms: Callable[[], int],
    read_only: bool,
    actor: str,
) -> Store:
    """Open a store with whatever yields its key; the lock is taken before the key is asked for."""
    in_the_midst = swap.under_way(files)
    if not in_the_midst:
        _refuse_what_is_no_store(files)
    elif read_only:
        raise StoreUnavailable(
            "The store was left while it was given a new key.",
            safe="Nothing is lost.",
            next_step="Open it once for writing.",
        )
    lock = None if read_only else _lock(files, moment(now_ms()))
    unchangeable = not read_only and lock is None
    try:
        if in_the_midst and lock is not None:
            swap.finish(files)
            _refuse_what_is_no_store(files)
        unlocked = unlock()
        connection = _connected(files, unlocked, read_only=lock is None)
        try:
            store = _own_name(connection, unlocked)
            version = _schema_version(connection)
            proved = files.store.stat().st_size <= PROVED_AT_OPENING
            notice = in_words(damaged_pages(connection)) if proved else ""
            if version > SCHEMA:
                notice = notice or _NEWER
            if notice and version < SCHEMA:
                raise StoreDamaged(
                    "This store was last written by an older leaptui, and its file is damaged since.",
                    safe="Nothing was written to it.",
                    next_step="Run `leaptui backup salvage`, or restore a backup with `leaptui backup restore`.",
                )
            if notice and lock is not None:
                connection.close()
                lock.release()
                lock = None
                connection = _connected(files, unlocked, read_only=True)
            elif version < SCHEMA:
                _bring_forward(files, unlocked.key, store, connection, now_ms, read_only=lock is None)
            device = "" if lock is None else device_of(files, store, connection).name
            if lock is not None:
                sweep(files)
            guard(connection)
        except BaseException:
            connection.close()
            raise
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return Store(
        Opened(
            files=files,
            key=unlocked.key,
            store=store,
            connection=connection,
            author=Author(actor, device, now_ms),
            lock=lock,
            notice=" ".join(filter(None, (notice, _UNCHANGEABLE if unchangeable else told_of(files.home)))),
            proved=proved,
        )
    )


def _lock(files: StoreFiles, since: str) -> WriterLock | None:
    """The lock; nothing where the store is there and the disk takes no changes."""
    try:
        return WriterLock(files, since)
    except FolderNotWritable:
        if swap.under_way(files):
            raise
        return None


def _refuse_what_is_no_store(files: StoreFiles) -> None:
    header = header_of(files.store, b"")
    if header is Header.MISSING and files.keys.exists():
        raise StoreUnavailable(
            f"There is no store in {files.home}, though its keys are there.",
            safe="Nothing was changed.",
            next_step=(
                "Put its file back, or restore a backup with `leaptui backup restore`; where none was ever"
                " finished, move store.keys and store.keys.bak away and make one with `leaptui init`."
            ),
        )
    if header is Header.MISSING:
        raise StoreUnavailable(
            f"There is no store in {files.home}.",
            next_step="Make one with `leaptui init`, or name its folder with --home.",
        )
    if header is Header.EMPTY:
        raise StoreDamaged(
            f"The store's file {files.store} is empty.",
            safe="Nothing was written to it.",
            next_step="Run `leaptui backup salvage`, or restore a backup with `leaptui backup restore`.",
        )
    if header is Header.PLAIN:
        raise StoreUnavailable(
            f"{files.store} is a plain SQLite file, not a leaptui store.",
            safe="It was not touched.",
            next_step="Move it away, or name another folder with --home.",
        )
    # With a journal beside it the file may be in the midst of a change that SQLite will take back.
    if header is Header.SHORT and not files.journal.exists():
        if _begins_otherwise(files):
            raise _not_the_one(files)
        raise StoreDamaged(
            f"The store's file {files.store} is cut short.",
            safe="Nothing was written to it.",
            next_step="Run `leaptui backup salvage`, or restore a backup with `leaptui backup restore`.",
        )


def _connected(files: StoreFiles, unlocked: Unlocked, *, read_only: bool) -> Connection:
    try:
        return connect(files.store, unlocked.key, read_only=read_only)
    except StoreDamaged as error:
        raise _why_it_stays_shut(files, unlocked) from error
    except StoreHeld:
        raise
    except StoreUnavailable as error:
        if not (read_only and files.journal.exists()):
            raise
        raise StoreUnavailable(
            "The store was left in the midst of a change, which reading alone cannot take back.",
            safe="What was saved before is safe.",
            next_step="Open it once for writing, or a copy of its folder where this disk takes no changes.",
        ) from error


def _why_it_stays_shut(files: StoreFiles, unlocked: Unlocked) -> LeapError:
    ours = header_of(files.store, unlocked.key.salt) is Header.OURS
    if ours:
        return StoreDamaged(
            f"The first page of {files.store}, or its list of tables, is damaged.",
            safe="Nothing was written to it.",
            next_step="Run `leaptui backup salvage`, or restore a backup with `leaptui backup restore`.",
        )
    if unlocked.store is None:
        return WrongKey(
            "The recovery sheet is of another store.",
            safe="Nothing was changed.",
            next_step="Compare the store's name on the sheet with the one in store.keys.",
        )
    return _not_the_one(files)


def _not_the_one(files: StoreFiles) -> StoreUnavailable:
    return StoreUnavailable(
        f"{files.store} is not the store that store.keys belongs to, or its beginning is damaged.",
        safe="Nothing was written to it.",
        next_step="Put the right file there, or restore a backup with `leaptui backup restore`.",
    )


def _begins_otherwise(files: StoreFiles) -> bool:
    """Whether the file's first bytes are not those of the store that the keys belong to."""
    try:
        salt = read_keys(files.keys, files.keys_copy).salt
        with files.store.open("rb") as file:
            return not salt.startswith(file.read(len(salt)))
    except (OSError, StoreUnavailable):
        return False


def _own_name(connection: Connection, unlocked: Unlocked) -> str:
    with told():
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        row = connection.execute("SELECT id FROM store").fetchone() if application == APPLICATION_ID else None
    if row is None:
        raise StoreUnavailable(
            "The file is encrypted with this key but is not a leaptui store.", safe="It was not touched."
        )
    name = str(row[0])
    if unlocked.store not in (None, name):
        raise StoreUnavailable(
            "store.keys is of another store.",
            safe="Nothing was changed.",
            next_step="Put back the store.keys that belongs here; each backup has a copy.",
        )
    return name


def _schema_version(connection: Connection) -> int:
    with told():
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _bring_forward(
    files: StoreFiles,
    key: StoreKey,
    store: str,
    connection: Connection,
    now_ms: Callable[[], int],
    *,
    read_only: bool,
) -> None:
    if read_only:
        raise StoreUnavailable(
            "This store was last written by an older leaptui.",
            safe="Nothing was changed.",
            next_step="Open it once for writing; it is backed up and brought forward then.",
        )
    from leaptui.store.backup import make_backup
    from leaptui.store.migrations import migrate

    make_backup(files, key, store, connection, now_ms())
    migrate(connection)
