"""What is owed and whom one will meet, as a calendar file for oneself or for the city."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cleared import Cleared
from leaptui.disclosure.gate import Gate
from leaptui.documents.calendar import CalendarContent, CalendarEntry, EntryForm, make_calendar
from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.services.city.cleared_follow_ups import cleared_follow_up, in_short
from leaptui.services.city.follow_ups import FollowUpView, follow_ups
from leaptui.services.documents.handing_over import HandedOver, audience_named, hand_over_files
from leaptui.services.interviews.confidences import confidences
from leaptui.services.interviews.interviews import InterviewView, interviews
from leaptui.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarReady:
    """A calendar as it would leave, and what stays behind."""

    content: CalendarContent
    withheld: tuple[str, ...]
    gate: Gate


def export_calendar(
    workspace: Workspace,
    engagement: Engagement,
    *,
    audience: str = Audience.INTERNAL,
    tasks: bool = False,
    folder: Path,
    over: bool = True,
) -> HandedOver:
    """Write `<city>-calendar.ics` into a folder: open follow-ups with a day, and interviews to come.

    Left out and told of: what was promised off the record, for readers outside also what was
    promised not for attribution, and what repeats a confidence. A name that may not leave is left
    out of its entry.

    Args:
        workspace: Where.
        engagement: Whose.
        audience: Who will read it: `internal` is the advisor's own calendar.
        tasks: Whether follow-ups are tasks, with those that have no day, instead of days.
        folder: Where it goes.
        over: Whether a file of that name may be replaced.

    Raises:
        AlreadyThere: When there is such a file and it must not.
        InputRefused: When there is nothing to write, or the audience is none.
        OutputRefused: When the folder cannot be written.
    """
    readers = audience_named(audience)
    ready = prepare_calendar(workspace, engagement, readers, tasks=tasks)
    if not ready.content.entries:
        raise InputRefused(
            "There is nothing to put into a calendar.",
            safe="Nothing was written.",
            next_step=" ".join(ready.withheld) or "Give a follow-up a day first.",
        )
    file = make_calendar(ready.content, ready.gate, f"{engagement.slug}-calendar.ics")
    written = hand_over_files(workspace, engagement, "calendar", readers, [file], folder, over=over)
    return HandedOver(files=written, withheld=ready.withheld)


def prepare_calendar(
    workspace: Workspace, engagement: Engagement, audience: Audience, *, tasks: bool = False
) -> CalendarReady:
    """Gather a calendar's entries through the gate."""
    gate = Gate(audience, confidences(workspace, engagement))
    kept_back: list[str] = []
    talks = interviews(workspace, engagement)
    entries = [
        *_owed(follow_ups(workspace, engagement), talks, gate, kept_back, tasks=tasks),
        *_planned(talks, gate, workspace.today().isoformat()),
    ]
    name = f"{engagement.name}: follow-ups and interviews"
    return CalendarReady(
        content=CalendarContent(
            name=gate.label(name, "name of the engagement"),
            entries=tuple(entries),
            made_at=workspace.now().replace(microsecond=0),
        ),
        withheld=tuple(kept_back),
        gate=gate,
    )


def _owed(
    views: Sequence[FollowUpView],
    talks: Sequence[InterviewView],
    gate: Gate,
    kept_back: list[str],
    *,
    tasks: bool,
) -> Iterator[CalendarEntry]:
    known = {each.interview.id: each.interview for each in talks}
    for view in views:
        cleared = cleared_follow_up(view, known, gate, kept_back)
        if cleared is None:
            continue
        if view.owed.due is None and not tasks:
            kept_back.append(f"“{in_short(view)}” has no day.")
            continue
        yield CalendarEntry(
            key=view.owed.id,
            summary=cleared.text,
            about=cleared.owner,
            day=date.fromisoformat(view.owed.due) if view.owed.due else None,
            form=EntryForm.TASK if tasks else EntryForm.EVENT,
        )


def _planned(views: Sequence[InterviewView], gate: Gate, today: str) -> Iterator[CalendarEntry]:
    """Interviews to come: a day that is not past, and nothing written yet. None off the record: nobody learns of those."""
    for view in views:
        talk = view.interview
        if (
            talk.attribution is Attribution.OFF_RECORD
            or not talk.held_on
            or talk.held_on < today
            or talk.note.strip()
        ):
            continue
        # A role may point at one person, so only the organisation's own staff read it.
        own = [view.title] if view.people and gate.audience is Audience.INTERNAL else []
        yield CalendarEntry(
            key=talk.id,
            summary=_first_open(
                gate, *(f"Interview: {title}" for title in (talk.title, *own) if title), "Interview"
            ),
            about=_first_open(gate, talk.place),
            day=date.fromisoformat(talk.held_on),
            form=EntryForm.EVENT,
        )


def _first_open(gate: Gate, *texts: str) -> Cleared:
    """The first of several texts that may leave; an empty one where none may."""
    return gate.label(next((text for text in texts if not gate.blocked(text, "calendar")), ""), "calendar")
