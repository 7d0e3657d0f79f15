"""What a dataset says: volume, shares, eligibility and durations, each on a named base.

Definitions follow the field's city reports. Where studies differ, the docstring of the measure
says which definition is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leaptui.calls import counting
from leaptui.calls.bases import months_in, selection, weekdays_in
from leaptui.calls.durations import HOUR_OF_DAY
from leaptui.calls.loaded import LoadedDataset
from leaptui.domain.calls import CallsSummary, SetAside, Tier, TierLine, TypeLine, TypeReading
from leaptui.domain.measured import Base, BaseName, Period, RuleSet

if TYPE_CHECKING:
    import pandas as pd

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def open_calls(parts: Sequence[bytes]) -> Calls:
    """A dataset's calls, in memory until closed.

    Args:
        parts: The Parquet parts that the import wrote, in order; at least one.
    """
    return Calls(LoadedDataset(parts))


def is_eligible(reading: TypeReading, rules: RuleSet) -> bool:
    """Whether a type counts as eligible by a rule set.

    Expected: responders by default. Broad: co-response too. Narrow: of the expected, what early
    programs took on their first day (Durham HEART 2022, Amherst 2023). All three are shares of
    types, not of screened calls: screening, area, hours and pick-up come off later.
    """
    match rules:
        case RuleSet.NARROW:
            return reading.tier is Tier.COMMUNITY_RESPONDER and reading.narrow
        case RuleSet.EXPECTED:
            return reading.tier is Tier.COMMUNITY_RESPONDER
        case RuleSet.BROAD:
            return reading.tier in (Tier.COMMUNITY_RESPONDER, Tier.CO_RESPONSE)


class Calls:
    """One open dataset. A period is whole days of receipt; nothing means all of them."""

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
            ((first, last),) = self._loaded.rows(selection(base).query("SELECT min(day), max(day)"))
            self._periods[base] = Period(first.isoformat(), last.isoformat()) if first else None
        return self._periods[base]

    def type_counts(
        self, base: BaseName = BaseName.COMMUNITY_INITIATED, period: Period | None = None
    ) -> list[tuple[str, int]]:
        """Every type of a base and its calls, most frequent first. Calls without type have the name ``""``."""
        rows = selection(base, period)
        return self._loaded.rows(
            rows.query("SELECT CAST(type AS VARCHAR), count(*)", "GROUP BY type ORDER BY 2 DESC, 1"),
            rows.parameters,
        )

    def district_counts(self, base: BaseName = BaseName.COMMUNITY_INITIATED) -> list[tuple[str, int]]:
        """Calls by beat, district or zone, most first; those without one have the name ``""``.

        Nothing where the export has no such column.
        """
        query = selection(base).query(
            "SELECT coalesce(trim(district), ''), count(*) FROM read_parquet(?) JOIN (SELECT row",
            ") USING (row) GROUP BY 1 ORDER BY 2 DESC, 1",
        )
        found: list[tuple[str, int]] = self._loaded.rows(query, [self._loaded.parts])
        return found if any(name for name, _ in found) else []

    def summary(
        self,
        types: Sequence[TypeReading],
        base: BaseName = BaseName.COMMUNITY_INITIATED,
        period: Period | None = None,
    ) -> CallsSummary:
        """The picture of the dataset on one base.

        Shares are of the whole base, unmapped types included, so those of the tiers sum to one. The
        weekday-hour cells sum to the base less the calls whose hour is not known.

        Args:
            types: What each type is taken for; a type not among them counts as unmapped.
            base: The population.
            period: The days to count.
        """
        rows, days = selection(base, period), period or self.period(base)
        counts = counting.count(self._loaded, rows)
        times, missing = counting.times(self._loaded, rows)
        calls, without_hour = counts.calls, counts.calls - sum(map(sum, counts.grid))
        read = {reading.type: reading for reading in types}
        tiers = dict.fromkeys(Tier, 0)
        eligible = dict.fromkeys(RuleSet, 0)
        lines: list[TypeLine] = []
        for name, count in counts.types.items():
            reading = read.get(name)
            tier = reading.tier if reading else Tier.UNMAPPED
            tiers[tier] += count
            lines.append(TypeLine(name, count, count / calls, tier))
            for rules in RuleSet:
                eligible[rules] += count if reading and is_eligible(reading, rules) else 0
        return CallsSummary(
            base=Base(base, calls, days),
            by_weekday_hour=tuple(tuple(day) for day in counts.grid),
            weekdays_in_period=weekdays_in(days),
            without_hour=without_hour,
            by_month=tuple((month, counts.months.get(month, 0)) for month in months_in(days)),
            by_type=tuple(lines),
            by_tier=tuple(TierLine(tier, count, count / calls) for tier, count in tiers.items() if count),
            eligible=eligible,
            times=times,
            not_available=(*([HOUR_OF_DAY] if calls and calls == without_hour else []), *missing),
            type_coverage=1 - tiers[Tier.UNMAPPED] / calls if calls else 0.0,
        )

    def demand(
        self,
        types: Sequence[TypeReading],
        rules: RuleSet,
        base: BaseName = BaseName.COMMUNITY_INITIATED,
        period: Period | None = None,
    ) -> tuple[tuple[float, ...], ...]:
        """Mean eligible calls per hour, 7 rows from Monday of 24: what staffing is planned on.

        Calls whose hour is not known are not in it.
        """
        wanted = [reading.type for reading in types if is_eligible(reading, rules)]
        return self._means(wanted, base, period)

    def hour_frame(
        self,
        types: Sequence[str] | None = None,
        base: BaseName = BaseName.COMMUNITY_INITIATED,
        period: Period | None = None,
    ) -> pd.DataFrame:
        """Mean calls per hour by weekday (rows, Monday first) and hour (columns 0 to 23).

        The mean is the count divided by how many such weekdays the period has, not by 52.

        Args:
            types: Only these; nothing for all.
            base: The population.
            period: The days to count.
        """
        import pandas as pd

        means = self._means(types, base, period)
        return pd.DataFrame(means, index=pd.Index(_WEEKDAYS, name="weekday"), columns=range(24))

    def month_frame(
        self,
        types: Sequence[TypeReading],
        base: BaseName = BaseName.COMMUNITY_INITIATED,
        period: Period | None = None,
    ) -> pd.DataFrame:
        """Calls by month (rows, empty ones included) and tier (columns), and `all` of them."""
        import pandas as pd

        rows = selection(base, period)
        counts = self._loaded.frame(
            rows.query(
                "SELECT strftime(day, '%Y-%m') AS month, CAST(type AS VARCHAR) AS type, count(*) AS calls",
                "AND day IS NOT NULL GROUP BY ALL",
            ),
            rows.parameters,
        )
        tier_of = {reading.type: reading.tier.value for reading in types}
        counts["tier"] = [tier_of.get(name, Tier.UNMAPPED.value) for name in counts["type"]]
        frame = counts.pivot_table(index="month", columns="tier", values="calls", aggfunc="sum", fill_value=0)
        frame = frame.reindex(
            index=pd.Index(list(months_in(period or self.period(base))), name="month"),
            columns=[tier.value for tier in Tier],
            fill_value=0,
        ).astype("int64")
        return frame.assign(all=frame.sum(axis=1))

    def time_frame(
        self, base: BaseName = BaseName.COMMUNITY_INITIATED, period: Period | None = None
    ) -> pd.DataFrame:
        """The durations by name: n, median, mean, p90 in minutes, and the calls left out: mistakes, and cancelled."""
        import pandas as pd

        times, _ = counting.times(self._loaded, selection(base, period))
        columns = ["n", "median", "mean", "p90", "left_out", "cancelled"]
        return pd.DataFrame(
            [[getattr(time, column) for column in columns] for time in times.values()],
            index=pd.Index(list(times), name="duration"),
            columns=columns,
        )

    def rows(
        self,
        *,
        type: str | None = None,  # noqa: A002 - the column's own name
        base: BaseName = BaseName.COMMUNITY_INITIATED,
        limit: int = 200,
    ) -> list[dict[str, str]]:
        """The first rows of a base, of one type or of all, as text."""
        rows = selection(base)
        if type is not None:
            rows = rows.within("CAST(type AS VARCHAR) = ?", type)
        return counting.opened(self._loaded, rows, limit)

    def _means(
        self, types: Sequence[str] | None, base: BaseName, period: Period | None
    ) -> tuple[tuple[float, ...], ...]:
        counts = counting.grid(self._loaded, selection(base, period), types)
        weekdays = weekdays_in(period or self.period(base))
        return tuple(
            tuple(count / days if days else 0.0 for count in row)
            for row, days in zip(counts, weekdays, strict=True)
        )
