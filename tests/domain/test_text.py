"""User text made safe, and the names made from it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.text import clean, fold, one_line, slug


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("San José, CA", "san-jose-ca"),
        ("Redmond/Kirkland, WA", "redmond-kirkland-wa"),
        ("  St. Paul — MN ", "st-paul-mn"),
        ("Harbor Falls OH", "harbor-falls-oh"),
        ("Łódź", "łodz"),
        ("…", ""),
    ],
)
def test_slug(name: str, short: str) -> None:
    assert slug(name) == short


def test_terminal_controls_and_hidden_directions_go() -> None:
    assert clean("a\x1b]52;c;ZXZpbA==\x07b\x9b31m\u202ec\x00\udce4d\x7f") == "a]52;c;ZXZpbA==b31mcd"


def test_line_ends_become_line_feeds_and_tabs_stay() -> None:
    assert clean("a\r\nb\rc\u2028d\te") == "a\nb\nc\nd\te"


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_leaves_no_control(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not [each for each in once if unicodedata.category(each) in {"Cc", "Cs"} and each not in "\n\t"]
    once.encode("utf-8")


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


@given(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    assert slug(slug(text)) == slug(text)


def test_fold_ignores_accents_and_case() -> None:
    assert fold("SAN JOSÉ") == fold("san jose")
