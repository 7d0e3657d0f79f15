"""The only way a figure travels: with its unit, its base and its source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BaseName(StrEnum):
    """The populations a share can be taken of. Mixing them is the field's commonest error."""

    ALL_ROWS = "all_rows"
    INCIDENTS = "incidents"
    COMMUNITY_INITIATED = "community_initiated"
    DISPATCHED = "community_initiated_dispatched"

    @property
    def label(self) -> str:
        """The words to print."""
        return {
            BaseName.ALL_ROWS: "all rows of the file",
            BaseName.INCIDENTS: "all incidents",
            BaseName.COMMUNITY_INITIATED: "community-initiated incidents",
            BaseName.DISPATCHED: "community-initiated incidents that were dispatched",
        }[self]


class RuleSet(StrEnum):
    """Three answers to three different questions about eligibility."""

    NARROW = "narrow"
    EXPECTED = "expected"
    BROAD = "broad"


class Unit(StrEnum):
    """What a figure counts."""

    CALLS = "calls"
    SHARE = "share"
    """A fraction, 0 to 1."""
    MINUTES = "minutes"
    CALLS_PER_HOUR = "calls per hour"
    CALLS_PER_DAY = "calls per day"
    PER_THOUSAND = "per 1,000 residents"
    OF_A_MEAN_DAY = "of a mean day"
    """An index: 1 is the mean."""
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days, both included, as ISO dates."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Base:
    """The population behind a figure."""

    name: BaseName
    calls: int
    period: Period | None

    @property
    def sentence(self) -> str:
        """`41,022 community-initiated incidents, 2025-01-01 to 2025-12-31`."""
        span = f", {self.period.first} to {self.period.last}" if self.period else ""
        return f"{self.calls:,} {self.name.label}{span}"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure was read."""

    dataset: str
    """Hash of the dataset."""
    file_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A figure that can answer "says who?"."""

    label: str
    value: float
    unit: Unit
    base: Base
    source: Source
    part: int | None = None
    """For a share: the number of calls above the line."""
    rules: RuleSet | None = None

    @classmethod
    def share(
        cls, label: str, part: int, base: Base, source: Source, rules: RuleSet | None = None
    ) -> Measured:
        """`part` of `base`, as a fraction. An empty base gives 0."""
        value = part / base.calls if base.calls else 0.0
        return cls(
            label=label, value=value, unit=Unit.SHARE, base=base, source=source, part=part, rules=rules
        )

    @property
    def printed(self) -> str:
        """The value as it is shown: `17.6%`, `7,220`, `24.9 min`."""
        match self.unit:
            case Unit.SHARE:
                return f"{self.value * 100:.1f}%"
            case Unit.MINUTES:
                return f"{self.value:,.1f} min"
            case Unit.CALLS:
                return f"{round(self.value):,}"
            case Unit.HOURS:
                return f"{round(self.value):,} hours"
            case Unit.OF_A_MEAN_DAY:
                return f"{self.value:.2f} {self.unit}"
            case _:
                return f"{self.value:,.1f} {self.unit}"
