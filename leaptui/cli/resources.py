"""The resource map on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from leaptui.cli.outgoing import TO_FOLDER, audience
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.disclosure.audience import Audience
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Resource
from leaptui.services.city.engagements import find_engagement
from leaptui.services.city.resource_directory import export_resources
from leaptui.services.city.resources import (
    FIELDS,
    LISTS,
    add_resource,
    change_resource,
    find_resource,
    remove_resource,
    resources,
)
from leaptui.services.interviews.interviews import find_interview

Command = TypeVar("Command", bound=Callable[..., Any])


def _fields(command: Command) -> Command:
    """An option for every field but the name; those with several values may be repeated."""
    for key in reversed(FIELDS):
        if key != "name":
            command = click.option(f"--{key}", multiple=key in LISTS)(command)
    return command


@click.group()
def resource() -> None:
    """Local services and assets people named."""


@resource.command("list")
@ENGAGEMENT
@click.option("--district", default="", help="Only those of one district.")
@click.option("--service", default="", help="Only those that offer this, such as shelter.")
@AS_JSON
@click.pass_obj
def resource_list(session: Session, engagement: str, district: str, service: str, as_json: bool) -> None:
    """List resources, by district and name."""
    with session.reading() as workspace:
        found = resources(
            workspace, find_engagement(workspace, engagement), district=district, service=service
        )
    if as_json:
        say_json([{"id": each.id, **{key: getattr(each, key) for key in FIELDS}} for each in found])
    elif not found:
        say("No resource is listed.")
    else:
        say_table(
            ["district", "name", "services", "phone", "hours"],
            [
                [
                    each.district or "–",
                    each.name,
                    ", ".join(each.services) or "–",
                    each.phone or "–",
                    each.hours or "–",
                ]
                for each in found
            ],
        )


@resource.command("add")
@click.argument("name")
@ENGAGEMENT
@_fields
@click.option("--interview", help="Number of the interview it was named in.")
@AS_JSON
@click.pass_obj
def resource_add(
    session: Session, /, name: str, engagement: str, interview: str | None, as_json: bool, **fields: Any
) -> None:
    """Add a service or asset: a shelter, a pantry, a mediation centre."""
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        talk = find_interview(workspace, city, interview).interview if interview else None
        added = add_resource(workspace, city, {"name": name, **_given(fields)}, interview=talk)
    if as_json:
        say_json({"id": added.id, "name": added.name})
    else:
        say(f"Added {added.name}.")


@resource.command("set")
@click.argument("resource", metavar="WHICH")
@ENGAGEMENT
@_fields
@click.option("--name", help="Another name.")
@click.pass_obj
def resource_set(
    session: Session, /, resource: str, engagement: str, name: str | None, **fields: Any
) -> None:
    """Change fields of a resource; an empty value clears one."""
    values = _given(fields) | ({} if name is None else {"name": name})
    if not values:
        raise InputRefused("There is nothing to set.", next_step="Name a field: --phone 216-555-0143.")
    with session.workspace() as workspace:
        found = find_resource(workspace, find_engagement(workspace, engagement), resource)
        changed = change_resource(workspace, found, values)
    say(f"Changed {', '.join(values)} of {changed.name}.")


@resource.command("remove")
@click.argument("resource", metavar="WHICH")
@ENGAGEMENT
@click.pass_obj
def resource_remove(session: Session, resource: str, engagement: str) -> None:
    """Take a resource off the list; `leaptui undo` brings it back."""
    with session.workspace() as workspace:
        found: Resource = find_resource(workspace, find_engagement(workspace, engagement), resource)
        remove_resource(workspace, found)
    say(f"Removed {found.name}.")


@resource.command("export")
@ENGAGEMENT
@audience(Audience.PUBLIC)
@TO_FOLDER
@AS_JSON
@click.pass_obj
def resource_export(session: Session, engagement: str, audience: str, folder: Path, as_json: bool) -> None:
    """Write the resources as CSV tables of Open Referral's HSDS 3."""
    with session.workspace() as workspace:
        made = export_resources(
            workspace, find_engagement(workspace, engagement), audience=audience, folder=folder
        )
    if as_json:
        say_json({"files": [str(path) for path in made.files], "withheld": list(made.withheld)})
        return
    for path in made.files:
        say(str(path))
    for line in made.withheld:
        say(f"Withheld: {line}")


def _given(fields: dict[str, Any]) -> dict[str, str]:
    """What was given, several values one a line."""
    return {
        key: "\n".join(value) if isinstance(value, tuple) else value
        for key, value in fields.items()
        if value is not None and value != ()
    }
