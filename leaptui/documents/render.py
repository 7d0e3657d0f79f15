"""From content to finished files, every one read once more by the gate before it is handed over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time

from leaptui.disclosure.cleared import ClearedFile
from leaptui.disclosure.finished import words_of
from leaptui.disclosure.gate import Gate
from leaptui.documents import markdown
from leaptui.documents.content import DocumentFormat, RoadmapContent
from leaptui.documents.pandoc import convert
from leaptui.documents.pdf import make_pdf
from leaptui.documents.web import make_page
from leaptui.documents.word import make_docx


def render(
    content: RoadmapContent,
    formats: Sequence[DocumentFormat],
    gate: Gate,
    stem: str,
    *,
    progress: Callable[[DocumentFormat], None] = lambda _: None,
) -> tuple[ClearedFile, ...]:
    """Make a roadmap in several formats; the same content gives the same bytes.

    Args:
        content: What it says.
        formats: The formats wanted, in the order of the result.
        gate: The gate the content came through; reads every finished file once more.
        stem: File name without its ending.
        progress: Told of each format before it is made.

    Raises:
        Withheld: When something protected is in a finished file after all.
        DocumentError: When a format cannot be made.
    """
    charted = markdown.draw(content.calls)
    pictures = markdown.pictures(charted)
    composed = markdown.compose(content, charted, contents_list=False)
    made_at = int(datetime.combine(content.made_on, time(12), UTC).timestamp())
    title = f"Community responder roadmap for {content.city.text}"
    page_head = f"Draft: {title}" if content.draft else title
    png = {name: markdown.data_uri("image/png", picture.png) for name, picture in pictures.items()}

    def make(fmt: DocumentFormat) -> bytes:
        match fmt:
            case DocumentFormat.DOCX:
                return make_docx(markdown.with_targets(composed, png), page_head, made_at=made_at)
            case DocumentFormat.PDF:
                files = {f"{name}.svg": picture for name, picture in pictures.items()}
                targets = {name: f"{name}.svg" for name in pictures}
                return make_pdf(markdown.with_targets(composed, targets), files, made_at=made_at)
            case DocumentFormat.HTML:
                svg = {
                    name: markdown.data_uri("image/svg+xml", picture.svg)
                    for name, picture in pictures.items()
                }
                return make_page(markdown.with_targets(composed, svg), title, made_at=made_at)
            case DocumentFormat.MD:
                listed = markdown.compose(content, charted, contents_list=True)
                return markdown.with_targets(listed, png).encode("utf-8")

    # What a reader sees: signs of emphasis inside a word part it in Markdown, not on the page.
    read = words_of("read.html", convert(composed, "html", made_at=made_at))
    files = []
    for fmt in formats:
        progress(fmt)
        files.append(gate.finished(f"{stem}.{fmt}", make(fmt), f"{composed}\n{read}"))
    return tuple(files)
