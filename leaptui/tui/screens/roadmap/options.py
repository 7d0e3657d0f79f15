"""The options of a component side by side: what each gains, what it costs, and who chose it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from typing_extensions import override

from leaptui.services.roadmap.options import OptionView
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog, Gap
from leaptui.tui.text import fit, join, paragraph, plain
from leaptui.tui.widgets.block import Block

_NARROWEST = 21
"""Columns of one option: less breaks every second word."""
_GAP = 2
NO_OPTION = "none"
"""What the dialog answers with when the choice is taken back."""


def columns_in_sight(count: int, at: int, width: int) -> range:
    """Which of `count` options stand side by side in a width, the one under the cursor among them."""
    room = max((width + _GAP) // (_NARROWEST + _GAP), 1)
    shown = min(room, count)
    first = min(max(at - shown // 2, 0), count - shown)
    return range(first, first + shown)


def side_by_side(views: Sequence[OptionView], at: int, chosen: str, width: int) -> list[Content]:
    """The options in columns, section by section, so that gains stand beside gains."""
    seen = columns_in_sight(len(views), at, width)
    each = (width - _GAP * (len(seen) - 1)) // max(len(seen), 1)
    shown: list[Content] = []
    if len(seen) < len(views):
        shown.append(plain(f"{at + 1} of {len(views)}: ← → show the others", "$text-muted"))
    for title, cell in _SECTIONS:
        cells = [cell(views[index], each, views[index].option.key == chosen) for index in seen]
        if not any(cells):
            continue
        shown += [Content(""), plain(title, "$text-muted")] if title else []
        for line in range(max(len(lines) for lines in cells)):
            parts = [
                _part(lines, line, each, under=index == at) for lines, index in zip(cells, seen, strict=True)
            ]
            shown.append(plain(" " * _GAP).join(parts))
    return shown


def _part(lines: Sequence[Content], line: int, width: int, *, under: bool) -> Content:
    part = fit(lines[line] if line < len(lines) else Content(""), width)
    return part.stylize_before("on $cursor-line") if under else part


def _title(view: OptionView, width: int, chosen: bool) -> list[Content]:
    glyph = plain("● ", "$accent") if chosen else plain("○ ", "$text-muted")
    return _hanging(glyph, view.option.title, width, "b")


def _gains(view: OptionView, width: int, _: bool) -> list[Content]:
    return [line for words in view.option.gains for line in _hanging(plain("+ ", "b $success"), words, width)]


def _costs(view: OptionView, width: int, _: bool) -> list[Content]:
    return [line for words in view.option.costs for line in _hanging(plain("– ", "b $warning"), words, width)]


def _elsewhere(view: OptionView, width: int, _: bool) -> list[Content]:
    dot = plain("· ", "$text-muted")
    told = [line for words in view.elsewhere for line in _hanging(dot, words, width)]
    return told + [line for words in view.chosen_by for line in _hanging(dot, words, width, "$text-muted")]


_Cell = Callable[[OptionView, int, bool], list[Content]]
_SECTIONS: tuple[tuple[str, _Cell], ...] = (
    ("", _title),
    ("What it gains", _gains),
    ("What it costs", _costs),
    ("Elsewhere", _elsewhere),
)


def _hanging(glyph: Content, words: str, width: int, style: str = "") -> list[Content]:
    wrapped = paragraph(words, max(width - 2, 1), style)
    return [join(glyph if index == 0 else "  ", line) for index, line in enumerate(wrapped)]


class _Options(Block):
    def __init__(self, views: Sequence[OptionView], at: int, chosen: str) -> None:
        super().__init__()
        self.views, self.at, self.chosen = views, at, chosen

    @override
    def lines(self, width: int) -> Sequence[Content]:
        """All rows; the scroll around it shows those that fit."""
        return side_by_side(self.views, self.at, self.chosen, width)


class OptionsDialog(Dialog[str]):
    """← → between the options, Enter takes one. Answers with its key, or `NO_OPTION`."""

    DEFAULT_CSS = """
    OptionsDialog > #dialog { width: 136; }
    OptionsDialog #options { height: auto; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("options")
    SCOPES: ClassVar[tuple[str, ...]] = ("options", "dialog")
    LONG: ClassVar[str] = "#options"

    def __init__(self, title: str, question: str, views: Sequence[OptionView], chosen: str) -> None:
        """The options of a component.

        Args:
            title: Of the component.
            question: What the city must decide.
            views: Its options, one at least.
            chosen: Key of the one that holds now; empty for none.
        """
        keys = [("← →", "option"), ("↑ ↓", "more"), ("Enter", "choose it"), ("Del", "none")]
        super().__init__(title, concerning=question, keys=keys if chosen else keys[:3], escape="keep")
        self._views, self._chosen = views, chosen
        at = next((index for index, each in enumerate(views) if each.option.key == chosen), 0)
        self._block = _Options(views, at, chosen)

    def compose_body(self) -> ComposeResult:
        """The columns, scrolled where they do not fit."""
        yield Gap()
        with VerticalScroll(id="options", can_focus=False):
            yield self._block

    def action_turn(self, by: int) -> None:
        """Another option; round again after the last."""
        self._block.at = (self._block.at + by) % len(self._views)
        self._block.refresh(layout=True)

    def action_scroll(self, by: int) -> None:
        """A line up or down."""
        self.query_one("#options").scroll_relative(y=by, animate=False)

    def action_choose(self) -> None:
        """Take the option under the cursor."""
        self.dismiss(self._views[self._block.at].option.key)

    def action_choose_none(self) -> None:
        """Take the choice back."""
        if self._chosen:
            self.dismiss(NO_OPTION)
