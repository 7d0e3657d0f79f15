"""Words for what an inspection found: the file, its columns, its times, its open questions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from leaptui.domain.calls import ColumnReading, ColumnRole, Confidence, Inspection, Problem
from leaptui.domain.inspection import Question, QuestionKind

DELIMITERS: Mapping[str, str] = {",": "comma", "\t": "tab", ";": "semicolon", "|": "pipe"}
_QUOTES = {'"': "double quotes", "'": "apostrophes", "": "nothing is quoted"}
_DIRECTIVES = {
    "%Y": "yyyy", "%y": "yy", "%m": "mm", "%d": "dd", "%H": "hh", "%I": "hh", "%M": "mm", "%S": "ss",
    "%p": "AM/PM", "%f": "ffffff", "%g": "fff", "%n": "fffffffff", "%z": "±hhmm", "%b": "Mon", "%B": "Month",
    "%a": "Day", "%A": "Weekday", "%-m": "m", "%-d": "d", "%-H": "h", "%-I": "h",
}  # fmt: skip
MEANINGS: Mapping[ColumnRole, str] = {
    ColumnRole.INCIDENT_ID: "the number all rows of one call share",
    ColumnRole.RECEIVED: "date and time the call came in",
    ColumnRole.RECEIVED_DATE: "its date, the hour is elsewhere",
    ColumnRole.RECEIVED_TIME: "its hour, the date is elsewhere",
    ColumnRole.DISPATCHED: "a unit was sent",
    ColumnRole.EN_ROUTE: "the unit was on its way",
    ColumnRole.ARRIVED: "the unit was there",
    ColumnRole.CLEARED: "the unit was free again",
    ColumnRole.TYPE_INITIAL: "what the call-taker heard",
    ColumnRole.TYPE_FINAL: "what it turned out to be",
    ColumnRole.TYPE_CODE: "the type as a code",
    ColumnRole.PRIORITY: "how urgent",
    ColumnRole.SOURCE: "911, telephone, on view",
    ColumnRole.OFFICER_INITIATED: "whether an officer began it",
    ColumnRole.DISPOSITION: "how it ended",
    ColumnRole.UNIT: "who was sent",
    ColumnRole.AGENCY: "police, fire or another",
    ColumnRole.DISTRICT: "beat, zone or district",
    ColumnRole.PLACE: "kept to the hundred block",
    ColumnRole.NARRATIVE: "remarks, kept only if asked",
    ColumnRole.IGNORED: "not kept",
}
"""What each role means, for the list one chooses from."""


def file_told(inspection: Inspection) -> str:
    """`UTF-8 · comma · header on line 3 · 96,310 rows`."""
    if inspection.sheet:
        how = [f"sheet {inspection.sheet}"]
    else:
        how = [inspection.encoding.upper(), delimiter_name(inspection.delimiter)]
    header = f"header on line {inspection.header_row}" if inspection.header_row else "no header"
    return " · ".join([*how, header, f"{inspection.rows:,} rows"])


def delimiter_name(delimiter: str) -> str:
    """`comma` for `,`."""
    return DELIMITERS.get(delimiter, f"“{delimiter}”")


def quote_name(quote: str) -> str:
    """`double quotes` for `"`."""
    return _QUOTES.get(quote, f"“{quote}”")


_RECEIVED = frozenset({ColumnRole.RECEIVED, ColumnRole.RECEIVED_DATE})
_TYPES = (ColumnRole.TYPE_INITIAL, ColumnRole.TYPE_FINAL, ColumnRole.TYPE_CODE)
_MOMENTS = _RECEIVED | {
    ColumnRole.RECEIVED_TIME, ColumnRole.DISPATCHED, ColumnRole.EN_ROUTE, ColumnRole.ARRIVED, ColumnRole.CLEARED
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """Something to settle before a file can be imported.

    Attributes:
        key: Which.
        column: The column it is about; empty where it is about the file.
        words: What is asked.
        question: The answers there are, where it is a choice.
    """

    key: str
    column: str
    words: str
    question: Question | None = None


def time_columns(inspection: Inspection) -> list[str]:
    """The columns that say when a call came in."""
    return [column.name for column in inspection.columns if column.role in _RECEIVED]


def type_columns(inspection: Inspection) -> list[str]:
    """The columns that say what a call was about, the one it is judged by first."""
    return [each.name for role in _TYPES for each in inspection.columns if each.role is role]


def problems_about(inspection: Inspection, column: str) -> list[Problem]:
    """What is odd in one column. `Call Type` is not meant where `Final Call Type` is named."""
    longer = [each.name for each in inspection.columns if column in each.name and each.name != column]
    return [
        each
        for each in inspection.problems
        if column in each.problem and not any(name in each.problem for name in longer)
    ]


def questions(inspection: Inspection, settled: frozenset[str]) -> list[Asked]:
    """What a person has to settle: what the file lacks, what it leaves open, then columns in doubt.

    Args:
        inspection: Of the file.
        settled: Keys of what she has answered, and names of columns she has confirmed.
    """
    found = _lacking(inspection)
    asked = [Asked(key_of(each), each.column, each.words, each) for each in inspection.questions]
    found += [each for each in asked if each.key not in settled]
    open_columns = {each.column for each in (*found, *asked)}
    for column in inspection.columns:
        if column.confidence is Confidence.ASK and column.name not in settled | open_columns:
            about = problems_about(inspection, column.name)
            words = about[0].problem.replace(column.name, "").strip(" .") if about else column.reason
            found.append(Asked(column.name, column.name, words))
    return found


def _lacking(inspection: Inspection) -> list[Asked]:
    """What no import can do without; only another reading of the columns settles it."""
    found = []
    times = time_columns(inspection)
    if not times:
        found.append(Asked("times", "", "No column says when a call came in: Enter on the one that does."))
    if not type_columns(inspection):
        found.append(Asked("types", "", "No column says what a call was about: Enter on the one that does."))
    for name in times:
        if not any(each.column == name and each.parsed for each in inspection.times):
            words = "none of it can be read as a time: T says how it is written, Enter what else it holds"
            found.append(Asked(name, name, words))
    return found


def key_of(question: Question) -> str:
    """By which a question is known as settled."""
    return f"{question.kind}:{question.column}"


def asked_with(inspection: Inspection, question: Question) -> list[Question]:
    """The questions that one answer settles: those of day and month in columns written alike."""
    if question.kind is not QuestionKind.DAY_MONTH:
        return [question]
    written = format_of(inspection, question.column)
    return [
        each
        for each in inspection.questions
        if each.kind is question.kind and format_of(inspection, each.column) == written
    ]


def may_hold_times(inspection: Inspection, column: ColumnReading) -> bool:
    """Whether it makes sense to say how the times of a column are written."""
    return column.role in _MOMENTS or bool(format_of(inspection, column.name))


def format_of(inspection: Inspection, column: str) -> str:
    """How the times of a column are written; nothing for a column without times."""
    return next((each.format for each in inspection.times if each.column == column), "")


def swapped(written: str) -> str:
    """The same format with day and month changed about; nothing where it has not both as numbers."""
    if not ("%m" in written and "%d" in written) or written.startswith("%Y"):
        return ""
    return written.replace("%m", "\0").replace("%d", "%m").replace("\0", "%d")


def format_shown(written: str) -> str:
    """`mm/dd/yyyy hh:mm AM/PM` for strptime's directives."""
    return re.sub(r"%-?[A-Za-z]", lambda found: _DIRECTIVES.get(found[0], found[0]), written)
