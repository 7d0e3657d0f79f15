"""Stand-ins for what points at a person: found by rules, replaced by the advisor, the key kept apart.

The key (`Pseudonym` records) says what each stand-in stands for. It stays in the store: no export
and no list made for others holds it, and the gate keeps back what was replaced wherever else it
stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from leaptui.disclosure.identifiers import Identifier, found_in, same_thing
from leaptui.domain.anchors import Edit
from leaptui.domain.errors import InputRefused
from leaptui.domain.record import Record
from leaptui.domain.records import Engagement, Excerpt, Interview, Pseudonym, Stakeholder
from leaptui.domain.vocabulary import IdentifierSort
from leaptui.services.city.follow_ups import reworded
from leaptui.services.interviews.excerpt_moves import moved_with
from leaptui.services.interviews.interviews import unsaved_text
from leaptui.services.workspace import Workspace

_CALLED = {
    IdentifierSort.NAME: "Person",
    IdentifierSort.PHONE: "Phone",
    IdentifierSort.EMAIL: "E-mail",
    IdentifierSort.ADDRESS: "Address",
    IdentifierSort.PLATE: "Plate",
    IdentifierSort.BIRTH_DATE: "Birth date",
}
CONTEXT = 40
"""Characters shown on each side of what was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundIdentifier:
    """Something found in a note, with its place and what would stand for it.

    Attributes:
        interview: Whose note.
        identifier: What the rules found.
        line: Line of the note, from 1.
        before: What stands before it on its line.
        after: What stands behind it.
        stand_in: What it is called in this engagement, where it has a stand-in already.
    """

    interview: Interview
    identifier: Identifier
    line: int
    before: str
    after: str
    stand_in: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """What a replacement did.

    Attributes:
        interviews: With their notes as they are now.
        places: How many places were changed.
        stand_ins: The stand-ins that were put there, each once, in reading order.
    """

    interviews: tuple[Interview, ...]
    places: int
    stand_ins: tuple[str, ...]


def identifiers_in(
    workspace: Workspace, engagement: Engagement, *interviews: Interview
) -> list[FoundIdentifier]:
    """What the rules of `leaptui.disclosure.identifiers` find in notes, in reading order.

    Args:
        workspace: Where.
        engagement: Whose notes.
        interviews: Only of these; else all, by number.
    """
    key = _Key(workspace, engagement.id)
    known = interviews or sorted(
        workspace.store.all(Interview, engagement=engagement.id), key=lambda talk: talk.number
    )
    return [found for interview in known for found in _in_note(interview, key)]


def _in_note(interview: Interview, key: _Key) -> Iterator[FoundIdentifier]:
    note = interview.note
    for each in found_in(note, key.names):
        first = note.rfind("\n", 0, each.start) + 1
        last = note.find("\n", each.end)
        known = key.known(each)
        yield FoundIdentifier(
            interview=interview,
            identifier=each,
            line=note.count("\n", 0, each.start) + 1,
            before=note[max(first, each.start - CONTEXT) : each.start],
            after=note[each.end : min(last if last >= 0 else len(note), each.end + CONTEXT)],
            stand_in=known.stand_in if known else "",
        )


def replace_identifiers(
    workspace: Workspace, engagement: Engagement, chosen: Sequence[FoundIdentifier]
) -> Replaced:
    """Put stand-ins where these stand. One act, and undo takes all of it back.

    The same person or number gets the same stand-in in every note of the engagement. Passages
    marked in the notes and follow-ups from them go with them; nothing else of a note changes.

    Args:
        workspace: Where.
        engagement: Whose notes.
        chosen: Some of what `identifiers_in` found.

    Raises:
        InputRefused: When nothing is chosen, a note says something else by now, or text of one was
            typed and never saved. Nothing is changed then.
    """
    if not chosen:
        raise InputRefused("Nothing was chosen.", safe="Every note is as it was.")
    by_note: dict[str, list[FoundIdentifier]] = {}
    for each in chosen:
        by_note.setdefault(each.interview.id, []).append(each)
    key = _Key(workspace, engagement.id)
    changed: list[Interview] = []
    followers: list[Record] = []
    words: list[str] = []
    for of_one in by_note.values():
        talk = of_one[0].interview
        places = sorted({each.identifier for each in of_one}, key=lambda each: each.start)
        _must_stand(workspace, talk, places)
        given = [key.stand_in(each) for each in places]
        changed.append(replace(talk, note=_with(talk.note, places, given)))
        followers += _followers(workspace, talk, changed[-1].note, key, places, given)
        words += given
    workspace.store.apply("replace identifiers", [*changed, *key.new, *followers], stream=engagement.id)
    return Replaced(interviews=tuple(changed), places=len(words), stand_ins=tuple(dict.fromkeys(words)))


