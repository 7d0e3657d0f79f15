"""The roadmap of the practice city: decided, doubted, changed once, and one component not looked at since."""

from __future__ import annotations

from leaptui.domain.marks import MarkKind
from leaptui.domain.records import Engagement
from leaptui.domain.vocabulary import ComponentStatus, EvidenceKind
from leaptui.practice.harbor_falls import PracticeCity, PracticeDecision
from leaptui.services.interviews.excerpt_marking import keep_excerpt
from leaptui.services.interviews.interviews import find_interview
from leaptui.services.roadmap.checklist_changes import add_item, tick
from leaptui.services.roadmap.components import link_excerpt, link_figure, roadmap, still_holds
from leaptui.services.roadmap.deciding import set_component
from leaptui.services.workspace import Workspace

_LEFT_STALE = frozenset({"cost"})
"""It was priced before the hours were changed, and says so."""


def put_roadmap(workspace: Workspace, engagement: Engagement, city: PracticeCity) -> None:
    """Put the ten components with their evidence, and the checklists of the phases."""
    for decision in city.components:
        _link(workspace, engagement, city, decision)
        _decide(workspace, engagement, decision)
        for item in decision.ticks:
            tick(workspace, engagement, decision.key, item, done=True)
        for words in decision.own_items:
            add_item(workspace, engagement, decision.key, words)
    _look_again(workspace, engagement)
    for decision in city.components:
        if decision.earlier is not None:
            changes = {"option": decision.option, "decision": decision.decision}
            set_component(workspace, engagement, decision.key, changes)
    _look_again(workspace, engagement, but=_LEFT_STALE)
    for phase, items in city.phase_ticks:
        for item in items:
            tick(workspace, engagement, f"phase:{phase}", item, done=True)


def _decide(workspace: Workspace, engagement: Engagement, decision: PracticeDecision) -> None:
    option, words = decision.earlier or (decision.option, decision.decision)
    set_component(
        workspace,
        engagement,
        decision.key,
        {
            "status": decision.status.value,
            "option": option,
            "decision": words,
            "rationale": decision.rationale,
            "owner": decision.owner,
            "due": decision.due or "",
            "dissent": decision.dissent,
            # What is agreed was agreed on the day it was due.
            "decided_on": (decision.due or "") if decision.status is ComponentStatus.AGREED else "",
        },
    )


def _look_again(workspace: Workspace, engagement: Engagement, *, but: frozenset[str] = frozenset()) -> None:
    """They were decided one after the other, and hold beside those that came later."""
    for view in roadmap(workspace, engagement):
        if view.changed and view.guide.key not in but:
            still_holds(workspace, engagement, view.guide.key)


def _link(
    workspace: Workspace, engagement: Engagement, city: PracticeCity, decision: PracticeDecision
) -> None:
    numbers = {talk.key: str(talk.number) for talk in city.interviews}
    for evidence in decision.evidence:
        if evidence.kind is EvidenceKind.FIGURE:
            link_figure(workspace, engagement, decision.key, evidence.source)
            continue
        view = find_interview(workspace, engagement, numbers[evidence.interview])
        words = next(
            mark for mark in view.marks if mark.kind is MarkKind.VERBATIM and mark.text == evidence.source
        )
        link_excerpt(workspace, engagement, decision.key, keep_excerpt(workspace, view.interview, words))
