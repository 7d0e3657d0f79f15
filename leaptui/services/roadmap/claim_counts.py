"""What a claim keeps of the calls that its figure was counted from, so that it can be counted again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.calls import Tier
from leaptui.domain.measured import BaseName, Period, RuleSet

_ALL = CallFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a figure of calls was taken of.

    Attributes:
        base: The population before the filter.
        only: The filter.
        types: The call types that were counted, where decisions on types say which; each with its
            first day where its code changed its meaning.
        rules_switched: Rules of the ledger that were not as usual.
        calls: Calls of the base that the filter left.
        rules: Which calls a figure of a picture counts as eligible.
        of: Of how many calls it is a share, where that is a part of the base only; 0 where it is not.
    """

    base: BaseName = BaseName.COMMUNITY_INITIATED
    only: CallFilter = _ALL
    types: tuple[str, ...] = ()
    rules_switched: tuple[str, ...] = ()
    calls: int = 0
    rules: RuleSet = RuleSet.EXPECTED
    of: int = 0

    @property
    def json(self) -> str:
        """As a claim keeps it."""
        only = self.only
        kept = {
            "base": self.base.value,
            "period": [only.period.first, only.period.last] if only.period else None,
            "districts": only.districts,
            "tiers": [tier.value for tier in only.tiers],
            "groups": only.groups,
            "types": only.types,
            "priorities": only.priorities,
            "sources": only.sources,
            "rules": only.rules.value if only.rules else None,
            "hours": only.hours,
            "counted": self.types,
            "rules_switched": self.rules_switched,
            "calls": self.calls,
            "eligible_by": self.rules.value if self.rules is not RuleSet.EXPECTED else None,
            "of": self.of,
        }
        return json.dumps({key: value for key, value in kept.items() if value}, ensure_ascii=False)


def counted_from(text: str) -> Counted | None:
    """What a claim kept of it; nothing where this leaptui cannot read it."""
    try:
        kept = json.loads(text)
        period = kept.get("period")
        return Counted(
            base=BaseName(kept.get("base", BaseName.COMMUNITY_INITIATED)),
            only=CallFilter(
                period=Period(str(period[0]), str(period[1])) if period else None,
                districts=_words(kept, "districts"),
                tiers=tuple(Tier(tier) for tier in kept.get("tiers", ())),
                groups=_words(kept, "groups"),
                types=_words(kept, "types"),
                priorities=_words(kept, "priorities"),
                sources=_words(kept, "sources"),
                rules=RuleSet(kept["rules"]) if kept.get("rules") else None,
                hours=(int(kept["hours"][0]), int(kept["hours"][1])) if kept.get("hours") else None,
            ),
            types=_words(kept, "counted"),
            rules_switched=_words(kept, "rules_switched"),
            calls=int(kept.get("calls", 0)),
            rules=RuleSet(kept.get("eligible_by", RuleSet.EXPECTED)),
            of=int(kept.get("of", 0)),
        )
    except (ValueError, TypeError, AttributeError, LookupError):
        return None


def _words(kept: Mapping[str, object], key: str) -> tuple[str, ...]:
    found = kept.get(key, ())
    if not isinstance(found, (list, tuple)):
        raise TypeError(key)
    return tuple(str(each) for each in found)
