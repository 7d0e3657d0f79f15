"""The texts of a roadmap in which claims may stand."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
        holder: The record it is a field of.
        field: Which: `decision`.
    """

    where: str
    text: str
    holder: Component | Concern | Diversion
    field: str


_FIELDS = {"decision": "decision", "rationale": "reason", "dissent": "dissent"}


def roadmap_texts(workspace: Workspace, engagement: Engagement) -> list[RoadmapText]:
    """The texts that are not empty: components in their order, then diversion, then answers to concerns."""
    states = {state.key: state for state in workspace.store.all(Component, engagement=engagement.id)}
    found = [
        RoadmapText(where=f"{guide.number} {guide.title}, {called}", text=text, holder=state, field=field)
        for guide in workspace.practice.components
        if (state := states.get(guide.key))
        for field, called in _FIELDS.items()
        if (text := getattr(state, field))
    ]
    found += [
        RoadmapText(where="diversion, reason", text=each.rationale, holder=each, field="rationale")
        for each in workspace.store.all(Diversion, engagement=engagement.id)
        if each.rationale
    ]
    return found + [
        RoadmapText(
            where=f"answer to the concern “{_title(each)}”", text=each.answer, holder=each, field="answer"
        )
        for each in workspace.store.all(Concern, engagement=engagement.id)
        if each.answer
    ]


def with_text(text: RoadmapText, words: str) -> Component | Concern | Diversion:
    """The record that holds a text, with other words in its place."""
    match text.holder:
        case Concern():
            return replace(text.holder, answer=words)
        case Diversion():
            return replace(text.holder, rationale=words)
        case Component():
            pass
    match text.field:
        case "decision":
            return replace(text.holder, decision=words)
        case "dissent":
            return replace(text.holder, dissent=words)
    return replace(text.holder, rationale=words)


def _title(concern: Concern) -> str:
    return concern.title or concern.concern.replace("_", " ")
