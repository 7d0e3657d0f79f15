"""Every blocked span is named, and an override lets through exactly what it was made for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.disclosure.allowance import marked
from leaptui.disclosure.audience import Audience
from leaptui.disclosure.gate import HELD_BACK, Gate, Quote, Speaker
from leaptui.disclosure.held_back import HeldBack, LetThrough, digest_of
from leaptui.disclosure.passages import Passage
from leaptui.disclosure.protected import Protected
from leaptui.domain.attribution import Attribution
from leaptui.domain.vocabulary import IdentifierSort, PassageKind

OFF = "The jail loses two people a year and nobody writes it down at all."
QUIET = "We send two officers because there is nobody else to send at night."
PROTECTED = Protected(
    [Passage(OFF, Attribution.OFF_RECORD), Passage(QUIET, Attribution.NONE)],
    ["Dana Whitfield", "Sam Okafor", "Ruth Vela"],
    replaced=[(IdentifierSort.PHONE, "555-0142")],
    never=["Ruth Vela"],
)


def let(place: str, words: str) -> LetThrough:
    return LetThrough(place=place, digest=digest_of(words), reason="She agreed on 3 May.")


def gate(*overrides: LetThrough, collects: bool = False) -> Gate:
    return Gate(Audience.PUBLIC, PROTECTED, overrides=overrides, collects=collects)


def test_a_gate_that_collects_names_every_span_once_with_its_place() -> None:
    through = gate(collects=True)
    for _ in range(2):
        assert through.label("Sam Okafor", "component 1, owner").text == HELD_BACK
    assert through.free_text(f"{QUIET} Call 555-0142. {OFF}", "component 3, rationale").text == HELD_BACK
    assert through.label("Nights", "component 3, decision").text == "Nights"
    with pytest.raises(HeldBack) as refused:
        through.must_be_clear()
    assert [(span.where, span.words.split()[0], span.may_be_allowed) for span in refused.value.spans] == [
        ("component 1, owner", "Sam", True),
        ("component 3, rationale", "We", True),
        ("component 3, rationale", "The", False),
        ("component 3, rationale", "555-0142", False),
    ]
    assert "There are 3 more such places." in refused.value.sentence


def test_no_file_is_finished_while_a_text_is_blocked() -> None:
    through = gate(collects=True)
    through.label("Sam Okafor", "component 1, owner")
    with pytest.raises(HeldBack):
        through.finished("roadmap.md", b"Nothing of it stands here.", "")


def test_an_override_holds_for_the_same_words_in_the_same_place() -> None:
    through = gate(let("component 1, owner", "Sam Okafor"))
    assert through.label("SAM  ókafor", "component 1, owner").text
    for text, where in (
        ("Sam Okafor", "component 2, owner"),
        ("Dana Whitfield", "component 1, owner"),
        ("Sam Okafor and Dana Whitfield", "component 1, owner"),
    ):
        with pytest.raises(HeldBack):
            gate(let("component 1, owner", "Sam Okafor")).label(text, where)


def test_an_override_for_part_of_a_passage_does_not_open_the_rest() -> None:
    eight = " ".join(QUIET.split()[:8])
    assert gate(let("rationale", eight)).free_text(eight, "rationale").text
    with pytest.raises(HeldBack):
        gate(let("rationale", eight)).free_text(QUIET, "rationale")


@pytest.mark.parametrize("words", [OFF, "555-0142", "Ruth Vela", "Vela"])
def test_what_may_never_leave_leaves_with_no_override(words: str) -> None:
    through = gate(let("rationale", words), let("rationale", words.rstrip(".")))
    with pytest.raises(HeldBack) as refused:
        through.free_text(f"As {words}", "rationale")
    assert not any(span.may_be_allowed for span in refused.value.spans)
    assert through.let_through == ()


def test_words_off_the_record_and_not_for_attribution_stay_off() -> None:
    both = Protected([Passage(OFF, Attribution.NONE), Passage(OFF, Attribution.OFF_RECORD)])
    with pytest.raises(HeldBack, match="off the record"):
        Gate(Audience.PUBLIC, both, overrides=[let("rationale", OFF)]).free_text(OFF, "rationale")


def test_what_was_let_through_is_known_and_passes_the_finished_file_too() -> None:
    through = gate(let("component 1, owner", "Sam Okafor"), let("component 9, owner", "Dana Whitfield"))
    through.label("Sam Okafor", "component 1, owner")
    assert [each.place for each in through.let_through] == ["component 1, owner"]
    assert through.finished("roadmap.md", b"Owner: Sam Okafor", "").data
    with pytest.raises(HeldBack) as refused:
        through.finished("roadmap.md", b"Owner: Dana Whitfield", "")
    assert refused.value.spans[0].where == "the file roadmap.md, its text"


def test_a_quote_keeps_to_its_speaker_whatever_was_let_through() -> None:
    speaker = Speaker(name="Sam Okafor", role="", group_label="Patrol", holders_of_role=0)
    said = gate(let("excerpt", "Sam Okafor")).excerpt(
        "Ask Sam Okafor.", PassageKind.VERBATIM, Attribution.ROLE_ONLY, speaker
    )
    assert not isinstance(said, Quote)


_TEXTS = [OFF, QUIET, "Sam Okafor", "Dana Whitfield", "Ruth Vela", "Call 555-0142", "Nights are worst."]


@given(
    st.lists(st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(_TEXTS)), max_size=5),
    st.lists(st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(_TEXTS)), max_size=5),
)
def test_nothing_passes_but_what_is_harmless_or_was_let_through_there(
    texts: list[tuple[str, str]], allowed: list[tuple[str, str]]
) -> None:
    through = gate(*(let(place, words) for place, words in allowed), collects=True)
    harmless = "Nights are worst."
    never = {OFF, "Ruth Vela", "Call 555-0142"}
    for place, text in texts:
        passes = text == harmless or ((place, text) in allowed and text not in never)
        assert (through.free_text(text, place).text == text) is passes
    blocked = [
        text for place, text in texts if text in never or (text != harmless and (place, text) not in allowed)
    ]
    if blocked:
        with pytest.raises(HeldBack):
            through.must_be_clear()
    else:
        through.must_be_clear()


def test_words_let_through_in_one_place_pass_a_finished_file_as_often_as_they_were() -> None:
    through = gate(let("component 1, owner", "Sam Okafor"))
    through.label("Sam Okafor", "component 1, owner")
    assert through.finished("roadmap.md", b"Owner: Sam Okafor", "").data
    for name, text in (
        ("roadmap.md", b"Owner: Sam Okafor. Drawn by Sam Okafor."),
        ("sam-okafor.md", b"Owner."),
        ("roadmap.html", b"<p>Owner: Sam Okafor</p><img src='x' alt='Sam Okafor'>"),
    ):
        with pytest.raises(HeldBack):
            through.finished(name, text, "")


def test_words_let_through_pass_where_the_page_shows_that_they_were_and_nowhere_else() -> None:
    through = gate(let("component 1, owner", "Sam Okafor"))
    owner = through.label("Sam  Okafor", "component 1, owner")
    page = f"Owner: {marked('Sam Okafor', owner.let_through)}"
    twice = b"<p>Owner: Sam Oka<em>for</em></p><p>Nights. Sam Okafor</p>"
    assert through.finished("roadmap.html", b"<p>Owner: Sam Okafor</p>", page)
    assert through.finished("roadmap.html", b"<p>Owner: Sam Oka-\nfor</p>", page), (
        "parted at the end of a line"
    )
    assert through.finished("roadmap.html", twice, f"{page} {page}")
    assert through.finished("roadmap-sam-okafor.html", twice, page, repeated=owner.let_through)
    for data, made_from in ((twice, page), (b"", f"{page} Nights. Sam Okafor"), (twice[:30], "Owner:")):
        with pytest.raises(HeldBack):
            through.finished("roadmap.html", data, made_from)
