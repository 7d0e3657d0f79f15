"""The tables from the log alone: for migrations, and to prove that they say what the log says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from leaptui.store import statements
from leaptui.store.act_log import Rival, shown_of, split, unpack
from leaptui.store.connection import Connection
from leaptui.store.field_rules import Value
from leaptui.store.projection import project
from leaptui.store.registry import KINDS, known

_CHANGES = (
    "SELECT c.record, c.field, c.kind, c.n, c.value, c.packed, c.bases, a.hash, a.hlc, a.device"
    " FROM change c JOIN act a ON a.n=c.act ORDER BY c.record, c.field, c.act"
)


@dataclass(slots=True)
class Folded:
    """One record as the log tells it.

    Attributes:
        kind: Key of its kind.
        record: Its id.
        born: Row of its first change.
        values: What each field that was ever changed shows.
        heads: For each field, the rows of the changes that stand.
    """

    kind: str
    record: str
    born: int
    values: dict[str, Value] = field(default_factory=dict)
    heads: dict[str, list[int]] = field(default_factory=dict)


def folded(connection: Connection) -> Iterator[Folded]:
    """Every record of the log, read once through, whatever the tables say."""
    for record, changes in groupby(connection.execute(_CHANGES), key=itemgetter(0)):
        yield _fold(record, changes)


def _fold(record: str, changes: Iterator[Any]) -> Folded:
    told: Folded | None = None
    for key, cell in groupby(changes, key=itemgetter(1)):
        rows = list(cell)
        told = told or Folded(kind=rows[0][2], record=record, born=rows[0][3])
        told.born = min(told.born, rows[0][3])
        replaced = {base for row in rows for base in split(row[6])}
        standing = [row for row in rows if row[7] not in replaced]
        rivals = [Rival((row[8], row[9], row[7]), unpack(row[4], row[5])) for row in standing]
        told.values[key] = shown_of(rivals, None)
        told.heads[key] = [row[3] for row in standing]
    assert told is not None
    return told


def refill(connection: Connection) -> None:
    """Empty every derived table and fill it from the log. Inside a transaction, with the guard lifted.

    Kinds and fields this release does not know stay in the log and are not shown.
    """
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type='trigger' AND tbl_name='passage'"
    ).fetchall()
    for name, _ in triggers:  # the index is made at once at the end, in a tenth of the time
        connection.execute(statements.drop("TRIGGER", name))
    connection.execute("DELETE FROM head")
    connection.execute("DELETE FROM passage")
    for kind in reversed(KINDS):
        connection.execute(statements.empty(kind.table))
    for record in folded(connection):
        connection.executemany(
            "INSERT INTO head(record, field, change) VALUES(?,?,?)",
            [(record.record, key, n) for key, rows in record.heads.items() for n in rows],
        )
        known_kind = known(record.kind)
        if known_kind is not None:
            project(connection, known_kind, record.record, record.values, record.born)
    connection.execute("INSERT INTO passage_fts(passage_fts) VALUES('rebuild')")
    for _, statement in triggers:
        connection.execute(statement)
