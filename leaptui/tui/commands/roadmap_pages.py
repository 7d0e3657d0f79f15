"""Commands of the screens over the place Roadmap that belong to its components: checklists, readiness, options."""

from __future__ import annotations

from leaptui.tui.commands.command import Command

CHECKLISTS: tuple[Command, ...] = (
    Command(
        id="checklists.tick",
        key="space",
        action="tick",
        title="Done, or open again",
        help="Mark the item under the cursor as done, or as open again.",
        word="tick",
        findable=False,
        of_row=True,
    ),
    Command(
        id="checklists.add",
        key="n",
        action="add_item",
        title="New checklist item",
        help="Add an item of the city's own behind the one under the cursor.",
        word="new",
    ),
    Command(
        id="checklists.reword",
        key="e",
        action="reword",
        title="Reword the item",
        help="Say the item in the city's own words; no words bring back those it came with.",
        word="reword",
        of_row=True,
    ),
    Command(
        id="checklists.up",
        key="u",
        action="move_item(-1)",
        title="Move the item up",
        help="Move the item one place up; D moves it down.",
        word="up, down",
        shown="U D",
        of_row=True,
    ),
    Command(
        id="checklists.down",
        key="d",
        action="move_item(1)",
        title="Move the item down",
        help="Move the item one place down.",
    ),
    Command(
        id="checklists.remove",
        key="x",
        action="remove_item",
        title="Take the item off, or put it back",
        help="Take the item off the city's list; on one that was taken off, put it back where it stood.",
        word="off, back",
        of_row=True,
    ),
)

READINESS: tuple[Command, ...] = (
    Command(
        id="readiness.open",
        key="",
        action="open_row",
        title="Go where it is mended",
        help="Go to the place where what is missing is mended.",
        word="go there",
        shown="Enter",
        findable=False,
        of_row=True,
    ),
    Command(
        id="readiness.gate",
        key="g",
        action="next_gate",
        title="Next gate",
        help="Go on to the next of the three: before Design, before presenting, before launch.",
        word="next gate",
    ),
)

OPTIONS: tuple[Command, ...] = (
    Command(
        id="options.before",
        key="left,h",
        action="turn(-1)",
        title="Option before",
        help="The option before.",
        findable=False,
    ),
    Command(
        id="options.after",
        key="right,l",
        action="turn(1)",
        title="Next option",
        help="The next option.",
        findable=False,
    ),
    Command(id="options.up", key="up,k", action="scroll(-1)", title="Up", help="A line up.", findable=False),
    Command(
        id="options.down", key="down,j", action="scroll(1)", title="Down", help="A line down.", findable=False
    ),
    Command(
        id="options.choose",
        key="enter",
        action="choose",
        title="Choose the option",
        help="Decide the component for the option under the cursor.",
        findable=False,
    ),
    Command(
        id="options.none",
        key="backspace,delete",
        action="choose_none",
        title="No option",
        help="Take the choice back.",
        findable=False,
    ),
)
