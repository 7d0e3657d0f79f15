"""Commands of the concern board, of one concern, of validators and of programs elsewhere."""

from __future__ import annotations

from leaptui.tui.commands.command import Command

_BOARD: tuple[Command, ...] = (
    Command(
        id="concern_board.put",
        key="p",
        action="put",
        title="Put it on the board",
        help="Put what people raised on the board, with the passages that raise it.",
        word="put on board",
    ),
    Command(
        id="concern_board.put_all",
        key="a",
        action="put_all",
        title="Put all of the library on the board",
        help="Put everything on the board that people raised and the library knows.",
        word="put all",
    ),
    Command(
        id="concern_board.new",
        key="n",
        action="new_concern",
        title="New concern",
        help="Put a concern on the board that nobody was noted to have raised: of the library or your own.",
        word="new",
    ),
    Command(
        id="concern_board.status",
        key="s",
        action="status",
        title="How far it is",
        help="Say that a concern is open, answered or settled, or set it aside with a reason.",
        word="state",
    ),
    Command(
        id="concern_board.validators",
        key="l",
        action="validators",
        title="Validators",
        help="Show the peers who speak to counterparts; every city shares the list.",
        word="validators",
    ),
    Command(
        id="concern_board.precedents",
        key="e",
        action="precedents",
        title="Programs elsewhere",
        help="Show programs elsewhere, those most like this city first, with the reasons.",
        word="elsewhere",
    ),
    Command(
        id="concern_board.remove",
        key="r",
        action="remove",
        title="Take it off the board",
        help="Take the concern off the board; F5 brings it back.",
        word="take off",
    ),
)

_CONCERN: tuple[Command, ...] = (
    Command(
        id="concern.answer",
        key="w",
        action="write_answer",
        title="Write the answer",
        help="Write what the city is told; the library's answer is where it begins.",
        word="answer",
    ),
    Command(
        id="concern.status",
        key="s",
        action="status",
        title="How far it is",
        help="Say that the concern is open, answered or settled, or set it aside with a reason.",
        word="state",
    ),
    Command(
        id="concern.meeting",
        key="m",
        action="meeting",
        title="Who met whom",
        help="Note that a validator met somebody over this concern, with the stance before and after.",
        word="meeting",
    ),
    Command(
        id="concern.validators",
        key="l",
        action="choose_validators",
        title="Who is to answer",
        help="Choose the validators for this concern; those who fit come first, with the reasons.",
        word="validators",
    ),
    Command(
        id="concern.precedents",
        key="e",
        action="choose_precedents",
        title="Programs elsewhere that are named with it",
        help="Choose the programs elsewhere that are named with the answer.",
        word="elsewhere",
    ),
    Command(
        id="concern.edit",
        key="t",
        action="edit",
        title="Title, owner and day",
        help="Change the words, the owner, the day and the note of the concern.",
        word="title, owner",
    ),
    Command(
        id="concern.read",
        key="f",
        action="read",
        title="Read it all",
        help="Read the answer, what may not be claimed and what the library says in full.",
        word="read",
    ),
    Command(
        id="concern.unlink",
        key="x",
        action="unlink",
        title="Take the row away",
        help="Take the passage, the meeting, the validator or the program under the cursor away from the concern.",
        word="take away",
    ),
)

_VALIDATORS: tuple[Command, ...] = (
    Command(
        id="validators.filter",
        key="slash",
        action="filter",
        title="Find validators",
        help="Show only the validators in whose entry these words stand.",
        word="find",
    ),
    Command(
        id="validators.new",
        key="n",
        action="new_validator",
        title="New validator",
        help="Note a peer who speaks to counterparts.",
        word="new",
    ),
    Command(
        id="validators.edit",
        key="",
        action="edit_validator",
        title="Change the validator",
        help="Change what is known of the validator under the cursor.",
        word="edit",
        shown="Enter",
        findable=False,
    ),
    Command(
        id="validators.permission",
        key="p",
        action="permission",
        title="May they be named?",
        help="Note that the validator agreed to stand in documents by name, or no longer does.",
        word="may be named",
    ),
    Command(
        id="validators.remove",
        key="r",
        action="remove",
        title="Remove the validator",
        help="Take the validator off the list; F5 brings them back.",
        word="remove",
    ),
)

_PRECEDENTS: tuple[Command, ...] = (
    Command(
        id="precedents.filter",
        key="slash",
        action="filter",
        title="Find programs elsewhere",
        help="Show only the programs in which these words stand.",
        word="find",
    ),
    Command(
        id="precedents.read",
        key="",
        action="open_row",
        title="Read the facts",
        help="Read every fact of the program with its source and its age.",
        word="facts",
        shown="Enter",
        findable=False,
    ),
    Command(
        id="precedents.dispatch",
        key="d",
        action="choose_path",
        title="How the team would be sent",
        help="Choose by which way of sending a team this city is likened.",
        word="sent how",
    ),
)

CONCERN_BOARD: tuple[Command, ...] = (
    *_BOARD,
    *_CONCERN,
    *_VALIDATORS,
    *_PRECEDENTS,
    Command(
        id="concern_view.board",
        key="b",
        action="open_board",
        title="Concern board",
        help="Open the concern board: the answer to each concern, who speaks to it and who was met.",
        word="board",
    ),
    Command(
        id="concern_view.put",
        key="p",
        action="put",
        title="Put it on the board",
        help="Put the concern under the cursor on the board, with all passages that raise it.",
        word="put on board",
    ),
)
