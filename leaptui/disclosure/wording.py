"""Dates and roles in plain English, the same on every machine."""

from __future__ import annotations

import re
from datetime import date

from leaptui.domain.measured import Period

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def dates(period: Period) -> str:
    """`1 January to 31 December 2025`, for whole days given as ISO dates."""
    first, last = date.fromisoformat(period.first), date.fromisoformat(period.last)
    if first == last:
        return long_date(last)
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {long_date(last)}"
    return f"{long_date(first)} to {long_date(last)}"


_DAYS = re.compile(r"(\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)$")


def days_in_words(text: str) -> str:
    """A text whose period at its end is told in words: `…, 2025-01-01 to 2025-12-31`."""
    return _DAYS.sub(lambda found: dates(Period(found[1], found[2])), text)


def long_date(day: date) -> str:
    """`24 November 2026`, whatever the machine's language."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


_SPELLED = re.compile(r"[A-Z0-9]{2,}\b")
_VOWEL_NAMES = set("AEFHILMNORSX8")
_LIKE_YOU = re.compile(r"(?:uni|use|usu|eur|one\b)", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|hono|heir)", re.IGNORECASE)


def with_article(role: str) -> str:
    """`a dispatcher`, `an officer`, `an EMS captain`, `a union steward`."""
    if _SPELLED.match(role):
        vowel = role[0] in _VOWEL_NAMES
    else:
        role = role[0].lower() + role[1:]
        vowel = bool(_SILENT_H.match(role)) or (role[0] in "aeiou" and not _LIKE_YOU.match(role))
    return f"{'an' if vowel else 'a'} {role}"
