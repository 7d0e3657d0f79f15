"""What a document can be made as, and for which paper."""

from __future__ import annotations

from enum import StrEnum


class DocumentFormat(StrEnum):
    """The kinds of file a document can be made as; the value is the file's ending."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    MD = "md"
    XLSX = "xlsx"

    @property
    def label(self) -> str:
        """The word shown in a list of formats."""
        return {"docx": "Word", "pdf": "PDF", "html": "web page", "md": "Markdown", "xlsx": "workbook"}[
            self.value
        ]


TEXT_FORMATS = (DocumentFormat.DOCX, DocumentFormat.PDF, DocumentFormat.HTML, DocumentFormat.MD)
"""Those made of one Markdown."""


class Paper(StrEnum):
    """Sizes of a page."""

    LETTER = "letter"
    A4 = "a4"

    @property
    def twips(self) -> tuple[int, int]:
        """Width and height in twentieths of a point, as Word counts."""
        return {"letter": (12240, 15840), "a4": (11906, 16838)}[self.value]

    @property
    def in_print(self) -> str:
        """The name that the printed templates know."""
        return {"letter": "us-letter", "a4": "a4"}[self.value]
