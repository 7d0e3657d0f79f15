"""Partnership agreements on the command line."""

from __future__ import annotations

import click

from leaptui.cli.fields import FieldCommand, pairs
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.services.city.engagements import find_engagement
from leaptui.services.roadmap.agreements import (
    READINGS,
    AgreementView,
    agreements,
    change_agreement,
    find_agreement,
    make_agreement,
    remove_agreement,
)

_WHICH = click.argument("which", metavar="[WHICH]", required=False, default="")
_FIELDS = "--engagement E --FIELD VALUE …"


@click.group()
def agreement() -> None:
    """Partnership agreements: drafts for counsel, never legal advice."""


@agreement.command("make", cls=FieldCommand, options_metavar=_FIELDS)
@ENGAGEMENT
@AS_JSON
@click.pass_context
def agreement_make(context: click.Context, engagement: str, as_json: bool) -> None:
    """Begin one with the usual outline, filled from the engagement. Fields are as for `agreement set`."""
    values = pairs(context.args) if context.args else {}
    session: Session = context.obj
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        made = make_agreement(workspace, city, values)
        view = find_agreement(workspace, city, made.id)
    if as_json:
        say_json(_json(view))
    else:
        say(f"{made.title}: {view.notice or made.status.label}")


@agreement.command("set", cls=FieldCommand, options_metavar=_FIELDS)
@click.argument("which", metavar="WHICH")
@ENGAGEMENT
@click.pass_context
def agreement_set(context: click.Context, which: str, engagement: str) -> None:
    """Change an agreement, named by its number, id or words.

    Fields are --title, --status (draft, with_counsel, signed, ended), --parties, --purpose,
    --our-responsibilities, --their-responsibilities, --starts-on, --ends-on, --notice-days, --payment,
    --confidentiality, --governing-law, --arbitration, --signatories (name | title | party), --signed-on
    and --note. Lists are one a line.
    """
    changes = pairs(context.args)
    session: Session = context.obj
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        found = find_agreement(workspace, city, which)
        changed = change_agreement(workspace, found.agreement, changes)
    say(f"Changed {', '.join(changes)} of “{changed.title}” ({changed.status.label}).")


@agreement.command("list")
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def agreement_list(session: Session, engagement: str, as_json: bool) -> None:
    """List the agreements of an engagement, the newest first."""
    with session.reading() as workspace:
        found = agreements(workspace, find_engagement(workspace, engagement))
    if as_json:
        say_json([_json(view) for view in found])
    elif not found:
        say("There is no agreement yet.")
    else:
        say_table(
            ["no", "agreement", "state", "begins", "ends", "signed", "missing"],
            [
                [
                    str(number),
                    view.agreement.title,
                    view.agreement.status.label,
                    view.agreement.starts_on or "–",
                    view.agreement.ends_on or "–",
                    view.agreement.signed_on or "–",
                    ", ".join(view.missing) or "–",
                ]
                for number, view in enumerate(found, 1)
            ],
        )


@agreement.command("show")
@_WHICH
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def agreement_show(session: Session, which: str, engagement: str, as_json: bool) -> None:
    """Show an agreement as it reads."""
    with session.reading() as workspace:
        view = find_agreement(workspace, find_engagement(workspace, engagement), which)
    if as_json:
        say_json(_json(view))
        return
    say(view.agreement.title)
    say(view.notice or f"{view.agreement.status.label.capitalize()}, {view.agreement.signed_on or '–'}.")
    for number, term in enumerate(view.terms, 1):
        say(f"\n{number}. {term.title}\n{term.text}")
    if view.missing:
        say("\n▲ Missing: " + ", ".join(view.missing) + ".")


@agreement.command("remove")
@_WHICH
@ENGAGEMENT
@click.pass_obj
def agreement_remove(session: Session, which: str, engagement: str) -> None:
    """Put an agreement away; `leaptui undo` brings it back."""
    with session.workspace() as workspace:
        found = find_agreement(workspace, find_engagement(workspace, engagement), which)
        remove_agreement(workspace, found.agreement)
    say(f"Removed “{found.agreement.title}”.")


def _json(view: AgreementView) -> dict[str, object]:
    record = view.agreement
    return {
        "id": record.id,
        **{
            key: list(value) if isinstance(value := getattr(record, key), tuple) else value
            for key in READINGS
        },
        "notice": view.notice,
        "terms": [{"key": term.key, "title": term.title, "text": term.text} for term in view.terms],
        "missing": list(view.missing),
    }
