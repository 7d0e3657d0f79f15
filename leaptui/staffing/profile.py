"""From calls per hour to offered load per hour, when demand changes within the time a call takes.

Calls that come in one hour keep teams busy in the next. Taking each hour by itself (SIPP,
"stationary independent period by period") therefore staffs too early on the way up and too thinly
after a peak. Two corrections: look back by one service time (Lag-SIPP), or follow the mean number
of busy teams (modified offered load).

Sources, recalled: Green, Kolesar and Soares (2001) for lagged SIPP; Green, Kolesar and Whitt (2007)
for modified offered load.
"""

from __future__ import annotations

import math
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from leaptui.staffing.erlang import Floats


class Method(StrEnum):
    """How the load of an hour is worked out."""

    SIPP = "sipp"
    LAG_SIPP = "lag_sipp"
    MODIFIED_OFFERED_LOAD = "modified_offered_load"

    @property
    def label(self) -> str:
        """The words to print."""
        return {
            Method.SIPP: "each hour by itself (SIPP)",
            Method.LAG_SIPP: "each hour by the calls one service time earlier (Lag-SIPP)",
            Method.MODIFIED_OFFERED_LOAD: "mean number of busy teams (modified offered load)",
        }[self]


def offered_load(rates: ArrayLike, service_hours: float, method: Method) -> Floats:
    """The erlangs offered in each hour.

    Args:
        rates: Mean calls per hour, hour after hour; the last hour is followed by the first. Any
            shape is read row by row: 24 hours of a day, or 7 x 24 of a week.
        service_hours: Mean busy time per call, in hours.
        method: How.

    Returns:
        An array of the shape of `rates`.

    Raises:
        ValueError: For a negative rate or a service time that is not above 0.
    """
    calls = np.asarray(rates, dtype=np.float64)
    if not np.all((calls >= 0) & np.isfinite(calls)):
        raise ValueError("rates must be 0 or more")
    if not (service_hours > 0 and math.isfinite(service_hours)):
        raise ValueError("service_hours must be above 0")
    hours = calls.ravel()
    match method:
        case Method.SIPP:
            load = hours * service_hours
        case Method.LAG_SIPP:
            load = _lagged(hours, service_hours) * service_hours
        case Method.MODIFIED_OFFERED_LOAD:
            load = _mean_busy(hours, service_hours)
    return load.reshape(calls.shape)


def _lagged(hours: Floats, lag: float) -> Floats:
    """The mean rate over each hour's window, moved back by `lag` hours."""
    whole = math.floor(lag)
    part = lag - whole
    return (1 - part) * np.roll(hours, whole) + part * np.roll(hours, whole + 1)


def _mean_busy(hours: Floats, service_hours: float) -> Floats:
    """Mean busy teams in each hour, in the steady state of a day or week that repeats.

    With m the mean number busy and a constant rate within the hour, dm/dt = rate - m / service time
    gives m at the end of the hour from m at its start, and its mean over the hour.
    """
    decay = math.exp(-1 / service_hours)
    settled = hours * service_hours
    end = 0.0
    for level in settled:
        end = level + (end - level) * decay
    start = end / (1 - decay ** len(settled)) if len(settled) else 0.0
    means = np.empty_like(settled)
    for hour, level in enumerate(settled):
        means[hour] = level + (start - level) * (1 - decay) * service_hours
        start = level + (start - level) * decay
    return means
