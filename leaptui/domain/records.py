"""What the store keeps: one frozen dataclass for each kind of record.

Field names are the log's field keys and therefore promises for ever: a key never changes its
meaning and is never used again for another (`leaptui.store.registry` lists them). A value is
text, a whole number, a yes/no, a member of a closed vocabulary, several lines of text, or
nothing. There are no floats and no local times.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from leaptui.domain.attribution import Attribution


class Level(StrEnum):
    """How deeply the organisation is engaged with a city."""

    INQUIRY = "inquiry"
    ADVICE = "advice"
    ROADMAP = "roadmap"
    IMPLEMENTATION = "implementation"


class Phase(StrEnum):
    """The eight phases of an engagement, in order."""

    SCOPING = "scoping"
    LISTENING = "listening"
    DATA = "data"
    DESIGN = "design"
    LOCAL_TEAM = "local_team"
    PILOT_PREP = "pilot_prep"
    LAUNCH = "launch"
    EVALUATION = "evaluation"

    @property
    def label(self) -> str:
        """`Local team` for `local_team`."""
        return self.value.replace("_", " ").capitalize()

    @property
    def number(self) -> int:
        """0 (scoping) to 7 (evaluation)."""
        return tuple(Phase).index(self)


class ComponentStatus(StrEnum):
    """How far a component of the roadmap is."""

    OPEN = "open"
    PROPOSED = "proposed"
    AGREED = "agreed"
    BLOCKED = "blocked"

    @property
    def glyph(self) -> str:
        """A circle for work in hand, a cross for what is stuck."""
        return {"open": "○", "proposed": "◐", "agreed": "✓", "blocked": "✕"}[self.value]


class PassageKind(StrEnum):
    """Whose words a passage holds. Only `VERBATIM` may ever stand in quotation marks."""

    VERBATIM = "verbatim"
    PARAPHRASE = "paraphrase"
    OWN_VIEW = "own_view"


class EvidenceKind(StrEnum):
    """What a component's evidence points at."""

    EXCERPT = "excerpt"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has: its name, and whether it was put away."""

    kind: ClassVar[str]
    id: str
    deleted: bool = False


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
    """ISO date."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview(Record):
    """A conversation and what was written while it went on."""

    kind: ClassVar[str] = "interview"
    engagement: str
    number: int
    title: str = ""
    held_on: str | None = None
    """ISO date."""
    attribution: Attribution = Attribution.NONE
    consent: str = ""
    language: str = ""
    recorded: bool = False
    guide: str = ""
    guide_version: int | None = None
    note: str = ""
    """Markdown with light marks (`leaptui.domain.marks`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Record):
    """A stakeholder's presence in an interview."""

    kind: ClassVar[str] = "participant"
    engagement: str
    interview: str
    stakeholder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt(Record):
    """A passage of a note, marked so that it can stand as evidence."""

    kind: ClassVar[str] = "excerpt"
    engagement: str
    interview: str
    text: str
    """The words themselves, without quotation marks."""
    passage: PassageKind = PassageKind.PARAPHRASE
    attribution: Attribution | None = None
    """Set where this passage differs from its interview."""
    themes: tuple[str, ...] = ()
    start: int | None = None
    """Offset in characters of the passage in the note when it was marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Record):
    """Something promised, to whom and by when."""

    kind: ClassVar[str] = "follow_up"
    engagement: str
    text: str
    due: str | None = None
    """ISO date."""
    owner: str = ""
    done: bool = False
    interview: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset(Record):
    """One call export as it was imported. The calls lie in a file of their own, by `hash`."""

    kind: ClassVar[str] = "dataset"
    engagement: str
    hash: str
    """SHA-256 over source file and recipe, hexadecimal: the dataset's name."""
    file_name: str
    file_size: int
    """Bytes of the source file."""
    file_sha256: str
    imported_at: str
    """ISO date and time, UTC."""
    rows_in: int
    rows_used: int
    calls: int
    """Incidents after units were collapsed and tests and log entries set aside, officer-initiated ones included."""
    first_day: str | None = None
    last_day: str | None = None
    timezone: str = ""
    ledger: str = "[]"
    """JSON: list of {reason, label, rows}."""
    recipe: str = ""
    """TOML: how the file was read."""
    not_available: tuple[str, ...] = ()
    sender: str = ""
    received_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeRule(Record):
    """A local decision on what one call type is."""

    kind: ClassVar[str] = "type_rule"
    engagement: str
    type: str
    """The local type as it stands in the export, one line."""
    group: str = ""
    tier: str = "unmapped"
    confidence: str = "somewhat"
    reason: str = ""
    decided_by: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistTick(Record):
    """Whether one checklist item is done. Its id is `<engagement>:<component>:<item>`."""

    kind: ClassVar[str] = "checklist_tick"
    engagement: str
    component: str
    item: str
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    """What a component rests on: an excerpt, or a figure of a dataset."""

    kind: ClassVar[str] = "evidence"
    engagement: str
    component: str
    """Key of the component."""
    source_kind: EvidenceKind
    source: str
    """Id of an excerpt, or key of a figure (`leaptui.services.figures`)."""
    dataset: str | None = None
    """Hash of the dataset a figure was taken from."""
    seen: str = ""
    """What the source said when it was linked; evidence is stale once it says something else."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMade(Record):
    """A document that left the house."""

    kind: ClassVar[str] = "document"
    engagement: str
    document: str
    audience: str
    made_at: str
    """ISO date and time, UTC."""
    files: tuple[str, ...] = ()
    """`name sha256`, one a line."""


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
)
