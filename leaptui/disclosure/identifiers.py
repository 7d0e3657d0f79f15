"""What in a text points at a person, found by rules that a person looks over.

- Telephone numbers as they are written in North America, with or without area code, and those that
  begin with `+`. Bare digits count when they are ten and could be such a number. Not found: numbers
  in words, and other countries' numbers without `+`.
- E-mail addresses. Not found: `name at example dot org`.
- Street addresses: a house number, capitalised words, and a kind of street (`412 Water St, Apt 3`);
  PO boxes. Not found: streets without a number, intersections, addresses in Spanish.
- Dates of birth beside a word such as *born*, *DOB* or *nacida*. Not found: ages, dates alone.
- Licence plates beside a word such as *plate*, *tag* or *placa*. Not found: plates alone.
- Names of the directory: first name and surname in either order, a capitalised surname or first
  name, a surname in lower case behind a title. Where a name is an ordinary word or belongs to
  several people, it is found and not sure. Not found: nicknames, misspellings, people who are not
  in the directory, and the `@person` of a follow-up, by which it finds its owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from leaptui.disclosure.folding import fold_word, letters_of
from leaptui.disclosure.ordinary_words import ORDINARY
from leaptui.domain.text import fold, one_line
from leaptui.domain.vocabulary import IdentifierSort

_PHONE = re.compile(
    r"(?<![\w+./-])(?:\+?1[ .-]?)?(?:\([2-9]\d{2}\)[ .-]?|[2-9]\d{2}[ .-]?)[2-9]\d{2}[ .-]?\d{4}"
    r"(?:,?[ \t]*(?:x|ext\.?|extension)[ \t]*\d{1,6})?(?![\w/-]|\.\d)"
    r"|(?<![\w+./-])[2-9]\d{2}[.-]\d{4}(?![\w/-]|\.\d)"
    r"|(?<![\w+])\+\d{1,3}(?:[ .-]?\(?\d{1,4}\)?){2,5}(?![\w/-])",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?![\w-])")
_KINDS = [tuple(pair.split("/")) for pair in ["street/st", "avenue/ave", "road/rd", "boulevard/blvd", "drive/dr", "lane/ln", "court/ct", "place/pl", "terrace/ter", "parkway/pkwy", "highway/hwy", "circle/cir", "square/sq", "trail/trl", "loop/loop", "alley/aly", "way/way"]]  # fmt: skip
"""Kinds of streets, written out and shortened."""
_ANY_KIND = "|".join(dict.fromkeys(kind for pair in _KINDS for kind in pair))
_TO_THE_STREET = re.compile(rf"(?P<beginning>.*?\W)(?P<kind>(?i:{_ANY_KIND}))\b")
_ADDRESS = re.compile(
    r"(?<![\w.$-])\d{1,6}(?:-\d{1,4})?[A-Z]?[ \t]+(?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.?[ \t]+)?"
    r"(?:(?:[A-ZÀ-Ý][\w'’.-]*|\d{1,3}(?:st|nd|rd|th))[ \t]+){1,4}"
    rf"(?i:{_ANY_KIND})\b\.?"
    r"(?:,?[ \t]*(?:(?i:apt|apartment|unit|suite|ste|room|rm|floor|fl)\.?[ \t]*#?|#[ \t]*)(?:\d[\w-]{0,5}|[A-Z])\b)?"
    r"|\b(?i:p\.?[ \t]?o\.?[ \t]+box)[ \t]+\d+"
)
_PLATE = re.compile(
    r"\b(?i:(?:licen[cs]e[ \t]+)?plates?|tags?|placas?|registration)\b(?:[ \t]+(?i:number|no\.?|is|was|on[ \t]+it))*[ \t]*[:#]?[ \t]*"
    r"(?P<plate>(?=[A-Z0-9 -]*\d)(?=(?:[ -]?[A-Z0-9]){4})[A-Z0-9]{1,4}[ -]?[A-Z0-9]{1,5}(?:[ -][A-Z0-9]{1,3})?)\b"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic)[a-z]*\.?"
_BORN = re.compile(
    r"\b(?:d\.?[ \t]?o\.?[ \t]?b\b\.?|date[ \t]+of[ \t]+birth|born|birth[ \t]?day|nacid[oa]|fecha[ \t]+de[ \t]+nacimiento)"
    r"(?:[ \t]+(?:on|is|el|es|the))*[ \t]*[:#]?[ \t]*"
    rf"(?P<date>\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{4}}-\d{{1,2}}-\d{{1,2}}"
    rf"|{_MONTH}[ \t]+\d{{1,2}}(?:st|nd|rd|th)?,?[ \t]+\d{{4}}|\d{{1,2}}[ \t]+(?:de[ \t]+)?{_MONTH}[ \t]+(?:de[ \t]+)?\d{{4}})(?!\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_TITLES = frozenset(
    [
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
        "lieutenant",
        "captain",
        "detective",
        "judge",
    ]
)
_BETWEEN_NAMES = 2
"""Middle names or initials that may stand between first name and surname."""
_GAP = re.compile(r"[ \t,.'’-]{1,3}")
"""What may stand between two words of one name."""
_SHORTEST_ALONE = 3
"""Letters a name needs before it counts alone."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """A stretch of a text that points at somebody.

    Attributes:
        sort: What kind of thing it is.
        text: As it stands there.
        start: Offset of its first character.
        end: Offset behind its last.
        stands_for: What is the same however it is written: a person's full name, a number's digits.
        sure: Whether it can hardly be anything else.
    """

    sort: IdentifierSort
    text: str
    start: int
    end: int
    stands_for: str
    sure: bool = True


def found_in(text: str, names: Iterable[str] = ()) -> list[Identifier]:
    """Everything the rules find, in reading order, none within another.

    Args:
        text: A note, or a passage.
        names: People of the directory, by full name.
    """
    found = [
        *_matches(IdentifierSort.EMAIL, _EMAIL, text),
        *_matches(IdentifierSort.ADDRESS, _ADDRESS, text),
        *_matches(IdentifierSort.PHONE, _PHONE, text),
        *_matches(IdentifierSort.PLATE, _PLATE, text, "plate"),
        *_matches(IdentifierSort.BIRTH_DATE, _BORN, text, "date"),
        *_Names(names).found_in(text),
    ]
    # The first and longest wins where two overlap: an e-mail holds a name, an address may hold one.
    kept: list[Identifier] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def same_thing(sort: IdentifierSort, text: str) -> str:
    """What is equal for two ways to write the same: digits of a number, letters of a plate, a folded text."""
    if sort is IdentifierSort.PHONE:
        digits = re.sub(r"\D", "", text.casefold().partition("x")[0].partition("e")[0])
        return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
    if sort is IdentifierSort.PLATE:
        return re.sub(r"[\W_]", "", text).upper()
    return fold(text).rstrip(".,")


def written_ways(sort: IdentifierSort, text: str) -> tuple[str, ...]:
    """The same thing as others may write it, each as letters and digits in one row.

    A telephone number with and without its country and area code; a street address without what stands
    behind the street, its kind written out and shortened; anything else as it stands.
    """
    if sort is IdentifierSort.PHONE:
        digits = same_thing(sort, text)
        area = 10  # with that many digits it begins with an area code
        return (digits, f"1{digits}", digits[3:]) if len(digits) == area else (digits,)
    if sort is IdentifierSort.ADDRESS and (street := _TO_THE_STREET.match(text)):
        beginning, kind = letters_of(street["beginning"]), letters_of(street["kind"])
        return tuple(beginning + each for pair in _KINDS for each in pair if kind in pair)
    return (letters_of(text),)


def _matches(
    sort: IdentifierSort, pattern: re.Pattern[str], text: str, part: str | int = 0
) -> Iterator[Identifier]:
    for match in pattern.finditer(text):
        start, end = match.span(part)
        said = text[start:end].rstrip(" .,")
        yield Identifier(sort, said, start, start + len(said), same_thing(sort, said))


class _Names:
    """The directory, ready to be looked for."""

    def __init__(self, names: Iterable[str]) -> None:
        self._whole: dict[tuple[str, str], str] = {}
        self._parts: dict[str, set[str]] = {}
        self._surnames: set[str] = set()
        self._known: set[str] = set()
        """Every word a name can begin with, in whatever order."""
        for name in dict.fromkeys(map(one_line, names)):
            words = [word for word in map(fold_word, _WORD.findall(name)) if word not in _TITLES]
            if not words:
                continue
            if len(words) > 1:
                self._whole[words[0], words[-1]] = name
            self._surnames.add(words[-1])
            self._known.update((words[0], words[-1]))
            for part in {words[0], words[-1]}:
                if len(part) >= _SHORTEST_ALONE:
                    self._parts.setdefault(part, set()).add(name)

    def found_in(self, text: str) -> Iterator[Identifier]:
        if not self._parts and not self._whole:
            return
        words = [(fold_word(match[0]), *match.span()) for match in _WORD.finditer(text)]
        at = 0
        while at < len(words):
            if words[at][0] not in self._known:  # most words
                at += 1
                continue
            whole = self._whole_at(text, words, at)
            if whole is not None:
                last, name = whole
                start, end = words[at][1], words[last][2]
                yield Identifier(IdentifierSort.NAME, text[start:end], start, end, name)
                at = last
            elif (alone := self._alone(text, words, at)) is not None:
                yield alone
            at += 1

    def _whole_at(self, text: str, words: Sequence[tuple[str, int, int]], at: int) -> tuple[int, str] | None:
        first = words[at][0]
        for last in range(at + 1, min(at + 2 + _BETWEEN_NAMES, len(words))):
            if not _GAP.fullmatch(text[words[last - 1][2] : words[last][1]]):
                return None
            if name := self._whole.get((first, words[last][0])):
                return last, name
            if last == at + 1 and (name := self._whole.get((words[last][0], first))):
                return last, name
        return None

    def _alone(self, text: str, words: Sequence[tuple[str, int, int]], at: int) -> Identifier | None:
        word, start, end = words[at]
        bearers = self._parts.get(word)
        if not bearers or (start and text[start - 1] == "@"):
            return None
        titled = at > 0 and words[at - 1][0] in _TITLES
        if text[start].islower() and not (titled and word in self._surnames):
            return None
        one = len(bearers) == 1
        return Identifier(
            IdentifierSort.NAME,
            text[start:end],
            start,
            end,
            next(iter(bearers)) if one else text[start:end],
            sure=one and (titled or word not in ORDINARY),
        )
