"""Commands of the frame: places, finding, help, and moving in lists and dialogs."""

from __future__ import annotations

from leaptui.tui.commands.command import Command

PLACES: tuple[tuple[str, str], ...] = (
    ("portfolio", "Portfolio"),
    ("city", "City"),
    ("interviews", "Interviews"),
    ("calls", "Calls"),
    ("staffing", "Staffing"),
    ("roadmap", "Roadmap"),
    ("documents", "Documents"),
)
"""Key and name of the seven places, in the order of their digits."""

APP: tuple[Command, ...] = (
    Command(
        id="app.find",
        key="ctrl+p",
        action="find",
        title="Find anything",
        help="Find a city, a person, words in a note, or a command.",
        findable=False,
    ),
    Command(
        id="app.help",
        key="f1",
        action="help",
        title="Help",
        help="Show every key that works here, and what it does.",
    ),
    *(
        Command(
            id=f"app.place_{place}",
            key=str(number),
            action=f"open_place('{place}')",
            title=f"Open {name}",
            help=f"Open the place {name}, where nothing is being typed.",
        )
        for number, (place, name) in enumerate(PLACES, start=1)
    ),
    Command(
        id="app.go",
        key="ctrl+g",
        action="go",
        title="Go to a place",
        help="Open a place by its digit from inside a note.",
        findable=False,
    ),
    Command(
        id="app.theme",
        key="f9",
        action="next_theme",
        title="Change colors",
        help="Go round dark, light and high contrast.",
    ),
    Command(
        id="app.take_back",
        key="f5",
        action="take_back",
        title="Undo the last change",
        help="Take back what was saved last, wherever that was, and say what it was.",
    ),
    Command(
        id="app.do_again",
        key="f12",
        action="do_again",
        title="Redo",
        help="Do again what was taken back last, unless more was done since.",
    ),
    Command(
        id="app.lock",
        key="f8",
        action="lock",
        title="Lock",
        help="Save what is being typed, blank the screen and close the store until you are back.",
        priority=True,
    ),
    Command(
        id="app.settings",
        key="",
        action="settings",
        title="Settings",
        help="When leaptui locks itself, and its colors.",
    ),
    Command(
        id="app.passphrase",
        key="",
        action="passphrase",
        title="Change the passphrase",
        help="Seal the store by another passphrase.",
    ),
    Command(
        id="app.quit",
        key="ctrl+q",
        action="leave",
        title="Quit",
        help="Save what is being typed, close the store and leave.",
        priority=True,
    ),
    Command(
        id="app.interrupt",
        key="ctrl+c",
        action="say_how_to_quit",
        title="How to quit",
        help="Copies in a text field; elsewhere it says how to quit.",
        findable=False,
    ),
)

LIST: tuple[Command, ...] = (
    Command(
        id="list.up",
        key="up,k",
        action="move(-1)",
        title="Up",
        help="One row up.",
        shown="↑ K",
        findable=False,
    ),
    Command(
        id="list.down",
        key="down,j",
        action="move(1)",
        title="Down",
        help="One row down.",
        shown="↓ J",
        findable=False,
    ),
    Command(
        id="list.page_up", key="pageup", action="page(-1)", title="Page up", help="A page up.", findable=False
    ),
    Command(
        id="list.page_down",
        key="pagedown",
        action="page(1)",
        title="Page down",
        help="A page down.",
        findable=False,
    ),
    Command(
        id="list.first", key="home", action="first", title="First", help="To the first row.", findable=False
    ),
    Command(id="list.last", key="end", action="last", title="Last", help="To the last row.", findable=False),
    Command(
        id="list.choose",
        key="enter",
        action="choose",
        title="Choose",
        help="Open or choose the row.",
        findable=False,
    ),
)

DIALOG: tuple[Command, ...] = (
    Command(
        id="dialog.cancel",
        key="escape",
        action="cancel",
        title="Back",
        help="Close the dialog and keep things as they are.",
        findable=False,
    ),
)

ASK: tuple[Command, ...] = (
    Command(
        id="ask.confirm",
        key="enter",
        action="confirm",
        title="Do it",
        help="Do what is asked.",
        findable=False,
    ),
)

