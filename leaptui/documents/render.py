"""From a document to finished files, every one read once more by the gate before it is handed over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cached_property
from hashlib import sha256
from threading import Lock

from leaptui.disclosure.allowance import in_headings, unmarked
from leaptui.disclosure.cleared import ClearedFile
from leaptui.disclosure.finished import words_of
from leaptui.disclosure.gate import Gate
from leaptui.documents import markdown
from leaptui.documents.document import Document, Form
from leaptui.documents.formats import TEXT_FORMATS, DocumentFormat, Paper
from leaptui.documents.look_parts import OUR_LOOK, Look
from leaptui.documents.pandoc import convert
from leaptui.documents.pdf import make_pdf
from leaptui.documents.stopping import Stop
from leaptui.documents.web import make_page
from leaptui.documents.word import MADE_FROM, make_docx

_AT_ONCE = 2
"""Programs that run beside one another: a laptop has other things to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A document in every format asked for.

    Attributes:
        files: In the order of the formats.
        markdown: What all of them were made of; pictures are named only.
    """

    files: tuple[ClearedFile, ...]
    markdown: str


def render(
    document: Document,
    formats: Sequence[DocumentFormat],
    gate: Gate,
    stem: str,
    *,
    look: Look = OUR_LOOK,
    paper: Paper = Paper.LETTER,
    progress: Callable[[DocumentFormat], None] = lambda _: None,
    stop: Stop | None = None,
) -> Rendered:
    """Make a document in several formats; the same content gives the same bytes.

    Args:
        document: What it says.
        formats: The formats wanted, of those made of text, in the order of the result.
        gate: The gate the content came through; reads every finished file once more.
        stem: File name without its ending.
        look: The organisation's look.
        paper: Size of the pages of Word and PDF, and of a printed web page.
        progress: Told of each format before it is waited for.
        stop: Ends it.

    Raises:
        Withheld: When something protected is in a finished file after all.
        DocumentError: When a format cannot be made.
        TemplateError: When the template has an error.
        MakingStopped: When it was stopped.
    """
    stop = stop or Stop()
    making = _Making(document, look, paper, stop)
    files = []
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        # What every format is read by comes first; pandoc and Typst work while the gate reads.
        read = pool.submit(lambda: making.read)
        made = {fmt: pool.submit(making.made, fmt) for fmt in formats}
        try:
            for fmt in formats:
                stop.check()
                progress(fmt)
                file = made[fmt].result()
                files.append(gate.finished(f"{stem}.{fmt}", file, read.result(), repeated=making.repeated))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return Rendered(files=tuple(files), markdown=making.composed)


class _Making:
    """One document on its way into several formats; what they share is made once."""

    def __init__(self, document: Document, look: Look, paper: Paper, stop: Stop) -> None:
        self._document = document
        self._look = look
        self._paper = paper
        self._stop = stop
        self._made_at = int(datetime.combine(document.made_on, time(12), UTC).timestamp())
        options = [
            f"--metadata=kind:{document.form}",
            f"--metadata=lang:{document.language}",
            f"--variable=scale:{document.size.value:.3f}",
        ]
        if document.mark:
            options.append(f"--metadata=mark:{document.page_head}")
        self._options = tuple(options)
        self._marked = markdown.compose_marked(document, look)
        self.composed = unmarked(self._marked)
        self.repeated = in_headings(self._marked).union(document.title.let_through)
        """What was let through and stands in contents lists, page heads and properties too."""
        self._drawn: dict[str, tuple[bytes, bytes]] = {}
        for name, picture in document.pictures.items():
            stop.check()
            self._drawn[name] = picture.svg, picture.png
        self._one_body = Lock()

    def made(self, fmt: DocumentFormat) -> bytes:
        """The bytes of one format."""
        match fmt:
            case DocumentFormat.DOCX:
                fingerprint = sha256(self.composed.encode("utf-8")).hexdigest()
                text, targets = self.composed, self._png
                if logo := self._look.logo_for_word:
                    # The line after the title is the first of the cover.
                    text = text.replace("\n", "\n\n![Logo][logo]\n", 1)
                    targets = targets | {"logo": markdown.data_uri("image/png", logo.read_bytes())}
                return make_docx(
                    markdown.with_targets(text, targets),
                    self._document.page_head,
                    *self._options,
                    f"--metadata={MADE_FROM}:{fingerprint}",
                    made_at=self._made_at,
                    look=self._look,
                    paper=self._paper,
                    size=self._document.size,
                    stop=self._stop,
                )
            case DocumentFormat.PDF:
                files = {f"{name}.svg": svg for name, (svg, _) in self._drawn.items()}
                return make_pdf(
                    markdown.with_targets(self.composed, {name: f"{name}.svg" for name in self._drawn}),
                    files,
                    *self._options,
                    made_at=self._made_at,
                    form=self._document.form,
                    look=self._look,
                    paper=self._paper,
                    stop=self._stop,
                )
            case DocumentFormat.HTML:
                return make_page(
                    unmarked(self._body),
                    self._document.title.text,
                    self._document.language,
                    look=self._look,
                    paper=self._paper,
                    size=self._document.size,
                )
            case DocumentFormat.MD:
                listed = self._document.form is Form.REPORT
                text = markdown.with_contents(self.composed) if listed else self.composed
                return (markdown.with_targets(text, self._png) if self._png else text).encode("utf-8")
            case DocumentFormat.XLSX:
                raise ValueError(f"a text is made as one of {', '.join(TEXT_FORMATS)}")

    @cached_property
    def read(self) -> str:
        """As a reader sees it, with the signs around what was let through."""
        return words_of("read.html", self._body.encode())

    @property
    def _body(self) -> str:
        """What pandoc makes of it for a page; asked for by several, made by one."""
        with self._one_body:
            return self._page_body

    @cached_property
    def _page_body(self) -> str:
        svg = {
            name: markdown.data_uri("image/svg+xml", drawing) for name, (drawing, _) in self._drawn.items()
        }
        named = markdown.with_targets(self._marked, svg)
        page = convert(named, "html", *self._options, made_at=self._made_at, stop=self._stop)
        return page.decode("utf-8")

    @cached_property
    def _png(self) -> dict[str, str]:
        return {name: markdown.data_uri("image/png", drawing) for name, (_, drawing) in self._drawn.items()}
