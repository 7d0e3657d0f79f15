"""The questions an import asks of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.domain.calls import ColumnReading, ColumnRole, Inspection
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.screens.import_words import MEANINGS, format_shown, swapped

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

_MONTH_FIRST, _DAY_FIRST = "month before day", "day before month"


async def ask_role(app: LeapApp, inspection: Inspection, column: ColumnReading) -> str | None:
    """What a column is read as; none to leave it."""
    held = {each.role: each.name for each in inspection.columns if each.name != column.name}
    choices = [
        Choice(
            role.value,
            role.label,
            f"now {held[role]}" if role in held and role is not ColumnRole.IGNORED else MEANINGS[role],
        )
        for role in ColumnRole
    ]
    sample = ", ".join(column.samples) or "no value in the sample"
    return await app.push_screen_wait(
        ChooseDialog(
            f"What does {column.name} hold?",
            choices,
            chosen=column.role.value,
            concerning=sample,
            does="read it as that",
        )
    )


async def ask_format(app: LeapApp, column: ColumnReading, written: str) -> str | None:
    """Which of day and month comes first; the format to read by, or none to leave it."""
    other = swapped(written)
    month_first = written.index("%m") < written.index("%d")
    named = {
        written: _MONTH_FIRST if month_first else _DAY_FIRST,
        other: _DAY_FIRST if month_first else _MONTH_FIRST,
    }
    return await app.push_screen_wait(
        ChooseDialog(
            f"How are the days in {column.name} written?",
            [Choice(each, named[each], format_shown(each)) for each in (written, other)],
            chosen=written,
            concerning=", ".join(column.samples),
            unchanged="No day in it is above 12, so the file cannot tell. Every column written so is read the same way.",
        )
    )


async def ask_header_row(app: LeapApp, inspection: Inspection | None) -> int | None:
    """In which line the names of the columns stand; 0 for a file without."""
    values = await app.push_screen_wait(
        FormDialog(
            "In which line are the names of the columns?",
            [FieldSpec(key="row", label="Line", kind=FieldKind.NUMBER, required=True, hint="1; 0 for none")],
            {"row": str(inspection.header_row) if inspection else ""},
            unchanged="Lines above it are passed over.",
            does="look again",
        )
    )
    return int(values["row"].replace(",", "")) if values else None


async def ask_sheet(app: LeapApp, inspection: Inspection) -> str | None:
    """Which sheet of a workbook to read."""
    return await app.push_screen_wait(
        ChooseDialog(
            "Which sheet has the calls?",
            [Choice(name, name) for name in inspection.sheets],
            chosen=inspection.sheet,
            does="read it",
        )
    )


async def ask_sender(app: LeapApp, sender: str, received: str) -> dict[str, str] | None:
    """Who handed the file over, and when."""
    return await app.push_screen_wait(
        FormDialog(
            "Who handed the file over?",
            [
                FieldSpec(key="sender", label="From", hint="R. Hale, records"),
                FieldSpec(key="received", label="On", kind=FieldKind.DAY, hint="2026-11-23"),
            ],
            {"sender": sender, "received": received},
            unchanged="Kept with the dataset, so that its source can be told.",
        )
    )
