"""The place Staffing by keyboard, on real calls, and its numbers without an app."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from leaptui.domain.measured import RuleSet
from leaptui.practice.practice_calls import write_practice_calls
from leaptui.services.calls.importing import import_file
from leaptui.services.calls.picture import datasets
from leaptui.services.city.engagements import find_engagement
from leaptui.services.staffing.basis import StaffingBasis, staffing_basis
from leaptui.services.staffing.what_if import StaffingInput, StaffingView, WhatIf, staffing_view
from leaptui.services.upkeep.homes import open_workspace
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.screens.staffing import fields, panes
from leaptui.tui.screens.staffing.board import StaffingBoard
from leaptui.tui.screens.staffing.staffing import StaffingScreen
from leaptui.tui.widgets.bars import ContextBar

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]
PASSPHRASE = "practice makes a city"


@pytest.fixture(scope="session")
def counted_home(filled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up cities, with calls in Harbor Falls."""
    home = tmp_path_factory.mktemp("counted") / "home"
    shutil.copytree(filled_home, home)
    file = home.parent / "calls.csv"
    write_practice_calls(file, 6_000, seed=11)
    with open_workspace(home, PASSPHRASE) as workspace:
        import_file(workspace, find_engagement(workspace, "harbor-falls-oh"), file)
    return home


