"""The log of acts, which is the truth: everything else in the store can be made from it again.

An act is one thing a person did, on one device, in one stream, with the changes it made; it is
named by the hash of its content and holds the name of the act before it in its chain. A change
enters that hash as a salted digest of its value, so that a confidence can later be taken out of
the log while every chain still proves.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NewType

from leaptui.domain.errors import StoreDamaged
from leaptui.store.connection import Connection
from leaptui.store.field_rules import Value

ActHash = NewType("ActHash", str)
"""An act's name: 64 hexadecimal digits."""
HOUSE = "house"
"""The stream of what all engagements share; every other stream is an engagement's id."""

SALVAGE = "salvage"
"""The verb of acts that hold what was read of others that were lost to damage."""

HASH_BYTES = 32
SALT_BYTES = 16
_PACK_FROM = 500
"""Characters. Shorter text gains nothing by packing."""
_ACT_MARK = b"leaptui act 1\n"


@dataclass(frozen=True, slots=True)
class Change:
    """What an act says of one field of one record.

    Attributes:
        kind: The record's kind.
        record: Its id.
        field: The field's key.
        value: What the field holds from now on.
        salt: Sixteen bytes that keep the digest from being guessed back.
        bases: The acts whose changes of this field this one replaces, one hash after the other, sorted.
    """

    kind: str
    record: str
    field: str
    value: Value
    salt: bytes
    bases: bytes

    @property
    def digest(self) -> bytes:
        """What of the value enters the act's hash."""
        return digest_of(self.salt, self.kind, self.record, self.field, self.value)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a person did, before it has a name."""

    prev: bytes | None
    device: str
    stream: str
    seq: int
    hlc: int
    at: str
    actor: str
    verb: str
    reason: str | None
    undoes: bytes | None
    changes: tuple[Change, ...]

    @property
    def hash(self) -> bytes:
        """The act's name."""
        head = (self.prev, self.device, self.stream, self.seq, self.hlc, self.at, self.actor, self.verb)
        return hash_of(
            (*head, self.reason, self.undoes), [(change.digest, change.bases) for change in self.changes]
        )


@dataclass(frozen=True, slots=True)
class Appended:
    """An act as it stands in the log now: its name, and the row of each of its changes."""

    hash: bytes
    rows: tuple[int, ...]


def digest_of(salt: bytes, kind: str, record: str, field: str, value: Value) -> bytes:
    """SHA-256 over the salt and what is said."""
    return hashlib.sha256(salt + _canonical([kind, record, field, value])).digest()


def hash_of(head: Sequence[bytes | str | int | None], changes: Sequence[tuple[bytes, bytes]]) -> bytes:
    """SHA-256 over an act.

    Args:
        head: prev, device, stream, seq, hlc, at, actor, verb, reason, undoes.
        changes: Digest and bases of each change, in any order.
    """
    plain_head = [part.hex() if isinstance(part, bytes) else part for part in head]
    said = sorted([digest.hex(), bases.hex()] for digest, bases in changes)
    return hashlib.sha256(_ACT_MARK + _canonical([plain_head, said])).digest()


