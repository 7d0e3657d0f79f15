"""The concern board of a city: what worries people, what is answered, by whom, and what that changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.domain.errors import UnknownName
from leaptui.domain.partner_records import Concern, Validator
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_vocabulary import ConcernStatus
from leaptui.domain.text import fold, one_line, slug
from leaptui.services.interviews.concerns import ConcernRaised, concerns_raised, line_of
from leaptui.services.roadmap.precedents import PrecedentView, precedent_view
from leaptui.services.roadmap.validator_meetings import MeetingView, meetings
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.practice.content import PracticeConcern

BLOCKING = frozenset({ConcernStatus.OPEN, ConcernStatus.ANSWERED})
"""A roadmap with such a concern is not ready to be presented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardConcern:
    """A concern of the city with all that hangs on it.

    Attributes:
        concern: The record.
        library: What the library says of it; nothing for one of the city's own.
        title: As it is said here.
        raised: Each time it was raised, with how far those words may travel.
        interviews: Conversations it was raised in.
        groups: Keys of the stakeholder groups whose people raised it.
        answer: What the city is told: the advisor's own words, else the library's.
        answer_is_own: Whether the answer is the advisor's own.
        precedents: Programmes that are named with it.
        validators: Who is to answer it.
        meetings: Who met whom over it, the newest first.
        overdue: Whether its day has passed and it still blocks.
    """

    concern: Concern
    library: PracticeConcern | None
    title: str
    raised: tuple[ConcernRaised, ...]
    interviews: int
    groups: tuple[str, ...]
    answer: str
    answer_is_own: bool
    precedents: tuple[PrecedentView, ...]
    validators: tuple[Validator, ...]
    meetings: tuple[MeetingView, ...]
    overdue: bool

    @property
    def limits(self) -> str:
        """What may not be claimed; empty for one of the city's own."""
        return self.library.limits if self.library else ""

    @property
    def check_first(self) -> tuple[str, ...]:
        """What must be checked before the answer is given."""
        return self.library.check_first if self.library else ()

    @property
    def blocks(self) -> bool:
        """Whether the roadmap cannot be presented because of it."""
        return self.concern.status in BLOCKING


@dataclass(frozen=True, slots=True, kw_only=True)
class Unhandled:
    """Something people raised that is not on the board.

    Attributes:
        key: Of the library concern its words point at; empty where they point at none.
        title: What the library calls it; empty where it knows none.
        raised: Each time, of a concern the library does not know the one time.
        interviews: Conversations it was raised in.
        groups: Keys of the stakeholder groups whose people raised it.
    """

    key: str
    title: str
    raised: tuple[ConcernRaised, ...]
    interviews: int
    groups: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called by the command line: the key, else conversation and place in its note.

        A passage that stands in no note any more is called by the end of its id.
        """
        first = self.raised[0]
        at = first.excerpt[-6:] if first.start is None else str(first.start)
        return self.key or f"{first.conversation.interview.number}:{at}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenConcern:
    """A concern because of which the roadmap is not ready to be presented.

    Attributes:
        id: Of the record; empty for what is not on the board yet.
        title: As it is said here.
        why: What is missing, in words without a full stop.
    """

    id: str
    title: str
    why: str


def board(workspace: Workspace, engagement: Engagement) -> tuple[BoardConcern, ...]:
    """The concerns of a city: what blocks first, then the most widely raised."""
    raised = concerns_raised(workspace, engagement)
    kept = workspace.store.all(Concern, engagement=engagement.id)
    met, linked = meetings(workspace, engagement), _linked(kept)
    views = [_view(workspace, each, raised, linked, met) for each in kept]
    order = list(ConcernStatus)
    return tuple(
        sorted(
            views,
            key=lambda view: (
                order.index(view.concern.status),
                -len(view.groups),
                -view.interviews,
                fold(view.title),
            ),
        )
    )


def board_concern(workspace: Workspace, engagement: Engagement, concern: Concern) -> BoardConcern:
    """One concern with all that hangs on it."""
    kept = workspace.store.all(Concern, engagement=engagement.id)
    raised = concerns_raised(workspace, engagement)
    return _view(workspace, concern, raised, _linked(kept), meetings(workspace, engagement))


def unhandled(workspace: Workspace, engagement: Engagement) -> tuple[Unhandled, ...]:
    """What people raised that is not on the board, the most widely raised first; own views do not count."""
    kept = workspace.store.all(Concern, engagement=engagement.id)
    linked, there = _linked(kept), {each.concern for each in kept if each.concern}
    library = {each.key: each for each in workspace.practice.concerns}
    found: dict[str, list[ConcernRaised]] = {}
    unknown: list[Unhandled] = []
    for each in concerns_raised(workspace, engagement):
        if each.own or each.excerpt in linked or (each.suggestion and each.suggestion.concern.key in there):
            continue
        if each.suggestion:
            found.setdefault(each.suggestion.concern.key, []).append(each)
        else:
            unknown.append(_as_unhandled(None, [each]))
    known = [_as_unhandled(library[key], raised) for key, raised in found.items()]
    return tuple(
        sorted([*known, *unknown], key=lambda each: (not each.key, -len(each.groups), -each.interviews))
    )


def open_concerns(workspace: Workspace, engagement: Engagement) -> tuple[OpenConcern, ...]:
    """What keeps a roadmap from being presented: concerns not settled, and what was never put on the board."""
    order = list(ConcernStatus)
    blocking = [
        each for each in workspace.store.all(Concern, engagement=engagement.id) if each.status in BLOCKING
    ]
    found = [
        OpenConcern(id=each.id, title=title_of(workspace, each), why=_why(workspace, each))
        for each in sorted(blocking, key=lambda each: order.index(each.status))
    ]
    waiting = unhandled(workspace, engagement)
    if waiting:
        count = len(waiting)
        found.append(
            OpenConcern(
                id="",
                title=f"{count} concern{'' if count == 1 else 's'} people raised",
                why="not on the concern board yet",
            )
        )
    return tuple(found)


def answer_of(workspace: Workspace, concern: Concern) -> str:
    """What the city is told: the advisor's own answer, else the library's; empty where there is neither."""
    library = library_concern(workspace, concern.concern)
    return concern.answer or (library.answer if library else "")


def library_concern(workspace: Workspace, key: str) -> PracticeConcern | None:
    """A concern of the library by its key."""
    return next((each for each in workspace.practice.concerns if key and each.key == key), None)


def title_of(workspace: Workspace, concern: Concern) -> str:
    """What a concern is called here: her own words, else the library's."""
    library = library_concern(workspace, concern.concern)
    return concern.title or (library.title if library else concern.concern) or "a concern without words"


