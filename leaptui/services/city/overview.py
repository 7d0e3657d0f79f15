"""One city at a glance: who was heard, what the calls show, how far the roadmap is, and the next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from leaptui.domain.claim_tokens import tokens, with_values
from leaptui.domain.records import Engagement, Jurisdiction, Stakeholder
from leaptui.services.calls.data_requests import RequestState, RequestView, data_requests
from leaptui.services.calls.picture import CallsPicture, datasets, summarise
from leaptui.services.city.engagements import jurisdictions_of
from leaptui.services.city.follow_ups import FollowUpView, follow_ups
from leaptui.services.interviews.coverage import GroupHeard, coverage
from leaptui.services.interviews.interviews import InterviewView, interviews
from leaptui.services.roadmap.claims import claims, values
from leaptui.services.roadmap.components import ComponentView, roadmap
from leaptui.services.roadmap.readiness import readiness
from leaptui.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """The one obvious thing to do next, why, and the place where it is done."""

    text: str
    why: str
    place: str
    """`city`, `interviews`, `calls`, `roadmap` or `documents`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """All that the city screen shows."""

    engagement: Engagement
    places: tuple[Jurisdiction, ...]
    people: tuple[Stakeholder, ...]
    interviews: tuple[InterviewView, ...]
    groups: tuple[GroupHeard, ...]
    components: tuple[ComponentView, ...]
    """Their decisions as they read, not as they were typed."""
    picture: CallsPicture | None
    follow_ups: tuple[FollowUpView, ...]
    readiness: tuple[str, ...]
    next_step: NextStep
    today: str
    data_warnings: tuple[str, ...] = ()
    """Data agreements that end soon or have ended, in a few words each."""

    @property
    def planned(self) -> int:
        """Interviews planned: her own number, else the sum of the groups' targets."""
        return self.engagement.interviews_planned or sum(group.target for group in self.groups)


def city(workspace: Workspace, engagement: Engagement) -> City:
    """Gather what is known of a city."""
    people = tuple(workspace.store.all(Stakeholder, engagement=engagement.id))
    talks = tuple(interviews(workspace, engagement))
    groups = coverage(workspace, engagement).groups
    components = tuple(roadmap(workspace, engagement))
    picture = summarise(workspace, engagement) if datasets(workspace, engagement) else None
    requests = data_requests(workspace, engagement)
    return City(
        engagement=engagement,
        places=tuple(jurisdictions_of(workspace, engagement)),
        people=people,
        interviews=talks,
        groups=groups,
        components=_as_they_read(workspace, engagement, components),
        picture=picture,
        follow_ups=tuple(follow_ups(workspace, engagement)),
        readiness=tuple(readiness(workspace, engagement)),
        next_step=_next_step(engagement, people, talks, groups, picture, components, requests),
        data_warnings=tuple(
            f"Data agreement {'ended' if view.ended else 'ends'} {view.request.agreement_ends}"
            for view in requests
            if view.agreement
        ),
        today=workspace.today().isoformat(),
    )


def _as_they_read(
    workspace: Workspace, engagement: Engagement, components: tuple[ComponentView, ...]
) -> tuple[ComponentView, ...]:
    """The same with what the claims in their decisions say."""
    if not any(tokens(view.state.decision) for view in components):
        return components
    said = values(claims(workspace, engagement))
    return tuple(
        replace(view, state=replace(view.state, decision=with_values(view.state.decision, said)))
        for view in components
    )


def _next_step(
    engagement: Engagement,
    people: tuple[Stakeholder, ...],
    talks: tuple[InterviewView, ...],
    groups: tuple[GroupHeard, ...],
    picture: CallsPicture | None,
    components: tuple[ComponentView, ...],
    requests: Sequence[RequestView],
) -> NextStep:
    if engagement.next_step:
        return NextStep(text=engagement.next_step, why=engagement.next_due or "", place="city")
    if not people:
        return NextStep(text="Add the people to hear", why="nobody is listed yet", place="city")
    if not talks:
        return NextStep(
            text="Take the first interview",
            why="one person is listed" if len(people) == 1 else f"{len(people)} people are listed",
            place="interviews",
        )
    if picture is None:
        return _calls_step(requests)
    unmapped = 1 - picture.summary.type_coverage
    if unmapped > 0.05:
        return NextStep(
            text="Give a tier to the unmapped call types",
            why=f"{unmapped:.0%} of calls are still unmapped",
            place="calls",
        )
    silent = [group for group in groups if group.is_critical and group.is_short]
    if silent:
        return NextStep(
            text=f"Hear {silent[0].label}",
            why=f"{silent[0].people} of {silent[0].needed} heard",
            place="interviews",
        )
    undecided = [view for view in components if view.state.status.value in {"open", "proposed"}]
    if undecided:
        return NextStep(
            text=f"Decide {undecided[0].guide.title.lower()}",
            why=f"{len(undecided)} of {len(components)} components are not agreed",
            place="roadmap",
        )
    return NextStep(text="Make the roadmap document", why="all ten components are agreed", place="documents")


def _calls_step(requests: Sequence[RequestView]) -> NextStep:
    """What is next where there are no calls yet: ask for them, chase them, or import them."""
    late = next((view.request for view in requests if view.state is RequestState.OVERDUE), None)
    if late is not None:
        return NextStep(text="Chase the data request", why=f"an answer was due {late.due}", place="calls")
    for view in requests:
        if view.state is RequestState.NOT_SENT:
            return NextStep(text="Send the data request", why="it was begun and not sent", place="calls")
    waiting = next((view.request for view in requests if view.state is RequestState.SENT), None)
    why = f"asked for on {waiting.sent_on}" if waiting else "there is no call data yet"
    return NextStep(text="Import the city's 911 calls", why=why, place="calls")
