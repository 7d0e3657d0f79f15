"""Which counts of a city's calls are withheld: one decision for all that a document says about them.

Tables, charts and linked figures repeat the same counts: the tier community responder is the
eligible calls by expected rules, broad less expected is the tier co-response, and the tiers add up
to the base. Decided one by one, what the one withholds the other gives away by subtraction.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from leaptui.disclosure.cells import folded, is_small, withheld
from leaptui.domain.calls import CallsSummary, Tier, TypeLine
from leaptui.domain.measured import RuleSet


@dataclass(frozen=True, slots=True)
class HiddenCells:
    """The counts of one dataset and base that may not be printed anywhere in a document."""

    tiers: frozenset[Tier]
    eligible: frozenset[RuleSet]
    types: frozenset[str]
    """Those that stand in one line with others, however many lines the table of types has."""
    months: frozenset[str]
    """`2025-02`."""

    def hides(self, key: str) -> bool:
        """Whether the count of this key (`tier.police`, `eligible.narrow`, `type.THEFT`, `month.2025-02`) is one."""
        what, _, which = key.partition(".")
        hidden: Set[str] = {
            "tier": self.tiers,
            "eligible": self.eligible,
            "type": self.types,
            "month": self.months,
        }.get(what, frozenset())
        return which in hidden


def hidden_cells(summary: CallsSummary, threshold: int) -> HiddenCells:
    """Decide for one dataset.

    The tiers come first, because they add up to the base, which is always printed. Expected and
    broad are sums of tiers and tell nothing new while those are shown; they go as soon as one of
    them does. Narrow divides a tier in two: it goes with it, and when either part is small.

    Args:
        summary: What was measured.
        threshold: The least count that is printed.
    """
    tiers = {line.tier: line.calls for line in summary.by_tier}
    places = withheld(list(tiers.values()), threshold)
    gone = frozenset(tier for place, tier in enumerate(tiers) if place in places)
    eligible: set[RuleSet] = set()
    narrow, expected = summary.eligible[RuleSet.NARROW], summary.eligible[RuleSet.EXPECTED]
    if is_small(narrow, threshold) or is_small(expected - narrow, threshold):
        eligible.add(RuleSet.NARROW)
    if Tier.COMMUNITY_RESPONDER in gone:
        eligible |= set(RuleSet)
    if Tier.CO_RESPONSE in gone:
        eligible.add(RuleSet.BROAD)
    shown = {id(line) for line in shown_types(summary, threshold, gone)}
    months = withheld([calls for _, calls in summary.by_month], threshold)
    return HiddenCells(
        gone,
        frozenset(eligible),
        frozenset(line.type for line in summary.by_type if line.calls and id(line) not in shown),
        frozenset(month for place, (month, _) in enumerate(summary.by_month) if place in months),
    )


def shown_types(
    summary: CallsSummary, threshold: int, hidden: Set[Tier], most: int | None = None
) -> Sequence[TypeLine]:
    """The lines of types that may be told one by one, most calls first; the others stand in one line together.

    They are folded tier by tier, because a reader can subtract the types shown from their tier's count.

    Args:
        summary: What was measured.
        threshold: The least count that is printed.
        hidden: Tiers whose count is withheld.
        most: So many of the commonest at most; all without it.
    """
    ranked = sorted(summary.by_type, key=lambda line: (-line.calls, line.type))
    top = set(map(id, ranked[:most]))
    kept: list[TypeLine] = []
    for tier in Tier:
        lines = [line for line in ranked if line.tier is tier and line.calls]
        left_out = {place for place, line in enumerate(lines) if tier in hidden or id(line) not in top}
        inside = folded([line.calls for line in lines], threshold, left_out)
        kept += [line for place, line in enumerate(lines) if place not in inside]
    return sorted(kept, key=lambda line: (-line.calls, line.type))
