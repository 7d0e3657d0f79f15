"""The recovery sheet: shown once, when a store is made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.ask import AskDialog
from leaptui.tui.dialogs.dialog import Dialog, Gap
from leaptui.tui.dialogs.path import PathDialog
from leaptui.tui.errands import errand
from leaptui.tui.text import paragraph
from leaptui.tui.widgets.block import Block

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

FILE_NAME = "leaptui-recovery-sheet.txt"


class _Sheet(Block):
    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def lines(self, width: int) -> Sequence[Content]:
        """The sheet as it will be printed."""
        return paragraph(self._text, width)


class RecoverySheetScreen(Dialog[bool]):
    """The words that alone open the store, and where to put them."""

    DEFAULT_CSS = """
    RecoverySheetScreen { background: $background; }
    RecoverySheetScreen > #dialog { width: 84; background: $background; }
    RecoverySheetScreen #sheet { height: auto; background: $surface; padding: 1 1 0 1; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("recovery")
    SCOPES: ClassVar[tuple[str, ...]] = ("recovery",)
    LONG: ClassVar[str] = "#sheet"

    def __init__(self, sheet: str, home: Path) -> None:
        """A sheet.

        Args:
            sheet: Its text.
            home: Folder of the store, which is not where the sheet should stay.
        """
        super().__init__(
            "Your recovery sheet. Keep it before you go on.",
            concerning="It opens the store without the passphrase. Copy it by hand, or save it and print it; "
            "keep it away from this laptop.",
            keys=[("S", "save as a text file"), ("Enter", "I have it")],
            escape="I have it",
        )
        self._sheet = sheet
        self._home = home
        self._kept = False

    def compose_body(self) -> ComposeResult:
        """The sheet."""
        yield Gap()
        with VerticalScroll(id="sheet"):
            yield _Sheet(self._sheet)

    def on_mount(self) -> None:
        """Scrolling at once."""
        self.query_one("#sheet").focus()

    @errand()
    async def action_save_sheet(self) -> None:
        """Write it where she says, for printing."""
        folder = await self.app.push_screen_wait(
            PathDialog(
                "Save the recovery sheet in which folder?",
                start=Path.home(),
                folder=True,
                concerning=f"The file is called {FILE_NAME}.",
                unchanged="Print it, then delete the file: whoever has it can read everything.",
            )
        )
        if folder is not None:
            from leaptui.services.upkeep.upkeep import keep_recovery_sheet

            store = cast("LeapApp", self.app).store
            kept = await store.prepare(keep_recovery_sheet, self._sheet, folder / FILE_NAME)
            self._kept = True
            self.app.notify(f"Saved as {kept}.", markup=False)

    @errand()
    async def action_confirm(self) -> None:
        """Go on; asks first when it was not saved."""
        if not self._kept:
            sure = await self.app.push_screen_wait(
                AskDialog("Did you copy the sheet?", does="yes, go on", escape="show it again")
            )
            if not sure:
                return
        self.dismiss(result=True)
