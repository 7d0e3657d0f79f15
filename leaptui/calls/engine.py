"""DuckDB, shut in: what it may use, what it may read, and how long it may run."""

# ruff: noqa: S608 - the SQL is made of constants and column positions; what a user wrote is a parameter or `literal`

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from leaptui.calls.dialect import QUOTE
from leaptui.calls.source import MEMORY, Source
from leaptui.domain.errors import InputRefused

if TYPE_CHECKING:
    import duckdb

THREADS = 2
_LEAST_MEMORY_MB = 500
_MOST_MEMORY_MB = 6144
_LONGEST_LINE = 2_000_000
"""Bytes; a longer row is unreadable. Real narratives stay under a hundredth of this."""
_KEPT_OF_REJECTED = 65_536
"""Bytes of a row that could not be split, to see whether it swallowed others."""
_BUFFER = 8_000_000
_ROWS_AT_ONCE = 500
_POLL_SECONDS = 0.05


class Cancelled(InputRefused):
    """The person stopped the import. Nothing was stored."""


class Engine:
    """One connection of one import or inspection.

    Statements run on a thread of their own so that `cancelled` is asked twenty times a second,
    and a running statement is interrupted when it says yes.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, cancelled: Callable[[], bool]) -> None:
        self.connection = connection
        self._cancelled = cancelled

    def run(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run a statement and give its rows.

        Raises:
            Cancelled: When the person stopped it.
            InputRefused: When the data does not fit into the memory it may use.
        """
        import duckdb

        self.stop_if_cancelled()
        rows: list[tuple[Any, ...]] = []
        failure: list[BaseException] = []

        def work() -> None:
            try:
                rows.extend(self.connection.execute(sql, list(parameters)).fetchall())
            except BaseException as error:  # noqa: BLE001 - handed to the waiting thread
                failure.append(error)

        worker = threading.Thread(target=work, name="leaptui-calls", daemon=True)
        worker.start()
        while worker.is_alive():
            worker.join(_POLL_SECONDS)
            if worker.is_alive() and self._cancelled():
                self.connection.interrupt()
        if failure:
            if isinstance(failure[0], duckdb.InterruptException):
                raise _stopped() from failure[0]
            if isinstance(failure[0], duckdb.OutOfMemoryException):
                raise InputRefused(
                    "The file needs more memory than this computer can spare.",
                    safe="Nothing was stored.",
                    next_step="Close other programs, or import the period in two files.",
                ) from failure[0]
            raise failure[0]
        self.stop_if_cancelled()
        return rows

    def fill(self, table: str, columns: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Make a small table of Python rows.

        Args:
            table: Its name.
            columns: Names and types, as SQL has them.
            rows: What it holds.
        """
        self.run(f"CREATE TABLE {table} ({columns})")
        marks = "(" + ", ".join("?" * (columns.count(",") + 1)) + ")"
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            piece = rows[start : start + _ROWS_AT_ONCE]
            cells = [cell for row in piece for cell in row]
            self.run(f"INSERT INTO {table} VALUES {', '.join([marks] * len(piece))}", cells)

    def stop_if_cancelled(self) -> None:
        """Leave here when the person has stopped it.

        Raises:
            Cancelled: When she has.
        """
        if self._cancelled():
            raise _stopped()


def stopping(cancelled: Callable[[], bool]) -> Callable[[], None]:
    """Something to call between two pieces of work: it leaves by `Cancelled` once the person has stopped it."""

    def between() -> None:
        if cancelled():
            raise _stopped()

    return between


def _stopped() -> Cancelled:
    return Cancelled("The import was stopped.", safe="Nothing was stored.")


@contextmanager
def engine_for(
    source: Source, cancelled: Callable[[], bool] = lambda: False, *, further: Sequence[Source] = ()
) -> Iterator[Engine]:
    """A DuckDB that can read this file, those further ones, and the memory filesystem, and nothing else."""
    import duckdb
    import fsspec

    connection = duckdb.connect(":memory:")
    try:
        connection.register_filesystem(fsspec.filesystem("memory"))
        files = (source, *further)
        scanned = sum(each.scanned for each in files)
        megabytes = min(_MOST_MEMORY_MB, max(_LEAST_MEMORY_MB, int(scanned * 2.2 / 1e6)))
        for setting, value in (
            ("threads", THREADS),
            ("memory_limit", f"{megabytes}MB"),
            ("temp_directory", ""),
            ("autoinstall_known_extensions", False),
            ("autoload_known_extensions", False),
            ("allowed_directories", [MEMORY]),
            ("allowed_paths", [each.address for each in files if not each.address.startswith(MEMORY)]),
            ("enable_external_access", False),
            ("enable_progress_bar", False),
            ("lock_configuration", True),
        ):
            statement = f"SET {setting} = ?"
            connection.execute(statement, [value])
        yield Engine(connection, cancelled)
    finally:
        connection.close()


def scan(
    source: Source, delimiter: str, columns: int, skip: int, quote: str = QUOTE
) -> tuple[str, list[object]]:
    """A table function over the file's data rows, every column text, named `c0`, `c1` and so on.

    Rows that do not have that many cells go to `reject_errors`.

    Args:
        source: The file.
        delimiter: Between cells.
        columns: How many cells a row has.
        skip: Rows down to the header, that one included.
        quote: What a cell with a delimiter in it stands between; empty for nothing.

    Returns:
        SQL to stand after FROM, and its parameters.
    """
    names = ", ".join(f"'c{position}': 'VARCHAR'" for position in range(columns))
    sql = (
        f"read_csv(?, auto_detect=false, compression='none', header=false, skip={skip:d}, delim=?, new_line=?, quote=?, escape=?, "
        f"columns={{{names}}}, null_padding=false, store_rejects=true, rejects_limit=0, "
        f"rejects_line_size_limit={_KEPT_OF_REJECTED}, max_line_size={_LONGEST_LINE}, buffer_size={_BUFFER})"
    )
    line_end = source.line_end.replace("\r", "\\r").replace("\n", "\\n")
    return sql, [source.address, delimiter, line_end, quote, quote]
