"""Which follow-up a `?follow-up` mark of a note is: the same words, or nearly the same.

A follow-up keeps its mark as one line, `send the charter due:friday @maria`: the sentence, then what
stood behind `due:` and `@`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from leaptui.domain.level_signs import words_of
from leaptui.domain.marks import Mark
from leaptui.domain.records import FollowUp

ALIKE = 0.6
"""How alike two marks are (`difflib`, 0 to 1) before the one is taken for the other, edited."""
_MOST_PAIRS = 4_000
"""Beyond so many comparisons (a long note pasted twice) an edited mark counts as a new one."""
_WORDS_COMPARED = 300
"""Characters of a mark that are compared."""
_MARK = re.compile(r"(?P<text>.*?)(?: due:(?P<due>\S+))?(?: @(?P<person>\w[\w.-]*))?", re.DOTALL)


def parts_of_key(key: str) -> re.Match[str] | None:
    """The `text`, `due` and `person` of a mark as a follow-up keeps it."""
    return _MARK.fullmatch(key)


def key_of_mark(mark: Mark) -> str:
    """A mark as a follow-up keeps it."""
    return "".join(
        (
            words_of_mark(mark),
            f" due:{mark.due}" if mark.due else "",
            f" @{mark.person}" if mark.person else "",
        )
    )


def words_of_mark(mark: Mark) -> str:
    """Its sentence without the time stamp, bullet or sign that a sentence before the mark begins with."""
    return words_of(mark.text) or mark.text


def matched(keys: Sequence[str], known: Sequence[FollowUp]) -> tuple[list[FollowUp | None], list[FollowUp]]:
    """The follow-up of each mark, and those whose mark is gone."""
    pairs: list[FollowUp | None] = [None] * len(keys)
    left: dict[str, list[FollowUp]] = {}
    # Those in the list first: one that was put away comes back only where no other has the same words.
    for owed in sorted(known, key=lambda each: each.deleted):
        left.setdefault(owed.mark, []).append(owed)
    for place, key in enumerate(keys):
        if left.get(key):
            pairs[place] = left[key].pop(0)
    gone = [owed for same in left.values() for owed in same if not owed.deleted]
    new = [place for place, owed in enumerate(pairs) if owed is None]
    for place, owed in _alike([(place, keys[place]) for place in new], gone):
        pairs[place] = owed
        gone.remove(owed)
    return pairs, gone


def _alike(marked: Sequence[tuple[int, str]], gone: Sequence[FollowUp]) -> Iterator[tuple[int, FollowUp]]:
    """Pairs of an edited mark and what it was, the likest first, each once."""
    if len(marked) * len(gone) > _MOST_PAIRS:
        return
    scored = sorted(
        ((_likeness(key, owed.mark), place, at) for place, key in marked for at, owed in enumerate(gone)),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    taken: set[int] = set()
    given: set[int] = set()
    found = list(gone)
    for score, place, at in scored:
        if score >= ALIKE and place not in taken and at not in given:
            taken.add(place)
            given.add(at)
            yield place, found[at]


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one[:_WORDS_COMPARED], other[:_WORDS_COMPARED], autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0
