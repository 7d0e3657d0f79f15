"""Joining two edits of a note loses none of what either wrote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.store.text_merge import merge3

texts = st.lists(st.sampled_from("abcde"), max_size=8).map("\n".join)


@pytest.mark.parametrize(
    ("base", "earlier", "later", "joined"),
    [
        ("a\nb\nc", "a\nB\nc", "a\nb\nC", "a\nB\nC"),
        ("a\nb\nc", "a\nB\nc", "a\nX\nc", "a\nB\nX\nc"),
        ("a\nb", "a\nb\nmore", "a\nb\nelse", "a\nb\nmore\nelse"),
        ("a\nb", "a\nb\nsame", "a\nb\nsame", "a\nb\nsame"),
        ("a\nb\nc", "a\nc", "a\nb\nc\nd", "a\nc\nd"),
        ("", "one", "two", "one\ntwo"),
        ("a", "", "a\nb", "\nb"),
    ],
)
def test_worked_cases(base: str, earlier: str, later: str, joined: str) -> None:
    assert merge3(base, earlier, later) == joined


@given(base=texts, side=texts)
def test_a_side_that_changed_nothing_yields(base: str, side: str) -> None:
    assert merge3(base, base, side) == side
    assert merge3(base, side, base) == side
    assert merge3(base, side, side) == side


@given(base=texts, earlier=texts, later=texts)
def test_every_new_line_of_either_side_is_there(base: str, earlier: str, later: str) -> None:
    joined = set(merge3(base, earlier, later).split("\n"))
    new = (set(earlier.split("\n")) | set(later.split("\n"))) - set(base.split("\n"))
    assert new <= joined
