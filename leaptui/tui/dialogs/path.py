"""Choosing a file or a folder by typing, with the folder's entries below."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input

from leaptui.domain.text import fold
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog, Gap
from leaptui.tui.dialogs.fields import FieldRow, FieldSpec
from leaptui.tui.errands import errand
from leaptui.tui.keyboard import Holds
from leaptui.tui.pasted_paths import meant_path
from leaptui.tui.text import ends, plain
from leaptui.tui.widgets.pick_list import Pick, PickList

_MOST_ENTRIES = 400


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    is_folder: bool
    size: int


class PathDialog(Dialog[Path]):
    """Answers with a path that exists, or, for a folder to write to, one that may be made.

    Typing narrows the entries; ↑↓ move among them, Tab or Enter takes one into the field, Enter
    on a file answers. A file dropped on the terminal fills the field, whatever stood there.
    """

    DEFAULT_CSS = """
    PathDialog > #dialog { width: 76; }
    PathDialog PickList { height: 9; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("picker")
    SCOPES: ClassVar[tuple[str, ...]] = ("picker", "dialog")

    def __init__(
        self,
        question: str,
        *,
        start: Path,
        folder: bool = False,
        suffixes: Sequence[str] = (),
        concerning: str = "",
        unchanged: str = "",
    ) -> None:
        """A question for a path.

        Args:
            question: What is asked.
            start: The folder to begin in.
            folder: Whether a folder is wanted; one that does not exist yet may be named.
            suffixes: Endings of the files shown, such as `.csv`; none shows all.
            concerning: Second row.
            unchanged: What stays either way.
        """
        super().__init__(
            question,
            concerning=concerning,
            unchanged=unchanged,
            keys=[("Enter", "use this folder" if folder else "open"), ("Tab", "into it"), ("↑↓", "move")],
        )
        self._folder = folder
        self._suffixes = tuple(suffix.casefold() for suffix in suffixes)
        self._row = FieldRow(
            FieldSpec(key="path", label="Folder" if folder else "File"),
            f"{start}/" if str(start) != "/" else "/",
        )

    def compose_body(self) -> ComposeResult:
        """The field and the entries."""
        yield Gap()
        yield self._row
        yield Gap()
        yield PickList[_Entry](self._draw, id="entries", steered=True)

    def on_mount(self) -> None:
        """Type at once."""
        self._row.editor.focus()
        self._look()

    @property
    def _entries(self) -> PickList[_Entry]:
        return self.query_one("#entries", PickList)

    @property
    def _typed(self) -> Path:
        return meant_path(self._row.value)

    def action_move(self, by: int) -> None:
        """Move among the entries."""
        self._entries.action_move(by)

    def action_complete(self) -> None:
        """Take the entry into the field."""
        pick = self._entries.pick
        if pick is None:
            return
        base = self._typed if self._row.value.endswith("/") else self._typed.parent
        path = base / pick.value.name
        editor = self._row.editor
        if isinstance(editor, Input):
            editor.value = f"{path}/" if pick.value.is_folder else str(path)
            editor.cursor_position = len(editor.value)

    @on(Input.Submitted)
    @errand()
    async def take(self) -> None:
        """Answer, go into a folder, or say what is wrong."""
        pick = self._entries.pick
        path = self._typed
        if self._folder:
            if await asyncio.to_thread(path.is_file):
                self._row.tell("That is a file; a folder is wanted.")
            else:
                self.dismiss(path)
        elif await asyncio.to_thread(path.is_file):
            self.dismiss(path)
        elif pick is not None:
            self.action_complete()
            if not pick.value.is_folder:
                self.dismiss(self._typed)
        else:
            self._row.tell("There is no such file.")

    @on(Input.Changed)
    def look_again(self) -> None:
        """Other entries while one types."""
        self._row.tell("")
        self._look()

    def _take_dropped(self, value: str, path: Path) -> None:
        """Show a dropped file as the path it is; what was typed meanwhile stays."""
        editor = self._row.editor
        if isinstance(editor, Input) and editor.value == value and str(path) != value:
            editor.value = str(path)
            editor.cursor_position = len(editor.value)

    @errand("entries", exclusive=True, holds=Holds.COMMANDS)
    async def _look(self) -> None:
        value, path = self._row.value, self._typed
        if path != Path(value).expanduser() and await asyncio.to_thread(path.is_file):
            self._take_dropped(value, path)
        base = path if value.endswith("/") else path.parent
        beginning = "" if value.endswith("/") else path.name
        found = await asyncio.to_thread(self._list, base, beginning)
        self._entries.show([Pick(entry.name, entry) for entry in found])

    def _list(self, base: Path, beginning: str) -> list[_Entry]:
        wanted = fold(beginning)
        found: list[_Entry] = []
        try:
            for path in base.iterdir():
                if not fold(path.name).startswith(wanted) or (path.name.startswith(".") and not wanted):
                    continue
                is_folder = path.is_dir()
                if is_folder or (
                    not self._folder and (not self._suffixes or path.suffix.casefold() in self._suffixes)
                ):
                    found.append(_Entry(path.name, is_folder, 0 if is_folder else path.stat().st_size))
        except OSError:
            return found
        return sorted(found, key=lambda entry: (not entry.is_folder, fold(entry.name)))[:_MOST_ENTRIES]

    def _draw(self, entry: _Entry, width: int) -> Sequence[Content]:
        name = plain(
            f" {entry.name}{'/' if entry.is_folder else ''}", "$text-muted" if entry.is_folder else ""
        )
        return [ends(width, name, plain("" if entry.is_folder else size_shown(entry.size), "$text-muted"))]


def size_shown(size: int) -> str:
    """Bytes as a person reads them: `14.2 MB`."""
    for unit, factor in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if size >= factor:
            return f"{size / factor:.1f} {unit}"
    return f"{size} B"
