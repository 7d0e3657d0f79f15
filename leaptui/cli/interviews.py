"""Interviews on the command line."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from leaptui.cli.fields import FieldCommand, pairs
from leaptui.cli.outgoing import TO_FOLDER, audience
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.disclosure.audience import Audience
from leaptui.domain.marks import MarkKind
from leaptui.services.city.engagements import find_engagement
from leaptui.services.city.stakeholders import find_stakeholder
from leaptui.services.interviews.facts import FACTS, Attendance, attendance, describe, headcounts_from
from leaptui.services.interviews.files import export_interview, note_from, note_of
from leaptui.services.interviews.interviews import InterviewView, find_interview, interviews, start_interview


@click.group()
def interview() -> None:
    """What people said."""


@interview.command("add")
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True, readable=False))
@ENGAGEMENT
@click.option("--stakeholder", multiple=True, help="Who spoke; may be repeated.")
@click.option("--title", default="", help="What to call it; else the speakers' roles.")
@click.option("--date", "held_on", help="The day, as 2026-11-24; else today.")
@click.option("--attribution", help="on_record, role_only, none or off_record; else what the speakers allow.")
@click.option("--guide", default="", help="The interview guide used.")
@AS_JSON
@click.pass_obj
def interview_add(
    session: Session,
    source: Path,
    engagement: str,
    stakeholder: tuple[str, ...],
    title: str,
    held_on: str | None,
    attribution: str | None,
    guide: str,
    as_json: bool,
) -> None:
    """Add an interview from a Markdown, text or Word (.docx) file, or from standard input with `-`.

    `#theme`, `"quote"`, `!concern` and `?follow-up` at the start of a word are recognised.
    """
    note = _read(source)
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        people = [find_stakeholder(workspace, city, name) for name in stakeholder]
        added = start_interview(
            workspace,
            city,
            people=people,
            title=title,
            held_on=held_on,
            attribution=attribution,
            note=note,
            guide=guide,
        )
        view = find_interview(workspace, city, added.id)
    if as_json:
        say_json(_fields(view))
    else:
        say(f"Added interview {added.number}, {added.attribution.label}: {_counts(view)}.")


@interview.command("list")
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def interview_list(session: Session, engagement: str, as_json: bool) -> None:
    """List the interviews of an engagement, newest first."""
    with session.reading() as workspace:
        views = interviews(workspace, find_engagement(workspace, engagement))
    if as_json:
        say_json([_fields(view) for view in views])
    elif not views:
        say("No interview was taken yet.")
    else:
        rows = [
            [
                str(v.interview.number),
                v.interview.held_on or "–",
                v.title,
                v.interview.attribution.label,
                _counts(v),
            ]
            for v in views
        ]
        say_table(["no", "day", "with", "attribution", "marks"], rows)


@interview.command("set", cls=FieldCommand, options_metavar="--engagement E --FIELD VALUE …")
@click.argument("interview")
@ENGAGEMENT
@click.option("--stakeholder", multiple=True, help="Who spoke, all of them; may be repeated.")
@click.option("--headcount", metavar="'14 residents, 3'", help="Who else was there, by group.")
@click.pass_context
def interview_set(
    context: click.Context,
    interview: str,
    engagement: str,
    stakeholder: tuple[str, ...],
    headcount: str | None,
) -> None:
    """Change what is known of an interview.

    Fields are --title, --held-on, --attribution, --form (interview, group_session, walk_up, ride_along,
    dispatch_sit_in), --advisors, --place, --district, --shift, --minutes, --language, --interpreter,
    --recorded, --consent-given (verbal, written, declined), --consent-on, --consent-by, --consent, --minors,
    --guardian, --compensation and --guide; an empty value clears one.
    """
    session: Session = context.obj
    who_changes = bool(stakeholder) or headcount is not None
    facts = pairs(context.args) if context.args or not who_changes else {}
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        view = find_interview(workspace, city, interview)
        before = attendance(workspace, view)
        who = Attendance(
            tuple(find_stakeholder(workspace, city, name) for name in stakeholder) or before.people,
            before.headcounts if headcount is None else headcounts_from(workspace, headcount),
        )
        describe(workspace, city, view, facts, who if who_changes else None)
    say("Changed " + ", ".join([*facts, *(["who was there"] if who_changes else [])]) + ".")


@interview.command("export")
@click.argument("interview")
@ENGAGEMENT
@audience(Audience.INTERNAL)
@TO_FOLDER
@AS_JSON
@click.pass_obj
def interview_export(
    session: Session, interview: str, engagement: str, audience: str, folder: Path, as_json: bool
) -> None:
    """Write an interview as Markdown. What its speakers did not allow stays in the store."""
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        view = find_interview(workspace, city, interview)
        made = export_interview(workspace, city, view, audience=audience, folder=folder)
    if as_json:
        say_json({"file": str(made.file), "withheld": list(made.withheld)})
        return
    say(str(made.file))
    for line in made.withheld:
        say(f"Withheld: {line}")


@interview.command("show")
@click.argument("interview")
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def interview_show(session: Session, interview: str, engagement: str, as_json: bool) -> None:
    """Show an interview by its number: attribution first, then the note."""
    with session.reading() as workspace:
        view = find_interview(workspace, find_engagement(workspace, engagement), interview)
        counted = attendance(workspace, view).headcounts
    if as_json:
        facts = {key: getattr(view.interview, key) for key in FACTS}
        headcounts = [{"group": group, "people": people} for group, people in counted]
        say_json({**facts, **_fields(view), "headcounts": headcounts, "note": view.interview.note})
        return
    level = view.interview.attribution
    say(f"{level.glyph} {level.label.upper()}  interview {view.interview.number}, {view.title}")
    say(view.interview.note)


def _read(source: Path) -> str:
    if str(source) == "-":
        return note_of(b"" if sys.stdin is None else sys.stdin.buffer.read(), "standard input")
    return note_from(source)


def _fields(view: InterviewView) -> dict[str, object]:
    each = view.interview
    return {
        "id": each.id,
        "number": each.number,
        "title": view.title,
        "held_on": each.held_on,
        "attribution": each.attribution,
        "people": [person.name for person in view.people],
        "marks": {kind.value: sum(mark.kind is kind for mark in view.marks) for kind in MarkKind},
    }


def _counts(view: InterviewView) -> str:
    words = []
    for kind, word in (
        (MarkKind.THEME, "theme"),
        (MarkKind.VERBATIM, "quote"),
        (MarkKind.CONCERN, "concern"),
        (MarkKind.FOLLOW_UP, "follow-up"),
    ):
        number = sum(mark.kind is kind for mark in view.marks)
        if number:
            words.append(f"{number} {word}{'s' if number > 1 else ''}")
    return ", ".join(words) or "no marks"
