"""What is typed, in the order it was typed: a key waits until what the key before it began is in front.

A person types on while the store is busy. "N", "San José" and Enter are meant for the dialog that N
opens, whenever it comes; given to the place behind it, the letters would be its commands. So a key
goes on only when the one before it has been answered, and when no errand is under way that may still
ask something. Text in a field waits for that alone: it changes nothing of what is in front.
"""

from __future__ import annotations

from collections import deque
from contextvars import ContextVar
from enum import IntEnum
from typing import TYPE_CHECKING, Any, TypeVar, overload

from textual import events
from textual.app import App
from textual.notifications import SeverityLevel
from textual.screen import Screen
from typing_extensions import override

from leaptui.tui.commands import commands_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual.dom import DOMNode
    from textual.timer import Timer
    from textual.worker import Worker

    Typed = events.Key | events.Paste

Answer = TypeVar("Answer")

_GIVE_UP = "escape"
_AT_ONCE = frozenset({_GIVE_UP, "ctrl+q", "ctrl+c", "f8"})
"""Keys that wait for no errand: giving up, leaving, how to leave, and locking."""
_CLICK = "click"
_OF_THE_APP = frozenset(key for command in commands_of("app") for key in command.keys)
"""Keys that mean the same in every place."""
_SAY_AFTER = 1.5
"""Seconds after which it is said that what is typed is kept."""
_FEWEST_ROUNDS, _MOST_ROUNDS = 2, 20
"""How often a key's way is gone after it: what it led to goes the same way a round later."""


class Holds(IntEnum):
    """Which keys wait for an errand."""

    NOTHING = 0
    """None: what it shows comes when it comes."""
    PLACE = 1
    """The commands of a place: it reads what the place shows, and there is nothing yet they could be for."""
    COMMANDS = 2
    """All but text for a field: it looks for what is typed there, and a command takes what it finds."""
    KEYS = 3
    """All: it may ask something, and what is typed is for what it asks."""


class Errand:
    """Work under way, as the keyboard sees it.

    Args:
        keyboard: Whose keys wait for it.
        holds: Which.
        revision: How much had been changed when it began.
        begun_by: The key that began it, where one did.
    """

    def __init__(self, keyboard: Keyboard, holds: Holds, revision: int, begun_by: str) -> None:
        self._keyboard = keyboard
        self._holds = holds
        self._is_let_go = False
        self.revision = revision
        self.begun_by = begun_by
        self.worker: Worker[None] | None = None
        self.asks: Screen[Any] | None = None
        """What it asked and waits to be answered."""
        self.has_asked = False
        self.has_told = False
        """Whether it said something in the corner."""
        self.is_given_up = False
        """Whether what it will ask is to be left at once."""
        self.put_off: tuple[int, list[Typed]] = (0, [])
        """What was typed up to giving it up, and at which press: it was for the place where nothing is asked."""

    @property
    def holds(self) -> Holds:
        """Which keys wait for it now."""
        over = self.worker is not None and (self.worker.is_finished or self.worker.is_cancelled)
        return Holds.NOTHING if over or self._is_let_go else self._holds

    def let_go(self) -> None:
        """Hold no key before the next question is answered."""
        self._is_let_go = True
        self._keyboard.settle()

    def ask(self, screen: Screen[Any]) -> None:
        """Wait for the answer to a question."""
        self.asks, self.has_asked, self._is_let_go = screen, True, False


under_way: ContextVar[Errand | None] = ContextVar("under_way", default=None)
"""The errand that is running this."""


