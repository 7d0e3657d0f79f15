"""Words are found as they are typed, and nothing a person types is an operator."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaptui.domain.records import Engagement, Excerpt, FollowUp, Interview, Stakeholder
from leaptui.domain.search import Hit
from leaptui.store.search import query_for
from leaptui.store.store import Store

NOTE = "The pastor says café owners call 911 at night.\nNobody comes for forty minutes."
INTERVIEW = Interview(id="i", engagement="city", number=4, note=NOTE)


@pytest.fixture
def noted(store: Store, city: Engagement) -> Store:
    store.apply(
        "add",
        [
            INTERVIEW,
            Stakeholder(id="s", engagement="city", name="Marla Reyes", role="café owner"),
            FollowUp(id="f", engagement="city", text="Send the Durham report to Marla"),
            Excerpt(id="x", engagement="city", interview="i", text="Nobody comes for forty minutes"),
        ],
        stream="city",
    )
    return store


def found(store: Store, text: str) -> set[str]:
    return {hit.id for hit in store.search(text)}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("cafe", {"i", "s"}),
        ("CAFÉ own", {"i", "s"}),
        ("own cafe", set()),  # only the last word may be unfinished
        ("forty minutes", {"i", "x"}),
        ('"comes for forty"', {"i", "x"}),
        ('"forty comes"', set()),
        ("mar", {"s", "f"}),
        ("harbor", {"city"}),
        ("", set()),
        (" - ", set()),
    ],
)
def test_what_is_found(noted: Store, text: str, ids: set[str]) -> None:
    assert found(noted, text) == ids


def test_a_hit_says_what_it_is_and_shows_the_words_around(noted: Store) -> None:
    assert noted.search("forty night") == [
        Hit(
            "interview",
            "i",
            "Interview 4",
            "The pastor says café owners call 911 at night. Nobody comes for forty minutes.",
        )
    ]
    assert noted.search("durham")[0].title == "Send the Durham report to Marla"


def test_a_record_that_matches_in_two_fields_is_one_hit(noted: Store, city: Engagement) -> None:
    noted.apply("rename", [replace(INTERVIEW, title="Forty minutes")], stream="city")
    assert [hit.id for hit in noted.search("forty")].count("i") == 1


def test_no_more_than_asked_for(noted: Store) -> None:
    assert len(noted.search("marla", limit=1)) == 1
    assert noted.search("marla", limit=0) == []


def test_many_fields_of_few_records_do_not_crowd_out_the_rest(store: Store, city: Engagement) -> None:
    people = [
        Stakeholder(id=f"s{n}", engagement="city", name="Tide", role="Tide", organisation="Tide", note="Tide")
        for n in range(8)
    ]
    store.apply("add", people, stream="city")
    assert {hit.id for hit in store.search("tide", limit=8)} == {f"s{n}" for n in range(8)}
    assert len(store.search("tide", limit=5)) == 5


def test_what_was_changed_or_put_away_is_not_found(noted: Store) -> None:
    noted.apply("write", [replace(INTERVIEW, note="He said nothing.")], stream="city")
    assert found(noted, "forty") == {"x"}
    noted.apply("put away", [replace(INTERVIEW, note="He said nothing.", deleted=True)], stream="city")
    assert found(noted, "nothing") == set()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=30))
def test_any_text_is_a_search(noted: Store, text: str) -> None:
    assert len(noted.search(text)) <= 5


@pytest.mark.parametrize(
    "text", ['a" OR "b', "NEAR(a b)", "text:a", "a*", "(a", "a AND", '"', "^a", "-a", "{a}:b"]
)
def test_operators_are_words(noted: Store, text: str) -> None:
    noted.search(text)
    assert query_for(text).count('"') % 2 == 0


def test_words_taken_out_leave_the_index(noted: Store) -> None:
    (secure,) = noted._connection.execute(
        "SELECT v FROM passage_fts_config WHERE k='secure-delete'"
    ).fetchone()
    assert secure == 1
    noted.apply("write", [replace(INTERVIEW, note="Clean.")], stream="city")
    blocks = noted._connection.execute("SELECT block FROM passage_fts_data").fetchall()
    assert not any(b"pastor" in block for (block,) in blocks)


def test_one_index_serves_the_rebuilt_tables(noted: Store) -> None:
    noted.rebuild()
    assert found(noted, "forty") == {"i", "x"}
