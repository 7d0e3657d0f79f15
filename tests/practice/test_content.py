"""What ships as practice content holds to its own rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from importlib.resources import files

import pytest

from leaptui.domain.vocabulary import Phase
from leaptui.practice.content import SHORT_ITEM
from leaptui.practice.facts import Fact, Standing, first_day
from leaptui.practice.groups import SHORT_LABEL
from leaptui.practice.parts import COMPONENT_KEYS
from leaptui.practice.precedents import Topic
from leaptui.practice.reader import Practice, load_practice

PARTS = (
    "groups",
    "themes",
    "components",
    "phases",
    "hand_over",
    "guides",
    "precedents",
    "concerns",
    "consent",
    "portfolio",
)
CRITICAL = {
    "dispatch",
    "patrol",
    "fire_ems",
    "behavioral_health",
    "lived_experience",
    "attorney_risk",
    "elected_manager",
}


@pytest.fixture(scope="module")
def practice() -> Practice:
    return load_practice()


def _facts(value: object) -> Iterator[Fact]:
    if isinstance(value, Fact):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _facts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _facts(getattr(value, field.name))


def _shorts(practice: Practice) -> Iterator[tuple[str, int]]:
    yield from ((group.short, SHORT_LABEL) for group in practice.groups)
    yield from ((component.short, SHORT_LABEL) for component in practice.components)
    yield from ((phase.short, SHORT_LABEL) for phase in practice.phases)
    for guide in practice.guides:
        yield from ((question.short, SHORT_LABEL) for question in guide.questions)
    for component in practice.components:
        yield from ((item.short, SHORT_ITEM) for item in component.checklist)
        yield from ((option.short, SHORT_ITEM) for option in component.options)
    for phase in practice.phases:
        yield from ((item.short, SHORT_ITEM) for item in phase.checklist)
    yield from ((concern.short, SHORT_ITEM) for concern in practice.concerns)


def test_ten_components_stand_in_the_order_of_the_roadmap(practice: Practice) -> None:
    assert tuple(component.key for component in practice.components) == COMPONENT_KEYS
    assert [component.number for component in practice.components] == list(range(1, 11))
    assert practice.components[0].title == "Staffing needs"
    assert practice.components[9].title == "Program housing"


def test_each_component_has_six_steps_or_more_with_keys_of_their_own(practice: Practice) -> None:
    for component in practice.components:
        keys = [item.key for item in component.checklist]
        assert len(keys) >= 6, component.key
        assert len(set(keys)) == len(keys), component.key


def test_every_component_has_options_with_two_sides_and_keys_of_their_own(practice: Practice) -> None:
    programmes = {precedent.key for precedent in practice.precedents}
    for component in practice.components:
        keys = [option.key for option in component.options]
        assert len(keys) >= 3, component.key
        assert len(set(keys)) == len(keys), component.key
        for option in component.options:
            assert len(option.gains) >= 2, option.key
            assert len(option.costs) >= 2, option.key
            assert set(option.precedents) <= programmes, option.key
        assert any(option.examples or option.precedents for option in component.options), component.key
    housing = practice.component("housing")
    assert housing is not None
    homes = {"own_department", "fire", "health", "police", "human_services", "mediation", "nonprofit"}
    assert {option.key for option in housing.options} == homes


def test_the_last_check_before_a_launch_stands_in_pilot_prep(practice: Practice) -> None:
    lists = {phase.phase: [item.key for item in phase.checklist] for phase in practice.phases}
    assert [key for key in lists[Phase.PILOT_PREP] if key.startswith("go_")][:2] == [
        "go_no_go",
        "go_dispatch",
    ]
    assert all(len(set(keys)) == len(keys) >= 3 for keys in lists.values())
    assert len(practice.hand_over) >= 8


def test_a_component_feeds_others_and_never_itself(practice: Practice) -> None:
    for component in practice.components:
        assert component.key not in component.feeds
    hours = practice.component("hours")
    assert hours is not None
    assert set(hours.feeds) == {"staffing", "cost", "types"}


def test_short_labels_fit_and_are_never_cut(practice: Practice) -> None:
    shorts = list(_shorts(practice))
    assert len(shorts) > 150
    for short, most in shorts:
        assert 0 < len(short) <= most, short
        assert "…" not in short
        assert "..." not in short


def test_the_critical_seven_need_two_voices_and_the_others_one(practice: Practice) -> None:
    assert {group.key for group in practice.groups if group.critical} == CRITICAL
    assert len(practice.groups) == 19
    for group in practice.groups:
        assert group.needed_before_design == (2 if group.key in CRITICAL else 1)
        assert group.needed_before_design <= group.target <= group.target_most


def test_each_group_has_a_guide_in_both_languages_with_the_same_questions(practice: Practice) -> None:
    for group in practice.groups:
        guide = practice.guide_for(group.key)
        assert guide is not None, group.key
        assert practice.guide(guide.id) is guide
        assert len(guide.questions) >= 8
        spanish = practice.guide_for(group.key, "es")
        assert spanish is not None, group.key
        assert (spanish.id, spanish.groups) == (f"{guide.id}_es", guide.groups)
        assert len(spanish.questions) == len(guide.questions)


def test_consent_is_asked_in_every_language_a_guide_has(practice: Practice) -> None:
    assert {each.language for each in practice.consent} == {guide.language for guide in practice.guides}
    for asked in practice.consent:
        assert asked.question.endswith("?")
        assert "18" in asked.minors


def test_questions_ask_openly(practice: Practice) -> None:
    for guide in practice.guides:
        assert [question.number for question in guide.questions] == list(range(1, len(guide.questions) + 1))
        for question in guide.questions:
            assert question.text.endswith(("?", ".")), question.text
            assert not question.text.startswith(("Do ", "Is ", "Are ", "Would ")), question.text


def test_phases_are_the_engagements_eight(practice: Practice) -> None:
    assert tuple(phase.phase for phase in practice.phases) == tuple(Phase)


@pytest.mark.parametrize("part", PARTS)
def test_every_fact_says_who_and_when(practice: Practice, part: str) -> None:
    for fact in _facts(getattr(practice, part)):
        assert fact.source.strip()
        assert first_day(fact.as_of) <= date(2026, 12, 31)
        assert fact.mark in set(Standing)
        assert fact.unverified is (fact.mark is Standing.RECALLED)


def test_what_nobody_checked_is_named_here(practice: Practice) -> None:
    """A fact that was only recalled is never printed without an advisor's confirmation: each is known by name."""
    recalled = {
        part: {fact.text for fact in _facts(getattr(practice, part)) if fact.unverified} for part in PARTS
    }
    assert recalled["phases"] == {phase.length.text for phase in practice.phases}
    assert recalled["precedents"] == {
        "Went citywide in October or November 2023.",
        "Run by a contractor at first, later by city staff.",
        "Moved to the city's public safety service area.",
    }
    assert [text.partition(";")[0] for text in recalled["concerns"]] == [
        "The organization's founding documents name tobacco money among its funding"
    ]
    for part in set(PARTS) - {"phases", "precedents", "concerns"}:
        assert recalled[part] == set(), part


