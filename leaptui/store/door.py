"""The one way in: every act is written here, and its changes shown in the tables, in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from leaptui.domain.errors import ChangedMeanwhile
from leaptui.domain.record import Record
from leaptui.domain.text import clean
from leaptui.store.act_log import SALT_BYTES, Act, ActHash, Change, append, heads, moment, value_at
from leaptui.store.codec import told_at_birth, values_of
from leaptui.store.connection import Connection, writing
from leaptui.store.edit_history import drop_steps
from leaptui.store.field_rules import Field, Kind, Value
from leaptui.store.projection import project, row_of
from leaptui.store.registry import kind_of
from leaptui.store.text_merge import merge3

Cell: TypeAlias = tuple[str, str]
"""A record's id and the key of one of its fields."""
Seen: TypeAlias = Mapping[Cell, bytes]
"""What an editor opened on: for each field, the acts whose changes stood then."""

_CLOCK_SHIFT = 16


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, on which device, by which clock."""

    actor: str
    device: str
    now_ms: Callable[[], int]


@dataclass(slots=True)
class Said:
    """What an act is to say of one record: the changed fields by key, and whether it is new."""

    kind: Kind
    record: str
    new: bool
    values: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """The act's own words."""

    verb: str
    stream: str
    reason: str | None = None
    undoes: bytes | None = None


def apply(
    connection: Connection, author: Author, deed: Deed, puts: Sequence[Record], seen: Seen | None = None
) -> ActHash | None:
    """Write records as one act that says only what differs from the store.

    A draft is dropped where the act writes its field, and where it says what the store says already.

    Args:
        connection: The writer's.
        author: Who does it.
        deed: What it is called, in which stream.
        puts: The records as they are to be, each once.
        seen: What an editor opened on. Where a field has changed since, two edits of a note are
            joined by lines; any other field is refused.

    Returns:
        The act's name, or nothing when there was no difference.

    Raises:
        ChangedMeanwhile: A field was changed since it was seen. Nothing is written.
        UnknownName: A record refers to one that is not there. Nothing is written.
    """
    if len({record.id for record in puts}) != len(puts):
        raise ValueError("a record stands twice in one act")
    with writing(connection, guarded=False):
        said = [_difference(connection, record, seen or {}) for record in puts]
        act = write(connection, author, deed, [each for each in said if each.values or each.new])
        _drop_settled_drafts(connection, puts)
        for record in puts:
            if record.deleted:
                drop_steps(connection, record.id)
    return act


def _difference(connection: Connection, record: Record, seen: Seen) -> Said:
    kind = kind_of(record.kind)
    stored = row_of(connection, kind, record.id)
    if stored is None:
        _refuse_another_kind(connection, record)
        return Said(kind, record.id, new=True, values=told_at_birth(record))
    wanted = values_of(record)
    said = Said(kind, record.id, new=False)
    for each in kind.fields:
        value, shown = wanted[each.key], stored[each.key]
        opened_on = seen.get((record.id, each.key))
        if opened_on is not None:
            value = _joined(connection, record.id, each, opened_on, value, shown)
        if value != shown:
            said.values[each.key] = value
    return said


def _refuse_another_kind(connection: Connection, record: Record) -> None:
    row = connection.execute("SELECT kind FROM change WHERE record=? LIMIT 1", (record.id,)).fetchone()
    if row is not None:
        raise ValueError(f"{record.id} is the id of a record of the kind {row[0]}")


def _joined(
    connection: Connection, record: str, cell: Field, opened_on: bytes, value: Value, shown: Value
) -> Value:
    """What to write of a field that an editor had open: its text, joined with what came in meanwhile."""
    if heads(connection, record, cell.key) == opened_on:
        return value
    before = value_at(connection, record, cell.key, opened_on, cell.default)
    if value in (before, shown):
        return shown
    if cell.by_lines:
        return merge3(str(before or ""), str(shown or ""), str(value or ""))
    raise ChangedMeanwhile(
        f"Somebody changed “{cell.key.replace('_', ' ')}” while it was open here.",
        safe="Nothing was changed.",
        next_step="Look at the new value, then change it again.",
    )


def write(connection: Connection, author: Author, deed: Deed, said: Sequence[Said]) -> ActHash | None:
    """Append one act and show its changes. Inside a transaction, with the guard lifted."""
    if not any(each.values for each in said):
        return None
    act = _act(connection, author, deed, said)
    appended = append(connection, act)
    rows = iter(appended.rows)
    for each in said:
        first, *_ = [next(rows) for _ in each.values]
        project(connection, each.kind, each.record, each.values, first if each.new else None)
    connection.executemany(
        "DELETE FROM draft WHERE record=? AND field=?",
        [(change.record, change.field) for change in act.changes],
    )
    return ActHash(appended.hash.hex())


def _act(connection: Connection, author: Author, deed: Deed, said: Sequence[Said]) -> Act:
    last = connection.execute(
        "SELECT hash, seq FROM act WHERE device=? AND stream=? ORDER BY seq DESC, n DESC LIMIT 1",
        (author.device, deed.stream),
    ).fetchone()
    (newest,) = connection.execute("SELECT max(hlc) FROM act").fetchone()
    now = author.now_ms()
    return Act(
        prev=last[0] if last else None,
        device=author.device,
        stream=deed.stream,
        seq=last[1] + 1 if last else 1,
        # The clock only orders: it never runs back, whatever the wall clock does.
        hlc=max((newest or 0) + 1, now << _CLOCK_SHIFT),
        at=moment(now),
        actor=clean(author.actor),
        verb=clean(deed.verb),
        reason=clean(deed.reason) if deed.reason else None,
        undoes=deed.undoes,
        changes=tuple(
            Change(
                each.kind.key,
                each.record,
                key,
                value,
                secrets.token_bytes(SALT_BYTES),
                b"" if each.new else heads(connection, each.record, key),
            )
            for each in said
            for key, value in each.values.items()
        ),
    )


def _drop_settled_drafts(connection: Connection, puts: Sequence[Record]) -> None:
    for record in puts:
        drafts = connection.execute("SELECT field, text FROM draft WHERE record=?", (record.id,)).fetchall()
        for key, text in drafts:
            if clean(str(getattr(record, key, None))) == text:
                connection.execute("DELETE FROM draft WHERE record=? AND field=?", (record.id, key))
