"""What a replay says: share answered, waits, how busy the teams were, the worst days, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leaptui.staffing.erlang import Floats
from leaptui.staffing.replay import HOUR, WEEK_HOURS, Answers

DAY_MINUTES = 24 * HOUR
WEEK_MINUTES = WEEK_HOURS * HOUR
BACK_TO_BACK_MINUTES = 10.0
"""A call taken within so many minutes of the last one's end: no time to write up, eat or rest."""
RESAMPLES = 1_000
BAND = (2.5, 97.5)
"""Percentiles between which 95% of the resampled periods lie."""
FEWEST_WEEKS = 4
"""Fewer whole weeks than these give no band."""

Grid = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class WorstDay:
    """A day and its calls in hours of service. `day` counts from the Monday the minutes count from."""

    day: int
    calls: int
    missed: int
    waited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """The measures of a replay. Grids are 7 rows, Monday first, of 24 hours.

    Attributes:
        calls: In hours of service.
        outside: Calls that came while no team was on duty.
        at_once: Calls a team took without a wait.
        waited: Calls a team took after a wait.
        missed: Calls in hours of service that went to police.
        mean_wait: Minutes, over the calls that a team took; nothing where there was none.
        p90_wait: Nine of ten of those calls waited no longer, in minutes.
        band: Share answered at once, low and high, with the weeks drawn again and again; nothing
            where there are too few whole weeks.
        weeks: Whole or part weeks that the band rests on.
        calls_by_hour: Calls by hour of the week, over the whole period.
        at_once_by_hour: Of those, the ones answered at once.
        utilisation: Share of the teams' time on duty spent on calls.
        utilisation_by_hour: By hour of the week; 0 where no team is on duty.
        after_hours: Team hours a week spent on calls in hours with no team on duty: calls that ran over.
        back_to_back: Share of the calls taken that began within ten minutes of the team's last.
        worst_days: Most calls missed (then most made to wait) first, at most ten.
        days_without_miss: Share of the days with a call on which none was missed.
    """

    calls: int
    outside: int
    at_once: int
    waited: int
    missed: int
    mean_wait: float | None
    p90_wait: float | None
    band: tuple[float, float] | None
    weeks: int
    calls_by_hour: Grid
    at_once_by_hour: Grid
    utilisation: float
    utilisation_by_hour: Grid
    after_hours: float
    back_to_back: float
    worst_days: tuple[WorstDay, ...]
    days_without_miss: float

    @property
    def share_at_once(self) -> float | None:
        """Of the calls in hours of service; nothing where there was none."""
        return self.at_once / self.calls if self.calls else None

    @property
    def share_answered(self) -> float | None:
        """At once or after a wait."""
        return (self.at_once + self.waited) / self.calls if self.calls else None


