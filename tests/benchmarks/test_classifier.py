"""How well call types are read that others sorted by hand: a report, run by `pytest -m benchmark -s` on this file."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from leaptui.calls.types import read_types
from leaptui.domain.calls import Tier
from leaptui.practice.taxonomy import load_taxonomy
from tests.calls.three_cities import MANY, as_if_tuned_on, false_responders, read_cities, score

pytestmark = pytest.mark.benchmark

UNSEEN = Path(__file__).parent.parent / "calls" / "unseen_types.csv"


def test_three_cities(shared_data: Path) -> None:
    """Agreement, coverage and false responders, by city and by the city it would have been tuned on."""
    file, whole = shared_data / "call_types_3cities.csv", load_taxonomy()
    types = read_cities(file, whole)
    cities = sorted({each.city for each in types})
    print("\n\nThe taxonomy as it ships, shares of calls")
    print(f"{'':12}{'types':>7}{'calls':>12}{'covered':>9}{'judged':>8}{'agreed':>8}{'strictly':>10}")
    for city in [*cities, "all"]:
        found = score([each for each in types if city in (each.city, "all")])
        print(
            f"{city:12}{found.types:7,}{found.calls:12,}{found.covered:9.1%}{found.judged:8.1%}"
            f"{found.agreed:8.1%}{found.agreed_strictly:10.1%}"
        )
    print("\nOnly the patterns whose words the one city has, tested on each of the others")
    print(f"{'tuned on':12}{'patterns':>9}  {'tested on':12}{'covered':>9}{'agreed':>8}{'strictly':>10}")
    for tuned in cities:
        less = as_if_tuned_on([each for each in types if each.city == tuned], whole)
        read = read_cities(file, less)
        for city in cities:
            found = score([each for each in read if each.city == city])
            print(
                f"{tuned:12}{sum(len(each.alternatives) for each in less.patterns):9,}  {city:12}"
                f"{found.covered:9.1%}{found.agreed:8.1%}{found.agreed_strictly:10.1%}"
                f"{'  (itself)' if city == tuned else ''}"
            )
            wrong = [each for each in false_responders(read, less) if each.city == city]
            for each in wrong:
                print(f"    responder by mistake: {each.reading.type} ({each.reading.calls:,})")
    print("\nUnmapped, most calls first")
    unmapped = [each for each in types if each.reading.tier is Tier.UNMAPPED]
    for each in sorted(unmapped, key=lambda each: -each.reading.calls)[:15]:
        print(f"    {each.city:12}{each.reading.calls:8,}  {each.reading.type}")
    wrong = false_responders(types, whole)
    print(f"\nViolent or medical types that went to responders: {len(wrong)}")
    for each in wrong:
        print(f"    {each.city:12}{each.reading.calls:8,}  {each.reading.type}")
    assert not [each for each in wrong if each.reading.calls >= MANY]


def test_types_of_cities_that_are_not_in_that_file() -> None:
    """Types written down from general knowledge and judged by hand before they were read.

    Each list was read once before anything was mended for it, and mended for before the next was
    written. On that first reading a person would have accepted, with the unmapped ones counted as
    wrong where they should have a tier: A 233 of 261, B 143 of 174, C 131 of 157, D 169 of 173,
    E 75 of 80. Responders by mistake then: 4, 1, 0, 0, 1, none of them for violence; one was a lift
    assist, one a patient not alert.
    """
    with UNSEEN.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    readings = read_types([(row["type"], 1) for row in rows], load_taxonomy())
    count: Counter[tuple[str, str]] = Counter()
    for row, reading in zip(rows, readings, strict=True):
        count[row["list"], "types"] += 1
        count[row["list"], "mapped"] += reading.tier is not Tier.UNMAPPED
        count[row["list"], "accepted"] += reading.tier.value in row["accepted"].split()
    print()
    for name in sorted({row["list"] for row in rows}):
        print({key: number for (of, key), number in count.items() if of == name}, name)
