"""What the practice city's dispatch system can say: types, places, units, names, endings, and when.

Everything is a table to be looked up by number, so that a million rows are written by indexing
instead of by formatting. numpy is loaded when the tables are.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Indexes = NDArray[np.int64]
    Words = NDArray[np.object_]

YEAR = 2025
DAYS = 365
SPILL_DAYS = 3
"""Days of the next year that a call of New Year's Eve may end in."""
SPRING_GAP = (date(YEAR, 3, 9) - date(YEAR, 1, 1)).days * 24 + 2
"""The hour of the year that clocks in America/New_York skip."""
AUTUMN_OVERLAP = (date(YEAR, 11, 2) - date(YEAR, 1, 1)).days * 24 + 1
"""The hour of the year that they go through twice."""
PLACES = 3_000
LOCAL_TYPE = ("day", 5, 16.0, 0.2, 0.75)
"""Hours, priority, minutes, further units and dispatched share of a code that nobody explains."""


class Kind(IntEnum):
    """What an incident of the practice export is."""

    COMMUNITY = 0
    OFFICER = 1
    LOG = 2
    TEST = 3
    OTHER_AGENCY = 4
    DUPLICATE = 5


class Ending(IntEnum):
    """Which list of dispositions a call ends by."""

    URGENT = 0
    ROUTINE = 1
    MINOR = 2
    ALARM = 3
    OFFICER = 4


class Arrival(StrEnum):
    """How the export writes when a unit arrived."""

    FULL = "full"
    """Date and time, as every other time."""
    CLOCK = "clock"
    """The time of day alone, `1:16 PM`, some with the mark lost."""


@dataclass(frozen=True)
class TypeTable:
    """The call types of all kinds; every array has one entry a type.

    Attributes:
        codes: `WELF`.
        texts: `WELFARE CHECK`, in quotation marks where a comma asks for them.
        priority: 1 (most urgent) to 6.
        minutes: Mean minutes on scene.
        further: How readily further units go along; 0 is never.
        dispatched: Share of such calls that are dispatched.
        ending: Index of an `Ending`.
        first: Index of the first type of a kind.
        by_hour: For a kind, the running shares of its types in each hour of a day: 24 rows.
    """

    codes: Words
    texts: Words
    priority: Indexes
    minutes: Numbers
    further: Numbers
    dispatched: Numbers
    ending: Indexes
    first: Mapping[Kind, int]
    by_hour: Mapping[Kind, Numbers]


@dataclass(frozen=True)
class Tables:
    """Every table the generator looks things up in.

    Attributes:
        types: The call types.
        hours: For a kind, the weight of each hour of the year; together 1.
        dates: `01/04/2025 ` for each day of the year and some of the next.
        clocks: `13:07` for each minute of a day.
        marked: `1:07 PM` for each minute of a day.
        bare: `1:07`, the mark lost.
        places: Blocks, addresses and crossings.
        districts: The reporting district of each place.
        callers: Made-up names.
        units: Unit names of each eight-hour shift: three rows.
        endings: Disposition codes, a hundred in each row, as often as they are likely.
    """

    types: TypeTable
    hours: Mapping[Kind, Numbers]
    dates: Words
    clocks: Words
    marked: Words
    bare: Words
    places: Words
    districts: Words
    callers: Words
    units: Words
    endings: Words


def load_tables() -> Tables:
    """Read the city's vocabulary and lay it out."""
    source = files("leaptui.practice").joinpath("practice_call_types.toml")
    content = tomllib.loads(source.read_text(encoding="utf-8"))
    places, districts = _places(content["places"])
    minutes = [divmod(minute, 60) for minute in range(24 * 60)]
    days = [date(YEAR, 1, 1) + timedelta(day) for day in range(DAYS + SPILL_DAYS)]
    marked = [f"{(hour - 1) % 12 + 1}:{minute:02d} {'AM' if hour < 12 else 'PM'}" for hour, minute in minutes]
    return Tables(
        types=_types(content),
        hours=_hours(content["shape"]),
        dates=_words([f"{day:%m/%d/%Y} " for day in days]),
        clocks=_words([f"{hour:02d}:{minute:02d}" for hour, minute in minutes]),
        marked=_words(marked),
        bare=_words([clock.split()[0] for clock in marked]),
        places=_words([quoted(place) for place in places]),
        districts=_words(districts),
        callers=_words(
            [f'"{name}, {letter}"' for name in content["places"]["callers"] for letter in "ADEJLMRST"]
        ),
        units=_words(
            [[f"{shift}{beat}{car}" for beat in "ABCD" for car in range(11, 18)] for shift in (1, 2, 3)]
        ),
        endings=_words([_spread(content["dispositions"][ending.name.lower()]) for ending in Ending]),
    )


def quoted(text: str) -> str:
    """A CSV cell: in quotation marks where it holds a comma."""
    return f'"{text}"' if "," in text else text


def _words(items: Sequence[Any]) -> Words:
    import numpy as np

    return np.array(items, dtype=object)


