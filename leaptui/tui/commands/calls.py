"""Commands of the place Calls."""

from __future__ import annotations

from leaptui.tui.commands.command import Command

ASKING: tuple[Command, ...] = (
    Command(
        id="asking.rules",
        key="v",
        action="rules",
        title="Switch rules",
        help="Count as eligible by narrow, expected or broad rules; every figure follows.",
        word="rules",
    ),
    Command(
        id="asking.base",
        key="b",
        action="base",
        title="Switch base",
        help="Take shares of community-initiated incidents, of those dispatched, of all incidents or of all rows.",
        word="base",
    ),
    Command(
        id="asking.filter",
        key="f",
        action="filter",
        title="Filter the calls",
        help="Show only some calls: by period, district, group, tier, priority, source, type or rules, in any combination.",
        word="filter",
    ),
    Command(
        id="asking.clear",
        key="c",
        action="clear_filter",
        title="Clear the filter",
        help="Show all calls again.",
        word="clear filter",
    ),
    Command(
        id="asking.pictures",
        key="p",
        action="choose_picture",
        title="More pictures",
        help="Minutes, officer hours, endings, places, districts, seasons, calls at once, hours of service, other cities.",
        word="pictures",
    ),
)

LEAVING: tuple[Command, ...] = (
    Command(
        id="call_table.write",
        key="w",
        action="write_table",
        title="Write the table",
        help="Write what is shown as a CSV file for others: small counts are withheld, the hours go in bands.",
        word="write",
    ),
)

PICTURE: tuple[Command, ...] = (
    Command(
        id="picture.rows",
        key="",
        action="rows",
        title="Rows behind the line",
        help="Open the rows of the export that stand behind the line under the cursor.",
        word="rows",
        shown="Enter",
        findable=False,
    ),
    Command(
        id="picture.next",
        key="right_square_bracket",
        action="turn_picture(1)",
        title="Next picture",
        help="Show the next picture of the list.",
        word="next",
        findable=False,
    ),
    Command(
        id="picture.before",
        key="left_square_bracket",
        action="turn_picture(-1)",
        title="Picture before",
        help="Show the picture before this one in the list.",
        findable=False,
    ),
    Command(
        id="picture.leave",
        key="escape",
        action="leave_picture",
        title="Back",
        help="Go back to the summary.",
        word="back",
        findable=False,
    ),
)

CALL_FILTER: tuple[Command, ...] = (
    Command(
        id="call_filter.drop",
        key="x",
        action="drop_row",
        title="All of these",
        help="Leave nothing out by the row under the cursor.",
        findable=False,
    ),
    Command(
        id="call_filter.clear",
        key="c",
        action="clear_all",
        title="Clear the filter",
        help="Leave nothing out at all.",
        findable=False,
    ),
    Command(
        id="call_filter.done",
        key="f2",
        action="done",
        title="Show these calls",
        help="Show the calls that the filter leaves.",
        findable=False,
    ),
)

CALLS: tuple[Command, ...] = (
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
        id="calls.rows",
        key="",
        action="rows",
        title="Rows behind the line",
        help="Open the rows of the export that stand behind the line under the cursor.",
        word="rows",
        shown="Enter",
        findable=False,
    ),
    Command(
        id="calls.compare",
        key="x",
        action="compare",
        title="Compare",
        help="Put two periods, or two exports, side by side.",
        word="compare",
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
        id="calls.lines",
        key="g",
        action="next_lines",
        title="Types, tiers, groups",
        help="Draw the bars by call type, by tier of responders or by group of types.",
        word="bars by",
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
        id="calls.datasets",
        key="d",
        action="another",
        title="Exports of this city",
        help="Choose which export is shown, or give one a name.",
        word="exports",
    ),
    Command(
        id="calls.label",
        key="n",
        action="name_export",
        title="Name this export",
        help="Call the export what you call it: 2024, before the new dispatch system.",
        word="name it",
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
