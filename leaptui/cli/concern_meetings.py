"""Who met whom over which concern, on the command line: parts of `leaptui concern`."""

from __future__ import annotations

import click

from leaptui.cli.fields import FieldCommand, pairs
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.services.city.engagements import find_engagement
from leaptui.services.roadmap.concern_board import find_concern
from leaptui.services.roadmap.validator_meetings import (
    MeetingView,
    change_meeting,
    find_meeting,
    meetings,
    note_meeting,
    remove_meeting,
)

_FIELDS = "--engagement E --FIELD VALUE …"


@click.command("meet", cls=FieldCommand, options_metavar=_FIELDS)
@click.argument("validator")
@ENGAGEMENT
@click.option("--concern", multiple=True, help="What was raised, of the board; may be repeated.")
@AS_JSON
@click.pass_context
def concern_meet(
    context: click.Context, validator: str, engagement: str, concern: tuple[str, ...], as_json: bool
) -> None:
    """Note that a validator met somebody.

    Fields are --person (a stakeholder), --met-on (a day; else today), --stance-before and
    --stance-after (oppose, neutral, condition, support), --answer, --promised and --note.
    """
    values = pairs(context.args) if context.args else {}
    session: Session = context.obj
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        raised = tuple(find_concern(workspace, city, each) for each in concern)
        made = note_meeting(workspace, city, {**values, "validator": validator}, concerns=raised)
        [view] = [each for each in meetings(workspace, city) if each.meeting.id == made.id]
    if as_json:
        say_json(_json(view))
        return
    whom = f" with {view.person}" if view.person else ""
    say(f"Noted: {view.validator}{whom}" + (f", {view.change}." if view.change else "."))


@click.command("meetings")
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def concern_meetings(session: Session, engagement: str, as_json: bool) -> None:
    """List who met whom, the newest first."""
    with session.reading() as workspace:
        found = meetings(workspace, find_engagement(workspace, engagement))
    if as_json:
        say_json([_json(each) for each in found])
    elif not found:
        say("No meeting was noted yet. leaptui concern meet VALIDATOR notes one.")
    else:
        say_table(
            ["day", "validator", "met", "stance", "promised", "id"],
            [
                [
                    each.meeting.met_on or "–",
                    each.validator,
                    each.person or "–",
                    f"{each.sign} {each.change}".strip() or "–",
                    each.meeting.promised or "–",
                    each.meeting.id[-6:],
                ]
                for each in found
            ],
        )


@click.command("change-meeting", cls=FieldCommand, options_metavar=_FIELDS)
@click.argument("meeting")
@ENGAGEMENT
@click.pass_context
def concern_change_meeting(context: click.Context, meeting: str, engagement: str) -> None:
    """Change a meeting, by the end of its id or its validator: fields as `meet` takes them, and --validator."""
    changes = pairs(context.args)
    session: Session = context.obj
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        change_meeting(workspace, city, find_meeting(workspace, city, meeting), changes)
    say(f"Changed {', '.join(changes)}.")


@click.command("remove-meeting")
@click.argument("meeting")
@ENGAGEMENT
@click.pass_obj
def concern_remove_meeting(session: Session, meeting: str, engagement: str) -> None:
    """Take a meeting away; `leaptui undo` brings it back."""
    with session.workspace() as workspace:
        remove_meeting(workspace, find_meeting(workspace, find_engagement(workspace, engagement), meeting))
    say("Removed.")


def _json(each: MeetingView) -> dict[str, object]:
    return {
        "id": each.meeting.id,
        "met_on": each.meeting.met_on,
        "validator": each.validator,
        "person": each.person,
        "concerns": list(each.meeting.concerns),
        "stance_before": each.meeting.stance_before,
        "stance_after": each.meeting.stance_after,
        "change": each.change,
        "answer": each.meeting.answer,
        "promised": each.meeting.promised,
        "note": each.meeting.note,
    }


CONCERN_MEETINGS = (concern_meet, concern_meetings, concern_change_meeting, concern_remove_meeting)
"""Added to `leaptui concern`."""
