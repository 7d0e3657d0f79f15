"""What an editor can undo of a field, kept beside the field: never in the log, never in a document.

One row for a field, with the digest of the text its steps lead to. Where the text has become
another meanwhile, by whatever way, the digest does not match and the steps are not used.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any

from leaptui.domain.text import clean
from leaptui.store.connection import Connection, told, writing

_QUICK = 1
"""Least zlib effort: it runs at every quarter of a second while somebody types."""


def put_steps(connection: Connection, record: str, field: str, text: str, steps: object) -> None:
    """Keep the steps that lead to a text, in place of older ones.

    Args:
        connection: The writer's.
        record: The record's id.
        field: The field's key.
        text: The text they lead to.
        steps: Anything JSON can hold.
    """
    if not _leads_to(connection, record, field, text):  # mostly the last draft has brought them already
        with writing(connection):
            write_steps(connection, record, field, text, steps)


def write_steps(connection: Connection, record: str, field: str, text: str, steps: object) -> None:
    """Write the row. Inside a transaction."""
    packed = zlib.compress(json.dumps(steps, ensure_ascii=False).encode("utf-8", "replace"), _QUICK)
    connection.execute(
        "INSERT INTO edit_history(record, field, digest, steps) VALUES(?,?,?,?)"
        " ON CONFLICT(record, field) DO UPDATE SET digest=excluded.digest, steps=excluded.steps",
        (record, field, _digest(text), packed),
    )


def steps_to(connection: Connection, record: str, field: str, text: str) -> Any:
    """The steps that lead to exactly this text; nothing where none are kept."""
    row = _leads_to(connection, record, field, text)
    if row is None:
        return None
    try:
        return json.loads(zlib.decompress(row[0]))
    except (ValueError, zlib.error):
        return None  # only undo is gone, which nobody is owed


def drop_steps(connection: Connection, record: str) -> None:
    """Forget the steps of a record that is put away. Inside a transaction."""
    connection.execute("DELETE FROM edit_history WHERE record=?", (record,))


def _leads_to(connection: Connection, record: str, field: str, text: str) -> Any:
    with told():
        return connection.execute(
            "SELECT steps FROM edit_history WHERE record=? AND field=? AND digest=?",
            (record, field, _digest(text)),
        ).fetchone()


def _digest(text: str) -> bytes:
    return hashlib.sha256(clean(text).encode("utf-8", "replace")).digest()
