"""Whether the clock of the calls is the city's own: its daily shape, midnights, and the nights clocks change."""

# ruff: noqa: S608 - the SQL is made of constants and column names; what a user wrote is a parameter or `literal`

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from leaptui.calls.engine import Engine
from leaptui.domain.calls import Problem

ENOUGH_CALLS = 400
"""Below so many calls with an hour the daily shape says nothing."""
_WINDOW = 4
_DEEP = 0.62
"""The quietest four hours have at most this share of the mean hour where calls follow people's days."""
_USUAL_QUIET = range(1, 7)
"""First of the four quietest hours, by a city's own clock: people sleep from three to six."""
_QUIETEST = 3
_UTC_QUIET = range(7, 16)
"""The same hours by UTC, from the Atlantic to Hawaii."""
_NOTICED_MIDNIGHTS, _MIDNIGHT_SHARE, _MIDNIGHT_TIMES = 10, 0.005, 5


@dataclass(frozen=True, slots=True)
class DailyShape:
    """What the calls by hour say of the clock."""

    quiet_from: int
    """First of the four quietest hours in a row."""
    calls: int
    maybe_utc: bool
    odd: bool
    """Quiet at an hour that neither the city's clock nor UTC explains."""

    @property
    def quiet_hours(self) -> str:
        """`8 to 11`."""
        return f"{self.quiet_from} to {(self.quiet_from + _WINDOW - 1) % 24}"


def daily_shape(hours: Sequence[int], timezone: str = "") -> DailyShape | None:
    """What 24 counts of calls by hour say of the clock they were written by.

    Args:
        hours: Calls in each hour of the day; officer-initiated ones may be among them.
        timezone: The city's zone, where it is known; it narrows what UTC would look like.

    Returns:
        None where they are too few, or too even, to say.
    """
    total = sum(hours)
    if total < ENOUGH_CALLS:
        return None
    windows = [sum(hours[(start + step) % 24] for step in range(_WINDOW)) for start in range(24)]
    quietest = min(windows)
    if quietest > _DEEP * total * _WINDOW / 24:
        return None
    start = windows.index(quietest)
    likely = _UTC_QUIET
    if timezone:
        behind = _hours_behind(timezone)
        near = range(min(behind) + _QUIETEST - 2, max(behind) + _QUIETEST + 3)
        likely = range(max(_USUAL_QUIET.stop, near.start), near.stop)
    maybe_utc = start in likely
    return DailyShape(start, total, maybe_utc, not maybe_utc and start not in _USUAL_QUIET)


def _hours_behind(timezone: str) -> list[int]:
    """Hours that a zone is behind UTC, in January and in July of a recent year."""
    zone = ZoneInfo(timezone)
    moments = [datetime(2024, month, 15, tzinfo=UTC).astimezone(zone) for month in (1, 7)]
    return [round(-(moment.utcoffset() or timedelta()) / timedelta(hours=1)) for moment in moments]


def many_midnights(midnights: int, parsed: int, neighbours: float | None = None) -> bool:
    """Whether more times are exactly midnight than calls could be.

    Args:
        midnights: Times of 00:00:00.
        parsed: All times of the column.
        neighbours: The mean number of times exactly at the full hours around midnight, where it is known.
    """
    if midnights < max(_NOTICED_MIDNIGHTS, _MIDNIGHT_SHARE * parsed) or midnights == parsed:
        return False
    return neighbours is None or midnights > _MIDNIGHT_TIMES * max(neighbours, 1)


def clock_changes(timezone: str, first: datetime, last: datetime) -> list[tuple[datetime, datetime, bool]]:
    """The wall times between two moments that a zone skips or has twice.

    Returns:
        Begin and end of each, and whether it is skipped.
    """
    zone = ZoneInfo(timezone)
    hour = timedelta(hours=1)
    found = []
    moment = datetime(first.year, first.month, first.day, tzinfo=UTC)
    end = last.replace(tzinfo=UTC) + timedelta(days=1)
    offset = _offset(moment, zone)
    while moment < end:
        following = _offset(moment + timedelta(days=1), zone)
        if following != offset:
            at = next(
                moment + step * hour
                for step in range(1, 25)
                if _offset(moment + step * hour, zone) == following
            )
            old, new = ((at + shift).replace(tzinfo=None) for shift in (offset, following))
            found.append((min(old, new), max(old, new), new > old))
        moment, offset = moment + timedelta(days=1), following
    return found


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def count_clock_changes(engine: Engine, table: str, column: str, timezone: str) -> tuple[int, int]:
    """Moments of a column that the city's clock never showed, and those that it showed twice.

    Args:
        engine: Where.
        table: With the moments, in local wall time.
        column: Its moments.
        timezone: The city's zone.
    """
    ((first, last),) = engine.run(f"SELECT min({column}), max({column}) FROM {table}")
    if first is None or last - first > timedelta(days=36_600):
        return 0, 0
    skipped, doubled = ["FALSE"], ["FALSE"]
    parameters: dict[bool, list[object]] = {True: [], False: []}
    for begin, end, is_skipped in clock_changes(timezone, first, last):
        (skipped if is_skipped else doubled).append(f"({column} >= ? AND {column} < ?)")
        parameters[is_skipped] += [begin, end]
    ((gap, overlap),) = engine.run(
        f"SELECT count_if({' OR '.join(skipped)}), count_if({' OR '.join(doubled)}) FROM {table}",
        [*parameters[True], *parameters[False]],
    )
    return int(gap), int(overlap)


