"""Sentences near to what was said in confidence: worked likenesses on both sides of the line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.disclosure.near_repeats import ALIKE, FEWEST, near_repeats
from leaptui.disclosure.passages import Passage
from leaptui.domain.attribution import Attribution

SAID = "My sergeant told the new dispatcher never to send the crisis team after midnight"
NONE = Attribution.NONE


def likeness(text: str, said: str = SAID) -> float:
    found = near_repeats([("here", text)], [Passage(said, NONE)])
    return found[0].likeness if found else 0.0


@pytest.mark.parametrize(
    ("text", "least"),
    [
        (SAID, 1.0),
        ("A sergeant told the dispatcher never to send the crisis team after midnight.", 0.7),
        ("After midnight the crisis team is never sent: a sergeant told the new dispatcher.", 0.5),
        ("¿Never send the crisis team after midnight?", 1.0),
    ],
)
def test_what_is_near_is_found(text: str, least: float) -> None:
    assert likeness(text) >= least


@pytest.mark.parametrize(
    "text",
    [
        "The crisis team works from noon to ten.",
        "A new dispatcher joined the team; the sergeant retired after midnight shifts ended.",
        "Send the crisis team.",
        "",
        "Night coverage was raised by two groups.",
    ],
)
def test_what_is_not_near_is_left_alone(text: str) -> None:
    assert likeness(text) == 0.0


def test_the_measure_is_the_share_of_pairs() -> None:
    # Five words make 4 + 3 + 2 pairs at most two words apart; without the last one 3 + 2 + 1 of them are left.
    assert likeness("alpha beta gamma delta zeta", "alpha beta gamma delta omega") == pytest.approx(6 / 9)


def test_the_likest_comes_first_with_what_it_is_like() -> None:
    passages = [
        Passage(f"Nothing much. {SAID}", NONE),
        Passage("He drinks on shift most nights", Attribution.OFF_RECORD),
    ]
    found = near_repeats(
        [
            ("component 3", f"Fine. {SAID.replace('new ', '')}"),
            ("component 4", "He drinks on most nights, on shift."),
        ],
        passages,
    )
    assert [(each.where, each.level) for each in found] == [
        ("component 4", Attribution.OFF_RECORD),
        ("component 3", NONE),
    ]
    assert found[0].like == "He drinks on shift most nights"


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_measured(text: str, said: str) -> None:
    for each in near_repeats([("here", text)], [Passage(said, NONE)]):
        assert ALIKE <= each.likeness <= 1


def pairs_of(sentence: str) -> set[frozenset[str]]:
    """Pairs of words at most two apart, worked out the plain way."""
    words = sentence.split()
    return {
        frozenset({words[one], words[other]})
        for one in range(len(words))
        for other in range(len(words))
        if 0 < other - one <= 3 and words[one] != words[other]
    }


SENTENCES = st.lists(
    st.lists(st.sampled_from(["night", "river", "lamp", "stone", "é"]), max_size=9).map(" ".join), max_size=4
)


@given(SENTENCES, SENTENCES)
def test_the_likest_is_the_likest_of_all(written: list[str], said: list[str]) -> None:
    expected = []
    for sentence in filter(None, written):
        own = pairs_of(sentence)
        shares = [
            len(own & other) / min(len(own), len(other))
            for other in map(pairs_of, said)
            if len(own & other) >= FEWEST
        ]
        if shares and max(shares) >= ALIKE:
            expected.append((sentence, max(shares)))
    found = near_repeats([("here", ". ".join(written))], [Passage("\n".join(said), NONE)])
    assert sorted((each.words.rstrip("."), each.likeness) for each in found) == sorted(expected)
