"""Where a passage stands after its note was changed."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.domain.anchors import Anchor, Edit, context_of, difference, find_again, turns_into

NOTE = "They call at two at night. Nobody comes for forty minutes. They call again."
QUOTE = "Nobody comes for forty minutes."
AT = NOTE.index(QUOTE)
HERE = Anchor(AT, AT + len(QUOTE))


@pytest.mark.parametrize(
    ("edit", "left"),
    [
        (Edit(2, 0, 3), Anchor(13, 23)),
        (Edit(10, 0, 3), Anchor(13, 23)),
        (Edit(20, 0, 3), Anchor(10, 20)),
        (Edit(15, 0, 3), Anchor(10, 23)),
        (Edit(10, 2, 5), Anchor(10, 23)),
        (Edit(18, 2, 5), Anchor(10, 23)),
        (Edit(8, 4, 3), Anchor(11, 19)),
        (Edit(18, 4, 3), Anchor(10, 18)),
        (Edit(10, 10, 0), None),
        (Edit(10, 10, 10), None),
        (Edit(0, 40, 0), None),
    ],
)
def test_the_rules_at_the_borders(edit: Edit, left: Anchor | None) -> None:
    assert Anchor(10, 20).moved(edit) == left


@dataclass(frozen=True, slots=True)
class Letter:
    """One character with the passages it belongs to: an oracle that knows no offsets."""

    inside: frozenset[int]


def edited(letters: list[Letter], edit: Edit) -> list[Letter]:
    gone = letters[edit.start : edit.start + edit.removed]
    left, right = letters[: edit.start], letters[edit.start + edit.removed :]
    if gone:
        kept = frozenset[int]().union(*(letter.inside for letter in left + right))
        around = frozenset.intersection(*(letter.inside for letter in gone)) & kept
    else:
        around = left[-1].inside & right[0].inside if left and right else frozenset()
    return [*left, *[Letter(around)] * edit.inserted, *right]


def place(letters: list[Letter], passage: int) -> Anchor | None:
    at = [offset for offset, letter in enumerate(letters) if passage in letter.inside]
    return Anchor(at[0], at[-1] + 1) if at else None


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 60), st.integers(0, 40), st.randoms(use_true_random=False))
def test_a_thousand_days_of_edits_move_every_passage_as_its_letters_move(
    length: int, edits: int, chance: random.Random
) -> None:
    anchors: list[Anchor | None] = []
    for _ in range(4):
        start = chance.randrange(length)
        anchors.append(Anchor(start, chance.randint(start + 1, length)))
    letters = [
        Letter(frozenset(n for n, one in enumerate(anchors) if one and one.start <= at < one.end))
        for at in range(length)
    ]
    made: list[Edit] = []
    begun = list(anchors)
    for _ in range(edits):
        start = chance.randint(0, len(letters))
        removed = chance.choice([0, 0, 1, chance.randint(0, len(letters) - start)])
        edit = Edit(start, min(removed, len(letters) - start), chance.choice([0, 1, 1, 5]))
        letters = edited(letters, edit)
        made.append(edit)
        anchors = [one.moved(edit) if one else None for one in anchors]
        assert anchors == [place(letters, passage) if anchors[passage] else None for passage in range(4)]
        assert [place(letters, n) for n in range(4) if anchors[n] is None] == [None] * anchors.count(None)
    assert [one.moved_by(made) if one else None for one in begun] == anchors
    assert turns_into(made, length, len(letters))
    assert not turns_into([*made, Edit(0, 0, 1)], length, len(letters))


@given(st.text("ab\n", max_size=30), st.text("ab\n", max_size=30))
def test_the_difference_of_two_texts_turns_one_into_the_other(old: str, new: str) -> None:
    edit = difference(old, new)
    if edit is None:
        assert old == new
        return
    put = new[edit.start : edit.start + edit.inserted]
    assert old[: edit.start] + put + old[edit.start + edit.removed :] == new


def again(text: str, near: int = AT) -> str | None:
    found = find_again(text, QUOTE, *context_of(NOTE, HERE), near=near)
    return text[found.start : found.end] if found else None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (NOTE, QUOTE),
        ("Before.\n" * 40 + NOTE, QUOTE),
        (NOTE.replace(" for forty", "\n  for forty"), "Nobody comes\n  for forty minutes."),
        (NOTE.replace("forty", "fifty"), "Nobody comes for fifty minutes."),
        (NOTE.replace("Nobody", "No one"), "No one comes for forty minutes."),
        (NOTE.replace("forty minutes", "forty or so minutes"), "Nobody comes for forty or so minutes."),
        (NOTE.replace(QUOTE, "The radio is dead on most of the nights."), None),
        ("", None),
        (NOTE.replace(QUOTE, ""), None),
    ],
)
def test_a_passage_is_found_again_after_an_edit_from_outside(text: str, found: str | None) -> None:
    assert again(text) == found


def test_of_several_places_the_one_with_the_same_surroundings_then_the_nearest() -> None:
    twice = f"He says: {QUOTE} So it goes.\n\n{NOTE}"
    found = find_again(twice, QUOTE, *context_of(NOTE, HERE), near=0)
    assert found == Anchor(twice.rindex(QUOTE), twice.rindex(QUOTE) + len(QUOTE))
    same = f"{NOTE}\n\n{NOTE}\n\n{NOTE}"
    places = [at for at in range(len(same)) if same.startswith(QUOTE, at)]
    for at in places:
        nearest = find_again(same, QUOTE, *context_of(NOTE, HERE), near=at + 3)
        assert nearest is not None
        assert nearest.start == at


def test_a_word_that_stands_anywhere_needs_its_surroundings() -> None:
    assert find_again("yes and yes and no", "yes", "She said ", ", always") is None
    found = find_again("He: yes. She said yes, always. yes", "yes", "She said ", ", always")
    assert found == Anchor(18, 21)


@pytest.mark.parametrize("quote", ["", "  ", "a.*b(", "\\", "((((((((((((((", "x" * 5000])
def test_odd_passages_are_looked_for_as_they_are(quote: str) -> None:
    assert find_again("nothing of the kind", quote) is None
    if quote.strip():
        found = find_again(f"some {quote} there", quote, "some ", " there")
        assert found == Anchor(5, 5 + len(quote.strip()))


@settings(max_examples=300, deadline=None)
@given(st.text("ab c\n.", max_size=80), st.text("ab c\n.", min_size=1, max_size=30), st.integers(0, 80))
def test_what_is_found_lies_in_the_text_and_begins_and_ends_with_a_word(
    text: str, quote: str, near: int
) -> None:
    found = find_again(text, quote, "ab", "c", near=near)
    if found is not None:
        words = text[found.start : found.end]
        assert words
        assert words == words.strip()


def test_a_long_passage_of_a_large_note_is_found_by_its_words() -> None:
    said = " ".join(f"word{number} and more" for number in range(400))
    text = "Some other sentence of the note.\n" * 6000 + said.replace("word7 ", "wurd7 ") + "\nThe end." * 900
    found = find_again(text, said)
    assert found is not None
    assert text[found.start : found.end] == said.replace("word7 ", "wurd7 ")
