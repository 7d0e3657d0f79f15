"""The app itself: places, themes, the store's thread, and leaving without losing a word."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, TypeVar

from textual.app import App
from textual.binding import BindingType
from textual.content import Content
from textual.filter import LineFilter
from textual.screen import Screen

from leaptui.domain.errors import LeapError
from leaptui.domain.records import Engagement
from leaptui.services.engagements import engagement_of
from leaptui.services.homes import has_store, open_workspace
from leaptui.services.upkeep import backup_if_due, notice
from leaptui.tui.bindings import bindings_of
from leaptui.tui.commands import PLACES, Command, commands_of
from leaptui.tui.errands import errand
from leaptui.tui.gateway import StoreThread
from leaptui.tui.names import city_shown
from leaptui.tui.places import PLACE_SCREENS
from leaptui.tui.screens.place import PlaceScreen, saved_at
from leaptui.tui.text import TerminalGuard
from leaptui.tui.themes import THEMES, own_variables
from leaptui.tui.widgets.bars import WIDE

if TYPE_CHECKING:
    from leaptui.services.workspace import Workspace

P = ParamSpec("P")
R = TypeVar("R")

_BACKUP_CHECK_SECONDS = 300
"""How often the app asks whether a backup is due; one is made an hour after the last at the earliest."""
_WIDTHS = [(0, "-narrow"), (WIDE, "-wide")]
_HEIGHTS = [(0, "-short"), (22, "-middling"), (38, "-roomy")]


def _local_now() -> datetime:
    return datetime.now().astimezone()


class LeapApp(App[None], inherit_bindings=False):
    """leaptui on the screen. Everything it knows it asks of the services, on the store's thread."""

    TITLE = "leaptui"
    CSS_PATH = "base.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {**PLACE_SCREENS}
    DEFAULT_MODE = "portfolio"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("app")
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS

    def __init__(
        self,
        home: Path,
        passphrase: str | None = None,
        *,
        opener: Callable[[], Workspace] | None = None,
        now: Callable[[], datetime] = _local_now,
        notice: str = "",
    ) -> None:
        """The app over the store in `home`.

        Args:
            home: Folder of the store.
            passphrase: Of that store; without it the app asks.
            opener: Opens the workspace instead, on the store's thread.
            now: The wall clock, with its zone.
            notice: A sentence shown when the store is open, such as the practice city's passphrase.
        """
        super().__init__()
        self.home = home
        self.now = now
        self.store = StoreThread()
        """The thread that all services run on."""
        self.city: Engagement | None = None
        """The engagement that places 2 to 7 show."""
        self.revision = 0
        """Grows with every change, so that a place knows whether it is behind."""
        self.saved: Content = Content("")
        """What the context bar says of saving."""
        self.sought: str | None = None
        """Id of a record a search led to; the place that shows it takes it from here."""
        self.keepers: list[Callable[[], Awaitable[None]]] = []
        """Called before leaving: each saves what is being typed somewhere, or raises why it cannot."""
        self._is_asking_to_leave = False
        self._notice = notice
        self._guard = TerminalGuard()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        if passphrase is not None and has_store(home):
            opener = opener or (lambda: open_workspace(home, passphrase))
        if opener is not None:
            self.store.begin(opener)

    # The store.

    async def ask(
        self, function: Callable[Concatenate[Workspace, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a service that only reads: `await app.ask(portfolio)`.

        Raises:
            LeapError: What the service says; an `errand` shows it.
        """
        return await self.store.ask(function, *args, **kwargs)

    async def change(
        self, function: Callable[Concatenate[Workspace, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a service that writes, then bring the screen up to date."""
        answer = await self.store.ask(function, *args, **kwargs)
        self.revision += 1
        self.mark_saved()
        if isinstance(self.screen, PlaceScreen):
            self.screen.refresh_place()
        return answer

    def mark_saved(self) -> None:
        """Say that everything up to now is in the store."""
        self.show_saved(saved_at(f"{self.now():%H:%M:%S}"))

    def show_saved(self, saved: Content) -> None:
        """Say something of saving in the context bar."""
        self.saved = saved
        for screen in self.screen_stack:
            if isinstance(screen, PlaceScreen):
                screen.refresh_frame()

    @errand("open")
    async def _await_store(self) -> None:
        try:
            await self.store.opened()
        except LeapError as error:
            await self._unlock(error.sentence)
        self._begin()

    @errand("open")
    async def _ask_passphrase(self) -> None:
        await self._unlock("")
        self._begin()

    async def _unlock(self, problem: str) -> None:
        from leaptui.tui.screens.unlock import UnlockScreen

        await self.push_screen_wait(UnlockScreen(self.home, problem=problem))

    def _begin(self) -> None:
        if not self.store.is_open:
            return
        self.show_saved(saved_at(""))
        if self._notice:
            self.notify(self._notice, markup=False, timeout=12)
        self._tell_of_store()
        self.set_interval(_BACKUP_CHECK_SECONDS, self._back_up)
        if isinstance(self.screen, PlaceScreen):
            self.screen.refresh_place()

    @errand("store")
    async def _tell_of_store(self) -> None:
        said = await self.ask(notice)
        if said:
            self.notify(said, severity="warning", markup=False, timeout=20)

    @errand("backup", exclusive=True)
    async def _back_up(self) -> None:
        await self.ask(backup_if_due)

    # Where one is.

    @property
    def city_name(self) -> str:
        """Name of the city that is open, or nothing."""
        return city_shown(self.city.name) if self.city else ""

    def open_city(self, engagement: Engagement, place: str = "city") -> None:
        """Choose a city and open one of its places."""
        self.city = engagement
        stays = self.current_mode == place
        self.action_open_place(place)
        if stays and isinstance(self.screen, PlaceScreen):
            self.screen.refresh_place()

    async def open_record(self, kind: str, record: str, place: str) -> None:
        """Open the place that shows a record; a place that can goes to the record itself."""
        engagement = await self.ask(engagement_of, kind, record)
        if engagement is not None:
            self.sought = record
            self.open_city(engagement, place)

    def commands_here(self) -> Sequence[Command]:
        """The commands that can be done now: of the screen, then of the app."""
        screen = self.screen
        here = screen.commands() if isinstance(screen, PlaceScreen) else ()
        return (*here, *commands_of("app"))

    # Actions.

    def action_open_place(self, place: str) -> None:
        """Open a place; its own screens are as they were left."""
        self.switch_mode(place)

    @errand()
    async def action_go(self) -> None:
        """Ask for the digit of a place."""
        from leaptui.tui.dialogs.go import GoDialog

        place = await self.push_screen_wait(GoDialog(PLACES))
        if place:
            self.action_open_place(place)

    @errand()
    async def action_find(self) -> None:
        """Find anything."""
        from leaptui.tui.screens.find import FindScreen

        commands = self.commands_here()
        found = await self.push_screen_wait(FindScreen(commands))
        if found is not None:
            await found(self)

    def action_help(self) -> None:
        """Show every key that works here."""
        from leaptui.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_next_theme(self) -> None:
        """The next palette."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else names[0]

    def action_say_how_to_quit(self) -> None:
        """Ctrl+C ends nothing here: it copies in a text."""
        self.notify("^Q quits; everything typed is kept.", markup=False)

    async def action_leave(self) -> None:
        """Save what is being typed, then leave; asks first where it cannot be saved."""
        refused = await self._keep_all()
        if refused is None:
            await self._back_up_and_exit()
        elif not self._is_asking_to_leave:
            self._ask_to_leave(refused)

    @errand("leave")
    async def _ask_to_leave(self, refused: LeapError) -> None:
        from leaptui.tui.dialogs.ask import AskDialog

        self._is_asking_to_leave = True
        question = AskDialog(
            "Leave without what you typed?",
            concerning=refused.sentence,
            unchanged="It is still on the screen, and can be copied from there by hand.",
            does="leave without it",
            escape="stay",
        )
        leaves = await self.push_screen_wait(question)
        self._is_asking_to_leave = False
        if leaves:
            await self._back_up_and_exit()

    async def _keep_all(self) -> LeapError | None:
        """Save what is being typed everywhere; gives why something could not be."""
        refused = None
        for keeper in tuple(self.keepers):
            try:
                await keeper()
            except LeapError as error:
                refused = error
        return refused

    async def _back_up_and_exit(self) -> None:
        if self.store.is_open:
            # A disk that refuses the backup must not keep anybody in: the store itself is as it was.
            with contextlib.suppress(LeapError):
                await self.ask(backup_if_due, closing=True)
        self.exit()

    # The frame of the program.

    def on_mount(self) -> None:
        """Ask for the passphrase, or show what the store answers; catch being ended from outside."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            ending = getattr(signal, name, None)
            if ending is not None:
                try:
                    loop.add_signal_handler(ending, self._end)
                except (NotImplementedError, RuntimeError, ValueError):
                    continue  # Windows, or a loop that is not of the main thread
        if self.store.is_begun:
            self._await_store()
        else:
            self._ask_passphrase()

    def _end(self) -> None:
        self.run_worker(self._leave_unasked(), group="leave", exclusive=True, exit_on_error=False)

    async def _leave_unasked(self) -> None:
        await self._keep_all()
        await self._back_up_and_exit()

    async def on_unmount(self) -> None:
        """Close the store after all that was asked of it."""
        await self.store.close()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colours, for the style sheet that is parsed before a theme is chosen."""
        return own_variables()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Every line passes the guard last, whichever widget made it."""
        return [*super().get_line_filters(), self._guard]

    def copy_to_clipboard(self, text: str) -> None:
        """Keep what was copied inside the app: words leave only through a document."""
        self._clipboard = text


def run_app(home: Path, passphrase: str | None = None, *, notice: str = "") -> None:
    """Open the app over the store in `home` and stay until it is left.

    Args:
        home: Folder of the store; one without a store leads to making it.
        passphrase: Of the store; without it the app asks.
        notice: A sentence shown when the store is open.
    """
    LeapApp(home, passphrase, notice=notice).run()
