"""The place Calls, by keyboard, on a real store with a made-up year of calls."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from leaptui.domain.call_records import Dataset, TypeRule
from leaptui.domain.calls import SetAside
from leaptui.domain.measured import BaseName, RuleSet
from leaptui.domain.records import Engagement
from leaptui.practice.practice_calls import write_practice_calls
from leaptui.services.calls.importing import import_file
from leaptui.services.city.engagements import find_engagement
from leaptui.services.upkeep.homes import open_workspace
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.ask import ErrorDialog
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.dialogs.prompt import PromptDialog
from leaptui.tui.screens.calls.bars import BarsPane
from leaptui.tui.screens.calls.calls import CallsScreen
from leaptui.tui.screens.calls.ledger import LedgerDialog, RulesList
from leaptui.tui.screens.calls.more import PictureScreen
from leaptui.tui.screens.calls.panes import LedgerBlock, MinutesBlock, ShareBlock, WhenBlock
from leaptui.tui.screens.calls.rows import RowsDialog
from leaptui.tui.screens.calls.type_lines import covered
from leaptui.tui.screens.calls.types import TypesDialog
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.block import Block
from leaptui.tui.widgets.empty_state import EmptyState
from leaptui.tui.widgets.pick_list import PickList

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]

PASSPHRASE = "practice makes a city"
ROWS = 4_000


@pytest.fixture(scope="session")
def calls_home(filled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of made-up cities; Harbor Falls has two exports of calls."""
    folder = tmp_path_factory.mktemp("calls")
    home = folder / "home"
    shutil.copytree(filled_home, home)
    with open_workspace(home, PASSPHRASE) as workspace:
        harbor = find_engagement(workspace, "harbor-falls-oh")
        for name, seed in (("calls_2024.csv", 7), ("calls_2025.csv", 2025)):
            write_practice_calls(folder / name, ROWS, seed=seed)
            import_file(workspace, harbor, folder / name)
    return home


async def open_calls(
    app: LeapApp, pilot: Pilot[None], settled: Settle, city: str = "harbor-falls-oh"
) -> CallsScreen:
    await settled(pilot)
    app.open_city(await app.ask(find_engagement, city), "calls")
    await settled(pilot)
    assert isinstance(app.screen, CallsScreen)
    return app.screen


def text_of(block: Block, width: int = 78) -> str:
    return "\n".join(line.plain for line in block.lines(width))


def types_on(app: LeapApp) -> TypesDialog:
    assert isinstance(app.screen, TypesDialog)
    return app.screen


def shown_on(app: LeapApp) -> Screen[Any]:
    return app.screen


def context(app: LeapApp) -> str:
    return app.screen.query_one(ContextBar).lines(300)[0].plain


