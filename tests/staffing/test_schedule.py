"""Shifts: the cheapest there are, by trying them all; what rules make of them; when there are none."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pytest

from leaptui.domain.errors import InputRefused
from leaptui.staffing.schedule import Schedule, ShiftRules, schedule

NIGHT_AND_DAY = [3, 3, 2, 2, 2, 2, 2, 2, 3, 3, 4, 4, 5, 5, 5, 5, 6, 6, 5, 5, 5, 5, 4, 4]


def least_hours(needs: Sequence[int], blocks: Sequence[int], most: int | None = None) -> int | None:
    """By trying every number of teams at every beginning of every block."""
    hours = len(needs)
    kinds = [(begins, block) for block in blocks for begins in range(hours)]
    covers = np.zeros((len(kinds), hours), dtype=int)
    for row, (begins, block) in enumerate(kinds):
        covers[row, [(begins + hour) % hours for hour in range(block)]] = 1
    best = None
    for counts in itertools.product(range(max(needs) + 1), repeat=len(kinds)):
        on_duty = np.array(counts) @ covers
        if np.all(on_duty >= needs) and (most is None or on_duty.max() <= most):
            paid = sum(count * block for count, (_, block) in zip(counts, kinds, strict=True))
            best = paid if best is None else min(best, paid)
    return best


def covered(found: Schedule, hours: int) -> list[int]:
    at_work = [0] * hours
    for shift in found.shifts:
        for hour in range(shift.hours):
            at_work[(shift.begins + hour) % hours] += shift.teams
    return at_work


@pytest.mark.parametrize(
    ("needs", "blocks", "most"),
    [
        ([1, 2, 1, 0, 0, 1], (2,), None),
        ([1, 1, 2, 1, 0, 0, 2], (3,), None),
        ([1, 0, 1, 1, 0], (2, 3), None),
        ([2, 1, 0, 2, 0], (3,), 2),
    ],
)
def test_nothing_is_cheaper_than_what_is_found(
    needs: list[int], blocks: tuple[int, ...], most: int | None
) -> None:
    found = schedule(needs, ShiftRules(blocks=blocks, most_teams=most))
    assert found.team_hours == least_hours(needs, blocks, most)
    assert found.is_optimal
    assert list(found.present) == covered(found, len(needs))
    assert all(given >= asked for given, asked in zip(found.on_duty, needs, strict=True))


def test_a_week_of_shifts_covers_every_hour_and_costs_no_less_than_the_demand() -> None:
    needs = NIGHT_AND_DAY * 7
    found = schedule(needs, ShiftRules(blocks=(8, 10, 12)))
    assert all(given >= asked for given, asked in zip(found.on_duty, needs, strict=True))
    assert found.demand_hours == 7 * 92
    assert found.team_hours == sum(covered(found, 168)) >= found.demand_hours
    twelve = schedule(needs, ShiftRules(blocks=(12,)))
    assert twelve.team_hours >= found.team_hours
    assert {shift.hours for shift in twelve.shifts} == {12}
    begins = [(shift.begins, shift.hours) for shift in found.shifts]
    assert begins == sorted(begins)


def test_a_break_takes_its_team_away_in_an_hour_in_the_middle() -> None:
    needs = ([0] * 8 + [2] * 8 + [0] * 8) * 7
    on_call = schedule(needs, ShiftRules(blocks=(8,)))
    assert on_call.team_hours == 2 * 8 * 7
    assert {shift.rest for shift in on_call.shifts} == {None}
    rested = schedule(needs, ShiftRules(blocks=(8,), break_minutes=30))
    assert rested.team_hours == 3 * 8 * 7
    assert all(given >= asked for given, asked in zip(rested.on_duty, needs, strict=True))
    assert all(shift.rest is not None and 0 < shift.rest < 7 for shift in rested.shifts)
    assert rested.peak == 3


def test_no_demand_needs_no_shift() -> None:
    found = schedule([0] * 168, ShiftRules())
    assert (found.shifts, found.team_hours, found.peak, found.is_optimal) == ((), 0, 0, True)


@pytest.mark.parametrize(
    ("needs", "rules", "said"),
    [
        (
            ([0] * 10 + [1] * 6 + [0] * 8) * 7,
            ShiftRules(blocks=(8,), within=True),
            "Shifts of 8 hours that lie within the hours of service cannot cover Monday 10:00.",
        ),
        ([3] * 24, ShiftRules(blocks=(8,), most_teams=2), "with at most 2 teams at work at once"),
        ([1] * 6, ShiftRules(blocks=(4,), most_teams=1), "with at most one team at work at once"),
    ],
)
def test_what_cannot_be_covered_is_said(needs: list[int], rules: ShiftRules, said: str) -> None:
    with pytest.raises(InputRefused) as refused:
        schedule(needs, rules)
    assert said in refused.value.sentence
