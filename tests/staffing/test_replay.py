"""The replay: by hand, against an independent simulation call by call, and against closed formulas."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.staffing.disagreement import disagreement, formula_at_once
from leaptui.staffing.erlang import Floats, erlang_b, erlang_c
from leaptui.staffing.replay import Answers, replay
from leaptui.staffing.replayed import WEEK_MINUTES, Replayed, measured

ALWAYS = math.inf


def week(count: int) -> list[list[int]]:
    return [[count] * 24 for _ in range(7)]


def times(*values: float) -> Floats:
    return np.array(values, dtype=float)


def replayed(answers: Answers, teams: list[list[int]], weeks: int = 1) -> Replayed:
    return measured(answers, np.array(teams), 0.0, weeks * WEEK_MINUTES, seed=5)


def test_one_team_by_hand() -> None:
    # Busy 0-30; the call at 10 finds nobody; the one at 30 finds the team free at that moment.
    found = replay(times(0, 10, 30), times(30, 30, 30), week(1))
    assert found.at_once.tolist() == [True, False, True]
    assert found.rest.tolist()[2] == 0.0


def test_a_call_waits_up_to_the_limit_first_come_first_served() -> None:
    received, service = times(0, 10, 12, 100), times(30, 30, 30, 5)
    found = replay(received, service, week(1), waiting_limit=20)
    assert found.wait.tolist()[:2] == [0.0, 20.0]
    assert math.isnan(found.wait[2])  # free at 60 only, 48 minutes later
    assert found.wait[3] == 0.0
    endless = replay(received, service, week(1), waiting_limit=ALWAYS)
    assert endless.wait.tolist() == [0.0, 20.0, 48.0, 0.0]


def test_shifts_end_and_a_team_finishes_its_call() -> None:
    teams = week(0)
    teams[0][0], teams[0][1] = 1, 1
    found = replay(times(10, 115, 130), times(10, 60, 10), teams)
    assert found.at_once.tolist() == [True, True, False]
    assert found.open.tolist() == [True, True, False]
    measures = replayed(found, teams)
    assert (measures.calls, measures.outside, measures.missed) == (2, 1, 0)
    assert measures.after_hours == pytest.approx(55 / 60)
    assert measures.utilisation == pytest.approx(15 / 120)


def test_a_crew_that_stays_on_its_call_is_not_one_of_the_next_shift() -> None:
    teams = week(0)
    teams[0][0], teams[0][1], teams[0][2] = 2, 1, 1
    # Two busy from 50 to 100 and 150; from 60 only one is on duty, and the first to finish goes home.
    found = replay(times(50, 51, 105, 155), times(50, 99, 10, 10), teams)
    assert found.at_once.tolist() == [True, True, False, True]


def test_a_reserve_is_kept_free() -> None:
    found = replay(times(0, 1, 2), times(30, 30, 30), week(3), reserve=1)
    assert found.at_once.tolist() == [True, True, False]
    kept = replay(times(0, 1), times(30, 30), week(2), waiting_limit=ALWAYS, reserve=2)
    assert not kept.answered.any()


def test_without_teams_or_calls_nothing_happens() -> None:
    assert not replay(times(0, 1), times(5, 5), week(0), waiting_limit=ALWAYS).answered.any()
    nothing = replayed(replay(times(), times(), week(2)), week(2))
    assert (nothing.calls, nothing.share_at_once, nothing.mean_wait, nothing.band) == (0, None, None, None)
    assert nothing.worst_days == ()


@pytest.mark.parametrize(
    ("received", "service", "teams"),
    [
        (times(5, 1), times(1, 1), week(1)),
        (times(1), times(-1), week(1)),
        (times(1), times(1, 2), week(1)),
        (times(math.nan), times(1), week(1)),
        (times(1), times(1), [[1] * 24] * 6),
        (times(1), times(1), week(-1)),
    ],
)
def test_impossible_calls_are_refused(received: Floats, service: Floats, teams: list[list[int]]) -> None:
    with pytest.raises(ValueError, match=r"must|needs"):
        replay(received, service, teams)


@pytest.mark.parametrize("capacity", [0, math.inf], ids=["lost", "waiting"])
def test_an_independent_simulation_has_the_same_waits_call_by_call(capacity: float) -> None:
    ciw = pytest.importorskip("ciw", reason="the independent simulation is installed for benchmarks")
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(1 / 5.25)],
        service_distributions=[ciw.dists.Exponential(1 / 15)],
        number_of_servers=[4],
        queue_capacities=[capacity],
    )
    ciw.seed(3)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(10_000)
    # Calls that are not over when it ends have no record.
    done = [record for record in simulation.get_all_records() if record.arrival_date < 9_000]
    records = sorted(done, key=lambda record: float(record.arrival_date))
    received = np.array([record.arrival_date for record in records])
    service = np.array([record.service_time for record in records])
    waits = np.array([record.waiting_time for record in records])
    lost = np.isnan(waits)
    found = replay(received, np.where(lost, 1.0, service), week(4), waiting_limit=ALWAYS if capacity else 0)
    assert np.array_equal(~found.answered, lost)
    assert lost.any() != bool(capacity)
    np.testing.assert_allclose(found.wait[~lost], waits[~lost], atol=1e-9)


@pytest.mark.parametrize(("load", "count"), [(0.5, 1), (2.0, 4), (5.0, 8)])
def test_stationary_calls_give_the_formulas_within_their_standard_error(load: float, count: int) -> None:
    generator = np.random.default_rng(int(load * 10))
    calls, service = 40_000, 50.0
    received = np.cumsum(generator.exponential(service / load, calls))
    lasting = generator.exponential(service, calls)
    for limit, formula in ((0.0, erlang_b), (ALWAYS, erlang_c)):
        found = replay(received, lasting, week(count), waiting_limit=limit)
        # The error of a share of calls that hang together: from the shares of 100 stretches of the run.
        shares = 1 - found.at_once.reshape(100, -1).mean(axis=1)
        error = float(shares.std(ddof=1)) / 10
        assert shares.mean() == pytest.approx(formula(load, count), abs=4 * error)


def test_the_loss_formula_holds_whatever_the_lengths_of_calls() -> None:
    generator = np.random.default_rng(8)
    received = np.cumsum(generator.exponential(30, 40_000))
    found = replay(received, np.full(40_000, 60.0), week(4))
    shares = 1 - found.at_once.reshape(100, -1).mean(axis=1)
    assert shares.mean() == pytest.approx(erlang_b(2, 4), abs=4 * float(shares.std(ddof=1)) / 10)


calls = st.lists(st.tuples(st.floats(0, 3 * 10_080), st.floats(0, 400)), min_size=1, max_size=60).map(sorted)


@settings(max_examples=60, deadline=None)
@given(
    calls=calls,
    count=st.integers(0, 4),
    limit=st.sampled_from([0.0, 15.0, ALWAYS]),
    reserve=st.integers(0, 2),
)
def test_no_call_is_lost_from_the_account_and_no_team_is_in_two_places(
    calls: list[tuple[float, float]], count: int, limit: float, reserve: int
) -> None:
    received, service = (np.array(values) for values in zip(*calls, strict=True))
    found = replay(received, service, week(count), waiting_limit=limit, reserve=reserve)
    assert np.all(found.wait[found.answered] >= 0)
    assert np.all(found.wait[found.answered] <= limit)
    for moment in found.start[found.answered]:
        busy = (found.start <= moment) & (moment < found.start + found.service)
        assert busy.sum() <= max(count - reserve, 0)
    measures = replayed(found, week(count), 4)
    assert measures.at_once + measures.waited + measures.missed + measures.outside == len(calls)
    assert sum(map(sum, measures.calls_by_hour)) == measures.calls
    assert 0 <= measures.utilisation <= 1


@settings(max_examples=40, deadline=None)
@given(calls=calls, count=st.integers(1, 4))
def test_one_team_more_never_loses_more_calls_of_equal_length(
    calls: list[tuple[float, float]], count: int
) -> None:
    received = np.array([at for at, _ in calls])
    service = np.full(len(received), 45.0)
    fewer, more = (replay(received, service, week(teams)).at_once.sum() for teams in (count, count + 1))
    assert more >= fewer


def test_the_band_holds_the_share_and_narrows_with_the_weeks() -> None:
    generator = np.random.default_rng(2)

    def band(weeks: int) -> tuple[float, float]:
        received = np.sort(generator.uniform(0, weeks * WEEK_MINUTES, 60 * weeks))
        found = replayed(replay(received, np.full(len(received), 90.0), week(1)), week(1), weeks)
        assert found.band is not None
        assert found.share_at_once is not None
        assert found.band[0] <= found.share_at_once <= found.band[1]
        return found.band

    few, many = band(6), band(120)
    assert many[1] - many[0] < few[1] - few[0]


def test_the_worst_days_are_those_with_most_calls_missed() -> None:
    received = times(100, 1500, 1501, 1502, 4500, 4501)
    found = replayed(replay(received, np.full(6, 60.0), week(1)), week(1))
    assert [(day.day, day.calls, day.missed) for day in found.worst_days] == [(1, 3, 2), (3, 2, 1)]
    assert found.days_without_miss == pytest.approx(1 / 3)


def against(
    received: Floats, service: Floats, teams: list[list[int]], load: float, weeks: int
) -> tuple[str, ...]:
    answers = replay(received, service, teams)
    formula = formula_at_once(np.full((7, 24), load), np.array(teams), reserve=0, waits=False)
    measures = replayed(answers, teams, weeks)
    return disagreement(answers, measures, formula, 0.0, weeks * WEEK_MINUTES, waits=False).sentences


def test_calls_by_chance_agree_with_the_formula_and_bursts_are_named() -> None:
    generator = np.random.default_rng(4)
    weeks = 60
    number = 168 * weeks
    steady = np.sort(generator.uniform(0, weeks * WEEK_MINUTES, number))
    service = generator.exponential(60, number)
    assert "agree" in against(steady, service, week(3), 1.0, weeks)[0]
    bursts = np.sort(np.repeat(steady[::4], 4)[:number] + generator.uniform(0, 30, number))
    told = against(bursts, service, week(3), 1.0, weeks)
    assert "fewer" in told[0]
    assert any("bursts" in sentence for sentence in told)


def test_an_overloaded_formula_has_no_figure() -> None:
    formula = formula_at_once(np.full((7, 24), 3.0), np.array(week(2)), reserve=0, waits=True)
    assert np.isnan(formula).all()
    answers = replay(times(10, 20), times(30, 30), week(2), waiting_limit=ALWAYS)
    found = disagreement(answers, replayed(answers, week(2)), formula, 0.0, WEEK_MINUTES, waits=True)
    assert found.formula is None
    assert "overloaded in an hour" in found.sentences[0]
