"""What is being typed, made safe while one types, and the word on the screen that says how far it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer

from leaptui.domain.errors import LeapError
from leaptui.tui.screens.place import saved_at
from leaptui.tui.text import join, plain

_KEEP_AFTER = 0.25
"""Seconds between a key and the draft that holds it."""
_TRY_AGAIN_AFTER = 2.0
"""Seconds between two tries when the disk refuses."""


class Keeping:
    """Keeps a text a moment after it changed, and again until the disk takes it.

    `saved` is only ever said of all the text that stands in the editor: the word changes before
    the text does (`changing`), and comes back when that very text was kept.
    """

    def __init__(
        self,
        screen: Screen[None],
        kept: str,
        text: Callable[[], str],
        keep: Callable[[str], Awaitable[str]],
        *,
        start: Callable[[], None],
        say: Callable[[Content], None],
    ) -> None:
        """Keeps a text.

        Args:
            screen: Whose timers and notices are used.
            kept: What stands in the store.
            text: Gives all that stands in the editor now.
            keep: Makes a text safe, and gives the clock time at which it was.
            start: Runs `try_now` beside the screen, which must not wait for a disk.
            say: Shows the word, no later than the text it speaks of is painted.
        """
        self._screen = screen
        self._kept = kept
        self._text = text
        self._keep = keep
        self._start = start
        self._say = say
        self._timer: Timer | None = None
        self._is_refused = False

    @property
    def is_due(self) -> bool:
        """Whether the editor holds something that was not kept."""
        return self._kept != self._text()

    def changing(self) -> None:
        """The text is about to change: it is not safe any more, and will be in a moment."""
        if self._timer is None:
            self._say(join(plain("○", "$accent"), plain(" typing", "$text-muted")))
            self._timer = self._screen.set_timer(_KEEP_AFTER, self._start)

    async def try_now(self) -> None:
        """Make the text safe; where that is refused, say so once and try again by itself."""
        was_refused = self._is_refused
        try:
            await self.make_safe()
        except LeapError as error:
            if not was_refused:
                self._screen.notify(error.sentence, severity="error", markup=False)

    async def make_safe(self) -> None:
        """Make the text safe now.

        Raises:
            LeapError: It is refused. The screen says so, and it will be tried again.
        """
        self.stop()
        text = self._text()
        try:
            clock = await self._keep(text)
        except LeapError:
            self.refused()
            raise
        self.kept(text, clock)

    def kept(self, text: str, clock: str) -> None:
        """A text was made safe; it is called saved where it is still the one in the editor."""
        self._is_refused = False
        self._kept = text
        if self._timer is None and not self.is_due:
            self._say(saved_at(clock))

    def refused(self) -> None:
        """Say that the text is not safe, and try again by and by."""
        self._is_refused = True
        self._say(plain("▲ not saved", "b $warning"))
        if self._timer is None:
            self._timer = self._screen.set_timer(_TRY_AGAIN_AFTER, self._start)

    def stop(self) -> None:
        """Wait no longer: the text is being made safe now."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
