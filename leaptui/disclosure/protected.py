"""What may not be repeated, and where a text repeats it: passages, people, and what points at somebody by itself.

What counts as a repetition is said where it is found: `leaptui.disclosure.passages` (words in a row),
`leaptui.disclosure.persons` (names), `leaptui.disclosure.particulars` (numbers, addresses, and names
that only a confidence holds). All three compare by one folding (`leaptui.disclosure.folding`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from leaptui.disclosure.common_words import Vocabulary
from leaptui.disclosure.folding import Reading, folded_words, letters_of
from leaptui.disclosure.identifiers import found_in
from leaptui.disclosure.particulars import Particulars
from leaptui.disclosure.passages import Passage, Runs
from leaptui.disclosure.persons import Persons, words_of_name
from leaptui.domain.attribution import Attribution
from leaptui.domain.text import one_line
from leaptui.domain.vocabulary import IdentifierSort

_LEVELS = (Attribution.NONE, Attribution.OFF_RECORD)
_SHORTEST_NEVER = 3
"""Letters of a word of a name by which somebody is told who must never be named."""


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


class Protected:
    """All that must not leave, ready to be looked for.

    Takes a second or two for thirty notes of 200 kB; looking in a text then depends on the length
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
        vocabulary: Texts whose words are common, or known to everybody, so that they point at nobody.
        public: Numbers and addresses that everybody may have, in whatever text.
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
        vocabulary: Iterable[str] = (),
        public: Iterable[str] = (),
    ) -> None:
        closed = [passage for passage in passages if passage.attribution in _LEVELS]
        may_be_said, published = list(may_be_said), list(published)
        self._vocabulary = Vocabulary([*vocabulary, *may_be_said, *published])
        self._runs = {level: Runs(self._vocabulary) for level in _LEVELS}
        for passage in closed:
            self._runs[passage.attribution].add(passage.text)
        known_to_all = [folded_words(text) for text in published]
        for runs in self._runs.values():
            runs.close(known_to_all)
        self._persons = Persons(
            names,
            full_names,
            {word for name in may_be_said for word in folded_words(name)},
            self._vocabulary,
        )
        self._never = {
            word
            for name in never
            for word in (*words_of_name(name), *map(letters_of, name.split()))
            if len(word) >= _SHORTEST_NEVER
        }
        reached = [
            (each.sort, each.text, "is how to reach somebody") for text in contacts for each in found_in(text)
        ]
        stood_for = [(sort, text, "was given a stand-in") for sort, text in replaced]
        self._particulars = Particulars(
            closed,
            self._vocabulary,
            kept=[*reached, *stood_for],
            public=[(each.sort, each.text) for text in public for each in found_in(text)],
        )

    def spans(
        self,
        text: str,
        where: str,
        *,
        levels: Iterable[Attribution] = _LEVELS,
        surnames: bool = True,
    ) -> tuple[Span, ...]:
        """Every place where a text repeats what it must not, in reading order within each kind.

        Args:
            text: What is about to leave.
            where: What to call the text in the spans.
            levels: The attribution levels whose passages count.
            surnames: Whether a surname, a first name or a rare proper name alone counts; a finished file
                has fonts and styles with names of their own.
        """
        levels, reading = tuple(levels), Reading(text)
        found: list[Span] = []
        covered: dict[int, bool] = {}

        def add(first: int, last: int, why: str, may_be_allowed: bool) -> None:
            covered.update(dict.fromkeys(range(first, last + 1), may_be_allowed))
            found.append(Span(where, one_line(reading.said(first, last)), why, may_be_allowed))

        for level in levels:
            for first, last in self._runs[level].found_in(reading):
                add(
                    first,
                    last,
                    f"repeats a passage that is {level.label}",
                    level is not Attribution.OFF_RECORD,
                )
        for first, last in self._persons.found_in(reading, surnames=surnames):
            add(
                first,
                last,
                "names somebody who did not speak on the record",
                self._may_be_named(reading, first, last),
            )
        for first, last, why, may_be_allowed in self._particulars.found_in(reading, levels, names=surnames):
            # What stands within something that was told is told, unless it is the stricter.
            if first not in covered or (covered[first] and not may_be_allowed):
                add(first, last, why, may_be_allowed)
        return tuple(found)

    def _may_be_named(self, reading: Reading, first: int, last: int) -> bool:
        words = [word.folded for word in reading.words[first : last + 1]]
        return self._never.isdisjoint(words) and "".join(words) not in self._never
