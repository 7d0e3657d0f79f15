"""The vocabulary of a call export: column roles, tiers, what an inspection and an import say.

A *call for service* here is an incident: one event in the dispatch system, whatever number of
rows (one for each unit, say) its export has.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from leaptui.domain.call_choices import DUPLICATE_MINUTES, CodeBook, PlaceRule
from leaptui.domain.call_records import TypeRule
from leaptui.domain.inspection import FileShape, Question
from leaptui.domain.measured import Base, Period, RuleSet


class ColumnRole(StrEnum):
    """What a column of an export is read as."""

    INCIDENT_ID = "incident_id"
    RECEIVED = "received"
    """Date and time in one column."""
    RECEIVED_DATE = "received_date"
    RECEIVED_TIME = "received_time"
    """Clock time; its date stands in `RECEIVED_DATE`."""
    DISPATCHED = "dispatched"
    EN_ROUTE = "en_route"
    ARRIVED = "arrived"
    CLEARED = "cleared"
    TYPE_INITIAL = "type_initial"
    """The call-taker's type, as text (or a code where the file has no text)."""
    TYPE_FINAL = "type_final"
    """The type after the call, as text."""
    TYPE_CODE = "type_code"
    """The code that stands beside a type text."""
    PRIORITY = "priority"
    SOURCE = "source"
    """How received: 911, telephone, on-view."""
    OFFICER_INITIATED = "officer_initiated"
    DISPOSITION = "disposition"
    UNIT = "unit"
    AGENCY = "agency"
    DISTRICT = "district"
    """Beat, district, zone or sector."""
    PLACE = "place"
    """Block, address or intersection; coarsened on import."""
    NARRATIVE = "narrative"
    """Remarks in free text; kept only when asked for, and redacted then."""
    IGNORED = "ignored"

    @property
    def label(self) -> str:
        """`officer-initiated` for `officer_initiated`."""
        special = {
            "incident_id": "incident id",
            "received_date": "received, date",
            "received_time": "received, time",
            "en_route": "en route",
            "type_initial": "call type",
            "type_final": "final type",
            "type_code": "type code",
            "ignored": "not used",
        }
        return special.get(self.value, self.value.replace("_", "-"))


class Confidence(StrEnum):
    """How sure a reading is."""

    SURE = "sure"
    LIKELY = "likely"
    ASK = "ask"

    @property
    def glyph(self) -> str:
        """Word and glyph always stand together."""
        return {"sure": "✓", "likely": "◐", "ask": "▲"}[self.value]


class Tier(StrEnum):
    """Default class of responder for a call type."""

    COMMUNITY_RESPONDER = "community_responder"
    CO_RESPONSE = "co_response"
    POLICE = "police"
    FIRE_EMS = "fire_ems"
    ADMINISTRATIVE = "administrative"
    NOT_DEMAND = "not_demand"
    UNMAPPED = "unmapped"

    @property
    def label(self) -> str:
        """The words shown and printed."""
        return {
            "community_responder": "responder",
            "co_response": "co-response",
            "police": "police",
            "fire_ems": "fire/EMS",
            "administrative": "admin",
            "not_demand": "not demand",
            "unmapped": "unmapped",
        }[self.value]


