"""Where a store lives, and opening it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from leaptui.domain.errors import InputRefused, StoreUnavailable
from leaptui.services.workspace import Workspace, wall_clock_ms

if TYPE_CHECKING:
    from leaptui.store.store import Store

STORE_FILE = "store.leaptui"
_LONGEST_SHEET = 64 << 10
"""Bytes. A sheet is one page."""


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
        The workspace, and the text of the recovery sheet.

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
    from leaptui.store.creation import create_store

    store, sheet = create_store(home, passphrase, now_ms=now_ms)
    return _workspace(home, store, now_ms), sheet.text


def open_workspace(
    home: Path, passphrase: str, *, read_only: bool = False, now_ms: Callable[[], int] = wall_clock_ms
) -> Workspace:
    """Open the store of a folder.

    Raises:
        StoreUnavailable: When there is none, it is held by another process or damaged, or the
            passphrase is wrong.
    """
    from leaptui.store.opening import open_store

    must_be_there(home)
    return _workspace(home, open_store(home, passphrase, now_ms=now_ms, read_only=read_only), now_ms)


def open_workspace_by_sheet(
    home: Path, sheet: str, *, read_only: bool = False, now_ms: Callable[[], int] = wall_clock_ms
) -> Workspace:
    """Open the store of a folder by its recovery sheet, with or without `store.keys`.

    Raises:
        WrongKey: When a group is mistyped (the sentence says which), or the sheet is of another store.
        StoreUnavailable: As for `open_workspace`.
    """
    from leaptui.store.opening import open_with_sheet

    must_be_there(home)
    return _workspace(home, open_with_sheet(home, sheet, now_ms=now_ms, read_only=read_only), now_ms)


def read_sheet_file(path: Path) -> str:
    """The text of a recovery sheet that was saved as a file.

    Raises:
        InputRefused: When it cannot be read, or is no text.
    """
    where = path.expanduser()
    try:
        if not where.is_file() or where.stat().st_size > _LONGEST_SHEET:
            raise OSError("not a sheet")
        return where.read_text("utf-8-sig")
    except (OSError, ValueError):
        raise InputRefused(
            f"The recovery sheet {path} cannot be read.",
            safe="Nothing was changed.",
            next_step="Name the text file it was saved in.",
        ) from None


def sheet_so_far(typed: str) -> tuple[int, str]:
    """How many groups of a recovery sheet are typed, and what is wrong with the first that is, or empty."""
    from leaptui.store.recovery import groups_so_far

    return groups_so_far(typed)


def must_be_there(home: Path) -> None:
    """Refuse a folder without a store.

    Raises:
        StoreUnavailable: When there is none.
    """
    if not has_store(home):
        raise StoreUnavailable(
            f"There is no store in {home}.",
            next_step="Make one with `leaptui init`, or name its folder with --home.",
        )


def _workspace(home: Path, store: Store, now_ms: Callable[[], int]) -> Workspace:
    from leaptui.practice.reader import load_practice

    return Workspace(home=home, store=store, practice=load_practice(home / "practice"), now_ms=now_ms)
