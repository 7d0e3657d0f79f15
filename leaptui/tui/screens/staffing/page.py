"""A page over the staffing screen: lines to read, with the plan's sentence always in sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from leaptui.tui.bindings import bindings_of
from leaptui.tui.screens.over_place import OverPlaceScreen
from leaptui.tui.screens.staffing.blocks import PlanBlock, Sentence
from leaptui.tui.screens.staffing.board import StaffingBoard
from leaptui.tui.text import join, paragraph, plain, row
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.block import Block

MOST_WIDE = 110
"""Columns a sentence may take."""


class PageLines(Block):
    """The lines of a page, drawn for whatever width there is."""

    def __init__(self, page: StaffingPage) -> None:
        super().__init__()
        self._page = page

    def lines(self, width: int) -> Sequence[Content]:
        """As the page draws them."""
        return self._page.page_lines(width)


class StaffingPage(OverPlaceScreen):
    """Lines over the staffing screen. A subclass gives `page_lines`, and `load` where it has to ask."""

    PLACE: ClassVar[str] = "staffing"
    SCOPES: ClassVar[tuple[str, ...]] = ("staffing_page",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("staffing_page")
    TITLE_SHOWN: ClassVar[str] = ""
    """What the context bar says after the city."""
    DEFAULT_CSS = """
    StaffingPage #page { height: 1fr; scrollbar-size-vertical: 1; }
    """

    def __init__(self, board: StaffingBoard) -> None:
        super().__init__()
        self.board = board

    def compose_place(self) -> ComposeResult:
        """The lines, scrolled where they do not fit."""
        with VerticalScroll(id="page"):
            yield PageLines(self)

    def compose_foot(self) -> ComposeResult:
        """The plan in a sentence, with its base."""
        yield Sentence(self.board)

    def on_mount(self) -> None:
        """Scrolling at once."""
        super().on_mount()
        if pages := self.query("#page"):
            pages.first().focus()

    def tell_context(self, bar: ContextBar) -> None:
        """City, page, scenario."""
        shown = [self.TITLE_SHOWN, *([self.board.view.scenario] if self.board.view else [])]
        notice = plain("◐ a what-if, not saved", "$accent") if self.board.is_unsaved else None
        bar.show(self.leap.city_name, shown, notice=notice, saved=self.saved())

    def page_lines(self, width: int) -> Sequence[Content]:
        """What is read."""
        raise NotImplementedError

    def draw_again(self) -> None:
        """Something was worked out."""
        for block in self.query(Block):
            if isinstance(block, PlanBlock):
                block.show()
            else:
                block.refresh(layout=True)
        self.refresh_frame()

    def action_leave_page(self) -> None:
        """Back to the plan."""
        self.dismiss()


def said(text: str, width: int, glyph: str = "", style: str = "") -> list[Content]:
    """A sentence, wrapped; a glyph stands at its left."""
    lead = f"{glyph} " if glyph else ""
    lines = paragraph(text, min(width, MOST_WIDE) - len(lead), style)
    return [
        join(plain(lead if at == 0 else " " * len(lead), "$warning"), line) for at, line in enumerate(lines)
    ]


def table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], width: int, label: int = 34
) -> list[Content]:
    """A label and figures right-aligned under their headings; the label gives way first."""
    columns = [max(len(cells[at]) for cells in (headings, *rows)) for at in range(1, len(headings))]
    room = width - sum(columns) - 2 * len(columns)
    widths = (max(min(label, room), 8), *(-column for column in columns))
    shown = [row(widths, [plain(heading, "$text-muted") for heading in headings], gap=2)]
    return [
        *shown,
        *(row(widths, [plain(cells[0]), *(plain(cell) for cell in cells[1:])], gap=2) for cells in rows),
    ]
