"""The views on the practice city: what a count by hand of its notes gives."""

from __future__ import annotations

import pytest

from leaptui.practice.harbor_falls import practice_city
from leaptui.practice.reader import load_practice
from leaptui.services.interviews.coding import Passage, as_written, passages_of
from leaptui.services.interviews.conversations import Conversation
from leaptui.services.interviews.coverage import coverage_of
from leaptui.services.interviews.matrices import matrix_of
from leaptui.services.interviews.question_matrix import questions_of
from leaptui.services.interviews.saturation import saturation_of
from tests.services.made_up_talks import person, talk

CITY = practice_city()
PRACTICE = load_practice()
PEOPLE = {each.key: person(each.name, each.group, role=each.role) for each in CITY.stakeholders}
HELD = [
    talk(
        each.number,
        each.note,
        people=[PEOPLE[key] for key in each.participants],
        held_on=each.held_on,
        guide=each.guide,
    )
    for each in CITY.interviews
]
SAID: list[Passage] = [passage for each in HELD for passage in passages_of(each)]


def numbers_with(theme: str) -> list[int]:
    """Interviews in which somebody but the advisor said it, read off the notes line by line."""
    return [
        each.interview.number
        for each in HELD
        if any(
            f"#{theme}" in line.split()
            for line in each.interview.note.split("\n")
            if not line.startswith(">")
        )
    ]


def test_every_theme_stands_where_its_notes_have_it() -> None:
    matrix = matrix_of(HELD, SAID, PRACTICE.groups, as_written, str)
    found = {row.key: [_number(each) for each in row.interviews] for row in matrix.rows}
    assert found == {key: numbers_with(key) for key in found}
    assert found["NEED-night"] == [1, 3, 4, 5, 8]
    night = next(row for row in matrix.rows if row.key == "NEED-night")
    assert matrix.sentence(night) == (
        "NEED-night came up in 5 of 8 conversations and in 5 of the 9 groups heard."
    )
    assert (matrix.groups_heard, matrix.without_theme) == (9, ())


def _number(interview: str) -> int:
    return int(interview.removeprefix("talk"))


def test_who_was_heard_and_how_much_was_new() -> None:
    covered = coverage_of(HELD, PEOPLE.values(), PRACTICE.groups)
    by_key = {group.key: group for group in covered.groups}
    dispatch, lived, union = by_key["dispatch"], by_key["lived_experience"], by_key["police_union"]
    assert (dispatch.people, dispatch.planned, dispatch.missing, dispatch.is_short) == (1, 1, 2, True)
    assert (lived.people, lived.sessions, lived.missing, lived.is_short) == (2, 1, 6, False)
    assert (union.people, union.planned, union.missing) == (0, 1, 0)
    assert (covered.people, len(covered.short)) == (10, 15)
    found = saturation_of(HELD, SAID, covered)
    assert found.curve == (9, 9, 3, 6, 6, 3, 0, 0)
    assert found.themes == 36
    assert found.advice == "Go on: 15 groups have fewer voices than Design needs."


@pytest.mark.parametrize(("guide", "numbers"), [("dispatch", [1, 8]), ("patrol", [3])])
def test_what_the_notes_answer(guide: str, numbers: list[int]) -> None:
    followed: list[Conversation] = [each for each in HELD if each.interview.guide == guide]
    matrix = questions_of(next(each for each in PRACTICE.guides if each.id == guide), followed)
    assert [each.interview.number for each in matrix.conversations] == numbers
    for row in matrix.rows:
        for conversation, answer in zip(matrix.conversations, row.answers, strict=True):
            assert (answer is not None) == (f"\n## {row.number} " in conversation.interview.note)
            assert answer is None or answer.is_answered
