"""What an advisor wrote that comes near to a confidence, before it leaves the house."""

from __future__ import annotations

from collections.abc import Iterator

from leaptui.disclosure.near_repeats import NearRepeat, near_repeats
from leaptui.domain.records import Engagement, FollowUp, Resource
from leaptui.domain.roadmap_records import Component
from leaptui.services.interviews.confidences import closed_passages
from leaptui.services.workspace import Workspace


def near_repeats_in(workspace: Workspace, engagement: Engagement) -> list[NearRepeat]:
    """Sentences of decisions, rationales, hand-made follow-ups and resources that are near to something protected.

    The gate refuses nothing of this: whether a paraphrase gives somebody away stays the advisor's
    to judge.
    """
    return near_repeats(_written(workspace, engagement), closed_passages(workspace))


def _written(workspace: Workspace, engagement: Engagement) -> Iterator[tuple[str, str]]:
    titles = {each.key: each.title for each in workspace.practice.components}
    for component in workspace.store.all(Component, engagement=engagement.id):
        title = titles.get(component.key, component.key)
        yield f"{title}, decision", component.decision
        yield f"{title}, rationale", component.rationale
    for owed in workspace.store.all(FollowUp, engagement=engagement.id, done=False):
        if not owed.mark:
            yield "follow-up", owed.text
    for resource in workspace.store.all(Resource, engagement=engagement.id):
        yield f"resource {resource.name}", resource.description
