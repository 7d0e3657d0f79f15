"""The tables: the log, what is derived from it, and what is kept beside it.

The log's tables only ever gain columns, and are ordinary row tables, so that a damaged file can
be read leaf by leaf. Every column of a derived table but `id` may be empty or has a default,
because a change names only the fields it is about.
"""

from __future__ import annotations

from leaptui.store.field_rules import Field, Kind
from leaptui.store.registry import KINDS

APPLICATION_ID = 0x4C656170
"""`Leap`: says in the file whose it is."""
SCHEMA = 4
"""The schema this release writes; SQLite's `user_version`."""
MARK_APPLICATION = f"PRAGMA application_id={APPLICATION_ID}"
MARK_SCHEMA = f"PRAGMA user_version={SCHEMA}"

LOG = (
    "CREATE TABLE store(id TEXT NOT NULL, created TEXT NOT NULL) STRICT",
    """CREATE TABLE act(
        n INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, prev BLOB,
        device TEXT NOT NULL, stream TEXT NOT NULL, seq INTEGER NOT NULL, hlc INTEGER NOT NULL,
        at TEXT NOT NULL, actor TEXT NOT NULL, verb TEXT NOT NULL, reason TEXT, undoes BLOB) STRICT""",
    "CREATE INDEX act_chain ON act(device, stream, seq)",
    "CREATE INDEX act_hlc ON act(hlc)",
    "CREATE INDEX act_stream ON act(stream, n)",
    """CREATE TABLE change(
        n INTEGER PRIMARY KEY, act INTEGER NOT NULL REFERENCES act(n),
        kind TEXT NOT NULL, record TEXT NOT NULL, field TEXT NOT NULL,
        value ANY, packed INTEGER NOT NULL DEFAULT 0, salt BLOB, digest BLOB NOT NULL,
        bases BLOB NOT NULL) STRICT""",
    "CREATE INDEX change_cell ON change(record, field, act)",
    "CREATE INDEX change_act ON change(act)",
)

LOCAL = (
    """CREATE TABLE draft(
        record TEXT, field TEXT, text TEXT NOT NULL, bases BLOB NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY(record, field)) STRICT""",
)
EDIT_HISTORY = """CREATE TABLE edit_history(
    record TEXT, field TEXT, digest BLOB NOT NULL, steps BLOB NOT NULL, PRIMARY KEY(record, field)) STRICT"""
"""What an editor can undo of a field, zlib over JSON, and the SHA-256 of the text it leads to."""

_HEAD = """CREATE TABLE head(
    record TEXT, field TEXT, change INTEGER, PRIMARY KEY(record, field, change)) STRICT, WITHOUT ROWID"""
_PASSAGE = """CREATE TABLE passage(
    n INTEGER PRIMARY KEY, kind TEXT NOT NULL, record TEXT NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL,
    UNIQUE(record, field)) STRICT"""


def projection() -> list[str]:
    """The statements that make every derived table but the search index."""
    statements = [_HEAD, _PASSAGE]
    for kind in KINDS:
        statements.append(_table(kind))
        statements.extend(
            f'CREATE INDEX "{kind.table}_{field.name}" ON "{kind.table}"("{field.name}")'
            for field in kind.fields
            if field.refers_to
        )
    return statements


def derived_tables() -> list[str]:
    """The derived tables, those that refer to others first."""
    return ["passage", "head", *(kind.table for kind in reversed(KINDS))]


def _table(kind: Kind) -> str:
    columns = ", ".join(_column(field) for field in kind.fields)
    return f'CREATE TABLE "{kind.table}"(n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, {columns}) STRICT'


def _column(field: Field) -> str:
    affinity = "TEXT" if field.rule.is_text else "INTEGER"
    if field.refers_to:
        reference = f' REFERENCES "{_table_of(field.refers_to)}"(id) DEFERRABLE INITIALLY DEFERRED'
        return f'"{field.name}" {affinity}{reference}'
    if field.default is None:
        return f'"{field.name}" {affinity}'
    default = f"'{field.default}'" if field.rule.is_text else str(field.default)
    return f'"{field.name}" {affinity} DEFAULT {default}'


def _table_of(key: str) -> str:
    return next(kind.table for kind in KINDS if kind.key == key)
