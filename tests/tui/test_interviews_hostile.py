"""Hostile names and notes in the place Interviews: words stay words, and no control code is sent."""

from __future__ import annotations

import unicodedata
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from leaptui.domain.records import Engagement, Interview, Participant, Stakeholder
from leaptui.services.interviews.interviews import keep_draft
from leaptui.services.workspace import Workspace
from leaptui.tui.app import LeapApp
from leaptui.tui.screens.interviews.note import NoteScreen
from tests.quick_stores import make_workspace

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]

PAYLOADS = {
    "markup": "[/] [b [red]Fire[/red] dept [@click=app.quit]press[/] $primary {0} %s",
    "escapes": "\x1b]52;c;aGFjaw==\x07Zq\x1b[2J\x1b[31mred\x9b31mC1\x9c\x00bell\x07del\x7f",
    "directions": "\u202egnp.exe\u202c \u2066iso\u2069late tab\tline\nbreak and\u2028more \u0627\u0644",
    "wide and long": "中文 👩‍👩‍👧 e\u0301 " + "x" * 3_000,
}
CITY, TALK, PERSON = (f"01900000-0000-7000-8000-00000000000{number}" for number in (1, 2, 3))


def fill_with(workspace: Workspace, payload: str) -> None:
    """A city with one interview whose every word is the payload, past every cleaning door."""
    note = f'14:02 !concern {payload}\n"{payload}" #{payload}\n[off] {payload}\n> {payload}\n?follow-up {payload}'
    talk = Interview(id=TALK, engagement=CITY, number=1, title=payload, note=note, guide="dispatch")
    workspace.store.apply(
        "test",
        [
            Engagement(id=CITY, slug="hostile", name="Harbor Falls, OH"),
            Stakeholder(id=PERSON, engagement=CITY, name=payload, role=payload, organisation=payload),
            talk,
            Participant(id=f"{TALK}:{PERSON}", engagement=CITY, interview=TALK, stakeholder=PERSON),
        ],
        stream=CITY,
    )
    keep_draft(workspace, talk, f"{payload}\n{note}")


def foul(app: LeapApp) -> list[str]:
    """The characters on the screen that could steer a terminal."""
    strips = app.screen._compositor.render_strips()
    return [
        character
        for strip in strips
        for segment in strip
        for character in segment.text
        if unicodedata.category(character) in {"Cc", "Cs"} or character in "\u202a\u202e\u2066\u2069"
    ]


@pytest.mark.thorough
@pytest.mark.parametrize("size", [(60, 20), (140, 40)])
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
async def test_hostile_words_are_words(
    app_on: AppMaker, tmp_path: Path, settled: Settle, payload: str, size: tuple[int, int]
) -> None:
    home = tmp_path / "hostile"
    workspace, _ = make_workspace(home, "practice makes a city")
    with workspace:
        fill_with(workspace, payload)
    async with app_on(home).run_test(size=size) as pilot:
        await settled(pilot)
        app = pilot.app
        assert isinstance(app, LeapApp)
        for keys in (
            ("enter",),  # the text found is kept
            ("enter",),
            ("3",),
            ("n", "x"),
            ("escape",),
            ("l",),
            ("escape",),
            ("enter",),
            ("end", "ctrl+t", "ctrl+n", "y", "ctrl+r", "ctrl+o", "tab"),
            ("ctrl+f", "e", "tab", "x", "enter", "escape"),
            ("ctrl+home", "ctrl+l"),
            ("escape",),
            ("f2",),
        ):
            await pilot.press(*keys)
            await settled(pilot)
            assert foul(app) == [], keys
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, NoteScreen)
        await pilot.press("escape")
        await settled(pilot)
        kept = await app.ask(lambda workspace: workspace.store.get(Interview, TALK))
        assert kept is not None
        assert not any(unicodedata.category(each) == "Cc" and each not in "\n\t" for each in kept.note)
