"""The questions an import asks of a person about the file and its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from leaptui.domain.calls import ColumnReading, ColumnRole, Correction, Inspection
from leaptui.domain.inspection import Question
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.dialogs.path import PathDialog
from leaptui.tui.dialogs.prompt import PromptDialog
from leaptui.tui.screens.importing.role import RoleDialog
from leaptui.tui.screens.importing.words import DELIMITERS, format_shown, quote_name, swapped

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

SUFFIXES = (".csv", ".tsv", ".txt", ".gz", ".zip", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
"""Endings of files that may hold calls."""
_OTHER = "other"
_BY_ITSELF = ""
_ENCODINGS: tuple[tuple[str, str, str], ...] = (
    ("utf-8", "UTF-8", "what most systems write now"),
    ("cp1252", "Windows-1252", "Excel and older Windows programs"),
    ("mac_roman", "Mac Roman", "older programs on a Mac"),
    ("cp437", "DOS code page 437", "very old dispatch systems"),
    ("utf-16", "UTF-16", "“Unicode text” of Excel"),
)


async def ask_file(app: LeapApp, start: Path, *, further: bool = False) -> Path | None:
    """Which file to read."""
    return await app.push_screen_wait(
        PathDialog(
            "Which file comes behind it?" if further else "Which file did the city send?",
            start=start,
            suffixes=SUFFIXES,
            concerning="It must have the same columns." if further else "",
            unchanged="It is only read; nothing is stored before the last step.",
        )
    )


async def ask_role(app: LeapApp, inspection: Inspection, column: ColumnReading) -> ColumnRole | None:
    """What a column is read as; none to leave it."""
    role = await app.push_screen_wait(RoleDialog(inspection, column))
    return ColumnRole(role) if role is not None else None


async def ask_code_book(app: LeapApp, start: Path, column: ColumnReading) -> Path | None:
    """Which file says what the codes of a column mean."""
    return await app.push_screen_wait(
        PathDialog(
            f"Which file says what the codes in {column.name} mean?",
            start=start,
            suffixes=SUFFIXES,
            concerning=", ".join(column.samples),
            unchanged="A table of codes and their meaning. It is kept with the recipe.",
        )
    )


async def ask_answer(app: LeapApp, question: Question, samples: Sequence[str]) -> str | None:
    """What a person says to a question that the file leaves open: the answer's key, or none to leave it."""
    return await app.push_screen_wait(
        ChooseDialog(
            question.words,
            [Choice(each.key, each.label, each.consequence) for each in question.answers],
            concerning=", ".join(samples),
            unchanged="The file cannot tell; whoever made it can.",
        )
    )


async def ask_written(app: LeapApp, column: ColumnReading, written: str) -> str | None:
    """How the times of a column are written; none to leave it."""
    if written:
        choices = [Choice(each, format_shown(each)) for each in (written, swapped(written)) if each]
        answer = await app.push_screen_wait(
            ChooseDialog(
                f"How are the times in {column.name} written?",
                [*choices, Choice(_OTHER, "otherwise…", "write the format")],
                chosen=written,
                concerning=", ".join(column.samples) or "no value in the sample",
            )
        )
        if answer != _OTHER:
            return answer
    return await app.push_screen_wait(
        PromptDialog(
            f"How are the times in {column.name} written?",
            label="Format",
            value=written,
            hint="%m/%d/%Y %H:%M",
            concerning=", ".join(column.samples),
            unchanged="%Y year, %m month, %d day, %H hour, %I hour of 12 with %p, %M minute, %S second. "
            "Two formats stand with | between them.",
        )
    )


async def ask_how_written(
    app: LeapApp, key: str, inspection: Inspection | None, chosen: Correction
) -> Correction | None:
    """What a person says of the file itself; none to leave it.

    Args:
        app: The app.
        key: `sheet`, `encoding`, `delimiter`, `quote` or `header`.
        inspection: What was found so far.
        chosen: What she chose so far.
    """
    if key == "header":
        line = await _ask_header_row(app, inspection)
        return None if line is None else replace(chosen, header_row=line)
    if inspection is None:
        return None
    if key == "sheet":
        sheet = await _ask_sheet(app, inspection)
        return None if sheet is None else replace(chosen, sheet=sheet, header_row=None)
    if key == "encoding":
        choices = [Choice(codec, name, what) for codec, name, what in _ENCODINGS]
        answer = await _ask_one(app, "In which encoding is it written?", choices, inspection.encoding)
        return None if answer is None else replace(chosen, encoding=answer or None)
    if key == "delimiter":
        choices = [Choice(each, name) for each, name in DELIMITERS.items()]
        answer = await _ask_one(app, "What stands between the columns?", choices, inspection.delimiter)
        return None if answer is None else replace(chosen, delimiter=answer or None)
    choices = [Choice(each or "none", quote_name(each)) for each in ('"', "'", "")]
    answer = await _ask_one(app, "What stands around cells?", choices, inspection.quote or "none")
    if answer is None:
        return None
    return replace(chosen, quote={"none": "", _BY_ITSELF: None}.get(answer, answer))


async def _ask_one(app: LeapApp, question: str, choices: list[Choice], now: str) -> str | None:
    return await app.push_screen_wait(
        ChooseDialog(
            question,
            [*choices, Choice(_BY_ITSELF, "as it is found", "leaves it to the file's bytes")],
            chosen=now,
            does="look again",
            unchanged="The first lines show at once whether it is right.",
        )
    )


async def _ask_header_row(app: LeapApp, inspection: Inspection | None) -> int | None:
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


async def _ask_sheet(app: LeapApp, inspection: Inspection) -> str | None:
    return await app.push_screen_wait(
        ChooseDialog(
            "Which sheet has the calls?",
            sheet_choices(inspection),
            chosen=inspection.sheet,
            does="read it",
        )
    )


def sheet_choices(inspection: Inspection) -> list[Choice]:
    """The sheets of a workbook with what each looks like."""
    notes = inspection.shape.sheet_notes
    if not notes:
        return [Choice(name, name) for name in inspection.sheets]
    return [
        Choice(
            note.name,
            note.name,
            f"{note.kind.label}, {note.rows:,} row{'' if note.rows == 1 else 's'}"
            + ("" if note.visible else ", hidden"),
        )
        for note in notes
    ]
