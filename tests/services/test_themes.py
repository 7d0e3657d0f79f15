"""Themes: own ones, nested, merged, parted and split, without losing a mark."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.records import CityTheme, Engagement, Excerpt, Interview
from leaptui.practice.content import Theme
from leaptui.services.city.engagements import add_engagement
from leaptui.services.interviews.excerpt_marking import add_excerpt
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.interviews.themes import (
    Themes,
    ThemeView,
    add_theme,
    find_theme,
    merge_themes,
    nest_theme,
    part_theme,
    rename_theme,
    split_theme,
    theme_list,
    themes,
)
from leaptui.services.workspace import Workspace

NOTE = "They wait. #NEED-night #need-gap\nNo bus. #rides\nNo ride home. #NEED-ride\n"


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")


@pytest.fixture
def talk(workspace: Workspace, city: Engagement) -> Interview:
    talk = start_interview(workspace, city, note=NOTE)
    for line in ("They wait.", "No bus.", "No ride home."):
        at = NOTE.index(line)
        add_excerpt(workspace, city, talk, at, at + len(line))
    return talk


def counts(workspace: Workspace, city: Engagement, key: str) -> tuple[int, int]:
    view = find_theme(workspace, city, key)
    return view.excerpts, view.marks


def test_packaged_themes_and_those_written_in_notes_are_counted(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    assert counts(workspace, city, "#need-night") == (1, 1)
    assert counts(workspace, city, "NEED-gap") == (1, 1)
    rides = find_theme(workspace, city, "rides")
    assert (rides.own, rides.label, rides.interviews) == (True, "rides", 1)
    assert find_theme(workspace, city, "NEED-youth").excerpts == 0
    with pytest.raises(UnknownName):
        find_theme(workspace, city, "nothing")


def test_a_theme_of_her_own_is_added_once(workspace: Workspace, city: Engagement, talk: Interview) -> None:
    made = add_theme(workspace, city, "#RIDES", label="A ride home", parent="NEED-transport")
    assert (made.key, made.parent) == ("rides", "NEED-transport")
    assert counts(workspace, city, "A ride home") == (1, 1)
    assert counts(workspace, city, "NEED-transport") == (1, 0)
    for taken in ("rides", "need-NIGHT", "9lives", "", "a/b"):
        with pytest.raises(InputRefused):
            add_theme(workspace, city, taken)


def test_a_merge_keeps_every_mark_and_is_taken_back(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    before = theme_list(workspace, city)
    kept = workspace.store.all(Excerpt)
    merge_themes(workspace, city, ["rides", "NEED-ride"], "NEED-transport")
    assert counts(workspace, city, "NEED-transport") == (2, 2)
    assert workspace.store.all(Excerpt) == kept
    known = themes(workspace, city)
    assert known.resolved("RIDES") == "NEED-transport"
    assert known.label("rides") == known.label("NEED-transport")
    assert "rides" not in known.chosen_from
    with pytest.raises(InputRefused):
        merge_themes(workspace, city, ["NEED-transport"], "rides")
    part_theme(workspace, city, "rides")
    part_theme(workspace, city, "NEED-ride")
    assert sorted(theme_list(workspace, city), key=str) == sorted(before, key=str)
    with pytest.raises(InputRefused):
        part_theme(workspace, city, "rides")


def test_a_theme_within_another_counts_there_too(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    nest_theme(workspace, city, "rides", "NEED-ride")
    nest_theme(workspace, city, "NEED-ride", "NEED-transport")
    listed = {view.key: view.depth for view in theme_list(workspace, city)}
    assert [listed[key] for key in ("NEED-transport", "NEED-ride", "rides")] == [0, 1, 2]
    assert themes(workspace, city).lineage("Rides") == ("rides", "NEED-ride", "NEED-transport")
    assert counts(workspace, city, "NEED-transport")[0] == 2
    for key in ("NEED-transport", "NEED-ride", "rides"):
        with pytest.raises(InputRefused):
            nest_theme(workspace, city, "NEED-transport", key)
    nest_theme(workspace, city, "NEED-ride", "")
    assert counts(workspace, city, "NEED-transport")[0] == 0


def test_a_split_gives_some_passages_a_narrower_theme_as_well(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    first, second, _ = workspace.store.all(Excerpt)
    split_theme(workspace, city, "NEED-night", "night-wait", [first], label="Waiting at night")
    assert next(each.themes for each in workspace.store.all(Excerpt)) == (
        "NEED-night",
        "need-gap",
        "night-wait",
    )
    assert counts(workspace, city, "NEED-night") == (1, 1)
    assert find_theme(workspace, city, "night-wait").parent == "NEED-night"
    for wrong in ([second], []):
        with pytest.raises(InputRefused):
            split_theme(workspace, city, "NEED-night", "other", wrong)
    with pytest.raises(InputRefused):
        split_theme(workspace, city, "night-wait", "NEED-night", [first])


def test_a_label_changes_and_the_key_stays(workspace: Workspace, city: Engagement, talk: Interview) -> None:
    rename_theme(workspace, city, "NEED-night", "Nights and weekends")
    assert counts(workspace, city, "Nights and weekends") == (1, 1)
    rename_theme(workspace, city, "NEED-night", "")
    assert find_theme(workspace, city, "NEED-night").label.startswith("Need in the evening")


KEYS = ["a", "b", "c", "d", "e"]


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(KEYS), st.sampled_from(["", *KEYS]), st.sampled_from(["", *KEYS])),
        max_size=8,
    )
)
def test_no_circle_of_themes_hangs_or_hides_one(made: list[tuple[str, str, str]]) -> None:
    """Two laptops may nest and merge against each other; no form would allow it."""
    own = [
        CityTheme(id=key, engagement="x", key=key, parent=parent, merged_into=into)
        for key, parent, into in made
    ]
    known = Themes([Theme(key="a", label="A", components=())], own, used=KEYS)
    for key in KEYS:
        assert known.lineage(key)[0] == known.resolved(key)
        assert isinstance(known.view(key), ThemeView)
        assert len(set(known.lineage(key))) == len(known.lineage(key))
