"""How many calls fall into hours of service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.calls import counting
from leaptui.domain.service_measures import DaysOfWeek

if TYPE_CHECKING:
    import pandas as pd

    from leaptui.calls.population import Population


def window_frame(asked: Population, days: DaysOfWeek = DaysOfWeek.EVERY_DAY) -> pd.DataFrame:
    """Calls inside every window of service that begins at the same hour on each of its days.

    Hours past midnight belong to the day the window began on, so that a Friday's night shift holds the
    first hours of Saturday.

    Args:
        asked: The calls; those whose hour is not known are in no window.
        days: The days on which the window begins.

    Returns:
        Rows: first hour, 0 to 23. Columns: length, 1 to 24 hours. Values: calls.
    """
    import numpy as np
    import pandas as pd

    week = np.array(counting.grid(asked.loaded, asked.rows), dtype=np.int64).ravel()
    up_to = np.concatenate([[0], np.cumsum(np.tile(week, 2))])
    first, length = np.arange(24)[:, None], np.arange(1, 25)[None, :]
    calls = sum(
        up_to[weekday * 24 + first + length] - up_to[weekday * 24 + first] for weekday in days.weekdays
    )
    return pd.DataFrame(
        calls, index=pd.RangeIndex(24, name="first_hour"), columns=pd.RangeIndex(1, 25, name="hours")
    )
