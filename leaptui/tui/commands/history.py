"""Commands of the history, of what it is opened from, and of text found after a crash."""

from __future__ import annotations

from leaptui.tui.commands.command import Command


def _history_of(scope: str, what: str, key: str = "f4") -> Command:
    return Command(
        id=f"{scope}.history",
        key=key,
        action="history",
        title=f"History of {what}",
        help=f"Show what was done to {what}, by whom and when; any of it can be taken back or restored.",
        word="history" if key else "",
    )


HISTORY: tuple[Command, ...] = (
    _history_of("portfolio", "the city under the cursor"),
    _history_of("city", "the city, or the row under the cursor"),
    _history_of("people", "the person under the cursor"),
    _history_of("interviews", "the interview under the cursor"),
    # F4 marks a passage there.
    _history_of("note", "this note", key=""),
    _history_of("calls", "the city"),
    _history_of("types", "the call type under the cursor"),
    _history_of("staffing", "the city"),
    _history_of("roadmap", "this component"),
    _history_of("view", "the row under the cursor, or the city"),
    _history_of("documents", "the city"),
    Command(
        id="history.take_back",
        key="u",
        action="take_back",
        title="Take the act back",
        help="Take the act under the cursor back, by a new act with a reason; a taken-back act is done again so.",
        word="take back",
        of_row=True,
    ),
    Command(
        id="history.restore",
        key="r",
        action="restore",
        title="Restore a value",
        help="Give one field what it held before or after the act under the cursor.",
        word="restore",
        of_row=True,
    ),
    Command(
        id="history.whole",
        key="a",
        action="whole",
        title="All acts of the city",
        help="Show all that was done for the city, or again only what was done to this record.",
        word="city or record",
    ),
    Command(
        id="history.close",
        key="escape",
        action="close",
        title="Close the history",
        help="Go back to where the history was opened.",
        word="back",
        findable=False,
    ),
)

FOUND: tuple[Command, ...] = (
    Command(
        id="found.keep_found",
        key="enter",
        action="keep_found",
        title="Keep what was found",
        help="Make the text that was found the saved one.",
        findable=False,
    ),
    Command(
        id="found.keep_saved",
        key="s",
        action="keep_saved",
        title="Keep what was saved",
        help="Leave the saved text; what was found goes into the history.",
        findable=False,
    ),
)
