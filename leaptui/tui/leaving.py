"""Leaving the app: what is being typed is saved first, and where it cannot be, she is asked."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from leaptui.domain.errors import LeapError

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp


async def keep_all(app: LeapApp) -> list[str]:
    """Save what is being typed anywhere.

    Returns:
        A sentence for each that could not be.
    """
    unsaved = []
    for keeper in tuple(app.keepers):
        try:
            await keeper()
        except LeapError as error:
            unsaved.append(error.sentence)
    return unsaved


async def leave(app: LeapApp, *, whatever: bool = False) -> None:
    """Stop long work, save what is being typed, make the backup that is due, and leave.

    Args:
        app: What is left; a worker of it runs this.
        whatever: Leave even when something could not be saved, for the program is being ended.
    """
    for stop in tuple(app.stops):
        stop()
    locked = app.lock.is_on
    if locked:
        await app.lock.put_away()
    unsaved = app.lock.unsaved if locked else next(iter(await keep_all(app)), "")
    if unsaved and not whatever and not await _leaves_without(app, unsaved):
        return
    if app.store.is_open:
        from leaptui.services.upkeep.upkeep import backup_if_due

        # A disk that refuses the backup must not keep anybody in: the store itself is as it was.
        with suppress(LeapError):
            await app.ask(backup_if_due, closing=True)
    app.exit()


async def _leaves_without(app: LeapApp, unsaved: str) -> bool:
    from leaptui.tui.dialogs.ask import AskDialog

    leaves = await app.push_screen_wait(
        AskDialog(
            "Leave without what you typed?",
            concerning=unsaved,
            unchanged="It is there when you unlock."
            if app.lock.is_on
            else "It is still on the screen, and can be copied from there by hand.",
            does="leave without it",
            escape="stay",
        )
    )
    return bool(leaves)