async def test_a_city_without_calls_says_how_to_begin(
    app_on: AppMaker, calls_home: Path, settled: Settle
) -> None:
    app = app_on(calls_home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_calls(app, pilot, settled, "fenwick-nc")
        words = text_of(screen.query_one("#none EmptyState", EmptyState), 62)
        assert words.startswith("No calls for Fenwick NC yet.")
        assert "I  import the file the city sent" in words
        assert "time zone" not in words
        assert [command.action for command in screen.commands()] == [
            "import_file",
            "requests",
            "history",
        ]
        assert not screen.query_one("#picture").display


async def test_a_city_without_a_time_zone_is_asked_for_it_once(
    app_on: AppMaker, calls_home: Path, settled: Settle
) -> None:
    app = app_on(calls_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        fenwick = await app.ask(find_engagement, "fenwick-nc")
        from dataclasses import replace

        await app.change(
            lambda w: w.store.apply("test", [replace(fenwick, timezone=None)], stream=fenwick.id)
        )
        screen = await open_calls(app, pilot, settled, "fenwick-nc")
        assert "Z  set the time zone" in text_of(screen.query_one("#none EmptyState", EmptyState), 62)
        await pilot.press("z", *"america/d", "right", "enter")
        await settled(pilot)
        assert shown_on(app) is screen
        kept = await app.ask(lambda workspace: workspace.store.get(Engagement, fenwick.id))
        assert kept is not None
        assert kept.timezone == "America/Denver"
        assert "Z" not in [command.key_shown for command in screen.commands()]


async def test_the_picture_says_share_base_and_ledger(
    app_on: AppMaker, calls_home: Path, settled: Settle
) -> None:
    app = app_on(calls_home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_calls(app, pilot, settled)
        picture = screen._picture
        assert picture is not None
        summary, ledger = picture.summary, picture.ledger
        head = text_of(screen.query_one(ShareBlock))
        assert head.startswith(f"{summary.share_of(RuleSet.EXPECTED) * 100:.1f}% eligible")
        assert f"of {summary.base.calls:,} community-initiated incidents, expected rules" in head
        assert text_of(screen.query_one(LedgerBlock)).startswith(
            f"Ledger  {ledger.rows_in:,} rows = {ledger.rows_used:,} used + {ledger.rows_set_aside:,} set aside"
        )
        base = f"base: {summary.base.name.label} {summary.base.calls:,}"
        assert screen.query_one(ContextBar).lines(78)[0].plain.startswith(f"Harbor Falls OH · {base} ")
        assert screen.query_one(BarsPane).rows.size.height >= 4
        assert not screen.query_one(MinutesBlock).display


async def test_v_goes_round_the_rules(app_on: AppMaker, calls_home: Path, settled: Settle) -> None:
    app = app_on(calls_home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_calls(app, pilot, settled)
        seen = []
        for _ in range(3):
            await pilot.press("V")
            await settled(pilot)
            lines = text_of(screen.query_one(ShareBlock)).splitlines()
            seen.append((lines[0].rpartition(", ")[2], [word for word in lines[2].split() if word.isupper()]))
        assert seen == [
            ("broad rules", ["BROAD"]),
            ("narrow rules", ["NARROW"]),
            ("expected rules", ["EXPECTED"]),
        ]


async def test_b_goes_round_the_bases_and_the_figures_follow(
    app_on: AppMaker, calls_home: Path, settled: Settle
) -> None:
    app = app_on(calls_home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_calls(app, pilot, settled)
        counts = {}
        for _ in range(4):
            await pilot.press("b")
            await settled(pilot)
            assert screen._picture is not None
            base = screen._picture.summary.base
            counts[base.name] = base.calls
            assert f"of {base.calls:,} " in text_of(screen.query_one(ShareBlock))
        assert set(counts) == set(BaseName)
        assert (
            counts[BaseName.DISPATCHED]
            < counts[BaseName.COMMUNITY_INITIATED]
            < counts[BaseName.INCIDENTS]
            < counts[BaseName.ALL_ROWS]
        )


async def test_l_opens_the_ledger_and_enter_the_rows_behind_a_line(
    app_on: AppMaker, calls_home: Path, settled: Settle
) -> None:
    app = app_on(calls_home)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await open_calls(app, pilot, settled)
        assert screen._picture is not None
        await pilot.press("l")
        await settled(pilot)
        assert isinstance(app.screen, LedgerDialog)
        lines = [pick.value for pick in app.screen.query_one(RulesList).picks]
        taken = {line.reason: line.takes for line in lines if line.on and line.takes}
        assert taken == {line.reason: line.rows for line in screen._picture.ledger.set_aside}
        assert [line.reason for line in lines] == list(SetAside)
        await pilot.press("home", *["down"] * list(SetAside).index(SetAside.OTHER_AGENCY), "enter")
        await settled(pilot)
        assert isinstance(app.screen, RowsDialog)
        rows: PickList[dict[str, str]] = app.screen.query_one("#rows", PickList)
        assert len(rows.picks) == min(taken[SetAside.OTHER_AGENCY], 200)
        assert {pick.value["set_aside"] for pick in rows.picks} == {"other_agency"}
        await pilot.press("escape", "home", "enter")
        await settled(pilot)
        assert isinstance(app.screen, RowsDialog)
        broken = [pick.value for pick in app.screen.query_one("#rows", PickList).picks]
        assert len(broken) == lines[0].takes
        assert all(int(row["line"]) > 1 and row["reason"] for row in broken)
        assert all(int(row["first_byte"]) < int(row["last_byte"]) for row in broken)
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert shown_on(app) is screen


async def test_s_switches_a_rule_with_a_reason_and_the_figures_follow(
    app_on: AppMaker, calls_home: Path, settled: Settle
) -> None:
    app = app_on(calls_home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_calls(app, pilot, settled)
        assert screen._picture is not None
        before = screen._picture.summary.base.calls
        await pilot.press("l", "end", "s")
        await settled(pilot)
        assert isinstance(app.screen, PromptDialog)
        await pilot.press("enter", *"paper", "enter")
        await settled(pilot)
        assert isinstance(app.screen, LedgerDialog)
        last = app.screen.query_one(RulesList).picks[-1].value
        assert (last.reason, last.on) == (SetAside.FOLLOW_UPS, True)
        assert last.takes > 0
        await pilot.press("home", "s")
        await settled(pilot)
        assert isinstance(app.screen, ErrorDialog), "rows nobody can read cannot be used by choice"
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert shown_on(app) is screen
        assert screen._picture.summary.base.calls == before - last.takes
        assert screen._picture.dataset.rules_reason == "follow_ups: paper"
        await pilot.press("f5")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert screen._picture.summary.base.calls == before


async def test_a_changed_tier_moves_the_figures_and_needs_a_reason(
    app_on: AppMaker, calls_home: Path, settled: Settle
) -> None:
    app = app_on(calls_home)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await open_calls(app, pilot, settled)
        assert screen._picture is not None
        before = screen._picture.summary
        await pilot.press("t")
        await settled(pilot)
        dialog = types_on(app)
        shares = covered(dialog._readings)
        assert shares == sorted(shares)
        assert shares[-1] == pytest.approx(1.0)
        changed = next(reading for reading in dialog._readings if reading.tier.value == "police")
        dialog._types.show(dialog._types._entries, at=changed.type)
        await pilot.press("enter", "right", "f2")
        await settled(pilot)
        form = shown_on(app)
        assert isinstance(form, FormDialog)
        assert form._rows[2]._problem._words == "▲ Needed."
        await pilot.press(*"heard", "f2")
        await settled(pilot)
        assert types_on(app) is dialog
        again = next(reading for reading in dialog._readings if reading.type == changed.type)
        assert (again.tier.value, again.reason, again.decided_by) == ("community_responder", "heard", "local")
        assert dialog._types.pick is not None
        assert dialog._types.pick.key == changed.type
        await pilot.press("escape")
        await settled(pilot)
        after = screen._picture.summary
        assert after.eligible[RuleSet.EXPECTED] == before.eligible[RuleSet.EXPECTED] + changed.calls
        rules = await app.ask(lambda workspace: workspace.store.all(TypeRule))
        assert [(rule.type, rule.tier) for rule in rules] == [(changed.type, "community_responder")]


async def test_d_shows_the_other_export_and_n_gives_it_a_name(
    app_on: AppMaker, calls_home: Path, settled: Settle
) -> None:
    app = app_on(calls_home)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_calls(app, pilot, settled)
        first = context(app)
        await pilot.press("d", "down", "enter")
        await settled(pilot)
        both = await app.ask(lambda workspace: workspace.store.all(Dataset))
        assert screen._picture is not None
        assert {name.file_name for name in both if name.file_name in first + context(app)} == {
            "calls_2024.csv",
            "calls_2025.csv",
        }
        assert screen._picture.dataset.file_name in context(app)
        await pilot.press("n", *"before the change", "enter")
        await settled(pilot)
        assert "before the change" in context(app)


async def test_a_city_chosen_from_here_never_shows_the_figures_of_the_last(
    app_on: AppMaker, calls_home: Path, settled: Settle
) -> None:
    app = app_on(calls_home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_calls(app, pilot, settled)
        app.open_city(await app.ask(find_engagement, "fenwick-nc"), "calls")
        await settled(pilot)
        assert context(app).startswith("Fenwick NC · no calls yet")
        assert not screen.query_one("#picture").display
        assert not screen.query_one("#foot").display


async def test_the_wide_screen_has_numerals_and_minutes(
    app_on: AppMaker, calls_home: Path, settled: Settle
) -> None:
    app = app_on(calls_home)
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await open_calls(app, pilot, settled)
        share = screen.query_one(ShareBlock)
        assert share.size.height == 5
        assert {"┏", "━", "┛"} & set(text_of(share, 136))
        assert screen.query_one(MinutesBlock).display
        assert screen.query_one(MinutesBlock).region.x > screen.query_one(BarsPane).region.x
        ledger = screen.query_one(LedgerBlock)
        assert ledger.region.bottom == 39
        await pilot.press("m")
        await settled(pilot)
        assert isinstance(app.screen, PictureScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert shown_on(app) is screen


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (108, 30)])
async def test_nothing_is_wider_than_the_screen_and_the_ledger_stays(
    app_on: AppMaker, calls_home: Path, settled: Settle, size: tuple[int, int]
) -> None:
    app = app_on(calls_home)
    async with app.run_test(size=size) as pilot:
        screen = await open_calls(app, pilot, settled)
        for block in screen.query(Block):
            assert block.region.right <= size[0]
        assert screen.query_one(LedgerBlock).region.bottom == size[1] - 1
        assert screen.query_one(WhenBlock).region.bottom < screen.query_one(LedgerBlock).region.y
        assert screen.query_one(BarsPane).size.height >= 3
        for keys in (("l", "enter", "escape", "escape"), ("t", "enter", "escape", "escape"), ("m", "escape")):
            for key in keys:
                await pilot.press(key)
                await settled(pilot)
            assert shown_on(app) is screen, keys
