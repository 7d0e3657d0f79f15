"""Statements whose table and column names come from the registry: the only SQL that is put together.

Every value is a parameter. Names cannot be; each goes through `_quoted`, and none comes from a person.
"""

from __future__ import annotations

from collections.abc import Sequence

from leaptui.store.field_rules import Field, Kind


def select(kind: Kind, fields: Sequence[Field], *conditions: str) -> str:
    """`n`, `id` and some fields of a kind's records, in the order they were made."""
    columns = "".join(f", {_quoted(field.name)}" for field in fields)
    return f"SELECT n, id{columns} FROM {_quoted(kind.table)}{_where(conditions)} ORDER BY n"  # noqa: S608


def count(table: str, *conditions: str) -> str:
    """How many rows there are."""
    return f"SELECT count(*) FROM {_quoted(table)}{_where(conditions)}"  # noqa: S608


def count_by(kind: Kind, field: Field, *conditions: str) -> str:
    """How many records there are for each value of a field."""
    column, table = _quoted(field.name), _quoted(kind.table)
    return f"SELECT {column}, count(*) FROM {table}{_where(conditions)} GROUP BY {column}"  # noqa: S608


def insert(kind: Kind, fields: Sequence[Field]) -> str:
    """A new record: `n`, `id` and some fields."""
    columns = "".join(f", {_quoted(field.name)}" for field in fields)
    return f"INSERT INTO {_quoted(kind.table)}(n, id{columns}) VALUES(?, ?{', ?' * len(fields)})"


def update(kind: Kind, fields: Sequence[Field]) -> str:
    """Some fields of one record, then its id."""
    settings = ", ".join(f"{_quoted(field.name)}=?" for field in fields)
    return f"UPDATE {_quoted(kind.table)} SET {settings} WHERE id=?"  # noqa: S608


def empty(table: str) -> str:
    """No row of a table stays."""
    return f"DELETE FROM {_quoted(table)}"  # noqa: S608


def drop(what: str, name: str) -> str:
    """No TABLE or TRIGGER of that name stays."""
    return f"DROP {what} IF EXISTS {_quoted(name)}"


def equals(field: Field) -> str:
    """The condition that a field has the value of the next parameter, nothing included."""
    return f"{_quoted(field.name)} IS ?"


def _where(conditions: Sequence[str]) -> str:
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def _quoted(name: str) -> str:
    if not name.replace("_", "").isalnum():
        raise ValueError(f"{name} is no name of the registry")
    return f'"{name}"'
