"""Opening a note: with its guide, at what was typed last, at the passage that was looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.domain.records import Engagement
from leaptui.services.interviews import InterviewView, keep_draft, unsaved_text
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.guides import guide_of, themes
from leaptui.tui.screens.note import NoteScreen

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp


async def open_note(
    app: LeapApp, engagement: Engagement, view: InterviewView, *, at: int | None = None
) -> None:
    """Open a note over the screen that is shown. Call it from an errand: it may ask.

    Args:
        app: The app.
        engagement: Whose interview it is.
        view: The interview and who spoke.
        at: Offset in the saved note at which the cursor stands; else at the end.
    """
    guide = await app.ask(guide_of, view.interview.guide)
    found = await app.ask(unsaved_text, view.interview)
    if found is not None and not await _goes_on_with(app, view, found):
        if not app.read_only:
            await app.ask(keep_draft, view.interview, view.interview.note)
        found = None
    screen = NoteScreen(engagement, view, guide, await app.ask(themes), found)
    opened = app.push_screen(screen)
    if at is not None and found is None:
        await opened
        above = view.interview.note[:at]
        screen.area.move_cursor((above.count("\n"), at - above.rfind("\n") - 1), center=True)


async def _goes_on_with(app: LeapApp, view: InterviewView, found: str) -> bool:
    """Whether she keeps what was typed before leaptui ended unasked."""
    choice = await app.push_screen_wait(
        ChooseDialog(
            "Text was found that was typed and never saved.",
            [
                Choice("found", "the text found", f"{len(found.split()):,} words"),
                Choice("saved", "the saved note", f"{len(view.interview.note.split()):,} words"),
            ],
            chosen="found",
            concerning=f"“…{' '.join(found.split())[-100:]}”",
            concerning_style="$mark-quote",
            unchanged="leaptui ended before this note was closed. The text found can be undone to the saved note.",
            does="go on with it",
            escape="the text found",
        )
    )
    return choice != "saved"
