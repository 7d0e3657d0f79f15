"""The pages over the staffing screen by keyboard: scenarios, replay, shifts, money, why."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from leaptui.domain.calls import Tier
from leaptui.domain.type_judgements import Decision
from leaptui.practice.practice_calls import write_practice_calls
from leaptui.services.calls.importing import import_file
from leaptui.services.calls.type_decisions import decide
from leaptui.services.city.engagements import find_engagement
from leaptui.services.upkeep.homes import open_workspace
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.choose import ChooseDialog
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.screens.staffing.board import StaffingBoard
from leaptui.tui.screens.staffing.frozen import FrozenPage
from leaptui.tui.screens.staffing.money import MoneyPage
from leaptui.tui.screens.staffing.page import StaffingPage
from leaptui.tui.screens.staffing.pages import ShiftsPage, WhyPage
from leaptui.tui.screens.staffing.replay import ReplayPage
from leaptui.tui.screens.staffing.scenarios import ComparePage, ScenariosScreen
from leaptui.tui.screens.staffing.staffing import StaffingScreen
from tests.tui.test_staffing import AppMaker, Settle, open_staffing, seen

PASSPHRASE = "practice makes a city"


@pytest.fixture(scope="module")
def home(filled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up cities, with calls in Harbor Falls; a few."""
    found = tmp_path_factory.mktemp("scenarios") / "home"
    shutil.copytree(filled_home, found)
    file = found.parent / "calls.csv"
    write_practice_calls(file, 3_000, seed=11)
    with open_workspace(found, PASSPHRASE) as workspace:
        import_file(workspace, find_engagement(workspace, "harbor-falls-oh"), file)
    return found


def board_of(app: LeapApp) -> StaffingBoard:
    screen = app.screen
    assert isinstance(screen, StaffingScreen | StaffingPage)
    return screen.board


async def save(pilot: Pilot[None], settled: Settle, name: str) -> None:
    await pilot.press("s")
    await settled(pilot)
    await pilot.press(*name.replace(" ", "_"), "enter")
    await settled(pilot)


def words(app: LeapApp) -> str:
    return " ".join(seen(app).split())


async def test_scenarios_are_saved_marked_compared_and_begun_from(
    app_on: AppMaker, home: Path, settled: Settle
) -> None:
    async with app_on(home).run_test(size=(120, 40)) as pilot:
        app = await open_staffing(pilot, settled)
        await save(pilot, settled, "usual")
        await pilot.press("down", "right", "right")
        await settled(pilot)
        assert "not saved" in seen(app)
        await save(pilot, settled, "two")
        assert "from “two”" in seen(app)
        assert "not saved" not in seen(app)
        await pilot.press("x", "c")
        await settled(pilot)
        assert isinstance(app.screen, ScenariosScreen)
        # The clock of the tests stands still, so the two have no order in time.
        assert {view.scenario.name for view in board_of(app).saved} == {"two", "usual"}
        await pilot.press(
            "space", *([] if board_of(app).saved[0].scenario.name == "usual" else ["down"]), "r"
        )
        await settled(pilot)
        assert [view.scenario.name for view in board_of(app).saved if view.scenario.for_roadmap] == ["usual"]
        assert "✓ fresh" in seen(app)
        await pilot.press("c")
        await settled(pilot)
        assert isinstance(app.screen, ComparePage)
        assert "First hour of service" in seen(app)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("end", "enter")
        await settled(pilot)
        assert isinstance(app.screen, StaffingScreen)
        assert board_of(app).what_if.numbers == {"opens": 2.0}
        await pilot.press("c")
        await settled(pilot)
        await pilot.press("end", "x")
        await settled(pilot)
        assert [view.scenario.name for view in board_of(app).saved] == ["usual"]


async def test_replay_shifts_reasons_and_funding_are_a_key_away(
    app_on: AppMaker, home: Path, settled: Settle
) -> None:
    async with app_on(home).run_test(size=(80, 24)) as pilot:
        app = await open_staffing(pilot, settled)
        await pilot.press("p")
        await settled(pilot)
        assert isinstance(app.screen, ReplayPage)
        first = board_of(app).replay_now
        assert first is not None
        assert "calls in hours of service" in seen(app)
        assert "weeks drawn again" in words(app)
        # A worst day is named to the day, also one of another year than this.
        page = [line.plain for line in app.screen.page_lines(76)]
        worst = page[next(at for at, line in enumerate(page) if line.startswith("Worst days")) + 1]
        day = first.worst_days[0].day
        assert worst.startswith(f"{day:%a} {day.isoformat()}")
        await pilot.press("n")
        await settled(pilot)
        assert board_of(app).replay_now is not first
        await pilot.press("f")
        await settled(pilot)
        assert "police times of the file" in words(app)
        await pilot.press("escape", "h")
        await settled(pilot)
        assert isinstance(app.screen, ShiftsPage)
        assert "schedulable" in seen(app)
        assert board_of(app).shifts_now is not None
        await pilot.press("escape")
        await settled(pilot)
        assert "replay of the file" in seen(app)
        assert "when worked in shifts" in seen(app)
        await pilot.press("w")
        await settled(pilot)
        assert isinstance(app.screen, WhyPage)
        assert "Of the eligible types, those calls that pass the screen" in words(app)
        methods = app.screen.page_lines(70)
        assert "Where the methods are from" in " ".join(line.plain for line in methods)
        await pilot.press("escape", "down", "right")
        await settled(pilot)
        assert board_of(app).replay_now is None  # it was of another plan
        assert "replay of the file" not in seen(app)
        await pilot.press("dollar_sign", "a")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, FormDialog)
        for field, typed in zip(form._rows, ("Grant", "400,000", "2027-01-01", "2027-06-30"), strict=True):
            assert isinstance(field.editor, Input)
            field.editor.value = typed
        await pilot.press("f2")
        await settled(pilot)
        assert isinstance(app.screen, MoneyPage)
        assert "▲ Grant ends on 2027-06-30: from then $400,000 a year is missing" in words(app)
        assert "Grant pays" in seen(app)
        await pilot.press("escape")
        await settled(pilot)
        assert "not saved" in seen(app)
        await pilot.press("t")
        await settled(pilot)
        await pilot.press(*"75", "f2")
        await settled(pilot)
        assert list(board_of(app).what_if.group_minutes.values()) == [75.0]
        assert len(board_of(app).what_if.funding) == 1


