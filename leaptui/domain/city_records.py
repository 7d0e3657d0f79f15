"""What a city's line in the portfolio rests on: the records that the first screen reads.

Apart from `leaptui.domain.records` and `leaptui.domain.roadmap_records`, which have them too: making a
class takes its time, and these are all that are made before the first paint.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from leaptui.domain.attribution import Attribution
from leaptui.domain.record import Record
from leaptui.domain.vocabulary import ComponentStatus, ConsentGiven, InterviewForm, Level, Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement(Record):
    """The work with one city, or with several that share a programme."""

    kind: ClassVar[str] = "engagement"
    slug: str
    name: str
    level: Level | None = None
    phase: Phase | None = None
    timezone: str | None = None
    """IANA name; needed before a call export is imported."""
    lead: str = ""
    partners: tuple[str, ...] = ()
    dispatch_centre: str = ""
    next_step: str = ""
    next_due: str | None = None
    interviews_planned: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jurisdiction(Record):
    """A city, town or county of an engagement."""

    kind: ClassVar[str] = "jurisdiction"
    engagement: str
    name: str
    state: str = ""
    """Two-letter postal abbreviation."""
    population: int | None = None
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakeholder(Record):
    """A person whose view matters to the programme."""

    kind: ClassVar[str] = "stakeholder"
    engagement: str
    name: str
    role: str = ""
    organisation: str = ""
    group: str = ""
    """Key of a stakeholder group in `practice/groups.toml`."""
    attribution: Attribution = Attribution.NONE
    """What this person usually allows; copied to a new interview."""
    note: str = ""
    contact: str = ""
    """How to reach this person. Never exported."""
    district: str = ""
    shift: str = ""
    language: str = ""
    role_holders: int | None = None
    """How many people in the city hold this role, where it is known; fewer than five point at one person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview(Record):
    """A conversation and what was written while it went on."""

    kind: ClassVar[str] = "interview"
    engagement: str
    number: int
    title: str = ""
    held_on: str | None = None
    attribution: Attribution = Attribution.NONE
    consent: str = ""
    language: str = ""
    recorded: bool = False
    guide: str = ""
    guide_version: int | None = None
    note: str = ""
    """Markdown with light marks (`leaptui.domain.marks`)."""
    form: InterviewForm = InterviewForm.INTERVIEW
    advisors: tuple[str, ...] = ()
    place: str = ""
    district: str = ""
    """Of the city, where the conversation was about one, or was held for the people of one."""
    shift: str = ""
    minutes: int | None = None
    """How long it took."""
    consent_given: ConsentGiven | None = None
    consent_on: str | None = None
    consent_by: str = ""
    interpreter: str = ""
    minors: bool = False
    guardian: str = ""
    """Who agreed for a minor."""
    compensation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Record):
    """Something promised, to whom and by when."""

    kind: ClassVar[str] = "follow_up"
    engagement: str
    text: str
    due: str | None = None
    owner: str = ""
    done: bool = False
    interview: str | None = None
    mark: str = ""
    """The words of the `?follow-up` mark it came from, so that an edit of the mark finds it again."""
    done_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Component(Record):
    """Where one of the ten components of the roadmap stands. Its id is `<engagement>:<key>`."""

    kind: ClassVar[str] = "component"
    engagement: str
    key: str
    status: ComponentStatus = ComponentStatus.OPEN
    decision: str = ""
    rationale: str = ""
    """Markdown."""
    owner: str = ""
    due: str | None = None
    option: str = ""
    """Key of the option chosen, among those of the practice content."""
    dissent: str = ""
    """Who sees it otherwise, and why."""
    decided_on: str | None = None
    rests_on: str = "{}"
    """JSON: the decision of each component that feeds it, as it was when this one was decided."""
