"""Checklists as the city has them: ticked, added to, reworded, put in order, taken off and put back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from leaptui.services.roadmap.checklist_changes import (
    MOST_CHARACTERS,
    add_item,
    move_item,
    remove_item,
    restore_item,
    reword_item,
    tick,
)
from leaptui.services.roadmap.checklists import Checklist, ChecklistLine, checklists
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dates import day_shown
from leaptui.tui.dialogs.fields import FieldSpec
from leaptui.tui.dialogs.kept_form import ask_until_kept
from leaptui.tui.errands import errand
from leaptui.tui.screens.roadmap.view import RoadmapView
from leaptui.tui.screens.view import Sentences
from leaptui.tui.text import ends, join, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

_Keep = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Item:
    """An item, the checklist it is on, its place there, and whether it was taken off."""

    whole: Checklist
    line: ChecklistLine
    place: int
    removed: bool = False

    @property
    def key(self) -> str:
        return f"{self.whole.key}/{self.line.key}"


class ChecklistsScreen(RoadmapView):
    """What is done, what is left, and in which order?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("checklists", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("checklists")

    def __init__(self, keys: Sequence[str], title: str, *, at: str = "") -> None:
        """Some checklists, one below the other.

        Args:
            keys: Of the checklists, in order.
            title: What the context bar says after the city.
            at: Key of a checklist, or `checklist/item`, on which the cursor stands at first.
        """
        super().__init__()
        self._keys, self._title, self._wanted = tuple(keys), title, at
        self._found: Sequence[Checklist] = ()

    def compose_place(self) -> ComposeResult:
        """One row each."""
        yield PickList[_Item](self._draw, id="items")

    def compose_foot(self) -> ComposeResult:
        """The item under the cursor in full."""
        yield Sentences(id="said")

    @property
    def _items(self) -> PickList[_Item]:
        return self.query_one("#items", PickList)

    @property
    def _chosen(self) -> _Item | None:
        pick = self._items.pick
        return pick.value if pick else None

    async def load(self) -> None:
        """The checklists as they are now."""
        self._found = await self.leap.ask(checklists, self.engagement, self._keys)
        entries: list[Pick[_Item] | Rest] = []
        for whole in self._found:
            entries += [Rest()] * bool(entries)
            counted = plain(f"   {whole.done} of {len(whole.lines)}", "$text-muted")
            head = join(plain(f" {whole.title}", "b"), counted)
            entries.append(Rest(head))
            items = [_Item(whole, line, place) for place, line in enumerate(whole.lines, start=1)]
            items += [_Item(whole, line, 0, removed=True) for line in whole.removed]
            entries += [Pick(item.key, item) for item in items]
            if not items:
                entries.append(Rest(plain("   Nothing stands here. N adds an item.", "$text-muted")))
        self._items.show(entries, at=self._take_wanted(entries))
        if self.focused is None:
            self._items.focus()

    def _take_wanted(self, entries: Sequence[Pick[_Item] | Rest]) -> str | None:
        wanted, self._wanted = self._wanted, ""
        keys = [entry.key for entry in entries if isinstance(entry, Pick)]
        return next((key for key in keys if wanted and (key == wanted or key.startswith(f"{wanted}/"))), None)

    def _draw(self, item: _Item, width: int) -> Sequence[Content]:
        line = item.line
        if item.removed:
            glyph, words = plain("–", "$text-muted"), plain(line.text, "$text-muted")
        elif line.done:
            glyph, words = plain("✓", "$success"), plain(line.text, "$text-muted")
        else:
            glyph, words = plain("○", "$text-muted"), plain(line.text)
        if item.removed:
            aside = "taken off"
        elif line.own:
            aside = "the city's own"
        else:
            aside = "reworded" if line.reworded else ""
        day = day_shown(line.done_on, self.leap.now().date()) if line.done_on else ""
        beside = plain("  ".join(part for part in (aside, day) if part), "$text-muted")
        return [ends(width, join(glyph, " ", words), beside)]

    def tell_context(self, bar: ContextBar) -> None:
        """How much is done."""
        done, whole = sum(each.done for each in self._found), sum(len(each.lines) for each in self._found)
        bar.show(self.leap.city_name, [self._title, f"{done} of {whole} done"], saved=self.saved())

    @on(PickList.Highlighted, "#items")
    def tell(self, event: PickList.Highlighted) -> None:
        """The whole of it, and what can be done."""
        item: _Item = event.pick.value
        said = "It was taken off; X puts it back." if item.removed else ""
        if not said and item.line.reworded:
            said = "Said in the city's own words; E without words brings back those it came with."
        self.query_one(Sentences).say((item.line.text,), (said or "Space ticks it; U and D move it.",))

    # What is done here.

    @on(PickList.Chosen, "#items")
    @errand("tick")
    async def action_tick(self) -> None:
        """Done, or open again."""
        item = self._chosen
        if item is not None and not item.removed:
            await self.leap.change(
                tick, self.engagement, item.whole.key, item.line.key, done=not item.line.done
            )

    @errand()
    async def action_add_item(self) -> None:
        """An item of the city's own behind the one under the cursor."""
        item = self._chosen
        whole = item.whole if item else self._found[0]

        async def keep(words: str) -> None:
            after = item.line.key if item and not item.removed else None
            added = await self.leap.change(add_item, self.engagement, whole.key, words, after=after)
            self._wanted = f"{whole.key}/{added.item}"
            self.refresh_place(again=True)

        await self._ask("What is to be done?", whole, "", keep)

    @errand()
    async def action_reword(self) -> None:
        """Other words for the item."""
        item = self._chosen
        if item is None or item.removed:
            return

        async def keep(words: str) -> None:
            await self.leap.change(reword_item, self.engagement, item.whole.key, item.line.key, words)

        await self._ask("How does the city say it?", item.whole, item.line.text, keep)

    async def _ask(self, question: str, whole: Checklist, words: str, keep: _Keep) -> None:
        async def keep_values(values: Mapping[str, str]) -> None:
            await keep(values["text"])

        await ask_until_kept(
            self.leap,
            question,
            (FieldSpec(key="text", label="Item", hint=f"at most {MOST_CHARACTERS} characters"),),
            {"text": words},
            keep_values,
            concerning=whole.title.strip(),
        )

    @errand("move")
    async def action_move_item(self, by: int) -> None:
        """One place up or down within its checklist."""
        item = self._chosen
        if item is not None and not item.removed:
            await self.leap.change(move_item, self.engagement, item.whole.key, item.line.key, item.place + by)

    @errand("remove")
    async def action_remove_item(self) -> None:
        """Off the city's list, or back on it; its tick stays with it."""
        item = self._chosen
        if item is None:
            return
        change = restore_item if item.removed else remove_item
        await self.leap.change(change, self.engagement, item.whole.key, item.line.key)
        self.notify("It is back." if item.removed else "Taken off. X puts it back.", markup=False)
