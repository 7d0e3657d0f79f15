"""Where a text comes near to a protected passage without repeating it.

The gate refuses what repeats words in a row (`leaptui.disclosure.passages`). This finds what it lets
through: a sentence with one word changed, two clauses turned round, words left out. It is shown to
the advisor and refuses nothing; that a paraphrase gives somebody away, no measure sees.

The measure: of a sentence the words that carry it are taken (no articles, prepositions and the
like, in English and Spanish), and every two of them that stand at most two such words apart, in
either order, make a pair. The likeness of two sentences is the share of the pairs of the one with
fewer that the other has too; from `ALIKE` on, and with `FEWEST` pairs in common, they are near.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leaptui.disclosure.passages import Passage
from leaptui.domain.attribution import Attribution
from leaptui.domain.text import fold, one_line

ALIKE = 0.5
"""Likeness from which two sentences are near."""
FEWEST = 4
"""Pairs two sentences have in common at least: three words in the same order make three."""
_FEWEST_WORDS = 4
"""Different words that it takes for `FEWEST` pairs."""
_GAP = 2
"""Words that may stand between two of a pair."""
_SENTENCE = re.compile(r"[^.!?\n;]+(?:[.!?;]+|$)?")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LIGHT_WORDS = """
    a an the and or but nor so of to in on at by for from with without as is are was were be been being am do does
    did have has had i you he she it we they them us me him her his hers its our ours your their theirs my mine this
    that these those there here who whom which what when where why how not no yes if then than too very just can
    could will would shall should may might must about into over under after before again only also any all some
    el la los las un una unos unas y o pero de del al en con sin por para que se su sus es son era fue ser hay lo
    le les te nos mi tu este esta esto ese esa eso si ya muy mas como cuando donde
"""
_LIGHT = frozenset(_LIGHT_WORDS.split())


@dataclass(frozen=True, slots=True)
class NearRepeat:
    """A sentence of a text that is near to something that may not be repeated.

    Attributes:
        where: The place, for a person.
        words: The sentence as it stands there.
        like: The sentence that was said, for the advisor's own eyes.
        level: How far that may travel.
        likeness: `ALIKE` to 1.
    """

    where: str
    words: str
    like: str
    level: Attribution
    likeness: float


def near_repeats(texts: Iterable[tuple[str, str]], passages: Iterable[Passage]) -> list[NearRepeat]:
    """The sentences of texts that are near to protected ones, the likest first, each once.

    Args:
        texts: Each with what to call its place.
        passages: What may not be repeated.
    """
    # What she wrote is little, what was said may be a megabyte: so hers is kept by its pairs, and of
    # what was said only a sentence that shares words enough with it is looked at closely.
    own: list[tuple[str, str, frozenset[tuple[str, str]]]] = []
    bearing: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for where, text in texts:
        for sentence in _sentences(text):
            pairs = _pairs(_words(sentence))
            if len(pairs) >= FEWEST:
                for pair in pairs:
                    bearing[pair].append(len(own))
                own.append((where, one_line(sentence), pairs))
    known = {word for pair in bearing for word in pair}
    likest: dict[int, NearRepeat] = {}
    for passage in passages if own else ():
        for sentence in _sentences(passage.text):
            words = _words(sentence)
            if len(known.intersection(words)) < _FEWEST_WORDS:
                continue
            pairs = _pairs(words)
            common = Counter(place for pair in pairs & bearing.keys() for place in bearing[pair])
            for place, count in common.items():
                where, written, its_pairs = own[place]
                likeness = count / min(len(pairs), len(its_pairs))
                before = likest[place].likeness if place in likest else 0.0
                if count >= FEWEST and likeness >= ALIKE and likeness > before:
                    said = one_line(sentence)
                    likest[place] = NearRepeat(where, written, said, passage.attribution, likeness)
    return sorted((likest[place] for place in sorted(likest)), key=lambda each: -each.likeness)


def _sentences(text: str) -> list[str]:
    return [found[0] for found in _SENTENCE.finditer(text) if not found[0].isspace()]


def _words(sentence: str) -> list[str]:
    """The words that carry it."""
    return [word for word in _WORD.findall(fold(sentence)) if word not in _LIGHT]


def _pairs(words: Sequence[str]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (one, other) if one < other else (other, one)
        for at, one in enumerate(words)
        for other in words[at + 1 : at + 2 + _GAP]
        if one != other
    )
