"""The roadmap, gathered: what the city decided on each component and what that rests on."""

from __future__ import annotations

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.call_figures import clear_calls
from leaptui.documents.kinds.roadmap import CallsContent, Definition, RoadmapContent, compose
from leaptui.domain.records import Engagement
from leaptui.services.calls.picture import datasets, summarise
from leaptui.services.city.engagements import jurisdictions_of
from leaptui.services.documents.diversion_part import diversion_part
from leaptui.services.documents.gathering import ORGANISATION, Gathering
from leaptui.services.documents.plan_part import plan_content
from leaptui.services.documents.prepared import Prepared
from leaptui.services.documents.roadmap_components import component_content
from leaptui.services.documents.roadmap_parts import (
    concern_lines,
    parts_lines,
    phase_steps,
    precedent_lines,
    team_lines,
)
from leaptui.services.interviews.conversations import NO_GROUP, told_conversations
from leaptui.services.interviews.few_voices import FewVoices, voices
from leaptui.services.roadmap.components import roadmap
from leaptui.services.roadmap.readiness import readiness
from leaptui.services.staffing.scenarios import scenarios
from leaptui.services.workspace import Workspace

_ELIGIBLE = (
    "A call whose type a community responder could be sent to first. Narrow counts the types that comparable "
    "programs launched with, expected all types of the community responder tier, broad also those for a "
    "joint response. Each call is still screened when it is taken."
)


def prepare(workspace: Workspace, engagement: Engagement, audience: Audience, which: str = "") -> Prepared:  # noqa: ARG001 - there is one roadmap
    """Gather a roadmap's content through the gate.

    Raises:
        Withheld: When text of the advisor repeats a confidence.
    """
    through = Gathering(workspace, engagement, audience, "roadmap")
    missing = readiness(workspace, engagement)
    content = content_of(through, workspace, engagement, draft=bool(missing))
    return through.prepared(compose(content), missing=missing)


def content_of(
    through: Gathering, workspace: Workspace, engagement: Engagement, *, draft: bool
) -> RoadmapContent:
    """What the roadmap says, cleared.

    Args:
        through: What it is gathered through.
        workspace: Where.
        engagement: Whose.
        draft: Whether anything is open before it is final.

    Raises:
        Withheld: When text of the advisor repeats a confidence.
    """
    picture = summarise(workspace, engagement) if datasets(workspace, engagement) else None
    plans = {view.scenario.id: view for view in scenarios(workspace, engagement)}
    taxonomy = workspace.practice.taxonomy
    label = through.label
    return RoadmapContent(
        title=label(f"Community responder roadmap for {engagement.name}", "name of the engagement"),
        city=label(engagement.name, "name of the engagement"),
        jurisdictions=tuple(
            label(", ".join(part for part in (place.name, place.state) if part), "jurisdictions")
            for place in jurisdictions_of(workspace, engagement)
        ),
        organisation=label(ORGANISATION, "organisation"),
        made_on=workspace.today(),
        audience=through.gate.audience,
        draft=draft,
        components=tuple(
            component_content(through, view, picture, plans) for view in roadmap(workspace, engagement)
        ),
        heard=label(_heard(workspace, engagement, through.gate.threshold), "who was heard"),
        calls=(
            CallsContent(
                clear_calls(through.gate, picture.summary, picture.dataset.file_name), picture.ledger
            ),
        )
        if picture
        else (),
        sources=(label(f"Call types by the leaptui taxonomy, version {taxonomy.version}.", "sources"),),
        concerns=concern_lines(workspace, engagement, through),
        team=team_lines(workspace, engagement, through),
        parts=parts_lines(workspace, engagement, through),
        precedents=precedent_lines(workspace, engagement, through),
        staffed=plan_content(through, workspace, engagement),
        launch=phase_steps(workspace, engagement, through),
        diversion=diversion_part(workspace, engagement, through),
        definitions=(Definition(label("Eligible call", "definitions"), label(_ELIGIBLE, "definitions")),),
    )


def _heard(workspace: Workspace, engagement: Engagement, threshold: int) -> str:
    """Who was heard, in a sentence; of few people only that they are."""
    held = told_conversations(workspace, engagement)
    if not held:
        return ""
    counting = FewVoices(tuple(held), threshold)
    if counting.few_were_heard:
        return f"{counting.few}."
    groups = {group for each in held for group in each.voices if group != NO_GROUP}
    return (
        f"{_counted(voices(held), 'person', 'people')} in "
        f"{_counted(len(held), 'interview', 'interviews')}, "
        f"from {len(groups)} of {_counted(len(workspace.practice.groups), 'group', 'groups')}."
    )


def _counted(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"
