"""Commands of the registers: follow-ups, concerns, resources, what points at a person."""

from __future__ import annotations

from leaptui.tui.commands.command import Command

FOLLOW_UPS: tuple[Command, ...] = (
    Command(
        id="follow_ups.tick",
        key="space",
        action="tick",
        title="Done, or owed again",
        help="Mark the follow-up as done, or as owed again.",
        word="done",
    ),
    Command(
        id="follow_ups.new",
        key="n",
        action="new_follow_up",
        title="New follow-up",
        help="Note something promised, by when and by whom.",
        word="new",
    ),
    Command(
        id="follow_ups.day",
        key="d",
        action="change_day",
        title="Another day",
        help="Give the follow-up another day: friday, next week, 2 dec, 12/5.",
        word="day",
    ),
    Command(
        id="follow_ups.edit",
        key="e",
        action="edit_follow_up",
        title="Change the follow-up",
        help="Change the words, the day and the person of the follow-up.",
        word="edit",
    ),
    Command(
        id="follow_ups.person",
        key="p",
        action="add_person",
        title="Add the @person",
        help="Add the person a note named with @ who is not in the directory yet.",
        word="@person",
    ),
    Command(
        id="follow_ups.export",
        key="x",
        action="export",
        title="Calendar file",
        help="Write open follow-ups and interviews to come as a calendar file (.ics), for you or for the city.",
        word="calendar",
    ),
    Command(
        id="follow_ups.table",
        key="t",
        action="export_table",
        title="Table of follow-ups",
        help="Write what is owed and what is done as a table (.csv), for whoever carries it on.",
        word="table",
    ),
    Command(
        id="follow_ups.done_too",
        key="a",
        action="show_done",
        title="Show what is done",
        help="Show the follow-ups that are done as well, or only what is owed.",
        word="all",
    ),
)

RESOURCES: tuple[Command, ...] = (
    Command(
        id="resources.new",
        key="n",
        action="new_resource",
        title="New resource",
        help="Add a local service or asset that people named.",
        word="new",
    ),
    Command(
        id="resources.edit",
        key="",
        action="edit_resource",
        title="Change the resource",
        help="Change what is known of the resource under the cursor.",
        word="edit",
        shown="Enter",
        findable=False,
    ),
    Command(
        id="resources.filter",
        key="slash",
        action="filter",
        title="Filter resources",
        help="Show only the resources that have these words: a district, a kind of service, a name.",
        word="filter",
    ),
    Command(
        id="resources.remove",
        key="r",
        action="remove_resource",
        title="Remove the resource",
        help="Take the resource off the list; F5 brings it back.",
        word="remove",
    ),
    Command(
        id="resources.export",
        key="x",
        action="export",
        title="Resource tables",
        help="Write the resources as CSV tables of Open Referral's HSDS 3.",
        word="tables",
    ),
)

IDENTIFIERS: tuple[Command, ...] = (
    Command(
        id="identifiers.choose",
        key="space",
        action="choose",
        title="Choose",
        help="Choose what the cursor is on for replacement, or leave it.",
        word="choose",
    ),
    Command(
        id="identifiers.choose_all",
        key="a",
        action="choose_all",
        title="Choose all that are sure",
        help="Choose everything that can hardly be anything else; again, and nothing is chosen.",
        word="all sure",
    ),
    Command(
        id="identifiers.replace",
        key="",
        action="replace",
        title="Replace what is chosen",
        help="Put stand-ins such as Person 3 where the chosen stand; F5 takes it back.",
        word="replace",
        shown="Enter",
        findable=False,
    ),
    Command(
        id="identifiers.note",
        key="o",
        action="open_note",
        title="Open the note",
        help="Open the note at the place under the cursor.",
        word="note",
    ),
    Command(
        id="identifiers.key",
        key="s",
        action="show_key",
        title="Stand-ins and what they stand for",
        help="Show the key of this city; it is in no export.",
        word="stand-ins",
    ),
)

REGISTERS: tuple[Command, ...] = (*FOLLOW_UPS, *RESOURCES, *IDENTIFIERS)
