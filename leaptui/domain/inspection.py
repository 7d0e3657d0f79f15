"""What an inspection says of a file besides its columns: its sheets, its rows, its incidents."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SheetKind(StrEnum):
    """What a sheet of a workbook looks like."""

    CALLS = "calls"
    TOTALS = "totals"
    PIVOT = "pivot"
    CODES = "codes"
    """A list of codes and what they mean."""
    NOTES = "notes"
    CHART = "chart"
    EMPTY = "empty"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words shown."""
        return {
            "calls": "rows of calls",
            "totals": "totals",
            "pivot": "a pivot table",
            "codes": "a list of codes",
            "notes": "notes",
            "chart": "a chart",
            "empty": "empty",
            "other": "something else",
        }[self.value]


@dataclass(frozen=True, slots=True)
class SheetNote:
    """One sheet of a workbook, what it looks like, and why."""

    name: str
    kind: SheetKind
    reason: str
    rows: int
    """Down to the last filled one."""
    visible: bool


@dataclass(frozen=True, slots=True)
class RowCounts:
    """How the rows of a file relate to its calls. Counts are of the whole file.

    `incidents` and `most_per_incident` are 0 where no column holds an incident id.
    """

    incidents: int = 0
    rows_with_id: int = 0
    most_per_incident: int = 0
    repeated: int = 0
    """Rows that say the same as an earlier one in everything that tells calls apart."""
    headers_again: int = 0
    totals: int = 0
    fillers: int = 0
    """Rows without a time of the call that are blank, rules of dashes, or words of the report."""
    without_day: int = 0
    """Rows with a clock or a later moment and without the day of their call."""

    @property
    def per_incident(self) -> float:
        """Rows with an id, for each incident; 0 without ids."""
        return self.rows_with_id / self.incidents if self.incidents else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FileShape:
    """How a file is written, and how its rows relate to its calls."""

    inside: str = ""
    """The export's name, where the file is an archive."""
    quoting: str = ""
    """`no cells`, `some cells` or `every cell`; empty for a workbook."""
    line_end: str = ""
    r"""`\n`, `\r\n`, `\r` or `mixed`; empty for a workbook."""
    header_lines: int = 1
    """2 where the names of the columns stand in two rows; 0 without a header."""
    sheet_notes: tuple[SheetNote, ...] = ()
    counts: RowCounts = RowCounts()


class QuestionKind(StrEnum):
    """What only somebody who knows the file can say."""

    DAY_MONTH = "day_month"
    """Its answers are formats of `Correction.time_formats`."""
    UTC = "utc"
    """Its answers are `local` and `utc`: `Correction.times_are_utc`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, and what follows from it."""

    key: str
    label: str
    consequence: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something the file leaves open. The first answer is what is done while nobody says otherwise."""

    kind: QuestionKind
    column: str
    words: str
    answers: tuple[Answer, ...]
