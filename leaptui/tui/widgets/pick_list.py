"""A list with a cursor that draws only the rows in sight."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from typing_extensions import override

from leaptui.tui.bindings import bindings_of
from leaptui.tui.text import fit, join, plain

T = TypeVar("T")
BLANK = Content("")


@dataclass(frozen=True, slots=True)
class Pick(Generic[T]):
    """A row that the cursor can stand on.

    Attributes:
        key: Its identity; the cursor stays on it when the list is filled again.
        value: What it stands for.
        rows: Rows of the screen it takes.
    """

    key: str
    value: T
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Rest:
    """A row that the cursor passes over: a heading, a blank, a note."""

    content: Content = BLANK

    @property
    def rows(self) -> int:
        """Always one."""
        return 1


def instead(*sentences: str) -> list[Rest]:
    """What stands where there is nothing to choose: a sentence in each row, none so long that it is cut."""
    return [Rest(), *(Rest(plain(f" {each}", "$text-muted")) for each in sentences)]


class PickList(Widget, Generic[T], can_focus=True):
    """Rows of text with a cursor `▌` at their far left.

    Thousands of rows cost no more than those in sight. `draw` makes the rows of a value for a
    width that leaves out the cursor's column; text never moves when the cursor comes or goes.
    """

    DEFAULT_CSS = """
    PickList { width: 1fr; height: 1fr; text-wrap: nowrap; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("list")

    class Highlighted(Message):
        """The cursor came to a row."""

        def __init__(self, source: PickList[Any], pick: Pick[Any]) -> None:
            super().__init__()
            self.source = source
            self.pick = pick

        @property
        def control(self) -> PickList[Any]:
            """The list."""
            return self.source

    class Chosen(Highlighted):
        """A row was chosen with Enter or a click."""

    def __init__(
        self,
        draw: Callable[[T, int], Sequence[Content]],
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
        hold: bool = False,
        steered: bool = False,
        quiet: bool = False,
    ) -> None:
        """A list without rows.

        Args:
            draw: The rows of a value for a width.
            id: Of the widget.
            classes: Of the widget.
            hold: Whether the list keeps the height of all its rows instead of scrolling.
            steered: Whether the cursor is moved from a field above, which keeps the focus.
            quiet: Whether the cursor is shown only while the list has the focus.
        """
        super().__init__(id=id, classes=classes)
        self._draw = draw
        self._entries: Sequence[Pick[T] | Rest] = ()
        self._starts: list[int] = []
        self._rows = 0
        self._cursor: int | None = None
        self._top = 0
        self._hold = hold
        self._steered = steered
        self._quiet = quiet
        self.can_focus = not steered

    @property
    def pick(self) -> Pick[T] | None:
        """The row under the cursor."""
        if self._cursor is None:
            return None
        entry = self._entries[self._cursor]
        return entry if isinstance(entry, Pick) else None

    @property
    def picks(self) -> list[Pick[T]]:
        """All rows the cursor can stand on."""
        return [entry for entry in self._entries if isinstance(entry, Pick)]

    @property
    def rows(self) -> int:
        """Rows of all entries together."""
        return self._rows

    def show(self, entries: Sequence[Pick[T] | Rest], *, at: str | None = None) -> None:
        """Fill the list. The cursor goes to the row `at`, else stays on its row, else to the first."""
        wanted = at if at is not None else (self.pick.key if self.pick else None)
        before = self._cursor or 0
        self._entries = entries
        self._starts, self._rows = [], 0
        for entry in entries:
            self._starts.append(self._rows)
            self._rows += entry.rows
        stops = [index for index, entry in enumerate(entries) if isinstance(entry, Pick)]
        found = [
            index for index in stops if isinstance(entry := entries[index], Pick) and entry.key == wanted
        ]
        nearest = [index for index in stops if index >= before] or stops[-1:]
        self._cursor = (
            found[0] if found else (nearest[0] if wanted is not None else stops[0]) if stops else None
        )
        self._top = min(self._top, max(self._rows - 1, 0))
        self._tell()
        self.refresh(layout=self._hold)

    def action_move(self, by: int) -> None:
        """Move the cursor by rows that can be chosen; it stops at the ends."""
        stops = [index for index, entry in enumerate(self._entries) if isinstance(entry, Pick)]
        if not stops or self._cursor is None:
            return
        place = min(max(stops.index(self._cursor) + by, 0), len(stops) - 1)
        self._go(stops[place])

    def bring_up(self) -> None:
        """Show the row under the cursor and its heading first, as far as the list goes on behind it."""
        if self._cursor is not None:
            self._top = self._above(self._cursor)
            self.refresh()

    def action_page(self, by: int) -> None:
        """Move the cursor by a screen of rows."""
        self.action_move(by * max(self.size.height - 1, 1))

    def action_first(self) -> None:
        """To the first row."""
        self.action_move(-len(self._entries))

    def action_last(self) -> None:
        """To the last row."""
        self.action_move(len(self._entries))

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self.pick is not None:
            self.post_message(self.Chosen(self, self.pick))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row clicked; choose the row that had it already."""
        entry_row = self._top + event.y
        if entry_row >= self._rows:
            return
        index = bisect_right(self._starts, entry_row) - 1
        if not isinstance(self._entries[index], Pick):
            return
        if index == self._cursor:
            self.action_choose()
        else:
            self._go(index)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows on."""
        event.stop()
        self.action_move(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows back."""
        event.stop()
        self.action_move(-3)

    def on_focus(self) -> None:
        """The cursor row turns blue."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor row turns grey."""
        self.refresh()

    @override
    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are entries, for a list that is not scrolled."""
        return max(self._rows, 1)

    def render(self) -> Content:
        """The rows in sight."""
        width, height = self.size
        if width < 2 or height < 1:
            return Content("")
        self._bring_into_sight(height)
        index = max(bisect_right(self._starts, self._top) - 1, 0)
        hidden = self._top - self._starts[index] if self._starts else 0
        shown: list[Content] = []
        while index < len(self._entries) and len(shown) < hidden + height:
            shown.extend(self._entry_rows(index, width))
            index += 1
        shown = shown[hidden : hidden + height]
        if self._top + height < self._rows:
            shown[-1] = fit(
                plain(f"   ↓ {self._picks_below(self._top + height - 1)} more", "$text-muted"), width
            )
        return Content("\n").join(shown)

    def _picks_below(self, row: int) -> int:
        """How many rows to choose from begin at this row of the list or after it."""
        first = bisect_left(self._starts, row)
        return sum(isinstance(entry, Pick) for entry in self._entries[first:])

    def _entry_rows(self, index: int, width: int) -> list[Content]:
        entry = self._entries[index]
        if not isinstance(entry, Pick):
            return [fit(entry.content, width)]
        lines = list(self._draw(entry.value, width - 1))[: entry.rows]
        lines += [Content("")] * (entry.rows - len(lines))
        if index != self._cursor or (self._quiet and not self.has_focus):
            return [join(" ", fit(line, width - 1)) for line in lines]
        mark, ground = (
            ("$primary", "on $cursor-line")
            if self.has_focus or self._steered
            else ("$faint", "on $cursor-dim")
        )
        return [join(plain("▌", mark), fit(line, width - 1)).stylize_before(ground) for line in lines]

    def _above(self, index: int) -> int:
        # A heading right above a row belongs to it.
        while index > 0 and isinstance(self._entries[index - 1], Rest):
            index -= 1
        return self._starts[index]

    def _bring_into_sight(self, height: int) -> None:
        if self._cursor is None:
            self._top = 0
            return
        last = self._starts[self._cursor] + self._entries[self._cursor].rows
        above = self._above(self._cursor)
        if above < self._top:
            self._top = above
        # The last row in sight tells how many are below, unless the list ends there.
        if last > self._top + height - (last < self._rows):
            self._top = last - height + (last < self._rows)
        self._top = max(min(self._top, self._rows - height), 0)

    def _go(self, index: int) -> None:
        if index != self._cursor:
            self._cursor = index
            self._tell()
            self.refresh()

    def _tell(self) -> None:
        if self.pick is not None:
            self.post_message(self.Highlighted(self, self.pick))
