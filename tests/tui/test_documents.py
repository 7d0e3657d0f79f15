"""The place Documents by keyboard, on a real store, and its lines without an app."""

from __future__ import annotations

import asyncio
import shutil
import threading
import zipfile
from collections.abc import Awaitable, Callable
from hashlib import sha256
from pathlib import Path

import pytest
from textual.pilot import Pilot

from leaptui.documents.look_parts import BUILT_IN
from leaptui.domain.errors import Withheld
from leaptui.domain.roadmap_records import DocumentMade
from leaptui.services.city.engagements import find_engagement
from leaptui.services.documents.catalogue import kind_named
from leaptui.services.documents.export import documents_made
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.roadmap.components import component
from leaptui.services.roadmap.deciding import set_component
from leaptui.services.upkeep.homes import open_workspace
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.ask import AskDialog, ErrorDialog
from leaptui.tui.dialogs.choose import ChooseDialog
from leaptui.tui.dialogs.path import PathDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.screens.documents import panes
from leaptui.tui.screens.documents.choices import Choices, Option, folder_shown, option_line
from leaptui.tui.screens.documents.compare import DocumentCompareScreen
from leaptui.tui.screens.documents.documents import DocumentsScreen
from leaptui.tui.screens.documents.panes import Answer
from leaptui.tui.screens.documents.preview import preview_lines
from leaptui.tui.screens.documents.preview_screen import DocumentPreviewScreen
from leaptui.tui.screens.documents.taking_over import TakeOverDialog
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import PickList

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]
PASSPHRASE = "practice makes a city"
SECRET = "The night sergeant overrides the dispatcher whenever she sends somebody else."


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of whoever is at the laptop, so that nothing is written into a real one."""
    home = tmp_path / "person"
    home.mkdir()
    for name in ("HOME", "USERPROFILE", "XDG_DOCUMENTS_DIR"):
        monkeypatch.setenv(name, str(home))
    return home


@pytest.fixture
def confiding_home(filled_home: Path, tmp_path: Path) -> Path:
    """The made-up cities; in Harbor Falls a reason repeats what was said off the record."""
    home = tmp_path / "confiding"
    shutil.copytree(filled_home, home)
    with open_workspace(home, PASSPHRASE) as workspace:
        city = find_engagement(workspace, "harbor-falls-oh")
        start_interview(
            workspace,
            city,
            held_on="2026-11-20",
            attribution="role_only",
            note=f"[off] {SECRET}\nFine otherwise.",
        )
        set_component(workspace, city, "hours", {"rationale": f"We heard it. {SECRET}"})
    return home


def seen(app: LeapApp) -> str:
    """All that stands on the screen."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def open_documents(pilot: Pilot[None], settled: Settle) -> LeapApp:
    await settled(pilot)
    await pilot.press("down", "enter")
    await settled(pilot)
    await pilot.press("7")
    await settled(pilot)
    app = pilot.app
    assert isinstance(app, LeapApp)
    assert isinstance(app.screen, DocumentsScreen)
    return app


async def choose(pilot: Pilot[None], settled: Settle, *keys: str) -> None:
    """Put the cursor on rows, one after the other, and press Space on each."""
    options = pilot.app.screen.query_one("#options", PickList)
    for key in keys:
        await pilot.press("home")
        while options.pick is None or options.pick.key != key:
            before = options.pick
            await pilot.press("down")
            assert options.pick is not before, f"there is no row {key}"
        await pilot.press("space")
        await settled(pilot)


def write_edited(docx: Path, before: str, after: str) -> None:
    """Put other words into a Word file, as a city does."""
    with zipfile.ZipFile(docx) as package:
        members = {name: package.read(name) for name in package.namelist()}
    assert before.encode() in members["word/document.xml"], before
    members["word/document.xml"] = members["word/document.xml"].replace(before.encode(), after.encode())
    with zipfile.ZipFile(docx, "w") as package:
        for name, data in members.items():
            package.writestr(name, data)


async def choose_only_markdown(pilot: Pilot[None], settled: Settle) -> None:
    await choose(pilot, settled, "format docx", "format pdf", "format md")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (140, 40)])
