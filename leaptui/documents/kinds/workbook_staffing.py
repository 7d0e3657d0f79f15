"""The staffing sheets of a workbook: what she can change, teams, shifts, and what follows, in formulas."""

from __future__ import annotations

import re

from leaptui.disclosure.staffing_figures import ClearedInput, ClearedStaffing
from leaptui.documents.sheets import Cell, Chart, ChartKind, Formula, Number, Shape, Sheet, Table, Words

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
INPUT_COLUMNS = ("Assumption", "Value", "Unit", "Usual value", "Where the usual value is from")
INPUT_WIDTHS = (40, 15, 34, 14, 46)
TEAMS, SHIFTS, HOURS = "Teams", "Shifts", "Hours"
"""Names of sheets that formulas speak of."""
OVERLOADED = '"overloaded"'
"""What a formula says where calls come faster than teams can answer them."""
_BEHIND_DEMAND = (
    "screened_share", "covered_share", "growth", "area_square_miles", "travel_speed",
    "displaced_share", "shift_8", "shift_10", "shift_12", "break_minutes",
)  # fmt: skip
"""Numbers that no formula here takes up: they are behind the calls and the shifts as leaptui worked them out."""
_STAFFING = (
    "service_minutes", "pick_up", "opens", "closes", "people_per_team", "most_blocked", "waiting_limit",
    "least_within", "most_busy", "fewest_teams", "most_teams", "reserve_teams", "spare_vehicles",
    "paid_hours", "vacation_hours", "sick_hours", "holiday_hours", "training_hours", "other_leave_hours",
    "meeting_hours", "vacancy_rate", "span", "directors", "clinical_leads", "navigators", "analysts",
    "officers_per_call", "police_minutes", "officer_year_hours", "officer_hour_price",
)  # fmt: skip
_METHODS = {"modified_offered_load": 1, "lag_sipp": 2, "sipp": 3}
_LEAVE = (
    "vacation_hours", "sick_hours", "holiday_hours", "training_hours", "other_leave_hours", "meeting_hours",
)  # fmt: skip
_YEAR = "365/7"
_HOW_CALLS = (
    "of the eligible calls those that pass the screen and lie in the area, with growth; mean hour of service"
)
FIRST_TEAM, LAST_TEAM = "$B$5", "$Y$11"
"""The cells of the grid of teams: its headings stand in the fourth row."""
FIRST_SHIFT_ROW = 5
_TEAMS = (0, 500)
"""Teams that may be put on duty."""


def input_rows(plan: ClearedStaffing, keys: tuple[str, ...], *, may_change: bool) -> list[list[Cell]]:
    """A row for each of these numbers."""
    return [
        [
            each.label,
            Number(
                each.value,
                shape_of(each),
                each.key if may_change else "",
                may_change,
                limits=(each.least, each.most) if may_change else None,
            ),
            each.unit,
            Number(each.usual, shape_of(each)),
            each.source,
        ]
        for each in map(plan.inputs.__getitem__, keys)
    ]


def shape_of(each: ClearedInput) -> Shape:
    """How an input is shown, by its unit."""
    unit = each.unit.text
    if unit.startswith("share"):
        return Shape.SHARE
    if unit.startswith(("dollars", "loaded dollars")):
        return Shape.DOLLARS
    return Shape.PLAIN


