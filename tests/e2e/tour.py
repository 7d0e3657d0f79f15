"""leaptui goes by itself through every place and whatever its keys open, in the terminal it stands in.

`python -m tests.e2e.tour HOME CSV REPORT`: keys are pressed as a pilot does, each when the screen has
come to rest; all else is the app as it is. What was seen is written to the report, one line each.
"""

from __future__ import annotations

import fcntl
import struct
import sys
import termios
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from leaptui.domain.records import Engagement
from leaptui.services.city.engagements import engagements
from leaptui.tui.app import LeapApp
from leaptui.tui.commands import PLACES, Command, commands_of
from leaptui.tui.dialogs.ask import ErrorDialog
from tests.e2e.hostile_store import HOSTILE_CITY, PASSPHRASE, PRACTICE_CITY, SHOWN, UNREADABLE_CITY
from tests.quick_pilot import PLACES_OF_IT, wait_for_empty_queues

_LEFT_OUT = {"app.quit", "app.lock", "app.interrupt", "app.take_back", "note.editor", "documents.make"}
"""What leaves the app, blanks it, or works long to show no more than its preview."""
_EVERYWHERE = {"interviews.open", "interviews.all_passages", "roadmap.history", "roadmap.decide"}
"""What is done in every city."""
_WIDE, _SMALL = (36, 136), (24, 80)


class Tour:
    """Where it has been, and how it goes on."""

    def __init__(self, pilot: Pilot[None], csv: Path) -> None:
        assert isinstance(pilot.app, LeapApp)
        self.pilot, self.app, self.csv = pilot, pilot.app, csv
        self.seen: list[tuple[str, str, bool]] = []
        """How it came there, what screen it was, and whether the payload could be read on it."""
        self.done = {"app", "dialog", "list"}
        """Scopes whose commands were tried: they do the same wherever they are."""

    async def go(self) -> None:
        """Every place of three cities, the first in a wide terminal, the others in a small one."""
        await self.rest()
        self.look("text found")
        await self.press("enter", "escape")
        await self.explore("app", commands_of("app"), depth=0)
        cities = await self.app.ask(engagements)
        (practice,) = (city for city in cities if city.slug == PRACTICE_CITY)
        await self.visit(practice, _WIDE)
        for city in cities:
            if city.id in (HOSTILE_CITY, UNREADABLE_CITY):
                await self.visit(city, _SMALL)
        await self.import_calls(practice)

    async def visit(self, city: Engagement, size: tuple[int, int]) -> None:
        """Every place of a city, and words that everything of it has. All keys are pressed in the first only."""
        fcntl.ioctl(sys.stdin, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        is_first = not self.app.city
        self.app.open_city(city)
        for place, _ in PLACES:
            self.app.switch_mode(place)
            await self.rest()
            commands = commands_of(*getattr(self.app.screen, "SCOPES", ()))
            if not is_first:
                commands = tuple(command for command in commands if command.id in _EVERYWHERE)
            await self.explore(f"{city.id[:8]} {place}", commands, depth=int(is_first))
        await self.close_errors()
        await self.press("ctrl+p", *SHOWN.lower())
        self.look("find")
        await self.press("escape")

    async def explore(self, path: str, commands: Sequence[Command], *, depth: int) -> None:
        """Do all that can be done on this screen, and look at what opens."""
        screen = self.app.screen
        self.look(path)
        for command in commands:
            if command.id in _LEFT_OUT:
                continue
            await self.do(command)
            opened = self.app.screen
            if opened is screen:
                if isinstance(self.app.focused, Input):
                    await self.press("escape")
                continue
            inside = f"{path} > {command.id}"
            scopes = [scope for scope in getattr(opened, "SCOPES", ()) if depth and scope not in self.done]
            self.done.update(scopes)
            await self.explore(inside, commands_of(*scopes), depth=depth - 1)
            if not await self.back_to(screen):
                return

    async def do(self, command: Command) -> None:
        """By its key, or as ^P does where it has none."""
        if command.keys:
            await self.press(command.keys[0])
        else:
            await self.app.run_action(command.action, self.app if command.scope == "app" else self.app.screen)
            await self.rest()

    async def back_to(self, screen: Screen[object]) -> bool:
        """Esc until the screen is there again; what asks before it closes is answered. False when it is gone."""
        mode = next((place for place, _ in PLACES if screen in self.app._screen_stacks.get(place, [])), None)
        if mode is None:
            return False
        if mode != self.app.current_mode:
            self.app.switch_mode(mode)
            await self.rest()
        for key in ("escape", "escape", "enter", "escape", "escape"):
            if self.app.screen is screen:
                return True
            await self.press(key)
        while self.app.screen is not screen:
            await self.app.pop_screen()
        await self.rest()
        return True

    async def import_calls(self, city: Engagement) -> None:
        """A hostile export, through every step until it would be stored."""
        await self.close_errors()
        self.app.open_city(city, "calls")
        await self.rest()
        await self.close_errors()
        await self.press("i")
        self.app.screen.query_one(Input).value = str(self.csv)
        await self.press("enter")
        await self.close_errors()
        for scope in ("import_file", "import_columns", "import_confirm"):
            await self.explore(
                scope, [each for each in commands_of(scope) if each.keys[:1] != ("enter",)], depth=0
            )
            await self.press("right")
        await self.press("escape")

    async def close_errors(self) -> None:
        """What another place could not show was told, and is read."""
        while isinstance(self.app.screen, ErrorDialog):
            await self.press("escape")

    async def press(self, *keys: str) -> None:
        """Keys, and what comes of them."""
        await self.pilot.press(*keys)
        await self.rest()

    async def rest(self) -> None:
        """Wait until every key and question has been answered, and the screen has drawn it."""
        quiet = 0
        while quiet < 2:
            await self.pilot.pause()
            quiet = quiet + 1 if self.app.store.is_idle and self.app.keyboard.is_idle else 0

    def look(self, name: str) -> None:
        """Note what screen this is, and whether the payload stands on it."""
        strips = self.app.screen._compositor.render_strips()
        text = "".join(segment.text for strip in strips for segment in strip)
        screen = self.app.screen
        self.seen.append((name, type(screen).__name__, SHOWN in text))


def main() -> None:
    """Open the app, go round, leave."""
    home, csv, report = map(Path, sys.argv[1:])

    async def tour(pilot: Pilot[Any]) -> None:
        round_trip = Tour(pilot, csv)
        try:
            await round_trip.go()
        finally:
            report.write_text(
                "".join(f"{path}\t{screen}\t{shown}\n" for path, screen, shown in round_trip.seen), "utf-8"
            )
            pilot.app.exit()

    with pytest.MonkeyPatch.context() as patch:
        for place in PLACES_OF_IT:
            patch.setattr(place, wait_for_empty_queues)
        LeapApp(home, PASSPHRASE).run(auto_pilot=tour)


if __name__ == "__main__":
    main()
