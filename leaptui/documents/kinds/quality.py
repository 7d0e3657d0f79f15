"""What is wrong with an export, as a page for the city or as a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.call_quality import ClearedAnswer, ClearedFinding
from leaptui.disclosure.cleared import Cleared, ClearedFile
from leaptui.disclosure.tables import Cell, csv_table
from leaptui.documents.document import Document, Form

COLUMNS = ("severity", "finding", "where", "rows", "base", "of", "bends", "what it means", "what you can do")
"""Of the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityPage:
    """The page of one export."""

    subject: Cleared
    organisation: Cleared
    file: Cleared
    """Name, rows and days of the file."""
    introduction: Cleared
    made_on: date
    audience: Audience
    answers: tuple[ClearedAnswer, ...]
    findings: tuple[ClearedFinding, ...]
    threshold: int


def compose(page: QualityPage) -> Document:
    """The page as a document."""
    return Document(
        kind="quality",
        form=Form.LETTER,
        title=page.subject,
        made_on=page.made_on,
        audience=page.audience,
        says={"page": page},
    )


def quality_table(page: QualityPage, stem: str) -> ClearedFile:
    """The findings as CSV, one line each, and one for each part of the calls a finding lists."""
    rows: list[tuple[Cell, ...]] = []
    for each in page.findings:
        told = (each.of, each.bends, each.means, each.ask)
        rows.append((each.severity, each.what, None, each.rows, each.base, *told))
        rows += [
            (each.severity, each.what, line.label, line.rows, line.base, each.lines_are, None, None, None)
            for line in each.lines
        ]
    return csv_table(f"{stem}.csv", COLUMNS, rows)
