"""A filter of calls as plain values, as claims and saved plans keep it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.calls import Tier
from leaptui.domain.measured import Period, RuleSet


def written_filter(only: CallFilter) -> dict[str, Any]:
    """A filter as plain values, without what it leaves open."""
    kept = {
        "period": [only.period.first, only.period.last] if only.period else None,
        "districts": list(only.districts),
        "tiers": [tier.value for tier in only.tiers],
        "groups": list(only.groups),
        "types": list(only.types),
        "priorities": list(only.priorities),
        "sources": list(only.sources),
        "rules": only.rules.value if only.rules else None,
        "hours": list(only.hours) if only.hours else None,
    }
    return {key: value for key, value in kept.items() if value}


def read_filter(written: Mapping[str, Any]) -> CallFilter:
    """The filter that was written.

    Raises:
        ValueError: When this leaptui cannot read it.
    """
    try:
        period, hours, rules = (written.get(key) for key in ("period", "hours", "rules"))
        return CallFilter(
            period=Period(str(period[0]), str(period[1])) if period else None,
            districts=words_in(written, "districts"),
            tiers=tuple(map(Tier, words_in(written, "tiers"))),
            groups=words_in(written, "groups"),
            types=words_in(written, "types"),
            priorities=words_in(written, "priorities"),
            sources=words_in(written, "sources"),
            rules=RuleSet(rules) if rules else None,
            hours=(int(hours[0]), int(hours[1])) if hours else None,
        )
    except (TypeError, LookupError) as error:
        raise ValueError("no filter of calls") from error


def words_in(written: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The words of a list that was written; none where there is no such list.

    Raises:
        TypeError: When it is none.
    """
    found = written.get(key, ())
    if not isinstance(found, (list, tuple)):
        raise TypeError(key)
    return tuple(str(each) for each in found)
