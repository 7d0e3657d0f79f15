"""Commands of the place Calls."""

from __future__ import annotations

from leaptui.tui.commands.command import Command

CALLS: tuple[Command, ...] = (
    Command(
        id="calls.rules",
        key="v",
        action="rules",
        title="Switch rules",
        help="Count as eligible by narrow, expected or broad rules.",
        word="rules",
    ),
    Command(
        id="calls.base",
        key="b",
        action="base",
        title="Switch base",
        help="Take shares of community-initiated incidents, of those dispatched, of all incidents or of all rows.",
        word="base",
    ),
    Command(
        id="calls.ledger",
        key="l",
        action="ledger",
        title="Ledger",
        help="Show every row that was set aside and why; Enter there opens the rows behind a line.",
        word="ledger",
    ),
    Command(
        id="calls.types",
        key="t",
        action="types",
        title="Call types",
        help="Show every call type with its tier and reason; Enter there changes the tier.",
        word="types",
    ),
    Command(
        id="calls.import",
        key="i",
        action="import_file",
        title="Import calls",
        help="Read a city's export, step by step; nothing is stored before the last.",
        word="import",
    ),
    Command(
        id="calls.minutes",
        key="m",
        action="minutes",
        title="Minutes",
        help="Show how long answering, travel and work on scene take, where the file says.",
        word="minutes",
    ),
    Command(
        id="calls.another",
        key="x",
        action="another",
        title="Another dataset",
        help="Show another export of this city.",
        word="another",
    ),
    Command(
        id="calls.zone",
        key="z",
        action="zone",
        title="Set the time zone",
        help="Say in which time zone the city is; call times mean nothing without one.",
        word="time zone",
    ),
)

CALL_ROWS: tuple[Command, ...] = (
    Command(
        id="call_rows.next",
        key="right_square_bracket",
        action="page_of_rows(1)",
        title="Next rows",
        help="The next two hundred rows.",
        findable=False,
    ),
    Command(
        id="call_rows.back",
        key="left_square_bracket",
        action="page_of_rows(-1)",
        title="Rows before",
        help="The two hundred rows before.",
        findable=False,
    ),
)
