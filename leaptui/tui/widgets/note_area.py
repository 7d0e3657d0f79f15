"""The field a note is typed in: completion, undo that outlives the app, what its keys do to the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.message import Message
from textual.widgets.text_area import Edit, EditResult, Location, Selection
from typing_extensions import override

from leaptui.domain import anchors
from leaptui.domain.text import clean
from leaptui.tui.completion import Completions
from leaptui.tui.line_starts import next_speaker, with_next_level, with_speaker
from leaptui.tui.note_lines import Margin, margin_of
from leaptui.tui.note_steps import NoteHistory, NoteStep, Steps, narrowed
from leaptui.tui.widgets.margin_area import MarginArea


class NoteArea(MarginArea):
    """The text of a note. Every change of it is told, and is a step of undo."""

    class Left(Message):
        """The focus went elsewhere."""

    def __init__(
        self,
        text: str = "",
        *,
        completions: Completions | None = None,
        changing: Callable[[], None] = lambda: None,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """A field over a text.

        Args:
            text: What it holds at first.
            completions: Words completed while one is typed; → takes it.
            changing: Called before each change of the text. `Changed` comes after it, and only when
                the changed text may have been painted already.
            id: Of the widget.
        """
        self._completions = completions or Completions()
        self._changing = changing
        self._edits: list[anchors.Edit] = []
        super().__init__(text, id=id)
        self._steps = NoteHistory(
            max_checkpoints=self.history.max_checkpoints,
            checkpoint_timer=self.history.checkpoint_timer,
            checkpoint_max_characters=self.history.checkpoint_max_characters,
        )
        self.history = self._steps

    # Every change of the text.

    @override
    def edit(self, edit: Edit) -> EditResult:
        """Change the text, after saying so."""
        self._changing()
        if not isinstance(edit, NoteStep):
            edit = NoteStep(edit.text, edit.from_location, edit.to_location, edit.maintain_selection_offset)
        return super().edit(edit)

    @override
    def undo(self) -> None:
        """Take the last change back, after saying so."""
        self._changing()
        super().undo()

    @override
    def redo(self) -> None:
        """Do it again, after saying so."""
        self._changing()
        super().redo()

    def changed(self, edit: anchors.Edit) -> None:
        """Remember a change; what is typed letter by letter is one insertion."""
        last = self._edits[-1] if self._edits else None
        if (
            last is not None
            and not (last.removed or edit.removed)
            and edit.start == last.start + last.inserted
        ):
            self._edits[-1] = anchors.Edit(last.start, 0, last.inserted + edit.inserted)
        else:
            self._edits.append(edit)

    def take_edits(self) -> list[anchors.Edit]:
        """Every change since this was last asked, undo and redo included."""
        taken, self._edits = self._edits, []
        return taken

    def give_back(self, edits: list[anchors.Edit]) -> None:
        """Have changes that were taken told again: nobody could use them."""
        self._edits[:0] = edits

    def steps(self) -> Steps:
        """What can be undone and done again, to be kept with the text."""
        return self._steps.steps()

    def take_up(self, steps: Steps) -> None:
        """Go on with the undo of an earlier time, which led to the text as it stands."""
        self._steps.take_up(steps)

    def replace_all(self, places: Sequence[tuple[Location, Location]], text: str) -> None:
        """Put a text in several places of one row each, as one step of undo.

        Args:
            places: From where to where, in reading order, none over another.
            text: One line.
        """
        batch = [
            NoteStep(text, start, end, maintain_selection_offset=True) for start, end in reversed(places)
        ]
        for step in batch:
            step.select_before(self.selection)
        if batch:
            self._steps.prepare(batch)
            self.redo()

    @override
    def update_suggestion(self) -> None:
        """Offer the rest of the word that is being typed."""
        row, column = self.cursor_location
        self.suggestion = self._completions.rest(self.document.get_line(row), column)

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted passes the same door as what is typed."""
        event.text = clean(event.text)

    def on_blur(self) -> None:
        """Tell that the focus went."""
        self.post_message(self.Left())

    # What the keys of a note do. Each is one step of undo.

    def stamp(self, clock: str) -> bool:
        """Put a time stamp before the cursor's line.

        Args:
            clock: `14:19`.

        Returns:
            Whether it could: a line that has its time keeps it, and an own view keeps its sign first.
        """
        row, _ = self.cursor_location
        line = self.document.get_line(row)
        if margin_of(line) is Margin.STAMP or line.startswith(">"):
            return False
        self.insert(f"{clock} ", (row, 0), maintain_selection_offset=True)
        return True

    def quote(self) -> None:
        """Wrap what is selected in quotation marks, or open a pair around the cursor."""
        start, end = sorted(self.selection)
        words = self.get_text_range(start, end)
        if start[0] != end[0]:
            words = " ".join(words.split())
        before, said = words[: len(words) - len(words.lstrip())], words.strip()
        after = words[len(words.rstrip()) :] if said else ""
        done = self.replace(f'{before}"{said}"{after}', start, end, maintain_selection_offset=False)
        row, column = done.end_location
        self.move_cursor((row, column - len(after) - (0 if said else 1)))

    def cycle_level(self) -> None:
        """Give the cursor's line the next level; the first press is always off the record."""
        row = self.cursor_location[0]
        self._change_line(row, with_next_level(self.document.get_line(row)))

    def name_speaker(self, names: Sequence[str]) -> None:
        """Label the cursor's line with who speaks next, another press with the next one."""
        row = self.cursor_location[0]
        name = next_speaker(self.document.lines, row, names)
        self._change_line(row, with_speaker(self.document.get_line(row), name, names))

    def _change_line(self, row: int, line: str) -> None:
        """Make a line another one, changing only where they differ, so that the cursor keeps its word."""
        start, end, text = narrowed(self.document.get_line(row), line)
        self.replace(text, (row, start), (row, end), maintain_selection_offset=True)

    def add_at_end(self, line: str) -> None:
        """Begin a new line at the end of the note, and one below it to type in."""
        end = self.document.end
        last = self.document.get_line(end[0])
        gap = "" if not self.text else "\n" if not last.strip() else "\n\n"
        done = self.insert(f"{gap}{line}\n", end, maintain_selection_offset=False)
        self.move_cursor(done.end_location)

    def show_instead(self, text: str) -> None:
        """Put another text in place of this one, as one step of undo; the cursor keeps its place."""
        start, end, new = narrowed(self.text, text)
        self.replace(new, self.place(start), self.place(end), maintain_selection_offset=True)
        last = self.document.end
        self.selection = Selection(min(self.selection.start, last), min(self.selection.end, last))

    def place(self, offset: int) -> Location:
        """Row and column of an offset in the text."""
        above = self.text[:offset]
        return (above.count("\n"), offset - above.rfind("\n") - 1)
