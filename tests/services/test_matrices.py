"""Themes against groups: worked values, and what holds whatever was said."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.attribution import Attribution
from leaptui.domain.records import Excerpt
from leaptui.domain.vocabulary import PassageKind, Stance
from leaptui.practice.reader import load_practice
from leaptui.services.interviews.coding import Lineage, as_written, passages_of
from leaptui.services.interviews.conversations import NO_GROUP, Conversation
from leaptui.services.interviews.matrices import ThemeMatrix, matrix_of
from tests.services.made_up_talks import CITY, person, talk

GROUPS = load_practice().groups
DANA = person("Dana", "dispatch", role="night dispatcher")
LEE = person("Lee", "patrol", role="patrol sergeant")
INES = person("Ines", "lived_experience")
SMALL_CITY = [
    talk(1, "Nights are short. #NEED-night\n> I doubt it. #COST", people=[DANA]),
    talk(2, '"We park them." #NEED-night #DISP-trust\n[off] He is rude. #POLITICS', people=[LEE]),
    talk(
        3,
        "Sundays too. #NEED-night #NEED-gap",
        people=[INES],
        heads=[("lived_experience", 9), ("residents", 3)],
    ),
    talk(4, "Nothing of note.", people=[LEE]),
]


def matrix(
    held: list[Conversation], excerpts: list[Excerpt] | None = None, lineage: Lineage = as_written
) -> ThemeMatrix:
    said = chain.from_iterable(
        passages_of(each, [one for one in excerpts or [] if one.interview == each.interview.id])
        for each in held
    )
    return matrix_of(held, said, GROUPS, lineage, str)


def counts(found: ThemeMatrix) -> dict[str, list[int]]:
    return {row.key: [cell.count for cell in row.cells] for row in found.rows}


def test_a_small_city_by_hand() -> None:
    found = matrix(SMALL_CITY)
    assert [(column.key, column.conversations) for column in found.columns] == [
        ("dispatch", 1),
        ("patrol", 2),
        ("lived_experience", 1),
        ("residents", 1),
    ]
    assert counts(found) == {
        "NEED-night": [1, 1, 1, 1],
        "NEED-gap": [0, 0, 1, 1],
        "DISP-trust": [0, 1, 0, 0],
        "POLITICS": [0, 1, 0, 0],
    }
    night = found.rows[0]
    assert (night.count, found.groups_in(night), found.groups_heard, found.conversations) == (3, 4, 4, 4)
    assert night.cells[2].people == 10
    assert night.cells[3].people == 3
    assert found.sentence(night) == (
        "NEED-night came up in 3 of 4 conversations and in 4 of the 4 groups heard."
    )
    assert found.without_theme == (4,)


def test_the_advisors_own_view_is_nobodys_voice() -> None:
    assert "COST" not in counts(matrix(SMALL_CITY))
    own = [each for each in passages_of(SMALL_CITY[0]) if each.kind is PassageKind.OWN_VIEW]
    assert [(each.text, each.themes) for each in own] == [("I doubt it.", ("COST",))]


def test_what_a_passage_is_told_by_its_line() -> None:
    quote, off = passages_of(SMALL_CITY[1])
    assert (quote.text, quote.kind, quote.level) == ("We park them.", PassageKind.VERBATIM, Attribution.NONE)
    assert (off.text, off.level) == ("He is rude.", Attribution.OFF_RECORD)
    assert quote.who == "patrol sergeant"


def test_a_sentence_that_was_wrapped_by_hand_is_shown_whole() -> None:
    (passage,) = passages_of(talk(1, "Address first, then weapons; they\nleave it on unknown. #DISP-script"))
    assert passage.text == "Address first, then weapons; they leave it on unknown."
    assert passage.start == 0


def test_an_excerpt_and_the_mark_it_was_kept_from_are_one_passage() -> None:
    held = talk(1, '"We park them." #NEED-night #COST', people=[DANA])
    excerpt = Excerpt(
        id="kept",
        engagement=CITY,
        interview="talk1",
        text="We park them.",
        passage=PassageKind.VERBATIM,
        themes=("NEED-night",),
        start=0,
        stance=Stance.OPPOSE,
    )
    found = passages_of(held, [excerpt])
    assert [(each.excerpt, each.themes, each.stance) for each in found] == [
        ("kept", ("NEED-night",), Stance.OPPOSE),
        ("", ("COST",), None),
    ]
    assert counts(matrix([held], [excerpt])) == {"COST": [1], "NEED-night": [1]}


def test_an_excerpt_that_stands_off_the_record_says_so() -> None:
    held = talk(1, "Fine.\n\n[off] He is rude.", people=[DANA])
    excerpt = Excerpt(
        id="kept",
        engagement=CITY,
        interview="talk1",
        text="He is rude.",
        themes=("POLITICS",),
        start=13,
        end=24,
    )
    assert [each.level for each in passages_of(held, [excerpt])] == [Attribution.OFF_RECORD]


def test_a_conversation_of_nobody_knows_who_stands_in_a_column_of_its_own() -> None:
    found = matrix([talk(1, "#COST"), talk(2, "#COST", people=[person("Ada")])])
    assert [(column.key, column.conversations) for column in found.columns] == [(NO_GROUP, 2)]
    assert found.sentence(found.rows[0]) == "COST came up in 2 of 2 conversations."


def test_a_theme_that_is_part_of_another_counts_there_too() -> None:
    parts = {"NEED-night": ("NEED-night", "NEED"), "NEED-gap": ("NEED-gap", "NEED")}
    found = matrix(SMALL_CITY, lineage=lambda key: parts.get(key, (key,)))
    assert [(row.key, row.depth, row.count) for row in found.rows] == [
        ("NEED", 0, 3),
        ("NEED-night", 1, 3),
        ("NEED-gap", 1, 1),
        ("DISP-trust", 0, 1),
        ("POLITICS", 0, 1),
    ]
    assert len(found.rows[0].passages) == 3


THEMES = [f"T{letter}" for letter in "abcdef"]
KEYS = ["dispatch", "patrol", "fire_ems", ""]
TALKS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(THEMES), max_size=4),
        st.lists(st.sampled_from(KEYS), max_size=3),
    ),
    max_size=8,
).map(
    lambda drawn: [
        talk(
            number,
            "\n".join(f"Words {at}. #{theme}" for at, theme in enumerate(themes)),
            people=[person(f"P{number}{at}", group) for at, group in enumerate(groups)],
        )
        for number, (themes, groups) in enumerate(drawn, start=1)
    ]
)


@given(TALKS)
def test_rows_add_up_whatever_was_said(held: list[Conversation]) -> None:
    found = matrix(held)
    for row in found.rows:
        in_cells = [interview for cell in row.cells for interview in cell.interviews]
        assert set(in_cells) == set(row.interviews)
        assert len(set(row.interviews)) == row.count <= len(in_cells)
        by_hand = {each.interview.id for each in held if f"#{row.key}" in each.interview.note}
        assert set(row.interviews) == by_hand
        for column, cell in zip(found.columns, row.cells, strict=True):
            assert cell.count <= column.conversations
            assert {each.conversation.interview.id for each in cell.passages} == set(cell.interviews)
    coded = {interview for row in found.rows for interview in row.interviews}
    assert len(coded) + len(found.without_theme) == len(held)


@given(TALKS, st.dictionaries(st.sampled_from(THEMES), st.sampled_from(THEMES)))
def test_a_merge_neither_loses_nor_counts_twice(held: list[Conversation], merged: dict[str, str]) -> None:
    before = {row.key: set(row.interviews) for row in matrix(held).rows}
    after = matrix(held, lineage=lambda key: (merged.get(key, key),))
    expected: dict[str, set[str]] = {}
    for key, interviews in before.items():
        expected.setdefault(merged.get(key, key), set()).update(interviews)
    assert {row.key: set(row.interviews) for row in after.rows} == expected
    for row in after.rows:
        assert len(row.interviews) == len(set(row.interviews))
        assert len(row.passages) == len(set(map(id, row.passages)))
