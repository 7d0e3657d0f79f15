"""The local team on the command line: its members, who does what, and its working groups."""

from __future__ import annotations

import click

from leaptui.cli.fields import FieldCommand, pairs
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.domain.errors import InputRefused
from leaptui.domain.partner_records import TeamMember
from leaptui.services.city.engagements import find_engagement
from leaptui.services.city.stakeholders import find_stakeholder
from leaptui.services.roadmap.responsibilities import (
    ResponsibilityMatrix,
    part_named,
    responsibilities,
    set_part,
)
from leaptui.services.roadmap.team import (
    add_member,
    change_member,
    find_member,
    has_left,
    members,
    remove_member,
)
from leaptui.services.roadmap.working_groups import (
    GroupView,
    add_group,
    change_group,
    find_group,
    remove_group,
    working_groups,
)

_MEMBER = click.argument("name")
_FIELDS = "--FIELD VALUE …"


@click.group()
def team() -> None:
    """The local team that will run the programme."""


@team.command("add", cls=FieldCommand, options_metavar=f"--engagement E {_FIELDS}")
@_MEMBER
@ENGAGEMENT
@click.option(
    "--heard", is_flag=True, help="Somebody heard before: role, organization and contact are theirs."
)
@click.pass_context
def team_add(context: click.Context, name: str, engagement: str, heard: bool) -> None:
    """Take somebody into the team, new or heard before.

    Fields are --role, --organisation, --contact (never exported), --lead yes, --joined-on, --left-on
    and --note.
    """
    values = pairs(context.args) if context.args else {}
    session: Session = context.obj
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        person = find_stakeholder(workspace, city, name) if heard else None
        named = {"name": person.name if person else name}
        added = add_member(workspace, city, {**named, **values}, heard=person)
    say(f"Added {added.name}" + (", who leads the team." if added.lead else "."))


@team.command("set", cls=FieldCommand, options_metavar=f"--engagement E {_FIELDS}")
@_MEMBER
@ENGAGEMENT
@click.pass_context
def team_set(context: click.Context, name: str, engagement: str) -> None:
    """Change what is known of a member; --left-on notes the last day. Fields are as for `team add`."""
    changes = pairs(context.args)
    session: Session = context.obj
    with session.workspace() as workspace:
        member = find_member(workspace, find_engagement(workspace, engagement), name)
        changed = change_member(workspace, member, changes)
    say(f"Changed {', '.join(changes)} of {changed.name}.")


@team.command("remove")
@_MEMBER
@ENGAGEMENT
@click.pass_obj
def team_remove(session: Session, name: str, engagement: str) -> None:
    """Put a member away with all their parts; `leaptui undo` brings them back.

    Who was in the team and left has a last day instead: `team set NAME --left-on DAY`.
    """
    with session.workspace() as workspace:
        member = find_member(workspace, find_engagement(workspace, engagement), name)
        remove_member(workspace, member)
    say(f"Removed {member.name}.")


@team.command("list")
@ENGAGEMENT
@click.option("--all", "with_left", is_flag=True, help="Those who left as well.")
@AS_JSON
@click.pass_obj
def team_list(session: Session, engagement: str, with_left: bool, as_json: bool) -> None:
    """List the members and the working groups."""
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        known = members(workspace, city, with_left=with_left)
        groups = working_groups(workspace, city)
        matrix = responsibilities(workspace, city)
        today = workspace.today().isoformat()
    if as_json:
        say_json(
            {
                "members": [_member_json(each) for each in known],
                "groups": [_group_json(view) for view in groups],
                "warnings": list(matrix.warnings),
            }
        )
        return
    if not known:
        say("Nobody is in the local team yet.")
    else:
        say_table(
            ["name", "", "role", "organization", "joined", "left"],
            [
                [
                    each.name,
                    "lead" if each.lead else "left" if has_left(each, today) else "",
                    each.role or "–",
                    each.organisation or "–",
                    each.joined_on or "–",
                    each.left_on or "–",
                ]
                for each in known
            ],
        )
        if not any(each.lead and not has_left(each, today) for each in known):
            say("▲ Nobody leads the team.")
    for view in groups:
        say(_group_line(view))


