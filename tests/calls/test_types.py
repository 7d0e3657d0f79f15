"""What call types are taken for: real strings that break keyword rules, and three cities sorted by hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.calls.types import read_types
from leaptui.domain.call_records import TypeRule
from leaptui.domain.calls import Tier, TypeReading
from leaptui.practice.taxonomy import Pattern, load_taxonomy
from tests.calls.three_cities import MANY, false_responders, read_cities, score

CR, CO, PD = Tier.COMMUNITY_RESPONDER, Tier.CO_RESPONSE, Tier.POLICE
FE, AD, XX = Tier.FIRE_EMS, Tier.ADMINISTRATIVE, Tier.NOT_DEMAND


def reading(name: str, *rules: TypeRule) -> TypeReading:
    (one,) = read_types([(name, 1)], load_taxonomy(), rules)
    return one


@pytest.mark.parametrize(
    ("name", "group", "tier"),
    [
        ("ASSIST PUBLIC - NO WELFARE CHK OR DV ORDER SER...", "Assist", CR),
        ("-DOWN TIME - OUT OF SERVICE", "Log", XX),
        ("WIRES DOWN", "Fire", FE),
        ("OFFICER DOWN", "Enforcement", PD),
        ("ONE DOWN OR OVER THE WHEEL", "Medical", FE),
        ("DOWN - CHECK FOR PERSON DOWN", "Person down", CR),
        ("MENTAL VIOLENT NOT ARMED", "Mental health", CO),
        ("MENTAL NOT VIOLENT", "Mental health", CR),
        ("MENTAL VIOLENT ARMED", "Mental health", PD),
        ("121C_Mental Disordr NonViolent", "Mental health", CR),
        ("125D_Pub Svc Well Ck Urgnt Wpn", "Welfare", PD),
        ("125B_Pub Svc Well Ck N-Urgent", "Welfare", CR),
        ("113C_Disturb/Nuis Intoxicated", "Substance", CR),
        ("PUBLIC INTOXICATION", "Substance", CR),
        ("INTOXICATION MANSLAUGHTER", "Traffic", PD),
        ("CRIMINAL TRESPASS WARNING", "Trespass", CO),
        ("CRIMINAL TRESPASS AFFIDAVIT", "Admin", AD),
        ("ALR PT DISABLED / TIMEZONE CHG", "Alarm", AD),
        ("UNDERAGE DRINKING VI", "Quality of life", CR),
        ("BURGLAR ALARM, SILEN", "Alarm", AD),
        ("129C_Suspicious Crcmstncs Wpn", "Suspicion", PD),
    ],
)
def test_real_strings_that_break_keyword_rules(name: str, group: str, tier: Tier) -> None:
    found = reading(name)
    assert (found.group, found.tier) == (group, tier)


@pytest.mark.parametrize(
    ("name", "tier"),
    [
        ("Welfare checks", CR),
        ("CHECK THE WELFARE", CR),
        ("CK WELFARE", CR),
        ("Check well-being", CR),
        ("FOUND PROPERTY", AD),
        ("PROPERTY - FOUND", AD),
        ("31 - CRIMINAL MISCHIEF", AD),
        ("TRU - THEFT", AD),
        ("--DISTURBANCE - FIGHT", PD),
        ("D.U.I.", PD),
        ("D. O. A.", PD),
        ("415N", CR),
        ("5150", CO),
        ("  trespass\n", CR),
        ("Trespâss", CR),
        ("DISTURBANCE (MENTAL)", CR),
        ("DISTURBANCE (MUSIC, FIGHT, ETC)", PD),
        ("SUSPICIOUS CIRCUMSTANCES (PARKING, ETC)", PD),
    ],
)
def test_case_plural_order_codes_and_short_forms_do_not_matter(name: str, tier: Tier) -> None:
    assert reading(name).tier is tier


@pytest.mark.parametrize(
    ("name", "tier", "word"),
    [
        ("UNWANTED GUEST - WEAPON", PD, "weapon"),
        ("WELFARE CHECK - SUBJ BLEEDING", FE, "bleeding"),
        ("SUICIDAL SUBJ W/ KNIFE", CO, "knife"),
        ("ACCIDENT W/INJ", FE, ""),
        ("VANDALISM IP", PD, "ongoing"),
        ("BURGLARY - COLD", AD, "cold"),
        ("NOISE - DOMESTIC", PD, ""),
        ("OPEN CONTAINER - DWI", PD, "dwi"),
    ],
)
def test_words_left_over_move_a_type_and_say_so(name: str, tier: Tier, word: str) -> None:
    found = reading(name)
    assert found.tier is tier
    assert not word or f"“{word}”" in found.reason


@pytest.mark.parametrize(
    "name",
    ["TRESPASS, NO WEAPON", "TRESPASS UNARMED", "TRESPASS (NO WPNS, THREATS OR FIGHTS)", "TRESPASS W/O WPN"],
)
def test_what_a_type_denies_raises_nothing(name: str) -> None:
    assert reading(name).tier is CR


def test_a_denial_ends_where_the_list_ends() -> None:
    assert reading("TRESPASS NO INJURY, WEAPON").tier is PD
    assert reading("WELFARE CHECK, NOT BREATHING").tier is FE


@pytest.mark.parametrize(
    "name", ["ASSAULT REPORT", "FIGHT PAST", "RAPE - COLD", "DOMESTIC - REPORT", "MISSING PERSON REPORT"]
)
def test_risk_to_a_person_is_never_lowered(name: str) -> None:
    assert reading(name).tier is PD


@pytest.mark.parametrize("name", ["125B", "129C_", "", "?", "…", "ZZYZX", "NOT ARMED", "1", "()"])
def test_what_matches_nothing_is_unmapped(name: str) -> None:
    found = reading(name)
    assert (found.tier, found.decided_by, found.group) == (Tier.UNMAPPED, "nobody", "")


def test_the_citys_own_decision_stands_for_exactly_its_type() -> None:
    rule = TypeRule(
        id="r",
        engagement="e",
        type="TRESPASS",
        tier="police",
        confidence="very",
        reason="Owners here want arrests",
    )
    own = reading("TRESPASS", rule)
    assert (own.tier, own.decided_by, own.group, own.narrow) == (PD, "local", "Trespass", False)
    assert own.reason == "Owners here want arrests"
    assert reading("TRESPASS.", rule).decided_by == "taxonomy"


def test_first_day_types_are_narrow_until_a_word_raises_them() -> None:
    assert reading("TRESPASS").narrow
    assert not reading("TRESPASS WEAPON").narrow
    assert not reading("LOITERING").narrow


def test_a_guess_at_a_shortened_word_costs_confidence_and_is_told() -> None:
    sure, guessed = reading("SUSPICIOUS PACKAGE"), reading("SUSPICIOUS PACKG")
    assert (sure.confidence, guessed.confidence) == ("somewhat", "low")
    assert "“packg” read as “package”" in guessed.reason


@given(st.text(max_size=60))
def test_any_text_is_read(name: str) -> None:
    found = reading(name)
    assert found.type == name
    assert (found.tier is Tier.UNMAPPED) == (found.decided_by == "nobody")


GRAVE_WORDS = (
    "WEAPON", "SHOTS", "ASSAULTED", "STABBED", "DOMESTIC", "GUN", "BRANDISHING", "GSW", "PUNCHED", "STRANGLED",
    "RAPE", "ROBBERY", "HOSTAGE", "BLEEDING", "LACERATION", "DROWNING", "NOT BREATHING", "FIRE",
)  # fmt: skip


@given(
    st.sampled_from(GRAVE_WORDS),
    st.sampled_from(load_taxonomy().patterns),
)
def test_no_pattern_with_a_word_of_violence_or_medicine_goes_to_responders(
    word: str, pattern: Pattern
) -> None:
    for alternative in pattern.alternatives:
        assert reading(f"{alternative.removeprefix('=')} - {word}").tier is not CR


def test_three_cities_are_covered_and_mostly_agree_with_their_categories(shared_data: Path) -> None:
    taxonomy = load_taxonomy()
    types = read_cities(shared_data / "call_types_3cities.csv", taxonomy)
    for city in sorted({each.city for each in types}):
        found = score([each for each in types if each.city == city])
        assert found.covered > 0.98, city
        assert found.agreed > 0.9, (city, found.agreed)
    assert [each for each in false_responders(types, taxonomy) if each.reading.calls >= MANY] == []


def test_types_of_cities_never_seen_get_a_tier_that_a_person_would_accept() -> None:
    with Path(__file__).with_name("unseen_types.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = read_types([(row["type"], 1) for row in rows], load_taxonomy())
    wrong = [
        (one.type, one.tier.value)
        for row, one in zip(rows, found, strict=True)
        if one.tier.value not in row["accepted"].split()
    ]
    assert wrong == []
    assert sum(one.tier is Tier.UNMAPPED for one in found) < 0.05 * len(found)
