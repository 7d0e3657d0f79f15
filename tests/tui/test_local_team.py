"""Local team, who does what, activities, diversion and agreements by keyboard, on a real store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from leaptui.domain.partner_records import Activity, TeamMember, WorkingGroup
from leaptui.domain.records import FollowUp
from leaptui.domain.roadmap_records import Agreement, Diversion
from leaptui.domain.roadmap_vocabulary import AgreementStatus, DiversionDecision
from leaptui.services.city.activities import add_activity
from leaptui.services.city.engagements import JurisdictionInput, add_engagement
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.roadmap.responsibilities import responsibilities
from leaptui.services.roadmap.team import add_member
from leaptui.services.roadmap.working_groups import add_group
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.screens.city.activities import CityActivitiesScreen
from leaptui.tui.screens.city.city import CityScreen
from leaptui.tui.screens.roadmap.agreements import AgreementsScreen
from leaptui.tui.screens.roadmap.diversion import DiversionScreen
from leaptui.tui.screens.roadmap.local_team import LocalTeamScreen
from leaptui.tui.screens.roadmap.responsibilities import ResponsibilitiesScreen
from leaptui.tui.screens.roadmap.roadmap import RoadmapScreen
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.matrix_grid import MatrixGrid
from leaptui.tui.widgets.pick_list import PickList
from tests.quick_stores import make_workspace
from tests.tui.conftest import PASSPHRASE, now_ms

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]


@pytest.fixture(scope="module")
def team_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One made-up city with two of a team, a working group and an activity."""
    home = tmp_path_factory.mktemp("team") / "home"
    workspace, _ = make_workspace(home, PASSPHRASE, now_ms=now_ms)
    with workspace:
        place = JurisdictionInput(name="Harbor Falls", state="OH")
        city = add_engagement(workspace, "Harbor Falls, OH", jurisdictions=[place], phase="launch")
        dana = add_stakeholder(workspace, city, "Dana Okafor", role="911 manager", group="dispatch")
        add_stakeholder(workspace, city, "Lee Brandt", role="patrol sergeant", group="patrol")
        add_member(workspace, city, {"lead": "yes"}, heard=dana)
        add_member(workspace, city, {"name": "Ines Ferreira", "role": "HR"})
        add_group(workspace, city, {"name": "Dispatch", "charge": "Write the script", "members": "Dana"})
        add_activity(workspace, city, {"title": "Kickoff", "people": "Dana Okafor", "held_on": "2026-11-20"})
    return home


async def press(pilot: Pilot[None], settled: Settle, *keys: str) -> None:
    """Press keys; those of one text in a row, before anything is waited for."""
    for together in keys:
        await pilot.press(*together.split())
        await settled(pilot)


async def type_text(pilot: Pilot[None], text: str) -> None:
    names = {
        " ": "space",
        ",": "comma",
        "-": "minus",
        ".": "full_stop",
        ";": "semicolon",
        "|": "vertical_line",
    }
    await pilot.press(*(names.get(character, character) for character in text))


async def at_roadmap(pilot: Pilot[None], settled: Settle) -> LeapApp:
    await settled(pilot)
    await press(pilot, settled, "enter", "6")
    app = pilot.app
    assert isinstance(app, LeapApp)
    assert isinstance(app.screen, RoadmapScreen)
    return app


def rows(app: LeapApp) -> str:
    return app.screen.query_one(PickList).render().plain


def context(app: LeapApp) -> str:
    return app.screen.query_one(ContextBar).render().plain


async def test_a_team_is_taken_in_and_given_its_parts(
    app_on: AppMaker, team_home: Path, settled: Settle
) -> None:
    async with app_on(team_home).run_test(size=(80, 24)) as pilot:
        app = await at_roadmap(pilot, settled)
        await press(pilot, settled, "t")
        assert isinstance(app.screen, LocalTeamScreen)
        assert [line.split()[:3] for line in rows(app).splitlines() if line.strip()] == [
            ["▌●", "Dana", "Okafor"],
            ["○", "Ines", "Ferreira"],
            ["Working", "groups"],
            ["◦", "Dispatch", "Write"],
        ]
        await press(pilot, settled, "h", "enter")
        members = await app.ask(lambda workspace: workspace.store.all(TeamMember))
        assert [(each.name, each.role, each.joined_on, each.lead) for each in members][2:] == [
            ("Lee Brandt", "patrol sergeant", "2026-11-24", False)
        ]
        await press(pilot, settled, "home down down l")
        assert "● Lee Brandt" in rows(app)
        assert "○ Dana Okafor" in rows(app)
        # The same name again is refused in the form, which keeps what was typed.
        await press(pilot, settled, "n")
        await type_text(pilot, "ines ferreira")
        await press(pilot, settled, "f2")
        assert isinstance(app.screen, FormDialog)
        assert app.screen.values["name"] == "ines ferreira"
        await type_text(pilot, " the second")
        await press(pilot, settled, "f2")
        assert isinstance(app.screen, LocalTeamScreen)
        await press(pilot, settled, "m")
        assert isinstance(app.screen, ResponsibilitiesScreen)
        assert "▲ 10 of 10" in context(app)
        await press(pilot, settled, "a", "down", "a", "right", "A", "down", "enter", "enter", "r", "r")
        matrix = await app.ask(responsibilities, app.screen.engagement)
        assert [row.accountable for row in matrix.rows][:3] == [
            ("Lee Brandt",),
            ("Lee Brandt", "Dana Okafor"),
            (),
        ]
        assert "▲ 9 of 10" in context(app)
        grid = app.screen.query_one(MatrixGrid)
        assert (grid.row, grid.column) == (2, 1)
        assert "▲ 2" in grid.render().plain
        await press(pilot, settled, "f5")
        assert "R" in grid.render().plain.splitlines()[4]
        await press(pilot, settled, "escape", "end", "r")
        assert [each.deleted for each in await app.ask(_groups)] == [True]
        await press(pilot, settled, "f", "escape", "escape")
        assert isinstance(app.screen, RoadmapScreen)


