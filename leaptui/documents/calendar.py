"""A calendar of days (RFC 5545): what is owed and what is planned, all of it cleared to leave.

Days, not hours: nothing in it depends on a time zone. An entry keeps its name (UID) from export to
export, so that a calendar that read an older file moves the entry and makes no second one.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from leaptui.disclosure.cleared import Cleared, ClearedFile
from leaptui.disclosure.gate import Gate

if TYPE_CHECKING:
    from icalendar import Event, Todo

_OURS = uuid.UUID("6d7d4e3c-6f2b-5a0e-9d3e-2f6c1c6f8f10")
"""Namespace of the entries' names, for ever."""
_PRODUCT = "-//leaptui//calendar//EN"


class EntryForm(StrEnum):
    """How an entry stands in a calendar. Google's and Outlook's leave tasks of a file out."""

    EVENT = "event"
    TASK = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One day's matter."""

    key: str
    """Name of what it is about. Only a hash of it leaves."""
    summary: Cleared
    about: Cleared
    """More words, or empty."""
    day: date | None
    """Nothing for a task without a day."""
    form: EntryForm
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarContent:
    """A calendar for one engagement."""

    name: Cleared
    entries: tuple[CalendarEntry, ...]
    made_at: datetime
    """UTC."""


def make_calendar(content: CalendarContent, gate: Gate, name: str) -> ClearedFile:
    """The finished file, read once more by the gate; the same content gives the same bytes.

    Args:
        content: What it says.
        gate: The gate the content came through.
        name: File name, ending in `.ics`.

    Raises:
        Withheld: When something protected is in the file after all.
        ValueError: When an event has no day.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", content.name.text)
    for entry in content.entries:
        calendar.add_component(_component(entry, content.made_at))
    # The file folds long lines, so the gate reads the words as a calendar shows them.
    return gate.finished(name, calendar.to_ical(), _read(content.name, content.entries))


def _component(entry: CalendarEntry, made_at: datetime) -> Event | Todo:
    from icalendar import Event, Todo

    shown: Event | Todo
    if entry.form is EntryForm.TASK:
        shown = Todo()
        if entry.day is not None:
            shown.add("due", entry.day)
        shown.add("status", "COMPLETED" if entry.done else "NEEDS-ACTION")
    else:
        if entry.day is None:
            raise ValueError("an event has a day")
        shown = Event()
        shown.add("dtstart", entry.day)
        shown.add("dtend", entry.day + timedelta(days=1))
        shown.add("transp", "TRANSPARENT")
    shown.add("uid", f"{uuid.uuid5(_OURS, entry.key)}@leaptui")
    shown.add("dtstamp", made_at)
    shown.add("summary", entry.summary.text)
    if entry.about:
        shown.add("description", entry.about.text)
    return shown


def _read(name: Cleared, entries: Sequence[CalendarEntry]) -> str:
    return "\n".join([name.text, *(part.text for each in entries for part in (each.summary, each.about))])
