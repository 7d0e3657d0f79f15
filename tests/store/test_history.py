"""What was done can be read, taken back, and done again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from leaptui.domain.errors import UnknownName
from leaptui.domain.records import Engagement, Interview
from leaptui.store.act_log import ActHash
from leaptui.store.store import Store

INTERVIEW = Interview(id="i", engagement="city", number=1, title="Pastor Reed", note="He waits.")


def done(act: ActHash | None) -> ActHash:
    assert act is not None
    return act


def shown(store: Store) -> Interview:
    interview = store.get(Interview, "i")
    assert interview is not None
    return interview


def test_a_field_tells_who_changed_it_from_what_to_what(store: Store, city: Engagement) -> None:
    store.apply("add interview", [INTERVIEW], stream="city")
    store.apply("rename", [replace(INTERVIEW, title="Rev. Reed")], stream="city", reason="his wish")
    titles = [entry for entry in store.history("i") if entry.field == "title"]
    assert [(entry.verb, entry.actor, entry.reason, entry.before, entry.after) for entry in titles] == [
        ("add interview", "Ana", None, "", "Pastor Reed"),
        ("rename", "Ana", "his wish", "Pastor Reed", "Rev. Reed"),
    ]
    assert store.history("nobody") == []


def test_undo_and_redo_across_a_restart(reopen: Callable[..., Store], city: Engagement) -> None:
    store = reopen()
    store.apply("add interview", [INTERVIEW], stream="city")
    renamed = done(store.apply("rename", [replace(INTERVIEW, title="Rev. Reed")], stream="city"))
    store = reopen()
    undone = store.undo(renamed, "a slip")
    assert undone.left == ()
    assert shown(store) == INTERVIEW
    last = store.last_act("city")
    assert last is not None
    assert (last.act, last.undoes, last.reason) == (undone.act, renamed, "a slip")
    store = reopen()
    store.undo(done(undone.act))
    assert shown(store).title == "Rev. Reed"


def test_undoing_a_birth_puts_the_record_away_and_redoing_brings_it_back(
    store: Store, city: Engagement
) -> None:
    born = done(store.apply("add interview", [INTERVIEW], stream="city"))
    undone = store.undo(born)
    assert store.all(Interview) == []
    assert store.search("waits") == []
    store.undo(done(undone.act))
    assert store.all(Interview) == [INTERVIEW]
    assert len(store.search("waits")) == 1


def test_what_was_changed_since_is_left_and_named(store: Store, city: Engagement) -> None:
    store.apply("add interview", [INTERVIEW], stream="city")
    both = done(store.apply("edit", [replace(INTERVIEW, title="A", note="B")], stream="city"))
    store.apply("edit", [replace(INTERVIEW, title="C", note="B")], stream="city")
    undone = store.undo(both)
    assert undone.left == (("i", "title"),)
    assert (shown(store).title, shown(store).note) == ("C", INTERVIEW.note)


def test_a_record_with_later_work_in_it_is_not_put_away(store: Store, city: Engagement) -> None:
    born = done(store.apply("add interview", [INTERVIEW], stream="city"))
    store.apply("edit", [replace(INTERVIEW, note="An hour of notes")], stream="city")
    undone = store.undo(born)
    assert (undone.act, undone.left) == (None, (("i", "note"),))
    assert not shown(store).deleted


def test_undoing_twice_does_nothing_more(store: Store, city: Engagement) -> None:
    store.apply("add interview", [INTERVIEW], stream="city")
    renamed = done(store.apply("rename", [replace(INTERVIEW, title="A")], stream="city"))
    store.undo(renamed)
    again = store.undo(renamed)
    assert (again.act, again.left) == (None, (("i", "title"),))


@pytest.mark.parametrize("name", ["00" * 32, "no name at all", ""])
def test_an_act_that_is_not_there(store: Store, name: str) -> None:
    with pytest.raises(UnknownName):
        store.undo(ActHash(name))


def test_acts_are_listed_newest_first_by_stream(store: Store, city: Engagement) -> None:
    other = Engagement(id="other", slug="other", name="Other")
    store.apply("add engagement", [other], stream="other")
    store.apply("rename", [replace(city, name="HF")], stream="city")
    assert [act.verb for act in store.acts()] == ["rename", "add engagement", "add engagement"]
    assert [act.verb for act in store.acts("city", limit=1)] == ["rename"]
    assert [act.stream for act in store.acts("other")] == ["other"]
