"""Small cells in a table of two ways, printed with the totals of its rows and columns.

Withholding the small cells alone helps nobody: what a row or a column leaves gives them away. So
others are withheld with them, totals too where need be, until no small count follows from all that
is printed together. That is decided exactly, not by a rule of thumb: a count is safe when another
table of whole numbers, with this count different, would be printed in the very same way.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from leaptui.disclosure.cells import is_small

Place: TypeAlias = tuple[int, int]
"""Row and column; one behind the last of either stands for the totals."""
_Line: TypeAlias = tuple[bool, int]
"""Whether it is a column, and its number."""


def crossed(table: Sequence[Sequence[int]], threshold: int, must: Collection[Place] = ()) -> frozenset[Place]:
    """Places to withhold in a table whose row totals, column totals and grand total are printed.

    A reader knows that a withheld count is at least 1 (a 0 is shown), unless every cell is withheld.

    Args:
        table: Counts, rows of equal length; at least one cell.
        threshold: The least count that is printed.
        must: Places that are withheld whatever stands there, because something else printed would
            give a small count away with them.

    Returns:
        Cells and totals. The grand total is never among them: it is the base, and a base that is
        itself small is refused before (`leaptui.disclosure.call_figures`).
    """
    whole = _Whole.of(table)
    small = [
        place
        for place in whole.places()
        if is_small(whole.at(place), threshold) or (place in must and whole.at(place))
    ]
    whole.hidden.update(small)
    for place in sorted(small, key=whole.at):
        while whole.gives_away(place) and not whole.is_all_hidden:
            whole.hide_more(place)
    for line in whole.lines():
        while is_small(whole.hidden_sum(line), threshold) and (places := whole.shown_counts(line)):
            whole.hidden.add(min(places, key=whole.rank))
    if any(whole.gives_away(place) for place in small):
        whole.hide_all()
    return frozenset(whole.hidden)


@dataclass(slots=True)
class _Whole:
    """A table with its totals as one more row and column."""

    counts: list[list[int]]
    hidden: set[Place] = field(default_factory=set)
    least: int = 1
    """What a reader knows a withheld count to be at least."""

    @classmethod
    def of(cls, table: Sequence[Sequence[int]]) -> _Whole:
        rows = [[*row, sum(row)] for row in table]
        return cls([*rows, [sum(column) for column in zip(*rows, strict=True)]])

    @property
    def last(self) -> Place:
        """Where the grand total stands."""
        return len(self.counts) - 1, len(self.counts[0]) - 1

    def at(self, place: Place) -> int:
        return self.counts[place[0]][place[1]]

    def places(self) -> Iterator[Place]:
        """Every cell and total but the grand total."""
        rows, columns = len(self.counts), len(self.counts[0])
        return (
            place
            for place in ((row, column) for row in range(rows) for column in range(columns))
            if place != self.last
        )

    def is_total(self, place: Place) -> bool:
        return place[0] == self.last[0] or place[1] == self.last[1]

    def rank(self, place: Place) -> tuple[bool, int, Place]:
        """Cells are given up before totals, small counts before great ones."""
        return self.is_total(place), self.at(place), place

    def lines(self) -> Iterator[_Line]:
        """The rows and columns, those of the totals too."""
        yield from ((False, row) for row in range(len(self.counts)))
        yield from ((True, column) for column in range(len(self.counts[0])))

    def on(self, line: _Line) -> list[Place]:
        """The places of a row or column, but the grand total."""
        is_column, number = line
        return [place for place in self.places() if place[is_column] == number]

    def hidden_sum(self, line: _Line) -> int:
        """What a reader finds by subtraction for the withheld counts of a line together."""
        own = [place for place in self.on(line) if place in self.hidden and not self._closes(place, line)]
        return sum(self.at(place) for place in own)

    def _closes(self, place: Place, line: _Line) -> bool:
        """Whether it is the total of this very line."""
        is_column, number = line
        return place[not is_column] == self.last[not is_column] and number != self.last[is_column]

    def shown_counts(self, line: _Line) -> list[Place]:
        return [place for place in self.on(line) if place not in self.hidden and self.at(place) > 0]

    @property
    def is_all_hidden(self) -> bool:
        return all(place in self.hidden or not self.at(place) for place in self.places())

    def hide_more(self, place: Place) -> None:
        """Withhold one more count: beside this place while it is alone there, then the least that helps."""
        for line in ((False, place[0]), (True, place[1])):
            found = self.shown_counts(line)
            if sum(each in self.hidden for each in self.on(line)) == 1 and found:
                self.hidden.add(min(found, key=self.rank))
                return
        others = [each for each in self.places() if each not in self.hidden and self.at(each) > 0]
        others.sort(key=self.rank)
        for each in others:
            self.hidden.add(each)
            if not self.gives_away(place):
                return
            self.hidden.remove(each)
        self.hidden.add(others[0])

    def hide_all(self) -> None:
        """Withhold everything but the grand total; not even what is 0 is told then."""
        self.hidden.update(self.places())
        self.least = 0

    # Whether a count follows from the rest. With the totals taken as negative, every row and column of
    # the whole adds up to nothing, so another table differs from this one by rings of +1 and −1 that
    # go from row to column to row: the count may change when such a ring passes through it.

    def gives_away(self, place: Place) -> bool:
        """Whether the count at a withheld place follows from what is printed."""
        return not any(self._may_step(place, up) and self._has_ring(place, up=up) for up in (True, False))

    def _may_step(self, place: Place, up: bool) -> bool:
        """Whether a withheld count can be one more, or one less, in its signed form."""
        if place not in self.hidden:
            return False
        raises = up != self.is_total(place)
        return raises or self.at(place) - 1 >= self.least

    def _has_ring(self, start: Place, *, up: bool) -> bool:
        """Whether steps in turn down and up lead from the row of `start` back to its column."""
        goal: _Line = (True, start[1])
        seen: set[_Line] = {(False, start[0])}
        ahead: deque[_Line] = deque(seen)
        while ahead:
            line = ahead.popleft()
            # From a row one leaves by the step opposite to the first, from a column by the first's own.
            step_up = up if line[0] else not up
            for place in self._steps(line, start, step_up):
                reached: _Line = (not line[0], place[not line[0]])
                if reached == goal:
                    return True
                if reached not in seen:
                    seen.add(reached)
                    ahead.append(reached)
        return False

    def _steps(self, line: _Line, start: Place, up: bool) -> Iterable[Place]:
        return (
            place
            for place in self.on(line)
            if place != start and place in self.hidden and self._may_step(place, up)
        )
