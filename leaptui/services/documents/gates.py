"""The gate of one document: what it must keep to itself, and what was let through in it."""

from __future__ import annotations

import json
from collections.abc import Sequence

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


def gate_record(gate: Gate, withheld: Sequence[str]) -> str:
    """What the gate did with a document, as JSON for the record of the document made.

    Args:
        gate: As it stands when the files are finished.
        withheld: What stayed in the store, and why.
    """
    return json.dumps(
        {
            "withheld": list(withheld),
            "overrides": [
                {
                    "place": each.place,
                    "why_blocked": each.why_blocked,
                    "reason": each.reason,
                    "allowed_by": each.allowed_by,
                    "on": each.on,
                    "digest": each.digest,
                }
                for each in gate.let_through
            ],
        },
        ensure_ascii=False,
        sort_keys=True,
    )
