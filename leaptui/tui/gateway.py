"""The store's own thread. Everything the app asks of the services goes through here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from leaptui.domain.errors import StoreUnavailable

if TYPE_CHECKING:
    from leaptui.services.workspace import Workspace

P = ParamSpec("P")
R = TypeVar("R")


class StoreThread:
    """One thread that opens the store, uses it and closes it.

    The store's connection belongs to the thread that made it, and one thread keeps the order in
    which things were asked. Work that takes long and needs no store (reading an export) goes to
    `aside`, so that typing is saved meanwhile.
    """

    def __init__(self) -> None:
        self._store = ThreadPoolExecutor(max_workers=1, thread_name_prefix="leaptui-store")
        self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="leaptui-work")
        self._workspace: Workspace | None = None
        self._opening: Future[Workspace] | None = None
        self._asked = 0

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
        return self._opening is not None

    def begin(self, opener: Callable[[], Workspace]) -> None:
        """Start opening a store; the screen is painted meanwhile."""
        self._opening = self._store.submit(opener)

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
            self._workspace = await asyncio.wrap_future(opening)
        except BaseException:
            self._opening = None
            raise
        finally:
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
        """Run `function(workspace, …)` on the store's thread.

        Raises:
            StoreUnavailable: When no store is open.
            LeapError: What the function says.
        """
        workspace = self._workspace
        if workspace is None:
            raise StoreUnavailable("The store is not open.")
        return await self.prepare(function, workspace, *args, **kwargs)

    async def aside(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run long work that needs no store on a second thread."""
        return await self._run(self._aside, lambda: function(*args, **kwargs))

    async def _run(self, thread: ThreadPoolExecutor, work: Callable[[], R]) -> R:
        self._asked += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(thread, work)
        finally:
            self._asked -= 1

    async def close(self) -> None:
        """Close the store after everything that was asked before, and end both threads."""
        workspace, self._workspace = self._workspace, None
        if workspace is not None:
            await self.prepare(workspace.close)
        self._store.shutdown(wait=False)
        self._aside.shutdown(wait=False, cancel_futures=True)
