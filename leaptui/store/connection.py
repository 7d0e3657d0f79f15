"""A connection to an encrypted file, opened so that none of the known traps can close on it.

SQLCipher makes a plain file when the key is forgotten, makes a new one when the path is wrong,
and writes its complaints to the terminal: hence the order of things in `connect`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote

from sqlcipher3 import dbapi2

from leaptui.domain.errors import LeapError, StoreDamaged, StoreHeld, StoreUnavailable, UnknownName
from leaptui.store.keys import StoreKey

if TYPE_CHECKING:
    import sqlite3

    Connection: TypeAlias = sqlite3.Connection  # SQLCipher's has the same interface and no types
    DatabaseError: TypeAlias = sqlite3.Error
else:
    Connection = dbapi2.Connection
    DatabaseError = dbapi2.Error

_PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA recursive_triggers=ON",  # without it a replaced row leaves its words in the search index
    "PRAGMA busy_timeout=1500",
    "PRAGMA cache_size=-64000",  # kB. A page not kept is decrypted and proved anew each time it is read
)
_WRITER_PRAGMAS = (
    "PRAGMA journal_mode=DELETE",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA fullfsync=ON",  # macOS flushes the drive itself only when asked
)
# Actions that change nothing; whatever else is tried outside the door is refused.
_HARMLESS = frozenset(
    {
        dbapi2.SQLITE_SELECT,
        dbapi2.SQLITE_READ,
        dbapi2.SQLITE_TRANSACTION,
        dbapi2.SQLITE_PRAGMA,
        dbapi2.SQLITE_FUNCTION,
        dbapi2.SQLITE_RECURSIVE,
    }
)
_ROW_CHANGES = frozenset({dbapi2.SQLITE_INSERT, dbapi2.SQLITE_UPDATE, dbapi2.SQLITE_DELETE})
_OPEN_TO_ALL = frozenset({"draft", "edit_history"})


def connect(path: Path, key: StoreKey, *, read_only: bool = False) -> Connection:
    """Open an encrypted file that exists, or a new empty one made by `private_file`.

    Raises:
        StoreDamaged: The file does not open with this key.
        StoreUnavailable: The disk or the system refuses.
    """
    mode = "ro" if read_only else "rw"
    with told():
        connection: Connection = dbapi2.connect(
            f"file:{quote(str(path))}?mode={mode}", uri=True, isolation_level=None
        )
    try:
        with told():
            connection.execute("PRAGMA cipher_log_level=NONE")
            connection.execute(key.pragma)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            for pragma in _PRAGMAS if read_only else _PRAGMAS + _WRITER_PRAGMAS:
                connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def guard(connection: Connection) -> None:
    """From now on refuse every write but those to drafts and to what an editor can undo."""
    connection.set_authorizer(_allow)


def _allow(action: int, subject: str | None, _2: str | None, _3: str | None, _4: str | None) -> int:
    allowed = action in _HARMLESS or (action in _ROW_CHANGES and subject in _OPEN_TO_ALL)
    return int(dbapi2.SQLITE_OK if allowed else dbapi2.SQLITE_DENY)


@contextmanager
def writing(connection: Connection, *, guarded: bool = True) -> Iterator[Connection]:
    """One transaction: all of it or nothing.

    Args:
        connection: The writer's.
        guarded: False lifts the guard for its duration; only the door and the rebuild ask for that.
    """
    with told():
        if not guarded:
            connection.set_authorizer(None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        finally:
            if not guarded:
                guard(connection)


@contextmanager
def told() -> Iterator[None]:
    """Turn what the database says into words for a person."""
    try:
        yield
    except DatabaseError as error:
        if isinstance(error, dbapi2.ProgrammingError | dbapi2.InterfaceError):
            raise  # not the database's complaint but our own mistake, another thread's call for one
        raise _in_words(_name_of(error), error) from error


def _name_of(error: Any) -> str:
    """SQLite's name for an error. Copying a store tells none, only the sentence that belongs to it."""
    sentences = {
        "database or disk is full": "SQLITE_FULL",
        "disk I/O error": "SQLITE_IOERR",
        "database disk image is malformed": "SQLITE_CORRUPT",
        "file is not a database": "SQLITE_NOTADB",
        "database is locked": "SQLITE_BUSY",
    }
    return str(getattr(error, "sqlite_errorname", "") or sentences.get(str(error), ""))


def _in_words(name: str, error: Any) -> LeapError:
    if name.startswith("SQLITE_FULL"):
        return StoreUnavailable(
            "The disk is full.",
            safe="What was saved before is safe; the last change is not saved.",
            next_step="Free some space and save again.",
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR_CORRUPTFS")):
        return StoreDamaged(
            "The store's file is damaged.",
            safe="Nothing was written to it.",
            next_step="Run `leaptui backup salvage`, or restore a backup with `leaptui backup restore`.",
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreHeld("Another program is using the store's file.", next_step="Close it and try again.")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR")):
        return StoreUnavailable(
            f"The store's file cannot be read or written ({error}).",
            safe="What was saved before is safe.",
            next_step="Check the disk, and who may write to the folder.",
        )
    if name.startswith("SQLITE_CONSTRAINT") and "FOREIGN KEY" in str(error):
        return UnknownName(
            "The change refers to a record that is not in this store.", safe="Nothing was changed."
        )
    return StoreUnavailable(
        f"The store could not do that ({error}).",
        safe="What was saved before is safe; this change is not saved.",
    )
