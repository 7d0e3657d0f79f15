"""Staffing plans under a name: frozen with what they were worked out from, and what has changed since."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from leaptui.domain.call_records import Dataset, Scenario
from leaptui.domain.errors import InputRefused, LeapError, UnknownName
from leaptui.domain.records import Engagement
from leaptui.domain.text import clean, fold, one_line
from leaptui.services.calls.picture import datasets
from leaptui.services.calls.types import call_types
from leaptui.services.calls.written_filters import written_filter
from leaptui.services.newest import newest_first
from leaptui.services.staffing.basis import StaffingBasis, decisions_of
from leaptui.services.staffing.results import Plain, plan_results, replay_results, shifts_results
from leaptui.services.staffing.what_if import StaffingView
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.services.staffing.replay import ReplayView
    from leaptui.services.staffing.shifts import ShiftsView

MOST_NAME = 60
_MOST_NAMED = 3
OF_THE_FILE = frozenset({"police_minutes"})
"""Usual values that the city's own export gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioView:
    """A scenario with its frozen figures, and how it stands today.

    Attributes:
        scenario: The record.
        results: Its figures as they were: `plan_results`, with `shifts` and `replay` where they were made.
        inputs: What it was worked out from.
        demand: The calls it was worked out on.
        changed: What is different since, a sentence for each; nothing for a fresh one.
        dataset_gone: Whether its calls are not in the store any more.
    """

    scenario: Scenario
    results: Plain
    inputs: Plain
    demand: Plain
    changed: tuple[str, ...]
    dataset_gone: bool

    @property
    def is_stale(self) -> bool:
        """Whether anything it rests on is different now."""
        return bool(self.changed)


def save_scenario(
    workspace: Workspace,
    engagement: Engagement,
    name: str,
    basis: StaffingBasis,
    view: StaffingView,
    *,
    shifts: ShiftsView | None = None,
    replay: ReplayView | None = None,
    note: str = "",
) -> Scenario:
    """Freeze a plan under a name. It never changes; a new what-if needs a new name.

    Args:
        workspace: Where.
        engagement: Whose.
        name: At most 60 characters, none of its other scenarios has it.
        basis: The calls it was worked out on.
        view: The plan.
        shifts: Its shifts, where they were worked out.
        replay: Its replay, where it was made.
        note: Why it was saved.

    Raises:
        InputRefused: For an empty, long or taken name.
    """
    wanted = one_line(name)
    if not 0 < len(wanted) <= MOST_NAME:
        raise InputRefused(
            f"A scenario needs a name of 1 to {MOST_NAME} characters.", safe="Nothing was saved."
        )
    if any(fold(each.name) == fold(wanted) for each in _saved(workspace, engagement)):
        raise InputRefused(
            f"There is a scenario “{wanted}” already, and a saved one never changes.",
            safe="Nothing was saved.",
            next_step="Choose another name, or put the earlier one away first.",
        )
    results = plan_results(view)
    if shifts is not None:
        results["shifts"] = shifts_results(shifts)
    if replay is not None:
        results["replay"] = replay_results(replay)
    scenario = Scenario(
        id=workspace.new_id(),
        engagement=engagement.id,
        name=wanted,
        dataset=basis.dataset.hash,
        rules=view.what_if.rules.value,
        inputs=json.dumps(_inputs(basis, view), sort_keys=True),
        demand=json.dumps(_demand(basis, view), sort_keys=True),
        results=json.dumps(results, sort_keys=True),
        made_at=workspace.now().isoformat(timespec="seconds"),
        note=clean(note),
    )
    workspace.store.apply("save scenario", [scenario], stream=engagement.id)
    return scenario


def scenarios(workspace: Workspace, engagement: Engagement) -> list[ScenarioView]:
    """All saved ones, the roadmap's first, then the newest, each with what changed since."""
    found = newest_first(_saved(workspace, engagement), lambda each: each.made_at)
    now = _Now(workspace, engagement)
    return [now.view(each) for each in sorted(found, key=lambda each: not each.for_roadmap)]


def find_scenario(workspace: Workspace, engagement: Engagement, name: str) -> ScenarioView:
    """One by its name, or by how its name or id begins.

    Raises:
        UnknownName: When there is none, or several begin so.
    """
    wanted = fold(one_line(name))
    every = _saved(workspace, engagement)
    found = [each for each in every if fold(each.name) == wanted or each.id == name]
    if not found and wanted:
        found = [each for each in every if fold(each.name).startswith(wanted)]
    if len(found) != 1:
        names = ", ".join(each.name for each in every)
        raise UnknownName(
            f"{engagement.name} has no scenario “{one_line(name)}”."
            if not found
            else f"Several scenarios begin with “{one_line(name)}”.",
            next_step=f"Saved are: {names}." if names else "Save one: leaptui staffing save NAME.",
        )
    return _Now(workspace, engagement).view(found[0])


def mark_for_roadmap(workspace: Workspace, scenario: Scenario) -> Scenario:
    """Make it the one the roadmap tells; no other one is any more."""
    others = [
        replace(each, for_roadmap=False)
        for each in workspace.store.all(Scenario, engagement=scenario.engagement)
        if each.for_roadmap and each.id != scenario.id
    ]
    marked = replace(scenario, for_roadmap=True)
    workspace.store.apply("mark scenario for roadmap", [*others, marked], stream=scenario.engagement)
    return marked


def put_scenario_away(workspace: Workspace, scenario: Scenario) -> None:
    """Put it away; undo brings it back."""
    put_away = replace(scenario, deleted=True, for_roadmap=False)
    workspace.store.apply("put scenario away", [put_away], stream=scenario.engagement)


