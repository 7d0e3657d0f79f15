"""The questions of a guide against the conversations that followed it, and every answer to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from leaptui.services.interviews.question_matrix import Asked, QuestionMatrix, QuestionRow, question_matrices
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dates import day_shown
from leaptui.tui.dialogs.read import ReadDialog
from leaptui.tui.errands import errand
from leaptui.tui.screens.view import Sentences, ViewScreen
from leaptui.tui.text import join, paragraph, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.block import Lines
from leaptui.tui.widgets.empty_state import Beginning, EmptyState
from leaptui.tui.widgets.matrix_grid import Matrix, MatrixCell, MatrixGrid, MatrixLine

_STYLES = {Asked.ANSWERED: "$success", Asked.ASKED: "$warning", Asked.OPEN: "$faint"}
_SAYS = {
    Asked.ANSWERED: "answered",
    Asked.ASKED: "asked, nothing stands under it",
    Asked.OPEN: "not asked",
}


def questions_shown(matrix: QuestionMatrix) -> Matrix:
    """Questions down, interviews across."""
    return Matrix(
        "Question",
        [f"{each.interview.number} {each.title}" for each in matrix.conversations],
        ("answered",),
        [
            MatrixLine(
                join(plain(f"{row.number:>2} ", "$text-muted"), plain(row.short)),
                [_cell(row.asked(column)) for column in range(len(row.answers))],
                (f"{row.answered}/{len(row.answers)}",),
            )
            for row in matrix.rows
        ],
    )


def _cell(asked: Asked) -> MatrixCell:
    return MatrixCell(asked.glyph, _STYLES[asked])


class QuestionMatrixScreen(ViewScreen):
    """Which question was asked of whom, and what was the answer?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("question_matrix", "view", "matrix")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("question_matrix", "view")
    TITLE_SHOWN: ClassVar[str] = "questions by interview"
    DEFAULT_CSS = """
    QuestionMatrixScreen #questions-columns { height: 1fr; }
    QuestionMatrixScreen #answer-pane { width: 50; }
    QuestionMatrixScreen #no-guide { height: 1fr; align: center middle; display: none; }
    QuestionMatrixScreen.-empty #no-guide { display: block; }
    QuestionMatrixScreen.-empty #questions-columns { display: none; }
    """

    _matrices: Sequence[QuestionMatrix] = ()
    _at = 0

    def compose_place(self) -> ComposeResult:
        """The matrix; when wide the answer beside it."""
        with Horizontal(id="questions-columns"):
            yield MatrixGrid(id="questions")
            with Vertical(id="answer-pane", classes="pane only-wide"):
                yield Lines(id="answer")
        with Vertical(id="no-guide"):
            yield EmptyState(
                "No conversation followed a guide yet.",
                "An interview that is begun with a guide has its questions beside the note; ^N heads the next "
                "one. Here stands who answered which.",
                [Beginning("Esc", "back to the interviews")],
            )

    def compose_foot(self) -> ComposeResult:
        """The question as it is asked, and what the cell says."""
        yield Sentences()

    async def load(self) -> None:
        """Read the headings of every note."""
        self._matrices = await self.leap.ask(question_matrices, self.engagement)
        self._at = min(self._at, max(len(self._matrices) - 1, 0))
        self.set_class(not self._matrices, "-empty")
        self._draw()
        if self.focused is None:
            self._grid.focus()

    @property
    def _grid(self) -> MatrixGrid:
        return self.query_one("#questions", MatrixGrid)

    @property
    def matrix(self) -> QuestionMatrix | None:
        """The guide that is shown."""
        return self._matrices[self._at] if self._matrices else None

    def _draw(self) -> None:
        if self.matrix is not None:
            self._grid.show(questions_shown(self.matrix))
            self._tell()

    @property
    def _here(self) -> tuple[QuestionMatrix, QuestionRow, int] | None:
        matrix = self.matrix
        if matrix is None or self._grid.is_empty:
            return None
        return matrix, matrix.rows[self._grid.row], self._grid.column

    @on(MatrixGrid.Moved)
    def _tell(self) -> None:
        if self._here is None:
            return
        matrix, row, column = self._here
        talk = matrix.conversations[column]
        asked = _SAYS[row.asked(column)]
        day = day_shown(talk.interview.held_on, self.leap.now().date())
        older = ", by an older version of the guide" if talk.interview.number in matrix.older else ""
        said = matrix.sentence(row)
        where = f"Interview {talk.interview.number}, {talk.title}, {day}"
        self.query_one(Sentences).say(
            [f"{said} {row.text}", said],
            [f"{where}: {asked}{older}.", f"Interview {talk.interview.number}: {asked}{older}."],
        )
        self.call_after_refresh(self._tell_answer)

    def _tell_answer(self) -> None:
        pane = self.query_one("#answer", Lines)
        width = pane.size.width
        if self._here is None or not pane.display or width < 1:
            return
        _, row, column = self._here
        answer = row.answers[column]
        shown: list[Content] = [*paragraph(row.text, width, "b"), Content("")]
        if answer is None or not answer.text.strip():
            shown.append(plain(_SAYS[row.asked(column)].capitalize() + ".", "$text-muted"))
        else:
            shown += paragraph(answer.text, width)
        room = max(self.size.height - 8, 3)
        if len(shown) > room:
            shown = [*shown[: room - 1], plain("Enter shows it whole", "$text-muted")]
        pane.show(shown)

    def tell_context(self, bar: ContextBar) -> None:
        """City, view, guide."""
        about = [self.TITLE_SHOWN]
        if self.matrix is not None:
            of = f" ({self._at + 1} of {len(self._matrices)})" if len(self._matrices) > 1 else ""
            about.append(f"{self.matrix.title}{of}")
        bar.show(self.leap.city_name, about, saved=self.saved())

    def on_resize(self) -> None:
        """Other rows beside a matrix of another size."""
        self.call_after_refresh(self._tell)

    # What is done here.

    def action_next_guide(self) -> None:
        """The conversations of the next guide."""
        if self._matrices:
            self._at = (self._at + 1) % len(self._matrices)
            self._draw()
            self._grid.put_cursor(0, 0)
            self.refresh_frame()

    def action_open_cell(self) -> None:
        """Open the cell under the cursor."""
        self._grid.action_choose()

    @on(MatrixGrid.Chosen)
    @errand("cell", exclusive=True)
    async def open_chosen(self) -> None:
        """The answer, and from there the note."""
        if self._here is None:
            return
        matrix, row, column = self._here
        talk, answer = matrix.conversations[column], row.answers[column]
        opens = await self.app.push_screen_wait(
            ReadDialog(
                row.text,
                answer.text.strip() if answer else "",
                concerning=f"Interview {talk.interview.number}, {talk.title}",
                nothing=f"{_SAYS[row.asked(column)].capitalize()}.",
                does="open the note",
            )
        )
        if opens:
            await self.open_interview(talk.interview.id, answer.start if answer else None)
