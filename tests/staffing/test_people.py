"""Relief factors and full-time people: the worked values."""

from __future__ import annotations

import pytest

from leaptui.staffing.people import (
    full_time_equivalents,
    net_annual_hours,
    relief_factor,
    supervisors,
    whole_people,
)


def test_net_hours() -> None:
    assert net_annual_hours(2080, 120, 96, 104, 40, 24, 46) == 1650
    with pytest.raises(ValueError, match="all the paid hours"):
        net_annual_hours(2080, 2080)


@pytest.mark.parametrize(
    ("post_hours", "net_hours", "one", "two"),
    [
        (8 * 365, 1698, 1.7197, 3.4393),
        (8760, 1698, 5.1590, 10.3180),
        (8760, 1650, 5.3091, 10.6182),
        (12 * 365, 1650, 2.6545, 5.3091),
        (9 * 365, 1700, 1.9324, 3.8647),
    ],
)
def test_relief_factors(post_hours: float, net_hours: float, one: float, two: float) -> None:
    assert relief_factor(post_hours, net_hours) == pytest.approx(one, abs=5e-5)
    assert 2 * relief_factor(post_hours, net_hours) == pytest.approx(two, abs=5e-5)


@pytest.mark.parametrize(("team_hours", "exact", "hired"), [(59, 26.10, 27), (91, 40.26, 41)])
def test_people_behind_the_worked_day(team_hours: float, exact: float, hired: int) -> None:
    found = full_time_equivalents(team_hours, 2, 1650)
    assert found == pytest.approx(exact, abs=5e-3)
    assert whole_people(found) == hired


def test_vacancies_are_budgeted() -> None:
    assert full_time_equivalents(59, 2, 1650, 0.2) == pytest.approx(full_time_equivalents(59, 2, 1650) / 0.8)
    with pytest.raises(ValueError, match="vacancy_rate"):
        full_time_equivalents(59, 2, 1650, 1.0)


def test_a_rounding_error_hires_nobody() -> None:
    assert whole_people(27 + 1e-12) == 27
    assert whole_people(27.001) == 28


def test_impossible_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="net_hours"):
        relief_factor(8760, 0)
    with pytest.raises(ValueError, match="span"):
        supervisors(10, 0)


def test_supervisors_by_span() -> None:
    assert [supervisors(count, 9) for count in (0, 1, 9, 10, 27)] == [0, 1, 1, 2, 3]
