"""The first paint: once, with the rows in it, instead of an empty frame that is painted again and again."""

from __future__ import annotations

import gc
from contextlib import ExitStack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

LONGEST_SECONDS = 0.5
"""How long an empty frame may be waited for. Proving a passphrase takes longer, a store by its key does not."""


class FirstPaint:
    """Keeps the screen from being painted while the app starts and the store is being opened."""

    def __init__(self, app: LeapApp) -> None:
        self._app = app
        self._held = ExitStack()
        self.is_held = False
        """Whether nothing is painted now."""

    def hold(self) -> None:
        """Paint nothing until `let_go`, or until it has been waited for long enough."""
        self.is_held = True
        self._held.enter_context(self._app.batch_update())
        self._app.set_timer(LONGEST_SECONDS, self.let_go)

    def let_go(self) -> None:
        """Paint and collect garbage from now on. Doing so again does nothing."""
        gc.enable()
        if self.is_held:
            self.is_held = False
            self._held.close()
            self._app.screen.refresh()
