"""Working groups of the local team: a charge, who convenes, who is in it, which components it works on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.partner_records import TeamMember, WorkingGroup
from leaptui.domain.text import fold, one_line
from leaptui.services.roadmap.responsibilities import component_named
from leaptui.services.roadmap.team import find_member
from leaptui.services.the_one import the_one
from leaptui.services.typed_fields import Reading, paragraphs, read, several

if TYPE_CHECKING:
    from leaptui.domain.records import Engagement
    from leaptui.practice.content import PracticeComponent
    from leaptui.services.workspace import Workspace

FIELDS = ("name", "charge", "convener", "members", "components", "note")
"""In the order of the form. People are named; components by key, number or title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """A working group with those it names."""

    group: WorkingGroup
    convener: TeamMember | None
    members: tuple[TeamMember, ...]
    components: tuple[PracticeComponent, ...]


def working_groups(workspace: Workspace, engagement: Engagement) -> list[GroupView]:
    """The groups, by name."""
    team = {each.id: each for each in workspace.store.all(TeamMember, engagement=engagement.id)}
    views = [
        GroupView(
            group=group,
            convener=team.get(group.convener),
            members=tuple(team[each] for each in group.members if each in team),
            components=tuple(each for each in workspace.practice.components if each.key in group.components),
        )
        for group in workspace.store.all(WorkingGroup, engagement=engagement.id)
    ]
    return sorted(views, key=lambda view: fold(view.group.name))


def find_group(workspace: Workspace, engagement: Engagement, wanted: str) -> GroupView:
    """A group by id, name, or the only one whose name has these words.

    Raises:
        UnknownName: When none or several fit.
    """
    found = the_one(
        working_groups(workspace, engagement), wanted, lambda view: (view.group.id, view.group.name)
    )
    if found is not None:
        return found
    raise UnknownName(
        f"“{one_line(wanted)}” is not one working group of {engagement.name}.",
        safe="Nothing was changed.",
        next_step="List them with `leaptui team list`.",
    )


def add_group(workspace: Workspace, engagement: Engagement, values: Mapping[str, str]) -> WorkingGroup:
    """Begin a working group.

    Raises:
        InputRefused: When there is no name, there is a group of that name, or a field is unknown.
        UnknownName: When somebody named is not in the team, or there is no such component.
    """
    begun = WorkingGroup(id=workspace.new_id(), engagement=engagement.id, name="")
    return _kept(workspace, engagement, "add working group", begun, values)


def change_group(
    workspace: Workspace, engagement: Engagement, group: WorkingGroup, values: Mapping[str, str]
) -> WorkingGroup:
    """Set fields of a group from text; an empty text clears one.

    Raises:
        InputRefused: As `add_group`.
        UnknownName: As `add_group`.
    """
    return _kept(workspace, engagement, "change working group", group, values)


def remove_group(workspace: Workspace, group: WorkingGroup) -> None:
    """Put a group away; undo brings it back."""
    workspace.store.apply("remove working group", [replace(group, deleted=True)], stream=group.engagement)


def values_of(view: GroupView) -> dict[str, str]:
    """The text of each field, as a form shows it."""
    return {
        "name": view.group.name,
        "charge": view.group.charge,
        "convener": view.convener.name if view.convener else "",
        "members": "; ".join(each.name for each in view.members),
        "components": "; ".join(each.short for each in view.components),
        "note": view.group.note,
    }


def _kept(
    workspace: Workspace, engagement: Engagement, verb: str, group: WorkingGroup, values: Mapping[str, str]
) -> WorkingGroup:
    readings: dict[str, Reading] = {
        "name": one_line,
        "charge": one_line,
        "convener": lambda text: find_member(workspace, engagement, text).id if text.strip() else "",
        "members": lambda text: tuple(
            dict.fromkeys(find_member(workspace, engagement, each).id for each in several(text))
        ),
        "components": lambda text: tuple(
            dict.fromkeys(component_named(workspace, each).key for each in several(text))
        ),
        "note": paragraphs,
    }
    changed = replace(group, **read(values, readings, "a working group"))
    if not changed.name:
        raise InputRefused("A working group needs a name.", safe="Nothing was changed.")
    for other in workspace.store.all(WorkingGroup, engagement=engagement.id):
        if other.id != group.id and fold(other.name) == fold(changed.name):
            raise InputRefused(
                f"There is a working group “{other.name}” already.",
                safe="Nothing was changed.",
                next_step="Change it there.",
            )
    if changed.convener and changed.convener not in changed.members:
        changed = replace(changed, members=(changed.convener, *changed.members))
    workspace.store.apply(verb, [changed], stream=engagement.id)
    return changed