def _canonical(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def append(connection: Connection, act: Act) -> Appended:
    """Write an act and make its changes the heads of their fields. Inside a transaction."""
    name = act.hash
    row = connection.execute(
        "INSERT INTO act(hash, prev, device, stream, seq, hlc, at, actor, verb, reason, undoes)"
        " VALUES(?,?,?,?,?,?,?,?,?,?,?)",
        (
            name,
            act.prev,
            act.device,
            act.stream,
            act.seq,
            act.hlc,
            act.at,
            act.actor,
            act.verb,
            act.reason,
            act.undoes,
        ),
    ).lastrowid
    rows: list[int] = []
    for change in act.changes:
        value, packed = pack(change.value)
        n = connection.execute(
            "INSERT INTO change(act, kind, record, field, value, packed, salt, digest, bases)"
            " VALUES(?,?,?,?,?,?,?,?,?)",
            (
                row,
                change.kind,
                change.record,
                change.field,
                value,
                packed,
                change.salt,
                change.digest,
                change.bases,
            ),
        ).lastrowid
        for base in split(change.bases):
            connection.execute(
                "DELETE FROM head WHERE record=? AND field=? AND change="
                "(SELECT c.n FROM act a JOIN change c ON c.act=a.n"
                " WHERE a.hash=? AND c.record=? AND c.field=?)",
                (change.record, change.field, base, change.record, change.field),
            )
        connection.execute(
            "INSERT INTO head(record, field, change) VALUES(?,?,?)", (change.record, change.field, n)
        )
        rows.append(int(n or 0))
    return Appended(name, tuple(rows))


def heads(connection: Connection, record: str, field: str) -> bytes:
    """The acts whose changes of a field stand, one hash after the other, sorted; empty before the first."""
    found = connection.execute(
        "SELECT a.hash FROM head h JOIN change c ON c.n=h.change JOIN act a ON a.n=c.act"
        " WHERE h.record=? AND h.field=?",
        (record, field),
    ).fetchall()
    return b"".join(sorted(row[0] for row in found))


def split(hashes: bytes) -> list[bytes]:
    """The single hashes of a run of them."""
    return [hashes[start : start + HASH_BYTES] for start in range(0, len(hashes), HASH_BYTES)]


@dataclass(frozen=True, slots=True)
class Rival:
    """A change among those that might be shown, with what decides between them."""

    order: tuple[int, str, bytes]
    """Clock, device, hash: the last one is shown."""
    value: Value


def shown_of(rivals: Sequence[Rival], default: Value) -> Value:
    """What a field shows: the value that stands, the last of several, the default before the first."""
    return max(rivals, key=lambda rival: rival.order).value if rivals else default


def value_at(connection: Connection, record: str, field: str, acts: bytes, default: Value) -> Value:
    """What a field showed when these acts were its heads.

    Args:
        connection: Any.
        record: The record's id.
        field: The field's key.
        acts: Their hashes, one after the other.
        default: What it showed before any act.
    """
    rivals = []
    for name in split(acts):
        row = connection.execute(
            "SELECT a.hlc, a.device, c.value, c.packed FROM act a JOIN change c ON c.act=a.n"
            " WHERE a.hash=? AND c.record=? AND c.field=?",
            (name, record, field),
        ).fetchone()
        if row:
            rivals.append(Rival((row[0], row[1], name), unpack(row[2], row[3])))
    return shown_of(rivals, default)


def pack(value: Value) -> tuple[Value | bytes, int]:
    """A value as it is stored, and whether it was packed."""
    if isinstance(value, str) and len(value) > _PACK_FROM:
        plain = value.encode()
        packed = zlib.compress(plain)
        if len(packed) < len(plain):
            return packed, 1
    return value, 0


def unpack(stored: Any, packed: int) -> Value:
    """A stored value as it was.

    Raises:
        StoreDamaged: It is not what was once packed.
    """
    try:
        value: Value = zlib.decompress(stored).decode() if packed and stored is not None else stored
    except (zlib.error, UnicodeDecodeError, TypeError) as error:
        raise _unreadable() from error
    if not isinstance(value, str | int | None):
        raise _unreadable()
    return value


def _unreadable() -> StoreDamaged:
    return StoreDamaged(
        "A value in the log cannot be read.",
        safe="Nothing was written.",
        next_step="Run `leaptui check --log`, then restore a backup.",
    )


def moment(milliseconds: int) -> str:
    """A wall clock as ISO date and time, UTC, to the millisecond: `2025-03-04T05:06:07.089Z`."""
    whole, rest = divmod(milliseconds, 1000)
    return f"{datetime.fromtimestamp(whole, UTC):%Y-%m-%dT%H:%M:%S}.{rest:03d}Z"


def in_words(at: str) -> str:
    """Such a moment for a person: `2025-03-04 05:06:07 UTC`."""
    return f"{at[:10]} {at[11:19]} UTC"
