"""The only code that writes a file meant for others: whole or not at all, for its owner only."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path

from leaptui.disclosure.cleared import ClearedFile
from leaptui.domain.errors import AlreadyThere, OutputRefused

_FILE_MODE = 0o600
_FOLDER_MODE = 0o700


def write(folder: Path, file: ClearedFile, *, over: bool = True) -> Path:
    """Write one file; as `write_all`."""
    return write_all(folder, [file], over=over)[0]


def write_all(folder: Path, files: Sequence[ClearedFile], *, over: bool = True) -> tuple[Path, ...]:
    """Write files into a folder, all of them or none.

    Each is written beside its place, forced to the disk and renamed into place. When one cannot
    be, those already in place are taken back and what stood there before stands there again.
    A folder that is not there is made, readable by its owner only.

    Args:
        folder: Where they go.
        files: What the gate let through.
        over: Whether files of the same names may be replaced.

    Returns:
        Where the files stand, in the order given.

    Raises:
        AlreadyThere: When one of them would replace a file and must not.
        OutputRefused: When the folder or a file cannot be written; nothing has changed then.
    """
    for file in files:
        _check_name(file.name)
    with contextlib.ExitStack() as undo:
        try:
            _make_folder(folder, undo)
            targets = [folder / file.name for file in files]
            for target in targets:
                _check_target(target)
            if not over:
                _check_room(targets)
            beside = [_write_beside(folder, file, undo) for file in files]
            replaced = [
                old
                for staged, target in zip(beside, targets, strict=True)
                if (old := _place(staged, target, undo))
            ]
            _sync_folder(folder)
        except OSError as error:
            raise OutputRefused(
                f"{folder} cannot be written: {_reason(error)}.",
                safe="No file was left there, and what was there is unchanged.",
                next_step="Choose another folder, or make room, and try again.",
            ) from error
        undo.pop_all()
    for old in replaced:
        _quietly(old.unlink)
    return tuple(targets)


def _reason(error: OSError) -> str:
    text = (error.strerror or str(error)).rstrip(".")
    return text[:1].lower() + text[1:]


def _check_name(name: str) -> None:
    if not name or name in {".", ".."} or name != Path(name).name or "\\" in name or not name.isprintable():
        raise OutputRefused(f"“{name}” cannot be the name of a file.", safe="Nothing was written.")


def _check_target(target: Path) -> None:
    kind = "a link" if target.is_symlink() else "a folder" if target.is_dir() else ""
    if kind:
        raise OutputRefused(
            f"{target} is {kind}, and is not written over.",
            safe="Nothing was written.",
            next_step="Move it away, or choose another folder.",
        )


def _check_room(targets: Sequence[Path]) -> None:
    there = [target.name for target in targets if target.exists()]
    if there:
        raise AlreadyThere(
            f"In {targets[0].parent} there is already {', '.join(there)}.",
            safe="Nothing was written.",
            next_step="Write over it, or choose another folder.",
        )


def _make_folder(folder: Path, undo: contextlib.ExitStack) -> None:
    if folder.is_symlink():
        raise OutputRefused(
            f"{folder} is a link to another place.",
            safe="Nothing was written.",
            next_step="Name the folder itself.",
        )
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for new in reversed(missing):
        new.mkdir(mode=_FOLDER_MODE)
        undo.callback(_quietly, new.rmdir)


def _write_beside(folder: Path, file: ClearedFile, undo: contextlib.ExitStack) -> Path:
    staged = folder / f".{file.name}.{secrets.token_hex(4)}.part"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(staged, flags, _FILE_MODE)
    undo.callback(_quietly, staged.unlink)
    with os.fdopen(descriptor, "wb") as out:
        out.write(file.data)
        out.flush()
        os.fsync(out.fileno())
    return staged


def _place(staged: Path, target: Path, undo: contextlib.ExitStack) -> Path | None:
    """Rename a staged file into place; what stood there is kept aside and returned."""
    old = None
    if target.exists():
        old = staged.with_suffix(".old")
        target.rename(old)
        undo.callback(_quietly, lambda: old.replace(target))
    else:
        undo.callback(_quietly, target.unlink)
    staged.replace(target)
    return old


def _quietly(step: Callable[[], object]) -> None:
    """One step of tidying; a step that fails must not keep the others from being taken."""
    with contextlib.suppress(OSError):
        step()


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows has no handle on a folder; renames are journaled there.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
