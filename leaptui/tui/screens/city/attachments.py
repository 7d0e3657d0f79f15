"""The files of a conversation: a photo of the board, a page handed over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from leaptui.domain.records import Attachment, Engagement, Interview
from leaptui.services.city.attachments import (
    attach,
    attachments,
    change_attachment,
    put_away_attachment,
    save_attachment,
)
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog, Gap, Words
from leaptui.tui.dialogs.path import PathDialog
from leaptui.tui.dialogs.prompt import PromptDialog
from leaptui.tui.errands import errand
from leaptui.tui.keyboard import Holds
from leaptui.tui.screens.documents.handing_over import written_over_only_if_asked
from leaptui.tui.text import ends, join, plain
from leaptui.tui.widgets.pick_list import Pick, PickList

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp


def size_shown(size: int) -> str:
    """`2.1 MB`."""
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{size / 1_000:.1f} kB"


class AttachmentsDialog(Dialog[bool]):
    """What was handed over, and what of it may leave."""

    DEFAULT_CSS = """
    AttachmentsDialog > #dialog { width: 84; }
    AttachmentsDialog PickList { height: auto; max-height: 12; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("attachments")
    SCOPES: ClassVar[tuple[str, ...]] = ("attachments", "list", "dialog")

    def __init__(self, engagement: Engagement, interview: Interview, title: str) -> None:
        """The files of one conversation.

        Args:
            engagement: Its city.
            interview: Which.
            title: What it is called.
        """
        super().__init__(
            "Attachments",
            concerning=title,
            keys=[
                ("A", "add"),
                ("E", "what it shows"),
                ("Space", "may leave"),
                ("W", "write out"),
                ("X", "remove"),
            ],
            escape="close",
            unchanged="Kept encrypted in the store. No document takes one in unless you chose it here.",
        )
        self._engagement = engagement
        self._interview = interview

    @property
    def _leap(self) -> LeapApp:
        return cast("LeapApp", self.app)

    def compose_body(self) -> ComposeResult:
        """The files, or that there is none."""
        yield Gap()
        yield Words("Nothing was attached yet. A adds a photo or a page.", "$text-muted", id="none")
        yield PickList[Attachment](self._draw, id="files")

    def on_mount(self) -> None:
        """Fill the list."""
        self._files.focus()
        self._fill()

    @property
    def _files(self) -> PickList[Attachment]:
        return self.query_one("#files", PickList)

    @errand("files", exclusive=True, holds=Holds.COMMANDS)
    async def _fill(self) -> None:
        found = await self._leap.ask(attachments, self._engagement, self._interview)
        self._files.show([Pick(each.id, each) for each in found])
        self.query_one("#none").display = not found

    def _draw(self, each: Attachment, width: int) -> Sequence[Content]:
        sign = plain("■ ", "$accent") if each.may_leave else plain("⊠ ", "$text-muted")
        about = each.caption or each.media_type
        left = join(sign, plain(each.name, "b"), plain(f"  {about}", "$text-muted"))
        leaves = "may leave" if each.may_leave else "stays here"
        return [ends(width, left, plain(f"{size_shown(each.size)}  {leaves}", "$text-muted"))]

    @errand()
    async def action_add(self) -> None:
        """Choose a file and keep it."""
        path = await self.app.push_screen_wait(PathDialog("Which file was handed over?", start=Path.home()))
        if path is not None:
            await self._leap.change(attach, self._engagement, path, interview=self._interview)
            self._fill()

    @errand()
    async def action_caption(self) -> None:
        """Say what the file under the cursor shows."""
        if pick := self._files.pick:
            words = await self.app.push_screen_wait(
                PromptDialog(
                    "What does it show?",
                    label="Caption",
                    value=pick.value.caption,
                    concerning=pick.value.name,
                )
            )
            if words is not None:
                await self._leap.change(change_attachment, pick.value, caption=words)
                self._fill()

    @errand()
    async def action_choose(self) -> None:
        """Whether the file under the cursor may leave the store."""
        if pick := self._files.pick:
            await self._leap.change(change_attachment, pick.value, may_leave=not pick.value.may_leave)
            self._fill()

    @on(PickList.Chosen)
    def choose_row(self, event: PickList.Chosen) -> None:
        """Enter changes what Space changes."""
        event.stop()
        self.action_choose()

    @errand()
    async def action_write_out(self) -> None:
        """Write the file under the cursor into a folder."""
        if pick := self._files.pick:
            folder = await self.app.push_screen_wait(
                PathDialog(
                    "Write it into which folder?", start=Path.home(), folder=True, concerning=pick.value.name
                )
            )
            if folder is not None:
                written = await written_over_only_if_asked(
                    self._leap,
                    lambda *, over: self._leap.ask(save_attachment, pick.value, folder, over=over),
                )
                if written is not None:
                    self.notify(f"Written: {written}", markup=False)

    @errand()
    async def action_remove(self) -> None:
        """Take the file under the cursor out of the list; undo brings it back."""
        if pick := self._files.pick:
            await self._leap.change(put_away_attachment, pick.value)
            self._fill()
            self.notify("Removed. F5 takes it back.", markup=False)
