"""Making the impact report from the portfolio: of which year, for whom, where to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.services.documents.catalogue import kind_named, prepare
from leaptui.services.documents.handing_over import audience_named, hand_over
from leaptui.services.documents.look import look_of
from leaptui.services.documents.prepared import formats_named, make
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.errands import keys_go_on
from leaptui.tui.screens.documents.handing_over import ask_where, tell_handed_over, written_over_only_if_asked

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

_YEARS = 4
_FORMATS = ("docx", "pdf")


async def make_impact_report(app: LeapApp) -> None:
    """Ask for a year, readers and a folder, and write the report of all cities there."""
    this = app.now().year
    year = await app.push_screen_wait(
        ChooseDialog(
            "Impact report of which year?",
            [Choice(str(this - back), str(this - back), _said(back)) for back in range(_YEARS)],
            chosen=str(this),
            does="go on",
            escape="write nothing",
        )
    )
    if year is None:
        return
    asked = await ask_where(app, "the impact report", chosen="public")
    if asked is None:
        return
    audience, folder = asked
    prepared = await app.ask(prepare, None, kind_named("impact_report"), audience_named(audience), which=year)
    look = await app.ask(look_of)
    keys_go_on()
    app.notify(f"The impact report {year} is being made.", markup=False)
    making = await app.store.aside(make, prepared, formats_named(_FORMATS), look=look)
    done = await written_over_only_if_asked(
        app, lambda *, over: app.change(hand_over, None, making, folder, over=over)
    )
    if done is not None:
        await tell_handed_over(app, done)


def _said(back: int) -> str:
    return "so far" if back == 0 else ""
