"""What the staffing screens ask for: a number, team times by group, a source of funding."""

from __future__ import annotations

from dataclasses import replace

from leaptui.domain.errors import InputRefused
from leaptui.services.staffing.typed import funding_of, number_from
from leaptui.services.staffing.what_if import StaffingInput, WhatIf
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.screens.staffing.board import StaffingBoard
from leaptui.tui.screens.staffing.fields import range_shown, read_number, value_shown


def number_form(given: StaffingInput, value: float) -> FormDialog:
    """One number, refused beside its field where it is out of range."""
    return FormDialog(
        given.label,
        [FieldSpec(key="number", label="Number", required=True, check=lambda text: _problem(given, text))],
        {"number": value_shown(given, value)},
        concerning=f"{given.unit}; {range_shown(given)}. {given.text}",
        does="take it",
    )


def _problem(given: StaffingInput, typed: str) -> str:
    """What is wrong with a typed number."""
    number = read_number(given, typed)
    if number is None:
        return "Yes or no." if given.unit.startswith("1 yes") else f"A number from {range_shown(given)}."
    if not given.least <= number <= given.most:
        return f"From {range_shown(given)}."
    return "A whole number." if given.whole and number != int(number) else ""


def team_times_form(board: StaffingBoard) -> FormDialog | None:
    """Minutes per call for each group of eligible types; nothing where there is none."""
    if board.basis is None:
        return None
    least, most = (getattr(board.basis.defaults.of("service_minutes"), end) for end in ("least", "most"))

    def problem(typed: str) -> str:
        if not typed.strip():
            return ""
        number = number_from(typed, is_share=False)
        return (
            "" if number is not None and least <= number <= most else f"From {least:g} to {most:g} minutes."
        )

    specs = []
    for at, group in enumerate(board.basis.groups[board.what_if.rules]):
        police = f"police {group.police_minutes:.0f} min" if group.police_minutes else "police time not known"
        hint = f"{board.value('service_minutes'):g} as for all; {police}"
        specs.append(FieldSpec(key=str(at), label=group.group, hint=hint, check=problem))
    chosen = {
        str(at): f"{board.what_if.group_minutes[group.group]:g}"
        for at, group in enumerate(board.basis.groups[board.what_if.rules])
        if group.group in board.what_if.group_minutes
    }
    return FormDialog(
        "Team time per call, by group of types",
        specs,
        chosen,
        concerning="Minutes from dispatch to clearance with write-up. Empty takes the common one.",
        does="take them",
    )


def team_times_from(board: StaffingBoard, values: dict[str, str]) -> WhatIf:
    """The what-if with the times typed."""
    assert board.basis is not None
    minutes = {}
    for at, group in enumerate(board.basis.groups[board.what_if.rules]):
        number = number_from(values.get(str(at), ""), is_share=False)
        if number is not None:
            minutes[group.group] = number
    return replace(board.what_if, group_minutes=minutes)


def funding_form() -> FormDialog:
    """A source of funding."""

    def amount(typed: str) -> str:
        number = number_from(typed, is_share=False)
        return "" if number is not None and 0 < number <= 1e9 else "From $1 to $1,000,000,000 a year."

    return FormDialog(
        "A source of funding",
        [
            FieldSpec(key="name", label="Name", required=True, hint="State grant"),
            FieldSpec(key="yearly", label="Dollars a year", required=True, hint="400,000", check=amount),
            FieldSpec(key="starts", label="First day", kind=FieldKind.DAY, required=True, hint="2027-01-01"),
            FieldSpec(key="ends", label="Last day", kind=FieldKind.DAY, hint="empty where it goes on"),
        ],
        {},
        concerning="Where one ends, the plan says what is missing from then on.",
        does="add it",
    )


def with_funding(board: StaffingBoard, values: dict[str, str]) -> WhatIf:
    """The what-if with a source more.

    Raises:
        InputRefused: When it ends before it starts.
    """
    source = funding_of(values["name"], values["yearly"], values["starts"], values["ends"])
    if any(each.name == source.name for each in board.what_if.funding):
        raise InputRefused(
            f"There is a source “{source.name}” already.",
            safe="Nothing was changed.",
            next_step="Remove it first.",
        )
    return replace(board.what_if, funding=(*board.what_if.funding, source))
