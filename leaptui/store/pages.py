"""Whether every page of an encrypted file proves itself.

Each page carries a seal (HMAC-SHA-512) over its content and number, so that a page that was
changed by anything but the store's own key cannot pass. About 3 to 7 ms a megabyte.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from leaptui.store.connection import Connection, connect, told
from leaptui.store.keys import StoreKey

PROVED_AT_OPENING = 16 << 20
"""Bytes. A larger file would keep a person waiting; it is for the app to prove it meanwhile."""
_NUMBER = re.compile(r"\bpage (\d+)")
_NAMED = 5


def damaged_pages(connection: Connection) -> tuple[int, ...]:
    """The numbers of the pages that do not prove themselves, from 1; one that cannot be told is 0."""
    with told():
        said = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check").fetchall()]
    return tuple(int(found[1]) if (found := _NUMBER.search(each)) else 0 for each in said)


def proof_of(path: Path, key: StoreKey) -> Callable[[], tuple[int, ...]]:
    """The same for a file on a connection of its own, to be called on any thread."""

    def proof() -> tuple[int, ...]:
        connection = connect(path, key, read_only=True)
        try:
            return damaged_pages(connection)
        finally:
            connection.close()

    return proof


def in_words(pages: tuple[int, ...]) -> str:
    """What a person is told of damaged pages, and what to do; empty when there are none."""
    if not pages:
        return ""
    named = ", ".join(str(page) for page in pages[:_NAMED])
    rest = f" and {len(pages) - _NAMED:,} more" if len(pages) > _NAMED else ""
    which = (
        f"Page {named} of the store's file is"
        if len(pages) == 1
        else f"Pages {named}{rest} of the store's file are"
    )
    return (
        f"{which} damaged, so it is open for reading only and some of it may not be shown."
        " Run `leaptui backup salvage`: it keeps the file, and puts what can be read into a copy of the newest backup."
    )
