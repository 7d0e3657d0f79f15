"""The sheet of rows that could not be read, written for the city while its file is at hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from leaptui.domain.call_records import Dataset
from leaptui.services.calls.please_fix import FixSheet, write_please_fix
from leaptui.tui.dialogs.prompt import PromptDialog
from leaptui.tui.screens.documents.handing_over import written_over_only_if_asked

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp


async def write_sheet_to_fix(app: LeapApp, dataset: Dataset, files: Sequence[Path]) -> None:
    """Ask where the sheet goes, write it, and say how much is in it.

    Args:
        app: The app.
        dataset: What was imported.
        files: The files it was imported from.
    """
    first = files[0]
    name = await app.push_screen_wait(
        PromptDialog(
            "Write the rows that cannot be read to which file?",
            label="File",
            value=str(first.with_name(f"{first.stem} please fix.csv")),
            unchanged="Each with its line, why it cannot be read, and its text. It is for the city that sent it.",
            does="write it",
        )
    )
    if name is None:
        return
    path = Path(name).expanduser()

    async def write(*, over: bool) -> FixSheet:
        return await app.ask(write_please_fix, dataset, files, path, over=over)

    sheet = await written_over_only_if_asked(app, write)
    if sheet is not None:
        some = (
            f"{sheet.rows:,} of {sheet.unreadable:,}" if sheet.rows < sheet.unreadable else f"{sheet.rows:,}"
        )
        app.notify(
            f"{some} row{'s' if sheet.rows != 1 else ''} written: {sheet.path}", markup=False, timeout=10
        )
