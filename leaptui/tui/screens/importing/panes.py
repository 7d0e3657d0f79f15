"""What the import shows of the steps, the file and its columns, as lines for a width."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from leaptui.domain.call_choices import CodeBook
from leaptui.domain.calls import ColumnReading, ColumnRole, Confidence, Inspection, TimeReading
from leaptui.tui.screens.importing.state import Step
from leaptui.tui.screens.importing.words import Asked, format_shown, problems_about
from leaptui.tui.text import dotted, ends, fit, join, paragraph, plain, row

_ANSWERS: tuple[tuple[str, str, tuple[ColumnRole, ...]], ...] = (
    ("volume by hour and weekday", "hour of day", (ColumnRole.RECEIVED, ColumnRole.RECEIVED_TIME)),
    (
        "eligible share",
        "",
        (ColumnRole.TYPE_INITIAL, ColumnRole.TYPE_FINAL, ColumnRole.TYPE_CODE),
    ),
    ("call processing", "call processing", (ColumnRole.DISPATCHED,)),
    ("travel", "travel", (ColumnRole.EN_ROUTE, ColumnRole.ARRIVED)),
    ("response time", "response", (ColumnRole.ARRIVED,)),
    ("time on scene", "time on scene", (ColumnRole.ARRIVED, ColumnRole.CLEARED)),
    ("busy time, unit hours", "busy time", (ColumnRole.DISPATCHED, ColumnRole.CLEARED)),
    ("outcome today", "", (ColumnRole.DISPOSITION,)),
)
"""What can be asked, its name among what is not available, and the columns that carry it."""


_STEPS = (Step.FILE, Step.COLUMNS, Step.RULES, Step.STORE)


def steps_line(step: Step, about: str, width: int) -> Content:
    """`✓ File   ● Columns   ○ Rules   ○ Store`, what the file is at the right end."""
    cells = []
    for each in _STEPS:
        name = each.name.capitalize()
        if each < step:
            cells.append(join(plain("✓ ", "$success"), plain(name)))
        elif each is step:
            cells.append(join(plain("● ", "$accent"), plain(name, "b u")))
        else:
            cells.append(plain(f"○ {name}", "$text-muted"))
    left = plain("   ").join(cells)
    room = width - left.cell_length - 2
    parts = about.split(" · ")
    while parts and len(" · ".join(parts)) > room:
        parts.pop(0)
    return ends(width, left, plain(" · ".join(parts), "$text-muted"))


def raw_lines(inspection: Inspection, width: int, most: int) -> list[Content]:
    """The first lines of the file as they stand in it, the line of the names bold.

    Args:
        inspection: Of the file.
        width: Cells there are.
        most: Lines shown at most; the line of the names is always among them.
    """
    if not inspection.raw_rows or most < 2:
        return []
    head = inspection.header_row
    first = max(min(head - 1, len(inspection.raw_rows) - most + 1), 0) if head >= most else 0
    shown = [plain("First rows of the sheet" if inspection.sheet else "First lines as they stand", "b")]
    for number, line in enumerate(inspection.raw_rows, start=1):
        if first < number <= first + most - 1:
            style = "b" if number == head else "$text-muted" if number < head else ""
            mark = plain(f"{number:>3} ", "$accent" if number == head else "$faint")
            shown.append(fit(join(mark, plain(line, style)), width))
    return shown


def column_widths(width: int, columns: Sequence[ColumnReading]) -> tuple[int, ...]:
    """Name, first value, is read as, how sure, filled, because: the last only where there is room."""
    longest = max((plain(column.name).cell_length for column in columns), default=6)
    name = max(min(longest, 24 if width >= 76 else 16), 6)
    room = width - name - 17 - 8 - 6 - 4
    value = min(
        max((plain(column.samples[0]).cell_length for column in columns if column.samples), default=11), 20
    )
    value = max(value, 11)
    because = room - value - 1
    if width < 84 or because < 18:
        value, because = max(room, 6), 0
    return (name, value, 17, 8, -6, because)


def column_head(width: int, columns: Sequence[ColumnReading]) -> Content:
    """The headings of the table, as far in as the rows of the list."""
    widths = column_widths(width - 1, columns)
    value = "first value" if widths[1] >= len("first value") else "value"
    names = ("Column", value, "is read as", "how sure", "filled", "because")
    heads = [plain(name, "b" if not at else "$text-muted") for at, name in enumerate(names)]
    return join(" ", row(widths, heads))


def column_line(column: ColumnReading, columns: Sequence[ColumnReading], width: int) -> Content:
    """One column of the file."""
    asks = column.confidence is Confidence.ASK
    unused = column.role is ColumnRole.IGNORED
    sure = {Confidence.SURE: "$success", Confidence.LIKELY: "$accent", Confidence.ASK: "b $warning"}[
        column.confidence
    ]
    return row(
        column_widths(width, columns),
        (
            plain(column.name, "$text-muted" if unused else ""),
            plain(column.samples[0] if column.samples else "(empty)", "$text-muted"),
            plain(column.role.label, "b $warning" if asks else "$text-muted" if unused else "b"),
            join(
                plain(f"{column.confidence.glyph} ", sure),
                plain(column.confidence.value, sure if asks else "$text-muted"),
            ),
            plain(f"{column.filled:.0%}", "$text-muted"),
            plain(column.reason, "" if asks else "$text-muted"),
        ),
    )


def question_lines(questions: Sequence[Asked], where: str, width: int, most: int) -> list[Content]:
    """The questions that stand before the next step, docked under the columns.

    Args:
        questions: What is asked.
        where: Where the cursor is, for the right end.
        width: Cells there are.
        most: Questions shown at most.
    """
    right = plain(where, "$text-muted")
    if not questions:
        left = join(
            plain("✓ ", "$success"), plain("No open question", "b"), plain("   → next step", "$text-muted")
        )
        return [ends(width, left, right)]
    number = f"{len(questions)} question{'s' if len(questions) > 1 else ''} before the next step"
    head = join(plain("▲ ", "b $warning"), plain(number, "b $warning"))
    reach = min(max(plain(each.column).cell_length for each in questions), 24)
    shown = [
        join("  ", fit(plain(each.column), reach), " ", plain(each.words, "$text-muted"))
        if each.column
        else join("  ", plain(each.words))
        for each in questions[:most]
    ]
    return [ends(width, head, right), *(fit(line, width) for line in shown)]


def column_detail(
    inspection: Inspection, column: ColumnReading, books: Sequence[CodeBook], width: int
) -> list[Content]:
    """What is known of one column: reason, samples, how its times were understood, its code book."""
    at = [each.name for each in inspection.columns].index(column.name) + 1
    shown = [
        ends(
            width, plain(column.name, "b"), plain(f"column {at} of {len(inspection.columns)}", "$text-muted")
        ),
        Content(""),
    ]
    shown += [join(plain("read as ", "$text-muted"), plain(column.role.label, "b"))]
    shown += paragraph(column.reason, width, "$text-muted")
    times = [each for each in inspection.times if each.column == column.name]
    if times:
        shown += [Content(""), *time_lines(times, width, named=False)]
    for book in books:
        if book.role is column.role:
            shown += paragraph(f"Its codes are read by {book.file}: {len(book.entries):,} codes.", width)
    shown += [Content(""), plain("Samples", "b")]
    shown += [plain(sample) for sample in column.samples] or [plain("no value in the sample", "$text-muted")]
    for each in problems_about(inspection, column.name):
        shown += [
            Content(""),
            *paragraph(each.problem, width, "b"),
            *paragraph(each.effect, width, "$text-muted"),
        ]
    return shown


def overview_lines(inspection: Inspection, width: int) -> list[Content]:
    """What was understood of all columns together: times, incidents, what cannot be had, what is odd."""
    shown = [plain("Times", "b")] if inspection.times else []
    for each in inspection.times:
        failed = plain(f", {each.failed:,} not", "b $warning") if each.failed else ""
        shown.append(ends(width, each.column, join(plain(f"{each.parsed:,} read", "$text-muted"), failed)))
        shown.append(plain(f"  {format_shown(each.format)}", "$text-muted"))
    counts = inspection.shape.counts
    if counts.incidents:
        told = f"{counts.incidents:,} incidents, {counts.per_incident:.2f} rows for each"
        shown += [Content(""), plain("Incidents", "b"), *paragraph(told, width)]
    if inspection.not_available:
        missing = ", ".join(inspection.not_available)
        shown += [Content(""), plain("Cannot be had", "b"), *paragraph(missing, width)]
    if inspection.problems:
        shown += [Content(""), plain("What is odd", "b")]
    for odd in inspection.problems:
        lines = paragraph(odd.problem, width - 2)
        shown += [join(plain("▲ ", "$warning"), lines[0]), *(join("  ", line) for line in lines[1:])]
    return [fit(line, width) if line.cell_length > width else line for line in shown]


def time_lines(times: Sequence[TimeReading], width: int, *, named: bool = True) -> list[Content]:
    """How each column of times was understood, with what parsed and what failed."""
    name = min(max((plain(each.column).cell_length for each in times), default=0), 22) if named else 0
    widths = (name, max(width - name - 9 - 8 - (3 if named else 2), 8), -9, -8)
    heads = ("Times", "written as" if named else "format", "parsed", "failed")
    shown = [row(widths, [plain(head, "b" if not at else "$text-muted") for at, head in enumerate(heads)])]
    for each in times:
        failed = plain(f"{each.failed:,}", "b $warning") if each.failed else plain("0", "$text-muted")
        shown.append(
            row(
                widths,
                (each.column, plain(format_shown(each.format), "$text-muted"), f"{each.parsed:,}", failed),
            )
        )
    return shown


def answer_lines(inspection: Inspection, width: int) -> list[Content]:
    """What can be answered from these columns, and what cannot."""
    shown = []
    for name, missing, roles in _ANSWERS:
        carrying = [column for column in inspection.columns if column.role in roles]
        if (missing and missing in inspection.not_available) or not carrying:
            shown.append(
                join(
                    plain(f"– {name:<28}", "$text-muted"),
                    plain("not available from this file", "$text-muted"),
                )
            )
            continue
        least = min(carrying, key=lambda column: column.filled)
        told = f"{', '.join(column.name for column in carrying[:3])}, filled in {least.filled:.0%}"
        shown.append(join(plain("✓ ", "$success"), plain(f"{name:<28}"), plain(told, "$text-muted")))
    return [fit(line, width) if line.cell_length > width else line for line in shown]


def working_lines(doing: str, share: float | None, width: int) -> list[Content]:
    """What is being done, with a meter where it is known how far it is."""
    from leaptui.tui.widgets.figures import meter

    shown = [plain(doing, "b"), Content("")]
    if share is not None:
        shown += [
            join(meter(min(width - 8, 60), share, 1.0), plain(f"  {share:.0%}", "$text-muted")),
            Content(""),
        ]
    return [*shown, dotted([plain("Esc stops it: nothing is stored", "$text-muted")])]
