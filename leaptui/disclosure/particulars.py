"""What points at somebody by itself, however few words it is: numbers, addresses, and names that only a confidence holds.

From what was said in confidence are taken:

- what `leaptui.disclosure.identifiers` finds: telephone numbers, e-mail and street addresses, licence
  plates, dates of birth;
- case numbers: behind a word such as *case*, *badge* or *report*, or by their form (`25-11873`,
  `HJK4821`), and numbers of six digits or more without commas. Counts, years, sums and 911 are none.
  One of fewer digits is found behind the same word only;
- proper names: a capitalised word that is rare (`leaptui.disclosure.common_words`), as *Gino's*. One
  that begins its sentence counts where the text has it within a sentence. Of what was said not for
  attribution only those that a single conversation told, because what several told does not point at
  one of them. Not taken: words in capitals, and names of common words, as *Blue Moon*.

The first two are found by their letters and digits alone, whatever parts them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leaptui.disclosure.common_words import Vocabulary
from leaptui.disclosure.folding import Reading, Sought, fold_word, letters_of
from leaptui.disclosure.identifiers import found_in, written_ways
from leaptui.disclosure.passages import Passage
from leaptui.domain.attribution import Attribution
from leaptui.domain.vocabulary import IdentifierSort

_CUES = (
    "case|incident|report|file|docket|badge|reference|ref|ticket|event|complaint|warrant|citation|permit|invoice|account|"
    "policy|claim|record|id|caso|expediente|placa|informe"
)
_CASE = re.compile(
    rf"\b(?P<cue>(?i:{_CUES}))\b[ \t]*(?i:(?:number|no|num|nr|n[oº])\b\.?)?[ \t]*[:#]?[ \t]*(?P<cued>[A-Z]{{0,4}}-?\d[\dA-Z]*(?:[-/.][\dA-Z]+)*)(?!\w|,\d|%)"
    r"|#[ \t]*(?P<sign>\d{4,}(?:-\d+)*)(?!\w|,\d|%)"
    r"|(?<![\w$€£.,/-])(?P<formed>[A-Z]{0,4}-?\d{2,4}-\d{4,}|\d{3}-\d{2}-\d{4}|(?=[A-Z]*\d)(?=(?:[A-Z]*\d){3})(?=\d*[A-Z])[A-Z0-9]{5,}|\d{6,})"
    r"(?!\w|,\d|%|[-/]\d)"
)
_NO_CASE = re.compile(r"(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)*|[2-9]11|988|\d{1,2}")
"""Years, spans of years, dates, and what everybody dials."""
_FEWEST_DIGITS = 3
_LONG_NUMBER = 6
"""Digits from which on a number counts by itself."""
_MAY_HOLD = re.compile(r"@|\d{2}|\d[/.-]")
"""Lines looked at: each number and each address has one of these."""
_CAPITALISED = re.compile(r"(?<![^\W_])[^\W\d_a-z][^\W_]+")
_MOST_BETWEEN = 3
"""Signs that may stand between two parts of one number."""
_SENTENCE_ENDS = re.compile(r"[.!?:\n•*#>\]]\s*[\"'“‘(\[*_-]*\s*$")


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of something that points at somebody."""

    why: str
    level: Attribution | None
    """Of the passage that holds it; nothing where it is kept from everybody."""


