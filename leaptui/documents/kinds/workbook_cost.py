"""The cost sheet of a workbook: prices she can change, the budget line by line, three years, a response."""

from __future__ import annotations

from leaptui.disclosure.staffing_figures import ClearedStaffing
from leaptui.documents.kinds.workbook_staffing import (
    INPUT_COLUMNS,
    INPUT_WIDTHS,
    OVERLOADED,
    input_rows,
    of_shifts,
)
from leaptui.documents.sheets import Cell, Chart, ChartKind, Formula, Number, Shape, Sheet, Table, Words

_PRICES = (
    "responder_wage", "supervisor_wage", "clinical_lead_wage", "director_wage", "navigator_wage",
    "analyst_wage", "benefit_rate", "overtime_rate", "vehicle_running", "kit_refresh", "refresher_hours",
    "training_hour_price", "software", "space", "communications", "insurance", "evaluation",
    "overhead_rate", "vehicle_price", "kit_price", "academy_hours", "dispatch_build", "inflation",
)  # fmt: skip
_RECURRING = (
    ("wages",
     ("=responders*responder_wage+supervisors*supervisor_wage+clinical_leads*clinical_lead_wage"
      "+directors*director_wage+navigators*navigator_wage+analysts*analyst_wage"),
     "people × wage, all roles"),
    ("benefits", "=benefit_rate*wages", "rate × wages"),
    ("overtime", "=overtime_rate*responders*responder_wage", "rate × responders' wages"),
    ("vehicle_costs", "=vehicles*vehicle_running", "vehicles × running cost"),
    ("supplies", "=responders*kit_refresh", "responders × supplies and client aid"),
    ("refresher", "=responders*refresher_hours*training_hour_price", "responders × hours × price of an hour"),
    ("software_costs", "=software", ""),
    ("space_costs", "=space", ""),
    ("radio_costs", "=communications", ""),
    ("insurance_costs", "=insurance", ""),
    ("evaluation_costs", "=evaluation", ""),
    ("overhead", "", "rate × everything above"),
)  # fmt: skip
"""Name, formula and how, in the order of the plan's lines."""
_ONE_TIME = (
    ("vehicles_bought", "=vehicles*vehicle_price", "vehicles × price"),
    ("kit", "=responders*kit_price", "responders × kit"),
    ("academy", "=responders*academy_hours*training_hour_price", "responders × hours × price of an hour"),
    ("dispatch", "=dispatch_build", "changes to the dispatch system"),
)  # fmt: skip


def cost_sheet(plan: ClearedStaffing) -> Sheet:
    """Prices, budget, years."""
    columns: tuple[str, ...] = ("Line", "Demand minimum", "How")
    if plan.shifts:
        columns = (*columns, "In shifts")
    most = max(plan.recurring, key=lambda line: line[1])
    return Sheet(
        name="Cost",
        title="Cost: what recurs, what is paid once, three years, a response",
        says=(
            Words("Cells with a yellow ground are yours to change. People and vehicles come from Staffing."),
        ),
        tables=(
            Table(
                columns=INPUT_COLUMNS,
                rows=input_rows(plan, _PRICES, may_change=True),
                widths=INPUT_WIDTHS,
                base=plan.base,
            ),
            Table(
                title="Every year",
                columns=columns,
                rows=_recurring(plan),
                chart=Chart(
                    kind=ChartKind.BARS,
                    title="What recurs, dollars a year",
                    alternative=f"Bar chart of the recurring cost by line, demand minimum. The largest is "
                    f"{most[0].text}: ${most[1]:,.0f} of ${plan.figures['recurring']:,.0f} a year.",
                    rows=len(plan.recurring),
                    axis="dollars a year",
                    points="what it is paid for",
                ),
            ),
            Table(title="Once", columns=columns, rows=_one_time(plan)),
            Table(
                title="A response",
                columns=("Figure", "Value", "How"),
                rows=_response(plan),
                notes=(Words("Never quote a cost per response without its numerator and denominator."),),
            ),
            Table(title="Three years", columns=_year_columns(plan), rows=_years(plan)),
        ),
    )


def _line(
    plan: ClearedStaffing, label: Cell, name: str, formula: str, how: str, value: float, theirs: float
) -> list[Cell]:
    cells: list[Cell] = [label, Formula(formula, value, Shape.DOLLARS, name), Words(how)]
    if plan.shifts:
        cells.append(Formula(of_shifts(formula), theirs, Shape.DOLLARS, f"{name}_shifts"))
    return cells


