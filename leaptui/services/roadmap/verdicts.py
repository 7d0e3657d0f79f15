"""What the advisor makes of a figure beside what people said: the verdict of a data check."""

from __future__ import annotations

from dataclasses import replace

from leaptui.domain.errors import UnknownName
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import Evidence
from leaptui.domain.text import one_line
from leaptui.domain.vocabulary import EvidenceKind
from leaptui.services.roadmap.components import component
from leaptui.services.workspace import Workspace


def judge(workspace: Workspace, engagement: Engagement, wanted: str, figure: str, verdict: str) -> Evidence:
    """Say of a linked figure what it does to what people said; it stands in the themes memo.

    Args:
        workspace: Where.
        engagement: Whose.
        wanted: The component, by key, number or title.
        figure: Key of the figure that is linked to it.
        verdict: In a sentence; empty takes it back.

    Raises:
        UnknownName: When the component does not rest on that figure.
    """
    view = component(workspace, engagement, wanted)
    linked = [each.evidence for each in view.evidence if each.evidence.source_kind is EvidenceKind.FIGURE]
    found = next((each for each in linked if each.source == one_line(figure)), None)
    if found is None:
        known = ", ".join(dict.fromkeys(each.source for each in linked))
        raise UnknownName(
            f"{view.guide.title} does not rest on a figure “{one_line(figure)}”.",
            safe="Nothing was changed.",
            next_step=f"It rests on: {known}." if known else "Link one: leaptui roadmap set … --figure KEY.",
        )
    changed = replace(found, note=one_line(verdict))
    workspace.store.apply("judge figure", [changed], stream=engagement.id)
    return changed
