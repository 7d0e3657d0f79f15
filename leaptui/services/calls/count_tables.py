"""Tables of how many calls: by time, by season, by part, and how many are eligible."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_measures import (
    Eligible,
    Part,
    Parts,
    Seasonality,
    SeasonMonth,
    Span,
    SplitBy,
    Volume,
)
from leaptui.domain.calls import Tier
from leaptui.domain.measured import Period, RuleSet
from leaptui.services.calls.tables import (
    Column,
    Kind,
    Line,
    PictureTable,
    Section,
    bars,
    of_part,
    of_rules,
    part_name,
    printed,
)

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_TITLES = {
    SplitBy.GROUP: "Groups of call types",
    SplitBy.TIER: "Tiers of responders",
    SplitBy.TYPE: "Call types",
    SplitBy.PRIORITY: "Priorities",
    SplitBy.SOURCE: "How calls come in",
    SplitBy.DISTRICT: "Calls by district",
}
_PLURALS = {
    SplitBy.GROUP: "groups",
    SplitBy.TIER: "tiers",
    SplitBy.TYPE: "types",
    SplitBy.PRIORITY: "priorities",
    SplitBy.SOURCE: "sources",
    SplitBy.DISTRICT: "districts",
}


def volume_table(found: Volume, only: CallFilter) -> PictureTable:
    """Calls by month, weekday and hour of the day."""
    months = tuple(
        _span_line(span, _month_words(span.name), bar, _in_month(only, found.base.period, span.name))
        for span, bar in _with_bars(found.by_month)
    )
    weekdays = tuple(
        _span_line(span, span.name, bar, only, f"weekday.{at}")
        for at, (span, bar) in enumerate(_with_bars(found.by_weekday))
    )
    hours = tuple(
        _span_line(span, f"{int(span.name):02}:00", bar, only, f"clock.{span.name}")
        for span, bar in _with_bars(found.by_hour)
    )
    weeks = tuple(span.calls for span in found.by_week)
    days = "1 day" if found.days == 1 else f"{found.days:,} days"
    sentence = f"{found.base.calls:,} calls in {days}: {found.per_day:,.1f} a day."
    if found.base.calls and found.by_weekday:
        most = max(found.by_weekday, key=lambda span: span.per_day)
        sentence += f" Most on {most.name}: {most.per_day:,.1f}."
    return PictureTable(
        key="volume",
        title="How many calls, and when",
        sentence=sentence,
        of=found.of,
        columns=(
            Column("name", "when", Kind.WORDS),
            Column("calls", "calls", Kind.CALLS),
            Column("days", "days", Kind.NUMBER),
            Column("per_day", "a day", Kind.RATE),
        ),
        sections=(
            Section(title="By month", lines=months),
            Section(title="By weekday", lines=weekdays),
            Section(title="By hour of the day", lines=hours),
        ),
        notes=(
            (f"{found.without_hour:,} calls have no hour and are in none.",) if found.without_hour else ()
        ),
        spark=weeks,
        spark_words=f"by week: least {min(weeks):,}, most {max(weeks):,}" if weeks else "",
    )


def season_table(found: Seasonality, only: CallFilter) -> PictureTable:
    """How the months of the year differ."""
    known = [(month, month.index) for month in found.months if month.index is not None]
    return PictureTable(
        key="seasonality",
        title="Seasons",
        sentence=_season_sentence(known),
        of=found.of,
        columns=(
            Column("month", "month", Kind.WORDS),
            Column("index", "index", Kind.INDEX),
            Column("calls", "calls", Kind.CALLS),
            Column("days", "days", Kind.NUMBER),
            Column("years", "years", Kind.NUMBER),
        ),
        sections=(
            Section(
                lines=tuple(
                    Line(
                        cells=(MONTHS[month.month - 1], month.index, month.calls, month.days, month.years),
                        only=only,
                        behind=f"season.{month.month}",
                        bar=bar,
                    )
                    for month, bar in zip(
                        found.months, bars([month.index for month in found.months]), strict=True
                    )
                )
            ),
        ),
        notes=(
            "An index of 1.10 is a tenth more calls a day than on a mean day.",
            *(
                ()
                if found.whole_years
                else ("The period lacks months of the year: the index says nothing about a whole year.",)
            ),
        ),
    )


def parts_table(found: Parts, only: CallFilter, rules: RuleSet) -> PictureTable:
    """The base told apart, with the eligible calls of each part."""
    by = found.by
    name, plural = by.value, _PLURALS[by]
    lines = tuple(
        Line(
            cells=(
                part_name(by, part.name),
                part.calls,
                part.share,
                part.eligible[rules],
                part.share_of(rules),
            ),
            only=of_part(only, by, part.name),
            bar=bar,
            tier=Tier(part.name) if by is SplitBy.TIER else None,
        )
        for part, bar in zip(found.parts, bars([part.calls for part in found.parts]), strict=True)
    )
    return PictureTable(
        key=plural,
        title=_TITLES[by],
        sentence=_parts_sentence(by, found.parts),
        of=found.of,
        columns=(
            Column("name", name, Kind.WORDS),
            Column("calls", "calls", Kind.CALLS),
            Column("share", "share", Kind.SHARE),
            Column("eligible", "eligible", Kind.CALLS),
            Column("eligible_share", "of these", Kind.SHARE),
        ),
        sections=(Section(lines=lines),),
        notes=(f"Eligible by the {rules.value} rules.",) if lines else (),
    )


def eligible_table(found: Eligible, only: CallFilter) -> PictureTable:
    """The three answers to what a responder could take, and what would pass the screen."""
    lines = []
    for line in found.lines:
        screened = line.screened
        lines.append(
            Line(
                cells=(
                    line.rules.value,
                    line.calls,
                    line.share,
                    screened.low if screened else None,
                    screened.calls if screened else None,
                    screened.high if screened else None,
                    screened.not_judged if screened else None,
                ),
                only=of_rules(only, line.rules),
                bar=line.share,
                tier=Tier.COMMUNITY_RESPONDER,
            )
        )
    narrow, expected, broad = (found.by(rules) for rules in RuleSet)
    return PictureTable(
        key="eligible",
        title="What a responder could take",
        sentence=(
            f"Between {printed(Kind.SHARE, narrow.share)} and {printed(Kind.SHARE, broad.share)} of the calls "
            f"are of a type that a responder could take, {printed(Kind.SHARE, expected.share)} by the expected rules."
        ),
        of=found.of,
        columns=(
            Column("rules", "rules", Kind.WORDS),
            Column("calls", "calls", Kind.CALLS),
            Column("share", "share", Kind.SHARE),
            Column("screened_low", "pass: low", Kind.NUMBER),
            Column("screened", "expected", Kind.NUMBER),
            Column("screened_high", "high", Kind.NUMBER),
            Column("not_judged", "not judged", Kind.NUMBER),
        ),
        sections=(Section(lines=tuple(lines)),),
        notes=(
            "Shares are of types, not of screened calls; area, hours and pick-up come off later.",
            *(
                ()
                if any(line.screened for line in found.lines)
                else ("No type's share was judged yet, so nothing is said of how many pass the screen.",)
            ),
        ),
    )


def _with_bars(spans: Sequence[Span]) -> Iterator[tuple[Span, float | None]]:
    return zip(spans, bars([span.per_day for span in spans]), strict=True)


def _span_line(span: Span, name: str, bar: float | None, only: CallFilter, behind: str = "") -> Line:
    return Line(cells=(name, span.calls, span.days, span.per_day), only=only, behind=behind, bar=bar)


def _month_words(month: str) -> str:
    return f"{MONTHS[int(month[5:7]) - 1]} {month[:4]}"


def _in_month(only: CallFilter, period: Period | None, month: str) -> CallFilter:
    """The days of a month that lie in the period of the base."""
    days = month_period(month)
    if period is not None:
        days = Period(max(days.first, period.first), min(days.last, period.last))
    return replace(only, period=days)


def month_period(month: str) -> Period:
    """The first and the last day of `2025-02`."""
    first = date.fromisoformat(f"{month}-01")
    last = first + timedelta(days=monthrange(first.year, first.month)[1] - 1)
    return Period(first.isoformat(), last.isoformat())


def _season_sentence(known: Sequence[tuple[SeasonMonth, float]]) -> str:
    if len(known) < 2:
        return "One month cannot be told from another here."
    (most, high), (least, low) = (
        max(known, key=lambda each: each[1]),
        min(known, key=lambda each: each[1]),
    )
    return (
        f"{MONTHS[most.month - 1]} has most calls a day ({high:.2f} of a mean day), "
        f"{MONTHS[least.month - 1]} least ({low:.2f})."
    )


def _parts_sentence(by: SplitBy, parts: Sequence[Part]) -> str:
    if not parts:
        return f"The file does not say the {by.value} of a call."
    first = parts[0]
    return (
        f"{len(parts):,} {_PLURALS[by] if len(parts) != 1 else by.value}; most calls: "
        f"{part_name(by, first.name)}, {printed(Kind.SHARE, first.share)} of all."
    )
