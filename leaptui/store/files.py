"""Where the parts of a store lie, and how a private file is written and looked at."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from leaptui.domain.errors import StoreUnavailable

PAGE = 4096
"""Bytes in a page of the encrypted file."""
SALT_BYTES = 16
"""The encrypted file begins with this many bytes, which are the salt of its key."""
PLAIN_HEADER = b"SQLite format 3\x00"
_FOLDER_MODE = 0o700
_FILE_MODE = 0o600


@dataclass(frozen=True, slots=True)
class StoreFiles:
    """The paths of a store under its home folder."""

    home: Path

    @property
    def store(self) -> Path:
        """The log, its tables, drafts and search index, encrypted."""
        return self.home / "store.leaptui"

    @property
    def journal(self) -> Path:
        """SQLite's rollback journal; it is there only while something is written, or after a crash."""
        return self.home / "store.leaptui-journal"

    @property
    def keys(self) -> Path:
        """The wrapped key."""
        return self.home / "store.keys"

    @property
    def keys_copy(self) -> Path:
        """The same once more: a store whose wrapped keys are lost opens by its recovery sheet only."""
        return self.home / "store.keys.bak"

    @property
    def lock(self) -> Path:
        """Held by the one process that writes."""
        return self.home / "store.lock"

    @property
    def device(self) -> Path:
        """The name under which this copy of the store writes its acts."""
        return self.home / "device.json"

    @property
    def datasets(self) -> Path:
        """The folder of imported calls, one encrypted file for each dataset."""
        return self.home / "datasets"

    @property
    def backups(self) -> Path:
        """The folder of backups."""
        return self.home / "backups"

    def dataset(self, name: str) -> Path:
        """The file of one dataset."""
        return self.datasets / f"{name}.leaptui"


class Header(Enum):
    """What the first bytes of a file say it is."""

    MISSING = "missing"
    EMPTY = "empty"
    PLAIN = "plain"
    SHORT = "short"
    OURS = "ours"
    OTHER = "other"


def header_of(path: Path, salt: bytes) -> Header:
    """Look at a file without opening it as a database.

    Args:
        path: The file.
        salt: The salt a file of this store begins with.

    Raises:
        StoreUnavailable: The file cannot be read at all.
    """
    try:
        with path.open("rb") as file:
            first = file.read(SALT_BYTES)
        size = path.stat().st_size
    except FileNotFoundError:
        return Header.MISSING
    except OSError as error:
        raise StoreUnavailable(
            f"{path} cannot be read: {error.strerror}.", next_step="Check who owns the file and its folder."
        ) from error
    if size == 0:
        return Header.EMPTY
    if first == PLAIN_HEADER:
        return Header.PLAIN
    if size < PAGE or size % PAGE:
        return Header.SHORT
    return Header.OURS if first == salt else Header.OTHER


@contextmanager
def refused(what: str, safe: str) -> Iterator[None]:
    """Say in words what the disk refuses.

    Args:
        what: What cannot be done, the beginning of a sentence.
        safe: What is unchanged all the same, a sentence.

    Raises:
        StoreUnavailable: The disk is full, read-only, gone, or not the person's.
    """
    try:
        yield
    except OSError as error:
        raise StoreUnavailable(
            f"{what}: {error.strerror or error}.",
            safe=safe,
            next_step="Free some space, or check who owns the folder.",
        ) from error


def private_folder(path: Path) -> None:
    """Make a folder that only its owner can enter, and what is missing above it."""
    path.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)


def private_file(path: Path) -> None:
    """Make an empty file that only its owner can read, replacing nothing.

    Raises:
        FileExistsError: It is there already.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _FILE_MODE))


def write_private(*paths: Path, content: bytes) -> None:
    """Put content into a file at once: written beside it, flushed, renamed into its place.

    Several files get the same content, and none is touched before all of it is on the disk.
    """
    ready: list[Path] = []
    try:
        for path in paths:
            beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
            private_file(beside)
            ready.append(beside)
            with beside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for beside, path in zip(ready, paths, strict=True):
            into_place(beside, path)
    except OSError:
        for beside in ready:
            beside.unlink(missing_ok=True)
        raise


def into_place(beside: Path, path: Path) -> None:
    """Rename a finished file to its name, so that the name survives a power cut too."""
    beside.replace(path)
    flush_folder(path.parent)


def sweep(files: StoreFiles) -> None:
    """Remove half files that a kill left behind. Only while holding the writer's lock."""
    for folder in (files.home, files.datasets, files.backups, files.backups / "datasets"):
        for part in folder.glob("*.part*"):
            with suppress(OSError):  # there is no harm in it where it stays
                shutil.rmtree(part) if part.is_dir() else part.unlink()


def flush(path: Path) -> None:
    """Have a file's content on the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_folder(path: Path) -> None:
    """Have a folder's names on the disk, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
