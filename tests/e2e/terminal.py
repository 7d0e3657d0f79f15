"""leaptui in a real pseudo-terminal: keys go in, the screen is read back."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import pexpect
import pyte

PATIENCE = 120
"""Seconds for an answer. It costs nothing where the answer comes; a busy machine may take its time."""
_OF_ANOTHER_TERMINAL = ("NO_COLOR", "COLUMNS", "LINES")
"""What the environment says of the terminal that the tests themselves run in; it holds for no other."""


class Terminal:
    """One run of leaptui. Use it as a context manager; it ends only what it started."""

    def __init__(
        self,
        *arguments: str,
        home: Path,
        columns: int = 100,
        rows: int = 30,
        program: str = "leaptui",
        inside: Sequence[str] = (),
        **settings: str,
    ) -> None:
        """Start leaptui.

        Args:
            arguments: Of the command line.
            home: Folder of the store.
            columns: Of the terminal.
            rows: Of the terminal.
            program: The module that is run.
            inside: A command that runs it, and becomes it.
            settings: More of the environment, such as the passphrase.
        """
        environment = {key: value for key, value in os.environ.items() if key not in _OF_ANOTHER_TERMINAL}
        environment |= {"TERM": "xterm-256color", "LEAPTUI_HOME": str(home), "TEXTUAL_ANIMATIONS": "none"}
        environment |= settings
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.bytes = bytearray()
        """Everything the program sent to the terminal."""
        command = [*inside, sys.executable, "-m", program, *arguments]
        self.child = pexpect.spawn(
            command[0],
            command[1:],
            dimensions=(rows, columns),
            env=environment,
            timeout=PATIENCE,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.child.close(force=True)

    @property
    def text(self) -> str:
        """What stands on the screen now."""
        return "\n".join(line.rstrip() for line in self.screen.display if line.strip())

    def press(self, *keys: str) -> None:
        """Send keys, each after the screen has answered the one before, as a person types."""
        for each in keys:
            self.child.send(each)
            self.settle()

    def type_until_saved(self, words: str) -> None:
        """Type into a note until the screen calls all of it saved.

        The words are waited for first: a busy program may not have read the first of them yet, and
        still call saved what stood there before.
        """
        self.press(words)
        self.wait_for(words.strip())
        self.wait_for("✓ saved")

    def settle(self) -> None:
        """Read until the program has nothing more to say for a quarter of a second."""
        quiet_since = time.monotonic()
        while time.monotonic() - quiet_since < 0.25:
            before = len(self.bytes)
            if not self.read(0.05):
                return
            if len(self.bytes) != before:
                quiet_since = time.monotonic()

    def wait_for(self, words: str, seconds: float = PATIENCE) -> None:
        """Read the screen until these words stand on it.

        Raises:
            AssertionError: When they do not come in time, or the program ends; the screen is in the message.
        """
        deadline = time.monotonic() + seconds
        while words not in self.text:
            if time.monotonic() > deadline or (not self.read() and words not in self.text):
                raise AssertionError(f"“{words}” did not come:\n{self.text}")

    def wait_for_end(self, seconds: float = PATIENCE) -> int | None:
        """Read until the program ends by itself.

        Returns:
            Its exit status, or nothing when a signal ended it.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if not self.read():
                self.child.wait()
                status: int | None = self.child.exitstatus
                return status
        raise AssertionError(f"leaptui did not end:\n{self.text}")

    def kill(self) -> None:
        """End it at once, as a dying battery would."""
        self.child.kill(signal.SIGKILL)
        self.child.wait()

    def read(self, seconds: float = 0.2) -> bool:
        """Bring the screen up to date, waiting so long at most; false when the program has ended."""
        before = len(self.bytes)
        goes_on = self.take(seconds)
        self.paint(bytes(self.bytes[before:]))
        return goes_on

    def take(self, seconds: float) -> bool:
        """Take in what the program says next and leave the screen as it is; false when it has ended."""
        try:
            self.bytes += self.child.read_nonblocking(65_536, timeout=seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        return True

    def paint(self, data: bytes) -> None:
        """Paint on the screen what was taken in."""
        self._stream.feed(data)
