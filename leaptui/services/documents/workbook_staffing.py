"""The staffing plan of a workbook: the scenario of the roadmap, or the usual plan where none is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from leaptui.disclosure.call_cells import hidden_cells
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.staffing_figures import ClearedStaffing, PlanToClear, clear_staffing, mean_minutes
from leaptui.documents.kinds.workbook_queue import MOST_COUNTED, QUEUE_LIMIT, QueueLine
from leaptui.domain.call_filter import CallFilter
from leaptui.domain.errors import InputRefused
from leaptui.domain.measured import RuleSet
from leaptui.domain.records import Engagement
from leaptui.services.calls.picture import datasets, summarise
from leaptui.services.staffing.basis import staffing_basis
from leaptui.services.staffing.results import plan_results
from leaptui.services.staffing.scenarios import ScenarioView, scenarios
from leaptui.services.staffing.what_if import WhatIf, staffing_view
from leaptui.services.workspace import Workspace

_MORE_TEAMS = 8
"""Beyond the load, on the sheet that tries more and fewer."""
_USUAL = "The usual plan"


def cleared_plan(workspace: Workspace, engagement: Engagement, gate: Gate) -> ClearedStaffing | None:
    """The plan, cleared; nothing where there are no calls to plan for.

    Raises:
        Withheld: When a name in it repeats a confidence.
    """
    saved = [view for view in scenarios(workspace, engagement) if "cost" in view.results]
    if saved:
        return clear_staffing(gate, _of_scenario(workspace, engagement, saved[0], gate))
    if not datasets(workspace, engagement):
        return None
    try:
        basis = staffing_basis(workspace, engagement)
        view = staffing_view(basis, WhatIf())
    except InputRefused:
        return None  # no call has an hour, or none is eligible: there is nothing to plan for
    rules = view.what_if.rules
    results = plan_results(view)
    return clear_staffing(
        gate,
        PlanToClear(
            name=_USUAL,
            results=results,
            saved="",
            changed=(),
            eligible=basis.eligible[rules],
            is_hidden=_is_hidden(workspace, engagement, gate, rules),
            days=_days(basis.base.period.first, basis.base.period.last) if basis.base.period else 0,
            one_length=True,
            answered_share_by_hour=_answered(results),
            police_calls=sum(group.police_calls for group in basis.groups[rules]),
        ),
    )


def _of_scenario(workspace: Workspace, engagement: Engagement, view: ScenarioView, gate: Gate) -> PlanToClear:
    period = view.demand.get("period")
    rules = RuleSet(view.scenario.rules)
    return PlanToClear(
        name=view.scenario.name,
        results=_completed(view.results),
        saved=view.scenario.made_at[:10],
        changed=view.changed,
        eligible=view.demand.get("eligible", 0),
        # Beside the counts of today an older count would tell how many calls a decision since moved.
        is_hidden=bool(view.demand.get("only"))
        or view.is_stale
        or _is_hidden(workspace, engagement, gate, rules),
        days=_days(period["from"], period["to"]) if period else 0,
        one_length=not view.inputs.get("group_minutes"),
        answered_share_by_hour=_answered(view.results),
        police_calls=sum(group.get("police_calls", 0) for group in view.demand.get("groups", ())),
        shift_lines=_shift_lines(view.results),
    )


def _completed(results: Mapping[str, Any]) -> dict[str, Any]:
    """Results frozen before a key was added have what it tells in others."""
    return {"notes": [], "cases": [], **results}


def _is_hidden(workspace: Workspace, engagement: Engagement, gate: Gate, rules: RuleSet) -> bool:
    summary = summarise(workspace, engagement, only=CallFilter()).summary
    return hidden_cells(summary, gate.threshold).hides(f"eligible.{rules}")


def _days(first: str, last: str) -> int:
    from datetime import date

    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1


def _inputs(results: Mapping[str, Any]) -> dict[str, float]:
    return {each["key"]: each["value"] for each in results["inputs"]}


def _answered(results: Mapping[str, Any]) -> list[list[float | None]]:
    """Share of each hour's calls that a team takes: at once, or within the time they wait."""
    import numpy as np

    from leaptui.staffing.erlang import share_within

    inputs = _inputs(results)
    at_once: list[list[float | None]] = results["at_once"]
    if not inputs["waiting_limit"]:
        return at_once
    answering = np.maximum(np.array(results["teams"]) - int(inputs["reserve_teams"]), 0)
    load = np.array(results["offered_load"])
    minutes = mean_minutes(results)
    within = np.asarray(share_within(load, answering, minutes, inputs["waiting_limit"]))
    return [
        [None if known is None else float(share) for known, share in zip(row, shares, strict=True)]
        for row, shares in zip(at_once, within, strict=True)
    ]


def _shift_lines(results: Mapping[str, Any]) -> tuple[Sequence[float], Sequence[float]]:
    """The budget of the shifts, line by line."""
    from dataclasses import fields

    from leaptui.staffing.cost import CostRates, People, roll_up

    shifts = results.get("shifts")
    if not shifts:
        return (), ()
    told = shifts["schedulable"]
    inputs = _inputs(results)
    counts = {each["role"]: each["count"] for each in told["people"]}
    people = People(
        responders=counts.get("responders", 0),
        supervisors=counts.get("supervisors", 0),
        directors=counts.get("directors", 0),
        navigators=counts.get("care navigators", 0),
        analysts=counts.get("data analysts", 0),
        clinical_leads=counts.get("clinical leads", 0),
    )
    rates = CostRates(**{each.name: inputs[each.name] for each in fields(CostRates)})
    cost = roll_up(people, told["vehicles"], 0.0, rates)
    return (
        [line.amount for line in cost.recurring_lines],
        [line.amount for line in cost.one_time_lines],
    )


def queue_lines(plan: ClearedStaffing) -> tuple[QueueLine, ...]:
    """From no team to some more than the plan's mean hour needs."""
    from leaptui.staffing.erlang import erlang_b, erlang_c, mean_wait, share_within

    minutes = plan.figures["mean_minutes"]
    load = plan.calls_an_hour * minutes / 60
    most = min(int(load) + _MORE_TEAMS, MOST_COUNTED)

    def known(teams: int, value: float) -> float | None:
        return value if teams > load else None

    return tuple(
        QueueLine(
            teams=teams,
            lost=erlang_b(load, teams),
            waits=known(teams, erlang_c(load, teams)),
            wait=known(teams, mean_wait(load, teams, minutes)),
            within=known(teams, float(share_within(load, teams, minutes, QUEUE_LIMIT))),
        )
        for teams in range(most + 1)
    )
