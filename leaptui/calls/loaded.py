"""A dataset in memory: its Parquet parts for opening rows, and a narrow table for counting.

Nothing of it touches the disk. The counting table `calls` holds what the measures need, computed
once, in about sixty bytes a row. What stands in few different words is an ENUM of it: a district
takes a byte, and a filter compares numbers.
"""

# ruff: noqa: S608 - the SQL is made of this package's own words; what a file or a person says is a parameter

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from leaptui.calls.durations import DURATIONS
from leaptui.calls.reasons import set_aside_sql
from leaptui.domain.calls import SetAside
from leaptui.domain.ledger_rules import USUALLY_ON

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

_MEMORY_LIMIT_MB = 2048
_THREADS = 2
_numbers = itertools.count(1)

WORDS = ("type", "district", "priority", "source", "disposition", "place")
"""Columns of few different words. One that is not given is the empty word."""

_COLUMNS = {
    "row": "row",
    "incident": "incident",
    "received": "received",
    "weekday": "CAST(isodow(received) - 1 AS UTINYINT)",
    "hour": "CASE WHEN received_has_clock THEN CAST(hour(received) AS UTINYINT) END",
    "dispatched": "(dispatched IS NOT NULL OR arrived IS NOT NULL)",
    "arrived": "(arrived IS NOT NULL)",
    "cancelled": "(coalesce(cancelled, false) AND arrived IS NULL)",
    "units": "CAST(units AS USMALLINT)",
    "unit_seconds": "CAST(round(unit_minutes * 60) AS INTEGER)",
    **{word: f"CAST(coalesce({word}, '') AS call_{word})" for word in WORDS},
    **{duration.key: duration.sql for duration in DURATIONS},
}
_OPTIONAL = {"units": "INTEGER", "unit_minutes": "DOUBLE"} | dict.fromkeys(WORDS, "VARCHAR")
"""Columns a dataset may lack, with the type that their absence has."""


class LoadedDataset:
    """One connection that can read this dataset and nothing else.

    Args:
        parts: The Parquet parts that the import wrote, in order; at least one.
        on: The rules of the ledger that are applied. A dataset that was imported before its rows
            kept all their reasons is set aside by the rules of its import, whatever is asked here.
    """

    def __init__(self, parts: Sequence[bytes], on: Collection[SetAside] = USUALLY_ON) -> None:
        import duckdb
        import fsspec

        self._folder = f"/leaptui-dataset-{next(_numbers)}"
        self._files = fsspec.filesystem("memory")
        self._paths = [f"{self._folder}/{number}.parquet" for number in range(len(parts))]
        self._words: dict[str, tuple[str, ...]] = {}
        self._connection: duckdb.DuckDBPyConnection = duckdb.connect(":memory:")
        try:
            for path, part in zip(self._paths, parts, strict=True):
                self._files.pipe(path, part)
            self._shut_in()
            self._count_table(on)
        except BaseException:
            self.close()
            raise

    @property
    def parts(self) -> list[str]:
        """The addresses of the Parquet parts, for `read_parquet(?)`."""
        return [f"memory://{path}" for path in self._paths]

    def words(self, column: str) -> tuple[str, ...]:
        """The words of one of the `WORDS` in the order of their codes, the empty one included."""
        if column not in self._words:
            query = f"SELECT unnest(enum_range(NULL::call_{column}))"
            self._words[column] = tuple(str(word) for (word,) in self.rows(query))
        return self._words[column]

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The result of a query. Each has a cursor of its own, so threads may ask at once."""
        with self._connection.cursor() as cursor:
            return cursor.execute(sql, list(parameters)).fetchall()

    def frame(self, sql: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        """The result of a query as a frame."""
        with self._connection.cursor() as cursor:
            return cursor.execute(sql, list(parameters)).df()

    def arrays(self, sql: str, parameters: Sequence[object] = ()) -> dict[str, Any]:
        """The columns of a query's result as numpy arrays, masked where something is missing."""
        with self._connection.cursor() as cursor:
            return cursor.execute(sql, list(parameters)).fetchnumpy()

    def close(self) -> None:
        """Give the memory back. Closing twice is closing once."""
        self._connection.close()
        if self._files.exists(self._folder):
            self._files.rm(self._folder, recursive=True)

    def _shut_in(self) -> None:
        import fsspec

        self._connection.register_filesystem(fsspec.filesystem("memory"))
        for setting, value in (
            ("threads", _THREADS),
            ("memory_limit", f"{_MEMORY_LIMIT_MB}MB"),
            ("temp_directory", ""),
            ("autoinstall_known_extensions", False),
            ("autoload_known_extensions", False),
            ("allowed_directories", [f"memory://{self._folder}"]),
            ("enable_external_access", False),
            ("enable_progress_bar", False),
            ("lock_configuration", True),
        ):
            statement = f"SET {setting} = ?"
            self._connection.execute(statement, [value])

    def _count_table(self, on: Collection[SetAside]) -> None:
        run = self._connection.execute
        described = run("DESCRIBE SELECT * FROM read_parquet(?)", [self.parts]).fetchall()
        columns = {str(column[0]) for column in described}
        lacking = "".join(
            f", NULL::{kind} AS {name}" for name, kind in _OPTIONAL.items() if name not in columns
        )
        statement = f"CREATE VIEW stored AS SELECT *{lacking} FROM read_parquet({self.parts!r})"
        run(statement)
        reasons = ", ".join(f"'{reason.value}'" for reason in SetAside)
        statement = f"CREATE TYPE set_aside_reason AS ENUM ({reasons})"
        run(statement)
        for word in WORDS:
            statement = (
                f"CREATE TABLE names AS SELECT DISTINCT coalesce({word}, '') AS name FROM stored ORDER BY 1"
            )
            run(statement)
            run("INSERT INTO names SELECT '' WHERE NOT EXISTS (FROM names WHERE name = '')")
            statement = f"CREATE TYPE call_{word} AS ENUM (SELECT name FROM names)"
            run(statement)
            run("DROP TABLE names")
        set_aside = f"CAST({set_aside_sql(columns, on)} AS set_aside_reason) AS set_aside"
        chosen = ", ".join((set_aside, *(f"{sql} AS {name}" for name, sql in _COLUMNS.items())))
        spans = ", ".join(f"{duration.kept} AS {duration.key}" for duration in DURATIONS)
        # The calls used lie together: what is asked of them passes the other rows over unread.
        select = f"SELECT * REPLACE ({spans}) FROM (SELECT {chosen} FROM stored)"
        run(f"CREATE TABLE calls AS {select} WHERE set_aside IS NULL")
        run(f"INSERT INTO calls {select} WHERE set_aside IS NOT NULL")
