"""What was understood at each step of an import, in one sentence."""

from __future__ import annotations

from leaptui.domain.call_choices import PlaceRule
from leaptui.domain.calls import ColumnRole, Inspection
from leaptui.tui.screens.importing.state import ImportState, Step
from leaptui.tui.screens.importing.words import delimiter_name, time_columns, type_columns

_PLACES = {
    PlaceRule.BLOCK: "places to the hundred block",
    PlaceRule.DISTRICT: "of places only the district",
    PlaceRule.DROP: "no places",
}


def sentence_of(state: ImportState) -> str:
    """What was understood at the step one is at; nothing while there is no file."""
    found = state.inspection
    if found is None:
        return ""
    if state.step is Step.FILE:
        return _file(state, found)
    if state.step is Step.COLUMNS:
        return _columns(found)
    if state.step is Step.RULES:
        return _rules(state, found)
    kept = sum(column.role is not ColumnRole.IGNORED for column in found.columns)
    files = f" of {len(state.further) + 1} files" if state.further else ""
    return f"{state.rows:,} rows{files} would be read and {kept} of {len(found.columns)} columns kept."


def _file(state: ImportState, found: Inspection) -> str:
    names = f"names in line {found.header_row}" if found.header_row else "no line of names"
    if found.sheet:
        what = f"Sheet {found.sheet} of a workbook"
    else:
        what = f"A {delimiter_name(found.delimiter)}-separated text in {found.encoding.upper()}"
    told = f"{what}, {names}, {found.rows:,} rows of {len(found.columns)} columns."
    if state.further:
        number = len(state.further)
        told += f" {number} further file{'s' if number > 1 else ''}: {state.rows:,} rows in all."
    return told


def _columns(found: Inspection) -> str:
    times, types = time_columns(found), type_columns(found)
    when = f"A call came in at {' and '.join(times[:2])}" if times else "No column says when a call came in"
    clock = found.column_with(ColumnRole.RECEIVED_TIME)
    if times and clock is not None:
        when += f" and {clock.name}"
    what = f"its type is {types[0]}" if types else "no column says its type"
    used = sum(column.role is not ColumnRole.IGNORED for column in found.columns)
    return f"{when}; {what}; {used} of {len(found.columns)} columns read."


def _rules(state: ImportState, found: Inspection) -> str:
    chosen = state.correction
    text = "free text redacted" if chosen.keep_text else "no free text"
    collapsed = chosen.collapse_units and found.column_with(ColumnRole.INCIDENT_ID) is not None
    units = "an incident counted once" if collapsed else "every row counted"
    minutes = chosen.duplicate_minutes
    again = f"duplicates within {minutes} minutes set aside" if minutes else "duplicates not looked for"
    told = f"{_PLACES[chosen.place_rule]}, {text}, {units}, {again}."
    return told[:1].upper() + told[1:]
