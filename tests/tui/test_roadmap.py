"""The place Roadmap by keyboard, on a real store."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from leaptui.domain.records import Excerpt
from leaptui.domain.roadmap_records import Component, Evidence
from leaptui.domain.vocabulary import ComponentStatus, EvidenceKind, PassageKind
from leaptui.services.city.engagements import find_engagement
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.roadmap.components import ComponentView, roadmap
from leaptui.services.roadmap.deciding import set_component
from leaptui.services.upkeep.homes import open_workspace
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.ask import AskDialog
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.dialogs.write import WriteDialog
from leaptui.tui.screens.roadmap.blocks import RoadmapBlock
from leaptui.tui.screens.roadmap.checklists import ChecklistsScreen
from leaptui.tui.screens.roadmap.link import LinkDialog
from leaptui.tui.screens.roadmap.options import OptionsDialog
from leaptui.tui.screens.roadmap.readiness import ReadinessScreen
from leaptui.tui.screens.roadmap.roadmap import RoadmapScreen
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.block import Lines
from leaptui.tui.widgets.pick_list import PickList

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]
PASSPHRASE = "practice makes a city"
NOTE = 'She said "Send somebody who knows her name." about nights.\n!concern nobody is free at night\n> I doubt it\n'


@pytest.fixture
def heard_home(filled_home: Path, tmp_path: Path) -> Path:
    """The made-up cities, with one interview in Harbor Falls that has marks."""
    home = tmp_path / "heard"
    shutil.copytree(filled_home, home)
    with open_workspace(home, PASSPHRASE) as workspace:
        start_interview(
            workspace,
            find_engagement(workspace, "harbor-falls-oh"),
            title="Night dispatcher",
            held_on="2026-11-20",
            attribution="role_only",
            note=NOTE,
        )
    return home


def said(app: LeapApp, width: int = 78) -> str:
    """All that the blocks of the screen say."""
    return "\n".join(
        line.plain for block in app.screen.query(RoadmapBlock) if block.display for line in block.lines(width)
    )


async def open_roadmap(pilot: Pilot[None], settled: Settle) -> LeapApp:
    await settled(pilot)
    await pilot.press("down", "enter")
    await settled(pilot)
    await pilot.press("6")
    await settled(pilot)
    app = pilot.app
    assert isinstance(app, LeapApp)
    assert isinstance(app.screen, RoadmapScreen)
    return app


async def type_text(pilot: Pilot[None], text: str) -> None:
    names = {" ": "space", ",": "comma", "-": "minus", ".": "full_stop", "$": "dollar_sign"}
    await pilot.press(*(names.get(character, character) for character in text))


async def state_of(app: LeapApp, key: str) -> ComponentView:
    assert app.city is not None
    views = await app.ask(roadmap, app.city)
    return next(view for view in views if view.guide.key == key)


async def test_it_opens_on_the_first_component_that_is_not_ready(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_roadmap(pilot, settled)
        words = said(app)
        # Agreed, but resting on nothing: that is not ready, and the next step says so.
        assert "1  Staffing needs   ✓ agreed" in words
        assert "▸ E links what this rests on" in words
        assert "As proposed." in words
        assert "3 of 10 agreed" in app.screen.query_one(ContextBar).lines(80)[0].plain


async def test_brackets_go_round_the_ten_components(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_roadmap(pilot, settled)
        await pilot.press("left_square_bracket")
        await settled(pilot)
        assert "10  Program housing   ○ open" in said(app)
        await pilot.press("right_square_bracket", "right_square_bracket")
        await settled(pilot)
        assert "2  Call volume" in said(app)


async def test_space_ticks_the_item_under_the_cursor_and_opens_it_again(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_roadmap(pilot, settled)
        await pilot.press("down", "space")
        await settled(pilot)
        lines = (await state_of(app, "staffing")).checklist
        assert [line.done for line in lines[:3]] == [False, True, False]
        assert "1 of 10" in said(app)
        await pilot.press("space")
        await settled(pilot)
        assert (await state_of(app, "staffing")).done == 0


async def test_a_decision_is_made_in_one_form(app_on: AppMaker, filled_home: Path, settled: Settle) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_roadmap(pilot, settled)
        await pilot.press(*["right_square_bracket"] * 3, "d")
        await settled(pilot)
        assert isinstance(app.screen, FormDialog)
        await pilot.press("right", "down", "down")
        await type_text(pilot, "Welfare checks first")
        await pilot.press("down")
        await type_text(pilot, "Ruiz")
        await pilot.press("down")
        await type_text(pilot, "2026-12-12")
        await pilot.press("down")
        await type_text(pilot, "Safest")
        await pilot.press("enter")
        await type_text(pilot, "to begin with.")
        await pilot.press("f2")
        await settled(pilot)
        state = (await state_of(app, "types")).state
        assert state.status is ComponentStatus.PROPOSED
        assert (state.decision, state.owner, state.due) == ("Welfare checks first", "Ruiz", "2026-12-12")
        assert state.rationale == "Safest\nto begin with."
        assert "Safest to begin with." in said(app)
        assert "Ruiz · 12 Dec" in said(app)


async def test_agreeing_without_a_reason_is_refused_beside_the_reason(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_roadmap(pilot, settled)
        await pilot.press(*["right_square_bracket"] * 3, "d")
        await settled(pilot)
        await pilot.press("right", "right", "down", "down")
        await type_text(pilot, "Begin")
        await pilot.press("f2")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, FormDialog)
        told = {row.field.key: row._problem._words for row in form._rows if row._problem._words}
        assert list(told) == ["rationale"]
        assert form.values["decision"] == "Begin"
        assert (await state_of(app, "types")).state.status is ComponentStatus.OPEN


async def test_words_of_an_interview_are_found_by_typing_linked_and_unlinked(
    app_on: AppMaker, heard_home: Path, settled: Settle
) -> None:
    async with app_on(heard_home).run_test(size=(80, 24)) as pilot:
        app = await open_roadmap(pilot, settled)
        await pilot.press("e")
        await settled(pilot)
        assert isinstance(app.screen, LinkDialog)
        found: PickList[object] = app.screen.query_one("#candidates", PickList)
        assert len(found.picks) == 3
        await type_text(pilot, "knows name")
        await settled(pilot)
        assert len(found.picks) == 1
        whole = "\n".join(line.plain for line in app.screen.query_one("#whole", Lines).lines(70))
        assert "“Send somebody who knows her name.”" in whole
        assert "◧ role only: printed with the role only" in whole
        await pilot.press("enter")
        await settled(pilot)
        view = await state_of(app, "staffing")
        assert [link.says for link in view.evidence] == ["Send somebody who knows her name."]
        kept = await app.ask(lambda workspace: workspace.store.all(Excerpt))
        assert [each.passage for each in kept] == [PassageKind.VERBATIM]
        await pilot.press("tab")
        await settled(pilot)
        assert "Night dispatcher · interview 22 · ◧ role only" in said(app)
        await pilot.press("x")
        await settled(pilot)
        assert isinstance(app.screen, AskDialog)
        await pilot.press("enter")
        await settled(pilot)
        assert (await state_of(app, "staffing")).evidence == ()
        assert "Nothing linked yet" in said(app)


async def test_the_reason_has_a_page_and_leaving_keeps_what_was_written(
    app_on: AppMaker, filled_home: Path, tmp_path: Path, settled: Settle
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_roadmap(pilot, settled)
        await pilot.press(*["right_square_bracket"] * 9, "w")
        await settled(pilot)
        assert isinstance(app.screen, WriteDialog)
        await type_text(pilot, "The fire house")
        await pilot.press("enter", "enter")
        await type_text(pilot, "has room.")
        for _ in range(2_000):  # until the fingers have paused
            drafts = await app.ask(lambda workspace: workspace.store.drafts())
            if drafts and drafts[0].text.endswith("room."):
                break
            await pilot.pause()
        assert [draft.text for draft in drafts] == ["The fire house\n\nhas room."]
        await pilot.press("f2")
        await settled(pilot)
        assert (await state_of(app, "housing")).state.rationale == "The fire house\n\nhas room."
        assert await app.ask(lambda workspace: workspace.store.drafts()) == []
        await pilot.press("w")
        await settled(pilot)
        await type_text(pilot, " And a radio.")
        assert app.screen.query_one(TextArea).text.endswith("radio.")
        await pilot.press("ctrl+q")
        await settled(pilot)
    with open_workspace(tmp_path / "store", PASSPHRASE) as workspace:
        kept = workspace.store.all(Component, key="housing")
    assert [each.rationale for each in kept] == ["The fire house\n\nhas room. And a radio."]


async def test_what_is_missing_leads_to_where_it_is_mended_and_the_component_is_read_in_full(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        app = await open_roadmap(pilot, settled)
        await pilot.press("r")
        await settled(pilot)
        assert isinstance(app.screen, ReadinessScreen)
        told = app.screen.query_one(ContextBar).lines(120)[0].plain
        held = [pick.value for pick in app.screen.query_one(PickList).picks if pick.value.holds_up]
        assert f"{sum(each.gate == 'design' for each in held)} before design" in told
        found = app.screen.query_one(PickList)
        keys = [pick.key for pick in found.picks]
        assert {key.partition("/")[0] for key in keys} == {"design", "presenting", "launch"}
        assert found.pick is not None
        assert found.pick.value.gate == "design"
        await pilot.press(
            "g", *["down"] * (keys.index("presenting/component.volume.evidence") - _first(keys))
        )
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, RoadmapScreen)
        assert "2  Call volume   ✓ agreed" in said(app)
        await pilot.press("f")
        await settled(pilot)
        assert isinstance(app.screen, TellDialog)
        assert app.screen._points[0][1] == "As proposed."
        # What is mended on a screen of its own is laid over the list: Esc comes back to it.
        await pilot.press("escape", "r")
        await settled(pilot)
        await pilot.press("g", "g", "down", "enter")
        await settled(pilot)
        assert isinstance(app.screen, ChecklistsScreen)
        await pilot.press("space", "escape")
        await settled(pilot)
        assert isinstance(app.screen, ReadinessScreen)


def _first(keys: list[str]) -> int:
    return next(index for index, key in enumerate(keys) if key.startswith("presenting/"))


async def test_an_option_and_a_checklist_of_her_own_by_keyboard(
    app_on: AppMaker, heard_home: Path, settled: Settle
) -> None:
    async with app_on(heard_home).run_test(size=(80, 24)) as pilot:
        app = await open_roadmap(pilot, settled)
        await pilot.press(*["right_square_bracket"] * 3, "o")
        await settled(pilot)
        assert isinstance(app.screen, OptionsDialog)
        await pilot.press("right", "enter")
        await settled(pilot)
        assert (await state_of(app, "types")).state.option == "community"
        assert "● Disputes, noise, trespass and welfare" in said(app)
        await pilot.press("c")
        await settled(pilot)
        assert isinstance(app.screen, ChecklistsScreen)
        await pilot.press("n")
        await settled(pilot)
        await type_text(pilot, "hear the late shift")
        await pilot.press("f2")
        await settled(pilot)
        await pilot.press("u")
        await settled(pilot)
        await pilot.press("space", "down", "down", "x")
        await settled(pilot)
        lines = (await state_of(app, "types")).checklist
        assert [line.key for line in lines][:2] == ["own-hear-the-late-shift", "rank"]
        assert [line.done for line in lines][:2] == [True, False]
        assert "harm" not in {line.key for line in lines}
        await pilot.press("escape", "left_square_bracket")
        await settled(pilot)
        assert isinstance(app.screen, RoadmapScreen)


async def test_a_stale_component_says_why_until_it_is_said_to_hold(
    app_on: AppMaker, filled_home: Path, settled: Settle, tmp_path: Path
) -> None:
    home = tmp_path / "stale"
    shutil.copytree(filled_home, home)
    with open_workspace(home, PASSPHRASE) as workspace:
        city = find_engagement(workspace, "harbor-falls-oh")
        for option in ("weekdays", "around_the_clock"):
            set_component(workspace, city, "hours", {"status": "proposed", "option": option})
            if option == "weekdays":
                set_component(workspace, city, "cost", {"status": "proposed", "decision": "$4M"})
        set_component(workspace, city, "training", {"status": "deferred"})
    async with app_on(home).run_test(size=(140, 40)) as pilot:
        app = await open_roadmap(pilot, settled)
        await pilot.press(*["right_square_bracket"] * 5)
        await settled(pilot)
        assert "Hours of operation was changed on" in said(app)
        assert "○ General fund" in said(app)
        assert "▲ 1 stale" in said(app)
        await pilot.press("s")
        await settled(pilot)
        assert "Hours of operation was changed on" not in said(app)
        await pilot.press(*["right_square_bracket"] * 3)
        await settled(pilot)
        assert "→ deferred" in said(app)
        await pilot.press("p")
        await settled(pilot)
        assert isinstance(app.screen, ChecklistsScreen)
        under = app.screen.query_one(PickList).pick
        assert under is not None
        assert under.key == "phase:data/calls_report"


async def test_a_component_chosen_in_the_city_is_the_one_shown(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    async with app_on(filled_home).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        await pilot.press("c", "down", "down", "enter")
        await settled(pilot)
        app = pilot.app
        assert isinstance(app, LeapApp)
        assert "3  Hours of operation" in said(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (140, 40)])
async def test_what_must_be_seen_is_seen_at_every_size(
    app_on: AppMaker, heard_home: Path, settled: Settle, size: tuple[int, int]
) -> None:
    async with app_on(heard_home).run_test(size=size) as pilot:
        app = await open_roadmap(pilot, settled)
        await pilot.press("e")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        strips = app.screen._compositor.render_strips()
        screen = ["".join(segment.text for segment in strip) for strip in strips]
        for words in (
            "Staffing needs",
            "✓ agreed",
            "▸ ",
            "As proposed.",
            "Checklist",
            "Evidence",
            "✓ fresh",
            "F1 help",
        ):
            assert any(words in line for line in screen), (words, screen)


PAYLOADS = (
    "[/] [b [red]Fire[/red] $primary {0} %s",
    "\x1b]52;c;aGFjaw==\x07Zq\x1b[2J\x9b31m\u202egnp.exe tab\tline\nbreak",
    "中文 👩‍👩‍👧 e\u0301 " + "x" * 2_000,
)


@pytest.mark.thorough
@pytest.mark.parametrize("payload", PAYLOADS, ids=["markup", "escapes", "wide and long"])
async def test_hostile_words_in_decisions_and_evidence_are_words(
    app_on: AppMaker, filled_home: Path, tmp_path: Path, settled: Settle, payload: str
) -> None:
    home = tmp_path / "hostile"
    shutil.copytree(filled_home, home)
    with open_workspace(home, PASSPHRASE) as workspace:
        city = find_engagement(workspace, "harbor-falls-oh")
        talk = start_interview(workspace, city, held_on="2026-11-20")
        said_there = Excerpt(id="x1", engagement=city.id, interview=talk.id, text=payload)
        workspace.store.apply(
            "test",
            [
                Component(
                    id=f"{city.id}:staffing",
                    engagement=city.id,
                    key="staffing",
                    decision=payload,
                    rationale=payload,
                    owner=payload,
                    due="2026-11-01",
                ),
                said_there,
                *(
                    Evidence(
                        id=f"v{kind}",
                        engagement=city.id,
                        component="staffing",
                        source_kind=kind,
                        source=said_there.id if kind is EvidenceKind.EXCERPT else payload,
                        seen=payload,
                    )
                    for kind in EvidenceKind
                ),
            ],
            stream=city.id,
        )
    async with app_on(home).run_test(size=(140, 40)) as pilot:
        app = await open_roadmap(pilot, settled)
        for keys in (
            ("tab",),
            ("down",),
            ("f",),
            ("escape", "d"),
            ("escape", "w"),
            ("escape", "e"),
            ("escape", "7"),
        ):
            await pilot.press(*keys)
            await settled(pilot)
            strips = app.screen._compositor.render_strips()
            sent = "".join(segment.text for strip in strips for segment in strip)
            assert not set(sent) & set("\x1b\x07\x9b\u202e\t\n"), keys
        await pilot.press("6")
        await pilot.resize_terminal(60, 20)
        await settled(pilot)
        assert "Staffing needs" in said(app, 58)
