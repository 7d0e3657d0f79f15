"""The line below a note that finds words while they are typed, and puts others in their place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import ClassVar, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input
from textual.widgets.text_area import Location, Selection

from leaptui.domain.anchors import Anchor
from leaptui.domain.text import clean
from leaptui.tui.bindings import bindings_of
from leaptui.tui.note_steps import offset_of
from leaptui.tui.text import plain
from leaptui.tui.widgets.block import Lines
from leaptui.tui.widgets.note_area import NoteArea

MOST_HITS = 10_000
"""Places that are counted, shown and replaced at once."""

Place: TypeAlias = tuple[Location, Location]
"""From where to where, on one row."""


def places_of(lines: Sequence[str], wanted: str) -> list[Place]:
    """Where some words stand, in any case; at most one more than `MOST_HITS`."""
    found: list[Place] = []
    if not wanted:
        return found
    pattern = re.compile(re.escape(wanted), re.IGNORECASE)
    for row, line in enumerate(lines):
        for match in pattern.finditer(line):
            found.append(((row, match.start()), (row, match.end())))
            if len(found) > MOST_HITS:
                return found
    return found


class FindBar(Vertical):
    """Hidden until `open`. Esc goes back to where the cursor was, F2 stays at the place found."""

    DEFAULT_CSS = """
    FindBar { height: auto; display: none; }
    FindBar.-open { display: block; }
    FindBar Horizontal { height: 1; }
    FindBar .label { width: 9; }
    FindBar Input { width: 1fr; }
    FindBar #count { width: 16; }
    FindBar #does { width: 16; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("find_bar")

    class Closed(Message):
        """The note has the keys again."""

    def __init__(self) -> None:
        super().__init__()
        self._area: NoteArea | None = None
        self._places: list[Place] = []
        self._at = 0
        self._back = Anchor(0, 0)

    def compose(self) -> ComposeResult:
        """What is looked for and how often it is there; what takes its place."""
        with Horizontal():
            yield Lines([plain("Find", "b $primary")], classes="label")
            yield Input(id="wanted", placeholder="words in this note")
            yield Lines([plain("")], id="count")
        with Horizontal():
            yield Lines([plain("Replace", "b $primary")], classes="label")
            yield Input(id="instead", placeholder="Tab, then the words for it")
            yield Lines([plain("")], id="does")

    def open(self, area: NoteArea) -> None:
        """Show the line and type in it; one row of selected words is looked for at once.

        Args:
            area: The note, with the cursor where Esc goes back to.
        """
        start, end = sorted(area.selection)
        self._area = area
        self._back = Anchor(*(offset_of(area.document, place) for place in area.selection))
        self.add_class("-open")
        self.query_one("#instead", Input).disabled = area.read_only
        wanted = self.query_one("#wanted", Input)
        if start != end and start[0] == end[0]:
            wanted.value = area.get_text_range(start, end)
        wanted.focus()
        wanted.select_all()
        self._look(from_place=start)

    @on(Input.Changed, "#wanted")
    def look_again(self, event: Input.Changed) -> None:
        """Other words: the first place at or behind the cursor's."""
        event.stop()
        if self._area is not None:
            self._look(from_place=min(self._area.selection))

    @on(Input.Changed, "#instead")
    def keep_to_itself(self, event: Input.Changed) -> None:
        """Nothing follows before Enter."""
        event.stop()

    @on(Input.Submitted, "#wanted")
    def next_place(self, event: Input.Submitted) -> None:
        """Enter: the next place."""
        event.stop()
        self.action_go(1)

    @on(Input.Submitted, "#instead")
    def replace_this(self, event: Input.Submitted) -> None:
        """Enter in the second field: replace, and the next place."""
        event.stop()
        area = self._area
        if area is None or area.read_only or not self._places:
            return
        place = self._places[self._at]
        self._replace(area, [place])
        self._look(from_place=(place[0][0], place[0][1] + len(self._instead)))

    def action_go(self, by: int) -> None:
        """To the next place or the one before, round the ends of the note."""
        if self._places:
            self._at = (self._at + by) % len(self._places)
            self._show()

    def action_other_field(self) -> None:
        """From the words looked for to those that take their place, and back."""
        wanted, instead = self.query_one("#wanted", Input), self.query_one("#instead", Input)
        (wanted if instead.has_focus or instead.disabled else instead).focus()

    def action_replace_all(self) -> None:
        """Replace every place, as one step of undo."""
        area = self._area
        if area is None or area.read_only or not self._places:
            return
        places = self._places[:MOST_HITS]
        self._replace(area, places)
        self._look(from_place=places[0][0])
        count = "1 place" if len(places) == 1 else f"{len(places):,} places"
        self.notify(f"Replaced in {count}. ^Z in the note takes it back.", markup=False)

    def action_stay(self) -> None:
        """Type on at the place found."""
        self._close()

    def action_leave(self) -> None:
        """Back to where the cursor was."""
        area = self._area
        if area is not None:
            last = len(area.text)
            back = (area.place(min(self._back.start, last)), area.place(min(self._back.end, last)))
            area.selection = Selection(*back)
            area.scroll_cursor_visible(center=True)
        self._close()

    @property
    def _instead(self) -> str:
        return clean(self.query_one("#instead", Input).value)

    def _replace(self, area: NoteArea, places: Sequence[Place]) -> None:
        """Put the other words there, and keep in mind where Esc goes back to."""
        for start, end in reversed(places):
            first = offset_of(area.document, start)
            change = len(self._instead) - (end[1] - start[1])
            self._back = Anchor(*(_moved(each, first, change) for each in (self._back.start, self._back.end)))
        area.replace_all(places, self._instead)

    def _look(self, from_place: Location) -> None:
        area = self._area
        if area is None:
            return
        self._places = places_of(area.document.lines, self.query_one("#wanted", Input).value)
        self._at = bisect_left(self._places, (from_place, from_place))
        if self._at == len(self._places):
            self._at = 0
        self._show()

    def _show(self) -> None:
        area = self._area
        if area is None:
            return
        hits: dict[int, list[tuple[int, int]]] = {}
        for (row, start), (_, end) in self._places:
            hits.setdefault(row, []).append((start, end))
        area.show_hits(hits)
        count = len(self._places)
        most = f"{MOST_HITS:,}+" if count > MOST_HITS else f"{count:,}"
        wanted = self.query_one("#wanted", Input).value
        words = f"{self._at + 1:,} of {most}" if count else "nothing" if wanted else ""
        self.query_one("#count", Lines).show([plain(f" {words}", "$text-muted" if count else "$warning")])
        does = " Enter replaces" if count and not area.read_only else ""
        self.query_one("#does", Lines).show([plain(does, "$text-muted")])
        if count:
            area.selection = Selection(*self._places[self._at])
            area.scroll_cursor_visible(center=True)

    def _close(self) -> None:
        if self._area is not None:
            self._area.show_hits({})
            self._area.history.checkpoint()
        self._area = None
        self._places = []
        self.remove_class("-open")
        self.post_message(self.Closed())


def _moved(offset: int, first: int, change: int) -> int:
    return max(first, offset + change) if offset > first else offset
