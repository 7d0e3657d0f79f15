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
_AFTER_ALL = (1 << 63) - 1
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
        if row is None or row[0] in found:  # an altered log may go in a circle
            break
        found.append(row[0])
    return found


def first_doing(connection: Connection, verb: str, undoes: bytes | None) -> tuple[str, int]:
    """What was done at first, before it was taken back and done again, and how often it was.

    Args:
        connection: Any.
        verb: Of the act that is asked about.
        undoes: What that act took back.

    Returns:
        The first verb; 0 for an act that takes nothing back, 1 for one that does, 2 for doing again, …
    """
    times, before = 0, _AFTER_ALL
    while undoes is not None:
        row = connection.execute("SELECT verb, undoes, n FROM act WHERE hash=?", (undoes,)).fetchone()
        if row is None or row[2] >= before:  # an altered log may go in a circle
            return verb, times + 1
        (verb, undoes, before), times = row, times + 1
    return verb, times


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
        yield name, first_doing(connection, verb, undoes)[1], verb
