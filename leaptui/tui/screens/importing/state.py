"""How an import stands: what was chosen, found and settled, and what runs now. No widget is needed to ask it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from pathlib import Path

from leaptui.domain.call_records import DataRequest, Dataset
from leaptui.domain.calls import ColumnReading, Confidence, Correction, Inspection
from leaptui.domain.errors import LeapError
from leaptui.domain.records import Engagement
from leaptui.services.calls.recipes import FurtherFile, LookedAt, PastReading
from leaptui.tui.screens.importing.words import Asked, questions

TELLING = 0.25
"""Seconds between two tellings of how far an import is."""
_DOING = {"reading": "Reading the rows…", "cleaning": "Cleaning…", "storing": "Storing…", "done": "Stored."}


class Step(IntEnum):
    """The four steps of an import, and its end."""

    FILE = 0
    COLUMNS = 1
    RULES = 2
    STORE = 3
    STORED = 4


@dataclass(slots=True, kw_only=True)
class Notes:
    """What is noted of a file beside how it is read."""

    sender: str = ""
    received: str = ""
    """ISO date on which the file came."""
    label: str = ""
    request: DataRequest | None = None
    """The data request it answers."""


@dataclass(slots=True, kw_only=True)
class ImportState:
    """One import, from choosing the file to its ledger."""

    engagement: Engagement
    step: Step = Step.FILE
    path: Path | None = None
    further: tuple[FurtherFile, ...] = ()
    """More files of the same layout, appended."""
    inspection: Inspection | None = None
    correction: Correction = field(default_factory=Correction)
    settled: frozenset[str] = frozenset()
    """Columns that a person confirmed, and keys of the questions she answered."""
    past: PastReading | None = None
    """How an earlier file was read, where this one is read so too."""
    differences: Sequence[str] = ()
    """What is different from that earlier file, each in words."""
    problem: LeapError | None = None
    """Why the file could not be read."""
    notes: Notes = field(default_factory=Notes)
    dataset: Dataset | None = None
    """What was stored."""
    unreadable: int = 0
    """Rows of it that could not be read."""
    looking: bool = False
    """Whether the file is being looked at."""
    progress: tuple[str, float] | None = None
    """Step and share of the import that runs."""
    stop: threading.Event = field(default_factory=threading.Event)
    """Set to end the import that runs."""
    _untouched: Correction = field(default_factory=Correction)

    def begin(self, path: Path) -> None:
        """Begin with a file, the first or another: what was chosen stays to be tried on it."""
        if not self.has_choices:
            self.correction = self._untouched = Correction()
        if path != self.path:
            self.further = ()
            self.correction = replace(self.correction, sheet=None)
        self.path, self.inspection, self.problem, self.differences = path, None, None, ()
        self.correction = replace(self.correction, header_row=None, encoding=None, delimiter=None, quote=None)

    def take(self, seen: LookedAt, *, untouched: bool = False) -> None:
        """The file was looked at; what was settled of columns that are not there any more falls away.

        Args:
            seen: What was found.
            untouched: Whether nothing of it was chosen by hand.
        """
        self.inspection, self.correction, self.problem = seen.inspection, seen.correction, None
        names = {column.name for column in seen.inspection.columns}
        still = {key for key in self.settled if key.partition(":")[2] in {"", *names} or key in names}
        self.settled = frozenset() if untouched else frozenset(still)
        if untouched:
            self._untouched = seen.correction

    @property
    def rows(self) -> int:
        """Of all files together."""
        return (self.inspection.rows if self.inspection else 0) + sum(each.rows for each in self.further)

    @property
    def is_busy(self) -> bool:
        """Whether something runs that must end first."""
        return self.looking or self.progress is not None

    @property
    def has_choices(self) -> bool:
        """Whether leaving would lose something that a person chose or wrote."""
        return bool(
            self.dataset is None
            and (self.correction != self._untouched or self.settled or self.further or self.notes != Notes())
        )

    @property
    def questions(self) -> list[Asked]:
        """What has to be settled before the file can be imported."""
        return questions(self.inspection, self.settled) if self.inspection else []

    @property
    def columns(self) -> Sequence[ColumnReading]:
        """The columns as they are read, those a person settled without a mark of doubt."""
        if self.inspection is None:
            return ()
        return [self._as_settled(column) for column in self.inspection.columns]

    def _as_settled(self, column: ColumnReading) -> ColumnReading:
        past = self._untouched.roles.get(column.name) if self.past else None
        answered = column.name in self.settled or any(key.endswith(f":{column.name}") for key in self.settled)
        if answered and column.confidence is Confidence.ASK:
            return replace(column, confidence=Confidence.SURE, reason="you said so")
        if self.past and past is column.role is self.correction.roles.get(column.name):
            return replace(column, reason=f"as in {self.past.file}")
        return column

    def next_question(self, after: str | None) -> str | None:
        """The next column to settle behind this one, round again after the last."""
        names = [column.name for column in self.columns]
        at = names.index(after) if after in names else -1
        asking = [names.index(each.column) for each in self.questions if each.column in names]
        if not asking:
            return None
        return names[next((index for index in asking if index > at), asking[0])]

    @property
    def working(self) -> tuple[str, float | None] | None:
        """What runs now in words, and how much of it is done where that is known."""
        if self.looking and self.path is not None:
            share = self.progress[1] if self.progress else None
            return f"Looking at {self.path.name}…", share
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
