"""The widgets of the roadmap screen. Each shows one chosen component of the board."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from typing_extensions import override

from leaptui.services.roadmap.checklists import ChecklistLine
from leaptui.services.roadmap.components import ComponentView, EvidenceView
from leaptui.tui.screens.roadmap import panes
from leaptui.tui.screens.roadmap.board import Board
from leaptui.tui.screens.roadmap.decided_lines import option_lines, ready_lines
from leaptui.tui.text import fit, join, paragraph, plain
from leaptui.tui.widgets.block import Block


class RoadmapBlock(Block):
    """A block that shows something of the chosen component."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._board: Board | None = None
        self._at = 0
        self._link: EvidenceView | None = None
        self._item: ChecklistLine | None = None
        self._on_evidence = False

    def show(self, board: Board, at: int) -> None:
        """Show this component from now on."""
        self._board, self._at = board, at
        self.refresh(layout=True)

    def show_rows(self, *, link: EvidenceView | None, item: ChecklistLine | None, on_evidence: bool) -> None:
        """Tell of the rows under the cursors."""
        self._link, self._item, self._on_evidence = link, item, on_evidence
        self.refresh(layout=True)

    @override
    def lines(self, width: int) -> Sequence[Content]:
        """Nothing before the board is known."""
        return self.of(self._board, self._board.views[self._at], width) if self._board else []

    def of(self, board: Board, view: ComponentView, width: int) -> Sequence[Content]:
        """The lines of a component."""
        raise NotImplementedError

    @property
    def roomy(self) -> bool:
        """Whether blank rows are affordable."""
        return self.screen.has_class("-roomy") and self.screen.has_class("-wide")


class Strip(RoadmapBlock):
    """The ten components in one row."""

    class Chosen(Message):
        """A component was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    @override
    def of(self, board: Board, view: ComponentView, width: int) -> Sequence[Content]:
        """One line."""
        return [join(*panes.strip_cells(board, self._at, width))]

    def on_click(self, event: events.Click) -> None:
        """Choose the component that was clicked."""
        if self._board is None:
            return
        reach = 0
        for index, cell in enumerate(panes.strip_cells(self._board, self._at, self.size.width)):
            reach += cell.cell_length
            if event.x < reach:
                self.post_message(self.Chosen(index))
                return


class LeftBlock(RoadmapBlock):
    """Below the list of components: what this one changes, and how ready the roadmap is."""

    @override
    def of(self, board: Board, view: ComponentView, width: int) -> Sequence[Content]:
        """Two short lists."""
        fed = panes.feeds_lines(view, board, width)
        return [*fed, *([Content(""), Content("")] if fed else []), *ready_lines(board, width)]


class ComponentHead(RoadmapBlock):
    """Title, state, question, next step; before they are known, that they are being read."""

    @override
    def lines(self, width: int) -> Sequence[Content]:
        """A busy laptop may take seconds to read them."""
        return super().lines(width) or [plain("Reading the ten components…", "$text-muted")]

    @override
    def of(self, board: Board, view: ComponentView, width: int) -> Sequence[Content]:
        """Three lines, more where the question wraps."""
        return panes.head_lines(view, width, board.today)


class OptionsBlock(RoadmapBlock):
    """The options and which is chosen, where there is room."""

    @override
    def of(self, board: Board, view: ComponentView, width: int) -> Sequence[Content]:
        """One line each."""
        return option_lines(view, width)


class DecisionBlock(RoadmapBlock):
    """What was decided and why."""

    @override
    def of(self, board: Board, view: ComponentView, width: int) -> Sequence[Content]:
        """As many lines as there is room for."""
        return panes.decision_lines(
            view, width, self.size.height, air=self.roomy, claims=board.claims, today=board.today
        )

    @override
    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """All its lines; the style sheet says how many there may be."""
        if self._board is None:
            return 0
        board, view = self._board, self._board.views[self._at]
        shown = panes.decision_lines(
            view, width, None, air=self.roomy, claims=board.claims, today=board.today
        )
        return len(shown)


class ChecklistHead(RoadmapBlock):
    """The heading of the checklist."""

    @override
    def of(self, board: Board, view: ComponentView, width: int) -> Sequence[Content]:
        """How many are done."""
        return panes.aired(panes.checklist_head(view, width), air=self.roomy)


class ItemBlock(RoadmapBlock):
    """The checklist item under the cursor in full, where there is room."""

    @override
    def of(self, board: Board, view: ComponentView, width: int) -> Sequence[Content]:
        """Its words, wrapped."""
        return [Content(""), *paragraph(self._item.text, width, "$text-muted")] if self._item else []


class EvidenceHead(RoadmapBlock):
    """The heading of the evidence, and what stands there while there is none."""

    @override
    def of(self, board: Board, view: ComponentView, width: int) -> Sequence[Content]:
        """How much there is."""
        head = panes.aired(panes.evidence_head(view, width), air=self.roomy)
        return head if view.evidence else [*head, *panes.nothing_linked(width)]


class SaysBlock(RoadmapBlock):
    """Who says so: the evidence under the cursor in full."""

    @override
    def of(self, board: Board, view: ComponentView, width: int) -> Sequence[Content]:
        """Value, base, period, file and state; or words, who, and how far they may travel."""
        if self._link is None or self._link not in view.evidence:
            return [plain("Says who?", "b"), Content(""), *panes.nothing_linked(width)]
        number = view.evidence.index(self._link) + 1
        shown = panes.says_lines(self._link, board.sources[self._link.evidence.id], number, width)
        keys = join(plain("Enter", "b $primary"), plain(" to its source   ", "$text-muted"))
        return [*shown, Content(""), join(keys, plain("X", "b $primary"), plain(" unlink", "$text-muted"))]


class Drawer(RoadmapBlock):
    """Two lines at the bottom: who says so, or the checklist item in full."""

    DEFAULT_CSS = """
    RoadmapScreen Drawer { background: $surface; padding: 0 1; }
    """

    @override
    def of(self, board: Board, view: ComponentView, width: int) -> Sequence[Content]:
        """Always two, so that nothing above moves."""
        if self._link is not None and self._link in view.evidence and self._on_evidence:
            return panes.says_brief(self._link, board.sources[self._link.evidence.id], width)
        if self._item is None:
            return [Content(""), Content("")]
        words = paragraph(self._item.text, width - 6)[:2]
        words += [Content("")] * (2 - len(words))
        asked = "Done  " if self._item.done else "To do "
        return [
            join(plain(asked, "b $accent"), fit(words[0], width - 6)),
            join("      ", fit(words[1], width - 6)),
        ]
