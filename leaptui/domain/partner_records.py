"""What the store keeps of the people who carry a programme: validators, the concern board, activities, the local team.

What `leaptui.domain.records` says of field names holds here too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from leaptui.domain.record import Record
from leaptui.domain.roadmap_vocabulary import ActivitySort, ConcernStatus, Part, ValidatorField
from leaptui.domain.vocabulary import Phase, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Validator(Record):
    """A peer who speaks to counterparts in a city. Known to all engagements."""

    kind: ClassVar[str] = "validator"
    name: str
    sort: ValidatorField = ValidatorField.POLICE
    former_role: str = ""
    """`Deputy chief (retired)`."""
    organisation: str = ""
    """Where that was: `Harbor County Sheriff`."""
    place: str = ""
    state: str = ""
    population: int | None = None
    """Of the place served, to match cities of a size."""
    topics: tuple[str, ...] = ()
    """Keys of library concerns they speak to."""
    may_be_named: bool = False
    """Whether they agreed to stand in documents by name."""
    permission_on: str | None = None
    contact: str = ""
    """Never exported."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern(Record):
    """A concern that this city raised, and what is done about it."""

    kind: ClassVar[str] = "concern"
    engagement: str
    concern: str = ""
    """Key in `leaptui/practice/concerns.toml`; empty for one of the city's own."""
    title: str = ""
    """In the advisor's words, where it is the city's own or said otherwise."""
    status: ConcernStatus = ConcernStatus.OPEN
    answer: str = ""
    """What the city is told; empty leaves it to the library."""
    precedents: tuple[str, ...] = ()
    """Keys in `leaptui/practice/precedents.toml`."""
    excerpts: tuple[str, ...] = ()
    """Ids of the passages that raise it."""
    validators: tuple[str, ...] = ()
    """Ids of those who are to answer it."""
    owner: str = ""
    due: str | None = None
    settled_on: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidatorMeeting(Record):
    """A validator met somebody in the city: what was raised, what was answered, and what it changed."""

    kind: ClassVar[str] = "validator_meeting"
    engagement: str
    validator: str | None = None
    stakeholder: str | None = None
    met_on: str | None = None
    concerns: tuple[str, ...] = ()
    """Ids of concerns of this engagement."""
    answer: str = ""
    """The answer used."""
    promised: str = ""
    stance_before: Stance | None = None
    stance_after: Stance | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Record):
    """Something that was done in or for a city beside interviews."""

    kind: ClassVar[str] = "activity"
    engagement: str
    sort: ActivitySort = ActivitySort.MEETING
    title: str = ""
    held_on: str | None = None
    place: str = ""
    people: tuple[str, ...] = ()
    """Who was there: ids of stakeholders, validators and team members, or names."""
    advisors: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    """Partner organisations."""
    cohort: str = ""
    """The funder cohort it belongs to."""
    issue_areas: tuple[str, ...] = ()
    """Values of `leaptui.domain.roadmap_vocabulary.IssueArea`."""
    attendance: int | None = None
    outcome: str = ""
    phase: Phase | None = None
    """For advice after the launch, the phase it supports."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMember(Record):
    """Somebody of the local team that will run the programme."""

    kind: ClassVar[str] = "team_member"
    engagement: str
    name: str
    role: str = ""
    organisation: str = ""
    contact: str = ""
    """Never exported."""
    stakeholder: str | None = None
    """Where the person was heard before."""
    lead: bool = False
    joined_on: str | None = None
    left_on: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility(Record):
    """A member's part in a component. Its id is `<engagement>:<component>:<member>`."""

    kind: ClassVar[str] = "responsibility"
    engagement: str
    component: str
    member: str
    part: Part | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingGroup(Record):
    """Some of the local team, with a charge."""

    kind: ClassVar[str] = "working_group"
    engagement: str
    name: str
    charge: str = ""
    convener: str = ""
    """Id of a team member."""
    members: tuple[str, ...] = ()
    """Ids of team members."""
    components: tuple[str, ...] = ()
    """Keys of the components it works on."""
    note: str = ""
