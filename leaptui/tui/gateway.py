"""The store's own thread. Everything the app asks of the services goes through here."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from leaptui.domain.errors import LeapError, StoreUnavailable
from leaptui.services.upkeep.standing import Standing, standing

if TYPE_CHECKING:
    from leaptui.services.workspace import Workspace

P = ParamSpec("P")
R = TypeVar("R")


class StoreThread:
    """One thread that opens the store, uses it and closes it.

    The store's connection belongs to the thread that made it, and one thread keeps the order in
    which things were asked. Work that takes long and needs no store (reading an export) goes to
    `aside`, so that typing is saved meanwhile.

    While it is locked the store is closed and nothing of it is in memory. What is asked then is
    asked once it is open again, and what was asked before is answered then: nobody who waits for
    an answer need know of the lock.
    """

    def __init__(self) -> None:
        self._store = ThreadPoolExecutor(max_workers=1, thread_name_prefix="leaptui-store")
        self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="leaptui-work")
        self._workspace: Workspace | None = None
        self._opening: Future[tuple[Workspace, Standing]] | None = None
        self._asked = 0
        self._unlocked = asyncio.Event()
        self._unlocked.set()
        self._last_to_ask: asyncio.Task[object] | None = None
        self.standing = Standing()
        """How the store stands that is open, or was before the lock."""

    @property
    def is_idle(self) -> bool:
        """Whether everything asked so far was answered."""
        return self._asked == 0

    @property
    def is_open(self) -> bool:
        """Whether a store is open."""
        return self._workspace is not None

    @property
    def is_begun(self) -> bool:
        """Whether a store is open or being opened."""
        return self._opening is not None or self.is_open

    def begin(self, opener: Callable[[], Workspace]) -> None:
        """Start opening a store; the screen is painted meanwhile."""

        def begin() -> tuple[Workspace, Standing]:
            workspace = opener()
            stands = standing(workspace)
            if self.standing.store not in {"", stands.store}:
                workspace.close()
                raise StoreUnavailable(
                    "Another store lies in this folder now.",
                    safe="What was typed is in the one that was open.",
                    next_step="Leave leaptui with ^Q and start it again to work in this one.",
                )
            return workspace, stands

        self._opening = self._store.submit(begin)

    async def opened(self) -> None:
        """Wait for the store that was begun.

        Raises:
            LeapError: When it cannot be opened.
        """
        if self._opening is None:
            raise StoreUnavailable("The store is not open.")
        opening = self._opening
        self._asked += 1
        try:
            opened = await asyncio.wrap_future(opening)
            self._workspace, self.standing = opened
        finally:
            # A finished future would keep the store's key through the lock.
            self._opening = None
            self._asked -= 1

    async def open(self, opener: Callable[[], Workspace]) -> None:
        """Open a store and wait for it.

        Raises:
            LeapError: When it cannot be opened.
        """
        self.begin(opener)
        await self.opened()

    async def prepare(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run something on the store's thread that needs no open store."""
        return await self._run(self._store, lambda: function(*args, **kwargs))

    async def ask(
        self, function: Callable[Concatenate[Workspace, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run `function(workspace, …)` on the store's thread; while it is locked, when it is open again.

        Raises:
            StoreUnavailable: When no store is open.
            LeapError: What the function says.
        """
        if self._workspace is None:
            await self._pass_lock()
        if self._workspace is None:
            raise StoreUnavailable("The store is not open.")
        # Held by nothing here: whoever waits for the lock must not keep the store in memory.
        return await self._answered(self.prepare(function, self._workspace, *args, **kwargs))

    async def aside(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run long work that needs no store on a second thread."""
        return await self._answered(self._run(self._aside, lambda: function(*args, **kwargs)))

    async def _answered(self, work: Awaitable[R]) -> R:
        try:
            answer = await work
        except LeapError as error:
            error.__traceback__ = None  # its frames hold the store
            await self._pass_lock()
            raise
        await self._pass_lock()
        return answer

    async def _pass_lock(self) -> None:
        if asyncio.current_task() is not self._last_to_ask:
            await self._unlocked.wait()

    async def lock(self, last_words: Callable[[], Awaitable[None]]) -> None:
        """Answer nobody any more, let `last_words` save what is being typed, and close the store.

        What was asked before is done first, however long it takes.
        """
        self._unlocked.clear()
        self._last_to_ask = asyncio.current_task()
        try:
            await last_words()
        finally:
            self._last_to_ask = None
            await self._close()

    def unlock(self) -> None:
        """Answer again. The store is open."""
        self._unlocked.set()

    async def _run(self, thread: ThreadPoolExecutor, work: Callable[[], R]) -> R:
        self._asked += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(thread, work)
        finally:
            self._asked -= 1

    async def close(self) -> None:
        """Close the store after everything that was asked before, and end both threads."""
        await self._close()
        self._store.shutdown(wait=False)
        self._aside.shutdown(wait=False, cancel_futures=True)

    async def _close(self) -> None:
        workspace, self._workspace = self._workspace, None
        if workspace is not None:
            await self.prepare(workspace.close)
