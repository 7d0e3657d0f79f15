"""Themes against stakeholder groups, and the passages behind every cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from leaptui.services.interviews.coding import Passage
from leaptui.services.interviews.matrices import ThemeCell, ThemeMatrix, ThemeRow, theme_matrix
from leaptui.tui.bindings import bindings_of
from leaptui.tui.errands import errand
from leaptui.tui.screens.interviews.cell_passages import CellPassagesDialog
from leaptui.tui.screens.interviews.said_lines import said_lines
from leaptui.tui.screens.interviews.theme_matrix_lines import Figures, cell_wordings, matrix_shown
from leaptui.tui.screens.view import Sentences, ViewScreen
from leaptui.tui.text import paragraph, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.block import Lines
from leaptui.tui.widgets.empty_state import Beginning, EmptyState
from leaptui.tui.widgets.figures import heading
from leaptui.tui.widgets.matrix_grid import MatrixGrid


class ThemeMatrixScreen(ViewScreen):
    """Which group brought up which theme, and how widely is it held?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("theme_matrix", "view", "matrix")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("theme_matrix", "view")
    TITLE_SHOWN: ClassVar[str] = "themes by group"
    DEFAULT_CSS = """
    ThemeMatrixScreen #matrix-columns { height: 1fr; }
    ThemeMatrixScreen #cell-pane { width: 38; }
    ThemeMatrixScreen #no-themes { height: 1fr; align: center middle; display: none; }
    ThemeMatrixScreen.-empty #no-themes { display: block; }
    ThemeMatrixScreen.-empty #matrix-columns { display: none; }
    """

    _matrix: ThemeMatrix | None = None
    _figures = Figures.CONVERSATIONS
    _turned = False

    def compose_place(self) -> ComposeResult:
        """The matrix; when wide the passages of the cell beside it."""
        with Horizontal(id="matrix-columns"):
            yield MatrixGrid(id="themes")
            with Vertical(id="cell-pane", classes="pane only-wide"):
                yield Lines(id="cell")
        with Vertical(id="no-themes"):
            yield EmptyState(
                "No theme is marked yet.",
                "A theme is a word such as #NEED-night behind a sentence of a note. Here stands which "
                "groups brought it up, and in how many conversations.",
                [Beginning("Esc", "back to the interviews")],
            )

    def compose_foot(self) -> ComposeResult:
        """How widely the theme is held, and what the cell says."""
        yield Sentences()

    async def load(self) -> None:
        """Count."""
        self._matrix = await self.leap.ask(theme_matrix, self.engagement)
        self.set_class(not self._matrix.rows, "-empty")
        self._draw()
        if self.focused is None:
            self._grid.focus()

    @property
    def _grid(self) -> MatrixGrid:
        return self.query_one("#themes", MatrixGrid)

    def _draw(self) -> None:
        if self._matrix is not None:
            self._grid.show(matrix_shown(self._matrix, self._figures, turned=self._turned))
            self._tell()

    @property
    def here(self) -> tuple[ThemeRow, int] | None:
        """Theme and group column under the cursor."""
        if self._matrix is None or self._grid.is_empty:
            return None
        row, column = self._grid.row, self._grid.column
        if self._turned:
            row, column = column, row
        return self._matrix.rows[row], column

    @property
    def _cell(self) -> ThemeCell | None:
        return self.here[0].cells[self.here[1]] if self.here else None

    @on(MatrixGrid.Moved)
    def _tell(self) -> None:
        here, matrix = self.here, self._matrix
        if here is None or matrix is None:
            self.query_one(Sentences).say()
            return
        row, column = here
        said = matrix.sentence(row)
        meaning = [f"{said} {row.label}."] if row.label != row.key else []
        self.query_one(Sentences).say([*meaning, said], cell_wordings(matrix, row, column))
        self.call_after_refresh(self._tell_cell)

    def _tell_cell(self) -> None:
        pane = self.query_one("#cell", Lines)
        if self.here is None or self._matrix is None or not pane.display or pane.size.width < 1:
            return
        row, column = self.here
        pane.show(
            self._cell_lines(row, self._matrix.columns[column].short, row.cells[column], pane.size.width)
        )

    def _cell_lines(self, row: ThemeRow, group: str, cell: ThemeCell, width: int) -> Sequence[Content]:
        shown = [*paragraph(row.key, width, "b"), heading(width, group, str(len(cell.passages))), Content("")]
        room = max((self.size.height - 9) // 4, 1)
        for passage in cell.passages[:room]:
            shown += [*said_lines(passage, width, self.leap.now().date()), Content("")]
        left = len(cell.passages) - room
        if left > 0:
            shown.append(plain(f"Enter shows {left} more", "$text-muted"))
        if not cell.passages:
            shown.append(plain("Nobody of this group brought it up.", "$text-muted"))
        return shown

    def tell_context(self, bar: ContextBar) -> None:
        """City, view, what is counted."""
        about = [self.TITLE_SHOWN]
        matrix = self._matrix
        if matrix is not None and matrix.rows:
            about.append(f"{self._figures.value} in each cell")
            without = len(matrix.without_theme)
            if without:
                about.append(f"{without} of {matrix.conversations} without a theme")
        bar.show(self.leap.city_name, about, saved=self.saved())

    def on_resize(self) -> None:
        """Other rows beside a matrix of another size."""
        self.call_after_refresh(self._tell)

    # What is done here.

    def action_next_figures(self) -> None:
        """Count something else."""
        self._figures = self._figures.next
        self._draw()
        self.refresh_frame()

    def action_turn(self) -> None:
        """Groups down, themes across; and back."""
        self._turned = not self._turned
        row, column = self._grid.row, self._grid.column
        self._draw()
        self._grid.put_cursor(column, row)

    def action_open_cell(self) -> None:
        """Open the cell under the cursor."""
        self._grid.action_choose()

    @on(MatrixGrid.Chosen)
    @errand("cell", exclusive=True)
    async def open_chosen(self) -> None:
        """The passages of the cell, and from there the note."""
        here, matrix = self.here, self._matrix
        if here is None or matrix is None:
            return
        row, column = here
        cell = row.cells[column]
        if not cell.passages:
            self.notify("Nobody of this group brought it up.", markup=False)
            return
        passage: Passage | None = await self.app.push_screen_wait(
            CellPassagesDialog(
                f"{row.key}, {matrix.columns[column].label}",
                cell_wordings(matrix, row, column)[0],
                cell.passages,
                self.leap.now().date(),
            )
        )
        if passage is not None:
            await self.open_interview(passage.conversation.interview.id, passage.start)
