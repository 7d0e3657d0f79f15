"""What was promised, on the command line."""

from __future__ import annotations

from pathlib import Path

import click

from leaptui.cli.outgoing import TO_FOLDER, audience
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.disclosure.audience import Audience
from leaptui.domain.errors import InputRefused
from leaptui.services.city.calendars import export_calendar
from leaptui.services.city.engagements import find_engagement
from leaptui.services.city.follow_up_table import export_follow_up_table
from leaptui.services.city.follow_ups import (
    FollowUpView,
    add_follow_up,
    change_follow_up,
    find_follow_up,
    finish_follow_up,
    follow_ups,
)

_ID_SHOWN = 6
"""Characters of an id that a list shows, from its end: those that were drawn by lot."""


@click.group("follow-up")
def follow_up() -> None:
    """What was promised, by whom and by when."""


@follow_up.command("list")
@ENGAGEMENT
@click.option("--all", "with_done", is_flag=True, help="Those that are done as well.")
@AS_JSON
@click.pass_obj
def follow_up_list(session: Session, engagement: str, with_done: bool, as_json: bool) -> None:
    """List follow-ups, the earliest day first; ▲ stands where the day has passed or is none."""
    with session.reading() as workspace:
        views = follow_ups(workspace, find_engagement(workspace, engagement), with_done=with_done)
    if as_json:
        say_json([_fields(view) for view in views])
    elif not views:
        say("Nothing is owed.")
    else:
        say_table(["id", "", "due", "what", "who", "no"], [_row(view) for view in views])


@follow_up.command("add")
@click.argument("text")
@ENGAGEMENT
@click.option("--due", help="By when: friday, tomorrow, 2-dec, 12/5, 2026-12-02.")
@click.option("--owner", default="", help="Who; nobody said is you.")
@AS_JSON
@click.pass_obj
def follow_up_add(
    session: Session, text: str, engagement: str, due: str | None, owner: str, as_json: bool
) -> None:
    """Note something promised."""
    with session.workspace() as workspace:
        added = add_follow_up(workspace, find_engagement(workspace, engagement), text, due=due, owner=owner)
    if as_json:
        say_json({"id": added.id, "text": added.text, "due": added.due, "owner": added.owner})
    else:
        say(f"Added “{added.text}”{f', due {added.due}' if added.due else ''}.")


@follow_up.command("set")
@click.argument("follow_up", metavar="WHICH")
@ENGAGEMENT
@click.option("--due", help="Another day; empty for none.")
@click.option("--owner", help="Another person; empty for you.")
@click.option("--text", help="Other words.")
@click.pass_obj
def follow_up_set(
    session: Session, follow_up: str, engagement: str, due: str | None, owner: str | None, text: str | None
) -> None:
    """Change a follow-up, named by its id or by words that only it has."""
    if due is None and owner is None and text is None:
        raise InputRefused("There is nothing to set.", next_step="Name a field: --due friday.")
    with session.workspace() as workspace:
        owed = find_follow_up(workspace, find_engagement(workspace, engagement), follow_up)
        changed = change_follow_up(workspace, owed, text=text, due=due, owner=owner)
    say(f"“{changed.text}”, due {changed.due or 'on no day'}, by {changed.owner or 'you'}.")


@follow_up.command("done")
@click.argument("follow_up", metavar="WHICH")
@ENGAGEMENT
@click.option("--not", "reopen", is_flag=True, help="It is owed again.")
@click.pass_obj
def follow_up_done(session: Session, follow_up: str, engagement: str, reopen: bool) -> None:
    """Mark a follow-up done, named by its id or by words that only it has."""
    with session.workspace() as workspace:
        owed = find_follow_up(workspace, find_engagement(workspace, engagement), follow_up)
        finish_follow_up(workspace, owed, done=not reopen)
    say(f"{'Owed again' if reopen else 'Done'}: “{owed.text}”.")


@follow_up.command("export")
@ENGAGEMENT
@audience(Audience.INTERNAL, "Who reads it; internal is you and your colleagues.")
@click.option("--tasks", is_flag=True, help="Follow-ups as tasks; many calendars read days only.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["ics", "csv"]),
    default="ics",
    show_default=True,
    help="A calendar of what is owed, with interviews to come; or a table, with what is done.",
)
@TO_FOLDER
@AS_JSON
@click.pass_obj
def follow_up_export(
    session: Session, engagement: str, audience: str, tasks: bool, form: str, folder: Path, as_json: bool
) -> None:
    """Hand over follow-ups: a calendar file (.ics), or a table (.csv)."""
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        if form == "csv":
            made = export_follow_up_table(workspace, city, audience=audience, folder=folder)
        else:
            made = export_calendar(workspace, city, audience=audience, tasks=tasks, folder=folder)
    if as_json:
        say_json({"files": [str(path) for path in made.files], "withheld": list(made.withheld)})
        return
    for path in made.files:
        say(str(path))
    for line in made.withheld:
        say(f"Withheld: {line}")


def _row(view: FollowUpView) -> list[str]:
    owed = view.owed
    sign = "✓" if owed.done else "▲" if view.overdue or view.not_a_date else "○"
    due = owed.due or (f"{view.not_a_date}: not a date" if view.not_a_date else "–")
    who = view.owner or "you"
    if view.unknown:
        who = f"@{view.unknown}, not in the directory"
    elif view.several:
        who = f"@{owed.owner}: {' or '.join(view.several)}"
    number = "–" if view.interview is None else str(view.interview)
    return [owed.id[-_ID_SHOWN:], sign, due, owed.text, who, number]


def _fields(view: FollowUpView) -> dict[str, object]:
    return {
        "id": view.owed.id,
        "text": view.owed.text,
        "due": view.owed.due,
        "not_a_date": view.not_a_date,
        "overdue": view.overdue,
        "owner": view.owner,
        "unknown_person": view.unknown,
        "could_be": list(view.several),
        "done": view.owed.done,
        "done_on": view.owed.done_on,
        "interview": view.interview,
    }
