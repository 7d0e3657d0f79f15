"""A document as it would leave, before it is made; and making it, which needs no store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cleared import ClearedFile
from leaptui.disclosure.gate import Gate
from leaptui.documents.document import Document
from leaptui.documents.formats import TEXT_FORMATS, DocumentFormat, Paper
from leaptui.documents.look_parts import OUR_LOOK, Look
from leaptui.documents.stopping import MakingStopped, Stop
from leaptui.domain.errors import InputRefused
from leaptui.domain.text import one_line

__all__ = ["MakingStopped", "Stop"]
"""Told on to whoever makes a document."""


class StaleClaims(InputRefused):
    """Texts of a document hold figures or quotes whose source has changed since.

    Args:
        claims: Each in a sentence.
    """

    def __init__(self, claims: Sequence[str]) -> None:
        super().__init__(
            f"{len(claims)} of its figures and quotes {'has' if len(claims) == 1 else 'have'} changed since: "
            f"{' · '.join(claims)}.",
            safe="Nothing was written.",
            next_step="Renew them (leaptui roadmap check), or make it as a draft that says so: "
            "--stale watermark.",
        )
        self.claims = tuple(claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Everything of a document that was read out of the store.

    Attributes:
        kind: Key of its kind (`leaptui.services.documents.catalogue`).
        audience: Who will read it.
        gate: The gate its words came through.
        stem: Name of its files without the ending.
        document: What the text formats are made of; none for a workbook alone.
        workbook: Makes the workbook's bytes, without the store; none where the kind has none.
        workbook_gate: The gate that the workbook's words came through, where it is not `gate`.
        passed: What the gate let through, counted, in words.
        withheld: For the advisor: what stays in the store, and why.
        stale: Claims whose source has changed since they were put into a text.
        watermark: Whether it says of itself what is stale in it.
        missing: What is open before it is final.
        log_head: Hash of the newest act of the log that it rests on.
    """

    kind: str
    audience: Audience
    gate: Gate
    stem: str
    document: Document | None = None
    workbook: Callable[[], bytes] | None = None
    workbook_gate: Gate | None = None
    passed: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    watermark: bool = False
    missing: tuple[str, ...] = ()
    log_head: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """The finished files of a document, not yet written.

    Attributes:
        prepared: What they were made of.
        files: In the order of the formats.
        markdown: What the text formats were made of; empty for a workbook alone.
    """

    prepared: Prepared
    files: tuple[ClearedFile, ...]
    markdown: str


def formats_named(names: Sequence[str]) -> tuple[DocumentFormat, ...]:
    """The formats named, each once.

    Raises:
        InputRefused: When none is named, or one is unknown.
    """
    if not names:
        raise InputRefused("No format was named.", next_step=f"Choose among {', '.join(DocumentFormat)}.")
    return tuple(dict.fromkeys(_format(name) for name in names))


def paper_named(text: str) -> Paper:
    """A size of paper by its name.

    Raises:
        InputRefused: When there is none of that name.
    """
    try:
        return Paper(text.strip().lower())
    except ValueError:
        raise InputRefused(
            f"“{one_line(text)}” is not a size of paper.",
            safe="Nothing was written.",
            next_step=f"There are: {', '.join(Paper)}.",
        ) from None


def watermarked(prepared: Prepared) -> Prepared:
    """The document as a draft that says on every page how much of it has changed since."""
    document = prepared.document and replace(prepared.document, stale=len(prepared.stale))
    return replace(prepared, document=document, watermark=True)


def make(
    prepared: Prepared,
    formats: Sequence[DocumentFormat],
    *,
    look: Look = OUR_LOOK,
    paper: Paper = Paper.LETTER,
    progress: Callable[[DocumentFormat], None] = lambda _: None,
    stop: Stop | None = None,
) -> Making:
    """The finished files, not yet written. Takes seconds and needs no store, so typing is saved meanwhile.

    Args:
        prepared: The document.
        formats: What it is made as.
        look: The organisation's look.
        paper: Size of its pages.
        progress: Told of each format before it is made.
        stop: Ends it at any moment.

    Raises:
        HeldBack: When text of the advisor repeats a confidence.
        StaleClaims: When something in it has changed since, and it does not say so of itself.
        InputRefused: When the document cannot be made as one of the formats.
        Withheld: When something protected is in a finished file after all.
        DocumentError: When a format cannot be made.
        TemplateError: When the template has an error.
        MakingStopped: When it was stopped.
    """
    prepared.gate.must_be_clear()
    if prepared.stale and not prepared.watermark:
        raise StaleClaims(prepared.stale)
    stop = stop or Stop()
    return stop.watched(lambda: _made(prepared, formats, look, paper, progress, stop))


def _made(
    prepared: Prepared,
    formats: Sequence[DocumentFormat],
    look: Look,
    paper: Paper,
    progress: Callable[[DocumentFormat], None],
    stop: Stop,
) -> Making:
    texts = [fmt for fmt in formats if fmt in TEXT_FORMATS]
    made: dict[DocumentFormat, ClearedFile] = {}
    markdown = ""
    if texts:
        if prepared.document is None:
            raise _cannot(prepared.kind, texts[0])
        from leaptui.documents.render import render

        rendered = render(
            prepared.document,
            texts,
            prepared.gate,
            prepared.stem,
            look=look,
            paper=paper,
            progress=progress,
            stop=stop,
        )
        made |= zip(texts, rendered.files, strict=True)
        markdown = rendered.markdown
    if DocumentFormat.XLSX in formats:
        if prepared.workbook is None:
            raise _cannot(prepared.kind, DocumentFormat.XLSX)
        stop.check()
        progress(DocumentFormat.XLSX)
        name = f"{prepared.stem}.{DocumentFormat.XLSX}"
        read_by = prepared.workbook_gate or prepared.gate
        made[DocumentFormat.XLSX] = read_by.finished(name, prepared.workbook(), "")
    return Making(prepared=prepared, files=tuple(made[fmt] for fmt in formats), markdown=markdown)


def _cannot(kind: str, fmt: DocumentFormat) -> InputRefused:
    return InputRefused(
        f"“{kind.replace('_', ' ')}” is not made as {fmt}.",
        safe="Nothing was written.",
        next_step="leaptui document list shows what each document is made as.",
    )


def _format(name: str) -> DocumentFormat:
    try:
        return DocumentFormat(name.strip().lower())
    except ValueError:
        raise InputRefused(
            f"“{one_line(name)}” is not a format.",
            safe="Nothing was written.",
            next_step="Formats: " + ", ".join(DocumentFormat) + ".",
        ) from None


def preview(prepared: Prepared, look: Look = OUR_LOOK) -> str:
    """The Markdown of a document as it would leave; empty for a workbook. Needs no store.

    Raises:
        TemplateError: When the template has an error.
    """
    if prepared.document is None:
        return ""
    from leaptui.documents.markdown import compose

    return compose(prepared.document, look)
