"""The staffing plan that the roadmap tells, in three numbers and what a response costs."""

from __future__ import annotations

from collections.abc import Sequence

from leaptui.disclosure.bands import banded_share
from leaptui.disclosure.call_cells import hidden_cells
from leaptui.disclosure.cells import is_small
from leaptui.disclosure.cleared import Cleared
from leaptui.disclosure.gate import WITHHELD
from leaptui.disclosure.wording import days_in_words
from leaptui.documents.kinds.council_brief import Number, Plan
from leaptui.domain.records import Engagement
from leaptui.services.calls.picture import datasets, summarise
from leaptui.services.documents.gathering import Gathering
from leaptui.services.staffing.results import Plain
from leaptui.services.staffing.scenarios import ScenarioView, scenarios
from leaptui.services.staffing.words import dollars, share_words
from leaptui.services.workspace import Workspace

_MOST_CHANGES = 1
"""Of what is different since it was worked out."""


def marked_plan(through: Gathering, workspace: Workspace, engagement: Engagement) -> Plan | None:
    """The numbers of the plan marked for the roadmap, each the range of its cases.

    Nothing where none is marked, or where it rests on so few calls that they may not be told.
    """
    view = next((each for each in scenarios(workspace, engagement) if each.scenario.for_roadmap), None)
    return _plan(through, workspace, engagement, view) if view else None


def _plan(
    through: Gathering, workspace: Workspace, engagement: Engagement, view: ScenarioView
) -> Plan | None:
    where, results = "staffing plan", view.results
    cases, eligible = results.get("cases", []), int(view.demand.get("eligible", 0))
    if not cases or is_small(eligible, through.gate.threshold):
        return None
    expected = next((case for case in cases if case["case"] == "expected"), cases[0])

    def label(text: str) -> Cleared:
        return through.label(text, where)

    people = sorted(case["people_total"] for case in cases)
    yearly = sorted(case["recurring"] for case in cases)
    prices = sorted(case["per_response"] for case in cases if case["per_response"] and not case["overloaded"])
    once = results["cost"]["one_time"]
    return Plan(
        name=label(view.scenario.name),
        what=label(results["scenario"]),
        base=label(days_in_words(_base(workspace, engagement, view, through.gate.threshold))),
        numbers=(
            _answered(
                through, cases, banded_share(results["in_hours_share"], eligible, through.gate.threshold)
            ),
            Number(
                label(_range(f"{people[0]:,}", f"{people[-1]:,}")),
                label("people on the payroll, all roles together."),
            ),
            Number(label(_range(dollars(yearly[0]), dollars(yearly[-1]))), label("a year, recurring.")),
        ),
        cost=label(_cost(expected, prices, view.inputs.get("numbers", {}))),
        once=label(f"Beside that {dollars(once)} once, before the first call." if once else ""),
        changed=tuple(label(line) for line in view.changed[:_MOST_CHANGES]),
    )


def _cost(expected: Plain, prices: Sequence[float], numbers: Plain) -> str:
    """The cost of a response with its numerator and denominator, and what the latter leaves out."""
    money = f"{dollars(expected['recurring'])} a year"
    if expected["overloaded"]:
        return f"{money}; the teams are overloaded, so neither responses nor the cost of one can be told."
    if expected["per_response"] is None:
        return f"{money}; no call is answered, so there is no cost for each."
    ranged = f" ({_range(f'${prices[0]:,.0f}', f'${prices[-1]:,.0f}')})" if prices else ""
    return (
        f"{money} for {expected['responses']:,.0f} responses a year is "
        f"${expected['per_response']:,.0f} a response{ranged}.{_sent(numbers)}"
    )


def _sent(numbers: Plain) -> str:
    """Why far fewer responses than eligible calls are told beside each other; empty where that is not known."""
    if not {"screened_share", "covered_share", "pick_up"} <= numbers.keys():
        return ""
    steps = [f"{numbers['screened_share']:.0%} of those nobody judged pass the screen"]
    if numbers["covered_share"] < 1:
        steps.append(f"{numbers['covered_share']:.0%} of these lie in the area served")
    steps.append(f"dispatchers give a team {numbers['pick_up']:.0%} of those that find one free")
    return f" Not every eligible call becomes one: it is taken that {', '.join(steps[:-1])}, and that {steps[-1]}."


def _answered(through: Gathering, cases: Sequence[Plain], in_hours: Cleared) -> Number:
    """How many find a team at once; where every case has more calls than teams, that."""
    where = "staffing plan"
    shares = sorted(
        share for case in cases if (share := case["answered_in_hours"]) is not None and not case["overloaded"]
    )
    overloaded = any(case["overloaded"] for case in cases)
    if not shares and not overloaded:
        said = "no eligible call comes in the hours of service."
        return Number(through.label("–", where), through.label(said, where))
    if not shares:
        said = "in every case: more calls come than so many teams can answer."
        return Number(through.label("Overloaded", where), through.label(said, where))
    said = "of the eligible calls in the hours of service find a team at once"
    if overloaded:
        said += "; under higher demand the teams are overloaded"
    if in_hours.text != WITHHELD:
        said += f". In those hours come {in_hours.text} of the eligible calls"
    printed = _range(*(share_words(shares[at], overloaded=False) for at in (0, -1)))
    return Number(through.label(printed, where), through.label(f"{said}.", where))


def _base(workspace: Workspace, engagement: Engagement, view: ScenarioView, threshold: int) -> str:
    """The calls a plan rests on, with their number where what else is printed of them allows it."""
    dataset = next(
        (each for each in datasets(workspace, engagement) if each.hash == view.scenario.dataset), None
    )
    told = str(view.demand.get("base") or view.results.get("base", ""))
    if dataset is not None and not view.dataset_gone:
        hidden = hidden_cells(summarise(workspace, engagement, dataset).summary, threshold)
        if not hidden.hides(f"eligible.{view.scenario.rules}"):
            return told
    elif threshold <= 1:
        return told
    return f"the eligible calls of {view.demand.get('file', 'an export')}"


def _range(low: str, high: str) -> str:
    """`18 to 19`, or one of them where both print alike."""
    return low if low == high else f"{low} to {high}"
