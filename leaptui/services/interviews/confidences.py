"""What must stay in the store when a document of an engagement leaves it, gathered for the gate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from leaptui.disclosure.identifiers import found_in
from leaptui.disclosure.passages import Passage
from leaptui.disclosure.protected import Protected
from leaptui.domain.anchors import Anchor
from leaptui.domain.attribution import Attribution, strictest
from leaptui.domain.level_signs import NoteLevels, is_heading, words_of
from leaptui.domain.marks import MarkKind, marks
from leaptui.domain.partner_records import TeamMember, Validator
from leaptui.domain.records import (
    Engagement,
    Excerpt,
    Interview,
    Participant,
    Pseudonym,
    Stakeholder,
)
from leaptui.domain.vocabulary import ConsentGiven, IdentifierSort, PassageKind, QuoteStatus
from leaptui.practice.reader import Practice, load_practice
from leaptui.services.city.engagements import jurisdictions_of
from leaptui.services.interviews.excerpt_moves import place_of
from leaptui.services.interviews.excerpts import level_of
from leaptui.services.interviews.known_words import known_to_everybody, services_told
from leaptui.services.workspace import Workspace

_CLOSED = (Attribution.NONE, Attribution.OFF_RECORD)


_ON_RECORD, _OFF = Attribution.ON_RECORD, Attribution.OFF_RECORD
_REACHES = (IdentifierSort.PHONE, IdentifierSort.EMAIL)
_MAY_REACH = re.compile(r"@|\d{4}")
"""In each line that is looked at: a number and an address of electronic mail has one of the two."""
_CUT = "\f"
"""Stands where open words were taken out of a note; a clean note has none of its own."""


@dataclass(frozen=True, slots=True)
class _Talk:
    """An interview, who spoke, what was marked in it, and how far each line of its note may travel."""

    interview: Interview
    names: frozenset[str]
    kept: tuple[tuple[Excerpt, Attribution], ...]
    levels: NoteLevels

    @property
    def is_open(self) -> bool:
        """Whether who spoke may be named: by the interview's level, or by a lone speaker's passage."""
        if self.interview.attribution is _ON_RECORD:
            return True
        alone = len(self.names) == 1
        return alone and (
            _ON_RECORD in self.levels.rows or any(level is _ON_RECORD for _, level in self.kept)
        )


def confidences(workspace: Workspace, engagement: Engagement) -> Protected:
    """Every passage that may not be repeated and every name that may not stand beside one.

    Passages are those of the whole store: what was said in one city must not come out in another's
    document. Each passage is kept as its own level says, be it by a sign in the note or by what was
    decided for an excerpt. Names are this engagement's, and the full names of others (a surname
    alone is too often somebody else's). Lines of the advisor's own view and headings (a guide's
    questions) are nobody's confidence. Who spoke on the record even once may be named in that
    engagement; of several who spoke together, a passage does not say which one it was. A validator
    is named with permission only.
    """
    talks, key = _talks(workspace), workspace.store.all(Pseudonym)
    unnamed = _unnamed_validators(workspace)
    here = [talk for talk in talks if talk.interview.engagement == engagement.id]
    open_names = _names(here, on_record=True)
    may_be_said = [
        *open_names,
        *(place.name for place in jurisdictions_of(workspace, engagement)),
        engagement.name,
        engagement.lead,
        engagement.dispatch_centre,
        *engagement.partners,
    ]
    return Protected(
        _closed(talks),
        (_names(here, on_record=False) | _given_stand_ins(key, engagement)) - open_names,
        full_names=(_closed_elsewhere(talks, engagement) | unnamed).difference(may_be_said),
        may_be_said=may_be_said,
        published=[*_published(workspace.practice), *(words for talk in talks for words in _amended(talk))],
        replaced=_numbers(key),
        never=_only_off_record(talks) | _given_stand_ins(key) | unnamed,
        contacts=_contacts(workspace, talks),
        vocabulary=[*known_to_everybody(workspace), *(line for talk in talks for line in _open(talk))],
        public=services_told(workspace),
    )


def closed_passages(workspace: Workspace) -> list[Passage]:
    """Every passage of the store that may not be repeated, with its level."""
    return _closed(_talks(workspace))


def house_confidences(workspace: Workspace) -> Protected:
    """The same for what belongs to no one city, such as an own interview guide: all passages, all full names.

    Who spoke on the record did so in a city's own matter, so no name is open here. Only what comes
    with leaptui counts as published, because own guides are what is looked at.
    """
    talks, key = _talks(workspace), workspace.store.all(Pseudonym)
    unnamed = _unnamed_validators(workspace)
    return Protected(
        _closed(talks),
        full_names={name for talk in talks for name in talk.names} | _given_stand_ins(key) | unnamed,
        published=_published(load_practice()),
        replaced=_numbers(key),
        never=_only_off_record(talks) | _given_stand_ins(key) | unnamed,
        contacts=_contacts(workspace, talks),
        vocabulary=[*known_to_everybody(workspace), *(line for talk in talks for line in _open(talk))],
        public=services_told(workspace),
    )


def _closed(talks: Iterable[_Talk]) -> list[Passage]:
    return [
        replace(passage, talk=talk.interview.id)
        for talk in talks
        for passage in (*_written(talk), *_kept(talk))
    ]


def _contacts(workspace: Workspace, talks: Iterable[_Talk]) -> list[str]:
    """How people can be reached, without what a local service says of itself.

    Of notes that are not on the record the numbers count too, even where their words may be printed;
    addresses count where they were said in confidence (`leaptui.disclosure.particulars`).
    """
    store = workspace.store
    public = {(each.sort, each.stands_for) for told in services_told(workspace) for each in found_in(told)}
    contacts = [
        *(person.contact for person in store.all(Stakeholder)),
        *(validator.contact for validator in store.all(Validator)),
        *(member.contact for member in store.all(TeamMember)),
    ]
    found = [
        *(each for contact in contacts for each in found_in(contact)),
        *(each for line in _lines_with_numbers(talks) for each in found_in(line) if each.sort in _REACHES),
    ]
    return [each.text for each in found if (each.sort, each.stands_for) not in public]


def _lines_with_numbers(talks: Iterable[_Talk]) -> Iterator[str]:
    """The lines that may hold how to reach somebody, of what was not said on the record."""
    for talk in talks:
        texts = [
            passage.text for passage in (*_written(talk), *_kept(talk)) if passage.attribution in _CLOSED
        ]
        if talk.interview.attribution is not _ON_RECORD:
            texts.append(talk.interview.note)
        yield from (line for text in texts for line in text.split("\n") if _MAY_REACH.search(line))


def _unnamed_validators(workspace: Workspace) -> set[str]:
    """Peers who speak to their like in cities and did not agree to stand in documents by name."""
    return {each.name for each in workspace.store.all(Validator) if not each.may_be_named}


def _only_off_record(talks: Iterable[_Talk]) -> set[str]:
    """People who never spoke otherwise; that they spoke at all is not for others."""
    heard: dict[str, set[Attribution]] = {}
    for talk in talks:
        for name in talk.names:
            heard.setdefault(name, set()).add(talk.interview.attribution)
    return {name for name, levels in heard.items() if levels == {_OFF}}


def _given_stand_ins(key: Iterable[Pseudonym], engagement: Engagement | None = None) -> set[str]:
    """People whose names were replaced in notes, of one engagement or of all."""
    return {
        each.original
        for each in key
        if each.sort is IdentifierSort.NAME and (engagement is None or each.engagement == engagement.id)
    }


def _numbers(key: Iterable[Pseudonym]) -> list[tuple[IdentifierSort, str]]:
    """Numbers and addresses that were replaced in notes, whosever they are."""
    return [(each.sort, each.original) for each in key if each.sort is not IdentifierSort.NAME]


def _talks(workspace: Workspace) -> list[_Talk]:
    store = workspace.store
    people = {person.id: person.name for person in store.all(Stakeholder)}
    spoke: dict[str, set[str]] = {}
    for present in store.all(Participant):
        if present.stakeholder in people:
            spoke.setdefault(present.interview, set()).add(people[present.stakeholder])
    excerpts: dict[str, list[Excerpt]] = {}
    for excerpt in store.all(Excerpt):
        excerpts.setdefault(excerpt.interview, []).append(excerpt)
    talks = []
    for interview in store.all(Interview):
        levels = NoteLevels(interview.note)
        kept = tuple((each, level_of(each, interview, levels)) for each in excerpts.get(interview.id, ()))
        if interview.consent_given is ConsentGiven.DECLINED:
            interview = replace(interview, attribution=_OFF)
        talks.append(_Talk(interview, frozenset(spoke.get(interview.id, ())), kept, levels))
    return talks


def _closed_elsewhere(talks: Iterable[_Talk], engagement: Engagement) -> set[str]:
    by_engagement: dict[str, list[_Talk]] = {}
    for talk in talks:
        if talk.interview.engagement != engagement.id:
            by_engagement.setdefault(talk.interview.engagement, []).append(talk)
    found: set[str] = set()
    for of_one in by_engagement.values():
        found |= _names(of_one, on_record=False) - _names(of_one, on_record=True)
    return found


def _published(practice: Practice) -> Iterable[str]:
    """The practice content that stands in documents or is read out in interviews."""
    for component in practice.components:
        yield from (component.title, component.question)
        # As one text, because the steps stand one below the other on the page.
        yield "\n".join(item.text for item in component.checklist)
    for guide in practice.guides:
        yield from (question.text for question in guide.questions)


def _written(talk: _Talk) -> Iterable[Passage]:
    """The passages of a note that are closed, without those words that were opened by themselves."""
    note, own = talk.interview.note, talk.interview.attribution
    rows = [level or own for level in talk.levels.rows]
    if not any(level in _CLOSED for level in rows):
        return
    opened = [place for each, level in talk.kept if level not in _CLOSED and (place := place_of(each))]
    lines = _without(note, opened).split("\n")
    for closed, run in groupby(range(len(lines)), lambda row: rows[row] in _CLOSED):
        stretch = list(run)
        if closed and any(rows[row] is not _OFF for row in stretch):
            # Nobody's confidence: the advisor's own view and headings, unless a sign makes them one.
            said = [row for row in stretch if talk.levels.rows[row] or not _is_own(lines[row])]
            yield from _pieces([lines[row] for row in said], Attribution.NONE)
        for off, hidden in groupby(stretch, lambda row: rows[row] is _OFF):
            if off:
                said = [row for row in hidden if talk.levels.rows[row] or not _is_own(lines[row])]
                yield from _pieces([lines[row] for row in said], _OFF)
    for mark in marks(note):
        if mark.kind is MarkKind.VERBATIM and not any(
            mark.start < place.end and place.start < mark.end for place in opened
        ):
            # A passage of its own, because a quote of a few words is shorter than a run of its note.
            yield Passage(mark.text, talk.levels.of_passage(mark.start, mark.end, own=None, otherwise=own))


def _open(talk: _Talk) -> Iterator[str]:
    """The lines and marked words of a talk that may be printed."""
    own = talk.interview.attribution
    for line, level in zip(talk.interview.note.split("\n"), talk.levels.rows, strict=True):
        if (level or own) not in _CLOSED:
            yield line
    yield from (
        excerpt.text
        for excerpt, level in talk.kept
        if level not in _CLOSED and excerpt.quote_status is not QuoteStatus.WITHDRAWN
    )


def _kept(talk: _Talk) -> Iterable[Passage]:
    """What was marked, as far as it is closed: its words may have changed in the note meanwhile."""
    for excerpt, level in talk.kept:
        if excerpt.quote_status is QuoteStatus.WITHDRAWN:
            yield Passage(excerpt.text, _OFF)
        elif excerpt.quote_status in (QuoteStatus.ASKED, QuoteStatus.AMENDED):
            yield Passage(excerpt.text, strictest(level, Attribution.NONE))
        elif excerpt.passage is not PassageKind.OWN_VIEW or level is _OFF:
            yield Passage(excerpt.text, level)


def _amended(talk: _Talk) -> Iterable[str]:
    """The words that speakers gave in place of those in the note, as far as those may be printed."""
    for excerpt, level in talk.kept:
        if excerpt.quote_status is QuoteStatus.AMENDED and level not in _CLOSED:
            yield excerpt.quote_amended


def _without(note: str, opened: Sequence[Anchor]) -> str:
    """A note in which each of some places is a cut; its lines stay the same number."""
    kept, reached = [], 0
    for place in sorted(opened, key=lambda each: each.start):
        if place.end > reached:
            start = max(place.start, reached)
            kept += [note[reached:start], _CUT, "\n" * note.count("\n", start, place.end)]
            reached = place.end
    return "".join([*kept, note[reached:]])


def _pieces(lines: Sequence[str], level: Attribution) -> Iterable[Passage]:
    for piece in "\n".join(words_of(line) for line in lines).split(_CUT):
        yield Passage(piece, level)


def _is_own(line: str) -> bool:
    return line.startswith(">") or is_heading(line)


def _names(talks: Iterable[_Talk], *, on_record: bool) -> set[str]:
    return {name for talk in talks if talk.is_open is on_record for name in talk.names}
