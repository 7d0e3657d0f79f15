"""How the taxonomy reads the call types of three cities that others sorted by hand, weighted by calls."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from leaptui.calls.types import read_types, words_of
from leaptui.domain.calls import Tier, TypeReading
from leaptui.practice.taxonomy import Pattern, Taxonomy

_MAPPING = tomllib.loads(Path(__file__).with_name("three_city_categories.toml").read_text(encoding="utf-8"))
SAME: dict[str, list[str]] = _MAPPING["same"]
STRICT: dict[str, list[str]] = _MAPPING["strict"]
GRAVE: dict[str, list[str]] = _MAPPING["violent_or_medical"]
MANY = 100
"""Calls from which on a type that is violent or medical may not go to responders."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """A type as it was read, and the category somebody put it in."""

    city: str
    category: str
    reading: TypeReading


@dataclass(frozen=True, slots=True)
class Score:
    """What came out for a city, by calls.

    Attributes:
        types: How many there are.
        calls: Of all of them.
        covered: Share with a tier.
        judged: Share whose category has groups of ours.
        agreed: Share of those judged that are in one of them.
        agreed_strictly: The same by the strict reading.
    """

    types: int
    calls: int
    covered: float
    judged: float
    agreed: float
    agreed_strictly: float


def read_cities(file: Path, taxonomy: Taxonomy) -> list[Sorted]:
    """Every type of the file as the taxonomy reads it."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    readings = read_types([(row["call_type"], int(row["calls"])) for row in rows], taxonomy)
    return [
        Sorted(row["city"], row["category"], reading) for row, reading in zip(rows, readings, strict=True)
    ]


def score(types: Sequence[Sorted]) -> Score:
    """The shares, weighted by calls."""

    def calls(holds: Callable[[Sorted], bool]) -> int:
        return sum(each.reading.calls for each in types if holds(each))

    total = calls(lambda each: True)
    judged = calls(lambda each: each.category in SAME)
    return Score(
        types=len(types),
        calls=total,
        covered=calls(lambda each: each.reading.tier is not Tier.UNMAPPED) / total,
        judged=judged / total,
        agreed=calls(lambda each: each.reading.group in SAME.get(each.category, ())) / judged,
        agreed_strictly=calls(lambda each: each.reading.group in STRICT.get(each.category, ())) / judged,
    )


def false_responders(types: Sequence[Sorted], taxonomy: Taxonomy) -> list[Sorted]:
    """Types that are violent or medical, by their category or by a word of theirs, and went to responders."""
    grave, but_not = set(GRAVE["words"]), set(GRAVE["but_not"])

    def is_grave(each: Sorted) -> bool:
        words = set(words_of(each.reading.type, taxonomy))
        named = grave - {"THREAT"} if words & but_not else grave
        return each.category in GRAVE["categories"] or bool(words & named)

    return [each for each in types if each.reading.tier is Tier.COMMUNITY_RESPONDER and is_grave(each)]


def as_if_tuned_on(types: Sequence[Sorted], taxonomy: Taxonomy) -> Taxonomy:
    """The taxonomy less every pattern whose words no type of these has: what one city alone would have taught."""
    seen: set[tuple[str, ...]] = set()
    for each in types:
        words = words_of(each.reading.type, taxonomy)
        seen.update(words[a:b] for a in range(len(words)) for b in range(a + 1, len(words) + 1))

    def known(alternative: str) -> bool:
        words = words_of(alternative.removeprefix("="), taxonomy)
        return words in seen or (len(words) == 2 and words[::-1] in seen)

    patterns: list[Pattern] = []
    for pattern in taxonomy.patterns:
        kept = tuple(alternative for alternative in pattern.alternatives if known(alternative))
        if kept:
            patterns.append(replace(pattern, alternatives=kept))
    return replace(taxonomy, patterns=tuple(patterns))
