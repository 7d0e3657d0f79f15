"""What stands of all that was done: an act and the act that takes it back cancel each other out.

Taking back the act that took something back does it again. So whatever takes nothing back counts
as done, what takes that back as taken back, what takes that back as done again, and so on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from leaptui.store.act_log import HASH_BYTES, ActHash, heads
from leaptui.store.connection import Connection, told

_SINCE = "SELECT hash, undoes FROM act WHERE undoes IS NOT NULL AND n>=? ORDER BY n DESC"
_OWN = "SELECT hash, undoes, verb FROM act WHERE device=? ORDER BY n DESC"
_REPLACED = (
    "SELECT c.bases FROM act u JOIN act a ON a.hash=u.undoes JOIN change c ON c.act=a.n"
    " WHERE u.hash=? AND c.record=? AND c.field=?"
)


def lineage(connection: Connection, record: str, field: str) -> list[bytes]:
    """The acts after which a field showed what it shows now, the latest first.

    The first are its heads. Where those took an act back, what that act had replaced follows, and
    so on. The last is empty where the field shows what it showed before any act.
    """
    found = [heads(connection, record, field)]
    while len(found[-1]) == HASH_BYTES:
        row = connection.execute(_REPLACED, (found[-1], record, field)).fetchone()
        if row is None:
            break
        found.append(row[0])
    return found


def taken_back(connection: Connection, since: int) -> set[bytes]:
    """The acts that do not stand because an act since then, by its number, took them back."""
    gone: set[bytes] = set()
    for name, undoes in connection.execute(_SINCE, (since,)):
        if name not in gone:
            gone.add(undoes)
    return gone


def last_done(connection: Connection, device: str, passing: Collection[str]) -> ActHash | None:
    """The newest act of a device that stands and is not one of taking back.

    Args:
        connection: Any.
        device: Whose.
        passing: Verbs of acts that are passed over.
    """
    with told():
        for name, times, verb in _standing(connection, device):
            if times % 2 == 0 and verb not in passing:
                return ActHash(name.hex())
    return None


def last_taken_back(connection: Connection, device: str, passing: Collection[str]) -> ActHash | None:
    """The newest act of a device that stands and takes something back; none once more was done since."""
    with told():
        for name, times, verb in _standing(connection, device):
            if times % 2:
                return ActHash(name.hex())
            if times == 0 and verb not in passing:
                return None
    return None


def _standing(connection: Connection, device: str) -> Iterator[tuple[bytes, int, str]]:
    """The acts that stand, the newest first, with how often their doing was taken back or done again."""
    gone: set[bytes] = set()
    for name, undoes, verb in connection.execute(_OWN, (device,)):
        if name in gone:
            continue
        if undoes is not None:
            gone.add(undoes)
        yield name, _times(connection, undoes), verb


def _times(connection: Connection, undoes: bytes | None) -> int:
    times = 0
    while undoes is not None:
        times += 1
        row = connection.execute("SELECT undoes FROM act WHERE hash=?", (undoes,)).fetchone()
        undoes = row[0] if row else None
    return times
