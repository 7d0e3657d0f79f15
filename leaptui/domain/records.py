"""What the store keeps: one frozen dataclass for each kind of record.

Field names are the log's field keys and therefore promises for ever: a key never changes its
meaning and is never used again for another (`leaptui.store.registry` lists them). A value is
text, a whole number, a yes/no, a member of a closed vocabulary, several lines of text, or
nothing. There are no floats and no local times; a day (`due`, `held_on`, `consent_on` ...) is an
ISO date.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from leaptui.domain.attribution import Attribution
from leaptui.domain.city_records import Engagement, FollowUp, Interview, Jurisdiction, Stakeholder
from leaptui.domain.record import Record
from leaptui.domain.vocabulary import IdentifierSort, PassageKind, QuoteStatus, Stance

__all__ = [
    "Attachment",
    "CityTheme",
    "Engagement",
    "Excerpt",
    "FollowUp",
    "Headcount",
    "Interview",
    "Jurisdiction",
    "Participant",
    "Pseudonym",
    "Resource",
    "Stakeholder",
]


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
    """Offset in characters of the passage in the note; moved with the note's edits."""
    end: int | None = None
    """Offset behind its last character."""
    before: str = ""
    """A few words that stand before it; with those behind it, it is found again after an edit from outside."""
    after: str = ""
    stance: Stance | None = None
    strength: int | None = None
    """1 (in passing) to 3 (insisted on)."""
    component: str = ""
    """Key of the roadmap component it bears on."""
    concern: bool = False
    quote_status: QuoteStatus = QuoteStatus.NOT_ASKED
    quote_on: str | None = None
    """ISO date of the last step of the approval."""
    quote_channel: str = ""
    quote_amended: str = ""
    """The words the speaker approved in place of those in the note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount(Record):
    """People of one group who took part in a conversation without giving a name."""

    kind: ClassVar[str] = "headcount"
    engagement: str
    interview: str
    group: str = ""
    """Key of a stakeholder group; empty where nobody asked."""
    people: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CityTheme(Record):
    """A theme as one engagement uses it: its own, or a packaged one nested or merged into another.

    Its id is `<engagement>:theme:<key>`. Excerpts and notes keep the key they were given; what it
    stands for today is worked out from here, so that a merge can be taken back.
    """

    kind: ClassVar[str] = "theme"
    engagement: str
    key: str
    """What is written behind `#`."""
    label: str = ""
    parent: str = ""
    """Key of the theme it is part of."""
    merged_into: str = ""
    """Key of the theme that stands for it."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pseudonym(Record):
    """The key from a stand-in to what it stands for. No export contains it."""

    kind: ClassVar[str] = "pseudonym"
    engagement: str
    sort: IdentifierSort
    original: str
    stand_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource(Record):
    """A local service or asset that people named (fields after Open Referral's HSDS, as far as they go)."""

    kind: ClassVar[str] = "resource"
    engagement: str
    name: str
    organisation: str = ""
    description: str = ""
    services: tuple[str, ...] = ()
    url: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    district: str = ""
    hours: str = ""
    eligibility: str = ""
    fees: str = ""
    languages: tuple[str, ...] = ()
    interview: str | None = None
    """Where it was named first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Record):
    """A file that was handed over or a picture taken. Its bytes lie in an encrypted file of their own."""

    kind: ClassVar[str] = "attachment"
    engagement: str
    name: str
    """File name it came with."""
    media_type: str = ""
    size: int = 0
    """Bytes."""
    hash: str = ""
    """SHA-256 of the bytes, hexadecimal: the name of the encrypted file."""
    caption: str = ""
    added_at: str = ""
    """ISO date and time, UTC."""
    interview: str | None = None
    may_leave: bool = False
    """Whether it was chosen to go into documents."""
