"""The first paint, which waits for the store rather than show an empty frame that is painted again and again."""

from __future__ import annotations

import asyncio
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
        self._batch = ExitStack()
        self._seen = asyncio.Event()
        self.is_held = False
        """Whether nothing is painted now."""

    def hold(self) -> None:
        """Paint nothing until `let_go`. `wait` says for how long."""
        self.is_held = True

    def wait(self) -> None:
        """Lay nothing out either, and paint after the longest wait: the app is at work from now on."""
        if self.is_held:
            self._batch.enter_context(self._app.batch_update())
            self._app.set_timer(LONGEST_SECONDS, self.let_go)

    def let_go(self) -> None:
        """Paint from now on. Doing so again does nothing."""
        if self.is_held:
            self.is_held = False
            self._batch.close()
            self._app.screen.refresh()
        if not self._seen.is_set():
            self._app.call_after_refresh(self._painted)

    def _painted(self) -> None:
        gc.enable()  # `leaptui.cli.app` turns it off: the first collection looks at all that was loaded
        self._seen.set()

    async def seen(self) -> None:
        """Wait until the first screen stands there: for what is not needed before it."""
        await self._seen.wait()