async def test_numbers_that_cannot_be_true_together_are_refused_beside_the_field(
    app_on: AppMaker, home: Path, settled: Settle
) -> None:
    async with app_on(home).run_test(size=(140, 40)) as pilot:
        app = await open_staffing(pilot, settled)
        board = board_of(app)
        board.choose("fewest_teams", 3.0)
        screen = app.screen
        assert isinstance(screen, StaffingScreen)
        screen.action_change(0)
        await settled(pilot)
        board.choose("most_teams", 2.0)
        screen.plan_again("most_teams")
        await settled(pilot)
        assert board.what_if.numbers == {"fewest_teams": 3.0}
        assert screen._refused == (
            "most_teams",
            "Most teams on duty (2) cannot be below fewest teams on duty (3).",
        )


async def test_the_export_and_its_days_are_chosen(
    app_on: AppMaker, home: Path, settled: Settle, tmp_path: Path
) -> None:
    file = tmp_path / "earlier.csv"
    write_practice_calls(file, 1_000, seed=12)
    with open_workspace(home, PASSPHRASE) as workspace:
        import_file(workspace, find_engagement(workspace, "harbor-falls-oh"), file)
    async with app_on(home).run_test(size=(60, 20)) as pilot:
        app = await open_staffing(pilot, settled)
        newest = board_of(app).basis
        assert newest is not None
        await pilot.press("e")
        await settled(pilot)
        await pilot.press("up" if newest.dataset.file_name == "earlier.csv" else "down", "down", "enter")
        await settled(pilot)
        chosen = board_of(app).basis
        assert chosen is not None
        assert chosen.dataset.id != newest.dataset.id
        await pilot.press("y")
        await settled(pilot)
        await pilot.press("down", "down", "enter")
        await settled(pilot)
        counted = board_of(app).basis
        assert counted is not None
        assert counted.base.period is not None
        assert "2025-01-01" <= counted.base.period.first < counted.base.period.last == "2025-03-31"
        assert counted.dataset.id == chosen.dataset.id
        # Saved, and left for the other export: opened again it is of the same calls, to the same numbers.
        await save(pilot, settled, "quarter")
        quarter = board_of(app).view
        assert quarter is not None
        await pilot.press("e")
        await settled(pilot)
        await pilot.press("up" if newest.dataset.file_name != "earlier.csv" else "down", "enter")
        await settled(pilot)
        await pilot.press("c")
        await settled(pilot)
        await pilot.press("home", "enter")
        await settled(pilot)
        again = board_of(app)
        assert again.view is not None
        assert again.basis is not None
        assert (again.basis.dataset.id, again.only.period) == (chosen.dataset.id, counted.base.period)
        assert (again.view.plan, again.begun_from) == (quarter.plan, "quarter")
        assert not again.is_unsaved
        name = next(each for each, taken in counted.decisions.items() if "|community_responder|" in taken)
        assert app.city is not None
        await app.change(decide, app.city, [name], Decision(tier=Tier.POLICE, reason="weapons"))
        await pilot.press("c")
        await settled(pilot)
        await pilot.press("home", "enter")
        await settled(pilot)
        assert isinstance(app.screen, ChooseDialog)
        assert "Call types are" in words(app)
        assert "as it was" in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, FrozenPage)
        assert quarter.sentence[:40] in words(app)
        await pilot.press("escape", "enter")
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert isinstance(app.screen, StaffingScreen)
        assert board_of(app).only.period == counted.base.period
        assert board_of(app).view != quarter
        await pilot.press("down", "right")
        await settled(pilot)
        chosen_hours = board_of(app).what_if
        await pilot.press("y")
        await settled(pilot)
        await pilot.press("home", "down", "enter")
        await settled(pilot)
        assert isinstance(app.screen, FormDialog)
        for field, typed in zip(app.screen.query(Input), ("2031-01", "2031-02"), strict=True):
            field.value = typed
        await pilot.press("f2")
        await settled(pilot)
        # No call came on those days: all days again, and what was chosen is kept.
        whole = board_of(app).basis
        assert whole is not None
        assert whole.base.period is not None
        assert whole.base.period.last > "2025-12-01"
        assert board_of(app).what_if == chosen_hours
        assert "nothing to plan for" in " ".join(note.message for note in app._notifications)
