"""Where the formula and the replay of the city's own calls differ, by how much, and why."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leaptui.staffing.erlang import Floats, erlang_b, erlang_c
from leaptui.staffing.replay import HOUR, WEEK_HOURS, Answers
from leaptui.staffing.replayed import WEEK_MINUTES, Replayed

SMALL = 0.01
"""Shares that differ by less are called the same."""
BURSTS = 1.10
"""Counts of an hour that vary so many times as much as chance makes them are called bursts."""
FOLLOWS = 0.05
"""Correlation of one hour's surplus with the next one's, from which it is told."""
BUSY_WEEK = 1.25
"""A week with so many times the mean is told."""
FEWEST_CALLS = 30
"""Calls behind a part of the week that is named."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PARTS = ("nights", "mornings", "afternoons", "evenings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Formula beside replay.

    Attributes:
        formula: Share answered at once, of the calls of the replay in the same hours; nothing where
            the formula has none because an hour is overloaded.
        formula_by_hour: The same by hour of the week; nothing in closed and overloaded hours.
        overloaded: Hours of the week in which calls come faster than the teams can answer them.
        dispersion: How many times as much as by chance the calls of an hour vary from week to week.
        follows: Correlation of one hour's surplus with the next one's, -1 to 1.
        sentences: What there is to say, most important first.
    """

    formula: float | None
    formula_by_hour: tuple[tuple[float | None, ...], ...]
    overloaded: int
    dispersion: float
    follows: float
    sentences: tuple[str, ...]


def formula_at_once(load: Floats, teams: NDArray[np.int64], *, reserve: int, waits: bool) -> Floats:
    """Share of calls answered at once, by hour; not a number where none is right.

    Args:
        load: Erlangs by hour.
        teams: On duty, alike.
        reserve: Teams kept free, which answer nothing.
        waits: Whether calls wait for a team; otherwise police take them at once.
    """
    answering = np.maximum(teams - reserve, 0)
    busy = erlang_c(load, answering) if waits else erlang_b(load, answering)
    return np.where(teams > 0, 1 - np.asarray(busy), np.nan)


def disagreement(
    answers: Answers, replayed: Replayed, formula: Floats, begins: float, ends: float, *, waits: bool
) -> Disagreement:
    """What the formula says of the calls that were replayed, and why it differs.

    Args:
        answers: What became of each call.
        replayed: The measures of the replay.
        formula: `formula_at_once`, 7 x 24.
        begins: First minute of the period.
        ends: Minute after its last.
        waits: Whether calls wait.
    """
    calls = np.asarray(replayed.calls_by_hour)
    staffed = calls > 0
    overloaded = int(np.sum(staffed & np.isnan(formula)))
    total = calls.sum()
    expected = None if overloaded or not total else float(np.nansum(calls * formula) / total)
    counts = _counts(answers, begins, ends)
    dispersion, follows = _dispersion(counts), _follows(counts)
    sentences = [_headline(expected, replayed, overloaded)]
    share = replayed.share_at_once
    if expected is not None and share is not None:
        sentences += _where(formula, replayed)
        if abs(share - expected) >= SMALL:
            sentences += [*_bursts(dispersion, follows), *_weeks(counts), *_edges(formula, replayed)]
        if waits:
            sentences += _lengths(answers)
    return Disagreement(
        formula=expected,
        formula_by_hour=tuple(
            tuple(None if math.isnan(share) else float(share) for share in row) for row in formula
        ),
        overloaded=overloaded,
        dispersion=dispersion,
        follows=follows,
        sentences=tuple(sentences),
    )


def _headline(expected: float | None, replayed: Replayed, overloaded: int) -> str:
    share = replayed.share_at_once
    if share is None:
        return "No call of the period came in the hours of service."
    band = f" (weeks drawn again: {replayed.band[0]:.0%} to {replayed.band[1]:.0%})" if replayed.band else ""
    if expected is None:
        hours = "an hour" if overloaded == 1 else f"{overloaded} hours"
        return f"The replay answers {share:.0%} at once{band}; the formula is overloaded in {hours} of the week and has no figure."
    if abs(share - expected) < SMALL:
        return f"Formula and replay agree: {expected:.0%} and {share:.0%}{band}."
    than = "fewer" if share < expected else "more"
    return (
        f"The formula answers {expected:.0%} at once, the replay {share:.0%}{band}: "
        f"{abs(share - expected) * 100:.0f} in a hundred {than}."
    )


def _counts(answers: Answers, begins: float, ends: float) -> Floats:
    """Calls by whole week (rows) and hour of the week, only hours of service that had a call at all."""
    weeks = int((ends - begins) // WEEK_MINUTES)
    hour = np.floor((answers.received - begins) / HOUR).astype(np.int64)
    kept = answers.open & (hour >= 0) & (hour < weeks * WEEK_HOURS)
    counts = np.bincount(hour[kept], minlength=weeks * WEEK_HOURS)[: weeks * WEEK_HOURS]
    return counts.reshape(weeks, WEEK_HOURS).astype(float)


def _dispersion(counts: Floats) -> float:
    """Variance over mean of an hour's calls from week to week, pooled: 1 where chance alone is at work."""
    weeks, expected = len(counts), float(counts.mean(axis=0).sum()) if len(counts) else 0.0
    if weeks < 2 or not expected:
        return 1.0
    return float(counts.var(axis=0, ddof=1).sum() / expected)


