"""What SQL can still read of a damaged file: a fresh connection for each range of rows, halved where it fails.

A page that does not prove itself ends the statement that meets it and may spoil the connection.
So each range is read on a connection of its own, and one that fails is read again as two halves,
until single rows are left. The indexes are other pages: they tell of rows that cannot be read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leaptui.domain.errors import LeapError
from leaptui.store.connection import Connection, connect, told
from leaptui.store.keys import StoreKey

_ATTEMPTS = 20_000
_NO_END = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is read: a statement by range of `n`, and statements that read an index alone.

    Attributes:
        name: Which.
        rows: `n` and the columns, for `n` between two parameters.
        newest: The last `n`.
        indexes: Each gives `n` first, then what the index holds beside it, in the index's order; the
            second of each pair gives the same backwards.
    """

    name: str
    rows: str
    newest: str
    indexes: tuple[tuple[str, str], ...]


ACTS = Table(
    "act",
    "SELECT n, hash, prev, device, stream, seq, hlc, at, actor, verb, reason, undoes FROM act"
    " WHERE n BETWEEN ? AND ?",
    "SELECT n FROM act ORDER BY n DESC LIMIT 1",
    (
        (
            "SELECT n, hash FROM act INDEXED BY sqlite_autoindex_act_1 ORDER BY hash",
            "SELECT n, hash FROM act INDEXED BY sqlite_autoindex_act_1 ORDER BY hash DESC",
        ),
        (
            "SELECT n, hlc FROM act INDEXED BY act_hlc ORDER BY hlc",
            "SELECT n, hlc FROM act INDEXED BY act_hlc ORDER BY hlc DESC",
        ),
    ),
)
CHANGES = Table(
    "change",
    "SELECT n, act, kind, record, field, value, packed, salt, digest, bases FROM change"
    " WHERE n BETWEEN ? AND ?",
    "SELECT n FROM change ORDER BY n DESC LIMIT 1",
    (
        (
            "SELECT n, record, field, act FROM change INDEXED BY change_cell ORDER BY record, field, act",
            (
                "SELECT n, record, field, act FROM change INDEXED BY change_cell"
                " ORDER BY record DESC, field DESC, act DESC"
            ),
        ),
        (
            "SELECT n, act FROM change INDEXED BY change_act ORDER BY act",
            "SELECT n, act FROM change INDEXED BY change_act ORDER BY act DESC",
        ),
    ),
)
DRAFTS = Table(
    "draft",
    "SELECT rowid, record, field, text, bases, at FROM draft WHERE rowid BETWEEN ? AND ?",
    "SELECT rowid FROM draft ORDER BY rowid DESC LIMIT 1",
    (
        (
            (
                "SELECT rowid, record, field FROM draft INDEXED BY sqlite_autoindex_draft_1"
                " ORDER BY record, field"
            ),
            (
                "SELECT rowid, record, field FROM draft INDEXED BY sqlite_autoindex_draft_1"
                " ORDER BY record DESC, field DESC"
            ),
        ),
    ),
)


@dataclass(slots=True)
class Read:
    """What could be read of a table.

    Attributes:
        rows: By `n`.
        traces: For each index of the table, what it tells, by `n`.
        complete: Whether there can be no row beyond those there is a sign of.
    """

    rows: dict[int, tuple[Any, ...]]
    traces: tuple[dict[int, tuple[Any, ...]], ...]
    complete: bool

    @property
    def known(self) -> set[int]:
        """Every `n` there is a sign of."""
        return set(self.rows).union(*self.traces)


class DamagedFile:
    """A damaged file, or a copy of it, of which nothing is taken for granted.

    Args:
        path: The file.
        key: Its key.
    """

    def __init__(self, path: Path, key: StoreKey) -> None:
        self._path, self._key = path, key
        self._attempts = 0

    def opens(self) -> bool:
        """Whether SQL can be asked anything at all: its first page and its schema are whole."""
        return self._rows("SELECT name FROM sqlite_master") is not None

    @property
    def schema(self) -> int:
        """The schema it was written in; 0 where that cannot be read."""
        rows = self._rows("PRAGMA user_version")
        return int(rows[0][0]) if rows else 0

    def read(self, table: Table) -> Read:
        """All of a table that can be had."""
        traces, complete = [], False
        for there, back in table.indexes:
            found = self._to_the_end(there)
            complete = complete or found.ended
            rows = found.rows if found.ended else found.rows + self._to_the_end(back).rows
            traces.append({row[0]: tuple(row[1:]) for row in rows})
        last = max((n for trace in traces for n in trace), default=0)
        if not complete:
            newest = self._to_the_end(table.newest)
            beyond = [] if newest.rows else self._to_the_end(table.rows, (last + 1, _NO_END)).rows
            complete = newest.ended
            last = max([last, *(row[0] for row in (*newest.rows, *beyond))])
        return Read(self._ranges(table, last), tuple(traces), complete)

    def _ranges(self, table: Table, last: int) -> dict[int, tuple[Any, ...]]:
        rows: dict[int, tuple[Any, ...]] = {}
        ranges = deque([(1, last)] if last else [])
        while ranges:
            low, high = ranges.popleft()
            found = self._rows(table.rows, (low, high))
            if found is not None:
                rows.update({row[0]: tuple(row[1:]) for row in found})
            elif low < high and self._attempts < _ATTEMPTS:
                middle = (low + high) // 2
                ranges.extend([(low, middle), (middle + 1, high)])
        return rows

    def _rows(self, statement: str, values: Sequence[int] = ()) -> list[tuple[Any, ...]] | None:
        found = self._to_the_end(statement, values)
        return found.rows if found.ended else None

    def _to_the_end(self, statement: str, values: Sequence[int] = ()) -> _Found:
        """The rows up to where the damage is met, and whether there was none."""
        self._attempts += 1
        rows: list[tuple[Any, ...]] = []
        try:
            with self._fresh() as connection, told():
                rows.extend(connection.execute(statement, tuple(values)))
        except LeapError:
            return _Found(rows, ended=False)
        return _Found(rows, ended=True)

    @contextmanager
    def _fresh(self) -> Iterator[Connection]:
        connection = connect(self._path, self._key, read_only=True)
        try:
            yield connection
        finally:
            connection.close()


@dataclass(frozen=True, slots=True)
class _Found:
    rows: list[tuple[Any, ...]]
    ended: bool