def problems_of_clock_changes(name: str, gap: int, overlap: int, timezone: str) -> list[Problem]:
    """What moments in the hours of the clock changes mean."""
    found = []
    if gap:
        found.append(
            Problem(
                f"{gap:,} times in {name} are of an hour that clocks in {timezone} skipped in spring.",
                gap,
                "They are kept as written; the file may be in another zone or UTC, and their durations may be an hour off.",
            )
        )
    if overlap:
        found.append(
            Problem(
                f"{overlap:,} times in {name} are of the hour that clocks in {timezone} showed twice in autumn.",
                overlap,
                "They are kept as written; durations that begin or end there may be an hour off.",
            )
        )
    return found


def problem_of_shape(name: str, shape: DailyShape) -> Problem:
    """What a day that is quiet at the wrong hours means."""
    said = f"Calls by {name} are fewest in hours {shape.quiet_hours}; by a city's own clock that is about 3 to 6."
    if shape.maybe_utc:
        effect = "The file may be in UTC. Hours are kept as written until somebody says so: every hour of the day is in doubt."
    else:
        effect = "The clock may be shifted, or morning and afternoon mixed up: every hour of the day is in doubt. Ask the city."
    return Problem(said, shape.calls, effect)


def problem_of_midnights(name: str, midnights: int, parsed: int, *, received: bool) -> Problem:
    """What more midnights than calls could have mean."""
    effect = (
        "They count in the hour from midnight to one, which is too high by about as many. Ask the city."
        if received
        else "Durations that begin or end with them are wrong; those below zero or over a day are left out."
    )
    return Problem(
        f"{midnights:,} of {parsed:,} times in {name} are exactly midnight, which seems to stand for unknown.",
        midnights,
        effect,
    )


def hours_of(engine: Engine, table: str, column: str) -> tuple[tuple[int, ...], int, float]:
    """Moments by hour, those of exactly midnight, and the mean number of exactly 22, 23, 1 and 2 o'clock.

    Args:
        engine: Where.
        table: With the moments.
        column: Its moments, in local wall time; NULL is passed over.
    """
    found = {
        int(hour): (int(calls), int(sharp))
        for hour, calls, sharp in engine.run(
            f"SELECT hour({column}), count(*), count_if({column} = date_trunc('hour', {column})) FROM {table} "
            f"WHERE {column} IS NOT NULL GROUP BY 1"
        )
    }
    sharp = {hour: found.get(hour, (0, 0))[1] for hour in (22, 23, 0, 1, 2)}
    near = sum(count for hour, count in sharp.items() if hour) / 4
    return tuple(found.get(hour, (0, 0))[0] for hour in range(24)), sharp[0], near


def problems_of_received(engine: Engine, name: str, timezone: str, *, moved: bool) -> list[Problem]:
    """What is odd in the clock of the calls that an import has loaded into the table `raw`.

    Args:
        engine: Where.
        name: The column that says the hour of the call.
        timezone: The city's zone.
        moved: Whether its times were moved to the city's clock; then nobody asks whether they are UTC.
    """
    clocked = "(SELECT received FROM raw WHERE received_has_clock)"
    hours, midnights, near = hours_of(engine, clocked, "received")
    found = []
    if many_midnights(midnights, sum(hours), near):
        found.append(problem_of_midnights(name, midnights, sum(hours), received=True))
    shape = daily_shape(hours, timezone)
    if shape is not None and not moved and (shape.maybe_utc or shape.odd):
        found.append(problem_of_shape(name, shape))
    changes = count_clock_changes(engine, clocked, "received", timezone)
    return [*found, *problems_of_clock_changes(name, *changes, timezone)]
