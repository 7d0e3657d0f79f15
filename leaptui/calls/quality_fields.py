"""What is missing from the calls, field by field, and values that cannot mean what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leaptui.calls.quality_rows import (
    MANY_UNITS,
    MISSING,
    MONTH,
    NUMBERED,
    UsedCalls,
    condition_of,
    expected_sql,
)
from leaptui.domain.call_quality import (
    ExportFacts,
    MeasureFamily,
    QualityFinding,
    QualityLine,
    Severity,
    graded,
)
from leaptui.domain.calls import ColumnRole

USED = "calls used"
_FEWEST = 3
"""Rows from which something missing is worth a line."""
_LISTED = 6
"""Parts of a finding that are listed."""
_WORST = Severity.SERIOUS
_CARE = Severity.CARE
_NOTE = Severity.NOTE
_ASIDE = {
    expected_sql("arrived"): ", cancelled ones aside",
    expected_sql("place"): ", types whose place is not kept aside",
}
"""What is not asked of a call, in words."""
Bends = tuple[tuple[MeasureFamily, Severity], ...]
_VOLUME, _TYPES, _HOURS = MeasureFamily.VOLUME, MeasureFamily.TYPES, MeasureFamily.HOURS
_RESPONSE, _WORK, _DISTRICTS = MeasureFamily.RESPONSE, MeasureFamily.WORK, MeasureFamily.DISTRICTS


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a call: what it is called, and what goes with it.

    Attributes:
        name: As in `quality_rows.MISSING`.
        words: `arrival`.
        roles: Column roles of which one gives it.
        absent: What it bends where the export has no such column.
        lost: What cannot be had without it.
        bends: What it bends where it is missing in some calls.
        care: Share missing from which it asks for care.
        serious: Share missing from which the measure cannot be carried.
        left_out: What its missing does to the measures, where some calls lack it.
    """

    name: str
    words: str
    roles: tuple[ColumnRole, ...]
    absent: Bends
    lost: str
    bends: tuple[MeasureFamily, ...]
    care: float
    serious: float
    left_out: str


FIELDS = (
    _Field(
        "hour", "hour of the call", (ColumnRole.RECEIVED, ColumnRole.RECEIVED_TIME),
        ((_HOURS, _WORST), (_RESPONSE, _WORST)),
        "Hours of the day, response times and hours of service cannot be had.",
        (_HOURS, _RESPONSE), 0.02, 0.3,
        "These calls keep their day and are left out of hours and response times.",
    ),
    _Field(
        "type", "call type", (ColumnRole.TYPE_INITIAL, ColumnRole.TYPE_CODE, ColumnRole.TYPE_FINAL),
        ((_TYPES, _WORST),),
        "Nothing can be said of who could respond.",
        (_TYPES,), 0.02, 0.2,
        "They count as not eligible, so every eligible share is too low by an unknown part of them.",
    ),
    _Field(
        "dispatched", "dispatch", (ColumnRole.DISPATCHED, ColumnRole.EN_ROUTE),
        ((_RESPONSE, _CARE), (_WORK, _CARE)),
        "Waiting for a unit cannot be told from travel, and busy time cannot be had.",
        (_RESPONSE, _WORK), 0.15, 0.6,
        "Call processing, travel and busy time are of the calls that have it, which are not a random part of all.",
    ),
    _Field(
        "arrived", "arrival", (ColumnRole.ARRIVED,),
        ((_RESPONSE, _WORST), (_WORK, _CARE)),
        "Response times, travel and time on scene cannot be had.",
        (_RESPONSE, _WORK), 0.15, 0.6,
        "Response times and time on scene are of the calls that have one; those nobody reached are not in them.",
    ),
    _Field(
        "cleared", "clearance", (ColumnRole.CLEARED,),
        ((_WORK, _WORST),),
        "Time on scene, busy time and officer hours cannot be had; staffing rests on an assumed length.",
        (_WORK,), 0.1, 0.5,
        "Time on scene and busy time are of the calls that have one; officer hours are too low.",
    ),
    _Field(
        "priority", "priority", (ColumnRole.PRIORITY,),
        ((_RESPONSE, _NOTE),),
        "Response times cannot be told by priority.",
        (_RESPONSE,), 0.2, 1.1,
        "Response times by priority leave them out.",
    ),
    _Field(
        "disposition", "disposition", (ColumnRole.DISPOSITION,),
        ((_VOLUME, _CARE),),
        "What became of a call is not known: duplicates, cancelled calls and calls of other agencies count as demand.",
        (_VOLUME,), 0.2, 1.1,
        "What became of them is not known; duplicates and cancelled calls among them count as demand.",
    ),
    _Field(
        "source", "source of the call", (ColumnRole.SOURCE, ColumnRole.OFFICER_INITIATED),
        ((_VOLUME, _CARE),),
        "Officers' own activity is told by call type and by arrival at the moment of the call, which misses some of it.",
        (_VOLUME,), 0.1, 1.1,
        "Officers' own activity among them counts as demand.",
    ),
    _Field(
        "district", "district or beat", (ColumnRole.DISTRICT,),
        ((_DISTRICTS, _CARE),),
        "Nothing can be told by district, nor set beside who lives there.",
        (_DISTRICTS,), 0.05, 0.4,
        "Districts are compared without them, and they may all be of one part of the city.",
    ),
    _Field(
        "place", "block or place", (ColumnRole.PLACE,),
        ((_DISTRICTS, _CARE),),
        "Repeat places cannot be had, and duplicate reports are not found.",
        (_DISTRICTS,), 0.05, 0.4,
        "Repeat places leave them out, and duplicate reports among them are not found.",
    ),
    _Field(
        "unit", "unit", (ColumnRole.UNIT,),
        ((_WORK, _NOTE),),
        "Each call counts as one unit's work; officer hours are too low where several go.",
        (_WORK,), 0.3, 1.1,
        "Each of them counts as one unit's work.",
    ),
    _Field(
        "incident_id", "incident number", (ColumnRole.INCIDENT_ID,),
        ((_VOLUME, _CARE),),
        "Each row counts as a call; where several units went, one call counts several times.",
        (_VOLUME,), 0.02, 0.3,
        "Each of these rows counts as a call of its own.",
    ),
)  # fmt: skip
"""In the order of `domain.md`'s list of fields to ask for."""


