"""The words around what a search found.

SQLite's own `snippet` reads the whole text of each row word by word, twice: over long notes that
takes ten times as long as finding and ranking them. Here the words are looked for as plain text
first, and letter by letter only where an accent stands in between.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

_LENGTH, _BEFORE = 120, 40
"""Characters of a snippet at most, and of those before the word that was found."""
_SPAN = 90
"""Characters within which words found stand in one snippet."""
_MOST_PLACES = 20
"""Of one word that are compared: the best of those is good enough."""
_ACCENTS = "[\u0300-\u036f]*"


def snippet(text: str, words: Sequence[str]) -> str:
    """Some whole words on one line, around the place where most of the words found stand together.

    Args:
        text: What was found.
        words: The words of the search, folded, in their order; the last may be unfinished.
    """
    places = [*_places(text, words)] or [*_accented_places(text, words)]
    return _around(text, places[0][0] if len(places) == 1 else _best(places))


def _places(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where which word begins, as it is written."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter that is two in lower case; places would be shifted
        return
    most = _MOST_PLACES if len(words) > 1 else 1
    for number, word in enumerate(words):
        at, found = lowered.find(word), 0
        while at >= 0 and found < most:
            end = at + len(word)
            is_whole = number == len(words) - 1 or not lowered[end : end + 1].isalnum()
            if is_whole and not lowered[at - 1 : at].isalnum():
                found += 1
                yield at, number
            at = lowered.find(word, end)


def _accented_places(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The same, whatever accents the letters have."""
    for number, word in enumerate(words):
        found = _pattern(word).search(text)
        if found:
            yield found.start(), number


def _best(places: Sequence[tuple[int, int]]) -> int:
    """The first place after which most of the words stand; the rarest word's where they never meet."""
    often = Counter(number for _, number in places)

    def worth(place: tuple[int, int]) -> tuple[int, int]:
        first, word = place
        return len({number for at, number in places if first <= at < first + _SPAN}), -often[word]

    return max(sorted(places), key=worth, default=(0, 0))[0]


def _around(text: str, at: int) -> str:
    last = min(max(at - _BEFORE, 0) + _LENGTH, len(text))
    first = max(last - _LENGTH, 0)
    part = text[first:last].replace("\n", " ").replace("\t", " ")
    if last < len(text):
        end = part.rfind(" ", at - first)
        part = (part if end < 0 else part[:end]) + "…"
    if first:
        part = "…" + part[part.find(" ", 0, at - first) + 1 :]
    return " ".join(part.split()) if "  " in part else part


@cache
def _letters() -> dict[str, str]:
    """For each plain letter all that it is written as."""
    letters: dict[str, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        plain = unicodedata.normalize("NFKD", chr(code))[0].lower()
        if plain.isalpha():
            letters[plain] = letters.get(plain, "") + chr(code)
    return letters


def _pattern(word: str) -> re.Pattern[str]:
    letters = _letters()
    each = (f"[{re.escape(letter)}{letters.get(letter, '')}]{_ACCENTS}" for letter in word)
    return re.compile(rf"(?<![^\W_]){''.join(each)}", re.IGNORECASE)
