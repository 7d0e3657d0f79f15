"""The passphrase of the store; on the first run, making the store and its recovery sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input
from typing_extensions import override

from leaptui.domain.errors import LeapError, StoreHeld, WrongKey
from leaptui.services.upkeep.homes import has_store, make_workspace, open_workspace, open_workspace_by_sheet
from leaptui.services.workspace import Workspace
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog, Gap, Words
from leaptui.tui.dialogs.fields import FieldKind, FieldRow, FieldSpec
from leaptui.tui.errands import errand
from leaptui.tui.keyboard import Holds
from leaptui.tui.opening import wants_to_read
from leaptui.tui.screens.upkeep.passphrase import NEW_PASSPHRASE, too_short
from leaptui.tui.screens.upkeep.recovery import RecoverySheetScreen
from leaptui.tui.screens.upkeep.sheet import SheetDialog

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

_OPENING = (FieldSpec(key="passphrase", label="Passphrase", kind=FieldKind.SECRET, required=True),)


class LockedScreen(Screen[None]):
    """Nothing, over everything: what a locked app shows behind the question for the passphrase."""

    DEFAULT_CSS = """
    LockedScreen { background: $background; }
    """
    AUTO_FOCUS: ClassVar[str | None] = ""


class UnlockScreen(Dialog[bool]):
    """Stands before everything until the store is open; answers whether its recovery sheet opened it.

    Esc leaves the app, but where it was locked: there a stray key must not end what is behind.
    """

    DEFAULT_CSS = """
    UnlockScreen { background: $background; }
    UnlockScreen > #dialog { background: $background; border-left: heavy $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("unlock", "ask", "fields")
    SCOPES: ClassVar[tuple[str, ...]] = ("unlock", "ask", "fields", "dialog")

    def __init__(self, home: Path, *, problem: str = "", locked: bool = False) -> None:
        """A question for the passphrase.

        Args:
            home: Folder of the store; one without a store leads to making it.
            problem: A sentence on what went wrong when the store was tried.
            locked: Whether the app was open before, and goes on where it was.
        """
        self.home = home
        self.locked = locked
        self.making = not locked and not has_store(home)
        keys = [("Enter", "make the store" if self.making else "open")]
        keys += [] if self.making else [("F4", "recovery sheet")]
        keys += [("^Q", "leave leaptui")] if locked else []
        super().__init__(
            "Make your notebook" if self.making else "leaptui is locked",
            concerning=(
                "Everything you write is kept in one encrypted store on this laptop. Without the passphrase "
                "or the recovery sheet nobody can read it: not a thief, and not you."
                if self.making
                else "What you typed is being saved and the store is being closed …"
                if locked
                else f"The store in {home}"
            ),
            keys=keys,
            escape="clear" if locked else "leave leaptui",
        )
        self._first_problem = problem
        self._rows = [FieldRow(field, "") for field in (NEW_PASSPHRASE if self.making else _OPENING)]
        self._state = Words("", "$text-muted")
        self._busy = False

    @property
    def _leap(self) -> LeapApp:
        return cast("LeapApp", self.app)

    def compose_body(self) -> ComposeResult:
        """The fields and what is being done."""
        yield Gap()
        yield from self._rows
        yield self._state

    def on_mount(self) -> None:
        """Type at once."""
        self._rows[0].tell(self._first_problem)
        self._rows[0].editor.focus()
        if self.locked:
            self._tell_when_closed()

    @errand("closing", holds=Holds.NOTHING)
    async def _tell_when_closed(self) -> None:
        app = self._leap
        await app.lock.put_away()
        said = (
            "The store is closed. Some of what you typed could not be saved: it is kept while leaptui runs."
            if app.lock.unsaved
            else "What you typed is saved and the store is closed. You go on where you were."
        )
        self.query_one("#concerning", Words).say(f"{said} {app.notice}".strip())

    @on(Input.Submitted)
    def go_on(self) -> None:
        """Try: Enter in the last field, for before it the next one is gone to at once."""
        self.action_confirm()

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter in the last field is the field's own, after what was typed there."""
        if action == "go_on_at_once":
            return any(each.editor is self.focused for each in self._rows[:-1])
        return super().check_action(action, parameters)

    def action_go_on_at_once(self) -> None:
        """The next field."""
        self.action_focus_field(1)

    def action_focus_field(self, by: int) -> None:
        """To another field, round and round."""
        at = next((index for index, each in enumerate(self._rows) if each.editor is self.focused), 0)
        self.set_focus(self._rows[(at + by) % len(self._rows)].editor)

    @errand("unlock")
    async def action_confirm(self) -> None:
        """Open or make the store."""
        if self._busy:
            return
        for each in self._rows:
            each.tell("")
        self._busy = True
        try:
            await (self._make() if self.making else self._open())
        finally:
            self._busy = False
            self._state.say("")

    def action_cancel(self) -> None:
        """Leave the app, for nothing was opened; where it was locked, type anew."""
        if self.locked:
            self._empty_field()
            self._rows[0].tell("")
        else:
            self.app.exit()

    @errand("unlock")
    async def action_sheet(self) -> None:
        """Open by the recovery sheet."""
        if self.making or self._busy:
            return
        sheet = await self.app.push_screen_wait(SheetDialog())
        if sheet is None:
            return
        self._rows[0].tell("")
        await self._try(
            lambda read_only: open_workspace_by_sheet(self.home, sheet, read_only=read_only), by_sheet=True
        )

    async def _open(self) -> None:
        passphrase = self._rows[0].value
        if not passphrase:
            self._rows[0].tell("Needed.")
            return
        home = self.home
        await self._try(
            lambda read_only: open_workspace(home, passphrase, read_only=read_only), by_sheet=False
        )

    async def _try(self, opener: Callable[[bool], Workspace], *, by_sheet: bool) -> None:
        app = self._leap
        read_only = app.opens_read_only
        if self.locked:
            self._state.say("What was begun is being finished first …")
            await app.lock.put_away()
        self._state.say("Opening …")
        try:
            try:
                await app.store.open(lambda: opener(read_only))
            except StoreHeld as held:
                self._state.say("")
                if not await wants_to_read(app, held):
                    self._rows[0].tell(held.what)
                    return
                read_only = True
                self._state.say("Opening …")
                await app.store.open(lambda: opener(read_only))
        except LeapError as error:
            self._rows[0].tell(error.sentence)
            if isinstance(error, WrongKey):
                self._empty_field()
            return
        finally:
            self._state.say("")
        self._empty_field()
        self.dismiss(by_sheet)

    def _empty_field(self) -> None:
        field = self._rows[0].editor
        if isinstance(field, Input):
            field.value = ""

    async def _make(self) -> None:
        passphrase, again = (each.value for each in self._rows)
        problem = too_short(passphrase)
        if problem:
            self._say_at(0, problem)
            return
        if passphrase != again:
            self._say_at(1, "The two are not the same.")
            return
        self._state.say("Making the store …")
        sheets: list[str] = []

        def make() -> Workspace:
            workspace, sheet = make_workspace(self.home, passphrase)
            sheets.append(sheet)
            return workspace

        try:
            await self._leap.store.open(make)
        except LeapError as error:
            self._say_at(0, error.sentence)
            return
        await self._leap.push_screen_wait(RecoverySheetScreen(sheets[0], self.home))
        self.dismiss(result=False)

    def _say_at(self, place: int, problem: str) -> None:
        self._rows[place].tell(problem)
        self._rows[place].editor.focus()
