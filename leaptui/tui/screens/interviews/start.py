"""Beginning an interview: who speaks, by which guide, and no key lost on the way to its note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.domain.records import Engagement, Stakeholder
from leaptui.services.city.stakeholders import stakeholders
from leaptui.services.interviews.guides import fitting_guide, guides
from leaptui.services.interviews.interviews import InterviewView, start_interview
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.screens.interviews.who import WhoDialog

if TYPE_CHECKING:
    from leaptui.practice.content import Guide
    from leaptui.services.workspace import Workspace
    from leaptui.tui.app import LeapApp


@dataclass(frozen=True, slots=True)
class ToBeginWith:
    """What is asked from, read before the key is pressed: who speaks is typed at once.

    Attributes:
        engagement: Id of the city.
        people: Who can be heard there.
        guides: The guides there are.
    """

    engagement: str
    people: list[Stakeholder]
    guides: tuple[Guide, ...]


def to_begin_with(workspace: Workspace, engagement: Engagement) -> ToBeginWith:
    """Read it."""
    return ToBeginWith(engagement.id, stakeholders(workspace, engagement), guides(workspace))


async def begin_interview(app: LeapApp, engagement: Engagement, known: ToBeginWith) -> InterviewView | None:
    """Ask for speakers and guide and start the interview; nothing when it was left.

    Args:
        app: The app.
        engagement: The city.
        known: Who can be heard and by which guides.
    """
    speakers = await app.push_screen_wait(WhoDialog(known.people))
    if speakers is None:
        return None
    groups = {person.group for person in speakers.known}
    language = next((person.language for person in speakers.known if person.language), "")
    fitting = fitting_guide(known.guides, groups, language)
    guide = await app.push_screen_wait(
        ChooseDialog(
            "Which guide?",
            [
                *(Choice(each.id, each.title, f"{len(each.questions)} questions") for each in known.guides),
                Choice("free", "no guide", "a free conversation"),
            ],
            chosen=fitting.id if fitting else "free",
            does="begin to type",
            escape="no interview",
        )
    )
    if guide is None:
        return None
    people = (*speakers.known, *await speakers.added(app, engagement))
    interview = await app.change(
        start_interview, engagement, people=people, guide="" if guide == "free" else guide
    )
    return InterviewView(interview=interview, people=people, marks=())
