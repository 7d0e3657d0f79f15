"""Commands of the import of calls, one scope for each of its steps."""

from __future__ import annotations

from leaptui.tui.commands.command import Command


def _change(step: str) -> Command:
    """Enter in a step whose first row goes on."""
    return Command(
        id=f"{step}.change",
        key="",
        action="take",
        title="Change it",
        help="Change what the row under the cursor says, or go on from the first row.",
        word="go on, change",
        shown="Enter",
        findable=False,
    )


_FILE: tuple[Command, ...] = (
    _change("import_file"),
    Command(
        id="import_file.open",
        key="o",
        action="open_file",
        title="Choose the file",
        help="Choose the export to read; nothing is stored by that.",
        word="other file",
    ),
    Command(
        id="import_file.another",
        key="a",
        action="another_file",
        title="Add a file",
        help="Add a file of the same columns that is appended, such as the next quarter.",
        word="add a file",
    ),
    Command(
        id="import_file.header",
        key="h",
        action="header",
        title="Header row",
        help="Say in which row the names of the columns stand.",
        word="header",
    ),
    Command(
        id="import_file.sheet",
        key="w",
        action="sheet",
        title="Sheet",
        help="Read another sheet of the workbook.",
        word="sheet",
    ),
    Command(
        id="import_file.recipe",
        key="r",
        action="recipe",
        title="Recipe",
        help="Save how the file is read as text, or read it as another was.",
        word="recipe",
    ),
)

_COLUMNS: tuple[Command, ...] = (
    Command(
        id="import_columns.change",
        key="",
        action="change_role",
        title="Change what a column is read as",
        help="Answer what is asked about the column under the cursor, or say what it holds.",
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
    Command(
        id="import_columns.written",
        key="t",
        action="written",
        title="How times are written",
        help="Say how the times of the column under the cursor are written.",
        word="times",
    ),
    Command(
        id="import_columns.clock",
        key="u",
        action="clock",
        title="UTC or local",
        help="Say whether the times are the city's own or UTC.",
        word="UTC",
    ),
    Command(
        id="import_columns.book",
        key="b",
        action="code_book",
        title="Code book",
        help="Read the codes of the column under the cursor by a file that says what they mean.",
        word="code book",
    ),
    Command(
        id="import_columns.recipe",
        key="r",
        action="recipe",
        title="Recipe",
        help="Save how the file is read as text, or read it as another was.",
        word="recipe",
    ),
)

_RULES: tuple[Command, ...] = (
    _change("import_rules"),
    Command(
        id="import_rules.sender",
        key="f",
        action="sender",
        title="From whom",
        help="Note who handed the file over, when, and what it is called here.",
        word="from whom",
    ),
    Command(
        id="import_rules.request",
        key="d",
        action="request",
        title="Data request",
        help="Say which data request the file answers.",
        word="data request",
    ),
    Command(
        id="import_rules.recipe",
        key="r",
        action="recipe",
        title="Recipe",
        help="Save how the file is read as text, or read it as another was.",
        word="recipe",
    ),
)

_STORE: tuple[Command, ...] = (
    Command(
        id="import_store.store",
        key="enter",
        action="store",
        title="Import",
        help="Read, clean and store the calls: all of them or none.",
        word="import",
    ),
    Command(
        id="import_store.recipe",
        key="r",
        action="recipe",
        title="Recipe",
        help="Save how the file is read as text, or read it as another was.",
        word="recipe",
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
    Command(
        id="import_stored.please_fix",
        key="p",
        action="please_fix",
        title="Please-fix sheet",
        help="Write the rows that could not be read as a sheet for the city to mend.",
        word="please-fix sheet",
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

IMPORT_CALLS: tuple[Command, ...] = (*_FILE, *_COLUMNS, *_RULES, *_STORE, *_STORED, *_STEPS)
