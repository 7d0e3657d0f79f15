"""F1: every key that works on the screen behind, and what it does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen

from leaptui.tui.bindings import bindings_of
from leaptui.tui.commands import Command, commands_of
from leaptui.tui.dialogs.dialog import Dialog, Gap
from leaptui.tui.screens.place import PlaceScreen
from leaptui.tui.text import fit, join, paragraph, plain
from leaptui.tui.widgets.block import Block
from leaptui.tui.widgets.pick_list import PickList

MARKS: tuple[tuple[str, str], ...] = (
    ("✓ ◐ ● ○ –", "done or agreed · proposed or likely · now · open · not applicable"),
    ("■ ◧ □ ⊠", "on record · role only · not for attribution · off the record"),
    ("▲ ✕ !", "overdue, stale or to be asked · blocked · concern or too few"),
    ("▸ ◆", "next step · the roadmap's scenario"),
)
"""The glyphs, one group a line."""


class _Table(Block):
    """Keys and sentences under headings."""

    def __init__(self, sections: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        super().__init__()
        self._sections = sections

    def lines(self, width: int) -> Sequence[Content]:
        """A heading, then a key and its sentence on each row; long sentences wrap under themselves."""
        shown: list[Content] = []
        for title, entries in self._sections:
            if shown:
                shown.append(Content(""))
            shown.append(plain(title, "b"))
            key_width = min(max(plain(key).cell_length for key, _ in entries), 14)
            for key, sentence in entries:
                wrapped = paragraph(sentence, width - key_width - 4)
                shown.append(join("  ", fit(plain(key, "b $primary"), key_width), "  ", wrapped[0]))
                shown += [join(" " * (key_width + 4), line) for line in wrapped[1:]]
        return shown


class HelpScreen(Dialog[bool]):
    """The keys of the place, of its lists, and those that work everywhere."""

    DEFAULT_CSS = """
    HelpScreen > #dialog { width: 84; height: 90%; }
    HelpScreen #table { height: 1fr; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("ask")
    SCOPES: ClassVar[tuple[str, ...]] = ("ask", "dialog")

    def __init__(self, behind: Screen[Any]) -> None:
        """Help for the screen that is behind it."""
        super().__init__("Keys that work here", keys=[("↑↓", "scroll"), ("Enter", "close")], escape="close")
        self._sections = sections_of(behind)

    def compose_body(self) -> ComposeResult:
        """The table."""
        yield Gap()
        with VerticalScroll(id="table"):
            yield _Table(self._sections)

    def on_mount(self) -> None:
        """Scrolling at once."""
        self.query_one("#table").focus()

    def action_confirm(self) -> None:
        """Close it."""
        self.dismiss(None)


def sections_of(behind: Screen[Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """What the help of a screen tells, by heading."""
    sections: list[tuple[str, list[tuple[str, str]]]] = []
    here: Sequence[Command] = ()
    if isinstance(behind, PlaceScreen):
        here = behind.commands()
    elif isinstance(behind, Dialog):
        here = commands_of(*(scope for scope in behind.SCOPES if scope != "list"))
    if here:
        sections.append(("Here", _entries(here)))
    if isinstance(behind.focused, PickList):
        sections.append(("In the list", _entries(commands_of("list"))))
    sections.append(("Everywhere", _entries(commands_of("app"))))
    sections.append(("Marks", list(MARKS)))
    return sections


def _entries(commands: Sequence[Command]) -> list[tuple[str, str]]:
    return [(command.key_shown or "^P", command.help) for command in commands]
