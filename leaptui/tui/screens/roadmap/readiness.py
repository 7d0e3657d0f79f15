"""What is missing before Design, before presenting and before the launch; Enter goes where it is mended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from typing_extensions import override

from leaptui.services.calls.picture import find_dataset
from leaptui.services.roadmap.findings import Finding, Gate
from leaptui.services.roadmap.readiness import findings
from leaptui.tui.bindings import bindings_of
from leaptui.tui.errands import errand
from leaptui.tui.screens.roadmap.pages import PAGES, claims_page, phases_page
from leaptui.tui.screens.roadmap.view import RoadmapView
from leaptui.tui.screens.view import Sentences, ViewScreen
from leaptui.tui.text import join, paragraph, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

_MOST_ROWS = 3
"""Of one finding."""


def _coverage() -> Screen[None]:
    from leaptui.tui.screens.interviews.coverage import CoverageScreen

    return CoverageScreen()


def _districts() -> Screen[None]:
    from leaptui.tui.screens.interviews.coverage import DistrictsScreen

    return DistrictsScreen()


def _passages() -> Screen[None]:
    from leaptui.tui.screens.interviews.passages import PassagesScreen

    return PassagesScreen()


def _requests() -> Screen[None]:
    from leaptui.tui.screens.city.data_requests import DataRequestsScreen

    return DataRequestsScreen()


_SCREENS: dict[str, tuple[str, Callable[[], Screen[None]]]] = {
    "interviews/coverage": ("who was heard", _coverage),
    "interviews/districts": ("districts", _districts),
    "interviews/passages": ("the passage, where its speaker is asked for it", _passages),
    "calls/requests": ("the data requests", _requests),
}
"""Screens of other places that are laid over this one, so that Esc comes back to it."""
_PLACES = {
    "calls": "Calls",
    "calls/quality": "the quality of the calls",
    "roadmap": "the component",
    "roadmap/claims": "the claims",
    "roadmap/concerns": "the concern board",
    "roadmap/team": "the local team",
}


class ReadinessScreen(RoadmapView):
    """What is missing, and where is it mended?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("readiness", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("readiness")

    def __init__(self, place: str = "roadmap") -> None:
        """The three gates.

        Args:
            place: Key of the place it is laid over.
        """
        super().__init__()
        self._place = place
        self._found: Sequence[Finding] = ()
        self._was_read = False

    @property
    @override
    def place(self) -> str:
        """The one it was opened from."""
        return self._place

    def compose_place(self) -> ComposeResult:
        """Three lists in one."""
        yield PickList[Finding](self._draw, id="findings")

    def compose_foot(self) -> ComposeResult:
        """Where the one under the cursor is mended."""
        yield Sentences(id="said")

    @property
    def _list(self) -> PickList[Finding]:
        return self.query_one("#findings", PickList)

    def on_mount(self) -> None:
        """Say that it is being read."""
        self._list.show([Rest(plain(" Reading what is missing…", "$text-muted"))])

    async def load(self) -> None:
        """All that is missing; the look at the calls takes longer and comes behind."""
        self._show(await self.leap.ask(findings, self.engagement, with_quality=False))
        self.refresh_frame()
        self._show(await self.leap.ask(findings, self.engagement))

    def _show(self, found: Sequence[Finding]) -> None:
        self._found, self._was_read = found, True
        width = max(self.size.width - 4, 20)
        entries: list[Pick[Finding] | Rest] = []
        for gate in Gate:
            of_gate = [each for each in self._found if each.gate is gate]
            held = sum(each.holds_up for each in of_gate)
            counted = (
                plain(f"{held} to mend", "$text-muted")
                if held
                else plain("✓ nothing holds it up", "$success")
            )
            entries += [Rest()] * bool(entries)
            entries.append(Rest(join(plain(f" {gate.label}   ", "b"), counted)))
            entries += [
                Pick(f"{each.gate}/{each.key}", each, rows=min(len(_lines(each, width - 1)), _MOST_ROWS))
                for each in of_gate
            ]
        self._list.show(entries)
        if not self._found:
            self.query_one(Sentences).say(("Nothing is missing.",))
        if self.focused is None:
            self._list.focus()

    def _draw(self, finding: Finding, width: int) -> Sequence[Content]:
        return _lines(finding, width)

    def tell_context(self, bar: ContextBar) -> None:
        """How many there are before each."""
        if not self._was_read:
            bar.show(self.leap.city_name, ["readiness", "reading…"], saved=self.saved())
            return
        held = [
            f"{sum(each.holds_up and each.gate is gate for each in self._found)} {gate.label.lower()}"
            for gate in Gate
        ]
        # "before" is said once: all three counts fit beside the name of a city at 80 columns.
        shown = ", ".join([held[0], *(each.replace(" before ", " ") for each in held[1:])])
        bar.show(self.leap.city_name, [shown], saved=self.saved())

    @on(PickList.Highlighted, "#findings")
    def tell(self, event: PickList.Highlighted) -> None:
        """The whole of it, and where it is mended."""
        finding: Finding = event.pick.value
        weight = "" if finding.holds_up else "Worth a look; it holds nothing up. "
        self.query_one(Sentences).say((finding.text,), (f"{weight}Enter goes to {_where(finding)}.",))

    @on(PickList.Chosen, "#findings")
    @errand("note", exclusive=True)
    async def open_chosen(self, event: PickList.Chosen) -> None:
        """Go where it is mended."""
        await self._go(event.pick.value)

    def action_next_gate(self) -> None:
        """To the first finding of the next gate that has any."""
        gates = [each.gate for each in self._found]
        pick = self._list.pick
        if pick is None:
            return
        later = [gate for gate in Gate if gate in gates]
        wanted = later[(later.index(pick.value.gate) + 1) % len(later)]
        self._list.action_move(gates.index(wanted) - self._found.index(pick.value))
        self._list.bring_up()

    async def _go(self, finding: Finding) -> None:
        place, _, page = finding.place.partition("/")
        make = _SCREENS[finding.place][1] if finding.place in _SCREENS else PAGES.get(page)
        if page == "claims":
            self.app.push_screen(claims_page(finding.record))
        elif finding.place == "calls/quality":
            from leaptui.tui.screens.calls.quality import CallsQualityScreen

            dataset = await self.leap.ask(find_dataset, self.engagement)
            self.app.push_screen(CallsQualityScreen(dataset))
        elif make is not None:
            opened = make()
            if isinstance(opened, ViewScreen):
                opened.at = finding.record or None
            self.app.push_screen(opened)
        elif page:
            self.app.push_screen(phases_page(f"{page}/{finding.record}" if finding.record else page))
        elif place == "roadmap":
            self.leap.sought = finding.record or None
            self.dismiss()
            self.leap.action_open_place("roadmap")
        else:
            self.leap.sought = finding.record or None
            self.leap.action_open_place(place)


def _lines(finding: Finding, width: int) -> list[Content]:
    glyph = plain("○ ", "$warning") if finding.holds_up else plain("· ", "$text-muted")
    wrapped = paragraph(finding.text, max(width - 2, 10), "" if finding.holds_up else "$text-muted")
    return [(glyph if at == 0 else plain("  ")) + line for at, line in enumerate(wrapped)]


def _where(finding: Finding) -> str:
    if finding.place in _SCREENS:
        return _SCREENS[finding.place][0]
    return _PLACES.get(finding.place, "the checklist")
