"""The plan: how many teams in each hour of the week, how often one is free, how many people, what it costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from leaptui.staffing import people
from leaptui.staffing.cost import Cost, People, officer_hours, roll_up
from leaptui.staffing.demand import DAYS, HOURS, Case, Demand
from leaptui.staffing.erlang import (
    Counts,
    Floats,
    erlang_b,
    erlang_c,
    mean_wait,
    servers_for_blocking,
    servers_for_share_within,
    servers_for_utilisation,
    servers_for_waiting,
    share_within,
    wait_reached,
)
from leaptui.staffing.inputs import StaffingInputs
from leaptui.staffing.profile import Method, offered_load
from leaptui.staffing.travel import travel_minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """How the calls fare with so many teams.

    Attributes:
        at_once: Calls an hour that find a team free, by hour; not a number in an overloaded one.
        answered: Calls an hour that a team takes, at once or within the waiting limit; alike.
        overloaded: Hours of the week (0 is Monday 00:00) in which calls come faster than teams can
            answer them. There is no figure of the calls answered then, for the hour or for the week.
        mean_wait: Minutes over all calls in hours of service; nothing where calls do not wait.
        p90_wait: Minutes that nine of ten calls do not exceed, in the worst hour.
        within_limit: Share of the calls in hours of service that get a team within the limit.
    """

    at_once: Floats
    answered: Floats
    overloaded: tuple[int, ...]
    mean_wait: float | None = None
    p90_wait: float | None = None
    within_limit: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffingPlan:
    """What follows from the inputs. Grids are 7 rows, Monday first, of 24 hours.

    Attributes:
        method: How the load was worked out.
        inputs: What it rests on.
        demand: Calls per hour after screening, area and growth.
        offered_load: Erlangs, of the calls that come in the hours of service.
        teams: On duty.
        at_once_by_hour: Share of the calls that find a team free, by hour; nothing in closed and in
            overloaded hours.
        in_hours_share: Of the demand of the whole week, the share that comes in hours of service.
        answered_share: Of the demand of the whole week, the share that finds a team free; calls
            outside the hours of service find none. Nothing where an hour is overloaded.
        answered_in_hours: The same of the calls in hours of service; nothing where there is none.
        overloaded: Hours of the week in which calls come faster than teams can answer them.
        mean_wait: Minutes over the calls in hours of service; nothing where calls do not wait.
        p90_wait: Minutes that nine of ten calls do not exceed, in the worst hour.
        within_limit: Share of the calls in hours of service that get a team within the waiting limit.
        utilisation: Mean share of their time that teams are busy with what they answer; nothing where
            an hour is overloaded.
        travel_minutes: Of the nearest free team, where the area is known and no hour is overloaded.
        fte: Full-time responders that the posts need, unrounded.
        relief_factor: People to fill one post of one person around the clock.
        people: Who is hired, in whole people.
        vehicles: At the week's peak, with spares.
        responses: A year, after pick-up; nothing where an hour is overloaded.
        officer_hours: Police time a year on those calls: capacity, never a saving; nothing likewise.
        cost: The budget.
    """

    method: Method
    inputs: StaffingInputs
    demand: tuple[tuple[float, ...], ...]
    offered_load: tuple[tuple[float, ...], ...]
    teams: tuple[tuple[int, ...], ...]
    at_once_by_hour: tuple[tuple[float | None, ...], ...]
    in_hours_share: float
    answered_share: float | None
    answered_in_hours: float | None
    overloaded: tuple[int, ...]
    mean_wait: float | None
    p90_wait: float | None
    within_limit: float | None
    utilisation: float | None
    travel_minutes: float | None
    fte: float
    relief_factor: float
    people: People
    vehicles: int
    responses: float | None
    officer_hours: float | None
    cost: Cost

    @property
    def team_hours_per_week(self) -> int:
        """Sum of the teams grid."""
        return sum(map(sum, self.teams))

    @property
    def peak(self) -> int:
        """Teams in the busiest hour."""
        return max(map(max, self.teams))


def plan(demand: Demand, inputs: StaffingInputs, case: Case = Case.EXPECTED) -> StaffingPlan:
    """The fewest teams that meet the targets in each hour of service, and what follows.

    Teams are sized on all screened calls, as if dispatchers gave every one to them; the pick-up
    rate comes off afterwards, for responses and cost. A call that finds no team free goes to police
    (a loss system), or waits where the inputs say so. The schedule is hour by hour; shifts in blocks
    cost more (`leaptui.staffing.schedule`).

    Args:
        demand: The calls.
        inputs: Everything else.
        case: Whether they turn out as expected.
    """
    calls, load = screened(demand, inputs, case), loads(demand, inputs, case)
    open_calls = np.where(open_hours(inputs), calls, 0.0)
    minutes = _minutes_a_call(load, open_calls, inputs)
    teams = teams_for(open_calls, load, inputs, minutes)
    service = serve(calls, load, teams, inputs)
    weekly, in_hours = float(calls.sum()), float(open_calls.sum())
    at_once, answered = float(np.nansum(service.at_once)), float(np.nansum(service.answered))
    team_hours = int(teams.sum())
    staff, fte = staff_for(team_hours, inputs)
    vehicles = int(teams.max()) + (inputs.spare_vehicles if team_hours else 0)
    is_known = not service.overloaded
    responses = answered * inputs.pick_up * people.DAYS / DAYS if is_known else None
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.where(open_calls > 0, service.at_once / open_calls, np.nan)
    return StaffingPlan(
        method=inputs.method,
        inputs=inputs,
        demand=_rows(calls),
        offered_load=_rows(load),
        teams=tuple(tuple(int(count) for count in row) for row in teams),
        at_once_by_hour=tuple(
            tuple(None if np.isnan(share) else float(share) for share in row) for row in shares
        ),
        in_hours_share=in_hours / weekly if weekly else 0.0,
        answered_share=(at_once / weekly if weekly else 0.0) if is_known else None,
        answered_in_hours=at_once / in_hours if is_known and in_hours else None,
        overloaded=service.overloaded,
        mean_wait=service.mean_wait,
        p90_wait=service.p90_wait,
        within_limit=service.within_limit,
        utilisation=(answered * minutes / 60 / team_hours if team_hours else 0.0) if is_known else None,
        travel_minutes=_travel(load, teams, inputs) if is_known else None,
        fte=fte,
        relief_factor=people.relief_factor(people.DAYS * HOURS, inputs.net_hours),
        people=staff,
        vehicles=vehicles,
        responses=responses,
        officer_hours=officer_hours(responses, inputs.officers_per_call, inputs.police_minutes),
        cost=roll_up(staff, vehicles, responses, inputs.costs),
    )


def open_hours(inputs: StaffingInputs) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which hours of a day are served; a service that closes before it opens runs over midnight."""
    hours = np.arange(HOURS)
    if inputs.opens < inputs.closes:
        return (hours >= inputs.opens) & (hours < inputs.closes)
    return (hours >= inputs.opens) | (hours < inputs.closes)


