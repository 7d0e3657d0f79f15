"""What the views over all interviews have in common, and the list they are chosen from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from leaptui.domain.errors import UnknownName
from leaptui.services.interviews.interviews import find_interview
from leaptui.services.upkeep.history import find_record
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.errands import errand
from leaptui.tui.past import InHand, open_history
from leaptui.tui.screens.interviews.note_opening import open_note
from leaptui.tui.screens.over_place import OverPlaceScreen
from leaptui.tui.text import fit, join, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.block import Block
from leaptui.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from leaptui.domain.records import Engagement
    from leaptui.tui.app import LeapApp


_MOST_ROWS = 3
"""Rows that one sentence takes at most: the list above must stay in sight."""


@dataclass(frozen=True, slots=True)
class View:
    """One of the views.

    Attributes:
        key: Its name.
        title: How the list names it.
        says: What it answers.
        make: Makes its screen.
    """

    key: str
    title: str
    says: str
    make: Callable[[], ViewScreen]


class Sentences(Block):
    """The sentences beneath a view, each in the longest of its wordings that fits a row, or else in a few rows."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._wordings: Sequence[Sequence[str]] = ()

    def say(self, *wordings: Sequence[str]) -> None:
        """Say these.

        Args:
            wordings: Of each sentence its wordings, the longest first.
        """
        self._wordings = wordings
        self.refresh(layout=True)

    def lines(self, width: int) -> Sequence[Content]:
        """The first in the colour of words, the others muted."""
        shown: list[Content] = []
        for at, wordings in enumerate(self._wordings):
            known = [plain(words, "$text-muted" if at else "") for words in wordings]
            fitting = next((each for each in known if each.cell_length <= width), known[-1])
            shown += _in_rows(fitting, max(width, 1))
        return shown


def _in_rows(sentence: Content, width: int) -> list[Content]:
    rows = [row.rstrip() for row in sentence.wrap(width)] or [sentence]
    if len(rows) > _MOST_ROWS:
        rest = join(" ", *(join(row, " ") for row in rows[_MOST_ROWS:])).rstrip()
        rows = [*rows[: _MOST_ROWS - 1], fit(join(rows[_MOST_ROWS - 1], rest), width)]
    return rows


class Drawn(Block):
    """Lines that a function draws for whatever width there is."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._draw: Callable[[int], Sequence[Content]] = lambda _: ()

    def show(self, draw: Callable[[int], Sequence[Content]]) -> None:
        """Draw so from now on."""
        self._draw = draw
        self.refresh(layout=True)

    def lines(self, width: int) -> Sequence[Content]:
        """As drawn."""
        return self._draw(width)


class ViewScreen(OverPlaceScreen):
    """A view over the interviews of a city, laid over the screen it was opened from."""

    PLACE: ClassVar[str] = "interviews"
    SCOPES: ClassVar[tuple[str, ...]] = ("view",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("view")
    TITLE_SHOWN: ClassVar[str] = ""
    """What the context bar says after the city."""

    at: str | None = None
    """Key of the row the cursor is to stand on when the screen has loaded."""

    def take_at(self) -> str | None:
        """The row the cursor is to stand on, once."""
        at, self.at = self.at, None
        return at

    @property
    def engagement(self) -> Engagement:
        """Whose interviews these are."""
        assert self.leap.city is not None
        return self.leap.city

    def tell_context(self, bar: ContextBar) -> None:
        """City and view."""
        bar.show(self.leap.city_name, [self.TITLE_SHOWN], saved=self.saved())

    @errand()
    async def action_history(self) -> None:
        """What was done to the record of the row that has the cursor; else to the city."""
        in_hand = self.in_hand
        rows = next((each for each in self.query(PickList) if each.has_focus and each.pick), None)
        if rows is not None and rows.pick is not None:
            with suppress(UnknownName):  # not every row is a record of its own
                record, _ = await self.leap.ask(find_record, rows.pick.key, None)
                in_hand = InHand(self.engagement, record)
        await open_history(self.leap, in_hand, self.place)

    def action_leave_view(self) -> None:
        """Back to where it was opened."""
        self.dismiss()

    def action_open_row(self) -> None:
        """Open the row under the cursor."""
        for rows in self.query(PickList):
            if rows.has_focus:
                rows.action_choose()

    @errand("view", exclusive=True)
    async def action_choose_view(self) -> None:
        """Another view in place of this one."""
        view = await ask_for_view(self.leap)
        if view is not None:
            self.app.switch_screen(view.make())

    async def open_interview(self, interview: str, at: int | None = None) -> None:
        """Open a note over this view. Call it from an errand.

        Args:
            interview: Its id.
            at: Offset in the note at which the cursor stands.
        """
        view = await self.leap.ask(find_interview, self.engagement, interview)
        await open_note(self.leap, self.engagement, view, at=at)


async def ask_for_view(app: LeapApp) -> View | None:
    """Which view is to be opened; none when it was left."""
    from leaptui.tui.screens.interviews.views import VIEWS

    key = await app.push_screen_wait(
        ChooseDialog(
            "Which view?",
            [Choice(view.key, view.title, view.says) for view in VIEWS],
            does="open it",
            escape="stay here",
        )
    )
    return next((view for view in VIEWS if view.key == key), None)
