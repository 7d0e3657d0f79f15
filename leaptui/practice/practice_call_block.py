"""Some hours of the practice city's calls at a time: from counts to the lines of its export."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from leaptui.practice.practice_call_words import AUTUMN_OVERLAP, DAYS, SPRING_GAP, Arrival, Ending, Kind

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from leaptui.practice.practice_call_words import Indexes, Numbers, Tables, Words

    Flags = NDArray[np.bool_]

HEADER = (
    "IncidentNum,CallDateTime,DispDT,EnrtDT,ArrDT,ClrDT,NatureCd,NatureDesc,"
    "Pri,Src,OffInit,UnitID,Dispo,Addr,RD,CallerName"
)
NEVER = -1
"""A time that was not recorded."""
CANCELLED_BEFORE = 0.035
CANCELLED_UNDERWAY = 0.02
NO_ARRIVAL = 0.09
"""Share of dispatched calls whose arrival nobody keyed."""
MARK_LOST = 0.175
"""Share of clock-only arrivals that say 1:16 and not whether AM or PM."""


@dataclass
class Incidents:
    """Incidents of one block, sorted by the time they were received; times in seconds of the year."""

    kind: Indexes
    type: Indexes
    received: Indexes
    dispatched: Indexes
    en_route: Indexes
    arrived: Indexes
    cleared: Indexes
    place: Indexes
    cancelled: Flags

    def __len__(self) -> int:
        return len(self.kind)


def draw_incidents(counts: NDArray[np.int64], first_hour: int, tables: Tables, rng: Generator) -> Incidents:
    """Incidents for some hours.

    Args:
        counts: How many of each kind (rows) in each hour (columns).
        first_hour: Hour of the year of the first column.
        tables: The city's vocabulary.
        rng: The source of every choice.
    """
    hours = np.arange(first_hour, first_hour + counts.shape[1])
    kind = np.repeat(np.arange(len(Kind)), counts.sum(axis=1))
    hour = np.concatenate([np.repeat(hours, row) for row in counts])
    received = hour * 3600 + rng.integers(0, 3600, len(hour))
    types = _draw_types(kind, hour % 24, tables, rng)
    # A few places call again and again.
    place = (len(tables.places) * rng.random(len(hour)) ** 2.2).astype(np.int64)
    called = np.flatnonzero(kind == Kind.COMMUNITY)
    again = np.flatnonzero(kind == Kind.DUPLICATE)
    if len(again):
        parent = rng.choice(called, len(again))
        types[again], place[again] = types[parent], place[parent]
        later = received[parent] + rng.integers(60, 600, len(again))
        skipped = (later >= SPRING_GAP * 3600) & (received[parent] < SPRING_GAP * 3600)
        received[again] = np.minimum(later + 3600 * skipped, DAYS * 86_400 - 1)
    order = np.argsort(received, kind="stable")
    return _timed(kind[order], types[order], received[order], place[order], tables, rng)


def _draw_types(kind: Indexes, hour: Indexes, tables: Tables, rng: Generator) -> Indexes:
    chance = rng.random(len(kind))
    types = np.zeros(len(kind), dtype=np.int64)
    for each in Kind:
        running = tables.types.by_hour[each]
        for at in range(24):
            some = np.flatnonzero((kind == each) & (hour == at))
            types[some] = tables.types.first[each] + running[at].searchsorted(chance[some], side="right")
    return types


def _timed(
    kind: Indexes, types: Indexes, received: Indexes, place: Indexes, tables: Tables, rng: Generator
) -> Incidents:
    total = len(kind)
    table = tables.types
    asked = (kind == Kind.COMMUNITY) | (kind == Kind.OTHER_AGENCY)
    officer, log = kind == Kind.OFFICER, kind == Kind.LOG
    chance = rng.random(total)
    own = kind == Kind.COMMUNITY
    before = own & (chance < CANCELLED_BEFORE)
    underway = own & ~before & (chance < CANCELLED_BEFORE + CANCELLED_UNDERWAY)
    sent = officer | log | (asked & ~before & (rng.random(total) < table.dispatched[types]))
    seen = sent & ~log & ~underway & (officer | (rng.random(total) >= NO_ARRIVAL))
    waits = 126 * (0.55 + 0.16 * table.priority[types].astype(float))
    at_once = officer | log
    dispatched = received + np.where(at_once, 0, _spread(waits, 0.95, rng))
    en_route = dispatched + np.where(at_once, 0, _spread(np.full(total, 45.0), 0.8, rng))
    arrived = en_route + np.where(at_once, 0, _spread(np.full(total, 330.0), 0.65, rng))
    scene = _spread(table.minutes[types] * (60 * 0.73), 0.8, rng)
    ended = np.where(sent, np.where(seen | log, arrived + scene, en_route + 240), received + 180 + scene // 4)
    cleared = np.where(rng.random(total) < 0.01, NEVER, ended)
    return Incidents(
        kind=kind,
        type=types,
        received=received,
        dispatched=np.where(sent, dispatched, NEVER),
        en_route=np.where(sent & (rng.random(total) < 0.95), en_route, NEVER),
        arrived=np.where(seen, arrived, NEVER),
        cleared=cleared,
        place=place,
        cancelled=before | underway,
    )


def _spread(median: Numbers, sigma: float, rng: Generator) -> Indexes:
    """Log-normal seconds around a median, at most eight hours."""
    return np.minimum(median * rng.lognormal(0.0, sigma, len(median)), 8 * 3600).astype(np.int64)


def lines(
    found: Incidents, further: int, first_number: int, tables: Tables, arrival: Arrival, rng: Generator
) -> list[str]:
    """The rows of some incidents, further units right behind the first.

    Args:
        found: The incidents.
        further: Rows of further units to add; they go where many units usually go.
        first_number: Running number of the first incident in the year.
        tables: The city's vocabulary.
        arrival: How arrivals are written.
        rng: The source of every choice.
    """
    total = len(found)
    willing = tables.types.further[found.type] * (found.dispatched != NEVER) * (found.kind != Kind.DUPLICATE)
    weights = willing if willing.sum() > 0 else np.ones(total)
    joined = rng.choice(total, further, p=weights / weights.sum()) if further else np.zeros(0, dtype=np.int64)
    rows = np.concatenate([np.arange(total), joined])
    order = np.argsort(rows, kind="stable")
    rows, joins = rows[order], (order >= total)
    times = _unit_times(found, rows, joins, rng)
    received = found.received[rows]
    repeated = rng.random(total) < 0.5
    stamps = {name: _shown(seconds, received, repeated[rows]) for name, seconds in times.items()}
    dispatched = times["dispatched"] != NEVER
    cells = (
        [f"25-{number:07d}" for number in (first_number + rows).tolist()],
        _stamp(_shown(received, received, repeated[rows]), tables).tolist(),
        _stamp(stamps["dispatched"], tables).tolist(),
        _stamp(stamps["en_route"], tables).tolist(),
        _arrival(stamps["arrived"], tables, arrival, rng).tolist(),
        _stamp(stamps["cleared"], tables).tolist(),
        tables.types.codes[found.type[rows]].tolist(),
        tables.types.texts[found.type[rows]].tolist(),
        tables.types.priority[found.type[rows]].astype(str).tolist(),
        _source(found, tables, rng)[rows].tolist(),
        np.where(found.kind[rows] == Kind.OFFICER, "Y", "N").tolist(),
        _unit(received, dispatched, tables, rng).tolist(),
        _ending(found, tables, rng)[rows].tolist(),
        *(column[rows].tolist() for column in _place_and_caller(found, tables, rng)),
    )
    return list(map(",".join, zip(*cells, strict=True)))


def _unit_times(found: Incidents, rows: Indexes, joins: Flags, rng: Generator) -> dict[str, Indexes]:
    """Each unit's own times: a further unit sets out a little later and leaves on its own."""
    late = np.where(joins, rng.integers(0, 300, len(rows)), 0)
    leaves = np.where(joins, rng.integers(-420, 120, len(rows)), 0)
    times = {name: getattr(found, name)[rows] for name in ("dispatched", "en_route", "arrived", "cleared")}
    for name in ("dispatched", "en_route", "arrived"):
        times[name] = np.where(times[name] == NEVER, NEVER, times[name] + late)
    there = np.maximum.reduce([times["dispatched"], times["en_route"], times["arrived"]]) + 30
    left = np.maximum(times["cleared"] + leaves, np.where(joins, there, 0))
    times["cleared"] = np.where(times["cleared"] == NEVER, NEVER, left)
    return times


