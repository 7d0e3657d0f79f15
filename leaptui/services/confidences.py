"""What must stay in the store when a document of an engagement leaves it, gathered for the gate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from leaptui.disclosure.protected import Passage, Protected
from leaptui.domain.attribution import Attribution
from leaptui.domain.marks import OFF_SIGN, MarkKind, marks
from leaptui.domain.records import Engagement, Excerpt, Interview, Participant, Stakeholder
from leaptui.services.engagements import jurisdictions_of
from leaptui.services.workspace import Workspace

_CLOSED = (Attribution.NONE, Attribution.OFF_RECORD)


@dataclass(frozen=True, slots=True)
class _Talk:
    interview: Interview
    names: frozenset[str]


def confidences(workspace: Workspace, engagement: Engagement) -> Protected:
    """Every passage that may not be repeated and every name that may not stand beside one.

    Passages are those of the whole store: what was said in one city must not come out in another's
    document. Names are this engagement's, and the full names of others (a surname alone is too
    often somebody else's). Lines of the advisor's own view and headings (a guide's questions) are
    nobody's confidence. Who spoke on the record even once may be named in that engagement.
    """
    talks = _talks(workspace)
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
        [
            *(passage for talk in talks for passage in _passages(talk.interview)),
            *(
                Passage(each.text, each.attribution)
                for each in workspace.store.all(Excerpt)
                if each.attribution
            ),
        ],
        _names(here, on_record=False) - open_names,
        full_names=_closed_elsewhere(talks, engagement).difference(may_be_said),
        may_be_said=may_be_said,
        published=_published(workspace),
    )


def _talks(workspace: Workspace) -> list[_Talk]:
    store = workspace.store
    people = {person.id: person.name for person in store.all(Stakeholder)}
    spoke: dict[str, set[str]] = {}
    for present in store.all(Participant):
        if present.stakeholder in people:
            spoke.setdefault(present.interview, set()).add(people[present.stakeholder])
    return [_Talk(each, frozenset(spoke.get(each.id, ()))) for each in store.all(Interview)]


def _closed_elsewhere(talks: Iterable[_Talk], engagement: Engagement) -> set[str]:
    by_engagement: dict[str, list[_Talk]] = {}
    for talk in talks:
        if talk.interview.engagement != engagement.id:
            by_engagement.setdefault(talk.interview.engagement, []).append(talk)
    found: set[str] = set()
    for of_one in by_engagement.values():
        found |= _names(of_one, on_record=False) - _names(of_one, on_record=True)
    return found


def _published(workspace: Workspace) -> Iterable[str]:
    """The practice content that stands in documents or is read out in interviews."""
    for component in workspace.practice.components:
        yield from (component.title, component.question)
        # As one text, because the steps stand one below the other on the page.
        yield "\n".join(item.text for item in component.checklist)
    for guide in workspace.practice.guides:
        yield from (question.text for question in guide.questions)


def _passages(interview: Interview) -> Iterable[Passage]:
    level, note = interview.attribution, interview.note
    if level not in _CLOSED and not OFF_SIGN.search(note):
        return
    own = [line for line in note.split("\n") if not line.startswith((">", "#"))]
    yield Passage("\n".join(own), level)
    found = marks(note)
    off = [mark for mark in found if mark.kind is MarkKind.OFF_RECORD]
    for mark in off:
        yield Passage(mark.text, Attribution.OFF_RECORD)
    for mark in found:
        if mark.kind is MarkKind.VERBATIM:
            # A passage of its own, because a quote of a few words is shorter than a run of its note.
            hidden = any(each.start <= mark.start < each.end for each in off)
            yield Passage(mark.text, Attribution.OFF_RECORD if hidden else level)


def _names(talks: Iterable[_Talk], *, on_record: bool) -> set[str]:
    return {
        name
        for talk in talks
        if (talk.interview.attribution is Attribution.ON_RECORD) is on_record
        for name in talk.names
    }
