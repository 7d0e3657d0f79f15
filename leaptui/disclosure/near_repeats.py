"""Where a text comes near to a protected passage without repeating it.

The gate refuses eight words in a row (`leaptui.disclosure.protected`). This finds what it lets
through: a sentence with one word changed, two clauses turned round, words left out. It is shown to
the advisor and refuses nothing; that a paraphrase gives somebody away, no measure sees.

The measure: of a sentence the words that carry it are taken (no articles, prepositions and the
like, in English and Spanish), and every two of them that stand at most two such words apart, in
either order, make a pair. The likeness of two sentences is the share of the pairs of the one with
fewer that the other has too; from `ALIKE` on, and with `FEWEST` pairs in common, they are near.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leaptui.disclosure.protected import Passage
from leaptui.domain.attribution import Attribution
from leaptui.domain.text import fold, one_line

ALIKE = 0.5
"""Likeness from which two sentences are near."""
FEWEST = 4
"""Pairs two sentences have in common at least: three words in the same order make three."""
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
    said: list[tuple[str, Attribution, frozenset[tuple[str, str]]]] = []
    bearing: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for passage in passages:
        for sentence in _sentences(passage.text):
            pairs = _pairs(sentence)
            if len(pairs) >= FEWEST:
                for pair in pairs:
                    bearing[pair].append(len(said))
                said.append((sentence, passage.attribution, pairs))
    found = []
    for where, text in texts:
        for sentence in _sentences(text):
            pairs = _pairs(sentence)
            common: defaultdict[int, int] = defaultdict(int)
            for pair in pairs:
                for place in bearing.get(pair, ()):
                    common[place] += 1
            near = [
                (count / min(len(pairs), len(said[place][2])), place)
                for place, count in common.items()
                if count >= FEWEST
            ]
            likeness, place = max(near, default=(0.0, 0), key=lambda each: (each[0], -each[1]))
            if likeness >= ALIKE:
                found.append(NearRepeat(where, sentence, said[place][0], said[place][1], likeness))
    return sorted(found, key=lambda each: -each.likeness)


def _sentences(text: str) -> list[str]:
    return [words for found in _SENTENCE.finditer(text) if (words := one_line(found[0]))]


def _pairs(sentence: str) -> frozenset[tuple[str, str]]:
    words: Sequence[str] = [word for word in _WORD.findall(fold(sentence)) if word not in _LIGHT]
    return frozenset(
        (min(one, other), max(one, other))
        for at, one in enumerate(words)
        for other in words[at + 1 : at + 2 + _GAP]
        if one != other
    )
