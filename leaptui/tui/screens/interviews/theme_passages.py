"""Every passage under its theme, agreement and dissent apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from leaptui.services.interviews.coding import Passage
from leaptui.services.interviews.matrices import ThemeMatrix, ThemeRow, theme_matrix
from leaptui.tui.bindings import bindings_of
from leaptui.tui.errands import errand
from leaptui.tui.screens.interviews.said_lines import said_entries, said_lines, stances_told
from leaptui.tui.screens.view import Sentences, ViewScreen
from leaptui.tui.text import ends, join, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.empty_state import Beginning, EmptyState
from leaptui.tui.widgets.pick_list import Pick, PickList


class ThemePassagesScreen(ViewScreen):
    """What exactly was said of a theme, who agrees and who does not?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("view_list", "theme_passages", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("theme_passages", "view")
    TITLE_SHOWN: ClassVar[str] = "passages by theme"
    DEFAULT_CSS = """
    ThemePassagesScreen #passages-columns { height: 1fr; }
    ThemePassagesScreen #themes { width: 25; }
    ThemePassagesScreen.-wide #themes { width: 36; }
    ThemePassagesScreen #no-themes { height: 1fr; align: center middle; display: none; }
    ThemePassagesScreen.-empty #no-themes { display: block; }
    ThemePassagesScreen.-empty #passages-columns { display: none; }
    """

    _matrix: ThemeMatrix | None = None

    def compose_place(self) -> ComposeResult:
        """Themes at the left, their passages at the right."""
        with Horizontal(id="passages-columns"):
            yield PickList[ThemeRow](self._draw_theme, id="themes")
            with Vertical(classes="pane"):
                yield PickList[Passage](self._draw_passage, id="said")
        with Vertical(id="no-themes"):
            yield EmptyState(
                "No theme is marked yet.",
                "Write a word such as #NEED-night behind a sentence of a note, or give a passage its theme. "
                "Here stand the passages of every theme, those who agree apart from those who do not.",
                [Beginning("Esc", "back to the interviews")],
            )

    def compose_foot(self) -> ComposeResult:
        """How widely the theme is held, and by what stance."""
        yield Sentences()

    async def load(self) -> None:
        """Every theme with its passages."""
        self._matrix = await self.leap.ask(theme_matrix, self.engagement)
        self.set_class(not self._matrix.rows, "-empty")
        self._themes.show([Pick(row.key, row) for row in self._matrix.rows])
        if self.focused is None:
            self._themes.focus()

    @property
    def _themes(self) -> PickList[ThemeRow]:
        return self.query_one("#themes", PickList)

    @property
    def _said(self) -> PickList[Passage]:
        return self.query_one("#said", PickList)

    def _draw_theme(self, row: ThemeRow, width: int) -> Sequence[Content]:
        return [
            ends(
                width,
                join("  " * row.depth, plain(row.key, "$mark-theme")),
                plain(str(len(row.passages)), "$text-muted"),
            )
        ]

    def _draw_passage(self, passage: Passage, width: int) -> Sequence[Content]:
        return said_lines(passage, width, self.leap.now().date())

    @on(PickList.Highlighted, "#themes")
    def show_theme(self, event: PickList.Highlighted) -> None:
        """The passages of the theme under the cursor."""
        row: ThemeRow = event.pick.value
        self._said.show(said_entries(row.passages))
        if self._matrix is not None:
            said = self._matrix.sentence(row)
            meaning = [f"{said} {row.label}."] if row.label != row.key else []
            told = stances_told(row.passages) or "No passage of it has a stance yet."
            self.query_one(Sentences).say([*meaning, said], [told])

    def tell_context(self, bar: ContextBar) -> None:
        """City, view, how many."""
        about = [self.TITLE_SHOWN]
        if self._matrix is not None and self._matrix.rows:
            about.append(f"{len(self._matrix.rows)} themes")
        bar.show(self.leap.city_name, about, saved=self.saved())

    # What is done here.

    def action_other_list(self) -> None:
        """From the themes to the passages and back."""
        (self._themes if self._said.has_focus else self._said).focus()

    @on(PickList.Chosen, "#themes")
    def to_passages(self) -> None:
        """Read the passages of this theme."""
        self._said.focus()

    @on(PickList.Chosen, "#said")
    @errand("cell", exclusive=True)
    async def open_chosen(self, event: PickList.Chosen) -> None:
        """The note, at the passage."""
        passage: Passage = event.pick.value
        await self.open_interview(passage.conversation.interview.id, passage.start)
