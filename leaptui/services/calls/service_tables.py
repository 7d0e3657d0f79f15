"""Tables of how calls are served today, and of what a service would meet."""

from __future__ import annotations

from collections.abc import Sequence

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_measures import DurationLine, Durations, Effort, HoursRange, Outcomes, SplitBy
from leaptui.domain.calls import Tier
from leaptui.domain.service_measures import Coverage, Overlap, ServiceToday, Window
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

_DURATIONS = {
    "call_processing": "Call processing",
    "travel": "Travel",
    "response": "Response",
    "on_scene": "Time on scene",
    "busy": "Busy time",
}
_MOST_OPEN = 6
"""Columns of the table of calls open at once."""


def durations_table(found: Durations, only: CallFilter, key: str) -> PictureTable:
    """How long things take, of all calls and of each part."""
    by = found.by
    sections = []
    for duration, name in _DURATIONS.items():
        if duration not in found.all.times:
            continue
        rows = [part for part in found.parts if duration in part.times]
        means = bars([part.times[duration].median for part in rows])
        whole = _duration_line(found.all, duration, "all calls", only, None)
        parts = [
            _duration_line(
                part, duration, part_name(by, part.name), of_part(only, by, part.name), bar, _tier(by, part)
            )
            for part, bar in zip(rows, means, strict=True)
            if by is not None
        ]
        sections.append(Section(title=f"{name}: {found.definitions[duration]}", lines=(whole, *parts)))
    left_out = max((measure.left_out for measure in found.all.times.values()), default=0)
    cancelled = max((measure.cancelled for measure in found.all.times.values()), default=0)
    notes = [
        f"Not available from this file: {', '.join(found.not_available)}." if found.not_available else "",
        f"Up to {left_out:,} durations are left out as mistakes: negative, or over 24 hours."
        if left_out
        else "",
        f"Up to {cancelled:,} calls were cancelled before anyone arrived and are left out."
        if cancelled
        else "",
    ]
    return PictureTable(
        key=key,
        title="How long things take" + (f", by {by.value}" if by else ""),
        sentence=_durations_sentence(found),
        of=found.of,
        columns=(
            Column("name", by.value if by else "", Kind.WORDS),
            Column("n", "n", Kind.CALLS),
            Column("median", "median", Kind.MINUTES),
            Column("mean", "mean", Kind.MINUTES),
            Column("p90", "p90", Kind.MINUTES),
        ),
        sections=tuple(sections),
        notes=tuple(note for note in notes if note),
    )


def effort_table(found: Effort, only: CallFilter) -> PictureTable:
    """What police spend on eligible calls today."""
    eligible = of_rules(only, found.rules)

    def hours(name: str, span: HoursRange) -> Line:
        return Line(cells=(name, span.low, span.expected, span.high), only=eligible)

    known = (
        f"{found.units_per_call:.2f} units a call"
        if found.units_known
        else "the file does not say how many units came: each call counts one"
    )
    return PictureTable(
        key="effort",
        title="Officer hours on eligible calls",
        sentence=(
            f"{found.eligible:,} eligible calls took {printed(Kind.HOURS, found.officer_hours.low)} to "
            f"{printed(Kind.HOURS, found.officer_hours.high)} officer hours; {known}."
        )
        if found.with_hours
        else "The file does not say how long units were busy, so nothing is known of officer hours.",
        of=found.of,
        columns=(
            Column("what", "hours", Kind.WORDS),
            Column("low", "recorded", Kind.HOURS),
            Column("expected", "expected", Kind.HOURS),
            Column("high", "high", Kind.HOURS),
        ),
        sections=(
            Section(
                lines=(
                    hours("unit hours", found.unit_hours),
                    hours("officer hours", found.officer_hours),
                )
            ),
        )
        if found.with_hours
        else (),
        notes=tuple(
            note
            for note in (
                f"{found.with_hours:,} of {found.eligible:,} eligible calls have hours ({found.rules.value} rules).",
                found.words,
                "These are hours that could be spent otherwise, not money saved.",
            )
            if note
        ),
    )


