"""Commands of the place Interviews and of the note."""

from __future__ import annotations

from leaptui.tui.commands.command import Command

INTERVIEWS: tuple[Command, ...] = (
    Command(
        id="interviews.open",
        key="",
        action="open_interview",
        title="Open the interview",
        help="Open the note under the cursor and type on.",
        word="open",
        shown="Enter",
        findable=False,
    ),
    Command(
        id="interviews.new",
        key="n",
        action="new_interview",
        title="New interview",
        help="Choose who speaks and the guide, then type at once.",
        word="new interview",
    ),
    Command(
        id="interviews.attribution",
        key="l",
        action="attribution",
        title="Attribution of the interview",
        help="Set how far the words of the interview under the cursor may travel.",
        word="attribution",
    ),
    Command(
        id="interviews.add_person",
        key="a",
        action="add_person",
        title="Add a person",
        help="Add a stakeholder to this city.",
        word="add person",
    ),
    Command(
        id="interviews.views",
        key="v",
        action="views",
        title="Views over all interviews",
        help="Themes by group, questions by interview, passages, coverage, saturation and the timeline.",
        word="views",
    ),
    Command(
        id="interviews.filter",
        key="slash",
        action="filter",
        title="Filter interviews",
        help="Show only the interviews whose people, title or note have the words.",
        word="filter",
    ),
)

NOTE: tuple[Command, ...] = (
    Command(
        id="note.stamp",
        key="ctrl+t",
        action="stamp",
        title="Time stamp",
        help="Put the time before the line.",
        word="time",
    ),
    Command(
        id="note.quote",
        key="ctrl+r",
        action="quote",
        title="Quote",
        help="Put quotation marks around what is selected: words said exactly so.",
        word="quote",
    ),
    Command(
        id="note.attribution",
        key="ctrl+l",
        action="attribution",
        title="Attribution of the interview",
        help="Set how far the words of this interview may travel.",
        word="attribution",
    ),
    Command(
        id="note.next_question",
        key="ctrl+n",
        action="next_question",
        title="Next guide question",
        help="Begin the next question of the guide at the end of the note.",
        word="next question",
    ),
    Command(
        id="note.off_record",
        key="ctrl+o",
        action="off_record",
        title="Off the record",
        help="Take the line off the record, or put it back.",
        word="off record",
    ),
    Command(
        id="note.guide",
        key="f2",
        action="guide",
        title="Show the guide",
        help="Show every question of the guide with its prompts.",
        word="guide",
    ),
    Command(
        id="note.themes",
        key="f3",
        action="themes",
        title="Insert a theme",
        help="Choose a theme and put it at the cursor.",
        word="themes",
    ),
    Command(
        id="note.done",
        key="escape",
        action="done",
        title="Done",
        help="Save the note as one act and go back to the list.",
        word="done",
        findable=False,
    ),
)
