"""Erlang's formulas: printed values, an independent way to the same numbers, and what must always hold."""

from __future__ import annotations

import math
from decimal import Decimal, getcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.staffing.erlang import (
    erlang_b,
    erlang_c,
    is_overloaded,
    mean_wait,
    servers_for_blocking,
    servers_for_share_within,
    servers_for_utilisation,
    servers_for_waiting,
    share_within,
    wait_reached,
)

# Load, teams, Erlang B, Erlang C, mean wait in minutes and share within 10 minutes for calls of an hour.
PRINTED = [
    (0.5, 1, 0.333333, 0.500000, 60.0000, 0.539978),
    (0.5, 2, 0.076923, 0.100000, 4.0000, 0.922120),
    (1, 2, 0.200000, 0.333333, 20.0000, 0.717839),
    (1, 3, 0.062500, 0.090909, 2.7273, 0.934861),
    (1.5, 3, 0.134328, 0.236842, 9.4737, 0.815547),
    (2, 4, 0.095238, 0.173913, 5.2174, 0.875386),
    (2, 5, 0.036697, 0.059701, 1.1940, 0.963789),
    (2, 6, 0.012085, 0.018018, 0.2703, 0.990749),
    (3, 5, 0.110054, 0.236152, 7.0845, 0.830790),
    (3, 6, 0.052157, 0.099143, 1.9829, 0.939867),
    (5, 8, 0.070048, 0.167267, 3.3453, 0.898548),
    (8, 10, 0.121661, 0.409180, 12.2754, 0.706810),
    (10, 13, 0.084339, 0.285270, 5.7054, 0.826975),
]

# Load, then the fewest teams for C <= 0.20, C <= 0.10, B <= 0.10, B <= 0.05, and busy 0.50, 0.40, 0.30.
FEWEST = [
    (0.25, 2, 2, 2, 2, 1, 1, 1),
    (0.5, 2, 2, 2, 3, 1, 2, 2),
    (1, 3, 3, 3, 4, 2, 3, 4),
    (1.5, 4, 4, 4, 4, 3, 4, 5),
    (2, 4, 5, 4, 5, 4, 5, 7),
    (2.5, 5, 6, 5, 6, 5, 7, 9),
    (3, 6, 6, 6, 7, 6, 8, 10),
    (4, 7, 8, 7, 8, 8, 10, 14),
    (5, 8, 9, 8, 9, 10, 13, 17),
]

loads = st.floats(0, 200, allow_nan=False)
teams = st.integers(0, 250)


@pytest.mark.parametrize(("load", "count", "lost", "waiting", "wait", "within"), PRINTED)
def test_printed_values(
    load: float, count: int, lost: float, waiting: float, wait: float, within: float
) -> None:
    assert erlang_b(load, count) == pytest.approx(lost, abs=5e-7)
    assert erlang_c(load, count) == pytest.approx(waiting, abs=5e-7)
    assert mean_wait(load, count, 60) == pytest.approx(wait, abs=5e-5)
    assert share_within(load, count, 60, 10) == pytest.approx(within, abs=5e-7)


@pytest.mark.parametrize("row", FEWEST, ids=lambda row: f"load {row[0]}")
def test_fewest_teams_for_a_target(row: tuple[float, ...]) -> None:
    load, *expected = row
    found = [
        servers_for_waiting(load, 0.20),
        servers_for_waiting(load, 0.10),
        servers_for_blocking(load, 0.10),
        servers_for_blocking(load, 0.05),
        servers_for_utilisation(load, 0.50),
        servers_for_utilisation(load, 0.40),
        servers_for_utilisation(load, 0.30),
    ]
    assert found == expected


@pytest.mark.parametrize(("load", "count", "share"), [(1, 3, 0.944861), (2, 4, 0.894516), (3, 5, 0.856767)])
def test_four_fifths_within_a_quarter_of_an_hour(load: float, count: int, share: float) -> None:
    assert servers_for_share_within(load, 60, 15, 0.80) == count
    assert share_within(load, count, 60, 15) == pytest.approx(share, abs=5e-7)


def test_small_city() -> None:
    calls_per_hour = 1966 / (365 * 9)
    load = calls_per_hour * 45 / 60
    assert calls_per_hour == pytest.approx(0.5985, abs=5e-5)
    assert load == pytest.approx(0.4489, abs=5e-5)
    assert erlang_b(load, 1) == pytest.approx(0.3098, abs=5e-5)
    assert erlang_b(load, 2) == pytest.approx(0.0650, abs=5e-5)


def test_edges() -> None:
    assert [erlang_b(0.0, 0), erlang_b(0.0, 3), erlang_c(0.0, 3)] == [1.0, 0.0, 0.0]
    assert erlang_b(7.5, 0) == 1.0
    for load, count in ((2.0, 2), (3.0, 2), (0.0, 0)):
        assert is_overloaded(load, count)
        assert math.isnan(erlang_c(load, count))
        assert math.isnan(mean_wait(load, count, 60))
        assert math.isnan(share_within(load, count, 60, 10))
    assert servers_for_waiting(0.5, 0.1) == 2  # C(0.5, 2) is 0.1 exactly, and a hair more in binary
    assert servers_for_utilisation(0.9, 0.3) == 3  # 0.9 / 0.3 is 3, and a hair more in binary
    assert [servers_for_blocking(0, 0.1), servers_for_waiting(0, 0.1), servers_for_utilisation(0, 0.5)] == [
        0,
        0,
        0,
    ]
    assert servers_for_share_within(0, 60, 10, 0.8) == 0


