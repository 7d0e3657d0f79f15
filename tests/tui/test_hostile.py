"""Hostile words in every field: no screen falls over, and no control code reaches the terminal."""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from rich.text import Text as RichText
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from leaptui.domain.records import Engagement, FollowUp, Interview, Jurisdiction, Participant, Stakeholder
from leaptui.domain.roadmap_records import Component
from leaptui.domain.vocabulary import ComponentStatus, Level, Phase
from leaptui.services.workspace import Workspace
from leaptui.tui.app import LeapApp
from tests.quick_pilot import PATIENCE
from tests.quick_stores import make_workspace

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]

PASSPHRASE = "practice makes a city"
PAYLOADS = {
    "markup": "[/] [b [red]Fire[/red] dept [@click=app.quit]press[/] $primary {0} %s",
    "escapes": "\x1b]52;c;aGFjaw==\x07Zq\x1b[2J\x1b[31mred\x9b31mC1\x9d52;c;aGFjaw==\x9c\x00bell\x07del\x7f",
    "directions": "\u202egnp.exe\u202c \u2066iso\u2069late tab\tline\nbreak\r\nand\u2028more \u0627\u0644",
    "wide and long": "中文 👩‍👩‍👧 e\u0301 " + "x" * 4_000,
}


def fill_with(workspace: Workspace, payload: str) -> None:
    """Every field that the first screens show, holding the payload, past every cleaning door."""
    city = "01900000-0000-7000-8000-000000000001"
    person = "01900000-0000-7000-8000-000000000002"
    talk = "01900000-0000-7000-8000-000000000003"
    workspace.store.apply(
        "test",
        [
            Engagement(
                id=city,
                slug="hostile",
                name=payload,
                level=Level.ROADMAP,
                phase=Phase.DATA,
                lead=payload,
                partners=(payload, payload),
                dispatch_centre=payload,
                next_step=payload,
                next_due="2026-11-20",
                note=payload,
            ),
            Jurisdiction(id=city[:-1] + "4", engagement=city, name=payload, state=payload, population=5),
            Jurisdiction(id=city[:-1] + "5", engagement=city, name=payload, population=5, position=1),
            Stakeholder(
                id=person,
                engagement=city,
                name=payload,
                role=payload,
                organisation=payload,
                group="dispatch",
                note=payload,
            ),
            Stakeholder(id=city[:-1] + "6", engagement=city, name=payload, group=payload),
            Interview(
                id=talk, engagement=city, number=1, title=payload, note=f"!concern {payload}\n#{payload}"
            ),
            Participant(id=city[:-1] + "7", engagement=city, interview=talk, stakeholder=person),
            FollowUp(id=city[:-1] + "8", engagement=city, text=payload, due="2026-11-20", owner=payload),
            Component(
                id=f"{city}:cost",
                engagement=city,
                key="cost",
                status=ComponentStatus.PROPOSED,
                decision=payload,
                rationale=payload,
                owner=payload,
            ),
        ],
        stream=city,
    )


def foul(text: str) -> list[str]:
    """The characters that could steer a terminal."""
    return [
        character
        for character in text
        if unicodedata.category(character) in {"Cc", "Cs"}
        or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    ]


def screen_text(app: LeapApp) -> str:
    """All that would be sent for the screen, without our own colour codes."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(segment.text for strip in strips for segment in strip)


TOUR = (
    ("enter",),
    ("c", "down"),
    ("f", "down"),
    ("escape", "h"),
    ("down", "a"),
    ("escape", "escape", "e"),
    ("escape", "r"),
    ("escape", "f1"),
    ("escape", "ctrl+p"),
    ("o",),
    ("escape", "1", "slash", "z"),
    ("escape", "s", "x"),
)
"""Keys from screen to screen."""


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(text, id=name, marks=[] if name == "escapes" else [pytest.mark.thorough])
        for name, text in PAYLOADS.items()
    ],
)
async def test_hostile_words_are_words(
    app_on: AppMaker, empty_home: Path, tmp_path: Path, settled: Settle, payload: str
) -> None:
    home = tmp_path / "hostile"
    shutil.copytree(empty_home, home)
    from leaptui.services.upkeep.homes import open_workspace

    with open_workspace(home, PASSPHRASE) as workspace:
        fill_with(workspace, payload)
    app = app_on(home)
    async with app.run_test(size=(140, 40), notifications=True) as pilot:
        await settled(pilot)
        visible = payload.startswith("[")
        assert not visible or payload[:3] in screen_text(app)
        for keys in TOUR:
            await pilot.press(*keys)
            await settled(pilot)
            text = screen_text(app).replace("\n", "")
            assert foul(text) == [], keys
        assert app.is_running
        await pilot.resize_terminal(60, 20)
        await settled(pilot)
        assert foul(screen_text(app).replace("\n", "")) == []


class _Careless(ModalScreen[None]):
    """A screen that hands user text to Textual's own widgets as it is."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def compose(self) -> ComposeResult:
        yield TextArea(self.words)
        yield Static(RichText(self.words))


@pytest.mark.parametrize("payload", [PAYLOADS["escapes"], PAYLOADS["directions"]])
async def test_the_last_gate_holds_where_a_screen_forgot_the_first(
    app_on: AppMaker, empty_home: Path, settled: Settle, payload: str
) -> None:
    app = app_on(empty_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.push_screen(_Careless(payload))
        await settled(pilot)
        assert foul(screen_text(app).replace("\n", "")) == []
        app.get_line_filters = list  # type: ignore[method-assign]
        for widget in app.screen.query("*"):
            widget._styles_cache.clear()
        app.screen.refresh(layout=True)
        await settled(pilot)
        assert foul(screen_text(app).replace("\n", "")) != [], "without the gate they would get through"


@pytest.mark.e2e
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_no_such_byte_reaches_a_real_terminal(tmp_path: Path) -> None:
    import pexpect

    home = tmp_path / "hostile"
    workspace, _ = make_workspace(home, PASSPHRASE)
    with workspace:
        fill_with(workspace, PAYLOADS["escapes"] + PAYLOADS["directions"])
    script = f"from pathlib import Path; from leaptui.tui.app import run_app; run_app(Path({str(home)!r}), {PASSPHRASE!r})"
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    child = pexpect.spawn(
        sys.executable, ["-c", script], env=environment, dimensions=(40, 140), timeout=PATIENCE
    )
    sent = bytearray()

    class Tee:
        def write(self, data: bytes) -> None:
            sent.extend(data)

        def flush(self) -> None:
            """Nothing is held back."""

    child.logfile_read = Tee()
    child.expect(b"Needs you")
    child.send(b"\r")
    child.expect(b"Ten components")
    child.send(b"h")
    child.expect(b"Who should be heard")
    child.send(b"\x1b")
    child.expect(b"Ten components")
    child.send(b"\x11")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    # Textual itself sets the shape of the pointer, with a bell as its end.
    stream = re.sub(rb"\x1b\]22;[a-z-]*\x07", b"", bytes(sent))
    assert b"Zq" in stream
    assert b"aGFjaw" in stream, "the payload's letters are shown as letters"
    assert re.search(rb"\x1b\]52", stream) is None
    assert re.search(rb"\x1b\[2J\x1b\[31m", stream) is None
    text = stream.decode("utf-8")
    assert [code for code in map(ord, text) if 0x80 <= code < 0xA0] == []
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x07\x7f") & set(text)