def staffing_sheet(plan: ClearedStaffing) -> Sheet:
    """Assumptions, demand, people."""
    columns: tuple[str, ...] = ("People", "Demand minimum", "How")
    if plan.shifts:
        columns = ("People", "Demand minimum", "How", "In shifts")
    return Sheet(
        name="Staffing",
        title="Staffing: from calls to people",
        says=(
            plan.sentence,
            Words("Cells with a yellow ground are yours to change; every figure below and on Cost follows."),
            *([Words("Changed since it was saved:", bold=True)] if plan.changed else []),
            *plan.changed,
        ),
        tables=(
            Table(
                columns=INPUT_COLUMNS,
                rows=[*input_rows(plan, _STAFFING, may_change=True), *_levers(plan)],
                widths=INPUT_WIDTHS,
                base=plan.base,
                notes=(plan.words, *plan.notes),
            ),
            Table(
                title="Calls and responses",
                columns=("Figure", "Value", "How"),
                rows=_demand(plan),
                notes=_demand_notes(plan),
            ),
            Table(title="People and vehicles", columns=columns, rows=_people(plan)),
            Table(
                title="If it turns out otherwise, each sized for it",
                columns=("Case", "Answered at once", "People", "Teams, busiest hour", "A year, recurring"),
                rows=[
                    [each.case, each.answered, Number(each.people), Number(each.peak),
                     Number(each.recurring, Shape.DOLLARS)]
                    for each in plan.cases
                ],
                notes=(Words("Worked out by leaptui; not recalculated here."),),
            ),
            Table(
                title="Behind the calls and the shifts; not recalculated here",
                columns=INPUT_COLUMNS,
                rows=input_rows(plan, _BEHIND_DEMAND, may_change=False),
            ),
        ),
    )  # fmt: skip


def _levers(plan: ClearedStaffing) -> list[list[Cell]]:
    """Numbers that the workbook alone has."""
    rows: list[list[Cell]] = [
        [
            Words("Demand against the plan"),
            Number(1, Shape.SHARE, "demand_factor", may_change=True),
            Words("share; 100% as planned"),
            Number(1, Shape.SHARE),
            Words("for this workbook"),
        ]
    ]
    if plan.calls:
        rows.append(
            [
                Words("How the load of an hour is worked out"),
                Number(_METHODS[plan.method], Shape.WHOLE, "load_method", may_change=True),
                Words("1 modified offered load, 2 Lag-SIPP, 3 SIPP"),
                Number(1),
                Words("Green, Kolesar and Soares 2001; Green, Kolesar and Whitt 2007"),
            ]
        )
    return rows


def _demand(plan: ClearedStaffing) -> list[list[Cell]]:
    figures = plan.figures
    hours = 7 * (
        plan.value("closes") - plan.value("opens")
        if plan.value("opens") < plan.value("closes")
        else 24 - plan.value("opens") + plan.value("closes")
    )
    planned: Cell = Number(plan.calls_an_hour, Shape.FOUR, "calls_planned", may_change=True)
    answered: Cell = Formula(f"={OVERLOADED}", "overloaded", Shape.SHARE, "answered_share")
    if plan.answered_share is not None:
        answered = Number(plan.answered_share, Shape.SHARE, "answered_share", may_change=True)
    minutes: Cell = (
        Formula("=service_minutes", figures["mean_minutes"], Shape.ONE, "mean_minutes")
        if plan.one_length
        else Number(figures["mean_minutes"], Shape.ONE, "mean_minutes", may_change=True)
    )
    how_calls, how_share = _HOW_CALLS, "as the plan found it"
    if plan.calls:
        planned = Formula(
            f"=SUMPRODUCT({HOURS}!$C$5:$C$172,{HOURS}!$D$5:$D$172)/service_hours",
            plan.calls_an_hour, Shape.FOUR, "calls_planned",
        )  # fmt: skip
        answered = Formula(
            f"=IF(COUNTIF({HOURS}!$J$5:$J$172,{OVERLOADED})>0,{OVERLOADED},"
            f"IF(calls_planned>0,SUM({HOURS}!$K$5:$K$172)/(calls_planned*service_hours*demand_factor),0))",
            "overloaded" if plan.answered_share is None else plan.answered_share, Shape.SHARE, "answered_share",
        )  # fmt: skip
        how_calls, how_share = f"sheet Hours: {_HOW_CALLS}", "sheet Hours, by the teams of sheet Teams"
    yearly = plan.calls_an_hour * hours * 365 / 7

    def known(name: str, of: str, formula: str, shape: Shape) -> Formula:
        """A figure of the calls that a team takes, or that there is none."""
        return Formula(
            f"=IF(ISNUMBER({of}),{formula},{OVERLOADED})", figures.get(name, "overloaded"), shape, name
        )

    return [
        [Words("Hours of service a week"),
         Formula("=7*IF(opens<closes,closes-opens,24-opens+closes)", hours, Shape.WHOLE, "service_hours"),
         Words("7 × hours a day")],
        [Words("Calls an hour for a team, as planned"), planned, Words(how_calls)],
        [Words("Calls an hour for a team"),
         Formula("=calls_planned*demand_factor", plan.calls_an_hour, Shape.FOUR, "calls_an_hour"),
         Words("as planned × demand against the plan")],
        [Words("Minutes a call keeps a team busy"), minutes, Words("mean over the groups of calls")],
        [Words("Calls a year for a team, in the hours of service"),
         Formula(f"=calls_an_hour*service_hours*{_YEAR}", yearly, Shape.WHOLE, "calls_a_year"),
         Words("calls an hour × hours of service × 365 ÷ 7")],
        [Words("Of these, a team takes"), answered, Words(how_share)],
        [Words("Responses a year"),
         known("responses", "answered_share", "calls_a_year*answered_share*pick_up", Shape.WHOLE),
         Words("calls a year × share taken × pick-up by dispatchers")],
        [Words("Police hours on such calls"),
         known("officer_hours", "responses", "responses*officers_per_call*police_minutes/60", Shape.WHOLE),
         Words("responses × officers × minutes ÷ 60: capacity, not a budget saving")],
        [Words("That is full-time officers"),
         known("officers", "officer_hours", "officer_hours/officer_year_hours", Shape.TWO),
         Words("police hours ÷ hours of an officer's year")],
        [Words("Their time at the loaded price"),
         known("officer_value", "officer_hours", "officer_hours*officer_hour_price", Shape.DOLLARS),
         Words("a value of capacity: no officer is let go and no budget gets smaller")],
    ]  # fmt: skip


