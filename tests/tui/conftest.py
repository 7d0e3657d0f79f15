"""A store of made-up cities, and the app on it with a clock that stands still."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import Component
from leaptui.domain.vocabulary import ComponentStatus
from leaptui.services.city.engagements import JurisdictionInput, add_engagement, change_engagement
from leaptui.services.city.follow_ups import add_follow_up
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.roadmap.deciding import set_component
from leaptui.services.upkeep.homes import open_workspace
from leaptui.tui.app import LeapApp
from tests.quick_pilot import (
    DRAWN_EVERY,
    PLACES_OF_IT,
    counted_to_thread,
    parse_once,
    press_keys,
    wait_for_answers,
    wait_for_empty_queues,
)
from tests.quick_stores import make_workspace

if TYPE_CHECKING:
    from leaptui.services.workspace import Workspace

PASSPHRASE = "practice makes a city"
NOW = datetime(2026, 11, 24, 14, 2, 11, tzinfo=UTC)
"""A Tuesday."""

CITIES: tuple[tuple[str, int, str, int, int, str, str], ...] = (
    ("Harbor Falls, OH", 61_400, "data", 18, 3, "Review 38 call types", "2026-11-24"),
    ("Quarry Bend, MI", 22_000, "design", 9, 6, "Answer union letter", "2026-11-23"),
    ("Sable Point, WA", 9_800, "listening", 6, 0, "Send the data request", "2026-11-11"),
    ("Ashgrove, NJ", 48_000, "local_team", 12, 9, "Charter to council", "2026-12-03"),
    ("Fenwick, NC", 31_000, "data", 7, 2, "Sample 60 narratives", "2026-12-04"),
    ("Holloway, VT", 5_100, "listening", 4, 1, "Dispatch sit-in, nights", "2026-12-05"),
    ("Lantern Bay, CA", 88_000, "design", 10, 7, "Price the 12-h window", "2026-12-08"),
    ("Ossipee Mills, NH", 3_900, "", 0, 0, "Scope note", "2027-01-15"),
)
"""Name, people, phase, interviews, components agreed, next step, due. All made up."""
_COMPONENTS = [
    "staffing",
    "volume",
    "hours",
    "types",
    "responders",
    "cost",
    "qualifications",
    "liability",
    "training",
    "housing",
]


def now_ms() -> int:
    """The clock that stands still, as the store reads it."""
    return int(NOW.timestamp() * 1000)


def fill(workspace: Workspace) -> None:
    """Made-up cities, people, interviews and decisions."""
    for name, people, phase, interviews, agreed, step, due in CITIES:
        place, _, state = name.rpartition(", ")
        city = add_engagement(
            workspace,
            name,
            jurisdictions=[JurisdictionInput(name=place, state=state, population=people)],
            phase=phase or None,
            level="roadmap",
            timezone="America/New_York",
            lead="M. Ruiz",
            dispatch_centre=f"{place} Regional 911",
            interviews_planned=40,
        )
        city = change_engagement(workspace, city, {"next_step": step, "next_due": due})
        for _ in range(interviews):
            start_interview(workspace, city, title="A conversation", held_on="2026-11-20")
        # As an earlier leaptui let it be: agreed, and resting on nothing.
        earlier = [
            Component(
                id=f"{city.id}:{key}",
                engagement=city.id,
                key=key,
                status=ComponentStatus.AGREED,
                decision="As proposed.",
                rationale="Heard.",
            )
            for key in _COMPONENTS[:agreed]
        ]
        workspace.store.apply("set component", earlier, stream=city.id)
    harbor = workspace.store.all(Engagement)[0]
    set_component(workspace, harbor, "cost", {"status": "proposed", "decision": "$3.87M a year"})
    for name, role, group in (
        ("Dana Okafor", "night dispatcher", "dispatch"),
        ("Lee Brandt", "patrol sergeant", "patrol"),
        ("Ines Ferreira", "peer support worker", "lived_experience"),
    ):
        person = add_stakeholder(workspace, harbor, name, role=role, group=group)
        start_interview(workspace, harbor, people=[person], held_on="2026-11-20", note="Nights are short.")
    for text, due, owner in (
        ("Union letter: who answers", "2026-11-20", ""),
        ("County 988 numbers", "2026-11-23", "Ruiz"),
        ("Night supervisor call back", "2026-11-27", ""),
    ):
        add_follow_up(workspace, harbor, text, due=due, owner=owner)


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the made-up cities, made once."""
    home = tmp_path_factory.mktemp("filled") / "home"
    workspace, _ = make_workspace(home, PASSPHRASE, now_ms=now_ms)
    with workspace:
        fill(workspace)
    return home


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store without a city, made once."""
    home = tmp_path_factory.mktemp("empty") / "home"
    workspace, _ = make_workspace(home, PASSPHRASE, now_ms=now_ms)
    workspace.close()
    return home


AppMaker = Callable[[Path], LeapApp]


@pytest.fixture
def app_on(tmp_path: Path) -> AppMaker:
    """The app on a copy of a store, with the clock that stands still."""

    def make(home: Path) -> LeapApp:
        own = tmp_path / "store"
        shutil.copytree(home, own)
        return LeapApp(own, opener=lambda: open_workspace(own, PASSPHRASE, now_ms=now_ms), now=lambda: NOW)

    return make


Settle = Callable[[Pilot[None]], Awaitable[None]]


@pytest.fixture
def settled() -> Settle:
    """Waits until the store has answered everything and the screen has drawn it."""

    async def wait(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, LeapApp)
        # An app that is left answers no key any more, and lets none through.
        await wait_for_answers(pilot, lambda: app.store.is_idle and (app._exit or app.keyboard.is_idle))

    return wait


@pytest.fixture(autouse=True)
def quick_pilot(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key has been answered when nothing is left to be done, not when the processor rests."""
    for place in PLACES_OF_IT:
        monkeypatch.setattr(place, wait_for_empty_queues)
    monkeypatch.setattr("asyncio.to_thread", counted_to_thread)
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", DRAWN_EVERY)
    monkeypatch.setattr(Stylesheet, "_parse_rules", parse_once)
    monkeypatch.setattr(App, "_press_keys", press_keys)


@pytest.fixture(autouse=True)
def still_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """No blinking cursor, no zone but UTC, no colour taken away."""
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(Input, "cursor_blink", False)
    monkeypatch.setattr(TextArea, "cursor_blink", False)
