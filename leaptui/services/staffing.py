"""From the city's calls to teams, people and money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.domain.errors import InputRefused
from leaptui.domain.measured import RuleSet
from leaptui.domain.records import Engagement
from leaptui.domain.text import one_line
from leaptui.services.call_types import call_types
from leaptui.services.calls import find_dataset, summarise
from leaptui.services.open_calls import calls_of
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.staffing.plan import StaffingInputs, StaffingPlan


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


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffingView:
    """A plan and what it rests on."""

    scenario: str
    """The rules and the hours of service, in words."""
    base: str
    """The population and the calls the demand is taken from."""
    plan: StaffingPlan
    inputs: tuple[StaffingInput, ...]

    @property
    def sentence(self) -> str:
        """The plan in one plain sentence for a council."""
        plan = self.plan
        return (
            f"{self.scenario}: with up to {max(map(max, plan.teams))} teams on duty and "
            f"{plan.people.responders} responders, {plan.answered_share:.0%} of eligible calls find a team free, "
            f"for about ${plan.cost.recurring / 1e6:.2f} million a year."
        )


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
        changes: Numbers that differ from the practice defaults, by key.

    Raises:
        UnknownName: When nothing was imported yet.
        InputRefused: When the rules or a number do not fit; the sentence names the range.
    """
    from leaptui.staffing.plan import changed, default_inputs, plan

    chosen = _rules(rules)
    dataset = find_dataset(workspace, engagement)
    readings = call_types(workspace, engagement, dataset)
    demand = calls_of(workspace, dataset).demand(readings, chosen)
    inputs = changed(default_inputs(), changes or {})
    picture = summarise(workspace, engagement, dataset)
    eligible = picture.summary.eligible[chosen]
    if not eligible:
        raise InputRefused(
            f"No call of {dataset.file_name} is eligible by {chosen} rules, so there is nothing to plan for.",
            next_step="Look at the call types first, or choose wider rules.",
        )
    return StaffingView(
        scenario=f"{chosen.capitalize()} rules, {inputs.opens:02}:00 to {inputs.closes:02}:00 every day",
        base=f"{eligible:,} eligible of {picture.summary.base.sentence}",
        plan=plan(demand, inputs),
        inputs=_shown(inputs),
    )


def _rules(text: str) -> RuleSet:
    try:
        return RuleSet(text)
    except ValueError:
        raise InputRefused(
            f"There are no rules “{one_line(text)}”.", next_step="Rules: " + ", ".join(RuleSet) + "."
        ) from None


def _shown(inputs: StaffingInputs) -> tuple[StaffingInput, ...]:
    from leaptui.practice.staffing import load_staffing_defaults

    known = load_staffing_defaults()
    return tuple(
        StaffingInput(
            key=each.key,
            label=each.label,
            value=_value_of(inputs, each.key),
            least=each.least,
            most=each.most,
            unit=each.unit,
            whole=each.whole,
            source=each.fact.source,
        )
        for each in known.inputs.values()
    )


def _value_of(inputs: StaffingInputs, key: str) -> float:
    return float(getattr(inputs if hasattr(inputs, key) else inputs.costs, key))
