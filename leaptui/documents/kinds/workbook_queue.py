"""Two sheets of Erlang's formulas: for any calls and minutes, and for every hour of the week of a plan."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from leaptui.disclosure.staffing_figures import ClearedStaffing
from leaptui.documents.kinds.workbook_staffing import HOURS, OVERLOADED, TEAMS, WEEKDAYS
from leaptui.documents.sheets import Cell, Chart, ChartKind, Formula, Number, Shape, Sheet, Table, Words

QUEUE_LIMIT = 10.0
"""Minutes of the last column, until somebody says otherwise."""
_FIRST = 5
"""The row of the sheet in which the first line of a table stands: title, a sentence, a blank, headings."""
_COUNTS = "(ROW($1:$81)-1)"
"""Teams from 0 to 80, from which the fewest are counted."""
MOST_COUNTED = 80
_WEEK = 168
_QUEUE_WIDTHS = (34, 14, 24, 16, 14, 18)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """So many teams against the plan's calls; nothing where they are overloaded."""

    teams: int
    lost: float
    waits: float | None
    wait: float | None
    within: float | None


def queue_sheet(plan: ClearedStaffing, lines: Sequence[QueueLine]) -> Sheet:
    """How calls fare with more and fewer teams, all of them on duty."""
    load = plan.calls_an_hour * plan.figures["mean_minutes"] / 60
    first = _FIRST + 7
    fewest = next((line.teams for line in lines if line.lost <= plan.value("most_blocked") + 1e-9), None)
    told = f" {fewest} teams keep it to {plan.value('most_blocked'):.0%}." if fewest is not None else ""
    return Sheet(
        name="Queue",
        title="Queue: how often no team is free",
        says=(Words("For one mean hour. Peaks are worse: the plan is made hour by hour."),),
        tables=(
            Table(
                columns=("What goes in", "Value", "How"),
                rows=[
                    [Words("Calls an hour"),
                     Formula("=calls_an_hour", plan.calls_an_hour, Shape.FOUR, "queue_calls"),
                     Words("sheet Staffing; type another number over it")],
                    [Words("Minutes a call keeps a team busy"),
                     Formula("=mean_minutes", plan.figures["mean_minutes"], Shape.ONE, "queue_minutes"),
                     Words("sheet Staffing; type another number over it")],
                    [Words("Minutes for the last column"),
                     Number(QUEUE_LIMIT, Shape.ONE, "queue_limit", may_change=True), None],
                    [Words("Offered load, erlangs"),
                     Formula("=queue_calls*queue_minutes/60", load, Shape.FOUR, "queue_load"),
                     Words("calls an hour × minutes ÷ 60: teams busy on average")],
                ],
                widths=_QUEUE_WIDTHS,
                base=plan.base,
            ),
            Table(
                columns=("Teams", "Busy", "Finds none free, goes to police", "Waits, where calls wait",
                         "Mean wait, minutes", "Gets a team within the limit"),
                rows=[_queue_row(line, load, first + at) for at, line in enumerate(lines)],
                widths=_QUEUE_WIDTHS,
                notes=(
                    Words("Erlang B (calls lost to police) and Erlang C (calls that wait). A. K. Erlang 1917."),
                    Words("Assumed: calls come by chance within the hour, one team a call, teams alike."),
                ),
                chart=Chart(
                    kind=ChartKind.LINES,
                    title="Share of calls that find no team free",
                    alternative="Line chart of the share of calls that find no team free, by teams on duty. "
                    f"With one team it is {lines[1].lost:.0%}.{told}",
                    values=(2,),
                    axis="share of calls",
                ),
            ),
        ),
    )  # fmt: skip


