"""Who was heard, how much new each conversation brought, and where the calls come from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from leaptui.domain.records import Engagement, Headcount
from leaptui.domain.vocabulary import ConsentGiven, InterviewForm
from leaptui.practice.reader import load_practice
from leaptui.services.calls.importing import import_file
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.interviews.coding import Passage, passages_of
from leaptui.services.interviews.conversations import Conversation
from leaptui.services.interviews.coverage import GroupHeard, coverage, coverage_of
from leaptui.services.interviews.equity import district_key, equity, equity_of
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.interviews.saturation import saturation_of
from leaptui.services.workspace import Workspace
from tests.services.made_up_talks import person, talk

GROUPS = load_practice().groups
DANA = person("Dana", "dispatch", shift="nights", language="English")
RUTH = person("Ruth", "dispatch", shift="Nights")
LEE = person("Lee", "patrol", district="Beat 4")
INES = person("Ines", "lived_experience", language="Español")
WEN = person("Wen", "lived_experience")
SMALL_CITY = [
    talk(1, people=[DANA, LEE], shift="days"),
    talk(2, people=[DANA]),
    talk(
        3,
        people=[INES],
        heads=[("lived_experience", 6), ("residents", 4), ("", 2)],
        district="4",
        form=InterviewForm.GROUP_SESSION,
    ),
]


def group(key: str, held: list[Conversation] = SMALL_CITY) -> GroupHeard:
    found = coverage_of(held, [DANA, RUTH, LEE, INES, WEN], GROUPS)
    return next(each for each in found.groups if each.key == key)


def test_people_count_once_and_heads_count_too() -> None:
    dispatch, lived, patrol = group("dispatch"), group("lived_experience"), group("patrol")
    assert (dispatch.people, dispatch.heard, dispatch.target, dispatch.planned, dispatch.missing) == (
        1,
        1,
        4,
        1,
        2,
    )
    assert (lived.people, lived.listed, lived.target, lived.missing) == (7, 1, 8, 0)
    assert (dispatch.is_short, lived.is_short, patrol.is_short) == (True, False, True)
    found = coverage_of(SMALL_CITY, [], GROUPS)
    assert (found.people, found.others, found.conversations) == (1 + 1 + 7 + 4 + 2, 2, 3)


def test_a_group_planned_in_sessions_is_counted_in_sessions() -> None:
    residents = group("residents")
    assert (residents.people, residents.sessions, residents.heard, residents.target) == (4, 1, 1, 2)
    assert (residents.missing, residents.is_short) == (1, False)


def test_what_keeps_design_from_beginning_is_said_with_the_critical_groups_first() -> None:
    found = coverage_of(SMALL_CITY, [], GROUPS)
    assert found.short[0].key == "dispatch"
    assert found.wordings[0] == (
        "Before Design, hear Dispatchers (1 of 2), Patrol (1 of 2), Fire and EMS (0 of 2) and 14 more groups."
    )
    everyone = [
        talk(number, people=[person(f"{each.key}{one}", each.key) for one in range(2)])
        for number, each in enumerate(GROUPS, start=1)
    ]
    assert coverage_of(everyone, [], GROUPS).wordings == ["Every group has the voices that Design needs."]


def test_spreads_take_a_persons_own_value_before_the_conversations() -> None:
    district, shift, language = coverage_of(SMALL_CITY, [], GROUPS).spreads
    assert district.values == (("4", 13), ("Beat 4", 1))
    assert (shift.values, shift.unknown) == ((("days", 1), ("nights", 1)), 13)
    assert (language.values, language.known, language.unknown) == ((("English", 1), ("Español", 1)), 2, 13)


def test_spellings_of_a_value_are_one() -> None:
    held = [talk(1, people=[DANA, RUTH])]
    assert coverage_of(held, [], GROUPS).spreads[1].values == (("nights", 2),)


def test_an_interview_to_come_or_declined_is_not_heard(workspace: Workspace) -> None:
    city = add_engagement(workspace, "Harbor Falls, OH")
    lee = add_stakeholder(workspace, city, "Lee", group="patrol")
    start_interview(workspace, city, people=[lee], held_on="2026-12-24")
    declined = start_interview(workspace, city, people=[lee], held_on="2026-11-20", note="No.")
    store = workspace.store
    store.apply(
        "record consent",
        [replace(declined, consent_given=ConsentGiven.DECLINED)],
        stream=city.id,
    )
    found = coverage(workspace, city)
    patrol = next(each for each in found.groups if each.key == "patrol")
    assert (found.conversations, found.ahead, patrol.people, patrol.listed) == (0, 1, 0, 1)
    session = start_interview(workspace, city, held_on="2026-11-20")
    heads = Headcount(id="heads", engagement=city.id, interview=session.id, group="patrol", people=3)
    store.apply("count people", [heads], stream=city.id)
    patrol = next(each for each in coverage(workspace, city).groups if each.key == "patrol")
    assert (patrol.people, patrol.sessions, patrol.is_short) == (3, 1, False)


# Saturation.


def said(held: list[Conversation]) -> list[Passage]:
    return [passage for each in held for passage in passages_of(each)]


COVERED = coverage_of(
    [talk(n, people=[person(f"{g.key}{i}", g.key) for i in range(2)]) for n, g in enumerate(GROUPS, 1)],
    [],
    GROUPS,
)


def test_new_themes_by_conversation_in_the_order_held() -> None:
    held = [
        talk(1, "a #COST\nb #HISTORY #COST"),
        talk(2, "> my view #UNION\nnothing"),
        talk(3, "c #COST #POLITICS"),
        talk(4, "d #HISTORY"),
    ]
    found = saturation_of(held, said(held), COVERED)
    assert [(step.new, step.known, step.has_themes) for step in found.steps] == [
        (("COST", "HISTORY"), 2, True),
        ((), 2, False),
        (("POLITICS",), 3, True),
        ((), 3, True),
    ]
    assert (found.curve, found.themes) == ((2, 1, 0), 3)
    assert found.advice == "Mark the themes of 1 more conversation before you trust the curve."
    merged = saturation_of(
        held, said(held), COVERED, lambda key: ("COST", "MONEY") if key == "POLITICS" else (key,)
    )
    assert merged.curve == (2, 0, 0)


@pytest.mark.parametrize(
    ("notes", "advice"),
    [
        ([], "No conversation bears a theme yet"),
        (["#COST"] * 5, "Go on: 5 conversations are too few for a curve."),
        (["#COST"] * 5 + ["#UNION"], "Go on: the last 3 conversations brought one new theme."),
        (
            ["#COST"] * 6,
            "The last 3 conversations brought no new theme and every group was heard: you may stop.",
        ),
    ],
)
def test_advice(notes: list[str], advice: str) -> None:
    held = [talk(number, note) for number, note in enumerate(notes, start=1)]
    assert saturation_of(held, said(held), COVERED).advice.startswith(advice)


def test_the_curve_never_ends_the_listening_below_the_coverage_rule() -> None:
    held = [talk(number, "#COST", people=[DANA]) for number in range(1, 8)]
    advice = saturation_of(held, said(held), coverage_of(held, [], GROUPS)).advice
    assert advice == "Go on: few themes are new, but 19 groups have fewer voices than Design needs."


# Districts.


def test_people_heard_where_the_calls_come_from() -> None:
    counts = [("Beat 04", 500), ("Beat 2", 300), ("Beat 9", 100), ("", 50)]
    found = equity_of("calls.csv", counts, SMALL_CITY)
    assert [(each.district, each.calls, each.people) for each in found.districts] == [
        ("Beat 04", 500, 14),
        ("Beat 2", 300, 0),
        ("Beat 9", 100, 0),
    ]
    assert found.districts[0].groups == (("lived_experience", 7), ("residents", 4), ("", 2), ("patrol", 1))
    assert (found.calls, found.without_district, found.unknown, found.elsewhere) == (900, 50, 1, ())
    assert (
        found.sentence
        == "1 district has 500 of 900 calls; 14 of 14 people heard with a district are from there."
    )
    away = [talk(1, people=[person("Ada", "residents", district="Quarry Bend")])]
    found = equity_of("calls.csv", counts, away)
    assert found.elsewhere == (("Quarry Bend", 1),)
    assert (
        found.sentence
        == "1 district has 500 of 900 calls; 0 of 1 people heard with a district are from there, nobody from Beat 04."
    )


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Beat 07", "7"),
        ("7", "7"),
        ("District: North", "north"),
        ("Police District 3", "3"),
        ("00", "00"),
        ("Zone", "zone"),
    ],
)
def test_spellings_of_a_district(name: str, key: str) -> None:
    assert district_key(name) == key


def test_districts_come_from_the_newest_export_that_has_them(workspace: Workspace, tmp_path: Path) -> None:
    city: Engagement = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
    assert equity(workspace, city) is None
    lines = [
        f"{number},2025-03-{number % 28 + 1:02d} 12:00:00,WELFARE CHECK,{'North' if number % 3 else 'South'}"
        for number in range(1, 61)
    ]
    export = tmp_path / "calls.csv"
    export.write_text("Incident,Received,Call Type,Beat\n" + "\n".join(lines) + "\n", "utf-8")
    import_file(workspace, city, export)
    ines = add_stakeholder(workspace, city, "Ines", group="residents")
    start_interview(workspace, city, people=[ines], held_on="2026-11-20")
    found = equity(workspace, city)
    assert found is not None
    assert [(each.district, each.calls) for each in found.districts] == [("North", 40), ("South", 20)]
    assert found.unknown == 1
    assert found.sentence == "1 district has 40 of 60 calls; of nobody heard the district is noted."
