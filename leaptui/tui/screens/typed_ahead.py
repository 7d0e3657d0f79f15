"""What is typed while a note is being opened, kept for the note."""

from __future__ import annotations

from typing import Any, TypeVar

from textual import events
from textual.app import App
from textual.screen import ModalScreen, Screen

from leaptui.tui.dialogs.dialog import Dialog

Answer = TypeVar("Answer")


class TypedAhead(ModalScreen[None]):
    """Lies unseen over a list while the store is read, so that no word falls on the keys of the list.

    A person who begins an interview types at once; on a slow computer, or while the store is busy,
    the first letters would otherwise be commands of the screen beneath.
    """

    DEFAULT_CSS = """
    TypedAhead { background: transparent; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._typed: list[events.Key | events.Paste] = []
        self._is_over = False
        self._is_gone = False

    def on_key(self, event: events.Key) -> None:
        """Keep it."""
        self._keep(event)

    def on_paste(self, event: events.Paste) -> None:
        """Keep it."""
        self._keep(event)

    def _keep(self, event: events.Key | events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._typed.append(event)

    def on_screen_resume(self) -> None:
        """Something lay over this when it was to go."""
        if self._is_over:
            self._go()

    def let_go(self) -> None:
        """Leave the screen beneath as it was; what was typed was for nobody."""
        self._is_over = True
        if self.is_current:
            self._go()

    def _go(self) -> None:
        # Once only: a second time would take the screen beneath away.
        if not self._is_gone:
            self._is_gone = True
            self.dismiss()

    async def give_way_to(self, screen: Screen[None]) -> None:
        """Put a screen in the place of this one, and type into it what was typed meanwhile."""
        app = self.app
        if self.is_current:
            await app.switch_screen(screen)
        else:
            self._is_over = True
            await app.push_screen(screen)
        self._type_it(app)

    async def ask(self, dialog: Dialog[Answer]) -> Answer | None:
        """Show a dialog above this, type into it what was typed before it came, and wait for its answer."""
        app = self.app
        answer = app.push_screen(dialog, wait_for_dismiss=True)
        dialog.call_after_refresh(self._type_it, app)
        return await answer

    def _type_it(self, app: App[Any]) -> None:
        typed, self._typed = self._typed, []
        for event in typed:
            if isinstance(event, events.Key):
                app.post_message(events.Key(event.key, event.character))
            else:
                app.post_message(events.Paste(event.text))


def hold_what_is_typed(app: App[Any]) -> TypedAhead:
    """Keep what is typed from now on: let it go, or give way to the screen it is meant for.

    Call it in the action itself and not in its errand: the next key may be there before that begins.
    """
    held = TypedAhead()
    app.push_screen(held)
    return held
