"""The figures of calls that can stand in a text, under any filter, and what each was counted from.

They are those of `leaptui.services.roadmap.figures` and some that a sentence wants beside them:
the count behind a share, eligible calls a day, the busiest hour.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import Tier, TypeReading
from leaptui.domain.errors import UnknownName
from leaptui.domain.measured import BaseName, Measured, Period, RuleSet, Source, Unit
from leaptui.domain.records import Engagement
from leaptui.services.calls.picture import CallsPicture, summarise
from leaptui.services.calls.types import call_types
from leaptui.services.roadmap.figures import figures
from leaptui.services.workspace import Workspace

_ALL = CallFilter()
_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


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
    """

    base: BaseName = BaseName.COMMUNITY_INITIATED
    only: CallFilter = _ALL
    types: tuple[str, ...] = ()
    rules_switched: tuple[str, ...] = ()
    calls: int = 0

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
            "counted": self.types,
            "rules_switched": self.rules_switched,
            "calls": self.calls,
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
            ),
            types=_words(kept, "counted"),
            rules_switched=_words(kept, "rules_switched"),
            calls=int(kept.get("calls", 0)),
        )
    except (ValueError, TypeError, AttributeError, LookupError):
        return None


def claim_figures(picture: CallsPicture) -> dict[str, Measured]:
    """Every figure of a picture of calls, by its key."""
    found: dict[str, Measured] = {}
    summary = picture.summary
    source = Source(picture.dataset.hash, picture.dataset.file_name)
    days = sum(summary.weekdays_in_period)
    for key, figure in figures(picture).items():
        found[key] = figure
        if key.startswith("eligible.") and figure.rules is not None:
            calls = summary.eligible[figure.rules]
            found[f"{key}.calls"] = Measured(
                label=f"calls eligible by {figure.rules} rules",
                value=calls,
                unit=Unit.CALLS,
                base=summary.base,
                source=source,
                rules=figure.rules,
            )
            if days:
                found[f"{key}.per_day"] = Measured(
                    label=f"calls a day eligible by {figure.rules} rules",
                    value=calls / days,
                    unit=Unit.CALLS_PER_DAY,
                    base=summary.base,
                    source=source,
                    part=calls,
                    rules=figure.rules,
                )
    if busiest := _busiest_hour(picture, source):
        found["calls.busiest_hour"] = busiest
    return found


def figure_under(
    workspace: Workspace,
    engagement: Engagement,
    dataset: Dataset,
    key: str,
    base: BaseName,
    only: CallFilter,
) -> Measured:
    """One figure of a dataset.

    Raises:
        UnknownName: When the dataset does not have it; the sentence lists those it has.
        StoreUnavailable: When the dataset's file is not in the store's folder.
    """
    picture = summarise(workspace, engagement, dataset, base, only)
    found = claim_figures(picture)
    if key not in found:
        raise UnknownName(
            f"{dataset.file_name} has no figure “{key}” of these calls.",
            safe="Nothing was changed.",
            next_step="It has: " + ", ".join(found) + ".",
        )
    return found[key]


def types_counted(
    workspace: Workspace,
    engagement: Engagement,
    dataset: Dataset,
    key: str,
    base: BaseName,
    only: CallFilter,
) -> tuple[str, ...]:
    """The call types a figure counts, where decisions say which; nothing where it counts them all."""
    if not depends_on_types(key, only):
        return ()
    readings = call_types(workspace, engagement, dataset, base)
    return _names(readings, key, only)


def depends_on_types(key: str, only: CallFilter) -> bool:
    """Whether a decision on a call type can change a figure."""
    return bool(key.startswith(("eligible.", "tier.")) or only.tiers or only.groups or only.rules)


def cell_of(key: str) -> str:
    """The count that a figure tells: `eligible.expected` for `eligible.expected.calls` and `….per_day`."""
    for end in (".calls", ".per_day"):
        if key.startswith("eligible.") and key.endswith(end):
            return key.removesuffix(end)
    return key


def _names(readings: Sequence[TypeReading], key: str, only: CallFilter) -> tuple[str, ...]:
    from leaptui.calls.eligibility import group_of, is_eligible

    wanted = RuleSet(key.split(".")[1]) if key.startswith("eligible.") else None
    tier = key.removeprefix("tier.") if key.startswith("tier.") else ""
    return tuple(
        sorted(
            f"{each.type} from {each.effective_from}" if each.effective_from else each.type
            for each in readings
            if (not only.types or each.type in only.types)
            and (not only.tiers or each.tier in only.tiers)
            and (not only.groups or group_of(each) in only.groups)
            and (only.rules is None or is_eligible(each, only.rules))
            and (wanted is None or is_eligible(each, wanted))
            and (not tier or each.tier.value == tier)
        )
    )


def _busiest_hour(picture: CallsPicture, source: Source) -> Measured | None:
    summary = picture.summary
    rates = {
        (day, hour): calls / days
        for day, (row, days) in enumerate(
            zip(summary.by_weekday_hour, summary.weekdays_in_period, strict=True)
        )
        for hour, calls in enumerate(row)
        if calls and days
    }
    if not rates:
        return None
    day, hour = max(rates, key=lambda place: rates[place])
    return Measured(
        label=f"calls in the busiest hour, {_WEEKDAYS[day]} from {hour:02}:00",
        value=rates[day, hour],
        unit=Unit.CALLS_PER_HOUR,
        base=summary.base,
        source=source,
        part=summary.by_weekday_hour[day][hour],
    )


def _words(kept: Mapping[str, object], key: str) -> tuple[str, ...]:
    found = kept.get(key, ())
    if not isinstance(found, (list, tuple)):
        raise TypeError(key)
    return tuple(str(each) for each in found)