def _queue_row(line: QueueLine, load: float, row: int) -> list[Cell]:
    teams = f"$A{row}"
    busy: float | str = load / line.teams if line.teams else "–"

    def known(formula: str, value: float | None, shape: Shape) -> Formula:
        return Formula(
            f"=IF({teams}>queue_load,{formula},{OVERLOADED})",
            "overloaded" if value is None else value,
            shape,
        )

    return [
        Number(line.teams),
        Formula(f'=IF({teams}>0,queue_load/{teams},"–")', busy, Shape.SHARE),
        Formula(f"={_erlang_b('queue_load', teams)}", line.lost, Shape.SHARE),
        known(f"$C{row}/(1-queue_load/{teams}*(1-$C{row}))", line.waits, Shape.SHARE),
        known(f"$D{row}*queue_minutes/({teams}-queue_load)", line.wait, Shape.TWO),
        known(f"1-$D{row}*EXP(-({teams}-queue_load)*queue_limit/queue_minutes)", line.within, Shape.SHARE),
    ]


def _erlang_b(load: str, teams: str) -> str:
    """Erlang B as a Poisson term over the sum of the terms up to it."""
    return f"IF({load}<=0,IF({teams}=0,1,0),POISSON({teams},{load},FALSE)/POISSON({teams},{load},TRUE))"


def hours_sheet(plan: ClearedStaffing) -> Sheet:
    """Every hour of the week, from calls to teams and to the share that is answered. For internal use.

    Raises:
        ValueError: For a plan whose calls by hour were not cleared.
    """
    if plan.calls is None or plan.load is None or plan.answered_share_by_hour is None:
        raise ValueError("the calls by hour were not cleared")
    starts = _starts(plan)
    rows = [_hour_row(plan, hour, starts[hour]) for hour in range(_WEEK)]
    notes = [Words("Teams needed: the fewest that meet every target of Staffing in that hour.")]
    if not plan.one_length:
        notes.append(
            Words("Groups of calls take different times: the load is leaptui's own and stands as numbers.")
        )
    return Sheet(
        name=HOURS,
        title="Hours: from calls to load, to teams, to the share answered",
        says=(Words("Calls by hour of the week are for internal use: they can be counts of single calls."),),
        tables=(
            Table(
                columns=("Day", "Hour", "Calls an hour, plan", "Open", "Load of the hour itself",
                         "Teams busy at its start", "Offered load", "Teams needed", "Teams on duty",
                         "Share a team takes", "Calls a team takes"),
                rows=rows,
                widths=(12, 7, 11, 7, 11, 11, 10, 9, 9, 11, 11),
                base=plan.base,
                notes=notes,
            ),
        ),
    )  # fmt: skip


def _alone(plan: ClearedStaffing, hour: int) -> float:
    """Load of an hour's own calls, none outside the hours of service."""
    assert plan.calls is not None
    day, of_day = divmod(hour, 24)
    return plan.calls[day][of_day] * _is_open(plan, of_day) * plan.value("service_minutes") / 60


def _is_open(plan: ClearedStaffing, of_day: int) -> bool:
    opens, closes = plan.value("opens"), plan.value("closes")
    return opens <= of_day < closes if opens < closes else of_day >= opens or of_day < closes


def _starts(plan: ClearedStaffing) -> list[float]:
    """Teams busy at the start of each hour, as the sheet's own formula works it out."""
    decay = math.exp(-60 / plan.value("service_minutes"))
    alone = [_alone(plan, hour) for hour in range(_WEEK)]
    start = sum(load * decay ** (_WEEK - 1 - hour) for hour, load in enumerate(alone))
    starts = [start * (1 - decay) / (1 - decay**_WEEK)]
    for load in alone[:-1]:
        starts.append(starts[-1] * decay + load * (1 - decay))
    return starts