def _recurring(plan: ClearedStaffing) -> list[list[Cell]]:
    names = [name for name, _, _ in _RECURRING]
    above = "+".join(names[:-1])
    theirs = plan.shift_lines[0] or [0.0] * len(names)
    rows = [
        _line(plan, label, name, formula or f"=overhead_rate*({above})", how, value, of_theirs)
        for (name, formula, how), (label, value), of_theirs in zip(
            _RECURRING, plan.recurring, theirs, strict=True
        )
    ]
    total = _line(
        plan, Words("Recurring, a year", bold=True), "recurring", f"={'+'.join(names)}", "sum",
        plan.figures["recurring"], plan.shift_figures.get("recurring", 0.0),
    )  # fmt: skip
    return [*rows, total]


def _one_time(plan: ClearedStaffing) -> list[list[Cell]]:
    theirs = plan.shift_lines[1] or [0.0] * len(_ONE_TIME)
    rows = [
        _line(plan, label, name, formula, how, value, of_theirs)
        for (name, formula, how), (label, value), of_theirs in zip(
            _ONE_TIME, plan.one_time, theirs, strict=True
        )
    ]
    figures, shifts = plan.figures, plan.shift_figures
    names = "+".join(name for name, _, _ in _ONE_TIME)
    return [
        *rows,
        _line(plan, Words("One-time", bold=True), "one_time", f"={names}", "sum",
              figures["one_time"], shifts.get("one_time", 0.0)),
        _line(plan, Words("First year", bold=True), "first_year", "=recurring+one_time", "both",
              figures["recurring"] + figures["one_time"],
              shifts.get("recurring", 0.0) + shifts.get("one_time", 0.0)),
    ]  # fmt: skip


def _response(plan: ClearedStaffing) -> list[list[Cell]]:
    recurring, responses = plan.figures["recurring"], plan.figures.get("responses")
    each: float | str = recurring / responses if responses else "no responses"
    if responses is None:
        each = "overloaded"
    return [
        [Words("Recurring cost a year: the numerator"),
         Formula("=recurring", recurring, Shape.DOLLARS), Words("of the demand minimum")],
        [Words("Responses a year: the denominator"),
         Formula("=responses", "overloaded" if responses is None else responses, Shape.WHOLE),
         Words("sheet Staffing")],
        [Words("Recurring cost per response", bold=True),
         Formula(f'=IF(ISNUMBER(responses),IF(responses>0,recurring/responses,"no responses"),{OVERLOADED})',
                 each, Shape.CENTS, "per_response"),
         Words("numerator ÷ denominator")],
    ]  # fmt: skip


def _year_columns(plan: ClearedStaffing) -> tuple[str, ...]:
    sources = [f"Source {number}" for number, _ in enumerate(plan.years[0].funded, start=1)]
    return ("Year", "Recurring", "From, to", "One-time", "Total", *sources, "Not yet paid for")


def _years(plan: ClearedStaffing) -> list[list[Cell]]:
    """The first row names the sources of funding, where there are any; then a row for each year."""
    sources = plan.years[0].funded
    rows: list[list[Cell]] = []
    if sources:
        rows.append([Words("who pays"), None, None, None, None, *(name for name, _ in sources), None])
    for number, year in enumerate(plan.years):
        name = f"year_{number + 1}"
        paid = [f"{name}_source_{at}" for at, _ in enumerate(year.funded, start=1)]
        once = "=one_time" if number == 0 else "=0"
        rows.append(
            [
                Words(f"Year {number + 1}"),
                Formula(f"=recurring*(1+inflation)^{number}", year.recurring, Shape.DOLLARS, f"{name}_recurring"),
                year.span,
                Formula(once, year.one_time, Shape.DOLLARS, f"{name}_once"),
                Formula(f"={name}_recurring+{name}_once", year.recurring + year.one_time, Shape.DOLLARS, f"{name}_total"),
                *(
                    Number(amount, Shape.DOLLARS, cell, may_change=True)
                    for cell, (_, amount) in zip(paid, year.funded, strict=True)
                ),
                Formula(f"=MAX({name}_total-({'+'.join(paid) or '0'}),0)", year.gap, Shape.DOLLARS, f"{name}_gap"),
            ]
        )  # fmt: skip
    total = sum(year.recurring + year.one_time for year in plan.years)
    names = [f"year_{number + 1}" for number, _ in enumerate(plan.years)]
    last: list[Cell] = [
        Words("Three years", bold=True),
        None,
        None,
        None,
        Formula(f"={'+'.join(f'{name}_total' for name in names)}", total, Shape.DOLLARS, "years_total"),
        *(None for _ in sources),
        Formula(
            f"={'+'.join(f'{name}_gap' for name in names)}",
            sum(year.gap for year in plan.years),
            Shape.DOLLARS,
            "years_gap",
        ),
    ]
    return [*rows, last]
