"""Letters and short reports: the house look without a cover, in every format, each read once more by the gate.

What they say is cleared content, as in `leaptui.documents.content`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from leaptui.disclosure.cleared import Cleared, ClearedFile
from leaptui.disclosure.finished import words_of
from leaptui.disclosure.gate import Gate
from leaptui.documents.content import DocumentFormat
from leaptui.documents.letter_content import RequestLetter
from leaptui.documents.markdown import environment
from leaptui.documents.pandoc import convert
from leaptui.documents.pdf import make_pdf
from leaptui.documents.web import make_page
from leaptui.documents.word import make_docx

_LETTER = "--metadata=kind:letter"
"""Tells the filter that there is no cover and no list of contents."""
_LOOK = "letter.typ"


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
