"""^P: one field that finds commands, cities, people and words in notes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input

from leaptui.domain.records import Engagement
from leaptui.domain.search import Hit
from leaptui.domain.text import fold
from leaptui.services.city.engagements import engagements
from leaptui.services.search import search
from leaptui.tui.bindings import bindings_of
from leaptui.tui.commands import Command
from leaptui.tui.dialogs.dialog import Dialog, Gap
from leaptui.tui.errands import errand
from leaptui.tui.keyboard import Holds
from leaptui.tui.names import city_shown
from leaptui.tui.text import ends, join, plain
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

Found = Callable[["LeapApp"], Awaitable[None]]
"""What choosing a row does."""

_PLACE_OF_KIND = {
    "engagement": "city",
    "jurisdiction": "city",
    "stakeholder": "city",
    "follow_up": "city",
    "interview": "interviews",
    "excerpt": "interviews",
    "dataset": "calls",
    "type_rule": "calls",
    "component": "roadmap",
    "evidence": "roadmap",
    "document": "documents",
}
_MOST_HITS = 40


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    title: str
    aside: str
    does: Found


class FindScreen(Dialog[Found]):
    """Answers with what the chosen row does."""

    DEFAULT_CSS = """
    FindScreen { align: center top; }
    FindScreen > #dialog { width: 90; height: 90%; max-height: 26; margin: 2 0 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("picker")
    SCOPES: ClassVar[tuple[str, ...]] = ("picker", "dialog")

    def __init__(self, commands: Sequence[Command]) -> None:
        """A search over everything.

        Args:
            commands: The commands that can be done on the screen behind.
        """
        super().__init__("Find anything", keys=[("Enter", "open or do"), ("↑↓", "move")], escape="back")
        self._commands = [command for command in commands if command.findable]
        self._cities: list[Engagement] = []

    @property
    def _leap(self) -> LeapApp:
        return cast("LeapApp", self.app)

    def compose_body(self) -> ComposeResult:
        """The field and what it finds."""
        yield Gap()
        yield Input(placeholder="a city, a person, words of a note, or what you want to do")
        yield Gap()
        yield PickList[_Row](self._draw, id="found", steered=True)

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()
        self._look("")

    @property
    def _found(self) -> PickList[_Row]:
        return self.query_one("#found", PickList)

    @on(Input.Changed)
    def look_again(self, event: Input.Changed) -> None:
        """Other rows while one types."""
        self._look(event.value)

    @errand("find", exclusive=True, holds=Holds.COMMANDS)
    async def _look(self, typed: str) -> None:
        if self._leap.store.is_open and not self._cities:
            self._cities = await self._leap.ask(engagements)
        wanted = fold(typed)
        commands = [
            Pick(f"command {command.id}", _Row("do", command.title, command.key_shown, _doing(command)))
            for command in self._commands
            if wanted in fold(f"{command.title} {command.help}")
        ]
        cities = [
            Pick(f"city {city.id}", _Row("", city_shown(city.name), "", _opening(city, "city")))
            for city in self._cities
            if wanted in fold(city.name)
        ]
        sections: list[tuple[str, list[Pick[_Row]]]] = [("Cities", cities), ("Do", commands)]
        if wanted and self._leap.store.is_open:
            hits = await self._leap.ask(search, typed, limit=_MOST_HITS)
            sections.insert(1, ("In what was written", [self._hit(hit) for hit in hits]))
        rows: list[Pick[_Row] | Rest] = []
        for title, picks in sections:
            if picks:
                rows += [Rest(plain(title, "$text-muted")), *picks]
        self._found.show(rows or [Rest(plain("Nothing has these words.", "$text-muted"))])

    def _hit(self, hit: Hit) -> Pick[_Row]:
        place = _PLACE_OF_KIND.get(hit.kind, "city")
        kind = hit.kind.replace("_", "-")
        return Pick(f"hit {hit.kind} {hit.id}", _Row(kind, hit.title, hit.snippet, _showing(hit, place)))

    def action_move(self, by: int) -> None:
        """Move among the rows while typing."""
        self._found.action_move(by)

    def action_complete(self) -> None:
        """Take the row's name into the field."""
        pick = self._found.pick
        if pick is not None:
            field = self.query_one(Input)
            field.value = pick.value.title
            field.cursor_position = len(field.value)

    @on(Input.Submitted)
    def take(self) -> None:
        """Do what the row under the cursor does."""
        if self._found.pick is not None:
            self.dismiss(self._found.pick.value.does)

    @on(PickList.Chosen)
    def take_clicked(self, event: PickList.Chosen) -> None:
        """Do what the clicked row does."""
        self.dismiss(event.pick.value.does)

    def _draw(self, found: _Row, width: int) -> Sequence[Content]:
        title = join("  ", plain(found.title))
        if found.kind == "do":
            return [ends(width, title, plain(found.aside, "b $primary"))]
        aside = f"{found.kind}" if not found.aside else f"{found.kind}: {found.aside}"
        room = max(width - title.cell_length - 3, 0)
        return [ends(width, title, plain(aside, "$text-muted").truncate(room, ellipsis=True))]


def _doing(command: Command) -> Found:
    async def do(app: LeapApp) -> None:
        await app.run_action(command.action, app if command.scope == "app" else app.screen)

    return do


def _opening(city: Engagement, place: str) -> Found:
    async def do(app: LeapApp) -> None:
        app.open_city(city, place)

    return do


def _showing(hit: Hit, place: str) -> Found:
    async def do(app: LeapApp) -> None:
        await app.open_record(hit.kind, hit.id, place)

    return do
