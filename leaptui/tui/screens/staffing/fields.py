"""The fields of a staffing plan: how a number is shown, by which steps it changes, how one is typed."""

from __future__ import annotations

import math
from dataclasses import dataclass

from textual.content import Content

from leaptui.domain.measured import RuleSet
from leaptui.services.staffing.typed import number_from
from leaptui.services.staffing.what_if import METHODS, StaffingInput, StaffingView
from leaptui.tui.screens.staffing.board import StaffingBoard
from leaptui.tui.text import fit, join, plain

RULES = "rules"
"""Key of the field that is no number: which calls count as eligible."""
METHOD = "method"
"""Key of the field that is no number: how the load of an hour is worked out."""
_METHODS = {
    "modified_offered_load": ("mean busy", "teams that calls keep busy, followed through the week"),
    "lag_sipp": ("lagged", "each hour by the calls a service time earlier"),
    "sipp": ("by itself", "each hour by its own calls: too few after a peak"),
}
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
_SHORT = {"miles an hour": "mph"}
SECTIONS = {
    "calls": "Calls",
    "teams": "Teams",
    "shifts": "Shifts",
    "people": "People",
    "police": "Police time",
    "prices": "Prices",
}
_ONE = {"people": "person", "teams": "team", "vehicles": "vehicle", "hours": "hour"}
_YES_NO = {"yes": 1.0, "y": 1.0, "no": 0.0, "n": 0.0}
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
        section: The heading it stands under; empty for those that change a plan most.
        refused: What is wrong with the value that was tried last, with the range allowed.
    """

    key: str
    label: str
    shown: str
    place: float
    aside: str
    changed: bool
    section: str = ""
    refused: str = ""


def fields_of(board: StaffingBoard, view: StaffingView, refused: tuple[str, str] = ("", "")) -> list[Field]:
    """Every field: those that change a plan most, then section by section, prices last.

    Args:
        board: What is chosen.
        view: The plan worked out last; it may be behind.
        refused: Key of a field and what is wrong with the value tried for it.
    """
    every = tuple(RuleSet)
    rules = board.what_if.rules
    chosen = Field(
        key=RULES,
        label="Eligible by which rules",
        shown=rules.value,
        place=every.index(rules) / (len(every) - 1),
        aside=_calls_a_year(board),
        changed=rules is not RuleSet.EXPECTED,
    )
    listed = [_field(each, board, refused) for each in sorted(view.inputs, key=_place)]
    first_of_teams = next(at for at, field in enumerate(listed) if field.section == SECTIONS["teams"])
    return [chosen, *listed[:first_of_teams], _method(board), *listed[first_of_teams:]]


def _method(board: StaffingBoard) -> Field:
    shown, aside = _METHODS[board.what_if.method]
    return Field(
        key=METHOD,
        label="Load of an hour",
        shown=shown,
        place=METHODS.index(board.what_if.method) / (len(METHODS) - 1),
        aside=aside,
        changed=board.what_if.method != METHODS[0],
        section=SECTIONS["calls"],
    )


def _place(given: StaffingInput) -> tuple[int, int]:
    if given.key in FIRST:
        return 0, FIRST.index(given.key)
    return 1, list(SECTIONS).index(given.section)


def _calls_a_year(board: StaffingBoard) -> str:
    if board.basis is None:
        return ""
    calls = sum(group.calls_per_year for group in board.basis.groups[board.what_if.rules])
    return f"{calls:,.0f} calls a year"


def _field(given: StaffingInput, board: StaffingBoard, refused: tuple[str, str]) -> Field:
    value = board.value(given.key)
    changed = given.key in board.what_if.numbers
    span = given.most - given.least
    return Field(
        key=given.key,
        label=given.label,
        shown=value_shown(given, value),
        place=(value - given.least) / span if span else 0.0,
        aside=f"usually {value_shown(given, given.usual)}" if changed else _aside(given, board),
        changed=changed,
        section="" if given.key in FIRST else SECTIONS[given.section],
        refused=refused[1] if refused[0] == given.key else "",
    )


def _aside(given: StaffingInput, board: StaffingBoard) -> str:
    """What a person compares the number with."""
    if given.key == "service_minutes" and board.basis is not None:
        known = board.basis.demands[board.what_if.rules].police_minutes
        if known is not None:
            return f"police today {known[0]:.0f} min"
        return "police time not in the file"
    if given.key == "screened_share":
        return "of types nobody sampled"
    return given.text if given.source == _common_source(board) else given.source


def _common_source(board: StaffingBoard) -> str:
    """What numbers rest on that have no source of their own: of those, the reason says more."""
    return board.basis.defaults.about.fact.source if board.basis else ""


def value_shown(given: StaffingInput, value: float) -> str:
    """`40%`, `10:00`, `50 min`, `$62,000`, `2 people`."""
    if given.unit.startswith("share"):
        return f"{round(value * 100, 1):g}%"
    if given.unit.startswith("1 yes"):
        return "yes" if value else "no"
    if given.unit.startswith("hour of the day"):
        return f"{int(value):02}:00"
    if given.unit.startswith("minutes"):
        return f"{value:,g} min"
    if given.unit.startswith(("dollars", "loaded dollars")):
        return f"${value:,.0f}"
    if given.unit in _SHORT or given.unit.startswith("square miles"):
        return f"{value:,g} {_SHORT.get(given.unit, 'sq mi')}"
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

    A share is typed in percent, with or without `%`.
    """
    if given.unit.startswith("1 yes") and typed.strip().lower() in _YES_NO:
        return _YES_NO[typed.strip().lower()]
    is_share = given.unit.startswith("share")
    words = typed.strip()
    return number_from(f"{words.rstrip('%')}%" if is_share and words else words, is_share=is_share)


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
    if field.refused:
        cells.append(plain(f"▲ {field.refused}", "$error"))
    elif room >= 12:
        cells.append(fit(plain(field.aside, "$text-muted"), room))
    return fit(plain(" ").join(cells), width)
