"""The three rows that every place has: places, context, keys."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message

from leaptui.tui.commands import PLACES, Command
from leaptui.tui.text import dotted, fit, join, plain
from leaptui.tui.widgets.block import Block

WIDE = 136
"""From this many columns on a screen adds a pane."""
_ALL_NAMES = 80
_SHORTEST_PART = 7
"""A part of the context is cut to no less than this; below, it is left off."""


class PlacesBar(Block):
    """Row 1: the seven places, the current one as a folder tab."""

    DEFAULT_CSS = """
    PlacesBar { height: 1; background: $panel; }
    """

    class Chosen(Message):
        """A place was clicked."""

        def __init__(self, place: str) -> None:
            super().__init__()
            self.place = place
            """Key of the place."""

    def __init__(self, current: str) -> None:
        super().__init__()
        self.current = current
        self.moment = ""
        self._ends: list[tuple[int, str]] = []

    def lines(self, width: int) -> Sequence[Content]:
        """One line; under 80 columns only the current place has its name."""
        cells: list[Content] = []
        self._ends = []
        reach = 0
        for number, (place, name) in enumerate(PLACES, start=1):
            is_current = place == self.current
            digit = plain(f" {number} ", "b $accent on $surface" if is_current else "$primary")
            word = Content("")
            if is_current:
                word = join(plain(name, "b u on $surface"), plain(" ", "on $surface"))
            elif width >= _ALL_NAMES:
                word = plain(f"{name} ", "$text-muted")
            cells.append(join(digit, word))
            reach += cells[-1].cell_length
            self._ends.append((reach, place))
        left = join(*cells)
        right = Content("")
        if width >= WIDE:
            right = join(
                plain("^P", "b $primary"),
                plain(" find anything", "$text-muted"),
                plain(f"  {self.moment} ", "$text-muted"),
            )
        elif width < _ALL_NAMES:
            right = join(plain("^P", "b $primary"), plain(" find ", "$text-muted"))
        return [join(fit(left, width - right.cell_length), right)]

    def on_click(self, event: events.Click) -> None:
        """Open the place that was clicked."""
        for reach, place in self._ends:
            if event.x < reach:
                self.post_message(self.Chosen(place))
                return


class ContextBar(Block):
    """Row 2: where one is, what must not be forgotten, and what is saved. The last two never shorten."""

    DEFAULT_CSS = """
    ContextBar { height: 1; padding: 0 1; background: $surface; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._where = Content("")
        self._about: Sequence[Content] = ()
        self._notice = Content("")
        self._saved = Content("")
        self.read_only = False
        """Whether the store takes no changes, which stands where else is said what is saved."""

    def show(
        self,
        where: str,
        about: Sequence[Content | str] = (),
        *,
        notice: Content | None = None,
        saved: Content | None = None,
    ) -> None:
        """Say where one is.

        Args:
            where: The city, bold.
            about: What of it, muted, cut first.
            notice: Attribution badge, stale claims, blocked spans.
            saved: What is stored.
        """
        self._where = plain(where, "b")
        self._about = [
            plain(part, "$text-muted") if isinstance(part, str) else part for part in about if part
        ]
        self._notice = notice or Content("")
        if saved is not None:
            self._saved = saved
        self.refresh()

    def lines(self, width: int) -> Sequence[Content]:
        """One line."""
        saved = plain("▲ read-only", "b $warning") if self.read_only else self._saved
        right = [part for part in (self._notice, saved) if part.cell_length]
        last = plain("  ").join(right)
        room = max(width - last.cell_length - 2, 0)
        parts = [self._where]
        for part in self._about:
            left = room - dotted(parts).cell_length - 3
            if part.cell_length > left and left < _SHORTEST_PART:
                break
            parts.append(part)
        return [join(fit(dotted(parts), room), "  ", last)]


def badge(text: str) -> Content:
    """Words that must not be overlooked, on their own ground."""
    return plain(f" {text} ", "b $badge-text on $badge")


class KeyBar(Block):
    """Last row: the keys that work here, most used first. A key that does not fit is left off whole."""

    DEFAULT_CSS = """
    KeyBar { height: 1; padding: 0 1; background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._commands: Sequence[Command] = ()
        self._ends: list[tuple[int, str]] = []

    class Pressed(Message):
        """A key of the bar was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action
            """The action to run on the screen."""

    def show(self, commands: Sequence[Command]) -> None:
        """Show those of these commands that have a word."""
        self._commands = [command for command in commands if command.word]
        self.refresh()

    def lines(self, width: int) -> Sequence[Content]:
        """One line, F1 always at its right end."""
        last = _key("F1", "help")
        room = width - last.cell_length - 2
        shown: list[Content] = []
        used = 0
        self._ends = []
        for command in self._commands:
            cell = _key(command.key_shown, command.word)
            needed = cell.cell_length + (2 if shown else 0)
            if used + needed > room:
                break
            used += needed
            shown.append(cell)
            self._ends.append((used, command.action))
        return [join(fit(plain("  ").join(shown), width - last.cell_length), last)]

    def on_click(self, event: events.Click) -> None:
        """Do what the key does."""
        column = event.x - 1
        for reach, action in self._ends:
            if column < reach:
                self.post_message(self.Pressed(action))
                return
        if column >= self.size.width - 7:
            self.post_message(self.Pressed("app.help"))


def _key(key: str, word: str) -> Content:
    return join(plain(key, "b $primary"), plain(f" {word}", "$text-muted"))


def key_line(keys: Sequence[tuple[str, str]]) -> Content:
    """Keys and words in one row, two blanks between."""
    return plain("  ").join([_key(key, word) for key, word in keys])