def measured(answers: Answers, teams: NDArray[np.int64], begins: float, ends: float, seed: int) -> Replayed:
    """The measures of a replay over a period.

    Args:
        answers: What became of each call.
        teams: On duty, 7 x 24.
        begins: First minute of the period, since the Monday the calls count from.
        ends: Minute after its last.
        seed: Of the weeks drawn for the band.
    """
    inside, at_once = answers.open, answers.at_once
    taken = answers.answered
    waits = answers.wait[taken]
    hour = (answers.received // HOUR).astype(np.int64) % WEEK_HOURS
    calls_by_hour = np.bincount(hour[inside], minlength=WEEK_HOURS)
    at_once_by_hour = np.bincount(hour[at_once], minlength=WEEK_HOURS)
    calls, first, answered = int(inside.sum()), int(at_once.sum()), int(taken.sum())
    on_duty = teams.ravel().astype(float) * _occurrences(begins, ends)
    busy = _busy_hours(answers.start[taken], answers.start[taken] + answers.service[taken], begins, ends)
    is_staffed = on_duty > 0
    within = np.where(is_staffed, np.minimum(busy, on_duty), 0.0)
    weeks, band = _band(answers, begins, seed)
    worst, without = _days(answers)
    with np.errstate(divide="ignore", invalid="ignore"):
        utilisation_by_hour = np.where(is_staffed, within / on_duty, 0.0)
    return Replayed(
        calls=calls,
        outside=len(answers.received) - calls,
        at_once=first,
        waited=answered - first,
        missed=calls - answered,
        mean_wait=float(waits.mean()) if answered else None,
        p90_wait=float(np.percentile(waits, 90)) if answered else None,
        band=band,
        weeks=weeks,
        calls_by_hour=_grid(calls_by_hour),
        at_once_by_hour=_grid(at_once_by_hour),
        utilisation=float(within.sum() / on_duty.sum()) if on_duty.sum() else 0.0,
        utilisation_by_hour=_grid(utilisation_by_hour),
        after_hours=float(busy[~is_staffed].sum() / ((ends - begins) / WEEK_MINUTES)),
        back_to_back=float(np.mean(answers.rest[taken] < BACK_TO_BACK_MINUTES)) if answered else 0.0,
        worst_days=worst,
        days_without_miss=without,
    )


def _grid(by_hour: Floats | NDArray[np.int64]) -> Grid:
    return tuple(tuple(float(value) for value in row) for row in by_hour.reshape(7, 24))


def _occurrences(begins: float, ends: float) -> Floats:
    """How often each hour of the week lies in the period."""
    hours = np.arange(int(begins // HOUR), int(-(-ends // HOUR)))
    return np.bincount(hours % WEEK_HOURS, minlength=WEEK_HOURS).astype(float)


def _busy_hours(start: Floats, end: Floats, begins: float, ends: float) -> Floats:
    """Team hours spent on calls, by hour of the week."""
    spent = np.zeros(WEEK_HOURS)
    left, stop = np.maximum(start, begins), np.minimum(end, ends)
    while len(left):
        hour = np.floor(left / HOUR)
        edge = np.minimum((hour + 1) * HOUR, stop)
        spent += np.bincount(
            hour.astype(np.int64) % WEEK_HOURS, np.maximum(edge - left, 0.0) / HOUR, minlength=WEEK_HOURS
        )
        going_on = edge < stop
        left, stop = edge[going_on], stop[going_on]
    return spent


def _band(answers: Answers, begins: float, seed: int) -> tuple[int, tuple[float, float] | None]:
    """Between which shares most periods lie that are made of the same weeks, drawn with replacement.

    Weeks are drawn and not calls, since calls of a week have its weather, its paydays and its
    events in common.
    """
    week = ((answers.received[answers.open] - begins) // WEEK_MINUTES).astype(np.int64)
    if not len(week):
        return 0, None
    first = answers.at_once[answers.open]
    calls, at_once = np.bincount(week), np.bincount(week, first)
    weeks = len(calls)
    if weeks < FEWEST_WEEKS:
        return weeks, None
    drawn = np.random.default_rng(seed).integers(0, weeks, (RESAMPLES, weeks))
    totals = calls[drawn].sum(axis=1)
    shares = at_once[drawn].sum(axis=1)[totals > 0] / totals[totals > 0]
    low, high = np.percentile(shares, BAND)
    return weeks, (float(low), float(high))


def _days(answers: Answers) -> tuple[tuple[WorstDay, ...], float]:
    inside = answers.open
    if not inside.any():
        return (), 1.0
    days, place = np.unique((answers.received[inside] // DAY_MINUTES).astype(np.int64), return_inverse=True)
    calls = np.bincount(place)
    missed = np.bincount(place, ~answers.answered[inside]).astype(np.int64)
    waited = np.bincount(place, (answers.answered & ~answers.at_once)[inside]).astype(np.int64)
    order = np.lexsort((days, -waited, -missed))[:10]
    worst = tuple(
        WorstDay(int(days[at]), int(calls[at]), int(missed[at]), int(waited[at]))
        for at in order
        if missed[at] or waited[at]
    )
    return worst, float(np.mean(missed == 0))
