"""How the words of a call type are read: codes in front dropped, short forms spelled out, denials put aside.

Dispatch systems shorten in many ways (`SUSP`, `Crcmstncs`, `BURGLAR ALARM, SILEN`) and say in a
type what it is not (`NO INJ`, `W/O WPNS`). Types and patterns are read by the same rules, so a
pattern may be written as a city would write it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaptui.domain.text import fold

if TYPE_CHECKING:
    from leaptui.practice.taxonomy import Words

DENIED = "!"
"""In front of a word that the type says is absent: `ACCIDENT NO INJURY` reads `ACCIDENT !INJURY`."""

_HARD, _LIST, _PLAIN = "hard", "list", "plain"
_PIECES = re.compile(r"(?P<word>[^\W_]+)|(?P<gap>[\W_]+)")
_INITIALS = re.compile(r"\b(?:[A-Z]\.\s?){2,}")
_RUN_TOGETHER = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})|(?<=[A-Z]{3})(?=[A-Z][a-z]{2})")
_CUT = re.compile(r"(?:\.{2,}|…)\s*$")
_HARD_SIGNS = re.compile(r"[()\[\]{};:.]|\s[-–—]|[-–—]\s|--")
_BRACKETS = re.compile(r"\(([^()]*)\)?")
_EXAMPLES = re.compile(r"[,/]|\b(?:INCL|EXC|ETC|NO\b)")
_VOWELS = re.compile(r"(?<!^)[AEIOU]")
_DOUBLED = re.compile(r"(.)\1+")
_SUFFIXES = ("INGS", "ING", "ERS", "ER", "ED", "OR", "LY")
_STEM_SUFFIXES = ("ING", "ION", "ER", "ED")
_SHORTEST_CUT = 5
_SHORTEST_SKELETON = 4


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a type.

    Attributes:
        text: As the patterns spell it, with `DENIED` in front where the type denies it.
        aside: 0 outside brackets; 1 in brackets of its own, a detail; 2 in brackets among examples
            or exceptions.
        joint: What parts it from the word before: `hard`, `list` or `plain`.
        written: How the type spells it where it was completed by a guess, else empty.
    """

    text: str
    aside: int = 0
    joint: str = _PLAIN
    written: str = ""


