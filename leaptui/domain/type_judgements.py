"""What people judge about a call type: the decision on it, and which of its calls would pass the screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from leaptui.domain.calls import Tier


class Verdict(StrEnum):
    """What one person says of one call: would a responder have been sent after screening?"""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not eligible"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the city says a type is. Shares are per cent.

    Attributes:
        tier: Who answers by default; `UNMAPPED` says that nobody knows yet.
        reason: Why.
        group: Empty keeps the group it was read as.
        confidence: `low`, `somewhat` or `very`.
        decided_by: Who decided, and when they met.
        share_eligible: Of its calls that would pass the screen; nothing where nobody judged it.
        share_low: Lower end of the interval around it.
        share_high: Upper end.
        disqualifiers: What takes a call of the type out: `weapon seen`.
        narrow: `yes` or `no` to tell the narrow rules about it; empty leaves it to the taxonomy.
        effective_from: ISO date of the first day it holds for; nothing for since ever.
        effective_to: ISO date of the last day.
        carried_from: The type of an earlier file whose decision is taken over.
    """

    tier: Tier
    reason: str
    group: str = ""
    confidence: str = "very"
    decided_by: str = ""
    share_eligible: int | None = None
    share_low: int | None = None
    share_high: int | None = None
    disqualifiers: tuple[str, ...] = ()
    narrow: str = ""
    effective_from: str | None = None
    effective_to: str | None = None
    carried_from: str = ""


@dataclass(frozen=True, slots=True)
class SampleShare:
    """The share of a type's calls that would pass the screen, judged on some of them read by people.

    Attributes:
        read: Calls that somebody read.
        eligible: Of them, those that would pass.
        not_eligible: Those that would not.
        unclear: Those that nobody could tell, or on which two readers differ.
        share: Eligible ones among those that are clear, 0 to 1; nothing where none is.
        low: Lower end of the 95% interval, unclear calls counted as not eligible.
        high: Upper end, unclear calls counted as eligible.
    """

    read: int
    eligible: int
    not_eligible: int
    unclear: int
    share: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers say the same of the calls that both read.

    Attributes:
        readers: Their names.
        rows: Calls that both read.
        same: Of them, those on which both say the same.
        kappa: Cohen's: 1 is full agreement, 0 what chance alone would give; nothing where both gave
            one and the same verdict throughout, for then chance cannot be told from agreement.
    """

    readers: tuple[str, str]
    rows: int
    same: int
    kappa: float | None

    @property
    def share(self) -> float:
        """Of the calls both read, those on which both say the same, 0 to 1."""
        return self.same / self.rows if self.rows else 0.0
