"""Which calls of the file come to a team, and how long each keeps it busy. Chance is seeded."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from leaptui.staffing.erlang import Floats
from leaptui.staffing.replayed import WEEK_MINUTES

SPREAD_OF_LENGTHS = 0.8
"""Standard deviation over mean of a call's length, where lengths are drawn: most calls are short, some very long."""

Ints = NDArray[np.int64]


def calls_that_come(
    received: Floats, expected: Floats, begins: float, ends: float, seed: int
) -> tuple[Floats, Ints]:
    """The calls a team is sent to, in order.

    Args:
        received: Minutes at which each call of the file came, in order.
        expected: How many calls each stands for: the share that passes the screen and lies in the
            area, times growth. Below 1 it is the chance that the call is kept. Above, the call is
            there again in another week, at the same hour.
        begins: First minute of the period.
        ends: Minute after its last.
        seed: Of chance.

    Returns:
        The minutes, in order, and the place of each among the calls of the file.
    """
    generator = np.random.default_rng(seed)
    whole = np.floor(expected).astype(np.int64)
    copies = whole + (generator.random(len(received)) < expected - whole)
    place = np.repeat(np.arange(len(received)), copies)
    first = np.r_[True, place[1:] != place[:-1]] if len(place) else np.empty(0, dtype=bool)
    moment = received[place]
    weeks = max(int((ends - begins) // WEEK_MINUTES), 1)
    moved = moment + np.where(first, 0, generator.integers(0, weeks, len(place))) * WEEK_MINUTES
    moved = np.where(moved >= ends, moved - weeks * WEEK_MINUTES, moved)
    order = np.argsort(moved, kind="stable")
    return moved[order], place[order].astype(np.int64)


def drawn_lengths(means: Floats, seed: int) -> Floats:
    """Lengths with these means, log-normal as call lengths are.

    Args:
        means: Minutes, above 0.
        seed: Of chance.
    """
    variance = np.log1p(SPREAD_OF_LENGTHS**2)
    normal = np.random.default_rng(seed).standard_normal(len(means))
    return np.asarray(means * np.exp(np.sqrt(variance) * normal - variance / 2))
