"""What is known of a conversation is changed by keyboard; files come and go."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.pilot import Pilot

from leaptui.domain.attribution import Attribution
from leaptui.domain.records import Attachment, Headcount, Interview, Participant, Stakeholder
from leaptui.domain.vocabulary import ConsentGiven, InterviewForm
from leaptui.services.upkeep.homes import open_workspace
from leaptui.services.workspace import Workspace
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.choose import ChooseDialog
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.dialogs.path import PathDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.screens.city.attachments import AttachmentsDialog
from leaptui.tui.screens.interviews.interviews import InterviewsScreen
from leaptui.tui.screens.interviews.note import NoteScreen
from leaptui.tui.screens.interviews.who import WhoDialog
from tests.tui.conftest import PASSPHRASE

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]


def latest(workspace: Workspace) -> Interview:
    """The interview with the highest number in Harbor Falls."""
    return max(workspace.store.all(Interview), key=lambda each: each.number)


async def type_text(pilot: Pilot[None], text: str) -> None:
    names = {" ": "space", ",": "comma", "_": "underscore", "/": "slash", ".": "full_stop", "-": "minus"}
    await pilot.press(*(names.get(letter, letter) for letter in text))


async def open_interviews(pilot: Pilot[None], settled: Settle) -> None:
    """Harbor Falls, place 3."""
    await settled(pilot)
    await pilot.press("down", "enter")
    await settled(pilot)
    await pilot.press("3")
    await settled(pilot)
    assert isinstance(pilot.app.screen, InterviewsScreen)


async def test_an_interview_is_described_by_keyboard(
    filled_home: Path, app_on: AppMaker, settled: Settle
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_interviews(pilot, settled)
        await pilot.press("e")
        await settled(pilot)
        assert isinstance(app.screen, FormDialog)
        await pilot.press("end", "enter")
        await type_text(pilot, "Noor Haddad")
        await pilot.press("tab")
        await type_text(pilot, "14 residents, 3 wizards")
        await pilot.press("tab", "tab", "tab", "right", "tab", "left", "f2")
        await settled(pilot)
        assert isinstance(app.screen, FormDialog)  # there are no wizards
        await pilot.press("shift+tab", *["backspace"] * len(", 3 wizards"), "f2")
        await settled(pilot)
        assert isinstance(app.screen, InterviewsScreen)
        await pilot.press("y")
        await settled(pilot)
        assert isinstance(app.screen, TellDialog)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ChooseDialog)
        await pilot.press("down", "enter")
        await settled(pilot)
    with open_workspace(app.home, PASSPHRASE) as workspace:
        interview = latest(workspace)
        assert (interview.form, interview.attribution) == (InterviewForm.GROUP_SESSION, Attribution.ROLE_ONLY)
        assert (interview.consent_given, interview.consent_on) == (ConsentGiven.WRITTEN, "2026-11-24")
        assert [(each.group, each.people) for each in workspace.store.all(Headcount)] == [("residents", 14)]
        present = {each.stakeholder for each in workspace.store.all(Participant, interview=interview.id)}
        names = {each.name for each in workspace.store.all(Stakeholder) if each.id in present}
        assert names == {"Ines Ferreira", "Noor Haddad"}


async def test_a_file_is_attached_chosen_and_written_out(
    filled_home: Path, app_on: AppMaker, settled: Settle, tmp_path: Path
) -> None:
    board = tmp_path / "board.jpg"
    board.write_bytes(b"a picture of a board")
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_interviews(pilot, settled)
        await pilot.press("m")
        await settled(pilot)
        assert isinstance(app.screen, AttachmentsDialog)
        await pilot.press("a")
        await settled(pilot)
        await answer_path(pilot, settled, board)
        await pilot.press("w")
        await settled(pilot)
        await answer_path(pilot, settled, tmp_path / "out")
        assert not (tmp_path / "out").exists()  # it was not chosen to leave
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("space")
        await settled(pilot)
        await pilot.press("w")
        await settled(pilot)
        await answer_path(pilot, settled, tmp_path / "out")
        assert (tmp_path / "out" / "board.jpg").read_bytes() == board.read_bytes()
        await pilot.press("x")
        await settled(pilot)
    with open_workspace(app.home, PASSPHRASE) as workspace:
        assert workspace.store.all(Attachment) == []


async def test_notes_come_from_a_file_and_an_interview_leaves_as_one(
    filled_home: Path, app_on: AppMaker, settled: Settle, tmp_path: Path
) -> None:
    source = tmp_path / "session.md"
    source.write_text("They wait for hours.\n\n[off] He drinks on duty.\n", "utf-8")
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_interviews(pilot, settled)
        await pilot.press("t")
        await settled(pilot)
        await answer_path(pilot, settled, source)
        assert isinstance(app.screen, WhoDialog)
        await type_text(pilot, "ines")
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert isinstance(app.screen, NoteScreen)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("w")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await answer_path(pilot, settled, tmp_path / "out")
        assert isinstance(app.screen, TellDialog)
    (written,) = (tmp_path / "out").iterdir()
    text = written.read_text("utf-8")
    assert "They wait for hours." in text
    assert "drinks" not in text


async def answer_path(pilot: Pilot[None], settled: Settle, path: Path) -> None:
    """Type a path where one is asked for."""
    assert isinstance(pilot.app.screen, PathDialog)
    pilot.app.screen.query_one("Input").value = str(path)  # type: ignore[attr-defined]
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)
