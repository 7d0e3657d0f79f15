"""What every dialog looks like: the question first, its keys last, Esc at the right end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from typing_extensions import override

from leaptui.tui.bindings import bindings_of
from leaptui.tui.text import ends, paragraph, plain
from leaptui.tui.widgets.bars import key_line
from leaptui.tui.widgets.block import Block

Answer = TypeVar("Answer")


class Words(Block):
    """Words that wrap, in one style."""

    def __init__(self, words: str, style: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._words, self._style = words, style

    @override
    def lines(self, width: int) -> Sequence[Content]:
        """As many as the words need; none for no words."""
        return paragraph(self._words, width, self._style) if self._words else []

    def say(self, words: str) -> None:
        """Say something else."""
        self._words = words
        self.refresh(layout=True)


class Gap(Block):
    """A blank row."""

    @override
    def lines(self, width: int) -> Sequence[Content]:
        """One, empty."""
        return [plain("")]


class _Keys(Block):
    """The last row of a dialog."""

    def __init__(self, keys: Sequence[tuple[str, str]], escape: str) -> None:
        super().__init__()
        self._keys, self._escape = keys, escape

    @override
    def lines(self, width: int) -> Sequence[Content]:
        """One, Esc at its right end."""
        return [ends(width, key_line(self._keys), key_line([("Esc", self._escape)]))]


class Dialog(ModalScreen[Answer | None], Generic[Answer]):
    """A question over the screen behind.

    Subclasses give `compose_body`; `dismiss` takes the answer.
    """

    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > #dialog {
        width: 64; max-width: 96%; height: auto; max-height: 96%;
        background: $panel; border-left: heavy $accent; padding: 1 2;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("dialog")

    SCOPES: ClassVar[tuple[str, ...]] = ("dialog",)
    """Whose commands the help screen shows here."""

    LONG: ClassVar[str] = ""
    """Selector of the part that scrolls, so that the keys below it stay on the screen."""

    def __init__(
        self,
        question: str,
        *,
        concerning: str = "",
        unchanged: str = "",
        keys: Sequence[tuple[str, str]] = (),
        escape: str = "keep",
        concerning_style: str = "$text-muted",
    ) -> None:
        """A dialog.

        Args:
            question: First row, bold.
            concerning: What it is about, in the person's own words.
            unchanged: What stays as it is whatever is answered.
            keys: Keys and what they do, for the last row.
            escape: What Esc keeps.
            concerning_style: Style of the second row.
        """
        super().__init__()
        self._answered = False
        self.question = question
        self.concerning = concerning
        self.unchanged = unchanged
        self.keys = keys
        self.escape = escape
        self.concerning_style = concerning_style

    def compose(self) -> ComposeResult:
        """Question, what it concerns, body, what stays, keys."""
        with Vertical(id="dialog"):
            yield Words(self.question, "b", id="question")
            if self.concerning:
                yield Words(self.concerning, self.concerning_style, id="concerning")
            yield from self.compose_body()
            if self.unchanged:
                yield Gap()
                yield Words(self.unchanged, "$text-muted", id="unchanged")
            yield Gap()
            yield _Keys(self.keys, self.escape)

    def compose_body(self) -> ComposeResult:
        """What stands between the question and the keys."""
        yield from ()

    def on_resize(self) -> None:
        """Give the part that scrolls what the other parts leave."""
        if self.LONG:
            self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        dialog = self.query_one("#dialog")
        long = self.query_one(self.LONG)
        others = sum(part.outer_size.height for part in dialog.children if part is not long)
        room = int(self.size.height * 0.96) - dialog.gutter.height - others
        long.styles.max_height = max(room, 3)

    @override
    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Answer, once: a key pressed right after the one that answered would close what is behind."""
        if self._answered:
            return AwaitComplete()
        self._answered = True
        return super().dismiss(result)

    def action_cancel(self) -> None:
        """Keep things as they are."""
        self.dismiss(None)
