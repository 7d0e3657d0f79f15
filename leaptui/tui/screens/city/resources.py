"""The resource map: local services and assets people named, by district."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from leaptui.domain.records import Resource
from leaptui.domain.text import fold
from leaptui.services.city.resource_directory import export_resources
from leaptui.services.city.resources import remove_resource, resources
from leaptui.tui.bindings import bindings_of
from leaptui.tui.errands import errand
from leaptui.tui.screens.city.resource_form import ask_for_resource, change_by_form
from leaptui.tui.screens.documents.handing_over import ask_where, tell_handed_over, written_over_only_if_asked
from leaptui.tui.screens.narrowed import NarrowedScreen
from leaptui.tui.screens.view import Sentences, ViewScreen
from leaptui.tui.text import plain, row
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.filter_line import FilterLine, filter_hint
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest, instead


class ResourcesScreen(NarrowedScreen, ViewScreen):
    """Where can somebody be taken, and who else helps here?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("resources", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("resources")
    TITLE_SHOWN: ClassVar[str] = "resources"

    _known: Sequence[Resource] = ()

    def compose_place(self) -> ComposeResult:
        """One line each, under its district."""
        yield FilterLine()
        yield PickList[Resource](self._draw, id="resources")

    def compose_foot(self) -> ComposeResult:
        """More of the one under the cursor."""
        yield Sentences(id="said")

    @property
    def _rows(self) -> PickList[Resource]:
        return self.query_one("#resources", PickList)

    async def load(self) -> None:
        """The whole map."""
        self._known = await self.leap.ask(resources, self.engagement)
        self._fill()
        if self.focused is None:
            self._rows.focus()

    def _fill(self) -> None:
        words = fold(self.query_one(FilterLine).words).split()
        entries: list[Pick[Resource] | Rest] = []
        district: str | None = None
        for each in self._known:
            if not all(word in _text(each) for word in words):
                continue
            if fold(each.district) != district:
                entries += [Rest()] if entries else []
                entries.append(Rest(plain(f" {each.district or 'District not noted'}", "b")))
                district = fold(each.district)
            entries.append(Pick(each.id, each))
        if not entries:
            entries = [
                *instead("Nothing has these words." if words else "No resource is listed. N adds one.")
            ]
            self.query_one(Sentences).say()
        self._rows.show(entries)

    def _draw(self, each: Resource, width: int) -> Sequence[Content]:
        columns = (max((width - 17) * 2 // 5, 10), max(width - 17 - (width - 17) * 2 // 5 - 2, 8), 16)
        cells = (
            plain(f" {each.name}"),
            plain(", ".join(each.services), "$text-muted"),
            plain(each.phone, "$text-muted"),
        )
        return [row(columns, cells)]

    def tell_context(self, bar: ContextBar) -> None:
        """How many there are."""
        notice = filter_hint(self.query_one(FilterLine).words)
        bar.show(
            self.leap.city_name, [self.TITLE_SHOWN, str(len(self._known))], notice=notice, saved=self.saved()
        )

    @on(PickList.Highlighted, "#resources")
    def tell(self, event: PickList.Highlighted) -> None:
        """Where it is, when it is open, for whom."""
        each: Resource = event.pick.value
        facts = [
            part
            for part in (each.organisation, each.address, each.hours, each.eligibility, each.fees)
            if part
        ]
        self.query_one(Sentences).say(
            (" · ".join(facts) or "Nothing more is known of it.",),
            (each.description or each.url or each.email,),
        )

    # What is done here.

    @errand()
    async def action_new_resource(self) -> None:
        """Add one."""
        await ask_for_resource(self.leap, self.engagement)

    def action_edit_resource(self) -> None:
        """Change the one under the cursor."""
        self._rows.action_choose()

    @on(PickList.Chosen, "#resources")
    @errand()
    async def edit_chosen(self, event: PickList.Chosen) -> None:
        """Change it."""
        await change_by_form(self.leap, event.pick.value)

    @errand()
    async def action_remove_resource(self) -> None:
        """Take the one under the cursor off the list."""
        if self._rows.pick is not None:
            await self.leap.change(remove_resource, self._rows.pick.value)
            self.notify("Removed. F5 brings it back.", markup=False)

    @errand()
    async def action_export(self) -> None:
        """The tables."""
        asked = await ask_where(self.leap, "the list of resources", chosen="public")
        if asked is None:
            return
        audience, folder = asked
        done = await written_over_only_if_asked(
            self.leap,
            lambda *, over: self.leap.change(
                export_resources, self.engagement, audience=audience, folder=folder, over=over
            ),
        )
        if done is not None:
            await tell_handed_over(self.leap, done)


def _text(each: Resource) -> str:
    return fold(" ".join([each.name, each.organisation, each.district, *each.services, each.description]))
