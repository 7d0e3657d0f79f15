"""Choosing themes while one types: several with Tab, a new one by its name, the last ones by Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input

from leaptui.domain.records import Engagement
from leaptui.domain.text import fold, one_line
from leaptui.services.interviews.excerpt_marking import themes_given_last
from leaptui.services.interviews.themes import ThemeView, theme_list
from leaptui.services.workspace import Workspace
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog, Gap, Words
from leaptui.tui.text import ends, join, plain
from leaptui.tui.widgets.pick_list import Pick, PickList


@dataclass(frozen=True, slots=True)
class Pickable:
    """What can be chosen.

    Attributes:
        themes: Those of the city, without the ones merged into others.
        last: Keys that were given last; they come first while nothing is typed.
    """

    themes: tuple[ThemeView, ...]
    last: tuple[str, ...]


def pickable(workspace: Workspace, engagement: Engagement) -> Pickable:
    """The themes of a city, the most used first."""
    views = [view for view in theme_list(workspace, engagement) if not view.merged_into]
    views.sort(key=lambda view: -(view.excerpts + view.marks))
    return Pickable(tuple(views), themes_given_last(workspace, engagement))


@dataclass(frozen=True, slots=True)
class _New:
    """A key that no theme has yet."""

    key: str


def ranked(known: Pickable, typed: str) -> list[ThemeView]:
    """The themes that fit what was typed, the closest first.

    A key that begins so, then a word of key or label that begins so, then the words anywhere, then
    the letters in their order within the key: `ntn` finds NEED-night.
    """
    wanted = fold(typed.strip().removeprefix("#"))
    if not wanted:
        first = {key: place for place, key in enumerate(known.last)}
        return sorted(known.themes, key=lambda view: first.get(view.key, len(first)))
    closeness = [(_closeness(wanted, view), view) for view in known.themes]
    return [view for rank, view in sorted(closeness, key=lambda pair: pair[0]) if rank < _NOT_AT_ALL]


_NOT_AT_ALL = 9


def _closeness(wanted: str, view: ThemeView) -> int:
    key, label = fold(view.key), fold(view.label)
    words = [*key.replace("-", " ").split(), *label.split()]
    ranks = (
        key == wanted,
        key.startswith(wanted),
        any(word.startswith(wanted) for word in words),
        all(any(word.startswith(part) for word in words) for part in wanted.split()),
        wanted in key or wanted in label,
        _in_order(wanted, key),
    )
    return next((rank for rank, holds in enumerate(ranks) if holds), _NOT_AT_ALL)


def _in_order(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)


class ThemePicker(Dialog[tuple[str, ...]]):
    """Answers with the keys. Enter takes the row and is done; Tab takes it and goes on choosing."""

    DEFAULT_CSS = """
    ThemePicker > #dialog { width: 76; }
    ThemePicker PickList { height: 10; }
    ThemePicker Input { margin: 0 0 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("picker")
    SCOPES: ClassVar[tuple[str, ...]] = ("picker", "dialog")

    def __init__(
        self,
        question: str,
        known: Pickable,
        *,
        chosen: Sequence[str] = (),
        concerning: str = "",
        concerning_style: str = "$text-muted",
        one: bool = False,
        escape: str = "keep",
    ) -> None:
        """A choice of themes.

        Args:
            question: What they are for.
            known: What can be chosen.
            chosen: Keys that hold now.
            concerning: The words of the passage.
            concerning_style: How they are shown.
            one: Whether one theme is asked for, an existing one.
            escape: What Esc keeps.
        """
        keys = [("Enter", "take it")] if one else [("Enter", "take it"), ("Tab", "take several")]
        super().__init__(
            question,
            concerning=concerning,
            concerning_style=concerning_style,
            keys=[*keys, ("↑↓", "move")],
            escape=escape,
        )
        self._known = known
        named = {fold(view.key): view.key for view in known.themes}
        self._chosen = list(dict.fromkeys(named.get(fold(key), key) for key in chosen))
        self._one = one
        self._moved = False

    def compose_body(self) -> ComposeResult:
        """What was taken, the field, the themes."""
        yield Gap()
        if not self._one:
            yield Words("", "$mark-theme", id="taken")
        yield Input(placeholder="letters of a theme", select_on_focus=False)
        yield PickList[ThemeView | _New](self._draw, id="themes", steered=True)

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()
        self._fill()

    @property
    def _list(self) -> PickList[ThemeView | _New]:
        return self.query_one("#themes", PickList)

    @property
    def _typed(self) -> str:
        return one_line(self.query_one(Input).value).removeprefix("#")

    def _fill(self) -> None:
        found: list[ThemeView | _New] = list(ranked(self._known, self._typed))
        named = {fold(view.key) for view in self._known.themes}
        if self._typed and not self._one and fold(self._typed.replace(" ", "-")) not in named:
            found.append(_New(self._typed.replace(" ", "-")))
        picks = [Pick(f"{isinstance(each, _New)} {each.key}", each) for each in found]
        self._list.show(picks, at=picks[0].key if picks else None)
        if not self._one:
            taken = "  ".join(f"#{key}" for key in self._chosen)
            self.query_one("#taken", Words).say(taken or "No theme yet")

    def _draw(self, value: ThemeView | _New, width: int) -> Sequence[Content]:
        if isinstance(value, _New):
            return [join(plain("+ ", "b $accent"), plain(f"a new theme #{value.key}"))]
        taken = value.key in self._chosen
        sign = plain("● ", "$accent") if taken else plain("  " if self._one else "○ ", "$text-muted")
        again = plain("  again", "$accent") if value.key in self._known.last and not self._typed else ""
        label = plain(f"  {value.label}" if value.label != value.key else "", "$text-muted")
        count = value.excerpts + value.marks
        return [
            ends(
                width,
                join(sign, plain(value.key, "b $mark-theme" if taken else "$mark-theme"), label),
                join(plain(str(count) if count else "", "$text-muted"), again),
            )
        ]

    def action_move(self, by: int) -> None:
        """Move among the themes."""
        self._moved = True
        self._list.action_move(by)

    def action_complete(self) -> None:
        """Take the row, or let it go again, and go on choosing."""
        if self._list.pick is None or self._one:
            return
        key = self._list.pick.value.key
        if key in self._chosen:
            self._chosen.remove(key)
        else:
            self._chosen.append(key)
        self._moved = False
        self.query_one(Input).value = ""
        self._fill()

    @on(Input.Changed)
    def look_again(self) -> None:
        """Other themes while one types."""
        self._fill()

    @on(Input.Submitted)
    def take(self) -> None:
        """What was taken; the row too where one typed or moved to it, or nothing was taken."""
        pick = self._list.pick
        meant = self._typed or self._moved or not self._chosen
        if pick is not None and meant and pick.value.key not in self._chosen:
            self._chosen.append(pick.value.key)
        if self._one:
            self._chosen = self._chosen[-1:]
        self.dismiss(tuple(self._chosen))
