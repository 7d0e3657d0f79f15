"""What staffing plans of a city rest on: its eligible calls, counted once for every what-if."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import TypeReading
from leaptui.domain.errors import InputRefused
from leaptui.domain.measured import Base, BaseName, Period, RuleSet
from leaptui.domain.records import Engagement
from leaptui.practice.staffing import StaffingDefaults
from leaptui.services.calls.opened import calls_of
from leaptui.services.calls.picture import find_dataset
from leaptui.services.calls.types import call_types
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.calls.eligible_calls import EligibleType
    from leaptui.staffing.demand import Demand, GroupDemand

_NO_GROUP = "other calls"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCalls:
    """The eligible calls of one group of types."""

    group: str
    calls_per_year: float
    police_minutes: float | None
    """Mean, dispatch to clearance; nothing where the file does not say."""
    police_calls: int
    on_scene_minutes: float | None
    """Mean police time on scene."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StaffingBasis:
    """The eligible calls of one dataset, ready for any what-if.

    Attributes:
        dataset: The export.
        only: Which of its calls.
        base: The population they are taken from.
        eligible: Calls by rule set, those without a known hour included.
        without_hour: Of these, the ones whose hour is not known: they are in no plan.
        demands: By rule set.
        groups: By rule set, most calls first.
        decisions: Each eligible type with what it is taken for: `group|tier|share`, and from when.
        defaults: Usual values and ranges of every number.
        usual: Usual values of the city, its own export's figures among them, by key.
        sources: Where those are from that are not the practice content's.
        notes: What the file did not say and was assumed.
        today: Day on which the calls were counted.
    """

    dataset: Dataset
    only: CallFilter
    base: Base
    eligible: Mapping[RuleSet, int]
    without_hour: Mapping[RuleSet, int]
    demands: Mapping[RuleSet, Demand]
    groups: Mapping[RuleSet, tuple[GroupCalls, ...]]
    decisions: Mapping[str, str]
    defaults: StaffingDefaults
    usual: Mapping[str, float]
    sources: Mapping[str, str]
    notes: tuple[str, ...]
    today: date

    def base_sentence(self, rules: RuleSet) -> str:
        """`7,220 eligible of 41,022 community-initiated incidents, 2025-01-01 to 2025-12-31`."""
        which = replace(self.only, period=None).words
        return f"{self.eligible[rules]:,} eligible of {f'{which}: ' if which else ''}{self.base.sentence}"


def staffing_basis(
    workspace: Workspace,
    engagement: Engagement,
    *,
    dataset: Dataset | None = None,
    only: CallFilter | None = None,
) -> StaffingBasis:
    """Count the eligible calls of an export.

    Args:
        workspace: Where.
        engagement: Whose.
        dataset: Which export; the newest where none is named.
        only: Only these days, districts, priorities.

    Raises:
        UnknownName: When nothing was imported yet.
        InputRefused: When the calls have no hour, or none is of this kind.
    """
    from leaptui.calls.eligible_calls import eligible_types

    chosen = dataset or find_dataset(workspace, engagement)
    readings = call_types(workspace, engagement, chosen)
    kept = only or CallFilter()
    asked = calls_of(workspace, chosen).population(readings, only=kept)
    base = asked.base
    if base.period is None or not base.calls:
        raise InputRefused(
            f"{chosen.file_name} has no {BaseName.COMMUNITY_INITIATED.label} of this kind, so there is nothing to plan for.",
            next_step="Choose other days or districts, or look at the ledger.",
        )
    kinds = eligible_types(asked)
    if kinds and not any(sum(map(sum, kind.by_hour)) for kind in kinds):
        raise InputRefused(
            f"The calls of {chosen.file_name} have days but no hours, and teams are planned by the hour.",
            next_step="Ask the city for the time at which each call was received.",
        )
    wanted = {rules: [kind for kind in kinds if _counts(kind.reading, rules)] for rules in RuleSet}
    demands = {rules: _demand(found, base.period) for rules, found in wanted.items()}
    usual, sources, notes = _usual(workspace.practice.staffing_defaults, demands[RuleSet.BROAD], chosen)
    return StaffingBasis(
        dataset=chosen,
        only=kept,
        base=base,
        eligible={rules: sum(kind.calls for kind in found) for rules, found in wanted.items()},
        without_hour={rules: sum(kind.without_hour for kind in found) for rules, found in wanted.items()},
        demands=demands,
        groups={rules: _groups(found, base.period) for rules, found in wanted.items()},
        # Of the whole export: days chosen now must not make the other days' types look decided anew.
        decisions=decisions_of(reading for reading in readings if _counts(reading, RuleSet.BROAD)),
        defaults=workspace.practice.staffing_defaults,
        usual=usual,
        sources=sources,
        notes=notes,
        today=workspace.today(),
    )


def group_name(reading: TypeReading) -> str:
    """The group whose team time a call of this type has."""
    return reading.group or _NO_GROUP


