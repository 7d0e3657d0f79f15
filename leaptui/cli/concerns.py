"""The concerns register on the command line: `leaptui interview concerns`."""

from __future__ import annotations

from collections.abc import Mapping

import click

from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.domain.roadmap_vocabulary import ConcernStatus
from leaptui.services.city.engagements import find_engagement
from leaptui.services.interviews.concerns import ConcernLine, ConcernRaised, concerns
from leaptui.services.roadmap.concern_board import board


@click.command("concerns")
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def interview_concerns(session: Session, engagement: str, as_json: bool) -> None:
    """List the concerns people raised, the most widely raised first, by words that suggest which one it is."""
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        lines = concerns(workspace, city)
        there = {view.concern.concern: view.concern.status for view in board(workspace, city)}
    if as_json:
        say_json([_fields(line, there) for line in lines])
        return
    if not lines:
        say("No concern was marked yet. `!concern` in a note marks one.")
        return
    for line in lines:
        title = line.concern.title if line.concern else "Not in the library"
        status = there.get(line.concern.key) if line.concern else None
        state = f"  on the board: {status.label}" if status else ""
        say(f"{title}  {_count(line.interviews, 'interview')}, {_count(len(line.groups), 'group')}{state}")
        say_table(
            ["no", "level", "who", "stance", "said", "because of"], [_row(each) for each in line.raised]
        )
        say("")


def _row(raised: ConcernRaised) -> list[str]:
    return [
        str(raised.conversation.interview.number),
        raised.level.label,
        "own view" if raised.own else raised.conversation.title,
        raised.stance or "–",
        raised.text,
        ", ".join(raised.suggestion.because) if raised.suggestion else "–",
    ]


def _fields(line: ConcernLine, there: Mapping[str, ConcernStatus]) -> dict[str, object]:
    return {
        "concern": line.concern.key if line.concern else None,
        "title": line.concern.title if line.concern else None,
        "on_board": there.get(line.concern.key) if line.concern else None,
        "interviews": line.interviews,
        "groups": list(line.groups),
        "raised": [
            {
                "interview": each.conversation.interview.number,
                "who": each.conversation.title,
                "level": each.level,
                "stance": each.stance,
                "themes": list(each.themes),
                "text": each.text,
                "own_view": each.own,
                "because": list(each.suggestion.because) if each.suggestion else [],
            }
            for each in line.raised
        ],
    }


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
