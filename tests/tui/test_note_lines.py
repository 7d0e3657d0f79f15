"""What stands in a line of a note: margin, tones, guide questions, themes begun."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.attribution import Attribution
from leaptui.domain.level_signs import row_levels
from leaptui.domain.records import Interview, Stakeholder
from leaptui.practice.reader import load_practice
from leaptui.services.interviews.interviews import InterviewView
from leaptui.tui.completion import Completions, handles
from leaptui.tui.note_lines import (
    Margin,
    Tone,
    asked,
    body_of,
    margin_of,
    margin_shown,
    next_question,
    paragraph_around,
    question_at,
    shown,
    stretches,
)
from leaptui.tui.screens.interviews.lines import interview_line, matches, preview_lines
from leaptui.tui.screens.interviews.note_panes import (
    NoteState,
    attribution_lines,
    folded_guide,
    guide_lines,
    marked_lines,
)
from leaptui.tui.screens.interviews.who import NewName, found

TODAY = date(2026, 11, 24)
OFF = Attribution.OFF_RECORD


def toned(line: str) -> list[tuple[str, Tone]]:
    return [(line[each.start : each.end], each.tone) for each in stretches(line)]


@pytest.mark.parametrize(
    ("line", "margin"),
    [
        ("14:19 She would not", Margin.STAMP),
        ("00:00 ", Margin.STAMP),
        ("24:00 is no time", Margin.NONE),
        ("14:19", Margin.NONE),
        ("14:190 units", Margin.NONE),
        ("[off] Named the sergeant", Margin.OFF),
        ("[OFF] loud", Margin.OFF),
        ("[off]without a blank", Margin.NONE),
        ("", Margin.NONE),
    ],
)
def test_what_stands_in_the_margin(line: str, margin: Margin) -> None:
    assert margin_of(line) is margin


def test_the_tones_of_a_stamped_heading_and_of_marks() -> None:
    assert toned("14:19 ## 4 Never") == [("## 4 Never", Tone.HEADING), ("14:19 ", Tone.STAMP)]
    assert toned('"We park them." #NEED-night !concern so be it') == [
        ('"We park them."', Tone.QUOTE),
        ("#NEED-night", Tone.THEME),
        ("!concern", Tone.CONCERN),
    ]
    assert toned("?follow-up due:friday @maria the log") == [
        ("?follow-up", Tone.FOLLOW_UP),
        ("due:friday", Tone.FOLLOW_UP),
        ("@maria", Tone.FOLLOW_UP),
    ]
    assert toned("> Radio, not people. #SAFE") == [
        ("> Radio, not people. #SAFE", Tone.OWN_VIEW),
        ("#SAFE", Tone.THEME),
    ]
    assert toned("C# and why? and wait!") == []


def test_nothing_marked_off_the_record_keeps_its_colour() -> None:
    assert toned('[off] "He is the one." #NAME')[-1] == ('"He is the one." #NAME', Tone.OFF)
    assert shown("[off] He is") == "⊠ OFF He is"
    assert shown("14:02 [off] He is") == "14:02 ⊠ OFF He is"


def test_a_line_off_the_record_by_another_sign_or_by_the_line_above_looks_so() -> None:
    lines = ["Fine.", "", "- **[off record]** He said", '  "he is the one" #NAME', "- the night log"]
    assert row_levels(lines) == [None, None, OFF, OFF, None]
    tones = [(each.start, each.end, each.tone) for each in stretches(lines[2], OFF)]
    assert tones == [(0, 26, Tone.OFF), (4, 16, Tone.OFF_SIGN)]
    assert list(stretches(lines[3], OFF))[-1].tone is Tone.OFF


def test_the_other_levels_stand_in_the_margin_and_keep_the_words_colours() -> None:
    assert [margin_shown(level) for level in Attribution] == ["■ REC ", "◧ROLE ", "□ NFA ", "⊠ OFF "]
    line = '[role only] "We park them."'
    assert toned(line) == [('"We park them."', Tone.QUOTE), ("[role only]", Tone.LEVEL_SIGN)]


@pytest.mark.parametrize(("row", "wanted"), [(0, (0, 1)), (1, (0, 3)), (2, (2, 3)), (4, (4, 6)), (5, (4, 6))])
def test_a_paragraph_ends_at_blank_lines(row: int, wanted: tuple[int, int]) -> None:
    lines = ["one", "", "two", " ", "three", "four"]
    rows = paragraph_around(lines.__getitem__, len(lines), row)
    assert (rows.start, rows.stop) == wanted


@given(st.text())
def test_a_line_is_drawn_character_for_character(line: str) -> None:
    assert len(shown(line)) == len(line)
    assert shown(line)[12:] == line[12:]
    for each in stretches(line):
        assert 0 <= each.start <= each.end <= len(line)
    assert line.endswith(body_of(line))


def test_questions_that_were_asked_and_when() -> None:
    note = "# Dispatcher\n\n## 4 Never unarmed\nNo.\n14:26 ## 9 Nobody is free\n## 9 again\n##no\n## Notes"
    assert asked(note) == {4: "", 9: "14:26"}
    lines = note.split("\n")
    assert [question_at(lines, row) for row in range(6)] == [None, None, 4, 4, 9, 9]


@pytest.mark.parametrize(
    ("done", "now", "wanted"),
    [(set(), None, 1), ({1, 2}, 2, 3), ({3}, 3, 1), ({1, 2, 3}, 3, None), ({2}, 1, 3)],
)
def test_the_next_question_goes_on_then_back_to_what_was_left_out(
    done: set[int], now: int | None, wanted: int | None
) -> None:
    assert next_question([1, 2, 3], done, now) == wanted


@pytest.mark.parametrize(
    ("line", "column", "rest"),
    [
        ("#NEED-n", 7, "ight"),
        ("late. #DISP", 11, "-trust"),
        ("#NEED-night", 11, ""),
        ("#NEED-n and more", 7, "ight"),
        ("#NEED-nx", 7, ""),
        ("C#NEED-n", 8, ""),
        ("#", 1, ""),
        ("#zzz", 4, ""),
        ("#hou", 4, "rs"),
        ("?follow-up ring @mar", 20, "ia.delgado"),
        ("@Rosa", 5, ""),
        ("@Ro", 3, "sa"),
        ("rosa@ro", 7, ""),
    ],
)
def test_themes_components_and_people_are_completed_while_typed(line: str, column: int, rest: str) -> None:
    people = handles(["Maria Delgado", "Rosa Lee", "María Ek", "", "…"])
    assert Completions(("DISP-trust", "NEED-night", "hours"), people).rest(line, column) == rest


def test_a_person_goes_by_the_shortest_word_nobody_else_has() -> None:
    assert handles(["Maria Delgado", "Rosa Lee", "María Ek"]) == ("maria.delgado", "rosa", "maria.ek")


def person(name: str, role: str = "", group: str = "") -> Stakeholder:
    return Stakeholder(id=name, engagement="e", name=name, role=role, group=group)


def test_people_are_found_by_name_role_and_beginnings_first() -> None:
    people = [person("Lee Brandt", "patrol sergeant"), person("Rosa Lee", "dispatcher"), person("Änne Ek")]
    assert [each.name for each in found(people, "lee")] == ["Lee Brandt", "Rosa Lee", "lee"]
    assert [each.name for each in found(people, "anne ek")] == ["Änne Ek"]
    assert found(people, "dispatch")[0] == people[1]
    assert found(people, "  Zoë   Q ")[-1] == NewName("Zoë Q")
    assert found(people, "") == people


NOTE = """## 2 First
She would not. #SAFE-backup
"If nobody answers, I send police." #DISP-trust !concern
?follow-up due:2026-11-27 @ruiz ask for the log
> Radio, not people.
[off] Named the sergeant."""


def state(note: str = NOTE, now: int | None = 2, level: Attribution = Attribution.ROLE_ONLY) -> NoteState:
    guide = next(each for each in load_practice().guides if each.id == "dispatch")
    interview = Interview(id="i", engagement="e", number=8, note=note, attribution=level)
    return NoteState.of(interview, "a dispatcher", guide, note, now, TODAY)


def test_the_guide_gives_way_to_the_room_there_is() -> None:
    whole = guide_lines(state(), 43, 60, whole=True)
    tight = guide_lines(state(), 43, 30, whole=True)
    short = guide_lines(state(), 28, 20, whole=False)
    assert whole[0].plain == "Guide".ljust(43 - len("1 of 10 asked")) + "1 of 10 asked"
    assert any(not line.plain for line in whole[3:])
    assert len(tight) <= 30
    assert sum(line.plain.startswith(" ✓") or line.plain.startswith("▌●") for line in short) == 1
    assert all(line.cell_length <= 28 for line in short)
    assert [line.plain[3:5].strip() for line in short if line.plain[1:2] in "○✓●"] == [
        str(number) for number in range(1, 11)
    ]


def test_the_folded_guide_names_the_question_in_hand_or_the_next() -> None:
    assert folded_guide(state(), 56)[0].plain.startswith("● 2 ")
    assert folded_guide(state(now=None), 56)[0].plain.startswith("▸ 1 ")
    assert "1 of 10" in folded_guide(state(), 56)[0].plain


def test_what_is_marked_is_counted_and_said() -> None:
    words = "\n".join(line.plain for line in marked_lines(state(), 34))
    for expected in ("SAFE-backup", "may be quoted", "ask for the log", "Fri 27", "@ruiz", "never leaves"):
        assert expected in words
    assert "Named the sergeant" not in words
    closed = state(level=Attribution.NONE)
    assert "may not be quoted" in "\n".join(line.plain for line in marked_lines(closed, 34))


@pytest.mark.parametrize("level", list(Attribution))
def test_the_attribution_that_holds_is_told_by_more_than_colour(level: Attribution) -> None:
    held = [line.plain for line in attribution_lines(state(level=level), 34) if line.plain.startswith("▌")]
    assert [line.strip() for line in held] == [f"▌{level.glyph} {level.label}"]


def view() -> InterviewView:
    people = (person("Joelle Varga", "dispatcher, night shift"),)
    return InterviewView(interview=state().interview, people=people, marks=state().marks)


def test_a_row_of_the_list_always_has_the_attribution_in_words() -> None:
    for width in (46, 57, 78, 130):
        line = interview_line(view(), width, TODAY).plain
        assert "◧ role only" in line, width
        assert len(line) <= width
    assert '"1' in interview_line(view(), 78, TODAY).plain
    assert "▲ unsaved" in interview_line(view(), 78, TODAY, unsaved=True).plain
    assert "▲ Joelle" in interview_line(view(), 57, TODAY, unsaved=True).plain


def test_a_preview_keeps_off_record_passages_out_of_sight() -> None:
    words = "\n".join(line.plain for line in preview_lines(view(), 50, 40))
    assert "⊠ off the record" in words
    assert "sergeant" not in words


def test_the_filter_looks_at_people_and_at_the_note() -> None:
    assert matches(view(), "varga police")
    assert matches(view(), "")
    assert not matches(view(), "chief")
