"""What is known of a conversation changes in one act, or not at all."""

from __future__ import annotations

import pytest

from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.domain.vocabulary import ConsentGiven, InterviewForm
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.stakeholders import add_stakeholder, change_stakeholder
from leaptui.services.interviews.facts import FACTS, Attendance, attendance, describe, headcounts_from
from leaptui.services.interviews.interviews import InterviewView, find_interview, start_interview
from leaptui.services.workspace import Workspace


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH")


@pytest.fixture
def view(workspace: Workspace, city: Engagement) -> InterviewView:
    person = add_stakeholder(workspace, city, "Dana Okafor", role="Dispatcher", group="dispatch")
    started = start_interview(workspace, city, people=[person], note="She says so.")
    return find_interview(workspace, city, started.id)


EVERYTHING = {
    "title": "Night shift",
    "held_on": "2026-11-20",
    "attribution": "role only",
    "form": "dispatch sit-in",
    "advisors": "Ana Duarte; Joe Blank",
    "place": "Dispatch floor",
    "district": "North Hill",
    "shift": "nights",
    "minutes": "50",
    "language": "ES",
    "interpreter": "Lucía Prado",
    "recorded": "yes",
    "consent_given": "verbal",
    "consent_on": "2026-11-20",
    "consent_by": "Dana Okafor",
    "consent": "read out",
    "minors": "no",
    "guardian": "",
    "compensation": "$25",
    "guide": "dispatch_es",
}


def test_every_fact_is_set_in_one_act_and_cleared_again(
    workspace: Workspace, city: Engagement, view: InterviewView
) -> None:
    assert set(EVERYTHING) == set(FACTS)
    before = len(workspace.store.acts())
    changed = describe(workspace, city, view, EVERYTHING)
    assert len(workspace.store.acts()) == before + 1
    assert changed == find_interview(workspace, city, view.interview.id).interview
    assert changed.note == "She says so."
    assert (changed.attribution, changed.form) == (Attribution.ROLE_ONLY, InterviewForm.DISPATCH_SIT_IN)
    assert (changed.advisors, changed.minutes, changed.language) == (("Ana Duarte", "Joe Blank"), 50, "es")
    assert (changed.consent_given, changed.recorded) == (ConsentGiven.VERBAL, True)
    assert (changed.guide, changed.guide_version) == ("dispatch_es", 1)
    emptied = {key: "" for key in FACTS if key not in {"attribution"}}
    cleared = describe(workspace, city, find_interview(workspace, city, view.interview.id), emptied)
    assert (cleared.minutes, cleared.consent_given, cleared.advisors, cleared.guide) == (None, None, (), "")


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("held_on", "someday"),
        ("attribution", "loud"),
        ("form", "seance"),
        ("minutes", "-5"),
        ("minutes", "99999"),
        ("recorded", "perhaps"),
        ("consent_given", "shrugged"),
        ("guide", "wizards"),
        ("note", "another"),
        ("number", "7"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_changes(
    workspace: Workspace, city: Engagement, view: InterviewView, fact: str, text: str
) -> None:
    before = len(workspace.store.acts())
    with pytest.raises(InputRefused):
        describe(workspace, city, view, {"title": "New", fact: text})
    assert len(workspace.store.acts()) == before


def test_a_minor_needs_a_guardian(workspace: Workspace, city: Engagement, view: InterviewView) -> None:
    with pytest.raises(InputRefused, match="guardian"):
        describe(workspace, city, view, {"minors": "yes", "consent_given": "verbal"})
    describe(workspace, city, view, {"minors": "yes"})
    agreed = {"minors": "yes", "consent_given": "verbal", "guardian": "R. Okafor"}
    assert describe(workspace, city, view, agreed).guardian == "R. Okafor"


def test_people_come_and_go_and_come_back(
    workspace: Workspace, city: Engagement, view: InterviewView
) -> None:
    other = add_stakeholder(workspace, city, "Sam Lee", group="patrol")
    (dana,) = view.people

    def there() -> Attendance:
        return attendance(workspace, find_interview(workspace, city, view.interview.id))

    for people in ((dana, other), (other,), (dana,), ()):
        describe(workspace, city, view, {}, Attendance(people))
        assert there().people == people
    counted = headcounts_from(workspace, "14 residents, 3 youth_schools; 2")
    assert counted == (("residents", 14), ("youth_schools", 3), ("", 2))
    describe(workspace, city, view, {}, Attendance((), counted))
    assert there().headcounts == counted
    describe(workspace, city, view, {}, Attendance((), (("residents", 15),)))
    assert there().headcounts == (("residents", 15),)


@pytest.mark.parametrize("text", ["many residents", "14 wizards", "0 residents", "²", "14.5"])
def test_odd_headcounts_are_refused(workspace: Workspace, text: str) -> None:
    with pytest.raises(InputRefused):
        headcounts_from(workspace, text)


def test_a_person_is_described(workspace: Workspace, view: InterviewView) -> None:
    (dana,) = view.people
    changes = {
        "contact": "ext. 7",
        "district": "Mill",
        "shift": "nights",
        "role-holders": "3",
        "group": "patrol",
    }
    changed = change_stakeholder(workspace, dana, changes)
    assert (changed.contact, changed.role_holders, changed.group) == ("ext. 7", 3, "patrol")
    assert changed.name == "Dana Okafor"
    for wrong in (
        {"name": " "},
        {"role_holders": "few"},
        {"group": "wizards"},
        {"id": "x"},
        {"deleted": "1"},
    ):
        with pytest.raises(InputRefused):
            change_stakeholder(workspace, changed, wrong)
