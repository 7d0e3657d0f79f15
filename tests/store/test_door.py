"""One act says what differs, all of it or nothing, and nobody writes beside the door."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import ChangedMeanwhile, StoreUnavailable, UnknownName
from leaptui.domain.records import Engagement, Interview, Participant, Stakeholder
from leaptui.domain.roadmap_records import Component
from leaptui.domain.vocabulary import ComponentStatus
from leaptui.store.store import Store

INTERVIEW = Interview(
    id="i", engagement="city", number=1, title="Pastor Reed", note="First line\nSecond line"
)


def test_a_record_comes_back_as_it_was_put(store: Store, city: Engagement) -> None:
    stakeholder = Stakeholder(id="s", engagement="city", name="Marla Ösk", attribution=Attribution.ROLE_ONLY)
    component = Component(
        id="city:hours", engagement="city", key="hours", status=ComponentStatus.AGREED, due="2025-05-01"
    )
    store.apply("add", [stakeholder, component, INTERVIEW], stream="city")
    assert store.get(Stakeholder, "s") == stakeholder
    assert store.get(Component, "city:hours") == component
    assert store.get(Interview, "i") == INTERVIEW
    assert store.get(Interview, "nobody") is None


def test_an_act_holds_only_what_differs(store: Store, city: Engagement) -> None:
    act = store.apply("rename", [replace(city, name="Harbor Falls", lead="Ana")], stream="city")
    assert act is not None
    assert [(entry.field, entry.before, entry.after) for entry in store.changes_of(act)] == [
        ("name", "Harbor Falls, OH", "Harbor Falls"),
        ("lead", "", "Ana"),
    ]


def test_no_difference_is_no_act(store: Store, city: Engagement) -> None:
    before = store.last_act()
    assert store.apply("save", [city], stream="city") is None
    assert store.last_act() == before


def test_an_act_says_who_when_why_and_where(store: Store, city: Engagement) -> None:
    store.apply("rename", [replace(city, name="HF")], stream="city", reason="shorter")
    act = store.last_act("city")
    assert act is not None
    assert (act.actor, act.verb, act.reason, act.stream, act.undoes) == (
        "Ana",
        "rename",
        "shorter",
        "city",
        None,
    )
    assert act.at.startswith("2025-02-19T21:")
    assert store.last_act("elsewhere") is None


def test_a_record_that_refers_to_nobody_is_refused_whole(store: Store, city: Engagement) -> None:
    participant = Participant(id="p", engagement="city", interview="i", stakeholder="nobody")
    with pytest.raises(UnknownName):
        store.apply("add", [INTERVIEW, participant], stream="city")
    assert store.count(Interview) == 0
    assert len(store.acts()) == 1
    assert store.check(log=True).findings == ()


def test_one_record_stands_once_in_an_act(store: Store, city: Engagement) -> None:
    with pytest.raises(ValueError, match="twice"):
        store.apply("add", [INTERVIEW, INTERVIEW], stream="city")


def test_an_id_belongs_to_one_kind(store: Store, city: Engagement) -> None:
    with pytest.raises(ValueError, match="engagement"):
        store.apply("add", [replace(INTERVIEW, id="city")], stream="city")


def test_records_are_listed_in_the_order_they_were_made(store: Store, city: Engagement) -> None:
    for n in (3, 1, 2):
        store.apply("add", [replace(INTERVIEW, id=f"i{n}", number=n)], stream="city")
    assert [interview.number for interview in store.all(Interview)] == [3, 1, 2]
    store.rebuild()
    assert [interview.number for interview in store.all(Interview)] == [3, 1, 2]


def test_listing_counts_and_filters(store: Store, city: Engagement) -> None:
    other = Engagement(id="other", slug="other", name="Other")
    store.apply("add", [other, INTERVIEW, replace(INTERVIEW, id="j", number=2, recorded=True)], stream="city")
    store.apply("add", [replace(INTERVIEW, id="k", engagement="other", held_on="2025-01-02")], stream="other")
    store.apply(
        "put away", [replace(INTERVIEW, id="j", number=2, recorded=True, deleted=True)], stream="city"
    )
    assert store.counts(Interview) == {"city": 1, "other": 1}
    assert store.count(Interview, engagement="city") == 1
    assert [each.id for each in store.all(Interview, held_on=None)] == ["i"]
    assert [each.id for each in store.all(Interview, include_deleted=True, recorded=True)] == ["j"]
    assert [each.id for each in store.all(Engagement, id="other")] == ["other"]
    with pytest.raises(ValueError, match="colour"):
        store.all(Interview, colour="red")


def test_what_stands_in_a_filter_is_never_a_statement(store: Store, city: Engagement) -> None:
    assert store.all(Engagement, name="' OR 1=1 --") == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE interview SET note='x'",
        "INSERT INTO change(act, kind, record, field, digest, bases) VALUES(1,'k','r','f',x'',x'')",
        "DELETE FROM act",
        "DROP TABLE head",
        "CREATE TABLE mine(x)",
        "ALTER TABLE interview ADD COLUMN mine",
        "ATTACH DATABASE ':memory:' AS other",
        "INSERT INTO passage_fts(passage_fts) VALUES('delete-all')",
    ],
)
def test_nothing_writes_beside_the_door(store: Store, city: Engagement, statement: str) -> None:
    connection = store._connection
    for _ in range(2):
        with pytest.raises(Exception, match=r"not authorized|prohibited"):
            connection.execute(statement)
        store.apply("save", [INTERVIEW], stream="city")  # the guard is back after each act


def test_the_clock_of_the_log_never_runs_back(store: Store, city: Engagement, clock: object) -> None:
    clock.milliseconds -= 10 * 365 * 86_400_000  # type: ignore[attr-defined]
    store.apply("rename", [replace(city, name="Later")], stream="city")
    clocks = [row[0] for row in store._connection.execute("SELECT hlc FROM act ORDER BY n")]
    assert clocks == sorted(set(clocks))
    assert store.get(Engagement, "city") == replace(city, name="Later")
    store.rebuild()
    assert store.get(Engagement, "city") == replace(city, name="Later")


def test_two_edits_of_a_note_are_joined_by_lines(store: Store, city: Engagement) -> None:
    store.apply("add", [INTERVIEW], stream="city")
    seen = store.seen("i", "note")
    store.apply("write", [replace(INTERVIEW, note="First line, longer\nSecond line")], stream="city")
    store.apply(
        "write", [replace(INTERVIEW, note="First line\nSecond line\nThird")], stream="city", seen=seen
    )
    shown = store.get(Interview, "i")
    assert shown is not None
    assert shown.note == "First line, longer\nSecond line\nThird"


def test_an_editor_that_changed_nothing_takes_nothing_back(store: Store, city: Engagement) -> None:
    store.apply("add", [INTERVIEW], stream="city")
    seen = store.seen("i", "note", "title")
    store.apply("write", [replace(INTERVIEW, note="New", title="New")], stream="city")
    assert store.apply("write", [INTERVIEW], stream="city", seen=seen) is None


def test_a_field_that_cannot_be_joined_is_refused_when_it_changed_meanwhile(
    store: Store, city: Engagement
) -> None:
    store.apply("add", [INTERVIEW], stream="city")
    seen = store.seen("i", "title")
    store.apply("rename", [replace(INTERVIEW, title="Rev. Reed")], stream="city")
    with pytest.raises(ChangedMeanwhile, match="title"):
        store.apply("rename", [replace(INTERVIEW, title="Mr. Reed")], stream="city", seen=seen)
    shown = store.get(Interview, "i")
    assert shown is not None
    assert shown.title == "Rev. Reed"


def test_long_text_is_kept_whole(store: Store, city: Engagement) -> None:
    note = "\n".join(f"{n}: café, “quoted”, 救急, 🚑" for n in range(5000))
    store.apply("add", [replace(INTERVIEW, note=note)], stream="city")
    store.rebuild()
    shown = store.get(Interview, "i")
    assert shown is not None
    assert shown.note == note
    (stored,) = store._connection.execute("SELECT max(length(value)) FROM change WHERE packed=1").fetchone()
    assert stored < len(note) / 4


def test_a_full_disk_is_told_and_leaves_nothing_half_done(store: Store, city: Engagement) -> None:
    (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
    store._connection.execute(f"PRAGMA max_page_count={pages}")
    noise = "".join(chr(0x4E00 + n * 7919 % 20000) for n in range(60_000))
    with pytest.raises(StoreUnavailable, match="disk is full"):
        store.apply("add", [replace(INTERVIEW, note=noise)], stream="city")
    with pytest.raises(StoreUnavailable, match="disk is full"):
        store.put_draft("i", "note", noise)
    assert store.count(Interview) == 0
    assert store.check(log=True).findings == ()
    store._connection.execute("PRAGMA max_page_count=100000")
    store.apply("add", [replace(INTERVIEW, note=noise)], stream="city")
    assert store.count(Interview) == 1
