"""Imported calls and attachments: one encrypted file for each, written once and never changed.

They lie outside the store's own file so that backups copy each of them once, and forgetting
one is removing a file.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from leaptui.domain.errors import StoreDamaged
from leaptui.store.connection import Connection, connect, told
from leaptui.store.files import StoreFiles, flush, into_place, private_file, private_folder, refused
from leaptui.store.keys import StoreKey

_NAME = re.compile(r"[0-9a-f]{64}")
_MAKE = "CREATE TABLE part(n INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT"


class PartWriter:
    """Takes the parts of a dataset in order."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, part: bytes) -> None:
        """Write one part: the bytes of a Parquet file."""
        with told():
            self._connection.execute("INSERT INTO part(bytes) VALUES(?)", (part,))


@contextmanager
def new_dataset(files: StoreFiles, key: StoreKey, name: str) -> Iterator[PartWriter]:
    """Write a dataset: its file appears when the block ends well, and leaves nothing when it does not.

    Args:
        files: The store.
        key: The store's key, which encrypts datasets too.
        name: SHA-256 over source and recipe, 64 hexadecimal digits.
    """
    path = files.dataset(_checked(name))
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    with refused("The file cannot be written", "Nothing else was changed."):
        private_folder(files.datasets)
        private_file(beside)
    try:
        connection = connect(beside, key)
        try:
            with told():
                # Half a file is thrown away whole, so nothing need be taken back; it is flushed once, below.
                connection.execute("PRAGMA journal_mode=OFF")
                connection.execute("PRAGMA synchronous=OFF")
                connection.execute(_MAKE)
            yield PartWriter(connection)
        finally:
            connection.close()
        with refused("The file cannot be written", "Nothing else was changed."):
            flush(beside)
            into_place(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def dataset_parts(files: StoreFiles, key: StoreKey, name: str) -> list[bytes]:
    """The parts of a dataset, in order.

    Raises:
        StoreDamaged: Its file is missing or damaged.
    """
    path = files.dataset(_checked(name))
    if not path.exists():
        raise StoreDamaged(
            f"The calls or attachment {name[:8]} is not in {files.datasets}.",
            safe="What was noted about it is.",
            next_step="Restore a backup, or import the file again.",
        )
    try:
        connection = connect(path, key, read_only=True)
        try:
            with told():
                return [row[0] for row in connection.execute("SELECT bytes FROM part ORDER BY n")]
        finally:
            connection.close()
    except StoreDamaged as error:
        raise StoreDamaged(
            f"The file of the calls or attachment {name[:8]} is damaged.",
            safe="Notes and decisions are in another file.",
            next_step="Restore a backup, or import the file again.",
        ) from error


def has_dataset(files: StoreFiles, name: str) -> bool:
    """Whether the calls of a dataset are here."""
    return _NAME.fullmatch(name) is not None and files.dataset(name).exists()


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError("a dataset's name is a SHA-256 in hexadecimal digits")
    return name
