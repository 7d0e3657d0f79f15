"""The signs that say how far a passage may travel."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leaptui.domain.attribution import Attribution, strictest
from leaptui.domain.level_signs import (
    SIGN_OF,
    NoteLevels,
    level_signs,
    off_record_rows,
    row_levels,
    without_signs,
    words_of,
)

OFF, NONE, ROLE, OPEN = (
    Attribution.OFF_RECORD,
    Attribution.NONE,
    Attribution.ROLE_ONLY,
    Attribution.ON_RECORD,
)


def levels(note: str) -> list[Attribution | None]:
    return row_levels(note.split("\n"))


def test_a_sign_holds_for_its_line_and_the_rest_of_its_paragraph() -> None:
    note = "First.\nThen [role only] this\nand this.\n\n[on record] That\n- and its list\n\n## 3 Next\nThat is all."
    assert levels(note) == [None, ROLE, ROLE, None, OPEN, None, None, None, None]


def test_off_the_record_wins_and_of_two_others_the_stricter() -> None:
    assert levels("[on record] a\n[role only] b\n[on record] c") == [OPEN, ROLE, ROLE]
    assert levels("[off] a\n[on record] b") == [OFF, OFF]
    assert levels("[on record] [off] a") == [OFF]
    assert levels("[not for attribution] a\n[role only] b\n[off] c") == [NONE, NONE, OFF]


def test_a_sign_deeper_in_a_list_ends_before_the_one_around_it() -> None:
    assert levels("- [on record] a\n  - [off] b\n  - c\n- d") == [OPEN, OFF, OPEN, None]


def test_a_second_sign_further_left_holds_for_what_is_below_it_too() -> None:
    assert list(off_record_rows(["    [off] a", "[off] b", "  - c", "- d"])) == [range(3)]


@pytest.mark.parametrize("level", Attribution)
def test_leaptuis_own_spelling_is_its_sign(level: Attribution) -> None:
    assert levels(f"{SIGN_OF[level]} She said so.") == [level]


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("[off: about Dale]", OFF),
        ("[off, please]", OFF),
        ("[off - Dale]", OFF),
        ("[off—Dale]", OFF),
        ("[off", OFF),
        ("[off he said", OFF),
        ("[on record / off]", OFF),
        ("[not off the record]", OFF),
        ("[off the record from here on]", OFF),
        ("[offrecord]", OFF),
        ("(off the record)", OFF),
        ("[[off]]", OFF),
        ("［off］", OFF),
        ("[off\u2013the\u2013record]", OFF),
        ("[o\u200bff]", OFF),
        ("[NFA]", NONE),
        ("[not attributed]", NONE),
        ("[Not-for-Attribution!]", NONE),
        ("[on record, not for attribution]", NONE),
        ("[role-only]", ROLE),
        ("[by role]", ROLE),
        ("[on record, role only]", ROLE),
        ("[On the Record]", OPEN),
        (r"\[on record\]", OPEN),
    ],
)
def test_spellings_in_haste(written: str, level: Attribution) -> None:
    assert levels(f"{written} words") == [level]


@pytest.mark.parametrize(
    "written",
    [
        "[on record?]",
        "[not on record]",
        "[on record",
        "[on record now]",
        "(on record)",
        "(role only)",
        "(not for attribution)",
        "[on] record",
        "on record",
        "[office]",
        "[off-duty] officer",
        "[off duty] officer",
        "(off) switch",
        "[turned off]",
        "[role of police only]",
        "[x](off)",
    ],
)
def test_what_is_no_sign_leaves_the_interviews_level(written: str) -> None:
    assert levels(f"{written} words") == [None]


BLANKS = st.sampled_from(["", " ", "  ", "\t", "\u00a0", "\u2009"])
JOINS = st.sampled_from([" ", "-", "_", "\u2011", "\u00a0", "  ", " - ", "\u2013", "*", "\u200b "])
CASES = st.sampled_from([str.lower, str.upper, str.title, str.swapcase])
BEFORE = st.sampled_from(
    ["", "- ", "> ", "> - ", "  * ", "14:19 ", "1. ", "He says ", "## ", "\t", "“", "#EQUITY "]
)
BEHIND = st.sampled_from(["", ":", "**", " words", "\n", "\n> words", "\nwords [on record]", " [on record]"])
STRICT = {OFF: ("off", "off record", "off the record"), NONE: ("not for attribution",), ROLE: ("role only",)}


@st.composite
def hostile(draw: st.DrawFn) -> tuple[Attribution, str]:
    """A strict sign as somebody in a hurry, an editor or a word processor may leave it."""
    level = draw(st.sampled_from(list(STRICT)))
    words = draw(st.sampled_from(STRICT[level])).split(" ")
    said = words[0] + "".join(draw(JOINS) + word for word in words[1:])
    inner = draw(st.sampled_from(["", "*", "**", "`", "~~"]))
    said = f"{draw(BLANKS)}{inner}{draw(CASES)(said)}{inner}{draw(BLANKS)}"
    said += draw(st.sampled_from(["", "!", ".", ":", " ?", ", please", "; Dale", " \u2013 Dale", "\u200b"]))
    opens, closes = draw(st.sampled_from(["[]", ("\\[", "\\]"), "［］", "【】", ("[[", "]]")]))
    outer = draw(st.sampled_from(["", "*", "**", "_", "`"]))
    return level, f"{draw(BEFORE)}{outer}{opens}{said}{closes}{outer}{draw(BEHIND)}"


@settings(max_examples=500)
@given(hostile())
def test_no_spelling_of_a_strict_sign_opens_its_line(sign: tuple[Attribution, str]) -> None:
    level, note = sign
    for line, found in zip(note.split("\n"), levels(note), strict=True):
        assert not line or (found is not None and found.strictness >= level.strictness)


ANYTHING = st.text(alphabet=st.sampled_from("[]()［off nrecdth>-#*\\\n\t1.:?"), max_size=120)


@settings(max_examples=500)
@given(ANYTHING, st.sampled_from(list(Attribution)))
@example("a\n", OFF)
def test_signs_point_into_their_line_and_further_ones_never_loosen(note: str, level: Attribution) -> None:
    for line in note.split("\n"):
        for sign in level_signs(line):
            assert 0 <= sign.start < sign.end <= len(line)
    before = levels(note)
    after = levels(note + f" {SIGN_OF[level]}")
    for old, new in zip(before, after, strict=True):
        assert new is old or (new is not None and (old is None or new is strictest(old, new)))


@given(ANYTHING)
def test_off_record_rows_are_the_rows_that_are_off_the_record(note: str) -> None:
    lines = note.split("\n")
    covered = {row for rows in off_record_rows(lines) for row in rows}
    assert covered == {row for row, level in enumerate(row_levels(lines)) if level is OFF}


def test_a_passage_has_the_levels_of_all_its_lines() -> None:
    note = "plain\n\n[role only] one\n\n[off] two\n"
    found = NoteLevels(note)
    assert found.within(0, 5) == {None}
    assert found.within(7, note.index("[off]")) == {ROLE, None}
    assert found.within(0, len(note)) == {None, ROLE, OFF}
    assert found.within(len(note), len(note)) == {None}


@pytest.mark.parametrize(
    ("own", "otherwise", "plain", "role", "both", "off"),
    [
        (None, NONE, NONE, ROLE, NONE, OFF),
        (None, OPEN, OPEN, ROLE, ROLE, OFF),
        (OPEN, NONE, OPEN, ROLE, ROLE, OFF),
        (NONE, OPEN, NONE, NONE, NONE, OFF),
        (OFF, OPEN, OFF, OFF, OFF, OFF),
    ],
)
def test_a_decision_may_be_stricter_than_a_sign_and_never_more_open(
    own: Attribution | None,
    otherwise: Attribution,
    plain: Attribution,
    role: Attribution,
    both: Attribution,
    off: Attribution,
) -> None:
    note = "plain\n\n[role only] one\n\n[off] two"
    found = NoteLevels(note)
    spans = [(0, 5), (10, 12), (0, 12), (25, 30)]
    assert [found.of_passage(*span, own=own, otherwise=otherwise) for span in spans] == [
        plain,
        role,
        both,
        off,
    ]


def test_words_stand_without_their_signs() -> None:
    assert without_signs("[off] He said so\nand [role only] this") == "He said so\nand this"
    assert without_signs("  a  b") == "  a  b"
    assert words_of("> - **[off record]** the sergeant") == "the sergeant"
