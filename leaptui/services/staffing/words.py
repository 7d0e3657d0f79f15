"""Staffing plans in plain words: for a council, and what a person must know beside the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.domain.measured import RuleSet

if TYPE_CHECKING:
    from leaptui.services.staffing.basis import StaffingBasis
    from leaptui.services.staffing.what_if import WhatIf
    from leaptui.staffing.cost import Cost
    from leaptui.staffing.inputs import StaffingInputs
    from leaptui.staffing.plan import StaffingPlan

_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_MOST_HOURS_NAMED = 3
OVERLOADED, NO_CALLS = "overloaded", "no calls"
"""What stands in place of a figure that would be a lie."""


def number_words(count: int) -> str:
    """`four` up to twelve, figures from there."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def hours_words(opens: int, closes: int) -> str:
    """`around the clock` or `from 10:00 to 22:00`."""
    if opens == closes % 24:
        return "around the clock"
    return f"from {opens:02}:00 to {closes % 24:02}:00"


def scenario_words(rules: RuleSet, inputs: StaffingInputs) -> str:
    """`Expected rules, 10:00 to 22:00 every day`."""
    return f"{rules.capitalize()} rules, {inputs.opens:02}:00 to {inputs.closes:02}:00 every day"


def hour_of_week(hour: int) -> str:
    """`Fri 18:00`."""
    return f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[hour // 24]} {hour % 24:02}:00"


def dollars(amount: float) -> str:
    """`$3.87 million`, `$640,000`."""
    return f"${amount / 1e6:.2f} million" if amount >= 1e6 else f"${amount:,.0f}"


def share_words(share: float | None, *, overloaded: bool) -> str:
    """`91%`, or why there is no share. What is nearly all or nearly nothing is not said to be that."""
    if share is None:
        return OVERLOADED if overloaded else NO_CALLS
    if 0 < share < _LEAST_PERCENT:
        return "< 1%"
    return "> 99%" if _is_nearly_all(share) else f"{share:.0%}"


def count_words(count: float | None) -> str:
    """`10,709`; `overloaded` where no number is right, since calls come faster than teams answer them."""
    if count is None:
        return OVERLOADED
    return "< 1" if 0 < count < 1 else f"{count:,.0f}"


def per_response_words(cost: Cost) -> str:
    """`$361.03`, or why there is no cost of a response."""
    if cost.responses is None:
        return OVERLOADED
    if cost.per_response is None:
        return "fewer than one response" if cost.responses else "no responses"
    return f"${cost.per_response:,.2f}"


def per_response_sentence(cost: Cost) -> str:
    """Numerator, denominator and what a response costs; or why there is none."""
    if cost.per_response is not None:
        return (
            f"${cost.recurring:,.0f} a year over {count_words(cost.responses)} responses: "
            f"{per_response_words(cost)} each."
        )
    why = OVERLOADED if cost.responses is None else f"{per_response_words(cost)} a year"
    return f"${cost.recurring:,.0f} a year; {why}, so no cost of a response can be told."


def wait_words(plan: StaffingPlan) -> str:
    """How long calls wait for a team, or why there is no figure."""
    if not plan.inputs.calls_wait:
        return "calls do not wait"
    if plan.mean_wait is None or plan.p90_wait is None or plan.within_limit is None:
        return OVERLOADED if plan.overloaded else NO_CALLS
    return (
        f"mean wait {plan.mean_wait:.1f} min, nine of ten at most {plan.p90_wait:.1f} min in the worst hour, "
        f"{plan.within_limit:.1%} within {plan.inputs.waiting_limit:g} min"
    )


def travel_words(plan: StaffingPlan) -> str:
    """How long the nearest free team drives, or why there is no figure."""
    if plan.travel_minutes is not None:
        return f"{plan.travel_minutes:.1f} min"
    if not plan.inputs.area_square_miles:
        return "the area is not known"
    return OVERLOADED if plan.overloaded else "no team is on duty"


_LEAST_PERCENT = 0.005


def _is_nearly_all(share: float) -> bool:
    return 1 - _LEAST_PERCENT <= share < 1


def council_sentence(plan: StaffingPlan) -> str:
    """The plan as one would say it in the room."""
    inputs = plan.inputs
    counts = sorted({count for row in plan.teams for count in row if count})
    if not counts:
        return "No team is on duty in any hour, so every call goes to the police, as today."
    teams = number_words(counts[0])
    if len(counts) > 1:
        teams += f" to {number_words(counts[-1])}"
    noun = "team" if counts[-1] == 1 else "teams"
    who = f"{teams} {noun} of {number_words(inputs.people_per_team)}, {hours_words(inputs.opens, inputs.closes)}"
    money = f"It takes {plan.people.total:,} people and about {dollars(plan.cost.recurring)} a year."
    return f"{who[0].upper()}{who[1:]}: {_fate(plan)} {money}{_rest(plan)}"


def _fate(plan: StaffingPlan) -> str:
    if plan.overloaded:
        hours = "one hour" if len(plan.overloaded) == 1 else f"{number_words(len(plan.overloaded))} hours"
        return f"they are overloaded, calls come faster than they can answer them in {hours} of the week."
    if plan.answered_in_hours is None:
        return "no eligible call comes in those hours."
    share = plan.answered_in_hours
    count = "more than 99" if _is_nearly_all(share) else f"{share * 100:.0f}"
    where = "" if plan.in_hours_share >= 1 - 1e-9 else " in those hours"
    return f"{count} of 100 eligible calls{where} find a team at once."


def _rest(plan: StaffingPlan) -> str:
    """What becomes of the others."""
    if plan.answered_in_hours is None:
        return ""
    if plan.answered_in_hours >= 1:
        return ""
    others = 100 - round(plan.answered_in_hours * 100)
    who = f"The other {number_words(others)}" if others else "The rest"
    if not plan.inputs.calls_wait:
        return f" {who} {'goes' if others == 1 else 'go'} to the police, as today."
    waits = (
        f" {who} {'waits' if others == 1 else 'wait'} for one, {plan.inputs.waiting_limit:g} minutes at most"
    )
    lost = round((1 - (plan.within_limit or 0.0)) * 100)
    if not lost:
        return f"{waits}."
    return (
        f"{waits}; about {number_words(lost)} of the 100 then {'goes' if lost == 1 else 'go'} to the police."
    )


def plan_notes(basis: StaffingBasis, what_if: WhatIf, plan: StaffingPlan) -> list[str]:
    """What must be known beside the figures."""
    notes: list[str] = []
    if plan.overloaded:
        named = ", ".join(hour_of_week(hour) for hour in plan.overloaded[:_MOST_HOURS_NAMED])
        more = len(plan.overloaded) - _MOST_HOURS_NAMED
        longer = " Calls would wait ever longer." if plan.inputs.calls_wait else ""
        notes.append(
            f"Overloaded: calls come faster than the teams can answer them on {named}"
            f"{f' and in {more} more hours' if more > 0 else ''}.{longer} No share, response or wait is told; "
            "the replay counts what these teams would have answered."
        )
    if plan.utilisation is not None and 0 < plan.utilisation < _IDLE:
        notes.append(
            f"Teams are busy {share_words(plan.utilisation, overloaded=False)} of their time: what they cost comes of "
            "the hours of service and the fewest teams on duty, not of the calls."
        )
    if without := basis.without_hour[what_if.rules]:
        notes.append(f"{without:,} eligible calls have no known hour and are in no plan.")
    if lacking := _weekdays_lacking(basis):
        notes.append(f"The period has no {', '.join(lacking)}: the plan has no calls on such days.")
    if basis.demands[what_if.rules].months < _FEWEST_MONTHS:
        notes.append(
            "Fewer than three whole months of calls: the low and high case rest on chance variation only."
        )
    behind = basis.eligible[what_if.rules] / _HOURS_OF_A_WEEK
    if behind < _FEWEST_BEHIND_AN_HOUR:
        notes.append(
            f"{_only(behind)} eligible calls stand behind an hour of the week on average; under "
            f"{_FEWEST_BEHIND_AN_HOUR} a single hour is chance. Rely on the week's totals."
        )
    return notes


def _only(calls: float) -> str:
    return f"Only {calls:,.1f}" if calls >= _LEAST_SHOWN else f"Fewer than {_LEAST_SHOWN}"


def _weekdays_lacking(basis: StaffingBasis) -> list[str]:
    """Days of the week of which the period has none."""
    from leaptui.calls.bases import weekdays_in

    if basis.base.period is None:
        return []
    return [name for name, days in zip(_WEEKDAYS, weekdays_in(basis.base.period), strict=True) if not days]


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_IDLE = 0.05
"""Share of their time below which teams are hardly called."""
_LEAST_SHOWN = 0.1
_FEWEST_MONTHS = 3
_HOURS_OF_A_WEEK = 168
_FEWEST_BEHIND_AN_HOUR = 20
