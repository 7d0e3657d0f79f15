"""The panes of the note's screen: each draws the state of the note it was last shown."""

from __future__ import annotations

from textual.content import Content

from leaptui.tui.screens.interviews.note_panes import NoteState, folded_guide, guide_lines, marked_lines
from leaptui.tui.widgets.block import Block
from leaptui.tui.widgets.figures import heading


class NotePane(Block):
    """A block drawn from the state of the note."""

    state: NoteState | None = None

    def show(self, state: NoteState) -> None:
        """Draw this state from now on."""
        self.state = state
        self.refresh(layout=True)

    def lines(self, width: int) -> list[Content]:
        """Nothing before the note is open."""
        return self.state_lines(self.state, width) if self.state else []

    def state_lines(self, state: NoteState, width: int) -> list[Content]:
        """The lines of a state."""
        raise NotImplementedError


class GuidePane(NotePane):
    """The guide at the note's left."""

    def state_lines(self, state: NoteState, width: int) -> list[Content]:
        """The lines of a state."""
        room = self.screen.query_one("#guide").size.height
        return guide_lines(state, width, room, whole=self.screen.has_class("-wide"))


class FoldedGuide(NotePane):
    """The guide on one line, where there is no room at the left."""

    def state_lines(self, state: NoteState, width: int) -> list[Content]:
        """The lines of a state."""
        return folded_guide(state, width)


class NoteHead(NotePane):
    """The heading above the note."""

    def state_lines(self, state: NoteState, width: int) -> list[Content]:
        """The lines of a state."""
        minutes = f" · {state.minutes:,} min" if state.minutes else ""
        head = heading(width, "Note", f"{state.words:,} words{minutes}")
        return [head, Content("")] if self.screen.has_class("-wide") else [head]


class MarkedPane(NotePane):
    """What is marked, and the attribution."""

    def state_lines(self, state: NoteState, width: int) -> list[Content]:
        """The lines of a state."""
        return marked_lines(state, width)
