"""Two sides of a city's calls beside each other, and the city beside what others published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from leaptui.domain.call_comparison import BesidePeers, Compared, ComparedLine
from leaptui.domain.call_measures import Picture
from leaptui.domain.calls import CallsSummary
from leaptui.domain.measured import RuleSet, Unit
from leaptui.services.calls.asked import Asked
from leaptui.services.calls.measures import eligible, summary
from leaptui.services.calls.picture import dataset_name
from leaptui.services.workspace import Workspace

_TIMES = {
    "call_processing": "call processing",
    "travel": "travel",
    "response": "response",
    "on_scene": "time on scene",
    "busy": "busy time",
}
_SAME = 0.01
"""Periods whose lengths differ by less than a hundredth are compared by their counts."""


def compare(workspace: Workspace, left: Asked, right: Asked) -> Compared:
    """The same measures of two sides: two exports, or two periods or districts of one.

    Calls are told per day where the periods differ in length. Types are told where either side has
    them; a type that only one side has is named apart: a new code, a renamed one, or a habit.
    """
    one, other = summary(workspace, left), summary(workspace, right)
    days = (sum(one.weekdays_in_period), sum(other.weekdays_in_period))
    per_day = abs(days[0] - days[1]) > _SAME * max(days)
    types = _by_type(one), _by_type(other)
    return Compared(
        left=Picture(base=one.base, filter=left.words),
        right=Picture(base=other.base, filter=right.words),
        left_name=_name(left, one, right),
        right_name=_name(right, other, left),
        left_days=days[0],
        right_days=days[1],
        lines=tuple(_lines(one, other, days if per_day else None)),
        per_day=per_day,
        new_types=_only_in(types[1], types[0]),
        vanished_types=_only_in(types[0], types[1]),
        warnings=tuple(_warnings(left, right, one, other)),
    )


def beside_peers(workspace: Workspace, asked: Asked) -> BesidePeers:
    """The city's eligible shares, and shares that others published, each with its own base."""
    return BesidePeers(ours=eligible(workspace, asked), peers=workspace.practice.peer_shares)


def _lines(one: CallsSummary, other: CallsSummary, days: tuple[int, int] | None) -> Iterator[ComparedLine]:
    def counted(key: str, label: str, left: int, right: int) -> ComparedLine:
        if days is None:
            return ComparedLine(key, label, Unit.CALLS, left, right, left, right)
        each = [calls / number if number else None for calls, number in zip((left, right), days, strict=True)]
        return ComparedLine(key, label, Unit.CALLS_PER_DAY, each[0], each[1], left, right)

    def share(key: str, label: str, left: int, right: int) -> ComparedLine:
        bases = (one.base.calls, other.base.calls)
        each = [calls / base if base else None for calls, base in zip((left, right), bases, strict=True)]
        return ComparedLine(key, label, Unit.SHARE, each[0], each[1], left, right)

    yield counted("calls", "calls", one.base.calls, other.base.calls)
    for rules in RuleSet:
        yield share(
            f"eligible.{rules}", f"eligible by {rules} rules", one.eligible[rules], other.eligible[rules]
        )
    tiers = (
        {line.tier: line.calls for line in one.by_tier},
        {line.tier: line.calls for line in other.by_tier},
    )
    for tier in sorted({*tiers[0], *tiers[1]}, key=lambda tier: -tiers[0].get(tier, 0)):
        yield share(
            f"tier.{tier}", f"share of tier {tier.label}", tiers[0].get(tier, 0), tiers[1].get(tier, 0)
        )
    for key, words in _TIMES.items():
        measures = (one.times.get(key), other.times.get(key))
        if not any(measures):
            continue
        n = [measure.n if measure else 0 for measure in measures]
        for name in ("median", "p90"):
            each = [getattr(measure, name) if measure else None for measure in measures]
            yield ComparedLine(
                f"times.{key}.{name}", f"{words}, {name}", Unit.MINUTES, each[0], each[1], n[0], n[1]
            )
    types = _by_type(one), _by_type(other)
    both = sorted({*types[0]} & {*types[1]}, key=lambda name: (-types[0][name] - types[1][name], name))
    for name in both:
        yield counted(f"type.{name}", name, types[0][name], types[1][name])


def _by_type(told: CallsSummary) -> Counter[str]:
    """Calls by type, whatever a type was taken for on its days."""
    found: Counter[str] = Counter()
    for line in told.by_type:
        found[line.type] += line.calls
    return found


def _only_in(types: Counter[str], others: Counter[str]) -> tuple[tuple[str, int], ...]:
    found = [(name, calls) for name, calls in types.items() if name not in others]
    return tuple(sorted(found, key=lambda line: (-line[1], line[0])))


def _name(asked: Asked, told: CallsSummary, beside: Asked) -> str:
    """What tells a side from the other: its export, or where that is the same its period or filter."""
    if asked.dataset.hash != beside.dataset.hash:
        return dataset_name(asked.dataset)
    if asked.only.period != beside.only.period and told.base.period:
        return f"{told.base.period.first} to {told.base.period.last}"
    return asked.words or told.base.name.label


def _warnings(left: Asked, right: Asked, one: CallsSummary, other: CallsSummary) -> Iterator[str]:
    if left.base is not right.base:
        yield f"The bases differ: {left.base.label} against {right.base.label}."
    if left.dataset.rules_switched != right.dataset.rules_switched:
        yield "The two exports are cleaned by different rules of the ledger."
    spans = (one.base.period, other.base.period)
    if spans[0] and spans[1] and _common_days(left, right):
        first, last = max(spans[0].first, spans[1].first), min(spans[0].last, spans[1].last)
        if first <= last:
            days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
            yield f"The periods share {days} day{'s' if days > 1 else ''}: {first} to {last}."
    for key in _TIMES:
        if (key in one.times) != (key in other.times):
            yield f"Only one side has {_TIMES[key]}."


def _common_days(left: Asked, right: Asked) -> bool:
    """Whether shared days would be counted on both sides without being meant to be."""
    return left.only.period != right.only.period or left.dataset.hash != right.dataset.hash