def _spread(weights: Mapping[str, int]) -> list[str]:
    return [code for code, weight in weights.items() for _ in range(weight)]


def _places(content: Mapping[str, list[str]]) -> tuple[list[str], list[str]]:
    """Places as a dispatch system holds them: some to the block, some to the door, some crossings."""
    avenues, numbered, codes = content["avenues"], content["numbered"], content["districts"]
    places, districts = [], []
    for index in range(PLACES):
        street = avenues[index * 7 % len(avenues)] if index % 3 else numbered[index * 5 % len(numbered)]
        block = 100 * (1 + index * 11 % 24)
        door = block + 1 + index * 13 % 97
        other = numbered[index % len(numbered)]
        if index % 10 < 4:
            places.append(f"{block} BLK {street}")
        elif index % 10 == 9:
            places.append(f"{avenues[index * 3 % len(avenues)]} / {other}")
        elif index % 10 == 8:
            places.append(f"{door} {street}, APT {1 + index % 19}")
        else:
            places.append(f"{door} {street}")
        districts.append(codes[index * 17 % len(codes)])
    return places, districts


def _types(content: Mapping[str, Any]) -> TypeTable:
    import numpy as np

    lists, profiles = content["types"], content["profiles"]
    local = lists["local"]
    # The first local code is the most frequent, and each later one a little rarer.
    ranks = 1 / np.arange(3, len(local) + 3)
    shares = lists["local_percent"] * ranks / ranks.sum()
    known = sum(row[2] for row in lists["community"])
    scale = (100 - lists["local_percent"]) / known
    rows: list[tuple[Any, ...]] = [(*row[:2], row[2] * scale, *row[3:]) for row in lists["community"]]
    rows += [(code, text, share, *LOCAL_TYPE) for (code, text), share in zip(local, shares, strict=True)]
    first, by_hour = {}, {}
    kinds: dict[Kind, list[tuple[Any, ...]]] = {
        Kind.COMMUNITY: rows,
        Kind.OFFICER: lists["officer"],
        Kind.LOG: lists["log"],
        Kind.TEST: lists["test"],
    }
    every: list[tuple[Any, ...]] = []
    for kind, listed in kinds.items():
        first[kind] = len(every)
        every += listed
        weights = np.array(
            [[share * profiles[profile][hour] for _, _, share, profile, *_ in listed] for hour in range(24)]
        )
        running = weights.cumsum(axis=1)
        by_hour[kind] = running / running[:, -1:]
    for kind in (Kind.OTHER_AGENCY, Kind.DUPLICATE):
        first[kind], by_hour[kind] = first[Kind.COMMUNITY], by_hour[Kind.COMMUNITY]
    officers = range(first[Kind.OFFICER], first[Kind.LOG])
    return TypeTable(
        codes=_words([row[0] for row in every]),
        texts=_words([quoted(row[1]) for row in every]),
        priority=np.array([row[4] for row in every]),
        minutes=np.array([row[5] for row in every], dtype=float),
        further=np.array([row[6] for row in every], dtype=float),
        dispatched=np.array([row[7] for row in every], dtype=float),
        ending=np.array([_ending(row[1], row[4], officer=n in officers) for n, row in enumerate(every)]),
        first=first,
        by_hour=by_hour,
    )


def _ending(text: str, priority: int, *, officer: bool) -> Ending:
    if officer:
        return Ending.OFFICER
    if "ALARM" in text:
        return Ending.ALARM
    return Ending.URGENT if priority <= 2 else Ending.ROUTINE if priority <= 4 else Ending.MINOR


def _hours(shape: Mapping[str, Any]) -> dict[Kind, Numbers]:
    """Weights of the hours of the year: none for the one spring skips, double for the one autumn repeats."""
    import numpy as np

    days = [date(YEAR, 1, 1) + timedelta(day) for day in range(DAYS)]
    in_month = np.bincount([day.month - 1 for day in days])
    month = np.array([shape["months"][day.month - 1] / in_month[day.month - 1] for day in days])
    week = np.array([shape["weekday_hour"][day.weekday()] for day in days])
    officer = np.array([shape["officer_hour"]] * DAYS, dtype=float)
    office = np.zeros((DAYS, 24))
    office[[day.weekday() < 5 for day in days], 8:16] = 1
    # The weekly shape says how a week runs within itself; the month alone says how many calls it has.
    called = (week / week.sum(axis=1).mean() * month[:, None]).ravel()
    weights = {Kind.OFFICER: officer.ravel(), Kind.LOG: officer.ravel().copy(), Kind.TEST: office.ravel()}
    weights |= {kind: called.copy() for kind in (Kind.COMMUNITY, Kind.OTHER_AGENCY, Kind.DUPLICATE)}
    for hours in weights.values():
        hours[SPRING_GAP] = 0
        hours[AUTUMN_OVERLAP] *= 2
        hours /= hours.sum()
    return weights