def _hour_row(plan: ClearedStaffing, hour: int, busy: float) -> list[Cell]:
    assert plan.calls is not None
    assert plan.load is not None
    assert plan.answered_share_by_hour is not None
    day, of_day = divmod(hour, 24)
    row = _FIRST + hour
    last = _FIRST + _WEEK - 1
    calls, load = plan.calls[day][of_day], plan.load[day][of_day]
    is_open = _is_open(plan, of_day)
    alone = _alone(plan, hour)
    share = plan.answered_share_by_hour[day][of_day]
    start: Cell = None
    offered: Cell = Number(load, Shape.FOUR)
    if plan.one_length:
        before = f"F{row - 1}*EXP(-60/service_minutes)+E{row - 1}*(1-EXP(-60/service_minutes))"
        from_the_week = (
            f"SUMPRODUCT($E${_FIRST}:$E${last},EXP(-60/service_minutes*({last}-ROW($E${_FIRST}:$E${last}))))"
            f"*(1-EXP(-60/service_minutes))/(1-EXP(-60/service_minutes*{_WEEK}))"
        )
        start = Formula(f"={from_the_week if not hour else before}", busy, Shape.FOUR)
        offered = Formula(f"={_offered(hour, row, last)}", load, Shape.FOUR)
    taken = "" if share is None and not calls * is_open else "overloaded" if share is None else share
    return [
        Words(WEEKDAYS[day]),
        Number(of_day),
        Number(calls, Shape.FOUR, may_change=True),
        Formula(f"=IF(opens<closes,AND($B{row}>=opens,$B{row}<closes),OR($B{row}>=opens,$B{row}<closes))*1",
                int(is_open), Shape.WHOLE),
        Formula(f"=$C{row}*demand_factor*$D{row}*service_minutes/60", alone, Shape.FOUR),
        start,
        offered,
        Formula(f"={_needed(row)}", plan.teams[day][of_day], Shape.WHOLE),
        Formula(f"=INDEX({TEAMS}!$B$5:$Y$11,{day + 1},{of_day + 1})", plan.teams[day][of_day], Shape.WHOLE),
        Formula(f"={_taken(row)}", taken, Shape.SHARE),
        Formula(f"=IF(ISNUMBER($J{row}),$C{row}*demand_factor*$D{row}*$J{row},0)",
                calls * is_open * (share or 0.0), Shape.FOUR),
    ]  # fmt: skip


def _offered(hour: int, row: int, last: int) -> str:
    """Mean number busy over the hour; or the hour's own load, or that of one service time earlier."""
    mean = f"$E{row}+($F{row}-$E{row})*(1-EXP(-60/service_minutes))*service_minutes/60"
    whole, part = "INT(service_minutes/60)", "MOD(service_minutes/60,1)"
    column = f"$E${_FIRST}:$E${last}"
    lagged = (
        f"(1-{part})*INDEX({column},MOD({hour}-{whole},{_WEEK})+1)"
        f"+{part}*INDEX({column},MOD({hour}-{whole}-1,{_WEEK})+1)"
    )
    return f"CHOOSE(load_method,{mean},{lagged},$E{row})"


def _needed(row: int) -> str:
    """The fewest teams that meet the targets: so many counts of teams do not meet them."""
    load = f"$G{row}"
    lost = f"POISSON({_COUNTS},{load},FALSE)/POISSON({_COUNTS},{load},TRUE)"
    few = f"({_COUNTS}<={load})"
    spare = f"({_COUNTS}-{load}*(1-{lost}))"
    waits = f"SUMPRODUCT(--(({few}+({lost}*{_COUNTS}>(most_blocked+0.000000001)*{spare}))>0))"
    in_time = f"EXP(-({_COUNTS}-{load})*waiting_limit/mean_minutes)"
    late = f"SUMPRODUCT(--(({few}+({lost}*{_COUNTS}*{in_time}>(1-least_within+0.000000001)*{spare}))>0))"
    loses = f"SUMPRODUCT(--({lost}>most_blocked+0.000000001))"
    fewest = f"IF(waiting_limit>0,MAX({waits},IF(least_within>0,{late},0)),{loses})"
    busy = f"ROUNDUP({load}/most_busy-0.000000001,0)"
    needed = f"IF({load}<=0,IF($C{row}*$D{row}>0,1,0),MAX(1,{fewest},{busy}))+reserve_teams"
    return f"$D{row}*MIN(MAX({needed},fewest_teams),most_teams)"


def _taken(row: int) -> str:
    load, teams = f"$G{row}", f"MAX($I{row}-reserve_teams,0)"
    lost = _erlang_b(load, teams)
    waits = f"{lost}/(1-{load}/{teams}*(1-{lost}))"
    in_time = f"1-{waits}*EXP(-({teams}-{load})*waiting_limit/mean_minutes)"
    known = f"IF({load}>={teams},{OVERLOADED},IF(waiting_limit>0,{in_time},1-{lost}))"
    return f'IF($C{row}*$D{row}=0,"",{known})'
