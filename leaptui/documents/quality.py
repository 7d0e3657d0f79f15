"""What is wrong with an export, as a page for the city or as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from leaptui.disclosure.call_quality import ClearedAnswer, ClearedFinding
from leaptui.disclosure.cleared import Cleared, ClearedFile
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.tables import Cell, csv_table
from leaptui.documents.content import DocumentFormat

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
    answers: tuple[ClearedAnswer, ...]
    findings: tuple[ClearedFinding, ...]
    threshold: int


def render_quality(
    page: QualityPage, formats: Sequence[DocumentFormat], gate: Gate, stem: str
) -> tuple[ClearedFile, ...]:
    """Make the page in several formats; the same content gives the same bytes.

    Args:
        page: What it says.
        formats: In the order of the result.
        gate: The gate the content came through.
        stem: File name without its ending.

    Raises:
        Withheld: When something protected is in a finished file after all.
        DocumentError: When a format cannot be made.
    """
    from leaptui.documents.letter import render_page
    from leaptui.documents.markdown import environment

    composed = environment().get_template("quality.md.j2").render(page=page)
    return render_page(composed, page.subject, page.made_on, formats, gate, stem)


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
