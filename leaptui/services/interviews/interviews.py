"""Taking an interview: the note, its drafts and its marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from leaptui.domain.anchors import Edit
from leaptui.domain.attribution import Attribution, strictest
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.marks import Mark, marks
from leaptui.domain.records import Engagement, Interview, Participant, Stakeholder
from leaptui.domain.text import clean, fold, one_line
from leaptui.services.city.follow_ups import follow_ups_from
from leaptui.services.city.stakeholders import attribution_named
from leaptui.services.days import day_from
from leaptui.services.interviews.note_followers import followers
from leaptui.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewView:
    """An interview with the people who spoke and what is marked in its note."""

    interview: Interview
    people: tuple[Stakeholder, ...]
    marks: tuple[Mark, ...]

    @property
    def title(self) -> str:
        """Its own title, else the role of who spoke, else its number."""
        roles = ", ".join(person.role or person.name for person in self.people)
        return self.interview.title or roles or f"interview {self.interview.number}"


def start_interview(
    workspace: Workspace,
    engagement: Engagement,
    *,
    people: Sequence[Stakeholder] = (),
    title: str = "",
    held_on: str | None = None,
    attribution: str | None = None,
    note: str = "",
    guide: str = "",
    language: str = "",
    consent: str = "",
) -> Interview:
    """Begin an interview.

    Its attribution is the one given, else the strictest of what its speakers usually allow,
    else not for attribution.

    Raises:
        InputRefused: When a value does not fit.
    """
    level = (
        attribution_named(attribution)
        if attribution
        else strictest(*(person.attribution for person in people))
        if people
        else Attribution.NONE
    )
    known = workspace.store.all(Interview, include_deleted=True, engagement=engagement.id)
    chosen = next((each for each in workspace.practice.guides if each.id == guide), None) if guide else None
    if guide and chosen is None:
        raise InputRefused(
            f"There is no interview guide “{one_line(guide)}”.",
            safe="Nothing was added.",
            next_step="The guides are: " + ", ".join(each.id for each in workspace.practice.guides) + ".",
        )
    interview = Interview(
        id=workspace.new_id(),
        engagement=engagement.id,
        number=max((each.number for each in known), default=0) + 1,
        title=one_line(title),
        held_on=day_from(held_on or "") or workspace.today().isoformat(),
        attribution=level,
        note=clean(note),
        guide=chosen.id if chosen else "",
        guide_version=chosen.version if chosen else None,
        language=one_line(language),
        consent=one_line(consent),
    )
    present = [
        Participant(
            id=f"{interview.id}:{person.id}",
            engagement=engagement.id,
            interview=interview.id,
            stakeholder=person.id,
        )
        for person in people
    ]
    promised = follow_ups_from(workspace, interview, interview.note)
    workspace.store.apply("add interview", [interview, *present, *promised], stream=engagement.id)
    return interview


def interviews(workspace: Workspace, engagement: Engagement) -> list[InterviewView]:
    """The interviews of an engagement, newest number first."""
    people = {person.id: person for person in workspace.store.all(Stakeholder, engagement=engagement.id)}
    present: dict[str, list[Stakeholder]] = {}
    for participant in workspace.store.all(Participant, engagement=engagement.id):
        if participant.stakeholder in people:
            present.setdefault(participant.interview, []).append(people[participant.stakeholder])
    found = workspace.store.all(Interview, engagement=engagement.id)
    return [
        InterviewView(
            interview=interview,
            people=tuple(present.get(interview.id, ())),
            marks=tuple(marks(interview.note)),
        )
        for interview in sorted(found, key=lambda each: -each.number)
    ]


def find_interview(workspace: Workspace, engagement: Engagement, wanted: str) -> InterviewView:
    """An interview by its number, id or title.

    Raises:
        UnknownName: When there is none.
    """
    for view in interviews(workspace, engagement):
        if wanted in {str(view.interview.number), view.interview.id} or fold(wanted) == fold(view.title):
            return view
    raise UnknownName(
        f"{engagement.name} has no interview “{one_line(wanted)}”.",
        next_step="List them with `leaptui interview list`.",
    )


def keep_draft(workspace: Workspace, interview: Interview, text: str, steps: object | None = None) -> str:
    """Make what is typed safe against a crash, at once.

    Args:
        workspace: Where.
        interview: Whose note.
        text: All of it.
        steps: What its editor can undo, which is kept with it.

    Returns:
        The local clock time at which it was safe, `14:02:11`.
    """
    workspace.store.put_draft(interview.id, "note", text, steps=steps)
    return workspace.now().astimezone().strftime("%H:%M:%S")


def unsaved_text(workspace: Workspace, interview: Interview) -> str | None:
    """What was typed and never saved, after a crash."""
    draft = workspace.store.draft(interview.id, "note")
    return draft.text if draft and draft.text != interview.note else None


def keep_steps(workspace: Workspace, interview: Interview, steps: object) -> None:
    """Keep what an editor can undo of the note as it stands in the store."""
    workspace.store.put_steps(interview.id, "note", interview.note, steps)


def kept_steps(workspace: Workspace, interview: Interview) -> Any:
    """What an editor could undo when it left the note as it stands; nothing where that is not known."""
    return workspace.store.steps_to(interview.id, "note", interview.note)


def save_note(
    workspace: Workspace, interview: Interview, text: str, edits: Sequence[Edit] | None = None
) -> Interview:
    """Write the note into the log as one act with all that follows it; its draft is done with.

    The passages of the note move with it (`leaptui.services.interviews.excerpt_moves`), and what its
    `?follow-up` marks promise is kept.

    Args:
        workspace: Where.
        interview: As it was when the note was opened.
        text: The note now.
        edits: What was done in the app to the note as `interview` has it, in order, where known.
    """
    changed = replace(interview, note=clean(text))
    standing = workspace.store.get(Interview, interview.id)
    old = standing.note if standing else interview.note
    known = edits if old == interview.note and changed.note == text else None
    follow = followers(workspace, changed, old, known)
    workspace.store.apply("write note", [changed, *follow], stream=interview.engagement)
    return changed


def set_attribution(workspace: Workspace, interview: Interview, level: Attribution) -> Interview:
    """Change how far the whole interview may travel."""
    changed = replace(interview, attribution=level)
    workspace.store.apply("set attribution", [changed], stream=interview.engagement)
    return changed
