"""The practice city."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from leaptui.domain.errors import StoreUnavailable
from leaptui.domain.records import Excerpt
from leaptui.domain.vocabulary import QuoteStatus
from leaptui.services.city.engagements import engagements, find_engagement
from leaptui.services.city.stakeholders import stakeholders
from leaptui.services.demo import DEMO_PASSPHRASE, demo_folder, make_demo
from leaptui.services.interviews.interviews import interviews
from leaptui.services.interviews.quotes import set_approval
from leaptui.services.roadmap.components import component, roadmap, still_holds
from leaptui.services.roadmap.deciding import set_component
from leaptui.services.roadmap.findings import Finding, Gate
from leaptui.services.roadmap.readiness import findings
from leaptui.services.staffing.scenarios import scenarios
from leaptui.services.upkeep.homes import home_folder, make_workspace, open_workspace
from leaptui.services.workspace import Workspace


@pytest.fixture(scope="module")
def practice_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("demo") / "practice"
    assert make_demo(home)
    return home


def test_harbor_falls_is_worked_through(practice_home: Path) -> None:
    with open_workspace(practice_home, DEMO_PASSPHRASE) as workspace:
        city = find_engagement(workspace, "harbor-falls-oh")
        assert len(stakeholders(workspace, city)) >= 12
        assert len(interviews(workspace, city)) == 8
        views = roadmap(workspace, city)
        assert {view.state.status.value for view in views} == {"open", "proposed", "agreed", "blocked"}
        # Priced before the hours were changed, and not looked at since: it shows what that looks like.
        assert [view.guide.key for view in views if view.stale] == ["cost"]
        assert [each.key for view in views for each in view.changed] == ["hours"]
        agreed = {view.guide.key: view.state.decided_on for view in views if view.state.decided_on}
        assert agreed == {"volume": "2026-11-20", "responders": "2026-11-13", "training": "2026-11-18"}
        assert sum(bool(view.state.dissent) for view in views) == 3
        assert [line.text for view in views for line in view.checklist if line.own] == [
            "Hear the late shift at the bus station"
        ]
        plans = scenarios(workspace, city)
        assert [(view.scenario.name, view.scenario.for_roadmap, view.changed) for view in plans] == [
            ("Ten to ten", True, ()),
            ("Around the clock", False, ()),
        ]
        assert workspace.store.check(log=True).sound
        assert "redmond-kirkland-wa" in {each.slug for each in engagements(workspace)}


def test_it_is_made_once_and_leaves_no_export_behind(practice_home: Path) -> None:
    before = sorted(path.name for path in practice_home.iterdir())
    assert not make_demo(practice_home)
    assert sorted(path.name for path in practice_home.iterdir()) == before
    assert not [name for name in before if name.endswith((".csv", ".making"))]


def test_it_never_touches_another_store(tmp_path: Path) -> None:
    home = tmp_path / "mine"
    make_workspace(home, "my own")[0].close()
    with pytest.raises(StoreUnavailable, match="not the practice city"):
        make_demo(home)
    with open_workspace(home, "my own") as workspace:
        assert engagements(workspace) == []


def test_its_folder_is_the_one_named_or_beside_her_own(tmp_path: Path) -> None:
    assert demo_folder(tmp_path / "named") == tmp_path / "named"
    own = home_folder("")
    assert demo_folder(own) != own
    assert demo_folder(own).parent == own.parent


@pytest.fixture
def practice(practice_home: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A copy of it, to be worked on."""
    shutil.copytree(practice_home, tmp_path / "copy")
    with open_workspace(tmp_path / "copy", DEMO_PASSPHRASE) as workspace:
        yield workspace


def lacking(workspace: Workspace, *, quick: bool = False) -> dict[str, Finding]:
    city = find_engagement(workspace, "harbor-falls-oh")
    return {each.key: each for each in findings(workspace, city, with_quality=not quick)}


def test_its_roadmap_is_told_what_each_gate_lacks(practice: Workspace) -> None:
    found = lacking(practice)
    assert found["calls.mapping"].text.endswith("95% are needed before a figure is final")
    assert found["equity.districts"].place == "interviews/districts"
    assert found["quality.response"].holds_up is False
    assert "from “Weekday daytime” to “Ten to twelve hours" in found["component.cost.stale.hours"].text
    assert found["component.training.one_sided"].holds_up is False
    assert "heard.police_union" in found
    quotes = [each for key, each in found.items() if key.startswith("quote.")]
    assert quotes
    assert all(each.place == "interviews/passages" for each in quotes)


def test_what_is_mended_is_no_longer_missing(practice: Workspace) -> None:
    city = find_engagement(practice, "harbor-falls-oh")
    before = lacking(practice, quick=True)
    key = next(each for each in before if each.startswith("quote."))
    passage = practice.store.get(Excerpt, key.removeprefix("quote."))
    assert passage is not None
    asked = set_approval(practice, passage, QuoteStatus.ASKED.value, channel="email")
    told = lacking(practice, quick=True)[key]
    assert told.text.endswith("no answer is noted")
    set_approval(practice, asked, QuoteStatus.APPROVED.value, channel="email")
    still_holds(practice, city, "cost")
    set_component(practice, city, "liability", {"status": "deferred", "due": "2027-02-01"})
    set_component(practice, city, "types", {"status": "agreed"})
    after = lacking(practice, quick=True)
    assert set(before) - set(after) == {
        key,
        "component.cost.stale.hours",
        "component.liability.open",
        "component.types.open",
    }
    # Training is agreed and rests on liability, which is put off now.
    new = {"component.liability.put_off", "component.training.stale.liability"}
    assert set(after) - set(before) == new
    assert after["component.liability.put_off"].gate is Gate.LAUNCH
    assert component(practice, city, "types").state.decided_on is not None


def test_what_the_store_holds_of_an_agreement_is_checked_again_each_time(practice: Workspace) -> None:
    city = find_engagement(practice, "harbor-falls-oh")
    state = component(practice, city, "responders").state
    practice.store.apply("set component", [replace(state, owner="", decided_on=None)], stream=city.id)
    found = lacking(practice, quick=True)
    assert found["component.responders.owner"].text == "5 Number of responders is agreed without an owner"
    assert found["component.responders.day"].holds_up is False
    assert len(roadmap(practice, city)) == 10
