"""Which days: the months, quarters and years of an export with one key, or days and months typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.domain.call_filter import full_hour, hours_between
from leaptui.domain.call_records import Dataset
from leaptui.domain.measured import Period
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.fields import FieldSpec
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.screens.calls.filter_words import (
    day_problem,
    hour_problem,
    period_shown,
    periods_of,
    read_day,
)

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

_ALL, _TYPED = "all", "typed"


def whole_period(dataset: Dataset) -> Period | None:
    """Every day of an export; nothing for one without a day."""
    if dataset.first_day and dataset.last_day:
        return Period(dataset.first_day, dataset.last_day)
    return None


async def ask_period(
    app: LeapApp, question: str, whole: Period | None, now: Period | None
) -> tuple[Period | None] | None:
    """Ask for some days. Call it from an errand.

    Args:
        app: The app.
        question: What they are for.
        whole: Every day there is.
        now: Those that hold now; nothing for all.

    Returns:
        The days in a tuple of one, nothing in it for all of them; nothing at all when it was left.
    """
    spans = {period_shown(span): span for span in periods_of(whole)} if whole else {}
    key = await app.push_screen_wait(
        ChooseDialog(
            question,
            [
                Choice(_ALL, "all days", period_shown(whole) if whole else ""),
                Choice(_TYPED, "from … to …", "days or months, typed"),
                *(Choice(words, words) for words in spans),
            ],
            chosen=period_shown(now) if now else _ALL,
        )
    )
    if key == _TYPED:
        return await _ask_days(app, now or whole)
    return None if key is None else (spans.get(key),)


async def ask_hours(app: LeapApp, now: tuple[int, int] | None) -> tuple[int, int] | None:
    """Ask for some hours of the day; nothing when it was left. Call it from an errand."""
    values = await app.push_screen_wait(
        FormDialog(
            "From which hour to which?",
            [
                FieldSpec(key="first", label="From", required=True, check=hour_problem, hint="22"),
                FieldSpec(key="last", label="To", required=True, check=hour_problem, hint="6"),
            ],
            {"first": f"{now[0]}", "last": f"{now[1]}"} if now else {},
            concerning="Full hours; 22 to 6 is from 22:00 to 06:00 of the next day.",
            does="take them",
        )
    )
    if values is None:
        return None
    return hours_between(full_hour(values["first"]) or 0, full_hour(values["last"]) or 0)


async def _ask_days(app: LeapApp, now: Period | None) -> tuple[Period] | None:
    values = await app.push_screen_wait(
        FormDialog(
            "From which day to which?",
            [
                FieldSpec(key="first", label="From", required=True, check=day_problem, hint="2025-03"),
                FieldSpec(key="last", label="To", required=True, check=day_problem, hint="2025-05-31"),
            ],
            {"first": now.first, "last": now.last} if now else {},
            concerning="Both included; a month stands for all of its days.",
            does="take them",
        )
    )
    if values is None:
        return None
    first, last = read_day(values["first"], last=False), read_day(values["last"], last=True)
    return (Period(*sorted((first, last))),)
