"""One writer at a time: a lock the system lets go of when the process ends, however it ends."""

from __future__ import annotations

import errno
import json
import os
import platform
import sys
from contextlib import suppress
from datetime import datetime
from typing import IO

from leaptui.domain.errors import StoreHeld, StoreUnavailable
from leaptui.store.files import StoreFiles

if sys.platform == "win32":
    import msvcrt

    # Far behind the text, which others may then read while it is held.
    _LOCKED_BYTE = 1 << 30

    def _take(file: IO[bytes]) -> None:
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)

else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


_NO_CHANGES = (errno.EROFS, errno.EACCES, errno.EPERM)


class FolderNotWritable(StoreUnavailable):
    """The folder, or the disk it is on, takes no changes."""


class WriterLock:
    """Held from construction to `release`.

    Args:
        files: The store.
        since: When the holder began, ISO date and time, for whoever comes second.

    Raises:
        StoreHeld: Another process holds it; the sentence says which.
        FolderNotWritable: The folder takes no changes.
        StoreUnavailable: The folder does not let itself be locked.
    """

    def __init__(self, files: StoreFiles, since: str) -> None:
        try:
            handle = os.open(files.lock, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            kind = FolderNotWritable if error.errno in _NO_CHANGES else StoreUnavailable
            raise kind(
                f"The store's folder {files.home} cannot be written to: {error.strerror}.",
                safe="Nothing was changed.",
                next_step="Open the store read-only, or check who owns the folder.",
            ) from error
        self._file = os.fdopen(handle, "r+b", buffering=0)
        try:
            _take(self._file)
        except (BlockingIOError, PermissionError) as error:
            holder = _holder(self._file)
            self._file.close()
            raise StoreHeld(
                f"The store is in use by {holder}.",
                safe="Nothing was changed.",
                next_step="Close that one first, or open the store read-only.",
            ) from error
        except OSError as error:
            self._file.close()
            raise StoreUnavailable(
                f"The folder {files.home} does not support locking ({error.strerror}).",
                safe="Nothing was changed.",
                next_step="Move the store to a disk of this computer.",
            ) from error
        self._say(
            {"program": "leaptui", "host": platform.node(), "pid": os.getpid(), "since": since},
        )

    def release(self) -> None:
        """Let others write. The file stays: removing it would let two believe they hold it."""
        if not self._file.closed:
            self._say({})
            self._file.close()

    def _say(self, holder: dict[str, object]) -> None:
        with suppress(OSError):  # on a full disk nobody learns the holder's name; the lock holds all the same
            self._file.seek(0)
            self._file.truncate()
            self._file.write(json.dumps(holder).encode())


def _holder(file: IO[bytes]) -> str:
    try:
        file.seek(0)
        holder = json.loads(file.read(1000))
        since = datetime.fromisoformat(holder["since"]).astimezone()
        return (
            f"{holder['program']} on {holder['host']} (process {holder['pid']})"
            f" since {since:%H:%M} on {since:%Y-%m-%d}"
        )
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
