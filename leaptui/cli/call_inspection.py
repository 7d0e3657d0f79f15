"""An inspection on the terminal: all that is said of a file before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence

from leaptui.cli.session import say, say_table
from leaptui.domain.calls import Inspection
from leaptui.domain.inspection import RowCounts

_QUOTES = {'"': "double quotes", "'": "single quotes", "": "nothing"}
_LINE_ENDS = {"\n": "LF", "\r\n": "CRLF", "\r": "CR", "mixed": "mixed"}


def say_inspection(found: Inspection, differences: Sequence[str] = ()) -> None:
    """Print it.

    Args:
        found: What was found.
        differences: What is different from the recipe it was read by, each in words.
    """
    say(f"{found.file}: {_written(found)}, {_header(found)}, {found.rows:,} rows.")
    if found.shape.inside:
        say(f"Read from within: {found.shape.inside}.")
    _say_counts(found.shape.counts)
    _say_sheets(found)
    say("")
    say_table(
        ["column", "first value", "is read as", "how sure", "filled", "why"],
        [
            [
                column.name,
                column.samples[0][:28] if column.samples else "–",
                column.role.label,
                f"{column.confidence.glyph} {column.confidence}",
                f"{column.filled:.0%}",
                column.reason,
            ]
            for column in found.columns
        ],
    )
    if found.times:
        say("")
        say_table(
            ["time column", "format", "parsed", "failed", "samples"],
            [
                [time.column, time.format, f"{time.parsed:,}", f"{time.failed:,}", " · ".join(time.samples)]
                for time in found.times
            ],
        )
    if found.problems or found.questions or differences or found.not_available:
        say("")
    for problem in found.problems:
        rows = f" ({problem.rows:,} row{'s' if problem.rows > 1 else ''})" if problem.rows else ""
        say(f"▲ {problem.problem}{rows} {problem.effect}")
    for question in found.questions:
        say(f"? {question.words}")
        for answer in question.answers:
            say(f"    {answer.label}: {answer.consequence}" if answer.consequence else f"    {answer.label}")
    for words in differences:
        say(f"≠ {words}")
    if found.not_available:
        say("Not available from this file: " + ", ".join(found.not_available) + ".")


def _written(found: Inspection) -> str:
    if found.sheet:
        return f"sheet {found.sheet}"
    parts = [found.encoding, f"delimiter {found.delimiter!r}"]
    if found.shape.quoting == "no cells":
        parts.append("nothing quoted")
    elif found.shape.quoting:
        parts.append(f"{_QUOTES.get(found.quote, found.quote)} around {found.shape.quoting}")
    if found.shape.line_end:
        parts.append(f"line ends {_LINE_ENDS.get(found.shape.line_end, found.shape.line_end)}")
    return ", ".join(parts)


def _header(found: Inspection) -> str:
    if not found.header_row:
        return "no header"
    over = " and the one above" if found.shape.header_lines == 2 else ""
    return f"header in row {found.header_row}{over}"


def _say_counts(counts: RowCounts) -> None:
    if counts.incidents:
        say(
            f"{counts.incidents:,} incidents, {counts.per_incident:.2f} rows for each, "
            f"{counts.most_per_incident:,} at most."
        )
    said = [
        f"{number:,} {what}"
        for number, what in (
            (counts.repeated, "repeated rows"),
            (counts.headers_again, "repeated headers"),
            (counts.totals, "totals"),
            (counts.fillers, "filler rows"),
            (counts.without_day, "without the day of their call"),
        )
        if number
    ]
    if said:
        say("Among the rows: " + ", ".join(said) + ".")


def _say_sheets(found: Inspection) -> None:
    if len(found.shape.sheet_notes) > 1:
        say("")
        say_table(
            ["sheet", "rows", "looks like", "why"],
            [[note.name, f"{note.rows:,}", note.kind.label, note.reason] for note in found.shape.sheet_notes],
        )