def decisions_of(readings: Iterable[TypeReading]) -> dict[str, str]:
    """Each type with what it is taken for, to tell later whether that changed."""
    found: dict[str, str] = {}
    for reading in readings:
        name = f"{reading.type} from {reading.effective_from}" if reading.effective_from else reading.type
        share = reading.rule.share_eligible if reading.rule else None
        narrow = "narrow" if reading.narrow else ""
        found[name] = f"{reading.group}|{reading.tier.value}|{'' if share is None else share}|{narrow}"
    return found


def _counts(reading: TypeReading, rules: RuleSet) -> bool:
    from leaptui.calls.eligibility import is_eligible

    return is_eligible(reading, rules)


def _demand(kinds: Sequence[EligibleType], period: Period) -> Demand:
    from leaptui.staffing.demand import Demand, spread_of_months

    by_group: dict[str, list[EligibleType]] = {}
    months: dict[str, int] = {}
    for kind in kinds:
        by_group.setdefault(group_name(kind.reading), []).append(kind)
        for month, calls in kind.months.items():
            months[month] = months.get(month, 0) + calls
    whole = _whole_months(period)
    means = [months.get(month, 0) / days for month, days in whole.items()]
    return Demand(
        groups=tuple(_group(name, found, period) for name, found in by_group.items()),
        spread=spread_of_months(means, sum(kind.calls for kind in kinds)),
        months=len(whole),
    )


def _group(name: str, kinds: Sequence[EligibleType], period: Period) -> GroupDemand:
    import numpy as np

    from leaptui.calls.bases import weekdays_in
    from leaptui.staffing.demand import GroupDemand

    weekdays = np.array(weekdays_in(period), dtype=float)[:, None]
    eligible, unjudged = np.zeros((7, 24)), np.zeros((7, 24))
    judged = (np.zeros((7, 24)), np.zeros((7, 24)), np.zeros((7, 24)))
    minutes, calls = 0.0, 0
    for kind in kinds:
        with np.errstate(divide="ignore", invalid="ignore"):
            rates = np.nan_to_num(np.array(kind.by_hour, dtype=float) / weekdays)
        eligible += rates
        minutes, calls = minutes + kind.busy.minutes, calls + kind.busy.calls
        rule = kind.reading.rule
        if rule is None or rule.share_eligible is None:
            unjudged += rates
            continue
        share = rule.share_eligible
        low = share if rule.share_low is None else rule.share_low
        high = share if rule.share_high is None else rule.share_high
        for grid, percent in zip(judged, (low, share, high), strict=True):
            grid += rates * percent / 100
    return GroupDemand(
        group=name,
        eligible=eligible,
        unjudged=unjudged,
        judged=judged,
        police_minutes=minutes / calls if calls else None,
        police_calls=calls,
    )


def _whole_months(period: Period) -> dict[str, int]:
    """Months that lie in the period with all their days, and how many days they have."""
    from leaptui.calls.bases import months_in

    found: dict[str, int] = {}
    for month in months_in(period):
        days = monthrange(int(month[:4]), int(month[5:]))[1]
        if period.first <= f"{month}-01" and f"{month}-{days:02d}" <= period.last:
            found[month] = days
    return found


def _groups(kinds: Sequence[EligibleType], period: Period) -> tuple[GroupCalls, ...]:
    from leaptui.calls.bases import weekdays_in
    from leaptui.calls.eligible_calls import MeasuredMinutes

    days = sum(weekdays_in(period))
    calls: Counter[str] = Counter()
    busy: defaultdict[str, MeasuredMinutes] = defaultdict(MeasuredMinutes)
    on_scene: defaultdict[str, MeasuredMinutes] = defaultdict(MeasuredMinutes)
    for kind in kinds:
        name = group_name(kind.reading)
        calls[name] += kind.calls - kind.without_hour
        busy[name].join(kind.busy)
        on_scene[name].join(kind.on_scene)
    return tuple(
        GroupCalls(
            group=name,
            calls_per_year=count / days * 365,
            police_minutes=busy[name].mean,
            police_calls=busy[name].calls,
            on_scene_minutes=on_scene[name].mean,
        )
        for name, count in calls.most_common()
    )


def _usual(
    defaults: StaffingDefaults, demand: Demand, dataset: Dataset
) -> tuple[dict[str, float], dict[str, str], tuple[str, ...]]:
    """Usual values, with the city's own police time where its export says."""
    usual = {key: known.value for key, known in defaults.inputs.items()}
    known = demand.police_minutes
    if known is None:
        minutes = usual["police_minutes"]
        note = f"{dataset.file_name} does not say how long police are busy on a call: {minutes:g} minutes are assumed."
        return usual, {}, (note,)
    minutes, calls = known
    least, most = defaults.of("police_minutes").least, defaults.of("police_minutes").most
    usual["police_minutes"] = min(max(round(minutes, 1), least), most)
    source = f"the city's own export: mean of {calls:,} eligible calls, dispatch to clearance"
    return usual, {"police_minutes": source}, ()
