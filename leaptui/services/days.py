"""Days as people write them down."""

from __future__ import annotations

from datetime import date

from leaptui.domain.due_days import due_day
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


def due_from(text: str, said_on: date) -> str | None:
    """The ISO date that words such as `friday`, `2 dec`, `12/5` or `next week` mean; nothing for empty text.

    Raises:
        InputRefused: When they mean no day.
    """
    words = one_line(text)
    day = due_day(words, said_on)
    if words and day is None:
        raise InputRefused(
            f"“{words}” is not a date.",
            safe="Nothing was changed.",
            next_step="Write friday, tomorrow, next week, 2 dec, 12/5 or 2026-12-02.",
        )
    return day.isoformat() if day else None
