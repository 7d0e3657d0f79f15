"""Teams with home zones: how the work falls on each, and how often one is sent out of its zone.

Larson's hypercube model (1974) in its loss version: a call goes to the first free team in its zone's
order of preference, and to police where none is free. A state says of each team whether it is busy,
so there are 2 to the power of the teams; the steady state is solved exactly.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leaptui.staffing.erlang import Floats

MOST_TEAMS = 10
"""1,024 states; twelve teams would take sixteen times the memory."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hypercube:
    """The steady state.

    Attributes:
        states: Probability of each state; bit i of its number is set where team i is busy.
        workloads: Share of its time that each team is busy.
        lost_share: Of the calls, those that find every team busy.
        answered: Of the calls of each zone (row), the share that each team (column) answers.
        out_of_zone_share: Of the calls answered, those answered by another team than their zone's own;
            nothing where no call is answered.
    """

    states: Floats
    workloads: tuple[float, ...]
    lost_share: float
    answered: tuple[tuple[float, ...], ...]
    out_of_zone_share: float | None


def hypercube(
    rates: Sequence[float],
    service_hours: float,
    preferences: Sequence[Sequence[int]] | None = None,
) -> Hypercube:
    """Solve it for as many teams as zones, team i at home in zone i.

    Args:
        rates: Calls an hour of each zone.
        service_hours: Mean time that a call keeps a team busy.
        preferences: For each zone all teams, the first choice first; without them the zone's own and
            then the teams of the zones with fewest calls.

    Raises:
        ValueError: For no or too many zones, a negative rate, a service time that is not above 0, or
            preferences that do not name every team once.
    """
    teams = len(rates)
    if not 1 <= teams <= MOST_TEAMS:
        raise ValueError(f"rates must be of 1 to {MOST_TEAMS} zones")
    if not all(rate >= 0 and math.isfinite(rate) for rate in rates):
        raise ValueError("rates must be 0 or more")
    if not (service_hours > 0 and math.isfinite(service_hours)):
        raise ValueError("service_hours must be above 0")
    order = own_team_first(rates) if preferences is None else preferences
    if len(order) != teams or any(sorted(row) != list(range(teams)) for row in order):
        raise ValueError("preferences must name every team once for each zone")
    states = _steady(rates, service_hours, order)
    answered = np.zeros((teams, teams))
    for state, probability in enumerate(states):
        for zone in range(teams):
            team = _sent(state, order[zone])
            if team is not None:
                answered[zone, team] += probability
    taken = np.asarray(rates, dtype=float) @ answered
    at_home = sum(rate * answered[zone, zone] for zone, rate in enumerate(rates))
    total = float(taken.sum())
    return Hypercube(
        states=states,
        workloads=tuple(
            float(sum(probability for state, probability in enumerate(states) if state >> team & 1))
            for team in range(teams)
        ),
        lost_share=float(states[-1]),
        answered=tuple(tuple(float(share) for share in row) for row in answered),
        out_of_zone_share=1 - at_home / total if total else None,
    )


def own_team_first(rates: Sequence[float]) -> tuple[tuple[int, ...], ...]:
    """For each zone its own team, then the others, those of the quietest zones first."""
    quietest = sorted(range(len(rates)), key=lambda zone: (rates[zone], zone))
    return tuple((zone, *(team for team in quietest if team != zone)) for zone in range(len(rates)))


def _sent(state: int, order: Sequence[int]) -> int | None:
    return next((team for team in order if not state >> team & 1), None)


def _steady(rates: Sequence[float], service_hours: float, order: Sequence[Sequence[int]]) -> Floats:
    """Probabilities that balance what flows into each state and out of it."""
    teams = len(rates)
    flow = np.zeros((2**teams, 2**teams))
    for state in range(2**teams):
        for zone, rate in enumerate(rates):
            if (team := _sent(state, order[zone])) is not None:
                flow[state, state | 1 << team] += rate
        for team in range(teams):
            if state >> team & 1:
                flow[state, state ^ 1 << team] += 1 / service_hours
    balance = flow.T - np.diag(flow.sum(axis=1))
    # The equations depend on one another; one of them gives way to "probabilities add up to 1".
    balance[-1] = 1.0
    right = np.zeros(2**teams)
    right[-1] = 1.0
    found = np.clip(np.linalg.solve(balance, right), 0.0, None)
    return np.asarray(found / found.sum(), dtype=np.float64)
