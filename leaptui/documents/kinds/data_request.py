"""The letter that asks a city for its calls: what it says, as data, all of it cleared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cleared import Cleared
from leaptui.documents.document import Document, Form


@dataclass(frozen=True, slots=True)
class AskedField:
    """A field that a city is asked for."""

    label: Cleared
    ask: Cleared
    why: Cleared
    if_missing: Cleared


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that are needed as much as one another."""

    heading: Cleared
    fields: tuple[AskedField, ...]


@dataclass(frozen=True, slots=True)
class AskedCodeBook:
    """A list of codes that a city is asked for."""

    label: Cleared
    ask: Cleared


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """What must be told with the file, and why."""

    text: Cleared
    why: Cleared


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLetter:
    """The letter that asks a city for its calls. What nobody said is empty."""

    subject: Cleared
    city: Cleared
    organisation: Cleared
    sender: Cleared
    asked_of: Cleared
    made_on: date
    audience: Audience
    first: Cleared
    """First day of the period, in words."""
    last: Cleared
    why_so_long: Cleared
    note: Cleared
    groups: tuple[FieldGroup, ...]
    questions: tuple[AskedQuestion, ...]
    code_books: tuple[AskedCodeBook, ...]
    agreement: Cleared
    agreement_ends: Cleared
    due: Cleared

    @property
    def fields(self) -> int:
        """How many are asked for."""
        return sum(len(group.fields) for group in self.groups)


def compose(letter: RequestLetter) -> Document:
    """The letter as a document."""
    return Document(
        kind="data_request",
        form=Form.LETTER,
        title=letter.subject,
        made_on=letter.made_on,
        audience=letter.audience,
        says={"letter": letter},
    )
