"""The data-quality page: everything that is wrong with an export, in the order of what it bends.

Rules are stated where they are: what is missing in `quality_fields`, what moments say in
`quality_times`, months and days in `quality_months`, and what counts as a break in `breaks`.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaptui.calls.loaded import LoadedDataset
from leaptui.calls.problems import EXCEL_ROWS
from leaptui.calls.quality_fields import USED, missing_fields, odd_values
from leaptui.calls.quality_months import span_of, stray_calls, uneven_days, uneven_months
from leaptui.calls.quality_rows import UsedCalls
from leaptui.calls.quality_times import absurd_durations, shape_of_the_day, spikes_at_zero, wrong_orders
from leaptui.domain.call_quality import (
    ExportFacts,
    MeasureFamily,
    QualityFinding,
    QualityLine,
    Severity,
    graded,
    in_order,
)
from leaptui.domain.calls import SetAside

_OLD_EXCEL_ROWS = 65_536
_ENOUGH_REPEATED = 5
_UNREADABLE = "Rows that cannot be read: "
"""How the import begins what it says of them, one line for each reason."""


def findings(loaded: LoadedDataset, facts: ExportFacts) -> tuple[QualityFinding, ...]:
    """All that is wrong with a dataset, what bends the figures most first; nothing of a sound one.

    Args:
        loaded: The dataset, by the rules of the ledger that are on.
        facts: What is known of it beside its rows.
    """
    used = UsedCalls(loaded)
    found = [*_about_rows(facts)]
    span = span_of(used)
    if span is None:
        found.append(_nothing_used(facts))
    else:
        (calls,) = used.counts("true")
        found += stray_calls(span, calls)
        found += missing_fields(used, facts, calls)
        found += odd_values(used, facts, calls)
        found += wrong_orders(used)
        found += absurd_durations(used)
        found += spikes_at_zero(used)
        found += shape_of_the_day(used, facts)
        found += uneven_months(used, facts, span)
        found += uneven_days(used, span)
        found += _repeated(used, calls)
    found += _problems(facts)
    return in_order(found)


def rows_of(loaded: LoadedDataset, key: str, limit: int, offset: int = 0) -> list[dict[str, str]]:
    """Rows behind a finding in the order of the file, as text; none for one that no rows stand for."""
    return UsedCalls(loaded).rows(key, limit, offset)


def _about_rows(facts: ExportFacts) -> Iterator[QualityFinding]:
    """Files cut where a spreadsheet ends, rows nobody could read, many reports of one call."""
    for name, rows in facts.files:
        if rows in (EXCEL_ROWS, EXCEL_ROWS - 1, _OLD_EXCEL_ROWS, _OLD_EXCEL_ROWS - 1):
            yield QualityFinding(
                key=f"file.full_sheet.{name}",
                what=f"{name} ends exactly where a spreadsheet is full",
                rows=rows,
                base=facts.rows_in,
                of="rows of the export",
                bends=((MeasureFamily.VOLUME, Severity.SERIOUS),),
                means="Whatever came after the last row was cut off, and nothing in the file says so.",
                ask="Send it as CSV straight from the system, or in one file a year.",
            )
    aside = dict(facts.set_aside)
    unreadable = aside.get(SetAside.UNREADABLE.value, 0)
    if unreadable:
        yield QualityFinding(
            key="rows.unreadable",
            what="Rows that could not be read",
            rows=unreadable,
            base=facts.rows_in,
            of="rows of the export",
            bends=((MeasureFamily.VOLUME, graded(unreadable / facts.rows_in, care=0.01, serious=0.2)),),
            means="They are in no figure. The ledger counts them, and its first line lists them with the reason of each.",
            ask="Correct the rows listed and send the file again.",
            lines=tuple(
                QualityLine(problem.problem.removeprefix(_UNREADABLE).rstrip("."), rows, facts.rows_in)
                for problem in facts.problems
                if problem.problem.startswith(_UNREADABLE) and (rows := min(problem.rows, facts.rows_in))
            ),
            lines_are="reason",
        )
    duplicates = aside.get(SetAside.DUPLICATES.value, 0)
    if facts.rows_in and duplicates >= 0.1 * facts.rows_in:
        yield QualityFinding(
            key="rows.duplicates",
            what="Many rows were set aside as reports of a call already counted",
            rows=duplicates,
            base=facts.rows_in,
            of="rows of the export",
            bends=((MeasureFamily.VOLUME, Severity.CARE),),
            means="Whether these are callers or calls decides on the volume; look at a few of them in the ledger.",
            ask="Say how a second report of the same call is entered.",
        )


def _nothing_used(facts: ExportFacts) -> QualityFinding:
    return QualityFinding(
        key="calls.none",
        what="No call is left to be used",
        rows=facts.rows_in,
        base=facts.rows_in,
        of="rows of the export",
        bends=tuple((family, Severity.SERIOUS) for family in MeasureFamily),
        means="Every row was set aside; the ledger says by which rule.",
        ask="Look at the ledger: a rule that does not fit this city can be switched off.",
    )


def _repeated(used: UsedCalls, calls: int) -> Iterator[QualityFinding]:
    rows = used.repeated()
    if rows >= _ENOUGH_REPEATED and rows >= 0.002 * calls:
        yield QualityFinding(
            key="repeated",
            what="Calls like an earlier one in type, place and every time, to the second",
            rows=rows,
            base=calls,
            of=USED,
            bends=((MeasureFamily.VOLUME, graded(rows / calls, care=0.002, serious=0.2)),),
            means="The same call seems to be in the file more than once; the volume is too high by that much.",
            ask="Say whether several rows can be of one call, and which column tells.",
            opens=True,
        )


def _problems(facts: ExportFacts) -> Iterator[QualityFinding]:
    """What was odd when the file was read; how much it bends was not measured then."""
    others = (problem for problem in facts.problems if not problem.problem.startswith(_UNREADABLE))
    for number, problem in enumerate(others, start=1):
        rows = min(problem.rows, facts.rows_in)
        yield QualityFinding(
            key=f"reading.{number}",
            what=problem.problem.rstrip("."),
            rows=rows,
            base=facts.rows_in,
            of="rows of the export",
            bends=(),
            means=problem.effect,
            ask="",
        )
