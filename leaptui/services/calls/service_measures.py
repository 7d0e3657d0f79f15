"""What a service would meet, and how calls are served today."""

from __future__ import annotations

from leaptui.domain.call_measures import SplitBy
from leaptui.domain.measured import RuleSet
from leaptui.domain.service_measures import (
    Coverage,
    DaysOfWeek,
    Finding,
    FindingKind,
    OpenFrom,
    Overlap,
    ServiceToday,
    Window,
)
from leaptui.services.calls.asked import Asked, population
from leaptui.services.calls.measures import durations
from leaptui.services.workspace import Workspace

SHIFTS = (8, 10, 12, 16)
"""Hours of service that cities choose between."""
_FEWEST_WAITS = 100
"""A group with fewer measured waits is not named as the quickest or slowest."""
_KNOWN_WAIT = "{calls} of {of} calls with a known wait ({share}) "
_COUNTED = (
    ("wait.within_15", FindingKind.WAIT, True, _KNOWN_WAIT + "were reached within 15 minutes."),
    ("wait.over_30", FindingKind.WAIT, False, _KNOWN_WAIT + "waited more than 30 minutes."),
    ("wait.over_60", FindingKind.WAIT, False, _KNOWN_WAIT + "waited more than an hour."),
    (
        "outcome.gone",
        FindingKind.NOBODY_CAME,
        False,
        "In {calls} of {of} calls with a known ending ({share}) nobody was there any more.",
    ),
    (
        "nobody.came",
        FindingKind.NOBODY_CAME,
        False,
        "{calls} of {of} calls not cancelled ({share}) have no arrival: nobody came, or a telephone was enough.",
    ),
    (
        "repeat.within_24_hours",
        FindingKind.REPEAT,
        False,
        "{calls} of {of} calls with place and type ({share}) came within a day of another of that type there.",
    ),
)
"""Key, kind, whether it speaks for today's service, and the sentence."""
_NEEDS = (
    ("wait.within_15", "waits (none of these calls has both a receipt and an arrival)"),
    ("nobody.came", "calls nobody came to (the file has no arrivals)"),
    ("repeat.within_24_hours", "repeat calls (none of these calls has a place)"),
    ("outcome.gone", "calls where nobody was found (none of these calls has a disposition)"),
)
"""What cannot be told where a finding counts nothing of nothing."""


def overlap(
    workspace: Workspace, asked: Asked, rules: RuleSet, opens: OpenFrom = OpenFrom.RECEIVED
) -> Overlap:
    """How many eligible calls are open at once, from their own times until they are cleared."""
    from leaptui.calls.bases import weekdays_in
    from leaptui.calls.overlap import intervals, overlap_frame

    calls = population(workspace, asked)
    eligible = calls.eligible(rules)
    found = intervals(eligible, opens)
    frame, counted = overlap_frame(found, sum(weekdays_in(calls.period))), len(found)
    by_hour = frame.div(frame[0].where(frame[0] > 0), axis=0).fillna(0.0)
    whole = frame.sum().tolist()
    time = max(whole[0], 1)
    return Overlap(
        base=calls.base,
        filter=asked.words,
        rules=rules,
        opens=opens,
        calls=counted,
        left_out=eligible.calls - counted,
        at_least=tuple(each / time for each in whole) if counted else (),
        by_hour=tuple(tuple(map(float, row)) for row in by_hour.to_numpy().tolist()) if counted else (),
        mean_open=sum(whole[1:]) / time,
    )


def coverage(workspace: Workspace, asked: Asked, rules: RuleSet) -> Coverage:
    """How many eligible calls fall into hours of service: the best of each length, and any other."""
    from leaptui.calls.counting import grid
    from leaptui.calls.coverage import window_frame

    calls = population(workspace, asked)
    eligible = calls.eligible(rules)
    week = grid(eligible.loaded, eligible.rows)
    with_hour = sum(map(sum, week))

    def best(days: DaysOfWeek) -> tuple[Window, ...]:
        frame = window_frame(eligible, days)
        found = []
        for hours in range(1, 25) if with_hour else ():
            calls_in = frame[hours].to_numpy()
            first = int(calls_in.argmax())
            inside = int(calls_in[first])
            found.append(Window(first, hours, days, inside, inside / with_hour))
        return tuple(found)

    def shifts(curve: tuple[Window, ...]) -> tuple[Window, ...]:
        return tuple(window for window in curve if window.hours in SHIFTS)

    curve = best(DaysOfWeek.EVERY_DAY)
    return Coverage(
        base=calls.base,
        filter=asked.words,
        rules=rules,
        calls=with_hour,
        without_hour=eligible.calls - with_hour,
        best=shifts(curve),
        curve=curve,
        weekdays=shifts(best(DaysOfWeek.WEEKDAYS)),
        weekend=shifts(best(DaysOfWeek.WEEKEND)),
        by_hour=tuple(map(tuple, week)),
    )


def service_today(workspace: Workspace, asked: Asked) -> ServiceToday:
    """What works today and what does not, each told with the calls it counts and those it counts them of."""
    from leaptui.calls.outcomes import outcome_frame
    from leaptui.calls.waits import finding_frame

    calls = population(workspace, asked)
    counts = {
        str(key): (int(counted), int(of))
        for key, counted, of in finding_frame(calls).reset_index().itertuples(index=False)
    }
    endings = outcome_frame(calls, workspace.practice.call_outcomes)["calls"]
    counts["outcome.gone"] = (int(endings.get("gone", 0)), int(endings.sum()))
    base = calls.base
    findings = [
        *_typical_waits(workspace, asked),
        *(
            Finding(key, kind, works, _told(words, *counts[key]), *counts[key])
            for key, kind, works, words in _COUNTED
            if key in counts and counts[key][1]
        ),
    ]
    missing = [words for key, words in _NEEDS if base.calls and not counts.get(key, (0, 0))[1]]
    return ServiceToday(base=base, filter=asked.words, findings=tuple(findings), not_available=tuple(missing))


def _typical_waits(workspace: Workspace, asked: Asked) -> list[Finding]:
    """The usual wait, and the groups that wait shortest and longest."""
    from leaptui.calls.eligibility import NO_GROUP

    found = durations(workspace, asked, SplitBy.GROUP)
    whole = found.all.times.get("response")
    if whole is None:
        return []
    findings = [
        Finding(
            "wait.typical",
            FindingKind.WAIT,
            None,
            f"Half of the {whole.n:,} calls with a known wait were reached within {whole.median:.0f} minutes, "
            f"nine in ten within {whole.p90:.0f}.",
            whole.n,
            found.base.calls,
        )
    ]
    groups = sorted(
        (part.times["response"].p90, part.name, part.times["response"])
        for part in found.parts
        if part.name != NO_GROUP and "response" in part.times and part.times["response"].n >= _FEWEST_WAITS
    )
    if len(groups) < 2:
        return findings
    for key, works, words, (p90, name, measure) in (
        ("wait.shortest", True, "Reached soonest", groups[0]),
        ("wait.longest", False, "Reached latest", groups[-1]),
    ):
        findings.append(
            Finding(
                key,
                FindingKind.WAIT,
                works,
                f"{words}: {name}, nine in ten of {measure.n:,} calls within {p90:.0f} minutes.",
                measure.n,
                whole.n,
                group=name,
            )
        )
    return findings


def _told(words: str, calls: int, of: int) -> str:
    return words.format(calls=f"{calls:,}", of=f"{of:,}", share=f"{calls / of:.1%}")
