"""Moments of a call that cannot be what they say: in the wrong order, a day apart, all at one clock time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from leaptui.calls.clock_checks import daily_shape
from leaptui.calls.durations import LONGEST_MINUTES
from leaptui.calls.quality_rows import (
    LONG,
    LONG_PAIRS,
    NOT_CANCELLED,
    ORDERS,
    TWELVE_HOURS,
    ZEROS,
    UsedCalls,
    both_sql,
    held_sql,
    minutes_sql,
    order_sql,
    zero_sql,
)
from leaptui.domain.call_quality import (
    ExportFacts,
    MeasureFamily,
    QualityFinding,
    QualityLine,
    Severity,
    graded,
)

_WORDS = {
    "received": "receipt",
    "dispatched": "dispatch",
    "en_route": "departure",
    "arrived": "arrival",
    "cleared": "clearance",
}
_SPANS = {
    ("received", "dispatched"): "call processing",
    ("received", "arrived"): "response",
    ("arrived", "cleared"): "time on scene",
    ("dispatched", "cleared"): "busy time",
}
_ENOUGH = 30
"""Calls from which a pile at one value is no chance."""
_ZERO_SHARE = 0.05
_WORK = MeasureFamily.WORK
_RESPONSE = MeasureFamily.RESPONSE


def wrong_orders(used: UsedCalls) -> Iterator[QualityFinding]:
    """Pairs of moments of which the later one stands first."""
    asked = [
        condition
        for pair in ORDERS
        for condition in (
            order_sql(*pair),
            held_sql(*pair),
            f"{order_sql(*pair)} AND {minutes_sql(*pair)} > -1",
        )
    ]
    counts = used.counts(*asked)
    for place, (earlier, later) in enumerate(ORDERS):
        rows, base, small = counts[3 * place : 3 * place + 3]
        if rows:
            yield _wrong_order(earlier, later, rows, base, small)


def _wrong_order(earlier: str, later: str, rows: int, base: int, small: int) -> QualityFinding:
    how = graded(rows / base, care=0.01, serious=0.2)
    families = (_WORK,) if later == "cleared" else (_RESPONSE,)
    rounded = rows >= 10 and small >= 0.8 * rows
    return QualityFinding(
        key=f"order.{earlier}.{later}",
        what=f"{_WORDS[later].capitalize()} before {_WORDS[earlier]}",
        rows=rows,
        base=base,
        of="calls with both times",
        bends=tuple((family, how) for family in families),
        means=(
            "Most are less than a minute apart: one of the two clocks is cut to the minute. They are left out of durations."
            if rounded
            else "Such durations are negative and are left out; where they are many, the clocks do not agree."
        ),
        ask=f"Say which clock writes the {_WORDS[earlier]} and which the {_WORDS[later]}, and whether they are set alike.",
        opens=True,
    )


def absurd_durations(used: UsedCalls) -> Iterator[QualityFinding]:
    """Durations over a day, and waits of almost exactly half a day."""
    both = " OR ".join(both_sql(*pair) for pair in LONG_PAIRS)
    each = [f"{minutes_sql(*pair)} > {LONGEST_MINUTES}" for pair in LONG_PAIRS]
    bases = [both_sql(*pair) for pair in LONG_PAIRS]
    rows, base, *rest = used.counts(LONG, both, *each, *bases)
    if rows:
        how = graded(rows / base, care=0.01, serious=0.2)
        lines = tuple(
            QualityLine(_SPANS[pair], rest[at], rest[at + len(LONG_PAIRS)])
            for at, pair in enumerate(LONG_PAIRS)
            if rest[at]
        )
        yield QualityFinding(
            key="long",
            what="Durations over 24 hours",
            rows=rows,
            base=base,
            of="calls with two times",
            bends=((_WORK, how), (_RESPONSE, how)),
            means="A call left open, or a date that is wrong. They are left out of durations and of busy time.",
            ask="Say how calls are closed that were left open, and by whom.",
            lines=lines,
            lines_are="duration",
            opens=True,
        )
    wait = minutes_sql("received", "arrived")
    near, around, base = used.counts(
        TWELVE_HOURS, f"{wait} BETWEEN 600 AND 860", both_sql("received", "arrived")
    )
    # Waits around twelve hours thin out evenly; a pile within half an hour of it is a clock that lost its PM.
    if near >= 5 and near >= 0.005 * base and near >= 0.6 * around:
        yield QualityFinding(
            key="twelve_hours",
            what="Arrivals almost exactly twelve hours after the call",
            rows=near,
            base=base,
            of="calls with both times",
            bends=((_RESPONSE, graded(near / base, care=0.005, serious=0.2)),),
            means="A time of the afternoon was read as one of the morning, or the other way round.",
            ask="Send the times with AM and PM in every row, or on a clock of 24 hours.",
            opens=True,
        )


def spikes_at_zero(used: UsedCalls) -> Iterator[QualityFinding]:
    """Two moments that are equal far more often than they lie a little apart."""
    asked = [
        condition
        for pair in ZEROS
        for condition in (
            zero_sql(*pair),
            held_sql(*pair),
            f"{held_sql(*pair)} AND {minutes_sql(*pair)} > 0 AND {minutes_sql(*pair)} <= 1",
            f"{held_sql(*pair)} AND second({pair[1]}) <> 0",
        )
    ]
    counts = used.counts(*asked, where=NOT_CANCELLED)
    for place, (earlier, later) in enumerate(ZEROS):
        zero, base, minute, seconds = counts[4 * place : 4 * place + 4]
        # On a clock of seconds a pile at nought stands out from the sixty seconds after it; on one of
        # minutes, from the next minute.
        near = 10 * minute / 60 if seconds > 0.1 * base else 3 * minute
        if zero >= _ENOUGH and zero >= _ZERO_SHARE * base and zero > near:
            yield _spike(earlier, later, zero, base)


def _spike(earlier: str, later: str, zero: int, base: int) -> QualityFinding:
    how = graded(zero / base, care=0.05, serious=0.5)
    family = _WORK if later == "cleared" else _RESPONSE
    means = {
        "dispatched": "Call processing is nought for them: the wait before a unit was sent is not in the file.",
        "arrived": "The button was pressed late or both times were set at once; response and travel look shorter than they are.",
        "cleared": "Time on scene is nought for them: the mean is too short, and so are officer hours.",
    }[later]
    return QualityFinding(
        key=f"zero.{earlier}.{later}",
        what=f"{_WORDS[later].capitalize()} at the very moment of the {_WORDS[earlier]}",
        rows=zero,
        base=base,
        of="calls with both times",
        bends=((family, how),),
        means=means,
        ask=f"Say when the {_WORDS[later]} is entered by hand, and when the system sets it.",
        opens=True,
    )


def shape_of_the_day(used: UsedCalls, facts: ExportFacts) -> Iterator[QualityFinding]:
    """Piles at one clock time, times rounded to the hour, hours without calls, a day that is shifted."""
    found = used.ask(
        "hour(received), minute(received), count(*)", "received_has_clock", "GROUP BY ALL ORDER BY ALL"
    )
    clock = {(int(hour), int(minute)): int(calls) for hour, minute, calls in found}
    base = sum(clock.values())
    if base < _ENOUGH:
        return
    by_hour = [sum(clock.get((hour, minute), 0) for minute in range(60)) for hour in range(24)]
    yield from _empty_hours(by_hour, base)
    for hour, minute in _piles(clock, base):
        # A pile is told once, and says nothing of rounding or of the shape of the day.
        calls = clock.pop((hour, minute))
        by_hour[hour] -= calls
        yield _pile(hour, minute, calls, base)
    yield from _rounded(clock, base)
    yield from _shifted(by_hour, facts)


def _piles(clock: dict[tuple[int, int], int], base: int) -> list[tuple[int, int]]:
    """Minutes of the day that hold far more calls than the same minute of other hours."""
    return [
        (hour, minute)
        for (hour, minute), calls in clock.items()
        if calls >= max(_ENOUGH, 0.01 * base)
        and calls >= 8 * max(median(clock.get((other, minute), 0) for other in range(24) if other != hour), 1)
    ]


def _pile(hour: int, minute: int, calls: int, base: int) -> QualityFinding:
    how = graded(calls / base, care=0.01, serious=0.2)
    return QualityFinding(
        key=f"clock.{hour:02}{minute:02}",
        what=f"A pile of calls at {hour:02}:{minute:02}",
        rows=calls,
        base=base,
        of="calls with an hour",
        bends=((MeasureFamily.HOURS, how), (_RESPONSE, how)),
        means=(
            "Midnight seems to stand for an unknown hour: the first hour of the day looks busier than it is."
            if (hour, minute) == (0, 0)
            else "One clock time stands for many others: that hour looks busier than it is."
        ),
        ask="Say what is entered when the time is not known, and send the time that the system itself keeps.",
        opens=True,
    )


def _rounded(clock: dict[tuple[int, int], int], base: int) -> Iterator[QualityFinding]:
    """Times typed by hand pile up at whole and half hours, or at every five minutes."""
    by_minute = [sum(clock.get((hour, minute), 0) for hour in range(24)) for minute in range(60)]
    for key, words, minutes, share in (
        ("hour", "whole hours", (0,), 0.05),
        ("half_hour", "whole and half hours", (0, 30), 0.1),
        ("five", "every five minutes", range(0, 60, 5), 0.4),
    ):
        rows = sum(by_minute[minute] for minute in minutes)
        if rows < _ENOUGH or rows / base < share:
            continue
        how = graded(rows / base, care=share, serious=1.1)
        yield QualityFinding(
            key=f"rounded.{key}",
            what=f"Times pile up at {words}",
            rows=rows,
            base=base,
            of="calls with an hour",
            bends=((MeasureFamily.HOURS, Severity.NOTE), (_RESPONSE, how)),
            means="Part of the times were typed and not stamped: durations are only good to the step they are rounded to.",
            ask="Say which times the system stamps itself, and send those.",
        )
        return


def _empty_hours(by_hour: Sequence[int], base: int) -> Iterator[QualityFinding]:
    """Hours of the day in which nobody ever called, although many call."""
    empty = [hour for hour, calls in enumerate(by_hour) if not calls]
    if not empty or base / 24 < 20 or len(empty) == 24:
        return
    yield QualityFinding(
        key="hours.empty",
        what=f"No call at all in some hours of the day: {_spans(empty)}",
        rows=len(empty),
        base=24,
        of="hours of the day",
        bends=((MeasureFamily.HOURS, Severity.SERIOUS), (MeasureFamily.VOLUME, Severity.CARE)),
        means="The export was taken for part of the day only, or the night is in another system.",
        ask="Send the calls of all 24 hours, and say who answers at night.",
    )


def _spans(hours: Sequence[int]) -> str:
    """`0:00 to 5:00, 23:00 to 24:00`."""
    spans: list[list[int]] = []
    for hour in hours:
        if spans and spans[-1][1] == hour:
            spans[-1][1] = hour + 1
        else:
            spans.append([hour, hour + 1])
    return ", ".join(f"{first}:00 to {end}:00" for first, end in spans)


def _shifted(by_hour: Sequence[int], facts: ExportFacts) -> Iterator[QualityFinding]:
    """A day whose quiet hours lie where they cannot by the city's own clock."""
    shape = daily_shape(by_hour, facts.timezone)
    if shape is None or not (shape.maybe_utc or shape.odd):
        return
    yield QualityFinding(
        key="clock.shifted",
        what=f"Fewest calls come in hours {shape.quiet_hours}, and not in hours 3 to 6",
        rows=shape.calls,
        base=shape.calls,
        of="calls with an hour",
        bends=((MeasureFamily.HOURS, Severity.SERIOUS),),
        means=(
            "The file may be on the clock of Greenwich: hours, and the days around midnight, are shifted."
            if shape.maybe_utc
            else "The clock may be shifted, or morning and afternoon mixed up: every hour of the day is in doubt."
        ),
        ask="Say in which time zone the system keeps its times, and whether the export changed it.",
    )
