"""Commands of the place Staffing."""

from __future__ import annotations

from leaptui.tui.commands.command import Command

STAFFING: tuple[Command, ...] = (
    Command(
        id="staffing.field",
        key="",
        action="fields",
        title="Fields of the plan",
        help="Go to the fields the plan rests on.",
        word="field",
        shown="↑↓",
        findable=False,
    ),
    Command(
        id="staffing.change",
        key="",
        action="change(1)",
        title="Change the field",
        help="Change the field under the cursor by a step; the plan is worked out again at each key.",
        word="change",
        shown="←→",
        findable=False,
    ),
    Command(
        id="staffing.type",
        key="",
        action="type_it",
        title="Type the number",
        help="Type the number of the field under the cursor.",
        word="type it",
        shown="Enter",
        findable=False,
    ),
    Command(
        id="staffing.usual",
        key="u",
        action="usual",
        title="Usual value",
        help="Give the field under the cursor its usual value again.",
        word="usual value",
    ),
    Command(
        id="staffing.clear",
        key="x",
        action="clear",
        title="Clear the what-if",
        help="Give every field its usual value again.",
        word="clear",
    ),
)
