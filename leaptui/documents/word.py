"""The Word document: pandoc's, in our styles, with the city's name in the page head."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from leaptui.documents.document import TypeSize
from leaptui.documents.formats import Paper
from leaptui.documents.look_parts import Look
from leaptui.documents.pandoc import DocumentError, convert, with_own_parts
from leaptui.documents.stopping import Stop

_PLACEHOLDER = "RUNNING-TITLE"
"""Stands in the page head of `look/reference.docx` where the document's title goes."""

_PAGE = re.compile(rb"<w:pgSz\b[^>]*/>")
_ROW = re.compile(rb"<w:tr>(?:<w:trPr>(?P<more>.*?)</w:trPr>)?", re.DOTALL)
_WHOLE_ROW = rb"<w:tr><w:trPr><w:cantSplit />\g<more></w:trPr>"
"""A row that goes to the next page whole."""
_SIZE = re.compile(rb'(<w:sz(?:Cs)? w:val=")(\d+)')
"""The size of a style's letters, in half points."""
_TIME = re.compile(rb"(?P<opening><dcterms:(?:created|modified)\b[^>]*>)[^<]*")


_NO_BREAK = "\N{NO-BREAK SPACE}".encode()
"""In a title of the properties, which is searched and never broken, a space."""
_STYLES = "reference.docx"
MADE_FROM = "made-from"
"""Property of a document that tells the Markdown it was made of, by its SHA-256. Word keeps it."""


def make_docx(
    markdown: str,
    page_head: str,
    *options: str,
    made_at: int,
    look: Look,
    paper: Paper,
    size: TypeSize,
    stop: Stop | None = None,
) -> bytes:
    """Make the document.

    Args:
        markdown: The house Markdown, pictures as `data:` addresses.
        page_head: What stands at the head of every page.
        options: Further options of pandoc.
        made_at: Seconds since 1970 UTC.
        look: Whose styles it has.
        paper: Size of its pages.
        size: Of its letters.
        stop: Ends it.

    Raises:
        DocumentError: When pandoc cannot do it.
        MakingStopped: When it was stopped.
    """
    styles = look.part(_STYLES)
    try:
        docx = convert(markdown, "docx", f"--reference-doc={styles}", *options, made_at=made_at, stop=stop)
    except DocumentError as error:
        raise with_own_parts(error, look.own_among(_STYLES)) from error
    return _finished(docx, page_head, datetime.fromtimestamp(made_at, UTC), paper, size)


def _finished(docx: bytes, title: str, made_at: datetime, paper: Paper, size: TypeSize) -> bytes:
    """The package with our page head and paper, and the time of making where pandoc left its own."""
    width, height = paper.twips
    stamp = made_at.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx)) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as finished,
    ):
        for member in made.infolist():
            data = made.read(member)
            if member.filename.startswith("word/header"):
                data = data.replace(_PLACEHOLDER.encode(), escape(title).encode("utf-8"))
            if member.filename == "word/document.xml":
                data = _PAGE.sub(f'<w:pgSz w:w="{width}" w:h="{height}" />'.encode(), data)
                data = _ROW.sub(_WHOLE_ROW, data)
            if member.filename == "word/styles.xml" and size is not TypeSize.USUAL:
                data = _SIZE.sub(lambda found: b"%s%d" % (found[1], round(int(found[2]) * size.value)), data)
            if member.filename == "docProps/core.xml":
                data = data.replace(_NO_BREAK, b" ")
                data = _TIME.sub(rb"\g<opening>" + stamp, data)
            finished.writestr(member, data)
    return out.getvalue()
