"""Records read from their tables: names in a statement come from the registry, values are parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from leaptui.domain.records import Record
from leaptui.store.codec import columns, to_record, to_value
from leaptui.store.connection import Connection, told
from leaptui.store.registry import Kind, Rule, Value, kind_of

R = TypeVar("R", bound=Record)


def get(connection: Connection, record_type: type[R], record: str) -> R | None:
    """The record of that id, put away or not; nothing where there is none."""
    kind = kind_of(record_type.kind)
    found = _select(connection, kind, f'SELECT {columns(kind)} FROM "{kind.table}" WHERE id=?', (record,))  # noqa: S608
    return to_record(record_type, found[0]) if found else None


def records(
    connection: Connection, record_type: type[R], equal: Mapping[str, object], *, include_deleted: bool
) -> list[R]:
    """All records of a type, in the order they were made, of which the given fields have the given values."""
    kind = kind_of(record_type.kind)
    where, values = _where(kind, equal, include_deleted=include_deleted)
    found = _select(
        connection,
        kind,
        f'SELECT {columns(kind)} FROM "{kind.table}"{where} ORDER BY n',  # noqa: S608
        values,
    )
    return [to_record(record_type, row) for row in found]


def count(connection: Connection, record_type: type[Record], equal: Mapping[str, object]) -> int:
    """How many there are that were not put away."""
    kind = kind_of(record_type.kind)
    where, values = _where(kind, equal, include_deleted=False)
    with told():
        (number,) = connection.execute(f'SELECT count(*) FROM "{kind.table}"{where}', values).fetchone()  # noqa: S608
    return int(number)


def counts(
    connection: Connection, record_type: type[Record], by: str, equal: Mapping[str, object]
) -> dict[str, int]:
    """How many there are for each value of a text field, by one statement; empty values are passed over."""
    kind = kind_of(record_type.kind)
    column = _column(kind, by)
    where, values = _where(kind, equal, include_deleted=False)
    with told():
        rows = connection.execute(
            f'SELECT {column}, count(*) FROM "{kind.table}"{where} GROUP BY {column}',  # noqa: S608
            values,
        ).fetchall()
    return {str(value): int(number) for value, number in rows if value not in (None, "")}


def _select(
    connection: Connection, kind: Kind, statement: str, values: tuple[Value, ...]
) -> list[dict[str, Any]]:
    keys = ("id", *(field.key for field in kind.fields))
    with told():
        return [dict(zip(keys, row, strict=True)) for row in connection.execute(statement, values)]


def _where(
    kind: Kind, equal: Mapping[str, object], *, include_deleted: bool
) -> tuple[str, tuple[Value, ...]]:
    conditions = [] if include_deleted else ["deleted=0"]
    values = []
    for key, raw in equal.items():
        conditions.append(f"{_column(kind, key)} IS ?")
        field = kind.field(key)
        values.append(to_value(raw, field.rule if field else Rule.TEXT))
    return (" WHERE " + " AND ".join(conditions) if conditions else ""), tuple(values)


def _column(kind: Kind, key: str) -> str:
    if key == "id":
        return "id"
    field = kind.field(key)
    if field is None:
        raise ValueError(f"{kind.key} has no field {key}")
    return f'"{field.name}"'
