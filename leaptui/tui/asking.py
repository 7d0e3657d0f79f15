"""Small questions of the frame that no service answers yet in one call."""

from __future__ import annotations

from leaptui.domain.records import KINDS, Engagement
from leaptui.services.workspace import Workspace


def engagement_of(workspace: Workspace, kind: str, record: str) -> Engagement | None:
    """The engagement that a record belongs to; none when either is gone."""
    if kind == Engagement.kind:
        return workspace.store.get(Engagement, record)
    for record_type in KINDS:
        if record_type.kind == kind:
            found = workspace.store.get(record_type, record)
            owner = getattr(found, "engagement", None)
            return workspace.store.get(Engagement, owner) if isinstance(owner, str) else None
    return None


def usual_interviews(workspace: Workspace) -> int:
    """Interviews planned where an engagement does not say: the sum of the groups' targets."""
    return sum(group.target for group in workspace.practice.groups)
