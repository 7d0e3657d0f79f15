"""The figures a roadmap can rest on, by key."""

from __future__ import annotations

from leaptui.domain.calls import CallsSummary
from leaptui.domain.errors import UnknownName
from leaptui.domain.measured import Measured, RuleSet, Source, Unit
from leaptui.services.calls.picture import CallsPicture

_TIMES = {
    "call_processing": "call processing",
    "travel": "travel",
    "response": "response, received to arrived",
    "on_scene": "time on scene",
    "busy": "busy time, dispatched to cleared",
}


def figures(picture: CallsPicture) -> dict[str, Measured]:
    """Every figure of a dataset that can be linked as evidence, with its base and source."""
    summary = picture.summary
    source = Source(picture.dataset.hash, picture.dataset.file_name)
    found = {
        "calls.total": Measured(
            label="calls in the base",
            value=summary.base.calls,
            unit=Unit.CALLS,
            base=summary.base,
            source=source,
        )
    }
    days = sum(summary.weekdays_in_period)
    if days:
        found["calls.per_day"] = Measured(
            label="calls a day",
            value=summary.base.calls / days,
            unit=Unit.CALLS_PER_DAY,
            base=summary.base,
            source=source,
        )
    for rules in RuleSet:
        found[f"eligible.{rules}"] = Measured.share(
            f"eligible by {rules} rules", summary.eligible[rules], summary.base, source, rules
        )
    for line in summary.by_tier:
        found[f"tier.{line.tier}"] = Measured.share(
            f"share of tier {line.tier.label}", line.calls, summary.base, source
        )
    found |= _durations(summary, source)
    return found


def figure(picture: CallsPicture, key: str) -> Measured:
    """One figure by its key.

    Raises:
        UnknownName: When this dataset does not have it; the sentence lists those it has.
    """
    found = figures(picture)
    if key not in found:
        raise UnknownName(
            f"{picture.dataset.file_name} has no figure “{key}”.",
            next_step="It has: " + ", ".join(found) + ".",
        )
    return found[key]


def _durations(summary: CallsSummary, source: Source) -> dict[str, Measured]:
    found = {}
    for key, measure in summary.times.items():
        for name, value in (("median", measure.median), ("mean", measure.mean), ("p90", measure.p90)):
            found[f"times.{key}.{name}"] = Measured(
                label=f"{_TIMES[key]}, {name}",
                value=value,
                unit=Unit.MINUTES,
                base=summary.base,
                source=source,
                part=measure.n,
            )
    return found
