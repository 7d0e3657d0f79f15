"""Notes from a file, and an interview written out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from leaptui.disclosure.audience import Audience
from leaptui.domain.records import Engagement
from leaptui.services.city.stakeholders import stakeholders
from leaptui.services.interviews.files import export_interview, note_from
from leaptui.services.interviews.interviews import InterviewView, start_interview
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.path import PathDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.screens.documents.handing_over import written_over_only_if_asked
from leaptui.tui.screens.interviews.who import WhoDialog
from leaptui.tui.text import plain

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

_SUFFIXES = (".md", ".markdown", ".txt", ".docx")
_READERS = {
    Audience.INTERNAL: "all but what is off the record",
    Audience.CITY_TEAM: "what its speakers allow",
    Audience.PUBLIC: "what its speakers allow",
}


async def take_in(app: LeapApp, engagement: Engagement) -> InterviewView | None:
    """Ask for a file and who spoke, and make an interview of it; nothing when it was left."""
    path = await app.push_screen_wait(
        PathDialog(
            "Notes from which file?",
            start=Path.home(),
            suffixes=_SUFFIXES,
            unchanged="The file stays as it is. Marks such as #theme and [off] in it count.",
        )
    )
    if path is None:
        return None
    note = await app.store.aside(note_from, path)
    speakers = await app.push_screen_wait(WhoDialog(await app.ask(stakeholders, engagement)))
    if speakers is None:
        return None
    people = [*speakers.known, *await speakers.added(app, engagement)]
    added = await app.change(start_interview, engagement, people=people, note=note)
    return InterviewView(interview=added, people=tuple(people), marks=())


async def write_out(app: LeapApp, engagement: Engagement, view: InterviewView) -> None:
    """Ask for whom and where, write the interview, and say what stayed behind."""
    audience = await app.push_screen_wait(
        ChooseDialog(
            "Who will read it?",
            [Choice(each.value, each.label, _READERS[each]) for each in Audience],
            chosen=Audience.INTERNAL.value,
            concerning=view.title,
            does="choose the folder",
            escape="nothing is written",
        )
    )
    if audience is None:
        return
    folder = await app.push_screen_wait(
        PathDialog("Write it into which folder?", start=Path.home(), folder=True, concerning=view.title)
    )
    if folder is None:
        return
    made = await written_over_only_if_asked(
        app,
        lambda *, over: app.ask(
            export_interview, engagement, view, audience=audience, folder=folder, over=over
        ),
    )
    if made is None:
        return
    stayed = [(plain("⊠", "$text-muted"), each) for each in made.withheld]
    await app.push_screen_wait(
        TellDialog(
            f"Written: {made.file.name}",
            stayed or [(plain("✓", "$success"), "Nothing stayed behind.")],
            concerning=str(made.file.parent),
        )
    )