def test_precedents_are_found_in_sources_and_tell_how_they_are_sent(practice: Practice) -> None:
    keys = {precedent.key for precedent in practice.precedents}
    assert {"eugene_cahoots", "denver_star", "durham_heart", "dayton_mru", "evanston_care"} <= keys
    for precedent in practice.precedents:
        assert {fact.mark for fact in _facts(precedent)} <= {Standing.FOUND, Standing.RECALLED}, precedent.key
        for topic in (Topic.POPULATION, Topic.START, Topic.HOME, Topic.DISPATCH, Topic.TEAM, Topic.CALLS):
            assert precedent.about(topic), (precedent.key, topic)
    assert len(keys) == len(practice.precedents) == 21
    eugene = next(each for each in practice.precedents if each.key == "eugene_cahoots")
    assert [fact.as_of for fact in eugene.about(Topic.CHANGE)] == ["2023", "2025-04-07", "2026-02"]
    assert len(practice.precedent_library.national) == 2


def test_what_likens_a_city_to_a_precedent_is_what_its_facts_say(practice: Practice) -> None:
    groups = {roll_up.label for roll_up in practice.taxonomy.roll_ups}
    for precedent in practice.precedents:
        [counted] = precedent.about(Topic.POPULATION)
        assert counted.text == f"{precedent.population:,} people."
        assert counted.source == "US Census Bureau, census of 2020"
        assert set(precedent.call_groups) <= groups, precedent.key


