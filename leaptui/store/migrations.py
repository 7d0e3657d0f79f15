"""Forward from an older schema to this release's, in one transaction.

The only module that knows sqlite-utils, and it is imported only when a store is behind. The
log's tables are changed by migrations that are never edited once released. Derived tables are
never transformed: they are dropped, made anew and filled from the log.
"""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database, Migrations
from sqlite_utils.db import Table

from leaptui.store import statements
from leaptui.store.connection import Connection, told
from leaptui.store.rebuild import refill
from leaptui.store.schema import (
    EDIT_HISTORY,
    LOCAL,
    LOG,
    MARK_APPLICATION,
    MARK_SCHEMA,
    derived_tables,
    projection,
)

_MIGRATIONS = Migrations("leaptui.store")
_TOKENIZER = "unicode61 remove_diacritics 2"


@_MIGRATIONS()
def m001_log_of_acts(database: Database) -> None:
    """The log, and the drafts beside it."""
    for statement in (*LOG, *LOCAL):
        database.execute(statement)


@_MIGRATIONS()
def m002_undo_survives_leaving(database: Database) -> None:
    """What an editor can undo, beside the drafts."""
    database.execute(EDIT_HISTORY)


@_MIGRATIONS()
def m003_calls_know_more(database: Database) -> None:
    """Nothing in the log: requests, districts, samples and scenarios are kinds of the projection."""


@_MIGRATIONS()
def m004_roadmaps_know_who_says_so(database: Database) -> None:
    """Nothing in the log: claims, concerns, validators, teams and agreements are kinds of the projection."""


def migrate(connection: Connection) -> None:
    """Bring a store up to date, all of it or nothing. The connection is not guarded yet.

    Args:
        connection: The writer's. Foreign keys are off while it runs and checked at its end.
    """
    database = Database(connection, execute_plugins=False)
    with told():
        connection.execute("PRAGMA foreign_keys=OFF")
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                _MIGRATIONS.apply(database)
                _remake_projection(database, connection)
                connection.execute(MARK_APPLICATION)
                connection.execute(MARK_SCHEMA)
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise
        finally:
            connection.execute("PRAGMA foreign_keys=ON")


def _remake_projection(database: Database, connection: Connection) -> None:
    connection.execute(statements.drop("TABLE", "passage_fts"))
    for name in derived_tables():
        connection.execute(statements.drop("TABLE", name))
    for statement in projection():
        connection.execute(statement)
    passages: Any = database["passage"]
    assert isinstance(passages, Table)
    passages.enable_fts(["text"], create_triggers=True, tokenize=_TOKENIZER)
    # Words taken out of a note leave the index's pages too.
    connection.execute("INSERT INTO passage_fts(passage_fts, rank) VALUES('secure-delete', 1)")
    refill(connection)
