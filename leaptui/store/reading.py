"""Records read from their tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from leaptui.domain.record import Record
from leaptui.store import statements
from leaptui.store.codec import to_record, to_value
from leaptui.store.connection import Connection, told
from leaptui.store.field_rules import Field, Kind, Value
from leaptui.store.registry import kind_of

R = TypeVar("R", bound=Record)

_ID = Field("id")


def get(connection: Connection, record_type: type[R], record: str) -> R | None:
    """The record of that id, put away or not; nothing where there is none."""
    found = records(connection, record_type, {"id": record}, include_deleted=True)
    return found[0] if found else None


def records(
    connection: Connection, record_type: type[R], equal: Mapping[str, object], *, include_deleted: bool
) -> list[R]:
    """All records of a type, in the order they were made, of which the given fields have the given values."""
    kind = kind_of(record_type.kind)
    conditions, values = _conditions(kind, equal, include_deleted=include_deleted)
    statement = statements.select(kind, kind.fields, *conditions)
    keys = ("n", "id", *(field.key for field in kind.fields))
    with told():
        rows = connection.execute(statement, values).fetchall()
    return [to_record(record_type, dict(zip(keys, row, strict=True))) for row in rows]


def count(connection: Connection, record_type: type[Record], equal: Mapping[str, object]) -> int:
    """How many there are that were not put away."""
    kind = kind_of(record_type.kind)
    conditions, values = _conditions(kind, equal, include_deleted=False)
    with told():
        (number,) = connection.execute(statements.count(kind.table, *conditions), values).fetchone()
    return int(number)


def counts(
    connection: Connection, record_type: type[Record], by: str, equal: Mapping[str, object]
) -> dict[str, int]:
    """How many there are for each value of a text field, by one statement; empty values are passed over."""
    kind = kind_of(record_type.kind)
    conditions, values = _conditions(kind, equal, include_deleted=False)
    statement = statements.count_by(kind, _field(kind, by), *conditions)
    with told():
        rows = connection.execute(statement, values).fetchall()
    return {str(value): int(number) for value, number in rows if value not in (None, "")}


def _conditions(
    kind: Kind, equal: Mapping[str, object], *, include_deleted: bool
) -> tuple[list[str], tuple[Value, ...]]:
    fields = {_field(kind, key): raw for key, raw in equal.items()}
    conditions = [] if include_deleted else ["deleted=0"]
    conditions += [statements.equals(field) for field in fields]
    return conditions, tuple(to_value(raw, field.rule) for field, raw in fields.items())


def _field(kind: Kind, key: str) -> Field:
    field = _ID if key == "id" else kind.field(key)
    if field is None:
        raise ValueError(f"{kind.key} has no field {key}")
    return field