def test_every_concern_says_what_may_not_be_claimed(practice: Practice) -> None:
    assert len(practice.concerns) == 23
    assert [each.key for each in practice.concerns if each.check_first] == ["who_pays"]
    for concern in practice.concerns:
        assert concern.limits
        assert concern.examples
        assert concern.components


def test_every_part_tells_where_it_comes_from(practice: Practice) -> None:
    for part in PARTS:
        if part != "guides":
            assert practice.about(part).version >= 1
            assert practice.about(part).fact.source


def test_the_portfolio_invents_nothing(practice: Practice) -> None:
    portfolio = practice.portfolio
    by_name = {city.name: city for city in portfolio.cities}
    assert by_name["Redmond/Kirkland, WA"].jurisdictions == (("Redmond", "WA"), ("Kirkland", "WA"))
    of_the_list = sum(city.fact.mark is Standing.STATED for city in portfolio.cities)
    assert (portfolio.stated, portfolio.unnamed) == (28, 28 - of_the_list)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2024", date(2024, 1, 1)), ("2024-07", date(2024, 7, 1)), ("2024-02-29", date(2024, 2, 29))],
)
def test_a_date_means_its_first_day(as_of: str, expected: date) -> None:
    assert first_day(as_of) == expected


@pytest.mark.parametrize("as_of", ["", "24", "2024-7", "2024-13", "2023-02-29", "2024-07-01-02", "July 2024"])
def test_other_dates_are_refused(as_of: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        first_day(as_of)


def test_a_fact_is_stale_after_a_year_and_not_a_day_before() -> None:
    fact = Fact("Some text.", "Somebody", "2025-04-07", Standing.FOUND)
    assert fact.cited == "Somebody, 2025-04-07"
    assert Fact("Some text.", "City blog 2025", "2025-04", Standing.FOUND).cited == "City blog 2025"
    assert not fact.is_stale(date(2026, 4, 7))
    assert fact.is_stale(date(2026, 4, 8))


def test_a_fact_is_old_after_two_years_and_not_a_day_before() -> None:
    fact = Fact("Some text.", "Somebody", "2024-02-29", Standing.FOUND)
    assert (fact.is_old(date(2026, 2, 28)), fact.is_old(date(2026, 3, 1))) == (False, True)
    day = Fact("Some text.", "Somebody", "2024-11-24", Standing.RECALLED)
    assert not day.is_old(date(2026, 11, 24))
    assert day.is_old(date(2026, 11, 25))
    assert Fact("Some text.", "Somebody", "2024", Standing.FOUND).is_old(date(2026, 1, 2))
    assert (
        day.age(date(2026, 11, 24))
        == "not checked: recalled, or told without its paper; more than 12 months old"
    )
    assert fact.age(date(2026, 3, 1)) == "more than two years old"
    assert fact.age(date(2024, 3, 1)) == ""


def test_no_packaged_file_is_left_unread(practice: Practice) -> None:
    read = {f"{part}.toml" for part in PARTS if part != "guides"}
    elsewhere = {
        f"{part}.toml"
        for part in (
            "agreement",
            "call_outcomes",
            "data_request",
            "diversion",
            "guide_handout",
            "harbor_falls",
            "peer_shares",
            "practice_call_types",
            "sensitive_types",
            "staffing",
            "taxonomy",
        )
    }
    packaged = {entry.name for entry in files("leaptui.practice").iterdir() if entry.name.endswith(".toml")}
    of_the_practice_city = {name for name in packaged if name.startswith("harbor_falls_")}
    assert packaged - elsewhere - of_the_practice_city == read
    guides = {entry.name for entry in files("leaptui.practice").joinpath("guides").iterdir()}
    assert guides == {f"{guide.id}.toml" for guide in practice.guides}
