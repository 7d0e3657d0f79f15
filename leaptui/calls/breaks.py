"""Sudden changes in a series of months, told by medians so that one odd month does not hide another.

The scatter of a series is 1.4826 times the median absolute deviation from its own median, which is
the standard deviation where the months scatter by chance, and never less than what the caller says
counts scatter by anyhow. A change counts when it is more than five times that scatter and more than
the least change that would matter to anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

FEWEST_MONTHS = 6
"""Below that a series says nothing about itself."""
_LEAST_SIDE = 3
"""Months on either side of a step."""
_SCATTERS = 5.0
_TO_DEVIATION = 1.4826


@dataclass(frozen=True, slots=True)
class Step:
    """The level of a series changes and stays changed.

    Attributes:
        at: Index of the first month on the new level.
        before: Median before.
        after: Median from there on.
    """

    at: int
    before: float
    after: float


def step_in(values: Sequence[float], *, floor: float, least: float) -> Step | None:
    """Where the level of a series steps up or down, if it does.

    The place is the one that leaves the smallest absolute deviations from the medians of the two
    sides.

    Args:
        values: One for each month, in order.
        floor: Scatter that is there by chance alone.
        least: Smallest change between the two medians that matters.
    """
    if len(values) < FEWEST_MONTHS:
        return None
    best: tuple[float, Step, list[float]] | None = None
    for at in range(_LEAST_SIDE, len(values) - _LEAST_SIDE + 1):
        before, after = median(values[:at]), median(values[at:])
        left = [abs(value - before) for value in values[:at]] + [abs(value - after) for value in values[at:]]
        if best is None or sum(left) < best[0]:
            best = (sum(left), Step(at, before, after), left)
    assert best is not None
    _, step, left = best
    change = abs(step.after - step.before)
    return step if change > _SCATTERS * _scatter(left, floor) and change >= least else None


def odd_ones(values: Sequence[float], *, floor: float, least: float) -> list[int]:
    """Indexes of single months that stand far from the median of the series.

    Args:
        values: One for each month, in order.
        floor: Scatter that is there by chance alone.
        least: Smallest distance from the median that matters.
    """
    if len(values) < FEWEST_MONTHS:
        return []
    middle = median(values)
    away = [abs(value - middle) for value in values]
    scatter = _scatter(away, floor)
    return [at for at, far in enumerate(away) if far > _SCATTERS * scatter and far >= least]


def begins_at(counts: Sequence[int]) -> int | None:
    """The month from which something is there that was not there before, if it was never to be missed since.

    Nothing where it was there in the first three months, or where it comes and goes, as fireworks do.
    """
    first = next((at for at, count in enumerate(counts) if count), None)
    if first is None or first < _LEAST_SIDE or len(counts) - first < _LEAST_SIDE:
        return None
    since = counts[first:]
    steady = sum(count > 0 for count in since) >= 0.8 * len(since)
    # By chance alone it would have been there before: twenty calls expected is one chance in a hundred million.
    return first if steady and sum(since) / len(since) * first >= 20 else None


def ends_at(counts: Sequence[int]) -> int | None:
    """The first month without something that was there in most months before it, if it never came back."""
    begins = begins_at(counts[::-1])
    return None if begins is None else len(counts) - begins


def _scatter(away: Sequence[float], floor: float) -> float:
    return max(_TO_DEVIATION * median(away), floor)
