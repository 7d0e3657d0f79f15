"""The web page: one file, nothing fetched, no script."""

from __future__ import annotations

from leaptui.documents.pandoc import LOOK, convert


def make_page(markdown: str, title: str, *options: str, made_at: int) -> bytes:
    """Make the page.

    Args:
        markdown: The house Markdown, pictures as `data:` addresses.
        title: The page's title.
        options: Further options of pandoc.
        made_at: Seconds since 1970 UTC.

    Raises:
        DocumentError: When pandoc cannot do it.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("leaptui.documents", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    body = convert(markdown, "html", *options, made_at=made_at).decode("utf-8")
    page = environment.get_template("page.html.j2").render(
        title=title,
        style=Markup((LOOK / "roadmap.css").read_text(encoding="utf-8")),  # noqa: S704 (a file of our own)
        body=Markup(body),  # noqa: S704 (pandoc's own output, anything raw turned into text by our filter)
    )
    return page.encode("utf-8")
