"""The figures of calls that can stand in a text, under any filter, and what each was counted from.

They are those of `leaptui.services.roadmap.figures` and some that a sentence wants beside them:
the count behind a share, eligible calls a day, the busiest hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import CallsSummary, Tier, TypeReading
from leaptui.domain.errors import UnknownName
from leaptui.domain.measured import BaseName, Measured, RuleSet, Source, Unit
from leaptui.domain.records import Engagement
from leaptui.domain.text import one_line
from leaptui.services.calls.picture import CallsPicture, summarise
from leaptui.services.calls.tables import of_rules
from leaptui.services.calls.types import call_types
from leaptui.services.roadmap.figures import figures
from leaptui.services.roadmap.picture_figures import CLAIMABLE, CountedFigure, picture_figures
from leaptui.services.workspace import Workspace

_MOST_NAMED = 40
"""Keys that a sentence lists."""
_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


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
    if busiest := _busiest_hour(summary, source):
        found["calls.busiest_hour"] = busiest
    return found


def figure_under(
    workspace: Workspace,
    engagement: Engagement,
    dataset: Dataset,
    key: str,
    base: BaseName,
    only: CallFilter,
    rules: RuleSet = RuleSet.EXPECTED,
) -> CountedFigure:
    """One figure of a dataset: of its summary, or of one of the pictures of its calls.

    Raises:
        UnknownName: When the dataset does not have it; the sentence lists those it has.
        StoreUnavailable: When the dataset's file is not in the store's folder.
    """
    picture = summarise(workspace, engagement, dataset, base, only)
    of_summary = claim_figures(picture)
    if key in of_summary:
        which, behind = _behind(key, picture.summary, only)
        return CountedFigure(measured=of_summary[key], only=which, behind=behind, cell=cell_of(key))
    head = key.partition(".")[0]
    if head not in CLAIMABLE:
        raise _no_such(dataset, key, [*of_summary, *(f"{each}. …" for each in CLAIMABLE)])
    found = picture_figures(workspace, engagement, dataset, head, base, only, rules)
    if key not in found:
        raise _no_such(dataset, key, list(found))
    return found[key]


def types_counted(
    workspace: Workspace,
    engagement: Engagement,
    dataset: Dataset,
    base: BaseName,
    only: CallFilter,
) -> tuple[str, ...]:
    """The call types among some calls, where decisions on types say which; nothing where these are all."""
    if not depends_on_types(only):
        return ()
    return _names(call_types(workspace, engagement, dataset, base), only)


def depends_on_types(only: CallFilter) -> bool:
    """Whether a decision on a call type can change which calls are counted."""
    return bool(only.tiers or only.groups or only.rules)


def cell_of(key: str) -> str:
    """The count that a figure of the summary tells: `eligible.expected` for its share, its `.calls` and `.per_day`."""
    for end in (".calls", ".per_day"):
        if key.startswith("eligible.") and key.endswith(end):
            return key.removesuffix(end)
    return key


def _behind(key: str, summary: CallsSummary, only: CallFilter) -> tuple[CallFilter, str]:
    """The calls that a figure of the summary counts: of a share those above the line."""
    what, _, which = cell_of(key).partition(".")
    match what:
        case "tier":
            return replace(only, tiers=(Tier(which),)), ""
        case "eligible":
            return of_rules(only, RuleSet(which)), ""
        case "times":
            return only, f"time.{which.partition('.')[0]}"
        case "calls" if which == "busiest_hour" and (busiest := _busiest(summary)) is not None:
            return only, f"hour.{busiest[0]}.{busiest[1]}"
    return only, ""


def _no_such(dataset: Dataset, key: str, there: Sequence[str]) -> UnknownName:
    named = ", ".join(there[:_MOST_NAMED])
    more = f" and {len(there) - _MOST_NAMED:,} more" if len(there) > _MOST_NAMED else ""
    return UnknownName(
        f"{dataset.file_name} has no figure “{one_line(key)[:80]}” of these calls.",
        safe="Nothing was changed.",
        next_step=f"It has: {named}{more}." if there else "These calls have no figure in that picture.",
    )


def _names(readings: Sequence[TypeReading], only: CallFilter) -> tuple[str, ...]:
    from leaptui.calls.eligibility import group_of, is_eligible

    return tuple(
        sorted(
            f"{each.type} from {each.effective_from}" if each.effective_from else each.type
            for each in readings
            if (not only.types or each.type in only.types)
            and (not only.tiers or each.tier in only.tiers)
            and (not only.groups or group_of(each) in only.groups)
            and (only.rules is None or is_eligible(each, only.rules))
        )
    )


def _busiest_hour(summary: CallsSummary, source: Source) -> Measured | None:
    busiest = _busiest(summary)
    if busiest is None:
        return None
    day, hour = busiest
    calls = summary.by_weekday_hour[day][hour]
    return Measured(
        label=f"calls in the busiest hour, {_WEEKDAYS[day]} from {hour:02}:00",
        value=calls / summary.weekdays_in_period[day],
        unit=Unit.CALLS_PER_HOUR,
        base=summary.base,
        source=source,
        part=calls,
    )


def _busiest(summary: CallsSummary) -> tuple[int, int] | None:
    """Weekday (0 Monday) and hour with most calls on average; nothing where no hour is known."""
    rates = {
        (day, hour): calls / days
        for day, (row, days) in enumerate(
            zip(summary.by_weekday_hour, summary.weekdays_in_period, strict=True)
        )
        for hour, calls in enumerate(row)
        if calls and days
    }
    return max(rates, key=lambda place: rates[place]) if rates else None
