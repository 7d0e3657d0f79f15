"""A saved plan opened again: on its own calls and numbers, and what is otherwise with today's data."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from leaptui.domain.errors import InputRefused
from leaptui.domain.measured import RuleSet
from leaptui.domain.records import Engagement
from leaptui.services.calls.picture import datasets
from leaptui.services.staffing.basis import StaffingBasis, staffing_basis
from leaptui.services.staffing.frozen_calls import filter_read
from leaptui.services.staffing.results import Plain, plan_results
from leaptui.services.staffing.scenario_compare import ComparedLine, compare_results
from leaptui.services.staffing.scenarios import OF_THE_FILE, ScenarioView
from leaptui.services.staffing.what_if import StaffingView, WhatIf, first_start, rules_named, staffing_view
from leaptui.services.workspace import Workspace

_WORDS = frozenset(
    {"scenario", "base", "sentence", "notes", "words", "answered", "inputs", "cliffs", "sources"}
)
"""What is told in words follows from the numbers; how it is put may differ between versions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """A saved plan with today's data.

    Attributes:
        scenario: As it was saved, and all that changed since.
        basis: Its calls: the same export, days and filter where they are still there.
        view: The plan worked out on them with every number it was saved with.
        differences: Figures that are otherwise than the saved ones, then and now; nothing where all are
            the same.
    """

    scenario: ScenarioView
    basis: StaffingBasis
    view: StaffingView
    differences: tuple[ComparedLine, ...]


def reopen(workspace: Workspace, engagement: Engagement, scenario: ScenarioView) -> Reopened:
    """Work a saved plan out again, with today's data.

    Raises:
        InputRefused: When it was saved without its choices, or cannot be worked out any more.
        StoreUnavailable: When its calls, and those of any newer export, are not in the store's folder.
    """
    basis, changed = scenario_basis(workspace, engagement, scenario)
    what_if, passed_over = _restored(scenario, basis)
    view = staffing_view(basis, what_if)
    return Reopened(
        scenario=replace(scenario, changed=(*scenario.changed, *changed, *passed_over)),
        basis=basis,
        view=view,
        differences=_differences(scenario, basis, plan_results(view)),
    )


def scenario_basis(
    workspace: Workspace, engagement: Engagement, scenario: ScenarioView
) -> tuple[StaffingBasis, tuple[str, ...]]:
    """The calls of a saved plan as they are today, and what is otherwise with them.

    Where its export is gone the newest one stands in, with all its calls: days and districts of one
    export say nothing of another.

    Raises:
        InputRefused: As `staffing_basis`.
        StoreUnavailable: As `staffing_basis`.
    """
    dataset = next(
        (each for each in datasets(workspace, engagement) if each.hash == scenario.scenario.dataset), None
    )
    if dataset is None or scenario.dataset_gone:
        basis = staffing_basis(workspace, engagement)
        return basis, (f"Today's data are those of {basis.dataset.file_name}, all days and districts of it.",)
    only, lost = filter_read(scenario.demand)
    return staffing_basis(workspace, engagement, dataset=dataset, only=only), (lost,) if lost else ()


def what_if_of(view: ScenarioView) -> WhatIf:
    """The choices of a scenario, to begin another what-if from.

    Raises:
        InputRefused: When it was saved without them.
    """
    from leaptui.staffing.years import Funding

    inputs = view.inputs
    if "chosen" not in inputs:
        raise InputRefused(f"“{view.scenario.name}” was saved without what it was worked out from.")
    return WhatIf(
        rules=rules_named(view.scenario.rules),
        numbers=inputs["chosen"],
        group_minutes=inputs["group_minutes"],
        method=inputs["method"],
        funding=tuple(
            Funding(
                name=each["name"],
                yearly=each["yearly"],
                starts=date.fromisoformat(each["starts"]),
                ends=date.fromisoformat(each["ends"]) if each["ends"] else None,
            )
            for each in inputs["funding"]
        ),
        starts_on=date.fromisoformat(inputs["starts_on"]) if inputs["starts_on"] else None,
    )


def _restored(view: ScenarioView, basis: StaffingBasis) -> tuple[WhatIf, tuple[str, ...]]:
    """Its choices, and every number that was usual then and is not now; and what has no place any more.

    A number that the export itself gives follows the export, unless it was chosen.
    """
    chosen = what_if_of(view)
    kept: Mapping[str, float] = view.inputs.get("numbers", {})
    numbers = {
        key: value
        for key, value in kept.items()
        if key in basis.usual
        and value != basis.usual[key]
        and (key in chosen.numbers or key not in OF_THE_FILE)
    }
    groups = {group.group for group in basis.groups[RuleSet.BROAD]}
    lacking = sorted(set(chosen.group_minutes) - groups)
    years = view.results.get("years")
    begins = date.fromisoformat(years[0]["begins"]) if years else None
    return replace(
        chosen,
        numbers={**{key: value for key, value in chosen.numbers.items() if key not in kept}, **numbers},
        group_minutes={group: minutes for group, minutes in chosen.group_minutes.items() if group in groups},
        starts_on=chosen.starts_on or (begins if begins != first_start(basis) else None),
    ), tuple(
        f"No eligible call is of the group “{group}” any more; its team time is left out."
        for group in lacking
    )


def _differences(scenario: ScenarioView, basis: StaffingBasis, now: Plain) -> tuple[ComparedLine, ...]:
    # Shifts and a replay are worked out where they are asked for, and are no difference while they are not.
    kept = {key: value for key, value in scenario.results.items() if key not in {"shifts", "replay"}}
    then = {"group_minutes": scenario.inputs.get("group_minutes", {}), **kept}
    if all(_same(then[key], now[key]) for key in then.keys() & now.keys() - _WORDS):
        return ()
    rules = rules_named(scenario.scenario.rules)
    calls = ComparedLine(
        "eligible calls", (f"{scenario.demand.get('eligible', 0):,}", f"{basis.eligible[rules]:,}")
    )
    lines = [calls, *compare_results([then, now])] if "cost" in then else [calls]
    found = tuple(line for line in lines if line.differs)
    return found or (ComparedLine("a figure", ("as saved", "other than saved, by less than is told")),)


def _same(then: object, now: object) -> bool:
    """Whether two plain values are alike; numbers to nine digits, since another processor may round otherwise."""
    if isinstance(then, bool) or isinstance(now, bool):
        return then is now
    if isinstance(then, (int, float)) and isinstance(now, (int, float)):
        return math.isclose(then, now, rel_tol=1e-9, abs_tol=1e-9)
    if isinstance(then, Mapping) and isinstance(now, Mapping):
        return all(_same(then[key], now[key]) for key in then.keys() & now.keys())
    if isinstance(then, str) or isinstance(now, str):
        return then == now
    if isinstance(then, Sequence) and isinstance(now, Sequence):
        return len(then) == len(now) and all(map(_same, then, now))
    return then == now