class WordReader:
    """Reads types into words, knowing the words that patterns are made of."""

    def __init__(self, words: Words, vocabulary: Iterable[str]) -> None:
        self._prefixes = words.prefixes
        self._ignored = words.ignored
        self._not_denied = words.not_denied
        self._spellings = [
            (re.compile(rf"(?<![^\W_]){re.escape(key)}(?![^\W_])"), f" {value} ")
            for key, value in sorted(words.expansions, key=lambda pair: -len(pair[0]))
            if not re.fullmatch(r"[^\W_ ]+(?: [^\W_]+)*", key)
        ]
        self._expansions = {tuple(key.split()): value.split() for key, value in words.expansions}
        self._longest = max((len(key) for key in self._expansions), default=1)
        self._negators = sorted((tuple(text.split()) for text in words.negators), key=len, reverse=True)
        self._negator_starts = {negator[0] for negator in self._negators}
        self._known = self._all_known(words, vocabulary)
        self._negations = sorted(
            (tuple(word.text for word in self._spelled(self._pieces(text))) for text in words.negations),
            key=len,
            reverse=True,
        )
        self._sorted = sorted(self._known)
        self._skeletons: dict[str, set[str]] = {}
        for word in self._known:
            self._skeletons.setdefault(_skeleton(word), set()).add(self._spelling(word))
        self._stems: dict[str, set[str]] = {}
        for word in self._known:
            if stem := _stem(word):
                self._stems.setdefault(stem, set()).add(self._spelling(word))
        self._completed: dict[str, str] = {}

    def _all_known(self, words: Words, vocabulary: Iterable[str]) -> set[str]:
        known = {*words.plain, *words.ignored, *words.not_denied}
        for text in (*words.negators, *words.negations, *vocabulary):
            known.update(piece.text for piece in self._pieces(text))
        for key, value in self._expansions.items():
            known.update(key)
            known.update(value)
        return known

    def words(self, text: str) -> list[Word]:
        """The words that count, in order, as patterns spell them."""
        spelled = self._spelled(self._completions(self._pieces(self._bare(text))))
        return [word for word in self._denied(spelled) if word.text not in self._ignored]

    def pattern(self, text: str) -> tuple[str, ...]:
        """The words of a pattern, which are never completed by a guess."""
        spelled = self._spelled(self._pieces(text))
        return tuple(word.text for word in self._denied(spelled) if word.text not in self._ignored)

    def spelled(self, word: str) -> str:
        """One word as patterns spell it, for lists of words."""
        return self._spelling(_singular(word, self._known))

    def _bare(self, text: str) -> str:
        bare = _CUT.sub("", fold(_RUN_TOGETHER.sub(" ", text)).upper())
        while True:
            for prefix in self._prefixes:
                found = prefix.match(bare)
                if found and found.end() and bare[found.end() :].strip():
                    bare = bare[found.end() :]
                    break
            else:
                return bare

    def _pieces(self, text: str) -> list[Word]:
        for pattern, spelling in self._spellings:
            text = pattern.sub(spelling, text)
        text = _INITIALS.sub(lambda found: found[0].replace(".", "").replace(" ", "") + " ", text)
        text = text.replace("'", "").replace("’", "")
        pieces: list[Word] = []
        asides = [
            (found.span(), 2 if _EXAMPLES.search(found[1]) else 1) for found in _BRACKETS.finditer(text)
        ]
        joint = _PLAIN
        for found in _PIECES.finditer(text):
            if found["word"]:
                aside = next((how for (start, end), how in asides if start < found.start() < end), 0)
                pieces.append(Word(found["word"], aside=aside, joint=joint))
                joint = _PLAIN
                continue
            gap = found["gap"]
            joint = _HARD if _HARD_SIGNS.search(gap) else _LIST if re.search(r"[,/&+]", gap) else _PLAIN
        return pieces

    def _completions(self, pieces: list[Word]) -> list[Word]:
        read: list[Word] = []
        for piece in pieces:
            if piece.text not in self._completed:
                self._completed[piece.text] = self._complete(piece.text)
            text = self._completed[piece.text]
            guessed = text not in (piece.text, _singular(piece.text, self._known), *_bases(piece.text))
            read.append(replace(piece, text=text, written=piece.text if guessed else ""))
        return read

    def _complete(self, text: str) -> str:
        """The known word that `text` is a form of, or `text` itself."""
        singular = _singular(text, self._known)
        if singular in self._known or not text.isalpha():
            return singular
        for base in _bases(text):
            if base in self._known:
                return base
        if (stem := _stem(singular)) and len(found := self._stems.get(stem, set())) == 1:
            return next(iter(found))
        skeleton = _skeleton(singular)
        if len(skeleton) >= _SHORTEST_SKELETON and len(found := self._skeletons.get(skeleton, set())) == 1:
            return next(iter(found))
        if len(text) >= _SHORTEST_CUT:
            found = {self._spelling(word) for word in self._beginning_with(text)}
            if len(found) == 1:
                return next(iter(found))
        return text

    def _beginning_with(self, text: str) -> Iterator[str]:
        for index in range(bisect_left(self._sorted, text), len(self._sorted)):
            if not self._sorted[index].startswith(text):
                return
            yield self._sorted[index]

    def _spelling(self, word: str) -> str:
        spelled = self._expansions.get((word,), [word])
        return spelled[0] if len(spelled) == 1 else word

    def _spelled(self, pieces: list[Word]) -> list[Word]:
        """Abbreviations and other spellings replaced, the longest first."""
        spelled: list[Word] = []
        index = 0
        while index < len(pieces):
            for length in range(min(self._longest, len(pieces) - index), 0, -1):
                key = tuple(piece.text for piece in pieces[index : index + length])
                if key in self._expansions:
                    first, *rest = self._expansions[key]
                    spelled.append(replace(pieces[index], text=first))
                    spelled.extend(replace(pieces[index], text=text, joint=_PLAIN) for text in rest)
                    index += length
                    break
            else:
                piece = pieces[index]
                spelled.append(replace(piece, text=self._spelling(_singular(piece.text, self._known))))
                index += 1
        return spelled

    def _denied(self, words: list[Word]) -> Iterator[Word]:
        """Marks what a negator denies and drops the negator."""
        index = 0
        while index < len(words):
            behind = self._behind_negator(words, index)
            if behind is None:
                yield words[index]
                index += 1
                continue
            end, first = self._end_of_denial(words, behind)
            yield replace(words[behind], text=DENIED + first)
            for word in words[behind + len(first.split("_")) : end]:
                if word.text not in self._ignored:
                    yield replace(word, text=DENIED + word.text)
            index = end

    def _behind_negator(self, words: list[Word], index: int) -> int | None:
        """Where the word stands that is denied by a negator at `index`; nothing when there is none."""
        if words[index].text not in self._negator_starts:
            return None
        for negator in self._negators:
            behind = index + len(negator)
            if tuple(word.text for word in words[index:behind]) != negator:
                continue
            while behind < len(words) and words[behind].text in self._ignored:
                behind += 1
            if behind == len(words) or words[behind].joint == _HARD:
                return None
            if words[behind].text in self._not_denied or (words[behind].text,) in self._negators:
                return None
            return behind
        return None

    def _end_of_denial(self, words: list[Word], start: int) -> tuple[int, str]:
        """How far a denial reaches: one word or known phrase, and the list that it begins."""
        texts = [word.text for word in words]
        known = (text for text in self._negations if tuple(texts[start : start + len(text)]) == text)
        phrase = next(known, (texts[start],))
        end = start + len(phrase)
        while end < len(words) and words[end].joint != _HARD:
            if texts[end] == "OR":
                while end < len(words) and words[end].joint == _PLAIN:
                    end += 1
            elif words[end].joint == _LIST and self._list_goes_on(words, end, phrase):
                end += 1
            else:
                break
        return end, "_".join(phrase)

    def _list_goes_on(self, words: list[Word], index: int, phrase: tuple[str, ...]) -> bool:
        """`NO BIAS, THREATS OR MALICE` denies all three, `NON INJURY, BLOCKING` only the first."""
        if words[index].text in phrase or (words[index].text,) in self._negators:
            return False
        for word in words[index + 1 :]:
            if word.joint == _HARD:
                return False
            if word.text == "OR":
                return True
        return False


