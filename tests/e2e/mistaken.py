"""leaptui with a mistake in it, which happens with the words of a note in its hands.

`python -m tests.e2e.mistaken HOME`: F11 makes it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from textual import events
from textual.widgets import TextArea

from leaptui.cli.root import run
from leaptui.tui import app


class MistakenApp(app.LeapApp):
    """Falls over its own feet at F11."""

    CSS_PATH = str(Path(app.__file__).with_name("base.tcss"))

    async def on_event(self, event: events.Event) -> None:
        """Everything comes by here."""
        if isinstance(event, events.Key) and event.key == "f11":
            words: Any = self.screen.query_one(TextArea).text
            raise ZeroDivisionError(words)
        await super().on_event(event)


if __name__ == "__main__":
    app.LeapApp = MistakenApp  # type: ignore[misc]
    sys.argv = ["leaptui", "--home", str(Path(sys.argv[1]))]
    sys.exit(run())
