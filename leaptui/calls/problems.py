"""What is odd in a file, and what it means for the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leaptui.calls.moments import ColumnTimes
from leaptui.calls.profiles import Profile
from leaptui.calls.source import Source
from leaptui.calls.time_columns import Claim
from leaptui.calls.times import (
    EPOCH_MILLISECONDS,
    EPOCH_SECONDS,
    EXCEL_SERIAL,
    is_day_first,
    is_universal,
    is_unmarked,
)
from leaptui.calls.words import ID_NOUNS, ID_SUBJECTS, words_of
from leaptui.domain.calls import ColumnRole, Confidence, Problem

EXCEL_ROWS = 1_048_576

_NEEDED: tuple[tuple[str, tuple[tuple[ColumnRole, ...], ...]], ...] = (
    ("call processing", ((ColumnRole.DISPATCHED,),)),
    ("travel", ((ColumnRole.DISPATCHED, ColumnRole.EN_ROUTE), (ColumnRole.ARRIVED,))),
    ("response", ((ColumnRole.ARRIVED,),)),
    ("time on scene", ((ColumnRole.ARRIVED,), (ColumnRole.CLEARED,))),
    ("busy time", ((ColumnRole.DISPATCHED, ColumnRole.EN_ROUTE, ColumnRole.ARRIVED), (ColumnRole.CLEARED,))),
)
"""For each measure, the roles of which one each must be there beside the received time."""

_COUNTED = {
    EXCEL_SERIAL: "the day numbers of a spreadsheet instead of dates",
    EPOCH_SECONDS: "seconds counted from 1970 instead of dates",
    EPOCH_MILLISECONDS: "milliseconds counted from 1970 instead of dates",
}
_FROM_UTC = "Read as counted in UTC and moved to the city's own clock; check a call you know."
_COUNTED_EFFECT = {
    EXCEL_SERIAL: "Read as the city's own clock; check a call you know.",
    EPOCH_SECONDS: _FROM_UTC,
    EPOCH_MILLISECONDS: _FROM_UTC,
}
_MANY_AHEAD = 0.01
"""Share of times that have not come yet, from which the column is in doubt and not a few of its values."""
_USUAL_WIDTHS = frozenset({20, 24, 25, 30, 32, 40, 50, 60, 64})
"""Widths of text fields in dispatch systems: text exactly this long was probably longer."""
_GUESSED = {
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp437": "DOS code page 437",
    "utf-16-le": "UTF-16, low byte first,",
    "utf-16-be": "UTF-16, high byte first,",
}
"""Encodings that a file's bytes never name; a byte-order mark says `utf-16`."""
HOUR_OF_DAY = "hour of day"


def not_available(roles: set[ColumnRole], *, hours: bool) -> tuple[str, ...]:
    """The measures that a file with these roles cannot give.

    Args:
        roles: What its columns are read as.
        hours: Whether the received time says the hour.
    """
    missing = [
        name for name, needs in _NEEDED if not hours or not all(roles & set(any_of) for any_of in needs)
    ]
    return tuple(missing if hours else [HOUR_OF_DAY, *missing])


def problems_of(
    source: Source,
    names: Sequence[str],
    first_header: str,
    claims: Sequence[Claim],
    profiles: Sequence[Profile],
    times: Mapping[int, ColumnTimes],
    rows: int,
) -> list[Problem]:
    """Everything odd that can be said before a file is imported."""
    return [
        *_about_bytes(source, first_header),
        *_about_columns(names, claims, profiles),
        *(
            problem
            for position, found in times.items()
            for problem in _about_times(names[position], claims[position], found)
        ),
        *_about_length(rows),
    ]


def _about_bytes(source: Source, first_header: str) -> list[Problem]:
    found = []
    if first_header.startswith("ï»¿"):
        found.append(
            Problem(
                "The first header begins with a byte-order mark that was encoded twice.",
                0,
                "The mark is dropped.",
            )
        )
    facts = source.facts
    if facts.nul_bytes:
        found.append(Problem(f"The file has {facts.nul_bytes:,} NUL bytes.", 0, "They are dropped."))
    if facts.encoding in _GUESSED:
        found.append(
            Problem(
                f"The file is not UTF-8 and does not say what it is; {_GUESSED[facts.encoding]} is a guess.",
                0,
                "Letters with accents in types, places and names may be wrong; check some.",
            )
        )
    if facts.stray_bytes:
        found.append(
            Problem(
                f"{facts.stray_bytes:,} bytes are not valid UTF-8.",
                0,
                "They are read as Windows-1252; check accents in names.",
            )
        )
    return found


