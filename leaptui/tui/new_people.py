"""People that a note names and the city does not know yet, offered when the note is left."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from leaptui.domain.text import fold, one_line
from leaptui.services.city.directory import unknown_people
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.tui.dialogs.prompt import PromptDialog

if TYPE_CHECKING:
    from leaptui.domain.records import Engagement, Interview
    from leaptui.tui.app import LeapApp

_asked: WeakKeyDictionary[LeapApp, set[tuple[str, str]]] = WeakKeyDictionary()
"""City and word of whom she was asked about in this run: nobody is asked about twice."""


async def offer_new_people(app: LeapApp, engagement: Engagement, interview: Interview) -> None:
    """Ask who is meant by each new `@person` of a note's follow-ups. Call it from an errand.

    Enter adds the person to the city; Esc leaves the word what it is, and it is not asked again.
    """
    asked = _asked.setdefault(app, set())
    for word in await app.ask(unknown_people, interview):
        key = (engagement.id, fold(word))
        if key in asked:
            continue
        asked.add(key)
        name = await app.push_screen_wait(
            PromptDialog(
                f"Who is @{word}?",
                label="name",
                value=word.replace(".", " ").title() if word.islower() else word.replace(".", " "),
                concerning="Nobody of this city answers to it.",
                unchanged="The follow-up is kept either way.",
                does="add the person",
            )
        )
        if name and one_line(name):
            await app.change(add_stakeholder, engagement, one_line(name))
