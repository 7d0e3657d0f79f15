"""What a dataset says: volume, shares, eligibility and durations, each on a named base.

Definitions follow the field's city reports. Where studies differ, the docstring of the measure
says which definition is used. What is asked less often has a module of its own beside this one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from leaptui.calls import counting
from leaptui.calls.bases import months_in, selection, weekdays_in
from leaptui.calls.durations import HOUR_OF_DAY
from leaptui.calls.eligibility import TypeMap, filtered, is_eligible
from leaptui.calls.loaded import LoadedDataset
from leaptui.calls.population import Population
from leaptui.domain.call_filter import CallFilter
from leaptui.domain.calls import CallsSummary, SetAside, Tier, TierLine, TypeLine, TypeReading
from leaptui.domain.ledger_rules import USUALLY_ON
from leaptui.domain.measured import Base, BaseName, Period, RuleSet

if TYPE_CHECKING:
    import pandas as pd

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ALL = CallFilter()


def open_calls(parts: Sequence[bytes], on: Collection[SetAside] = USUALLY_ON) -> Calls:
    """A dataset's calls, in memory until closed.

    Args:
        parts: The Parquet parts that the import wrote, in order; at least one.
        on: The rules of the ledger that are applied.
    """
    return Calls(LoadedDataset(parts, on))


class Calls:
    """One open dataset. A filter leaves fewer calls of a base; without one all of them are counted."""

    def __init__(self, loaded: LoadedDataset) -> None:
        self._loaded = loaded
        self._periods: dict[BaseName, Period | None] = {}

    @property
    def loaded(self) -> LoadedDataset:
        """The dataset in memory."""
        return self._loaded

    def close(self) -> None:
        """Give the memory back."""
        self._loaded.close()

    def period(self, base: BaseName = BaseName.COMMUNITY_INITIATED) -> Period | None:
        """First and last day of a base; dispatched calls are counted over the days of all of them."""
        if base is BaseName.DISPATCHED:
            base = BaseName.COMMUNITY_INITIATED
        if base not in self._periods:
            query = selection(base).query("SELECT CAST(min(received) AS DATE), CAST(max(received) AS DATE)")
            ((first, last),) = self._loaded.rows(query)
            self._periods[base] = Period(first.isoformat(), last.isoformat()) if first else None
        return self._periods[base]

    def population(
        self,
        types: Sequence[TypeReading],
        base: BaseName = BaseName.COMMUNITY_INITIATED,
        only: CallFilter = _ALL,
    ) -> Population:
        """The calls of a base that a filter leaves.

        Days of the filter that lie outside the dataset's are not counted: that a file ends is no day
        without calls.

        Args:
            types: What each type is taken for; a type not among them counts as unmapped.
            base: The population.
            only: The filter.
        """
        taken = TypeMap(types, self._loaded.words("type"))
        return Population(
            loaded=self._loaded,
            rows=filtered(base, only, taken, self._loaded.words),
            types=taken,
            name=base,
            period=_both(self.period(base), only.period),
        )

    def type_counts(
        self, base: BaseName = BaseName.COMMUNITY_INITIATED, period: Period | None = None
    ) -> list[tuple[str, int]]:
        """Every type of a base and its calls, most frequent first. Calls without type have the name ``""``."""
        return self.word_counts("type", base, period)

    def district_counts(self, base: BaseName = BaseName.COMMUNITY_INITIATED) -> list[tuple[str, int]]:
        """Calls by beat, district or zone, most first; those without one have the name ``""``.

        Nothing where the export has no such column.
        """
        found = self.word_counts("district", base)
        return found if any(name for name, _ in found) else []

    def word_counts(
        self, column: str, base: BaseName = BaseName.COMMUNITY_INITIATED, period: Period | None = None
    ) -> list[tuple[str, int]]:
        """Every word of a column (`leaptui.calls.loaded.WORDS`) and its calls, most first."""
        rows = selection(base, period)
        return self._loaded.rows(
            rows.query(
                f"SELECT CAST({column} AS VARCHAR), count(*)", f"GROUP BY {column} ORDER BY 2 DESC, 1"
            ),
            rows.parameters,
        )

    def summary(
        self,
        types: Sequence[TypeReading],
        base: BaseName = BaseName.COMMUNITY_INITIATED,
        only: CallFilter = _ALL,
    ) -> CallsSummary:
        """The picture of the dataset on one base.

        Shares are of the whole base, unmapped types included, so those of the tiers sum to one. The
        weekday-hour cells sum to the base less the calls whose hour is not known. A type whose tier
        changed within the period has a line for each.

        Args:
            types: What each type is taken for; a type not among them counts as unmapped.
            base: The population.
            only: The filter; the base is what it leaves.
        """
        asked = self.population(types, base, only)
        counts = counting.count(self._loaded, asked.rows, asked.types)
        calls, without_hour = counts.calls, counts.calls - sum(map(sum, counts.grid))
        tiers = dict.fromkeys(Tier, 0)
        eligible = dict.fromkeys(RuleSet, 0)
        by_type: Counter[tuple[str, Tier]] = Counter()
        for (name, era), count in counts.types.items():
            reading = asked.types.reading(name, era)
            tiers[reading.tier] += count
            by_type[name, reading.tier] += count
            for rules in RuleSet:
                eligible[rules] += count if is_eligible(reading, rules) else 0
        months = counts.months
        return CallsSummary(
            base=Base(base, calls, asked.period),
            by_weekday_hour=tuple(tuple(day) for day in counts.grid),
            weekdays_in_period=weekdays_in(asked.period),
            without_hour=without_hour,
            by_month=tuple((month, months.get(month, 0)) for month in months_in(asked.period)),
            by_type=tuple(
                TypeLine(name, count, count / calls, tier) for (name, tier), count in by_type.most_common()
            ),
            by_tier=tuple(TierLine(tier, count, count / calls) for tier, count in tiers.items() if count),
            eligible=eligible,
            times=counts.times,
            not_available=(
                *([HOUR_OF_DAY] if calls and calls == without_hour else []),
                *counts.not_available,
            ),
            type_coverage=1 - tiers[Tier.UNMAPPED] / calls if calls else 0.0,
        )

    def demand(
        self,
        types: Sequence[TypeReading],
        rules: RuleSet,
        base: BaseName = BaseName.COMMUNITY_INITIATED,
        only: CallFilter = _ALL,
    ) -> tuple[tuple[float, ...], ...]:
        """Mean eligible calls per hour, 7 rows from Monday of 24: what staffing is planned on.

        Calls whose hour is not known are not in it.
        """
        asked = self.population(types, base, only).eligible(rules)
        return hour_means(counting.grid(self._loaded, asked.rows), asked.period)

    def hour_frame(
        self,
        types: Sequence[TypeReading] = (),
        base: BaseName = BaseName.COMMUNITY_INITIATED,
        only: CallFilter = _ALL,
    ) -> pd.DataFrame:
        """Mean calls per hour by weekday (rows, Monday first) and hour (columns 0 to 23).

        The mean is the count divided by how many such weekdays the period has, not by 52.
        """
        import pandas as pd

        asked = self.population(types, base, only)
        means = hour_means(counting.grid(self._loaded, asked.rows), asked.period)
        return pd.DataFrame(means, index=pd.Index(_WEEKDAYS, name="weekday"), columns=range(24))

    def month_frame(
        self,
        types: Sequence[TypeReading],
        base: BaseName = BaseName.COMMUNITY_INITIATED,
        only: CallFilter = _ALL,
    ) -> pd.DataFrame:
        """Calls by month (rows, empty ones included) and tier (columns), and `all` of them."""
        import pandas as pd

        asked = self.population(types, base, only)
        found = counting.by_type(self._loaded, asked.rows, asked.types, "strftime(received, '%Y-%m')")
        counts = pd.DataFrame(
            [(month, asked.types.reading(name, era).tier.value, calls) for month, name, era, calls in found],
            columns=["month", "tier", "calls"],
        )
        frame = counts.pivot_table(index="month", columns="tier", values="calls", aggfunc="sum", fill_value=0)
        frame = frame.reindex(
            index=pd.Index(list(months_in(asked.period)), name="month"),
            columns=[tier.value for tier in Tier],
            fill_value=0,
        ).astype("int64")
        return frame.assign(all=frame.sum(axis=1))

    def time_frame(
        self,
        types: Sequence[TypeReading] = (),
        base: BaseName = BaseName.COMMUNITY_INITIATED,
        only: CallFilter = _ALL,
    ) -> pd.DataFrame:
        """The durations by name: n, median, mean, p90 in minutes, and the calls left out: mistakes, and cancelled."""
        import pandas as pd

        asked = self.population(types, base, only)
        times = counting.count(self._loaded, asked.rows, asked.types).times
        columns = ["n", "median", "mean", "p90", "left_out", "cancelled"]
        return pd.DataFrame(
            [[getattr(time, column) for column in columns] for time in times.values()],
            index=pd.Index(list(times), name="duration"),
            columns=columns,
        )


def hour_means(counts: Sequence[Sequence[int]], period: Period | None) -> tuple[tuple[float, ...], ...]:
    """Mean calls per hour, 7 rows from Monday of 24: the count over how many such weekdays the period has."""
    return tuple(
        tuple(count / days if days else 0.0 for count in row)
        for row, days in zip(counts, weekdays_in(period), strict=True)
    )


def _both(known: Period | None, wanted: Period | None) -> Period | None:
    """The days that two periods share; the wanted ones where they share none."""
    if known is None or wanted is None:
        return known or wanted
    first, last = max(known.first, wanted.first), min(known.last, wanted.last)
    return Period(first, last) if first <= last else wanted
