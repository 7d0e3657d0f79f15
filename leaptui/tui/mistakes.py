"""A mistake of ours that ends the app: one sentence, and nothing of what was in its hands."""

from __future__ import annotations

from textual.app import App
from typing_extensions import override

from leaptui.domain.errors import LeapError


class SpeaksNoTraceback(App[None], inherit_bindings=False):
    """An app that ends without Textual's traceback, which shows what variables hold: people's words, a key."""

    mistake: str = ""
    """The name of the error that ended the app, where one did."""

    @override
    def _handle_exception(self, error: Exception) -> None:
        super()._handle_exception(error)
        self._exit_renderables.clear()
        self.mistake = type(error).__name__

    def run_to_its_end(self) -> None:
        """Run in the terminal.

        Raises:
            LeapError: A mistake of ours ended it.
        """
        self.run()
        if self.mistake:
            raise LeapError(
                f"leaptui made a mistake ({self.mistake}) and had to end.",
                safe="What it had called saved is safe.",
                next_step="Start it again: text that was typed and not saved is offered then.",
            )
