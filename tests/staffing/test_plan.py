"""The whole plan: from a week's demand to teams, people and money."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.practice.staffing import load_staffing_defaults
from leaptui.staffing.cost import CostRates
from leaptui.staffing.erlang import erlang_b
from leaptui.staffing.plan import StaffingInputs, changed, default_inputs, plan

DAY = [1.1, 0.8, 0.6, 0.5, 0.4, 0.4, 0.6, 1.0, 1.6, 2.0, 2.3, 2.5, 2.7, 2.8, 2.9, 3.0, 3.1, 3.0, 2.9, 2.7, 2.5, 2.2, 1.8, 1.4]  # fmt: skip
WEEK = [DAY] * 7
ALL = {"screened_share": 1.0, "covered_share": 1.0, "pick_up": 1.0}


def inputs(**changes: float) -> StaffingInputs:
    return changed(default_inputs(), {**ALL, **changes})


def test_every_input_has_a_default_with_range_unit_and_source() -> None:
    defaults = load_staffing_defaults()
    needed = {field.name for kind in (StaffingInputs, CostRates) for field in fields(kind)} - {
        "costs",
        "method",
    }
    assert set(defaults.inputs) == needed
    for known in defaults.inputs.values():
        assert known.least <= known.value <= known.most
        assert known.fact.text.endswith(".")
        assert known.fact.source
        assert known.unit


def test_teams_meet_the_targets_with_none_to_spare() -> None:
    found = plan(WEEK, inputs())
    for teams, loads in zip(found.teams, found.offered_load, strict=True):
        for count, load in zip(teams, loads, strict=True):
            assert erlang_b(load, count) <= 0.10 + 1e-9
            assert load / count <= 0.50 + 1e-9
            assert count == 1 or erlang_b(load, count - 1) > 0.10 or load / (count - 1) > 0.50


def test_answered_share_counts_the_closed_hours_as_missed() -> None:
    found = plan(WEEK, inputs(opens=10, closes=22))
    assert all(count == 0 for day in found.teams for hour, count in enumerate(day) if not 10 <= hour < 22)
    assert found.answered_share < sum(DAY[10:22]) / sum(DAY)
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
    assert found.cost.per_response == pytest.approx(found.cost.recurring / found.responses)


def test_a_night_service_runs_over_midnight() -> None:
    teams = plan(WEEK, inputs(opens=22, closes=6)).teams[3]
    assert [hour for hour, count in enumerate(teams) if count] == [0, 1, 2, 3, 4, 5, 22, 23]


def test_no_demand_has_no_rate_per_response() -> None:
    found = plan([[0.0] * 24] * 7, default_inputs())
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
    base = plan([rates] * 7, inputs(service_minutes=minutes))
    busier = plan([[rate * more for rate in rates]] * 7, inputs(service_minutes=minutes))
    assert np.all(np.array(busier.teams) >= np.array(base.teams))
    assert 0 <= base.answered_share <= 1
    assert 0 <= base.utilisation <= 0.5 + 1e-9


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("service_minutes", 0, "Team time per call must be a number from 5 to 480 (minutes"),
        ("service_minutes", float("nan"), "from 5 to 480"),
        ("people_per_team", 1.5, "People in a team must be a whole number from 1 to 4 (people)"),
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
        plan(demand, default_inputs())


def test_changed_keeps_everything_else() -> None:
    before = default_inputs()
    after = changed(before, {"responder_wage": 70_000, "opens": 8})
    assert (after.costs.responder_wage, after.opens, type(after.opens)) == (70_000, 8, int)
    assert changed(after, {"responder_wage": before.costs.responder_wage, "opens": before.opens}) == before