def screened(demand: Demand, inputs: StaffingInputs, case: Case = Case.EXPECTED) -> Floats:
    """Calls an hour that a team would be sent to, at all hours."""
    return np.asarray(sum((rates for _, rates in demand.rates(inputs, case)), np.zeros((DAYS, HOURS))))


def loads(demand: Demand, inputs: StaffingInputs, case: Case = Case.EXPECTED) -> Floats:
    """Erlangs by hour; calls outside the hours of service keep no team busy in the hours after.

    Groups of calls of equal length are taken together; loads of different lengths add up.
    """
    by_minutes: dict[float, Floats] = {}
    for minutes, rates in demand.rates(inputs, case):
        by_minutes[minutes] = by_minutes.get(minutes, np.zeros((DAYS, HOURS))) + rates
    total = np.zeros((DAYS, HOURS))
    for minutes, rates in by_minutes.items():
        total += offered_load(np.where(open_hours(inputs), rates, 0.0), minutes / 60, inputs.method)
    return total


def mean_minutes(demand: Demand, inputs: StaffingInputs) -> float:
    """Team time per call over all groups."""
    rates = [(minutes, float(grid.sum())) for minutes, grid in demand.rates(inputs)]
    calls = sum(count for _, count in rates)
    return sum(minutes * count for minutes, count in rates) / calls if calls else inputs.service_minutes


