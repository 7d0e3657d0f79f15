"""Tokens of claims: read by one reader, inert for everything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.documents.rationale import to_markdown
from leaptui.domain.claim_tokens import (
    LONGEST_KEY,
    Token,
    key_from,
    misspelt,
    pieces,
    tokens,
    with_values,
    written,
)
from leaptui.domain.roadmap_vocabulary import ClaimKind

FIGURE, QUOTE = ClaimKind.FIGURE, ClaimKind.QUOTE
HOSTILE = st.lists(
    st.sampled_from(
        ["⟦", "⟧", "figure:", "quote:", "a", "-", "_", "é", "\n", " ", "`", "{{", "}}", "*", "\x1b", "\u202e"]
    ),
    max_size=40,
).map("".join)


def test_tokens_are_found_where_they_stand() -> None:
    text = "About ⟦figure:eligible-expected⟧ of calls. ⟦quote:a-sergeant⟧"
    assert tokens(text) == [
        Token(FIGURE, "eligible-expected", 6, 32),
        Token(QUOTE, "a-sergeant", 43, 61),
    ]
    values = {(FIGURE, "eligible-expected"): "17.6%", (QUOTE, "a-sergeant"): "“We go alone.”"}
    assert with_values(text, values) == "About 17.6% of calls. “We go alone.”"


def test_a_token_of_another_kind_is_not_that_claim() -> None:
    assert with_values("⟦quote:share⟧", {(FIGURE, "share"): "17%"}) == "⟦quote:share⟧"


def test_what_a_claim_says_is_not_read_again() -> None:
    values = {(QUOTE, "a"): "⟦quote:b⟧", (QUOTE, "b"): "never"}
    assert with_values("⟦quote:a⟧", values) == "⟦quote:b⟧"


@pytest.mark.parametrize(
    ("text", "found", "told"),
    [
        ("⟦figure:⟧", [], ["⟦figure:⟧"]),
        ("⟦figure:open", [], ["⟦figure:open"]),
        ("⟦Figure:share⟧", [], ["⟦Figure:share⟧"]),
        ("⟦ figure: share ⟧", [], ["⟦ figure: share ⟧"]),
        ("⟦figure:a_b⟧", [], ["⟦figure:a_b⟧"]),
        ("⟦figure:a\x1b[2J⟧", [], ["⟦figure:a\x1b[2J⟧"]),
        ("⟦figure:a\nb⟧", [], ["⟦figure:a"]),
        ("⟦figure:-a⟧", [], ["⟦figure:-a⟧"]),
        ("⟦figure:⟦quote:b⟧⟧", ["b"], ["⟦figure:"]),
        ("⟦x y⟧ and ⟦⟧ and ⟧⟦", [], []),
        # A token that editing broke: a letter gone, the sign before it, its kind.
        ("⟦figre:share⟧ of calls", [], ["⟦figre:share⟧"]),
        ("About figure:share⟧ of calls", [], ["figure:share⟧"]),
        ("⟦share⟧", [], ["⟦share⟧"]),
        ("⟦figure:share⟧⟧ and ⟦⟦figure:share⟧", ["share", "share"], []),
        (f"⟦figure:{'a' * (LONGEST_KEY + 1)}⟧", [], [f"⟦figure:{'a' * LONGEST_KEY}a⟧"]),
        ("⟦figure:école-ü⟧", ["école-ü"], []),
    ],
)
def test_what_only_looks_like_a_token_is_told(text: str, found: list[str], told: list[str]) -> None:
    assert [token.key for token in tokens(text)] == found
    assert misspelt(text) == told


def test_huge_texts_are_read_in_one_go() -> None:
    many = "⟦figure:share⟧ " * 20_000 + "⟦figure:" + "a-" * 200_000 + "⟦" * 100_000
    assert len(tokens(many)) == 20_000
    assert with_values(many, {(FIGURE, "share"): "1"}).startswith("1 1 1 ")
    assert len(misspelt(many)) == 1


@given(HOSTILE)
def test_nothing_typed_is_lost(text: str) -> None:
    assert (
        "".join(each if isinstance(each, str) else text[each.start : each.end] for each in pieces(text))
        == text
    )
    assert with_values(text, {}) == text
    for token in tokens(text):
        assert text[token.start : token.end] == written(token.kind, token.key)


@given(st.text(max_size=200))
def test_a_key_made_of_any_words_makes_a_token(words: str) -> None:
    key = key_from(words)
    if key:
        assert [token.key for token in tokens(f"x{written(FIGURE, key)}y")] == [key]


@given(st.text(max_size=60))
def test_a_token_means_nothing_to_markdown(words: str) -> None:
    key = key_from(words)
    if key:
        token = written(QUOTE, key)
        assert token in to_markdown(f"so {token} it is", below=2)