def _saved(workspace: Workspace, engagement: Engagement) -> list[Scenario]:
    return [each for each in workspace.store.all(Scenario, engagement=engagement.id) if not each.deleted]


def _inputs(basis: StaffingBasis, view: StaffingView) -> Plain:
    what_if = view.what_if
    return {
        "numbers": {each.key: each.value for each in view.inputs},
        "usual": dict(basis.usual),
        "chosen": dict(what_if.numbers),
        "group_minutes": dict(what_if.group_minutes),
        "method": what_if.method,
        "starts_on": what_if.starts_on.isoformat() if what_if.starts_on else None,
        "funding": [
            {
                "name": each.name,
                "yearly": each.yearly,
                "starts": each.starts.isoformat(),
                "ends": each.ends.isoformat() if each.ends else None,
            }
            for each in what_if.funding
        ],
    }


def _demand(basis: StaffingBasis, view: StaffingView) -> Plain:
    rules, period = view.what_if.rules, basis.base.period
    return {
        "file": basis.dataset.file_name,
        "base": view.base,
        "period": {"from": period.first, "to": period.last} if period else None,
        "only": basis.only.words,
        "filter": written_filter(basis.only),
        "eligible": basis.eligible[rules],
        "without_hour": basis.without_hour[rules],
        "eligible_per_day": basis.demands[rules].eligible_per_day,
        "spread": basis.demands[rules].spread,
        "months": basis.demands[rules].months,
        "groups": [
            {
                "group": each.group,
                "calls_per_year": each.calls_per_year,
                "police_minutes": each.police_minutes,
                "police_calls": each.police_calls,
                "on_scene_minutes": each.on_scene_minutes,
            }
            for each in basis.groups[rules]
        ],
        "decisions": dict(basis.decisions),
        "rules_switched": list(basis.dataset.rules_switched),
    }


class _Now:
    """How things stand today, asked once for all scenarios of a city."""

    def __init__(self, workspace: Workspace, engagement: Engagement) -> None:
        self._workspace, self._engagement = workspace, engagement
        self._datasets = datasets(workspace, engagement)
        self._decisions: dict[str, dict[str, str]] = {}

    def view(self, scenario: Scenario) -> ScenarioView:
        """A scenario and what changed since."""
        inputs, demand = _plain(scenario.inputs), _plain(scenario.demand)
        dataset = next((each for each in self._datasets if each.hash == scenario.dataset), None)
        is_gone = dataset is None or not self._workspace.store.has_dataset(dataset.hash)
        changed: list[str] = []
        if is_gone:
            changed.append(
                f"Its calls ({demand.get('file', 'an export')}) are not in this store any more: the figures are those frozen then."
            )
        if dataset is not None and not is_gone:
            changed += self._changed_calls(dataset, demand)
        changed += self._changed_usual(inputs)
        if self._datasets and self._datasets[0].hash != scenario.dataset:
            changed.append(f"A newer export is here: {self._datasets[0].file_name}.")
        return ScenarioView(
            scenario=scenario,
            results=_plain(scenario.results),
            inputs=inputs,
            demand=demand,
            changed=tuple(changed),
            dataset_gone=is_gone,
        )

    def _changed_calls(self, dataset: Dataset, demand: Plain) -> list[str]:
        """Rules of the ledger and decisions on types that are different now."""
        changed: list[str] = []
        before, now = set(demand.get("rules_switched", ())), set(dataset.rules_switched)
        if before != now:
            names = ", ".join(sorted(rule.replace("_", " ") for rule in before ^ now))
            changed.append(f"Rules of the ledger were switched: {names}.")
        try:
            decided = self._decided(dataset)
        except LeapError as error:
            return [*changed, error.what]
        frozen: dict[str, str] = demand.get("decisions", {})
        # Plans of some days, saved before filters were written down, tell the types of those days only.
        has_all = "filter" in demand or not demand.get("only")
        differing = [
            *(name for name, taken in frozen.items() if decided.get(name) != taken),
            *(
                name
                for name, taken in decided.items()
                if has_all and name not in frozen and _is_eligible(taken)
            ),
        ]
        if differing:
            more = len(differing) - _MOST_NAMED
            named = ", ".join(
                f"{name or 'no type'}{_to(decided.get(name))}" for name in differing[:_MOST_NAMED]
            )
            changed.append(
                f"Call types are decided otherwise: {named}{f' and {more} more' if more > 0 else ''}."
            )
        return changed

    def _decided(self, dataset: Dataset) -> dict[str, str]:
        if dataset.hash not in self._decisions:
            readings = call_types(self._workspace, self._engagement, dataset)
            self._decisions[dataset.hash] = decisions_of(readings)
        return self._decisions[dataset.hash]

    def _changed_usual(self, inputs: Plain) -> list[str]:
        """Usual values that the practice content has otherwise now, where none was chosen."""
        known = self._workspace.practice.staffing_defaults.inputs
        usual, chosen = inputs.get("usual", {}), inputs.get("chosen", {})
        return [
            f"The usual value of “{each.label}” was {usual[key]:g} and is {each.value:g} now."
            for key, each in known.items()
            if key in usual and key not in chosen and key not in OF_THE_FILE and usual[key] != each.value
        ]


def _is_eligible(taken: str) -> bool:
    return taken.split("|")[1] in ("community_responder", "co_response")


def _to(taken: str | None) -> str:
    """` (now police)`."""
    if taken is None:
        return " (not there any more)"
    return f" (now {taken.split('|')[1].replace('_', ' ')})"


def _plain(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