def _about_columns(
    names: Sequence[str], claims: Sequence[Claim], profiles: Sequence[Profile]
) -> list[Problem]:
    roles = {claim.role for claim in claims}
    found = []
    if ColumnRole.INCIDENT_ID not in roles:
        found.append(_about_missing_ids(names, profiles))
    if ColumnRole.TYPE_FINAL in roles and ColumnRole.TYPE_INITIAL not in roles:
        found.append(
            Problem(
                "Only the final type is there.",
                0,
                "Eligibility is judged by what a call turned out to be, not by what was known.",
            )
        )
    if not roles & {ColumnRole.SOURCE, ColumnRole.OFFICER_INITIATED}:
        found.append(
            Problem(
                "No column says who began a call.",
                0,
                "Officer-initiated calls are told by their type, and by arrival at the moment of the call.",
            )
        )
    for name, claim, profile in zip(names, claims, profiles, strict=True):
        if claim.role in (ColumnRole.TYPE_INITIAL, ColumnRole.TYPE_FINAL):
            found.extend(_about_types(name, profile))
    return found


def _about_missing_ids(names: Sequence[str], profiles: Sequence[Profile]) -> Problem:
    """No incident ids: none at all, or a column of them that repeats a few."""
    effect = "Every row counts as one call; units cannot be collapsed."
    for name, profile in zip(names, profiles, strict=True):
        words = set(words_of(name))
        subject = max((ID_SUBJECTS.get(word, 0.0) for word in words), default=0.0)
        if subject >= 1 and ID_NOUNS & words and profile.filled > 0.7 and profile.unique <= 0.3:
            rows = len(profile.values)
            return Problem(
                f"{name} seems to be the incident id, but {rows:,} sampled rows have only "
                f"{profile.distinct:,} of them.",
                rows,
                f"It is not used. {effect} Ask the city whether these are one call.",
            )
    return Problem("No column holds an incident id.", 0, effect)


def _about_types(name: str, profile: Profile) -> list[Problem]:
    found = []
    dashed = sum(value.startswith(("--", "=", "+", "@")) for value in profile.values)
    if dashed:
        found.append(
            Problem(
                f"Values in {name} begin with a sign that spreadsheets take for a formula.",
                dashed,
                "They are kept as text, and neutralised when written out.",
            )
        )
    longest = max(map(len, profile.values))
    cut = sum(len(value) == longest for value in set(profile.values))
    if longest in _USUAL_WIDTHS:
        found.append(
            Problem(
                f"Text in {name} seems to be cut at {longest} characters.",
                cut,
                "Types that differ only later look the same.",
            )
        )
    if profile.filled < 0.98:
        found.append(
            Problem(
                f"{name} is empty in {1 - profile.filled:.0%} of the sampled rows.",
                0,
                "The type code stands in where there is one; the rest stays unmapped.",
            )
        )
    return found


def _about_times(name: str, claim: Claim, times: ColumnTimes) -> list[Problem]:
    if claim.role is ColumnRole.IGNORED:
        return []
    found = []
    received = claim.role in (ColumnRole.RECEIVED, ColumnRole.RECEIVED_DATE, ColumnRole.RECEIVED_TIME)
    _, others = times.swapped
    if times.failed > others:
        effect = "These rows are unreadable and set aside." if received else "These values count as missing."
        found.append(Problem(f"Values in {name} follow no format of a time.", times.failed - others, effect))
    if times.mixed:
        found.append(_mixed(name, times, received=received))
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
        Problem(f"{name} holds {_COUNTED[written]}.", times.parsed, _COUNTED_EFFECT[written])
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
    if claim.role in (ColumnRole.RECEIVED, ColumnRole.RECEIVED_DATE, ColumnRole.RECEIVED_TIME):
        effect = "These calls keep their day and have no hour: hours of the day and durations leave them out."
    else:
        effect = "These times count as missing: each could be of the morning or of the afternoon."
    said = f"{times.unmarked:,} of {times.unmarked + times.parsed:,} times in {name}"
    return Problem(
        f"{said} have no AM or PM and never pass hour 12; the others carry it.", times.unmarked, effect
    )


def _about_length(rows: int) -> list[Problem]:
    if rows in (EXCEL_ROWS, EXCEL_ROWS - 1, 65_535, 65_536):
        return [Problem("The file ends exactly where Excel does.", rows, "Later calls are probably missing.")]
    return []


def unsure(times: ColumnTimes) -> Confidence | None:
    """The confidence that a time's reading takes away from its column, if it does."""
    ahead = times.ahead > times.parsed * _MANY_AHEAD
    doubtful = ahead or times.undecided or times.mixed or times.unmarked or times.half_clock_unmarked
    return Confidence.ASK if doubtful else None
