"""What was promised, to whom and by when: from the marks of notes, and by hand.

A `?follow-up due:friday @maria` of a note is a record of its own, written in the same act as the
note. What she does to the record (done, another day, another person) stays, whatever the note says,
until the mark itself is changed in that part.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from leaptui.domain.attribution import Attribution, strictest
from leaptui.domain.due_days import due_day
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.level_signs import NoteLevels
from leaptui.domain.marks import Mark, MarkKind, marks
from leaptui.domain.records import Engagement, FollowUp, Interview, Stakeholder
from leaptui.domain.text import fold, one_line
from leaptui.services.city.directory import Directory, directory
from leaptui.services.city.follow_up_marks import key_of_mark, matched, parts_of_key, words_of_mark
from leaptui.services.city.stakeholders import group_key
from leaptui.services.days import due_from
from leaptui.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpView:
    """A follow-up as a list shows it.

    Attributes:
        owed: The record.
        interview: Number of the interview it was promised in, where it was in one.
        owner: Whose it is, by full name where the directory knows one; empty for the advisor.
        not_a_date: What was written behind `due:` where that means no day.
        unknown: The `@person` that nobody in the directory answers to.
        several: Names of those who could be meant, where there is more than one.
        overdue: Whether its day has passed and it is not done.
    """

    owed: FollowUp
    interview: int | None
    owner: str
    not_a_date: str = ""
    unknown: str = ""
    several: tuple[str, ...] = ()
    overdue: bool = False


def follow_ups_from(workspace: Workspace, interview: Interview, text: str) -> list[FollowUp]:
    """What the `?` marks of a note change among its follow-ups: for the act that writes the note.

    The same mark is the same follow-up; an edited one is found again by its likeness; one that went
    puts its follow-up away unless that is done; one that comes back brings it back. Doing it twice
    changes nothing more.

    Args:
        workspace: Where.
        interview: Whose note; the day it was held is what `due:friday` counts from.
        text: The note as it is to be.
    """
    marked = [mark for mark in marks(text) if mark.kind is MarkKind.FOLLOW_UP]
    known = [
        owed
        for owed in workspace.store.all(FollowUp, include_deleted=True, interview=interview.id)
        if owed.mark
    ]
    if not marked and not known:
        return []
    reader = _Reader(_said_on(workspace, interview), directory(workspace, interview.engagement, interview))
    pairs, gone = matched([key_of_mark(mark) for mark in marked], known)
    changed: list[FollowUp] = []
    for mark, owed in zip(marked, pairs, strict=True):
        now = reader.updated(owed, mark) if owed else reader.made(workspace.new_id(), interview, mark)
        if now != owed:
            changed.append(now)
    return [*changed, *(replace(owed, deleted=True) for owed in gone if not owed.done)]


def reworded(workspace: Workspace, interview: Interview, text: str) -> list[FollowUp]:
    """The follow-ups whose marks say something else in a note that has the same marks in the same order.

    For a change that is known to leave every mark where it is, so that none is guessed by likeness.

    Args:
        workspace: Where.
        interview: With its note before.
        text: Its note now.
    """
    before, after = (
        [mark for mark in marks(note) if mark.kind is MarkKind.FOLLOW_UP] for note in (interview.note, text)
    )
    left = workspace.store.all(FollowUp, interview=interview.id)
    changed: list[FollowUp] = []
    for old, new in zip(before, after, strict=True):
        owed = next((each for each in left if each.mark == key_of_mark(old)), None)
        if owed is not None:
            left.remove(owed)
            words = words_of_mark(new) if owed.text == words_of_mark(old) else owed.text
            changed.append(replace(owed, mark=key_of_mark(new), text=words))
    return changed


def follow_ups(
    workspace: Workspace, engagement: Engagement, *, with_done: bool = False
) -> list[FollowUpView]:
    """What is owed, the earliest day first, then what has no day, then what is done if that is wanted."""
    found = workspace.store.all(FollowUp, engagement=engagement.id)
    talks = {each.id: each for each in workspace.store.all(Interview, engagement=engagement.id)}
    known = directory(workspace, engagement.id)
    today = workspace.today().isoformat()
    views = [
        _view(owed, talks.get(owed.interview or ""), known, today)
        for owed in found
        if with_done or not owed.done
    ]
    return sorted(views, key=lambda view: (view.owed.done, view.owed.due or "9999", not view.not_a_date))


def find_follow_up(workspace: Workspace, engagement: Engagement, wanted: str) -> FollowUp:
    """A follow-up by its id, the end of its id, or words that only one of them has.

    Raises:
        UnknownName: When none or several fit.
    """
    known = workspace.store.all(FollowUp, engagement=engagement.id)
    words = fold(wanted)
    for fits in (
        [owed for owed in known if words and owed.id.endswith(words)],
        [owed for owed in known if words and fold(owed.text) == words],
        [owed for owed in known if words and words in fold(owed.text) and not owed.done],
        [owed for owed in known if words and words in fold(owed.text)],
    ):
        if len(fits) == 1:
            return fits[0]
    raise UnknownName(
        f"“{one_line(wanted)}” is not one follow-up of {engagement.name}.",
        safe="Nothing was changed.",
        next_step="List them with `leaptui follow-up list` and name one by its id or its words.",
    )


def add_follow_up(
    workspace: Workspace, engagement: Engagement, text: str, *, due: str | None = None, owner: str = ""
) -> FollowUp:
    """Note something promised.

    Args:
        workspace: Where.
        engagement: Whose.
        text: What was promised.
        due: By when: a day as `leaptui.domain.due_days` reads it, counted from today.
        owner: Who will do it; empty for the advisor.

    Raises:
        InputRefused: When there are no words, or the day is none.
    """
    words = one_line(text)
    if not words:
        raise InputRefused("A follow-up needs words.", safe="Nothing was added.")
    owed = FollowUp(
        id=workspace.new_id(),
        engagement=engagement.id,
        text=words,
        due=due_from(due or "", workspace.today()),
        owner=one_line(owner),
    )
    workspace.store.apply("add follow-up", [owed], stream=engagement.id)
    return owed


def finish_follow_up(workspace: Workspace, owed: FollowUp, *, done: bool = True) -> FollowUp:
    """Mark a follow-up done, or owed again."""
    changed = replace(owed, done=done, done_on=workspace.today().isoformat() if done else None)
    workspace.store.apply(
        "finish follow-up" if done else "reopen follow-up", [changed], stream=owed.engagement
    )
    return changed


def change_follow_up(
    workspace: Workspace,
    owed: FollowUp,
    *,
    text: str | None = None,
    due: str | None = None,
    owner: str | None = None,
) -> FollowUp:
    """Give a follow-up other words, another day or another person; what is not given stays.

    Raises:
        InputRefused: When there are no words, or the day is none.
    """
    words = owed.text if text is None else one_line(text)
    if not words:
        raise InputRefused("A follow-up needs words.", safe="Nothing was changed.")
    changed = replace(
        owed,
        text=words,
        due=owed.due if due is None else due_from(due, workspace.today()),
        owner=owed.owner if owner is None else one_line(owner),
    )
    workspace.store.apply("change follow-up", [changed], stream=owed.engagement)
    return changed


def add_named_person(
    workspace: Workspace, engagement: Engagement, called: str, name: str, *, role: str = "", group: str = ""
) -> Stakeholder:
    """Put somebody into the directory whom a note called `@maria`; what is called so becomes theirs.

    One act.

    Raises:
        InputRefused: When the name is empty, or the group is none.
    """
    words = one_line(name)
    if not words:
        raise InputRefused("A stakeholder needs a name.", safe="Nothing was added.")
    person = Stakeholder(
        id=workspace.new_id(),
        engagement=engagement.id,
        name=words,
        role=one_line(role),
        group=group_key(workspace, group),
    )
    theirs = [
        replace(owed, owner=words)
        for owed in workspace.store.all(FollowUp, engagement=engagement.id)
        if fold(owed.owner) == fold(called)
    ]
    workspace.store.apply("add stakeholder", [person, *theirs], stream=engagement.id)
    return person


def promised_under(owed: FollowUp, interview: Interview) -> Attribution:
    """How far the passage a follow-up was promised in may travel; the interview's where its mark is gone."""
    levels = NoteLevels(interview.note)
    found = [
        levels.of_passage(mark.start, mark.end, own=None, otherwise=interview.attribution)
        for mark in marks(interview.note)
        if mark.kind is MarkKind.FOLLOW_UP and key_of_mark(mark) == owed.mark
    ]
    return strictest(*found) if found else interview.attribution


