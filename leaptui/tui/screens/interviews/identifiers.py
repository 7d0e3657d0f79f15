"""What in the notes points at a person: looked over, and replaced by stand-ins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from leaptui.services.interviews.pseudonyms import (
    FoundIdentifier,
    identifiers_in,
    key_of,
    replace_identifiers,
)
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.errands import errand
from leaptui.tui.screens.view import Sentences, ViewScreen
from leaptui.tui.text import fit, join, plain, row
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

_SORT = 10
_STAND_IN = 13
_AROUND = 24
"""Columns of what stands before what was found, where there is room."""


class IdentifiersScreen(ViewScreen):
    """Who could be found by what I wrote?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("identifiers", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("identifiers")
    TITLE_SHOWN: ClassVar[str] = "what points at a person"

    _found: Sequence[FoundIdentifier] = ()
    _chosen: frozenset[str] = frozenset()
    """Keys of the rows to be replaced."""

    def compose_place(self) -> ComposeResult:
        """One line each, under its interview."""
        yield PickList[FoundIdentifier](self._draw, id="found")

    def compose_foot(self) -> ComposeResult:
        """What rules cannot see."""
        yield Sentences(id="said")

    @property
    def _rows(self) -> PickList[FoundIdentifier]:
        return self.query_one("#found", PickList)

    async def load(self) -> None:
        """Everything the rules find in the notes of the city."""
        self._found = await self.leap.ask(identifiers_in, self.engagement)
        self._chosen &= {_key(each) for each in self._found}
        entries: list[Pick[FoundIdentifier] | Rest] = []
        before = ""
        for each in self._found:
            talk = each.interview
            if talk.id != before:
                entries += [Rest()] if entries else []
                title = f"  {talk.title}" if talk.title else ""
                entries.append(
                    Rest(join(plain(f" Interview {talk.number}", "b"), plain(title, "$text-muted")))
                )
                before = talk.id
            entries.append(Pick(_key(each), each))
        if not entries:
            entries = [Rest(), Rest(plain(" The rules found nothing in the notes.", "$text-muted"))]
        self._rows.show(entries)
        self.query_one(Sentences).say(
            (
                "Rules find names of the directory, numbers, addresses. Nicknames and rare events stay yours to find.",
                "Rules see no nicknames and no rare events: those stay yours to find.",
            ),
            ("The key to the stand-ins stays in the store; no export has it.",),
        )
        if self.focused is None:
            self._rows.focus()

    def _draw(self, each: FoundIdentifier, width: int) -> Sequence[Content]:
        found = each.identifier
        chosen = _key(each) in self._chosen
        glyph = plain("●", "b $accent") if chosen else plain("○" if found.sure else "?", "$text-muted")
        before = plain(each.before.lstrip()[-_AROUND:], "$text-muted")
        context = join(
            fit(before, _AROUND, right=True) if width >= 70 else before,
            plain(found.text, "b $warning" if chosen else "b"),
            plain(each.after, "$text-muted"),
        )
        columns = (1, _SORT, _STAND_IN, max(width - 1 - _SORT - _STAND_IN - 3, 10))
        stand_in = plain(f"→ {each.stand_in}" if each.stand_in else "", "$text-muted")
        return [row(columns, (glyph, plain(found.sort.replace("_", " "), "$text-muted"), stand_in, context))]

    def tell_context(self, bar: ContextBar) -> None:
        """How many were found and chosen."""
        about = [self.TITLE_SHOWN, f"{len(self._found)} found"]
        notice = plain(f"{len(self._chosen)} chosen", "b $accent") if self._chosen else None
        bar.show(self.leap.city_name, about, notice=notice, saved=self.saved())

    # What is done here.

    def action_choose(self) -> None:
        """Choose the one under the cursor, or leave it; the cursor goes on."""
        if self._rows.pick is not None:
            self._choose(self._chosen ^ {self._rows.pick.key})
            self._rows.action_move(1)

    def action_choose_all(self) -> None:
        """Everything that is sure, or nothing."""
        sure = frozenset(_key(each) for each in self._found if each.identifier.sure)
        self._choose(frozenset() if sure <= self._chosen else self._chosen | sure)

    def _choose(self, chosen: frozenset[str]) -> None:
        self._chosen = chosen
        self._rows.refresh()
        self.refresh_frame()

    def action_replace(self) -> None:
        """Replace what is chosen."""
        self._rows.action_choose()

    @on(PickList.Chosen, "#found")
    @errand("change", exclusive=True)
    async def replace_chosen(self) -> None:
        """Put stand-ins there, all in one act."""
        chosen = [each for each in self._found if _key(each) in self._chosen]
        if not chosen:
            self.notify("Choose first: Space for one, A for all that are sure.", markup=False)
            return
        done = await self.leap.change(replace_identifiers, self.engagement, chosen)
        self._choose(frozenset())
        where = "1 place" if done.places == 1 else f"{done.places} places"
        self.notify(f"Replaced in {where}. F5 takes it back.", markup=False)

    @errand("note", exclusive=True)
    async def action_open_note(self) -> None:
        """The note, at the place under the cursor."""
        if self._rows.pick is not None:
            each: FoundIdentifier = self._rows.pick.value
            await self.open_interview(each.interview.id, each.identifier.start)

    @errand()
    async def action_show_key(self) -> None:
        """Each stand-in and what it stands for."""
        key = await self.leap.ask(key_of, self.engagement)
        points = [(plain("·", "$faint"), f"{each.stand_in}  {each.original}") for each in key]
        await self.app.push_screen_wait(
            TellDialog(
                "Stand-ins and what they stand for",
                points or [(plain("·", "$faint"), "None was given yet.")],
                concerning="For your eyes: no document, calendar or table holds this.",
            )
        )


def _key(each: FoundIdentifier) -> str:
    return f"{each.interview.id} {each.identifier.start} {each.identifier.text}"
