"""The words around what was found: on one line, of the text itself, and with the word in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.text import clean
from leaptui.store.snippet import snippet

LONG = "The pastor says café owners call 911 at night.\nNobody comes for forty minutes. " * 6


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Nobody comes.", ["nob"], "Nobody comes."),
        (LONG, ["forty", "min"], "…call 911 at night. Nobody comes for forty minutes. The pastor says café"),
        (LONG, ["cafe"], "The pastor says café owners"),
        ("x " * 100 + 'He said "José" and left.', ["jose"], 'He said "José" and left.'),
        ("x " * 100 + "Jose\u0301 left.", ["jose"], "Jose\u0301 left."),
        ("x " * 100 + "ŁÓDŹ left.", ["łodz"], "ŁÓDŹ left."),
        ("for " * 40 + "café " + "x " * 90 + "two for café", ["two", "for"], "two for café"),
        ("fort forts " * 20 + "for the others", ["for", "the"], "for the others"),
        ("İ " * 100 + "forty", ["forty"], "forty"),
        ("中文" * 200, ["中文"], "中文中文"),
    ],
)
def test_the_best_place_is_shown(text: str, words: list[str], shown: str) -> None:
    assert shown in snippet(text, words)


@given(
    parts=st.lists(st.text(alphabet="ab é\n\t'中", max_size=30), max_size=12),
    word=st.sampled_from(["found", "fouñd", "Found"]),
)
def test_a_snippet_is_a_line_of_the_text_with_the_word_in_it(parts: list[str], word: str) -> None:
    text = clean(" ".join([*parts, word, *reversed(parts)]))
    shown = snippet(text, ["found"])
    assert word in shown
    assert len(shown) <= 122
    assert shown.isprintable()
    assert "".join(shown.strip("…").split()) in "".join(text.split())
