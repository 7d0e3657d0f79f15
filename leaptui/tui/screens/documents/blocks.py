"""The blocks of the documents screen: what the gate says, what was made, the words, and the next step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from textual.content import Content
from typing_extensions import override

from leaptui.domain.roadmap_records import DocumentMade
from leaptui.tui.screens.documents import panes
from leaptui.tui.screens.documents.choices import Choices
from leaptui.tui.screens.documents.panes import Answer
from leaptui.tui.screens.documents.preview import preview_lines
from leaptui.tui.text import plain
from leaptui.tui.widgets.block import Block

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp


class ShowsDocuments(Protocol):
    """What the blocks ask of their screen."""

    choices: Choices | None
    answer: Answer | None
    made: Sequence[DocumentMade]
    written: Sequence[Path]
    making: str

    @property
    def leap(self) -> LeapApp:
        """The app."""


class Shown(Block):
    """A block of the documents screen; the screen says its lines."""

    @property
    def place(self) -> ShowsDocuments:
        """The screen."""
        return cast("ShowsDocuments", self.screen)


class Verdict(Shown):
    """What the gate says."""

    @override
    def lines(self, width: int) -> Sequence[Content]:
        """Nothing while it reads."""
        place = self.place
        if place.answer is None or place.choices is None:
            return [plain("○ The gate is reading the document", "$text-muted")]
        return panes.verdict_lines(place.answer, place.choices, width)


class MadeBefore(Shown):
    """What left before."""

    @override
    def lines(self, width: int) -> Sequence[Content]:
        """A heading and the newest."""
        most = 6 if self.screen.has_class("-roomy") else 2
        return [Content(""), *panes.made_lines(self.place.made, self.place.leap.now(), width, most)]


class Preview(Shown):
    """The words that would leave."""

    @override
    def lines(self, width: int) -> Sequence[Content]:
        """Nothing of what is refused."""
        answer = self.place.answer
        if answer is None:
            return []
        if not answer.preview:
            is_workbook = answer.prepared is not None and answer.prepared.document is None
            words = "A workbook is read where it is opened." if is_workbook else "Nothing to show yet."
            return [plain(words, "$text-muted")]
        return preview_lines(answer.preview, width)


class Step(Shown):
    """What M does, does now, or did."""

    DEFAULT_CSS = """
    Step { background: $surface; padding: 0 1; }
    """

    @override
    def lines(self, width: int) -> Sequence[Content]:
        """Always two."""
        place = self.place
        if place.choices is None:
            return [Content(""), Content("")]
        return panes.step_lines(
            place.answer,
            place.choices,
            Path.home(),
            making=place.making,
            made=place.written,
        )
