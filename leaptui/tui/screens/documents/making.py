"""Making a document from the screen: what is asked first, how far it is, and stopping it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from typing_extensions import override

from leaptui.domain.roadmap_records import DocumentMade
from leaptui.services.documents.catalogue import prepare
from leaptui.services.documents.export import documents_made
from leaptui.services.documents.handing_over import audience_named, hand_over
from leaptui.services.documents.look import look_of
from leaptui.services.documents.prepared import (
    MakingStopped,
    Stop,
    formats_named,
    make,
    paper_named,
    watermarked,
)
from leaptui.tui.dialogs.ask import AskDialog
from leaptui.tui.errands import errand, keys_go_on
from leaptui.tui.screens.documents.choices import FORMATS, Choices, folder_shown
from leaptui.tui.screens.documents.panes import Answer
from leaptui.tui.screens.place import PlaceScreen

_MOST_TOLD = 3
"""Claims that a question names."""


class MakesDocuments(PlaceScreen):
    """A place where documents are made."""

    choices: Choices | None = None
    """What is to be made."""
    answer: Answer | None = None
    """What the gate says of it; none while it reads."""
    made: Sequence[DocumentMade] = ()
    """What was made before, newest first."""
    written: Sequence[Path] = ()
    """The files just made, until something else is chosen."""
    making = ""
    """Which format is being made now; empty while none is."""
    _stop: Stop | None = None
    """Ends the making under way."""

    def fill(self) -> None:
        """Show how things are."""
        raise NotImplementedError

    @errand("make")
    async def action_make(self) -> None:
        """Make the document in every ticked format."""
        engagement, choices = self.leap.city, self.choices
        if engagement is None or choices is None or self.making or not self._may_make(choices):
            return
        self.making, self._stop = choices.kinds, (stop := Stop())
        self.leap.stops.append(stop.ask)
        try:
            prepared = await self.leap.ask(
                prepare,
                engagement,
                choices.document,
                audience_named(choices.audience),
                which=choices.about,
                workbook="xlsx" in choices.formats,
            )
            if not await self._may_write_over(choices, prepared.stem):
                return
            if prepared.stale:
                if not await self._may_be_stale(prepared.stale):
                    return
                prepared = watermarked(prepared)
            self.written = ()
            self.fill()
            self.refresh_frame()
            look = await self.leap.ask(look_of)
            keys_go_on()
            making = await self.leap.store.aside(
                make,
                prepared,
                formats_named(choices.formats),
                look=look,
                paper=paper_named(choices.paper),
                progress=partial(self._tell_progress, stop),
                stop=stop,
            )
            stop.check()
            done = await self.leap.change(hand_over, engagement, making, choices.folder)
            self.written = done.files
            self.made = await self.leap.ask(documents_made, engagement)
        except MakingStopped:
            self.notify("Stopped: nothing was written.", markup=False)
        finally:
            self.leap.stops.remove(stop.ask)
            self.making, self._stop = "", None
            self.fill()
            self.refresh_frame()

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is being made can be stopped."""
        return False if action == "stop" and not self.making else super().check_action(action, parameters)

    def _tell_progress(self, stop: Stop, fmt: str) -> None:
        """Called on the working thread before each format, which does not wait for the screen."""
        self.call_later(self._show_progress, stop, fmt)

    def _show_progress(self, stop: Stop, fmt: str) -> None:
        if stop is not self._stop:
            return
        formats = self.choices.formats if self.choices else ()
        place = f" ({formats.index(fmt) + 1} of {len(formats)})" if fmt in formats else ""
        self.making = f"{FORMATS[fmt]}{place}"
        self.fill()

    def action_stop(self) -> None:
        """Stop at once; nothing is written then."""
        if self._stop is not None:
            self._stop.ask()

    async def _may_be_stale(self, stale: Sequence[str]) -> bool:
        """Ask whether what has changed since may leave in a draft that says so."""
        sure = await self.app.push_screen_wait(
            AskDialog(
                "Some of it has changed since. Make a draft that says so?",
                does="make the draft",
                concerning="\n".join(stale[:_MOST_TOLD]),
                unchanged="6 and then V shows each, to renew it first.",
            )
        )
        return sure is True

    def _may_make(self, choices: Choices) -> bool:
        if not choices.formats:
            self.notify("Tick a format first, with Space.", markup=False)
        elif self.answer is None:
            self.notify("The gate is still reading the document.", markup=False)
        elif self.answer.refused is not None:
            self.notify("It is blocked: see where and why beside it.", markup=False)
        else:
            return True
        return False

    async def _may_write_over(self, choices: Choices, stem: str) -> bool:
        """Ask before files of an earlier making are replaced: somebody may have worked in them."""
        wanted = sorted(f"{stem}.{ending}" for ending in choices.formats)
        there = [name for name in wanted if await self.leap.store.aside((choices.folder / name).exists)]
        if not there:
            return True
        sure = await self.app.push_screen_wait(
            AskDialog(
                "Write over what was made before?",
                does="write over it",
                concerning=", ".join(there),
                unchanged=f"F chooses another folder than {folder_shown(choices.folder, Path.home())}",
            )
        )
        return sure is True
