"""Call types that are spelled nearly alike, so that one decision can be taken for all of them.

A city writes `TRESPASS`, `TRESPASSING` and `-TRESPASS`. What is put together here is a proposal to a
person who sees every spelling: types that differ in a number, in what they deny or in what the
taxonomy takes them for are never put together, however alike they look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.calls.types import read_types, words_of
from leaptui.domain.calls import Tier
from leaptui.domain.text import fold

if TYPE_CHECKING:
    from leaptui.practice.taxonomy import Taxonomy

_LEAST = 80
"""Of 100: how alike two words, and two types as a whole, have to be."""
_SHORTEST = 7
"""Letters of a word that may be spelled in two ways: `FV` is not `NFV`, `FIGHT` not `FLIGHT`."""
_MOST_COMPARED = 3_000
"""Types compared with each other, those with the most calls; the others only where their words are the same."""


@dataclass(frozen=True, slots=True)
class TypeCluster:
    """Types that may be one.

    Attributes:
        types: Those with the most calls first.
        calls: Of all of them together.
        likeness: Of the one least like the first, up to 100.
    """

    types: tuple[str, ...]
    calls: int
    likeness: int


@dataclass(frozen=True, slots=True)
class _Spelling:
    name: str
    calls: int
    words: tuple[str, ...]
    """As the taxonomy spells them, in the order of the alphabet; single letters left out."""
    tier: Tier

    @property
    def text(self) -> str:
        """The words in one."""
        return " ".join(self.words)

    def likeness(self, other: _Spelling) -> int:
        """How alike two types are, up to 100; 0 where they say different things.

        Every word has to have its match in the other type, and one with a figure or a denial has to
        be the same: an additional word is an additional meaning.
        """
        if self.tier is not other.tier and Tier.UNMAPPED not in (self.tier, other.tier):
            return 0
        mine, theirs = Counter(self.words), Counter(other.words)
        ours, left = list((mine - theirs).elements()), list((theirs - mine).elements())
        if len(ours) != len(left):
            return 0
        worst = 100
        for word in ours:
            best = max(left, key=lambda each: _words_alike(word, each))
            worst = min(worst, _words_alike(word, best))
            left.remove(best)
        return worst if worst >= _LEAST else 0


def _words_alike(one: str, other: str) -> int:
    from rapidfuzz import fuzz

    if not (one.isalpha() and other.isalpha() and min(len(one), len(other)) >= _SHORTEST):
        return 100 if one == other else 0
    if one == f"UN{other}" or other == f"UN{one}" or one == f"NON{other}" or other == f"NON{one}":
        return 0
    return round(fuzz.ratio(one, other))


def clusters_of(counts: Sequence[tuple[str, int]], taxonomy: Taxonomy) -> list[TypeCluster]:
    """The types that have others like them, in clusters with the most calls first.

    Args:
        counts: Types and how many calls each has.
        taxonomy: Says how words are spelled out and what a type is taken for.
    """
    left = dict(enumerate(sorted(_spellings(counts, taxonomy), key=lambda each: (-each.calls, each.name))))
    near = _near([each.text for each in left.values()])
    found: list[TypeCluster] = []
    for place in list(left):
        if place not in left:
            continue
        first = left.pop(place)
        alike = {other: first.likeness(left[other]) for other in near(place) if other in left}
        members = sorted(other for other, score in alike.items() if score)
        if members:
            others = [left.pop(other) for other in members]
            found.append(
                TypeCluster(
                    types=(first.name, *(each.name for each in others)),
                    calls=first.calls + sum(each.calls for each in others),
                    likeness=min(alike[other] for other in members),
                )
            )
    return sorted(found, key=lambda cluster: -cluster.calls)


def nearest(names: Sequence[str], decided: Iterable[str], taxonomy: Taxonomy) -> dict[str, tuple[str, int]]:
    """For each of these types the decided one that is most like it, and how alike they are, up to 100.

    Those without one are left out.
    """
    from rapidfuzz import fuzz, process

    known = _spellings([(name, 0) for name in decided], taxonomy)
    texts = [each.text for each in known]
    found: dict[str, tuple[str, int]] = {}
    for each in _spellings([(name, 0) for name in names], taxonomy):
        candidates = process.extract(each.text, texts, scorer=fuzz.ratio, score_cutoff=_LEAST, limit=None)
        scores = {
            known[place].name: each.likeness(known[place])
            for _, _, place in candidates
            if known[place].name != each.name
        }
        best = max(scores, key=lambda name: scores[name], default="")
        if scores.get(best):
            found[each.name] = (best, scores[best])
    return found


def _near(texts: list[str]) -> Callable[[int], Iterator[int]]:
    """For a place in a list of texts, the places of those that may be alike."""
    import numpy as np
    from rapidfuzz import fuzz, process

    compared = texts[:_MOST_COMPARED]
    # A byte for each pair: nine megabytes at the most.
    table = process.cdist(compared, compared, scorer=fuzz.ratio, score_cutoff=_LEAST, dtype=np.uint8)
    same: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        same.setdefault(text, []).append(place)

    def near(place: int) -> Iterator[int]:
        if place < len(compared):
            yield from (int(other) for other in table[place].nonzero()[0])
        yield from same[texts[place]]

    return near


def _spellings(counts: Sequence[tuple[str, int]], taxonomy: Taxonomy) -> list[_Spelling]:
    found = []
    for reading in read_types(counts, taxonomy):
        read = (word for word in words_of(reading.type, taxonomy) if len(word) > 1 or word.isdigit())
        words = tuple(sorted(read)) or tuple(fold(reading.type).split())
        if words:
            found.append(_Spelling(reading.type, reading.calls, words, reading.tier))
    return found
