"""Eight words in a row, and names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.disclosure.passages import RARE_RUN, RUN, SHORTEST_PASSAGE, Passage
from leaptui.disclosure.protected import Protected
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


COMMON = ("hour", "night", "team", "call", "city", "open", "never", "room")
RARE = ("machete", "okra", "tarmac")
some_words = st.lists(st.sampled_from([*COMMON, *COMMON, *RARE]), min_size=1, max_size=24)


def is_repeated(text: list[str], passage: list[str]) -> bool:
    """By the rule as it is told: eight in a row, four with a rare one, a whole passage."""
    sizes = {min(len(passage), RUN)} | ({RARE_RUN} if len(passage) > RARE_RUN else set())
    return any(
        text[at : at + size] == run
        for size in sizes
        for start in range(len(passage) - size + 1)
        for run in [passage[start : start + size]]
        if set(run) & set(RARE) or size == RUN or (size == len(passage) >= SHORTEST_PASSAGE)
        for at in range(len(text) - size + 1)
    )


@given(
    before=some_words,
    passage=some_words,
    start=st.integers(0, 23),
    length=st.integers(0, 24),
    after=some_words,
)
def test_found_exactly_when_it_is_repeated(
    before: list[str], passage: list[str], start: int, length: int, after: list[str]
) -> None:
    text = before + passage[start : start + length] + after
    found = spans_of(" ".join(text), Passage(" ".join(passage), Attribution.NONE))
    assert bool(found) == is_repeated(text, passage)


TOLD = (
    "He keeps a machete behind the counter at Gino's. Call him on 216-555-0187, g.rossi@example.net, or at "
    "412 Water St, Apt 3; plate HJK 4821, case 25-11873, badge 48210. Nobody on the night shift knows. "
    "Budget was $120000 of 41,022 calls in 2025, incident 911."
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We heard of 216-555-0187.", "216-555-0187"),
        ("We heard of (216) 555\u20110187 x3.", "216) 555\u20110187"),
        ("We heard of 1.216.555.0187", "1.216.555.0187"),
        ("We heard of 555 0187.", "555 0187"),
        ("We heard of \uff12\uff11\uff16-555-01\u200b87", "\uff12\uff11\uff16-555-01\u200b87"),
        ("Write to G.Rossi@EXAMPLE.net", "G.Rossi@EXAMPLE.net"),
        ("Write to g.rossi @ example . net", "g.rossi @ example . net"),
        ("It is at 412 Water Street.", "412 Water Street"),
        ("It is at 412 W\u0430ter St.", "412 W\u0430ter St"),
        ("The van, hjk-4821, was there.", "hjk-4821"),
        ("As in 25-11873.", "25-11873"),
        ("As in 2511873.", "2511873"),
        ("Badge no. 48210 was there.", "Badge no. 48210"),
        ("They met at Gino's.", "Gino"),
        ("GINO was there.", "GINO"),
        ("With a machete behind the door", "a machete behind the"),
    ],
)
def test_what_points_at_somebody_is_found_alone(text: str, words: str) -> None:
    (span,) = Protected([Passage(TOLD, Attribution.NONE)]).spans(text, "rationale")
    assert span.words == words
    assert span.may_be_allowed
    (off,) = Protected([Passage(TOLD, Attribution.OFF_RECORD)]).spans(text, "rationale")
    assert off.may_be_allowed is ("gino" in words.lower())


@pytest.mark.parametrize(
    "text",
    [
        "The night shift. A counter at the door. He keeps a log. Nobody on the night shift.",
        "41,022 calls in 2025, $120000, 911, 988, 55, 50187, 4821, 216, 2,511,873, 48,210 and 48210.",
        "412 water mains; Water St; a machete; the gino of old; case 25.",
    ],
)
def test_ordinary_phrases_and_counts_pass(text: str) -> None:
    assert Protected([Passage(TOLD, Attribution.NONE)]).spans(text, "rationale") == ()


def test_a_short_passage_with_a_rare_word_counts_as_a_whole() -> None:
    burnt = Passage("burnt tamarack", Attribution.NONE)
    assert spans_of("It was burnt tamarack.", burnt) == ["burnt tamarack"]
    assert spans_of("It was burnt.", burnt) == []
    assert spans_of("The graveyard shift.", Passage("graveyard shift", Attribution.NONE)) == []


def test_a_name_that_several_told_or_that_everybody_knows_points_at_nobody() -> None:
    first = Passage("Ask at Quincy Hall.", Attribution.NONE, "1")
    second = Passage("It was Quincy again.", Attribution.NONE, "2")
    assert Protected([first]).spans("Quincy is open.", "rationale")
    assert not Protected([first, second]).spans("Quincy is open.", "rationale")
    assert not Protected([first], vocabulary=["Quincy Hall opens at nine"]).spans(
        "Quincy is open.", "rationale"
    )
    off = Passage("It was Quincy again.", Attribution.OFF_RECORD, "2")
    (span,) = Protected([first, off]).spans("Quincy is open.", "rationale")
    assert "off the record" in span.why
    begins = Passage("Quincy knows more than he says of the nights.", Attribution.NONE, "1")
    assert not Protected([begins]).spans("They left. Quincy is open.", "rationale")
    assert Protected([begins]).spans("They left Quincy.", "rationale")


def test_numbers_that_everybody_may_have_are_nobodys_confidence() -> None:
    told = Passage(TOLD, Attribution.OFF_RECORD)
    known = Protected([told], public=["Kitchen, 412 Water Street, 216 555 0187"])
    assert known.spans("At 412 Water St or 216-555-0187, not 25-11873.", "rationale")[0].words == "25-11873"


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
    "text",
    [
        "Maria told us",
        "as lopez said",
        "told lopez",
        "lopez says",
        "chief rivers",
        "by sgt. lopez",
        "it was \u029f\u1d0f\u1d18\u1d07\u1d22 again",  # small capitals
    ],
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
    def words(note: int, start: int, count: int) -> str:
        """Of three thousand words, in an order that no other note has."""
        numbers = (
            (note * 7_919 + place * place * 31 + place * 17) % 3_000 for place in range(start, start + count)
        )
        return " ".join("w" + str(number).translate(in_letters) for number in numbers)

    in_letters = str.maketrans("0123456789", "abcdefghij")
    protected = Protected(Passage(words(note, 0, 12_000), Attribution.NONE) for note in range(30))
    assert protected.spans(words(29, 11_990, 8), "r")
    assert not protected.spans(" ".join(words(29 - place, place, 1) for place in range(9)), "r")


def test_what_everybody_may_read_is_nobodys_confidence_even_inside_a_note() -> None:
    question = "When would you never send an unarmed team to a call?"
    noted = Passage(f"{question} {SAID}", Attribution.NONE)
    protected = Protected([noted], published=[question])
    assert protected.spans(question, "component 4, checklist") == ()
    assert protected.spans(SAID, "component 4, rationale")
