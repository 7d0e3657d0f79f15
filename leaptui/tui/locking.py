"""The lock: nothing of the data on the screen, in reach of a key or in memory, until she is back.

The app's own mode `locked` is put over everything, so that each place keeps its screens, its
dialogs, its cursor and its undo as they were left. What is being typed is saved, the store is
closed, and what the app would say meanwhile waits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from leaptui.domain.errors import LeapError
from leaptui.tui.leaving import keep_all

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

LOCKED = "locked"
"""The mode that shows nothing but the way back in."""
PROVING = "proving"
"""The workers that prove the store's pages, and hold its key meanwhile."""
LOOK_SECONDS = 5
"""How often it is looked whether anybody is there."""


class Lock:
    """Whether the app is locked, and what comes back with her.

    Args:
        app: What is locked.
    """

    def __init__(self, app: LeapApp) -> None:
        self._app = app
        self.is_on = False
        self.unsaved = ""
        """Why some of what was typed is not saved though the app is locked; it is kept as long as it runs."""
        self._pressed = app.now()
        self._away = asyncio.Event()
        self._place = ""
        self._copied = ""
        self._unsaid: list[Callable[[], None]] = []

    # Whether anybody is there.

    @property
    def _is_due(self) -> bool:
        minutes = self._app.settings.lock_after_minutes
        idle = self._app.now() - self._pressed
        return (
            minutes > 0
            and idle >= timedelta(minutes=minutes)
            and not self.is_on
            and self._app.store.is_open
            and self._app.store.is_idle
        )

    def look(self) -> None:
        """Lock when nothing was pressed for long enough. Work that is under way is waited for."""
        if self._app.now() < self._pressed:
            self._pressed = self._app.now()  # the clock was set back
        if self._is_due:
            self._app.action_lock()

    def pressed(self) -> bool:
        """A key or the mouse: somebody is there.

        Returns:
            Whether it may reach the screen. The first key after a night with the lid closed may not.
        """
        late = self._is_due
        if late:
            self._app.action_lock()
        self._pressed = self._app.now()
        return not late

    # Locking and unlocking.

    async def shut(self) -> None:
        """Blank the screen at once, save what is being typed, close the store, and wait for her."""
        app = self._app
        if self.is_on or not app.store.is_open:
            return
        self.is_on = True
        self.unsaved = ""
        self._away.clear()
        self._place = app.current_mode
        self._copied = app.clipboard
        app.copy_to_clipboard("")
        app.clear_notifications()
        app.keyboard.forget()
        app.workers.cancel_group(app, PROVING)
        await app.switch_mode(LOCKED)
        app.ask_way_in()
        try:
            await app.store.lock(self._last_words)
        finally:
            self._away.set()

    async def _last_words(self) -> None:
        from leaptui.services.upkeep.upkeep import backup_if_due

        app = self._app
        self.unsaved = next(iter(await keep_all(app)), "")
        # A disk that refuses the backup must not keep the store open: the store itself is as it was.
        with suppress(LeapError):
            await app.ask(backup_if_due, closing=True)

    async def put_away(self) -> None:
        """Wait until the store is closed."""
        await self._away.wait()

    def lift(self) -> None:
        """The store is open again: everything is as it was left."""
        app = self._app
        self.is_on = False
        self._pressed = app.now()
        app.revision += 1
        app.switch_mode(self._place)
        app.store.unlock()
        app.copy_to_clipboard(self._copied)
        self._copied = ""
        unsaid, self._unsaid = self._unsaid, []
        for say in unsaid:
            say()

    def say_later(self, say: Callable[[], None]) -> None:
        """Keep for the unlocking what must not stand on a locked screen."""
        self._unsaid.append(say)
