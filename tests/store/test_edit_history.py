"""What an editor can undo is kept beside its field, and used only for the text it leads to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from leaptui.domain.records import Engagement, Interview
from leaptui.store.connection import writing
from leaptui.store.store import Store

INTERVIEW = Interview(id="i", engagement="city", number=1, note="One")
STEPS = [[[["é", "", 0, 3, True, [0, 3, 0, 3]]]], []]


def test_steps_come_with_a_draft_and_outlive_the_program(reopen: Callable[..., Store]) -> None:
    reopen().put_draft("i", "note", "Oneé", steps=STEPS)
    store = reopen()
    assert store.steps_to("i", "note", "Oneé") == STEPS
    assert store.steps_to("i", "note", "One") is None
    assert store.steps_to("i", "title", "Oneé") is None


def test_a_text_changed_by_whatever_else_has_no_steps(store: Store, city: Engagement) -> None:
    store.apply("add", [INTERVIEW], stream="city")
    store.put_steps("i", "note", "One", STEPS)
    act = store.apply("import", [replace(INTERVIEW, note="One\nTwo")], stream="city")
    (after,) = store.all(Interview)
    assert store.steps_to("i", "note", after.note) is None
    assert act is not None
    store.undo(act)
    assert store.steps_to("i", "note", store.all(Interview)[0].note) == STEPS


def test_steps_are_told_by_the_text_as_the_store_cleans_it(store: Store) -> None:
    store.put_draft("i", "note", "a\x1bb\r\nc", steps=STEPS)
    assert store.steps_to("i", "note", "ab\nc") == STEPS


def test_putting_the_record_away_drops_them(store: Store, city: Engagement) -> None:
    store.apply("add", [INTERVIEW, replace(INTERVIEW, id="j", number=2)], stream="city")
    for record in "ij":
        store.put_steps(record, "note", "One", STEPS)
    store.apply("put away", [replace(INTERVIEW, deleted=True)], stream="city")
    assert store.steps_to("i", "note", "One") is None
    assert store.steps_to("j", "note", "One") == STEPS


@pytest.mark.parametrize("packed", [b"", b"no zlib", b"x\x9cgarbage"])
def test_damaged_steps_are_no_steps(store: Store, packed: bytes) -> None:
    store.put_steps("i", "note", "One", STEPS)
    with writing(store._connection):
        store._connection.execute("UPDATE edit_history SET steps=?", (packed,))
    assert store.steps_to("i", "note", "One") is None
