"""Opening a note: with its guide, after what was typed last, at the passage that was looked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from leaptui.domain.records import Engagement
from leaptui.services.city.directory import directory
from leaptui.services.interviews.interviews import InterviewView, find_interview, kept_steps
from leaptui.tui.completion import Completions, handles
from leaptui.tui.screens.interviews.note import NoteScreen
from leaptui.tui.screens.interviews.note_keys import OpenedNote

if TYPE_CHECKING:
    from leaptui.services.workspace import Workspace
    from leaptui.tui.app import LeapApp


async def open_note(
    app: LeapApp,
    engagement: Engagement,
    view: InterviewView,
    *,
    at: int | None = None,
) -> None:
    """Open a note over the screen that is shown. Call it from an errand: it may ask.

    Text that was typed and never saved is decided on first: typing on would write over it.

    Args:
        app: The app.
        engagement: Whose interview it is.
        view: The interview and who spoke.
        at: Offset in the saved note at which the cursor stands; else at the end.
    """
    from leaptui.services.interviews.found_text import found_texts

    texts = await app.ask(found_texts, view.interview.id)
    if texts and not app.read_only:
        from leaptui.tui.screens.interviews.found_text import FoundTextScreen

        if not await app.push_screen_wait(FoundTextScreen(texts)):
            return
        view, texts = await app.ask(find_interview, engagement, view.interview.id), []
    opened = await app.ask(_opened, engagement, view)
    found = texts[0].found if texts else None
    await app.push_screen(NoteScreen(replace(opened, found=found, at=None if found is not None else at)))


def _opened(workspace: Workspace, engagement: Engagement, view: InterviewView) -> OpenedNote:
    """All a note is opened with."""
    from leaptui.services.interviews.themes import theme_list

    themes = [(each.key, each.label) for each in theme_list(workspace, engagement) if not each.merged_into]
    components = [component.key for component in workspace.practice.components]
    names = directory(workspace, engagement.id, view.interview).names
    return OpenedNote(
        engagement=engagement,
        view=view,
        guide=next((each for each in workspace.practice.guides if each.id == view.interview.guide), None),
        themes=themes,
        completions=Completions((*(key for key, _ in themes), *components), handles(names)),
        steps=kept_steps(workspace, view.interview),
    )
