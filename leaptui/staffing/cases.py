"""If it turns out otherwise: the low, the expected and the high case of a plan. Ranges, not points."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from leaptui.staffing.cost import officer_hours, per_response
from leaptui.staffing.demand import DAYS, PICK_UP_SPREAD, Case, Demand
from leaptui.staffing.inputs import StaffingInputs
from leaptui.staffing.people import DAYS as YEAR_DAYS
from leaptui.staffing.plan import StaffingPlan, loads, open_hours, plan, screened, serve


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOutcome:
    """One case: first with the teams of the plan, then with teams sized for it.

    Attributes:
        case: Which.
        calls_per_day: Screened calls in hours of service.
        answered_in_hours: Share answered at once by the teams of the plan; nothing when they are
            overloaded or no call comes.
        is_overloaded: Whether calls come faster than they can answer them.
        responses: A year, by the teams of the plan, after pick-up; nothing when they are overloaded.
        per_response: Recurring dollars of the plan over these responses; nothing below one a year.
        officer_hours: Police time a year on them: capacity; nothing when overloaded.
        peak: Teams of the busiest hour, sized for the case.
        people: Everybody, sized for the case.
        recurring: Dollars a year, sized for the case.
    """

    case: Case
    calls_per_day: float
    answered_in_hours: float | None
    is_overloaded: bool
    responses: float | None
    per_response: float | None
    officer_hours: float | None
    peak: int
    people: int
    recurring: float


def cases(demand: Demand, inputs: StaffingInputs, expected: StaffingPlan) -> tuple[CaseOutcome, ...]:
    """Low, expected and high: demand by a standard deviation of its months, team time by a quarter, pick-up by a third.

    Args:
        demand: The calls.
        inputs: Of the plan.
        expected: The plan.
    """
    return tuple(_outcome(demand, inputs, expected, case) for case in Case)


def _outcome(demand: Demand, inputs: StaffingInputs, expected: StaffingPlan, case: Case) -> CaseOutcome:
    pick_up = min(inputs.pick_up * (1 + case.sign * PICK_UP_SPREAD), 1.0)
    calls = screened(demand, inputs, case)
    is_open = np.broadcast_to(open_hours(inputs), calls.shape)
    in_hours = float(calls[is_open].sum())
    teams = np.array(expected.teams, dtype=np.int64)
    service = serve(calls, loads(demand, inputs, case), teams, inputs)
    is_known = not service.overloaded
    responses = float(service.answered.sum()) * pick_up * YEAR_DAYS / DAYS if is_known else None
    gone_to = inputs.displaced_share if case is Case.LOW else 1.0
    freed = officer_hours(responses, inputs.officers_per_call * gone_to, inputs.police_minutes)
    sized = expected if case is Case.EXPECTED else plan(demand, replace(inputs, pick_up=pick_up), case)
    return CaseOutcome(
        case=case,
        calls_per_day=in_hours / DAYS,
        answered_in_hours=float(service.at_once.sum()) / in_hours if is_known and in_hours else None,
        is_overloaded=bool(service.overloaded),
        responses=responses,
        per_response=per_response(expected.cost.recurring, responses),
        officer_hours=freed,
        peak=sized.peak,
        people=sized.people.total,
        recurring=sized.cost.recurring,
    )
