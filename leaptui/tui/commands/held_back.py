"""Commands of the list of words that keep a document from leaving."""

from __future__ import annotations

from leaptui.tui.commands.command import Command

HELD_BACK: tuple[Command, ...] = (
    Command(
        id="held_back.go",
        key="",
        action="open_row",
        title="Go to the words",
        help="Go to where these words stand, to say it otherwise.",
        word="go there",
        shown="Enter",
        findable=False,
        of_row=True,
    ),
    Command(
        id="held_back.allow",
        key="a",
        action="allow",
        title="Let words through",
        help="Let these words through in this place, for these readers, with a reason that stays in the history.",
        word="let through",
    ),
    Command(
        id="held_back.withdraw",
        key="w",
        action="withdraw",
        title="Withdraw an override",
        help="Hold back again what was let through: the row under the cursor.",
        word="withdraw",
    ),
)
