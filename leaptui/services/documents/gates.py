"""The gate of one document: what it must keep to itself, and what was let through in it."""

from __future__ import annotations

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.held_back import LetThrough
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import GateOverride
from leaptui.services.interviews.confidences import confidences, house_confidences
from leaptui.services.workspace import Workspace


def document_gate(
    workspace: Workspace, engagement: Engagement | None, document: str, audience: Audience
) -> Gate:
    """A gate that gathers every blocked text: `Gate.must_be_clear` refuses the document with all of them.

    Args:
        workspace: Where.
        engagement: Whose document; nothing for one of the whole house, for which nothing is let through.
        document: The key of its kind.
        audience: Who will read it.
    """
    if engagement is None:
        return Gate(audience, house_confidences(workspace), collects=True)
    return Gate(
        audience,
        confidences(workspace, engagement),
        overrides=[
            let_through(each)
            for each in workspace.store.all(GateOverride, engagement=engagement.id)
            if (each.document, each.audience) == (document, audience)
        ],
        collects=True,
    )


def let_through(override: GateOverride) -> LetThrough:
    """An override as the gate knows it."""
    return LetThrough(
        place=override.place,
        digest=override.digest,
        why_blocked=override.why_blocked,
        reason=override.reason,
        allowed_by=override.allowed_by,
        on=override.made_at[:10],
    )


def overrides_used(gate: Gate) -> list[dict[str, str]]:
    """What was let through in a document, for the record of it, once its files are finished."""
    return [
        {
            "place": each.place,
            "why_blocked": each.why_blocked,
            "reason": each.reason,
            "allowed_by": each.allowed_by,
            "on": each.on,
            "digest": each.digest,
        }
        for each in gate.let_through
    ]


def gave_way(gate: Gate) -> list[str]:
    """What of a city's file was left out of a document, for the advisor."""
    return [f"{span.where}: “{span.words}” in the city's file, which {span.why}" for span in gate.gave_way]
