"""Whether the store is whole: its pages, its tables against its log, its chains against every tip known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from leaptui.domain.errors import LeapError
from leaptui.domain.text import one_line
from leaptui.store import statements
from leaptui.store.act_log import HOUSE, SALVAGE, digest_of, hash_of, in_words, split, unpack
from leaptui.store.backup import backups
from leaptui.store.connection import Connection, connect, told
from leaptui.store.datasets import has_dataset
from leaptui.store.device import noted_tips
from leaptui.store.field_rules import Value
from leaptui.store.files import Header, StoreFiles, header_of
from leaptui.store.keys import StoreKey
from leaptui.store.projection import passages_of, row_of
from leaptui.store.rebuild import Folded, folded
from leaptui.store.registry import KINDS, known


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the check came upon.

    Attributes:
        sentence: What, for a person.
        harm: Whether the store is not sound because of it; a fork is worth knowing and does no harm.
    """

    sentence: str
    harm: bool = True


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What the check found, in the order it looked."""

    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing found does harm."""
        return not any(finding.harm for finding in self.findings)


Progress = Callable[[str], None]


def check(
    connection: Connection, files: StoreFiles, key: StoreKey, store: str, *, log: bool, progress: Progress
) -> CheckResult:
    """Look through a store and change nothing.

    Args:
        connection: Any.
        files: The store's.
        key: Its key.
        store: Its name.
        log: Also prove every act by its hash and compare with the tips in `device.json` and the backups.
        progress: Told what is being looked at.
    """
    parts: list[tuple[str, Callable[[], Iterator[Finding]]]] = [
        ("pages", lambda: _pages(connection, files, key)),
        ("tables", lambda: _tables(connection)),
        ("datasets", lambda: _datasets(connection, files, key)),
    ]
    if log:
        parts += [
            ("acts", lambda: _acts(connection)),
            ("chains", lambda: _chains(connection)),
            ("tips", lambda: _tips(connection, files, store)),
        ]
    findings: list[Finding] = []
    for name, part in parts:
        progress(name)
        try:
            with told():
                findings.extend(part())
        except LeapError as error:
            findings.append(Finding(f"The {name} could not be read to the end: {error.what}"))
    return CheckResult(tuple(findings))


def _pages(connection: Connection, files: StoreFiles, key: StoreKey) -> Iterator[Finding]:
    if header_of(files.store, key.salt) is Header.OTHER:
        yield Finding(
            "The first 16 bytes of the file are damaged. They are kept in store.keys and on the recovery"
            " sheet as well, and the next change writes them anew.",
            harm=False,
        )
    for (said,) in connection.execute("PRAGMA cipher_integrity_check").fetchall():
        yield Finding(f"A page of the file is damaged: {said}.")
    for (said,) in connection.execute("PRAGMA quick_check(20)").fetchall():
        if said != "ok":
            yield Finding(f"The file's structure is damaged: {said}.")
    for table, *_ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield Finding(f"A record in {table} refers to one that is not there.")


def _tables(connection: Connection) -> Iterator[Finding]:
    """Every row, head and passage must be what the log makes of it, and there may be no others."""
    records = dict.fromkeys((kind.key for kind in KINDS), 0)
    heads = passages = 0
    for record in folded(connection):
        heads += sum(len(rows) for rows in record.heads.values())
        if record.kind in records:
            records[record.kind] += 1
            expected = _expected_row(record)
            passages += len(_expected_passages(record, expected))
            yield from _record(connection, record, expected)
    totals = [(kind.key, kind.table, records[kind.key]) for kind in KINDS]
    for what, table, expected_rows in (*totals, ("head", "head", heads), ("passage", "passage", passages)):
        (rows,) = connection.execute(statements.count(table)).fetchone()
        if rows != expected_rows:
            yield Finding(f"The tables hold {rows} rows of {what} where the log tells of {expected_rows}.")


def _record(connection: Connection, record: Folded, expected: dict[str, Value]) -> Iterator[Finding]:
    kind = known(record.kind)
    row = row_of(connection, kind, record.record) if kind else None
    if row != expected:
        differing = sorted(key for key in expected if row is None or row[key] != expected[key])
        yield Finding(f"{record.kind} {record.record} is not what the log says: {', '.join(differing)}.")
    shown = dict(
        connection.execute("SELECT field, text FROM passage WHERE record=?", (record.record,)).fetchall()
    )
    if shown != _expected_passages(record, expected):
        yield Finding(f"The search index holds other words of {record.kind} {record.record} than the log.")
    standing = connection.execute(
        "SELECT field, change FROM head WHERE record=? ORDER BY field, change", (record.record,)
    ).fetchall()
    if standing != sorted((key, n) for key, rows in record.heads.items() for n in rows):
        yield Finding(f"The changes that stand for {record.kind} {record.record} are not those of the log.")


def _expected_row(record: Folded) -> dict[str, Value]:
    kind = known(record.kind)
    fields = kind.fields if kind else ()
    told_values = {field.key: record.values.get(field.key, field.default) for field in fields}
    return {"n": record.born, "id": record.record, **told_values}


def _expected_passages(record: Folded, expected: dict[str, Value]) -> dict[str, str]:
    kind = known(record.kind)
    return passages_of(kind, expected) if kind else {}


