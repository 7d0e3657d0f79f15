"""Small exports from a view: for whom, where to, and what was written."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from leaptui.domain.errors import AlreadyThere
from leaptui.services.documents.handing_over import HandedOver
from leaptui.tui.dialogs.ask import AskDialog
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.path import PathDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.text import plain

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

Written = TypeVar("Written", covariant=True)


class Writing(Protocol[Written]):
    """Writes files, and over earlier ones only when told so."""

    def __call__(self, *, over: bool) -> Awaitable[Written]:
        """Begin."""


_READERS = (
    Choice("internal", "you and your colleagues", "all but what is off the record"),
    Choice("city_team", "the city's team", "as strict as the public"),
    Choice("public", "anybody", "only what its speakers allow"),
)


async def ask_where(app: LeapApp, what: str, *, chosen: str) -> tuple[str, Path] | None:
    """For whom it is and where it goes; none when it was left.

    Args:
        app: The app.
        what: What leaves: `the calendar`.
        chosen: The audience the cursor starts on.
    """
    audience = await app.push_screen_wait(
        ChooseDialog(f"Who reads {what}?", _READERS, chosen=chosen, does="go on", escape="write nothing")
    )
    if audience is None:
        return None
    folder = await ask_folder(app, what)
    return None if folder is None else (audience, folder)


async def ask_folder(app: LeapApp, what: str) -> Path | None:
    """Where something goes; none when it was left.

    Args:
        app: The app.
        what: What leaves: `the letter`.
    """
    documents = Path.home() / "Documents"
    start = documents if await asyncio.to_thread(documents.is_dir) else Path.home()
    folder = await app.push_screen_wait(
        PathDialog(
            f"Where does {what} go?",
            start=start,
            folder=True,
            unchanged="A folder that is not there yet is made, for you alone to read.",
        )
    )
    return None if folder is None else folder.absolute()


async def written_over_only_if_asked(app: LeapApp, write: Writing[Written]) -> Written | None:
    """Write files; where earlier ones stand ask first, because somebody may have worked in them.

    Args:
        app: The app.
        write: Writes them; told whether it may write over what is there.

    Returns:
        What was written; nothing when the earlier files were to stay.
    """
    try:
        return await write(over=False)
    except AlreadyThere as there:
        sure = await app.push_screen_wait(
            AskDialog(
                "Write over what was made before?",
                does="write over it",
                concerning=there.what,
                unchanged="Nothing was written yet.",
            )
        )
    return await write(over=True) if sure else None


async def tell_handed_over(app: LeapApp, done: HandedOver) -> None:
    """What was written, and what stayed."""
    points = [(plain("✓", "$success"), str(path)) for path in done.files]
    points += [(plain("✕", "$error"), line) for line in done.withheld]
    await app.push_screen_wait(
        TellDialog(
            "Written",
            points,
            unchanged="What stays in the store is told to you alone." if done.withheld else "",
        )
    )
