"""What is odd in a column of times, and what it means for the figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from leaptui.calls.clock_checks import (
    daily_shape,
    many_midnights,
    problem_of_midnights,
    problem_of_shape,
    problems_of_clock_changes,
)
from leaptui.calls.profiles import Profile
from leaptui.calls.recipe import EITHER
from leaptui.calls.second_look import SecondLook
from leaptui.calls.time_columns import Claim
from leaptui.calls.times import (
    EPOCH_MILLISECONDS,
    EPOCH_SECONDS,
    EXCEL_SERIAL,
    EXCEL_SERIAL_1904,
    has_clock,
    is_day_first,
    is_universal,
    is_unmarked,
)
from leaptui.calls.trials import ColumnTimes, day_and_month_swapped
from leaptui.calls.words import OTHER_MOMENTS, words_of
from leaptui.domain.calls import ColumnRole, Confidence, Correction, Problem
from leaptui.domain.inspection import Answer, Question, QuestionKind

RECEIVED = frozenset({ColumnRole.RECEIVED, ColumnRole.RECEIVED_DATE, ColumnRole.RECEIVED_TIME})
_COUNTED = {
    EXCEL_SERIAL: "the day numbers of a spreadsheet instead of dates",
    EXCEL_SERIAL_1904: "the day numbers of a spreadsheet whose days count from 1904",
    EPOCH_SECONDS: "seconds counted from 1970 instead of dates",
    EPOCH_MILLISECONDS: "milliseconds counted from 1970 instead of dates",
}
_FROM_UTC = "Read as counted in UTC and moved to the city's own clock; check a call you know."
_AS_IT_IS = "Read as the city's own clock; check a call you know."
_MANY_AHEAD = 0.01
"""Share of times that have not come yet, from which the column is in doubt and not a few of its values."""
_RETYPED = re.compile(r"^\d{1,3}:[0-5]\d:00(\.0+)?$")
_DAY_ZERO = re.compile(r"^(1/[01]/(19)?00|0?1/0?[01]/1900|1899-12-3[01]|1900-01-0[01])\b")
_FEW_VALUES = 20


def about_times(
    names: Sequence[str],
    claims: Sequence[Claim],
    times: Mapping[int, ColumnTimes],
    look: SecondLook,
    timezone: str,
    correction: Correction,
) -> list[Problem]:
    """Everything odd in the columns that are read as times."""
    found = []
    for position, read in times.items():
        if claims[position].role is not ColumnRole.IGNORED:
            found += _about_column(names[position], claims[position], read, look.counts.headers_again)
            found += _about_midnights(names[position], claims[position], read, look)
    for position, rows in look.next_day.items():
        if rows:
            found.append(
                Problem(
                    f"{rows:,} clocks in {names[position]} are earlier than their call: they passed midnight.",
                    rows,
                    "They are put on the day after the call, so that no duration is negative.",
                )
            )
    clock = _hour_column(claims)
    if clock is not None and clock in times:
        if not _is_settled(QuestionKind.UTC, names[clock], correction):
            found += _about_shape(names[clock], times[clock], look, timezone)
        if timezone:
            found += problems_of_clock_changes(names[clock], *look.clock_changes, timezone)
    return found


def _is_settled(kind: QuestionKind, name: str, correction: Correction) -> bool:
    """Whether a person has answered a question."""
    said = f"{kind}:{name}" in correction.answers
    match kind:
        case QuestionKind.UTC:
            return said or correction.times_are_utc
        case QuestionKind.DAY_MONTH:
            return said or name in correction.time_formats


def _hour_column(claims: Sequence[Claim]) -> int | None:
    """The column that says the hour of the call."""
    for role in (ColumnRole.RECEIVED_TIME, ColumnRole.RECEIVED):
        for position, claim in enumerate(claims):
            if claim.role is role:
                return position
    return None


def _about_column(name: str, claim: Claim, times: ColumnTimes, headers_again: int) -> list[Problem]:
    found = []
    received = claim.role in RECEIVED
    _, others = times.swapped
    # Headers between the rows are told as such.
    unread = times.failed - others - min(headers_again, times.failed - others)
    if unread:
        effect = "These rows are unreadable and set aside." if received else "These values count as missing."
        found.append(Problem(f"Values in {name} follow no format of a time.", unread, effect))
    if times.mixed:
        found.append(_mixed(name, times, received=received))
    if times.turned:
        found.append(
            Problem(
                f"{name} has days above 12 only in dates that are text, and none above 12 in the others.",
                times.turned,
                "A spreadsheet set to another country has taken the day for the month in the others. They are read "
                "as they stand, in the wrong months, until somebody says so.",
            )
        )
    if times.undecided:
        order = "day before month" if is_day_first(times.formats[0]) else "month before day"
        found.append(
            Problem(
                f"{name} could be month/day or day/month: no day is above 12.",
                times.parsed,
                f"Read as {order}; please confirm.",
            )
        )
    if times.ahead and times.last is not None:
        found.append(
            Problem(
                f"{times.ahead:,} of {times.parsed + times.unmarked:,} times in {name} have not come yet; "
                f"the last is of {times.last:%Y-%m-%d}.",
                times.ahead,
                "They count as written: the period and every mean over it may be wrong. Ask the city.",
            )
        )
    if times.unmarked:
        found.append(_unmarked(name, claim, times))
    if times.half_clock_unmarked:
        found.append(
            Problem(
                f"Hours in {name} run from 1 to 12 without AM or PM.",
                times.parsed,
                "Hours of the day and durations cannot be had.",
            )
        )
    found.extend(
        Problem(
            f"{name} holds {_COUNTED[written]}.",
            times.parsed,
            _FROM_UTC if is_universal(written) else _AS_IT_IS,
        )
        for written in times.formats
        if written in _COUNTED
    )
    if any(is_universal(written) and written not in _COUNTED for written in times.formats):
        found.append(
            Problem(
                f"{name} states its offset from UTC.",
                times.parsed,
                "Times are moved to the city's own clock.",
            )
        )
    ways = sum(not is_unmarked(written) for written in times.formats)
    if ways > 1:
        found.append(
            Problem(
                f"{name} is written in {ways} ways.",
                times.parsed,
                "Each is read in its own way.",
            )
        )
    return found


def _mixed(name: str, times: ColumnTimes, *, received: bool) -> Problem:
    """Month first in some rows and day first in others: how many fit which, and what that does."""
    only, others = times.swapped
    orders = ["month/day", "day/month"]
    if is_day_first(times.formats[0]):
        orders.reverse()
    chosen, other = orders
    both = times.parsed - only
    lost = "set aside as unreadable" if received else "counted as missing"
    return Problem(
        f"{name} mixes month/day and day/month: {only:,} values fit only {chosen}, {others:,} fit only "
        f"{other}, {both:,} fit both.",
        others,
        f"All are read as {chosen}: the {others:,} are {lost}, and in the {both:,} month and day may be "
        "swapped. Ask the city, or split the file where the order changes.",
    )


def _unmarked(name: str, claim: Claim, times: ColumnTimes) -> Problem:
    """Hours without AM or PM among hours that have it: what is lost with them."""
    if claim.role in RECEIVED:
        effect = "These calls keep their day and have no hour: hours of the day and durations leave them out."
    else:
        effect = "These times count as missing: each could be of the morning or of the afternoon."
    said = f"{times.unmarked:,} of {times.unmarked + times.parsed:,} times in {name}"
    return Problem(
        f"{said} have no AM or PM and never pass hour 12; the others carry it.", times.unmarked, effect
    )


def _about_midnights(name: str, claim: Claim, times: ColumnTimes, look: SecondLook) -> list[Problem]:
    """Midnight standing for a time that nobody knew."""
    if times.always_midnight or not all(map(has_clock, times.formats)) or times.half_clock_unmarked:
        return []
    if claim.role is ColumnRole.RECEIVED_DATE:
        return []
    received = claim.role in RECEIVED
    midnights = look.midnights if received else times.parsed - times.off_midnight
    if not many_midnights(midnights, times.parsed, look.near_midnights if received else None):
        return []
    return [problem_of_midnights(name, midnights, times.parsed, received=received)]


def _about_shape(name: str, times: ColumnTimes, look: SecondLook, timezone: str) -> list[Problem]:
    if any(map(is_universal, times.formats)):
        return []
    shape = daily_shape(look.hours, timezone)
    if shape is None or not (shape.maybe_utc or shape.odd):
        return []
    return [problem_of_shape(name, shape)]


def about_durations(
    names: Sequence[str], claims: Sequence[Claim], profiles: Sequence[Profile]
) -> list[Problem]:
    """Columns of durations, or of times, that a spreadsheet has re-typed."""
    found = []
    for name, claim, profile in zip(names, claims, profiles, strict=True):
        zeros = sum(bool(_DAY_ZERO.match(value)) for value in profile.values)
        if zeros:
            used = claim.role is not ColumnRole.IGNORED
            found.append(
                Problem(
                    f"Values in {name} are of the day 0 or 1 of a spreadsheet, such as "
                    f"{next(value for value in profile.values if _DAY_ZERO.match(value))[:24]}.",
                    zeros,
                    "They are durations or empty cells that were re-typed as dates; "
                    + (
                        "these values count as missing."
                        if used
                        else "the column is not used. Ask for it as text."
                    ),
                )
            )
        elif _is_retyped(name, profile):
            sample = max(
                profile.values, key=lambda value: int(value.partition(":")[0]) if ":" in value else -1
            )
            hours, minutes = sample.split(":")[:2]
            found.append(
                Problem(
                    f"{name} says {sample}; a spreadsheet may have made hours and minutes of "
                    f"{int(hours)} min {int(minutes)} s.",
                    len(profile.values),
                    "Not used for any figure. Ask the city what the column means, or for it as text.",
                )
            )
    return found


def _is_retyped(name: str, profile: Profile) -> bool:
    """Whether minutes and seconds seem to have become hours and minutes: seconds are always 00, hours pass a day."""
    clocks = [value for value in profile.values if _RETYPED.match(value)]
    if (
        not clocks
        or len(clocks) < 0.95 * len(profile.values)
        or len(set(clocks)) < min(_FEW_VALUES, len(profile.values))
    ):
        return False
    hours = [int(value.partition(":")[0]) for value in clocks]
    named = bool(OTHER_MOMENTS & set(words_of(name)))
    return max(hours) > 23 or (named and sum(hour > 0 for hour in hours) > 0.5 * len(hours))


def unsure(times: ColumnTimes) -> Confidence | None:
    """The confidence that a time's reading takes away from its column, if it does."""
    ahead = times.ahead > times.parsed * _MANY_AHEAD
    doubtful = (
        ahead or times.turned or times.undecided or times.mixed or times.unmarked or times.half_clock_unmarked
    )
    return Confidence.ASK if doubtful else None