class SetAside(StrEnum):
    """Why a row may not be one of the calls used, in the order the rules are applied.

    `leaptui.domain.ledger_rules` says which of them are applied unless somebody switches them. New
    ones go to the end: a dataset keeps one bit for each, by its place here.
    """

    UNREADABLE = "unreadable"
    UNITS = "units"
    TESTS = "tests"
    LOG_ENTRIES = "log_entries"
    OFFICER_INITIATED = "officer_initiated"
    DUPLICATES = "duplicates"
    OTHER_AGENCY = "other_agency"
    CANCELLED = "cancelled"
    """Cancelled before anyone arrived. Someone asked, so these count as demand unless somebody decides otherwise."""
    ALARMS = "alarms"
    HANG_UPS = "hang_ups"
    FOLLOW_UPS = "follow_ups"

    @property
    def label(self) -> str:
        """The words of the ledger."""
        return {
            "unreadable": "unreadable rows",
            "units": "further units of a call already counted",
            "tests": "tests, training, void",
            "log_entries": "log entries that are not demand",
            "officer_initiated": "officer-initiated",
            "duplicates": "duplicate reports of a call already counted",
            "other_agency": "transfers and other agencies",
            "cancelled": "cancelled before anyone arrived",
            "alarms": "alarms",
            "hang_ups": "911 hang-ups and open lines",
            "follow_ups": "follow-ups, warrants, paperwork",
        }[self.value]


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """What one column is read as, and why."""

    name: str
    role: ColumnRole
    confidence: Confidence
    reason: str
    filled: float
    """Share of sampled rows with a value, 0 to 1."""
    samples: tuple[str, ...] = ()
    """Up to three distinct values."""


