"""The people of an engagement on the command line."""

from __future__ import annotations

import click

from leaptui.cli.fields import FieldCommand, pairs
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.domain.attribution import Attribution
from leaptui.services.city.engagements import find_engagement
from leaptui.services.city.stakeholders import (
    add_stakeholder,
    change_stakeholder,
    find_stakeholder,
    stakeholders,
)

ENGAGEMENT = click.option("--engagement", "-e", required=True, help="Which city.")


@click.group()
def stakeholder() -> None:
    """The people whose view matters."""


@stakeholder.command("add")
@click.argument("name")
@ENGAGEMENT
@click.option("--role", default="", help="What they do.")
@click.option("--organisation", default="", help="For whom.")
@click.option("--group", default="", help="Stakeholder group, such as dispatch or patrol.")
@click.option(
    "--attribution",
    default=Attribution.NONE.value,
    show_default=True,
    help="What they usually allow: on_record, role_only, none or off_record.",
)
@AS_JSON
@click.pass_obj
def stakeholder_add(
    session: Session,
    name: str,
    engagement: str,
    role: str,
    organisation: str,
    group: str,
    attribution: str,
    as_json: bool,
) -> None:
    """Add a person."""
    with session.workspace() as workspace:
        added = add_stakeholder(
            workspace,
            find_engagement(workspace, engagement),
            name,
            role=role,
            organisation=organisation,
            group=group,
            attribution=attribution,
        )
    if as_json:
        say_json({"id": added.id, "name": added.name, "group": added.group, "attribution": added.attribution})
    else:
        say(f"Added {added.name} ({added.attribution.label}).")


@stakeholder.command("set", cls=FieldCommand, options_metavar="--engagement E --FIELD VALUE …")
@click.argument("name")
@ENGAGEMENT
@click.pass_context
def stakeholder_set(context: click.Context, name: str, engagement: str) -> None:
    """Change what is known of a person.

    Fields are --name, --role, --organisation, --group, --attribution, --contact, --district, --shift,
    --language, --role-holders (how many in the city hold that role) and --note; an empty value
    clears one.
    """
    changes = pairs(context.args)
    session: Session = context.obj
    with session.workspace() as workspace:
        person = find_stakeholder(workspace, find_engagement(workspace, engagement), name)
        change_stakeholder(workspace, person, changes)
    say("Changed " + ", ".join(changes) + ".")


@stakeholder.command("list")
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def stakeholder_list(session: Session, engagement: str, as_json: bool) -> None:
    """List the people of an engagement."""
    with session.reading() as workspace:
        people = stakeholders(workspace, find_engagement(workspace, engagement))
    if as_json:
        say_json(
            [
                {
                    "id": p.id,
                    "name": p.name,
                    "role": p.role,
                    "organisation": p.organisation,
                    "group": p.group,
                    "attribution": p.attribution,
                    "contact": p.contact,
                    "district": p.district,
                    "shift": p.shift,
                    "language": p.language,
                    "role_holders": p.role_holders,
                }
                for p in people
            ]
        )
    elif not people:
        say("Nobody is listed yet.")
    else:
        rows = [
            [p.name, p.role or "–", p.organisation or "–", p.group or "–", p.attribution.label]
            for p in people
        ]
        say_table(["name", "role", "organisation", "group", "attribution"], rows)
