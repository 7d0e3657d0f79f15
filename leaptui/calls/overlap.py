"""How many calls are open at once, from the calls' own times: no model, only intervals."""

# ruff: noqa: S608 - the SQL is made of this package's own words; what a file or a person says is a parameter

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.calls.durations import LONGEST_MINUTES
from leaptui.domain.service_measures import OpenFrom

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from leaptui.calls.population import Population

_HOUR_MS = 3_600_000
_BEGINS = {
    OpenFrom.RECEIVED: "CASE WHEN kept.received_has_clock THEN kept.received END",
    OpenFrom.DISPATCHED: "coalesce(kept.dispatched, kept.en_route)",
}


def intervals(asked: Population, opens: OpenFrom) -> pd.DataFrame:
    """From when to when each call is open, in milliseconds since the first midnight of the period.

    Calls without both stamps, with these in the wrong order or more than a day apart, and those
    cancelled before anyone arrived are left out.

    Args:
        asked: The calls.
        opens: From receipt (how many people wait or are helped) or from dispatch (how many units are out).
    """
    first = asked.period.first if asked.period else None
    frame = asked.loaded.frame(
        "WITH ends AS (SELECT date_diff('millisecond', CAST(? AS TIMESTAMP), "
        f"{_BEGINS[opens]}) AS begins, date_diff('millisecond', CAST(? AS TIMESTAMP), kept.cleared) AS ends "
        f"FROM ({asked.rows.query('SELECT row', 'AND NOT cancelled')}) JOIN read_parquet(?) AS kept USING (row)) "
        "SELECT * FROM ends WHERE ends - begins BETWEEN 0 AND ? ORDER BY begins, ends",
        [
            first,
            first,
            *asked.rows.parameters,
            asked.loaded.parts,
            LONGEST_MINUTES * 60_000,
        ],
    )
    return frame.astype("int64")


def open_calls(asked: Population, opens: OpenFrom) -> Population:
    """The calls that `intervals` knows to be open."""
    begins = _BEGINS[opens]
    return asked.within(
        "NOT cancelled AND row IN (SELECT kept.row FROM read_parquet(?) AS kept "
        f"WHERE date_diff('millisecond', {begins}, kept.cleared) BETWEEN 0 AND ?)",
        asked.loaded.parts,
        LONGEST_MINUTES * 60_000,
    )


def overlap_frame(found: pd.DataFrame, days: int) -> pd.DataFrame:
    """The time with at least k calls open, by hour of the day.

    Args:
        found: As `intervals` has them.
        days: Whole days of the period.

    Returns:
        Rows: hours 0 to 23. Columns: k = 0 to the most calls that were ever open at once. Values:
        milliseconds of the period, so that column 0 is all of its time. Wall-clock days have 24
        hours, those on which the clocks change too.
    """
    import pandas as pd

    spent = time_at_level(found["begins"].to_numpy(), found["ends"].to_numpy(), days)
    at_least = spent[:, ::-1].cumsum(axis=1)[:, ::-1]
    return pd.DataFrame(at_least, index=pd.RangeIndex(24, name="hour"))


def time_at_level(begins: NDArray[np.int64], ends: NDArray[np.int64], days: int) -> NDArray[np.int64]:
    """The time with exactly k intervals open, by hour of the day.

    One sweep over all beginnings and ends in their order, with the full hours between them: between
    two neighbours the number of open intervals does not change.

    Args:
        begins: Milliseconds since a midnight.
        ends: Of the same intervals; an interval holds its beginning and not its end.
        days: Whole days that are looked at, from that midnight; what lies outside is cut off.

    Returns:
        24 rows; as many columns as there were ever intervals open at once, and one more for none.
    """
    import numpy as np

    last = days * 24 * _HOUR_MS
    begins, ends = np.clip(begins, 0, last), np.clip(ends, 0, last)
    hours = np.arange(0, last, _HOUR_MS, dtype=np.int64)
    times = np.concatenate([begins, ends, hours])
    steps = np.concatenate([np.ones_like(begins), -np.ones_like(ends), np.zeros_like(hours)])
    order = np.argsort(times, kind="stable")
    times, levels = times[order], np.cumsum(steps[order])
    lasting = np.diff(times, append=last)
    hour = times // _HOUR_MS % 24
    counted = lasting > 0
    most = int(levels[counted].max(initial=0))
    spent = np.zeros(24 * (most + 1), dtype=np.int64)
    np.add.at(spent, hour[counted] * (most + 1) + levels[counted], lasting[counted])
    return spent.reshape(24, most + 1)