def _follows(counts: Floats) -> float:
    if len(counts) < 2:
        return 0.0
    surplus = (counts - counts.mean(axis=0)).ravel()
    power = float(surplus @ surplus)
    return float(surplus[:-1] @ surplus[1:]) / power if power else 0.0


def _bursts(dispersion: float, follows: float) -> list[str]:
    if dispersion < BURSTS:
        return []
    words = f"Calls come in bursts: an hour's calls vary {dispersion:.1f} times as much from week to week as chance makes them"
    if follows >= FOLLOWS:
        words += ", and a busy hour is followed by a busy one"
    return [words + "; a formula of mean hours smooths that out."]


def _weeks(counts: Floats) -> list[str]:
    totals = counts.sum(axis=1)
    mean = float(totals.mean()) if len(totals) else 0.0
    most = float(totals.max()) if len(totals) else 0.0
    # Chance alone makes the busiest of a year's weeks about 2.5 standard deviations busier.
    if not mean or most < max(BUSY_WEEK * mean, mean + 3 * math.sqrt(mean)):
        return []
    return [f"Weeks differ: the busiest had {most / mean:.1f} times the calls of a mean one."]


def _edges(formula: Floats, replayed: Replayed) -> list[str]:
    """Whether the first hour of service does better than a formula that knows no morning."""
    calls, at_once = np.asarray(replayed.calls_by_hour).ravel(), np.asarray(replayed.at_once_by_hour).ravel()
    is_open = ~np.isnan(formula.ravel())
    first = is_open & ~np.roll(is_open, 1) & (calls > 0)
    total = calls[first].sum()
    if total < FEWEST_CALLS:
        return []
    gain = (at_once[first].sum() - (calls * np.nan_to_num(formula.ravel()))[first].sum()) / total
    if gain < 0.02:
        return []
    return [
        "In the first hour of service the replay does better: every team is still free, which the formula does not know."
    ]


def _where(formula: Floats, replayed: Replayed) -> list[str]:
    """The part of the week in which most calls less than by the formula are answered at once."""
    calls, at_once = np.asarray(replayed.calls_by_hour), np.asarray(replayed.at_once_by_hour)
    expected = np.nan_to_num(formula)
    less = (calls * expected - at_once).reshape(7, 4, 6).sum(axis=2)
    parts = calls.reshape(7, 4, 6).sum(axis=2)
    # Of 28 parts one is always the lowest: three standard errors, or it is chance.
    error = np.sqrt((calls * expected * (1 - expected)).reshape(7, 4, 6).sum(axis=2))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where((parts >= FEWEST_CALLS) & (less > 3 * error), less / parts, -1.0)
    day, part = np.unravel_index(int(np.argmax(np.where(share >= 0.03, less, -1.0))), less.shape)
    if share[day, part] < 0.03:
        return []
    words = (
        f"Replay is lower on {_DAYS[int(day)]} {_PARTS[int(part)]}: {share[day, part] * 100:.0f} in a hundred "
        f"calls fewer are answered at once than by the formula, of {parts[day, part]:,.0f}."
    )
    return [words]


def _lengths(answers: Answers) -> list[str]:
    mean = float(answers.service.mean())
    spread = float(answers.service.std()) / mean if mean else 1.0
    if 0.8 <= spread <= 1.25:
        return []
    than = "less" if spread < 1 else "more"
    return [
        f"Calls differ {than} in length than the waiting formula assumes, so waits are {'shorter' if spread < 1 else 'longer'}."
    ]