def missing_fields(used: UsedCalls, facts: ExportFacts, calls: int) -> Iterator[QualityFinding]:
    """Fields that the export does not have, and fields that some calls lack."""
    given = [field for field in FIELDS if facts.roles.intersection(field.roles)]
    for field in FIELDS:
        if field not in given and field.absent:
            yield _absent(field, calls)
    dropped = [field for field in given if facts.left_out.intersection(field.roles)]
    for field in dropped:
        yield _left_out(field, calls)
    given = [field for field in given if field not in dropped]
    if not given:
        return
    counted = used.counts(
        *(
            condition
            for field in given
            for condition in (str(condition_of(f"missing.{field.name}")), expected_sql(field.name))
        )
    )
    for place, field in enumerate(given):
        rows, base = counted[2 * place : 2 * place + 2]
        if rows >= _FEWEST and rows >= field.care / 2 * base:
            yield _missing(used, field, rows, base)


def missing_by_month(used: UsedCalls, fields: Sequence[_Field]) -> dict[str, list[tuple[str, int, int]]]:
    """Of each field, by its name: month (`2025-01`), calls of it without the field, calls of which it is expected."""
    if not fields:
        return {}
    counted = ", ".join(
        f"count(*) FILTER ({condition_of(f'missing.{field.name}')}), count(*) FILTER ({expected_sql(field.name)})"
        for field in fields
    )
    found: dict[str, list[tuple[str, int, int]]] = {field.name: [] for field in fields}
    for month, *counts in used.ask(f"{MONTH} AS month, {counted}", "true", "GROUP BY month ORDER BY month"):
        for place, field in enumerate(fields):
            found[field.name].append((str(month), int(counts[2 * place]), int(counts[2 * place + 1])))
    return found


def _missing_by_disposition(used: UsedCalls, field: _Field) -> tuple[QualityLine, ...]:
    """The dispositions under which a field is missing most."""
    found = used.ask(
        f"disposition, count(*) FILTER ({MISSING[field.name]}) AS n, count(*)",
        f"disposition IS NOT NULL AND {expected_sql(field.name)}",
        f"GROUP BY disposition ORDER BY n DESC, disposition LIMIT {_LISTED}",
    )
    return tuple(QualityLine(str(part), int(rows), int(base)) for part, rows, base in found if rows)


def kept_fields(facts: ExportFacts) -> tuple[_Field, ...]:
    """The fields that the dataset has, if not in every call."""
    return tuple(field for field in FIELDS if (facts.roles - facts.left_out).intersection(field.roles))


def odd_values(used: UsedCalls, facts: ExportFacts, calls: int) -> Iterator[QualityFinding]:
    """Places that are none, priorities of two kinds, calls with more units than a city sends."""
    if ColumnRole.PLACE in facts.roles - facts.left_out:
        yield from _placeholders(used)
    if ColumnRole.PRIORITY in facts.roles:
        yield from _mixed_priorities(used)
    yield from _units(used, facts, calls)


