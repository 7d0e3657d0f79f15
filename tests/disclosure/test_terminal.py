"""Nothing that leaves for a terminal or a pipe can steer it."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from leaptui.disclosure import terminal

STEERING = {
    chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


@given(st.text())
def test_no_text_steers_a_terminal(text: str) -> None:
    assert not STEERING & set(terminal.line(text))
    assert not (STEERING - {"\n"}) & set(terminal.lines(text))


def test_an_escape_sequence_loses_its_escape() -> None:
    assert terminal.line("\x1b]52;c;aGk=\x07 \x9b31mred\r\nnext") == "]52;c;aGk= 31mred next"


def test_json_is_cleaned_to_its_last_leaf() -> None:
    value = {"a\x1b": ["x\x9b", ("y\u202e", 3, None, True, 0.5)], "b": {"c": "line\nbreak"}}
    assert terminal.json_ready(value) == {"a": ["x", ["y", 3, None, True, 0.5]], "b": {"c": "line\nbreak"}}
    assert "\x9b" not in json.dumps(terminal.json_ready(value), ensure_ascii=False)
