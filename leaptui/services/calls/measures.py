"""The pictures of a city's calls: one function each, called by the screen and by the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.domain.call_measures import (
    DurationLine,
    Durations,
    Effort,
    Eligible,
    EligibleLine,
    HoursRange,
    OutcomeLine,
    Outcomes,
    Part,
    Parts,
    Screened,
    Seasonality,
    SeasonMonth,
    Span,
    SplitBy,
    Volume,
)
from leaptui.domain.calls import CallsSummary
from leaptui.domain.measured import RuleSet
from leaptui.services.calls.asked import Asked, population
from leaptui.services.calls.opened import calls_of
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

MOST_OFFICERS_IN_A_UNIT = 2


def summary(workspace: Workspace, asked: Asked) -> CallsSummary:
    """The first picture: hours and weekdays, months, types, tiers, eligible, durations."""
    return calls_of(workspace, asked.dataset).summary(asked.readings, asked.base, asked.only)


def volume(workspace: Workspace, asked: Asked) -> Volume:
    """How many calls, and when."""
    from leaptui.calls.counting import grid
    from leaptui.calls.measures import hour_means
    from leaptui.calls.volume import Every, day_series, span_frame

    calls = population(workspace, asked)
    days, hours = day_series(calls), grid(calls.loaded, calls.rows)
    number = len(days)
    base = calls.base
    return Volume(
        base=base,
        filter=asked.words,
        by_month=_spans(span_frame(days, Every.MONTH)),
        by_week=_spans(span_frame(days, Every.WEEK)),
        by_weekday=_spans(span_frame(days, Every.WEEKDAY)),
        by_hour=tuple(Span(str(hour), sum(row[hour] for row in hours), number) for hour in range(24)),
        hour_means=hour_means(hours, calls.period),
        without_hour=base.calls - sum(map(sum, hours)),
    )


def seasonality(workspace: Workspace, asked: Asked) -> Seasonality:
    """How the months of the year differ."""
    import pandas as pd

    from leaptui.calls.volume import day_series, season_frame

    calls = population(workspace, asked)
    frame = season_frame(day_series(calls))
    return Seasonality(
        base=calls.base,
        filter=asked.words,
        months=tuple(
            SeasonMonth(
                int(month), int(count), int(days), int(years), None if pd.isna(index) else float(index)
            )
            for month, count, days, years, index in frame.reset_index().itertuples(index=False)
        ),
        whole_years=bool((frame["days"] > 0).all()),
    )


def parts(workspace: Workspace, asked: Asked, by: SplitBy) -> Parts:
    """The base told apart; of each part how many calls are eligible."""
    from leaptui.calls.splitting import part_frame

    calls = population(workspace, asked)
    base = calls.base
    return Parts(
        base=base,
        filter=asked.words,
        by=by,
        parts=tuple(
            Part(
                name=str(name),
                calls=int(row["calls"]),
                share=int(row["calls"]) / base.calls,
                eligible={rules: int(row[rules.value]) for rules in RuleSet},
            )
            for name, row in part_frame(calls, by).iterrows()
        ),
    )


def eligible(workspace: Workspace, asked: Asked) -> Eligible:
    """Narrow, expected and broad; where shares within types were judged, how many would pass the screen."""
    from leaptui.calls.splitting import screened_frame

    calls = population(workspace, asked)
    base, lines = calls.base, []
    for rules, count, judged, expected, low, high in (
        screened_frame(calls).reset_index().itertuples(index=False)
    ):
        share = count / base.calls if base.calls else 0.0
        screened = Screened(expected, low, high, judged, count - judged) if judged else None
        lines.append(EligibleLine(RuleSet(rules), count, share, screened))
    return Eligible(base=base, filter=asked.words, lines=tuple(lines))


def durations(workspace: Workspace, asked: Asked, by: SplitBy | None = None) -> Durations:
    """Durations of all calls and of each part, with how many calls have them."""
    from leaptui.calls.counting import count
    from leaptui.calls.durations import DURATIONS
    from leaptui.calls.splitting import part_frame, times_by_part

    calls = population(workspace, asked)
    base = calls.base
    counts = count(calls.loaded, calls.rows, calls.types)
    lines: tuple[DurationLine, ...] = ()
    if by is not None:
        measured = times_by_part(calls, by)
        lines = tuple(
            DurationLine(str(name), int(count), measured.get(str(name), {}))
            for name, count in part_frame(calls, by)["calls"].items()
        )
    return Durations(
        base=base,
        filter=asked.words,
        by=by,
        all=DurationLine("", base.calls, counts.times),
        parts=lines,
        definitions={duration.key: duration.definition for duration in DURATIONS},
        not_available=counts.not_available,
    )


def effort(workspace: Workspace, asked: Asked, rules: RuleSet) -> Effort:
    """Unit hours and officer hours on eligible calls, as a range."""
    from leaptui.calls.effort import effort_frame, expected_hours, units_are_known

    calls = population(workspace, asked)
    frame = effort_frame(calls.eligible(rules))
    number, with_hours, units = (int(frame[name].sum()) for name in ("calls", "with_hours", "units"))
    recorded, expected = float(frame["unit_hours"].sum()), expected_hours(frame)
    known = units_are_known(calls)
    return Effort(
        base=calls.base,
        filter=asked.words,
        rules=rules,
        eligible=number,
        with_hours=with_hours,
        units_known=known,
        units_per_call=units / with_hours if with_hours else 0.0,
        unit_hours=HoursRange(recorded, expected, expected),
        officer_hours=HoursRange(recorded, expected, expected * MOST_OFFICERS_IN_A_UNIT),
        words=_effort_words(number, with_hours, units_known=known),
    )


def outcomes(workspace: Workspace, asked: Asked, rules: RuleSet | None = None) -> Outcomes:
    """How calls end today: those of eligible types by a rule set, or all."""
    from leaptui.calls.outcomes import disposition_frame, outcome_frame
    from leaptui.practice.call_outcomes import OTHER

    calls, endings = population(workspace, asked), workspace.practice.call_outcomes
    chosen = calls.eligible(rules)
    labels = {ending.key: ending.label for ending in endings.endings} | {OTHER: "other, not in the word list"}
    frame, as_written = outcome_frame(chosen, endings), disposition_frame(chosen, endings)
    unclaimed = as_written.loc[as_written["ending"] == OTHER, "calls"]
    return Outcomes(
        base=calls.base,
        filter=asked.words,
        rules=rules,
        calls=chosen.calls,
        with_disposition=int(frame["calls"].sum()),
        lines=tuple(
            OutcomeLine(str(key), labels[str(key)], int(count), float(share))
            for key, count, share in frame.reset_index().itertuples(index=False)
        ),
        not_mapped=tuple((str(name), int(count)) for name, count in unclaimed.items()),
    )


def _effort_words(calls: int, with_hours: int, *, units_known: bool) -> str:
    """What a range of hours rests on."""
    if not with_hours:
        return "No eligible call has unit hours: that takes the times of dispatch and clearance."
    rest = f"{with_hours:,} of {calls:,} eligible calls have unit hours"
    if with_hours < calls:
        rest += "; the low figure counts only these, the others take the mean of their type for the rest"
    units = (
        "every unit is counted"
        if units_known
        else "the file does not tell how many units came, so each call counts one unit and the figures are too low"
    )
    return f"{rest}; {units}; one officer in a unit, two in the high figure."


def _spans(frame: pd.DataFrame) -> tuple[Span, ...]:
    return tuple(
        Span(str(name), int(calls), int(days))
        for name, calls, days in zip(frame.index, frame["calls"], frame["days"], strict=True)
    )
