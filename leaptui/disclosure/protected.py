"""Words and names that may not be repeated, and where a text repeats them.

A text repeats a passage when it holds eight of its words in a row, whatever their case, accents
and punctuation; a passage of four to seven words counts as a whole. Shorter ones cannot be told
from ordinary speech.

A text names a person by first name and surname; by a capitalised surname; by a capitalised first
name that only one protected person has; and by a surname in lower case behind a title, or beside a
word such as *said* or *told*. A name that is an ordinary word (`leaptui.disclosure.ordinary_words`)
counts less: as a first name not alone, as a surname in lower case behind a title only. So a first
name in lower case, or "will told us" of a Will, is not noticed.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from leaptui.disclosure.identifiers import found_in, same_thing
from leaptui.disclosure.ordinary_words import ORDINARY
from leaptui.domain.attribution import Attribution
from leaptui.domain.text import one_line
from leaptui.domain.vocabulary import IdentifierSort

RUN = 8
"""Words in a row that make a repetition."""
SHORTEST_PASSAGE = 4
"""Words a passage needs before it is looked for."""

_LONG = 1_000
"""Words from which on a text is looked up all at once."""
_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_NAME_TITLES = {
    "dr",
    "mr",
    "mrs",
    "ms",
    "sgt",
    "lt",
    "capt",
    "chief",
    "officer",
    "sergeant",
    "captain",
    "jr",
    "sr",
}
_BEFORE_A_NAME = {"as", "said", "says", "told", "by", "per"}
_BEHIND_A_NAME = {"said", "says", "told", "thinks"}
_BETWEEN_NAMES = 2
"""Middle names or initials that may stand between first name and surname."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Something that was said and may not be repeated word for word."""

    text: str
    attribution: Attribution


@dataclass(frozen=True, slots=True)
class Span:
    """Words that may not stand where they stand.

    Attributes:
        where: The place, for a person: `component 3, rationale`.
        words: The words as they are written there.
        why: What they repeat.
        may_be_allowed: Whether an override may let them through (`leaptui.disclosure.held_back`).
    """

    where: str
    words: str
    why: str
    may_be_allowed: bool = True


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    start: int
    end: int


class Protected:
    """All that must not leave, ready to be looked for.

    Takes a second or so for thirty notes of 200 kB; looking in a text then depends on the length
    of that text only.

    Args:
        passages: What was said not for attribution or off the record; other levels are ignored.
        names: People who spoke under anything but *on record*, and never on record.
        full_names: Further people, named only where first name and surname stand together.
        may_be_said: Names that are no secret (the city, its streets, partners, people on record);
            a surname among their words is not taken for a person.
        published: Text that is nobody's confidence even where a note repeats it, such as the
            questions of an interview guide.
        replaced: Numbers, addresses and the like that a stand-in took the place of; names among them
            belong to `names`.
        never: Names that no override lets through.
        contacts: How people can be reached; the numbers and addresses in it.
    """

    def __init__(
        self,
        passages: Iterable[Passage] = (),
        names: Iterable[str] = (),
        *,
        full_names: Iterable[str] = (),
        may_be_said: Iterable[str] = (),
        published: Iterable[str] = (),
        replaced: Iterable[tuple[IdentifierSort, str]] = (),
        never: Iterable[str] = (),
        contacts: Iterable[str] = (),
    ) -> None:
        self._passages = {level: _Index() for level in (Attribution.NONE, Attribution.OFF_RECORD)}
        for passage in passages:
            if passage.attribution in self._passages:
                self._passages[passage.attribution].add(folded_words(passage.text))
        known_to_all = [folded_words(text) for text in published]
        for index in self._passages.values():
            index.close(known_to_all)
        open_words = {word for name in may_be_said for word in folded_words(name)}
        self._kept = {
            (each.sort, each.stands_for): "is how to reach somebody"
            for contact in contacts
            for each in found_in(contact)
        }
        self._kept |= {(sort, same_thing(sort, text)): "was given a stand-in" for sort, text in replaced}
        self._names: dict[tuple[str, str], str] = {}
        self._surnames: dict[str, str] = {}
        names = [one_line(name) for name in names]
        for name in names:
            self._add_name(name, open_words)
        first_names = Counter(words[0] for name in set(names) if (words := _name_words(name)))
        not_alone = open_words | ORDINARY | {word for words in known_to_all for word in words}
        self._first_names = {
            word for word, bearers in first_names.items() if bearers == 1 and len(word) > 2
        } - not_alone
        self._never = {word for name in never for word in _name_words(one_line(name)) if len(word) > 2}
        for name in full_names:
            words = _name_words(name)
            if len(words) > 1:
                self._names[words[0], words[-1]] = name
        self._in_names = {word for pair in self._names for word in pair}

    def _add_name(self, name: str, open_words: set[str]) -> None:
        words = _name_words(name)
        if not words:
            return
        if len(words) > 1:
            self._names[words[0], words[-1]] = name
        if len(words[-1]) > 2 and words[-1] not in open_words:
            self._surnames[words[-1]] = name

    def spans(
        self,
        text: str,
        where: str,
        *,
        levels: Iterable[Attribution] = (Attribution.NONE, Attribution.OFF_RECORD),
        surnames: bool = True,
    ) -> tuple[Span, ...]:
        """Every place where a text repeats what it must not, in reading order within each kind.

        Args:
            text: What is about to leave.
            where: What to call the text in the spans.
            levels: The attribution levels whose passages count.
            surnames: Whether a surname or first name alone counts as the person's name.
        """
        text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
        words = _words(text)
        found: list[Span] = []
        for level in levels:
            for first, last in self._passages[level].runs([word.folded for word in words]):
                said = text[words[first].start : words[last].end]
                why = f"repeats a passage that is {level.label}"
                found.append(Span(where, one_line(said), why, level is not Attribution.OFF_RECORD))
        for first, last in self._named(text, words, surnames=surnames):
            said = text[words[first].start : words[last].end]
            why = "names somebody who did not speak on the record"
            may_be_allowed = self._never.isdisjoint(word.folded for word in words[first : last + 1])
            found.append(Span(where, one_line(said), why, may_be_allowed))
        if self._kept:
            found += [
                Span(where, each.text, self._kept[each.sort, each.stands_for], may_be_allowed=False)
                for each in found_in(text)
                if (each.sort, each.stands_for) in self._kept
            ]
        return tuple(found)

    def _named(self, text: str, words: Sequence[_Word], *, surnames: bool) -> Iterator[tuple[int, int]]:
        position = 0
        while position < len(words):
            end = self._name_at(words, position)
            if end is None and surnames and self._is_named_alone(text, words, position):
                end = position
            if end is not None:
                yield position, end
                position = end
            position += 1

    def _is_named_alone(self, text: str, words: Sequence[_Word], position: int) -> bool:
        word = words[position]
        # A lower-case "rivers" is a river; scripts without case count always.
        if not text[word.start].islower():
            return word.folded in self._surnames or word.folded in self._first_names
        if word.folded not in self._surnames:
            return False
        before = words[position - 1].folded if position else ""
        behind = words[position + 1].folded if position + 1 < len(words) else ""
        if before in _NAME_TITLES:
            return True
        return word.folded not in ORDINARY and (before in _BEFORE_A_NAME or behind in _BEHIND_A_NAME)

    def _name_at(self, words: Sequence[_Word], position: int) -> int | None:
        first = words[position].folded
        if first not in self._in_names:
            return None
        for last in range(position + 1, min(position + 2 + _BETWEEN_NAMES, len(words))):
            if (first, words[last].folded) in self._names:
                return last
        follower = position + 1
        if follower < len(words) and (words[follower].folded, first) in self._names:
            return follower
        return None


