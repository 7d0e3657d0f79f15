"""Stores whose passphrase is cheap to guess: tests make and open thousands of them.

What a store of the app itself costs is held in `tests/store/test_keys.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from leaptui.services.upkeep.homes import open_workspace
from leaptui.services.workspace import Workspace, wall_clock_ms
from leaptui.store.creation import create_store
from leaptui.store.keys import Strength

CHEAP = Strength(n=2, r=1, p=1)
"""Scrypt as weak as it goes. The app's own strength takes half a second each time a store is opened."""


def make_workspace(
    home: Path, passphrase: str, *, now_ms: Callable[[], int] = wall_clock_ms
) -> tuple[Workspace, str]:
    """As `leaptui.services.upkeep.homes.make_workspace`: the workspace, and the text of the recovery sheet."""
    store, sheet = create_store(home, passphrase, now_ms=now_ms, strength=CHEAP)
    store.close()
    return open_workspace(home, passphrase, now_ms=now_ms), sheet.text
