"""Commands of the place Roadmap, and of the page on which a reason is written."""

from __future__ import annotations

from leaptui.tui.commands.command import Command

ROADMAP: tuple[Command, ...] = (
    Command(
        id="roadmap.previous",
        key="left_square_bracket",
        action="turn_component(-1)",
        title="Component before",
        help="The component before; ] is the next one.",
        word="component",
        shown="[ ]",
        findable=False,
    ),
    Command(
        id="roadmap.next",
        key="right_square_bracket",
        action="turn_component(1)",
        title="Next component",
        help="The next component.",
        findable=False,
    ),
    Command(
        id="roadmap.decide",
        key="d",
        action="decide",
        title="Decide the component",
        help="Set state, decision, owner, the day it is due and the reason.",
        word="decide",
    ),
    Command(
        id="roadmap.tick",
        key="space",
        action="tick",
        title="Tick the checklist item",
        help="Mark the checklist item under its cursor as done, or as open again; Tab goes from list to list.",
        word="tick",
    ),
    Command(
        id="roadmap.link",
        key="e",
        action="link",
        title="Link evidence",
        help="Let the component rest on something said in an interview, or on a figure of the calls.",
        word="evidence",
    ),
    Command(
        id="roadmap.readiness",
        key="r",
        action="readiness",
        title="What is missing",
        help="Show what is missing before the roadmap is presented.",
        word="readiness",
    ),
    Command(
        id="roadmap.unlink",
        key="x",
        action="unlink",
        title="Unlink evidence",
        help="Take the evidence under its cursor away from the component; its source stays.",
        word="unlink",
    ),
    Command(
        id="roadmap.write",
        key="w",
        action="write",
        title="Write the reason",
        help="Write the reason of the decision on a page of its own.",
        word="write",
    ),
    Command(
        id="roadmap.read",
        key="v",
        action="read",
        title="Read it all",
        help="Read decision, reason, what is weighed and the checklist of the component in full.",
        word="read",
    ),
)

WRITING: tuple[Command, ...] = (
    Command(
        id="writing.save",
        key="f2",
        action="save",
        title="Save",
        help="Save the page.",
        findable=False,
    ),
)
