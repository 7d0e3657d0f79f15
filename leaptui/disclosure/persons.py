"""Where a text names somebody.

By first name and surname in either order, or an initial and the surname; by a capitalised surname;
by a capitalised first name that only one of them has; and by a surname in lower case behind a title,
or beside a word such as *said* or *told*. Of a surname of two parts each part counts. However a name
is written or parted it is the same (`leaptui.disclosure.folding`).

A name that is an ordinary word (`leaptui.disclosure.ordinary_words`) counts less: as a first name not
alone, as a surname in lower case behind a title only. So a first name in lower case, or "will told
us" of a Will, is not noticed; nor are nicknames, misspellings, and two initials.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from leaptui.disclosure.common_words import Vocabulary
from leaptui.disclosure.folding import Reading, Sought, folded_words, letters_of
from leaptui.disclosure.ordinary_words import ORDINARY
from leaptui.domain.text import one_line

_TITLES = frozenset(
    [
        "dr",
        "mr",
        "mrs",
        "ms",
        "mx",
        "sgt",
        "lt",
        "capt",
        "cpl",
        "det",
        "chief",
        "officer",
        "sergeant",
        "captain",
        "lieutenant",
        "detective",
        "deputy",
        "jr",
        "sr",
    ]
)
_BEHIND = frozenset(("jr", "sr", "ii", "iii", "md", "phd", "esq"))
"""What may stand behind a surname and is none."""
_PARTICLES = frozenset(
    [
        "de",
        "del",
        "la",
        "las",
        "los",
        "el",
        "da",
        "das",
        "do",
        "dos",
        "di",
        "du",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "bin",
        "ibn",
        "al",
        "le",
        "st",
        "san",
    ]
)
_BEFORE_A_NAME = frozenset(("as", "said", "says", "told", "by", "per"))
_BEHIND_A_NAME = frozenset(("said", "says", "told", "thinks"))
_BETWEEN_NAMES = 2
"""Middle names or initials that may stand between first name and surname."""
_SHORTEST_ALONE = 3
"""Letters that a name needs before it counts alone; one of two letters only as it is usually written."""
_IN_A_NAME = re.compile(r"[-‐‑–'’ʼ`*_~]+[ \t]*\n?[ \t]*|[ \t]*\n[ \t]*")
"""What may part the letters of one name: a hyphen, an apostrophe, emphasis, the end of a line."""
_TWO_LETTERS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ø": "oe",
        "å": "aa",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "Ø": "Oe",
        "Å": "Aa",
    }
)


class Persons:
    """People who must not be named, ready to be looked for.

    Args:
        names: By whatever of their names.
        full_names: Only where first name and surname stand together.
        open_words: Words that name somebody or something that may be named; a surname among them is
            not taken for a person, nor a first name.
        vocabulary: Which words are common.
    """

    def __init__(
        self,
        names: Iterable[str],
        full_names: Iterable[str],
        open_words: Collection[str],
        vocabulary: Vocabulary,
    ) -> None:
        self._vocabulary = vocabulary
        self._pairs: set[tuple[str, str]] = set()
        self._initials: set[tuple[str, str]] = set()
        self._surnames: set[str] = set()
        self._joined, self._alone = Sought(), Sought()
        bearers: Counter[str] = Counter()
        for name in dict.fromkeys(map(one_line, names)):
            spellings = [parts for spelled in _spellings(name) if (parts := _parts(spelled))]
            bearers.update({parts[0] for parts in spellings})
            for parts in spellings:
                self._add_pairs(parts)
                self._add_surnames(parts, open_words)
        self._first_names = {
            first for first, count in bearers.items() if count == 1 and len(first) >= _SHORTEST_ALONE
        }.difference(open_words, ORDINARY)
        for name in full_names:
            for spelled in _spellings(name):
                self._add_pairs(_parts(spelled))
        for alone in self._surnames | self._first_names:
            self._alone.add(alone)
        self._in_pairs = {part for pair in self._pairs for part in pair}

    def _add_pairs(self, parts: list[str]) -> None:
        for surname in _surnames(parts) if len(parts) > 1 else ():
            self._pairs.add((parts[0], surname))
            self._joined.add(parts[0] + surname)
            self._joined.add(surname + parts[0])

    def _add_surnames(self, parts: list[str], open_words: Collection[str]) -> None:
        for surname in _surnames(parts):
            if len(surname) >= 2 and surname not in open_words:
                self._surnames.add(surname)
                self._initials |= {(first[0], surname) for first in parts[:-1] if first != surname}

    def found_in(self, reading: Reading, *, surnames: bool = True) -> list[tuple[int, int]]:
        """First and last word of every name, in reading order, none within another.

        Args:
            reading: The text.
            surnames: Whether a surname or first name alone counts.
        """
        found = [(first, last) for _, first, last in self._joined.found_in(reading)]
        found += self._in_order(reading)
        if surnames:
            found += self._by_initial(reading)
            found += [(at, at) for at in range(len(reading.words)) if self._is_named_alone(reading, at, at)]
            found += [
                (first, last)
                for letters, first, last in self._alone.found_in(reading)
                if last > first and self._is_split(reading, first, last, letters)
            ]
        kept: list[tuple[int, int]] = []
        for first, last in sorted(set(found), key=lambda each: (each[0], -each[1])):
            if not kept or first > kept[-1][1]:
                kept.append((first, last))
        return kept

    def _in_order(self, reading: Reading) -> Iterator[tuple[int, int]]:
        """First name, up to two names between, surname."""
        words = reading.words
        for at, word in enumerate(words):
            if word.folded in self._in_pairs:
                for last in range(at + 1, min(at + 2 + _BETWEEN_NAMES, len(words))):
                    for surname in (words[last].folded, words[last].folded.removesuffix("s")):
                        if (word.folded, surname) in self._pairs:
                            yield at, last

    def _by_initial(self, reading: Reading) -> Iterator[tuple[int, int]]:
        words = reading.words
        for at, word in enumerate(words):
            if word.folded not in self._surnames:
                continue
            capital = reading.text[word.start].isupper()
            for first in (at - 1, at - 2, at + 1):
                if 0 <= first < len(words) and (words[first].folded, word.folded) in self._initials:
                    between = reading.text[
                        min(words[first].end, word.end) : max(words[first].start, word.start)
                    ]
                    plain = capital and (between.startswith(".") if first < at else between.startswith(","))
                    if plain or not self._is_ordinary(word.folded):
                        yield min(first, at), max(first, at)

    def _is_ordinary(self, name: str) -> bool:
        return name in ORDINARY or len(name) < _SHORTEST_ALONE or not self._vocabulary.is_rare(name)

    def _is_named_alone(self, reading: Reading, first: int, last: int, name: str = "") -> bool:
        word = name or reading.words[first].folded
        letter = reading.text[reading.words[first].start]
        if word not in self._surnames and word not in self._first_names:
            if word.endswith("s") and word[:-1] in self._surnames and not self._is_ordinary(word[:-1]):
                return letter.isupper()  # the possessive of somebody in haste
            return False
        before = reading.words[first - 1].folded if first else ""
        behind = reading.words[last + 1].folded if last + 1 < len(reading.words) else ""
        if len(word) < _SHORTEST_ALONE:
            said = reading.said(first, last)
            return said.istitle() and (before in _TITLES or behind in _BEHIND_A_NAME)
        # A lower-case "rivers" is a river; scripts without case count always, and small capitals are no lower case.
        if not letter.islower() or "SMALL CAPITAL" in unicodedata.name(letter, ""):
            return True
        if word not in self._surnames:
            return False
        if before in _TITLES:
            return True
        return word not in ORDINARY and (before in _BEFORE_A_NAME or behind in _BEHIND_A_NAME)

    def _is_split(self, reading: Reading, first: int, last: int, name: str) -> bool:
        """Whether words are the pieces of one name, and not words that happen to spell it."""
        if not all(_IN_A_NAME.fullmatch(gap) for gap in reading.gaps(first, last)):
            return False
        pieces = [word.folded for word in reading.words[first : last + 1]]
        ordinary = all(len(piece) > 1 and not self._vocabulary.is_rare(piece) for piece in pieces)
        return not ordinary and self._is_named_alone(reading, first, last, name)


def words_of_name(name: str) -> list[str]:
    """The words of a name that are no titles, folded."""
    return [word for word in folded_words(one_line(name)) if word not in _TITLES]


def _spellings(name: str) -> Iterator[str]:
    """A name as it is written, and with two letters for one: `Müller`, `Mueller`."""
    name = unicodedata.normalize("NFC", one_line(name))
    yield name
    if (spelled := name.translate(_TWO_LETTERS)) != name:
        yield spelled


def _parts(name: str) -> list[str]:
    """First name, middle names, surname; a hyphen or an apostrophe parts none of them.

    `ORTEGA, Lucia` is read as what it says.
    """
    if name.count(",") == 1:
        surname, _, first = name.partition(",")
        if letters_of(first) not in _BEHIND:
            name = f"{first} {surname}"
    parts = [(each, letters_of(each)) for each in name.split()]
    kept = [each for each, letters in parts if letters and letters not in _TITLES]
    while len(kept) > 1 and letters_of(kept[-1]) in _BEHIND:
        kept.pop()
    if not kept:
        return []
    found = [letters_of(each) for each in kept]
    # Pieces of a double surname stand before it, as a middle name does.
    pieces = folded_words(kept[-1].replace("'", "").replace("’", ""))
    return [*found[:-1], *pieces, found[-1]] if len(pieces) > 1 else found


def _surnames(parts: list[str]) -> list[str]:
    """The surname, and what may be one before it: of two surnames the first is the usual one in Spanish."""
    left_out = _PARTICLES | ORDINARY
    between = [part for part in parts[1:-1] if len(part) >= _SHORTEST_ALONE and part not in left_out]
    return [*between, parts[-1]]
