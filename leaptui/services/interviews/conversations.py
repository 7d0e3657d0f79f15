"""The conversations that count as held, and whose voices were in each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from leaptui.domain.attribution import Attribution
from leaptui.domain.records import Engagement, Headcount, Interview, Participant, Stakeholder
from leaptui.domain.vocabulary import ConsentGiven, InterviewForm
from leaptui.services.workspace import Workspace

NO_GROUP = ""
"""Stands for voices of whom no group is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """An interview with all who were heard in it, those who gave no name included."""

    interview: Interview
    people: tuple[Stakeholder, ...] = ()
    headcounts: tuple[Headcount, ...] = ()

    @property
    def title(self) -> str:
        """Its own title, else the roles of who spoke, else its number."""
        roles = ", ".join(person.role or person.name for person in self.people)
        return self.interview.title or roles or f"interview {self.interview.number}"

    @property
    def voices(self) -> dict[str, int]:
        """People heard, by key of their group; `NO_GROUP` where it is not known.

        A conversation of which nobody noted who spoke has one such voice.
        """
        heard: Counter[str] = Counter(person.group for person in self.people)
        for each in self.headcounts:
            heard[each.group] += each.people
        return {group: count for group, count in heard.items() if count > 0} or {NO_GROUP: 1}

    @property
    def is_session(self) -> bool:
        """Whether several people were heard together."""
        return self.interview.form is InterviewForm.GROUP_SESSION or sum(self.voices.values()) > 1

    @property
    def sort_key(self) -> tuple[str, int]:
        """Orders by the day it was held, then by number."""
        return (self.interview.held_on or "", self.interview.number)


def was_held(interview: Interview, today: date) -> bool:
    """Whether an interview counts: agreed to, and not still to come.

    One that lies ahead and has a note already counts: its day was mistyped, its words were not.
    """
    if interview.consent_given is ConsentGiven.DECLINED:
        return False
    return not interview.held_on or interview.held_on <= today.isoformat() or bool(interview.note.strip())


def all_conversations(workspace: Workspace, engagement: Engagement) -> list[Conversation]:
    """Every conversation of an engagement, in the order held, those still to come included."""
    store, city = workspace.store, engagement.id
    people = {person.id: person for person in store.all(Stakeholder, engagement=city)}
    present: dict[str, list[Stakeholder]] = {}
    for each in store.all(Participant, engagement=city):
        if each.stakeholder in people:
            present.setdefault(each.interview, []).append(people[each.stakeholder])
    counted: dict[str, list[Headcount]] = {}
    for headcount in store.all(Headcount, engagement=city):
        counted.setdefault(headcount.interview, []).append(headcount)
    found = [
        Conversation(
            interview=interview,
            people=tuple(present.get(interview.id, ())),
            headcounts=tuple(counted.get(interview.id, ())),
        )
        for interview in store.all(Interview, engagement=city)
    ]
    return sorted(found, key=lambda each: each.sort_key)


def conversations(workspace: Workspace, engagement: Engagement) -> list[Conversation]:
    """The conversations that were held, in their order."""
    today = workspace.today()
    return [each for each in all_conversations(workspace, engagement) if was_held(each.interview, today)]


def told_conversations(workspace: Workspace, engagement: Engagement) -> list[Conversation]:
    """Those that others may know of: that somebody spoke off the record is not for them either.

    The list of groups not heard would say it of a group of which only that one person spoke.
    """
    return [
        each
        for each in conversations(workspace, engagement)
        if each.interview.attribution is not Attribution.OFF_RECORD
    ]


def counted(count: int) -> str:
    """`1 conversation`, `8 conversations`."""
    return f"{count} conversation{'' if count == 1 else 's'}"
