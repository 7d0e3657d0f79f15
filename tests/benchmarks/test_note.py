"""A key in a long note full of marks, beside a bare `TextArea` over the same text in the same window.

From the key's event to the frame that shows its letter, written as it would be to a terminal; both
apps in turn, in one run. Run by hand: `pytest -m benchmark -s tests/benchmarks/test_note.py`.
"""

from __future__ import annotations

import asyncio
import shutil
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot
from textual.widgets import TextArea

from leaptui.domain.records import Engagement, Interview
from leaptui.services.city.engagements import add_engagement
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.upkeep.homes import make_workspace, open_workspace
from leaptui.tui.app import LeapApp
from leaptui.tui.screens.city.city import CityScreen
from leaptui.tui.screens.city.portfolio import PortfolioScreen
from leaptui.tui.screens.interviews.interviews import InterviewsScreen
from leaptui.tui.screens.interviews.note import NoteScreen
from leaptui.tui.widgets.note_area import NoteArea

ROUNDS, KEYS = 4, 80
PASSPHRASE = "practice makes a city"
PASTED = 5_000_000
_PARAGRAPH = """14:02 ## 4 Never unarmed
14:03 She would not send them to weapons, fires or a child alone. #CALL-not-safe
The night desk "waits two hours for a welfare check" and nobody rings back. #NEED-night !concern Night calls wait
[off] The captain knows of one dispatcher who stopped asking.
?follow-up ask the county for its 988 numbers due:friday @maria
> I would start with welfare checks.

"""
LONG_NOTE = (_PARAGRAPH * (200_000 // len(_PARAGRAPH) + 1))[:200_000]
UNBROKEN_NOTE = LONG_NOTE.replace("\n\n", "\n")
"""As long, in one paragraph."""


class WritingDriver(HeadlessDriver):
    """Takes what would be written to a terminal, and notes when a letter first stands in it."""

    sought = ""
    found_at = 0.0
    shown: asyncio.Event

    @property
    def is_headless(self) -> bool:
        """Frames are made whole, as for a terminal."""
        return False

    def write(self, data: str) -> None:
        """A frame."""
        if type(self).sought and type(self).sought in data:
            type(self).found_at = time.perf_counter()
            type(self).sought = ""
            type(self).shown.set()


class Bare(App[None]):
    """Nothing but a text area."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        """A text area."""
        yield TextArea(self.text, soft_wrap=True, show_line_numbers=False)

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(TextArea).focus()


@dataclass
class Took:
    """Milliseconds of each key: until the frame was written, and of the screen's thread at work."""

    until_shown: list[float] = field(default_factory=list)
    at_work: list[float] = field(default_factory=list)


async def settled(pilot: Pilot[None]) -> None:
    """Nothing left to do."""
    for _ in range(6):
        await pilot.pause()
        await asyncio.sleep(0.05)


async def at_rest(app: LeapApp, pilot: Pilot[None]) -> None:
    """The store has answered and the screen shows it."""
    quiet = 0
    while quiet < 3:
        await pilot.pause()
        quiet = quiet + 1 if app.store.is_open and app.store.is_idle else 0


async def press(app: App[None], letter: str) -> tuple[float, float]:
    """One key; milliseconds until it is shown, and of work on this thread."""
    WritingDriver.shown = asyncio.Event()
    WritingDriver.sought = letter
    busy, begun = time.thread_time(), time.perf_counter()
    app.post_message(events.Key(letter, letter))
    await asyncio.wait_for(WritingDriver.shown.wait(), 60)
    return (WritingDriver.found_at - begun) * 1000, (time.thread_time() - busy) * 1000


async def type_into(pilot: Pilot[None], took: Took) -> None:
    """Letters that stand nowhere else, as fast as they are shown, in the middle of the note."""
    area = pilot.app.screen.query_one(TextArea)
    area.move_cursor((area.document.line_count // 2, 0))
    area.action_cursor_line_end()
    await settled(pilot)
    for number in range(KEYS):
        shown, worked = await press(pilot.app, chr(0x100 + number))
        if number:  # the first key begins what goes on for all
            took.until_shown.append(shown)
            took.at_work.append(worked)


def home_with(folder: Path, note: str) -> Path:
    """A store with one interview of this note."""
    workspace, _ = make_workspace(folder, PASSPHRASE)
    with workspace:
        city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
        start_interview(workspace, city, title="Night shift", note=note, guide="dispatch")
    return folder


Work = Callable[[Pilot[None]], Awaitable[None]]


async def in_bare(text: str, size: tuple[int, int], work: Work) -> None:
    """Work in a text area alone."""
    app = Bare(text)
    app.driver_class = WritingDriver
    async with app.run_test(size=size, headless=False) as pilot:
        await work(pilot)


async def in_note(home: Path, size: tuple[int, int], work: Work) -> None:
    """Work in the note of the only interview."""
    app = LeapApp(home, opener=lambda: open_workspace(home, PASSPHRASE))
    app.driver_class = WritingDriver
    async with app.run_test(size=size, headless=False) as pilot:
        for key, here in (("enter", PortfolioScreen), ("3", CityScreen), ("enter", InterviewsScreen)):
            while not isinstance(app.screen, here) or (key == "enter" and app.focused is None):
                await pilot.pause(0.05)
            await at_rest(app, pilot)
            await pilot.press(key)
        while not isinstance(app.screen, NoteScreen) or app.focused is None:
            await pilot.pause(0.05)
        await settled(pilot)
        await work(pilot)


def told(name: str, figures: list[float]) -> str:
    """Median and 95th of a hundred."""
    p95 = statistics.quantiles(figures, n=20)[-1]
    return f"{name:34} p50 {statistics.median(figures):6.1f} ms   p95 {p95:6.1f} ms"


@pytest.mark.benchmark
@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
@pytest.mark.parametrize("note", [LONG_NOTE, UNBROKEN_NOTE], ids=["paragraphs", "one paragraph"])
async def test_a_key_in_a_long_note(tmp_path: Path, size: tuple[int, int], note: str) -> None:
    home = home_with(tmp_path / "full", note)
    bare, ours = Took(), Took()
    for number in range(ROUNDS):
        own = tmp_path / f"{number}"
        shutil.copytree(home, own)
        await in_bare(note, size, lambda pilot: type_into(pilot, bare))
        await in_note(own, size, lambda pilot: type_into(pilot, ours))
    print(f"\n{len(note):,} characters, {size[0]}x{size[1]}, {len(ours.until_shown)} keys each")
    for name, of_bare, of_ours in (
        ("until shown", bare.until_shown, ours.until_shown),
        ("at work", bare.at_work, ours.at_work),
    ):
        print(told(f"  bare text area, {name}", of_bare))
        print(told(f"  note, {name}", of_ours))
        p50 = statistics.median(of_ours) / statistics.median(of_bare)
        p95 = statistics.quantiles(of_ours, n=20)[-1] / statistics.quantiles(of_bare, n=20)[-1]
        print(f"  ratio: p50 {p50:.2f}, p95 {p95:.2f}")
    assert len(ours.until_shown) == len(bare.until_shown) > 0


@pytest.mark.benchmark
async def test_five_megabytes_pasted_at_once(tmp_path: Path) -> None:
    foul = ("Pasted \x1b[31mline\u202e of somebody's export, [b]bold[/b].\r\n" * (PASTED // 50))[:PASTED]
    taken: dict[str, float] = {}

    async def paste(pilot: Pilot[None]) -> None:
        begun = time.perf_counter()
        pilot.app.post_message(events.Paste(foul))
        while len(pilot.app.screen.query_one(TextArea).text) < PASTED // 2:
            await pilot.pause()
        taken[type(pilot.app).__name__] = time.perf_counter() - begun
        begun = time.perf_counter()
        await press(pilot.app, "ж")
        taken[f"{type(pilot.app).__name__}, a key then"] = time.perf_counter() - begun
        area = pilot.app.screen.query_one(TextArea)
        if isinstance(area, NoteArea):
            assert not {"\x1b", "\u202e", "\r"} & set(area.text)
            await pilot.press("escape")
            while isinstance(pilot.app.screen, NoteScreen):
                await pilot.pause()

    await in_bare("Before. ", (80, 24), paste)
    home = home_with(tmp_path / "full", "Before. ")
    await in_note(home, (80, 24), paste)
    with open_workspace(home, PASSPHRASE) as workspace:
        (city,) = workspace.store.all(Engagement)
        (kept,) = workspace.store.all(Interview, engagement=city.id)
    assert len(kept.note) > PASTED * 0.9
    for name, seconds in taken.items():
        print(f"\n{name:30} {seconds:6.2f} s", end="")
    print()