class Particulars:
    """What points at somebody, ready to be looked for.

    Args:
        passages: What was said, each at its level.
        vocabulary: Which words are common, or known to everybody.
        kept: Numbers and addresses that nobody gets, each with why.
        public: Those that everybody may have.
    """

    def __init__(
        self,
        passages: Iterable[Passage],
        vocabulary: Vocabulary,
        kept: Iterable[tuple[IdentifierSort, str, str]] = (),
        public: Iterable[tuple[IdentifierSort, str]] = (),
    ) -> None:
        self._numbers: dict[str, _Told] = {}
        self._sought = Sought()
        known = {letters for sort, text in public for letters in written_ways(sort, text)}
        talks: defaultdict[str, set[str]] = defaultdict(set)
        within: dict[str, bool] = {}
        levels: dict[str, Attribution] = {}
        for passage in passages:
            why = f"is a number or address of a passage that is {passage.attribution.label}"
            for letters in _numbers_in(passage.text):
                if letters not in known:
                    self._add(letters, _Told(why, passage.attribution))
            for name, is_within in _proper_names(passage.text, vocabulary):
                talks[name].add(passage.talk or passage.text)
                within[name] = within.get(name, False) or is_within
                if levels.get(name) is not Attribution.OFF_RECORD:
                    levels[name] = passage.attribution
        for sort, text, why in kept:
            for letters in written_ways(sort, text):
                self._numbers[letters] = _Told(why, None)
                self._sought.add(letters)
        self._names = {
            name: (_Told(f"is a name known only from a passage that is {level.label}", level), within[name])
            for name, level in levels.items()
            if level is Attribution.OFF_RECORD or len(talks[name]) == 1
        }

    def _add(self, letters: str, told: _Told) -> None:
        before = self._numbers.get(letters)
        if before is None or before.level is Attribution.NONE:
            self._numbers[letters] = told
        self._sought.add(letters)

    def found_in(
        self, reading: Reading, levels: Iterable[Attribution], *, names: bool = True
    ) -> Iterator[tuple[int, int, str, bool]]:
        """First and last word of each, why it may not stand there, and whether an override may let it through.

        Args:
            reading: The text.
            levels: Of the passages that count.
            names: Whether proper names count.
        """
        wanted = {None, *levels}
        reached = -1
        for letters, first, last in sorted(
            self._sought.found_in(reading), key=lambda found: (found[1], -found[2])
        ):
            told = self._numbers[letters]
            if first > reached and told.level in wanted and _is_one(reading, first, last):
                yield first, last, told.why, told.level is Attribution.NONE
                reached = last
        for at, word in enumerate(reading.words if names and self._names else ()):
            found = self._names.get(word.folded)
            if found is None or not reading.text[word.start].isupper():
                continue
            told, is_within = found
            if told.level in wanted and (is_within or not _begins_a_sentence(reading.text, word.start)):
                yield at, at, told.why, True


def _numbers_in(text: str) -> Iterator[str]:
    for line in filter(_MAY_HOLD.search, text.split("\n")):
        taken: list[tuple[int, int]] = []
        for each in found_in(line):
            taken.append((each.start, each.end))
            yield from written_ways(each.sort, each.text)
        for match in _CASE.finditer(line):
            number = match["cued"] or match["sign"] or match["formed"]
            inside = any(start < match.end() and match.start() < end for start, end in taken)
            few = sum(map(str.isdigit, number)) < _FEWEST_DIGITS
            if not (inside or few or _NO_CASE.fullmatch(number)):
                yield from _ways_of_case(letters_of(number), letters_of(match["cue"] or ""))


def _ways_of_case(number: str, cue: str) -> Iterator[str]:
    """How a case number is written: a short one only behind its word, because any count may be the same."""
    if len(number) >= _LONG_NUMBER or not number.isdecimal():
        yield number
    elif cue:
        yield from (cue + between + number for between in ("", "no", "number", "nr"))


def _is_one(reading: Reading, first: int, last: int) -> bool:
    """Whether words are one number or address: near to each other, and no row of numbers or count with its thousands."""
    gaps = list(reading.gaps(first, last))
    digits = all(word.folded.isdecimal() for word in reading.words[first : last + 1])
    return all(len(gap) <= _MOST_BETWEEN and not (digits and "," in gap) for gap in gaps)


def _proper_names(text: str, vocabulary: Vocabulary) -> Iterator[tuple[str, bool]]:
    """Rare capitalised words, and whether they stand within a sentence."""
    for match in _CAPITALISED.finditer(text):
        written = match[0]
        if written[0].isupper() and not written.isupper() and vocabulary.is_rare(name := fold_word(written)):
            yield name, not _begins_a_sentence(text, match.start())


def _begins_a_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start]
    return not before.strip(" \t\"'“‘(-*_#>") or bool(_SENTENCE_ENDS.search(before))
