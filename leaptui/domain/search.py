"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """A record whose text matches, best first.

    Attributes:
        kind: Kind of the record.
        id: Its id.
        title: What to call it in a list.
        snippet: The words around the match, one line.
    """

    kind: str
    id: str
    title: str
    snippet: str
