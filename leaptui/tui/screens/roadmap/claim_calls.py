"""Asking which calls a figure that is put into a text is counted of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.errors import UnknownName
from leaptui.domain.measured import RuleSet
from leaptui.domain.records import Engagement
from leaptui.services.calls.asked import ask, filter_choices, rows
from leaptui.services.calls.picture import dataset_name
from leaptui.services.roadmap.claim_choices import NEWEST, CountedOf
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.screens.calls.filter import FilterDialog
from leaptui.tui.screens.calls.filter_words import filter_words

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

_ALL, _SHOWN, _FILTER = "all", "shown", "filter"


async def ask_which_calls(app: LeapApp, engagement: Engagement, now: CountedOf) -> CountedOf | None:
    """Ask which calls are counted: all, those that Calls shows, or by a filter. Call it from an errand.

    Args:
        app: The app.
        engagement: Whose calls.
        now: Those that are counted now.

    Returns:
        Nothing when it was left.
    """
    shown = _shown_on_calls(app, engagement)
    key = await app.push_screen_wait(
        ChooseDialog(
            "Which calls are counted?",
            [
                Choice(_ALL, "all calls of the newest export", ""),
                *([Choice(_SHOWN, "as Calls shows them", _words(shown))] if shown is not None else []),
                Choice(_FILTER, "by district, days, hours, group …", filter_words(now.only)),
            ],
            concerning="The claim keeps this, and says it with its base.",
        )
    )
    if key == _FILTER:
        only = await _ask_filter(app, engagement, now)
        return None if only is None else replace(now, only=only)
    return {_ALL: NEWEST, _SHOWN: shown}.get(key or "")


def _shown_on_calls(app: LeapApp, engagement: Engagement) -> CountedOf | None:
    """What the place Calls shows of this city; nothing before it was opened."""
    question = app.question_of_calls
    if question is None or question.engagement.id != engagement.id:
        return None
    return CountedOf(dataset=question.dataset, base=question.base, only=question.only, rules=question.rules)


def _words(of: CountedOf) -> str:
    parts = [
        filter_words(of.only),
        "" if of.rules is RuleSet.EXPECTED else f"{of.rules} rules",
        dataset_name(of.dataset) if of.dataset else "",
    ]
    return "; ".join(part for part in parts if part)


async def _ask_filter(app: LeapApp, engagement: Engagement, now: CountedOf) -> CallFilter | None:
    try:
        asked = await app.ask(ask, engagement, now.dataset, base=now.base, only=now.only)
    except UnknownName as error:
        app.notify(error.sentence, severity="warning", markup=False)
        return None
    choices = await app.ask(filter_choices, asked)
    left = await app.ask(rows, asked, limit=0)
    return await app.push_screen_wait(
        FilterDialog(asked, choices, left.total, with_hours=True, does="count these")
    )
