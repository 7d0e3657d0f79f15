"""What is typed is on the disk before it is a change, and is joined with what came in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from leaptui.domain.records import Engagement, Interview
from leaptui.store.store import Store

INTERVIEW = Interview(id="i", engagement="city", number=1, note="One\nTwo")


def test_a_draft_outlives_the_program(reopen: Callable[..., Store]) -> None:
    at = reopen().put_draft("i", "note", "half a sen")
    found = reopen().draft("i", "note")
    assert found is not None
    assert (found.record, found.field, found.text, found.at) == ("i", "note", "half a sen", at)


def test_the_newest_text_of_each_field_is_kept(store: Store) -> None:
    store.put_draft("i", "note", "a")
    store.put_draft("j", "note", "other")
    store.put_draft("i", "note", "ab\x00\x1b")
    assert [(draft.record, draft.text) for draft in store.drafts()] == [("i", "ab"), ("j", "other")]


def test_writing_the_field_drops_its_draft_and_no_other(store: Store, city: Engagement) -> None:
    store.apply("add", [INTERVIEW], stream="city")
    store.put_draft("i", "note", "One\nTwo\nThree")
    store.put_draft("i", "title", "Re")
    store.apply("rename", [replace(INTERVIEW, language="es")], stream="city")
    assert len(store.drafts()) == 2
    store.apply("write", [replace(INTERVIEW, language="es", note="One\nTwo\nThree")], stream="city")
    assert [draft.field for draft in store.drafts()] == ["title"]


def test_a_draft_that_says_what_the_store_says_is_dropped(store: Store, city: Engagement) -> None:
    store.apply("add", [INTERVIEW], stream="city")
    store.put_draft("i", "note", INTERVIEW.note)
    assert store.apply("write", [INTERVIEW], stream="city") is None
    assert store.drafts() == []


def test_a_draft_can_be_thrown_away(store: Store) -> None:
    store.put_draft("i", "note", "x")
    store.discard_draft("i", "note")
    store.discard_draft("i", "note")
    assert store.draft("i", "note") is None


def test_a_draft_remembers_what_its_editor_opened_on(store: Store, city: Engagement) -> None:
    store.apply("add", [INTERVIEW], stream="city")
    store.put_draft("i", "note", "One\nTwo\nTyped")
    store.apply("write", [replace(INTERVIEW, id="j", number=2)], stream="city")
    other = replace(INTERVIEW, note="Zero\nOne\nTwo")
    draft = store.draft("i", "note")
    assert draft is not None
    # What lands while she types would drop the draft if it came by this field: keep it as the app does.
    store.apply("write", [other], stream="city")
    assert store.draft("i", "note") is None
    store.put_draft("i", "note", draft.text, seen=draft.seen)
    kept = store.draft("i", "note")
    assert kept is not None
    store.apply("write", [replace(INTERVIEW, note=kept.text)], stream="city", seen=kept.seen)
    shown = store.get(Interview, "i")
    assert shown is not None
    assert shown.note == "Zero\nOne\nTwo\nTyped"


def test_drafts_are_not_in_the_log(store: Store) -> None:
    store.put_draft("i", "note", "x")
    assert store.acts() == []
    assert store.check(log=True).findings == ()
