"""What points at a person, by rules with their limits stated: worked cases on both sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.disclosure.identifiers import found_in, same_thing
from leaptui.domain.vocabulary import IdentifierSort

PEOPLE = ("Dana Okafor", "Will Rivers", "Lee Brandt", "Ana Brandt", "Chief José Park")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("call (216) 555-0143 x12 tonight", ["(216) 555-0143 x12"]),
        ("216.555.0199, +1 216 555 0143; 555-0143.", ["216.555.0199", "+1 216 555 0143", "555-0143"]),
        ("2165550143", ["2165550143"]),
        ("London +44 20 7946 0958", ["+44 20 7946 0958"]),
        ("case 2025-0001234, badge 4821, at 10:00-22:00 on 12/5/2026", []),
        ("41,022 calls; 988; 5150; 2024-2025-2026; 216-555-01434", []),
        (
            "dana.okafor+x@harborfalls.example.gov, not a@b or @dana",
            ["dana.okafor+x@harborfalls.example.gov"],
        ),
        ("at 412 Water St, Apt 3.", ["412 Water St, Apt 3"]),
        ("5 N 5th Avenue or 12B Old Mill Rd", ["5 N 5th Avenue", "12B Old Mill Rd"]),
        ("PO Box 12", ["PO Box 12"]),
        (
            "412 Water St #NEED-night, 9 Elm Rd room service, 7 Oak Ct #4",
            ["412 Water St", "9 Elm Rd", "7 Oak Ct #4"],
        ),
        ("12 people on the way, 2 way radio, 3 St. Johns", []),
        ("plate HJK-4821, license plate number ABC 1234; placa 5XYZ123", ["HJK-4821", "ABC 1234", "5XYZ123"]),
        ("tags: 12; the plate is on the van", []),
        (
            "DOB 3/4/1988; born on March 4th, 1988; nacida el 4 de marzo de 1988",
            ["3/4/1988", "March 4th, 1988", "4 de marzo de 1988"],
        ),
        ("412\nWater St, plate\nABC 1234, born\n3/4/1988", []),
        ("a new idea was born in 2019", []),
    ],
)
def test_numbers_and_places(text: str, found: list[str]) -> None:
    assert [each.text for each in found_in(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dana Okafor said", [("Dana Okafor", "Dana Okafor", True)]),
        ("okafor, dana", [("okafor, dana", "Dana Okafor", True)]),
        ("Dana K. Okafor", [("Dana K. Okafor", "Dana Okafor", True)]),
        ("Okafor's log and DANA", [("Okafor", "Dana Okafor", True), ("DANA", "Dana Okafor", True)]),
        ("Jose knows", [("Jose", "Chief José Park", True)]),
        ("Will said so by the rivers", [("Will", "Will Rivers", False)]),
        ("Officer brandt, not brandt", [("brandt", "brandt", False)]),
        ("Ana Brandt", [("Ana Brandt", "Ana Brandt", True)]),
        ("?call back @dana", []),
        ("Dana\nOkafor", [("Dana", "Dana Okafor", True), ("Okafor", "Dana Okafor", True)]),
        ("banana okaform park", []),
    ],
)
def test_names_of_the_directory(text: str, found: list[tuple[str, str, bool]]) -> None:
    assert [(each.text, each.stands_for, each.sure) for each in found_in(text, PEOPLE)] == found


def test_the_same_number_is_the_same_however_it_is_written() -> None:
    written = ["(216) 555-0143", "216.555.0143", "+1 216 555 0143", "2165550143 x12", "1-216-555-0143 ext. 3"]
    assert {same_thing(IdentifierSort.PHONE, each) for each in written} == {"2165550143"}
    assert same_thing(IdentifierSort.PLATE, "hjk-4821") == same_thing(IdentifierSort.PLATE, "HJK 4821")
    assert same_thing(IdentifierSort.EMAIL, "A@B.example") == same_thing(IdentifierSort.EMAIL, "a@b.example")


PIECES = st.sampled_from(
    [
        "Dana Okafor",
        "216-555-0143",
        "a@b.example",
        "412 Water St",
        " ",
        "\n",
        ", ",
        "said",
        "@dana",
        "é",
        "x",
        "+",
        "-",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=80))
def test_what_is_found_stands_there_and_never_overlaps(text: str) -> None:
    end = 0
    for each in found_in(text, PEOPLE):
        assert text[each.start : each.end] == each.text
        assert each.start >= end
        assert each.text.strip() == each.text != ""
        end = each.end


def test_a_long_note_is_read_in_one_go() -> None:
    note = "She waits at the door and nobody calls back for hours. " * 4_000 + "Dana Okafor"
    assert [each.text for each in found_in(note, PEOPLE)] == ["Dana Okafor"]