FORM: tuple[Command, ...] = (
    Command(
        id="form.save",
        key="f2",
        action="save",
        title="Save",
        help="Save the form from any of its fields.",
        findable=False,
    ),
    Command(
        id="form.next_field",
        key="down",
        action="focus_field(1)",
        title="Next field",
        help="To the next field.",
        findable=False,
    ),
    Command(
        id="form.previous_field",
        key="up",
        action="focus_field(-1)",
        title="Previous field",
        help="To the field before.",
        findable=False,
    ),
)

# A key that leaves a field comes before the field, or on a slow machine the words typed after it land in
# the field they were to leave.
FIELDS: tuple[Command, ...] = (
    Command(
        id="fields.next",
        key="tab",
        action="focus_field(1)",
        title="Next field",
        help="To the next field; so does Enter, but in a field of several lines.",
        findable=False,
        priority=True,
    ),
    Command(
        id="fields.previous",
        key="shift+tab",
        action="focus_field(-1)",
        title="Previous field",
        help="To the field before.",
        shown="Shift+Tab",
        findable=False,
        priority=True,
    ),
    Command(
        id="fields.entered",
        key="enter",
        action="go_on_at_once",
        title="Next field",
        help="To the next field.",
        findable=False,
        priority=True,
    ),
)

CHOICE: tuple[Command, ...] = (
    Command(
        id="choice.before",
        key="left",
        action="turn(-1)",
        title="Choice before",
        help="The choice before.",
        findable=False,
    ),
    Command(
        id="choice.after",
        key="right,space",
        action="turn(1)",
        title="Next choice",
        help="The next choice.",
        findable=False,
    ),
    Command(
        id="choice.done",
        key="enter",
        action="done",
        title="Take it",
        help="Take the choice and go to the next field.",
        findable=False,
    ),
)

PICKER: tuple[Command, ...] = (
    Command(
        id="picker.up",
        key="up",
        action="move(-1)",
        title="Up",
        help="One row up while typing.",
        findable=False,
    ),
    Command(
        id="picker.down",
        key="down",
        action="move(1)",
        title="Down",
        help="One row down while typing.",
        findable=False,
    ),
    Command(
        id="picker.complete",
        key="tab",
        action="complete",
        title="Complete",
        help="Take the row's name into the field.",
        findable=False,
    ),
)

FILTER: tuple[Command, ...] = (
    Command(
        id="filter.leave",
        key="escape",
        action="clear",
        title="Show all",
        help="Close the filter and show every row.",
        findable=False,
    ),
    Command(
        id="filter.to_list",
        key="down",
        action="to_list",
        title="To the list",
        help="Keep the filter and go to the rows.",
        findable=False,
    ),
)

UNLOCK: tuple[Command, ...] = (
    Command(
        id="unlock.sheet",
        key="f4",
        action="sheet",
        title="Recovery sheet",
        help="Open the store by its recovery sheet, without the passphrase.",
        findable=False,
    ),
)

SHEET: tuple[Command, ...] = (
    Command(
        id="sheet.open",
        key="f2",
        action="open_store",
        title="Open",
        help="Open the store by the groups typed.",
        findable=False,
    ),
    Command(
        id="sheet.file",
        key="f3",
        action="choose_file",
        title="From a file",
        help="Take the groups from the text file the sheet was saved in.",
        findable=False,
    ),
)

RECOVERY: tuple[Command, ...] = (
    Command(
        id="recovery.save",
        key="s",
        action="save_sheet",
        title="Save the sheet",
        help="Save the recovery sheet as a text file, to print it.",
        findable=False,
    ),
    Command(
        id="recovery.confirm",
        key="enter,escape",
        action="confirm",
        title="I have it",
        help="Go on; `leaptui key recovery` shows the sheet again to whoever has the passphrase.",
        findable=False,
    ),
)

FRAME: tuple[Command, ...] = (
    *APP,
    *LIST,
    *DIALOG,
    *ASK,
    *FORM,
    *FIELDS,
    *CHOICE,
    *PICKER,
    *FILTER,
    *UNLOCK,
    *SHEET,
    *RECOVERY,
)
