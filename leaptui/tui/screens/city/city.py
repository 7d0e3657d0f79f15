"""The place City: how far one city is, who was heard, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from typing_extensions import override

from leaptui.domain.errors import InputRefused
from leaptui.services.city.engagements import change_engagement
from leaptui.services.city.follow_ups import FollowUpView, add_follow_up
from leaptui.services.city.overview import City, city
from leaptui.services.roadmap.components import ComponentView
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.errands import errand
from leaptui.tui.past import InHand
from leaptui.tui.screens.city.activities import CityActivitiesScreen
from leaptui.tui.screens.city.engagement_form import CHANGED_ENGAGEMENT, values_of
from leaptui.tui.screens.city.follow_ups import FIELDS, CityFollowUpsScreen
from leaptui.tui.screens.city.panes import (
    CityBlock,
    ComponentsHead,
    ConcernsBlock,
    DataBlock,
    FollowUpsHead,
    HeardBlock,
    NextStrip,
    PhaseStrip,
    ReadyBlock,
    component_lines,
    follow_up_line,
)
from leaptui.tui.screens.city.people import PeopleScreen
from leaptui.tui.screens.city.person_form import ask_for_person
from leaptui.tui.screens.city.timeline import CityTimelineScreen
from leaptui.tui.screens.place import PlaceScreen
from leaptui.tui.screens.roadmap.readiness import ReadinessScreen
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import Pick, PickList


class CityScreen(PlaceScreen):
    """How far is this city, and what do I do next?"""

    PLACE: ClassVar[str] = "city"
    SCOPES: ClassVar[tuple[str, ...]] = ("city",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("city")
    DEFAULT_CSS = """
    CityScreen.-narrow #body { padding: 0 1 0 1; }
    CityScreen #strips { height: auto; padding: 1 0 1 0; }
    CityScreen.-short #strips { padding: 0 0 0 0; }
    CityScreen.-wide #strips { padding: 0 0 1 0; }
    CityScreen NextStrip { margin: 1 0 0 0; }
    CityScreen.-short NextStrip { margin: 0 0 0 0; }
    CityScreen #columns { height: 1fr; }
    CityScreen #components-pane { width: 52%; padding: 0 2 0 0; }
    CityScreen.-wide #components-pane { width: 36%; padding: 0 3 0 0; }
    CityScreen #rest { width: 1fr; layout: vertical; }
    CityScreen.-wide #rest { layout: horizontal; }
    CityScreen #heard-pane { height: auto; }
    CityScreen.-wide #heard-pane { width: 47%; height: 1fr; padding: 0 2 0 0; }
    CityScreen #data-pane { width: 1fr; height: 1fr; padding: 1 0 0 0; }
    CityScreen.-wide #data-pane { padding: 0 0 0 0; }
    CityScreen #components { height: auto; margin: 0 0 0 -1; }
    CityScreen #follow-ups { height: 1fr; margin: 0 0 0 -1; }
    CityScreen.-wide #follow-ups { height: auto; max-height: 12; }
    """

    _city: City | None = None

    def compose_place(self) -> ComposeResult:
        """Strips, then two columns; three when wide."""
        with Vertical(id="strips"):
            yield PhaseStrip()
            yield NextStrip()
        with Horizontal(id="columns"):
            with Vertical(id="components-pane"):
                yield ComponentsHead()
                yield PickList[ComponentView](self._draw_component, id="components", hold=True, quiet=True)
                yield ReadyBlock()
            with Vertical(id="rest"):
                with Vertical(id="heard-pane"):
                    yield HeardBlock()
                with Vertical(id="data-pane"):
                    yield DataBlock()
                    yield FollowUpsHead()
                    yield PickList[FollowUpView](self._draw_follow_up, id="follow-ups", hold=True, quiet=True)
                    yield ConcernsBlock(classes="only-wide")

    @property
    def _components(self) -> PickList[ComponentView]:
        return self.query_one("#components", PickList)

    @property
    def _follow_ups(self) -> PickList[FollowUpView]:
        return self.query_one("#follow-ups", PickList)

    @property
    @override
    def in_hand(self) -> InHand | None:
        """The row under the cursor of the list that has the focus; else the city."""
        city = self.leap.city
        if city is not None and self.focused is self._follow_ups and self._follow_ups.pick:
            return InHand(city, self._follow_ups.pick.value.owed.id)
        if city is not None and self.focused is self._components and self._components.pick:
            return InHand(city, self._components.pick.value.state.id)
        return super().in_hand

    async def load(self) -> None:
        """Gather what is known of the city."""
        engagement = self.leap.city
        if engagement is None:
            return
        self._city = await self.leap.ask(city, engagement)
        self._fill()

    @override
    def refresh_place(self, *, again: bool = False) -> None:
        """Whoever was sought is in sight here: nothing is sought any more."""
        self.leap.sought = None
        super().refresh_place(again=again)

    def _fill(self) -> None:
        shown = self._city
        if shown is None:
            return
        for block in self.query(CityBlock):
            block.show(shown)
        rows = self._component_rows
        self._components.show([Pick(view.guide.key, view, rows) for view in shown.components])
        self._follow_ups.show([Pick(each.owed.id, each) for each in shown.follow_ups])

    @property
    def _component_rows(self) -> int:
        return 2 if self.has_class("-wide") and self.has_class("-roomy") else 1

    def on_resize(self) -> None:
        """Decisions show below their component when there is room."""
        self.call_after_refresh(self._fill)

    def _draw_component(self, view: ComponentView, width: int) -> Sequence[Content]:
        return component_lines(view, width, rows=self._component_rows)

    def _draw_follow_up(self, view: FollowUpView, width: int) -> Sequence[Content]:
        today = date.fromisoformat(self._city.today) if self._city else date.min
        return [follow_up_line(view, width, today)]

    def tell_context(self, bar: ContextBar) -> None:
        """City, people, phase, lead."""
        engagement, shown = self.leap.city, self._city
        about: list[str] = []
        if engagement is not None and shown is not None and shown.engagement.id == engagement.id:
            known = [place.population for place in shown.places if place.population is not None]
            if known and len(known) == len(shown.places):
                about.append(f"{sum(known):,} people")
            phase = shown.engagement.phase
            about.append(f"phase {phase.number} {phase.label}" if phase else "no phase yet")
            about += [f"lead {shown.engagement.lead}"] if shown.engagement.lead else []
        bar.show(self.leap.city_name, about, saved=self.saved())

    # What is done here.

    @errand()
    async def action_next_step(self) -> None:
        """Open the place where the next step is done."""
        if self._city is None:
            return
        step = self._city.next_step
        if step.place != "city":
            self.leap.action_open_place(step.place)
        elif self._city.engagement.next_step:
            await self._edit()
        else:
            await self.app.push_screen_wait(PeopleScreen(self._city))

    def action_components(self) -> None:
        """Choose a component."""
        self._components.focus()

    @on(PickList.Chosen, "#follow-ups")
    def action_follow_ups(self) -> None:
        """What was promised, to whom and by when."""
        self.app.push_screen(CityFollowUpsScreen())

    def action_leave_list(self) -> None:
        """No list has the focus: Enter does the next step again."""
        self.set_focus(None)

    def action_data(self) -> None:
        """Open Calls."""
        self.leap.action_open_place("calls")

    @on(PickList.Chosen, "#components")
    def open_component(self, event: PickList.Chosen) -> None:
        """Open the component in the roadmap."""
        view: ComponentView = event.pick.value
        self.leap.sought = view.state.id
        self.leap.action_open_place("roadmap")

    @errand()
    async def action_heard(self) -> None:
        """Every group and its people."""
        if self._city is not None:
            await self.app.push_screen_wait(PeopleScreen(self._city))

    @errand()
    async def action_add_person(self) -> None:
        """Add a person."""
        if self._city is not None:
            await ask_for_person(self.leap, self._city.engagement, self._city.groups)

    @errand()
    async def action_new_follow_up(self) -> None:
        """Note something promised."""
        if self._city is None:
            return
        values = await self.app.push_screen_wait(FormDialog("Something promised", FIELDS, does="note it"))
        if values is not None:
            await self.leap.change(
                add_follow_up,
                self._city.engagement,
                values["text"],
                due=values["due"],
                owner=values["owner"],
            )

    def action_timeline(self) -> None:
        """What happened here, and what is due."""
        if self.leap.city is not None:
            self.app.push_screen(CityTimelineScreen())

    def action_activities(self) -> None:
        """What was done beside interviews."""
        if self.leap.city is not None:
            self.app.push_screen(CityActivitiesScreen())

    def action_readiness(self) -> None:
        """What is missing before Design, before presenting and before the launch."""
        if self.leap.city is not None:
            self.app.push_screen(ReadinessScreen("city"))

    @errand()
    async def action_edit(self) -> None:
        """Change the engagement."""
        await self._edit()

    async def _edit(self) -> None:
        if self._city is None:
            return
        before = values_of(self._city.engagement)
        values: dict[str, str] | None = before
        problems: dict[str, str] = {}
        while True:
            values = await self.app.push_screen_wait(
                FormDialog("Change the city", CHANGED_ENGAGEMENT, values, problems=problems)
            )
            if values is None:
                return
            changes = {key: text for key, text in values.items() if text.strip() != before[key]}
            try:
                changed = await self.leap.change(change_engagement, self._city.engagement, changes)
            except InputRefused as error:
                problems = {"name": error.sentence}
                continue
            self.leap.city = changed
            self._city = replace(self._city, engagement=changed)
            self.refresh_place(again=True)
            return
