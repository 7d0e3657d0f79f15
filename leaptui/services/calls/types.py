"""What each call type of a city is taken for: by its own decision, by the taxonomy or by nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.domain.call_records import Dataset, TypeRule
from leaptui.domain.calls import Tier, TypeReading
from leaptui.domain.measured import Base, BaseName, Period, RuleSet
from leaptui.domain.records import Engagement
from leaptui.services.calls.opened import calls_of
from leaptui.services.newest import newest_first
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.calls.type_clusters import TypeCluster

_FIRST, _LAST = "1900-01-01", "2199-12-31"
"""Days that no export goes beyond."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the calls have a type that somebody or something decided.

    Attributes:
        calls: All of the base.
        mapped: With a tier, by whomever.
        decided: With a tier that the city decided.
    """

    calls: int
    mapped: int
    decided: int

    @property
    def share_mapped(self) -> float:
        """0 to 1; 0 without calls."""
        return self.mapped / self.calls if self.calls else 0.0

    @property
    def share_decided(self) -> float:
        """0 to 1; 0 without calls."""
        return self.decided / self.calls if self.calls else 0.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision on a type spelled nearly alike, that may be taken over.

    Attributes:
        rule: The decision.
        likeness: Of the two spellings, up to 100.
    """

    rule: TypeRule
    likeness: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeReview:
    """What a person needs to go through a dataset's types.

    Attributes:
        dataset: Whose.
        base: What the calls are counted in.
        readings: Every type, most calls first; one for each period where a code changed its meaning.
        coverage: How far the decisions go.
        eligible: Calls that each rule set counts as eligible.
        codes: By type, codes that stand beside it in the export, and their calls.
        proposals: By type without a decision, one on a type spelled nearly alike.
        new: Types that no earlier file of the city has; nothing where this is its first.
    """

    dataset: Dataset
    base: Base
    readings: tuple[TypeReading, ...]
    coverage: Coverage
    eligible: dict[RuleSet, int]
    codes: dict[str, tuple[tuple[str, int], ...]]
    proposals: dict[str, Proposal]
    new: frozenset[str] | None

    def share_of(self, rules: RuleSet) -> float:
        """Eligible calls by these rules as a fraction of the base; 0 for an empty base."""
        return self.eligible[rules] / self.base.calls if self.base.calls else 0.0


def type_rules(workspace: Workspace, engagement: Engagement) -> list[TypeRule]:
    """What the city decided on its types, for this file and for those before it."""
    return workspace.store.all(TypeRule, engagement=engagement.id)


def call_types(
    workspace: Workspace,
    engagement: Engagement,
    dataset: Dataset,
    base: BaseName = BaseName.COMMUNITY_INITIATED,
) -> list[TypeReading]:
    """Every type of the calls in a base, most frequent first, with its tier and why.

    A type whose code changed its meaning has a reading for each period.
    """
    from leaptui.calls.type_rules import by_type, spans_of
    from leaptui.calls.types import read_types

    rules = type_rules(workspace, engagement)
    calls = calls_of(workspace, dataset)
    dated: dict[tuple[str, str | None, str | None], int] = {}
    counted: dict[tuple[str | None, str | None], dict[str, int]] = {}
    for name, decided in by_type(rules).items():
        for span in spans_of(decided)[:-1]:
            days = span.first, span.last
            if days not in counted:
                counted[days] = dict(calls.type_counts(base, _period(*days)))
            dated[name, *days] = counted[days].get(name, 0)
    return read_types(calls.type_counts(base), workspace.practice.taxonomy, rules, dated)


def days_of(reading: TypeReading) -> Period | None:
    """The days that a reading holds for; nothing for all of them."""
    if reading.effective_from is None and reading.effective_to is None:
        return None
    return _period(reading.effective_from, reading.effective_to)


def _period(first: str | None, last: str | None) -> Period:
    return Period(first or _FIRST, last or _LAST)


def coverage_of(readings: Sequence[TypeReading]) -> Coverage:
    """How many of the calls of these types are mapped, and how many by a decision of the city."""
    mapped = [reading for reading in readings if reading.tier is not Tier.UNMAPPED]
    return Coverage(
        calls=sum(reading.calls for reading in readings),
        mapped=sum(reading.calls for reading in mapped),
        decided=sum(reading.calls for reading in mapped if reading.rule is not None),
    )


