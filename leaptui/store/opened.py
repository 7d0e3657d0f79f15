"""What opening a store brings together."""

from __future__ import annotations

from dataclasses import dataclass

from leaptui.store.connection import Connection
from leaptui.store.door import Author
from leaptui.store.files import StoreFiles
from leaptui.store.keys import StoreKey
from leaptui.store.lock import WriterLock


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What opening a store brought together.

    Attributes:
        files: Where it lies.
        key: Its key.
        store: Its name, for ever.
        connection: To its file.
        author: Who writes.
        lock: Held while it may be written to; nothing when it was opened for reading.
        notice: What a person should be told about this store, a sentence, or empty.
        proved: Whether every page was proved; a large file is proved later (`Store.page_proof`).
    """

    files: StoreFiles
    key: StoreKey
    store: str
    connection: Connection
    author: Author
    lock: WriterLock | None
    notice: str = ""
    proved: bool = True