@pytest.mark.parametrize(("load", "count"), [(-0.1, 1), (math.nan, 1), (math.inf, 1), (1, -1), (1, 1.5)])
def test_impossible_arguments_are_refused(load: float, count: float) -> None:
    with pytest.raises(ValueError, match="must be"):
        erlang_b(np.array([load]), np.array([count]))


@pytest.mark.parametrize("most", [0, -1, 1.1, math.nan])
def test_impossible_targets_are_refused(most: float) -> None:
    for fewest in (servers_for_blocking, servers_for_waiting, servers_for_utilisation):
        with pytest.raises(ValueError, match="most"):
            fewest(1.0, most)


def exact_b(load: float, count: int) -> Decimal:
    """By the definition, a^c/c! over the sum of a^k/k!, in 60 digits."""
    getcontext().prec = 60
    a = Decimal(load)
    terms = [Decimal(1)]
    for k in range(1, count + 1):
        terms.append(terms[-1] * a / k)
    return terms[-1] / sum(terms)


@given(load=loads, count=teams)
def test_the_definition_gives_the_same(load: float, count: int) -> None:
    lost = exact_b(load, count)
    assert erlang_b(load, count) == pytest.approx(float(lost), abs=1e-9)
    if load < count:
        waiting = lost / (1 - Decimal(load) / count * (1 - lost))
        assert erlang_c(load, count) == pytest.approx(float(waiting), abs=1e-9)


@given(load=loads, count=st.integers(1, 250))
def test_shares_are_shares_and_fall_with_teams(load: float, count: int) -> None:
    lost, fewer_lost = erlang_b(load, count), erlang_b(load, count + 1)
    assert 0 <= fewer_lost <= lost <= 1
    if load < count:
        waiting = erlang_c(load, count)
        assert lost - 1e-12 <= waiting <= 1 + 1e-12
        assert erlang_c(load, count + 1) <= waiting + 1e-12


@given(load=st.floats(0, 60), more=st.floats(0, 5), most=st.floats(0.01, 0.9))
def test_more_calls_never_need_fewer_teams(load: float, more: float, most: float) -> None:
    for fewest in (servers_for_blocking, servers_for_waiting, servers_for_utilisation):
        assert fewest(load + more, most) >= fewest(load, most)


@given(st.lists(st.tuples(st.floats(0, 60), st.integers(0, 70)), min_size=1, max_size=8))
def test_arrays_are_the_numbers_one_by_one(pairs: list[tuple[float, int]]) -> None:
    load, count = np.array([a for a, _ in pairs]), np.array([c for _, c in pairs])
    assert np.asarray(erlang_b(load, count)).tolist() == [erlang_b(a, c) for a, c in pairs]
    np.testing.assert_array_equal(np.asarray(erlang_c(load, count)), [erlang_c(a, c) for a, c in pairs])
    assert np.asarray(erlang_b(load[:, None], count[None, :])).shape == (len(pairs), len(pairs))


def by_the_sum(load: float, count: int) -> tuple[float, float]:
    """Erlang B and C by another way: the Poisson sum, from the largest term down in logarithms."""
    terms = [k * math.log(load) - math.lgamma(k + 1) for k in range(count + 1)]
    most = max(terms)
    total = math.fsum(math.exp(term - most) for term in terms)
    lost = math.exp(terms[-1] - most) / total
    if load >= count:
        return lost, math.nan
    queue = math.exp(terms[-1] - most) * count / (count - load)
    return lost, queue / (total - math.exp(terms[-1] - most) + queue)


def test_ten_thousand_loads_agree_with_another_implementation() -> None:
    generator = np.random.default_rng(1917)
    load = generator.uniform(0.001, 120, 10_000)
    count = generator.integers(0, 140, 10_000)
    expected = np.array([by_the_sum(float(a), int(c)) for a, c in zip(load, count, strict=True)])
    assert np.max(np.abs(np.asarray(erlang_b(load, count)) - expected[:, 0])) < 1e-9
    found = np.asarray(erlang_c(load, count))
    assert np.array_equal(np.isnan(found), np.isnan(expected[:, 1]))
    assert np.nanmax(np.abs(found - expected[:, 1])) < 1e-9


@given(load=st.floats(0.01, 40), spare=st.integers(1, 10), share=st.floats(0, 0.999))
def test_the_wait_reached_by_a_share_is_the_inverse_of_the_share_within(
    load: float, spare: int, share: float
) -> None:
    count = math.floor(load) + spare
    wait = wait_reached(load, count, 60, share)
    assert wait >= 0
    within = share_within(load, count, 60, wait)
    assert within >= share - 1e-9
    if wait > 0:
        assert within == pytest.approx(share, abs=1e-9)


def test_no_wait_is_reached_by_overloaded_teams() -> None:
    assert math.isnan(wait_reached(3.0, 2, 60, 0.9))
    assert wait_reached(2.0, 4, 60, 0.5) == 0.0
    with pytest.raises(ValueError, match="share"):
        wait_reached(1.0, 2, 60, 1.0)


@given(st.lists(st.floats(0, 80), min_size=1, max_size=6), st.floats(0.01, 0.9))
def test_fewest_teams_of_arrays_are_those_of_the_numbers(load: list[float], most: float) -> None:
    for fewest in (servers_for_blocking, servers_for_waiting, servers_for_utilisation):
        assert np.asarray(fewest(load, most)).tolist() == [fewest(each, most) for each in load]
    within = servers_for_share_within(load, 50, 15, most)
    assert np.asarray(within).tolist() == [servers_for_share_within(each, 50, 15, most) for each in load]
