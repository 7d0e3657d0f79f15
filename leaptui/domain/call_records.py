"""What the store keeps about a city's calls: exports, requests for them, local decisions, scenarios.

What `leaptui.domain.records` says of field names holds here too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from leaptui.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset(Record):
    """One call export as it was imported. The calls lie in a file of their own, by `hash`."""

    kind: ClassVar[str] = "dataset"
    engagement: str
    hash: str
    """SHA-256 over source file and recipe, hexadecimal: the dataset's name."""
    file_name: str
    file_size: int
    """Bytes of the source file."""
    file_sha256: str
    imported_at: str
    """ISO date and time, UTC."""
    rows_in: int
    rows_used: int
    calls: int
    """Incidents after units were collapsed and tests and log entries set aside, officer-initiated ones included."""
    first_day: str | None = None
    last_day: str | None = None
    timezone: str = ""
    ledger: str = "[]"
    """JSON: list of {reason, rows}, by the rules that are on."""
    recipe: str = ""
    """TOML: how the file was read."""
    not_available: tuple[str, ...] = ()
    sender: str = ""
    received_on: str | None = None
    label: str = ""
    """What she calls it: `2024`, `before the new dispatch system`."""
    sources: str = "[]"
    """JSON: {name, size, sha256, rows} of each file, where the dataset was made of several."""
    problems: str = "[]"
    """JSON: {problem, rows, effect} of what was odd in the files."""
    verdicts: str = "[]"
    """JSON: [reasons, rows] for each set of reasons that some row has to be set aside (a number, one bit each
    in the order of `SetAside`); empty for one that was imported before they were kept."""
    rules_switched: tuple[str, ...] = ()
    """Reasons (`SetAside`) that are applied although they are usually not, or not although they usually are."""
    rules_reason: str = ""
    """Why they were switched."""
    request: str | None = None
    """Id of the data request it answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeRule(Record):
    """A local decision on what one call type is."""

    kind: ClassVar[str] = "type_rule"
    engagement: str
    type: str
    """The local type as it stands in the export, one line."""
    group: str = ""
    tier: str = "unmapped"
    confidence: str = "somewhat"
    reason: str = ""
    decided_by: str = ""
    share_eligible: int | None = None
    """Per cent of its calls that would pass the screen, where somebody judged it."""
    share_low: int | None = None
    share_high: int | None = None
    """Ends of the interval around it, per cent."""
    disqualifiers: tuple[str, ...] = ()
    """What takes a call of this type out: `weapon seen`, `injury`."""
    narrow: str = ""
    """`yes` or `no` where the narrow rules were told about it; empty leaves it to the taxonomy."""
    effective_from: str | None = None
    """ISO date from which it holds, where the code changed its meaning."""
    effective_to: str | None = None
    """ISO date to which it holds, included."""
    carried_from: str = ""
    """The type of an earlier file whose decision was taken over for this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRequest(Record):
    """What a city was asked to hand over, and what became of it."""

    kind: ClassVar[str] = "data_request"
    engagement: str
    title: str = ""
    asked_of: str = ""
    """Who was asked: a person or an office."""
    period_from: str | None = None
    period_to: str | None = None
    fields: tuple[str, ...] = ()
    """Keys of the fields asked for (`leaptui/practice/data_request.toml`)."""
    code_books: tuple[str, ...] = ()
    sent_on: str | None = None
    due: str | None = None
    chased_on: tuple[str, ...] = ()
    """ISO dates of reminders, in order."""
    received_on: str | None = None
    agreement: str = ""
    """The data agreement it came under."""
    agreement_on: str | None = None
    agreement_ends: str | None = None
    """ISO date by which the data must be gone or the agreement renewed."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class District(Record):
    """A beat or district of the city as its calls name it, and who lives there."""

    kind: ClassVar[str] = "district"
    engagement: str
    name: str
    residents: int | None = None
    figures: str = "[]"
    """JSON: {label, value} as printed in the source: `Households without a car`, `21%`."""
    source: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeSample(Record):
    """Rows of one call type, drawn by chance and read by one person to judge how many would pass the screen."""

    kind: ClassVar[str] = "type_sample"
    engagement: str
    dataset: str = ""
    """Hash of the dataset."""
    type: str = ""
    reader: str = ""
    seed: int = 0
    rows: tuple[str, ...] = ()
    """Row numbers of the export, in the order drawn."""
    verdicts: tuple[str, ...] = ()
    """`eligible`, `not eligible` or `unclear` for each row read, in the order of `rows`."""
    made_at: str = ""
    """ISO date and time, UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(Record):
    """A staffing plan under a name, with what it was worked out from."""

    kind: ClassVar[str] = "scenario"
    engagement: str
    name: str
    dataset: str | None = None
    """Hash of the dataset; nothing where the demand was typed in."""
    rules: str = ""
    """The rule set: narrow, expected or broad."""
    inputs: str = "{}"
    """JSON: every input by its key."""
    demand: str = "{}"
    """JSON: the demand it was worked out on, and what that was made of."""
    results: str = "{}"
    """JSON: what came out."""
    for_roadmap: bool = False
    """Whether it is the one the roadmap tells."""
    made_at: str = ""
    """ISO date and time, UTC."""
    note: str = ""
