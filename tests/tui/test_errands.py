"""What becomes of work that a key began when its screen goes before it is done."""

from __future__ import annotations

import asyncio
from typing import cast

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from leaptui.tui.errands import errand


class _Part(Static):
    def on_unmount(self) -> None:
        cast("_Loading", self.screen).answer.set()


class _Loading(Screen[None]):
    """Asks for something, and shows it in a part of itself."""

    def __init__(self) -> None:
        super().__init__()
        self.answer = asyncio.Event()
        self.was_refused = False

    def compose(self) -> ComposeResult:
        yield _Part()

    def on_mount(self) -> None:
        self.load()

    @errand()
    async def load(self) -> None:
        await self.answer.wait()
        try:
            self.query_one(_Part).update("loaded")
        except Exception:
            self.was_refused = True
            raise


class _OneScreen(App[None]):
    def get_default_screen(self) -> Screen[None]:
        return _Loading()


async def test_an_answer_that_comes_while_the_app_is_left_is_told_to_nobody() -> None:
    """A dialog on a screen that is going away would take the whole shutdown with it."""
    app = _OneScreen()
    async with app.run_test():
        screen = cast("_Loading", app.screen)
    assert screen.was_refused, "its part went before the answer came"
    assert not app.is_running


async def test_an_answer_that_comes_while_its_screen_is_left_is_told_to_nobody() -> None:
    """A list read for a dialog that was just answered is no mistake, and nothing to be told of."""
    app: App[None] = App()
    async with app.run_test() as pilot:
        screen = _Loading()
        await app.push_screen(screen)
        below = app.screen_stack[0]
        await screen.dismiss()
        await pilot.pause()
        assert screen.was_refused, "its part went before the answer came"
        assert app.screen is below
