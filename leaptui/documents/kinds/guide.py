"""An interview guide as a sheet to take along: consent, questions, room for notes. All of it passed the gate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cleared import Cleared
from leaptui.documents.document import Document, Form, TypeSize

LINES_FOR_NOTES = 5
"""Blank lines under a question."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question, and what is asked after it."""

    text: Cleared
    after: tuple[Cleared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What is read out before a conversation."""

    title: Cleared
    text: tuple[Cleared, ...]
    recording: Cleared
    minors: Cleared
    question: Cleared


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideSheet:
    """The sheet, in the language of its guide."""

    title: Cleared
    organisation: Cleared
    length: Cleared
    made_on: date
    audience: Audience
    language: str
    """ISO 639-1."""
    large: bool
    """Whether it is in large print."""
    record: Cleared
    lines: tuple[Cleared, ...]
    consent: Consent | None
    """None where no consent text is known in the language."""
    uses: Cleared
    choices: tuple[Cleared, ...]
    yes: Cleared
    no: Cleared
    heading: Cleared
    adapt: Cleared
    after: Cleared
    questions: tuple[AskedQuestion, ...]
    last: Cleared
    closing: tuple[Cleared, ...]
    blank: tuple[int, ...] = tuple(range(LINES_FOR_NOTES))
    """One for each blank line."""


def compose(sheet: GuideSheet) -> Document:
    """The sheet as a document."""
    return Document(
        kind="guide",
        form=Form.LETTER,
        title=sheet.title,
        made_on=sheet.made_on,
        audience=sheet.audience,
        says={"sheet": sheet},
        language="en-US" if sheet.language == "en" else sheet.language,
        size=TypeSize.LARGE if sheet.large else TypeSize.USUAL,
    )
