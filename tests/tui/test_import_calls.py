"""Importing calls, by keyboard, on a real store with made-up files."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import Input

from leaptui.domain.calls import ColumnReading, ColumnRole, Confidence, Inspection, Problem, TimeReading
from leaptui.domain.records import Dataset, Engagement
from leaptui.services.engagements import find_engagement
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.ask import ErrorDialog
from leaptui.tui.dialogs.choose import ChooseDialog
from leaptui.tui.dialogs.path import PathDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.screens.calls import CallsScreen
from leaptui.tui.screens.calls_ledger import LedgerList, RowsDialog
from leaptui.tui.screens.import_blocks import QuestionBlock, StepBlock
from leaptui.tui.screens.import_calls import ImportScreen
from leaptui.tui.screens.import_panes import (
    Step,
    clean_lines,
    column_detail,
    column_head,
    column_line,
    confirm_lines,
    file_lines,
    question_lines,
    steps_line,
    working_lines,
)
from leaptui.tui.screens.import_state import TELLING, ImportState, at_most_often
from leaptui.tui.screens.import_words import (
    MEANINGS,
    format_shown,
    is_undecided,
    problems_about,
    questions,
    swapped,
    undecided_with,
)
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import PickList

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]

FENWICK = "fenwick-nc"
"""A made-up city without calls."""


async def open_import(app: LeapApp, pilot: Pilot[None], settled: Settle, file: Path) -> ImportScreen:
    """The import of a file, looked at."""
    await settled(pilot)
    app.open_city(await app.ask(find_engagement, FENWICK), "calls")
    await settled(pilot)
    await pilot.press("i")
    await settled(pilot)
    assert isinstance(app.screen, PathDialog)
    app.screen.query_one(Input).value = str(file)
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)
    assert isinstance(app.screen, ImportScreen)
    return app.screen


def body(screen: ImportScreen, step: Step, width: int = 78) -> str:
    block = next(each for each in screen.query(StepBlock) if each._step is step)
    return "\n".join(line.plain for line in block.lines(width))


def foot(screen: ImportScreen) -> str:
    return "\n".join(line.plain for line in screen.query_one(QuestionBlock).lines(78))


def context(app: LeapApp) -> str:
    return app.screen.query_one(ContextBar).lines(120)[0].plain.rstrip()


async def datasets_of(app: LeapApp) -> list[Dataset]:
    return await app.ask(lambda workspace: workspace.store.all(Dataset))


async def test_from_file_to_ledger_by_keyboard_alone(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "day_or_month.csv")
        told = body(screen, Step.FILE)
        assert "UTF-8" in told
        assert "comma" in told
        assert "Rows              120" in told
        assert context(app).endswith("○ nothing stored yet")
        await pilot.press("right")
        await settled(pilot)
        assert screen.state.step is Step.COLUMNS
        assert foot(screen).startswith("▲ 4 questions before the next step")
        await pilot.press("right")
        await settled(pilot)
        assert screen.state.step is Step.COLUMNS, "questions come first"
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ChooseDialog)
        await pilot.press("down", "enter")
        await settled(pilot)
        formats = (
            {each.column: each.format for each in screen.state.inspection.times}
            if screen.state.inspection
            else {}
        )
        assert set(formats.values()) == {"%d/%m/%Y %H:%M"}, "one answer holds for all columns written so"
        assert foot(screen).startswith("✓ No open question")
        await pilot.press("right")
        await settled(pilot)
        assert "dd/mm/yyyy hh:mm" in body(screen, Step.CLEAN)
        assert "– outcome today" in body(screen, Step.CLEAN)
        await pilot.press("right")
        await settled(pilot)
        assert "Fenwick NC, times in America/New_York" in body(screen, Step.CONFIRM)
        assert await datasets_of(app) == []
        await pilot.press("enter")
        await settled(pilot)
        assert screen.state.step is Step.STORED
        assert context(app).endswith("✓ saved 14:02:11")
        (stored,) = await datasets_of(app)
        lines = [pick.value for pick in screen.query_one(LedgerList).picks]
        assert stored.rows_in == 120 == stored.rows_used + sum(line.rows for line in lines)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, RowsDialog)
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert isinstance(app.screen, CallsScreen)
        assert app.screen._picture is not None
        assert app.screen._picture.dataset.id == stored.id
        names = [line.type for line in app.screen._picture.summary.by_type]
        assert "[/] [b]FIRE[/b] ALARM $primary" in names, "brackets in a type are words"


async def test_escape_before_the_end_stores_nothing(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "seattle_layout.csv")
        await pilot.press("right", "right", "right")
        await settled(pilot)
        assert screen.state.step is Step.CONFIRM
        await pilot.press("left", "left", "left")
        await settled(pilot)
        assert screen.state.step is Step.FILE
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, CallsScreen)
        assert await datasets_of(app) == []
        assert app.screen.has_class("-none")


async def test_a_corrected_role_is_looked_at_again(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "seattle_layout.csv")
        await pilot.press("right")
        await settled(pilot)
        assert screen.state.inspection is not None
        final = screen.state.inspection.column_with(ColumnRole.TYPE_FINAL)
        assert final is not None
        columns: PickList[ColumnReading] = screen.query_one("#columns", PickList)
        columns.show(columns._entries, at=final.name)
        await pilot.press("s")
        await settled(pilot)
        assert isinstance(app.screen, TellDialog)
        await pilot.press("escape", "enter")
        await settled(pilot)
        assert isinstance(app.screen, ChooseDialog)
        await pilot.press("end", "enter")
        await settled(pilot)
        assert screen.state.inspection.column_with(ColumnRole.TYPE_FINAL) is None
        assert columns.pick is not None
        assert (columns.pick.key, columns.pick.value.role) == (final.name, ColumnRole.IGNORED)


async def test_a_correction_that_leaves_no_time_is_refused_and_changes_nothing(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "seattle_layout.csv")
        await pilot.press("right")
        await settled(pilot)
        before = screen.state.inspection
        assert before is not None
        received = before.column_with(ColumnRole.RECEIVED)
        assert received is not None
        columns: PickList[ColumnReading] = screen.query_one("#columns", PickList)
        columns.show(columns._entries, at=received.name)
        await pilot.press("enter", "end", "enter")
        await settled(pilot)
        assert isinstance(app.screen, ErrorDialog)
        assert "time of a call" in app.screen.question
        await pilot.press("enter")
        await settled(pilot)
        assert screen.state.inspection is before
        assert screen.state.correction.roles == {}


async def test_a_file_without_times_is_told_and_another_can_be_chosen(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "no_time.csv")
        assert body(screen, Step.FILE).startswith("✕ no_time.csv has no column with the time of a call.")
        await pilot.press("right")
        await settled(pilot)
        assert screen.state.step is Step.FILE
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, PathDialog)
        app.screen.query_one(Input).value = str(fixtures / "calls" / "reno_layout.xlsx")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "Sheet" in body(screen, Step.FILE)
        assert screen.state.problem is None


async def test_a_stopped_import_leaves_nothing_behind(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "seattle_layout.csv")
        await pilot.press("right", "right", "right")
        await settled(pilot)
        gate = threading.Event()
        # Something else keeps the store's thread, so that the import is under way until it is stopped.
        busy = asyncio.ensure_future(app.store.prepare(gate.wait, 30))
        await pilot.press("enter")
        await pilot.pause()
        assert screen.state.progress is not None
        assert "Esc stops it" in body(screen, Step.CONFIRM)
        assert [command.action for command in screen.commands()] == ["leave_import"]
        await pilot.press("escape")
        await pilot.pause()
        gate.set()
        assert await busy
        await settled(pilot)
        assert app.screen is screen
        assert screen.state.step is Step.CONFIRM
        assert await datasets_of(app) == []
        assert list((app.home / "datasets").glob("*")) == []
        await pilot.press("enter")
        await settled(pilot)
        assert screen.state.step is Step.STORED, "and it can be done after all"
        assert len(await datasets_of(app)) == 1


async def test_an_import_stays_where_it_was_when_one_looks_elsewhere(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "seattle_layout.csv")
        await pilot.press("right", "1")
        await settled(pilot)
        assert app.current_mode == "portfolio"
        await pilot.press("4")
        await settled(pilot)
        assert app.screen is screen
        assert screen.state.step is Step.COLUMNS


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)])
async def test_every_step_fits(
    app_on: AppMaker, filled_home: Path, settled: Settle, fixtures: Path, size: tuple[int, int]
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=size) as pilot:
        screen = await open_import(app, pilot, settled, fixtures / "calls" / "nashville_layout.csv")
        await pilot.press("right")
        await settled(pilot)
        columns = screen.query_one("#columns")
        assert columns.region.right <= size[0]
        assert columns.size.height >= 8
        assert screen.query_one("#detail").display is (size[0] >= 136)
        assert screen.query_one(QuestionBlock).region.bottom == size[1] - 1
        await pilot.press("right", "down", "right")
        await settled(pilot)
        assert screen.state.step is Step.CONFIRM


# Words and lines, without an app.


def inspection_of(
    *columns: ColumnReading, problems: tuple[Problem, ...] = (), written: str = "%m/%d/%Y"
) -> Inspection:
    return Inspection(
        file="calls.csv",
        size=1_000,
        sha256="ab" * 32,
        encoding="utf-8",
        delimiter=",",
        sheet="",
        header_row=1,
        rows=96_310,
        columns=columns,
        times=tuple(
            TimeReading(each.name, written, 5, 0) for each in columns if each.role is ColumnRole.RECEIVED
        ),
        not_available=("travel",),
        problems=problems,
    )


ASKED = ColumnReading("Type", ColumnRole.RECEIVED, Confidence.ASK, "header says so", 1.0, ("1/2/2025",))
LONGER = ColumnReading(
    "Final Type", ColumnRole.RECEIVED, Confidence.ASK, "header says so", 1.0, ("1/2/2025",)
)
PLAIN = ColumnReading("Unit", ColumnRole.UNIT, Confidence.SURE, "header says so", 0.9, ("3B12",))
UNDECIDED = Problem("Type could be month/day or day/month: no day is above 12.", 5, "Please confirm.")


def test_a_problem_belongs_to_the_column_it_names() -> None:
    inspection = inspection_of(ASKED, LONGER, problems=(Problem("Final Type is cut.", 1, "Look."), UNDECIDED))
    assert problems_about(inspection, "Type") == [UNDECIDED]
    assert [each.problem for each in problems_about(inspection, "Final Type")] == ["Final Type is cut."]


def test_only_what_the_file_cannot_tell_is_asked_as_a_format() -> None:
    inspection = inspection_of(ASKED, LONGER, PLAIN, problems=(UNDECIDED,))
    assert is_undecided(inspection, ASKED)
    assert not is_undecided(inspection, LONGER)
    assert undecided_with(inspection, "Type") == ["Type"]
    assert [name for name, _ in questions(inspection, frozenset())] == ["Type", "Final Type"]
    assert [name for name, _ in questions(inspection, frozenset({"Type"}))] == ["Final Type"]


@pytest.mark.parametrize(
    ("written", "other"),
    [("%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M"), ("%d.%m.%y", "%m.%d.%y"), ("%Y-%m-%d", ""), ("%H:%M:%S", "")],
)
def test_day_and_month_change_about(written: str, other: str) -> None:
    assert swapped(written) == other
    assert not other or swapped(other) == written


def test_formats_are_shown_as_people_write_them() -> None:
    assert format_shown("%m/%d/%Y %I:%M:%S %p") == "mm/dd/yyyy hh:mm:ss AM/PM"
    assert format_shown("excel serial") == "excel serial"


def test_every_role_has_a_meaning_that_fits_its_place() -> None:
    assert set(MEANINGS) == set(ColumnRole)
    assert max(map(len, MEANINGS.values())) <= 37


def test_questions_go_round(filled_home: Path) -> None:
    state = ImportState(engagement=Engagement(id="x", slug="x", name="X"))
    assert state.next_question(None) is None
    state.inspection = inspection_of(ASKED, PLAIN, LONGER)
    assert state.next_question(None) == "Type"
    assert state.next_question("Type") == "Final Type"
    assert state.next_question("Final Type") == "Type"
    state.settled = frozenset({"Type"})
    assert state.next_question("Final Type") == "Final Type"
    assert [column.confidence for column in state.columns] == [
        Confidence.SURE,
        Confidence.SURE,
        Confidence.ASK,
    ]


def test_progress_is_told_four_times_a_second_at_most_and_its_end_always() -> None:
    moments = iter([0.0, 0.1, 0.2, 0.25, 0.3, 0.31])
    told: list[tuple[str, float]] = []
    tell = at_most_often(lambda doing, share: told.append((doing, share)), clock=lambda: next(moments))
    for step, share in [
        ("reading", 0.0),
        ("reading", 0.1),
        ("cleaning", 0.4),
        ("storing", 0.7),
        ("storing", 0.9),
        ("done", 1.0),
    ]:
        tell(step, share)
    assert TELLING == 0.25
    assert told == [("reading", 0.0), ("storing", 0.7), ("done", 1.0)]


@given(
    st.integers(58, 200),
    st.lists(st.text(max_size=60), min_size=1, max_size=5),
    st.sampled_from(list(ColumnRole)),
    st.sampled_from(list(Confidence)),
)
def test_no_line_is_longer_than_the_screen(
    width: int, names: list[str], role: ColumnRole, confidence: Confidence
) -> None:
    columns = tuple(
        ColumnReading(name, role, confidence, names[0] * 3, 0.5, tuple(names[:3])) for name in names
    )
    inspection = inspection_of(
        *columns, problems=(Problem(names[0] + " is odd.", 3, names[-1]),), written="%d/%m/%Y"
    )
    city = Engagement(id="x", slug="x", name=names[0], timezone="America/New_York")
    lines = [
        steps_line(Step.CLEAN, "UTF-8 · comma · header on line 3 · 96,310 rows", width),
        *file_lines(inspection, width),
        column_head(width, columns),
        *(column_line(column, columns, width) for column in columns),
        *column_detail(inspection, columns[0], width),
        *question_lines(questions(inspection, frozenset()), 0, len(columns), width, 2),
        *clean_lines(inspection, width),
        *confirm_lines(city, inspection, names[0], "2026-11-23", width),
        *working_lines(f"Looking at {names[0]}"[:40], 0.4, width),
    ]
    for line in lines:
        assert line.cell_length <= width, line.plain
        assert "\n" not in line.plain
