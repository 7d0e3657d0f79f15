"""What the measures of a city's calls say, each with the base it was taken of.

Counts are whole calls, shares fractions of 0 to 1, durations minutes unless a name says hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from leaptui.domain.calls import TimeMeasure
from leaptui.domain.measured import Base, RuleSet


class SplitBy(StrEnum):
    """What calls are told apart by."""

    GROUP = "group"
    TIER = "tier"
    TYPE = "type"
    PRIORITY = "priority"
    SOURCE = "source"
    DISTRICT = "district"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A measure and its base.

    Attributes:
        base: The population after the filter.
        filter: The filter in words; empty where nothing was left out.
    """

    base: Base
    filter: str = ""

    @property
    def of(self) -> str:
        """`41,022 community-initiated incidents, 2025-01-01 to 2025-12-31; district Mill`."""
        return "; ".join(part for part in (self.base.sentence, self.filter) if part)


@dataclass(frozen=True, slots=True)
class Span:
    """Calls in a month, a week, on a weekday or in an hour of the day.

    Attributes:
        name: `2025-01`, the Monday of a week as ISO date, `Monday`, `17`.
        calls: In all of it.
        days: Days of the period that belong to it: a month the period cuts has fewer.
    """

    name: str
    calls: int
    days: int

    @property
    def per_day(self) -> float:
        """Mean calls on one of its days (for an hour of the day: in that hour); 0 without a day."""
        return self.calls / self.days if self.days else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume(Picture):
    """How many calls, and when.

    Attributes:
        by_month: Months without a call included.
        by_week: From Monday; weeks without a call included.
        by_weekday: Monday first.
        by_hour: 24; calls whose hour is not known are in none.
        hour_means: Mean calls per hour, 7 rows from Monday of 24: the count divided by such weekdays.
        without_hour: Calls whose hour is not known.
    """

    by_month: tuple[Span, ...]
    by_week: tuple[Span, ...]
    by_weekday: tuple[Span, ...]
    by_hour: tuple[Span, ...]
    hour_means: tuple[tuple[float, ...], ...]
    without_hour: int

    @property
    def days(self) -> int:
        """Days of the period."""
        return sum(span.days for span in self.by_weekday)

    @property
    def per_day(self) -> float:
        """Mean calls a day."""
        return self.base.calls / self.days if self.days else 0.0


@dataclass(frozen=True, slots=True)
class SeasonMonth:
    """A month of the year.

    Attributes:
        month: 1 to 12.
        calls: In all years.
        days: In all years.
        years: How many years of the period have at least one of its days.
        index: Its calls a day over those of a mean day of the year; nothing where it has no day.
    """

    month: int
    calls: int
    days: int
    years: int
    index: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seasonality(Picture):
    """How the months differ: an index of 1.1 is a tenth more calls a day than on a mean day.

    Attributes:
        months: January first.
        whole_years: Whether each of the twelve months is in the period; without that the index is
            against the mean day of the period only and says nothing about a year.
    """

    months: tuple[SeasonMonth, ...]
    whole_years: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Calls of one group, type, district ...

    Attributes:
        name: As the calls or the taxonomy name it; empty where it is not given.
        calls: Parts sum to the base.
        share: Of the base.
        eligible: Calls of it whose type each rule set counts.
    """

    name: str
    calls: int
    share: float
    eligible: dict[RuleSet, int]

    def share_of(self, rules: RuleSet) -> float:
        """Eligible calls as a fraction of its own calls."""
        return self.eligible[rules] / self.calls if self.calls else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts(Picture):
    """The base told apart; most calls first. Nothing where the file does not have it."""

    by: SplitBy
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Screened:
    """How many of the eligible calls would pass the screen, where somebody judged their types.

    Attributes:
        calls: Expected to pass, of the judged ones.
        low: By the low ends of the judgements.
        high: By the high ends.
        judged: Eligible calls whose type has a judged share.
        not_judged: The other eligible calls; nothing is assumed of them.
    """

    calls: float
    low: float
    high: float
    judged: int
    not_judged: int


@dataclass(frozen=True, slots=True)
class EligibleLine:
    """Eligible calls by one rule set; `screened` where a share within some type was judged."""

    rules: RuleSet
    calls: int
    share: float
    screened: Screened | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligible(Picture):
    """The three answers to what a responder could take: narrow, expected, broad."""

    lines: tuple[EligibleLine, ...]

    def by(self, rules: RuleSet) -> EligibleLine:
        """The line of a rule set."""
        return next(line for line in self.lines if line.rules is rules)


@dataclass(frozen=True, slots=True)
class DurationLine:
    """The durations of one part of the base.

    Attributes:
        name: Of the part; empty for the whole base or where it is not given.
        calls: In the part.
        times: By key, only those that some call has: `call_processing`, `travel`, `response`,
            `on_scene`, `busy`.
    """

    name: str
    calls: int
    times: dict[str, TimeMeasure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Durations(Picture):
    """Durations of all calls and of each part.

    Attributes:
        by: What the parts are; nothing for the whole base alone.
        all: Of the whole base.
        parts: Most calls first.
        definitions: What each duration runs from and to, in words, by key.
        not_available: Durations that no call has, in words.
    """

    by: SplitBy | None
    all: DurationLine
    parts: tuple[DurationLine, ...]
    definitions: dict[str, str]
    not_available: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HoursRange:
    """Hours from the fewest that are certain to the most that are likely."""

    low: float
    expected: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort(Picture):
    """Police effort on eligible calls.

    Attributes:
        rules: Which calls count as eligible.
        eligible: Calls.
        with_hours: Eligible calls whose unit hours are known.
        units_known: Whether the file tells how many units came; otherwise each call counts one unit.
        units_per_call: Mean over the calls with hours.
        unit_hours: Low: only what is recorded. Expected and high: calls without hours taken for as
            long as the mean of those of their type (or of all, where no call of the type has any).
        officer_hours: Unit hours by officers in a unit: one (low, expected), two (high).
        words: What the range rests on.
    """

    rules: RuleSet
    eligible: int
    with_hours: int
    units_known: bool
    units_per_call: float
    unit_hours: HoursRange
    officer_hours: HoursRange
    words: str


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """Calls that ended in one way, and their share of the calls whose ending is given."""

    key: str
    label: str
    calls: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes(Picture):
    """How calls of eligible types end today.

    Attributes:
        rules: Which calls count as eligible; nothing for the whole base.
        calls: How many.
        with_disposition: Of these, how many have an ending that is given: the base of the shares.
        lines: In the order of the word list; `other` are endings the list does not have.
        not_mapped: Endings the list does not have, with their calls, most first.
    """

    rules: RuleSet | None
    calls: int
    with_disposition: int
    lines: tuple[OutcomeLine, ...]
    not_mapped: tuple[tuple[str, int], ...]

    def share_of(self, key: str) -> float:
        """Share of one ending; 0 where none is given."""
        return next((line.share for line in self.lines if line.key == key), 0.0)
