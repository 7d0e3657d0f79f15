"""Two sheets of a workbook on the file itself: what it can carry, and what became of its rows."""

from __future__ import annotations

from leaptui.documents.kinds.calls_report import CallsReportContent
from leaptui.documents.sheets import Cell, Number, Sheet, Table, Words, number_of


def quality_sheet(report: CallsReportContent) -> Sheet:
    """Whether the calls can carry each family of measures, and what the city can mend."""
    return Sheet(
        name="Quality",
        title="What these calls can carry, and what is wrong with the file",
        tables=(
            Table(
                columns=("Measures", "Can be told", "Because"),
                rows=[[each.family, each.answer, each.because] for each in report.answers],
                widths=(34, 16, 40),
            ),
            Table(
                title="Findings",
                columns=("Finding", "Share", "Of", "What it means", "What the city can do"),
                rows=[
                    [each.what, number_of(each.share), each.of, each.means, each.ask]
                    for each in report.to_mend
                ],
            ),
        ),
    )


def ledger_sheet(report: CallsReportContent) -> Sheet:
    """Rows in the file = rows used + rows set aside."""
    ledger = report.export.ledger
    rows: list[list[Cell]] = [[Words("Rows in the file"), Number(ledger.rows_in)]]
    rows += [[Words(f"Set aside: {line.reason.label}"), Number(line.rows)] for line in ledger.set_aside]
    rows.append([Words("Rows used, one for each call"), Number(ledger.rows_used)])
    return Sheet(
        name="Ledger",
        title="What became of every row of the file",
        says=(Words("Rows in the file = rows used + rows set aside, each for the first rule that holds."),),
        tables=(
            Table(
                columns=("Rows", "Number"),
                rows=rows,
                widths=(50, 14),
                base=report.export.calls.file_name,
            ),
        ),
    )
