"""Districts with their calls and their eligible calls, cleared together with what else is printed of the same calls."""

from __future__ import annotations

from dataclasses import dataclass

from leaptui.disclosure.call_cells import HiddenCells
from leaptui.disclosure.call_service import fewest
from leaptui.disclosure.cells import withheld
from leaptui.disclosure.cleared import Cleared, ClearedCount
from leaptui.disclosure.crossed import crossed
from leaptui.disclosure.gate import WITHHELD, Gate
from leaptui.domain.measured import RuleSet
from leaptui.domain.place_measures import DistrictLine, Districts

_NO_DISTRICT = "district not given"
_UNKNOWN = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedDistrict:
    """One district."""

    name: Cleared
    calls: ClearedCount
    per_thousand: Cleared
    """Calls per 1,000 residents over the period; `–` where nobody put down how many live there."""
    eligible: ClearedCount
    eligible_per_thousand: Cleared
    wait: Cleared
    """Median from receipt to the first arrival."""
    ninetieth: Cleared


def clear_districts(
    gate: Gate, found: Districts, rules: RuleSet, hidden: HiddenCells
) -> tuple[ClearedDistrict, ...]:
    """The districts in their order; nothing where no call names one, or where nothing of them may be told.

    The base and the eligible calls stand elsewhere in the document. They are the totals of this
    table: where hiding a district's count takes hiding a total, or the total is hidden already, the
    eligible calls are withheld in every district.

    Args:
        gate: The document's gate.
        found: What was measured.
        rules: Which calls count as eligible.
        hidden: What is withheld of the same calls (`leaptui.disclosure.call_cells`).
    """
    if not any(line.name for line in found.lines):
        return ()
    counts = [(line.eligible[rules], line.calls - line.eligible[rules]) for line in found.lines]
    gone = crossed(counts, gate.threshold)
    rows = len(counts)
    no_eligible = rules in hidden.eligible or bool({(rows, 0), (rows, 1)} & gone)
    if no_eligible:
        # Without its two columns the table is a list of counts that adds up to the base.
        gone = frozenset((row, 2) for row in withheld([sum(each) for each in counts], gate.threshold))
    return tuple(_district(gate, line, rules, row, gone, no_eligible) for row, line in enumerate(found.lines))


def _district(
    gate: Gate,
    line: DistrictLine,
    rules: RuleSet,
    row: int,
    gone: frozenset[tuple[int, int]],
    no_eligible: bool,
) -> ClearedDistrict:
    no_calls = (row, 2) in gone
    no_eligible = no_eligible or no_calls or (row, 0) in gone or (row, 1) in gone
    few_waits = line.response is None or line.response.n < fewest(gate)
    return ClearedDistrict(
        name=gate.of_file(line.name or _NO_DISTRICT, "districts"),
        calls=gate.count(line.calls, withhold=no_calls),
        per_thousand=_rate(gate, line.per_thousand, withhold=no_calls),
        eligible=gate.count(line.eligible[rules], withhold=no_eligible),
        eligible_per_thousand=_rate(gate, line.eligible_per_thousand.get(rules), withhold=no_eligible),
        wait=_minutes(gate, line, few=few_waits, value="median"),
        ninetieth=_minutes(gate, line, few=few_waits, value="p90"),
    )


def _rate(gate: Gate, rate: float | None, *, withhold: bool) -> Cleared:
    where = "districts"
    if rate is None:
        return gate.label(_UNKNOWN, where)
    return gate.label(WITHHELD if withhold else f"{rate:,.1f}", where)


def _minutes(gate: Gate, line: DistrictLine, *, few: bool, value: str) -> Cleared:
    where = "districts"
    if line.response is None:
        return gate.label(_UNKNOWN, where)
    return gate.label(WITHHELD if few else f"{getattr(line.response, value):,.1f} min", where)
