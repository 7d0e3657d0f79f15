"""Which of a city's exports: the question, asked alike wherever calls are looked at or planned for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leaptui.domain.call_records import Dataset
from leaptui.services.calls.picture import dataset_name
from leaptui.tui.dates import months_shown
from leaptui.tui.dialogs.choose import Choice, ChooseDialog

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp


async def ask_export(app: LeapApp, known: Sequence[Dataset], now: str, *, does: str) -> Dataset | None:
    """Ask which export. Call it from an errand.

    Args:
        app: The app.
        known: Those there are.
        now: Id of the one that is chosen now; empty for none.
        does: What choosing does.

    Returns:
        The one chosen; nothing when it was left.
    """
    key = await app.push_screen_wait(
        ChooseDialog(
            "Which export?",
            [
                Choice(
                    each.id,
                    dataset_name(each),
                    f"{months_shown(each.first_day, each.last_day)}, {each.rows_used:,} of {each.rows_in:,} rows",
                )
                for each in known
            ],
            chosen=now,
            does=does,
        )
    )
    return next((each for each in known if each.id == key), None)
