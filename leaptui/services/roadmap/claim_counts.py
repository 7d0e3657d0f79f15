"""What a claim keeps of the calls that its figure was counted from, so that it can be counted again."""

from __future__ import annotations

import json
from dataclasses import dataclass

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.measured import BaseName, RuleSet
from leaptui.services.calls.written_filters import read_filter, words_in, written_filter

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
        kept = {
            "base": self.base.value,
            **written_filter(self.only),
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
        return Counted(
            base=BaseName(kept.get("base", BaseName.COMMUNITY_INITIATED)),
            only=read_filter(kept),
            types=words_in(kept, "counted"),
            rules_switched=words_in(kept, "rules_switched"),
            calls=int(kept.get("calls", 0)),
            rules=RuleSet(kept.get("eligible_by", RuleSet.EXPECTED)),
            of=int(kept.get("of", 0)),
        )
    except (ValueError, TypeError, AttributeError, LookupError):
        return None
