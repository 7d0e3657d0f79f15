"""The council brief: one page on what is proposed, what it takes and what is asked. All of it passed the gate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cleared import Cleared
from leaptui.documents.document import Document, Form, TypeSize


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed on one component."""

    title: Cleared
    decision: Cleared


@dataclass(frozen=True, slots=True)
class Number:
    """One of the numbers that matter, as a range with what it is of."""

    printed: Cleared
    of: Cleared


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The staffing plan that the roadmap tells."""

    name: Cleared
    what: Cleared
    """`Expected rules, 10:00 to 22:00 every day`."""
    base: Cleared
    numbers: tuple[Number, ...]
    cost: Cleared
    """What a response costs, with what is divided by what."""
    once: Cleared
    """What is paid once, or empty."""
    changed: tuple[Cleared, ...]
    """What is different since it was worked out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilBriefContent:
    """The brief of one engagement."""

    title: Cleared
    organisation: Cleared
    made_on: date
    audience: Audience
    draft: bool
    proposed: tuple[Proposed, ...]
    plan: Plan | None
    """None where no saved plan is marked for the roadmap."""
    heard: Cleared
    """Who was heard, in a sentence; empty where nobody was."""
    said: tuple[Cleared, ...]
    """What they said, two lines at most, by groups."""
    asked: tuple[Cleared, ...]
    """The components the council is asked to agree on."""
    agreed: int
    """Components already agreed, of ten."""
    asked_by: Cleared
    """The first day one of them is due, or empty."""


def compose(content: CouncilBriefContent) -> Document:
    """The brief as a document."""
    return Document(
        kind="council_brief",
        form=Form.LETTER,
        title=content.title,
        made_on=content.made_on,
        audience=content.audience,
        says={"content": content},
        draft=content.draft,
        size=TypeSize.SMALL,
    )
