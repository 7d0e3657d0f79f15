"""Typing the recovery sheet in: group by group, pasted, or taken from the file it was saved in."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import TextArea

from leaptui.domain.errors import InputRefused
from leaptui.domain.text import clean
from leaptui.services.upkeep.homes import read_sheet_file, sheet_so_far
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog, Gap, Words
from leaptui.tui.dialogs.path import PathDialog
from leaptui.tui.errands import errand

GROUPS = 20
_OF_A_PATH = frozenset("/\\.~")


class SheetDialog(Dialog[str]):
    """Answers with the text of a sheet whose groups all look right.

    A single line with what no group has (a slash, a dot) is the path of the saved text file.
    """

    DEFAULT_CSS = """
    SheetDialog { background: $background; }
    SheetDialog > #dialog { width: 72; background: $background; }
    SheetDialog TextArea { height: 7; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("sheet")
    SCOPES: ClassVar[tuple[str, ...]] = ("sheet", "dialog")

    def __init__(self) -> None:
        super().__init__(
            "Type your recovery sheet",
            concerning="Type or paste the twenty groups of five in their order, or the path of the text file. "
            "Small letters do; 0 and O are the same, and so are 1, I and L.",
            keys=[("F2", "open"), ("F3", "from a file")],
            escape="back to the passphrase",
        )
        self._count = Words("", "$text-muted")
        self._problem = Words("", "$error")

    def compose_body(self) -> ComposeResult:
        """The groups, how many there are, and which one is wrong."""
        yield Gap()
        yield TextArea(soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        yield self._count
        yield self._problem

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(TextArea).focus()
        self.look_again()

    @property
    def _typed(self) -> str:
        return clean(self.query_one(TextArea).text).strip()

    @property
    def _is_path(self) -> bool:
        return "\n" not in self._typed and not _OF_A_PATH.isdisjoint(self._typed)

    @on(TextArea.Changed)
    def look_again(self) -> None:
        """Count the groups and name the first that is mistyped."""
        if self._is_path:
            self._count.say("The path of a text file. F2 reads it.")
            self._problem.say("")
            return
        groups, problem = sheet_so_far(self._typed)
        self._count.say(f"{groups} of {GROUPS} groups")
        self._problem.say(f"▲ {problem}" if problem else "")

    @errand("sheet", exclusive=True)
    async def action_open_store(self) -> None:
        """Answer, or say which group is wrong."""
        if self._is_path:
            await self._take(Path(self._typed))
            return
        groups, problem = sheet_so_far(self._typed)
        if problem or groups != GROUPS:
            self._problem.say(f"▲ {problem or f'A sheet has {GROUPS} groups; {groups} are here.'}")
            return
        self.dismiss(self._typed)

    @errand("sheet", exclusive=True)
    async def action_choose_file(self) -> None:
        """Choose the text file."""
        path = await self.app.push_screen_wait(
            PathDialog("Which file holds the recovery sheet?", start=Path.home(), suffixes=[".txt"])
        )
        if path is not None:
            await self._take(path)

    async def _take(self, path: Path) -> None:
        try:
            text = await asyncio.to_thread(read_sheet_file, path)
        except InputRefused as error:
            self._problem.say(f"▲ {error.sentence}")
            return
        area = self.query_one(TextArea)
        area.text = clean(text)
        area.focus()
        groups, problem = sheet_so_far(text)
        if not problem and groups == GROUPS:
            self.dismiss(text)
