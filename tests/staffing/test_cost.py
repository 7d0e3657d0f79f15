"""The worked budget, line by line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaptui.staffing.cost import Cost, People, officer_hours, roll_up
from leaptui.staffing.inputs import default_inputs

PEOPLE = People(responders=27, supervisors=3, directors=1, navigators=2, analysts=1)
RESPONSES = 32.6 * 365 * 0.90


@pytest.fixture
def cost() -> Cost:
    return roll_up(PEOPLE, 6, RESPONSES, default_inputs().costs)


def test_recurring(cost: Cost) -> None:
    assert {line.label: round(line.amount) for line in cost.recurring_lines} == {
        "wages": 2_254_000,
        "benefits": 766_360,
        "overtime": 83_700,
        "running the vehicles": 66_000,
        "supplies and client aid": 20_250,
        "refresher training": 34_560,
        "software": 40_000,
        "space": 90_000,
        "radio and telephone": 25_000,
        "insurance": 60_000,
        "evaluation": 75_000,
        "overhead": 351_487,
    }
    assert cost.recurring == pytest.approx(3_866_357)


def test_one_time(cost: Cost) -> None:
    assert {line.label: round(line.amount) for line in cost.one_time_lines} == {
        "vehicles": 312_000,
        "kit": 67_500,
        "academy": 138_240,
        "dispatch system": 85_000,
    }
    assert cost.one_time == pytest.approx(602_740)
    assert cost.first_year == pytest.approx(4_469_097)


def test_per_response(cost: Cost) -> None:
    assert cost.responses == pytest.approx(10_709, abs=0.5)
    assert cost.per_response == pytest.approx(361.03, abs=0.005)
    # Fewer than one a year has no price worth the name, and overloaded teams have no responses.
    assert [replace(cost, responses=few).per_response for few in (0.0, 0.4, None)] == [None] * 3
    assert officer_hours(None, 1.6, 40) is None


def test_officer_hours_are_capacity() -> None:
    hours = officer_hours(10_709, 1.6, 40)
    assert hours is not None
    assert hours == pytest.approx(11_423, abs=0.5)
    assert hours / 1_700 == pytest.approx(6.72, abs=0.005)
    exact = officer_hours(RESPONSES, 1.6, 40)
    assert exact is not None
    assert exact * 75 == pytest.approx(856_728, abs=0.5)


def test_people_by_role_add_up() -> None:
    assert PEOPLE.by_role == (
        ("responders", 27), ("supervisors", 3), ("care navigators", 2), ("data analysts", 1), ("directors", 1)
    )  # fmt: skip
    assert PEOPLE.total == 34
    led = replace(PEOPLE, clinical_leads=1)
    assert roll_up(led, 6, RESPONSES, default_inputs().costs).recurring > 3_866_357
