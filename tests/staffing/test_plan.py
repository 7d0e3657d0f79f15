"""The whole plan: from a week's demand to teams, people and money."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.practice.staffing import load_staffing_defaults
from leaptui.staffing.cases import cases
from leaptui.staffing.cost import CostRates
from leaptui.staffing.demand import Case, Demand, GroupDemand, one_group, spread_of_months
from leaptui.staffing.erlang import erlang_b
from leaptui.staffing.inputs import StaffingInputs, changed, default_inputs, number_names
from leaptui.staffing.people import full_time_equivalents
from leaptui.staffing.plan import loads, mean_minutes, plan
from leaptui.staffing.profile import Method
from leaptui.staffing.travel import STRAIGHT_LINE, mean_distance, travel_minutes

DAY = [1.1, 0.8, 0.6, 0.5, 0.4, 0.4, 0.6, 1.0, 1.6, 2.0, 2.3, 2.5, 2.7, 2.8, 2.9, 3.0, 3.1, 3.0, 2.9, 2.7, 2.5, 2.2, 1.8, 1.4]  # fmt: skip
WEEK = one_group([DAY] * 7, spread=0.1)
ALL = {"screened_share": 1.0, "covered_share": 1.0, "pick_up": 1.0}


def inputs(**changes: float) -> StaffingInputs:
    return changed(default_inputs(), {**ALL, **changes})


def test_every_input_has_a_default_with_range_unit_and_source() -> None:
    defaults = load_staffing_defaults()
    needed = {field.name for kind in (StaffingInputs, CostRates) for field in fields(kind)}
    assert number_names() == needed - {"costs", "method", "group_minutes"}
    assert set(defaults.inputs) == number_names()
    for known in defaults.inputs.values():
        assert known.least <= known.value <= known.most
        assert known.fact.text.endswith(".")
        assert known.fact.source
        assert known.unit


def test_teams_meet_the_targets_with_none_to_spare() -> None:
    found = plan(WEEK, inputs())
    for teams, asked in zip(found.teams, found.offered_load, strict=True):
        for count, load in zip(teams, asked, strict=True):
            assert erlang_b(load, count) <= 0.10 + 1e-9
            assert load / count <= 0.50 + 1e-9
            assert count == 1 or erlang_b(load, count - 1) > 0.10 or load / (count - 1) > 0.50


def test_answered_share_counts_the_closed_hours_as_missed() -> None:
    found = plan(WEEK, inputs(opens=10, closes=22))
    assert all(count == 0 for day in found.teams for hour, count in enumerate(day) if not 10 <= hour < 22)
    assert found.answered_share is not None
    assert found.in_hours_share == pytest.approx(sum(DAY[10:22]) / sum(DAY))
    assert found.answered_share < found.in_hours_share
    assert found.answered_in_hours == pytest.approx(found.answered_share / found.in_hours_share)
    by_hand = sum(
        rate * (1 - erlang_b(load, count))
        for rate, load, count in zip(DAY, found.offered_load[0], found.teams[0], strict=True)
    ) / sum(DAY)
    assert found.answered_share == pytest.approx(by_hand)
    assert found.responses == pytest.approx(by_hand * sum(DAY) * 365)


def test_people_and_money_follow_from_the_teams() -> None:
    found = plan(WEEK, inputs(opens=10, closes=22, spare_vehicles=0, span=9))
    assert found.fte == pytest.approx(found.team_hours_per_week / 7 * 2 * 365 / 1650)
    assert found.people.responders == int(np.ceil(found.fte))
    assert found.vehicles == max(map(max, found.teams))
    assert found.responses is not None
    assert found.cost.per_response == pytest.approx(found.cost.recurring / found.responses)


def test_a_night_service_runs_over_midnight() -> None:
    teams = plan(WEEK, inputs(opens=22, closes=6)).teams[3]
    assert [hour for hour, count in enumerate(teams) if count] == [0, 1, 2, 3, 4, 5, 22, 23]


def test_no_demand_has_no_rate_per_response() -> None:
    found = plan(one_group([[0.0] * 24] * 7), default_inputs())
    assert found.answered_share == 0.0
    assert found.cost.per_response is None
    assert found.teams == ((1,) * 24,) * 7


@settings(max_examples=30, deadline=None)
@given(
    rates=st.lists(st.floats(0, 12), min_size=24, max_size=24),
    more=st.floats(1, 3),
    minutes=st.floats(10, 120),
)
def test_more_or_longer_calls_never_need_fewer_teams(rates: list[float], more: float, minutes: float) -> None:
    base = plan(one_group([rates] * 7), inputs(service_minutes=minutes))
    busier = plan(one_group([[rate * more for rate in rates]] * 7), inputs(service_minutes=minutes))
    assert np.all(np.array(busier.teams) >= np.array(base.teams))
    assert base.answered_share is not None
    assert base.utilisation is not None
    assert 0 <= base.answered_share <= 1
    assert 0 <= base.utilisation <= 0.5 + 1e-9


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("service_minutes", 0, "Team time per call must be a number from 5 to 480 (minutes"),
        ("service_minutes", float("nan"), "from 5 to 480"),
        ("people_per_team", 1.5, "People in a team must be a whole number from 2 to 4 (people)"),
        ("benefit_rate", -0.1, "Benefits must be a number from 0 to 1"),
    ],
)
def test_a_value_out_of_range_is_refused_with_the_range(key: str, value: float, said: str) -> None:
    with pytest.raises(InputRefused) as refused:
        changed(default_inputs(), {key: value})
    assert said in refused.value.sentence


def test_an_unknown_input_is_refused() -> None:
    with pytest.raises(UnknownName, match="service_hours"):
        changed(default_inputs(), {"service_hours": 1})


@pytest.mark.parametrize(
    "demand", [[], [[1.0] * 24] * 6, [[-1.0] * 24] * 7, [[float("nan")] * 24] * 7, [[1.0], [2.0, 3.0]]]
)
def test_demand_that_is_not_a_week_is_refused(demand: list[list[float]]) -> None:
    with pytest.raises(InputRefused, match="seven days"):
        one_group(demand)


def test_changed_keeps_everything_else() -> None:
    before = default_inputs()
    after = changed(before, {"responder_wage": 70_000, "opens": 8})
    assert (after.costs.responder_wage, after.opens, type(after.opens)) == (70_000, 8, int)
    assert changed(after, {"responder_wage": before.costs.responder_wage, "opens": before.opens}) == before


def test_the_worked_day_and_its_window_of_twelve_hours() -> None:
    waiting = replace(inputs(waiting_limit=15, most_blocked=0.2), method=Method.SIPP)
    day, window = plan(WEEK, waiting), plan(WEEK, changed(waiting, {"opens": 10, "closes": 22}))
    assert [sum(found.teams[0]) for found in (day, window)] == [91, 59]
    assert [found.people.responders for found in (day, window)] == [41, 27]
    assert [found.fte for found in (day, window)] == pytest.approx([40.26, 26.10], abs=5e-3)
    assert window.in_hours_share * 44.8 == pytest.approx(32.6)
    assert window.in_hours_share == pytest.approx(0.728, abs=5e-4)
    busy = [sum(found.offered_load[0]) / sum(found.teams[0]) for found in (day, window)]
    assert busy == pytest.approx([0.4103, 0.4605], abs=5e-5)
    assert [sum(found.teams[0]) * 2 * 365 for found in (day, window)] == [66_430, 43_070]


def test_calls_that_wait_have_waits_and_a_share_within_the_limit() -> None:
    found = plan(WEEK, inputs(waiting_limit=15, least_within=0.95, most_busy=1))
    assert found.mean_wait is not None
    assert found.within_limit is not None
    assert found.within_limit >= 0.95
    assert 0 < found.mean_wait < 15
    stricter = plan(WEEK, inputs(waiting_limit=15, least_within=0.999, most_busy=1))
    assert np.all(np.array(stricter.teams) >= np.array(found.teams))
    assert plan(WEEK, inputs()).mean_wait is None


def test_more_calls_than_teams_can_answer_is_overloaded_and_no_number() -> None:
    found = plan(WEEK, inputs(waiting_limit=15, most_teams=2))
    assert found.overloaded
    assert [found.answered_share, found.answered_in_hours, found.mean_wait, found.within_limit] == [None] * 4
    assert found.at_once_by_hour[0][16] is None
    assert plan(WEEK, inputs(most_teams=2)).answered_share is None
    quiet = plan(one_group([[0.0] * 24] * 7), inputs())
    assert (quiet.overloaded, quiet.answered_in_hours) == ((), None)


def test_a_reserve_is_on_duty_and_takes_no_calls() -> None:
    without, kept = plan(WEEK, inputs()), plan(WEEK, inputs(reserve_teams=1))
    assert np.array_equal(np.array(kept.teams), np.array(without.teams) + 1)
    assert kept.answered_share == pytest.approx(without.answered_share)


def test_groups_have_times_of_their_own_and_judged_types_a_screen_of_their_own() -> None:
    day, none = np.array([DAY] * 7), np.zeros((7, 24))
    welfare = GroupDemand(group="welfare", eligible=day, unjudged=day, judged=(none, none, none))
    crisis = GroupDemand(
        group="crisis", eligible=day, unjudged=none, judged=(day * 0.5, day * 0.6, day * 0.8)
    )
    both = Demand(groups=(welfare, crisis))
    chosen = changed(default_inputs(), {"screened_share": 0.4}, group_minutes={"crisis": 90})
    assert np.array(plan(both, chosen).demand) == pytest.approx(day)
    assert mean_minutes(both, chosen) == pytest.approx(0.4 * 50 + 0.6 * 90)
    assert loads(both, chosen).sum() == pytest.approx(day.sum() * (0.4 * 50 + 0.6 * 90) / 60)
    assert np.array(plan(both, chosen, Case.HIGH).demand) == pytest.approx(day * 1.2)
    with pytest.raises(InputRefused, match="of crisis must be a number from 5 to 480"):
        changed(default_inputs(), {}, group_minutes={"crisis": 4})


def test_waits_are_those_of_the_calls_that_come_and_not_of_the_common_time() -> None:
    day, none = np.array([DAY] * 7), np.zeros((7, 24))
    short = Demand(
        groups=(GroupDemand(group="noise", eligible=day, unjudged=day, judged=(none, none, none)),)
    )
    waiting = {"screened_share": 1, "waiting_limit": 15, "least_within": 0.9, "most_busy": 1}
    by_group = plan(short, changed(default_inputs(), waiting, group_minutes={"noise": 20}))
    common = plan(short, changed(default_inputs(), {**waiting, "service_minutes": 20}))
    assert by_group.teams == common.teams
    assert by_group.mean_wait == pytest.approx(common.mean_wait)
    assert by_group.p90_wait == pytest.approx(common.p90_wait)
    assert by_group.within_limit == pytest.approx(common.within_limit)
    longer = plan(short, changed(default_inputs(), {**waiting, "service_minutes": 25}))
    high = plan(short, changed(default_inputs(), {**waiting, "service_minutes": 20}), Case.HIGH)
    assert high.mean_wait == pytest.approx(longer.mean_wait)  # a quarter longer, and no spread of months


def test_low_expected_and_high_are_ranges() -> None:
    chosen = inputs(pick_up=0.6)
    expected = plan(WEEK, chosen)
    low, middle, high = cases(WEEK, chosen, expected)
    assert [low.calls_per_day, middle.calls_per_day, high.calls_per_day] == pytest.approx(
        [44.8 * x for x in (0.9, 1, 1.1)]
    )
    assert low.answered_in_hours is not None
    assert middle.answered_in_hours is not None
    assert high.answered_in_hours is not None
    assert low.answered_in_hours > middle.answered_in_hours > high.answered_in_hours
    assert middle.answered_in_hours == pytest.approx(expected.answered_in_hours)
    assert low.recurring <= middle.recurring <= high.recurring
    assert low.peak <= middle.peak <= high.peak
    assert low.responses is not None
    assert high.responses is not None
    assert low.officer_hours == pytest.approx(low.responses * 0.7 * 1.6 * 40 / 60)
    assert middle.officer_hours == pytest.approx(expected.officer_hours)
    assert low.responses / low.calls_per_day < high.responses / high.calls_per_day  # 40 and 80% of pick-up


def test_the_spread_is_of_months_and_of_chance_where_there_are_few() -> None:
    assert spread_of_months([10, 12, 14], 1000) == pytest.approx(2 / 12)
    assert spread_of_months([10, 12], 400) == pytest.approx(1.96 / 20)
    assert spread_of_months([], 0) == 0


@settings(max_examples=30, deadline=None)
@given(opens=st.integers(0, 23), length=st.integers(1, 23), more=st.integers(1, 24))
def test_people_never_fall_as_the_window_grows(opens: int, length: int, more: int) -> None:
    def fte(hours: int) -> float:
        if hours >= 24:
            return plan(WEEK, inputs()).fte
        return plan(WEEK, inputs(opens=opens, closes=(opens + hours - 1) % 24 + 1)).fte

    assert fte(min(length + more, 24)) >= fte(length) - 1e-9


@given(hours=st.integers(1, 24), teams=st.integers(1, 20))
def test_people_are_linear_in_the_window_for_the_same_teams(hours: int, teams: int) -> None:
    one = full_time_equivalents(teams, 2, 1650)
    assert full_time_equivalents(teams * hours, 2, 1650) == pytest.approx(one * hours)


def test_leave_that_takes_all_the_hours_is_refused() -> None:
    assert default_inputs().net_hours == 1650
    with pytest.raises(InputRefused, match=r"leave -?[0-9,]+ of 2,080 paid hours; at least 400"):
        changed(default_inputs(), {"vacation_hours": 600, "sick_hours": 800, "other_leave_hours": 700})
    with pytest.raises(InputRefused, match="cannot be below fewest teams"):
        changed(default_inputs(), {"fewest_teams": 3, "most_teams": 2})
    with pytest.raises(InputRefused, match="At least one length of shift"):
        changed(default_inputs(), {"shift_8": 0, "shift_10": 0, "shift_12": 0})


def test_the_square_root_law() -> None:
    assert mean_distance(20, 2) == pytest.approx(1.9817, abs=5e-4)
    assert travel_minutes(20, 2, 20) == pytest.approx(5.94, abs=5e-3)
    assert mean_distance(20, 4) == pytest.approx(1.4012, abs=5e-4)
    assert travel_minutes(20, 4, 20) == pytest.approx(4.20, abs=5e-3)
    assert mean_distance(1, 1, STRAIGHT_LINE) == 0.5
    for area, free in ((0, 1), (1, 0)):
        with pytest.raises(ValueError, match="above 0"):
            mean_distance(area, free)
    with pytest.raises(ValueError, match="miles_per_hour"):
        travel_minutes(1, 1, 0)
    assert plan(WEEK, inputs()).travel_minutes is None
    assert plan(WEEK, inputs(area_square_miles=20)).travel_minutes == pytest.approx(5.5, abs=1.5)


def test_an_hour_with_calls_has_a_team_that_answers_them_beside_the_reserve() -> None:
    """By Lag-SIPP the load of the first hour is that of the hour before, in which nobody was on duty."""
    lagged = replace(inputs(opens=10, closes=22, reserve_teams=1, service_minutes=60), method=Method.LAG_SIPP)
    daytime = one_group([[0.0] * 10 + [0.2] * 12 + [0.0] * 2] * 7)
    found = plan(daytime, lagged)
    assert found.offered_load[0][10] == 0
    assert {row[10] for row in found.teams} == {2}
    assert found.overloaded == ()
    only_reserve = plan(daytime, replace(lagged, most_teams=1))
    assert len(only_reserve.overloaded) == 7 * 12
    assert only_reserve.responses is None
