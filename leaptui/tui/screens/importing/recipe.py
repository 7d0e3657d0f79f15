"""Reading a file as an earlier one was read, and keeping how this one is read."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from leaptui.domain.calls import Correction
from leaptui.services.calls.importing import known_codes
from leaptui.services.calls.recipes import (
    PastReading,
    is_alike,
    last_reading,
    read_by,
    read_recipe,
    recipe_text,
    save_recipe,
)
from leaptui.tui.dialogs.path import PathDialog
from leaptui.tui.dialogs.prompt import PromptDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.screens.documents.handing_over import written_over_only_if_asked
from leaptui.tui.screens.importing.rule_asks import ask_about_recipe
from leaptui.tui.text import plain

if TYPE_CHECKING:
    from leaptui.tui.screens.importing.steps import ImportSteps


async def read_as_before(screen: ImportSteps) -> None:
    """Read a file that was just looked at as the city's last one was, where it has its columns."""
    state = screen.state
    if state.has_choices or state.inspection is None:
        return
    past = state.past or await screen.leap.ask(last_reading, state.engagement)
    if past is None:
        return
    if await asyncio.to_thread(is_alike, past, state.inspection):
        await read_as(screen, past, of_city=True)
    else:
        state.past, state.differences = None, ()
        screen.notify(f"Its columns are not those of {past.file}: it is read as it is found.", markup=False)


async def read_as(screen: ImportSteps, past: PastReading, *, of_city: bool = False) -> None:
    """Read the file as another was read; what is different is named.

    Args:
        screen: The import.
        past: How the other file was read.
        of_city: Whether that was the city's last one, whose codes are known.

    Raises:
        InputRefused: When the recipe leads nowhere.
    """
    state, leap = screen.state, screen.leap
    if state.correction != Correction() and not await screen.look(Correction(), untouched=True):
        return
    if state.path is None or state.inspection is None:
        return
    known = await leap.ask(known_codes, state.engagement) if of_city else None
    how = await leap.store.aside(read_by, past, state.path, state.inspection, known)
    before, state.past = (state.past, state.differences), past
    state.differences = tuple(each.words for each in how.differences)
    if not await screen.look(how.correction, untouched=True):
        state.past, state.differences = before
    screen.show_state()


async def recipe_chosen(screen: ImportSteps) -> None:
    """Ask what to do with recipes, and do it."""
    state = screen.state
    last = await screen.leap.ask(last_reading, state.engagement)
    answer = await ask_about_recipe(
        screen.leap,
        past=state.past.file if state.past else "",
        last=last.file if last else "",
        differences=len(state.differences),
    )
    if answer == "save":
        await _save(screen)
    elif answer == "differences" and state.past is not None:
        points = [(plain("▲", "$warning"), each) for each in state.differences]
        await screen.leap.push_screen_wait(TellDialog(f"Different from {state.past.file}", points))
    elif answer == "file":
        path = await screen.leap.push_screen_wait(
            PathDialog("Read by which recipe?", start=_folder(screen), suffixes=(".toml",))
        )
        if path is not None:
            await read_as(screen, await asyncio.to_thread(read_recipe, path))
    elif answer == "last" and last is not None:
        await read_as(screen, last, of_city=True)
    elif answer == "without":
        state.past, state.differences = None, ()
        await screen.look(Correction(), untouched=True)


async def _save(screen: ImportSteps) -> None:
    state = screen.state
    if state.inspection is None or state.path is None:
        return
    text = await asyncio.to_thread(
        recipe_text, state.inspection, state.correction, state.engagement.timezone or ""
    )
    name = await screen.leap.push_screen_wait(
        PromptDialog(
            "Save the recipe as which file?",
            label="File",
            value=str(state.path.with_suffix(".recipe.toml")),
            unchanged="Text that can be read and changed: columns, formats, rules. No row of the file.",
            does="save it",
        )
    )
    if name is None:
        return
    path = Path(name)

    async def write(*, over: bool) -> Path:
        return await asyncio.to_thread(save_recipe, path, text, over=over)

    written = await written_over_only_if_asked(screen.leap, write)
    if written is not None:
        screen.notify(f"Saved: {written}", markup=False)


def _folder(screen: ImportSteps) -> Path:
    return screen.state.path.parent if screen.state.path else Path.home()