def seen(app: LeapApp) -> str:
    """All that stands on the screen."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def open_staffing(pilot: Pilot[None], settled: Settle) -> LeapApp:
    await settled(pilot)
    await pilot.press("down", "enter")
    await settled(pilot)
    await pilot.press("5")
    await settled(pilot)
    app = pilot.app
    assert isinstance(app, LeapApp)
    assert isinstance(app.screen, StaffingScreen)
    return app


def plan_of(app: LeapApp) -> StaffingView:
    assert isinstance(app.screen, StaffingScreen)
    assert app.screen.view is not None
    return app.screen.view


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (110, 30), (140, 40)])
async def test_figures_grid_and_sentence_are_in_sight_at_every_size(
    app_on: AppMaker, counted_home: Path, settled: Settle, size: tuple[int, int]
) -> None:
    async with app_on(counted_home).run_test(size=size) as pilot:
        app = await open_staffing(pilot, settled)
        screen = seen(app)
        assert "at once" in screen
        assert "Eligible by which rules" in screen
        assert all(f"\n {day}" in screen or f"\n  {day}" in screen for day in ("Mo", "Fr", "Su"))
        assert "eligible of" in screen
        assert "community-initiated" in screen
        assert "of 100 eligible calls find a team at once" in " ".join(screen.replace("▎", " ").split())


async def test_an_arrow_changes_the_field_and_the_plan_follows(
    app_on: AppMaker, counted_home: Path, settled: Settle
) -> None:
    async with app_on(counted_home).run_test(size=(80, 24)) as pilot:
        app = await open_staffing(pilot, settled)
        before = plan_of(app)
        assert before.plan.inputs.opens == 0
        await pilot.press("down", *["right"] * 3, "down", "left", "left")
        await settled(pilot)
        after = plan_of(app)
        assert (after.plan.inputs.opens, after.plan.inputs.closes) == (3, 22)
        assert after.plan.in_hours_share < before.plan.in_hours_share == 1
        assert after.plan.teams[0][2] == 0
        assert after.plan.teams[0][3] > 0
        assert "◐ a what-if, not saved" in app.screen.query_one(ContextBar).lines(80)[0].plain
        assert "03:00 to 22:00" in seen(app)
        await pilot.press("u")
        await settled(pilot)
        assert plan_of(app).plan.inputs.closes == 24
        await pilot.press("x")
        await settled(pilot)
        assert plan_of(app).plan == before.plan
        assert "what-if" not in app.screen.query_one(ContextBar).lines(80)[0].plain


async def test_the_rules_are_a_field_and_end_at_their_ends(
    app_on: AppMaker, counted_home: Path, settled: Settle
) -> None:
    async with app_on(counted_home).run_test(size=(80, 24)) as pilot:
        app = await open_staffing(pilot, settled)
        expected = plan_of(app).plan.responses
        assert expected is not None
        await pilot.press("right", "right", "right")
        await settled(pilot)
        assert plan_of(app).scenario.startswith("Broad")
        assert (plan_of(app).plan.responses or 0) > expected
        await pilot.press(*["left"] * 5)
        await settled(pilot)
        assert plan_of(app).scenario.startswith("Narrow")
        assert (plan_of(app).plan.responses or 0) < expected


async def test_a_number_is_typed_and_one_out_of_range_is_refused_beside_it(
    app_on: AppMaker, counted_home: Path, settled: Settle
) -> None:
    async with app_on(counted_home).run_test(size=(80, 24)) as pilot:
        app = await open_staffing(pilot, settled)
        await pilot.press(*["down"] * 5, "enter")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, FormDialog)
        assert form.values == {"number": "10%"}
        await pilot.press("ctrl+u", *"150", "f2")
        await settled(pilot)
        assert form._rows[0]._problem._words == "▲ From 0.1% to 100%."
        await pilot.press("ctrl+u", *"2.5", "f2")
        await settled(pilot)
        assert plan_of(app).plan.inputs.most_blocked == 0.025


async def test_the_newest_question_is_the_one_answered(
    app_on: AppMaker, counted_home: Path, settled: Settle
) -> None:
    async with app_on(counted_home).run_test(size=(80, 24)) as pilot:
        app = await open_staffing(pilot, settled)
        screen = app.screen
        assert isinstance(screen, StaffingScreen)
        await pilot.press("down")
        for _ in range(7):
            screen.action_change(1)
        await settled(pilot)
        assert plan_of(app).plan.inputs.opens == 7
        assert not screen.behind


async def test_without_calls_it_says_how_to_import_them(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_staffing(pilot, settled)
        assert "No calls to plan for yet." in seen(app)
        assert "4  open Calls, then I imports the city's file" in seen(app)
        await pilot.press("right", "u", "x", "enter")
        await settled(pilot)
        assert app.is_running


async def test_calls_of_which_none_is_eligible_leave_words_and_not_an_empty_place(
    app_on: AppMaker, filled_home: Path, settled: Settle, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(filled_home, home)
    with open_workspace(home, PASSPHRASE) as workspace:
        city = find_engagement(workspace, "harbor-falls-oh")
        for kind in ("STRUCTURE FIRE", "PSYCH TRANSPORT"):
            rows = "".join(f"{at},2025-03-{at % 28 + 1:02} 10:{at % 60:02}:00,{kind}\n" for at in range(300))
            file = tmp_path / f"{kind}.csv"
            file.write_text(f"id,received,call type\n{rows}", "utf-8")
            import_file(workspace, city, file)
        newest = datasets(workspace, city)[0].file_name
    async with app_on(home).run_test(size=(80, 24)) as pilot:
        app = await open_staffing(pilot, settled)
        for step in range(2):
            if (newest == "PSYCH TRANSPORT.csv") == (step == 0):
                # Only broad rules count these: a plan for them is shown, and that it is one.
                assert plan_of(app).what_if.rules is RuleSet.BROAD
                assert "Broad rules" in seen(app)
            else:
                assert "is eligible" in seen(app)
                assert "4  open Calls, then T shows the call types" in seen(app)
            await pilot.press("e")
            await settled(pilot)
            await pilot.press("home", "down", "enter")
            await settled(pilot)


# Numbers, without an app.


@pytest.fixture(scope="module")
def basis(counted_home: Path) -> StaffingBasis:
    """Real calls, counted."""
    with open_workspace(counted_home, PASSPHRASE, read_only=True) as workspace:
        return staffing_basis(workspace, find_engagement(workspace, "harbor-falls-oh"))


@pytest.fixture(scope="module")
def view(basis: StaffingBasis) -> StaffingView:
    """A plan on them."""
    return staffing_view(basis, WhatIf())


def number(
    *, unit: str, value: float, least: float = 0.0, most: float = 1.0, whole: bool = False
) -> StaffingInput:
    return StaffingInput(
        key="k", label="K", value=value, least=least, most=most, unit=unit, whole=whole, source="s"
    )


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (number(unit="share of calls", value=0.4), "40%"),
        (number(unit="share of calls", value=0.125), "12.5%"),
        (number(unit="hour of the day", value=9, most=23, whole=True), "09:00"),
        (number(unit="minutes, dispatched to cleared", value=50, most=480), "50 min"),
        (number(unit="dollars a year", value=62_000, most=1e6), "$62,000"),
        (number(unit="people", value=2, most=9, whole=True), "2 people"),
        (number(unit="people", value=1, most=9, whole=True), "1 person"),
        (number(unit="hours per full-time person", value=1650, most=2080), "1,650 hours"),
        (number(unit="1 yes, 0 no", value=0, whole=True), "no"),
        (number(unit="miles an hour", value=20, most=80), "20 mph"),
        (number(unit="square miles; 0 where not known", value=12.5, most=99), "12.5 sq mi"),
        (number(unit="loaded dollars", value=75, most=99), "$75"),
    ],
)
def test_a_number_is_shown_and_read_back(given: StaffingInput, shown: str) -> None:
    assert fields.value_shown(given, given.value) == shown
    assert fields.read_number(given, shown) == given.value


@pytest.mark.parametrize("typed", ["", "abc", "nan", "inf", "1e999", "--2", "%"])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert fields.read_number(number(unit="share", value=0.4), typed) is None


def test_every_field_reaches_both_ends_of_its_range_by_keys(view: StaffingView) -> None:
    for each in view.inputs:
        step = fields.step_of(each, each.value)
        for by, end in ((1, each.most), (-1, each.least)):
            value = end - by * step / 2
            assert fields.stepped(each, fields.stepped(each, value, each.value, by), each.value, by) == end, (
                each
            )


@given(usual=st.floats(0, 1e6), value=st.floats(0, 1e6), by=st.sampled_from([-1, 1]), whole=st.booleans())
def test_a_step_moves_within_the_range_and_never_back(
    usual: float, value: float, by: int, whole: bool
) -> None:
    given_field = number(unit="people", value=usual, least=0.0, most=1e6, whole=whole)
    moved = fields.stepped(given_field, value, usual, by)
    assert 0.0 <= moved <= 1e6
    assert (moved - value) * by >= -1e-6


def test_the_fields_that_matter_most_come_first_then_sections_and_prices_last(
    basis: StaffingBasis, view: StaffingView
) -> None:
    board = StaffingBoard(basis=basis, view=view)
    board.choose("opens", 10.0)
    listed = fields.fields_of(board, view, ("closes", "Not so."))
    assert [each.key for each in listed[: 1 + len(fields.FIRST)]] == [fields.RULES, *fields.FIRST]
    sections = list(dict.fromkeys(each.section for each in listed))
    assert sections == ["", *fields.SECTIONS.values()]
    assert len({each.key for each in listed}) == len(listed) == 2 + len(view.inputs)
    opens, closes = listed[1], listed[2]
    assert (opens.shown, opens.changed, opens.aside) == ("10:00", True, "usually 00:00")
    assert "▲ Not so." in fields.field_line(closes, 120, at_cursor=True).plain
    service = next(each for each in listed if each.key == "service_minutes")
    assert service.aside.startswith("police today ")


def test_a_board_knows_what_is_chosen_and_what_is_saved(basis: StaffingBasis, view: StaffingView) -> None:
    board = StaffingBoard(basis=basis, view=view)
    assert not board.is_unsaved
    assert not board.is_behind
    board.choose("opens", 10.0)
    assert board.is_unsaved
    assert board.is_behind
    board.begin_from("Ten to ten", board.what_if)
    assert not board.is_unsaved
    board.choose("opens", basis.usual["opens"])
    assert board.what_if.numbers == {}
    assert board.is_unsaved is False
    board.choose_rules(5)
    assert board.what_if.rules is RuleSet.BROAD
    board.choose_method(1)
    assert board.what_if.method == "lag_sipp"


@pytest.mark.parametrize("width", [56, 58, 74, 78, 106, 136])
def test_the_grid_holds_the_week_and_keeps_to_its_width(view: StaffingView, width: int) -> None:
    lines = panes.team_lines(view, width, legend=True)
    assert len(lines) == 9
    assert max(line.cell_length for line in lines) <= width
    hours = 24 if width >= 78 else 12
    for day, line in enumerate(lines[1:8]):
        figures = line.plain.split()[1:]
        assert len(figures) == hours + 1
        assert int(figures[-1]) == sum(view.plan.teams[day])
    if width == 136:
        means = panes.team_lines(view, width, legend=True, means=True)
        assert len(means) == 11
        assert means[8].plain.split()[0] == "busy"


def test_closed_hours_are_dots_busy_hours_glow_and_too_few_teams_are_marked(basis: StaffingBasis) -> None:
    numbers = {"opens": 10.0, "closes": 22.0, "most_teams": 1.0, "screened_share": 1.0, "growth": 3.0}
    one_team = staffing_view(basis, WhatIf(numbers=numbers))
    lines = panes.team_lines(one_team, 136, legend=True)
    friday = lines[5]
    assert friday.plain.split()[1:11] == ["·"] * 10
    assert "1!" in friday.plain
    assert "! more than 10% find nobody" in lines[-1].plain
    assert any("$heat-5" in str(span.style) or "$heat-6" in str(span.style) for span in friday.spans)


def test_the_base_has_its_period_in_months() -> None:
    base = "7,169 eligible of 42,184 community-initiated incidents, 2025-01-01 to 2025-12-31"
    assert panes.base_shown(base) == "7,169 eligible of 42,184 community-initiated incidents · Jan – Dec 2025"
    assert panes.base_shown("7 eligible of 9 incidents") == "7 eligible of 9 incidents"


def test_money_is_written_short() -> None:
    assert [panes.money(each) for each in (3_870_000.0, 640_000.0)] == ["$3.87M", "$640K"]
