"""What is missing before a city goes on: one thing each, with where it is mended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Gate(StrEnum):
    """The three points at which somebody asks what is missing."""

    DESIGN = "design"
    PRESENTING = "presenting"
    LAUNCH = "launch"

    @property
    def label(self) -> str:
        """The words shown."""
        return {
            "design": "Before Design",
            "presenting": "Before presenting",
            "launch": "Before launch",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is missing, or that somebody should look at.

    Attributes:
        gate: Before what.
        key: Its name, the same as long as it is the same thing: `heard.union`, `component.cost.stale`.
        text: What it is, in a clause without its full stop.
        place: Key of the place where it is mended; `roadmap/team` for a screen of the roadmap.
        record: Id of the record to go to, or key of the row; `…/item` for an item of a component's
            checklist; empty where the place is enough.
        holds_up: Whether it holds the gate; otherwise it is worth a look.
    """

    gate: Gate
    key: str
    text: str
    place: str
    record: str = ""
    holds_up: bool = True
