"""Follow-ups, concerns, resources and what points at a person, by keyboard, on a real store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from icalendar import Calendar
from textual.pilot import Pilot

from leaptui.domain.records import FollowUp, Interview, Resource, Stakeholder
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.resources import add_resource
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.roadmap.deciding import set_component
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.ask import AskDialog
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.screens.city.follow_ups import FollowUpsScreen
from leaptui.tui.screens.city.resources import ResourcesScreen
from leaptui.tui.screens.interviews.concerns import ConcernsScreen
from leaptui.tui.screens.interviews.identifiers import IdentifiersScreen
from leaptui.tui.screens.interviews.near_repeats import NearRepeatsScreen
from leaptui.tui.screens.interviews.note import NoteScreen
from leaptui.tui.screens.view import Sentences, ViewScreen
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import PickList
from tests.quick_stores import make_workspace
from tests.tui.conftest import PASSPHRASE, now_ms

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]

NOTE = (
    "Dana Okafor, 216-555-0143.\n"
    "!the night is too dark for them\n"
    "The sergeant told dispatchers never to send anyone after midnight.\n"
    "?call the union due:soonish @rosa\n"
    "?send the charter due:friday @dana\n"
)


@pytest.fixture(scope="module")
def harbor_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One made-up city with something in each register."""
    home = tmp_path_factory.mktemp("registers") / "home"
    workspace, _ = make_workspace(home, PASSPHRASE, now_ms=now_ms)
    with workspace:
        city = add_engagement(workspace, "Harbor Falls, OH")
        dana = add_stakeholder(workspace, city, "Dana Okafor", role="night dispatcher", group="dispatch")
        start_interview(workspace, city, people=[dana], held_on="2026-11-10", note=NOTE)
        add_resource(workspace, city, {"name": "Quiet Room", "services": "respite", "phone": "216-555-0188"})
        add_resource(workspace, city, {"name": "Harbor Shelter", "services": "shelter", "district": "East"})
        said = "A sergeant told the dispatchers never to send anyone out after midnight."
        set_component(workspace, city, "hours", {"decision": "Noon to ten", "rationale": said})
    return home


async def open_view(pilot: Pilot[None], settled: Settle, view: type[ViewScreen]) -> LeapApp:
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)
    app = pilot.app
    assert isinstance(app, LeapApp)
    await app.push_screen(view())
    await settled(pilot)
    assert isinstance(app.screen, view)
    return app


def rows(app: LeapApp) -> str:
    return app.screen.query_one(PickList).render().plain


def foot(app: LeapApp) -> str:
    return "\n".join(line.plain for line in app.screen.query_one(Sentences).lines(78))


async def type_text(pilot: Pilot[None], text: str) -> None:
    names = {" ": "space", ",": "comma", "-": "minus", "/": "slash", ".": "full_stop"}
    await pilot.press(*(names.get(character, character) for character in text))


async def test_follow_ups_are_ticked_moved_and_given_their_person(
    app_on: AppMaker, harbor_home: Path, settled: Settle, tmp_path: Path
) -> None:
    async with app_on(harbor_home).run_test(size=(80, 24)) as pilot:
        app = await open_view(pilot, settled, FollowUpsScreen)
        assert [line.split() for line in rows(app).splitlines() if line.strip()] == [
            ["▌▲", "Fri", "13", "send", "the", "charter", "Dana", "Okafor", "no", "1"],
            ["▲", "soonish", "call", "the", "union", "@rosa?", "no", "1"],
        ]
        assert "▲ 1 overdue" in app.screen.query_one(ContextBar).render().plain
        assert "Promised in interview 1" in foot(app)
        await pilot.press("down")
        await settled(pilot)
        assert "“soonish” is not a date" in foot(app)
        assert "@rosa is not in the directory. P adds the person." in foot(app)
        await pilot.press("p")
        await settled(pilot)
        await pilot.press("end")
        await type_text(pilot, " quill")
        await pilot.press("enter")
        await settled(pilot)
        people = await app.ask(lambda workspace: [each.name for each in workspace.store.all(Stakeholder)])
        assert people == ["Dana Okafor", "Rosa quill"]
        await pilot.press("d")
        await settled(pilot)
        await type_text(pilot, "friday")
        await pilot.press("enter")
        await settled(pilot)
        assert "Fri 27" in rows(app)
        await pilot.press("space")
        await settled(pilot)
        assert "call the union" not in rows(app)
        done = await app.ask(lambda workspace: workspace.store.all(FollowUp, done=True))
        assert [(owed.text, owed.due, owed.owner, owed.done_on) for owed in done] == [
            ("call the union", "2026-11-27", "Rosa quill", "2026-11-24")
        ]
        await pilot.press("a")
        await settled(pilot)
        assert "✓" in rows(app)
        await pilot.press("x")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("ctrl+u")
        await type_text(pilot, f"{tmp_path}/out")
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, TellDialog)
        (file,) = (tmp_path / "out").iterdir()
        assert len(Calendar.from_ical(file.read_bytes()).subcomponents) == 1
        file.write_text("worked in since", "utf-8")
        await pilot.press("enter")
        for key, words in (("escape", "worked in since"), ("enter", "BEGIN:VCALENDAR")):
            await pilot.press("x")
            await settled(pilot)
            await pilot.press("enter")
            await settled(pilot)
            await pilot.press("ctrl+u")
            await type_text(pilot, f"{tmp_path}/out")
            await pilot.press("enter")
            await settled(pilot)
            assert isinstance(app.screen, AskDialog)
            await pilot.press(key)
            await settled(pilot)
            assert file.read_text("utf-8").startswith(words)


