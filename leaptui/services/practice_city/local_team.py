"""Harbor Falls' local team, its activities, the diversion it studies and the agreement it drafts."""

from __future__ import annotations

from leaptui.domain.partner_records import Responsibility
from leaptui.domain.records import Engagement
from leaptui.practice.harbor_falls import practice_city
from leaptui.practice.harbor_falls_local_team import practice_team
from leaptui.services.city.activities import add_activity
from leaptui.services.city.stakeholders import find_stakeholder
from leaptui.services.roadmap.agreements import make_agreement
from leaptui.services.roadmap.diversion import set_diversion
from leaptui.services.roadmap.team import add_member
from leaptui.services.roadmap.working_groups import add_group
from leaptui.services.workspace import Workspace


def put_local_team(workspace: Workspace, engagement: Engagement) -> None:
    """Put all of it into the practice city."""
    told = practice_team()
    names = {each.key: each.name for each in practice_city().stakeholders}
    team = []
    for texts in told.members:
        values = {key: text for key, text in texts.items() if key != "heard"}
        heard = texts.get("heard")
        person = find_stakeholder(workspace, engagement, names[heard]) if heard else None
        team.append(add_member(workspace, engagement, values, heard=person))
    workspace.store.apply(
        "set responsibility",
        [
            Responsibility(
                id=f"{engagement.id}:{component}:{member.id}",
                engagement=engagement.id,
                component=component,
                member=member.id,
                part=part,
            )
            for component, parts in told.parts.items()
            for member, part in zip(team, parts, strict=True)
            if part is not None
        ],
        stream=engagement.id,
    )
    for texts in told.groups:
        add_group(workspace, engagement, texts)
    for texts in told.activities:
        add_activity(workspace, engagement, texts)
    set_diversion(workspace, engagement, told.diversion)
    make_agreement(workspace, engagement, told.agreement)