def _demand_notes(plan: ClearedStaffing) -> list[Words]:
    notes: list[Words] = []
    if plan.is_overloaded:
        notes.append(
            Words("Overloaded: in some hours calls come faster than the teams can answer them.", bold=True)
        )
    if plan.is_rounded:
        notes.append(Words("Calls an hour are told in steps, so that no single call can be read from them."))
    if not plan.calls:
        notes.append(
            Words("For another demand or other teams, sheet Queue gives the share that finds a team free.")
        )
    return notes  # fmt: skip


def _people(plan: ClearedStaffing) -> list[list[Cell]]:
    figures, shifts = plan.figures, plan.shift_figures
    grid = f"{TEAMS}!{FIRST_TEAM}:{LAST_TEAM}"
    last_shift = FIRST_SHIFT_ROW + len(plan.shifts) - 1
    shift_hours = f"=SUMPRODUCT({SHIFTS}!$C${FIRST_SHIFT_ROW}:$C${last_shift},{SHIFTS}!$E${FIRST_SHIFT_ROW}:$E${last_shift})"

    def row(
        label: str, name: str, formula: str, how: str, shape: Shape = Shape.WHOLE, own: str = ""
    ) -> list[Cell]:
        """A figure of the plan; beside it that of the shifts, by the same formula of their own cells."""
        cells: list[Cell] = [Words(label), Formula(formula, figures.get(name, 0.0), shape, name), Words(how)]
        if plan.shifts:
            theirs = own or of_shifts(formula)
            cells.append(Formula(theirs, shifts.get(name, 0.0), shape, f"{name}_shifts"))
        return cells

    def same(label: str, name: str, formula: str, value: float, how: str, shape: Shape) -> list[Cell]:
        return [Words(label), Formula(formula, value, shape, name), Words(how)]

    rows = [
        same("Hours at the post, a person and year", "net_hours", f"=paid_hours-{'-'.join(_LEAVE)}",
             figures["net_hours"], "paid hours − leave, training and meetings", Shape.WHOLE),
        same("Relief factor, one post around the clock", "relief_factor", "=365*24/net_hours",
             figures["relief_factor"], "8,760 ÷ hours at the post", Shape.FOUR),
        row("Team hours a week", "team_hours", f"=SUM({grid})", "sheet Teams; of shifts, sheet Shifts",
            own=shift_hours),
        row("Full-time responders, unrounded", "fte",
            "=team_hours/7*people_per_team*365/net_hours/(1-vacancy_rate)",
            "team hours a day × people × 365 ÷ hours at the post ÷ (1 − vacancies)", Shape.TWO),
        row("Responders", "responders", "=ROUNDUP(MAX(fte-0.000000001,0),0)", "rounded up"),
        row("Supervisors", "supervisors", "=ROUNDUP(responders/span,0)", "responders ÷ span, rounded up"),
        row("People in all", "people",
            "=responders+supervisors+clinical_leads+directors+navigators+analysts",
            "with clinical leads, directors, navigators and analysts"),
    ]  # fmt: skip
    peak = row(
        "Teams in the busiest hour", "peak", f"=MAX({grid})", "of shifts: at work at once, breaks included"
    )
    if plan.shifts:
        at_once = shifts["vehicles"] - (plan.value("spare_vehicles") if shifts["team_hours"] else 0)
        peak[-1] = Number(at_once, Shape.WHOLE, "peak_shifts", may_change=True)
    vehicles = row(
        "Vehicles", "vehicles", "=peak+IF(team_hours>0,spare_vehicles,0)", "busiest hour and spares"
    )
    return [*rows, peak, vehicles]


