"""The local team that will run the programme: who is in it, and who leads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.partner_records import Responsibility, TeamMember, WorkingGroup
from leaptui.domain.text import fold, one_line
from leaptui.services.days import day_from
from leaptui.services.the_one import the_one
from leaptui.services.typed_fields import Reading, paragraphs, read
from leaptui.services.typed_values import yes_no

if TYPE_CHECKING:
    from leaptui.domain.record import Record
    from leaptui.domain.records import Engagement, Stakeholder
    from leaptui.services.workspace import Workspace

READINGS: dict[str, Reading] = {
    "name": one_line,
    "role": one_line,
    "organisation": one_line,
    "contact": one_line,
    "lead": lambda text: yes_no(text, "whether they lead the team"),
    "joined_on": day_from,
    "left_on": day_from,
    "note": paragraphs,
}
"""Fields of a member, in the order of the form. A contact is never exported."""
_WHAT = "a member of the local team"


def members(workspace: Workspace, engagement: Engagement, *, with_left: bool = False) -> list[TeamMember]:
    """The team: its lead first, the others by name, and last those who left, where they are wanted."""
    today = workspace.today().isoformat()
    known = workspace.store.all(TeamMember, engagement=engagement.id)
    found = [each for each in known if with_left or not has_left(each, today)]
    return sorted(found, key=lambda each: (has_left(each, today), not each.lead, fold(each.name)))


def has_left(member: TeamMember, today: str) -> bool:
    """Whether a member's last day is over.

    Args:
        member: Who.
        today: ISO date.
    """
    return member.left_on is not None and member.left_on < today


def find_member(workspace: Workspace, engagement: Engagement, wanted: str) -> TeamMember:
    """A member by id, name, or the only one whose name has these words.

    Raises:
        UnknownName: When none or several fit.
    """
    found = the_one(members(workspace, engagement, with_left=True), wanted, lambda each: (each.id, each.name))
    if found is not None:
        return found
    raise UnknownName(
        f"“{one_line(wanted)}” is not one member of the local team of {engagement.name}.",
        safe="Nothing was changed.",
        next_step="List them with `leaptui team list`.",
    )


def add_member(
    workspace: Workspace,
    engagement: Engagement,
    values: Mapping[str, str],
    *,
    heard: Stakeholder | None = None,
) -> TeamMember:
    """Take somebody into the local team, one act.

    Args:
        workspace: Where.
        engagement: Whose team.
        values: Text of `READINGS`.
        heard: The person, where they were heard before: name, role, organization and contact are theirs
            unless `values` say otherwise.

    Raises:
        InputRefused: When there is no name, they are in the team already, or a value does not fit.
    """
    begun = TeamMember(id=workspace.new_id(), engagement=engagement.id, name="")
    if heard is not None:
        begun = replace(
            begun,
            name=heard.name,
            role=heard.role,
            organisation=heard.organisation,
            contact=heard.contact,
            stakeholder=heard.id,
        )
    member = replace(begun, **read(values, READINGS, _WHAT))
    _must_fit(workspace, engagement.id, member)
    workspace.store.apply("add team member", [member, *_led_before(workspace, member)], stream=engagement.id)
    return member


def change_member(workspace: Workspace, member: TeamMember, values: Mapping[str, str]) -> TeamMember:
    """Set fields of a member from text; an empty text clears one. Whoever led before leads no longer.

    Raises:
        InputRefused: When the name would be empty or another's, or a value does not fit.
    """
    changed = replace(member, **read(values, READINGS, _WHAT))
    _must_fit(workspace, member.engagement, changed)
    workspace.store.apply(
        "change team member", [changed, *_led_before(workspace, changed)], stream=member.engagement
    )
    return changed


def remove_member(workspace: Workspace, member: TeamMember) -> None:
    """Put a member away with their responsibilities and their seats in working groups; undo brings all back.

    For somebody who was never of the team; who left has a day on which they left.
    """
    puts: list[Record] = [replace(member, deleted=True)]
    puts += [
        replace(each, deleted=True)
        for each in workspace.store.all(Responsibility, engagement=member.engagement, member=member.id)
    ]
    for group in workspace.store.all(WorkingGroup, engagement=member.engagement):
        without = replace(
            group,
            members=tuple(each for each in group.members if each != member.id),
            convener="" if group.convener == member.id else group.convener,
        )
        puts += [without] if without != group else []
    workspace.store.apply("remove team member", puts, stream=member.engagement)


def values_of(member: TeamMember) -> dict[str, str]:
    """The text of each field, as a form shows it."""
    texts = {key: str(getattr(member, key) or "") for key in READINGS}
    return {**texts, "lead": "yes" if member.lead else "no"}


def _must_fit(workspace: Workspace, engagement: str, member: TeamMember) -> None:
    if not member.name:
        raise InputRefused("A member of the team needs a name.", safe="Nothing was changed.")
    if member.joined_on and member.left_on and member.left_on < member.joined_on:
        raise InputRefused(
            f"{member.name} cannot leave on {member.left_on}, before joining on {member.joined_on}.",
            safe="Nothing was changed.",
        )
    for other in workspace.store.all(TeamMember, engagement=engagement):
        same = fold(other.name) == fold(member.name) or (
            member.stakeholder is not None and other.stakeholder == member.stakeholder
        )
        if same and other.id != member.id:
            raise InputRefused(
                f"{other.name} is in the local team already.",
                safe="Nothing was changed.",
                next_step="Change what is known there; somebody else of the same name needs a second name.",
            )


def _led_before(workspace: Workspace, member: TeamMember) -> list[TeamMember]:
    if not member.lead:
        return []
    others = workspace.store.all(TeamMember, engagement=member.engagement, lead=True)
    return [replace(each, lead=False) for each in others if each.id != member.id]
