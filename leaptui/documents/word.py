"""The Word document: pandoc's, in our styles, with the city's name in the page head."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from leaptui.documents.pandoc import LOOK, convert

_PLACEHOLDER = "RUNNING-TITLE"
"""Stands in the page head of `look/reference.docx` where the document's title goes."""


def make_docx(markdown: str, page_head: str, *, made_at: int) -> bytes:
    """Make the document.

    Args:
        markdown: The house Markdown, pictures as `data:` addresses.
        page_head: What stands at the head of every page.
        made_at: Seconds since 1970 UTC.

    Raises:
        DocumentError: When pandoc cannot do it.
    """
    docx = convert(markdown, "docx", f"--reference-doc={LOOK / 'reference.docx'}", made_at=made_at)
    return _with_page_head(docx, page_head)


def _with_page_head(docx: bytes, title: str) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx)) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as finished,
    ):
        for member in made.infolist():
            data = made.read(member)
            if member.filename.startswith("word/header"):
                data = data.replace(_PLACEHOLDER.encode(), escape(title).encode("utf-8"))
            finished.writestr(member, data)
    return out.getvalue()
