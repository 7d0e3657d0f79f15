"""The practice city."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaptui.domain.errors import StoreUnavailable
from leaptui.services.city.engagements import engagements, find_engagement
from leaptui.services.city.stakeholders import stakeholders
from leaptui.services.demo import DEMO_PASSPHRASE, demo_folder, make_demo
from leaptui.services.interviews.interviews import interviews
from leaptui.services.roadmap.components import roadmap
from leaptui.services.staffing.scenarios import scenarios
from leaptui.services.upkeep.homes import home_folder, make_workspace, open_workspace


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
