"""Every kind of record the store keeps."""

from __future__ import annotations

from leaptui.domain.call_records import DataRequest, Dataset, District, Scenario, TypeRule, TypeSample
from leaptui.domain.partner_records import (
    Activity,
    Concern,
    Responsibility,
    TeamMember,
    Validator,
    ValidatorMeeting,
    WorkingGroup,
)
from leaptui.domain.record import Record
from leaptui.domain.records import (
    Attachment,
    CityTheme,
    Engagement,
    Excerpt,
    FollowUp,
    Headcount,
    Interview,
    Jurisdiction,
    Participant,
    Pseudonym,
    Resource,
    Stakeholder,
)
from leaptui.domain.roadmap_records import (
    Agreement,
    ChecklistTick,
    Claim,
    Component,
    Diversion,
    DocumentMade,
    Evidence,
    GateOverride,
)

KINDS: tuple[type[Record], ...] = (
    Engagement,
    Jurisdiction,
    Stakeholder,
    Interview,
    Participant,
    Excerpt,
    FollowUp,
    Dataset,
    TypeRule,
    Component,
    ChecklistTick,
    Evidence,
    DocumentMade,
    Headcount,
    CityTheme,
    Pseudonym,
    Resource,
    Attachment,
    DataRequest,
    District,
    TypeSample,
    Scenario,
    Claim,
    Diversion,
    Agreement,
    GateOverride,
    Validator,
    Concern,
    ValidatorMeeting,
    Activity,
    TeamMember,
    Responsibility,
    WorkingGroup,
)


def record_type_of(kind: str) -> type[Record] | None:
    """The type of a kind's records, by its key; nothing where this release does not know it."""
    return next((each for each in KINDS if each.kind == kind), None)