def review_types(
    workspace: Workspace,
    engagement: Engagement,
    dataset: Dataset,
    base: BaseName = BaseName.COMMUNITY_INITIATED,
) -> TypeReview:
    """All that is known of a dataset's types, to go through them."""
    from leaptui.calls.type_samples import codes_of

    readings = call_types(workspace, engagement, dataset, base)
    codes = codes_of(calls_of(workspace, dataset).loaded, base)
    new = _new_types(workspace, engagement, dataset, readings)
    return _review(workspace, engagement, dataset, base, readings, codes, new)


def review_again(workspace: Workspace, engagement: Engagement, review: TypeReview) -> TypeReview:
    """A review after decisions were taken: what they move is read again, the rest is as it was."""
    readings = call_types(workspace, engagement, review.dataset, review.base.name)
    return _review(
        workspace, engagement, review.dataset, review.base.name, readings, review.codes, review.new
    )


def rule_sets_of(reading: TypeReading) -> frozenset[RuleSet]:
    """The rule sets that count a type as eligible."""
    from leaptui.calls.eligibility import is_eligible

    return frozenset(rules for rules in RuleSet if is_eligible(reading, rules))


def type_groups(workspace: Workspace) -> tuple[str, ...]:
    """The groups of the taxonomy, in the order of the city report."""
    return workspace.practice.taxonomy.groups


def _review(
    workspace: Workspace,
    engagement: Engagement,
    dataset: Dataset,
    base: BaseName,
    readings: Sequence[TypeReading],
    codes: dict[str, tuple[tuple[str, int], ...]],
    new: frozenset[str] | None,
) -> TypeReview:
    coverage = coverage_of(readings)
    eligible = dict.fromkeys(RuleSet, 0)
    for reading in readings:
        for rules in rule_sets_of(reading):
            eligible[rules] += reading.calls
    return TypeReview(
        dataset=dataset,
        base=Base(base, coverage.calls, calls_of(workspace, dataset).period(base)),
        readings=tuple(readings),
        coverage=coverage,
        eligible=eligible,
        codes=codes,
        proposals=proposals(workspace, engagement, readings),
        new=new,
    )


def proposals(
    workspace: Workspace, engagement: Engagement, readings: Sequence[TypeReading]
) -> dict[str, Proposal]:
    """For types without a decision: one on a type spelled nearly alike. Nothing is decided by it."""
    from leaptui.calls.type_clusters import nearest

    in_force = {rule.type: rule for rule in type_rules(workspace, engagement) if rule.effective_to is None}
    open_types = [reading.type for reading in readings if reading.rule is None and reading.type]
    if not in_force or not open_types:
        return {}
    found = nearest(open_types, in_force, workspace.practice.taxonomy)
    return {name: Proposal(in_force[other], likeness) for name, (other, likeness) in found.items()}


def type_clusters(workspace: Workspace, readings: Sequence[TypeReading]) -> list[TypeCluster]:
    """The types that are spelled nearly alike, in clusters with the most calls first."""
    from leaptui.calls.type_clusters import clusters_of

    calls: dict[str, int] = {}
    for reading in readings:
        calls[reading.type] = calls.get(reading.type, 0) + reading.calls
    return clusters_of(list(calls.items()), workspace.practice.taxonomy)


def _new_types(
    workspace: Workspace, engagement: Engagement, dataset: Dataset, readings: Sequence[TypeReading]
) -> frozenset[str] | None:
    """The types that no file imported before this one has; nothing where there is no such file."""
    from leaptui.calls.measures import open_calls

    known: set[str] = set()
    imported = newest_first(
        workspace.store.all(Dataset, engagement=engagement.id, include_deleted=True),
        lambda each: each.imported_at,
    )
    before = [each.id for each in imported].index(dataset.id) + 1
    earlier = [
        each for each in imported[before:] if not each.deleted and workspace.store.has_dataset(each.hash)
    ]
    for each in earlier:
        calls = open_calls(workspace.store.dataset_parts(each.hash))
        try:
            known.update(name for name, _ in calls.type_counts(BaseName.ALL_ROWS))
        finally:
            calls.close()
    if not earlier:
        return None
    return frozenset(reading.type for reading in readings if reading.type not in known)
