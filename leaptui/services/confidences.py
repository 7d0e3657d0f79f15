"""What an engagement must keep to itself, gathered for the gate."""

from __future__ import annotations

from collections.abc import Iterable

from leaptui.disclosure.protected import Passage, Protected
from leaptui.domain.attribution import Attribution
from leaptui.domain.marks import MarkKind
from leaptui.domain.records import Engagement, Excerpt
from leaptui.services.engagements import jurisdictions_of
from leaptui.services.interviews import InterviewView, interviews
from leaptui.services.workspace import Workspace


def confidences(workspace: Workspace, engagement: Engagement) -> Protected:
    """Every passage that may not be repeated and every name that may not stand beside one.

    Lines of the advisor's own view and headings (a guide's questions) are nobody's confidence.
    Who spoke on the record even once may be named.
    """
    views = interviews(workspace, engagement)
    excerpts = workspace.store.all(Excerpt, engagement=engagement.id)
    open_names = _names(view for view in views if view.interview.attribution is Attribution.ON_RECORD)
    closed_names = _names(view for view in views if view.interview.attribution is not Attribution.ON_RECORD)
    places = [place.name for place in jurisdictions_of(workspace, engagement)]
    return Protected(
        [
            *(passage for view in views for passage in _passages(view)),
            *(Passage(each.text, each.attribution) for each in excerpts if each.attribution),
        ],
        closed_names - open_names,
        may_be_said=[
            *open_names,
            *places,
            engagement.name,
            engagement.lead,
            engagement.dispatch_centre,
            *engagement.partners,
        ],
        published=_published(workspace),
    )


def _published(workspace: Workspace) -> Iterable[str]:
    """The practice content that stands in documents or is read out in interviews."""
    for component in workspace.practice.components:
        yield from (component.title, component.question, *(item.text for item in component.checklist))
    for guide in workspace.practice.guides:
        yield from (question.text for question in guide.questions)


def _passages(view: InterviewView) -> Iterable[Passage]:
    level = view.interview.attribution
    own = [line for line in view.interview.note.split("\n") if not line.startswith((">", "#"))]
    yield Passage("\n".join(own), level)
    off = [mark for mark in view.marks if mark.kind is MarkKind.OFF_RECORD]
    for mark in off:
        yield Passage(mark.text, Attribution.OFF_RECORD)
    for mark in view.marks:
        if mark.kind is MarkKind.VERBATIM:
            # A passage of its own, because a quote of a few words is shorter than a run of its note.
            hidden = any(each.start <= mark.start < each.end for each in off)
            yield Passage(mark.text, Attribution.OFF_RECORD if hidden else level)


def _names(views: Iterable[InterviewView]) -> set[str]:
    return {person.name for view in views for person in view.people}
