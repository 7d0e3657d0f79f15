"""The picture of a city's calls, cleared: small cells withheld so that no table gives another away.

The tables of a document have totals in common (the base, the tiers), so what is withheld in one
decides what the others may show. That is why they are cleared together.
"""

from __future__ import annotations

import math
from collections.abc import Sequence, Set
from dataclasses import dataclass

from leaptui.disclosure._seal import KEY
from leaptui.disclosure.call_cells import HiddenCells, hidden_cells, shown_types
from leaptui.disclosure.cells import (
    band,
    band_width,
    is_small,
    legend,
    withheld,
)
from leaptui.disclosure.cleared import Cleared, ClearedCount, ClearedGrid
from leaptui.disclosure.gate import WITHHELD, Gate
from leaptui.disclosure.wording import MONTHS
from leaptui.domain.calls import CallsSummary, Tier, TimeMeasure
from leaptui.domain.errors import Withheld
from leaptui.domain.measured import RuleSet

PARTS_OF_DAY = tuple((first, first + 3) for first in range(0, 24, 3))
"""First hour and the hour after the last of each column of the table of means."""
_TIMES = {
    "call_processing": "Call received to dispatch",
    "travel": "Dispatch or en route to arrival",
    "response": "Call received to arrival",
    "on_scene": "Arrival to clear",
    "busy": "Dispatch to clear",
}
_RULES = {
    RuleSet.NARROW: "narrow: the types that programs launch with",
    RuleSet.EXPECTED: "expected: all types for a community responder",
    RuleSet.BROAD: "broad: also the types for a joint response",
}
_TIERS = {
    Tier.COMMUNITY_RESPONDER: "Community responder",
    Tier.CO_RESPONSE: "Co-response",
    Tier.POLICE: "Police",
    Tier.FIRE_EMS: "Fire and EMS",
    Tier.ADMINISTRATIVE: "Administrative",
    Tier.NOT_DEMAND: "Not demand",
    Tier.UNMAPPED: "Not yet decided",
}


@dataclass(frozen=True, slots=True)
class CountLine:
    """One line of a table of counts, with its share of the base."""

    label: Cleared
    count: ClearedCount
    share: Cleared


@dataclass(frozen=True, slots=True)
class TierLine:
    """Calls of one tier."""

    tier: Tier
    line: CountLine


@dataclass(frozen=True, slots=True)
class TypeLines:
    """The commonest call types, and everything else in one line."""

    lines: tuple[tuple[CountLine, Cleared], ...]
    """Each with the label of its tier."""
    others: CountLine | None


@dataclass(frozen=True, slots=True)
class DurationLine:
    """A duration in minutes over the calls that have both its time stamps."""

    label: Cleared
    calls: ClearedCount
    median: Cleared
    mean: Cleared
    ninetieth: Cleared


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedCalls:
    """Everything a document says about one dataset."""

    base: Cleared
    file_name: Cleared
    eligible: tuple[CountLine, ...]
    """Narrow, expected, broad."""
    tiers: tuple[TierLine, ...]
    types: TypeLines
    months: tuple[tuple[Cleared, ClearedCount], ...]
    grid: ClearedGrid
    parts_of_day: tuple[tuple[Cleared, ...], ...]
    """Means per hour as printed: 7 rows, Monday first, one cell for each of `PARTS_OF_DAY`."""
    weekdays: tuple[int, ...]
    """How many of each weekday the period has, the divisor of every mean."""
    without_hour: ClearedCount
    times: tuple[DurationLine, ...]
    not_available: tuple[Cleared, ...]
    coverage: Cleared
    """Share of the base whose type has been decided."""
    threshold: int


def clear_calls(gate: Gate, summary: CallsSummary, file_name: str, *, most_types: int = 25) -> ClearedCalls:
    """Clear one dataset's summary for a document.

    Args:
        gate: The document's gate.
        summary: What was measured.
        file_name: Name of the file the city sent.
        most_types: Lines of the table of types.

    Raises:
        Withheld: When the base itself is a small cell, or a label repeats something protected.
    """
    if is_small(summary.base.calls, gate.threshold):
        raise Withheld(
            f"The export holds fewer than {gate.threshold:d} calls of the chosen base.",
            safe="Nothing was written.",
            next_step="Choose a longer period, or make the document for internal use.",
        )
    hidden = hidden_cells(summary, gate.threshold)
    coverage = Cleared(WITHHELD if Tier.UNMAPPED in hidden.tiers else _percent(summary.type_coverage), KEY)
    return ClearedCalls(
        base=gate.base(summary.base),
        file_name=gate.of_file(file_name, "file name"),
        eligible=_eligible(gate, summary, hidden),
        tiers=tuple(
            TierLine(
                each.tier,
                _line(
                    gate,
                    _TIERS[each.tier],
                    each.calls,
                    summary.base.calls,
                    withhold=each.tier in hidden.tiers,
                ),
            )
            for each in summary.by_tier
        ),
        types=_types(gate, summary, hidden.tiers, most_types),
        months=_months(gate, summary),
        grid=_grid(gate, summary),
        parts_of_day=_parts_of_day(gate, summary),
        weekdays=summary.weekdays_in_period,
        without_hour=gate.count(summary.without_hour),
        times=tuple(
            _duration(gate, _TIMES[key], measure, summary.base.calls)
            for key, measure in summary.times.items()
        ),
        not_available=tuple(gate.label(text, "measures not available") for text in summary.not_available),
        coverage=coverage,
        threshold=int(gate.threshold),
    )


