"""What a screen says when there is nothing on it yet, and how to begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from leaptui.tui.text import join, paragraph, plain, row
from leaptui.tui.widgets.block import Block


@dataclass(frozen=True, slots=True)
class Beginning:
    """A key that begins, what it does, and a word beside it."""

    key: str
    does: str
    aside: str = ""


class EmptyState(Block):
    """One bold sentence, two or three lines on what will be here, then the keys that begin.

    The block is left-aligned and stands in the middle; its container centres it.
    """

    DEFAULT_CSS = """
    EmptyState { width: 100%; max-width: 62; height: auto; }
    """

    def __init__(
        self,
        sentence: str,
        explanation: str,
        beginnings: Sequence[Beginning] = (),
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._sentence, self._explanation, self._beginnings = sentence, explanation, beginnings

    def show(self, sentence: str, explanation: str, beginnings: Sequence[Beginning]) -> None:
        """Say something else."""
        self._sentence, self._explanation, self._beginnings = sentence, explanation, beginnings
        self.refresh(layout=True)

    def lines(self, width: int) -> Sequence[Content]:
        """Sentence, explanation, keys."""
        shown = [*paragraph(self._sentence, width, "b"), Content("")]
        shown += paragraph(self._explanation, width)
        if self._beginnings:
            shown.append(Content(""))
            key_width = max(len(each.key) for each in self._beginnings)
            does_width = max(len(each.does) for each in self._beginnings)
            for each in self._beginnings:
                does = row((key_width, does_width), (plain(each.key, "b $primary"), each.does), gap=2)
                whole = join(does, "   ", plain(each.aside, "$text-muted"))
                shown.append(whole if whole.cell_length <= width else does)
        return shown
