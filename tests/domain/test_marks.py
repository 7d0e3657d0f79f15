"""The light marks of a note."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.marks import MarkKind, marks

NOTE = """\
## 4 Never an unarmed team, when?
She would not send two people without a radio. #SAFE-backup
"If nobody answers me, I send police." #DISP-trust !concern
?follow-up due:friday @maria ask for the night log
> Trust problem is radio, not people.
[off] Named the sergeant who overrides her.
"""


def found(note: str) -> list[tuple[MarkKind, str]]:
    return [(mark.kind, mark.text) for mark in marks(note)]


def test_every_kind_of_mark_is_found_in_order() -> None:
    assert found(NOTE) == [
        (MarkKind.THEME, "SAFE-backup"),
        (MarkKind.VERBATIM, "If nobody answers me, I send police."),
        (MarkKind.THEME, "DISP-trust"),
        (MarkKind.CONCERN, "If nobody answers me, I send police."),
        (MarkKind.FOLLOW_UP, "ask for the night log"),
        (MarkKind.OWN_VIEW, "Trust problem is radio, not people."),
        (MarkKind.OFF_RECORD, "Named the sergeant who overrides her."),
    ]


def test_a_follow_up_knows_its_day_and_its_person() -> None:
    follow_up = next(mark for mark in marks(NOTE) if mark.kind is MarkKind.FOLLOW_UP)
    assert (follow_up.due, follow_up.person) == ("friday", "maria")


def test_a_concern_may_say_its_own_sentence() -> None:
    assert found("!nobody is free on Fridays #NEED-night") == [
        (MarkKind.CONCERN, "nobody is free on Fridays"),
        (MarkKind.THEME, "NEED-night"),
    ]


def test_signs_inside_or_behind_words_are_plain_text() -> None:
    assert (
        found("Wait! Why? C# and 5'9\" tall, a#b, email@example.org, 3 > 2, # heading, ! alone, ? alone")
        == []
    )


def test_a_markdown_heading_is_not_a_theme() -> None:
    assert found("# Heading\n## 9 What happens") == []


def test_curly_quotation_marks_are_verbatim_too() -> None:
    assert found("He said “we park them and hope” twice.") == [(MarkKind.VERBATIM, "we park them and hope")]


SAID = '"the county jail hides deaths"'


def off(note: str) -> list[str]:
    """What is off the record, as it stands in the note."""
    return [note[mark.start : mark.end] for mark in marks(note) if mark.kind is MarkKind.OFF_RECORD]


@pytest.mark.parametrize(
    "before",
    [
        "[off] ",
        "[OFF]",
        "  [off] ",
        "\t[off] ",
        "- [off] ",
        "  * [off] ",
        "3. [off] ",
        "> [off] ",
        "> - [off] ",
        ">> [off] ",
        "**[off]** ",
        "_[off]_: ",
        "- **[off]** ",
        "14:19 [off] ",
        "[off record] ",
        "[Off the Record] ",
        "[off-the-record] ",
        "[off-record] ",
        "[ off ] ",
        r"\[off\] ",
        "They wait for hours. [off] ",
        "[off] \n",
        "- [off]\n  ",
        "[off] He said\nthat ",
        "[off] He said:\n> ",
    ],
)
def test_the_sign_counts_however_it_is_written_and_covers_its_whole_paragraph(before: str) -> None:
    note = f"Fine so far.\n\n{before}{SAID}\nand more of it\n\nBack on record."
    assert off(note) == [f"{before}{SAID}\nand more of it"]


@pytest.mark.parametrize("after", ["\n\n", "\n \t\n", "\n## ", "\n14:20 ## ", "\n- ", "\n2) "])
def test_a_blank_line_a_heading_or_a_new_bullet_ends_it(after: str) -> None:
    assert off(f"[off] {SAID}{after}He is free on Fridays.") == [f"[off] {SAID}"]


def test_a_bullet_below_an_off_record_bullet_belongs_to_it() -> None:
    note = f"- [off] He said\n  - {SAID}\n- the night log is kept"
    assert off(note) == [f"- [off] He said\n  - {SAID}"]


def test_a_bullet_may_follow_another_that_is_off_the_record_too() -> None:
    assert off("- [off] one\n- [off] two\n- three") == ["- [off] one", "- [off] two"]


@pytest.mark.parametrize(
    "note", ["The siren is off.", "[office] hours", "[officer] Dale", "[turned off] radio"]
)
def test_other_words_in_brackets_are_ordinary(note: str) -> None:
    assert off(note) == []


def test_what_is_off_the_record_is_told_without_its_signs() -> None:
    assert (MarkKind.OFF_RECORD, "the sergeant tears up referrals") in found(
        "> - **[off record]** the sergeant\n>   tears up referrals"
    )


@given(st.text(alphabet=st.sampled_from('ab #!?">\n[of]@:due“”'), max_size=200))
def test_each_mark_points_into_the_note(note: str) -> None:
    for mark in marks(note):
        assert 0 <= mark.start < mark.end <= len(note)
        if mark.kind in {MarkKind.THEME, MarkKind.VERBATIM, MarkKind.OWN_VIEW}:
            assert mark.text in note[mark.start : mark.end]


def test_a_concern_ends_where_another_mark_begins() -> None:
    assert found("!nobody is free ?follow-up call the CAD vendor #DISP-script") == [
        (MarkKind.CONCERN, "nobody is free"),
        (MarkKind.FOLLOW_UP, "call the CAD vendor"),
        (MarkKind.THEME, "DISP-script"),
    ]


def test_a_concern_is_told_without_the_time_it_was_written_at() -> None:
    assert (MarkKind.CONCERN, "They wait for hours.") in found("14:20 - They wait for hours. !concern")
