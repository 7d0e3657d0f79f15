"""The printed document: Typst source by pandoc, an accessible PDF (PDF/UA-1) by Typst."""

from __future__ import annotations

from pathlib import Path

from leaptui.documents.document import Form
from leaptui.documents.formats import Paper
from leaptui.documents.look_parts import BUILT_IN, Look
from leaptui.documents.pandoc import DocumentError, convert


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

    template = look.part(f"{form}.typ")
    source = convert(
        markdown,
        "typst",
        "--standalone",
        f"--template={template}",
        f"--variable=paper:{paper.in_print}",
        *options,
        made_at=made_at,
    )
    files = {"main.typ": source, **pictures}
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
        raise DocumentError(
            f"The PDF could not be made: {' '.join(str(error).split())[:300]}",
            safe="Nothing was written, and your work is unchanged.",
            next_step="Make the Word or web page format, and report this sentence.",
        ) from error
    if not isinstance(pdf, bytes):
        raise DocumentError("The PDF could not be made.", safe="Nothing was written.")
    return pdf


def _matplotlib_fonts() -> Path:
    """Fonts that are there on every machine, for letters and signs that Typst's own lack."""
    import matplotlib as mpl

    return Path(mpl.get_data_path()) / "fonts" / "ttf"
