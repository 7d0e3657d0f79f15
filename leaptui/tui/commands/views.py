"""Commands of the views over all interviews: matrices, passages, coverage, saturation, timeline."""

from __future__ import annotations

from leaptui.tui.commands.command import Command

VIEW: tuple[Command, ...] = (
    Command(
        id="view_list.open",
        key="",
        action="open_row",
        title="Open the row",
        help="Open what the row tells of.",
        word="open",
        shown="Enter",
        findable=False,
        of_row=True,
    ),
    Command(
        id="view.choose",
        key="v",
        action="choose_view",
        title="Another view",
        help="Choose another view over all interviews.",
        word="views",
    ),
    Command(
        id="view.leave",
        key="escape",
        action="leave_view",
        title="Back",
        help="Go back to where the view was opened.",
        word="back",
        findable=False,
    ),
)

MATRIX: tuple[Command, ...] = (
    Command(
        id="matrix.up",
        key="up,k",
        action="move(-1, 0)",
        title="Up",
        help="One row up.",
        shown="↑ K",
        findable=False,
    ),
    Command(
        id="matrix.down",
        key="down,j",
        action="move(1, 0)",
        title="Down",
        help="One row down.",
        shown="↓ J",
        findable=False,
    ),
    Command(
        id="matrix.left",
        key="left,h",
        action="move(0, -1)",
        title="Left",
        help="One column to the left.",
        shown="← H",
        findable=False,
    ),
    Command(
        id="matrix.right",
        key="right,l",
        action="move(0, 1)",
        title="Right",
        help="One column to the right.",
        shown="→ L",
        findable=False,
    ),
    Command(
        id="matrix.page_up",
        key="pageup",
        action="page(-1)",
        title="Page up",
        help="A page up.",
        findable=False,
    ),
    Command(
        id="matrix.page_down",
        key="pagedown",
        action="page(1)",
        title="Page down",
        help="A page down.",
        findable=False,
    ),
    Command(
        id="matrix.first",
        key="home",
        action="to_corner(False)",
        title="First",
        help="To the first row and column.",
        findable=False,
    ),
    Command(
        id="matrix.last",
        key="end",
        action="to_corner(True)",
        title="Last",
        help="To the last row and column.",
        findable=False,
    ),
    Command(
        id="matrix.choose",
        key="enter",
        action="choose",
        title="Open the cell",
        help="Open what stands behind the cell.",
        findable=False,
    ),
)

THEMES: tuple[Command, ...] = (
    Command(
        id="theme_matrix.open_cell",
        key="",
        action="open_cell",
        title="Open the cell",
        help="Show the passages behind the cell; from there Enter opens the note.",
        word="passages",
        shown="Enter",
        findable=False,
        of_row=True,
    ),
    Command(
        id="theme_matrix.figures",
        key="c",
        action="next_figures",
        title="Change what is counted",
        help="Count conversations, groups or people in each cell.",
        word="count",
    ),
    Command(
        id="theme_matrix.turn",
        key="x",
        action="turn",
        title="Turn the matrix",
        help="Exchange rows and columns: groups down, themes across.",
        word="turn",
    ),
)

QUESTIONS: tuple[Command, ...] = (
    Command(
        id="question_matrix.open_cell",
        key="",
        action="open_cell",
        title="Read the answer",
        help="Show what stands under the question; Enter there opens the note.",
        word="answer",
        shown="Enter",
        findable=False,
        of_row=True,
    ),
    Command(
        id="question_matrix.guide",
        key="g",
        action="next_guide",
        title="Another guide",
        help="Show the conversations that followed the next guide.",
        word="next guide",
    ),
)

PASSAGES: tuple[Command, ...] = (
    Command(
        id="theme_passages.other_list",
        key="tab",
        action="other_list",
        title="Themes or passages",
        help="Go from the themes to the passages and back.",
        word="themes or passages",
    ),
)

VIEWS: tuple[Command, ...] = (*THEMES, *QUESTIONS, *PASSAGES, *VIEW, *MATRIX)
