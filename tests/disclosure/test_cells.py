"""No withheld count can be worked out from what is printed."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.disclosure import cells

counts = st.lists(st.one_of(st.integers(0, 7), st.integers(0, 40)), min_size=2, max_size=5)


def possible(total: int, number: int, least: int) -> list[tuple[int, ...]]:
    """Every way the withheld cells could add up to what the printed ones leave."""
    ways = product(range(least, total + 1), repeat=number - 1)
    return [(*way, total - sum(way)) for way in ways if total - sum(way) >= least]


@settings(max_examples=200, deadline=None)
@given(counts)
def test_a_reader_who_subtracts_learns_no_small_count(values: list[int]) -> None:
    threshold = 5
    total = sum(values)
    if cells.is_small(total, threshold):
        return
    hidden = sorted(cells.withheld(values, threshold))
    assert all(place in hidden for place, value in enumerate(values) if cells.is_small(value, threshold))
    if not hidden:
        return
    left = sum(values[place] for place in hidden)
    ways = possible(left, len(hidden), least=0 if len(hidden) == len(values) else 1)
    assert tuple(values[place] for place in hidden) in ways
    for position in range(len(hidden)):
        assert len({way[position] for way in ways}) > 1


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([100, 3, 50, 20], {1, 3}),  # one small cell alone would follow from the total
        ([100, 3, 4, 20], {1, 2}),
        ([100, 1, 1, 20], {1, 2, 3}),  # two cells that sum to 2 are both 1
        ([100, 0, 20], set()),
        ([1, 1, 1, 1, 1, 0], {0, 1, 2, 3, 4, 5}),
        ([10, 11, 400], {0, 1}),
    ],
)
def test_worked_examples(values: list[int], expected: set[int]) -> None:
    assert cells.withheld(values, 11 if values[0] == 10 else 5) == expected


@given(st.lists(st.integers(0, 60), max_size=12), st.sets(st.integers(0, 11)), st.sampled_from([5, 11]))
def test_the_line_of_all_others_is_never_small(values: list[int], left_out: set[int], threshold: int) -> None:
    inside = cells.folded(values, threshold, left_out)
    rest = sum(values[place] for place in inside)
    assert not cells.is_small(rest, threshold) or len(inside) == len(values)
    assert {place for place in left_out if place < len(values)} <= inside
    assert all(values[place] == 0 or values[place] >= threshold for place in set(range(len(values))) - inside)


@settings(max_examples=100)
@given(st.lists(st.integers(0, 3000), min_size=168, max_size=168), st.sampled_from([1, 4, 52]))
def test_no_band_holds_small_counts_only(grid: list[int], weeks: int) -> None:
    means = [count / weeks for count in grid]
    width = cells.band_width(means, [weeks] * 7, 5)
    assert {cells.band(mean, width) for mean in means} <= set(range(7))
    assert {cells.band(count / weeks, width) for count in range(6)} == {0}


def test_the_top_band_stays_rare() -> None:
    means = [hour / 10 for hour in range(168)]
    width = cells.band_width(means, [52] * 7, 5)
    assert sum(cells.band(mean, width) == cells.TOP_BAND for mean in means) < 17


def test_the_colour_follows_the_printed_figure() -> None:
    assert cells.band(0.96, 0.5) == cells.band(1.04, 0.5) == 2
    assert cells.legend(0.5) == (
        "under 0.5", "0.5 to 0.9", "1.0 to 1.4", "1.5 to 1.9", "2.0 to 2.4", "2.5 to 2.9", "3.0 and more",
    )  # fmt: skip
    assert cells.legend(0.1)[1] == "0.1"
