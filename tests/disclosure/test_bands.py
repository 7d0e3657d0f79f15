"""Steps hide single calls, and differences of steps too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.disclosure.bands import banded_count, banded_share, share_step


@given(st.integers(1, 2_000), st.integers(0, 2_000), st.sampled_from([5, 11]))
def test_a_share_in_print_fits_as_many_counts_as_the_threshold(
    whole: int, inside: int, threshold: int
) -> None:
    if share_step(whole, threshold) is None:
        assert banded_share(inside / 2_000, whole, threshold).text == "withheld"
        return
    told = banded_share(min(inside, whole) / whole, whole, threshold).text
    fitting = [each for each in range(whole + 1) if banded_share(each / whole, whole, threshold).text == told]
    assert len(fitting) >= threshold


@pytest.mark.parametrize(
    ("share", "whole", "told"),
    [
        (0.634, 7_220, "about 63%"),
        (0.634, 600, "about 64%"),
        (0.634, 210, "about 65%"),
        (0.634, 60, "about 60%"),
        (0.634, 12, "withheld"),
        (0.0, 7_220, "under 1%"),
        (0.004, 7_220, "under 1%"),
        (1.0, 7_220, "over 99%"),
        (0.1, 60, "under 20%"),
    ],
)
def test_the_fewer_calls_the_wider_the_step(share: float, whole: int, told: str) -> None:
    assert banded_share(share, whole, 5).text == told


def test_for_internal_use_nothing_is_widened_but_to_a_whole_per_cent() -> None:
    assert banded_share(0.634, 12, 1).text == "about 63%"
    assert banded_count(3, 1).text == "3"


@given(st.integers(0, 10**6), st.sampled_from([5, 11]))
def test_a_count_told_in_words_holds_many_counts(count: int, threshold: int) -> None:
    told = banded_count(count, threshold).text
    if 0 < count < threshold:
        assert told == "withheld"
        return
    alike = [each for each in (count - threshold, count + threshold) if each == 0 or each >= threshold]
    assert any(banded_count(each, threshold).text == told for each in alike) or count < 2 * threshold
