"""The passphrase of the store; on the first run, making the store and its recovery sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from leaptui.domain.errors import LeapError, WrongKey
from leaptui.services.homes import has_store, make_workspace, open_workspace
from leaptui.services.workspace import Workspace
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog, Gap, Words
from leaptui.tui.dialogs.fields import FieldKind, FieldRow, FieldSpec
from leaptui.tui.errands import errand
from leaptui.tui.screens.recovery import RecoverySheetScreen

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

SHORTEST_PASSPHRASE = 8
"""Characters; a short sentence is better and easier to keep."""

_OPENING = (FieldSpec(key="passphrase", label="Passphrase", kind=FieldKind.SECRET, required=True),)
_MAKING = (
    FieldSpec(
        key="passphrase",
        label="Passphrase",
        kind=FieldKind.SECRET,
        required=True,
        hint="a short sentence is good",
    ),
    FieldSpec(key="again", label="Once more", kind=FieldKind.SECRET, required=True),
)


class UnlockScreen(Dialog[bool]):
    """Stands before everything until the store is open. Esc leaves the app."""

    DEFAULT_CSS = """
    UnlockScreen { background: $background; }
    UnlockScreen > #dialog { background: $background; border-left: heavy $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("ask")
    SCOPES: ClassVar[tuple[str, ...]] = ("ask", "dialog")

    def __init__(self, home: Path, *, problem: str = "") -> None:
        """A question for the passphrase.

        Args:
            home: Folder of the store; one without a store leads to making it.
            problem: A sentence on what went wrong when the store was tried.
        """
        self.home = home
        self.making = not has_store(home)
        super().__init__(
            "Make your notebook" if self.making else "leaptui is locked",
            concerning=(
                "Everything you write is kept in one encrypted store on this laptop. Without the passphrase "
                "or the recovery sheet nobody can read it: not a thief, and not you."
                if self.making
                else f"The store in {home}"
            ),
            keys=[("Enter", "make the store" if self.making else "open")],
            escape="leave leaptui",
        )
        self._first_problem = problem
        self._rows = [FieldRow(field, "") for field in (_MAKING if self.making else _OPENING)]
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

    @on(Input.Submitted)
    def go_on(self) -> None:
        """The next field, or try."""
        at = next((index for index, each in enumerate(self._rows) if each.editor.has_focus), 0)
        if at + 1 < len(self._rows):
            self._rows[at + 1].editor.focus()
        else:
            self.action_confirm()

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
        """Leave the app; nothing was opened."""
        self.app.exit()

    async def _open(self) -> None:
        passphrase = self._rows[0].value
        if not passphrase:
            self._rows[0].tell("Needed.")
            return
        self._state.say("Opening …")
        try:
            await self._leap.store.open(lambda: open_workspace(self.home, passphrase))
        except WrongKey as error:
            self._rows[0].tell(error.sentence)
            field = self._rows[0].editor
            if isinstance(field, Input):
                field.value = ""
            return
        except LeapError as error:
            self._rows[0].tell(error.sentence)
            return
        self.dismiss(result=True)

    async def _make(self) -> None:
        passphrase, again = (each.value for each in self._rows)
        if len(passphrase) < SHORTEST_PASSPHRASE:
            self._say_at(0, f"At least {SHORTEST_PASSPHRASE} characters.")
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
        self.dismiss(result=True)

    def _say_at(self, place: int, problem: str) -> None:
        self._rows[place].tell(problem)
        self._rows[place].editor.focus()
