"""The sign of a level and the name of a speaker at the start of a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.attribution import Attribution
from leaptui.domain.level_signs import SIGN_OF, row_levels, without_signs
from leaptui.domain.marks import MarkKind, marks
from leaptui.domain.questions import question_of
from leaptui.tui.line_starts import CYCLE, next_speaker, own_level, speaker_of, with_next_level, with_speaker

NAMES = ("Dana Okafor", "Lee Brandt")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("She said so", "[off] She said so"),
        ("14:02 She said so", "14:02 [off] She said so"),
        ("- a point", "- [off] a point"),
        ("> my view", "> [off] my view"),
        ("14:02 ## 4 Never", "14:02 ## 4 [off] Never"),  # it heads its question still
        ("[off] She", "[not for attribution] She"),
        ("[off] [role only] She", "[not for attribution] She"),
        ("She said [off] that", "[not for attribution] She said that"),
        ("[role only] She", "[on record] She"),
        ("14:02 [on record] She", "14:02 She"),
        ("", "[off] "),
    ],
)
def test_the_key_goes_through_the_levels(line: str, wanted: str) -> None:
    assert with_next_level(line) == wanted
    assert question_of(wanted) == question_of(line)


@given(st.text(st.sampled_from("ab [off]:>-#!é\t14:02 "), max_size=30))
def test_round_the_cycle_stands_the_line_without_signs(line: str) -> None:
    line = without_signs(line)
    seen = []
    turned = line
    for _ in CYCLE:
        turned = with_next_level(turned)
        seen.append(own_level(turned))
    assert seen == [*CYCLE[1:], None]
    assert turned == line


@given(st.sampled_from(["She said so", "14:02 so", "- a point", "> view", "#theme first"]))
def test_the_first_press_is_off_the_record_and_keeps_what_the_line_is(line: str) -> None:
    off = with_next_level(line)
    assert row_levels([off]) == [Attribution.OFF_RECORD]
    before = {mark.kind for mark in marks(line)}
    assert {mark.kind for mark in marks(off)} == before | {MarkKind.OFF_RECORD}


def test_who_speaks_goes_round_and_ends_with_nobody() -> None:
    lines = ["Dana Okafor: Nights are short.", "", "14:02 [role only] We wait"]
    line = lines[2]
    named = []
    for _ in range(3):
        name = next_speaker([*lines[:2], line], 2, NAMES)
        line = with_speaker(line, name, NAMES)
        named.append(line)
    assert named == [
        "14:02 [role only] Lee Brandt: We wait",
        "14:02 [role only] Dana Okafor: We wait",
        "14:02 [role only] We wait",
    ]
    assert next_speaker(["words"], 0, NAMES) == "Dana Okafor"
    assert speaker_of("Note: this is no name", NAMES) is None


@pytest.mark.parametrize("level", list(Attribution))
def test_every_sign_written_is_read_as_its_level(level: Attribution) -> None:
    assert own_level(f"{SIGN_OF[level]} words") is level