class Keyboard:
    """Lets one key through after another.

    Args:
        app: Whose keys they are.
        forward: Gives a key to what is in front.
    """

    def __init__(self, app: App[Any], forward: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._forward = forward
        self._kept: deque[Typed] = deque()
        self._presses = 0
        self._errands: list[Errand] = []
        self._pressed = ""
        """The command that is being answered."""
        self._over: Screen[Any] | None = None
        """What was in front when it was pressed."""
        self._is_settling = False
        """Whether that goes on, or what it put in front is not there yet."""
        self._was_typed = False
        """Whether text was let through since all had settled."""
        self._front: DOMNode = app
        self._rounds = 0
        self._waits: Timer | None = None

    @property
    def is_idle(self) -> bool:
        """Whether everything typed has been let through and answered."""
        return not self._kept and not self._is_settling

    # What comes in.

    async def press(self, event: Typed) -> None:
        """Let it through when it is its turn."""
        self._presses += 1
        self._kept.append(event)
        await self._go_on()

    def clicked(self) -> None:
        """A click is answered as a key is; it waits for nothing, being for what is seen."""
        self._pressed = _CLICK
        self.settle()

    def begin(self, holds: Holds, revision: int) -> Errand:
        """An errand begins."""
        within = under_way.get()
        errand = Errand(self, holds, revision, self._pressed or (within.begun_by if within else ""))
        self._errands.append(errand)
        return errand

    def asks(self, errand: Errand, screen: Screen[Any]) -> None:
        """An errand is about to ask something."""
        errand.put_off = (0, [])
        if errand.is_given_up:
            errand.is_given_up = False
            self._kept.appendleft(events.Key(_GIVE_UP, None))
        elif not errand.has_asked:
            self._pressed, self._over = errand.begun_by, self._app.screen
        errand.ask(screen)

    def fail(self, errand: Errand) -> None:
        """An errand failed: what was typed for what it would have asked must not answer what is told instead."""
        errand.is_given_up = False
        errand.put_off = (0, [])
        self._drop(0)

    def end(self, errand: Errand, revision: int) -> None:
        """An errand is over. Where it said something instead of asking, what was typed was for no command."""
        self._errands.remove(errand)
        pressed, put_off = errand.put_off
        if pressed == self._presses:
            self._kept.extend(put_off)
        if errand.has_told and not errand.has_asked and errand.revision == revision:
            first = next((at for at, each in enumerate(self._kept) if _is_of_text(each)), len(self._kept))
            self._drop(first)
        self.settle()

    def forget(self) -> None:
        """What was typed is for nobody any more, and nothing under way is waited for."""
        self._kept.clear()
        for errand in self._errands:
            errand.put_off = (0, [])
            errand.let_go()

    def settle(self) -> None:
        """Something else is in front, or soon will be: let nothing through before it is there."""
        self._rounds = 0
        if not self._is_settling:
            self._is_settling = True
            self._go_round()

    # Whose turn it is.

    async def _go_on(self) -> None:
        while self._kept and not self._is_settling:
            held = self._held
            event = self._kept[0] if self._passes(self._kept[0], held) else self._at_once()
            if event is None:
                self._say_later_that_it_is_kept()
                return
            is_text = self._is_text(event)
            if self._was_typed and not is_text:
                # A command is for what was typed before it, when that has been taken in.
                self.settle()
                return
            if held is Holds.KEYS and isinstance(event, events.Key) and event.key == _GIVE_UP:
                self._give_up()
                continue
            if event is not self._kept[0] and isinstance(event, events.Key) and event.key == _GIVE_UP:
                # What was typed before it is given up, and nothing else: it is for no other screen.
                while self._kept.popleft() is not event:
                    pass
                continue
            self._kept.remove(event)
            self._was_typed = is_text
            if not is_text:
                self._pressed = event.key if isinstance(event, events.Key) else ""
                self._over = self._app.screen
            await self._forward(event)
            if not is_text:
                self.settle()
        if not self._kept and self._waits is not None:
            self._waits.stop()
            self._waits = None

    @property
    def _held(self) -> Holds:
        return max((each.holds for each in self._in_hand), default=Holds.NOTHING)

    @property
    def _in_hand(self) -> list[Errand]:
        """The errands under way that wait for no answer; one whose question was taken away gets none."""
        stacks = self._app._screen_stacks.values()  # noqa: SLF001 - what is answered leaves its stack at once
        shown = {screen for stack in stacks for screen in stack}
        return [each for each in self._errands if each.asks not in shown and not _is_gone(each.asks)]

    def _passes(self, event: Typed, held: Holds) -> bool:
        if held in (Holds.NOTHING, Holds.KEYS):
            return held is Holds.NOTHING
        of_the_app = isinstance(event, events.Key) and event.key in _OF_THE_APP
        return self._is_text(event) or (held is Holds.PLACE and of_the_app)

    def _at_once(self) -> Typed | None:
        """The key that does not wait."""
        pressed = (each for each in self._kept if isinstance(each, events.Key) and each.key in _AT_ONCE)
        return next(pressed, None)

    def _give_up(self) -> None:
        """Forget what was typed before, should something be asked; else it is for the place, and so is Esc."""
        typed: list[Typed] = []
        while not typed or not isinstance(typed[-1], events.Key) or typed[-1].key != _GIVE_UP:
            typed.append(self._kept.popleft())
        given_up = [each for each in self._in_hand if each.begun_by and each.holds is Holds.KEYS]
        for errand in given_up:
            errand.is_given_up = not errand.has_asked
            errand.put_off = (self._presses, typed if errand is given_up[-1] else [])
            errand.let_go()

    def _is_text(self, event: Typed) -> bool:
        """Whether the field in front takes it as text."""
        field = self._app.focused
        if field is None:
            return False
        if isinstance(event, events.Key):
            return field.check_consume_key(event.key, event.character)
        return field.check_consume_key("a", "a")

    def _is_pressed_again(self, event: Typed) -> bool:
        return isinstance(event, events.Key) and event.key == self._pressed and not self._is_text(event)

    def _drop(self, first: int) -> None:
        dropped = [self._kept.pop() for _ in range(len(self._kept) - first)]
        if any(_is_of_text(event) for event in dropped):
            self._app.notify("What you typed ahead was for what did not come, and is dropped.", markup=False)

    def _say_later_that_it_is_kept(self) -> None:
        if self._waits is None:
            self._waits = self._app.set_timer(_SAY_AFTER, self._say_that_it_is_kept)

    def _say_that_it_is_kept(self) -> None:
        self._waits = None
        if self._kept:
            self._app.notify(
                "Still working. What you type is kept for what comes; Esc drops it.", markup=False
            )

    # What is in front.

    def _go_round(self) -> None:
        if self._app.screen_stack:
            self._front = self._app.screen.focused or self._app.screen
        self._follow(self._front)

    def _follow(self, node: DOMNode | None) -> None:
        """Go the way that a key goes, from what is in front up to the app, behind all that went it before."""
        while node is not None and node is not self._app:
            if node.call_later(self._follow, node.parent):
                return
            node = node.parent
        self._app.call_later(self._arrived)

    async def _arrived(self) -> None:
        self._rounds += 1
        screen = self._app.screen
        is_there = self._front is (screen.focused or screen)
        if self._rounds < _MOST_ROUNDS and (
            self._rounds < _FEWEST_ROUNDS or not is_there or any(_is_busy(each) for each in self._way())
        ):
            self._go_round()
            return
        self._is_settling = self._was_typed = False
        if self._over in self._app.screen_stack[:-1]:
            # Pressed twice, it opened one; it does nothing to what nobody has seen.
            while self._kept and self._is_pressed_again(self._kept[0]):
                self._kept.popleft()
        self._pressed, self._over = "", None
        await self._go_on()

    def _way(self) -> Iterator[DOMNode]:
        node: DOMNode | None = self._front
        while node is not None and node is not self._app:
            yield node
            node = node.parent


def _is_gone(screen: Screen[Any] | None) -> bool:
    return screen is not None and screen.is_mounted and not screen.is_running


def _is_busy(node: DOMNode) -> bool:
    return bool(node.message_queue_size)


def _is_of_text(event: Typed) -> bool:
    return event.is_printable if isinstance(event, events.Key) else True


class KeepsKeys(App[None], inherit_bindings=False):
    """An app in which keys wait their turn."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keyboard = Keyboard(self, super().on_event)
        self.revision = 0
        """Grows with every change, so that a place knows whether it is behind."""

    def on_mount(self) -> None:
        """Know what comes to the front."""
        self.screen_change_signal.subscribe(self, lambda _: self.keyboard.settle(), immediate=True)

    @override
    async def on_event(self, event: events.Event) -> None:
        """A key waits its turn."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self.keyboard.press(event)
            return
        is_click = isinstance(event, events.MouseUp) and not event.is_forwarded
        await super().on_event(event)
        if is_click:
            self.keyboard.clicked()

    @overload
    async def push_screen_wait(self, screen: Screen[Answer], *, mode: str | None = None) -> Answer: ...

    @overload
    async def push_screen_wait(self, screen: str, *, mode: str | None = None) -> Any: ...

    @override
    async def push_screen_wait(self, screen: Screen[Any] | str, *, mode: str | None = None) -> Any:
        """Ask something in an errand: what was typed for it meanwhile is typed into it."""
        errand = under_way.get()
        if errand is None or isinstance(screen, str):
            return await super().push_screen_wait(screen, mode=mode)
        self.keyboard.asks(errand, screen)
        try:
            return await super().push_screen_wait(screen, mode=mode)
        finally:
            errand.asks = None

    @override
    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say something in a corner."""
        if (errand := under_way.get()) is not None:
            errand.has_told = True
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)
