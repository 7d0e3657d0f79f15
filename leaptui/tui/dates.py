"""How days and moments are written on the screen. English and the same on every laptop."""

from __future__ import annotations

from datetime import date, datetime, timedelta

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NEAR = timedelta(days=14)


def day_shown(iso: str | None, today: date) -> str:
    """A day as a list shows it.

    `Tue 24` within two weeks, `8 Dec` this year, `Feb 2027` otherwise, `–` for none. Text that is
    no date is shown as it is.
    """
    if not iso:
        return "–"
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    if abs(day - today) <= _NEAR:
        return f"{DAYS[day.weekday()]} {day.day}"
    if day.year == today.year:
        return f"{day.day} {MONTHS[day.month - 1]}"
    return f"{MONTHS[day.month - 1]} {day.year}"


def months_shown(first: str | None, last: str | None) -> str:
    """The months a period spans: `Jan – Dec 2025`, `Nov 2024 – Feb 2025`, `Mar 2025`."""
    if not first or not last:
        return "–"
    start, end = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    if (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[end.month - 1]} {end.year}"
    year = "" if start.year == end.year else f" {start.year}"
    return f"{MONTHS[start.month - 1]}{year} – {MONTHS[end.month - 1]} {end.year}"


def moment_shown(moment: datetime) -> str:
    """`Tue 24 Nov 14:02`, in the zone the moment has."""
    return f"{DAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]} {moment:%H:%M}"


def moment_in_full(moment: datetime) -> str:
    """`Tue 24 Nov 2026 14:02:11`, in the zone the moment has."""
    return f"{DAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]} {moment:%Y %H:%M:%S}"
