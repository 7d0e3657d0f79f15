"""What shifts really give, beside what the demand asks for: teams, people and money of both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from leaptui.staffing.cost import Cost, People, roll_up
from leaptui.staffing.demand import DAYS, HOURS, Demand
from leaptui.staffing.people import DAYS as YEAR_DAYS
from leaptui.staffing.plan import StaffingPlan, loads, open_hours, screened, serve, staff_for
from leaptui.staffing.schedule import SECONDS, Schedule, ShiftRules, schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedulable:
    """A plan worked in shifts.

    Attributes:
        schedule: The shifts.
        teams: Available by hour, 7 x 24: at least those of the plan.
        answered_in_hours: Share of the calls in hours of service answered at once by these teams;
            nothing when overloaded.
        fte: Full-time responders, unrounded.
        people: Who is hired.
        vehicles: At the week's peak, breaks included, with spares.
        cost: The budget.
    """

    schedule: Schedule
    teams: tuple[tuple[int, ...], ...]
    answered_in_hours: float | None
    fte: float
    people: People
    vehicles: int
    cost: Cost


def schedulable(demand: Demand, plan: StaffingPlan, *, seconds: float = SECONDS) -> Schedulable:
    """The cheapest shifts that cover a plan, and what they cost.

    Args:
        demand: The calls of the plan.
        plan: Teams by hour, with its inputs.
        seconds: How long to look for cheaper ones.

    Raises:
        InputRefused: When no shifts cover the hours.
    """
    inputs = plan.inputs
    limit = inputs.most_teams if inputs.most_teams < 2 * plan.peak + 2 else None
    rules = ShiftRules(blocks=inputs.blocks, break_minutes=inputs.break_minutes, most_teams=limit)
    found = schedule([count for row in plan.teams for count in row], rules, seconds=seconds)
    on_duty = np.array(found.on_duty, dtype=np.int64).reshape(DAYS, HOURS)
    calls = screened(demand, inputs)
    # Shifts may reach beyond the hours of service; calls are taken in those hours only.
    in_hours = np.where(open_hours(inputs), on_duty, 0)
    service = serve(calls, loads(demand, inputs), in_hours, inputs)
    coming = float(np.where(open_hours(inputs), calls, 0.0).sum())
    staff, fte = staff_for(found.team_hours, inputs)
    vehicles = found.peak + (inputs.spare_vehicles if found.team_hours else 0)
    is_known = not service.overloaded
    responses = float(service.answered.sum()) * inputs.pick_up * YEAR_DAYS / DAYS if is_known else None
    return Schedulable(
        schedule=found,
        teams=tuple(tuple(int(count) for count in row) for row in in_hours),
        answered_in_hours=float(service.at_once.sum()) / coming if is_known and coming else None,
        fte=fte,
        people=staff,
        vehicles=vehicles,
        cost=roll_up(staff, vehicles, responses, inputs.costs),
    )
