"""What was done, by whom, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from leaptui.domain.errors import UnknownName
from leaptui.store.act_list import name_of, number_of
from leaptui.store.act_log import ActHash, unpack, value_at
from leaptui.store.connection import Connection, told, writing
from leaptui.store.door import Author, Cell, Deed, Said, write
from leaptui.store.field_rules import Value
from leaptui.store.projection import row_of
from leaptui.store.registry import known
from leaptui.store.standing import lineage


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One field of one record changed by one act."""

    act: ActHash
    at: str
    actor: str
    verb: str
    reason: str | None
    undoes: ActHash | None
    kind: str
    record: str
    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of taking an act back.

    Attributes:
        act: The new act, or nothing when there was nothing left to take back.
        left: Fields that were changed since and stay as they are.
    """

    act: ActHash | None
    left: tuple[Cell, ...]


_CHANGES = (
    "SELECT a.hash, a.at, a.actor, a.verb, a.reason, a.undoes,"
    " c.kind, c.record, c.field, c.value, c.packed, c.bases"
    " FROM change c JOIN act a ON a.n=c.act"
)
_OF_RECORD = _CHANGES + " WHERE c.record=? ORDER BY c.n"
_OF_ACT = _CHANGES + " WHERE a.hash=? ORDER BY c.n"
_OF_CELL = _CHANGES + " WHERE a.hash=? AND c.record=? AND c.field=?"


def record_history(connection: Connection, record: str) -> list[HistoryEntry]:
    """Every change of a record, the oldest first."""
    with told():
        rows = connection.execute(_OF_RECORD, (record,)).fetchall()
        return [_entry(connection, row) for row in rows]


def act_history(connection: Connection, act: ActHash) -> list[HistoryEntry]:
    """Every change an act made."""
    with told():
        rows = connection.execute(_OF_ACT, (name_of(act),)).fetchall()
        return [_entry(connection, row) for row in rows]


def undo(connection: Connection, author: Author, act: ActHash, reason: str | None) -> Undone:
    """Take an act back by a new act. Taking that one back does the first again.

    A field goes back to what the act replaced, unless it was changed since: then it stays. A
    record born in the act is put away instead, unless any of it was changed since.

    Raises:
        UnknownName: There is no such act.
    """
    with writing(connection, guarded=False):
        n = number_of(connection, act)
        (stream,) = connection.execute("SELECT stream FROM act WHERE n=?", (n,)).fetchone()
        said, left = _taken_back(connection, n, name_of(act))
        deed = Deed(verb="undo", stream=stream, reason=reason, undoes=name_of(act))
        return Undone(write(connection, author, deed, said), tuple(left))


def restore(
    connection: Connection,
    author: Author,
    act: ActHash,
    record: str,
    key: str,
    *,
    before: bool,
    reason: str | None,
) -> ActHash | None:
    """Give one field what it held before or after an act, by a new act.

    Args:
        connection: The writer's.
        author: Who does it.
        act: The act.
        record: The record's id.
        key: The field's.
        before: Whether what the act replaced is wanted, not what it said.
        reason: Why, where that was said.

    Returns:
        The new act, or nothing where the field holds that already.

    Raises:
        UnknownName: The act changed no such field.
    """
    with writing(connection, guarded=False):
        row = connection.execute(_OF_CELL, (name_of(act), record, key)).fetchone()
        kind = known(row[6]) if row else None
        stored = row_of(connection, kind, record) if kind else None
        if kind is None or stored is None or kind.field(key) is None:
            raise UnknownName("That act changed no such field.", safe="Nothing was changed.")
        (stream,) = connection.execute("SELECT stream FROM act WHERE hash=?", (name_of(act),)).fetchone()
        entry = _entry(connection, row)
        value = entry.before if before else entry.after
        said = [Said(kind, record, new=False, values={key: value})] if value != stored[key] else []
        return write(connection, author, Deed(verb="restore", stream=stream, reason=reason), said)


def _taken_back(connection: Connection, n: int, name: bytes) -> tuple[list[Said], list[Cell]]:
    rows = connection.execute(
        "SELECT kind, record, field, bases FROM change WHERE act=? ORDER BY n", (n,)
    ).fetchall()
    by_record: dict[str, list[Any]] = {}
    for row in rows:
        by_record.setdefault(row[1], []).append(row)
    said: list[Said] = []
    left: list[Cell] = []
    for record, changes in by_record.items():
        kind = known(changes[0][0])
        stored = row_of(connection, kind, record) if kind else None
        if kind is None or stored is None:
            left.extend((record, row[2]) for row in changes)
            continue
        each = Said(kind, record, new=False)
        if _born_in(connection, record, n):
            each.values, stays = _put_away(connection, record, name, stored)
        else:
            each.values, stays = _set_back(connection, each, changes, name, stored)
        left.extend(stays)
        if each.values:
            said.append(each)
    return said, left


def _born_in(connection: Connection, record: str, n: int) -> bool:
    (first,) = connection.execute("SELECT min(act) FROM change WHERE record=?", (record,)).fetchone()
    return bool(first == n)


def _put_away(
    connection: Connection, record: str, name: bytes, stored: dict[str, Value]
) -> tuple[dict[str, Value], list[Cell]]:
    told_of = connection.execute(
        "SELECT DISTINCT field FROM change WHERE record=? AND field<>'deleted' ORDER BY field", (record,)
    ).fetchall()
    since: list[Cell] = []
    for (key,) in told_of:
        shown_after = lineage(connection, record, key)
        if name not in shown_after and shown_after[-1]:
            since.append((record, key))
    if since:
        return {}, since
    return ({} if stored["deleted"] else {"deleted": 1}), []


def _set_back(
    connection: Connection, each: Said, changes: Sequence[Any], name: bytes, stored: dict[str, Value]
) -> tuple[dict[str, Value], list[Cell]]:
    values: dict[str, Value] = {}
    stays: list[Cell] = []
    for _, record, key, bases in changes:
        field = each.kind.field(key)
        if field is None or name not in lineage(connection, record, key):
            stays.append((record, key))
            continue
        before = value_at(connection, record, key, bases, field.default)
        if before != stored[key]:
            values[key] = before
    return values, stays


def _entry(connection: Connection, row: Any) -> HistoryEntry:
    kind, record, key = row[6], row[7], row[8]
    known_kind = known(kind)
    field = known_kind.field(key) if known_kind else None
    default = field.default if field else None
    return HistoryEntry(
        act=ActHash(row[0].hex()),
        at=row[1],
        actor=row[2],
        verb=row[3],
        reason=row[4],
        undoes=ActHash(row[5].hex()) if row[5] else None,
        kind=kind,
        record=record,
        field=key,
        before=value_at(connection, record, key, row[11], default),
        after=unpack(row[9], row[10]),
    )
