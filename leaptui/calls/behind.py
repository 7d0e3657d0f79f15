"""The calls behind a figure: fewer of a base, by a key that says what the figure counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.calls.durations import DURATIONS
from leaptui.calls.eligibility import group_of
from leaptui.calls.overlap import open_calls
from leaptui.calls.waits import WITHIN, repeats
from leaptui.domain.errors import UnknownName
from leaptui.domain.service_measures import DaysOfWeek, OpenFrom
from leaptui.domain.text import one_line

if TYPE_CHECKING:
    from leaptui.calls.population import Population
    from leaptui.practice.call_outcomes import CallOutcomes

_HOURS_A_WEEK = 7 * 24


def behind(asked: Population, key: str, endings: CallOutcomes) -> Population:
    """Fewer of the calls: those that a figure counts.

    Args:
        asked: The calls.
        key: Of a finding (`wait.over_30`); or what is counted and which: `outcome.` and the key of an
            ending, `place.` and a place, `busiest.` and a number of places, `group.` and a group (its
            calls with a known wait), `time.` and a duration (the calls it is measured of), `hour.1.17`
            (Tuesdays from 17:00), `weekday.1`, `clock.17`, `season.3` (every March), `window.10.12.every_day`
            (twelve hours from 10:00), `open.received` (calls known to be open from then until cleared).
        endings: What dispositions mean.

    Raises:
        UnknownName: When no figure has that key.
    """
    if key in WITHIN:
        return asked.within(WITHIN[key][0])
    what, _, which = key.partition(".")
    try:
        match what:
            case "outcome":
                return _ending(asked, which, endings)
            case "place":
                return asked.within("CAST(place AS VARCHAR) = ?", which)
            case "busiest":
                return _busiest(asked, int(which))
            case "group":
                return asked.taken_for(lambda reading: group_of(reading) == which).within("response >= 0")
            case "repeat":
                return repeats(asked)
            case "time" if which in {duration.key for duration in DURATIONS}:
                return asked.within(f"{which} >= 0")
            case "open":
                return open_calls(asked, OpenFrom(which))
            case _:
                return _when(asked, what, which)
    except ValueError:
        raise UnknownName(f"No figure has the key “{one_line(key)}”.") from None


def _ending(asked: Population, which: str, endings: CallOutcomes) -> Population:
    words = [word for word in asked.loaded.words("disposition") if word and endings.ending_of(word) == which]
    return asked.within("disposition IN (SELECT unnest(CAST(? AS call_disposition[])))", words)


def _busiest(asked: Population, number: int) -> Population:
    from leaptui.calls.repeat_places import place_frame

    frame = place_frame(asked)
    places = [str(place) for place in frame.index[~frame["placeholder"]][:number]]
    return asked.within("CAST(place AS VARCHAR) IN (SELECT unnest(?))", places)


def _when(asked: Population, what: str, which: str) -> Population:
    """By when they came in.

    Raises:
        ValueError: When there is no such time.
    """
    match what, which.split("."):
        case "hour", [weekday, hour]:
            return asked.within("weekday = ? AND hour = ?", int(weekday), int(hour))
        case "weekday", [weekday]:
            return asked.within("weekday = ?", int(weekday))
        case "clock", [hour]:
            return asked.within("hour = ?", int(hour))
        case "season", [month]:
            return asked.within("month(received) = ?", int(month))
        case "window", [first, hours, days]:
            inside = sorted(
                (weekday * 24 + hour) % _HOURS_A_WEEK
                for weekday in DaysOfWeek(days).weekdays
                for hour in range(int(first), int(first) + int(hours))
            )
            return asked.within("hour IS NOT NULL AND weekday * 24 + hour IN (SELECT unnest(?))", inside)
        case _:
            raise ValueError(what)
