"""Who speaks in an interview: people found while one types, new ones added by their name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input

from leaptui.domain.records import Engagement, Stakeholder
from leaptui.domain.text import fold, one_line
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog, Gap, Words
from leaptui.tui.text import ends, join, plain
from leaptui.tui.widgets.pick_list import Pick, PickList

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who was chosen.

    Attributes:
        known: People of the city.
        new: Names that are not among them yet.
    """

    known: tuple[Stakeholder, ...]
    new: tuple[str, ...]

    async def added(self, app: LeapApp, engagement: Engagement) -> list[Stakeholder]:
        """Add the new ones to a city."""
        return [await app.ask(add_stakeholder, engagement, name) for name in self.new]


@dataclass(frozen=True, slots=True)
class NewName:
    """A name typed that nobody of the city has."""

    name: str


def found(people: Sequence[Stakeholder], typed: str) -> list[Stakeholder | NewName]:
    """The people whose name, role or organisation has the words, names that begin so first."""
    wanted = fold(typed)
    words = wanted.split()
    hits = [
        person
        for person in people
        if all(word in fold(f"{person.name} {person.role} {person.organisation}") for word in words)
    ]
    hits.sort(key=lambda person: not fold(person.name).startswith(wanted))
    same = any(fold(person.name) == wanted for person in people)
    return [*hits, *([NewName(one_line(typed))] if wanted and not same else [])]


class WhoDialog(Dialog[Speakers]):
    """Type, Enter takes the row; Enter on an empty field goes on."""

    DEFAULT_CSS = """
    WhoDialog PickList { height: 9; }
    WhoDialog Input { margin: 0 0 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("picker")
    SCOPES: ClassVar[tuple[str, ...]] = ("picker", "dialog")

    def __init__(self, people: Sequence[Stakeholder]) -> None:
        super().__init__(
            "Who speaks?",
            keys=[("Enter", "take, then go on"), ("↑↓", "move")],
            escape="no interview",
            unchanged="A name that is not listed is added to the city.",
        )
        self._people = people
        self._chosen: dict[str, Stakeholder | NewName] = {}

    def compose_body(self) -> ComposeResult:
        """Who was taken, the field, the people."""
        yield Words("Nobody yet", "$text-muted", id="taken")
        yield Gap()
        yield Input(placeholder="a name, a role", select_on_focus=False)
        yield PickList[Stakeholder | NewName](self._draw, id="people", steered=True)

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()
        self._fill()

    @property
    def _list(self) -> PickList[Stakeholder | NewName]:
        return self.query_one("#people", PickList)

    def _fill(self) -> None:
        rows = found(self._people, self.query_one(Input).value)
        picks = [Pick(_key(each), each) for each in rows]
        self._list.show(picks, at=picks[0].key if picks else None)
        taken = ", ".join(each.name for each in self._chosen.values())
        self.query_one("#taken", Words).say(taken or "Nobody yet")

    def _draw(self, value: Stakeholder | NewName, width: int) -> Sequence[Content]:
        if isinstance(value, NewName):
            return [join(plain("+ ", "b $accent"), plain(f"add “{value.name}”"))]
        taken = value.id in self._chosen
        sign = plain("● ", "$accent") if taken else plain("○ ", "$text-muted")
        about = ", ".join(part for part in (value.role, value.organisation) if part)
        level = value.attribution
        left = join(sign, plain(value.name, "b" if taken else ""), plain(f"  {about}", "$text-muted"))
        return [ends(width, left, plain(level.glyph, "$text-muted"))]

    def action_move(self, by: int) -> None:
        """Move among the people."""
        self._list.action_move(by)

    def action_complete(self) -> None:
        """Take the row, or let it go again."""
        pick = self._list.pick
        if pick is None:
            return
        if pick.key in self._chosen:
            del self._chosen[pick.key]
        else:
            self._chosen[pick.key] = pick.value
        self.query_one(Input).value = ""
        self._fill()

    @on(Input.Changed)
    def look_again(self) -> None:
        """Other people while one types."""
        self._fill()

    @on(Input.Submitted)
    def take(self) -> None:
        """Take the row; with an empty field and somebody taken, answer."""
        if self.query_one(Input).value.strip() or not self._chosen:
            self.action_complete()
            return
        chosen = tuple(self._chosen.values())
        self.dismiss(
            Speakers(
                known=tuple(each for each in chosen if isinstance(each, Stakeholder)),
                new=tuple(each.name for each in chosen if isinstance(each, NewName)),
            )
        )


def _key(value: Stakeholder | NewName) -> str:
    return value.id if isinstance(value, Stakeholder) else f"new {value.name}"
