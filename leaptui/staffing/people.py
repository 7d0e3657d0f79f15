"""From teams on duty to people on the payroll."""

from __future__ import annotations

import math

from leaptui.staffing.erlang import TOLERANCE

DAYS = 365


def net_annual_hours(paid: float, *absences: float) -> float:
    """Hours a year that one full-time person is at her post.

    Args:
        paid: Paid hours, 2,080 for 40 a week.
        absences: Hours of vacation, sickness, holidays, training, meetings.

    Raises:
        ValueError: When nothing is left.
    """
    net = paid - sum(absences)
    if net <= 0:
        raise ValueError("the absences take all the paid hours")
    return net


def relief_factor(post_hours: float, net_hours: float) -> float:
    """People needed to fill one post.

    Args:
        post_hours: Hours a year that the post is to be filled, 8,760 for around the clock.
        net_hours: Hours a year that one person is at her post.
    """
    if not net_hours > 0:
        raise ValueError("net_hours must be above 0")
    return post_hours / net_hours


def full_time_equivalents(
    team_hours_per_day: float, people_per_team: int, net_hours: float, vacancy_rate: float = 0.0
) -> float:
    """Full-time people behind so many team-hours a day, unrounded.

    Args:
        team_hours_per_day: Mean over the week.
        people_per_team: 2 as a rule.
        net_hours: Hours a year that one person is at her post.
        vacancy_rate: Share of the positions that is usually empty, 0 to below 1. So many more have
            to be budgeted.
    """
    if not 0 <= vacancy_rate < 1:
        raise ValueError(f"vacancy_rate must be at least 0 and below 1, not {vacancy_rate}")
    person_hours = team_hours_per_day * people_per_team * DAYS
    return relief_factor(person_hours, net_hours) / (1 - vacancy_rate)


def whole_people(equivalents: float) -> int:
    """People to hire: rounded up, but not for a rounding error."""
    return math.ceil(equivalents - TOLERANCE)


def supervisors(responders: int, span: int) -> int:
    """Supervisors for so many responders, each having at most `span`."""
    if span < 1:
        raise ValueError("span must be 1 or more")
    return math.ceil(responders / span)
