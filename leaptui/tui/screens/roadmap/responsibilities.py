"""Who does what: ten components by the members of the local team, one letter in each cell."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from leaptui.domain.partner_records import TeamMember
from leaptui.domain.roadmap_vocabulary import Part
from leaptui.services.roadmap.responsibilities import (
    MatrixRow,
    ResponsibilityMatrix,
    responsibilities,
    set_part,
)
from leaptui.tui.bindings import bindings_of
from leaptui.tui.errands import errand
from leaptui.tui.screens.roadmap.view import RoadmapView
from leaptui.tui.screens.view import Sentences
from leaptui.tui.text import plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.empty_state import Beginning, EmptyState
from leaptui.tui.widgets.matrix_grid import Matrix, MatrixCell, MatrixGrid, MatrixLine

_STYLES = {
    Part.RESPONSIBLE: "$primary",
    Part.ACCOUNTABLE: "b $accent",
    Part.CONSULTED: "",
    Part.INFORMED: "$text-muted",
}


class ResponsibilitiesScreen(RoadmapView):
    """Who answers for each component, and who does the work?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("responsibilities", "view", "matrix")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("responsibilities")
    TITLE_SHOWN: ClassVar[str] = "who does what"
    DEFAULT_CSS = """
    ResponsibilitiesScreen #no-team { height: 1fr; align: center middle; display: none; }
    ResponsibilitiesScreen.-empty #no-team { display: block; }
    ResponsibilitiesScreen.-empty #parts { display: none; }
    """

    _matrix: ResponsibilityMatrix | None = None

    def compose_place(self) -> ComposeResult:
        """The matrix."""
        yield MatrixGrid(id="parts")
        with Vertical(id="no-team"):
            yield EmptyState(
                "Nobody is in the local team yet.",
                "Here stands who is responsible, accountable, consulted and informed in each component.",
                [Beginning("Esc", "back to the team, where N takes somebody in")],
            )

    def compose_foot(self) -> ComposeResult:
        """What the cell says, and what is wrong with the row."""
        yield Sentences()

    @property
    def _grid(self) -> MatrixGrid:
        return self.query_one("#parts", MatrixGrid)

    async def load(self) -> None:
        """Every part."""
        self._matrix = await self.leap.ask(responsibilities, self.engagement)
        self.set_class(not self._matrix.members, "-empty")
        self._grid.show(_shown(self._matrix))
        self._tell()
        if self.focused is None:
            self._grid.focus()

    @property
    def _here(self) -> tuple[MatrixRow, TeamMember, Part | None] | None:
        if self._matrix is None or self._grid.is_empty:
            return None
        row, column = self._matrix.rows[self._grid.row], self._grid.column
        return row, self._matrix.members[column], row.parts[column]

    @on(MatrixGrid.Moved)
    def _tell(self) -> None:
        here = self._here
        if here is None:
            self.query_one(Sentences).say()
            return
        row, member, part = here
        title = f"{row.component.number} {row.component.title}"
        said = f"{member.name} is {part} for {title}." if part else f"{member.name} has no part in {title}."
        wrong = f"▲ {row.warning}" if row.warning else f"{row.accountable[0]} answers for it."
        self.query_one(Sentences).say((said,), (wrong,))

    def tell_context(self, bar: ContextBar) -> None:
        """How many components have not exactly one who answers for them."""
        warnings = self._matrix.warnings if self._matrix else ()
        notice = plain(f"▲ {len(warnings)} of 10 without one accountable", "b $warning") if warnings else None
        bar.show(self.leap.city_name, ["local team", self.TITLE_SHOWN], notice=notice, saved=self.saved())

    # What is done here.

    @errand("part")
    async def action_set_part(self, part: str) -> None:
        """Give the member that part, or take it away."""
        here = self._here
        if here is not None:
            wanted = Part(part)
            await self._set(None if here[2] is wanted else wanted)

    def action_turn_part(self) -> None:
        """The next part."""
        self._grid.action_choose()

    @on(MatrixGrid.Chosen)
    @errand("part")
    async def turn_chosen(self) -> None:
        """Turn the cell under the cursor."""
        here = self._here
        if here is not None:
            round_of = (*Part, None)
            await self._set(round_of[(round_of.index(here[2]) + 1) % len(round_of)])

    async def _set(self, part: Part | None) -> None:
        here = self._here
        if here is not None:
            row, member, _ = here
            await self.leap.change(set_part, self.engagement, row.component.key, member, part)


def _shown(matrix: ResponsibilityMatrix) -> Matrix:
    return Matrix(
        "Component",
        [each.name for each in matrix.members],
        ("accountable",),
        [
            MatrixLine(
                plain(f"{row.component.number:>2} {row.component.short}"),
                [_cell(part) for part in row.parts],
                (_counted(row),),
            )
            for row in matrix.rows
        ],
    )


def _cell(part: Part | None) -> MatrixCell:
    return MatrixCell(part.letter, _STYLES[part]) if part else MatrixCell("·", "$faint")


def _counted(row: MatrixRow) -> str:
    if len(row.accountable) == 1:
        return "✓"
    return f"▲ {len(row.accountable) or 'none'}"
