"""What the cells of the theme matrix say, and the sentence beneath it."""

from __future__ import annotations

from enum import StrEnum

from leaptui.services.interviews.conversations import NO_GROUP, counted
from leaptui.services.interviews.matrices import ThemeCell, ThemeMatrix, ThemeRow
from leaptui.tui.text import join, plain
from leaptui.tui.widgets.heat_grid import STEPS, step_style
from leaptui.tui.widgets.matrix_grid import Matrix, MatrixCell, MatrixLine


class Figures(StrEnum):
    """What is counted in a cell."""

    CONVERSATIONS = "conversations"
    GROUPS = "groups"
    PEOPLE = "people"

    @property
    def next(self) -> Figures:
        """The one after it; round again after the last."""
        members = tuple(Figures)
        return members[(members.index(self) + 1) % len(members)]


def matrix_shown(matrix: ThemeMatrix, figures: Figures, *, turned: bool) -> Matrix:
    """The matrix as it is drawn: themes down and groups across, or turned.

    A theme's own figures, conversations and groups, stand at the right whatever the cells count.
    """
    most = max((_figure(cell, figures) for row in matrix.rows for cell in row.cells), default=0)
    if turned:
        return Matrix(
            "Group",
            [row.key for row in matrix.rows],
            ("held",),
            [
                MatrixLine(
                    plain(column.short),
                    [_cell(row.cells[at], figures, most) for row in matrix.rows],
                    (str(column.conversations),),
                )
                for at, column in enumerate(matrix.columns)
            ],
        )
    return Matrix(
        "Theme",
        [column.short for column in matrix.columns],
        ("talks", "groups"),
        [
            MatrixLine(
                join("  " * row.depth, plain(row.key, "$mark-theme")),
                [_cell(cell, figures, most) for cell in row.cells],
                (f"{row.count}/{matrix.conversations}", f"{matrix.groups_in(row)}/{matrix.groups_heard}"),
            )
            for row in matrix.rows
        ],
    )


def cell_wordings(matrix: ThemeMatrix, row: ThemeRow, column: int) -> list[str]:
    """In how many of a group's conversations a theme came up, and how many of its people were there."""
    group, cell = matrix.columns[column], row.cells[column]
    said = f"in {cell.count or 'none'} of {counted(group.conversations)}"
    if cell.count and group.key != NO_GROUP:
        said += f" with {'1 person' if cell.people == 1 else f'{cell.people} people'} of the group"
    return [f"{group.label}: {said}.", f"{group.short}: {said}."]


def _figure(cell: ThemeCell, figures: Figures) -> int:
    return cell.people if figures is Figures.PEOPLE else cell.count


def _cell(cell: ThemeCell, figures: Figures, most: int) -> MatrixCell:
    if not cell.count:
        return MatrixCell("·", "$faint")
    if figures is Figures.GROUPS:
        return MatrixCell("●", "$primary")
    value = _figure(cell, figures)
    top = STEPS - 1
    step = value if most <= top else -(-value * top // most)
    return MatrixCell(f" {value}", step_style(step))
