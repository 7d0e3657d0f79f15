"""What a service would meet: calls open at once, calls inside its hours, and how calls are served today.

Counts are whole calls, shares and probabilities fractions of 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from leaptui.domain.call_measures import Picture
from leaptui.domain.measured import RuleSet


class OpenFrom(StrEnum):
    """The stamp from which a call counts as open."""

    RECEIVED = "received"
    DISPATCHED = "dispatched"


class DaysOfWeek(StrEnum):
    """The days on which a window of service is open."""

    EVERY_DAY = "every_day"
    WEEKDAYS = "weekdays"
    WEEKEND = "weekend"

    @property
    def label(self) -> str:
        """The words to print."""
        return {"every_day": "every day", "weekdays": "Monday to Friday", "weekend": "Saturday and Sunday"}[
            self.value
        ]

    @property
    def weekdays(self) -> tuple[int, ...]:
        """Monday is 0."""
        return {"every_day": tuple(range(7)), "weekdays": (0, 1, 2, 3, 4), "weekend": (5, 6)}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap(Picture):
    """How many eligible calls are open at once, from the calls' own times.

    Attributes:
        rules: Which calls count as eligible.
        opens: The stamp from which a call is open; it is open until it is cleared.
        calls: Eligible calls with both stamps in order and at most a day between them.
        left_out: Eligible calls without them, or cancelled before anyone arrived.
        at_least: Share of the period's time with at least k calls open, from k = 0 to the most that ever
            were; empty where no call has both stamps: then nothing is known, not that none was open.
        by_hour: The same within each hour of the day, 24 rows as long as `at_least`; empty like it.
        mean_open: Calls open at a moment, on average: the offered load in erlangs.
    """

    rules: RuleSet
    opens: OpenFrom
    calls: int
    left_out: int
    at_least: tuple[float, ...]
    by_hour: tuple[tuple[float, ...], ...]
    mean_open: float

    @property
    def most(self) -> int:
        """The most calls that were ever open at once."""
        return max(len(self.at_least) - 1, 0)

    def probability(self, open_calls: int) -> float:
        """Share of the time with at least so many calls open; 0 above the most that ever were."""
        return self.at_least[open_calls] if open_calls < len(self.at_least) else 0.0


@dataclass(frozen=True, slots=True)
class Window:
    """Hours of service that begin at the same hour on each of their days.

    Attributes:
        first_hour: 0 to 23.
        hours: 1 to 24; past midnight it runs into the next day.
        days: The days on which it begins.
        calls: Eligible calls inside.
        share: Of the eligible calls whose hour is known.
    """

    first_hour: int
    hours: int
    days: DaysOfWeek
    calls: int
    share: float

    @property
    def words(self) -> str:
        """`10:00 to 22:00 every day`."""
        end = (self.first_hour + self.hours) % 24
        return f"{self.first_hour:02}:00 to {end:02}:00 {self.days.label}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage(Picture):
    """How many eligible calls fall into hours of service. Of equal windows the earliest is told.

    Attributes:
        rules: Which calls count as eligible.
        calls: Eligible calls whose hour is known: the base of the shares.
        without_hour: Eligible calls whose hour is not.
        best: The best window of 8, 10, 12 and 16 hours, every day. All windows are empty without a call.
        curve: The best window of each length of 1 to 24 hours, every day.
        weekdays: Best of 8, 10, 12 and 16 hours from Monday to Friday only; shares of all days' calls.
        weekend: The same on Saturday and Sunday only.
        by_hour: Eligible calls by weekday (Monday first) and hour, from which any window can be told.
    """

    rules: RuleSet
    calls: int
    without_hour: int
    best: tuple[Window, ...]
    curve: tuple[Window, ...]
    weekdays: tuple[Window, ...]
    weekend: tuple[Window, ...]
    by_hour: tuple[tuple[int, ...], ...]

    def window(self, first_hour: int, hours: int, days: DaysOfWeek = DaysOfWeek.EVERY_DAY) -> Window:
        """Any window, told as the best ones are.

        Args:
            first_hour: 0 to 23.
            hours: 1 to 24.
            days: The days on which it begins; hours past midnight belong to the day it began on.
        """
        calls = sum(
            self.by_hour[(weekday + hour // 24) % 7][hour % 24]
            for weekday in days.weekdays
            for hour in range(first_hour, first_hour + hours)
        )
        return Window(first_hour, hours, days, calls, calls / self.calls if self.calls else 0.0)


class FindingKind(StrEnum):
    """What a finding about today's service is about."""

    WAIT = "wait"
    REPEAT = "repeat"
    NOBODY_CAME = "nobody_came"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that works today or does not, told with its counts.

    Attributes:
        key: `wait.over_30`, `repeat.within_24_hours` ...
        kind: What it is about.
        works: Whether it speaks for today's service; nothing where that is for the city to judge.
        sentence: With the calls it counts and those it counts them of.
        calls: Counted.
        of: Those they are counted of.
        group: The group of the taxonomy that it is about, where it is about one.
    """

    key: str
    kind: FindingKind
    works: bool | None
    sentence: str
    calls: int
    of: int
    group: str = ""

    @property
    def behind(self) -> str:
        """What tells the rows behind it."""
        return f"group.{self.group}" if self.group else self.key

    @property
    def share(self) -> float:
        """`calls` of `of`; 0 of none."""
        return self.calls / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceToday(Picture):
    """What works today and what does not: waits, repeat calls, calls nobody came to.

    Attributes:
        findings: Waits first.
        not_available: What this file cannot tell, in words.
    """

    findings: tuple[Finding, ...]
    not_available: tuple[str, ...]
