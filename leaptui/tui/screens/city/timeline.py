"""What happened in a city, day by day, and what is due; every line leads to its record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from leaptui.services.city.timeline import Event, EventKind, timeline
from leaptui.tui.dates import day_shown
from leaptui.tui.errands import errand
from leaptui.tui.screens.city.activities import ActivitiesScreen, CityActivitiesScreen
from leaptui.tui.screens.city.data_requests import DataRequestsScreen
from leaptui.tui.screens.view import ViewScreen
from leaptui.tui.text import join, plain, row
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

_GOES_TO_RECORD = frozenset({"interviews", "roadmap", "calls"})
"""Places that show the record they are led to."""
_STYLES = {
    EventKind.PHASE: "b $success",
    EventKind.BEGUN: "b $success",
    EventKind.INTERVIEW: "",
    EventKind.REQUEST: "$primary",
    EventKind.DATASET: "$primary",
    EventKind.DECISION: "$accent",
    EventKind.DOCUMENT: "$primary",
    EventKind.ACTIVITY: "",
    EventKind.VALIDATOR: "$accent",
    EventKind.AGREEMENT: "b $success",
    EventKind.FOLLOW_UP: "$mark-follow",
}


class TimelineScreen(ViewScreen):
    """What happened, and what comes next?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("view_list", "view")
    TITLE_SHOWN: ClassVar[str] = "timeline"

    _events: Sequence[Event] = ()

    def compose_place(self) -> ComposeResult:
        """One line an event, the newest last, then what is due."""
        with Vertical():
            yield PickList[Event](self._draw, id="events")

    async def load(self) -> None:
        """Everything that bears a day."""
        self._events = await self.leap.ask(timeline, self.engagement)
        today = self.leap.now().date()
        line = plain(f" ── today, {today.day} {today:%B} ", "b $accent")
        entries: list[Pick[Event] | Rest] = []
        told = False
        for place, event in enumerate(self._events):
            if not told and event.day > today.isoformat():
                entries.append(Rest(line))
                told = True
            entries.append(Pick(f"{event.record} {event.day} {place}", event))
        if not told:
            entries.append(Rest(line))
        events: PickList[Event] = self.query_one("#events", PickList)
        before = [each for each in self._events if each.day <= today.isoformat()]
        at = f"{before[-1].record} {before[-1].day} {len(before) - 1}" if before else None
        events.show(entries, at=None if events.pick else at)
        if self.focused is None:
            events.focus()

    def _draw(self, event: Event, width: int) -> Sequence[Content]:
        glyph = plain("▲", "$warning") if event.overdue else plain("○" if event.ahead else " ", "$text-muted")
        day = day_shown(event.day, self.leap.now().date())
        return [
            row(
                (1, 9, 5, 10, max(width - 1 - 9 - 5 - 10 - 4, 8)),
                (
                    glyph,
                    plain(day, "b $warning" if event.overdue else "$text-muted"),
                    plain(event.clock, "$text-muted"),
                    plain(event.kind.value, _STYLES[event.kind]),
                    join(plain(event.text)),
                ),
            )
        ]

    def tell_context(self, bar: ContextBar) -> None:
        """City, view, what is overdue."""
        overdue = sum(event.overdue for event in self._events)
        notice = plain(f"▲ {overdue} overdue", "b $warning") if overdue else None
        bar.show(self.leap.city_name, [self.TITLE_SHOWN], notice=notice, saved=self.saved())

    @on(PickList.Chosen, "#events")
    @errand("cell", exclusive=True)
    async def open_chosen(self, event: PickList.Chosen) -> None:
        """The record, in the place that shows it."""
        chosen: Event = event.pick.value
        if chosen.kind is EventKind.INTERVIEW:
            await self.open_interview(chosen.record)
        elif chosen.kind is EventKind.REQUEST:
            await self.app.push_screen_wait(DataRequestsScreen())
        elif chosen.kind is EventKind.ACTIVITY:
            await self.app.push_screen_wait(
                CityActivitiesScreen() if self.PLACE == "city" else ActivitiesScreen()
            )
        elif chosen.place == self.PLACE:
            self.dismiss()
        elif chosen.place in _GOES_TO_RECORD:
            await self.leap.open_record(chosen.record_kind, chosen.record, chosen.place)
        else:
            self.leap.action_open_place(chosen.place)


class CityTimelineScreen(TimelineScreen):
    """The same, opened from the place City."""

    PLACE: ClassVar[str] = "city"
