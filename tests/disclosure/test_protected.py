"""Eight words in a row, and names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.disclosure.protected import RUN, Passage, Protected
from leaptui.domain.attribution import Attribution

SAID = "After midnight nobody with keys to the sobering room answers, so we drive people around until dawn."
OFF = Passage(SAID, Attribution.OFF_RECORD)


def spans_of(text: str, *passages: Passage) -> list[str]:
    return [span.words for span in Protected(passages).spans(text, "component 3, rationale")]


def test_eight_words_in_a_row_are_found_where_they_stand() -> None:
    text = "We heard that nobody with keys to the sobering room answers at night."
    (span,) = Protected([OFF]).spans(text, "component 3, rationale")
    assert span.words == "nobody with keys to the sobering room answers"
    assert span.where == "component 3, rationale"
    assert "off the record" in span.why


def test_seven_words_in_a_row_pass() -> None:
    assert spans_of("We heard that nobody with keys to the sobering room is there.", OFF) == []


@pytest.mark.parametrize(
    "text",
    [
        "NOBODY with keys — to the *sobering* room: answers!",
        "nobody with keys\nto the sobering\troom answers",
        "nobody with keys to the sober\u00ading room answers",
        "nobody\u200b with keys to the sobering room answers",
        "nobody_with_keys_to_the_sobering_room_answers",
        "ｎｏｂｏｄｙ with keys to the sobering room answers",
    ],
)
def test_case_punctuation_and_invisible_characters_hide_nothing(text: str) -> None:
    assert len(spans_of(text, OFF)) == 1


def test_accents_hide_nothing() -> None:
    passage = Passage("José dijo que la estación cerró a las diez anoche", Attribution.NONE)
    assert spans_of("jose dijo que la estacion cerro a las", passage)
    assert spans_of("Jose\u0301 dijo que la estacio\u0301n cerro\u0301 a las", passage)


def test_a_passage_of_four_to_seven_words_counts_as_a_whole() -> None:
    passage = Passage("The sergeant never writes it down", Attribution.NONE)
    assert spans_of("They said the sergeant never writes it down at all.", passage)
    assert not spans_of("The sergeant never writes.", passage)
    assert not spans_of("On the night shift.", Passage("night shift", Attribution.NONE))


@pytest.mark.parametrize("level", [Attribution.ON_RECORD, Attribution.ROLE_ONLY])
def test_what_may_be_quoted_is_not_protected(level: Attribution) -> None:
    assert spans_of(SAID, Passage(SAID, level)) == []


words = st.lists(st.text("abcdef", min_size=1, max_size=3), min_size=1, max_size=40)


def holds_a_run(text: list[str], passage: list[str]) -> bool:
    size = min(RUN, len(passage))
    if size < 4:
        return False
    runs = {tuple(passage[i : i + size]) for i in range(len(passage) - size + 1)}
    return any(tuple(text[i : i + size]) in runs for i in range(len(text) - size + 1))


@given(before=words, passage=words, start=st.integers(0, 39), length=st.integers(0, 40), after=words)
def test_found_exactly_when_a_run_is_repeated(
    before: list[str], passage: list[str], start: int, length: int, after: list[str]
) -> None:
    text = before + passage[start : start + length] + after
    found = spans_of(" ".join(text), Passage(" ".join(passage), Attribution.NONE))
    assert bool(found) == holds_a_run(text, passage)


@pytest.mark.parametrize(
    "text",
    [
        "Maria Lopez told us",
        "as MARIA LOPEZ said",
        "Maria T. Lopez",
        "Lopez, Maria",
        "Sgt. Lopez thinks",
        "María López",
    ],
)
def test_a_name_is_found_in_every_usual_form(text: str) -> None:
    (span,) = Protected(names=["Sgt. Maria Lopez"]).spans(text, "decision")
    assert "Lopez" in span.words or "LOPEZ" in span.words or "López" in span.words


@pytest.mark.parametrize(
    "text", ["Maria told us", "as lopez said", "told lopez", "lopez says", "chief rivers", "by sgt. lopez"]
)
def test_a_first_name_alone_or_a_surname_in_lower_case_names_its_only_bearer(text: str) -> None:
    assert Protected(names=["Maria Lopez", "Anna Rivers"]).spans(text, "decision")


@pytest.mark.parametrize(
    "text",
    [
        "the rivers rise by rivers",
        "Mariah Lopezino",
        "maria in lower case",
        "as young as they are, said young people",
        "Will the city pay? May begins. Mark the map by may, as will be said.",
    ],
)
def test_ordinary_words_are_no_names(text: str) -> None:
    names = ["Maria Lopez", "Anna Rivers", "Will Young", "May Stone", "Mark Price"]
    assert Protected(names=names).spans(text, "decision") == ()


def test_a_first_name_that_two_have_or_that_may_be_said_is_no_name_alone() -> None:
    assert Protected(names=["Maria Lopez", "Maria Chan"]).spans("Maria told us", "decision") == ()
    said = Protected(names=["Maria Lopez"], may_be_said=["Maria Stein"])
    assert said.spans("Maria told us", "decision") == ()


def test_the_names_of_places_and_partners_may_be_said() -> None:
    protected = Protected(names=["Ben Franklin"], may_be_said=["Franklin, OH"])
    assert protected.spans("Franklin begins in May.", "decision") == ()
    assert protected.spans("Ben Franklin begins in May.", "decision")


def test_people_of_elsewhere_are_found_by_full_name_only() -> None:
    protected = Protected(full_names=["Sgt. Amy Young", "Cher"])
    assert protected.spans("Young people, and Amy, and Cher.", "decision") == ()
    assert protected.spans("Amy B. Young said so.", "decision")


def test_surnames_alone_can_be_left_out_of_the_search() -> None:
    protected = Protected(names=["Amy Young"])
    assert protected.spans("Young people", "file", surnames=False) == ()
    assert protected.spans("Young people", "decision")


def test_levels_can_be_chosen() -> None:
    protected = Protected([Passage(SAID, Attribution.NONE)])
    assert protected.spans(SAID, "memo", levels=[Attribution.OFF_RECORD]) == ()
    assert protected.spans(SAID, "memo")


def test_thirty_long_notes_are_searched() -> None:
    notes = [
        Passage(" ".join(f"w{note}x{place}" for place in range(25_000)), Attribution.NONE)
        for note in range(30)
    ]
    protected = Protected(notes)
    assert protected.spans(
        "w29x24990 w29x24991 w29x24992 w29x24993 w29x24994 w29x24995 w29x24996 w29x24997", "r"
    )
    assert not protected.spans("w29x1 w28x2 w27x3 w26x4 w25x5 w24x6 w23x7 w22x8 w21x9", "r")


def test_what_everybody_may_read_is_nobodys_confidence_even_inside_a_note() -> None:
    question = "When would you never send an unarmed team to a call?"
    noted = Passage(f"{question} {SAID}", Attribution.NONE)
    protected = Protected([noted], published=[question])
    assert protected.spans(question, "component 4, checklist") == ()
    assert protected.spans(SAID, "component 4, rationale")