def outcomes_table(found: Outcomes, only: CallFilter) -> PictureTable:
    """How calls of eligible types end today."""
    calls = of_rules(only, found.rules) if found.rules else only
    whose = f"calls of eligible types ({found.rules.value} rules)" if found.rules else "calls"
    lines = tuple(
        Line(cells=(line.label, line.calls, line.share), bar=bar, only=calls, behind=f"outcome.{line.key}")
        for line, bar in zip(found.lines, bars([line.calls for line in found.lines]), strict=True)
    )
    arrest, report = found.share_of("arrest"), found.share_of("report")
    sentence = (
        f"Of {found.with_disposition:,} {whose} with a known ending, {printed(Kind.SHARE, arrest)} ended in an "
        f"arrest and {printed(Kind.SHARE, report)} in a report."
        if found.with_disposition
        else "The file does not say how calls end."
    )
    others = ", ".join(f"{name} ({count:,})" for name, count in found.not_mapped[:5])
    more = len(found.not_mapped) - 5
    notes = [
        f"{found.calls - found.with_disposition:,} of {found.calls:,} {whose} have no ending."
        if found.with_disposition
        else "",
        f"Endings without a place in the list count as other: {others}{f', {more} more' if more > 0 else ''}."
        if others
        else "",
    ]
    return PictureTable(
        key="outcomes",
        title="How eligible calls end today",
        sentence=sentence,
        of=found.of,
        columns=(
            Column("ending", "ending", Kind.WORDS),
            Column("calls", "calls", Kind.CALLS),
            Column("share", "share", Kind.SHARE),
        ),
        sections=(Section(lines=lines),) if lines and found.with_disposition else (),
        share_of=f"{whose} with a known ending",
        share_calls=found.with_disposition,
        notes=tuple(note for note in notes if note),
    )


def overlap_table(found: Overlap, only: CallFilter) -> PictureTable:
    """How many eligible calls are open at once."""
    most = max(min(found.most, _MOST_OPEN), 1)
    heads = tuple(range(1, most + 1))

    def line(name: str, shares: Sequence[float], bar: float | None = None) -> Line:
        cells = tuple(shares[open_calls] if open_calls < len(shares) else 0.0 for open_calls in heads)
        return Line(
            cells=(name, *cells), only=of_rules(only, found.rules), behind=f"open.{found.opens}", bar=bar
        )

    hours = bars([row[1] if len(row) > 1 else 0.0 for row in found.by_hour])
    sentence = (
        f"{printed(Kind.SHARE, found.probability(1))} of the time an eligible call is open, "
        f"{printed(Kind.SHARE, found.probability(2))} of the time two or more at once; never more than {found.most:,}."
        if found.calls
        else "The file does not say when calls are closed, so nothing is known of calls at once."
    )
    return PictureTable(
        key="overlap",
        title="Eligible calls open at once",
        sentence=sentence,
        of=found.of,
        columns=(
            Column("hour", "hour", Kind.WORDS),
            *(Column(f"at_least_{each}", f"{each} or more", Kind.SHARE) for each in heads),
        ),
        sections=(
            Section(lines=(line("the whole day", found.at_least, 1.0),)),
            Section(
                title="By hour of the day",
                lines=tuple(
                    line(f"{hour:02}:00", row, bar)
                    for hour, (row, bar) in enumerate(zip(found.by_hour, hours, strict=True))
                ),
            ),
        )
        if found.calls
        else (),
        share_of="the time of the period",
        notes=(
            (
                f"{found.calls:,} eligible calls ({found.rules.value} rules), open from {found.opens.value} to "
                f"cleared; {found.left_out:,} are left out for want of times. "
                f"On average {found.mean_open:.2f} are open."
            ),
        ),
    )


