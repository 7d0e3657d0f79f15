"""Getting into the store: with what was given, by asking, for reading where it cannot be written to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from leaptui.domain.errors import LeapError, StoreHeld
from leaptui.services.upkeep.standing import page_proof, standing, stop_writing

if TYPE_CHECKING:
    from leaptui.services.workspace import Workspace
    from leaptui.tui.app import LeapApp


async def open_given(app: LeapApp, reader: Callable[[], Workspace] | None) -> str | None:
    """Wait for the store that was begun with a passphrase given beforehand.

    Args:
        app: The app.
        reader: Opens the same for reading only, should another process hold it.

    Returns:
        Nothing when it is open; else why not, or empty, and she must be asked.
    """
    if not app.store.is_begun:
        return ""
    try:
        await app.store.opened()
    except StoreHeld as error:
        if reader is None or not await wants_to_read(app, error):
            return error.sentence
    except LeapError as error:
        return error.sentence
    else:
        return None
    try:
        await app.store.open(reader)
    except LeapError as error:
        return error.sentence
    return None


async def enter(app: LeapApp, problem: str = "", *, locked: bool = False) -> bool:
    """Ask for the passphrase or the recovery sheet until the store is open.

    Args:
        app: The app.
        problem: What went wrong before she is asked.
        locked: Whether she was in before, and comes back to where she was.

    Returns:
        Whether it was opened by the recovery sheet.
    """
    from leaptui.tui.screens.upkeep.unlock import UnlockScreen

    by_sheet = await app.push_screen_wait(UnlockScreen(app.home, problem=problem, locked=locked))
    return bool(by_sheet)


async def wants_to_read(app: LeapApp, held: StoreHeld) -> bool:
    """Whether she will read the store while another process holds it."""
    from leaptui.tui.dialogs.ask import AskDialog

    app.first_paint.let_go()
    wants = await app.push_screen_wait(
        AskDialog(
            "The store is in use elsewhere. Open it for reading only?",
            concerning=held.what,
            does="open for reading",
            unchanged="Nothing can be typed then, and what the other one saves is seen when a place is opened anew.",
            escape="not now",
        )
    )
    return bool(wants)


async def tell_standing(app: LeapApp, told: str) -> None:
    """Say what is to be said of the store: in a dialog why it takes no changes, else in the corner.

    Args:
        app: The app.
        told: What was said of it before; it is not said twice.
    """
    stands = app.store.standing
    if not stands.notice or stands.notice == told:
        return
    if stands.read_only:
        from leaptui.tui.dialogs.ask import ErrorDialog

        await app.push_screen_wait(ErrorDialog("The store is open for reading only.", safe=stands.notice))
    else:
        app.notify(stands.notice, severity="warning", markup=False, timeout=20)


async def prove_pages(app: LeapApp) -> None:
    """Prove the pages of a store too large for it at opening; a damaged one takes no more changes."""
    proof = await app.ask(page_proof)
    if proof is None:
        return
    damage = await app.store.aside(proof)
    if damage:
        told = app.store.standing.notice
        await app.ask(stop_writing, damage)
        app.store.standing = await app.ask(standing)
        app.show_saved(app.saved)
        await tell_standing(app, told)
