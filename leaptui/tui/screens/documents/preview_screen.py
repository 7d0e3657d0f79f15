"""A document over the whole screen, as it will read."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from typing_extensions import override

from leaptui.tui.bindings import bindings_of
from leaptui.tui.screens.documents.preview import preview_lines
from leaptui.tui.screens.view import Drawn, ViewScreen
from leaptui.tui.widgets.bars import ContextBar

_WIDEST = 100
"""Columns of a line of reading."""


class DocumentPreviewScreen(ViewScreen):
    """How does it read?"""

    PLACE: ClassVar[str] = "documents"
    SCOPES: ClassVar[tuple[str, ...]] = ("document_preview", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("document_preview")
    TITLE_SHOWN: ClassVar[str] = "preview"
    DEFAULT_CSS = """
    DocumentPreviewScreen #page { height: 1fr; scrollbar-size-vertical: 1; }
    DocumentPreviewScreen Drawn { padding: 0 2; }
    """

    def __init__(self, title: str, markdown: str) -> None:
        """A document.

        Args:
            title: What it is called.
            markdown: The house Markdown.
        """
        super().__init__()
        self._title, self._markdown = title, markdown

    def compose_place(self) -> ComposeResult:
        """The page."""
        with VerticalScroll(id="page"):
            yield Drawn(id="words")

    async def load(self) -> None:
        """Lay it out."""
        self.query_one("#words", Drawn).show(lambda width: preview_lines(self._markdown, min(width, _WIDEST)))
        self.query_one("#page").focus()

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nobody comes from here to a view over interviews."""
        return False if action == "choose_view" else super().check_action(action, parameters)

    def tell_context(self, bar: ContextBar) -> None:
        """What is read."""
        bar.show(self.leap.city_name, [f"{self._title}, as it will read"], saved=self.saved())

    def action_page(self, lines: int) -> None:
        """A screen on or back."""
        page = self.query_one("#page", VerticalScroll)
        page.scroll_relative(y=lines * max(page.size.height - 2, 1), animate=False)