async def test_what_would_leave_is_told_before_anything_is_made(
    app_on: AppMaker, filled_home: Path, settled: Settle, size: tuple[int, int]
) -> None:
    async with app_on(filled_home).run_test(size=size) as pilot:
        app = await open_documents(pilot, settled)
        screen = seen(app)
        for words in (
            "● Roadmap",
            "○ Calls report",
            "◐ A draft",
            "Left out",
            "Made",
        ):
            assert words in screen, words
        assert "M makes Word and PDF for the public, marked as a draft" in screen
        assert "into ~/exports/harbor-falls-oh/" in screen


async def test_a_document_is_made_where_it_was_said_and_recorded_with_its_fingerprint(
    app_on: AppMaker, filled_home: Path, own_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_documents(pilot, settled)
        await choose_only_markdown(pilot, settled)
        assert "M makes Markdown for the public" in seen(app)
        await pilot.press("m")
        await settled(pilot)
        file = own_home / "exports" / "harbor-falls-oh" / "harbor-falls-oh-roadmap.md"
        assert [each.name for each in file.parent.iterdir()] == [file.name]
        fingerprint = sha256(file.read_bytes()).hexdigest()
        assert app.city is not None
        made = await app.ask(documents_made, app.city)
        assert [each.files for each in made] == [(f"{file.name} {fingerprint}",)]
        screen = seen(app)
        assert "✓ 1 file made in ~/exports/harbor-falls-oh/" in screen
        assert "Tue 24 Nov 14:02  roadmap, the public" in screen
        await pilot.press("y")
        await settled(pilot)
        assert isinstance(app.screen, TellDialog)
        assert f"{file.name}\n{fingerprint}" in [words for _, words in app.screen._points]


async def test_every_kind_is_read_whole_before_it_is_made_and_laid_beside_what_came_back(
    app_on: AppMaker, filled_home: Path, own_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_documents(pilot, settled)
        await choose(pilot, settled, "document guide")
        assert "● Interview guide" in seen(app)
        await pilot.press("w")
        await settled(pilot)
        assert isinstance(app.screen, ChooseDialog)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert isinstance(app.screen, DocumentsScreen)
        assert app.screen.choices is not None
        assert app.screen.choices.which is not None
        chosen = app.screen.choices.which
        await choose(pilot, settled, "large ")
        assert app.screen.choices.about == f"{chosen.key}/large"
        assert app.screen.answer is not None
        assert app.screen.answer.prepared is not None
        assert app.screen.answer.prepared.stem == f"guide-{chosen.key.replace('_', '-')}-large-print"
        options = app.screen.query_one("#options", PickList)
        assert f"● {chosen.words[:16]}" in seen(app), options.pick
        await pilot.press("v")
        await settled(pilot)
        assert isinstance(app.screen, DocumentPreviewScreen)
        first = seen(app)
        assert "Interview guide, as it will read" in first
        await pilot.press("space")
        await settled(pilot)
        assert seen(app) != first
        await pilot.press("escape")
        await settled(pilot)
        await choose(pilot, settled, "document roadmap", "format pdf")
        await pilot.press("m")
        await settled(pilot)
        file = own_home / "exports" / "harbor-falls-oh" / "harbor-falls-oh-roadmap.docx"
        assert file.exists()
        await pilot.press("c")
        await settled(pilot)
        await pilot.press(*file.name, "enter")
        await settled(pilot)
        assert isinstance(app.screen, DocumentCompareScreen)
        assert "✓ Nothing was changed." in seen(app)
        await pilot.press("escape")
        await settled(pilot)
        reason = (await app.ask(component, app.city, "hours")).state.rationale if app.city else ""
        write_edited(file, reason, "The council asked for nights, too.")
        await pilot.press("c")
        await settled(pilot)
        await pilot.press(*file.name, "enter")
        await settled(pilot)
        await pilot.press("end")
        await settled(pilot)
        assert "A takes over: reason." in seen(app)
        await pilot.press("a")
        await settled(pilot)
        assert isinstance(app.screen, TakeOverDialog)
        assert f"{reason:<29.29}" in seen(app)
        assert "The council asked for nights," in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        assert app.city is not None
        assert (
            await app.ask(component, app.city, "hours")
        ).state.rationale == "The council asked for nights, too."
        await pilot.press("f5")
        await settled(pilot)
        assert (await app.ask(component, app.city, "hours")).state.rationale == reason


async def test_a_file_made_before_is_not_written_over_unasked(
    app_on: AppMaker, filled_home: Path, own_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_documents(pilot, settled)
        await choose_only_markdown(pilot, settled)
        await pilot.press("m")
        await settled(pilot)
        file = own_home / "exports" / "harbor-falls-oh" / "harbor-falls-oh-roadmap.md"
        file.write_text("with her own words in it", encoding="utf-8")
        await pilot.press("m")
        await settled(pilot)
        assert isinstance(app.screen, AskDialog)
        assert app.screen.concerning == file.name
        await pilot.press("escape")
        await settled(pilot)
        assert file.read_text(encoding="utf-8") == "with her own words in it"
        await pilot.press("m")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "Harbor Falls" in file.read_text(encoding="utf-8")


async def test_a_stop_ends_the_program_that_runs_and_leaves_no_file(
    app_on: AppMaker, confiding_home: Path, own_home: Path, settled: Settle
) -> None:
    with open_workspace(confiding_home, PASSPHRASE) as workspace:
        city = find_engagement(workspace, "harbor-falls-oh")
        set_component(workspace, city, "hours", {"rationale": "Nights are quiet."})
    own = confiding_home / "look"
    own.mkdir()
    # Typst counts for minutes before it sets the first letter.
    endless = "#range(9000).map(a => range(9000).fold(0, (sum, b) => sum + b)).last()\n"
    (own / "report.typ").write_text(endless + (BUILT_IN / "report.typ").read_text("utf-8"), encoding="utf-8")
    async with app_on(confiding_home).run_test(size=(80, 24), notifications=True) as pilot:
        app = await open_documents(pilot, settled)
        await choose(pilot, settled, "format docx")
        await pilot.press("m")
        screen = app.screen
        assert isinstance(screen, DocumentsScreen)
        while screen.making != "PDF (1 of 1)":
            await pilot.pause(0.02)
        await pilot.press("x")
        await settled(pilot)
        assert "Stopped: nothing was written." in seen(app)
        assert "M makes PDF for the public" in seen(app)
        assert list(own_home.iterdir()) == []
        assert app.city is not None
        assert await app.ask(documents_made, app.city) == []
        await pilot.press("m")
        while screen.making != "PDF (1 of 1)":
            await pilot.pause(0.02)
        await pilot.press("ctrl+q")
    assert not [each.name for each in threading.enumerate() if each.name.startswith("ThreadPoolExecutor")]


async def test_a_confidence_blocks_it_and_the_screen_says_where_and_why(
    app_on: AppMaker, confiding_home: Path, own_home: Path, settled: Settle
) -> None:
    async with app_on(confiding_home).run_test(size=(80, 24), notifications=True) as pilot:
        app = await open_documents(pilot, settled)
        screen = seen(app)
        assert "✕ Not ready  1 span" in screen
        assert "component 3, rationale" in screen
        assert "G opens them: go there, or let them through" in screen
        assert "✕ 1 blocked" in app.screen.query_one(ContextBar).lines(80)[0].plain
        await pilot.press("m")
        await settled(pilot)
        assert list(own_home.iterdir()) == []
        await choose(pilot, settled, "audience internal")
        assert "✕ Not ready" in seen(app), "off the record is off the record for everybody"
        assert "for internal use" in seen(app)


async def test_another_folder_is_chosen_by_typing(
    app_on: AppMaker, filled_home: Path, own_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_documents(pilot, settled)
        await pilot.press("f")
        await settled(pilot)
        assert isinstance(app.screen, PathDialog)
        await pilot.press(*"council", "enter")
        await settled(pilot)
        assert "into ~/council/" in seen(app)
        assert list(own_home.iterdir()) == [], "a folder is made when something is written to it"


async def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_recorded(
    app_on: AppMaker, filled_home: Path, own_home: Path, settled: Settle
) -> None:
    (own_home / "exports").write_text("a file where the folder should be", encoding="utf-8")
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_documents(pilot, settled)
        await choose_only_markdown(pilot, settled)
        await pilot.press("m")
        await settled(pilot)
        assert isinstance(app.screen, ErrorDialog)
        # Its rows wrap where the folder's name is long, and the place stands on either side of them.
        assert app.screen.question.endswith("/exports/harbor-falls-oh cannot be written: not a directory.")
        assert "No file was left there, and what was there is unchanged." in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        assert app.city is not None
        assert await app.ask(documents_made, app.city) == []
        assert "M makes Markdown" in seen(app)


async def test_without_a_format_nothing_is_made(
    app_on: AppMaker, filled_home: Path, own_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_documents(pilot, settled)
        other = await app.ask(find_engagement, "sable-point-wa")
        await choose(pilot, settled, "format docx", "format pdf")
        await pilot.press("m")
        await settled(pilot)
        assert "Space ticks a format first." in seen(app)
        assert list(own_home.iterdir()) == []
        screen = app.screen
        assert isinstance(screen, DocumentsScreen)
        assert screen.answer is not None
        may_read = threading.Event()
        kept_busy = asyncio.ensure_future(app.ask(lambda _: may_read.wait()))
        app.city = other
        screen.refresh_place()
        await pilot.pause()
        shown = screen.answer
        may_read.set()
        await kept_busy
        await settled(pilot)
        assert shown is None, "what the gate said of one city is not shown for another"
        assert screen.answer is not None


# Lines, without an app.


@pytest.mark.parametrize(
    ("formats", "words"),
    [
        ((), ""),
        (("pdf",), "PDF"),
        (("docx", "pdf"), "Word and PDF"),
        (("docx", "pdf", "md"), "Word, PDF and Markdown"),
    ],
)
def test_formats_are_named_as_in_a_sentence(formats: tuple[str, ...], words: str) -> None:
    assert (
        Choices(document=kind_named("roadmap"), audience="public", formats=formats, folder=Path("x")).kinds
        == words
    )


def test_a_refusal_says_what_where_and_how_to_mend_it() -> None:
    error = Withheld(
        "“x” in component 3, rationale was said off the record.", next_step="Say it in your own words."
    )
    lines = panes.verdict_lines(
        Answer(prepared=None, refused=error, missing=()),
        Choices(document=kind_named("roadmap"), audience="city_team", formats=("pdf",), folder=Path("x")),
        60,
    )
    words = "\n".join(line.plain for line in lines)
    assert "for the city's team" in words
    assert "component 3, rationale" in words
    assert "▸ Say it in your own words." in words


def test_a_long_folder_keeps_its_end() -> None:
    choices = Choices(
        document=kind_named("roadmap"),
        audience="public",
        formats=(),
        folder=Path("/a/very/long/way/to/the/folder/harbor-falls-oh"),
    )
    option = Option("folder", "", folder_shown(choices.folder, Path("/home/m")))
    line = option_line(option, choices, 20).plain
    assert line == "…er/harbor-falls-oh/"


def test_the_record_of_a_file_whose_name_has_blanks() -> None:
    made = DocumentMade(
        id="d",
        engagement="e",
        document="roadmap",
        audience="public",
        made_at="2026-11-24",
        files=("a b.md 00ff",),
    )
    assert panes.files_of(made) == [("a b.md", "00ff")]


def test_the_preview_reads_as_the_document_will() -> None:
    markdown = (
        "# T\\*\n\n---\n\n## 1. Hours\n\n**Status:** open\n\n- one \\| two\n\n> “said”\n>\n> — a dispatcher\n\n"
        "| Way | Calls |\n|:----|----:|\n| A | withheld |\n| long \\[words\\] here | 3 |\n\n![What it shows.][hours-1]\n"
    )
    lines = [line.plain.rstrip() for line in preview_lines(markdown.rstrip(), 30)][:-1]
    assert lines == [
        *("T*", "", "─" * 20, "", "1. Hours", "", "Status: open", "", "· one | two", ""),
        *("  “said”", "  — a dispatcher", ""),
        *("Way               Calls", "A                 withheld", "long [words] here 3", ""),
        "▨ What it shows.",
    ]
    assert all(line.cell_length <= 12 for line in preview_lines(markdown, 12))
