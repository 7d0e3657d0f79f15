"""A block of lines built from the room there is."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from typing_extensions import override

from leaptui.tui.text import fit


class Block(Widget):
    """Lines that re-flow on their own when the terminal changes.

    Subclasses say their lines for a width; the height follows. Every line is cut to the width,
    so that no line wraps and hides the last ones.
    """

    DEFAULT_CSS = """
    Block { width: 1fr; height: auto; text-wrap: nowrap; }
    """

    def lines(self, width: int) -> Sequence[Content]:
        """The lines for a width in cells."""
        raise NotImplementedError

    @property
    def roomy(self) -> bool:
        """Whether blank rows are affordable."""
        return self.screen.has_class("-roomy")

    @property
    def wide(self) -> bool:
        """Whether there is room for another pane."""
        return self.screen.has_class("-wide")

    @property
    def short(self) -> bool:
        """Whether every row counts."""
        return self.screen.has_class("-short")

    def render(self) -> Content:
        """The lines, cut to the width."""
        width = self.size.width
        if width < 1:
            return Content("")
        return Content("\n").join([fit(line, width) for line in self.lines(width)])

    @override
    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines."""
        return len(self.lines(width))

    @override
    def get_content_width(self, container: Size, viewport: Size) -> int:
        """All there is."""
        return container.width


class Lines(Block):
    """A block whose lines are set from outside, for the few that need no class of their own."""

    def __init__(
        self,
        lines: Sequence[Content] = (),
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: Sequence[Content] = lines

    def show(self, lines: Sequence[Content]) -> None:
        """Show these lines from now on."""
        self._lines = lines
        self.refresh(layout=True)

    @override
    def lines(self, width: int) -> Sequence[Content]:
        """The lines that were set."""
        return self._lines