def find_concern(workspace: Workspace, engagement: Engagement, wanted: str) -> Concern:
    """A concern of the board by its id, its key in the library, or the only one that has these words.

    Raises:
        UnknownName: When none or several fit.
    """
    known = workspace.store.all(Concern, engagement=engagement.id)
    words, key = fold(wanted), slug(wanted).replace("-", "_")
    for fits in (
        [each for each in known if wanted == each.id or (key and key == each.concern)],
        [each for each in known if words and words == fold(title_of(workspace, each))],
        [each for each in known if words and words in fold(title_of(workspace, each))],
    ):
        if len(fits) == 1:
            return fits[0]
    raise UnknownName(
        f"“{one_line(wanted)}” is not one concern of {engagement.name}.",
        safe="Nothing was changed.",
        next_step="See `leaptui concern board` for what is there and what could be put there.",
    )


def _view(
    workspace: Workspace,
    concern: Concern,
    raised: Iterable[ConcernRaised],
    linked: Mapping[str, set[str]],
    met: Iterable[MeetingView],
) -> BoardConcern:
    library = library_concern(workspace, concern.concern)
    line = line_of(library, [each for each in raised if _is_of(concern, each, linked)])
    programmes = {each.key: each for each in workspace.practice.precedents}
    known = (workspace.store.get(Validator, each) for each in concern.validators)
    return BoardConcern(
        concern=concern,
        library=library,
        title=title_of(workspace, concern),
        raised=line.raised,
        interviews=line.interviews,
        groups=line.groups,
        answer=answer_of(workspace, concern),
        answer_is_own=bool(concern.answer),
        precedents=tuple(
            precedent_view(workspace, programmes[key]) for key in concern.precedents if key in programmes
        ),
        validators=tuple(each for each in known if each is not None and not each.deleted),
        meetings=tuple(view for view in met if concern.id in view.meeting.concerns),
        overdue=_is_overdue(workspace, concern),
    )


def _linked(kept: Iterable[Concern]) -> dict[str, set[str]]:
    """Of each passage that was linked the concerns it was linked to."""
    found: dict[str, set[str]] = {}
    for concern in kept:
        for excerpt in concern.excerpts:
            found.setdefault(excerpt, set()).add(concern.id)
    return found


def _is_of(concern: Concern, raised: ConcernRaised, linked: Mapping[str, set[str]]) -> bool:
    """Whether something raised belongs to a concern: linked to it, or pointing at it and linked to no other."""
    if raised.excerpt in linked:
        return concern.id in linked[raised.excerpt]
    return bool(raised.suggestion and raised.suggestion.concern.key == concern.concern)


def _as_unhandled(library: PracticeConcern | None, raised: Sequence[ConcernRaised]) -> Unhandled:
    line = line_of(library, raised)
    return Unhandled(
        key=library.key if library else "",
        title=library.title if library else "",
        raised=line.raised,
        interviews=line.interviews,
        groups=line.groups,
    )


def _is_overdue(workspace: Workspace, concern: Concern) -> bool:
    today = workspace.today().isoformat()
    return bool(concern.due and concern.due < today and concern.status in BLOCKING)


def _why(workspace: Workspace, concern: Concern) -> str:
    if concern.status is ConcernStatus.ANSWERED:
        return "answered, and not settled yet"
    if not answer_of(workspace, concern):
        return "open, and without an answer"
    return "open" + (", and its day has passed" if _is_overdue(workspace, concern) else "")
