"""SQLite's way to the disk with a hand in between: each write can be made to fail, or be written down.

SQLite reaches files through a table of functions, its VFS. While a `WatchedDisk` is entered, that
table has ours in front of those for writing, cutting, flushing and deleting; all else is the
system's own. Only tests use it. Connections opened within it must be closed within it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlcipher3._sqlite3 as library

OK, FULL, FAILED_FLUSH, FAILED_DELETE = 0, 13, 1034, 2570
_OPEN_CREATE = 0x4

_Close = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)
_Write = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int64)
_Truncate = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int64)
_Sync = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_Open = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
)
_Delete = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)


class _Methods(ctypes.Structure):
    _fields_ = (
        ("version", ctypes.c_int),
        ("close", ctypes.c_void_p),
        ("read", ctypes.c_void_p),
        ("write", ctypes.c_void_p),
        ("truncate", ctypes.c_void_p),
        ("sync", ctypes.c_void_p),
        ("others", ctypes.c_void_p * 13),
    )


class _File(ctypes.Structure):
    _fields_ = (("methods", ctypes.POINTER(_Methods)),)


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("longest_path", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        ("open", ctypes.c_void_p),
        ("delete", ctypes.c_void_p),
        ("others", ctypes.c_void_p * 14),
    )


class What(Enum):
    """What is done to a file."""

    CREATE = "create"
    WRITE = "write"
    CUT = "cut"
    FLUSH = "flush"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing SQLite is about to do to a file.

    Attributes:
        what: What.
        path: To which file.
        at: Where it writes, or how long the file is to be.
        data: What it writes.
    """

    what: What
    path: Path
    at: int = 0
    data: bytes = b""


_FAILURES = {
    What.CREATE: 14,
    What.WRITE: FULL,
    What.CUT: FULL,
    What.FLUSH: FAILED_FLUSH,
    What.DELETE: FAILED_DELETE,
}


# A connection that a failed test left open may still be closed through these when Python ends.
_KEPT: list[Any] = []


class WatchedDisk:
    """While entered, every file SQLite opens is watched.

    Args:
        lets: Asked before each step; false makes the step fail as a full disk does.
        done: Told of each step that succeeded.
    """

    def __init__(
        self, lets: Callable[[Step], bool] = lambda _: True, done: Callable[[Step], None] = lambda _: None
    ) -> None:
        self._lets, self._done = lets, done
        self._library = ctypes.CDLL(library.__file__)
        self._library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        self._paths: dict[int, Path] = {}
        self._methods: dict[int, tuple[_Methods, list[Any]]] = {}

    def __enter__(self) -> Self:
        self._system = self._library.sqlite3_vfs_find(None)
        ours = _Vfs.from_buffer_copy(self._system.contents)
        ours.next, ours.name = None, b"watched"
        self._open, self._delete = _Open(self._opened), _Delete(self._deleted)
        ours.open = ctypes.cast(self._open, ctypes.c_void_p)
        ours.delete = ctypes.cast(self._delete, ctypes.c_void_p)
        self._vfs = ours
        _KEPT.append((ours, self._open, self._delete, self._methods))
        assert self._library.sqlite3_vfs_register(ctypes.byref(ours), 1) == OK
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._library.sqlite3_vfs_unregister(ctypes.byref(self._vfs))
        self._library.sqlite3_vfs_register(self._system, 1)

    def _through(self, step: Step, act: Callable[[], Any]) -> int:
        if not self._lets(step):
            return _FAILURES[step.what]
        result = int(act())
        if result == OK:
            self._done(step)
        return result

    def _opened(self, _: int, name: int, file: int, flags: int, out: int) -> int:
        system_open = _Open(self._system.contents.open)
        system = ctypes.cast(self._system, ctypes.c_void_p).value
        if not name:
            return int(system_open(system, name, file, flags, out))
        path = Path(ctypes.string_at(name).decode())
        act = partial(system_open, system, name, file, flags, out)
        new = flags & _OPEN_CREATE and not path.exists()
        result = self._through(Step(What.CREATE, path), act) if new else int(act())
        opened = ctypes.cast(file, ctypes.POINTER(_File)).contents
        if result == OK and opened.methods:
            self._paths[file] = path
            opened.methods = ctypes.pointer(self._watching(opened.methods))
        return result

    def _watching(self, methods: Any) -> _Methods:
        address = ctypes.addressof(methods.contents)
        if address not in self._methods:
            system = _Methods.from_buffer_copy(methods.contents)
            ours = _Methods.from_buffer_copy(methods.contents)
            close, write = _Close(system.close), _Write(system.write)
            truncate, sync = _Truncate(system.truncate), _Sync(system.sync)

            def closed(file: int) -> int:
                self._paths.pop(file, None)
                return int(close(file))

            def written(file: int, data: int, size: int, at: int) -> int:
                step = Step(What.WRITE, self._paths[file], at, ctypes.string_at(data, size))
                return self._through(step, lambda: write(file, data, size, at))

            def cut(file: int, size: int) -> int:
                step = Step(What.CUT, self._paths[file], size)
                return self._through(step, lambda: truncate(file, size))

            def flushed(file: int, flags: int) -> int:
                return self._through(Step(What.FLUSH, self._paths[file]), lambda: sync(file, flags))

            kept = [_Close(closed), _Write(written), _Truncate(cut), _Sync(flushed)]
            ours.close, ours.write, ours.truncate, ours.sync = (
                ctypes.cast(each, ctypes.c_void_p).value for each in kept
            )
            self._methods[address] = (ours, kept)
        return self._methods[address][0]

    def _deleted(self, _: int, name: bytes, folder_too: int) -> int:
        system_delete = _Delete(self._system.contents.delete)
        system = ctypes.cast(self._system, ctypes.c_void_p).value
        path = Path(name.decode())
        act = partial(system_delete, system, name, folder_too)
        return self._through(Step(What.DELETE, path), act) if path.exists() else int(act())