def _minutes_a_call(load: Floats, calls: Floats, inputs: StaffingInputs) -> float:
    """Mean team time of the calls that come, of all groups and of the case; the common one where none comes."""
    coming = float(calls.sum())
    return float(load.sum()) / coming * 60 if coming else inputs.service_minutes


def teams_for(calls: Floats, load: Floats, inputs: StaffingInputs, minutes: float) -> Counts:
    """The fewest teams by hour that meet every target, within the fewest and most there may be.

    Args:
        calls: By hour. Where one comes a team must answer it, also in a first hour whose load, by the
            calls of the hour before, is none.
        load: Erlangs by hour.
        inputs: The targets.
        minutes: Mean team time per call, for the wait until one is free.
    """
    if inputs.calls_wait:
        needed = np.asarray(servers_for_waiting(load, inputs.most_blocked))
        if inputs.least_within:
            within = servers_for_share_within(load, minutes, inputs.waiting_limit, inputs.least_within)
            needed = np.maximum(needed, within)
    else:
        needed = np.asarray(servers_for_blocking(load, inputs.most_blocked))
    needed = np.maximum(needed, servers_for_utilisation(load, inputs.most_busy))
    needed = np.maximum(needed, calls > 0) + inputs.reserve_teams
    allowed = np.clip(needed, inputs.fewest_teams, inputs.most_teams)
    return np.where(open_hours(inputs), allowed, 0).astype(np.int64)


def serve(calls: Floats, load: Floats, teams: Counts, inputs: StaffingInputs) -> Service:
    """How calls fare with teams that need not be those they were sized for."""
    is_open = np.broadcast_to(open_hours(inputs), teams.shape)
    coming = np.where(is_open, calls, 0.0)
    answering = np.maximum(teams - inputs.reserve_teams, 0)
    over = (coming > 0) & (load >= answering)
    overloaded = tuple(int(hour) for hour in np.flatnonzero(over))
    if not inputs.calls_wait:
        at_once = np.where(over, np.nan, coming * (1 - np.asarray(erlang_b(load, answering))))
        return Service(at_once=at_once, answered=at_once, overloaded=overloaded)
    at_once = np.where(over, np.nan, coming * (1 - np.nan_to_num(np.asarray(erlang_c(load, answering)))))
    minutes = _minutes_a_call(load, coming, inputs)
    within = np.nan_to_num(np.asarray(share_within(load, answering, minutes, inputs.waiting_limit)))
    answered = np.where(over, np.nan, coming * within)
    total = float(coming.sum())
    if overloaded or not total:
        return Service(at_once=at_once, answered=answered, overloaded=overloaded)
    waits = np.nan_to_num(np.asarray(mean_wait(load, answering, minutes)))
    reached = np.nan_to_num(np.asarray(wait_reached(load, answering, minutes, 0.9)))
    return Service(
        at_once=at_once,
        answered=answered,
        overloaded=(),
        mean_wait=float((waits * coming).sum()) / total,
        p90_wait=float(reached[coming > 0].max()),
        within_limit=float(answered.sum()) / total,
    )


def staff_for(team_hours: int, inputs: StaffingInputs) -> tuple[People, float]:
    """Who is hired for so many team hours a week, and the responders before rounding."""
    fte = people.full_time_equivalents(
        team_hours / DAYS, inputs.people_per_team, inputs.net_hours, inputs.vacancy_rate
    )
    responders = people.whole_people(fte)
    staff = People(
        responders=responders,
        supervisors=people.supervisors(responders, inputs.span),
        clinical_leads=inputs.clinical_leads,
        directors=inputs.directors,
        navigators=inputs.navigators,
        analysts=inputs.analysts,
    )
    return staff, fte


def _travel(load: Floats, teams: Counts, inputs: StaffingInputs) -> float | None:
    """From the teams free on average over the hours of service, at least one of them."""
    on_duty = teams > 0
    if not inputs.area_square_miles or not on_duty.any():
        return None
    free = max(float((teams - load)[on_duty].mean()), 1.0)
    return travel_minutes(inputs.area_square_miles, free, inputs.travel_speed)


def _rows(grid: Floats) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(float(value) for value in row) for row in grid)
