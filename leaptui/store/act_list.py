"""The acts of the log as a list: by page, by record, by the beginning of a name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from leaptui.domain.errors import UnknownName
from leaptui.domain.text import one_line
from leaptui.store.act_log import ActHash
from leaptui.store.connection import Connection, told
from leaptui.store.standing import first_doing, taken_back


@dataclass(frozen=True, slots=True, kw_only=True)
class ActSummary:
    """An act without its changes.

    Attributes:
        act: Its name.
        at: When, ISO date and time, UTC, by the clock of the computer it was done on.
        actor: Who.
        verb: What it was called.
        reason: Why, where that was said.
        stream: The engagement's id, or `house`.
        undoes: The act it took back, if it did.
        taken_back: Whether a later act took it back.
        first_verb: What was done at first, where this act took that back or did it again.
        times: 0 for an act that takes nothing back, 1 for one that does, 2 for doing again, and so on.
        records: Kind and id of each record it changed, what it says first of first.
    """

    act: ActHash
    at: str
    actor: str
    verb: str
    reason: str | None
    stream: str
    undoes: ActHash | None
    taken_back: bool
    first_verb: str
    times: int
    records: tuple[tuple[str, str], ...]


_ACTS = "SELECT n, hash, at, actor, verb, reason, stream, undoes FROM act WHERE n<?"
_NEWEST = _ACTS + " ORDER BY n DESC LIMIT ?"
_NEWEST_OF_STREAM = _ACTS + " AND stream=? ORDER BY n DESC LIMIT ?"
_NEWEST_OF_RECORD = (
    "SELECT n, hash, at, actor, verb, reason, stream, undoes FROM act"
    " WHERE n<? AND n IN (SELECT act FROM change WHERE record=?) ORDER BY n DESC LIMIT ?"
)
_NAMED = "SELECT n, hash, at, actor, verb, reason, stream, undoes FROM act WHERE hash>=? AND hash<? LIMIT 2"
_RECORDS = (
    "SELECT act, kind, record FROM change WHERE act IN (SELECT value FROM json_each(?))"
    " GROUP BY act, record ORDER BY act, min(n)"
)
_AFTER_ALL = (1 << 63) - 1


def acts(
    connection: Connection,
    stream: str | None,
    limit: int,
    *,
    before: ActHash | None = None,
    record: str | None = None,
) -> list[ActSummary]:
    """The newest acts of a stream, of a record, or of all, the newest first.

    Args:
        connection: Any.
        stream: Only of this one.
        limit: How many at most.
        before: Only those older than this one.
        record: Only those that changed this one, in whichever stream.

    Raises:
        UnknownName: There is no act `before`.
    """
    with told():
        until = _AFTER_ALL if before is None else number_of(connection, before)
        if record is not None:
            rows = connection.execute(_NEWEST_OF_RECORD, (until, record, limit)).fetchall()
        elif stream is not None:
            rows = connection.execute(_NEWEST_OF_STREAM, (until, stream, limit)).fetchall()
        else:
            rows = connection.execute(_NEWEST, (until, limit)).fetchall()
        return _summaries(connection, rows)


def act_named(connection: Connection, beginning: str) -> ActSummary:
    """The act whose name begins so.

    Raises:
        UnknownName: There is none, or several.
    """
    name = beginning.strip().lower()
    least, most = name_of(ActHash(name.ljust(64, "0"))), name_of(ActHash(name.ljust(64, "f")))
    with told():
        rows = connection.execute(_NAMED, (least, most + b"\0")).fetchall() if name else []
        if len(rows) != 1:
            how = "Several acts have names that begin" if rows else "There is no act whose name begins"
            raise UnknownName(
                f"{how} with “{one_line(beginning)}”.",
                safe="Nothing was changed.",
                next_step="List them with `leaptui engagement history`.",
            )
        return _summaries(connection, rows)[0]


def act_count(connection: Connection) -> int:
    """How many acts there are."""
    with told():
        return int(connection.execute("SELECT count(*) FROM act").fetchone()[0])


def _summaries(connection: Connection, rows: Sequence[Any]) -> list[ActSummary]:
    if not rows:
        return []
    gone = taken_back(connection, min(row[0] for row in rows))
    records: dict[int, list[tuple[str, str]]] = {row[0]: [] for row in rows}
    for n, kind, record in connection.execute(_RECORDS, (json.dumps(list(records)),)):
        records[n].append((kind, record))
    doings = {row[0]: first_doing(connection, row[4], row[7]) for row in rows}
    return [
        ActSummary(
            act=ActHash(row[1].hex()),
            at=row[2],
            actor=row[3],
            verb=row[4],
            reason=row[5],
            stream=row[6],
            undoes=ActHash(row[7].hex()) if row[7] else None,
            taken_back=row[1] in gone,
            first_verb=doings[row[0]][0],
            times=doings[row[0]][1],
            records=tuple(records[row[0]]),
        )
        for row in rows
    ]


def number_of(connection: Connection, act: ActHash) -> int:
    """The number of an act in this copy of the log.

    Raises:
        UnknownName: There is no such act.
    """
    row = connection.execute("SELECT n FROM act WHERE hash=?", (name_of(act),)).fetchone()
    if row is None:
        raise UnknownName("There is no such act in this store.", safe="Nothing was changed.")
    return int(row[0])


def name_of(act: ActHash) -> bytes:
    """An act's name as the log holds it.

    Raises:
        UnknownName: It cannot be one.
    """
    try:
        return bytes.fromhex(act)
    except ValueError:
        raise UnknownName("That is not the name of an act.", safe="Nothing was changed.") from None
