"""Words for what an inspection found: the file, its columns, its times, its open questions."""

from __future__ import annotations

import re
from collections.abc import Mapping

from leaptui.domain.calls import ColumnReading, ColumnRole, Confidence, Inspection, Problem

_DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "pipe"}
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
    return _DELIMITERS.get(delimiter, f"“{delimiter}”")


def problems_about(inspection: Inspection, column: str) -> list[Problem]:
    """What is odd in one column. `Call Type` is not meant where `Final Call Type` is named."""
    longer = [each.name for each in inspection.columns if column in each.name and each.name != column]
    return [
        each
        for each in inspection.problems
        if column in each.problem and not any(name in each.problem for name in longer)
    ]


def is_undecided(inspection: Inspection, column: ColumnReading) -> bool:
    """Whether the file cannot tell if month or day comes first in this column."""
    return bool(
        column.confidence is Confidence.ASK
        and swapped(format_of(inspection, column.name))
        and any("day/month" in each.problem for each in problems_about(inspection, column.name))
    )


def undecided_with(inspection: Inspection, column: str) -> list[str]:
    """The columns that are undecided and written as this one is, itself among them."""
    written = format_of(inspection, column)
    return [
        each.name
        for each in inspection.columns
        if is_undecided(inspection, each) and format_of(inspection, each.name) == written
    ]


def questions(inspection: Inspection, settled: frozenset[str]) -> list[tuple[str, str]]:
    """Columns that a person has to settle, and what is asked of each."""
    found = []
    for column in inspection.columns:
        if column.confidence is not Confidence.ASK or column.name in settled:
            continue
        about = problems_about(inspection, column.name)
        words = about[0].problem.replace(column.name, "").strip(" .") if about else column.reason
        found.append((column.name, f"{words}: which is it?" if is_undecided(inspection, column) else words))
    return found


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