def _shown(seconds: Indexes, received: Indexes, repeated: Flags) -> Indexes:
    """What the wall clock says: an hour is skipped in spring and gone through twice in autumn."""
    gap, overlap = SPRING_GAP * 3600, AUTUMN_OVERLAP * 3600
    skipped = (seconds >= gap) & (received < gap)
    # Half of the calls of the doubled hour belong to its first pass; what follows after 2:00 is 1:00 again.
    first_pass = (received < overlap) | ((received < overlap + 3600) & repeated)
    back = (seconds >= overlap + 3600) & first_pass & (received >= overlap - 86_400)
    return np.where(seconds == NEVER, NEVER, seconds + 3600 * skipped - 3600 * back)


def _stamp(seconds: Indexes, tables: Tables) -> Words:
    day, second = np.divmod(seconds, 86_400)
    text: Words = tables.dates[day] + tables.clocks[second // 60]
    text[seconds == NEVER] = ""
    return text


def _arrival(seconds: Indexes, tables: Tables, arrival: Arrival, rng: Generator) -> Words:
    if arrival is Arrival.FULL:
        return _stamp(seconds, tables)
    minute = seconds % 86_400 // 60
    text = np.where(rng.random(len(seconds)) < MARK_LOST, tables.bare[minute], tables.marked[minute])
    text[seconds == NEVER] = ""
    return text


def _source(found: Incidents, tables: Tables, rng: Generator) -> Words:
    urgent = tables.types.priority[found.type] <= 2
    chance = rng.random(len(found))
    source = np.where(chance < np.where(urgent, 0.82, 0.38), "E911", "NE").astype(object)
    alarm = tables.types.ending[found.type] == Ending.ALARM
    source[alarm & (chance > 0.12)] = "ALRM"
    source[(found.kind == Kind.OFFICER) | (found.kind == Kind.LOG)] = "OFC"
    source[rng.random(len(found)) < 0.03] = ""
    return source


def _unit(received: Indexes, dispatched: Flags, tables: Tables, rng: Generator) -> Words:
    shift = received % 86_400 // (8 * 3600)
    unit = tables.units[shift, rng.integers(0, tables.units.shape[1], len(received))]
    unit[~dispatched] = ""
    return unit


def _ending(found: Incidents, tables: Tables, rng: Generator) -> Words:
    total = len(found)
    ending = tables.endings[tables.types.ending[found.type], rng.integers(0, 100, total)]
    ending[rng.random(total) < 0.12] = ""
    ending[(found.kind == Kind.LOG) | (found.kind == Kind.TEST)] = ""
    ending[found.cancelled] = "CANCELLED"
    ending[found.kind == Kind.OTHER_AGENCY] = "OTHER AGENCY"
    ending[found.kind == Kind.DUPLICATE] = "DUPLICATE"
    return ending


def _place_and_caller(found: Incidents, tables: Tables, rng: Generator) -> tuple[Words, Words, Words]:
    total = len(found)
    place, district = tables.places[found.place], tables.districts[found.place]
    caller = tables.callers[rng.integers(0, len(tables.callers), total)]
    unknown = rng.random(total) < 0.02
    place[unknown] = ""
    district[unknown] = ""
    named = (found.kind == Kind.COMMUNITY) | (found.kind == Kind.DUPLICATE)
    caller[~named | (rng.random(total) < 0.1)] = ""
    return place, district, caller