def _percent(share: float) -> str:
    return f"{share * 100:.1f}%"


def _line(gate: Gate, label: str, calls: int, base: int, *, withhold: bool = False) -> CountLine:
    count = gate.count(calls, withhold=withhold)
    share = WITHHELD if count.value is None else _percent(calls / base) if base else "–"
    return CountLine(gate.of_file(label, "table of calls"), count, Cleared(share, KEY))


def _eligible(gate: Gate, summary: CallsSummary, hidden: HiddenCells) -> tuple[CountLine, ...]:
    base = summary.base.calls
    return tuple(
        _line(gate, _RULES[rules], summary.eligible[rules], base, withhold=rules in hidden.eligible)
        for rules in RuleSet
    )


def _types(gate: Gate, summary: CallsSummary, hidden: Set[Tier], most: int) -> TypeLines:
    kept = shown_types(summary, gate.threshold, hidden, most)
    base = summary.base.calls
    rest = base - sum(line.calls for line in kept)
    others = len([line for line in summary.by_type if line.calls]) - len(kept)
    return TypeLines(
        tuple(
            (_line(gate, line.type, line.calls, base), gate.label(_TIERS[line.tier], "table of calls"))
            for line in kept
        ),
        _line(gate, f"All other types ({others:,})", rest, base) if others else None,
    )


def _months(gate: Gate, summary: CallsSummary) -> tuple[tuple[Cleared, ClearedCount], ...]:
    hidden = withheld([calls for _, calls in summary.by_month], gate.threshold)
    return tuple(
        (
            Cleared(f"{MONTHS[int(month[5:7]) - 1]} {month[:4]}", KEY),
            gate.count(calls, withhold=place in hidden),
        )
        for place, (month, calls) in enumerate(summary.by_month)
    )


def _grid(gate: Gate, summary: CallsSummary) -> ClearedGrid:
    days = summary.weekdays_in_period
    means = [
        [calls / days[weekday] if days[weekday] else 0.0 for calls in row]
        for weekday, row in enumerate(summary.by_weekday_hour)
    ]
    width = band_width([mean for row in means for mean in row], days, gate.threshold)
    cells = [(weekday, hour) for weekday in range(7) if days[weekday] for hour in range(24)] or [(0, 0)]
    return ClearedGrid(
        tuple(tuple(band(mean, width) for mean in row) for row in means),
        legend(width),
        max(cells, key=lambda cell: means[cell[0]][cell[1]]),
        min(cells, key=lambda cell: means[cell[0]][cell[1]]),
        KEY,
    )


def _parts_of_day(gate: Gate, summary: CallsSummary) -> tuple[tuple[Cleared, ...], ...]:
    counts = [[sum(row[first:end]) for first, end in PARTS_OF_DAY] for row in summary.by_weekday_hour]
    hidden = withheld([calls for row in counts for calls in row], gate.threshold)
    return tuple(
        tuple(
            _mean(
                calls,
                summary.weekdays_in_period[weekday],
                hidden=weekday * len(PARTS_OF_DAY) + place in hidden,
            )
            for place, calls in enumerate(row)
        )
        for weekday, row in enumerate(counts)
    )


def _mean(calls: int, days: int, *, hidden: bool) -> Cleared:
    first, end = PARTS_OF_DAY[0]
    if not days:
        return Cleared("–", KEY)
    return Cleared(WITHHELD if hidden else f"{calls / (days * (end - first)):.1f}", KEY)


def _duration(gate: Gate, label: str, measure: TimeMeasure, base: int) -> DurationLine:
    small = is_small(measure.n, gate.threshold)

    def minutes(value: float) -> Cleared:
        return Cleared(WITHHELD if small or math.isnan(value) else f"{value:,.1f} min", KEY)

    return DurationLine(
        Cleared(label, KEY),
        gate.count(measure.n, withhold=is_small(base - measure.n, gate.threshold)),
        minutes(measure.median),
        minutes(measure.mean),
        minutes(measure.p90),
    )


def weekday_counts(weekdays: Sequence[int]) -> str:
    """`52 or 53 of each weekday`, the divisor of every mean in words."""
    counts = sorted({count for count in weekdays if count})
    return f"{' or '.join(str(count) for count in counts) or 'no'} of each weekday"
