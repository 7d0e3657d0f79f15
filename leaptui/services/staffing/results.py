"""What a plan, its shifts and its replay say, as plain values: for `--json`, and to freeze a scenario.

Numbers are unrounded, shares fractions, times minutes. The names are promises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leaptui.services.staffing.literature import method_named, methods_of, written
from leaptui.services.staffing.shifts import ShiftsView
from leaptui.services.staffing.words import (
    count_words,
    per_response_words,
    share_words,
    travel_words,
    wait_words,
)

if TYPE_CHECKING:
    from leaptui.services.staffing.replay import ReplayView
    from leaptui.services.staffing.what_if import StaffingView
    from leaptui.services.staffing.zones import ZonesView
    from leaptui.staffing.cost import Cost, People
    from leaptui.staffing.plan import StaffingPlan

Plain = dict[str, Any]

CAPACITY = "capacity, not a budget saving: no officer is let go and no budget gets smaller"


def plan_results(view: StaffingView) -> Plain:
    """A plan."""
    plan = view.plan
    inputs = plan.inputs
    numbers = {each.key: each.value for each in view.inputs}
    return {
        "scenario": view.scenario,
        "method": plan.method.value,
        "rules": view.what_if.rules.value,
        "base": view.base,
        "sentence": view.sentence,
        "notes": list(view.notes),
        "demand": [list(day) for day in plan.demand],
        "teams": [list(day) for day in plan.teams],
        "offered_load": [list(day) for day in plan.offered_load],
        "at_once": [list(day) for day in plan.at_once_by_hour],
        "answered_share": plan.answered_share,
        "answered": share_words(plan.answered_share, overloaded=bool(plan.overloaded)),
        "answered_in_hours": plan.answered_in_hours,
        "in_hours_share": plan.in_hours_share,
        "overloaded": [{"day": hour // 24, "hour": hour % 24} for hour in plan.overloaded],
        "waits": {"mean": plan.mean_wait, "p90": plan.p90_wait, "within_limit": plan.within_limit},
        "utilisation": plan.utilisation,
        "travel_minutes": plan.travel_minutes,
        "team_hours_per_week": plan.team_hours_per_week,
        "peak_teams": plan.peak,
        "vehicles": plan.vehicles,
        "fte": plan.fte,
        "net_hours": inputs.net_hours,
        "relief_factor": plan.relief_factor,
        "people": _people(plan.people),
        "people_total": plan.people.total,
        "responses": plan.responses,
        "officer_hours": _officer_hours(plan),
        "words": _words(plan),
        "cost": _cost(plan.cost),
        "cases": [
            {
                "case": case.case.value,
                "calls_per_day": case.calls_per_day,
                "answered_in_hours": case.answered_in_hours,
                "answered": share_words(case.answered_in_hours, overloaded=case.is_overloaded),
                "overloaded": case.is_overloaded,
                "responses": case.responses,
                "per_response": case.per_response,
                "officer_hours": case.officer_hours,
                "peak_teams": case.peak,
                "people_total": case.people,
                "recurring": case.recurring,
            }
            for case in view.cases
        ],
        "years": [
            {
                "begins": year.begins.isoformat(),
                "ends": year.ends.isoformat(),
                "recurring": year.recurring,
                "one_time": year.one_time,
                "funded": [{"source": name, "amount": amount} for name, amount in year.funded],
                "gap": year.gap,
            }
            for year in view.years.years
        ],
        "cliffs": list(view.years.cliffs),
        "group_minutes": dict(inputs.group_minutes),
        "inputs": [
            {
                "key": each.key,
                "label": each.label,
                "value": each.value,
                "usual": each.usual,
                "least": each.least,
                "most": each.most,
                "unit": each.unit,
                "source": each.source,
            }
            for each in view.inputs
        ],
        "sources": [written(method) for method in methods_of(plan.method, numbers)],
    }


def shifts_results(shifts: ShiftsView) -> Plain:
    """The shifts of a plan: the schedulable beside the demand minimum."""
    found = shifts.found
    return {
        "sentence": shifts.sentence,
        "demand_minimum": {
            "team_hours_per_week": found.schedule.demand_hours,
            "fte": shifts.view.plan.fte,
            "people_total": shifts.view.plan.people.total,
            "vehicles": shifts.view.plan.vehicles,
            "recurring": shifts.view.plan.cost.recurring,
            "answered_in_hours": shifts.view.plan.answered_in_hours,
        },
        "schedulable": {
            "team_hours_per_week": found.schedule.team_hours,
            "fte": found.fte,
            "people": _people(found.people),
            "people_total": found.people.total,
            "vehicles": found.vehicles,
            "recurring": found.cost.recurring,
            "one_time": found.cost.one_time,
            "answered_in_hours": found.answered_in_hours,
            "teams": [list(day) for day in found.teams],
        },
        "optimal": found.schedule.is_optimal,
        "gap": found.schedule.gap,
        "shifts": [
            {
                "day": shift.begins // 24,
                "begins": shift.begins % 24,
                "hours": shift.hours,
                "break_after": shift.rest,
                "teams": shift.teams,
            }
            for shift in found.schedule.shifts
        ],
        "sources": [written(method_named("shifts"))],
    }


def zones_results(view: ZonesView) -> Plain:
    """Teams with home zones."""
    return {
        "base": view.base,
        "zones": [
            {
                "districts": list(zone.districts),
                "calls_per_hour": zone.calls_per_hour,
                "workload": zone.workload,
                "own_share": zone.own_share,
            }
            for zone in view.zones
        ],
        "lost_share": view.lost_share,
        "out_of_zone_share": view.out_of_zone_share,
        "notes": list(view.notes),
        "sources": [written(method_named("hypercube"))],
    }


def replay_results(view: ReplayView) -> Plain:
    """A replay beside the formula."""
    found, against = view.replayed, view.against
    return {
        "scenario": view.view.scenario,
        "base": view.base,
        "teams_of": "shifts" if view.of_shifts else "demand minimum",
        "teams": [list(day) for day in view.teams],
        "service": view.service,
        "seed": view.seed,
        "calls": found.calls,
        "outside_hours": found.outside,
        "at_once": found.at_once,
        "waited": found.waited,
        "missed": found.missed,
        "share_at_once": found.share_at_once,
        "share_answered": found.share_answered,
        "band": {"low": found.band[0], "high": found.band[1], "weeks": found.weeks} if found.band else None,
        "waits": {"mean": found.mean_wait, "p90": found.p90_wait},
        "utilisation": found.utilisation,
        "utilisation_by_hour": [list(day) for day in found.utilisation_by_hour],
        "calls_by_hour": [list(day) for day in found.calls_by_hour],
        "at_once_by_hour": [list(day) for day in found.at_once_by_hour],
        "after_hours": found.after_hours,
        "back_to_back": found.back_to_back,
        "days_without_miss": found.days_without_miss,
        "worst_days": [
            {"day": day.day.isoformat(), "calls": day.calls, "missed": day.missed, "waited": day.waited}
            for day in view.worst_days
        ],
        "formula": against.formula,
        "formula_by_hour": [list(day) for day in against.formula_by_hour],
        "overloaded_hours": against.overloaded,
        "dispersion": against.dispersion,
        "follows": against.follows,
        "sentences": list(against.sentences),
        "notes": list(view.notes),
    }


def _officer_hours(plan: StaffingPlan) -> Plain:
    hours, inputs = plan.officer_hours, plan.inputs
    return {
        "hours": hours,
        "full_time": None if hours is None else hours / inputs.officer_year_hours,
        "value": None if hours is None else hours * inputs.officer_hour_price,
        "label": CAPACITY,
    }


def _words(plan: StaffingPlan) -> dict[str, str]:
    """Every figure that may be nothing, as it is told: the number, or why there is none."""
    is_over = bool(plan.overloaded)
    return {
        "answered_share": share_words(plan.answered_share, overloaded=is_over),
        "answered_in_hours": share_words(plan.answered_in_hours, overloaded=is_over),
        "utilisation": share_words(plan.utilisation, overloaded=is_over),
        "responses": count_words(plan.responses),
        "officer_hours": count_words(plan.officer_hours),
        "per_response": per_response_words(plan.cost),
        "waits": wait_words(plan),
        "travel_minutes": travel_words(plan),
    }


def _people(people: People) -> list[Plain]:
    return [{"role": role, "count": count} for role, count in people.by_role]


def _cost(cost: Cost) -> Plain:
    return {
        "recurring": cost.recurring,
        "one_time": cost.one_time,
        "first_year": cost.first_year,
        "per_response": cost.per_response,
        "responses": cost.responses,
        "recurring_lines": [{"label": line.label, "amount": line.amount} for line in cost.recurring_lines],
        "one_time_lines": [{"label": line.label, "amount": line.amount} for line in cost.one_time_lines],
    }
