"""Going through the call types by keyboard: accept, decide, take over, clusters, rules, samples."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from leaptui.domain.call_records import TypeRule, TypeSample
from leaptui.services.calls.importing import import_file
from leaptui.services.city.engagements import add_engagement, find_engagement
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.dialog import Words
from leaptui.tui.screens.calls.type_clusters import ClustersDialog
from leaptui.tui.screens.calls.type_sample import SampleDialog
from leaptui.tui.screens.calls.types import TypesDialog
from leaptui.tui.screens.help import HelpScreen
from leaptui.tui.widgets.block import Block, Lines
from tests.quick_stores import make_workspace

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]

PASSPHRASE = "practice makes a city"
TYPES = {
    "WELFARE CHECK": 24,
    "UNWANTED GUEST": 12,
    "MARINA COMPLAINT": 9,
    "WELFARE CHECKS": 6,
    "FIGHT": 5,
    "Welfare chk": 3,
}
"""Type and calls. No pattern has the marina."""


def rows() -> Iterator[str]:
    yield "Incident Number,Received,Call Type,Type Code,Disposition"
    number = 0
    for name, calls in TYPES.items():
        for at in range(calls):
            number += 1
            yield f"25-{number:05d},2025-0{at % 9 + 1}-0{at % 7 + 1} {at % 24:02d}:15,{name},{name[:4].upper()},ADV"


@pytest.fixture(scope="module")
def types_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one city and 59 calls."""
    folder = tmp_path_factory.mktemp("types")
    workspace, _ = make_workspace(folder / "home", PASSPHRASE)
    with workspace:
        city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
        (folder / "calls.csv").write_text("\n".join(rows()), encoding="utf-8")
        import_file(workspace, city, folder / "calls.csv")
    return folder / "home"


async def open_types(app: LeapApp, pilot: Pilot[None], settled: Settle) -> TypesDialog:
    await settled(pilot)
    app.open_city(await app.ask(find_engagement, "harbor-falls-oh"), "calls")
    await settled(pilot)
    await pilot.press("t")
    await settled(pilot)
    assert isinstance(app.screen, TypesDialog)
    return app.screen


def said(screen: TypesDialog | ClustersDialog | SampleDialog, selector: str) -> str:
    return screen.query_one(selector, Words)._words


def lines_of(block: Block) -> str:
    return "\n".join(line.plain for line in block.lines(block.size.width))


def shares(screen: TypesDialog) -> str:
    return lines_of(screen.query_one("#shares", Lines)).replace("\n", " · ")


async def rules_in(app: LeapApp) -> dict[str, TypeRule]:
    found = await app.ask(lambda workspace: workspace.store.all(TypeRule))
    return {rule.type: rule for rule in found}


async def test_one_key_accepts_and_goes_on_and_an_unmapped_type_is_refused(
    app_on: AppMaker, types_home: Path, settled: Settle
) -> None:
    app = app_on(types_home)
    async with app.run_test(size=(120, 36)) as pilot:
        dialog = await open_types(app, pilot, settled)
        assert "6 types of 59 community-initiated incidents" in said(dialog, "#concerning")
        assert "with a tier 84.7%, decided here 0.0%" in shares(dialog)
        await pilot.press("a")
        await settled(pilot)
        assert dialog._types.pick is not None
        assert dialog._types.pick.key == "UNWANTED GUEST"
        assert "with a tier 84.7%, decided here 40.7%" in shares(dialog)
        await pilot.press("down", "a")
        await settled(pilot)
        assert app.screen is not dialog
        await pilot.press("escape")
        await settled(pilot)
        rules = await rules_in(app)
        assert list(rules) == ["WELFARE CHECK"]
        assert rules["WELFARE CHECK"].tier == "community_responder"
        # Two more of the same words are proposed what was decided, and nothing is decided silently.
        assert "◇" in dialog._draw(dialog._types.picks[3].value, 100)[0].plain
        await pilot.press("u")
        await settled(pilot)
        keys = [pick.key for pick in dialog._types.picks]
        assert keys[0] == "UNWANTED GUEST"
        assert keys[-1] == "WELFARE CHECK"


