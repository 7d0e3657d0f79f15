"""The web page: one file, nothing fetched, no script."""

from __future__ import annotations

from leaptui.documents.document import TypeSize
from leaptui.documents.formats import Paper
from leaptui.documents.look_parts import TEMPLATES, Look
from leaptui.documents.markdown import data_uri


def make_page(body: str, title: str, language: str, *, look: Look, paper: Paper, size: TypeSize) -> bytes:
    """Make the page.

    Args:
        body: What pandoc made of the house Markdown, pictures as `data:` addresses.
        title: The page's title.
        language: Of its words: `en-US`.
        look: Whose style sheet it has.
        paper: Size of its pages when it is printed.
        size: Of its letters; a screen never shows them smaller than usual.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    style = look.part("document.css").read_text(encoding="utf-8", errors="replace")
    logo = look.logo
    media_type = "image/svg+xml" if logo and logo.suffix == ".svg" else "image/png"
    page = environment.get_template("page.html.j2").render(
        title=title,
        language=language,
        paper=paper.value,
        logo=data_uri(media_type, logo.read_bytes()) if logo else "",
        percent=round(max(size.value, 1.0) * 106),
        style=Markup(style.replace("</", "<\\/")),  # noqa: S704 (cannot end the element it stands in)
        body=Markup(body),  # noqa: S704 (pandoc's own output, anything raw turned into text by our filter)
    )
    return page.encode("utf-8")
