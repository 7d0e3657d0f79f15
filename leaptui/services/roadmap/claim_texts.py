"""The texts of a roadmap in which claims may stand."""

from __future__ import annotations

from dataclasses import dataclass

from leaptui.domain.partner_records import Concern
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import Component, Diversion
from leaptui.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadmapText:
    """A text and where it stands.

    Attributes:
        where: `3 Housing in the city, reason`.
        text: As it was typed.
        component: Key of the component; empty for a text of another part of the roadmap.
        field: Field of its record: `decision`.
    """

    where: str
    text: str
    component: str = ""
    field: str = ""


_FIELDS = {"decision": "decision", "rationale": "reason", "dissent": "dissent"}


def roadmap_texts(workspace: Workspace, engagement: Engagement) -> list[RoadmapText]:
    """The texts that are not empty: components in their order, then diversion, then answers to concerns."""
    states = {state.key: state for state in workspace.store.all(Component, engagement=engagement.id)}
    found = []
    for guide in workspace.practice.components:
        state = states.get(guide.key)
        for field, called in _FIELDS.items():
            text = getattr(state, field) if state else ""
            if text:
                where = f"{guide.number} {guide.title}, {called}"
                found.append(RoadmapText(where=where, text=text, component=guide.key, field=field))
    found += [
        RoadmapText(where="diversion, reason", text=diversion.rationale)
        for diversion in workspace.store.all(Diversion, engagement=engagement.id)
        if diversion.rationale
    ]
    for concern in workspace.store.all(Concern, engagement=engagement.id):
        if concern.answer:
            called = concern.title or concern.concern.replace("_", " ")
            found.append(RoadmapText(where=f"answer to the concern “{called}”", text=concern.answer))
    return found
