"""How even an export is over its months and days: breaks, gaps, cut ends."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import sqrt
from statistics import median

from leaptui.calls.breaks import FEWEST_MONTHS, begins_at, ends_at, odd_ones, step_in
from leaptui.calls.quality_fields import kept_fields, missing_by_month
from leaptui.calls.quality_rows import MONTH, UsedCalls
from leaptui.domain.call_quality import ExportFacts, MeasureFamily, QualityFinding, QualityLine, Severity

_LEAST_CHANGE = 0.25
"""Of the calls a day, that a step must change to be told."""
_LEAST_ODD = 0.4
_LEAST_MISSING = 0.1
"""Share missing more or less from which a change is told."""
_COUNTS_SCATTER = 0.05
"""Of the calls a day: what a month differs from the next by season and weather."""
_TYPE_CALLS = 30
_SURE_OF_NONE = 8.0
"""Calls expected from which none is no chance: one in three thousand."""
_LISTED = 8
_LONG_SILENCE = 60
"""Days without a call that part stray calls from the others."""
_FEW = 0.005
"""Share of the calls that can be stray; more are a period of their own."""
_VOLUME, _TYPES, _HOURS = MeasureFamily.VOLUME, MeasureFamily.TYPES, MeasureFamily.HOURS


@dataclass(frozen=True, slots=True)
class Span:
    """First and last moment of the calls used, and how many there are."""

    first: datetime
    last: datetime
    calls: int

    @property
    def days(self) -> int:
        """Both ends included."""
        return (self.last.date() - self.first.date()).days + 1

    @property
    def whole_months(self) -> list[str]:
        """Months of which every day lies inside, `2025-01`, in order."""
        found = []
        year, month = self.first.year, self.first.month
        while (year, month) <= (self.last.year, self.last.month):
            days = calendar.monthrange(year, month)[1]
            if date(year, month, 1) >= self.first.date() and date(year, month, days) <= self.last.date():
                found.append(f"{year:04d}-{month:02d}")
            year, month = year + month // 12, month % 12 + 1
        return found


def span_of(used: UsedCalls) -> Span | None:
    """Of the calls used, single ones far from all others left out; nothing where no call is used."""
    counted = _by_day(used)
    if not counted:
        return None
    main = max(_parts(counted), key=lambda days: sum(counted[day] for day in days))
    if sum(counted[day] for day in main) < (1 - _FEW) * sum(counted.values()):
        main = sorted(counted)  # a period with a hole in it, and no stray calls
    ((first, last, calls),) = used.ask(
        "min(received), max(received), count(*)",
        f"CAST(received AS DATE) BETWEEN DATE '{main[0]}' AND DATE '{main[-1]}'",
    )
    return Span(first, last, int(calls))


def stray_calls(span: Span, calls: int) -> Iterator[QualityFinding]:
    """Calls so far from all others that their date is in doubt.

    Args:
        span: Where the others lie.
        calls: All calls used.
    """
    rows = calls - span.calls
    if rows:
        yield QualityFinding(
            key=f"period.stray.{span.first.date()}.{span.last.date()}",
            what=f"Calls far outside {span.first.date()} to {span.last.date()}",
            rows=rows,
            base=calls,
            of="calls used",
            bends=((_VOLUME, Severity.SERIOUS), (_HOURS, Severity.SERIOUS)),
            means="Every mean per day or per hour divides by all the days between; ask for the period alone until it is mended.",
            ask="Correct the date of these calls, or send the calls between.",
            opens=True,
        )


def _by_day(used: UsedCalls) -> dict[date, int]:
    found = used.ask("CAST(received AS DATE) AS day, count(*)", "true", "GROUP BY day")
    return {day: int(calls) for day, calls in found}


def _parts(counted: Mapping[date, int]) -> list[list[date]]:
    """Days with calls, parted where nobody called for a long time."""
    parts: list[list[date]] = []
    for day in sorted(counted):
        if not parts or (day - parts[-1][-1]).days > _LONG_SILENCE:
            parts.append([])
        parts[-1].append(day)
    return parts


def uneven_months(used: UsedCalls, facts: ExportFacts, span: Span) -> Iterator[QualityFinding]:
    """Sudden breaks: of the volume, of single types, of what is missing."""
    months = span.whole_months
    if len(months) < FEWEST_MONTHS:
        return
    yield from _volume(used, months)
    yield from _types(used, months)
    fields = kept_fields(facts)
    by_month = missing_by_month(used, fields)
    for field in fields:
        counted = [each for each in by_month[field.name] if each[0] in months and each[2]]
        yield from _missing(field.name, field.words, field.bends, counted)


def _volume(used: UsedCalls, months: Sequence[str]) -> Iterator[QualityFinding]:
    counted = dict(used.ask(f"{MONTH} AS month, count(*)", "true", "GROUP BY month"))
    calls = [int(counted.get(month, 0)) for month in months]
    days = [calendar.monthrange(*map(int, month.split("-")))[1] for month in months]
    daily = [count / length for count, length in zip(calls, days, strict=True)]
    middle = median(daily)
    if not middle:
        return
    floor = max(_COUNTS_SCATTER * middle, sqrt(middle / 30))
    total = sum(calls)
    step = step_in(daily, floor=floor, least=_LEAST_CHANGE * middle)
    if step is not None:
        less = sum(calls[: step.at]) if step.before < step.after else sum(calls[step.at :])
        yield QualityFinding(
            key="months.step",
            what=f"The calls a day {'rise' if step.after > step.before else 'fall'} from {step.before:,.1f} to "
            f"{step.after:,.1f} with {months[step.at]} and stay there",
            rows=min(less, total),
            base=total,
            of="calls of whole months",
            bends=((_VOLUME, Severity.SERIOUS), (_HOURS, Severity.CARE), (_TYPES, Severity.CARE)),
            means="One part of the period lacks calls, or the other counts more than calls; a mean over both is of neither.",
            ask="Say what changed in that month: the dispatch system, what is entered as a call, who is dispatched.",
            lines=_month_lines(months, calls, total),
            lines_are="month",
        )
        return
    odd = odd_ones(daily, floor=floor, least=_LEAST_ODD * middle)
    if odd:
        rows = sum(calls[at] for at in odd)
        yield QualityFinding(
            key="months.odd",
            what=f"Months far from the others in calls a day: {', '.join(months[at] for at in odd[:_LISTED])}",
            rows=rows,
            base=total,
            of="calls of whole months",
            bends=((_VOLUME, Severity.CARE),),
            means="Either calls are missing or something else was counted; the mean of the period is off by it.",
            ask="Say what happened in these months, and export them again if calls are missing.",
            lines=_month_lines([months[at] for at in odd], [calls[at] for at in odd], total),
            lines_are="month",
        )


def _month_lines(months: Sequence[str], calls: Sequence[int], total: int) -> tuple[QualityLine, ...]:
    return tuple(QualityLine(month, count, total) for month, count in zip(months, calls, strict=True))


def _types(used: UsedCalls, months: Sequence[str]) -> Iterator[QualityFinding]:
    """Types that come into use or go out of it while the period runs."""
    at = {month: place for place, month in enumerate(months)}
    series: dict[str, list[int]] = defaultdict(lambda: [0] * len(months))
    for name, month, calls in used.ask(
        f"type, {MONTH} AS month, count(*)", "type IS NOT NULL", "GROUP BY ALL"
    ):
        if month in at:
            series[str(name)][at[month]] = int(calls)
    total = sum(map(sum, series.values()))
    for key, words, where in (
        ("begin", "come into use", begins_at),
        ("end", "go out of use", ends_at),
    ):
        changed = [
            (name, months[place], sum(counts))
            for name, counts in series.items()
            if sum(counts) >= _TYPE_CALLS and (place := where(counts)) is not None
        ]
        if not changed:
            continue
        changed.sort(key=lambda each: (-each[2], each[0]))
        rows = sum(calls for _, _, calls in changed)
        how = Severity.CARE if rows >= 0.01 * total else Severity.NOTE
        yield QualityFinding(
            key=f"types.{key}",
            what=f"Call types {words} in the middle of the period",
            rows=rows,
            base=total,
            of="calls of whole months",
            bends=((_TYPES, how),),
            means="A code was added or retired, and what it stands for was called something else in the other months.",
            ask="Send the day on which each code was added or retired, and what it replaced or became.",
            lines=tuple(
                QualityLine(f"{name}, {month}", calls, total) for name, month, calls in changed[:_LISTED]
            ),
            lines_are=f"type, {'from' if key == 'begin' else 'none from'} the month",
        )


def _missing(
    name: str, words: str, bends: Sequence[MeasureFamily], counted: Sequence[tuple[str, int, int]]
) -> Iterator[QualityFinding]:
    """A field that begins or stops to be filled, or is not filled in single months."""
    if len(counted) < FEWEST_MONTHS:
        return
    shares = [rows / base for _, rows, base in counted]
    floor = max(0.01, 1 / sqrt(min(base for _, _, base in counted)) / 2)
    step = step_in(shares, floor=floor, least=_LEAST_MISSING)
    odd = [] if step else odd_ones(shares, floor=floor, least=_LEAST_MISSING)
    if step is None and not odd:
        return
    worse = (
        [at for at, _ in enumerate(counted) if (at >= step.at) == (step.after > step.before)] if step else odd
    )
    lines = tuple(QualityLine(*counted[at]) for at in worse)
    where = (
        f"jumps from {step.before:.0%} to {step.after:.0%} with {counted[step.at][0]}"
        if step
        else f"stands out in {', '.join(counted[at][0] for at in odd[:_LISTED])}"
    )
    rows, base = sum(line.rows for line in lines), sum(base for _, _, base in counted)
    yield QualityFinding(
        key=f"months.missing.{name}",
        what=f"The share without {words} {where}",
        rows=rows,
        base=base,
        of="calls of whole months",
        bends=tuple((family, Severity.CARE) for family in bends),
        means="What is measured with it is of some months more than of others; compare months without it at your peril.",
        ask=f"Say what changed with the {words} then, and whether the values are still to be had.",
        lines=lines[:12],
        lines_are="month",
    )


def uneven_days(used: UsedCalls, span: Span) -> Iterator[QualityFinding]:
    """Days without a call, days with far too few, and a period cut at its ends."""
    counted = _by_day(used)
    first = span.first.date()
    days = [first + timedelta(days=number) for number in range(span.days)]
    inner = days[1:-1]
    usual = {
        weekday: median([counted.get(day, 0) for day in days if day.weekday() == weekday] or [0])
        for weekday in range(7)
    }
    empty = [day for day in inner if not counted.get(day) and usual[day.weekday()] >= _SURE_OF_NONE]
    thin = [
        day
        for day in inner
        if 0 < counted.get(day, 0) < 0.25 * usual[day.weekday()] and usual[day.weekday()] >= 20
    ]
    if empty:
        yield _days(
            "days.empty", "Days without a single call", empty, len(days), "none of their calls is in the file"
        )
    if thin:
        yield _days("days.thin", "Days with less than a quarter of the usual calls", thin, len(days), "most of their calls seem to be missing")  # fmt: skip
    yield from _ends(span, counted)


def _days(key: str, what: str, days: Sequence[date], base: int, why: str) -> QualityFinding:
    how = Severity.SERIOUS if len(days) >= 0.1 * base else Severity.CARE
    runs = list(_runs(days))
    return QualityFinding(
        key=key,
        what=what,
        rows=len(days),
        base=base,
        of="days of the period",
        bends=((_VOLUME, how), (_HOURS, Severity.CARE if len(days) >= 0.05 * base else Severity.NOTE)),
        means=f"Every mean per day or per hour divides by these days too, and {why}.",
        ask="Export these days again, or say what stood still on them.",
        lines=tuple(
            QualityLine(run[0].isoformat() if len(run) == 1 else f"{run[0]} to {run[-1]}", len(run), base)
            for run in sorted(runs, key=lambda run: (-len(run), run[0]))[:_LISTED]
        ),
        lines_are="days",
    )


def _runs(days: Sequence[date]) -> Iterator[list[date]]:
    run: list[date] = []
    for day in days:
        if run and day != run[-1] + timedelta(days=1):
            yield run
            run = []
        run.append(day)
    if run:
        yield run


def _ends(span: Span, counted: dict[date, int]) -> Iterator[QualityFinding]:
    """A period that begins or ends inside a month, or inside a day."""
    daily = span.calls / span.days
    first, last = span.first.date(), span.last.date()
    before, after = first.day - 1, calendar.monthrange(last.year, last.month)[1] - last.day
    found = [
        ("begin", "begins", first, before, span.first.hour, counted[first]),
        ("end", "ends", last, after, 23 - span.last.hour, counted[last]),
    ]
    for key, verb, day, days, hours, calls in found:
        # So many calls would have been there by the mean; that none was is then no chance.
        cut_day = hours >= 3 and daily * hours / 24 >= _SURE_OF_NONE and calls < 0.6 * daily
        cut_month = days > 0 and days * daily >= _SURE_OF_NONE
        if not (cut_day or cut_month):
            continue
        inside = "a day" if cut_day else "a month"
        yield QualityFinding(
            key=f"period.{key}",
            what=f"The file {verb} inside {inside}: {day.isoformat()}",
            rows=calls,
            base=span.calls,
            of="calls used",
            bends=((_VOLUME, Severity.CARE if cut_day or span.days < 365 else Severity.NOTE),),
            means="That month looks quiet and is not whole; leave it out where months are compared.",
            ask="Send whole months; the period asked for was from the first of a month to the last of one.",
        )
