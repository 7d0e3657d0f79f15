"""The questions of a guide: what was asked and when, found by a word, asked with Enter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input

from leaptui.domain.text import fold
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog, Gap, Words
from leaptui.tui.text import ends, join, paragraph, plain
from leaptui.tui.widgets.pick_list import Pick, PickList

if TYPE_CHECKING:
    from leaptui.practice.content import Guide, Question


def fitting(questions: Sequence[Question], typed: str) -> list[Question]:
    """The questions that have all the words, or the number, that was typed."""
    words = fold(typed).split()
    if len(words) == 1 and words[0].isdigit():
        return [each for each in questions if str(each.number).startswith(words[0])]
    return [
        each
        for each in questions
        if all(word in fold(" ".join((each.short, each.text, *each.prompts))) for word in words)
    ]


class QuestionDialog(Dialog[int]):
    """Answers with the number of the question that is asked now."""

    DEFAULT_CSS = """
    QuestionDialog > #dialog { width: 96; }
    QuestionDialog PickList { height: 12; }
    QuestionDialog #prompts { height: 4; }
    QuestionDialog.-short #prompts { height: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("picker")
    SCOPES: ClassVar[tuple[str, ...]] = ("picker", "dialog")
    LONG: ClassVar[str] = "PickList"

    def __init__(self, guide: Guide, when: Mapping[int, str], *, asks: bool) -> None:
        """A guide.

        Args:
            guide: Whose questions.
            when: The numbers of those that were asked, and the time stamp of each or nothing.
            asks: Whether Enter asks one; else the dialog is only read.
        """
        done = sum(question.number in when for question in guide.questions)
        super().__init__(
            f"{guide.title}, version {guide.version}",
            concerning=f"{done} of {len(guide.questions)} asked",
            keys=[("Enter", "ask it now"), ("↑↓", "move")] if asks else [("↑↓", "move")],
            escape="back to the note",
        )
        self._guide = guide
        self._when = when
        self._asks = asks

    def compose_body(self) -> ComposeResult:
        """The field, the questions, the prompts of the one in hand."""
        yield Gap()
        yield Input(placeholder="a word or a number", select_on_focus=False)
        yield Gap()
        yield PickList["Question"](self._draw, id="questions", steered=True)
        yield Gap()
        yield Words("", "$text-muted", id="prompts")

    def on_mount(self) -> None:
        """Type at once; the first question that is open stands under the cursor."""
        self.query_one(Input).focus()
        open_ones = [each for each in self._guide.questions if each.number not in self._when]
        self._fill(at=str(open_ones[0].number) if open_ones else None)

    @property
    def _list(self) -> PickList[Question]:
        return self.query_one("#questions", PickList)

    def _fill(self, at: str | None = None) -> None:
        width = max(self._list.size.width - 12, 40)
        picks = [
            Pick(str(each.number), each, rows=len(paragraph(each.text, width)))
            for each in fitting(self._guide.questions, self.query_one(Input).value)
        ]
        self._list.show(picks, at=at or (picks[0].key if picks else None))
        if not picks:
            self.query_one("#prompts", Words).say("No question has these words.")

    def _draw(self, question: Question, width: int) -> Sequence[Content]:
        done = question.number in self._when
        sign = plain("✓" if done else "○", "$success" if done else "$text-muted")
        head = join(sign, plain(f" {question.number:>2} ", "$text-muted"))
        clock = plain(self._when.get(question.number, ""), "$text-muted")
        words = paragraph(question.text, width - 11, "$text-muted" if done else "")
        first = ends(width, join(head, words[0]), clock)
        return [first, *(join(" " * head.cell_length, line) for line in words[1:])]

    @on(PickList.Highlighted)
    def show_prompts(self, event: PickList.Highlighted) -> None:
        """What to ask after it."""
        question: Question = event.pick.value
        self.query_one("#prompts", Words).say("\n".join(f"· {prompt}" for prompt in question.prompts))

    def action_move(self, by: int) -> None:
        """Move among the questions."""
        self._list.action_move(by)

    def action_complete(self) -> None:
        """Tab does what Enter does."""
        self.take()

    @on(Input.Changed)
    def look_again(self) -> None:
        """Other questions while one types."""
        self._fill()

    @on(Input.Submitted)
    def take(self) -> None:
        """Ask the question under the cursor."""
        pick = self._list.pick
        if pick is not None and self._asks:
            self.dismiss(pick.value.number)