def _singular(word: str, known: set[str]) -> str:
    """The singular where patterns know it; else the word, less a plural's S where it is unknown too."""
    if len(word) <= 3 or not word.endswith("S") or word.endswith("SS"):
        return word
    for singular in (word[:-1], word[:-3] + "Y" if word.endswith("IES") else "", word[:-2]):
        if singular in known:
            return singular
    return word if word in known else word[:-1]


def _bases(word: str) -> Iterator[str]:
    for suffix in _SUFFIXES:
        base = word.removesuffix(suffix)
        if base == word or len(base) < 4:
            continue
        yield base
        yield base + "E"
        if base[-1] == base[-2]:
            yield base[:-1]


def _stem(word: str) -> str:
    """What `URINATION` and `URINATING`, `LOITERER` and `LOITERING` share; empty for a word too short to tell."""
    for suffix in _STEM_SUFFIXES:
        stem = word.removesuffix(suffix)
        if stem != word:
            # `MISSION` is not `MISSING`.
            return stem if len(stem) >= (6 if suffix == "ION" else 5) else ""
    return word if len(word) >= _SHORTEST_CUT else ""


def _skeleton(word: str) -> str:
    """A word with its vowels left out, as dispatchers shorten: `CRCMSTNC` for `CIRCUMSTANCE`."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word))
