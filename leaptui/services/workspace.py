"""What every service works in."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from leaptui.domain.identity import record_id

if TYPE_CHECKING:
    from types import TracebackType

    from leaptui.domain.calls import CallsSummary
    from leaptui.practice.reader import Practice
    from leaptui.services.calls.opened import OpenCalls
    from leaptui.services.roadmap.picture_figures import CountedFigure
    from leaptui.store.store import Store


def wall_clock_ms() -> int:
    """Milliseconds since 1970-01-01 UTC."""
    return time.time_ns() // 1_000_000


@dataclass(slots=True, kw_only=True)
class Workspace:
    """An open store and what stands around it.

    Belongs to the one thread that opened it, as the store does. Use it as a context manager,
    or call `close`.
    """

    home: Path
    store: Store
    practice: Practice
    now_ms: Callable[[], int] = wall_clock_ms
    random_bytes: Callable[[int], bytes] = os.urandom
    opened_calls: list[OpenCalls] = field(default_factory=list)
    """The datasets last asked about, kept open so that a changed filter answers at once."""
    kept_summaries: dict[object, CallsSummary] = field(default_factory=dict)
    """Of datasets, by all that they depend on, so that what asks again counts nothing again."""
    kept_figures: dict[object, Mapping[str, CountedFigure]] = field(default_factory=dict)
    """Of pictures of the calls, likewise."""

    def new_id(self) -> str:
        """A name for a new record."""
        return record_id(self.now_ms(), self.random_bytes(10))

    def now(self) -> datetime:
        """The wall clock, UTC."""
        return datetime.fromtimestamp(self.now_ms() / 1000, UTC)

    def today(self) -> date:
        """The day it is where the laptop is."""
        return self.now().astimezone().date()

    def close(self) -> None:
        """Let go of the datasets and of the store."""
        while self.opened_calls:
            self.opened_calls.pop().close()
        self.store.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
