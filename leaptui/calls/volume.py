"""When calls come: by month, week, weekday and hour, and how the months of a year differ."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from leaptui.calls.population import Population

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS_OF_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Every(StrEnum):
    """What time is told apart by."""

    MONTH = "month"
    WEEK = "week"
    """From Monday, by the ISO date of it."""
    WEEKDAY = "weekday"


def day_series(asked: Population) -> pd.Series[int]:
    """Calls on each day of the period, days without a call included."""
    import pandas as pd

    counts = asked.ask("SELECT CAST(received AS DATE), count(*)", "GROUP BY 1")
    found = pd.Series({pd.Timestamp(str(day)): calls for day, calls in counts}, dtype="int64", name="calls")
    period = asked.period
    days = pd.date_range(period.first, period.last) if period else pd.DatetimeIndex([])
    return found.reindex(days, fill_value=0)


def span_frame(days: pd.Series[int], every: Every) -> pd.DataFrame:
    """Calls and days of each month, week or weekday.

    Args:
        days: Calls by day, as `day_series` has them: a month that the period cuts has fewer days.
        every: What time is told apart by.

    Returns:
        By name, in order of time: `calls` and `days`. Weekdays are all seven, Monday first.
    """
    import pandas as pd

    index = pd.DatetimeIndex(days.index)
    names = {
        Every.MONTH: index.strftime("%Y-%m"),
        Every.WEEK: (index - pd.to_timedelta(index.day_of_week, unit="D")).strftime("%Y-%m-%d"),
        Every.WEEKDAY: index.day_name(),
    }[every]
    frame = days.groupby(names).agg(["sum", "count"])
    frame.columns = pd.Index(["calls", "days"])
    if every is Every.WEEKDAY:
        frame = frame.reindex(_WEEKDAYS, fill_value=0)
    return frame.rename_axis(every.value).astype("int64")


def season_frame(days: pd.Series[int]) -> pd.DataFrame:
    """The months of the year: an index of 1.1 is a tenth more calls a day than on the mean day of a year.

    The mean day is that of a year in which every month has its own length, so a period of a year and a
    half, with six months in it twice, does not lean to those. Where a month is missing there is no
    year, and the mean day is that of the period.

    Args:
        days: Calls by day, as `day_series` has them.

    Returns:
        By month, 1 to 12: `calls`, `days`, `years` (of the period that have a day in it) and `index`,
        which is missing for a month without a day, and for all where there are no calls.
    """
    import pandas as pd

    index = pd.DatetimeIndex(days.index)
    frame = pd.DataFrame({"calls": days.to_numpy(), "month": index.month, "year": index.year})
    months = frame.groupby("month").agg(
        calls=("calls", "sum"), days=("calls", "size"), years=("year", "nunique")
    )
    months = months.reindex(range(1, 13), fill_value=0)
    per_day = months["calls"] / months["days"].where(months["days"] > 0)
    if (months["days"] > 0).all():
        mean = float((per_day * list(_DAYS_OF_MONTH)).sum()) / sum(_DAYS_OF_MONTH)
    else:
        mean = float(days.mean()) if len(days) else 0.0
    return months.assign(index=per_day / mean if mean else float("nan"))
