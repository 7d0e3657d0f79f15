"""Opening a note: with its guide, after what was typed last, at the passage that was looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.domain.records import Engagement
from leaptui.services.interviews import InterviewView, find_interview
from leaptui.tui.guides import guide_of, themes
from leaptui.tui.screens.note import NoteScreen

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp


async def open_note(
    app: LeapApp, engagement: Engagement, view: InterviewView, *, at: int | None = None
) -> None:
    """Open a note over the screen that is shown. Call it from an errand: it may ask.

    Text that was typed and never saved is decided on first: typing on would write over it.

    Args:
        app: The app.
        engagement: Whose interview it is.
        view: The interview and who spoke.
        at: Offset in the saved note at which the cursor stands; else at the end.
    """
    from leaptui.services.found_text import found_texts

    texts = await app.ask(found_texts, view.interview.id)
    if texts and not app.read_only:
        from leaptui.tui.screens.found_text import FoundTextScreen

        if not await app.push_screen_wait(FoundTextScreen(texts)):
            return
        view, texts = await app.ask(find_interview, engagement, view.interview.id), []
    guide = await app.ask(guide_of, view.interview.guide)
    found = texts[0].found if texts else None
    screen = NoteScreen(engagement, view, guide, await app.ask(themes), found)
    opened = app.push_screen(screen)
    if at is not None and found is None:
        await opened
        above = view.interview.note[:at]
        screen.area.move_cursor((above.count("\n"), at - above.rfind("\n") - 1), center=True)
