"""The printed document: Typst source by pandoc, an accessible PDF (PDF/UA-1) by Typst."""

from __future__ import annotations

import re
from pathlib import Path

from leaptui.documents.document import Form
from leaptui.documents.formats import Paper
from leaptui.documents.look_parts import BUILT_IN, Look
from leaptui.documents.pandoc import DocumentError, convert, with_own_parts

_PACKAGE = re.compile(r"\"@[\w-]+/")
"""`@preview/name:1.0.0`, which Typst would fetch."""


def make_pdf(
    markdown: str,
    pictures: dict[str, bytes],
    *options: str,
    made_at: int,
    form: Form,
    look: Look,
    paper: Paper,
) -> bytes:
    """Make the PDF. Sources and pictures stay in memory.

    Args:
        markdown: The house Markdown, each picture's target its file name.
        pictures: As SVG, by that file name.
        options: Further options of pandoc.
        made_at: Seconds since 1970 UTC.
        form: How it is laid out, which names the printed template.
        look: Whose printed template it has.
        paper: Size of its pages.

    Raises:
        DocumentError: When Typst refuses, a missing alternative text included.
    """
    import typst

    name, logo = f"{form}.typ", look.logo
    _no_packages(look, name)
    parts = look.own_among(name, logo.name if logo else "")
    try:
        source = convert(
            markdown,
            "typst",
            "--standalone",
            f"--template={look.part(name)}",
            f"--variable=paper:{paper.in_print}",
            *([f"--variable=logo:{logo.name}"] if logo else []),
            *options,
            made_at=made_at,
        )
    except DocumentError as error:
        raise with_own_parts(error, parts) from error
    files = {"main.typ": source, **pictures, **({logo.name: logo.read_bytes()} if logo else {})}
    try:
        pdf = typst.compile(  # type: ignore[call-overload]  # its stub lacks files held in memory
            files,
            format="pdf",
            root=BUILT_IN,  # the only folder it could read from
            font_paths=[_matplotlib_fonts()],
            pdf_standards=["ua-1"],
            timestamp=made_at,
        )
    except typst.TypstError as error:
        failed = DocumentError(
            f"The PDF could not be made: {' '.join(str(error).split())[:300].rstrip('.')}.",
            safe="Nothing was written, and your work is unchanged.",
            next_step="Make the Word or web page format, and report this sentence.",
        )
        raise with_own_parts(failed, parts) from error
    if not isinstance(pdf, bytes):
        raise DocumentError("The PDF could not be made.", safe="Nothing was written.")
    return pdf


def _no_packages(look: Look, name: str) -> None:
    """Refuse a printed template that would have Typst fetch something: no connection is ever opened.

    Raises:
        DocumentError: When it asks for a package.
    """
    if look.own_among(name) and _PACKAGE.search(look.part(name).read_text("utf-8", "replace")):
        raise with_own_parts(
            DocumentError(
                "The PDF could not be made: its printed template asks for a package from the network.",
                safe="Nothing was written, and your work is unchanged.",
            ),
            name,
        )


def _matplotlib_fonts() -> Path:
    """Fonts that are there on every machine, for letters and signs that Typst's own lack."""
    import matplotlib as mpl

    return Path(mpl.get_data_path()) / "fonts" / "ttf"
