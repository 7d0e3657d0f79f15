"""Two texts line against line: both can be read back out of the comparison."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.differences import DifferenceLine, differences

lines = st.lists(st.sampled_from(["a", "b", "", "long line", "Long line"]), max_size=12).map("\n".join)


def told(before: str, after: str, context: int = 2) -> list[str]:
    return [f"{line.sign}{line.text}" for line in differences(before, after, context=context)]


def test_a_changed_line_stands_below_what_it_was() -> None:
    assert told("Nights are short.\nHe waits.", "Nights are long.\nHe waits.") == [
        "-Nights are short.",
        "+Nights are long.",
        " He waits.",
    ]
    old, new = differences("Nights are short.", "Nights are long.")
    assert old.text[old.start : old.end] == "short"
    assert new.text[new.start : new.end] == "long"


def test_what_stayed_is_counted_where_it_is_long() -> None:
    before = "\n".join(f"line {number}" for number in range(20))
    assert told(before, before.replace("line 10\n", "")) == [
        "…8",
        " line 8",
        " line 9",
        "-line 10",
        " line 11",
        " line 12",
        "…7",
    ]


def test_the_first_text_and_the_last() -> None:
    assert told("", "words") == ["+words"]
    assert told("words", "") == ["-words"]
    assert told("same", "same") == []
    assert told("", "") == []


def test_a_line_that_is_altogether_another_has_no_part_of_its_own() -> None:
    assert differences("abc", "xyz") == [DifferenceLine("-", "abc"), DifferenceLine("+", "xyz")]


@given(before=lines, after=lines)
def test_both_texts_are_in_it(before: str, after: str) -> None:
    shown = differences(before, after, context=1000)
    if before == after:
        assert shown == []
        return
    assert [line.text for line in shown if line.sign in "- "] == (before.split("\n") if before else [])
    assert [line.text for line in shown if line.sign in "+ "] == (after.split("\n") if after else [])
    for line in shown:
        assert 0 <= line.start <= line.end <= len(line.text)


@given(before=lines, after=lines, context=st.integers(0, 3))
def test_what_is_left_out_is_counted(before: str, after: str, context: int) -> None:
    shown = differences(before, after, context=context)
    if before != after:
        stayed = sum(int(line.text) if line.sign == "…" else line.sign in " -" for line in shown)
        assert stayed == (len(before.split("\n")) if before else 0)
