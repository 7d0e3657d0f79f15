"""The fields of a staffing plan: how a number is shown, by which steps it changes, how one is typed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from textual.content import Content

from leaptui.domain.measured import RuleSet
from leaptui.services.staffing import StaffingInput, StaffingView
from leaptui.tui.text import fit, join, plain

RULES = "rules"
"""Key of the field that is no number: which calls count as eligible."""
FIRST = (
    "opens",
    "closes",
    "people_per_team",
    "service_minutes",
    "most_blocked",
    "screened_share",
    "pick_up",
)
"""Fields that change a plan most, listed first."""
_ONE = {"people": "person", "teams": "team", "vehicles": "vehicle", "hours": "hour"}
_ROUND = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A row of the list.

    Attributes:
        key: Of the input, or `rules`.
        label: Its name.
        shown: Its value.
        place: How far it is between its least and its most, 0 to 1.
        aside: What the value rests on, or what it usually is.
        changed: Whether it differs from its usual value.
        price: Whether it is a price.
    """

    key: str
    label: str
    shown: str
    place: float
    aside: str
    changed: bool
    price: bool


def fields_of(
    view: StaffingView, rules: RuleSet, values: Mapping[str, float], usual: Mapping[str, float]
) -> list[Field]:
    """Every field, those that change a plan most first, prices last.

    Args:
        view: The plan worked out last.
        rules: The rules chosen.
        values: Numbers that differ from the usual ones; the plan may be behind them.
        usual: The usual number of each field.
    """
    ordered = sorted(view.inputs, key=lambda each: FIRST.index(each.key) if each.key in FIRST else len(FIRST))
    every = tuple(RuleSet)
    chosen = Field(
        key=RULES,
        label="Eligible by which rules",
        shown=rules.value,
        place=every.index(rules) / (len(every) - 1),
        aside="narrow, expected, broad",
        changed=rules is not RuleSet.EXPECTED,
        price=False,
    )
    return [chosen, *(_field(each, view, values, usual[each.key]) for each in ordered)]


def _field(given: StaffingInput, view: StaffingView, values: Mapping[str, float], usual: float) -> Field:
    value = values.get(given.key, usual)
    span = given.most - given.least
    return Field(
        key=given.key,
        label=given.label,
        shown=value_shown(given, value),
        place=(value - given.least) / span if span else 0.0,
        aside=f"usually {value_shown(given, usual)}" if given.key in values else given.source,
        changed=given.key in values,
        price=not hasattr(view.plan.inputs, given.key),
    )


def value_shown(given: StaffingInput, value: float) -> str:
    """`40%`, `10:00`, `50 min`, `$62,000`, `2 people`."""
    if given.unit.startswith("share"):
        return f"{round(value * 100, 1):g}%"
    if given.unit.startswith("hour of the day"):
        return f"{int(value):02}:00"
    if given.unit.startswith("minutes"):
        return f"{value:,g} min"
    if given.unit.startswith("dollars"):
        return f"${value:,.0f}"
    unit = given.unit.split(" ")[0]
    return f"{value:,g} {_ONE.get(unit, unit) if value == 1 else unit}"


def step_of(given: StaffingInput, usual: float) -> float:
    """By how much one key changes a number: about a tenth of its usual value, as a round figure."""
    if given.unit.startswith("hour of the day"):
        return 1.0
    span = given.most - given.least
    # A usual value of next to nothing must not make steps that never get anywhere.
    wanted = max(abs(usual) / 10 or span / 50, span / 1e6) or 1.0
    power = 10.0 ** math.floor(math.log10(wanted))
    step = min(_ROUND, key=lambda each: abs(math.log(each * power / wanted))) * power
    return max(round(step), 1) if given.whole else step


def stepped(given: StaffingInput, value: float, usual: float, by: int) -> float:
    """The next round figure above or below, within the field's range."""
    step = step_of(given, usual)
    steps = value / step
    nearest = round(steps)
    if abs(steps - nearest) < 1e-6:
        target = nearest + by
    else:
        target = math.ceil(steps) if by > 0 else math.floor(steps)
    moved = min(max(round(target * step, 6), given.least), given.most)
    return float(moved)


def read_number(given: StaffingInput, typed: str) -> float | None:
    """The number that was typed, as the field keeps it; none when it is none.

    A share is typed in percent; `$`, `%`, `:00`, units and thousands' commas may stand there.
    """
    words = typed.strip().removeprefix("$").split()
    if not words:
        return None
    text = words[0].rstrip("%").removesuffix(":00").replace(",", "")
    try:
        number = float(text)
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    return round(number / 100, 6) if given.unit.startswith("share") else number


def range_shown(given: StaffingInput) -> str:
    """`5 min to 480 min`."""
    return f"{value_shown(given, given.least)} to {value_shown(given, given.most)}"


def field_line(field: Field, width: int, *, at_cursor: bool) -> Content:
    """Label, where the value stands in its range, the value, and what it rests on."""
    label_width = 40 if width >= 64 else max(width - 26, 10)
    before, after = ("◂ ", " ▸") if at_cursor else ("  ", "  ")
    knob = round(min(max(field.place, 0.0), 1.0) * 6)
    slider = join(
        plain(before, "$primary"),
        plain("━" * knob, "$primary"),
        plain("●", "$accent" if at_cursor or field.changed else "$primary"),
        plain("─" * (6 - knob), "$rule"),
        plain(after, "$primary"),
    )
    value = plain(field.shown, "b $accent" if field.changed else "b")
    cells = [fit(plain(field.label, "b" if at_cursor else ""), label_width), slider, fit(value, 12)]
    room = width - label_width - 11 - 12 - 3
    if room >= 12:
        cells.append(fit(plain(field.aside, "$text-muted"), room))
    return fit(plain(" ").join(cells), width)
