"""The practice city hangs together, and nobody in it exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from leaptui.domain.attribution import Attribution
from leaptui.domain.marks import MarkKind, marks
from leaptui.domain.text import fold
from leaptui.domain.vocabulary import ComponentStatus, EvidenceKind
from leaptui.practice.harbor_falls import PracticeCity, PracticeInterview, practice_city
from leaptui.practice.parts import COMPONENT_KEYS
from leaptui.practice.practice_call_words import load_tables
from leaptui.practice.reader import Practice, load_practice
from leaptui.practice.taxonomy import CONFIDENCES

FIGURES = {
    "eligible.narrow",
    "eligible.expected",
    "eligible.broad",
    "calls.per_day",
    "times.on_scene.median",
}
REAL_PEOPLE = (
    "Dameron", "Hilliard", "Irwin", "Pearl", "Neusteter", "Lum", "Koper", "Wheeler", "Pyne", "Burns",
    "Thompson", "Stamper", "Birney", "Lowe", "Cook", "Dee", "Collins", "Kolesar", "Larson", "Akerman",
)  # fmt: skip
"""Surnames of people who do stand in the field's public sources."""


@pytest.fixture(scope="module")
def city() -> PracticeCity:
    return practice_city()


@pytest.fixture(scope="module")
def practice() -> Practice:
    return load_practice()


def _texts(city: PracticeCity) -> Iterator[str]:
    """What a roadmap could print of the city's own words."""
    for component in city.components:
        yield component.decision
        yield component.rationale
    yield city.engagement.note
    yield from (rule.reason for rule in city.type_rules)


def _eights(text: str) -> set[tuple[str, ...]]:
    words = [word.strip(".,;:!?\"'") for word in fold(text).split()]
    return {tuple(words[at : at + 8]) for at in range(len(words) - 7)}


def test_it_is_the_city_of_the_pictures(city: PracticeCity) -> None:
    assert city.engagement.name == "Harbor Falls, OH"
    assert [(place.name, place.state, place.population) for place in city.jurisdictions] == [
        ("Harbor Falls", "OH", 61_400)
    ]
    assert ZoneInfo(city.engagement.timezone).key == "America/New_York"
    assert city.calls.rows == 96_000


def test_a_dozen_people_and_more_across_the_groups(city: PracticeCity, practice: Practice) -> None:
    assert len(city.stakeholders) >= 12
    groups = {person.group for person in city.stakeholders}
    assert len(groups) >= 10
    assert all(practice.group(group) for group in groups)
    assert {person.attribution for person in city.stakeholders} == set(Attribution)
    assert len({person.key for person in city.stakeholders}) == len(city.stakeholders)


def test_nobody_bears_the_name_of_somebody_in_the_field(city: PracticeCity) -> None:
    names = " ".join(person.name for person in city.stakeholders).replace("-", " ").split()
    assert not {fold(name) for name in REAL_PEOPLE} & {fold(name) for name in names}


def test_eight_interviews_with_their_people_and_guides(city: PracticeCity, practice: Practice) -> None:
    assert [interview.number for interview in city.interviews] == list(range(1, 9))
    people = {person.key: person for person in city.stakeholders}
    for interview in city.interviews:
        guide = practice.guide(interview.guide)
        assert guide is not None, interview.guide
        assert interview.participants
        assert any(people[key].group in guide.groups for key in interview.participants)
        assert date.fromisoformat(interview.held_on) < date(2026, 11, 24)
        strictest = max(people[key].attribution.strictness for key in interview.participants)
        assert interview.attribution.strictness >= strictest, interview.key


def test_notes_are_as_long_as_notes_are_and_use_the_marks(city: PracticeCity) -> None:
    kinds: Counter[MarkKind] = Counter()
    for interview in city.interviews:
        assert 15 <= len(interview.note.splitlines()) <= 40, interview.key
        found = marks(interview.note)
        kinds.update(mark.kind for mark in found)
        own = {mark.kind for mark in found}
        assert {MarkKind.THEME, MarkKind.VERBATIM, MarkKind.FOLLOW_UP} <= own, interview.key
    assert kinds.keys() == set(MarkKind)
    assert kinds[MarkKind.VERBATIM] >= 20
    assert kinds[MarkKind.CONCERN] >= 7


def test_every_theme_in_the_notes_is_a_theme(city: PracticeCity, practice: Practice) -> None:
    used = {
        mark.text
        for interview in city.interviews
        for mark in marks(interview.note)
        if mark.kind is MarkKind.THEME
    }
    assert used <= {theme.key for theme in practice.themes}
    assert len(used) >= 20


def test_follow_ups_have_a_day(city: PracticeCity) -> None:
    dues = [follow_up.due for follow_up in city.follow_ups]
    for interview in city.interviews:
        dues += [mark.due for mark in marks(interview.note) if mark.kind is MarkKind.FOLLOW_UP]
    assert len(dues) >= 12
    assert all(date.fromisoformat(due).year == 2026 for due in dues)
    assert any(follow_up.done for follow_up in city.follow_ups)


def test_components_stand_as_in_the_roadmap(city: PracticeCity, practice: Practice) -> None:
    assert tuple(component.key for component in city.components) == COMPONENT_KEYS
    by_status: dict[ComponentStatus, set[str]] = {status: set() for status in ComponentStatus}
    for component in city.components:
        by_status[component.status].add(component.key)
        if component.status in {ComponentStatus.AGREED, ComponentStatus.PROPOSED}:
            assert component.decision
            assert component.rationale
            assert component.evidence
        known = practice.component(component.key)
        assert known is not None
        assert len(set(component.ticks)) == len(component.ticks)
        assert all(known.item(tick) for tick in component.ticks), component.key
    assert by_status[ComponentStatus.AGREED] == {"volume", "responders", "training"}
    assert {"staffing", "hours", "types", "cost"} <= by_status[ComponentStatus.PROPOSED]


def _noted(city: PracticeCity, key: str) -> PracticeInterview:
    return next(interview for interview in city.interviews if interview.key == key)


def test_evidence_is_a_figure_or_words_somebody_said(city: PracticeCity) -> None:
    for component in city.components:
        for evidence in component.evidence:
            if evidence.kind is EvidenceKind.FIGURE:
                assert evidence.source in FIGURES
            else:
                said = {
                    mark.text
                    for mark in marks(_noted(city, evidence.interview).note)
                    if mark.kind is MarkKind.VERBATIM
                }
                assert evidence.source in said


def test_no_decision_repeats_what_was_said_off_the_record(city: PracticeCity) -> None:
    held: set[tuple[str, ...]] = set()
    for interview in city.interviews:
        for mark in marks(interview.note):
            if mark.kind is MarkKind.OFF_RECORD:
                held |= _eights(mark.text)
        if interview.attribution.strictness >= Attribution.NONE.strictness:
            held |= _eights(interview.note)
    assert held
    for text in _texts(city):
        assert not held & _eights(text), text


def test_local_rules_are_for_types_the_city_has(city: PracticeCity, practice: Practice) -> None:
    types = set(load_tables().types.texts)
    for rule in city.type_rules:
        assert rule.type in types
        assert rule.group in practice.taxonomy.groups
        assert rule.confidence in CONFIDENCES
        assert rule.reason
        assert rule.decided_by
