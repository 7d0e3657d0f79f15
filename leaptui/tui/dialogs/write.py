"""A page to write on: several paragraphs, with room."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import TextArea
from typing_extensions import override

from leaptui.domain.errors import LeapError
from leaptui.domain.text import clean
from leaptui.services.pages import Page, make_safe
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.ask import AskDialog
from leaptui.tui.dialogs.dialog import Dialog, Gap
from leaptui.tui.errands import errand
from leaptui.tui.keyboard import Holds
from leaptui.tui.text import plain

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from leaptui.tui.app import LeapApp


SAFE_AFTER = 0.25
"""Seconds between a key and the disk."""


class WriteDialog(Dialog[str]):
    """Answers with the text. F2 saves, Esc asks first when something was written.

    Leaving the app from here keeps the text: `keep` is awaited with it.
    """

    DEFAULT_CSS = """
    WriteDialog > #dialog { width: 92; height: 96%; max-height: 34; }
    WriteDialog TextArea { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("writing")
    SCOPES: ClassVar[tuple[str, ...]] = ("writing", "dialog")

    def __init__(
        self,
        question: str,
        text: str,
        *,
        keep: Callable[[str], Awaitable[None]],
        concerning: str = "",
        hint: str = "",
        insert: Callable[[], Screen[str | None]] | None = None,
        page: Page | None = None,
    ) -> None:
        """A page.

        Args:
            question: What is written.
            text: What stands there at first.
            keep: Saves the text when the app is left from here.
            concerning: Second row.
            hint: Shown while the page is empty.
            insert: Makes a dialog that answers with what is put where the cursor stands.
            page: Whose text it is: what is typed is then safe against a crash a moment later.
        """
        keys = [("F2", "save"), *([("F3", "figure or quote")] if insert else [])]
        super().__init__(question, concerning=concerning, keys=keys, escape="keep as it was")
        self._before = clean(text)
        self._keep = keep
        self._hint = hint
        self._insert = insert
        self._page = page
        self._pause: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """The page."""
        yield Gap()
        yield TextArea(
            self._before,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            placeholder=plain(self._hint),
        )

    def on_mount(self) -> None:
        """Write at once, behind what stands there."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)
        cast("LeapApp", self.app).keepers.append(self._keep_text)

    @on(TextArea.Changed)
    def typed(self) -> None:
        """Wait for a pause of the fingers, and make the page safe."""
        if self._page is not None and self._pause is None:
            self._pause = self.set_timer(SAFE_AFTER, self._make_safe)

    @errand("safe", holds=Holds.NOTHING)
    async def _make_safe(self) -> None:
        self._pause = None
        app = cast("LeapApp", self.app)
        if self._page is None or app.read_only:
            return
        try:
            await app.ask(make_safe, self._page, self.text)
        except LeapError as error:
            self.notify(error.sentence, severity="error", markup=False)

    def on_unmount(self) -> None:
        """Nothing is left to be kept."""
        keepers = cast("LeapApp", self.app).keepers
        if self._keep_text in keepers:
            keepers.remove(self._keep_text)

    @property
    def text(self) -> str:
        """What stands on the page, cleaned."""
        return clean(self.query_one(TextArea).text)

    def action_save(self) -> None:
        """Answer with the text."""
        self.dismiss(self.text)

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is put where nothing can be chosen."""
        return (
            False if action == "insert" and self._insert is None else super().check_action(action, parameters)
        )

    def action_insert(self) -> None:
        """Put what is chosen where the cursor stands."""
        if self._insert is not None:
            self.app.push_screen(self._insert(), self._put)

    def _put(self, chosen: str | None) -> None:
        if chosen is not None:
            self.query_one(TextArea).insert(chosen)

    @errand()
    async def action_cancel(self) -> None:
        """Leave; asks first when something was written."""
        if self.text != self._before:
            leave = await self.app.push_screen_wait(
                AskDialog("Leave without saving?", does="throw it away", escape="go on writing")
            )
            if not leave:
                return
        self.dismiss(None)

    async def _keep_text(self) -> None:
        text = self.text
        if text.strip() and text != self._before:
            await self._keep(text)
            self._before = text  # the app may have been locked: the page is still written on then
