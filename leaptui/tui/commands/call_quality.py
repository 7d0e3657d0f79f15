"""Commands of the quality page and of the data requests, and the keys that open them from Calls."""

from __future__ import annotations

from leaptui.tui.commands.command import Command

CALLS_DOORS: tuple[Command, ...] = (
    Command(
        id="calls.quality",
        key="q",
        action="quality",
        title="Data quality",
        help="Show what is missing or odd in the export, which measures it bends, and what the city can do.",
        word="quality",
    ),
    Command(
        id="calls.requests",
        key="r",
        action="requests",
        title="Data requests",
        help="Show what the city was asked for: the letter, reminders, the answer, the data agreement.",
        word="requests",
    ),
)

QUALITY: tuple[Command, ...] = (
    Command(
        id="quality.open",
        key="",
        action="open_row",
        title="Open the finding",
        help="Show the rows behind the finding, or where in the calls it stands.",
        word="open",
        shown="Enter",
        findable=False,
        of_row=True,
    ),
    Command(
        id="quality.lines",
        key="w",
        action="lines",
        title="Where it stands",
        help="Show the finding whole: what it means, what the city can do, and in which part of the calls it stands.",
        word="whole",
        of_row=True,
    ),
    Command(
        id="quality.export",
        key="x",
        action="export",
        title="Page for the city",
        help="Write the page for the city as Word, PDF and a table; small counts are withheld.",
        word="for the city",
    ),
)

DATA_REQUESTS: tuple[Command, ...] = (
    Command(
        id="data_requests.new",
        key="n",
        action="new_request",
        title="New data request",
        help="Begin a request: who is asked, the period, the day by which an answer is asked for.",
        word="new",
    ),
    Command(
        id="data_requests.edit",
        key="",
        action="open_row",
        title="Change the request",
        help="Change who is asked, the period, the day, and your sentence for the letter.",
        word="edit",
        shown="Enter",
        findable=False,
        of_row=True,
    ),
    Command(
        id="data_requests.letter",
        key="l",
        action="letter",
        title="Letter",
        help="Write the letter as Word, PDF and Markdown.",
        word="letter",
        of_row=True,
    ),
    Command(
        id="data_requests.sent",
        key="s",
        action="sent",
        title="It was sent",
        help="Note the day on which it was sent, and by when an answer was asked for.",
        word="sent",
        of_row=True,
    ),
    Command(
        id="data_requests.chased",
        key="c",
        action="chased",
        title="It was chased",
        help="Note a reminder, and by when an answer is asked for now.",
        word="chased",
        of_row=True,
    ),
    Command(
        id="data_requests.received",
        key="r",
        action="received",
        title="The answer came",
        help="Note the day on which the answer came, and the import it gave.",
        word="received",
        of_row=True,
    ),
    Command(
        id="data_requests.agreement",
        key="a",
        action="agreement",
        title="Data agreement",
        help="Note the data agreement and the day on which it ends.",
        word="agreement",
        of_row=True,
    ),
    Command(
        id="data_requests.fields",
        key="f",
        action="choose_fields",
        title="Fields asked for",
        help="Choose the fields that are asked for; what goes missing without each stands beside it.",
        word="fields",
        of_row=True,
    ),
    Command(
        id="data_requests.code_books",
        key="b",
        action="choose_code_books",
        title="Code books asked for",
        help="Choose the lists of codes that are asked for.",
        word="code books",
        of_row=True,
    ),
    Command(
        id="data_requests.remove",
        key="d",
        action="remove_request",
        title="Remove the request",
        help="Put the request away; F5 brings it back.",
        word="remove",
        of_row=True,
    ),
)

CALL_QUALITY: tuple[Command, ...] = (*CALLS_DOORS, *QUALITY, *DATA_REQUESTS)
