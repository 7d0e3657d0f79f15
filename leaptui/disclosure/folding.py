"""One folding for all comparing: what two ways to write the same words have in common.

A word is folded to plain small letters: without case and accents, compatibility forms taken for what
they stand for (full-width, mathematical, circled letters, ligatures), signs without width left out,
and letters of other alphabets that look like Latin ones read as those. A word with a letter that
looks like none, such as `Мария`, is a word of its own alphabet and stays one.

Texts are compared by the letters of their words in one row (`Reading`), so that nothing that parts a
word hides it: a hyphen, the end of a line, emphasis, blanks between its letters. What is looked for
begins and ends where words of the text do. Not seen: digits that stand for letters (`A1varez`), and
a capital I for a small l.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

_HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
"""Nothing is seen of them (Unicode: default ignorable)."""
_OVER = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""Marks that lie on the letter before."""
_IN_FRAMES = "\u249c-\u24e9\U0001f110-\U0001f189\U0001f1e6-\U0001f1ff"
"""Letters in brackets, circles and squares, and those that flags are made of: signs, not letters."""
_LETTER = rf"(?:(?![{_HIDDEN}])[^\W_]|[{_IN_FRAMES}])"
_WORD = re.compile(rf"{_LETTER}(?:[{_HIDDEN}{_OVER}]*{_LETTER})*")
_PLAIN_WORD = re.compile(r"[^\W_]+")
_UNSEEN = re.compile(f"[{_HIDDEN}]")

_PAIRS = (
    # Cyrillic
    *(["аa", "еe", "оo", "рp", "сc", "уy", "хx", "іi", "јj", "ѕs", "ԁd", "һh", "ԛq", "ԝw", "ӏl", "кk", "мm", "тt", "вb", "нh", "гr", "ѵv", "пn", "ьb", "ңh", "үy", "ұy", "қk", "ғf", "ҫc", "ҳx", "ѡw", "ԍg", "ҽe", "єe", "ԏt"]),
    *(["АA", "ВB", "ЕE", "КK", "МM", "НH", "ОO", "РP", "СC", "ТT", "УY", "ХX", "ІI", "ЈJ", "ЅS", "ԌG", "ԚQ", "ԜW", "ѴV", "ӀI", "ҮY", "ЬB", "ПN", "ГR", "ЄE", "ԀD", "ҺH"]),
    # Greek
    *(["αa", "βb", "γy", "εe", "ζz", "ηn", "ιi", "κk", "μu", "νv", "οo", "ρp", "τt", "υu", "χx", "ωw", "ϲc", "ϳj", "ϱp", "ϵe", "δd"]),
    *(["ΑA", "ΒB", "ΕE", "ΖZ", "ΗH", "ΙI", "ΚK", "ΜM", "ΝN", "ΟO", "ΡP", "ΤT", "ΥY", "ΧX", "ϹC", "ͿJ"]),
    # Armenian, Cherokee, Lisu
    *(["օo", "սu", "ոn", "ցg", "հh", "յj", "ղn", "զq", "ռn", "քp"]),
    *(["ᎪA", "ᏴB", "ᏟC", "ᎠD", "ᎬE", "ᏀG", "ᎻH", "ᎥI", "ᎫJ", "ᏦK", "ᏞL", "ᎷM", "ᏢP", "ᎡR", "ᏚS", "ᎢT", "ᏙV", "ᎳW", "ᏃZ", "ᎩY"]),
    *(["ꓮA", "ꓐB", "ꓚC", "ꓓD", "ꓰE", "ꓝF", "ꓖG", "ꓧH", "ꓲI", "ꓙJ", "ꓗK", "ꓡL", "ꓟM", "ꓠN", "ꓳO", "ꓑP", "ꓣR", "ꓢS", "ꓔT", "ꓴU", "ꓦV", "ꓪW", "ꓫX", "ꓬY", "ꓜZ"]),
    # Latin letters that no decomposition takes back to plain ones
    *(["ıi", "ȷj", "łl", "ŁL", "øo", "ØO", "đd", "ĐD", "ħh", "ĦH", "ŧt", "ŦT", "ƀb", "ɓb", "ɖd", "ɗd", "ɛe", "ɇe", "ƒf", "ɠg", "ɡg", "ɨi", "ɩi", "ĸk", "ƙk", "ɫl", "ƚl", "ɱm", "ɲn", "ŋn", "ƞn", "ɵo", "ƥp", "ʠq", "ɍr", "ɾr", "ʂs"]),
    *(["ƫt", "ʈt", "ʉu", "ʋv", "ɯw", "ɏy", "ƴy", "ʐz", "ƶz", "ðd", "ÐD", "ɑa", "ɒa", "ǝe", "əe", "ʀr", "ɪi", "ʏy", "ɢg", "ʜh", "ʟl", "ɴn", "ʙb", "ᴀa", "ᴄc", "ᴅd", "ᴇe", "ꜰf", "ᴊj", "ᴋk", "ᴍm", "ᴏo", "ᴘp", "ꜱs", "ᴛt", "ᴜu", "ᴠv", "ᴡw", "ᴢz"]),
)  # fmt: skip
_LOOK_ALIKES: dict[int, str] = {ord(pair[0]): pair[1] for pair in _PAIRS} | {
    ord(letter): plain
    for letter, plain in (("æ", "ae"), ("Æ", "AE"), ("œ", "oe"), ("Œ", "OE"), ("ß", "ss"), ("þ", "th"), ("Þ", "TH"))
} | {
    first + place: chr(ord("a") + place)
    for first in (0x1F150, 0x1F170, 0x1F1E6)  # white on black, and those of flags
    for place in range(26)
}  # fmt: skip
"""Letters by the plain one that they look like (after the confusables of Unicode's UTS 39), and those we write as two."""


