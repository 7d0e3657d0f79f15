"""Who should be heard: every group with its people, and adding a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from leaptui.domain.records import Stakeholder
from leaptui.services.city.overview import City, city
from leaptui.services.interviews.coverage import GroupHeard
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog, Gap
from leaptui.tui.errands import errand
from leaptui.tui.past import InHand, open_history
from leaptui.tui.screens.city.person_form import ask_for_person, change_person
from leaptui.tui.text import dotted, ends, join, plain
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp


class PeopleScreen(Dialog[bool]):
    """Every group, who of it is listed, and how many were heard."""

    DEFAULT_CSS = """
    PeopleScreen > #dialog { width: 84; height: 90%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("people")
    SCOPES: ClassVar[tuple[str, ...]] = ("people", "list", "dialog")

    def __init__(self, shown: City) -> None:
        """The people of a city."""
        super().__init__(
            "Who should be heard",
            concerning="A critical group needs two voices before Design can begin, the others one.",
            keys=[("A", "add a person here"), ("E", "change"), ("F4", "history"), ("↑↓", "move")],
            escape="close",
        )
        self._city = shown

    def compose_body(self) -> ComposeResult:
        """The groups."""
        yield Gap()
        yield PickList[GroupHeard | Stakeholder](self._draw, id="people")

    def on_mount(self) -> None:
        """Fill the list."""
        self._people.focus()
        self._fill()

    @property
    def _people(self) -> PickList[GroupHeard | Stakeholder]:
        return self.query_one("#people", PickList)

    def _fill(self, at: str | None = None) -> None:
        entries: list[Pick[GroupHeard | Stakeholder] | Rest] = []
        known = {group.key for group in self._city.groups}
        for group in self._city.groups:
            entries.append(Pick(f"group {group.key}", group))
            entries += [Pick(each.id, each) for each in self._city.people if each.group == group.key]
        others = [each for each in self._city.people if each.group not in known]
        if others:
            entries.append(Rest(plain("   In no group", "$text-muted")))
            entries += [Pick(each.id, each) for each in others]
        self._people.show(entries, at=at)

    def _draw(self, value: GroupHeard | Stakeholder, width: int) -> Sequence[Content]:
        if isinstance(value, Stakeholder):
            about = [plain(part, "$text-muted") for part in (value.role, value.organisation) if part]
            level = value.attribution
            left = join("    ", plain(value.name), "  ", dotted(about))
            return [ends(width, left, plain(f"{level.glyph} {level.label}", "$text-muted"))]
        if value.is_critical and value.is_short:
            glyph, count = plain("▲ ", "$warning"), plain(f"{value.people} of {value.needed}", "b $warning")
        else:
            glyph = plain("○ ", "$text-muted") if value.is_short else plain("✓ ", "$success")
            count = plain(f"{value.heard} of {value.target}", "$text-muted")
        return [ends(width, join(glyph, plain(value.label, "b")), count)]

    @errand()
    async def action_history(self) -> None:
        """What was done to the person under the cursor."""
        app = cast("LeapApp", self.app)
        value = self._people.pick.value if self._people.pick else None
        person = value if isinstance(value, Stakeholder) else None
        in_hand = InHand(self._city.engagement, person.id) if person else None
        await open_history(app, in_hand, app.current_mode)
        self._city = await app.ask(city, self._city.engagement)
        self._fill()

    @errand()
    async def action_change_person(self) -> None:
        """Change what is known of the person under the cursor."""
        app = cast("LeapApp", self.app)
        value = self._people.pick.value if self._people.pick else None
        if isinstance(value, Stakeholder) and await change_person(app, value, self._city.groups):
            self._city = await app.ask(city, self._city.engagement)
            self._fill(at=value.id)

    @errand()
    async def action_add_person(self) -> None:
        """Add a person to the group under the cursor."""
        app = cast("LeapApp", self.app)
        value = self._people.pick.value if self._people.pick else None
        group = value.key if isinstance(value, GroupHeard) else value.group if value else ""
        person = await ask_for_person(app, self._city.engagement, self._city.groups, group=group)
        if person is not None:
            self._city = await app.ask(city, self._city.engagement)
            self._fill(at=person.id)
