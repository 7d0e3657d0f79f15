"""Letters and short reports: the house look without a cover, in every format, each read once more by the gate.

What they say is cleared content, as in `leaptui.documents.content`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from leaptui.disclosure.cleared import Cleared, ClearedFile
from leaptui.disclosure.finished import words_of
from leaptui.disclosure.gate import Gate
from leaptui.documents.content import DocumentFormat
from leaptui.documents.markdown import environment
from leaptui.documents.pandoc import convert
from leaptui.documents.pdf import make_pdf
from leaptui.documents.web import make_page
from leaptui.documents.word import make_docx

_LETTER = "--metadata=kind:letter"
"""Tells the filter that there is no cover and no list of contents."""
_LOOK = "letter.typ"


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


def render_request(
    letter: RequestLetter, formats: Sequence[DocumentFormat], gate: Gate, stem: str
) -> tuple[ClearedFile, ...]:
    """Make the letter in several formats; the same content gives the same bytes.

    Args:
        letter: What it says.
        formats: In the order of the result.
        gate: The gate the content came through.
        stem: File name without its ending.

    Raises:
        Withheld: When something protected is in a finished file after all.
        DocumentError: When a format cannot be made.
    """
    composed = environment().get_template("data_request.md.j2").render(letter=letter)
    return render_page(composed, letter.subject, letter.made_on, formats, gate, stem)


def render_page(
    composed: str,
    title: Cleared,
    made_on: date,
    formats: Sequence[DocumentFormat],
    gate: Gate,
    stem: str,
) -> tuple[ClearedFile, ...]:
    """Make a document without cover from the house Markdown.

    Args:
        composed: The Markdown; a rule ends the lines of sender and addressee under its title.
        title: What it is called in page heads and properties.
        made_on: The day that counts as that of making.
        formats: In the order of the result.
        gate: The gate its content came through.
        stem: File name without its ending.

    Raises:
        Withheld: When something protected is in a finished file after all.
        DocumentError: When a format cannot be made.
    """
    made_at = int(datetime.combine(made_on, time(12), UTC).timestamp())

    def make(fmt: DocumentFormat) -> bytes:
        match fmt:
            case DocumentFormat.DOCX:
                return make_docx(composed, title.text, _LETTER, made_at=made_at)
            case DocumentFormat.PDF:
                return make_pdf(composed, {}, _LETTER, made_at=made_at, look=_LOOK)
            case DocumentFormat.HTML:
                return make_page(composed, title.text, _LETTER, made_at=made_at)
            case DocumentFormat.MD:
                return composed.encode("utf-8")

    # As a reader sees it: signs of emphasis inside a word part it in Markdown, not on the page.
    read = words_of("read.html", convert(composed, "html", _LETTER, made_at=made_at))
    return tuple(gate.finished(f"{stem}.{fmt}", make(fmt), f"{composed}\n{read}") for fmt in formats)
