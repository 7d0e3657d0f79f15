"""Typed numbers that a measure says: those are offered, and years, dates and numberings are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.vocabulary import EvidenceKind
from leaptui.services.roadmap.typed_figures import KnownFigure, offers, typed_numbers, with_token


def _known(key: str, value: float, unit: str, printed: str = "") -> KnownFigure:
    return KnownFigure(
        source_kind=EvidenceKind.FIGURE,
        key=key,
        label=key,
        value=value,
        unit=unit,
        printed=printed,
        base="a base",
    )


KNOWN = [
    _known("share", 0.17583, "share", "17.6%"),
    _known("calls", 7220, "calls", "7,220"),
    _known("all", 41_022, "calls", "41,022"),
    _known("busy", 24.93, "minutes", "24.9 min"),
    _known("teams", 4, "teams", "4 teams"),
    _known("cost", 3_868_112.0, "dollars a year", "$3.87 million"),
    _known("each", 412.4, "dollars a response", "$412.40"),
    _known("daily", 19.78, "calls per day", "19.8 calls per day"),
    _known("year", 2025, "calls", "2,025"),
    _known("three", 3, "teams", "3 teams"),
    _known("hours", 2024, "hours a year", "2,024"),
]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("About 17% of calls.", ["share"]),
        ("18% of calls", ["share"]),
        ("17% of calls", []),
        ("some 17.6 % of them", ["share"]),
        ("17.6\u00a0% of them", ["share"]),
        ("17.6 percent, 17.6 per cent", ["share", "share"]),
        ("17.58%", ["share"]),
        ("17.5%", []),
        ("0% and 100%", []),
        ("7,200 calls", ["calls"]),
        ("7200 calls", ["calls"]),
        ("about 7,000 calls", []),
        ("7,220", ["calls"]),
        ("roughly 41,000 incidents a year", ["all"]),
        ("41,022", ["all"]),
        ("24.9 minutes, or 25 min", ["busy", "busy"]),
        ("25 people", []),
        ("It takes 4 teams.", ["teams"]),
        ("$3.87 million, $3.9M or $3,868,112", ["cost", "cost", "cost"]),
        ("$4 million", ["cost"]),
        ("$412 a response", ["each"]),
        ("20 calls a day", ["daily"]),
        ("19.8 calls per day.", ["daily"]),
        ("2025, in 2025, since January 2025, 2025 calls", []),
        ("2,025 calls", ["year"]),
        ("2025-03-14, 3/14/2025, 14.3.2025, March 3, 2025, 3 March", []),
        ("the 3rd, 4th and 17th", []),
        ("component 4, phase 3, section 7,220, no. 41,022, #4 teams", []),
        ("10:00 to 22:00, 24/7, 4-3, 3.4.1, 7,220.5.1", []),
        ("4. Teams\n3) people", []),
        ("zone 3 teams", []),
        ("17.6%ish a17.6% 17.6%%", []),
        ("⟦figure:a-17-6⟧ and ⟦figure:17⟧% ", []),
        ("١٧٪ and ¹⁷%", []),
    ],
)
def test_typed_numbers_are_recognised(text: str, keys: list[str]) -> None:
    assert [offer.figures[0].key for offer in offers(text, KNOWN)] == keys


def test_the_nearest_figure_is_offered_first_and_three_at_most() -> None:
    alike = [_known(f"k{at}", 0.17 + at / 1000, "share") for at in range(-4, 6)]
    (offer,) = offers("17% of it", alike)
    assert [figure.key for figure in offer.figures] == ["k0", "k-1", "k1"]


def test_a_claim_takes_the_place_of_the_number_and_of_the_noun_it_says_itself() -> None:
    text = "Police spend 24.9 minutes on it, 17.6 % of calls."
    busy, share = typed_numbers(text)
    assert (
        with_token(text, share, "share", "17.6%")
        == "Police spend 24.9 minutes on it, ⟦figure:share⟧ of calls."
    )
    assert with_token(text, busy, "busy", "24.9 min") == "Police spend ⟦figure:busy⟧ on it, 17.6 % of calls."


@given(
    st.integers(1800, 2199), st.sampled_from(["in {}", "({})", "{}.", "since {}, and", "FY {}", "{}–2026"])
)
def test_no_year_is_taken_for_a_measure(year: int, words: str) -> None:
    known = [*KNOWN, _known("calls", year, "calls"), _known("hours", year, "hours a year")]
    assert offers(words.format(year), known) == []


@given(st.text(st.sampled_from("0123456789.,%$ :/-callsminteM⟦⟧\n"), max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    for number in typed_numbers(text):
        assert text[number.start : number.end] == number.text
        assert number.low <= number.high


def test_a_huge_text_is_read_in_one_go() -> None:
    text = "⟦figure:a-17⟧ of 17.6% and 7,220 calls, " * 4_000 + "9" * 50_000 + "1," * 50_000
    found = offers(text, KNOWN)
    assert len(found) == 8_000