def _must_stand(workspace: Workspace, talk: Interview, places: Sequence[Identifier]) -> None:
    standing = workspace.store.get(Interview, talk.id)
    if (
        standing is None
        or standing.note != talk.note
        or any(talk.note[each.start : each.end] != each.text for each in places)
    ):
        raise InputRefused(
            f"The note of interview {talk.number} was changed meanwhile.",
            safe="Every note is as it was.",
            next_step="Look at it again and choose.",
        )
    if unsaved_text(workspace, talk) is not None:
        raise InputRefused(
            f"There is text of interview {talk.number} that was typed and never saved.",
            safe="Every note is as it was.",
            next_step="Open the note, decide about that text, and try again.",
        )


def _followers(
    workspace: Workspace,
    talk: Interview,
    note: str,
    key: _Key,
    places: Sequence[Identifier],
    words: Sequence[str],
) -> list[Record]:
    """The passages and follow-ups of a note, with the words it has now."""
    # From the last to the first, so that no edit moves the next.
    edits = [
        Edit(each.start, len(each.text), len(word))
        for each, word in zip(reversed(places), reversed(words), strict=True)
    ]
    kept = workspace.store.all(Excerpt, interview=talk.id)
    moved = {each.id: each for each in moved_with(kept, talk.note, note, edits)}
    passages = [_without(moved.get(each.id, each), key, places) for each in kept]
    return [*passages, *reworded(workspace, talk, note)]


def key_of(workspace: Workspace, engagement: Engagement) -> list[Pseudonym]:
    """The key of an engagement, for the advisor's own eyes, in the order it was made."""
    return workspace.store.all(Pseudonym, engagement=engagement.id)


class _Key:
    """What each stand-in of an engagement stands for, and the next to be given."""

    def __init__(self, workspace: Workspace, engagement: str) -> None:
        self._workspace, self._engagement = workspace, engagement
        every = workspace.store.all(Pseudonym, include_deleted=True, engagement=engagement)
        self._known = {_same(each.sort, each.original): each for each in every}
        self._taken = {each.stand_in for each in every}
        self.names = tuple(
            dict.fromkeys(
                [
                    *(person.name for person in workspace.store.all(Stakeholder, engagement=engagement)),
                    *(each.original for each in every if each.sort is IdentifierSort.NAME),
                ]
            )
        )
        self.new: list[Pseudonym] = []

    def known(self, found: Identifier) -> Pseudonym | None:
        record = self._known.get(_same(found.sort, found.stands_for))
        return None if record is None or record.deleted else record

    def stand_in(self, found: Identifier) -> str:
        """What stands for it; one that was taken back by undo gets the same again."""
        same = _same(found.sort, found.stands_for)
        record = self._known.get(same)
        if record is None:
            original = found.stands_for if found.sort is IdentifierSort.NAME else found.text
            record = Pseudonym(
                id=self._workspace.new_id(),
                engagement=self._engagement,
                sort=found.sort,
                original=original,
                stand_in=self._next(found.sort),
            )
            self.new.append(record)
        elif record.deleted:
            record = replace(record, deleted=False)
            self.new.append(record)
        self._known[same] = record
        return record.stand_in

    def _next(self, sort: IdentifierSort) -> str:
        number = 1
        while (word := f"{_CALLED[sort]} {number}") in self._taken:
            number += 1
        self._taken.add(word)
        return word


def _same(sort: IdentifierSort, text: str) -> tuple[IdentifierSort, str]:
    return sort, same_thing(sort, text)


def _with(text: str, places: Iterable[Identifier], words: Iterable[str]) -> str:
    parts, reached = [], 0
    for each, word in zip(places, words, strict=True):
        parts += [text[reached : each.start], word]
        reached = each.end
    return "".join([*parts, text[reached:]])


def _without(excerpt: Excerpt, key: _Key, chosen: Sequence[Identifier]) -> Excerpt:
    """A passage that stands nowhere in the note, and the words a speaker approved, hold none of them either."""
    wanted = {_same(each.sort, each.stands_for) for each in chosen}

    def clear(text: str) -> str:
        found = [each for each in found_in(text, key.names) if _same(each.sort, each.stands_for) in wanted]
        return _with(text, found, [key.stand_in(each) for each in found])

    if excerpt.start is None:
        excerpt = replace(excerpt, text=clear(excerpt.text))
    return replace(excerpt, quote_amended=clear(excerpt.quote_amended))
