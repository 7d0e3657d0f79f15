"""The app itself: places, themes, the store's thread, and leaving without losing a word."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, TypeVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.filter import LineFilter
from textual.notifications import SeverityLevel
from textual.screen import Screen
from typing_extensions import override

from leaptui.services.upkeep.homes import has_store, open_workspace
from leaptui.services.upkeep.settings import read_settings
from leaptui.tui.bindings import bindings_of
from leaptui.tui.commands import PLACES, Command, commands_of
from leaptui.tui.driver import driver_class
from leaptui.tui.errands import errand
from leaptui.tui.first_paint import FirstPaint
from leaptui.tui.gateway import StoreThread
from leaptui.tui.keyboard import Holds, KeepsKeys
from leaptui.tui.leaving import leave
from leaptui.tui.locking import LOCKED, LOOK_SECONDS, PROVING, Lock
from leaptui.tui.mistakes import SpeaksNoTraceback
from leaptui.tui.names import city_shown
from leaptui.tui.opening import enter, open_given, prove_pages, tell_standing
from leaptui.tui.past import do_again, offer_found_text, take_back_last
from leaptui.tui.places import PLACE_SCREENS, locked_screen
from leaptui.tui.record_pages import city_of_record, open_page_of
from leaptui.tui.screens.place import PlaceScreen, saved_at
from leaptui.tui.text import TerminalGuard
from leaptui.tui.themes import OwnPalettes
from leaptui.tui.widgets.bars import WIDE

if TYPE_CHECKING:
    from leaptui.domain.records import Engagement
    from leaptui.services.workspace import Workspace
    from leaptui.tui.screens.calls.asking import Question

P = ParamSpec("P")
R = TypeVar("R")

_BACKUP_CHECK_SECONDS = 300
"""How often the app asks whether a backup is due; one is made an hour after the last at the earliest."""
_WIDTHS = [(0, "-narrow"), (WIDE, "-wide")]
_HEIGHTS = [(0, "-short"), (22, "-middling"), (38, "-roomy")]


def _local_now() -> datetime:
    return datetime.now().astimezone()


class LeapApp(KeepsKeys, SpeaksNoTraceback, OwnPalettes, inherit_bindings=False):
    """leaptui on the screen. Everything it knows it asks of the services, on the store's thread."""

    TITLE = "leaptui"
    CSS_PATH = "base.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {**PLACE_SCREENS, LOCKED: locked_screen}
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
        read_only: bool = False,
    ) -> None:
        """The app over the store in `home`.

        Args:
            home: Folder of the store.
            passphrase: Of that store; without it the app asks.
            opener: Opens the workspace instead, on the store's thread.
            now: The wall clock, with its zone.
            notice: A sentence shown when the store is open, such as the practice city's passphrase.
            read_only: Open the store for reading only, whoever else has it open.
        """
        self.settings, self._unheeded = read_settings(home)
        super().__init__(driver_class=driver_class())
        self.home = home
        self.now = now
        self.opens_read_only = read_only
        self.store = StoreThread()
        """The thread that all services run on."""
        self.city: Engagement | None = None
        """The engagement that places 2 to 7 show."""
        self.saved: Content = Content("")
        """What the context bar says of saving."""
        self.question_of_calls: Question | None = None
        """Which calls the place Calls shows; a figure put into a text can be of the same."""
        self.sought: str | None = None
        """Id of a record a search led to; the place that shows it takes it from here."""
        self.keepers: list[Callable[[], Awaitable[None]]] = []
        """Called before leaving and locking: each saves what is being typed, or raises why it cannot."""
        self.stops: list[Callable[[], None]] = []
        """Called before leaving: each stops work that would keep her waiting."""
        self.lock = Lock(self)
        self.first_paint = FirstPaint(self)
        self.notice = notice
        self._is_leaving = False
        self._guard = TerminalGuard()
        self._reader: Callable[[], Workspace] | None = None
        if passphrase is not None and has_store(home):
            opener = opener or partial(open_workspace, home, passphrase, read_only=read_only)
            self._reader = partial(open_workspace, home, passphrase, read_only=True)
        if opener is not None:
            self.first_paint.hold()
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

    @property
    def read_only(self) -> bool:
        """Whether the store takes no changes."""
        return self.store.standing.read_only

    @errand("open")
    async def _open(self) -> None:
        reader, self._reader = self._reader, None
        problem = await open_given(self, reader)
        if problem is not None:
            self.first_paint.let_go()
        by_sheet = problem is not None and await enter(self, problem)
        self.show_saved(saved_at(""))
        for sentence in filter(None, (self.notice, *self._unheeded)):
            self.notify(sentence, markup=False, timeout=12)
        self.set_interval(_BACKUP_CHECK_SECONDS, self._back_up)
        self.set_interval(LOOK_SECONDS, self.lock.look)
        if isinstance(self.screen, PlaceScreen):
            self.screen.refresh_place()
        self._go_on(by_sheet=by_sheet, told="")

    @errand("open")
    async def ask_way_in(self) -> None:
        """Let her in again where the app is locked."""
        told = self.store.standing.notice
        by_sheet = await enter(self, locked=True)
        self.lock.lift()
        self._go_on(by_sheet=by_sheet, told=told)

    @errand("go-on")
    async def _go_on(self, *, by_sheet: bool, told: str) -> None:
        await self.first_paint.seen()
        self._prove_pages()
        if by_sheet and not self.read_only:
            from leaptui.tui.screens.upkeep.passphrase import ask_new_passphrase

            await ask_new_passphrase(self, forgotten=True)
        await tell_standing(self, told)
        await offer_found_text(self)

    @errand(PROVING, holds=Holds.NOTHING)
    async def _prove_pages(self) -> None:
        await prove_pages(self)

    @errand("backup", exclusive=True, holds=Holds.NOTHING)
    async def _back_up(self) -> None:
        from leaptui.services.upkeep.upkeep import backup_if_due

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
            self.screen.on_screen_resume()

    async def open_record(self, kind: str, record: str, place: str) -> None:
        """Open the place that shows a record; a place that can goes to the record itself."""
        engagement = await city_of_record(self, kind, record)
        if engagement is not None and not await open_page_of(self, engagement, kind, record):
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

    @errand("settings")
    async def action_next_theme(self) -> None:
        """The next palette."""
        from leaptui.tui.screens.upkeep.settings import turn_theme

        await turn_theme(self)

    @errand("settings")
    async def action_settings(self) -> None:
        """Choose how the app behaves."""
        from leaptui.tui.screens.upkeep.settings import ask_settings

        await ask_settings(self)

    @errand("passphrase")
    async def action_passphrase(self) -> None:
        """Choose another passphrase."""
        from leaptui.tui.screens.upkeep.passphrase import ask_new_passphrase

        await ask_new_passphrase(self)

    @errand("past")
    async def action_take_back(self) -> None:
        """Take back the last thing done, wherever that was."""
        await take_back_last(self)

    @errand("past")
    async def action_do_again(self) -> None:
        """Do again what was taken back last."""
        await do_again(self)

    @errand("lock", holds=Holds.NOTHING)
    async def action_lock(self) -> None:
        """Blank the screen and close the store until she is back."""
        await self.lock.shut()

    def action_say_how_to_quit(self) -> None:
        """Ctrl+C ends nothing here: it copies in a text."""
        self.notify("^Q quits; everything typed is kept.", markup=False)

    @errand("leave")
    async def action_leave(self) -> None:
        """Save what is being typed, then leave."""
        if not self._is_leaving:
            self._is_leaving = True
            try:
                await leave(self)
            finally:
                self._is_leaving = False

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
        self.first_paint.wait()
        self._open()

    def _end(self) -> None:
        self.run_worker(leave(self, whatever=True), group="end", exclusive=True, exit_on_error=False)

    @override
    async def on_event(self, event: events.Event) -> None:
        """Every key and move of the mouse shows that somebody is there."""
        typed = isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded
        if not typed or self.lock.pressed():
            await super().on_event(event)

    @override
    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say something in a corner; of a locked screen, once it is unlocked."""
        say = partial(super().notify, message, title=title, severity=severity, timeout=timeout, markup=markup)
        if self.lock.is_on:
            self.lock.say_later(say)
        else:
            say()

    async def on_unmount(self) -> None:
        """Close the store after all that was asked of it."""
        await self.store.close()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Every line passes the guard last, whichever widget made it."""
        return [*super().get_line_filters(), self._guard]

    def copy_to_clipboard(self, text: str) -> None:
        """Keep what was copied inside the app: words leave only through a document."""
        self._clipboard = text


def run_app(home: Path, passphrase: str | None = None, *, notice: str = "", read_only: bool = False) -> None:
    """Open the app over the store in `home` and stay until it is left.

    Args:
        home: Folder of the store; one without a store leads to making it.
        passphrase: Of the store; without it the app asks.
        notice: A sentence shown when the store is open.
        read_only: Open the store for reading only.

    Raises:
        LeapError: A mistake of ours ended the app.
    """
    app = LeapApp(home, passphrase, notice=notice, read_only=read_only)
    del passphrase  # it need not lie in memory as long as the app runs
    try:
        app.run_to_its_end()
    finally:
        gc.enable()
