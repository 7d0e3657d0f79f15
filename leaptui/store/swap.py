"""A whole new set of files put in the place of the old, through any crash.

The new set is made ready in a folder of its own, which then gets the name `rotation` by one
renaming: before that moment the old store stands, after it the new one does, and whoever opens
the store next carries out what is left. What stood there is kept in a folder that is a home of
its own, with its keys, its calls and its backups.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from leaptui.store.files import StoreFiles, flush_folder, into_place, private_folder, refused, write_private

_KEPT = re.compile(r"before-rotation-[0-9T-]+")
_MOVED = ("datasets", "backups", "store.leaptui")


def place_of(files: StoreFiles) -> Path:
    """The folder of a set that is ready; while it is there, the store is in the midst of a change."""
    return files.home / "rotation"


def under_way(files: StoreFiles) -> bool:
    """Whether a set is ready and not all of it in its place."""
    return place_of(files).exists()


def begun(files: StoreFiles) -> StoreFiles:
    """A fresh folder to make the new set in."""
    beside = place_of(files).with_name("rotation.part")
    shutil.rmtree(beside, ignore_errors=True)
    new = StoreFiles(beside)
    for folder in (new.home, new.datasets, new.backups):
        private_folder(folder)
    return new


def ready(files: StoreFiles, new: StoreFiles, kept: str) -> Path:
    """From here on the new set is the store.

    Args:
        files: The store's.
        new: The new set: its store, its wrapped keys, its datasets.
        kept: The date and time in the name of the folder that takes what stood there.

    Returns:
        That folder.
    """
    folder = files.home / f"before-rotation-{kept}"
    write_private(new.home / "kept", content=folder.name.encode())
    for each in (new.datasets, new.home):
        flush_folder(each)
    into_place(new.home, place_of(files))
    return folder


def finish(files: StoreFiles) -> None:
    """Put a set that is ready in its place. Only while holding the writer's lock; nothing open.

    Raises:
        StoreUnavailable: The disk refuses; what is left is done at the next opening.
    """
    with refused(
        "The new key is not all in place yet",
        "Nothing is lost: opening the store by the new passphrase goes on with it.",
    ):
        new = StoreFiles(place_of(files))
        kept = StoreFiles(files.home / _kept_name(new))
        private_folder(kept.home)
        if new.keys.exists():
            if files.keys.exists() and not kept.keys_copy.exists():
                write_private(kept.keys, kept.keys_copy, content=files.keys.read_bytes())
            for name in _MOVED:
                _exchange(files.home / name, new.home / name, kept.home / name)
            for earlier in files.home.glob("store.before-*"):
                into_place(earlier, kept.home / earlier.name)
            write_private(files.keys, files.keys_copy, content=new.keys.read_bytes())
        done = new.home.with_name("rotation.part")
        into_place(new.home, done)
        shutil.rmtree(done)


def _exchange(place: Path, new: Path, kept: Path) -> None:
    if new.exists():
        if place.exists() and not kept.exists():
            into_place(place, kept)
        into_place(new, place)


def _kept_name(new: StoreFiles) -> str:
    try:
        name = (new.home / "kept").read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        name = ""
    return name if _KEPT.fullmatch(name) else "before-rotation-0"