def _absent(field: _Field, calls: int) -> QualityFinding:
    return QualityFinding(
        key=f"absent.{field.name}",
        what=f"The export has no {field.words}",
        rows=calls,
        base=calls,
        of=USED,
        bends=field.absent,
        means=field.lost,
        ask=f"Ask for the column with the {field.words}, from the same system and for the same calls.",
    )


def _left_out(field: _Field, calls: int) -> QualityFinding:
    """What the advisor chose not to keep. The city cannot help with that."""
    return QualityFinding(
        key=f"left_out.{field.name}",
        what=f"The {field.words} was left out when the file was imported",
        rows=calls,
        base=calls,
        of=USED,
        bends=field.absent,
        means=field.lost,
        ask="Nothing of the city: import the file again and keep it.",
    )


def _missing(used: UsedCalls, field: _Field, rows: int, base: int) -> QualityFinding:
    how = graded(rows / base, care=field.care, serious=field.serious)
    lines = _missing_by_disposition(used, field) if field.name in ("arrived", "cleared") else ()
    return QualityFinding(
        key=f"missing.{field.name}",
        what=f"No {field.words} in {'any call' if rows == base else 'part of the calls'}",
        rows=rows,
        base=base,
        of=USED + _ASIDE.get(expected_sql(field.name), ""),
        bends=tuple((family, how) for family in field.bends),
        means=field.left_out,
        ask=f"Say when the {field.words} is not entered, and whether another system has it.",
        lines=lines,
        lines_are="disposition" if lines else "",
        opens=True,
    )


def _placeholders(used: UsedCalls) -> Iterator[QualityFinding]:
    condition = condition_of("places.placeholder")
    rows, base = used.counts(str(condition), "place IS NOT NULL")
    if rows < _FEWEST or not base or rows / base < 0.002:
        return
    most = used.ask(
        "place, count(*) AS n", str(condition), f"GROUP BY place ORDER BY n DESC, place LIMIT {_LISTED}"
    )
    yield QualityFinding(
        key="places.placeholder",
        what="Places that stand for no place",
        rows=rows,
        base=base,
        of="calls with a place",
        bends=((_DISTRICTS, graded(rows / base, care=0.01, serious=0.4)),),
        means="They look like the busiest places of the city and are not; leave them out of repeat places.",
        ask="Say what is entered when no address is known, and where calls at the station itself are put.",
        lines=tuple(QualityLine(str(place), int(count), base) for place, count in most),
        lines_are="place",
        opens=True,
    )


def _mixed_priorities(used: UsedCalls) -> Iterator[QualityFinding]:
    words, given = used.counts(str(condition_of("priorities.mixed")), "priority IS NOT NULL")
    numbers = given - words
    if not given or min(words, numbers) / given < 0.01 or min(words, numbers) < _FEWEST:
        return
    most = used.ask(
        f"priority, count(*) AS n, regexp_matches(priority, '{NUMBERED}') AS numbered",
        "priority IS NOT NULL",
        "GROUP BY ALL ORDER BY n DESC, priority",
    )
    lines = [QualityLine(str(name), int(count), given) for name, count, _ in most][:_LISTED]
    yield QualityFinding(
        key="priorities.mixed",
        what="Priorities are numbers in some calls and words in others",
        rows=words,
        base=given,
        of="calls with a priority",
        bends=((_RESPONSE, _CARE),),
        means="Two scales stand in one column, so response times by priority mix them.",
        ask="Send the legend of both scales, and the day on which one took over from the other.",
        lines=tuple(lines),
        lines_are="priority",
        opens=True,
    )


def _units(used: UsedCalls, facts: ExportFacts, calls: int) -> Iterator[QualityFinding]:
    many, several, named = used.counts(str(condition_of("units.many")), "units > 1", "unit IS NOT NULL")
    if many:
        yield QualityFinding(
            key="units.many",
            what=f"More than {MANY_UNITS} units on one call",
            rows=many,
            base=calls,
            of=USED,
            bends=((_WORK, graded(many / calls, care=0.001, serious=0.05)),),
            means="Rows of several calls may share an incident number; their unit hours weigh on the mean.",
            ask="Say whether incident numbers start again, each year or in each agency.",
            opens=True,
        )
    known = facts.units_collapsed and {ColumnRole.UNIT, ColumnRole.INCIDENT_ID} <= facts.roles
    if known and not several and named > 0.5 * calls >= 50:
        yield QualityFinding(
            key="units.one",
            what="Every call has one unit",
            rows=calls,
            base=calls,
            of=USED,
            bends=((_WORK, _CARE),),
            means="Only the first or the primary unit seems to be in the file: officer hours are too low.",
            ask="Send one row for each unit of a call, or the number of units.",
        )