@team.command("raci")
@ENGAGEMENT
@click.option(
    "--set",
    "given",
    nargs=3,
    multiple=True,
    metavar="COMPONENT NAME PART",
    help="Give a member a part: R, A, C, I or none; may be repeated.",
)
@AS_JSON
@click.pass_obj
def team_raci(
    session: Session, engagement: str, given: tuple[tuple[str, str, str], ...], as_json: bool
) -> None:
    """Show who is responsible, accountable, consulted and informed, or set it."""
    with session.workspace() if given else session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        for component, name, part in given:
            set_part(workspace, city, component, find_member(workspace, city, name), part_named(part))
        matrix = responsibilities(workspace, city)
    if as_json:
        say_json(_matrix_json(matrix))
        return
    if not matrix.members:
        say("Nobody is in the local team yet.")
        return
    say_table(
        ["no", "component", *(each.name for each in matrix.members)],
        [
            [
                str(row.component.number),
                row.component.title,
                *(part.letter if part else "·" for part in row.parts),
            ]
            for row in matrix.rows
        ],
    )
    for warning in matrix.warnings:
        say(f"▲ {warning}")


@team.command("group", cls=FieldCommand, options_metavar=f"--engagement E [{_FIELDS}]")
@click.argument("name")
@ENGAGEMENT
@click.option("--new", is_flag=True, help="Begin it.")
@click.option("--remove", is_flag=True, help="Put it away; `leaptui undo` brings it back.")
@AS_JSON
@click.pass_context
def team_group(
    context: click.Context, name: str, engagement: str, new: bool, remove: bool, as_json: bool
) -> None:
    """Begin, change, show or remove a working group.

    Fields are --name, --charge, --convener, --members (names, with semicolons between), --components
    (keys or numbers, with semicolons between) and --note.
    """
    changes = pairs(context.args) if context.args else {}
    session: Session = context.obj
    if remove and (new or changes):
        raise InputRefused("A working group is removed or changed, not both.", safe="Nothing was changed.")
    writes = bool(new or remove or changes)
    with session.workspace() if writes else session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        if new:
            name = add_group(workspace, city, {"name": name, **changes}).id
        elif changes:
            name = change_group(workspace, city, find_group(workspace, city, name).group, changes).id
        view = find_group(workspace, city, name)
        if remove:
            remove_group(workspace, view.group)
    if as_json:
        say_json(_group_json(view))
    else:
        say(f"Removed {view.group.name}." if remove else _group_line(view))


def _member_json(member: TeamMember) -> dict[str, object]:
    return {
        "id": member.id,
        "name": member.name,
        "role": member.role,
        "organisation": member.organisation,
        "contact": member.contact,
        "lead": member.lead,
        "heard": member.stakeholder,
        "joined_on": member.joined_on,
        "left_on": member.left_on,
        "note": member.note,
    }


def _group_json(view: GroupView) -> dict[str, object]:
    return {
        "id": view.group.id,
        "name": view.group.name,
        "charge": view.group.charge,
        "convener": view.convener.name if view.convener else None,
        "members": [each.name for each in view.members],
        "components": [each.key for each in view.components],
        "note": view.group.note,
    }


def _matrix_json(matrix: ResponsibilityMatrix) -> dict[str, object]:
    return {
        "members": [each.name for each in matrix.members],
        "components": [
            {
                "key": row.component.key,
                "parts": {
                    each.name: part for each, part in zip(matrix.members, row.parts, strict=True) if part
                },
                "accountable": list(row.accountable),
                "warning": row.warning,
            }
            for row in matrix.rows
        ],
        "warnings": list(matrix.warnings),
    }


def _group_line(view: GroupView) -> str:
    parts = [
        view.group.charge,
        f"convened by {view.convener.name}" if view.convener else "",
        ", ".join(each.name for each in view.members),
        "on " + ", ".join(each.short for each in view.components) if view.components else "",
    ]
    return f"{view.group.name}: " + "; ".join(part for part in parts if part) + "."
