"""Which counts of a city's calls are withheld: one decision for all that a document says about them.

Tables, charts and linked figures repeat the same counts: the tier community responder is the
eligible calls by expected rules, broad less expected is the tier co-response, and the tiers add up
to the base. Decided one by one, what the one withholds the other gives away by subtraction.
"""

from __future__ import annotations

from dataclasses import dataclass

from leaptui.disclosure.cells import is_small, withheld
from leaptui.domain.calls import CallsSummary, Tier
from leaptui.domain.measured import RuleSet


@dataclass(frozen=True, slots=True)
class HiddenCells:
    """The counts of one dataset and base that may not be printed anywhere in a document."""

    tiers: frozenset[Tier]
    eligible: frozenset[RuleSet]

    def hides(self, key: str) -> bool:
        """Whether the figure of this key (`tier.police`, `eligible.narrow`) is one of them."""
        return key in {f"tier.{tier}" for tier in self.tiers} | {f"eligible.{each}" for each in self.eligible}


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
    return HiddenCells(gone, frozenset(eligible))