def _datasets(connection: Connection, files: StoreFiles, key: StoreKey) -> Iterator[Finding]:
    """Every dataset that was not put away must have its file, and every page of that must be whole."""
    rows = connection.execute("SELECT hash, file_name FROM dataset WHERE deleted=0 ORDER BY n").fetchall()
    for name, file_name in rows:
        if not has_dataset(files, name):
            yield Finding(f"The calls of {file_name} (dataset {name[:8]}) are missing.")
            continue
        calls = connect(files.dataset(name), key, read_only=True)
        try:
            for (said,) in calls.execute("PRAGMA cipher_integrity_check").fetchall():
                yield Finding(f"The calls of {file_name} (dataset {name[:8]}) are damaged: {said}.")
        finally:
            calls.close()


def _acts(connection: Connection) -> Iterator[Finding]:
    """The first act of each chain whose hash is not that of its content."""
    reported: set[tuple[str, str]] = set()
    acts = connection.execute(
        "SELECT n, hash, prev, device, stream, seq, hlc, at, actor, verb, reason, undoes FROM act ORDER BY n"
    )
    for n, name, *head in acts:
        chain = (head[1], head[2])
        if chain in reported:
            continue
        changes = connection.execute(
            "SELECT kind, record, field, value, packed, salt, digest, bases FROM change"
            " WHERE act=? ORDER BY n",
            (n,),
        ).fetchall()
        altered = [change for change in changes if not proves(change)]
        if altered or hash_of(head, [(change[6], change[7]) for change in changes]) != name:
            reported.add(chain)
            where = f" ({altered[0][0]} {altered[0][1]}, {altered[0][2]})" if altered else ""
            yield Finding(
                f"Act {name.hex()[:12]} “{head[7]}” of {in_words(head[5])} was altered{where}: it is the first"
                f" such act of {_whose(connection, head[2])}, number {head[3]} of device {head[1]}."
            )


def _whose(connection: Connection, stream: str) -> str:
    row = connection.execute("SELECT name FROM engagement WHERE id=?", (stream,)).fetchone()
    return one_line(row[0]) if row else "what all cities share" if stream == HOUSE else f"stream {stream}"


def proves(change: Sequence[Any]) -> bool:
    """Whether a change is what its digest says: kind, record, field, value, packed, salt, digest, bases."""
    kind, record, field, value, packed, salt, digest, _ = change
    if salt is None and value is None:  # erased: the digest alone stands for it
        return True
    try:
        return bool(
            salt is not None and digest_of(salt, kind, record, field, unpack(value, packed)) == digest
        )
    except LeapError:
        return False


def _chains(connection: Connection) -> Iterator[Finding]:
    """Gaps and forks: every act but a chain's first follows the one before it.

    What is missing before a salvage was lost to the damage it came out of, and told then: there is
    no more to be had, and what stands is sound.
    """
    (salvaged,) = connection.execute(
        "SELECT coalesce(max(hlc), 0) FROM act WHERE verb=?", (SALVAGE,)
    ).fetchone()
    gaps = connection.execute(
        "SELECT a.hash, a.verb, a.at, a.seq, a.device, a.stream, a.hlc FROM act a LEFT JOIN act p"
        " ON p.hash=a.prev AND p.device=a.device AND p.stream=a.stream AND p.seq=a.seq-1"
        " WHERE p.n IS NULL AND NOT (a.seq=1 AND a.prev IS NULL) ORDER BY a.n"
    ).fetchall()
    for name, verb, at, seq, device, stream, clock in gaps:
        yield Finding(
            f"What came before act {name.hex()[:12]} “{verb}” of {in_words(at)} is missing:"
            f" number {seq - 1} of device {device}, of {_whose(connection, stream)}.{_lost_then(clock, salvaged)}",
            harm=clock > salvaged,
        )
    forks = connection.execute(
        "SELECT device, stream, seq, count(*) FROM act GROUP BY device, stream, seq HAVING count(*)>1"
    ).fetchall()
    for device, stream, seq, number in forks:
        yield Finding(
            f"Two copies of this store went on as device {device}: {number} acts are number {seq}"
            f" of {_whose(connection, stream)}. Nothing is lost by it.",
            harm=False,
        )
    replaced: dict[bytes, int] = {}
    for run, clock in connection.execute(
        "SELECT c.bases, max(a.hlc) FROM change c JOIN act a ON a.n=c.act WHERE c.bases<>x'' GROUP BY c.bases"
    ).fetchall():
        replaced.update({name: max(clock, replaced.get(name, 0)) for name in split(run)})
    for name, clock in replaced.items():
        if not connection.execute("SELECT 1 FROM act WHERE hash=?", (name,)).fetchone():
            yield Finding(
                f"Act {name.hex()[:12]} is missing: later acts replace what it said.{_lost_then(clock, salvaged)}",
                harm=clock > salvaged,
            )


def _lost_then(clock: int, salvaged: int) -> str:
    return " It was lost before the store was salvaged." if clock <= salvaged else ""


def _tips(connection: Connection, files: StoreFiles, store: str) -> Iterator[Finding]:
    """Acts that are known from elsewhere and are not here: the only trace when the newest are cut off."""
    known_from = [
        (tip[3], f"the backup {backup.name}")
        for backup in backups(files)
        if backup.store == store
        for tip in backup.tips
    ]
    own = [(tip, "device.json") for tip in noted_tips(files)]
    for tip, where in dict.fromkeys([*own, *known_from]):
        if not connection.execute("SELECT 1 FROM act WHERE hash=?", (bytes.fromhex(tip),)).fetchone():
            yield Finding(
                f"Act {tip[:12]}, known from {where}, is not in the log: newer acts were cut off or replaced."
            )
