"""What the seven places have in common: bars, body, the lines that are always in sight, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from typing_extensions import override

from leaptui.tui.bindings import bindings_of
from leaptui.tui.commands import Command, commands_of
from leaptui.tui.dates import moment_shown
from leaptui.tui.errands import errand, keys_go_on
from leaptui.tui.keyboard import Holds
from leaptui.tui.past import InHand, open_history
from leaptui.tui.text import join, plain
from leaptui.tui.widgets.bars import ContextBar, KeyBar, PlacesBar
from leaptui.tui.widgets.empty_state import Beginning, EmptyState
from leaptui.tui.widgets.matrix_grid import MatrixGrid
from leaptui.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

_CLOCK_SECONDS = 20
"""How often the clock in the first row is looked at."""

__all__ = ["PlaceScreen", "bindings_of"]


class PlaceScreen(Screen[None]):
    """A place. Subclasses compose the body, load what they show, and say where one is.

    A subclass sets `PLACE`, `SCOPES` and `BINDINGS = bindings_of(*SCOPES)`, and gives
    `compose_place`, `load` and `tell_context`. `load` runs when the screen is opened or returned
    to and anything has changed since, never on the screen's own thread of waiting.
    """

    PLACE: ClassVar[str]
    """Key of the place."""
    SCOPES: ClassVar[tuple[str, ...]] = ()
    """Every command scope this place has; those that hold now are `scopes`."""
    NEEDS_CITY: ClassVar[bool] = True
    """Whether there is nothing to show before a city is chosen."""
    AUTO_FOCUS: ClassVar[str | None] = ""

    _was_shown = False
    """Whether this is not the first visit."""
    _shown: tuple[str | None, int] | None = None
    """City and revision of what is on the screen."""

    @property
    def leap(self) -> LeapApp:
        """The app, by its own type."""
        return cast("LeapApp", self.app)

    @property
    def place(self) -> str:
        """Key of the place it belongs to."""
        return self.PLACE

    # What a subclass gives.

    def compose_place(self) -> ComposeResult:
        """The body."""
        yield from ()

    def compose_foot(self) -> ComposeResult:
        """Lines that must be in sight whatever the height: a ledger, a sentence, a drawer."""
        yield from ()

    async def load(self) -> None:
        """Ask the services for what is shown, and show it."""

    def tell_context(self, bar: ContextBar) -> None:
        """Say in the context bar where one is and what must not be forgotten."""
        bar.show(self.leap.city_name, saved=self.saved())

    def saved(self) -> Content:
        """What is stored. A screen in the middle of something not stored says so instead."""
        return self.leap.saved

    @property
    def in_hand(self) -> InHand | None:
        """Whose history F4 shows; nothing where there is none."""
        return InHand.city(self.leap.city)

    @property
    def has_row(self) -> bool:
        """Whether a list has a row under its cursor."""
        return any(rows.pick is not None for rows in self.query(PickList)) or not all(
            grid.is_empty for grid in self.query(MatrixGrid)
        )

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes that hold now, most used first."""
        return self.SCOPES

    # What every place does.

    @override
    def _post_register(self, app: App[object]) -> None:
        """Its styles come at once from the sheet as it stands, for the size there is."""
        super()._post_register(app)
        width, height = app.size
        wide = self._get_breakpoint_classes(width, app.HORIZONTAL_BREAKPOINTS or [])
        high = self._get_breakpoint_classes(height, app.VERTICAL_BREAKPOINTS or [])
        self.add_class(*wide, *high, update=False)
        self._css_update_count = app._css_update_count  # noqa: SLF001 - else all of it is parsed anew

    @override
    def _compositor_refresh(self) -> None:
        """Draw nothing that would not be sent: Textual draws it all, and then throws it away."""
        if not self.leap.first_paint.is_held:
            super()._compositor_refresh()

    def compose(self) -> ComposeResult:
        """Two bars, the body, the foot, the keys."""
        with Vertical(id="bars"):
            yield PlacesBar(self.place)
            yield ContextBar()
        with Vertical(id="body"):
            yield from self.compose_place()
        if self.NEEDS_CITY:
            with Vertical(id="no-city"):
                yield EmptyState(
                    "No city is open.",
                    "This place shows one city at a time. Choose it in the portfolio and come back.",
                    [
                        Beginning("1", "choose a city in the portfolio"),
                        Beginning("^P", "find one by its name"),
                    ],
                )
        with Vertical(id="foot"):
            yield from self.compose_foot()
        yield KeyBar()

    def on_mount(self) -> None:
        """Bars first; what the place shows follows when the store has answered."""
        self.refresh_frame()
        self.set_interval(_CLOCK_SECONDS, self._tell_time)

    def _tell_time(self) -> None:
        places = self.query_one(PlacesBar)
        places.moment = moment_shown(self.leap.now())
        places.refresh()

    @on(events.ScreenResume)
    def keep_styles(self, event: events.ScreenResume) -> None:
        """The styles of a first visit are what they were a moment ago."""
        event.refresh_styles, self._was_shown = self._was_shown, True

    def on_screen_resume(self) -> None:
        """Show what changed while one was elsewhere."""
        self.refresh_frame()
        self.refresh_place()

    def refresh_frame(self) -> None:
        """Bring the three bars up to date."""
        if not self.is_mounted:
            return
        missing = self.NEEDS_CITY and self.leap.city is None
        self.set_class(missing, "-without-city")
        self._tell_time()
        bar = self.query_one(ContextBar)
        bar.read_only = self.leap.read_only
        if missing:
            bar.show("No city", saved=self.leap.saved)
        else:
            self.tell_context(bar)
        self.query_one(KeyBar).show(() if missing else self.commands())

    def refresh_place(self, *, again: bool = False) -> None:
        """Load when something changed since, or `again` in any case."""
        wanted = (self.leap.city.id if self.leap.city else None, self.leap.revision)
        if not self.leap.store.is_open or (self.NEEDS_CITY and self.leap.city is None):
            return
        if again or wanted != self._shown:
            is_there = self._shown is not None and self._shown[0] == wanted[0]
            self._shown = wanted
            self._load(is_there=is_there)

    @errand("load", exclusive=True, holds=Holds.PLACE)
    async def _load(self, *, is_there: bool) -> None:
        if is_there:
            keys_go_on()
        try:
            await self.load()
            self.refresh_frame()
        finally:
            self.leap.first_paint.let_go()

    def commands(self) -> tuple[Command, ...]:
        """The commands that can be done now, for key bar, palette and help."""
        return tuple(
            command
            for command in commands_of(*self.scopes)
            if self.check_action(command.action.partition("(")[0], ()) is not False
        )

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action's scope holds now, and there is what it is done to. Subclasses add their own."""
        meant = [each for each in commands_of(*self.SCOPES) if each.action.partition("(")[0] == action]
        if any(each.of_row for each in meant) and not self.has_row:
            return False
        if action == "history" and self.in_hand is None:
            return False
        return not meant or any(each.scope in self.scopes for each in meant)

    @errand()
    async def action_history(self) -> None:
        """Show what was done to what is in hand."""
        await open_history(self.leap, self.in_hand, self.place)

    @on(PlacesBar.Chosen)
    def open_clicked_place(self, event: PlacesBar.Chosen) -> None:
        """A click on a place opens it."""
        self.leap.action_open_place(event.place)

    @on(KeyBar.Pressed)
    async def do_clicked_key(self, event: KeyBar.Pressed) -> None:
        """A click on a key does what the key does."""
        await self.run_action(event.action)


def saved_at(clock: str) -> Content:
    """`✓ saved 14:02:11`."""
    return join(plain("✓", "$success"), plain(f" saved {clock}".rstrip(), "$text-muted"))
