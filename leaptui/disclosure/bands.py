"""Figures told in steps so wide that no single call can be read from them, nor from two of them.

Where figures nest (the calls inside eight hours of service and inside ten), exact ones would give
away what lies between by subtraction. A step holds at least twice the threshold.
"""

from __future__ import annotations

from leaptui.disclosure._seal import KEY
from leaptui.disclosure.cells import is_small
from leaptui.disclosure.cleared import Cleared
from leaptui.disclosure.gate import WITHHELD

_STEPS = (1, 2, 5, 10, 20, 25, 50)
"""Widths of a step of a share, per cent."""
_RATE_STEPS = tuple(unit * step for unit in (0.01, 0.1, 1, 10, 100, 1_000, 10_000) for step in (1, 2, 5))


def share_step(whole: int, threshold: int) -> int | None:
    """The narrowest step, per cent, that holds twice the threshold of so many calls; nothing where none does."""
    if threshold <= 1:
        return 1
    return next((step for step in _STEPS if whole * step >= 200 * threshold), None)


def banded_percent(share: float, whole: int, threshold: int) -> int | None:
    """A share of so many calls to the nearest step, per cent; nothing where every step says too much."""
    step = share_step(whole, threshold)
    return None if step is None else min(max(round(share * 100 / step) * step, 0), 100)


def banded_share(share: float, whole: int, threshold: int) -> Cleared:
    """A share of so many calls to the nearest step: `about 65%`; withheld where every step says too much.

    The lowest step is told as `under 1%`, the highest as `over 99%`: none and a few, all and nearly all
    read alike.
    """
    told, step = banded_percent(share, whole, threshold), share_step(whole, threshold)
    if told is None or step is None:
        return Cleared(WITHHELD, KEY)
    if told == 0:
        return Cleared(f"under {step}%", KEY)
    return Cleared(f"over {100 - step}%" if told == 100 else f"about {told}%", KEY)


def banded_count(count: int, threshold: int) -> Cleared:
    """How many calls a figure rests on, to one digit: `over 1,000`; withheld where they are few.

    A count up to ten times the threshold is told as that it is fewer than so many.
    """
    if threshold <= 1:
        return Cleared(f"{count:,}", KEY)
    if is_small(count, threshold):
        return Cleared(WITHHELD, KEY)
    if count < 10 * threshold:
        return Cleared(f"under {10 * threshold:,}", KEY)
    digit = 10 ** (len(str(count)) - 1)
    return Cleared(f"over {max(count // digit * digit, 10 * threshold):,}", KEY)


def banded_rate(rate: float, calls: int, threshold: int) -> float | None:
    """A figure in proportion to so many calls (calls a day, hours, an index), to a step that holds twice the threshold.

    Returns:
        The rate to the nearest step; nothing where it rests on so few calls that every step says too much.
    """
    if threshold <= 1:
        return rate
    if share_step(calls, threshold) is None or not calls:
        return None
    least = 2 * threshold * rate / calls
    step = next((step for step in _RATE_STEPS if step >= least), _RATE_STEPS[-1])
    return round(rate / step) * step
