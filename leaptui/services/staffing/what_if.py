"""From the city's calls to teams, people and money, and what if."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from leaptui.domain.errors import InputRefused
from leaptui.domain.measured import RuleSet
from leaptui.domain.records import Engagement
from leaptui.domain.text import one_line
from leaptui.services.staffing.basis import StaffingBasis, staffing_basis
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.staffing.cases import CaseOutcome
    from leaptui.staffing.inputs import StaffingInputs
    from leaptui.staffing.plan import StaffingPlan
    from leaptui.staffing.years import Funding, YearPlan

METHODS = ("modified_offered_load", "lag_sipp", "sipp")
"""How the load of an hour may be worked out, the usual way first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What a person chose; everything else has its usual value.

    Attributes:
        rules: Which types count as eligible.
        numbers: Numbers that differ from their usual value, by key.
        group_minutes: Team time per call of groups of types that differ from the common one.
        method: One of `METHODS`.
        funding: Who pays.
        starts_on: First day of the program; nothing for the first of January after the data and today.
    """

    rules: RuleSet = RuleSet.EXPECTED
    numbers: Mapping[str, float] = field(default_factory=dict)
    group_minutes: Mapping[str, float] = field(default_factory=dict)
    method: str = METHODS[0]
    funding: tuple[Funding, ...] = ()
    starts_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffingInput:
    """One number of a plan, with the range it may be set to and where its default is from."""

    key: str
    label: str
    value: float
    least: float
    most: float
    unit: str
    whole: bool
    """Whether only whole numbers make sense."""
    source: str
    section: str = "prices"
    """What it is about: calls, teams, shifts, people, police or prices."""
    usual: float = 0.0
    text: str = ""
    """What the usual value rests on, a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffingView:
    """A plan and what it rests on.

    Attributes:
        scenario: The rules and the hours of service, in words.
        base: The population and the calls the demand is taken from.
        what_if: What was chosen.
        plan: The plan.
        inputs: Every number.
        cases: Low, expected and high.
        years: Three years of money.
        notes: What was assumed because the file does not say, and what stands out.
        sentence: The plan in plain words for a council.
    """

    scenario: str
    base: str
    what_if: WhatIf
    plan: StaffingPlan
    inputs: tuple[StaffingInput, ...]
    cases: tuple[CaseOutcome, ...]
    years: YearPlan
    notes: tuple[str, ...]
    sentence: str


def staffing_plan(
    workspace: Workspace,
    engagement: Engagement,
    *,
    rules: str = RuleSet.EXPECTED,
    changes: Mapping[str, float] | None = None,
) -> StaffingView:
    """Plan teams for the eligible calls of the newest data.

    Args:
        workspace: Where.
        engagement: Which city.
        rules: `narrow`, `expected` or `broad`.
        changes: Numbers that differ from their usual value, by key.

    Raises:
        UnknownName: When nothing was imported yet.
        InputRefused: When the rules or a number do not fit; the sentence names the range.
    """
    what_if = WhatIf(rules=rules_named(rules), numbers=changes or {})
    return staffing_view(staffing_basis(workspace, engagement), what_if)


def staffing_view(basis: StaffingBasis, what_if: WhatIf) -> StaffingView:
    """The plan of a what-if. No store and no calls are read: it takes a few milliseconds at any size.

    Raises:
        InputRefused: When no call is eligible, or a number does not fit; the sentence names the range.
    """
    from leaptui.services.staffing.words import council_sentence, plan_notes, scenario_words
    from leaptui.staffing.cases import cases
    from leaptui.staffing.plan import plan
    from leaptui.staffing.years import year_plan

    demand = basis.demands[what_if.rules]
    if not basis.eligible[what_if.rules]:
        raise InputRefused(
            f"No call of {basis.dataset.file_name} is eligible by {what_if.rules} rules, so there is nothing to plan for.",
            next_step="Look at the call types first, or choose wider rules.",
        )
    inputs = inputs_of(basis, what_if)
    worked_out = plan(demand, inputs)
    starts = what_if.starts_on or first_start(basis)
    return StaffingView(
        scenario=scenario_words(what_if.rules, inputs),
        base=basis.base_sentence(what_if.rules),
        what_if=what_if,
        plan=worked_out,
        inputs=_shown(basis, inputs),
        cases=cases(demand, inputs, worked_out),
        years=year_plan(worked_out.cost, inputs.inflation, starts, what_if.funding),
        notes=(*basis.notes, *plan_notes(basis, what_if, worked_out)),
        sentence=council_sentence(worked_out),
    )


def inputs_of(basis: StaffingBasis, what_if: WhatIf) -> StaffingInputs:
    """Every number of a what-if.

    Raises:
        InputRefused: For a number out of its range, an unknown one, or an unknown method.
    """
    from dataclasses import replace

    from leaptui.staffing.inputs import changed, default_inputs, number_names
    from leaptui.staffing.profile import Method

    if what_if.method not in METHODS:
        raise InputRefused(
            f"There is no method “{one_line(what_if.method)}”.",
            next_step="Methods: " + ", ".join(METHODS) + ".",
        )
    groups = {group.group for group in basis.groups[RuleSet.BROAD]}
    for group in what_if.group_minutes:
        if group not in groups:
            raise InputRefused(
                f"There is no group of eligible types “{one_line(group)}”.",
                next_step="Groups: " + ", ".join(sorted(groups)) + ".",
            )
    usual = {key: value for key, value in basis.usual.items() if key in number_names()}
    inputs = changed(
        default_inputs(basis.defaults),
        usual | dict(what_if.numbers),
        basis.defaults,
        group_minutes=what_if.group_minutes,
    )
    return replace(inputs, method=Method(what_if.method))


def rules_named(text: str) -> RuleSet:
    """The rule set of a name.

    Raises:
        InputRefused: When there is none.
    """
    try:
        return RuleSet(text)
    except ValueError:
        raise InputRefused(
            f"There are no rules “{one_line(text)}”.", next_step="Rules: " + ", ".join(RuleSet) + "."
        ) from None


def first_start(basis: StaffingBasis) -> date:
    """First day of a program for which none was chosen: the first of January after the calls and after today."""
    last = basis.base.period.last if basis.base.period else ""
    return date(max(int(last[:4] or 0), basis.today.year) + 1, 1, 1)


def _shown(basis: StaffingBasis, inputs: StaffingInputs) -> tuple[StaffingInput, ...]:
    return tuple(
        StaffingInput(
            key=each.key,
            label=each.label,
            value=_value_of(inputs, each.key),
            least=each.least,
            most=each.most,
            unit=each.unit,
            whole=each.whole,
            source=basis.sources.get(each.key, each.fact.source),
            section=each.section,
            usual=basis.usual[each.key],
            text=each.fact.text,
        )
        for each in basis.defaults.inputs.values()
    )


def _value_of(inputs: StaffingInputs, key: str) -> float:
    return float(getattr(inputs if hasattr(inputs, key) else inputs.costs, key))
