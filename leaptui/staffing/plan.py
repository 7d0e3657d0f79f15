"""The plan: how many teams in each hour of the week, how often one is free, how many people, what it costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from leaptui.domain.errors import InputRefused
from leaptui.practice.staffing import StaffingDefaults, load_staffing_defaults
from leaptui.staffing import people
from leaptui.staffing.cost import Cost, CostRates, People, roll_up
from leaptui.staffing.erlang import Floats, erlang_b, servers_for_blocking, servers_for_utilisation
from leaptui.staffing.profile import Method, offered_load

DAYS, HOURS = 7, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffingInputs:
    """What a plan rests on. Every number has a default, a range and a source in `practice/staffing.toml`."""

    service_minutes: float
    """Mean team time per call: travel, scene, write-up."""
    screened_share: float
    """Of the type-eligible calls, those that pass the screening questions."""
    covered_share: float
    """Of those, the ones in the area served."""
    growth: float
    """Change of demand until the program starts, 0.1 for a tenth more."""
    pick_up: float
    """Of the calls that find a team free, those that dispatchers give to it."""
    opens: int
    """First hour of service, 0 to 23."""
    closes: int
    """Hour at which it ends, 1 to 24, or earlier than `opens` for a service over midnight."""
    people_per_team: int
    most_blocked: float
    """Most of the calls that may find no team free in any hour of service."""
    most_busy: float
    """Most of their time that teams may be busy in any hour of service."""
    fewest_teams: int
    """In any hour of service, however few calls there are."""
    net_hours: float
    """Hours a year that one full-time person is at her post."""
    vacancy_rate: float
    span: int
    """Responders to a supervisor."""
    directors: int
    navigators: int
    analysts: int
    spare_vehicles: int
    costs: CostRates
    method: Method = Method.MODIFIED_OFFERED_LOAD


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffingPlan:
    """What follows from the inputs. Grids are 7 rows, Monday first, of 24 hours.

    Attributes:
        method: How the load was worked out.
        inputs: What it rests on.
        demand: Calls per hour after screening, area and growth.
        offered_load: Erlangs, of the calls that come in the hours of service.
        teams: On duty.
        answered_share: Of the demand of the whole week, the share that finds a team free; calls
            outside the hours of service find none.
        utilisation: Mean share of their time that teams are busy with what they answer.
        fte: Full-time responders that the posts need, unrounded.
        people: Who is hired, in whole people.
        vehicles: At the week's peak, with spares.
        responses: A year, after pick-up.
        cost: The budget.
    """

    method: Method
    inputs: StaffingInputs
    demand: tuple[tuple[float, ...], ...]
    offered_load: tuple[tuple[float, ...], ...]
    teams: tuple[tuple[int, ...], ...]
    answered_share: float
    utilisation: float
    fte: float
    people: People
    vehicles: int
    responses: float
    cost: Cost

    @property
    def team_hours_per_week(self) -> int:
        """Sum of the teams grid."""
        return sum(map(sum, self.teams))


def default_inputs(defaults: StaffingDefaults | None = None) -> StaffingInputs:
    """The inputs of the practice content."""
    known = defaults or load_staffing_defaults()
    costs = CostRates(**{name: known.value(name) for name in _names(CostRates)})
    names = _names(StaffingInputs) - {"costs", "method"}
    return StaffingInputs(costs=costs, **_typed({name: known.value(name) for name in names}))


def changed(
    inputs: StaffingInputs, changes: Mapping[str, float], defaults: StaffingDefaults | None = None
) -> StaffingInputs:
    """The inputs with some numbers changed, costs among them.

    Raises:
        InputRefused: For a number that is not known or out of its range, naming the range.
    """
    known = defaults or load_staffing_defaults()
    for key, value in changes.items():
        known.check(key, value)
    in_costs = _names(CostRates)
    costs: dict[str, Any] = {key: value for key, value in changes.items() if key in in_costs}
    others = {key: value for key, value in changes.items() if key not in in_costs}
    return replace(inputs, costs=replace(inputs.costs, **costs), **_typed(others))


def _names(inputs: type[StaffingInputs] | type[CostRates]) -> set[str]:
    return {field.name for field in fields(inputs)}


def _typed(numbers: Mapping[str, float]) -> dict[str, Any]:
    """Counts of people, teams and hours of the day as whole numbers."""
    kinds = StaffingInputs.__annotations__
    return {name: int(value) if kinds[name] == "int" else value for name, value in numbers.items()}


def plan(demand_by_hour: Sequence[Sequence[float]], inputs: StaffingInputs) -> StaffingPlan:
    """The fewest teams that meet the targets in each hour of service, and what follows.

    Teams are sized on all screened calls, as if dispatchers gave every one to them; the pick-up
    rate comes off afterwards, for responses and cost. A call that finds no team free goes to
    police (a loss system). The schedule is hour by hour; shifts in blocks cost more.

    Args:
        demand_by_hour: Mean type-eligible calls per hour, 7 rows from Monday of 24.
        inputs: Everything else.

    Raises:
        InputRefused: When the demand is not 7 x 24 numbers of 0 or more.
    """
    rates = _checked(demand_by_hour)
    demand = rates * inputs.screened_share * inputs.covered_share * (1 + inputs.growth)
    # Calls outside the hours of service go to police and keep no team busy in the hours after.
    served = np.where(_open_hours(inputs.opens, inputs.closes), demand, 0.0)
    load = offered_load(served, inputs.service_minutes / 60, inputs.method)
    teams = np.zeros((DAYS, HOURS), dtype=int)
    for day, hour in np.argwhere(np.broadcast_to(_open_hours(inputs.opens, inputs.closes), teams.shape)):
        teams[day, hour] = _teams(float(load[day, hour]), inputs)
    answered = demand * (1 - np.asarray(erlang_b(load, teams)))
    weekly, weekly_answered = float(demand.sum()), float(answered.sum())
    team_hours = int(teams.sum())
    fte = people.full_time_equivalents(
        team_hours / DAYS, inputs.people_per_team, inputs.net_hours, inputs.vacancy_rate
    )
    responders = people.whole_people(fte)
    staff = People(
        responders=responders,
        supervisors=people.supervisors(responders, inputs.span),
        directors=inputs.directors,
        navigators=inputs.navigators,
        analysts=inputs.analysts,
    )
    vehicles = int(teams.max()) + (inputs.spare_vehicles if team_hours else 0)
    responses = weekly_answered * inputs.pick_up * people.DAYS / DAYS
    return StaffingPlan(
        method=inputs.method,
        inputs=inputs,
        demand=_rows(demand),
        offered_load=_rows(load),
        teams=tuple(tuple(int(count) for count in row) for row in teams),
        answered_share=weekly_answered / weekly if weekly else 0.0,
        utilisation=weekly_answered * inputs.service_minutes / 60 / team_hours if team_hours else 0.0,
        fte=fte,
        people=staff,
        vehicles=vehicles,
        responses=responses,
        cost=roll_up(staff, vehicles, responses, inputs.costs),
    )


def _checked(demand_by_hour: Sequence[Sequence[float]]) -> Floats:
    try:
        rates = np.asarray(demand_by_hour, dtype=np.float64)
    except ValueError:
        rates = np.empty(0)
    if rates.shape != (DAYS, HOURS) or not np.all((rates >= 0) & np.isfinite(rates)):
        raise InputRefused("The demand must be seven days of 24 hours, each 0 calls or more.")
    return rates


def _open_hours(opens: int, closes: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which hours of a day are served; a service that closes before it opens runs over midnight."""
    hours = np.arange(HOURS)
    if opens < closes:
        return (hours >= opens) & (hours < closes)
    return (hours >= opens) | (hours < closes)


def _teams(load: float, inputs: StaffingInputs) -> int:
    return max(
        inputs.fewest_teams,
        servers_for_blocking(load, inputs.most_blocked),
        servers_for_utilisation(load, inputs.most_busy),
    )


def _rows(grid: Floats) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(float(value) for value in row) for row in grid)
