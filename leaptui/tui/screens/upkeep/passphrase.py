"""Choosing another passphrase for the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.services.upkeep.upkeep import change_passphrase
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec
from leaptui.tui.dialogs.form import FormDialog

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

SHORTEST_PASSPHRASE = 8
"""Characters; a short sentence is better and easier to keep."""


def too_short(passphrase: str) -> str:
    """What is wrong with a passphrase as it is, or empty."""
    return "" if len(passphrase) >= SHORTEST_PASSPHRASE else f"At least {SHORTEST_PASSPHRASE} characters."


NEW_PASSPHRASE = (
    FieldSpec(
        key="passphrase",
        label="Passphrase",
        kind=FieldKind.SECRET,
        required=True,
        hint="a short sentence is good",
        check=too_short,
    ),
    FieldSpec(key="again", label="Once more", kind=FieldKind.SECRET, required=True),
)


async def ask_new_passphrase(app: LeapApp, *, forgotten: bool = False) -> None:
    """Ask for a new passphrase, twice, and seal the store's key by it.

    Args:
        app: The app, its store open.
        forgotten: Whether the recovery sheet opened the store just now.
    """
    problems: dict[str, str] = {}
    while True:
        values = await app.push_screen_wait(
            FormDialog(
                "Choose a new passphrase",
                NEW_PASSPHRASE,
                concerning="The recovery sheet opened the store. The old passphrase stays until you choose one."
                if forgotten
                else "",
                unchanged="The recovery sheet stays as it is. Backups made before still open by the old passphrase.",
                does="change it",
                problems=problems,
            )
        )
        if values is None:
            app.notify("The passphrase is as it was.", markup=False)
            return
        if values["passphrase"] == values["again"]:
            break
        problems = {"passphrase": "The two were not the same."}
    await app.ask(change_passphrase, values["passphrase"])
    app.notify("The passphrase is changed.", markup=False)
