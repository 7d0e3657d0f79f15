"""The note in the person's own editor, and back, as one step of undo."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakSet

from textual.app import SuspendNotSupported

from leaptui.domain.errors import InputRefused
from leaptui.services.interviews.outside_editor import (
    child_environment,
    editor_command,
    hand_out,
    put_back,
    read_back,
)
from leaptui.tui.dialogs.ask import AskDialog

if TYPE_CHECKING:
    from leaptui.domain.records import Interview
    from leaptui.tui.app import LeapApp
    from leaptui.tui.widgets.note_area import NoteArea

_warned: WeakSet[LeapApp] = WeakSet()
"""The runs in which she was told what it means; nothing else remembers it."""


async def edit_outside(app: LeapApp, interview: Interview, area: NoteArea) -> None:
    """Hand the note to her editor, wait, and take back what it left. Call it from an errand.

    The text must be safe in the store before.

    Raises:
        LeapError: There is no editor, it cannot be started, or it left no file. The note is as it was.
    """
    command = editor_command(os.environ)
    if app not in _warned:
        goes = await app.push_screen_wait(
            AskDialog(
                f"Hand this note to {Path(command[0]).name}?",
                concerning="While it is open there the text lies on this disk unencrypted, and the editor may keep "
                "copies of its own. leaptui removes its file afterwards; it cannot overwrite it.",
                unchanged="What you change there comes back as one step that ^Z takes back.",
                does="open it there",
                escape="stay here",
            )
        )
        if not goes:
            return
        _warned.add(app)
    before = area.text
    path = await app.ask(hand_out, interview, before)
    try:
        ended = _run(app, [*command, str(path)])
        after = read_back(path, before)
    finally:
        await app.ask(put_back)
    if after == before:
        if ended:
            app.notify(f"The editor ended with an error ({ended}); the note is as it was.", markup=False)
        return
    if ended and not await app.push_screen_wait(
        AskDialog(
            "The editor ended with an error. Take what it left?",
            concerning=f"{len(before.split()):,} words went out, {len(after.split()):,} came back.",
            does="take it",
            escape="the note as it was",
        )
    ):
        return
    area.show_instead(after)


def _run(app: LeapApp, command: list[str]) -> int:
    """Let the command have the terminal until it ends."""
    try:
        with app.suspend():
            return subprocess.call(command, env=child_environment(os.environ))  # noqa: S603 - her own editor
    except SuspendNotSupported as error:
        raise InputRefused(
            "This terminal cannot be handed to another program.", safe="The note is as it was."
        ) from error
    except OSError as error:
        raise InputRefused(
            f"{command[0]} cannot be started: {error.strerror}.",
            safe="The note is as it was.",
            next_step="Set EDITOR to the command that starts your editor.",
        ) from error