def coverage_table(found: Coverage, only: CallFilter) -> PictureTable:
    """How many eligible calls fall into hours of service."""

    def lines(windows: Sequence[Window]) -> tuple[Line, ...]:
        return tuple(
            Line(
                cells=(f"{each.hours} h: {each.words}", each.calls, each.share),
                only=of_rules(only, found.rules),
                behind=f"window.{each.first_hour}.{each.hours}.{each.days}",
                bar=each.share,
                tier=Tier.COMMUNITY_RESPONDER,
            )
            for each in windows
        )

    twelve = next((each for each in found.best if each.hours == 12), None)
    sentence = (
        f"Twelve hours a day at their best, {twelve.words}, hold {printed(Kind.SHARE, twelve.share)} of the "
        "eligible calls."
        if twelve and found.calls
        else "The file does not say at what hour calls came in."
    )
    known = bool(found.calls)
    return PictureTable(
        key="coverage",
        title="Eligible calls inside hours of service",
        sentence=sentence,
        of=found.of,
        columns=(
            Column("window", "best hours", Kind.WORDS),
            Column("calls", "calls", Kind.CALLS),
            Column("share", "share", Kind.SHARE),
        ),
        sections=(
            Section(title="Every day", lines=lines(found.best)),
            Section(title="Monday to Friday only", lines=lines(found.weekdays)),
            Section(title="Saturday and Sunday only", lines=lines(found.weekend)),
            Section(title="From one hour to all day", lines=lines(found.curve)),
        )
        if known
        else (),
        share_of=f"eligible calls whose hour is known ({found.rules.value} rules)",
        share_calls=found.calls,
        notes=(
            (
                f"Of {found.calls:,} eligible calls whose hour is known ({found.rules.value} rules); "
                f"{found.without_hour:,} have none."
            ),
        ),
    )


def today_table(found: ServiceToday, only: CallFilter) -> PictureTable:
    """What works today and what does not."""
    bad = [each for each in found.findings if each.works is False]
    good = [each for each in found.findings if each.works]
    if not found.findings:
        sentence = "The file has no times, places or endings from which this could be told."
    else:
        sentence = (
            f"{len(good)} of {len(found.findings)} findings speak for today's service, {len(bad)} against."
        )
    return PictureTable(
        key="today",
        title="What works today, and what does not",
        sentence=sentence,
        of=found.of,
        columns=(
            Column("finding", "finding", Kind.WORDS),
            Column("calls", "calls", Kind.CALLS),
            Column("of", "of", Kind.CALLS),
            Column("share", "share", Kind.SHARE),
        ),
        sections=(
            Section(
                lines=tuple(
                    Line(
                        cells=(each.sentence, each.calls, each.of, each.share),
                        only=only,
                        behind=each.behind,
                        works=each.works,
                    )
                    for each in found.findings
                )
            ),
        )
        if found.findings
        else (),
        notes=((f"This file cannot tell: {', '.join(found.not_available)}.",) if found.not_available else ()),
    )


def _tier(by: SplitBy | None, part: DurationLine) -> Tier | None:
    return Tier(part.name) if by is SplitBy.TIER else None


def _duration_line(
    part: DurationLine,
    duration: str,
    name: str,
    only: CallFilter | None,
    bar: float | None,
    tier: Tier | None = None,
) -> Line:
    measure = part.times[duration]
    return Line(
        cells=(name, measure.n, measure.median, measure.mean, measure.p90),
        only=only,
        behind=f"time.{duration}",
        bar=bar,
        tier=tier,
    )


def _durations_sentence(found: Durations) -> str:
    times = found.all.times
    for duration, words in (
        ("response", "Half of the calls wait over {median:.0f} minutes for the first arrival"),
        ("on_scene", "Half of the calls take over {median:.0f} minutes on scene"),
        ("busy", "Half of the calls keep a unit busy for over {median:.0f} minutes"),
    ):
        if duration in times:
            measure = times[duration]
            said = words.format(median=measure.median)
            return f"{said}, one in ten over {measure.p90:.0f} ({measure.n:,} calls with both times)."
    return "The file has not the times from which a duration follows."
