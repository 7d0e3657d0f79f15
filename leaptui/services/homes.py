"""Where a store lives, and opening it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from leaptui.domain.errors import StoreUnavailable
from leaptui.services.workspace import Workspace, wall_clock_ms

STORE_FILE = "store.leaptui"


def home_folder(chosen: str | None = None) -> Path:
    """The folder of the store.

    Args:
        chosen: The folder a person named; nothing lets `LEAPTUI_HOME` decide, and empty text asks
            for this system's place for user data whatever that says.
    """
    named = os.environ.get("LEAPTUI_HOME") if chosen is None else chosen
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("leaptui", appauthor=False)


def has_store(home: Path) -> bool:
    """Whether there is a store, sound or not, in this folder."""
    return (home / STORE_FILE).exists() or (home / "store.keys").exists()


def make_workspace(
    home: Path, passphrase: str, *, now_ms: Callable[[], int] = wall_clock_ms
) -> tuple[Workspace, str]:
    """Make a store and open it.

    Returns:
        The workspace, and the text of the recovery sheet, which is never shown again.

    Raises:
        StoreUnavailable: When there is a store in this folder already.
        InputRefused: When the passphrase is empty or the folder cannot be written.
    """
    if has_store(home):
        raise StoreUnavailable(
            f"There is a store in {home} already.",
            safe="It was left as it is.",
            next_step="Open it, or choose another folder with --home.",
        )
    from leaptui.practice.reader import load_practice
    from leaptui.store.creation import create_store

    store, sheet = create_store(home, passphrase, now_ms=now_ms)
    return Workspace(
        home=home, store=store, practice=load_practice(home / "practice"), now_ms=now_ms
    ), sheet.text


def open_workspace(
    home: Path, passphrase: str, *, read_only: bool = False, now_ms: Callable[[], int] = wall_clock_ms
) -> Workspace:
    """Open the store of a folder.

    Raises:
        StoreUnavailable: When there is none, it is held by another process or damaged, or the
            passphrase is wrong.
    """
    if not has_store(home):
        raise StoreUnavailable(
            f"There is no store in {home}.",
            next_step="Make one with `leaptui init`, or name its folder with --home.",
        )
    from leaptui.practice.reader import load_practice
    from leaptui.store.opening import open_store

    store = open_store(home, passphrase, now_ms=now_ms, read_only=read_only)
    return Workspace(home=home, store=store, practice=load_practice(home / "practice"), now_ms=now_ms)
