"""One city at a glance: who was heard, what the calls show, how far the roadmap is, and the next step."""

from __future__ import annotations

from dataclasses import dataclass, replace

from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement, FollowUp, Jurisdiction, Participant, Stakeholder
from leaptui.domain.text import one_line
from leaptui.services.calls import CallsPicture, datasets, summarise
from leaptui.services.days import day_from
from leaptui.services.engagements import jurisdictions_of
from leaptui.services.interviews import InterviewView, interviews
from leaptui.services.roadmap import ComponentView, readiness, roadmap
from leaptui.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupHeard:
    """How many people of a stakeholder group were heard."""

    key: str
    label: str
    short: str
    heard: int
    target: int
    needed: int
    """Voices without which the roadmap's design should not begin."""

    @property
    def missing(self) -> bool:
        """Whether fewer were heard than are needed."""
        return self.heard < self.needed

    @property
    def critical(self) -> bool:
        """Whether one voice of this group is not enough."""
        return self.needed > 1


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
    picture: CallsPicture | None
    follow_ups: tuple[FollowUp, ...]
    readiness: tuple[str, ...]
    next_step: NextStep
    today: str

    @property
    def planned(self) -> int:
        """Interviews planned: her own number, else the sum of the groups' targets."""
        return self.engagement.interviews_planned or sum(group.target for group in self.groups)


def city(workspace: Workspace, engagement: Engagement) -> City:
    """Gather what is known of a city."""
    people = tuple(workspace.store.all(Stakeholder, engagement=engagement.id))
    talks = tuple(interviews(workspace, engagement))
    groups = _heard(workspace, engagement, people)
    components = tuple(roadmap(workspace, engagement))
    picture = summarise(workspace, engagement) if datasets(workspace, engagement) else None
    owed = sorted(
        workspace.store.all(FollowUp, engagement=engagement.id, done=False),
        key=lambda each: each.due or "9999",
    )
    return City(
        engagement=engagement,
        places=tuple(jurisdictions_of(workspace, engagement)),
        people=people,
        interviews=talks,
        groups=groups,
        components=components,
        picture=picture,
        follow_ups=tuple(owed),
        readiness=tuple(readiness(workspace, engagement)),
        next_step=_next_step(engagement, people, talks, groups, picture, components),
        today=workspace.today().isoformat(),
    )


def add_follow_up(
    workspace: Workspace, engagement: Engagement, text: str, *, due: str | None = None, owner: str = ""
) -> FollowUp:
    """Note something promised.

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
        due=day_from(due or ""),
        owner=one_line(owner),
    )
    workspace.store.apply("add follow-up", [owed], stream=engagement.id)
    return owed


def finish_follow_up(workspace: Workspace, owed: FollowUp) -> None:
    """Mark a follow-up done."""
    workspace.store.apply("finish follow-up", [replace(owed, done=True)], stream=owed.engagement)


def _heard(
    workspace: Workspace, engagement: Engagement, people: tuple[Stakeholder, ...]
) -> tuple[GroupHeard, ...]:
    spoke = {each.stakeholder for each in workspace.store.all(Participant, engagement=engagement.id)}
    return tuple(
        GroupHeard(
            key=group.key,
            label=group.label,
            short=group.short,
            heard=sum(person.group == group.key and person.id in spoke for person in people),
            target=group.target,
            needed=group.needed_before_design,
        )
        for group in workspace.practice.groups
    )


def _next_step(
    engagement: Engagement,
    people: tuple[Stakeholder, ...],
    talks: tuple[InterviewView, ...],
    groups: tuple[GroupHeard, ...],
    picture: CallsPicture | None,
    components: tuple[ComponentView, ...],
) -> NextStep:
    if engagement.next_step:
        return NextStep(text=engagement.next_step, why=engagement.next_due or "", place="city")
    if not people:
        return NextStep(text="Add the people to hear", why="nobody is listed yet", place="city")
    if not talks:
        return NextStep(
            text="Take the first interview", why=f"{len(people)} people are listed", place="interviews"
        )
    if picture is None:
        return NextStep(text="Import the city's 911 calls", why="there is no call data yet", place="calls")
    unmapped = 1 - picture.summary.type_coverage
    if unmapped > 0.05:
        return NextStep(
            text="Give a tier to the unmapped call types",
            why=f"{unmapped:.0%} of calls are still unmapped",
            place="calls",
        )
    silent = [group for group in groups if group.critical and group.missing]
    if silent:
        return NextStep(
            text=f"Hear {silent[0].label}",
            why=f"{silent[0].heard} of {silent[0].needed} heard",
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
