"""Concerns that people raised, and what became of each: what the city can hand round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cleared import Cleared
from leaptui.disclosure.gate import Quote
from leaptui.documents.document import Document, Form


@dataclass(frozen=True, slots=True)
class Precedent:
    """What happened elsewhere, with who says so and when."""

    text: Cleared
    source: Cleared


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernContent:
    """One concern.

    Attributes:
        title: As it is said in this city.
        status: How far it is, in words.
        raised: How widely it was raised, with its full stop; empty where nobody is known to have.
        quote: One that its speaker approved.
        answer: What the city is told; empty while there is nothing to tell.
        elsewhere: Precedents, dated.
        validators: Who can speak to it, by name only with permission.
        met: What meetings with them changed; for internal use.
        limits: What may not be claimed; for internal use.
        owner: Who sees to it, while it is open.
        due: ISO date, or empty.
    """

    title: Cleared
    status: Cleared
    raised: Cleared
    quote: Quote | None
    answer: Cleared
    elsewhere: tuple[Precedent, ...]
    validators: tuple[Cleared, ...]
    met: tuple[Cleared, ...]
    limits: Cleared
    owner: Cleared
    due: Cleared


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernsHeardContent:
    """The whole document."""

    title: Cleared
    organisation: Cleared
    made_on: date
    audience: Audience
    heard: Cleared
    """Among whom, with its full stop."""
    rule: Cleared
    """How few people are protected from being recognised; empty where nothing is withheld."""
    standing: Cleared
    """How many concerns there are and how far they are, with its full stop."""
    concerns: tuple[ConcernContent, ...]
    waiting: tuple[Cleared, ...]
    """Concerns that were raised and nobody has taken up yet."""
    draft: bool


def compose(content: ConcernsHeardContent) -> Document:
    """The document."""
    return Document(
        kind="concerns_heard",
        form=Form.REPORT,
        title=content.title,
        made_on=content.made_on,
        audience=content.audience,
        says={"content": content},
        draft=content.draft,
    )
