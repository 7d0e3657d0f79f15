"""What the import shows in each of its steps, as lines for a width."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from textual.content import Content

from leaptui.domain.calls import ColumnReading, ColumnRole, Confidence, Inspection, TimeReading
from leaptui.domain.records import Engagement
from leaptui.tui.dialogs.path import size_shown
from leaptui.tui.names import city_shown
from leaptui.tui.screens.import_words import delimiter_name, format_shown, problems_about
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


class Step(IntEnum):
    """The four steps of an import, and its end."""

    FILE = 0
    COLUMNS = 1
    CLEAN = 2
    CONFIRM = 3
    STORED = 4


def steps_line(step: Step, about: str, width: int) -> Content:
    """`✓ File   ● Columns   ○ Clean   ○ Confirm`, what the file is at the right end."""
    cells = []
    for each in (Step.FILE, Step.COLUMNS, Step.CLEAN, Step.CONFIRM):
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


def file_lines(inspection: Inspection, width: int) -> list[Content]:
    """What was recognised of the file itself."""
    used = sum(column.role is not ColumnRole.IGNORED for column in inspection.columns)
    told = [("File", inspection.file), ("Size", size_shown(inspection.size))]
    if inspection.sheet:
        others = len(inspection.sheets) - 1
        told.append(("Sheet", inspection.sheet + (f", one of {others + 1}: W chooses" if others > 0 else "")))
    else:
        told += [
            ("Encoding", inspection.encoding.upper()),
            ("Between columns", delimiter_name(inspection.delimiter)),
        ]
    told += [
        ("Header", f"line {inspection.header_row}" if inspection.header_row else "none"),
        ("Rows", f"{inspection.rows:,}"),
        ("Columns", f"{len(inspection.columns)}, of which {used} are read"),
        ("SHA-256", inspection.sha256[: max(width - 18, 12)]),
    ]
    shown = [
        join(plain(f"{name:<17} ", "$text-muted"), plain(value, "b" if name == "File" else ""))
        for name, value in told
    ]
    return [
        *shown,
        Content(""),
        *paragraph("→ goes on to the columns. Nothing is stored before the last step.", width, "$text-muted"),
    ]


def column_widths(width: int, columns: Sequence[ColumnReading]) -> tuple[int, ...]:
    """Name, first value, is read as, how sure, filled, because: the last only where there is room."""
    longest = max((plain(column.name).cell_length for column in columns), default=6)
    name = max(min(longest, 24 if width >= 76 else 16), 6)
    room = width - name - 17 - 8 - 6 - 4
    value = min(
        max((plain(column.samples[0]).cell_length for column in columns if column.samples), default=6), 20
    )
    because = room - value - 1
    if width < 84 or because < 18:
        value, because = max(room, 6), 0
    return (name, value, 17, 8, -6, because)


def column_head(width: int, columns: Sequence[ColumnReading]) -> Content:
    """The headings of the table, as far in as the rows of the list."""
    names = ("Column", "first value", "is read as", "how sure", "filled", "because")
    heads = [plain(name, "b" if not at else "$text-muted") for at, name in enumerate(names)]
    return join(" ", row(column_widths(width - 1, columns), heads))


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


def question_lines(
    open_ones: Sequence[tuple[str, str]], at: int, columns: int, width: int, most: int
) -> list[Content]:
    """The questions that stand before the next step, docked under the columns.

    Args:
        open_ones: Column and question of each.
        at: Place of the column under the cursor, from 0.
        columns: How many there are.
        width: Cells there are.
        most: Questions shown at most.
    """
    where = plain(f"column {at + 1} of {columns}", "$text-muted")
    if not open_ones:
        left = join(
            plain("✓ ", "$success"), plain("No open question", "b"), plain("   → next step", "$text-muted")
        )
        return [ends(width, left, where)]
    number = f"{len(open_ones)} question{'s' if len(open_ones) > 1 else ''} before the next step"
    head = join(plain("▲ ", "b $warning"), plain(number, "b $warning"))
    reach = min(max(plain(name).cell_length for name, _ in open_ones), 24)
    shown = [
        join("  ", fit(plain(name), reach), " ", plain(words, "$text-muted"))
        for name, words in open_ones[:most]
    ]
    return [ends(width, head, where), *(fit(line, width) for line in shown)]


def column_detail(inspection: Inspection, column: ColumnReading, width: int) -> list[Content]:
    """What is known of one column: reason, samples, how its times were understood."""
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
    shown += [Content(""), plain("Samples", "b")]
    shown += [plain(sample) for sample in column.samples] or [plain("no value in the sample", "$text-muted")]
    for each in problems_about(inspection, column.name):
        shown += [
            Content(""),
            *paragraph(each.problem, width, "b"),
            *paragraph(each.effect, width, "$text-muted"),
        ]
    return shown


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


def clean_lines(inspection: Inspection, width: int) -> list[Content]:
    """Times, what this file cannot give, and what is odd with what it means."""
    shown = [*time_lines(inspection.times, width), Content(""), plain("What these columns can answer", "b")]
    shown += answer_lines(inspection, width)
    shown += [Content(""), plain("What is odd, and what it means", "b")]
    if not inspection.problems:
        shown.append(join(plain("✓ ", "$success"), plain("Nothing odd was found.")))
    for each in inspection.problems:
        rows = f" {each.rows:,} row{'s' if each.rows > 1 else ''}." if each.rows else ""
        lines = paragraph(f"{each.problem}{rows}", width - 2)
        shown += [join(plain("▲ ", "$warning"), lines[0]), *(join("  ", line) for line in lines[1:])]
        shown += [join("  ", line) for line in paragraph(each.effect, width - 2, "$text-muted")]
    return shown


def confirm_lines(
    engagement: Engagement, inspection: Inspection, sender: str, received: str, width: int
) -> list[Content]:
    """What will be stored, and what will not."""
    kept = [column for column in inspection.columns if column.role is not ColumnRole.IGNORED]
    dropped = [column.name for column in inspection.columns if column.role is ColumnRole.IGNORED]
    from_whom = ", ".join(part for part in (sender, received) if part) or "not noted: F notes it"
    told = [
        ("City", f"{city_shown(engagement.name)}, times in {engagement.timezone}"),
        ("File", f"{inspection.file}, {inspection.rows:,} rows"),
        ("From", from_whom),
        ("Kept", f"{len(kept)} columns: {', '.join(column.name for column in kept)}"),
        ("Not kept", f"{len(dropped)} columns: {', '.join(dropped)}" if dropped else "every column is kept"),
        ("Places", "to the hundred block; coordinates never"),
        ("Cannot be had", ", ".join(inspection.not_available) or "nothing is missing"),
    ]
    shown = [plain("What will be stored", "b"), Content("")]
    for name, value in told:
        lines = paragraph(value, width - 16) or [Content("")]
        shown.append(join(plain(f"{name:<16}", "$text-muted"), lines[0]))
        shown += [join(" " * 16, line) for line in lines[1:3]]
    shown += [Content(""), join(plain("Enter", "b $primary"), plain(" imports it: all of it, or nothing"))]
    return [*shown, join(plain("Esc", "b $primary"), plain("   leaves: nothing is stored", "$text-muted"))]


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
