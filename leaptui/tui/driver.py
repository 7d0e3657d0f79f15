"""The terminal's driver, for a window that may be closed while the app is at work.

Textual writes from a thread that ends when the terminal is gone, and whoever writes next waits for it
for ever. The kernel also wakes the app after a window is closed (SIGCONT follows SIGHUP), and Textual
then starts on the vanished terminal anew. Either way the app would stay, with the store locked.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import IO, Any

from textual.driver import Driver
from typing_extensions import override


class _Window:
    """The output of a terminal; what is written after its window was closed goes nowhere."""

    def __init__(self, output: IO[str]) -> None:
        self._output = output

    def write(self, text: str) -> int:
        """Write, and say how much was taken."""
        with suppress(OSError):
            self._output.write(text)
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        with suppress(OSError):
            self._output.flush()

    def fileno(self) -> int:
        """The terminal's number."""
        return self._output.fileno()


def driver_class() -> type[Driver] | None:
    """The driver of this system; none leaves the choice to Textual."""
    if sys.platform == "win32" or "TEXTUAL_DRIVER" in os.environ:
        return None
    from textual.drivers.linux_driver import LinuxDriver

    class WindowDriver(LinuxDriver):
        """Textual's own, except where the window is gone."""

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self._file: Any = _Window(sys.__stderr__) if sys.__stderr__ else None

        @override
        def resume_application_mode(self) -> None:
            """Go on where the app was stopped and its terminal is still there."""
            if os.isatty(self.fileno):
                super().resume_application_mode()

    return WindowDriver
