"""Taking back, doing again and restoring, in any order, each act seen through those that took it back."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.domain.errors import UnknownName
from leaptui.domain.records import Engagement, Interview
from leaptui.store.act_log import ActHash
from leaptui.store.opening import open_store
from leaptui.store.store import Store
from tests.store.conftest import PASSPHRASE, SteppingClock

INTERVIEW = Interview(id="i", engagement="city", number=1, title="Pastor Reed", note="one")


def done(act: ActHash | None) -> ActHash:
    assert act is not None
    return act


def note(store: Store) -> str:
    interview = store.get(Interview, "i")
    assert interview is not None
    return interview.note


def written(store: Store, text: str) -> ActHash:
    interview = store.get(Interview, "i")
    assert interview is not None
    return done(store.apply("write note", [replace(interview, note=text)], stream="city"))


@pytest.fixture
def begun(store: Store, city: Engagement) -> Store:
    store.apply("add interview", [INTERVIEW], stream="city")
    return store


def test_one_step_after_another_is_taken_back_and_done_again(begun: Store) -> None:
    for text in ("two", "three", "four"):
        written(begun, text)
    seen = []
    for _ in range(3):
        begun.undo(done(begun.last_done()))
        seen.append(note(begun))
    assert seen == ["three", "two", "one"]
    for _ in range(3):
        begun.undo(done(begun.last_taken_back()))
        seen.append(note(begun))
    assert seen[3:] == ["two", "three", "four"]
    assert begun.last_taken_back() is None
    assert begun.check(log=True).sound


def test_once_more_was_done_there_is_nothing_to_do_again(begun: Store) -> None:
    written(begun, "two")
    begun.undo(done(begun.last_done()))
    assert begun.last_taken_back() is not None
    written(begun, "other")
    assert begun.last_taken_back() is None
    begun.undo(done(begun.last_done()))
    assert note(begun) == "one"


def test_what_was_taken_back_since_does_not_stand_in_the_way_of_a_birth(begun: Store) -> None:
    born = begun.acts(record="i")[0].act
    begun.undo(written(begun, "two"))
    undone = begun.undo(born)
    assert undone.left == ()
    assert begun.all(Interview) == []


def test_an_act_under_one_that_stands_is_left(begun: Store) -> None:
    first = written(begun, "two")
    written(begun, "three")
    undone = begun.undo(first)
    assert (undone.act, undone.left) == (None, (("i", "note"),))
    assert note(begun) == "three"


def test_verbs_can_be_passed_over(begun: Store) -> None:
    wrote = written(begun, "two")
    begun.apply("make document", [replace(INTERVIEW, note="two", title="T")], stream="city")
    assert begun.last_done({"make document"}) == wrote
    begun.undo(wrote)
    assert begun.last_taken_back({"make document"}) is not None


def test_an_act_tells_whether_it_was_taken_back_and_what_it_changed(begun: Store) -> None:
    wrote = written(begun, "two")
    undone = done(begun.undo(wrote).act)
    listed = {act.act: act for act in begun.acts("city")}
    assert listed[wrote].taken_back
    assert not listed[undone].taken_back
    assert listed[wrote].records == (("interview", "i"),)
    begun.undo(undone)
    listed = {act.act: act for act in begun.acts("city")}
    assert not listed[wrote].taken_back
    assert listed[undone].taken_back


def test_acts_are_read_page_by_page(begun: Store) -> None:
    for number in range(25):
        written(begun, f"text {number}")
    pages, before = [], None
    while page := begun.acts("city", 7, before=before):
        pages.append([act.act for act in page])
        before = page[-1].act
    assert [len(page) for page in pages] == [7, 7, 7, 6]
    assert [name for page in pages for name in page] == [act.act for act in begun.acts("city")]
    assert [act.verb for act in begun.acts(record="i", limit=2)] == ["write note", "write note"]
    assert len(begun.acts(record="i")) == 26


def test_an_act_is_found_by_the_beginning_of_its_name(begun: Store) -> None:
    wrote = written(begun, "two")
    assert begun.act_named(wrote[:12].upper()).act == wrote
    assert begun.act_named(wrote).verb == "write note"
    with pytest.raises(UnknownName, match="no act"):
        begun.act_named("0" * 12)
    for nonsense in ("", "not a name", "\x1b[31m"):
        with pytest.raises(UnknownName):
            begun.act_named(nonsense)


def test_a_field_is_given_a_former_value_by_one_act_with_a_reason(begun: Store) -> None:
    first = written(begun, "two")
    written(begun, "three")
    restored = done(begun.restore(first, "i", "note", before=False, reason="it was better"))
    assert note(begun) == "two"
    assert begun.restore(first, "i", "note", before=False) is None
    assert begun.acts("city", 1)[0].reason == "it was better"
    begun.restore(first, "i", "note", before=True)
    assert note(begun) == "one"
    begun.undo(restored)
    with pytest.raises(UnknownName):
        begun.restore(first, "i", "title", before=True)


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(st.sampled_from(["write", "rename", "undo", "redo"]), min_size=1, max_size=14))
def test_taking_back_is_what_every_editor_does(empty_store: Path, steps: list[str]) -> None:
    """Against two stacks, as an editor keeps them."""
    with tempfile.TemporaryDirectory() as folder:
        home = shutil.copytree(empty_store, Path(folder) / "home")
        with open_store(home, PASSPHRASE, now_ms=SteppingClock()) as store:
            store.apply("add engagement", [Engagement(id="city", slug="c", name="C")], stream="city")
            store.apply("add interview", [INTERVIEW], stream="city")
            _walk(store, steps)
            assert store.check(log=True).sound


def _walk(store: Store, steps: Sequence[str]) -> None:
    now = ("Pastor Reed", "one")
    past: list[tuple[str, str]] = []
    future: list[tuple[str, str]] = []
    for number, step in enumerate(steps):
        if step in ("write", "rename"):
            past.append(now)
            future.clear()
            now = (f"title {number}", now[1]) if step == "rename" else (now[0], f"note {number}")
            store.apply("edit", [replace(INTERVIEW, title=now[0], note=now[1])], stream="city")
        elif step == "undo" and past:
            future.append(now)
            now = past.pop()
            store.undo(done(store.last_done()))
        elif step == "redo" and future:
            past.append(now)
            now = future.pop()
            store.undo(done(store.last_taken_back()))
        shown = store.get(Interview, "i")
        assert shown is not None
        assert (shown.title, shown.note) == now
        assert (store.last_taken_back() is not None) == bool(future)