def questions_of(
    names: Sequence[str],
    claims: Sequence[Claim],
    times: Mapping[int, ColumnTimes],
    look: SecondLook,
    timezone: str,
    correction: Correction,
) -> tuple[Question, ...]:
    """What the times leave open, nobody has answered, and an answer would change."""
    asked = []
    for position, read in times.items():
        if _is_settled(QuestionKind.DAY_MONTH, names[position], correction):
            continue
        if claims[position].role is not ColumnRole.IGNORED and (read.undecided or read.mixed):
            orders = [read.formats, tuple(map(day_and_month_swapped, read.formats))]
            asked.append(
                Question(
                    QuestionKind.DAY_MONTH,
                    names[position],
                    f"Does {names[position]} put the month or the day first?",
                    tuple(_order(formats) for formats in orders),
                )
            )
        elif claims[position].role is not ColumnRole.IGNORED and read.turned:
            asked.append(_about_turned(names[position], read))
    clock = _hour_column(claims)
    if clock is not None and clock in times and not any(map(is_universal, times[clock].formats)):
        shape = daily_shape(look.hours, timezone)
        settled = _is_settled(QuestionKind.UTC, names[clock], correction)
        if shape is not None and shape.maybe_utc and not settled:
            asked.append(
                Question(
                    QuestionKind.UTC,
                    names[clock],
                    f"Calls are fewest in hours {shape.quiet_hours}. Is {names[clock]} the city's own clock?",
                    (
                        Answer("local", "the city's own clock", "Times stay as they are written."),
                        Answer("utc", "UTC", "Every time is moved to the city's own clock."),
                    ),
                )
            )
    return tuple(asked)


def _about_turned(name: str, times: ColumnTimes) -> Question:
    """Whether a spreadsheet has swapped day and month; a date of its own is then read year, day, month."""
    swapped = [
        day_and_month_swapped(written) if written.startswith("%Y") else written for written in times.formats
    ]
    return Question(
        QuestionKind.DAY_MONTH,
        name,
        f"Has a spreadsheet swapped day and month in {times.turned:,} dates of {name}?",
        (
            Answer(EITHER.join(times.formats), "no", "Every date is read as it stands."),
            Answer(EITHER.join(swapped), "yes", "Day and month are put back in those that are no text."),
        ),
    )


def _order(formats: Sequence[str]) -> Answer:
    day_first = any(map(is_day_first, formats))
    label = "day first" if day_first else "month first"
    example = "4 March" if day_first else "3 April"
    return Answer(EITHER.join(formats), label, f"04/03 is {example}.")
