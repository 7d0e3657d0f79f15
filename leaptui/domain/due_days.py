"""The day somebody means by `due:friday`, `due:2-dec`, `due:12/5`: English and Spanish, no blanks inside.

A day without a year is the first one on or after the day the words were said. `12/5` is the fifth
of December, as it is written in the United States.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from leaptui.domain.text import fold

_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon lunes lun",
            "tuesday tues tue martes mar",
            "wednesday wed miercoles mie",
            "thursday thurs thur thu jueves jue",
            "friday fri viernes vie",
            "saturday sat sabado sab",
            "sunday sun domingo dom",
        )
    )
    for name in names.split()
}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene",
            "february feb febrero",
            "march mar marzo",
            "april apr abril abr",
            "may mayo",
            "june jun junio",
            "july jul julio",
            "august aug agosto ago",
            "september sept sep septiembre setiembre set",
            "october oct octubre",
            "november nov noviembre",
            "december dec diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}
_STEPS = {"today": 0, "hoy": 0, "tomorrow": 1, "manana": 1, "pasado-manana": 2}
_NEXT_WEEK = frozenset({"next-week", "proxima-semana", "la-proxima-semana", "semana-que-viene"})
_NEXT_DAY = re.compile(r"(?:next|proximo|el-proximo)-([a-z]+)")
_AWAY = re.compile(r"(?:in-|en-)?(\d{1,3})-?(d|days?|dias?|w|weeks?|semanas?)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_BY_NUMBERS = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?-?(?:de-)?([a-z]+)(?:-(?:de-)?(\d{4}))?")
_MONTH_FIRST = re.compile(r"([a-z]+)-?(\d{1,2})(?:st|nd|rd|th)?(?:-(\d{4}))?")
_FULL_STOPS = " .,;:!?)]}\"'"
_LEAP_YEARS_APART = 8
"""Years at most from one 29 February to the next."""


def due_day(words: str, said_on: date) -> date | None:
    """The day these words mean, or nothing where they mean none.

    Args:
        words: What stands behind `due:`, without blanks; case, accents and a full stop do not matter.
        said_on: The day they were said. A weekday is the next one after it; `next-week` is the
            Monday of the week after; `next-friday` is the Friday of that week.
    """
    said = fold(words).replace("_", "-").strip(_FULL_STOPS)
    said = re.sub(r"[\s.]+", "-", said)
    try:
        return next((day for day in _readings(said, said_on) if day is not None), None)
    except OverflowError:
        return None


def _readings(said: str, said_on: date) -> Iterator[date | None]:
    if said in _STEPS:
        yield said_on + timedelta(days=_STEPS[said])
    if said in _WEEKDAYS:
        yield said_on + timedelta(days=(_WEEKDAYS[said] - said_on.weekday() - 1) % 7 + 1)
    monday = timedelta(days=7 - said_on.weekday())
    if said in _NEXT_WEEK:
        yield said_on + monday
    if (found := _NEXT_DAY.fullmatch(said)) and found[1] in _WEEKDAYS:
        yield said_on + monday + timedelta(days=_WEEKDAYS[found[1]])
    if found := _AWAY.fullmatch(said):
        yield said_on + timedelta(days=int(found[1]) * (7 if found[2][0] in "ws" else 1))
    if found := _ISO.fullmatch(said):
        yield _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _BY_NUMBERS.fullmatch(said):
        yield _in_year(found[3], int(found[1]), int(found[2]), said_on)
    if (found := _DAY_FIRST.fullmatch(said)) and found[2] in _MONTHS:
        yield _in_year(found[3], _MONTHS[found[2]], int(found[1]), said_on)
    if (found := _MONTH_FIRST.fullmatch(said)) and found[1] in _MONTHS:
        yield _in_year(found[3], _MONTHS[found[1]], int(found[2]), said_on)


def _in_year(year: str | None, month: int, day: int, said_on: date) -> date | None:
    if year:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    first = said_on.year
    days = (_day(each, month, day) for each in range(first, first + _LEAP_YEARS_APART + 1))
    return next((each for each in days if each is not None and each >= said_on), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