async def test_a_follow_up_leads_to_its_note_and_a_new_one_takes_words_for_a_day(
    app_on: AppMaker, harbor_home: Path, settled: Settle
) -> None:
    async with app_on(harbor_home).run_test(size=(140, 40)) as pilot:
        app = await open_view(pilot, settled, FollowUpsScreen)
        await pilot.press("n")
        await settled(pilot)
        await type_text(pilot, "thank the floor")
        await pilot.press("enter")
        await type_text(pilot, "soonish")
        await pilot.press("f2")
        await settled(pilot)
        assert isinstance(app.screen, FormDialog)
        await pilot.press("ctrl+u")
        await type_text(pilot, "next week")
        await pilot.press("f2")
        await settled(pilot)
        assert "Mon 30" in rows(app)
        await pilot.press("home", "enter")
        await settled(pilot)
        assert isinstance(app.screen, NoteScreen)


async def test_the_concerns_register_answers_and_leads_to_the_note(
    app_on: AppMaker, harbor_home: Path, settled: Settle
) -> None:
    async with app_on(harbor_home).run_test(size=(140, 40)) as pilot:
        app = await open_view(pilot, settled, ConcernsScreen)
        assert "The night is too dangerous for this.  1 interview, 1 group" in rows(app)
        assert "□ not for attribution · interview 1 · night dispatcher" in rows(app)
        assert "Suggested by “night”, “dark”." in foot(app)
        answer = "\n".join(line.plain for line in app.screen.query_one("#answer").lines(50))  # type: ignore[attr-defined]
        assert "Do not claim" in answer
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, NoteScreen)


async def test_resources_are_added_filtered_changed_and_removed(
    app_on: AppMaker, harbor_home: Path, settled: Settle
) -> None:
    async with app_on(harbor_home).run_test(size=(80, 24)) as pilot:
        app = await open_view(pilot, settled, ResourcesScreen)
        assert [line.split() for line in rows(app).splitlines()[:2]] == [
            ["East"],
            ["▌", "Harbor", "Shelter", "shelter"],
        ]
        await pilot.press("n")
        await settled(pilot)
        await type_text(pilot, "quiet room")
        await pilot.press("f2")
        await settled(pilot)
        assert isinstance(app.screen, FormDialog)
        await type_text(pilot, " 2")
        await pilot.press("f2")
        await settled(pilot)
        await pilot.press("slash")
        await type_text(pilot, "shelter")
        await pilot.press("enter")
        await settled(pilot)
        assert "quiet" not in rows(app).lower()
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("ctrl+u")
        await type_text(pilot, "Night Shelter")
        await pilot.press("f2")
        await settled(pilot)
        await pilot.press("r")
        await settled(pilot)
        known = await app.ask(lambda workspace: workspace.store.all(Resource, include_deleted=True))
        assert [(each.name, each.deleted) for each in known] == [
            ("Quiet Room", False),
            ("Night Shelter", True),
            ("quiet room 2", False),
        ]


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_what_points_at_a_person_is_chosen_replaced_and_taken_back(
    app_on: AppMaker, harbor_home: Path, settled: Settle, size: tuple[int, int]
) -> None:
    async with app_on(harbor_home).run_test(size=size) as pilot:
        app = await open_view(pilot, settled, IdentifiersScreen)
        assert "2 found" in app.screen.query_one(ContextBar).render().plain
        await pilot.press("enter", "a")
        await settled(pilot)
        assert rows(app).count("●") == 2
        await pilot.press("space")
        await settled(pilot)
        assert rows(app).count("●") == 1
        await pilot.press("enter")
        await settled(pilot)
        notes = await app.ask(lambda workspace: [each.note for each in workspace.store.all(Interview)])
        assert notes == [NOTE.replace("216-555-0143", "Phone 1")]
        await pilot.press("s")
        await settled(pilot)
        assert isinstance(app.screen, TellDialog)
        await pilot.press("escape", "f5")
        await settled(pilot)
        notes = await app.ask(lambda workspace: [each.note for each in workspace.store.all(Interview)])
        assert notes == [NOTE]


async def test_sentences_near_to_a_confidence_say_whose_duty_a_paraphrase_is(
    app_on: AppMaker, harbor_home: Path, settled: Settle
) -> None:
    async with app_on(harbor_home).run_test(size=(80, 24)) as pilot:
        app = await open_view(pilot, settled, NearRepeatsScreen)
        assert "Hours of operation, rationale" in rows(app)
        assert "□ like this, not for attribution" in rows(app)
        assert "A paraphrase can still give somebody away: that is yours to judge." in foot(app)
