"""Small cells: counts so low that they point at a person, and those that would give them away.

A count from 1 up to one less than the threshold is withheld; none (0) may be shown. Where the
total is printed too, more cells are withheld until no withheld count follows by subtraction.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Iterable, Sequence
from enum import IntEnum


class Threshold(IntEnum):
    """The least count that is printed."""

    ALL = 1
    """Nothing is withheld: for internal use."""
    FIVE = 5
    ELEVEN = 11
    """As the federal health agencies ask."""


def is_small(count: int, threshold: int) -> bool:
    """Whether a count must be withheld on its own account."""
    return 0 < count < threshold


def _largest_last(counts: Sequence[int], places: Iterable[int]) -> list[int]:
    return sorted(places, key=lambda place: (counts[place], place))


def withheld(counts: Sequence[int], threshold: int) -> frozenset[int]:
    """Positions to withhold in a list of counts whose total is printed.

    A reader knows the sum of the withheld cells, how many they are, and that each is at least 1
    (a 0 is shown). So a single withheld cell is given away, and so are several that are all 1.
    The smallest of the other cells are withheld as well until neither holds and the sum reaches
    the threshold. Where that cannot be reached every cell is withheld, those of 0 too.
    """
    hidden = {place for place, count in enumerate(counts) if is_small(count, threshold)}
    if not hidden:
        return frozenset()
    others = _largest_last(counts, (place for place, count in enumerate(counts) if count >= threshold))
    total = sum(counts[place] for place in hidden)
    while len(hidden) == 1 or total == len(hidden) or total < threshold:
        if not others:
            return frozenset(range(len(counts)))
        place = others.pop(0)
        hidden.add(place)
        total += counts[place]
    return frozenset(hidden)


def folded(counts: Sequence[int], threshold: int, left_out: Collection[int] = ()) -> frozenset[int]:
    """Positions to fold into one line "all others", whose sum a reader can work out.

    Args:
        counts: The lines of one group.
        threshold: The least count that is printed.
        left_out: Positions that go into that line anyhow.

    Returns:
        Those, the small ones, and the smallest of the rest until the sum is 0 or reaches the threshold.
    """
    inside = {place for place, count in enumerate(counts) if place in left_out or is_small(count, threshold)}
    others = _largest_last(counts, set(range(len(counts))) - inside)
    total = sum(counts[place] for place in inside)
    while is_small(total, threshold) and others:
        place = others.pop(0)
        inside.add(place)
        total += counts[place]
    return frozenset(inside)


TOP_BAND = 6
"""The last of the seven bands of a heat grid, open above."""
_WIDTHS = (
    *(tenths / 10 for tenths in (1, 2, 3, 4, 5, 6, 8)),
    *(unit * step for unit in (1, 10, 100, 1_000, 10_000) for step in (1, 1.5, 2, 2.5, 3, 4, 5, 7)),
)


def band_width(means: Sequence[float], weekdays: Sequence[int], threshold: int) -> float:
    """Width in calls per hour of the bands of a heat grid.

    Wide enough that the lowest band holds counts below and above the threshold, and that less than
    a tenth of the cells fall in the top band.

    Args:
        means: Mean calls per hour of every cell.
        weekdays: How many of each weekday the period has.
        threshold: The least count that is printed.
    """
    least = threshold / min((days for days in weekdays if days), default=1)
    for width in _WIDTHS:
        hot = sum(band(mean, width) == TOP_BAND for mean in means)
        if band(least, width) == 0 and 10 * hot < len(means):
            return width
    return _WIDTHS[-1]


def band(mean: float, width: float) -> int:
    """The band of a mean as it would be printed with one decimal, 0 to 6."""
    return min(TOP_BAND, math.floor(round(mean, 1) / width + 1e-9))


def legend(width: float) -> tuple[str, ...]:
    """What the seven bands mean: `under 0.5`, `0.5 to 0.9` …, `3.0 and more`."""
    lows = [step * width for step in range(TOP_BAND + 1)]
    inner = (_between(low, high - 0.1) for low, high in itertools.pairwise(lows[1:]))
    return (f"under {width:,.1f}", *inner, f"{lows[-1]:,.1f} and more")


def _between(low: float, high: float) -> str:
    return f"{low:,.1f}" if high - low < 0.05 else f"{low:,.1f} to {high:,.1f}"
