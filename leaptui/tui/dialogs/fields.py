"""Fields of forms: told once as data, used to make a thing and to change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, TextArea
from typing_extensions import override

from leaptui.domain.text import clean
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Words
from leaptui.tui.text import fit, join, plain
from leaptui.tui.widgets.block import Block


class FieldKind(StrEnum):
    """What a field takes."""

    LINE = "line"
    LINES = "lines"
    """Several, one thing on each."""
    CHOICE = "choice"
    NUMBER = "number"
    DAY = "day"
    """ISO date."""
    SECRET = "secret"  # noqa: S105 - a kind of field, not a password


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One field of a form. Its value is always text; services read the text."""

    key: str
    label: str
    kind: FieldKind = FieldKind.LINE
    required: bool = False
    hint: str = ""
    """Shown while the field is empty."""
    choices: tuple[tuple[str, str], ...] = ()
    """Value and words, for a choice. An empty value stands for none."""
    suggestions: tuple[str, ...] = ()
    """Completed while one types; → takes it."""
    check: Callable[[str], str] | None = None
    """The sentence that says what is wrong, or empty."""
    rows: int = 3
    """Of a field of several lines."""

    def problem_of(self, value: str) -> str:
        """What is wrong with a value, in a sentence; empty when nothing is."""
        if not value.strip():
            return "Needed." if self.required else ""
        if self.kind is FieldKind.NUMBER and not value.strip().replace(",", "").isdecimal():
            return "A whole number, such as 12."
        if self.kind is FieldKind.DAY and not _is_day(value.strip()):
            return "A day such as 2026-11-24."
        return self.check(value) if self.check else ""


def problems_of(fields: Sequence[FieldSpec], values: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with each value that is wrong."""
    found = {field.key: field.problem_of(values.get(field.key, "")) for field in fields}
    return {key: problem for key, problem in found.items() if problem}


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


class ChoiceField(Widget, can_focus=True):
    """One of a few, turned with ← and →."""

    DEFAULT_CSS = """
    ChoiceField { height: 1; width: 1fr; padding: 0 1; background: $surface; }
    ChoiceField:focus { background: $cursor-line; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("choice")

    class Done(Message):
        """The choice was taken."""

    def __init__(self, choices: Sequence[tuple[str, str]], value: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._choices = choices
        self._index = next((index for index, (key, _) in enumerate(choices) if key == value), 0)

    @property
    def value(self) -> str:
        """The key of the choice."""
        return self._choices[self._index][0] if self._choices else ""

    def action_turn(self, by: int) -> None:
        """Another choice; round again after the last."""
        if self._choices:
            self._index = (self._index + by) % len(self._choices)
            self.refresh()

    def action_done(self) -> None:
        """Take it."""
        self.post_message(self.Done())

    def render(self) -> Content:
        """The words of the choice, with arrows where it has the focus."""
        words = self._choices[self._index][1] if self._choices else ""
        if not self.has_focus:
            return fit(plain(words), self.size.width)
        return fit(join(plain("← ", "$primary"), plain(words, "b"), plain(" →", "$primary")), self.size.width)


class _Label(Block):
    DEFAULT_CSS = """
    _Label { width: 18; height: 1; }
    """

    def __init__(self, field: FieldSpec) -> None:
        super().__init__()
        self._field = field

    @override
    def lines(self, width: int) -> Sequence[Content]:
        return [join(plain(self._field.label), plain(" *" if self._field.required else "", "$accent"))]


class FieldRow(Vertical):
    """A field with its label at the left and what is wrong with it right below."""

    DEFAULT_CSS = """
    FieldRow { height: auto; }
    FieldRow > Horizontal { height: auto; }
    FieldRow Input, FieldRow TextArea { width: 1fr; }
    FieldRow TextArea:focus { background: $cursor-line; }
    FieldRow Words { padding: 0 0 0 19; }
    """

    def __init__(self, field: FieldSpec, value: str) -> None:
        super().__init__()
        self.field = field
        self._before = value
        self._editor = self._make(value)
        self._problem = Words("", "$error")

    def compose(self) -> ComposeResult:
        """Label, editor, problem."""
        with Horizontal():
            yield _Label(self.field)
            yield self._editor
        yield self._problem

    @property
    def editor(self) -> Widget:
        """What takes the focus."""
        return self._editor

    @property
    def value(self) -> str:
        """What stands in the field, cleaned."""
        editor = self._editor
        if isinstance(editor, TextArea):
            return clean(editor.text)
        if isinstance(editor, Input):
            return clean(editor.value) if self.field.kind is not FieldKind.SECRET else editor.value
        return editor.value if isinstance(editor, ChoiceField) else ""

    @property
    def changed(self) -> bool:
        """Whether it differs from what it began with."""
        return self.value != self._before

    def tell(self, problem: str) -> None:
        """Say what is wrong, or take it back with empty words."""
        self._problem.say(f"▲ {problem}" if problem else "")

    def _make(self, value: str) -> Widget:
        field = self.field
        if field.kind is FieldKind.CHOICE:
            known = value if any(key == value for key, _ in field.choices) else ""
            editor = ChoiceField(field.choices, known)
            self._before = editor.value
            return editor
        if field.kind is FieldKind.LINES:
            area = TextArea(
                value,
                soft_wrap=True,
                show_line_numbers=False,
                tab_behavior="focus",
                placeholder=plain(field.hint),
            )
            area.styles.height = field.rows
            return area
        return Input(
            value,
            placeholder=field.hint,
            password=field.kind is FieldKind.SECRET,
            select_on_focus=False,
            suggester=SuggestFromList(field.suggestions, case_sensitive=False) if field.suggestions else None,
        )
