"""What the store keeps of a roadmap: components and what they rest on, claims, documents, agreements.

What `leaptui.domain.records` says of field names holds here too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from leaptui.domain.city_records import Component
from leaptui.domain.record import Record
from leaptui.domain.roadmap_vocabulary import AgreementStatus, ClaimKind, DiversionDecision
from leaptui.domain.vocabulary import EvidenceKind

__all__ = [
    "Agreement",
    "ChecklistTick",
    "Claim",
    "Component",
    "Diversion",
    "DocumentMade",
    "Evidence",
    "GateOverride",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistTick(Record):
    """One item of a checklist as this city has it. Its id is `<engagement>:<component>:<item>`.

    A checklist is that of a component, of a phase (`phase:launch`) or of the hand-over (`hand_over`).
    """

    kind: ClassVar[str] = "checklist_tick"
    engagement: str
    component: str
    item: str
    done: bool = False
    text: str = ""
    """The city's own words; those of the practice content where empty."""
    position: int | None = None
    """Where the city moved it to."""
    removed: bool = False
    """Whether the city took it off its list."""
    done_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    """What a component rests on: an excerpt, or a figure of a dataset."""

    kind: ClassVar[str] = "evidence"
    engagement: str
    component: str
    """Key of the component."""
    source_kind: EvidenceKind
    source: str
    """Id of an excerpt, or key of a figure (`leaptui.services.roadmap.figures`)."""
    dataset: str | None = None
    """Hash of the dataset a figure was taken from."""
    seen: str = ""
    """What the source said when it was linked; evidence is stale once it says something else."""
    note: str = ""
    scenario: str | None = None
    """Id of the scenario a figure was taken from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMade(Record):
    """A document that left the house."""

    kind: ClassVar[str] = "document"
    engagement: str | None = None
    """Nothing for a document about all cities."""
    document: str
    audience: str
    made_at: str
    """ISO date and time, UTC."""
    files: tuple[str, ...] = ()
    """`name sha256`, one a line."""
    made_for: str = ""
    draft: bool = False
    sections: tuple[str, ...] = ()
    """`key sha256`, one for each section."""
    markdown: str = ""
    """The document as it left, so that a city's edits can be told."""
    gate: str = "{}"
    """JSON: what was withheld, and the overrides used."""
    log_head: str = ""
    """Hash of the newest act of the log when it was made, hexadecimal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """A figure or a quote that stands in a text, with what it rested on when it was put there."""

    kind: ClassVar[str] = "claim"
    engagement: str
    key: str
    """What stands in its token (`leaptui.domain.claim_tokens`); no other claim of the engagement has it."""
    claim_kind: ClaimKind
    source_kind: EvidenceKind
    source: str
    """Id of an excerpt, or key of a figure."""
    dataset: str | None = None
    """Hash of the dataset of a figure."""
    scenario: str | None = None
    """Id of the scenario of a figure."""
    only: str = "{}"
    """JSON: the base, the filter and the types a figure was taken of; of a plan, what was known to have changed."""
    label: str = ""
    value: str = ""
    """The figure unrounded, or the words."""
    printed: str = ""
    """As it reads in the text."""
    unit: str = ""
    base: str = ""
    """For a figure the sentence of its base, for a quote who said it and how far it may travel."""
    rules: str = ""
    first_day: str | None = None
    last_day: str | None = None
    made_at: str = ""
    """ISO date and time, UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diversion(Record):
    """Whether and how the city diverts before arrest. Its id is `<engagement>:diversion`."""

    kind: ClassVar[str] = "diversion"
    engagement: str
    decision: DiversionDecision = DiversionDecision.OPEN
    rationale: str = ""
    offences: tuple[str, ...] = ()
    """Those a person may be diverted from."""
    most_grams: str = ""
    """The most of a drug, as the protocol says it: `3 g`."""
    protocol_source: str = ""
    """The protocol quoted, and its date: cities differ."""
    exclusions: tuple[str, ...] = ()
    referral_paths: tuple[str, ...] = ()
    """Keys of `leaptui/practice/diversion.toml`."""
    catchment: str = ""
    governance: tuple[str, ...] = ()
    prosecutor_agreement: str = ""
    people_per_case_manager: int | None = None
    yearly_intake: int | None = None
    cost_per_person_month: int | None = None
    """Dollars."""
    hand_off_hours: str = ""
    data_consent: str = ""
    measures: tuple[str, ...] = ()
    """Keys of `leaptui/practice/diversion.toml`; abstinence is none of them."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Record):
    """A partnership agreement as it is drafted; counsel has the last word."""

    kind: ClassVar[str] = "agreement"
    engagement: str
    title: str = ""
    status: AgreementStatus = AgreementStatus.DRAFT
    parties: tuple[str, ...] = ()
    purpose: str = ""
    our_responsibilities: tuple[str, ...] = ()
    their_responsibilities: tuple[str, ...] = ()
    starts_on: str | None = None
    ends_on: str | None = None
    notice_days: int | None = None
    """Days of notice with which either side may end it."""
    governing_law: str = ""
    """The state whose law governs it."""
    arbitration: str = ""
    payment: str = ""
    confidentiality: str = ""
    signatories: tuple[str, ...] = ()
    """`name | title | party`, one each."""
    signed_on: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateOverride(Record):
    """Words the gate held back and somebody let through, with the reason."""

    kind: ClassVar[str] = "gate_override"
    engagement: str
    document: str
    audience: str
    place: str
    """Where the words stand, as the gate names it: `component 3, rationale`."""
    digest: str
    """SHA-256 of the words, folded: the words themselves are not kept a second time."""
    why_blocked: str = ""
    reason: str = ""
    allowed_by: str = ""
    made_at: str = ""
    """ISO date and time, UTC."""