class _Index:
    """Runs of words as sorted 64-bit hashes: eight bytes a word, found by bisection."""

    def __init__(self) -> None:
        self._hashes: dict[int, array[int]] = {}

    def add(self, words: Sequence[str]) -> None:
        size = min(len(words), RUN)
        if size >= SHORTEST_PASSAGE:
            self._hashes.setdefault(size, array("q")).extend(_hashes(words, size))

    def close(self, known_to_all: Sequence[Sequence[str]]) -> None:
        import numpy as np  # ten times as fast at sorting as we are; a store may hold millions of runs

        for size, hashes in self._hashes.items():
            public = np.fromiter(
                (value for words in known_to_all for value in _hashes(words, size)), np.int64
            )
            known = np.sort(np.frombuffer(hashes, np.int64))  # np.unique is many times slower
            kept = known[~np.isin(known, public)]
            self._hashes[size] = array("q", kept.tobytes())

    def runs(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """First and last word of every stretch that repeats something, overlapping ones joined."""
        hits = sorted(
            (first, first + size - 1)
            for size, known in self._hashes.items()
            for first in (
                _known_in_long(known, words, size) if len(words) > _LONG else _known_in(known, words, size)
            )
        )
        joined: list[tuple[int, int]] = []
        for first, last in hits:
            if joined and first <= joined[-1][1] + 1:
                joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
            else:
                joined.append((first, last))
        return joined


def _known_in(known: array[int], words: Sequence[str], size: int) -> list[int]:
    """Where runs of this many words begin that are known."""
    return [
        first
        for first, value in enumerate(_hashes(words, size))
        if (place := bisect_left(known, value)) < len(known) and known[place] == value
    ]


def _known_in_long(known: array[int], words: Sequence[str], size: int) -> list[int]:
    """The same, for a text of many words."""
    import numpy as np

    sorted_hashes = np.frombuffer(known, np.int64)
    values = np.fromiter(_hashes(words, size), np.int64)
    if not len(sorted_hashes):
        return []
    places = np.minimum(np.searchsorted(sorted_hashes, values), len(sorted_hashes) - 1)
    return [int(first) for first in np.flatnonzero(sorted_hashes[places] == values)]


def _name_words(name: str) -> list[str]:
    return [word for word in folded_words(name) if word not in _NAME_TITLES]


def _hashes(words: Sequence[str], size: int) -> Iterator[int]:
    return map(hash, zip(*(words[start:] for start in range(size)), strict=False))


def _fold_word(word: str) -> str:
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def _words(text: str) -> list[_Word]:
    return [_Word(_fold_word(match[0]), *match.span()) for match in _WORD.finditer(text)]


def folded_words(text: str) -> list[str]:
    """The words of a text without case, accents and punctuation: what two ways to write it have in common."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    if text.isascii():
        return _WORD.findall(text.lower())
    return [_fold_word(word) for word in _WORD.findall(text)]
