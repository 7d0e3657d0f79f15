"""Types spelled nearly alike, and what is never put together."""

from __future__ import annotations

import pytest

from leaptui.calls.type_clusters import clusters_of, nearest
from leaptui.practice.taxonomy import load_taxonomy


def clusters(*names: str) -> list[tuple[str, ...]]:
    counts = [(name, len(names) - place) for place, name in enumerate(names)]
    return [cluster.types for cluster in clusters_of(counts, load_taxonomy())]


@pytest.mark.parametrize(
    "names",
    [
        ("TRESPASS", "TRESPASSING", "-Trespass"),
        ("WELFARE CHECK", "CK WELFARE", "Welfare Chk"),
        ("EVADING ARREST W/VEHICLE", "EVADING ARREST W/VEHICHLE"),
        ("ZYXWATCH BERTHS", "ZYXWACTH BERTHS"),
    ],
)
def test_the_same_words_spelled_otherwise_are_one_cluster(names: tuple[str, ...]) -> None:
    assert clusters(*names) == [names]


@pytest.mark.parametrize(
    "names",
    [
        ("SIGNAL 20", "SIGNAL 21"),
        ("TRESPASS ARMED", "TRESPASS UNARMED"),
        ("ACCIDENT INJURY", "ACCIDENT NO INJURY"),
        ("ASSAULT", "ASSAULT WEAPON"),
        ("FIGHT", "FLIGHT"),
        ("THEFT IN PROGRESS", "THREAT IN PROGRESS"),
        ("CODE FV", "CODE NFV"),
    ],
)
def test_another_number_denial_word_or_tier_is_another_type(names: tuple[str, ...]) -> None:
    assert clusters(*names) == []


def test_a_cluster_counts_its_calls_and_begins_with_the_most_frequent() -> None:
    (found,) = clusters_of([("TRESPASSING", 3), ("TRESPASS", 40), ("FIGHT", 9)], load_taxonomy())
    assert (found.types, found.calls, found.likeness) == (("TRESPASS", "TRESPASSING"), 43, 100)


def test_the_nearest_decided_type_is_found_and_never_the_type_itself() -> None:
    found = nearest(["TRESPASSING", "TRESPASS", "FIGHT", ""], ["TRESPASS", "UNWANTED GUEST"], load_taxonomy())
    assert found == {"TRESPASSING": ("TRESPASS", 100)}
    assert nearest(["TRESPASS"], [], load_taxonomy()) == {}
