"""Commands of the import of calls, one scope for each of its steps."""

from __future__ import annotations

from leaptui.tui.commands.command import Command

_FILE: tuple[Command, ...] = (
    Command(
        id="import_file.open",
        key="enter",
        action="open_file",
        title="Choose the file",
        help="Choose the export to read; nothing is stored by that.",
        word="choose file",
    ),
    Command(
        id="import_file.header",
        key="h",
        action="header",
        title="Header row",
        help="Say in which row the names of the columns stand.",
        word="header row",
    ),
    Command(
        id="import_file.sheet",
        key="w",
        action="sheet",
        title="Sheet",
        help="Read another sheet of the workbook.",
        word="sheet",
    ),
)

_COLUMNS: tuple[Command, ...] = (
    Command(
        id="import_columns.change",
        key="",
        action="change_role",
        title="Change what a column is read as",
        help="Say what the column under the cursor holds; the file is looked at again.",
        word="change role",
        shown="Enter",
        findable=False,
    ),
    Command(
        id="import_columns.samples",
        key="s",
        action="samples",
        title="Samples",
        help="Show values of the column, why it is read so, and how its times were understood.",
        word="samples",
    ),
    Command(
        id="import_columns.question",
        key="tab",
        action="next_question",
        title="Next question",
        help="Go to the next column that has to be settled.",
        word="questions",
    ),
)

_CONFIRM: tuple[Command, ...] = (
    Command(
        id="import_confirm.store",
        key="enter",
        action="store",
        title="Import",
        help="Read, clean and store the calls: all of them or none.",
        word="import",
    ),
    Command(
        id="import_confirm.sender",
        key="f",
        action="sender",
        title="From whom",
        help="Note who handed the file over, and when.",
        word="from whom",
    ),
)

_STORED: tuple[Command, ...] = (
    Command(
        id="import_stored.rows",
        key="",
        action="rows",
        title="Rows behind a line",
        help="Open the rows that a line of the ledger set aside.",
        word="rows",
        shown="Enter",
        findable=False,
    ),
)

_STEPS: tuple[Command, ...] = (
    Command(
        id="import.back",
        key="left",
        action="step_back",
        title="Step before",
        help="Go back one step; nothing is lost.",
        word="back",
        findable=False,
    ),
    Command(
        id="import.next",
        key="right",
        action="step_on",
        title="Next step",
        help="Go to the next step, once every question is settled.",
        word="next step",
        findable=False,
    ),
    Command(
        id="import.leave",
        key="escape",
        action="leave_import",
        title="Leave the import",
        help="Stop and leave. What was not imported to its end is not stored.",
        word="leave",
    ),
)

IMPORT_CALLS: tuple[Command, ...] = (*_FILE, *_COLUMNS, *_CONFIRM, *_STORED, *_STEPS)
