"""Which calls a saved plan rests on, as it is written down and read again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.calls import Tier
from leaptui.domain.measured import Period, RuleSet

_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2}) to (\d{4}-\d{2}-\d{2})(?:; |$)")


def filter_written(only: CallFilter) -> dict[str, Any]:
    """A filter as plain values."""
    return {
        "days": {"from": only.period.first, "to": only.period.last} if only.period else None,
        "districts": list(only.districts),
        "tiers": [tier.value for tier in only.tiers],
        "groups": list(only.groups),
        "types": list(only.types),
        "priorities": list(only.priorities),
        "sources": list(only.sources),
        "rules": only.rules.value if only.rules else None,
    }


def filter_read(demand: Mapping[str, Any]) -> tuple[CallFilter, str]:
    """The filter of a saved plan, and what of it cannot be told any more; empty where all can.

    Plans of earlier versions have their filter in words only; of those the days can be read.

    Args:
        demand: What was written down of its calls.
    """
    written = demand.get("filter")
    if isinstance(written, Mapping):
        return _filter(written), ""
    words = str(demand.get("only", ""))
    days = _DAYS.match(words)
    only = CallFilter(period=Period(days[1], days[2]) if days else None)
    if only.words == words:
        return only, ""
    kept = "only its days are taken" if days else "all calls are taken"
    return only, f"It was saved for “{words}” in words alone, which cannot be read again: {kept}."


def _filter(written: Mapping[str, Any]) -> CallFilter:
    days, rules = written.get("days"), written.get("rules")

    def names(key: str) -> tuple[str, ...]:
        found: Sequence[str] = written.get(key) or ()
        return tuple(found)

    return CallFilter(
        period=Period(days["from"], days["to"]) if days else None,
        districts=names("districts"),
        tiers=tuple(map(Tier, names("tiers"))),
        groups=names("groups"),
        types=names("types"),
        priorities=names("priorities"),
        sources=names("sources"),
        rules=RuleSet(rules) if rules else None,
    )
