"""Demand: the calls that teams are planned for, by group of call types, with a low and a high case.

From eligible types to calls a team would be sent to: the screen (judged type by type where somebody
read a sample, else one share for all), the area served, and growth. Dispatchers' pick-up comes later,
since teams are sized as if every such call were given to them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from leaptui.domain.errors import InputRefused
from leaptui.staffing.erlang import Floats
from leaptui.staffing.inputs import StaffingInputs

DAYS, HOURS = 7, 24
SERVICE_SPREAD = 0.25
"""The low and high case of team time per call: a quarter less or more."""
PICK_UP_SPREAD = 1 / 3
"""40, 60 and 80% are the low, expected and high case of pick-up."""
FEWEST_MONTHS = 3
"""Fewer whole months give no standard deviation worth the name."""


class Case(StrEnum):
    """How demand may turn out."""

    LOW = "low"
    EXPECTED = "expected"
    HIGH = "high"

    @property
    def sign(self) -> int:
        """-1, 0 or 1."""
        return {Case.LOW: -1, Case.EXPECTED: 0, Case.HIGH: 1}[self]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GroupDemand:
    """The eligible calls of one group of types. Grids are 7 rows from Monday of 24, in calls an hour.

    Attributes:
        group: Its name; empty where types are not told apart.
        eligible: All calls of eligible types.
        unjudged: Those of types whose calls nobody judged: one share for all is screened out.
        judged: Of the other types, the calls that pass the screen as it was judged: low, expected, high.
        police_minutes: Mean police time per call, dispatch to clearance; nothing where the file does not say.
        police_calls: Calls behind it.
    """

    group: str
    eligible: Floats
    unjudged: Floats
    judged: tuple[Floats, Floats, Floats]
    police_minutes: float | None = None
    police_calls: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Demand:
    """What a plan is made for.

    Attributes:
        groups: The eligible calls.
        spread: Standard deviation of the months' daily means, as a share of their mean.
        months: Whole months behind it; fewer than three give the chance variation of the counts instead.
    """

    groups: tuple[GroupDemand, ...]
    spread: float = 0.0
    months: int = 0

    @property
    def eligible_per_day(self) -> float:
        """Mean calls of eligible types a day, at all hours, before any discount."""
        return float(sum(group.eligible.sum() for group in self.groups)) / DAYS

    @property
    def police_minutes(self) -> tuple[float, int] | None:
        """Mean police time per eligible call, and the calls behind it."""
        known = [(group.police_minutes, group.police_calls) for group in self.groups if group.police_minutes]
        calls = sum(count for _, count in known)
        return (sum(minutes * count for minutes, count in known) / calls, calls) if calls else None

    def rates(self, inputs: StaffingInputs, case: Case = Case.EXPECTED) -> list[tuple[float, Floats]]:
        """Minutes a call, and calls an hour that a team would be sent to, for each group.

        Args:
            inputs: Screen, area, growth and team times.
            case: How it turns out: demand by a standard deviation, team time by a quarter.
        """
        kept = inputs.covered_share * (1 + inputs.growth) * max(1 + case.sign * self.spread, 0.0)
        longer = 1 + case.sign * SERVICE_SPREAD
        return [
            (
                inputs.minutes_of(group.group) * longer,
                kept * (group.unjudged * inputs.screened_share + group.judged[case.sign + 1]),
            )
            for group in self.groups
        ]


def weekly_grid(calls_per_hour: Sequence[Sequence[float]]) -> Floats:
    """Seven days of 24 hours as an array.

    Raises:
        InputRefused: When it is not 7 x 24 numbers of 0 or more.
    """
    try:
        rates = np.asarray(calls_per_hour, dtype=np.float64)
    except ValueError:
        rates = np.empty(0)
    if rates.shape != (DAYS, HOURS) or not np.all((rates >= 0) & np.isfinite(rates)):
        raise InputRefused("The demand must be seven days of 24 hours, each 0 calls or more.")
    return rates


def one_group(calls_per_hour: Sequence[Sequence[float]], spread: float = 0.0) -> Demand:
    """Demand whose types are not told apart.

    Raises:
        InputRefused: As `weekly_grid`.
    """
    rates = weekly_grid(calls_per_hour)
    none = np.zeros_like(rates)
    group = GroupDemand(group="", eligible=rates, unjudged=rates, judged=(none, none, none))
    return Demand(groups=(group,), spread=spread)


def spread_of_months(calls_a_day: Sequence[float], calls: int) -> float:
    """The standard deviation of daily means by whole month, as a share of their mean.

    Args:
        calls_a_day: Mean calls a day of each whole month.
        calls: All calls of the period: with too few months, half of the Poisson 95% interval's
            width, 1.96 / sqrt(n), is taken for it.
    """
    if len(calls_a_day) >= FEWEST_MONTHS and (mean := sum(calls_a_day) / len(calls_a_day)):
        return float(np.std(calls_a_day, ddof=1)) / mean
    return 1.96 / math.sqrt(calls) if calls else 0.0
