"""What every record of the store has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has: its name, and whether it was put away."""

    kind: ClassVar[str]
    id: str
    deleted: bool = False