def not_a_date(owed: FollowUp) -> str:
    """What stands behind `due:` in its mark, where the follow-up has no day."""
    written = parts_of_key(owed.mark)
    return (written["due"] or "") if written and owed.due is None else ""


class _Reader:
    """Makes follow-ups of marks for one interview."""

    def __init__(self, said_on: date, people: Directory) -> None:
        self._said_on, self._people = said_on, people

    def made(self, record: str, interview: Interview, mark: Mark) -> FollowUp:
        return FollowUp(
            id=record,
            engagement=interview.engagement,
            text=words_of_mark(mark),
            due=self._due(mark.due),
            owner=self._owner(mark.person),
            interview=interview.id,
            mark=key_of_mark(mark),
        )

    def updated(self, owed: FollowUp, mark: Mark) -> FollowUp:
        key = key_of_mark(mark)
        before = parts_of_key(owed.mark)
        if key == owed.mark or before is None:
            return replace(owed, deleted=False)
        return replace(
            owed,
            deleted=False,
            mark=key,
            text=owed.text if before["text"] == words_of_mark(mark) else words_of_mark(mark),
            due=owed.due if (before["due"] or "") == mark.due else self._due(mark.due),
            owner=owed.owner if (before["person"] or "") == mark.person else self._owner(mark.person),
        )

    def _due(self, words: str) -> str | None:
        day = due_day(words, self._said_on)
        return day.isoformat() if day else None

    def _owner(self, word: str) -> str:
        return self._people.owner(word)


def _said_on(workspace: Workspace, interview: Interview) -> date:
    return date.fromisoformat(interview.held_on) if interview.held_on else workspace.today()


def _view(owed: FollowUp, talk: Interview | None, known: Directory, today: str) -> FollowUpView:
    fits = known.meant(owed.owner) if owed.owner else ()
    written = parts_of_key(owed.mark)
    by_mark = bool(written and written["person"])
    return FollowUpView(
        owed=owed,
        interview=talk.number if talk else None,
        owner=fits[0] if len(fits) == 1 else owed.owner,
        not_a_date=not_a_date(owed),
        unknown=owed.owner if by_mark and owed.owner and not fits else "",
        several=fits if len(fits) > 1 else (),
        overdue=bool(owed.due and owed.due < today and not owed.done),
    )
