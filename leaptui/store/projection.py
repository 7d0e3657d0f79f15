"""From what the log says of a record to its row, and to the passages the search index reads."""

from __future__ import annotations

from collections.abc import Mapping

from leaptui.store import statements
from leaptui.store.connection import Connection
from leaptui.store.field_rules import Kind, Value


def row_of(connection: Connection, kind: Kind, record: str) -> dict[str, Value] | None:
    """Every field of a record by key, `id` and `n` too; nothing where there is no such record."""
    row = connection.execute(statements.select(kind, kind.fields, "id=?"), (record,)).fetchone()
    if row is None:
        return None
    return dict(zip(("n", "id", *(field.key for field in kind.fields)), row, strict=True))


def project(
    connection: Connection, kind: Kind, record: str, values: Mapping[str, Value], born: int | None
) -> None:
    """Put the changed fields of one record into its row and its passages. Inside a transaction.

    Args:
        connection: The writer's.
        kind: The record's kind.
        record: Its id.
        values: By key, the changed fields only; keys this release does not know are passed over.
        born: The row of its first change in the log when the record is new: records are listed in that order.
    """
    known = {field: values[field.key] for field in kind.fields if field.key in values}
    if born is not None:
        connection.execute(statements.insert(kind, [*known]), (born, record, *known.values()))
    elif known:
        connection.execute(statements.update(kind, [*known]), (*known.values(), record))
    if any(field.searched or field.key == "deleted" for field in known):
        _index(connection, kind, record)


def passages_of(kind: Kind, row: Mapping[str, Value]) -> dict[str, str]:
    """What the search index holds of a record, by field: nothing once it is put away."""
    if row["deleted"]:
        return {}
    return {field.key: str(row[field.key]) for field in kind.fields if field.searched and row[field.key]}


def _index(connection: Connection, kind: Kind, record: str) -> None:
    row = row_of(connection, kind, record)
    passages = passages_of(kind, row) if row else {}
    for field in kind.fields:
        if not field.searched:
            continue
        if field.key in passages:
            connection.execute(
                "INSERT INTO passage(kind, record, field, text) VALUES(?,?,?,?)"
                " ON CONFLICT(record, field)"
                " DO UPDATE SET text=excluded.text WHERE text IS NOT excluded.text",
                (kind.key, record, field.key, passages[field.key]),
            )
        else:
            connection.execute("DELETE FROM passage WHERE record=? AND field=?", (record, field.key))
