"""Passages and themes by keyboard, on a real store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Input

from leaptui.domain.attribution import Attribution
from leaptui.domain.records import CityTheme, Engagement, Excerpt, Interview
from leaptui.domain.roadmap_records import Evidence
from leaptui.domain.vocabulary import PassageKind, QuoteStatus, Stance
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.interviews.excerpt_marking import add_excerpt
from leaptui.services.interviews.interviews import find_interview, save_note, start_interview
from leaptui.services.interviews.themes import Themes, ThemeView, add_theme
from leaptui.services.workspace import Workspace
from leaptui.tui.app import LeapApp
from leaptui.tui.screens.city.themes import CityThemesScreen
from leaptui.tui.screens.interviews.interviews import InterviewsScreen
from leaptui.tui.screens.interviews.note import NoteScreen
from leaptui.tui.screens.interviews.passages import PassagesScreen
from leaptui.tui.screens.interviews.theme_pick import Pickable, ThemePicker, pickable, ranked
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.note_area import NoteArea
from tests.quick_stores import make_workspace
from tests.tui.conftest import PASSPHRASE

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]

NOTE = """\
They wait for hours at night. #NEED-night
"We park them outside and hope." #disp-trust
> Trust problem is radio, not people.
The bus stops at nine o'clock every day.

[off] He named [the] dispatcher.
"""
MARKED = ("They wait for hours at night.", "We park them outside and hope.", "He named [the] dispatcher.")


@pytest.fixture(scope="module")
def coded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city with one interview and three passages."""
    home = tmp_path_factory.mktemp("coded") / "home"
    workspace, _ = make_workspace(home, PASSPHRASE)
    with workspace:
        city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
        dana = add_stakeholder(workspace, city, "Dana Okafor", role="night dispatcher", group="dispatch")
        talk = start_interview(workspace, city, people=[dana], held_on="2026-11-18", note=NOTE)
        for words in MARKED:
            start = NOTE.index(words)
            add_excerpt(workspace, city, talk, start, start + len(words))
    return home


async def opened(pilot: Pilot[None], settled: Settle, *keys: str) -> LeapApp:
    app = pilot.app
    assert isinstance(app, LeapApp)
    await settled(pilot)
    for key in ("enter", "3", *keys):
        await pilot.press(key)
        await settled(pilot)
    return app


