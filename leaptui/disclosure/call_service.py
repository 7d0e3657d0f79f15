"""How calls are served today and what a service would meet, cleared: shares in steps, minutes where many calls tell them.

The summary of a city's calls is printed in counts (`leaptui.disclosure.call_figures`). What stands
beside it in the same document overlaps with it in too many ways to be decided cell by cell: waits
nest, windows of service nest, endings are told of the eligible calls and of all. So all of that is
told in steps that hold no single call (`leaptui.disclosure.bands`), and for internal use as well,
where a step is one per cent.
"""

from __future__ import annotations

from dataclasses import dataclass

from leaptui.disclosure.bands import banded_count, banded_percent, banded_share, share_step
from leaptui.disclosure.cleared import Cleared
from leaptui.disclosure.gate import WITHHELD, Gate
from leaptui.domain.call_measures import DurationLine, Durations, Effort, Outcomes
from leaptui.domain.calls import TimeMeasure
from leaptui.domain.place_measures import RepeatPlaces
from leaptui.domain.service_measures import Coverage, Finding, ServiceToday, Window

FEWEST_FOR_MINUTES = 20
"""Calls that a median or a ninetieth percentile for others rests on at least."""
HOURS_OF_SERVICE = (8, 10, 12, 16, 24)
"""Lengths of service told, hours a day."""
_COUNTED = {
    "wait.within_15": "{share} of the calls with a known wait were reached within 15 minutes.",
    "wait.over_30": "{share} of the calls with a known wait waited more than 30 minutes.",
    "wait.over_60": "{share} of the calls with a known wait waited more than an hour.",
    "outcome.gone": "In {share} of the calls with a known ending nobody was there any more.",
    "nobody.came": "{share} of the calls not cancelled have no arrival: nobody came, or a telephone was enough.",
    "repeat.within_24_hours": "{share} of the calls with a place and a type came within a day of another of that type there.",
}
"""By the key of a finding."""
_GROUPS = {"wait.shortest": "Reached soonest", "wait.longest": "Reached latest"}


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A share in steps."""

    label: Cleared
    share: Cleared


@dataclass(frozen=True, slots=True)
class ClearedWindow:
    """The best hours of service of one length, and the share of the eligible calls inside."""

    hours: int
    percent: int | None
    """The share in steps, to be drawn; nothing where it is withheld."""
    every_day: Cleared
    share: Cleared
    weekdays: Cleared
    """From Monday to Friday only; empty where it was not asked."""
    weekday_share: Cleared


@dataclass(frozen=True, slots=True)
class WaitLine:
    """How long calls of one part waited for the first arrival."""

    label: Cleared
    calls: Cleared
    """In words: `over 1,000`."""
    median: Cleared
    ninetieth: Cleared


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedToday:
    """What was found of today's service."""

    works: tuple[Cleared, ...]
    works_not: tuple[Cleared, ...]
    to_judge: tuple[Cleared, ...]
    """What the city itself must weigh."""
    cannot_tell: tuple[Cleared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedEndings:
    """How calls of eligible types end today."""

    with_ending: Cleared
    """Share of the eligible calls whose ending is given."""
    lines: tuple[ShareLine, ...]


def clear_windows(gate: Gate, found: Coverage) -> tuple[ClearedWindow, ...]:
    """Hours of service of each length; nothing where so few eligible calls have an hour that these would tell theirs."""
    if share_step(found.calls, gate.threshold) is None:
        return ()
    by_weekday = {window.hours: window for window in found.weekdays}

    def told(window: Window | None) -> tuple[Cleared, Cleared]:
        if window is None:
            return gate.label("", "hours of service"), gate.label("", "hours of service")
        end = (window.first_hour + window.hours) % 24
        hours = "around the clock" if window.hours == 24 else f"{window.first_hour:02}:00 to {end:02}:00"
        share = gate.label("all", "hours of service") if window.hours == 24 else None
        return gate.label(hours, "hours of service"), share or _share(gate, window.share, found.calls)

    return tuple(
        ClearedWindow(
            window.hours,
            banded_percent(window.share, found.calls, gate.threshold),
            *told(window),
            *told(by_weekday.get(window.hours)),
        )
        for window in found.curve
        if window.hours in HOURS_OF_SERVICE
    )


def clear_waits(gate: Gate, found: Durations) -> tuple[WaitLine, ...]:
    """The wait of each part for the first arrival, those with enough calls."""
    return tuple(
        WaitLine(
            gate.of_file(part.name or "not given", "parts of the calls"),
            banded_count(measure.n, gate.threshold),
            *_minutes(gate, measure),
        )
        for part in sorted(found.parts, key=_by_number)
        if (measure := part.times.get("response")) is not None and measure.n >= fewest(gate)
    )


def clear_endings(gate: Gate, found: Outcomes) -> ClearedEndings | None:
    """The endings, most frequent first; nothing where the file tells those of few calls, or of none."""
    if not found.with_disposition or share_step(found.with_disposition, gate.threshold) is None:
        return None
    lines = sorted(found.lines, key=lambda line: -line.share)
    return ClearedEndings(
        with_ending=_share(gate, found.with_disposition / found.calls, found.calls),
        lines=tuple(
            ShareLine(gate.of_file(line.label, "endings"), _share(gate, line.share, found.with_disposition))
            for line in lines
            if line.calls
        ),
    )


def clear_today(gate: Gate, found: ServiceToday) -> ClearedToday:
    """The findings in sentences, each under what it says of today's service."""

    def those(*, works: bool | None) -> tuple[Cleared, ...]:
        told = (_finding(gate, each) for each in found.findings if each.works is works)
        return tuple(sentence for sentence in told if sentence)

    return ClearedToday(
        works=those(works=True),
        works_not=those(works=False),
        to_judge=those(works=None),
        cannot_tell=tuple(gate.label(each, "what cannot be told") for each in found.not_available),
    )


def clear_repeats(gate: Gate, found: RepeatPlaces) -> tuple[ShareLine, ...]:
    """Whether a few places have most of the calls; no place is named, and none is told by itself."""
    return tuple(
        ShareLine(
            gate.label(
                f"The {each.words}"
                if f"{each.places:,} places" in each.words
                else f"The {each.words} ({each.places:,})",
                "repeat places",
            ),
            _share(gate, each.share, found.with_place),
        )
        for each in found.top
        if each.places >= gate.threshold and share_step(found.with_place, gate.threshold) is not None
    )


def clear_effort(gate: Gate, found: Effort) -> Cleared:
    """Officer hours on eligible calls as a range, or nothing."""
    if found.with_hours < fewest(gate):
        return gate.label("", "officer hours")
    hours = found.officer_hours
    known = (
        "every unit that came is counted"
        if found.units_known
        else "the file does not say how many units came, so each call counts one"
    )
    return gate.label(
        f"Police spent {_rounded(hours.low)} to {_rounded(hours.high)} officer hours on the calls that count by the "
        f"{found.rules} rules; {known}. These are hours that could be spent otherwise, not money saved.",
        "officer hours",
    )


def fewest(gate: Gate) -> int:
    """How many calls minutes must rest on to be told to these readers."""
    return FEWEST_FOR_MINUTES if gate.threshold > 1 else 1


def _by_number(part: DurationLine) -> tuple[bool, int, str]:
    """Priority 2 comes before 10, and both before words."""
    digits = part.name.isascii() and part.name.isdigit()
    return (not digits, int(part.name) if digits else 0, part.name)


def _rounded(hours: float) -> str:
    """Hours to the hundred where they are many, so that no single call is in them."""
    return f"{round(hours, -2) if hours >= 1_000 else round(hours, -1):,.0f}"


def _finding(gate: Gate, found: Finding) -> Cleared:
    where = "today's service"
    if found.key in _COUNTED:
        share = _share(gate, found.share, found.of)
        if share.text == WITHHELD:
            return gate.label("", where)
        words = _COUNTED[found.key].format(share=share.text)
        return gate.label(words[0].upper() + words[1:], where)
    if found.calls < fewest(gate):
        return gate.label("", where)
    if found.key in _GROUPS:
        # The sentence of the screen says on how many calls it rests, to the call.
        told = found.sentence.rpartition(" within ")[2]
        return gate.label(
            f"{_GROUPS[found.key]}: {found.group}, nine in ten calls within {told}",
            where,
        )
    return gate.label(found.sentence.replace(f"{found.calls:,} calls", "calls", 1), where)


def _minutes(gate: Gate, measure: TimeMeasure) -> tuple[Cleared, Cleared]:
    return (
        gate.label(f"{measure.median:,.1f} min", "minutes"),
        gate.label(f"{measure.p90:,.1f} min", "minutes"),
    )


def _share(gate: Gate, share: float, whole: int) -> Cleared:
    return banded_share(share, whole, gate.threshold)
