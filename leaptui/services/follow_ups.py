"""What was promised, to whom and by when: from the marks of notes, and by hand.

A `?follow-up due:friday @maria` of a note is a record of its own, written in the same act as the
note. What she does to the record (done, another day, another person) stays, whatever the note says,
until the mark itself is changed in that part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher

from leaptui.domain.attribution import Attribution, strictest
from leaptui.domain.due_days import due_day
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.level_signs import NoteLevels, words_of
from leaptui.domain.marks import Mark, MarkKind, marks
from leaptui.domain.records import Engagement, FollowUp, Interview, Stakeholder
from leaptui.domain.text import fold, one_line
from leaptui.services.days import due_from
from leaptui.services.directory import Directory, directory
from leaptui.services.stakeholders import group_key
from leaptui.services.workspace import Workspace

ALIKE = 0.6
"""How alike two marks are (`difflib`, 0 to 1) before the one is taken for the other, edited."""
_MOST_PAIRS = 4_000
"""Beyond so many comparisons (a long note pasted twice) an edited mark counts as a new one."""
_WORDS_COMPARED = 300
"""Characters of a mark that are compared."""
_MARK = re.compile(r"(?P<text>.*?)(?: due:(?P<due>\S+))?(?: @(?P<person>\w[\w.-]*))?", re.DOTALL)


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
    pairs, gone = _matched([_key(mark) for mark in marked], known)
    changed: list[FollowUp] = []
    for mark, owed in zip(marked, pairs, strict=True):
        now = reader.updated(owed, mark) if owed else reader.made(workspace.new_id(), interview, mark)
        if now != owed:
            changed.append(now)
    return [*changed, *(replace(owed, deleted=True) for owed in gone if not owed.done)]


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
        if mark.kind is MarkKind.FOLLOW_UP and _key(mark) == owed.mark
    ]
    return strictest(*found) if found else interview.attribution


def not_a_date(owed: FollowUp) -> str:
    """What stands behind `due:` in its mark, where the follow-up has no day."""
    written = _MARK.fullmatch(owed.mark)
    return (written["due"] or "") if written and owed.due is None else ""


class _Reader:
    """Makes follow-ups of marks for one interview."""

    def __init__(self, said_on: date, people: Directory) -> None:
        self._said_on, self._people = said_on, people

    def made(self, record: str, interview: Interview, mark: Mark) -> FollowUp:
        return FollowUp(
            id=record,
            engagement=interview.engagement,
            text=_words(mark),
            due=self._due(mark.due),
            owner=self._owner(mark.person),
            interview=interview.id,
            mark=_key(mark),
        )

    def updated(self, owed: FollowUp, mark: Mark) -> FollowUp:
        key = _key(mark)
        before = _MARK.fullmatch(owed.mark)
        if key == owed.mark or before is None:
            return replace(owed, deleted=False)
        return replace(
            owed,
            deleted=False,
            mark=key,
            text=owed.text if before["text"] == _words(mark) else _words(mark),
            due=owed.due if (before["due"] or "") == mark.due else self._due(mark.due),
            owner=owed.owner if (before["person"] or "") == mark.person else self._owner(mark.person),
        )

    def _due(self, words: str) -> str | None:
        day = due_day(words, self._said_on)
        return day.isoformat() if day else None

    def _owner(self, word: str) -> str:
        return self._people.owner(word)


def _key(mark: Mark) -> str:
    return "".join(
        (_words(mark), f" due:{mark.due}" if mark.due else "", f" @{mark.person}" if mark.person else "")
    )


def _words(mark: Mark) -> str:
    """Its sentence without the time stamp, bullet or sign that a sentence before the mark begins with."""
    return words_of(mark.text) or mark.text


def _said_on(workspace: Workspace, interview: Interview) -> date:
    return date.fromisoformat(interview.held_on) if interview.held_on else workspace.today()


def _matched(keys: Sequence[str], known: Sequence[FollowUp]) -> tuple[list[FollowUp | None], list[FollowUp]]:
    """The follow-up of each mark, and those whose mark is gone."""
    pairs: list[FollowUp | None] = [None] * len(keys)
    left: dict[str, list[FollowUp]] = {}
    # Those in the list first: one that was put away comes back only where no other has the same words.
    for owed in sorted(known, key=lambda each: each.deleted):
        left.setdefault(owed.mark, []).append(owed)
    for place, key in enumerate(keys):
        if left.get(key):
            pairs[place] = left[key].pop(0)
    gone = [owed for same in left.values() for owed in same if not owed.deleted]
    new = [place for place, owed in enumerate(pairs) if owed is None]
    for place, owed in _alike([(place, keys[place]) for place in new], gone):
        pairs[place] = owed
        gone.remove(owed)
    return pairs, gone


def _alike(marked: Sequence[tuple[int, str]], gone: Sequence[FollowUp]) -> Iterator[tuple[int, FollowUp]]:
    """Pairs of an edited mark and what it was, the likest first, each once."""
    if len(marked) * len(gone) > _MOST_PAIRS:
        return
    scored = sorted(
        ((_likeness(key, owed.mark), place, at) for place, key in marked for at, owed in enumerate(gone)),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    taken: set[int] = set()
    given: set[int] = set()
    found = list(gone)
    for score, place, at in scored:
        if score >= ALIKE and place not in taken and at not in given:
            taken.add(place)
            given.add(at)
            yield place, found[at]


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one[:_WORDS_COMPARED], other[:_WORDS_COMPARED], autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _view(owed: FollowUp, talk: Interview | None, known: Directory, today: str) -> FollowUpView:
    fits = known.meant(owed.owner) if owed.owner else ()
    written = _MARK.fullmatch(owed.mark)
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
