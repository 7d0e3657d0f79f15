"""How an import stands: what was chosen, found and settled, and what runs now. No widget is needed to ask it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import ColumnReading, Confidence, Correction, Inspection
from leaptui.domain.errors import LeapError
from leaptui.domain.records import Engagement
from leaptui.tui.screens.import_panes import Step
from leaptui.tui.screens.import_words import questions

TELLING = 0.25
"""Seconds between two tellings of how far an import is."""
_DOING = {"reading": "Reading the rows…", "cleaning": "Cleaning…", "storing": "Storing…", "done": "Stored."}


@dataclass(slots=True, kw_only=True)
class ImportState:
    """One import, from choosing the file to its ledger."""

    engagement: Engagement
    step: Step = Step.FILE
    path: Path | None = None
    inspection: Inspection | None = None
    correction: Correction = field(default_factory=Correction)
    settled: frozenset[str] = frozenset()
    """Columns that a person confirmed."""
    problem: LeapError | None = None
    """Why the file could not be read."""
    sender: str = ""
    received: str = ""
    """ISO date on which the file came."""
    dataset: Dataset | None = None
    """What was stored."""
    looking: bool = False
    """Whether the file is being looked at."""
    progress: tuple[str, float] | None = None
    """Step and share of the import that runs."""
    stop: threading.Event = field(default_factory=threading.Event)
    """Set to end the import that runs."""

    def choose(self, path: Path) -> None:
        """Begin again with another file."""
        self.path, self.inspection, self.problem = path, None, None
        self.correction, self.settled, self.sender, self.received = Correction(), frozenset(), "", ""

    def take(self, correction: Correction) -> None:
        """The file was looked at by this; what was settled of another sheet or header is not any more."""
        self.correction = correction
        if not (correction.roles or correction.time_formats):
            self.settled = frozenset()

    @property
    def is_busy(self) -> bool:
        """Whether something runs that must end first."""
        return self.looking or self.progress is not None

    @property
    def questions(self) -> list[tuple[str, str]]:
        """Columns to settle, and what is asked of each."""
        return questions(self.inspection, self.settled) if self.inspection else []

    @property
    def columns(self) -> Sequence[ColumnReading]:
        """The columns as they are read, those a person settled without a mark of doubt."""
        if self.inspection is None:
            return ()
        return [
            replace(column, confidence=Confidence.SURE, reason="you said so")
            if column.name in self.settled and column.confidence is Confidence.ASK
            else column
            for column in self.inspection.columns
        ]

    def next_question(self, after: str | None) -> str | None:
        """The next column to settle behind this one, round again after the last."""
        names = [column.name for column in self.columns]
        at = names.index(after) if after in names else -1
        asking = [names.index(name) for name, _ in self.questions]
        if not asking:
            return None
        return names[next((index for index in asking if index > at), asking[0])]

    @property
    def working(self) -> tuple[str, float | None] | None:
        """What runs now in words, and how much of it is done where that is known."""
        if self.looking and self.path is not None:
            return f"Looking at {self.path.name}…", None
        if self.progress is not None:
            return _DOING.get(self.progress[0], self.progress[0]), self.progress[1]
        return None


def at_most_often(
    tell: Callable[[str, float], object], clock: Callable[[], float] = time.monotonic
) -> Callable[[str, float], None]:
    """Pass on how far the import is, four times a second at most; its end always.

    Args:
        tell: Told of it, on the thread that imports.
        clock: Seconds.
    """
    last = -TELLING

    def told(step: str, share: float) -> None:
        nonlocal last
        now = clock()
        if now - last >= TELLING or share >= 1.0:
            last = now
            tell(step, share)

    return told
