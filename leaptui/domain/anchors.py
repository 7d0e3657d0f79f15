"""Where a passage stands in a note, and where it stands after the note was changed.

Edits made in the app move an anchor exactly. After an edit from outside the passage is looked for
by its words and by what stood around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

CONTEXT = 40
"""Characters kept on each side of a passage."""
LEAST_ALIKE = 0.75
"""Share of a changed passage that must still be there (difflib's ratio) for it to be the same one."""
_SAFE_ALONE = 12
"""Characters a passage needs to be told from ordinary words without anything known around it."""
_LEAST_CONTEXT = 4
_BY_LETTER = 400
"""Longer passages are compared by their words: comparing by letters takes time with the square."""
_CANDIDATES = 8
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a text: characters taken out at an offset, others put there.

    Attributes:
        start: Offset of the change, in characters.
        removed: How many characters went.
        inserted: How many came.
    """

    start: int
    removed: int
    inserted: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage, from the offset of its first character to the one behind its last."""

    start: int
    end: int

    def moved(self, edit: Edit) -> Anchor | None:
        """Where the passage stands after an edit; nothing when none of it is left.

        What is typed at either border stays outside. What replaces a part of the passage belongs
        to it; what replaces characters across a border does not. A passage of which every
        character went is lost, even where something was put in its place.
        """
        first, last = edit.start, edit.start + edit.removed
        change = edit.inserted - edit.removed
        if last <= self.start:
            return Anchor(self.start + change, self.end + change)
        if first >= self.end:
            return self
        if first <= self.start and last >= self.end:
            return None
        if first < self.start:
            return Anchor(first + edit.inserted, self.end + change)
        if last > self.end:
            return Anchor(self.start, first)
        return Anchor(self.start, self.end + change)

    def moved_by(self, edits: Iterable[Edit]) -> Anchor | None:
        """Where it stands after several edits, one after the other."""
        anchor: Anchor | None = self
        for edit in edits:
            if anchor is None:
                return None
            anchor = anchor.moved(edit)
        return anchor


def turns_into(edits: Iterable[Edit], old_length: int, new_length: int) -> bool:
    """Whether edits can have turned a text of one length into one of another."""
    length = old_length
    for edit in edits:
        if min(edit.start, edit.removed, edit.inserted) < 0 or edit.start + edit.removed > length:
            return False
        length += edit.inserted - edit.removed
    return length == new_length


def difference(old: str, new: str) -> Edit | None:
    """The one edit that turns a text into another: all between what both begin and end with."""
    if old == new:
        return None
    most = min(len(old), len(new))
    start = _alike(old, new, most)
    tail = _alike(old[::-1], new[::-1], most - start)
    return Edit(start, len(old) - start - tail, len(new) - start - tail)


def context_of(text: str, anchor: Anchor) -> tuple[str, str]:
    """What stands before and behind a passage, to find it again by."""
    return text[max(anchor.start - CONTEXT, 0) : anchor.start], text[anchor.end : anchor.end + CONTEXT]


def find_again(
    text: str, quote: str, before: str = "", after: str = "", *, near: int = 0, alike: bool = True
) -> Anchor | None:
    """Where a passage stands in a text that was changed outside the app.

    Its words as they were count first (however lines are broken now): of several places the one
    with the same surroundings, of equal ones the nearest to where it stood. A passage of a few
    letters needs its words and surroundings, because such words stand anywhere. Else the place most like it
    counts, when at least `LEAST_ALIKE` of it is still there.

    Args:
        text: The text as it is now.
        quote: The passage as it was.
        before: What stood before it.
        after: What stood behind it.
        near: Offset where it stood.
        alike: Whether a place may count where its words were changed.

    Returns:
        Its place; nothing when it is lost.
    """
    words = quote.split()
    if not words:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    places = [Anchor(*match.span()) for match in pattern.finditer(text)]
    short = len(quote) < _SAFE_ALONE
    if short:
        places = [place for place in places if surroundings(text, place, before, after) >= _LEAST_CONTEXT]
    if places:
        return max(
            places,
            key=lambda place: (surroundings(text, place, before, after), -abs(place.start - near)),
        )
    return _most_alike(text, quote, before, after) if alike and not short else None


def surroundings(text: str, place: Anchor, before: str, after: str) -> int:
    """How many characters next to a place are those that stood around a passage.

    Args:
        text: The text as it is now.
        place: Where the passage may stand.
        before: What stood before it.
        after: What stood behind it.
    """
    left = text[max(place.start - len(before), 0) : place.start]
    right = text[place.end : place.end + len(after)]
    return _alike(left[::-1], before[::-1], len(before)) + _alike(right, after, len(after))


def _alike(one: str, other: str, most: int) -> int:
    """How many characters both begin with: by halves, because slices are compared in C."""
    low, high = 0, min(most, len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _most_alike(text: str, quote: str, before: str, after: str) -> Anchor | None:
    best: tuple[float, int, Anchor] | None = None
    for window in _windows(text, quote):
        place, ratio = _compared(text, quote, window)
        if ratio >= LEAST_ALIKE:
            found = (ratio, surroundings(text, place, before, after), place)
            best = found if best is None or found[:2] > best[:2] else best
    return best[2] if best else None


def _windows(text: str, quote: str) -> Iterator[Anchor]:
    """The stretches of a text that share most runs of two words with a passage."""
    spoken = [match.span() for match in _WORD.finditer(quote)]
    where: dict[tuple[str, ...], list[int]] = {}
    size = 2 if len(spoken) > 2 else 1
    for at in range(len(spoken) - size + 1):
        run = tuple(quote[slice(*span)].casefold() for span in spoken[at : at + size])
        where.setdefault(run, []).append(spoken[at][0])
    margin = max(len(quote) // 4, 8)
    votes: Counter[int] = Counter()
    written = [match.span() for match in _WORD.finditer(text)]
    folded = [text[slice(*span)].casefold() for span in written]
    for at in range(len(written) - size + 1):
        for offset in where.get(tuple(folded[at : at + size]), ()):
            votes[(written[at][0] - offset) // margin] += 1
    for bucket, _ in votes.most_common(_CANDIDATES):
        start = bucket * margin
        yield Anchor(max(start - margin, 0), min(start + len(quote) + 2 * margin, len(text)))


def _compared(text: str, quote: str, window: Anchor) -> tuple[Anchor, float]:
    """The part of a window that is the passage, and how much of the passage it is."""
    part = text[window.start : window.end]
    wanted, given = _pieces(quote, len(quote)), _pieces(part, len(quote))
    matcher = SequenceMatcher(
        None,
        [quote[slice(*piece)] for piece in wanted],
        [part[slice(*piece)] for piece in given],
        autojunk=False,
    )
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    first, last = max(blocks[0].b - blocks[0].a, 0), blocks[-1].b + blocks[-1].size
    last = min(last + len(wanted) - blocks[-1].a - blocks[-1].size, len(given))
    same = sum(block.size for block in blocks)
    start, end = given[first][0], given[last - 1][1]
    while start and not part[start - 1].isspace():
        start -= 1
    while end < len(part) and not part[end].isspace():
        end += 1
    while start < end and part[start].isspace():
        start += 1
    while end > start and part[end - 1].isspace():
        end -= 1
    return Anchor(window.start + start, window.start + end), 2 * same / (len(wanted) + last - first)


def _pieces(text: str, length: int) -> Sequence[tuple[int, int]]:
    if length > _BY_LETTER:
        return [match.span() for match in _WORD.finditer(text)]
    return [(at, at + 1) for at in range(len(text))]