async def test_activities_open_from_the_city_and_are_found(
    app_on: AppMaker, team_home: Path, settled: Settle, tmp_path: Path
) -> None:
    async with app_on(team_home).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, settled, "enter", "v")
        app = pilot.app
        assert isinstance(app, LeapApp)
        assert isinstance(app.screen, CityActivitiesScreen)
        assert "Dana Okafor" in app.screen.query_one("#said").render().plain  # type: ignore[union-attr]
        await press(pilot, settled, "l")
        await type_text(pilot, "Who answers")
        await press(pilot, settled, "tab")
        await type_text(pilot, "A roster.")
        await press(pilot, settled, "tab")
        await type_text(pilot, "send a roster")
        await press(pilot, settled, "tab")
        await type_text(pilot, "friday")
        await press(pilot, settled, "f2", "s")
        assert "Who answers" in rows(app)
        assert "Kickoff" not in rows(app)
        asked, owed = await app.ask(
            lambda workspace: (workspace.store.all(Activity)[-1], workspace.store.all(FollowUp))
        )
        assert (asked.outcome, asked.phase, asked.held_on) == ("A roster.", "launch", "2026-11-24")
        assert [(each.text, each.due) for each in owed] == [("send a roster", "2026-11-27")]
        await press(pilot, settled, "s", "end", "r")
        assert "Kickoff" not in rows(app)
        await press(pilot, settled, "f5", "escape")
        # Somebody found by name leads to the city, and leaves its screens open to be used.
        await press(pilot, settled, "ctrl+p")
        await type_text(pilot, "okaf")
        await press(pilot, settled, "enter", "v")
        assert isinstance(app.screen, CityActivitiesScreen)
        await press(pilot, settled, "ctrl+p")
        await type_text(pilot, "ferre")
        await press(pilot, settled, "enter")
        assert isinstance(app.screen, LocalTeamScreen)
        assert "▌○ Ines Ferreira" in rows(app)
        await press(pilot, settled, "escape", "2")
        await press(pilot, settled, "escape")
        assert isinstance(app.screen, CityScreen)
        await press(pilot, settled, "f", "t", "enter")
        await pilot.press("ctrl+u")
        await type_text(pilot, f"{tmp_path}/out")
        await press(pilot, settled, "enter")
        (file,) = (tmp_path / "out").iterdir()
        assert "send a roster,,2026-11-27,open" in file.read_text("utf-8")


async def test_diversion_and_agreement(app_on: AppMaker, team_home: Path, settled: Settle) -> None:
    async with app_on(team_home).run_test(size=(80, 24)) as pilot:
        app = await at_roadmap(pilot, settled)
        await press(pilot, settled, "i")
        assert isinstance(app.screen, DiversionScreen)
        await press(pilot, settled, "d", "right right f2")
        assert isinstance(app.screen, FormDialog)  # adopted only with a reason
        await press(pilot, settled, "left f2")
        await press(pilot, settled, "end up", "enter", "space down down space f2")
        state = (await app.ask(lambda workspace: workspace.store.all(Diversion)))[0]
        assert (state.decision, state.measures) == (DiversionDecision.STUDY, ("health", "housing"))
        await press(pilot, settled, "w")
        await type_text(pilot, ";sober")
        await press(pilot, settled, "enter")
        assert isinstance(app.screen, FormDialog)
        assert "cannot be a measure" in _text_of(app)
        await press(pilot, settled, "escape", "enter")  # thrown away
        assert isinstance(app.screen, DiversionScreen)
        assert "▲ 1 to be said" in context(app)
        await press(pilot, settled, "o", "escape", "escape", "g")
        assert isinstance(app.screen, AgreementsScreen)
        await press(pilot, settled, "n")
        assert "draft for counsel" in context(app)
        assert "Partnership agreement with Harbor Falls, Ohio" in rows(app)
        await press(pilot, settled, "enter", "tab tab tab tab tab")
        await press(pilot, settled, "ctrl+u")
        await type_text(pilot, "2027-01-01")
        await press(pilot, settled, "f2", "s", "down", "enter")
        made = (await app.ask(lambda workspace: workspace.store.all(Agreement)))[0]
        assert (made.starts_on, made.status) == ("2027-01-01", AgreementStatus.WITH_COUNSEL)
        assert "from Jan 2027" in rows(app)
        await press(pilot, settled, "o", "escape", "r", "escape")
        assert isinstance(app.screen, RoadmapScreen)


def _groups(workspace: object) -> list[WorkingGroup]:
    return workspace.store.all(WorkingGroup, include_deleted=True)  # type: ignore[attr-defined, no-any-return]


def _text_of(app: LeapApp) -> str:
    return "\n".join(str(each.render()) for each in app.screen.query("Words"))
