"""What is being typed, safe on disk before it is a change in the log.

A draft is one row for each field that is open in an editor. It remembers the acts the editor
opened on, so that committing it later joins it with whatever came in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from leaptui.domain.text import clean
from leaptui.store.act_log import heads, moment
from leaptui.store.connection import Connection, told, writing
from leaptui.store.door import Seen
from leaptui.store.edit_history import write_steps


@dataclass(frozen=True, slots=True)
class Draft:
    """Text that was typed and not yet made a change.

    Attributes:
        record: Id of the record it belongs to, which need not be in the store yet.
        field: Key of the field.
        text: All of the text.
        at: When it was last saved, ISO date and time, UTC.
        seen: What its editor opened on; hand it to `Store.apply` with the text.
    """

    record: str
    field: str
    text: str
    at: str
    seen: Seen


_ONE = "SELECT record, field, text, at, bases FROM draft WHERE record=? AND field=?"
_ALL = "SELECT record, field, text, at, bases FROM draft ORDER BY at DESC, record, field"


def put_draft(
    connection: Connection,
    now_ms: int,
    record: str,
    field: str,
    text: str,
    seen: Seen | None,
    steps: object | None = None,
) -> str:
    """Save what stands in an editor; on return it is on the disk.

    Args:
        connection: The writer's.
        now_ms: Wall clock.
        record: The record's id.
        field: The field's key.
        text: All of the text.
        seen: What the editor opened on; without it, what stands in the store at the first save.
        steps: What the editor can undo, anything JSON can hold; without it, what was kept stays.

    Returns:
        When it was saved, ISO date and time, UTC.
    """
    at = moment(now_ms)
    given = (seen or {}).get((record, field))
    with writing(connection):
        bases = heads(connection, record, field) if given is None else given
        connection.execute(
            "INSERT INTO draft(record, field, text, bases, at) VALUES(?,?,?,?,?)"
            " ON CONFLICT(record, field) DO UPDATE SET text=excluded.text, at=excluded.at",
            (record, field, clean(text), bases, at),
        )
        if steps is not None:
            write_steps(connection, record, field, text, steps)
    return at


def draft(connection: Connection, record: str, field: str) -> Draft | None:
    """The draft of a field, if there is one."""
    with told():
        row = connection.execute(_ONE, (record, field)).fetchone()
    return _draft(row) if row else None


def drafts(connection: Connection) -> list[Draft]:
    """All drafts, the newest first. Any at opening are what a crash left."""
    with told():
        rows = connection.execute(_ALL).fetchall()
    return [_draft(row) for row in rows]


def discard_draft(connection: Connection, record: str, field: str) -> None:
    """Drop a draft; nothing happens where there is none."""
    with writing(connection):
        connection.execute("DELETE FROM draft WHERE record=? AND field=?", (record, field))


def _draft(row: Any) -> Draft:
    record, field, text, at, bases = row
    return Draft(record, field, text, at, {(record, field): bases})
