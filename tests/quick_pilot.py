"""Apps in tests: waiting by their queues of messages instead of by the clock, and style sheets parsed once.

Textual's pilot sleeps at least 40 ms for each key and longer while the processor is busy, with
whatever; most of a test would be spent asleep. And each app parses all styles again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from time import monotonic
from typing import ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from textual._context import active_app
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation
from textual.dom import DOMNode
from textual.events import Key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.widgets import Input

_IN_A_ROW = 3
"""So many times all queues have to be found empty: a message may be on its way from one to another."""


PATIENCE = 120
"""Seconds for an app to come to rest. They cost nothing where it does; a busy machine may take its time."""


async def wait_for_empty_queues(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Stands in for `textual._wait.wait_for_idle`.

    Args:
        min_sleep: Not used; there is nothing to wait for once nothing is to be done.
        max_sleep: Seconds after which an app that has ended is given up: it answers nothing any more.

    Raises:
        AssertionError: When an app that goes on does not come to rest.
    """
    began = monotonic()
    empty = 0
    while empty < _IN_A_ROW:
        await asyncio.sleep(0.001)
        empty = 0 if _waits_for_drawing() or any(_has_work(pump) for pump in _pumps()) else empty + 1
        waited = monotonic() - began
        if waited > max_sleep and not active_app.get().is_running:
            return
        assert waited < PATIENCE, f"the app does not come to rest: {[*filter(_has_work, _pumps())]}"


DRAWN_EVERY = 1 / 200
"""Seconds; what waits for the next drawing then waits no longer than it must."""
PLACES_OF_IT = ("textual.app.wait_for_idle", "textual.pilot.wait_for_idle")
"""Where the pilot looks for what it waits by."""


_press = App._press_keys


async def press_keys(self: App[object], keys: Iterable[str]) -> None:
    """Stands in for `App._press_keys`: letters typed into a field are sent together, as a fast typist's are.

    The last of them is waited for, and so is everything else.
    """
    pressed = list(keys)
    for key, following in zip(pressed, [*pressed[1:], ""], strict=True):
        if (
            isinstance(self.focused, Input)
            and len(key) == len(following) == 1
            and (key + following).isalnum()
        ):
            assert self._driver is not None
            event = Key(key, key)
            event.set_sender(self)
            self._driver.send_message(event)
        else:
            await _press(self, [key])


_to_thread = asyncio.to_thread
_at_work: WeakKeyDictionary[asyncio.AbstractEventLoop, int] = WeakKeyDictionary()
P = ParamSpec("P")
R = TypeVar("R")


async def counted_to_thread(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Stands in for `asyncio.to_thread`: it is known how many answers are outstanding."""
    loop = asyncio.get_running_loop()
    _at_work[loop] = _at_work.get(loop, 0) + 1
    try:
        return await _to_thread(function, *args, **kwargs)
    finally:
        _at_work[loop] -= 1


async def wait_for_answers(pilot: Pilot[None], is_idle: Callable[[], bool]) -> None:
    """Wait until nothing is asked of a thread, and the screen has drawn what was answered.

    Args:
        pilot: Of the app.
        is_idle: Whether the app's own threads have answered everything.

    Raises:
        AssertionError: When they go on for longer than anything here takes.
    """
    began = monotonic()
    quiet = 0
    while quiet < _IN_A_ROW:
        await pilot.pause()
        quiet = quiet + 1 if is_idle() and not _at_work.get(asyncio.get_running_loop()) else 0
        assert monotonic() - began < PATIENCE, f"an answer does not come; {pilot.app.screen} is shown"


async def until(holds: Callable[[], object], settled: Callable[[], Awaitable[None]] | None = None) -> None:
    """Wait for what comes by itself, such as the end of slow work.

    Args:
        holds: What is waited for.
        settled: Awaited each time before it is looked at.

    Raises:
        AssertionError: When it does not come.
    """
    began = monotonic()
    while True:
        if settled:
            await settled()
        if holds():
            return
        assert monotonic() - began < PATIENCE, "it never came"
        await asyncio.sleep(0.01)


_parse = Stylesheet._parse_rules
_parsed: dict[tuple[object, ...], list[RuleSet]] = {}


def parse_once(
    self: Stylesheet,
    css: str,
    read_from: CSSLocation,
    is_default_rules: bool = False,
    tie_breaker: int = 0,
    scope: str = "",
) -> list[RuleSet]:
    """Stands in for `Stylesheet._parse_rules`: the same text under the same variables gives the same rules."""
    key = (css, read_from, is_default_rules, tie_breaker, scope, *sorted(self._variables.items()))
    if key not in _parsed:
        _parsed[key] = _parse(self, css, read_from, is_default_rules, tie_breaker, scope)
    return _parsed[key]


def _pumps() -> Iterator[MessagePump]:
    app = active_app.get()
    yield app
    for screen in app.screen_stack:
        yield from (
            node for node in screen.walk_children(DOMNode, with_self=True) if isinstance(node, MessagePump)
        )


def _waits_for_drawing() -> bool:
    """Whether something is to be done once the screen in front has been drawn."""
    app = active_app.get()
    if not app.screen_stack or app._batch_count:
        return False
    front = app.screen_stack[-1]
    return bool(front._callbacks)


def _has_work(pump: MessagePump) -> bool:
    return bool(pump.message_queue_size or pump._pending_message or pump._next_callbacks)
