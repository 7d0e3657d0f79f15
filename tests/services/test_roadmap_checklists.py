"""A city's own checklists: order, words, ticks, what was taken off, and a practice content that changes later."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import ChecklistTick
from leaptui.practice.content import ChecklistItem
from leaptui.services.city.engagements import add_engagement
from leaptui.services.roadmap.checklist_changes import (
    add_item,
    move_item,
    remove_item,
    restore_item,
    reword_item,
    rewritten,
    tick,
)
from leaptui.services.roadmap.checklists import checklist, checklists, in_order, phase_checklists
from leaptui.services.roadmap.components import component
from leaptui.services.upkeep.history import city_history, take_back_last
from leaptui.services.workspace import Workspace


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH")


def keys(workspace: Workspace, city: Engagement, of: str = "hours") -> list[str]:
    return [line.key for line in checklist(workspace, city, of).lines]


def test_the_city_adds_moves_rewords_and_takes_off_and_nothing_else_is_touched(
    workspace: Workspace, city: Engagement
) -> None:
    before = keys(workspace, city)
    own = add_item(workspace, city, "hours", "Hear the late shift", after="coverage")
    assert own.item == "own-hear-the-late-shift"
    assert keys(workspace, city) == [*before[:2], own.item, *before[2:]]
    assert move_item(workspace, city, "hours", own.item, 99) == len(before) + 1
    assert move_item(workspace, city, "hours", "trigger", 1) == 1
    reword_item(workspace, city, "hours", "grid", "Plot the week")
    tick(workspace, city, "hours", "grid", done=True)
    whole = checklist(workspace, city, "Hours of operation")
    assert [line.key for line in whole.lines] == [
        "trigger",
        *(key for key in before if key != "trigger"),
        own.item,
    ]
    grid = whole.line("grid")
    assert grid is not None
    assert (grid.text, grid.short, grid.reworded, grid.done, grid.done_on) == (
        "Plot the week",
        "Plot the week",
        True,
        True,
        "2026-11-24",
    )
    remove_item(workspace, city, "hours", "grid")
    whole = checklist(workspace, city, "3")
    assert [line.key for line in whole.removed] == ["grid"]
    assert component(workspace, city, "hours").done == 0
    with pytest.raises(UnknownName, match="was taken off"):
        tick(workspace, city, "hours", "grid", done=False)
    restore_item(workspace, city, "hours", "grid")
    reword_item(workspace, city, "hours", "grid", "")
    grid = checklist(workspace, city, "hours").lines[1]
    assert (grid.key, grid.text, grid.done) == ("grid", "Plot calls by hour and weekday", True)
    assert keys(workspace, city, "cost") == [item.key for item in workspace.practice.components[5].checklist]


def test_a_list_that_came_back_otherwise_loses_no_item_and_no_tick(
    workspace: Workspace, city: Engagement
) -> None:
    first, second, *rest = [line.text for line in checklist(workspace, city, "hours").lines]
    tick(workspace, city, "hours", keys(workspace, city)[1], done=True)
    wanted = ["Hear the late shift", "Hear the late shift!", second, first, *rest[:-1], f"{rest[-1]} again"]
    workspace.store.apply("take over edits", rewritten(workspace, city, "hours", wanted), stream=city.id)
    lines = checklist(workspace, city, "hours").lines
    assert [line.text for line in lines] == wanted
    assert [line.text for line in lines if line.done] == [second], "what was moved keeps its tick"
    assert rewritten(workspace, city, "hours", wanted) == []


def test_each_is_one_act_with_its_words_and_is_taken_back_whole(
    workspace: Workspace, city: Engagement
) -> None:
    before = keys(workspace, city)
    move_item(workspace, city, "hours", "residents", 1)
    assert keys(workspace, city)[0] == "residents"
    take_back_last(workspace)
    assert keys(workspace, city) == before
    add_item(workspace, city, "hand-over", "Keys to the office", after="lead")
    remove_item(workspace, city, "phase:launch", "dashboard")
    told = [act.did for act in city_history(workspace, city).acts[:2]]
    assert told == ["removed checklist item", "added checklist item"]


def test_phases_and_hand_over_are_checklists_too(workspace: Workspace, city: Engagement) -> None:
    tick(workspace, city, "phase:pilot_prep", "protocols", done=True)
    tick(workspace, city, "launch", "dashboard", done=True)
    found = checklists(workspace, city, phase_checklists(workspace.practice))
    assert [each.key for each in found] == [
        "phase:scoping",
        "phase:listening",
        "phase:data",
        "phase:design",
        "phase:local_team",
        "phase:pilot_prep",
        "phase:launch",
        "phase:evaluation",
        "hand_over",
    ]
    assert {each.key: each.done for each in found if each.done} == {"phase:pilot_prep": 1, "phase:launch": 1}
    with pytest.raises(UnknownName, match="no checklist “tea”"):
        checklist(workspace, city, "tea")


@pytest.mark.parametrize(
    ("words", "told"),
    [("", "needs words"), ("x" * 201, "at most 200"), ("price EACH window", "is on the checklist")],
)
def test_an_item_that_cannot_be_is_refused(
    workspace: Workspace, city: Engagement, words: str, told: str
) -> None:
    with pytest.raises(InputRefused, match=told):
        add_item(workspace, city, "hours", words)
    own = add_item(workspace, city, "hours", "Mine")
    with pytest.raises(InputRefused, match=told):
        reword_item(workspace, city, "hours", own.item, words)


def test_hostile_words_are_an_item_like_any_other(workspace: Workspace, city: Engagement) -> None:
    for words in ("'; DROP TABLE checklist_tick;--", "\x1b[2J{{ 7 * 7 }} [b]", "=HYPERLINK(1)", "日本語"):
        own = add_item(workspace, city, "hours", words)
        line = checklist(workspace, city, "hours").line(own.item)
        assert line is not None
        assert "\x1b" not in line.text
        tick(workspace, city, "hours", own.item, done=True)
    assert len({line.key for line in checklist(workspace, city, "hours").lines}) == 12


def test_an_item_of_a_later_practice_content_comes_behind_the_one_it_follows_there() -> None:
    old = [ChecklistItem(key, key, key) for key in ("a", "b", "c")]
    kept = [_kept(key, position) for position, key in enumerate(("c", "own-x", "a", "b"))]
    assert [line.key for line in in_order(old, kept)[0]] == ["c", "own-x", "a", "b"]
    new = [ChecklistItem(key, f"{key} said anew", key) for key in ("first", "a", "a2", "b", "c", "c2")]
    shown, _ = in_order(new, [replace(each, done=each.item == "a") for each in kept])
    assert [line.key for line in shown] == ["first", "c", "c2", "own-x", "a", "a2", "b"]
    assert [(line.text, line.done) for line in shown if line.key == "a"] == [("a said anew", True)]
    # What the practice content has no more and somebody worked on is still told by its key.
    gone, _ = in_order(new[:2], [_kept("sign_off", 0)])
    assert [line.text for line in gone if line.key == "sign_off"] == ["sign off"]


def _kept(key: str, position: int | None) -> ChecklistTick:
    return ChecklistTick(id=key, engagement="e", component="hours", item=key, text="", position=position)


@given(
    packaged=st.lists(st.sampled_from("abcdefgh"), unique=True),
    kept=st.dictionaries(st.sampled_from([*"abcdefgh", "own-1", "own-2"]), st.none() | st.integers(0, 9)),
    removed=st.sets(st.sampled_from([*"abcdefgh", "own-1", "own-2"])),
)
def test_no_item_is_lost_or_doubled_whatever_was_kept(
    packaged: list[str], kept: dict[str, int | None], removed: set[str]
) -> None:
    records = [replace(_kept(key, at), removed=key in removed) for key, at in kept.items()]
    shown, off = in_order([ChecklistItem(key, key, key) for key in packaged], records)
    found = [line.key for line in (*shown, *off)]
    assert sorted(found) == sorted({*packaged, *kept})
    assert {line.key for line in off} == removed & set(kept)
    if all(at is None for at in kept.values()):
        assert [key for key in found if key in packaged and key not in removed] == [
            key for key in packaged if key not in removed or key not in kept
        ] or removed
