"""A partnership agreement: a draft for counsel until it is signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cleared import Cleared
from leaptui.documents.document import Document, Form


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered section.

    Attributes:
        title: Its heading.
        paragraphs: Its text, where it is one.
        items: Its lines, where it is a list.
    """

    title: Cleared
    paragraphs: tuple[Cleared, ...]
    items: tuple[Cleared, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign. What nobody said is empty and stays a line to write on."""

    party: Cleared
    name: Cleared
    role: Cleared


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementContent:
    """The whole agreement."""

    title: Cleared
    made_on: date
    audience: Audience
    notice: Cleared
    """`Draft for counsel; not legal advice.`, empty once it is signed."""
    clauses: tuple[Clause, ...]
    signatures: tuple[Signature, ...]
    signed_on: Cleared
    """ISO date, or empty."""


def compose(content: AgreementContent) -> Document:
    """The agreement as a document."""
    return Document(
        kind="agreement",
        form=Form.LETTER,
        title=content.title,
        made_on=content.made_on,
        audience=content.audience,
        says={"content": content},
        draft=bool(content.notice),
    )