@dataclass(frozen=True, slots=True)
class TimeReading:
    """How a column of dates or times was understood. Counts are of the whole file."""

    column: str
    format: str
    """strptime directives, or one of `excel serial`, `epoch s`, `epoch ms`."""
    parsed: int
    failed: int
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something odd in the file, and what it means for the figures."""

    problem: str
    rows: int
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What would be done with a file, before anything is stored."""

    file: str
    size: int
    sha256: str
    encoding: str
    """Empty for a workbook."""
    delimiter: str
    """Empty for a workbook."""
    sheet: str
    """Empty for a text file."""
    header_row: int
    """Counted from 1; 0 when the file has none."""
    rows: int
    columns: tuple[ColumnReading, ...]
    times: tuple[TimeReading, ...]
    not_available: tuple[str, ...]
    """Measures this file cannot give, in words."""
    problems: tuple[Problem, ...] = ()
    sheets: tuple[str, ...] = ()
    raw_rows: tuple[str, ...] = ()
    """The first lines as they stand in the file, titles and header included; of a workbook its cells, by commas."""
    quote: str = '"'
    """What cells with a delimiter in them stand between; empty where nothing quotes."""
    shape: FileShape = field(default_factory=FileShape)
    lacks: tuple[str, ...] = ()
    """Why it cannot be imported as it is: sentences."""
    questions: tuple[Question, ...] = ()

    def column_with(self, role: ColumnRole) -> ColumnReading | None:
        """The first column read as `role`."""
        return next((column for column in self.columns if column.role is role), None)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person changed of an inspection. Columns not named keep their reading."""

    roles: dict[str, ColumnRole] = field(default_factory=dict)
    sheet: str | None = None
    header_row: int | None = None
    time_formats: dict[str, str] = field(default_factory=dict)
    encoding: str | None = None
    """Python codec name; nothing leaves it to what the bytes suggest."""
    delimiter: str | None = None
    """One character."""
    quote: str | None = None
    """One character; empty for a file whose quotes are part of its text."""
    place_rule: PlaceRule = PlaceRule.BLOCK
    collapse_units: bool = True
    """Whether the rows of one incident id are one call."""
    duplicate_minutes: int = DUPLICATE_MINUTES
    """A call of the same type at the same place so soon after another is its duplicate; 0 looks for none."""
    keep_text: bool = False
    """Whether the columns read as narrative are kept, redacted."""
    times_are_utc: bool = False
    """Whether times that name no zone are UTC, whatever the city's zone is."""
    code_books: tuple[CodeBook, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    """To questions that no other field answers: `kind:column` of the question, and the answer's key."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """Rows set aside for one reason."""

    reason: SetAside
    rows: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """Rows in = rows used + rows set aside. A ledger that does not balance cannot be made.

    Raises:
        ValueError: When the rows do not add up.
    """

    rows_in: int
    rows_used: int
    set_aside: tuple[LedgerLine, ...]

    def __post_init__(self) -> None:
        total = self.rows_used + sum(line.rows for line in self.set_aside)
        if total != self.rows_in:
            raise ValueError(f"ledger: {self.rows_in} rows in, {total} accounted for")

    @property
    def rows_set_aside(self) -> int:
        """All of them."""
        return self.rows_in - self.rows_used


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file that a dataset was made of."""

    name: str
    size: int
    """Bytes."""
    sha256: str
    rows: int
    """All its data rows, unreadable ones included. Rows of the dataset are numbered through its files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import stored."""

    dataset: str
    """SHA-256 of source and recipe, hexadecimal."""
    ledger: Ledger
    calls: int
    """Incidents once units are collapsed; tests, log entries and officer-initiated ones still among them."""
    period: Period | None
    not_available: tuple[str, ...]
    problems: tuple[Problem, ...]
    recipe: str
    """TOML."""
    source_sha256: str = ""
    """Of the file that was read, whatever file the recipe was made from."""
    verdicts: tuple[tuple[int, int], ...] = ()
    """Sets of reasons (`leaptui.domain.ledger_rules`) and how many rows have just these; together all rows in."""
    sources: tuple[SourceFile, ...] = ()
    """The files, in the order of their rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeReading:
    """One call type, what it was taken for, and why.

    A code that changed its meaning has one reading for each of its periods. They never overlap, and
    together they cover every day.
    """

    type: str
    calls: int
    group: str
    tier: Tier
    confidence: str
    """`low`, `somewhat` or `very`."""
    reason: str
    decided_by: str
    """`taxonomy`, `local` or `nobody`."""
    narrow: bool = False
    """Whether the narrow rules count it as eligible."""
    apco: str = ""
    """Code of APCO ANS 2.103.1, where the taxonomy has one."""
    rule: TypeRule | None = None
    """The city's decision that it follows; nothing where the taxonomy or nobody decided."""
    effective_from: str | None = None
    """ISO date of the first day it holds for; nothing for as long as there are calls."""
    effective_to: str | None = None
    """ISO date of the last day it holds for."""


@dataclass(frozen=True, slots=True)
class TypeLine:
    """Calls of one type in the base."""

    type: str
    calls: int
    share: float
    tier: Tier


@dataclass(frozen=True, slots=True)
class TierLine:
    """Calls of one tier in the base."""

    tier: Tier
    calls: int
    share: float


@dataclass(frozen=True, slots=True)
class TimeMeasure:
    """A duration over the calls that have both its time stamps, in minutes."""

    n: int
    median: float
    mean: float
    p90: float
    left_out: int = 0
    """Calls with both stamps whose duration is negative or over 24 hours; not among the `n`."""
    cancelled: int = 0
    """Calls with both stamps that were cancelled before anyone arrived; not among the `n` either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsSummary:
    """The picture of a dataset on one base."""

    base: Base
    by_weekday_hour: tuple[tuple[int, ...], ...]
    """Counts: 7 rows, Monday first, of 24 hours. They sum to the base less `without_hour`."""
    weekdays_in_period: tuple[int, ...]
    """How many Mondays, Tuesdays … the period has: the divisor of a mean per hour."""
    without_hour: int
    by_month: tuple[tuple[str, int], ...]
    """`2025-01` and calls, in order, months without a call included."""
    by_type: tuple[TypeLine, ...]
    by_tier: tuple[TierLine, ...]
    eligible: dict[RuleSet, int]
    times: dict[str, TimeMeasure]
    """Keys among `call_processing`, `travel`, `response`, `on_scene`, `busy`."""
    not_available: tuple[str, ...]
    type_coverage: float
    """Share of the base whose type has a tier, 0 to 1."""

    def share_of(self, rules: RuleSet) -> float:
        """Eligible calls by these rules as a fraction of the base; 0 for an empty base."""
        return self.eligible[rules] / self.base.calls if self.base.calls else 0.0
