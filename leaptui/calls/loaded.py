"""A dataset in memory: its Parquet parts for opening rows, and a narrow table for counting.

Nothing of it touches the disk. The counting table holds what every measure needs, computed once,
in about forty bytes a row.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leaptui.calls.durations import DURATIONS, kept, left_out
from leaptui.domain.calls import SetAside

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

_MEMORY_LIMIT_MB = 2048
_THREADS = 2
_numbers = itertools.count(1)

_COLUMNS = (
    "row",
    "CAST(set_aside AS set_aside_reason) AS set_aside",
    "incident",
    "CAST(coalesce(type, '') AS call_type) AS type",
    "CAST(received AS DATE) AS day",
    "CAST(year(received) * 12 + month(received) - 1 AS INTEGER) AS month",
    "CAST(isodow(received) - 1 AS TINYINT) AS weekday",
    "CASE WHEN received_has_clock THEN CAST(hour(received) AS TINYINT) END AS hour",
    "(dispatched IS NOT NULL OR arrived IS NOT NULL) AS dispatched",
    "(coalesce(cancelled, false) AND arrived IS NULL) AS cancelled",
)


class LoadedDataset:
    """One connection that can read this dataset and nothing else."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        import duckdb
        import fsspec

        self._folder = f"/leaptui-dataset-{next(_numbers)}"
        self._files = fsspec.filesystem("memory")
        self._paths = [f"{self._folder}/{number}.parquet" for number in range(len(parts))]
        self._connection: duckdb.DuckDBPyConnection = duckdb.connect(":memory:")
        try:
            for path, part in zip(self._paths, parts, strict=True):
                self._files.pipe(path, part)
            self._shut_in()
            self._count_table()
        except BaseException:
            self.close()
            raise

    @property
    def parts(self) -> list[str]:
        """The addresses of the Parquet parts, for `read_parquet(?)`."""
        return [f"memory://{path}" for path in self._paths]

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The result of a query. Each has a cursor of its own, so threads may ask at once."""
        with self._connection.cursor() as cursor:
            return cursor.execute(sql, list(parameters)).fetchall()

    def frame(self, sql: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        """The result of a query as a frame."""
        with self._connection.cursor() as cursor:
            return cursor.execute(sql, list(parameters)).df()

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

    def _count_table(self) -> None:
        reasons = ", ".join(f"'{reason.value}'" for reason in SetAside)
        statement = f"CREATE TYPE set_aside_reason AS ENUM ({reasons})"
        self._connection.execute(statement)
        self._connection.execute(
            "CREATE TABLE names AS SELECT DISTINCT coalesce(type, '') AS name FROM read_parquet(?) ORDER BY 1",
            [self.parts],
        )
        self._connection.execute("INSERT INTO names SELECT '' WHERE NOT EXISTS (SELECT 1 FROM names)")
        self._connection.execute("CREATE TYPE call_type AS ENUM (SELECT name FROM names)")
        spans = [f"{duration.sql} AS {duration.key}" for duration in DURATIONS]
        keys = [duration.key for duration in DURATIONS]
        judged = [f"{kept(key)} AS {key}, {left_out(key)} AS {key}_left_out" for key in keys]
        statement = (
            f"CREATE TABLE calls AS FROM (FROM read_parquet(?) SELECT {', '.join((*_COLUMNS, *spans))}) "
            f"SELECT * EXCLUDE ({', '.join(keys)}), {', '.join(judged)}"
        )
        self._connection.execute(statement, [self.parts])
