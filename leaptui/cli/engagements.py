"""The portfolio on the command line."""

from __future__ import annotations

import click

from leaptui.cli.fields import FieldCommand, pairs
from leaptui.cli.history import EARLIER, LIMIT, show_page
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.services.city.engagements import (
    add_engagement,
    change_engagement,
    engagements,
    find_engagement,
    jurisdiction_from,
    jurisdictions_of,
)
from leaptui.services.upkeep.history import city_history, find_act


@click.group()
def engagement() -> None:
    """The portfolio: one engagement for each city, or for cities that share a programme."""


@engagement.command("add")
@click.argument("name")
@click.option(
    "--jurisdiction",
    multiple=True,
    metavar="'NAME, ST, POPULATION'",
    help="A city of the engagement; may be repeated.",
)
@click.option("--timezone", help="IANA name, such as America/New_York.")
@click.option("--level", help="inquiry, advice, roadmap or implementation.")
@click.option(
    "--phase", help="scoping, listening, data, design, local_team, pilot_prep, launch or evaluation."
)
@click.option("--lead", default="", help="Who leads it.")
@click.option("--partner", multiple=True, help="A partner; may be repeated.")
@click.option("--dispatch-centre", default="", help="Who answers 911 there.")
@click.option("--interviews-planned", type=click.IntRange(1, 99_999), help="How many people are to be heard.")
@AS_JSON
@click.pass_obj
def engagement_add(
    session: Session,
    name: str,
    jurisdiction: tuple[str, ...],
    timezone: str | None,
    level: str | None,
    phase: str | None,
    lead: str,
    partner: tuple[str, ...],
    dispatch_centre: str,
    interviews_planned: int | None,
    as_json: bool,
) -> None:
    """Add an engagement. `San José, CA` gets the short name san-jose-ca."""
    with session.workspace() as workspace:
        added = add_engagement(
            workspace,
            name,
            jurisdictions=[jurisdiction_from(text) for text in jurisdiction],
            timezone=timezone,
            level=level,
            phase=phase,
            lead=lead,
            partners=partner,
            dispatch_centre=dispatch_centre,
            interviews_planned=interviews_planned,
        )
    if as_json:
        say_json({"id": added.id, "slug": added.slug, "name": added.name})
    else:
        say(f"Added {added.name} as {added.slug}.")


@engagement.command("list")
@AS_JSON
@click.pass_obj
def engagement_list(session: Session, as_json: bool) -> None:
    """List the portfolio."""
    with session.reading() as workspace:
        known = engagements(workspace)
    if as_json:
        say_json(
            [{"id": e.id, "slug": e.slug, "name": e.name, "phase": e.phase, "level": e.level} for e in known]
        )
    elif not known:
        say('The portfolio is empty. Add a city: leaptui engagement add "Harbor Falls, OH".')
    else:
        rows = [[e.slug, e.name, e.phase.label if e.phase else "–", e.level or "–"] for e in known]
        say_table(["engagement", "name", "phase", "level"], rows)


@engagement.command("show")
@click.argument("engagement")
@AS_JSON
@click.pass_obj
def engagement_show(session: Session, engagement: str, as_json: bool) -> None:
    """Show one engagement."""
    with session.reading() as workspace:
        found = find_engagement(workspace, engagement)
        places = jurisdictions_of(workspace, found)
    fields: dict[str, object] = {
        "id": found.id,
        "slug": found.slug,
        "name": found.name,
        "level": found.level,
        "phase": found.phase,
        "timezone": found.timezone,
        "lead": found.lead,
        "partners": list(found.partners),
        "dispatch_centre": found.dispatch_centre,
        "next_step": found.next_step,
        "next_due": found.next_due,
        "jurisdictions": [{"name": p.name, "state": p.state, "population": p.population} for p in places],
    }
    if as_json:
        say_json(fields)
        return
    fields["partners"] = ", ".join(found.partners)
    fields["jurisdictions"] = "; ".join(
        ", ".join(part for part in (p.name, p.state, f"{p.population:,}" if p.population else "") if part)
        for p in places
    )
    say_table(
        ["field", "value"], [[key.replace("_", " "), str(value or "–")] for key, value in fields.items()]
    )


@engagement.command(
    "set",
    cls=FieldCommand,
    options_metavar="--FIELD VALUE …",
)
@click.argument("engagement")
@click.pass_context
def engagement_set(context: click.Context, engagement: str) -> None:
    """Change fields of an engagement.

    They are --name, --level, --phase, --timezone, --lead, --partners, --dispatch-centre, --next-step,
    --next-due, --interviews-planned and --note; an empty value clears one.
    """
    changes = pairs(context.args)
    session: Session = context.obj
    with session.workspace() as workspace:
        change_engagement(workspace, find_engagement(workspace, engagement), changes)
    say("Changed " + ", ".join(changes) + ".")


@engagement.command("history")
@click.argument("engagement")
@LIMIT
@EARLIER
@AS_JSON
@click.pass_obj
def engagement_history(
    session: Session, engagement: str, limit: int, before: str | None, as_json: bool
) -> None:
    """What was done for a city, when, by whom and to what, the newest first.

    For one record, or one act in full: leaptui history.
    """
    with session.reading() as workspace:
        found = find_engagement(workspace, engagement)
        earlier = find_act(workspace, before) if before else None
        show_page(workspace, city_history(workspace, found, earlier=earlier, limit=limit), as_json=as_json)
