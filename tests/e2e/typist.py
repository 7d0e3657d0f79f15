"""Somebody types a known text into a note, and remembers what the screen called saved."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

from tests.e2e.terminal import Terminal

COLUMNS, ROWS = 74, 12
"""Narrow enough for the guide to fold, low enough for frames to be short."""
_BAR, _TEXT = 1, slice(3, ROWS - 2)
"""The row that says what is saved, and the rows of the note."""
_MARGIN = 9
_PATIENCE = 60
"""Seconds for a screen to come: a thousand kills go on beside other work."""
_WORD = re.compile(r"[wé中]\d{5}")
_PLACE = re.compile(rb"\x1b\[(\d+);\d+H")


def words(chance: Random) -> Iterator[str]:
    """Words without end, each its own number, one in ten on a line of its own, some that are not ASCII."""
    for number in count():
        yield f"{chance.choice('wwwé中')}{number:05d}" + ("\n" if chance.random() < 0.1 else " ")


def frames(data: bytes) -> Iterator[bytes]:
    """What was sent, cut where the program begins to paint from above again."""
    row, start = 0, 0
    for place in _PLACE.finditer(data):
        if int(place[1]) < row:
            yield data[start : place.start()]
            start = place.start()
        row = int(place[1])
    yield data[start:]


class Typist:
    """One sitting at one note.

    After each frame the screen is looked at as a person does: where it says `✓ saved`, all the text
    that can be seen is taken to be safe.
    """

    def __init__(self, home: Path, passphrase: str) -> None:
        """Start leaptui.

        Args:
            home: Folder of a store with one city and one interview.
            passphrase: Of that store.
        """
        self.terminal = Terminal(home=home, columns=COLUMNS, rows=ROWS, LEAPTUI_PASSPHRASE=passphrase)
        self.text = ""
        """All that was typed, now and before."""
        self.safe = 0
        """How many characters of it the screen has called saved."""
        self.times_saved = 0
        """How often the screen went from anything else to saved."""
        self._was_saved = False

    def open_note(self, text: str, *, found: bool) -> None:
        """Go to the note by keyboard; the text typed before must be there.

        Args:
            text: All that should stand in the note.
            found: Whether it never became a change; leaptui asks, and is answered.
        """
        terminal = self.terminal
        self.text, self.safe = text, len(text)
        if found:
            terminal.wait_for("words found", _PATIENCE)
            terminal.child.send("\r")
            terminal.wait_for("kept.", _PATIENCE)
        for key, answer in (("", "open city"), ("\r", "Ten components"), ("3", "Night dispatcher")):
            terminal.child.send(key)
            terminal.wait_for(answer, _PATIENCE)
        terminal.child.send("\r")
        terminal.wait_for("^T time", _PATIENCE)
        terminal.wait_for((text.split() or [""])[-1], _PATIENCE)

    def type(self, word: str, pause: float) -> None:
        """Type a word key by key, looking at the screen after each for up to `pause` seconds."""
        for key in word:
            self.terminal.child.send("\r" if key == "\n" else key)
            self.text += key
            self.look(pause)

    def look(self, seconds: float) -> None:
        """Watch the screen for so long."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and self._see(left):
            pass

    def kill(self) -> None:
        """End it in the midst of whatever it does, and look at what it had still said."""
        self.terminal.kill()
        while self._see(0.2):
            pass
        self.terminal.child.close()

    def _see(self, seconds: float) -> bool:
        terminal = self.terminal
        before = len(terminal.bytes)
        goes_on = terminal.take(seconds)
        for frame in frames(bytes(terminal.bytes[before:])):
            terminal.paint(frame)
            saved = "✓ saved" in terminal.screen.display[_BAR]
            if saved:
                self.safe = max(self.safe, self._seen())
                self.times_saved += not self._was_saved
            self._was_saved = saved
        return goes_on

    def _seen(self) -> int:
        """How many characters of the text stand on the screen, up to the last that can be seen."""
        shown = "".join(row[_MARGIN:] for row in self.terminal.screen.display[_TEXT])
        shown = "".join(shown.split())
        whole = list(_WORD.finditer(shown))
        if not whole:
            return 0
        seen = self.text.index(whole[-1][0])
        rest = iter(shown[whole[-1].start() :])
        for place in range(seen, len(self.text)):
            if self.text[place].isspace():
                continue
            if self.text[place] != next(rest, ""):
                break
            seen = place + 1
        return seen
