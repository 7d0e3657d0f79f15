"""The way into the history from any screen, and taking back or doing again the last thing done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.domain.city_records import Engagement
from leaptui.tui.leaving import keep_all

if TYPE_CHECKING:
    from leaptui.services.upkeep.history import Outcome
    from leaptui.services.workspace import Workspace
    from leaptui.tui.app import LeapApp


@dataclass(frozen=True, slots=True)
class InHand:
    """What a screen has in hand, for its history.

    Attributes:
        engagement: The city.
        record: Id of the record.
        whole: Whether all that was done for the city is meant, not the record alone.
    """

    engagement: Engagement
    record: str
    whole: bool = False

    @classmethod
    def city(cls, engagement: Engagement | None) -> InHand | None:
        """All that was done for a city."""
        return cls(engagement, engagement.id, whole=True) if engagement else None


async def open_history(app: LeapApp, in_hand: InHand | None, place: str) -> None:
    """Show a history over the screen that is shown, and wait until it is left. Call it from an errand.

    Args:
        app: The app.
        in_hand: Whose.
        place: Key of the place it is opened from.
    """
    if in_hand is None:
        app.notify("There is nothing here that has a history.", markup=False)
        return
    from leaptui.tui.screens.upkeep.history import HistoryScreen

    await keep_all(app)
    await app.push_screen_wait(HistoryScreen(in_hand, place))


async def take_back_last(app: LeapApp) -> None:
    """Take back the last thing done, wherever that was, and say what it was."""
    from textual.widgets import Input, TextArea

    from leaptui.services.upkeep.history import take_back_last as service
    from leaptui.tui.dialogs.ask import AskDialog

    if isinstance(app.focused, Input | TextArea) and not await app.push_screen_wait(
        AskDialog(
            "Take back what was saved last?",
            concerning="What you type here is taken back by ^Z, a few letters at a time.",
            does="take it back",
            escape="go on typing",
        )
    ):
        return
    await _do(app, service, "There is nothing to take back.", "F12 does it again.")


async def do_again(app: LeapApp) -> None:
    """Do again what was taken back last."""
    from leaptui.services.upkeep.history import do_again as service

    await _do(app, service, "There is nothing to do again.", "F5 takes it back.")


async def _do(app: LeapApp, service: Callable[[Workspace], Outcome | None], nothing: str, offer: str) -> None:
    await keep_all(app)
    outcome = await app.change(service)
    if outcome is None:
        app.notify(nothing, markup=False)
        return
    await bring_up_to_date(app)
    sentence = f"{outcome.sentence} {offer}" if outcome.act else outcome.sentence
    app.notify(sentence, severity="information" if outcome.is_whole else "warning", markup=False, timeout=12)


async def bring_up_to_date(app: LeapApp) -> None:
    """The open city as it is after something was taken back: renamed, or put away."""
    if app.city is None:
        return
    from leaptui.services.city.engagements import engagement_of

    now = await app.ask(engagement_of, Engagement.kind, app.city.id)
    app.city = now if now and not now.deleted else None
    app.show_saved(app.saved)


async def offer_found_text(app: LeapApp) -> None:
    """After a crash: show what was typed and never saved, and let her keep either."""
    if app.read_only or app.keepers:
        return  # what is being typed at this moment is nothing that was found
    from leaptui.services.interviews.found_text import found_texts
    from leaptui.services.interviews.outside_editor import take_in_left

    await app.ask(take_in_left)
    texts = await app.ask(found_texts)
    if texts:
        from leaptui.tui.screens.interviews.found_text import FoundTextScreen

        await app.push_screen_wait(FoundTextScreen(texts))
