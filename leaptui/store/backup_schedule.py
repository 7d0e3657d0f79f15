"""When a backup is due, and which ones to keep."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from leaptui.store.connection import Connection, told

if TYPE_CHECKING:
    from leaptui.store.backup import Backup

_HOURLY, _DAILY, _MONTHLY = 24, 30, 12
_WHILE_OPEN = timedelta(hours=1)


def is_due(connection: Connection, newest: Backup | None, now: str, *, closing: bool) -> bool:
    """Whether a store has changed since its newest backup, and enough time has gone by.

    Args:
        connection: Any.
        newest: The newest backup of this store, if there is one.
        now: ISO date and time, UTC.
        closing: On quitting any change is reason enough; while open, once an hour is.
    """
    if not _changed_since(connection, newest):
        return False
    if newest is None or closing:
        return True
    age = datetime.fromisoformat(now) - datetime.fromisoformat(newest.made)
    # A clock that was set back must not put backups off until it has caught up.
    return not timedelta(0) <= age < _WHILE_OPEN


def _changed_since(connection: Connection, newest: Backup | None) -> bool:
    with told():
        act = connection.execute("SELECT hash FROM act ORDER BY n DESC LIMIT 1").fetchone()
        (drafted,) = connection.execute("SELECT max(at) FROM draft").fetchone()
    if newest is None:
        return act is not None or drafted is not None
    held = {tip for *_, tip in newest.tips}
    return (act is not None and act[0].hex() not in held) or (drafted or "") > newest.made


def worth_keeping(made: Iterable[str]) -> set[str]:
    """Which moments to keep: the newest of each of the last 24 hours, 30 days and 12 months that have one.

    Args:
        made: ISO dates and times, UTC.
    """
    newest_first = sorted(made, reverse=True)
    kept: set[str] = set(newest_first[:1])
    for digits, periods in (
        (len("2025-01-01T00"), _HOURLY),
        (len("2025-01-01"), _DAILY),
        (len("2025-01"), _MONTHLY),
    ):
        newest_of: dict[str, str] = {}
        for each in newest_first:
            newest_of.setdefault(each[:digits], each)
        kept.update(list(newest_of.values())[:periods])
    return kept
