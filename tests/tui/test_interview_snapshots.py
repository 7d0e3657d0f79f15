"""Pictures of the place Interviews and of a note, at the sizes they are made for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.interviews.interviews import start_interview
from leaptui.tui.app import LeapApp
from tests.quick_stores import make_workspace

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]

PASSPHRASE = "practice makes a city"

SIZES = {"60x20": (60, 20), "80x24": (80, 24), "140x40": (140, 40)}
VIEWS: dict[str, tuple[str, ...]] = {
    "interviews": (),
    "note": ("enter",),
    "who": ("n", "d"),
    "attribution": ("enter", "ctrl+l"),
}
"""Keys that lead to each picture from the list."""

NOTE = """In person, 27 min, not recorded.

14:19 ## 4 Never unarmed, when?
She would not send two people without a radio on the police channel. #SAFE-backup
14:20 "If nobody answers me, I send police. Every time." #DISP-trust !concern nobody free means police
Weapon seen, or a child inside: never.
14:23 ?follow-up due:2026-11-27 @maria ask for the night log
> Trust problem is radio, not people.
[off] Named the sergeant who overrides her.
14:26 ## 9 Nobody is free
Calls wait up to 40 min on a Friday night. "We park them and hope." #NEED-night
14:27 Says the day shift would """


@pytest.fixture(scope="module")
def interviewed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city with three people heard."""
    home = tmp_path_factory.mktemp("interviewed") / "home"
    workspace, _ = make_workspace(home, PASSPHRASE)
    with workspace:
        city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
        for name, role, group, level, note in (
            ("Renata Castle", "911 operations manager", "dispatch", "on_record", '"We count every ring."'),
            ("Lee Brandt", "patrol sergeant", "patrol", "none", "!concern who answers at night"),
            ("Dana Okafor", "dispatcher, nights", "dispatch", "role_only", NOTE),
        ):
            person = add_stakeholder(workspace, city, name, role=role, group=group, attribution=level)
            guide = "dispatch" if group == "dispatch" else "patrol"
            start_interview(workspace, city, people=[person], held_on="2026-11-24", note=note, guide=guide)
    return home


def at(keys: tuple[str, ...], settled: Settle) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def go(pilot: Pilot[None]) -> None:
        await settled(pilot)
        for key in ("enter", "3", *keys):
            await pilot.press(key)
            await settled(pilot)

    return go


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_view(
    snap_compare: Any, app_on: AppMaker, interviewed_home: Path, settled: Settle, view: str, size: str
) -> None:
    app = app_on(interviewed_home)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=at(VIEWS[view], settled))


@pytest.mark.parametrize("theme", ["leap-light", "leap-contrast"])
def test_note_in_the_other_palettes(
    snap_compare: Any, app_on: AppMaker, interviewed_home: Path, settled: Settle, theme: str
) -> None:
    app = app_on(interviewed_home)
    app.theme = theme
    assert snap_compare(app, terminal_size=(80, 24), run_before=at(("enter",), settled))
