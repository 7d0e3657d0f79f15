"""Whether a text repeats a passage: how much of it in a row says that it is no accident.

- Eight words in a row, of whatever passage.
- Four in a row, where one of them is rare (`leaptui.disclosure.common_words`): *keeps a machete behind*.
- A whole passage of four to seven words; a shorter one where a word of it is rare.

So *the night shift* passes although somebody said it, and *burnt at Gino's* does not. Other words in
the same order, or the same thought in other words, are not seen (`leaptui.disclosure.near_repeats`
shows those that are near); they stay the advisor's to judge.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from leaptui.disclosure.common_words import Vocabulary
from leaptui.disclosure.folding import Reading, Sought, folded_words
from leaptui.domain.attribution import Attribution

RUN = 8
"""Words in a row that make a repetition."""
RARE_RUN = 4
"""Words in a row that make one where one of them is rare."""
SHORTEST_PASSAGE = 4
"""Words of common ones only that a whole passage needs before it is looked for."""
_SPLITS = 4
"""Into how many words more than it has a run may be split and still be seen."""
_START = 6
"""Letters that every run has at least; a first look goes by them."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Something that was said and may not be repeated word for word.

    Attributes:
        text: The words.
        attribution: How far they may travel.
        talk: Id of the conversation they are of; empty where nobody knows.
    """

    text: str
    attribution: Attribution
    talk: str = ""


class Runs:
    """What passages of one level say in a row, as sorted 64-bit hashes: sixteen bytes a run at most.

    Args:
        vocabulary: Which words are common.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._runs = array("q")
        self._starts = array("q")
        self._sizes: set[int] = set()
        self._short = Sought()

    def add(self, text: str) -> None:
        """Look for the runs of a passage too."""
        words = folded_words(text)
        size = min(len(words), RUN)
        if not size:
            return
        row, begins = "".join(words), list(accumulate(map(len, words), initial=0))
        rare = [place for place, word in enumerate(words) if self._vocabulary.is_rare(word)]
        if size < SHORTEST_PASSAGE:
            if rare:
                self._short.add(row)
            return
        self._add(row, begins, size, range(len(words) - size + 1))
        if rare and len(words) > RARE_RUN:
            wanted = {
                first
                for place in rare
                for first in range(max(0, place - RARE_RUN + 1), min(place, len(words) - RARE_RUN) + 1)
            }
            self._add(row, begins, RARE_RUN, wanted)

    def _add(self, row: str, begins: Sequence[int], size: int, firsts: Iterable[int]) -> None:
        self._sizes.add(size)
        for first in firsts:
            start, end = begins[first], begins[first + size]
            if end - start < _START:
                self._short.add(row[start:end])
                continue
            self._runs.append(hash(row[start:end]))
            self._starts.append(hash(row[start : start + _START]))

    def close(self, known_to_all: Iterable[Sequence[str]]) -> None:
        """Leave out what everybody may read; nothing can be added afterwards.

        Args:
            known_to_all: Texts as folded words.
        """
        import numpy as np  # ten times as fast at sorting as we are; a store may hold millions of runs

        public = np.fromiter(_run_hashes(known_to_all, self._sizes), np.int64)
        runs, starts = np.frombuffer(self._runs, np.int64), np.frombuffer(self._starts, np.int64)
        kept = ~np.isin(runs, public)
        self._runs = array("q", np.sort(runs[kept]).tobytes())  # np.unique is many times slower
        self._starts = array("q", np.unique(starts[kept]).tobytes())

    def found_in(self, reading: Reading) -> list[tuple[int, int]]:
        """First and last word of every stretch that repeats something, those that meet joined."""
        hits = [(first, last) for _, first, last in self._short.found_in(reading)]
        row, begins, most = reading.letters, reading.begins, len(reading.words)
        for first in self._may_begin(reading):
            start = begins[first]
            for end in begins[first + 1 : min(first + RUN + _SPLITS, most) + 1]:
                if end - start >= _START and _is_in(self._runs, hash(row[start:end])):
                    last = reading.word_ending_at(end)
                    hits += [(first, last)] if last is not None else []
        joined: list[tuple[int, int]] = []
        for first, last in sorted(hits):
            if joined and first <= joined[-1][1] + 1:
                joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
            else:
                joined.append((first, last))
        return joined

    def _may_begin(self, reading: Reading) -> Iterator[int]:
        """The words that some run begins with, and some that only look so."""
        if not self._starts:
            return
        row = reading.letters
        for first, start in enumerate(reading.begins[:-1]):
            if _is_in(self._starts, hash(row[start : start + _START])):
                yield first


def _is_in(known: array[int], value: int) -> bool:
    place = bisect_left(known, value)
    return place < len(known) and known[place] == value


def _run_hashes(texts: Iterable[Sequence[str]], sizes: Iterable[int]) -> Iterator[int]:
    for words in texts:
        row, begins = "".join(words), list(accumulate(map(len, words), initial=0))
        for size in sizes:
            for first in range(len(words) - size + 1):
                yield hash(row[begins[first] : begins[first + size]])