class Word(NamedTuple):
    """A word of a text: its folding, and where it stands there."""

    folded: str
    start: int
    end: int


def fold_word(word: str) -> str:
    """A word as it is compared; empty for signs that fold to nothing."""
    if word.isascii():
        return word.lower()
    bare = "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
        for letter in unicodedata.normalize("NFKD", _UNSEEN.sub("", word)).translate(_FRAMED)
        if letter.isalnum()
    )
    plain = bare.translate(_LOOK_ALIKES)
    folded = (plain if plain.isascii() else bare).casefold()
    # What folding the case brings forth (`ŉ`, `ΐ`) may hold accents again.
    return folded if folded.isascii() else "".join(filter(str.isalnum, unicodedata.normalize("NFKD", folded)))


_FRAMED = {sign: letter for sign, letter in _LOOK_ALIKES.items() if sign >= 0x1F150}


def words_in(text: str) -> list[Word]:
    """The words of a text in their order."""
    if text.isascii():
        return [
            Word(folded, match.start(), match.end())
            for match, folded in zip(
                _PLAIN_WORD.finditer(text), _PLAIN_WORD.findall(text.lower()), strict=True
            )
        ]
    return [Word(folded, *match.span()) for match in _WORD.finditer(text) if (folded := fold_word(match[0]))]


def folded_words(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return (
        [word.folded for word in words_in(text)] if not text.isascii() else _PLAIN_WORD.findall(text.lower())
    )


def letters_of(text: str) -> str:
    """The letters of a text in one row, without what parts its words."""
    return "".join(folded_words(text))


class Reading:
    """A text as it is compared: its words, and their letters in one row."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words_in(text)
        self.letters = "".join(word.folded for word in self.words)
        self.begins = list(accumulate((len(word.folded) for word in self.words), initial=0))
        """Where in the row each word begins; the last is the row's end."""

    def word_ending_at(self, place: int) -> int | None:
        """The word whose last letter is before a place of the row; nothing within a word."""
        found = bisect_left(self.begins, place)
        return found - 1 if 0 < found < len(self.begins) and self.begins[found] == place else None

    def said(self, first: int, last: int) -> str:
        """What stands from one word to another."""
        return self.text[self.words[first].start : self.words[last].end]

    def gaps(self, first: int, last: int) -> Iterator[str]:
        """What parts the words from one to another."""
        for place in range(first, last):
            yield self.text[self.words[place].end : self.words[place + 1].start]


_SHORTEST_START = 2


class Sought:
    """Rows of letters that are looked for at the beginning of every word."""

    def __init__(self) -> None:
        self._by_start: dict[str, set[str]] = {}

    def __bool__(self) -> bool:
        return bool(self._by_start)

    def add(self, letters: str) -> None:
        """Look for these too.

        Args:
            letters: At least two, as `letters_of` gives them.
        """
        if len(letters) >= _SHORTEST_START:
            self._by_start.setdefault(letters[:_SHORTEST_START], set()).add(letters)

    def found_in(self, reading: Reading) -> Iterator[tuple[str, int, int]]:
        """Each with its first and last word, from the beginning of a word to the end of one."""
        row = reading.letters
        for first, place in enumerate(reading.begins[:-1]):
            for letters in self._by_start.get(row[place : place + _SHORTEST_START], ()):
                if row.startswith(letters, place):
                    last = reading.word_ending_at(place + len(letters))
                    if last is not None:
                        yield letters, first, last