_PARTS = (
    "team_hours", "fte", "responders", "supervisors", "vehicles", "peak",
    "wages", "benefits", "overtime", "vehicle_costs", "supplies", "refresher", "software_costs",
    "space_costs", "radio_costs", "insurance_costs", "evaluation_costs", "overhead", "recurring",
    "vehicles_bought", "kit", "academy", "dispatch", "one_time",
)  # fmt: skip
"""Figures that shifts have their own of, by the names of their cells."""


def of_shifts(formula: str) -> str:
    """The formula with the cells of the shifts in place of the plan's."""
    return re.sub(rf"\b({'|'.join(_PARTS)})\b", r"\1_shifts", formula)


def teams_sheet(plan: ClearedStaffing) -> Sheet:
    """Teams by hour of the week, and their mean by hour of the day."""
    means = [sum(row[hour] for row in plan.teams) / 7 for hour in range(24)]
    columns = [chr(ord("B") + hour) for hour in range(24)]
    most = max(range(24), key=means.__getitem__)
    return Sheet(
        name=TEAMS,
        title="Teams on duty by hour of the week",
        says=(Words("Yours to change: people, vehicles and cost follow."),),
        tables=(
            Table(
                columns=("Day", *(f"{hour:02}" for hour in range(24))),
                rows=[
                    [
                        Words(day),
                        *(Number(count, Shape.WHOLE, may_change=True, limits=_TEAMS) for count in row),
                    ]
                    for day, row in zip(WEEKDAYS, plan.teams, strict=True)
                ],
                widths=(14, *([4.5] * 24)),
                base=plan.base,
            ),
            Table(
                title="Mean of the seven days",
                columns=("Hour", "Teams"),
                rows=[
                    [Words(f"{hour:02}:00"), Formula(f"=AVERAGE({column}$5:{column}$11)", mean, Shape.TWO)]
                    for hour, (column, mean) in enumerate(zip(columns, means, strict=True))
                ],
                widths=(14,),
                chart=Chart(
                    kind=ChartKind.COLUMNS,
                    title="Mean teams on duty by hour of the day",
                    alternative=f"Column chart of mean teams on duty by hour of the day. Most are on duty from "
                    f"{most:02}:00: {means[most]:.1f}.",
                    axis="teams",
                ),
            ),
        ),
    )


def shifts_sheet(plan: ClearedStaffing) -> Sheet:
    """The shifts, one line for teams that begin together."""
    return Sheet(
        name=SHIFTS,
        title="Shifts that cover the plan at least cost",
        says=(Words("Yours to change; sheet Staffing counts their team hours."),),
        tables=(
            Table(
                columns=("Day", "Begins at", "Hours", "Break after", "Teams"),
                rows=[
                    [
                        Words(WEEKDAYS[each.day]),
                        Words(f"{each.begins:02}:00"),
                        Number(each.hours, may_change=True),
                        None if each.break_after is None else Number(each.break_after),
                        Number(each.teams, may_change=True),
                    ]
                    for each in plan.shifts
                ],
                base=plan.base,
                notes=(Words("Break after: hours of the shift; empty where breaks are taken on call."),),
            ),
        ),
    )