async def test_a_decision_with_all_its_fields_is_kept_and_shown(
    app_on: AppMaker, types_home: Path, settled: Settle
) -> None:
    app = app_on(types_home)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = await open_types(app, pilot, settled)
        await pilot.press("slash", *"marina", "enter")
        await settled(pilot)
        assert [pick.key for pick in dialog._types.picks] == ["MARINA COMPLAINT"]
        assert "No pattern has these words." in said(dialog, "#because")
        assert "Codes: MARI 9." in said(dialog, "#because")
        await pilot.press("enter")
        await settled(pilot)
        for keys in (["right"], ["right"], list("berths"), list("M. Ruiz"), [], list("boat adrift")):
            await pilot.press(*keys, "tab")
        for keys in (list("60"), list("45"), list("75"), ["right"]):
            await pilot.press(*keys, "tab")
        await pilot.press(*"2025-05-01", "f2")
        await settled(pilot)
        assert app.screen is dialog
        rule = (await rules_in(app))["MARINA COMPLAINT"]
        assert (rule.tier, rule.confidence, rule.reason) == ("community_responder", "somewhat", "berths")
        assert (rule.decided_by, rule.disqualifiers) == ("M. Ruiz", ("boat adrift",))
        assert (rule.share_eligible, rule.share_low, rule.share_high) == (60, 45, 75)
        assert (rule.narrow, rule.effective_from, rule.effective_to) == ("yes", "2025-05-01", None)
        before, since = (pick.value[0] for pick in dialog._types.picks)
        assert (before.effective_to, since.effective_from) == ("2025-04-30", "2025-05-01")
        assert (before.tier.value, since.tier.value) == ("unmapped", "community_responder")
        assert before.calls + since.calls == 9
        await pilot.press("down")
        await settled(pilot)
        assert "60% (45 to 75%) of its calls would pass the screen." in said(dialog, "#because")
        assert "Not where: boat adrift." in said(dialog, "#because")


async def test_a_cluster_is_decided_at_once_and_each_type_gets_its_own_rule(
    app_on: AppMaker, types_home: Path, settled: Settle
) -> None:
    app = app_on(types_home)
    async with app.run_test(size=(120, 36)) as pilot:
        await open_types(app, pilot, settled)
        await pilot.press("l")
        await settled(pilot)
        clusters = app.screen
        assert isinstance(clusters, ClustersDialog)
        assert "WELFARE CHECKS 6 responder; Welfare chk 3 responder" in said(clusters, "#members")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("tab", "tab", *"agreed", "f2")
        await settled(pilot)
        assert isinstance(app.screen, TypesDialog)
        rules = await rules_in(app)
        assert {name: rule.reason for name, rule in rules.items()} == dict.fromkeys(
            ("WELFARE CHECK", "WELFARE CHECKS", "Welfare chk"), "agreed"
        )
        await pilot.press("w")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "WELFARE CHECK" not in await rules_in(app)


async def test_three_rule_sets_stand_side_by_side_and_v_switches(
    app_on: AppMaker, types_home: Path, settled: Settle
) -> None:
    app = app_on(types_home)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = await open_types(app, pilot, settled)
        assert "narrow 76.3% · expected 76.3% · broad 76.3%" in shares(dialog)
        assert dialog._rules.value == "expected"
        await pilot.press("v")
        assert dialog._rules.value == "broad"
        await pilot.press("f1")
        await settled(pilot)
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        await settled(pilot)
        line = dialog._draw(dialog._types.picks[0].value, 74)[0].plain
        assert "NEB" in line


async def test_a_sample_is_read_by_keys_and_its_share_taken_over(
    app_on: AppMaker, types_home: Path, settled: Settle
) -> None:
    app = app_on(types_home)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = await open_types(app, pilot, settled)
        await pilot.press("down", "s", *"K. Oduya", "enter")
        await settled(pilot)
        sample = app.screen
        assert isinstance(sample, SampleDialog)
        assert "Call 1 of 12" in said(sample, "#concerning")
        assert "UNWANTED GUEST" in lines_of(sample.query_one("#call", Block))
        await pilot.press(*"eennu", "left_square_bracket", "e")
        await settled(pilot)
        kept = (await app.ask(lambda workspace: workspace.store.all(TypeSample)))[0]
        assert [word[0] for word in kept.verdicts] == ["e", "e", "n", "n", "e"]
        await pilot.press(*"eeeeeee", "n", "n")
        await settled(pilot)
        kept = (await app.ask(lambda workspace: workspace.store.all(TypeSample)))[0]
        assert (len(kept.verdicts), kept.verdicts[-1]) == (12, "eligible")
        assert "All are read" in said(sample, "#concerning")
        await pilot.press("a")
        await settled(pilot)
        assert app.screen is dialog
        rule = (await rules_in(app))["UNWANTED GUEST"]
        assert (rule.share_eligible, rule.share_low, rule.share_high) == (83, 55, 96)
        assert rule.tier == "community_responder"
