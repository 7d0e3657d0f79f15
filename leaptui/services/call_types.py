"""What each call type of a city is taken for, and what the city decided about it."""

from __future__ import annotations

from leaptui.domain.call_records import Dataset, TypeRule
from leaptui.domain.calls import Tier, TypeReading
from leaptui.domain.errors import InputRefused
from leaptui.domain.measured import BaseName
from leaptui.domain.records import Engagement
from leaptui.domain.text import one_line, slug
from leaptui.services.open_calls import calls_of
from leaptui.services.workspace import Workspace


def call_types(
    workspace: Workspace,
    engagement: Engagement,
    dataset: Dataset,
    base: BaseName = BaseName.COMMUNITY_INITIATED,
) -> list[TypeReading]:
    """Every type of the calls in a base, most frequent first, with its tier and why."""
    from leaptui.calls.types import read_types

    local = {rule.type: rule for rule in workspace.store.all(TypeRule, engagement=engagement.id)}
    counts = calls_of(workspace, dataset).type_counts(base)
    return read_types(counts, workspace.practice.taxonomy, local)


def decide_type(
    workspace: Workspace,
    engagement: Engagement,
    reading: TypeReading,
    tier: Tier,
    *,
    reason: str,
    decided_by: str = "",
    confidence: str = "very",
) -> TypeRule:
    """Record what a local type is, over the taxonomy's reading.

    Raises:
        InputRefused: When no reason is given; a tier without one convinces nobody.
    """
    if not one_line(reason):
        raise InputRefused("A tier needs a reason.", safe="Nothing was changed.")
    rule = TypeRule(
        id=rule_id(engagement, reading.type),
        engagement=engagement.id,
        type=reading.type,
        group=reading.group,
        tier=tier.value,
        confidence=confidence,
        reason=one_line(reason),
        decided_by=one_line(decided_by),
    )
    workspace.store.apply("decide call type", [rule], stream=engagement.id)
    return rule


def rule_id(engagement: Engagement, type_name: str) -> str:
    """The id that a decision on a local type has, made or not."""
    return f"{engagement.id}:type:{slug(type_name)}"
