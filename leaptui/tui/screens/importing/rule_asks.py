"""The questions an import asks about rules, privacy, where the file is from, and recipes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from leaptui.domain.call_choices import MOST_DUPLICATE_MINUTES, PlaceRule
from leaptui.domain.calls import Correction
from leaptui.services.calls.data_requests import RequestView
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.screens.importing.rows import PLACES
from leaptui.tui.screens.importing.state import Notes

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

_YES, _NO = "yes", "no"


async def ask_rule(app: LeapApp, key: str, chosen: Correction) -> Correction | None:
    """What a person decides of a rule; none to leave it.

    Args:
        app: The app.
        key: `places`, `text`, `units`, `duplicates` or `utc`.
        chosen: What she chose so far.
    """
    if key == "places":
        answer = await app.push_screen_wait(
            ChooseDialog(
                "How exactly are places kept?",
                [Choice(rule.value, *PLACES[rule]) for rule in PlaceRule],
                chosen=chosen.place_rule.value,
                unchanged="Coordinates are never kept, and sensitive types never with a place.",
            )
        )
        return None if answer is None else replace(chosen, place_rule=PlaceRule(answer))
    if key == "text":
        keeps = await _ask_whether(
            app,
            "Is the free text kept?",
            ("keep it", "names, telephones, plates struck out"),
            ("leave it out", "as usual"),
            now=chosen.keep_text,
            unchanged="Kept, a sample of calls can be read to judge how many would pass a screen. No program "
            "finds every name: who reads it must be allowed to.",
        )
        return None if keeps is None else replace(chosen, keep_text=keeps)
    if key == "units":
        collapses = await _ask_whether(
            app,
            "Are the rows of one incident one call?",
            ("one call", "the other rows are set aside as further units"),
            ("every row is a call", "where the id is not of the incident"),
            now=chosen.collapse_units,
        )
        return None if collapses is None else replace(chosen, collapse_units=collapses)
    if key == "utc":
        is_utc = await _ask_whether(
            app,
            "By which clock are the times written?",
            ("UTC", "moved to the city's own clock"),
            ("the city's own", "taken as they stand"),
            now=chosen.times_are_utc,
            unchanged="Calls in the city's own time are fewest before dawn. Times that name their zone are read by it.",
        )
        return None if is_utc is None else replace(chosen, times_are_utc=is_utc)
    return await _ask_duplicates(app, chosen)


async def _ask_whether(
    app: LeapApp, question: str, yes: tuple[str, str], no: tuple[str, str], *, now: bool, unchanged: str = ""
) -> bool | None:
    answer = await app.push_screen_wait(
        ChooseDialog(
            question, [Choice(_YES, *yes), Choice(_NO, *no)], chosen=_YES if now else _NO, unchanged=unchanged
        )
    )
    return None if answer is None else answer == _YES


async def _ask_duplicates(app: LeapApp, chosen: Correction) -> Correction | None:
    values = await app.push_screen_wait(
        FormDialog(
            "Within how many minutes is a call of the same type at the same place a duplicate?",
            [
                FieldSpec(
                    key="minutes",
                    label="Minutes",
                    kind=FieldKind.NUMBER,
                    required=True,
                    hint="15; 0 looks for none",
                    check=lambda typed: (
                        ""
                        if int(typed.replace(",", "")) <= MOST_DUPLICATE_MINUTES
                        else f"At most {MOST_DUPLICATE_MINUTES:,}, a day."
                    ),
                )
            ],
            {"minutes": str(chosen.duplicate_minutes)},
            unchanged="The first of them is used, the others are counted in the ledger.",
        )
    )
    return replace(chosen, duplicate_minutes=int(values["minutes"].replace(",", ""))) if values else None


async def ask_sender(app: LeapApp, notes: Notes) -> Notes | None:
    """Who handed the file over, when, and what it is called here."""
    values = await app.push_screen_wait(
        FormDialog(
            "Who handed the file over?",
            [
                FieldSpec(key="sender", label="From", hint="R. Hale, records"),
                FieldSpec(key="received", label="On", kind=FieldKind.DAY, hint="2026-11-23"),
                FieldSpec(key="label", label="Called", hint="2025, or before the new system"),
            ],
            {"sender": notes.sender, "received": notes.received, "label": notes.label},
            unchanged="Kept with the calls, so that their source can be told.",
        )
    )
    if values is None:
        return None
    return replace(
        notes,
        sender=values["sender"].strip(),
        received=values["received"].strip(),
        label=values["label"].strip(),
    )


async def ask_request(app: LeapApp, notes: Notes, requests: Sequence[RequestView]) -> Notes | None:
    """Which data request the file answers."""
    choices = [
        Choice(each.request.id, each.request.title, each.state.value, each.state.glyph) for each in requests
    ]
    answer = await app.push_screen_wait(
        ChooseDialog(
            "Which data request does it answer?",
            [*choices, Choice(_NO, "none of them", glyph="–")],
            chosen=notes.request.id if notes.request else _NO,
            unchanged="A request that is answered counts as received.",
        )
    )
    if answer is None:
        return None
    request = next((each.request for each in requests if each.request.id == answer), None)
    return replace(notes, request=request)


async def ask_about_recipe(app: LeapApp, *, past: str, last: str, differences: int) -> str | None:
    """What to do with recipes: `save`, `file`, `last`, `differences` or `without`.

    Args:
        app: The app.
        past: By which recipe the file is read now; empty for none.
        last: The city's last file that has one; empty for none.
        differences: How much is different from the file the recipe was made for.
    """
    choices = [
        Choice("save", "save it as a text file", "for next year, or a colleague"),
        Choice("file", "read by a recipe file", "one that was saved"),
    ]
    if last and last != past:
        choices.append(Choice("last", f"read as {last} was", "the city's last file"))
    if differences:
        choices.insert(0, Choice("differences", f"what is different from {past}", f"{differences}"))
    if past:
        choices.append(Choice("without", f"not as {past} was", "as it is found in this file"))
    return await app.push_screen_wait(
        ChooseDialog(
            "How this file is read is a recipe",
            choices,
            concerning=f"Now read as {past} was." if past else "",
            does="do it",
            unchanged="A recipe names columns, formats and rules. No row of the file is in it.",
        )
    )
