"""How a plan's figures come about, step by step, with the formula and the numbers put into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.services.staffing.words import (
    NO_CALLS,
    OVERLOADED,
    count_words,
    hour_of_week,
    per_response_words,
    travel_words,
    wait_words,
)

if TYPE_CHECKING:
    from leaptui.services.staffing.basis import StaffingBasis
    from leaptui.services.staffing.what_if import StaffingView


@dataclass(frozen=True, slots=True)
class Step:
    """One step from calls to money.

    Attributes:
        title: What it finds.
        words: How, in a sentence.
        formula: With the plan's own numbers.
    """

    title: str
    words: str
    formula: str


def explained(basis: StaffingBasis, view: StaffingView) -> tuple[Step, ...]:
    """The steps of a plan, from calls to what is freed."""
    return (
        _demand(basis, view),
        _load(view),
        _teams(view),
        _answered(view),
        _people(view),
        _money(view),
        _police(view),
    )


def _demand(basis: StaffingBasis, view: StaffingView) -> Step:
    inputs, demand = view.plan.inputs, basis.demands[view.what_if.rules]
    coming = sum(map(sum, view.plan.demand)) / 7
    months = (
        f"{demand.months} whole months vary by {demand.spread:.0%}" if demand.months >= 3 else "few months"
    )
    return Step(
        "Calls",
        "Of the eligible types, those calls that pass the screen and lie in the area, with growth. Types whose calls "
        f"somebody sampled have a share of their own. Arrivals are by chance within the hour; {months}.",
        f"{demand.eligible_per_day:,.1f} a day × {inputs.screened_share:.0%} screened in (unless sampled) × "
        f"{inputs.covered_share:.0%} of the area × {1 + inputs.growth:.2f} growth = {coming:,.1f} a day",
    )


def _busiest(view: StaffingView) -> int:
    flat = [load for day in view.plan.offered_load for load in day]
    return flat.index(max(flat))


def _load(view: StaffingView) -> Step:
    plan, hour = view.plan, _busiest(view)
    rate, load = plan.demand[hour // 24][hour % 24], plan.offered_load[hour // 24][hour % 24]
    return Step(
        "Load",
        f"Calls an hour times the time a team is busy with one, by {plan.method.label}: a call keeps its team busy in "
        "the hours after it came.",
        f"busiest hour, {hour_of_week(hour)}: {rate:.2f} calls an hour, {load:.2f} teams busy on average",
    )


def _teams(view: StaffingView) -> Step:
    plan, inputs, hour = view.plan, view.plan.inputs, _busiest(view)
    load, teams = plan.offered_load[hour // 24][hour % 24], plan.teams[hour // 24][hour % 24]
    if inputs.calls_wait:
        rule = f"at most {inputs.most_blocked:.0%} of the calls wait (Erlang C, M/M/c)"
    else:
        rule = f"at most {inputs.most_blocked:.1%} of the calls find nobody free (Erlang B, M/G/c/c)"
    reserve = f", and {inputs.reserve_teams} kept free as back-up" if inputs.reserve_teams else ""
    return Step(
        "Teams",
        f"In each hour of service the fewest teams with which {rule} and teams are busy at most "
        f"{inputs.most_busy:.0%} of their time{reserve}. Teams stand in for each other; one goes to a call.",
        f"{hour_of_week(hour)}: load {load:.2f}, {teams} on duty",
    )


def _answered(view: StaffingView) -> Step:
    plan = view.plan
    if plan.answered_in_hours is None and not plan.overloaded:
        return Step("Answered", "No eligible call comes in the hours of service.", NO_CALLS)
    if plan.answered_in_hours is None:
        return Step(
            "Answered", "Calls come faster than teams can answer them; no share is right.", OVERLOADED
        )
    waits = f"; {wait_words(plan)}" if plan.inputs.calls_wait else ""
    travel = (
        f" The nearest free team drives {travel_words(plan)} (square-root law)."
        if plan.travel_minutes
        else ""
    )
    return Step(
        "Answered at once",
        f"The calls of each hour times the chance that a team is free, over the week.{travel}",
        f"{plan.answered_in_hours:.1%} in hours of service, which have {plan.in_hours_share:.1%} of the calls{waits}",
    )


def _people(view: StaffingView) -> Step:
    plan, inputs = view.plan, view.plan.inputs
    roles = ", ".join(f"{count} {role if count > 1 else role[:-1]}" for role, count in plan.people.by_role)
    return Step(
        "People",
        f"Post hours over the hours a person is at her post; {inputs.vacancy_rate:.0%} of positions stand empty. "
        f"One post around the clock takes {plan.relief_factor:.2f} people.",
        f"{plan.team_hours_per_week / 7:,.1f} team hours a day × {inputs.people_per_team} people × 365 ÷ "
        f"{inputs.net_hours:,.0f} hours = {plan.fte:.2f} responders; {roles}",
    )


def _money(view: StaffingView) -> Step:
    cost = view.plan.cost
    return Step(
        "Money",
        "Wages, benefits, overtime, vehicles, supplies, training, software, space, insurance, evaluation, overhead. "
        "$ on the plan shows each line.",
        f"${cost.recurring:,.0f} a year ÷ responses ({count_words(cost.responses)}) = {per_response_words(cost)}; "
        f"once ${cost.one_time:,.0f}",
    )


def _police(view: StaffingView) -> Step:
    plan, inputs = view.plan, view.plan.inputs
    freed = OVERLOADED
    if plan.responses is not None and plan.officer_hours is not None:
        value = plan.officer_hours * inputs.officer_hour_price
        freed = (
            f"{plan.responses:,.0f} responses × {inputs.officers_per_call:g} officers × {inputs.police_minutes:g} min = "
            f"{plan.officer_hours:,.0f} hours, {plan.officer_hours / inputs.officer_year_hours:.1f} full-time officers, "
            f"worth ${value:,.0f} of capacity"
        )
    return Step(
        "Police hours freed",
        "Capacity, not a budget saving: nobody is let go. The low case counts only calls police would have gone to.",
        freed,
    )
