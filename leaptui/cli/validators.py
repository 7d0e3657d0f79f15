"""Validators on the command line. They belong to no one city."""

from __future__ import annotations

import click

from leaptui.cli.fields import FieldCommand, pairs
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.domain.errors import UnknownName
from leaptui.domain.partner_records import Validator
from leaptui.practice.content import PracticeConcern
from leaptui.services.city.engagements import find_engagement
from leaptui.services.city.stakeholders import find_stakeholder
from leaptui.services.roadmap.concern_board import find_concern, library_concern
from leaptui.services.roadmap.precedents import population_of
from leaptui.services.roadmap.validator_matches import Match, matches, pair
from leaptui.services.roadmap.validators import (
    add_validator,
    change_validator,
    find_validator,
    remove_validator,
    role_in_words,
    validators,
)
from leaptui.services.workspace import Workspace

_NAME = click.argument("name")
_FIELDS = "--FIELD VALUE …"


@click.group()
def validator() -> None:
    """Peers who speak to their counterparts; every city shares the list."""


@validator.command("list")
@click.argument("words", required=False, default="")
@AS_JSON
@click.pass_obj
def validator_list(session: Session, words: str, as_json: bool) -> None:
    """List validators; WORDS leave those in whose entry they all stand. Contacts are not listed."""
    with session.reading() as workspace:
        found = validators(workspace, words)
    if as_json:
        say_json([_json(each) for each in found])
    elif not found:
        say("Nobody has these words." if words else "No validator is listed. Add one: leaptui validator add.")
    else:
        say_table(
            ["name", "field", "was", "place", "people", "speaks to", "may be named"],
            [_row(each) for each in found],
        )


@validator.command("show")
@_NAME
@AS_JSON
@click.pass_obj
def validator_show(session: Session, name: str, as_json: bool) -> None:
    """Show one validator; the contact only as text, on this screen."""
    with session.reading() as workspace:
        found = find_validator(workspace, name)
    if as_json:
        say_json(_json(found))
        return
    say(f"{found.name}  {role_in_words(found)}")
    permission = f"yes, since {found.permission_on}" if found.may_be_named else "no"
    for label, value in (
        ("field", found.sort.label),
        ("place", _place(found)),
        ("people", f"{found.population:,}" if found.population else ""),
        ("speaks to", ", ".join(found.topics)),
        ("may be named in documents", permission),
        ("contact, never exported", found.contact),
        ("note", found.note),
    ):
        if value:
            say(f"{label}: {value}")


@validator.command("add", cls=FieldCommand, options_metavar=_FIELDS)
@_NAME
@AS_JSON
@click.pass_context
def validator_add(context: click.Context, name: str, as_json: bool) -> None:
    """Add somebody.

    Fields are --sort (police, judge, prosecutor, corrections, probation_parole, federal_agent,
    dispatch, other), --former-role, --organisation, --place, --state, --population, --topics (keys of
    library concerns, semicolons between), --may-be-named yes, --permission-on, --contact (never
    exported) and --note.
    """
    values = pairs(context.args) if context.args else {}
    session: Session = context.obj
    with session.workspace() as workspace:
        added = add_validator(workspace, {**values, "name": name})
    if as_json:
        say_json({"id": added.id, "name": added.name})
        return
    say(f"Added {added.name}." + ("" if added.may_be_named else " No document names them until they agree."))


@validator.command("set", cls=FieldCommand, options_metavar=_FIELDS)
@_NAME
@click.pass_context
def validator_set(context: click.Context, name: str) -> None:
    """Change fields, as `add` takes them, and --name; an empty value clears one."""
    changes = pairs(context.args)
    session: Session = context.obj
    with session.workspace() as workspace:
        changed = change_validator(workspace, find_validator(workspace, name), changes)
    say(f"Changed {', '.join(changes)} of {changed.name}.")


@validator.command("remove")
@_NAME
@click.pass_obj
def validator_remove(session: Session, name: str) -> None:
    """Take somebody off the list; `leaptui undo` brings them back."""
    with session.workspace() as workspace:
        found = find_validator(workspace, name)
        remove_validator(workspace, found)
    say(f"Removed {found.name}.")


@validator.command("match")
@click.option("--engagement", "-e", help="The city: its size counts, and its board and people are meant.")
@click.option("--concern", help="What they are to answer: of the board, or a key of the library.")
@click.option("--stakeholder", help="Whom they would meet.")
@AS_JSON
@click.pass_obj
def validator_match(
    session: Session, engagement: str | None, concern: str | None, stakeholder: str | None, as_json: bool
) -> None:
    """Who fits a concern and a person, with the reasons, and which two go together."""
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement) if engagement else None
        if stakeholder and city is None:
            raise UnknownName("A stakeholder is of a city.", next_step="Name it with --engagement.")
        found = matches(
            workspace,
            concern=_concern(workspace, engagement, concern) if concern else None,
            people=[find_stakeholder(workspace, city, stakeholder)] if city and stakeholder else (),
            population=population_of(workspace, city) if city else None,
        )
    two = pair(found)
    if as_json:
        say_json(
            {
                "matches": [_match(each) for each in found],
                "pair": [each.validator.name for each in two] if two else None,
            }
        )
        return
    if not found:
        say("No validator is listed. Add one: leaptui validator add.")
        return
    say_table(
        ["name", "was", "because"],
        [
            [each.validator.name, role_in_words(each.validator), "; ".join(each.reasons) or "–"]
            for each in found
        ],
    )
    if two:
        say(f"Go together, one sworn and one operational: {two[0].validator.name}, {two[1].validator.name}.")


def _concern(workspace: Workspace, engagement: str | None, wanted: str) -> PracticeConcern | None:
    library = library_concern(workspace, wanted)
    if library is None and engagement is not None:
        found = find_concern(workspace, find_engagement(workspace, engagement), wanted)
        return library_concern(workspace, found.concern)
    if library is None:
        raise UnknownName(
            f"“{wanted}” is not a concern of the library.",
            next_step="Its keys are: " + ", ".join(each.key for each in workspace.practice.concerns) + ".",
        )
    return library


def _place(each: Validator) -> str:
    return ", ".join(part for part in (each.place, each.state) if part)


def _row(each: Validator) -> list[str]:
    return [
        each.name,
        each.sort.label,
        role_in_words(each),
        _place(each) or "–",
        f"{each.population:,}" if each.population else "–",
        ", ".join(each.topics) or "–",
        "yes" if each.may_be_named else "no",
    ]


def _json(each: Validator) -> dict[str, object]:
    return {
        "id": each.id,
        "name": each.name,
        "sort": each.sort,
        "former_role": each.former_role,
        "organisation": each.organisation,
        "place": each.place,
        "state": each.state,
        "population": each.population,
        "topics": list(each.topics),
        "may_be_named": each.may_be_named,
        "permission_on": each.permission_on,
        "note": each.note,
    }


def _match(each: Match) -> dict[str, object]:
    return {
        "name": each.validator.name,
        "sort": each.validator.sort,
        "reasons": list(each.reasons),
        "weight": each.weight,
    }
