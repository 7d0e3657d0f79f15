"""Days as people write them down."""

from __future__ import annotations

from datetime import date

from leaptui.domain.errors import InputRefused
from leaptui.domain.text import one_line


def day_from(text: str) -> str | None:
    """An ISO date, or nothing for empty text.

    Raises:
        InputRefused: When it is no date.
    """
    words = one_line(text)
    if not words:
        return None
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        raise InputRefused(
            f"“{words}” is not a date.", safe="Nothing was changed.", next_step="Write it as 2026-11-24."
        ) from None