async def pressed(pilot: Pilot[None], settled: Settle, *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def kept(app: LeapApp) -> list[Excerpt]:
    return await app.ask(lambda workspace: workspace.store.all(Excerpt))


def shown(app: LeapApp) -> str:
    """What is drawn on the screen at the front."""
    said = [each.render() for each in app.screen.query("Drawn, Lines, PickList, Words, EmptyState")]
    return "\n".join(words.plain for words in said if isinstance(words, Content))


async def test_a_passage_is_coded_by_single_keys(app_on: AppMaker, coded_home: Path, settled: Settle) -> None:
    async with app_on(coded_home).run_test(size=(80, 24)) as pilot:
        app = await opened(pilot, settled, "c")
        assert isinstance(app.screen, PassagesScreen)
        assert "“ We park them outside and hope." in shown(app)
        assert "⊠ OFF He named [the] dispatcher." in shown(app)
        await pressed(pilot, settled, "down", "s", "s", "plus", "plus", "minus", "plus", "c", "w")
        said = (await kept(app))[1]
        assert (said.stance, said.strength, said.concern) == (Stance.CONDITION, 2, True)
        assert said.passage is PassageKind.PARAPHRASE
        await pressed(pilot, settled, "w", "w", "l", "home", "down", "down", "enter")
        await pressed(pilot, settled, "p", "down", "down", "down", "enter", "a", "down", "enter", "f2")
        said = (await kept(app))[1]
        assert said.passage is PassageKind.VERBATIM
        assert said.attribution is Attribution.ROLE_ONLY
        assert (said.component, said.quote_status, said.quote_on) == (
            "hours",
            QuoteStatus.ASKED,
            "2026-11-24",
        )
        assert "○ asked" in shown(app)
        await pressed(pilot, settled, "e", "enter")
        linked = await app.ask(lambda workspace: workspace.store.all(Evidence))
        assert [(each.component, each.source) for each in linked] == [("hours", said.id)]
        assert (await kept(app))[0].stance is None


async def test_themes_by_letters_several_by_tab_a_new_one_and_the_last_ones_again(
    app_on: AppMaker, coded_home: Path, settled: Settle
) -> None:
    async with app_on(coded_home).run_test(size=(140, 40)) as pilot:
        app = await opened(pilot, settled, "c", "t")
        assert isinstance(app.screen, ThemePicker)
        assert "#NEED-night" in shown(app)
        await pressed(pilot, settled, *"bus", "enter")
        assert (await kept(app))[0].themes == ("NEED-night", "bus")
        await pressed(pilot, settled, "t", *"EQUITY", "tab", *"polit", "enter", "down", "full_stop")
        first, second, _ = await kept(app)
        assert first.themes == ("NEED-night", "bus", "EQUITY", "POLITICS")
        assert second.themes == ("DISP-trust", "NEED-night", "bus", "EQUITY", "POLITICS")
        await pressed(pilot, settled, "t", "escape")
        assert (await kept(app))[1] == second
        assert "verbatim: may stand in quotation marks" in shown(app)


async def test_a_selection_becomes_a_passage_with_a_theme_in_three_keys(
    app_on: AppMaker, coded_home: Path, settled: Settle
) -> None:
    async with app_on(coded_home).run_test(size=(80, 24)) as pilot:
        app = await opened(pilot, settled, "enter")
        assert isinstance(app.screen, NoteScreen)
        area = app.screen.query_one(NoteArea)
        area.focus()
        area.move_cursor((3, 0))
        area.move_cursor((3, len("The bus stops at nine o'clock")), select=True)
        await pressed(pilot, settled, "f4", "e", "enter")
        made = (await kept(app))[-1]
        assert (made.text, made.passage) == ("The bus stops at nine o'clock", PassageKind.PARAPHRASE)
        assert made.themes == ("EQUITY",)
        await pressed(pilot, settled, "home", "shift+down", "f4", "escape")
        assert len(await kept(app)) == 4
        area.move_cursor((1, 5))
        await pressed(pilot, settled, "X", "f4", "enter")
        assert len(await kept(app)) == 4, "it was a passage already"
        said = (await kept(app))[1]
        assert (said.text, said.passage) == ("We pXark them outside and hope.", PassageKind.VERBATIM)


async def test_what_is_lost_is_placed_again_or_stays_as_it_was(
    app_on: AppMaker, coded_home: Path, settled: Settle
) -> None:
    async with app_on(coded_home).run_test(size=(80, 24)) as pilot:
        app = await opened(pilot, settled, "c")
        changed = NOTE.replace(MARKED[0], "Somebody sits there until morning.").replace(MARKED[2], "Nothing.")

        def edit(workspace: Workspace) -> None:
            city = workspace.store.all(Engagement)[0]
            save_note(workspace, find_interview(workspace, city, "1").interview, changed)

        await app.change(edit)
        await settled(pilot)
        assert "▲ 2 lost" in app.screen.query_one(ContextBar).render().plain
        await pressed(pilot, settled, "end", "r", "home", "enter")
        assert "▲ 1 lost" in app.screen.query_one(ContextBar).render().plain
        await pressed(pilot, settled, "up", "r", "enter")
        first, _, last = await kept(app)
        note = (await app.ask(lambda workspace: workspace.store.all(Interview)))[0].note
        assert first.text == "Somebody sits there until morning."
        assert first.start is not None
        assert note[first.start : first.end].startswith("Somebody sits")
        assert (last.text, last.start, last.before) == (MARKED[2], None, "")
        await pressed(pilot, settled, "r")
        assert isinstance(app.screen, PassagesScreen), "only a lost passage is placed again"


async def test_the_list_is_filtered_leads_to_the_note_and_forgets_what_is_removed(
    app_on: AppMaker, coded_home: Path, settled: Settle
) -> None:
    async with app_on(coded_home).run_test(size=(80, 24)) as pilot:
        app = await opened(pilot, settled, "c", "slash", *"verb", "enter")
        assert "They wait" not in shown(app)
        await pressed(pilot, settled, "slash", "escape", "down", "enter")
        assert isinstance(app.screen, NoteScreen)
        assert app.screen.query_one(NoteArea).cursor_location == (1, 1)
        await pressed(pilot, settled, "escape", "x")
        assert [each.text for each in await kept(app)] == [MARKED[0], MARKED[2]]
        await pressed(pilot, settled, "x", "x")
        assert "No passage is marked yet." in shown(app)
        await pressed(pilot, settled, "x", "s", "escape")
        assert isinstance(app.screen, InterviewsScreen)


async def test_themes_are_nested_merged_parted_split_and_renamed(
    app_on: AppMaker, coded_home: Path, settled: Settle
) -> None:
    async with app_on(coded_home).run_test(size=(80, 24)) as pilot:
        app = await opened(pilot, settled, "c", "m")
        assert isinstance(app.screen, CityThemesScreen)

        async def own() -> dict[str, tuple[str, str]]:
            made = await app.ask(lambda workspace: workspace.store.all(CityTheme))
            return {each.key: (each.parent, each.merged_into) for each in made}

        await pressed(pilot, settled, "n", *"ride", "f2", "u", "home")
        await pressed(pilot, settled, "p", *"youth", "enter")
        assert await own() == {"ride": ("", ""), "NEED-night": ("NEED-youth", "")}
        await pressed(pilot, settled, "home", "down", "p", "enter")
        assert (await own())["NEED-night"] == ("", "")
        await pressed(pilot, settled, "end", "m", *"nnight", "enter")
        assert (await own())["DISP-trust"] == ("", "NEED-night")
        assert "= DISP-trust" in shown(app)
        await pressed(pilot, settled, "end", "s")
        assert (await own())["DISP-trust"] == ("", "")
        await pressed(pilot, settled, "home", "s", *"late", "enter", "space", "f2")
        assert (await own())["late"] == ("NEED-night", "")
        assert (await kept(app))[0].themes == ("NEED-night", "late")
        await pressed(pilot, settled, "home", "r", *"!", "enter", "enter")
        assert isinstance(app.screen, PassagesScreen)
        assert "They wait" in shown(app)
        assert "We park" not in shown(app)


async def test_what_a_service_refuses_is_said_and_nothing_is_lost(
    app_on: AppMaker, coded_home: Path, settled: Settle
) -> None:
    async with app_on(coded_home).run_test(size=(80, 24)) as pilot:
        app = await opened(pilot, settled, "c", "m", "n", *"9 lives", "f2")
        assert "cannot be the key of a theme" in shown(app)
        await pressed(pilot, settled, "enter", "n", *"[b]", "f2")
        assert "cannot be the key of a theme" in shown(app)
        await pressed(pilot, settled, "enter")
        assert isinstance(app.screen, CityThemesScreen)


def themes_of(*keys: str) -> Pickable:
    known = Themes((), (), keys)
    views: list[ThemeView] = [known.view(key) for key in keys]
    return Pickable(tuple(views), ("NEED-night",))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "NEED-night"),
        ("need-y", "NEED-youth"),
        ("#need-y", "NEED-youth"),
        ("night", "NEED-night"),
        ("trust", "TRUST-911"),
        ("disp tr", "DISP-trust"),
        ("ntn", "NEED-transport"),
        ("9", "TRUST-911"),
        ("rus", "DISP-trust"),
    ],
)
def test_the_closest_theme_stands_first(typed: str, first: str) -> None:
    known = themes_of("NEED-youth", "NEED-transport", "DISP-trust", "TRUST-911", "NEED-night")
    assert ranked(known, typed)[0].key == first


def test_what_fits_nothing_finds_nothing() -> None:
    assert ranked(themes_of("NEED-youth"), "qqq") == []


async def test_the_picker_without_a_match_offers_a_new_theme_only_where_one_may_be_new(
    app_on: AppMaker, coded_home: Path, settled: Settle
) -> None:
    async with app_on(coded_home).run_test(size=(80, 24)) as pilot:
        app = await opened(pilot, settled, "c", "t", *"qqq")
        assert "a new theme #qqq" in shown(app)
        await pressed(pilot, settled, "escape")
        app.push_screen(ThemePicker("Into which?", themes_of("NEED-youth"), one=True))
        await pressed(pilot, settled, *"qqq")
        assert "a new theme" not in shown(app)
        assert app.screen.query_one(Input).value == "qqq"


def test_a_theme_added_for_the_city_is_offered(tmp_path: Path) -> None:
    workspace, _ = make_workspace(tmp_path / "home", PASSPHRASE)
    with workspace:
        city = add_engagement(workspace, "Harbor Falls, OH")
        add_theme(workspace, city, "rides", label="A ride home")
        assert "rides" in [view.key for view in pickable(workspace, city).themes]
