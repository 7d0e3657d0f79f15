"""Activities, the support log, and what the timeline tells of them."""

from __future__ import annotations

import pytest

from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.partner_records import Validator, ValidatorMeeting
from leaptui.domain.records import Engagement, FollowUp
from leaptui.domain.roadmap_vocabulary import ActivitySort
from leaptui.domain.vocabulary import Phase, Stance
from leaptui.services.city.activities import (
    activities,
    add_activity,
    change_activity,
    find_activity,
    log_support,
    support_log,
    values_of,
)
from leaptui.services.city.engagements import add_engagement, change_engagement
from leaptui.services.city.stakeholders import add_stakeholder, change_stakeholder
from leaptui.services.city.timeline import EventKind, timeline
from leaptui.services.roadmap.agreements import change_agreement, make_agreement
from leaptui.services.roadmap.team import add_member
from leaptui.services.upkeep.history import take_back_last
from leaptui.services.workspace import Workspace


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH", phase="design")


def test_people_are_linked_by_name_and_keep_it(workspace: Workspace, city: Engagement) -> None:
    dana = add_stakeholder(workspace, city, "Dana Okafor")
    add_member(workspace, city, {}, heard=dana)
    store = workspace.store
    reed = Validator(id=workspace.new_id(), name="Sgt. Reed")
    store.apply("add validator", [reed, Validator(id=workspace.new_id(), name="Kim Bell")])
    add_stakeholder(workspace, city, "Kim Bell")
    made = add_activity(
        workspace, city, {"title": "Ride", "people": "dana okafor; SGT. Reed; Kim Bell; Somebody; Somebody"}
    )
    # Two people have that name, so neither is meant for sure.
    assert made.people == (dana.id, reed.id, "Kim Bell", "Somebody")
    change_stakeholder(workspace, dana, {"name": "Dana Okafor-Reyes"})
    view = find_activity(workspace, city, "ride")
    assert view.people == ("Dana Okafor-Reyes", "Sgt. Reed", "Kim Bell", "Somebody")
    same = change_activity(workspace, city, view.activity, {"people": values_of(view)["people"]})
    assert same.people == made.people


def test_the_five_areas_and_the_fields_are_closed(workspace: Workspace, city: Engagement) -> None:
    made = add_activity(
        workspace,
        city,
        {
            "title": "Training",
            "sort": "Training",
            "issue_areas": "police-community relations; Harm Reduction; harm_reduction; global issues",
            "attendance": "",
            "phase": "data",
        },
    )
    assert made.issue_areas == ("police_community", "harm_reduction", "global")
    assert (made.held_on, made.attendance, made.phase) == ("2026-11-24", None, Phase.DATA)
    for values in (
        {"title": ""},
        {"title": "x", "issue_areas": "weather"},
        {"title": "x", "sort": "party"},
        {"title": "x", "attendance": "many"},
        {"title": "x", "attendance": "0"},
        {"title": "x", "held_on": "2026-13-01"},
        {"title": "x", "colour": "red"},
    ):
        with pytest.raises(InputRefused):
            add_activity(workspace, city, values)
    assert len(activities(workspace, city)) == 1
    with pytest.raises(UnknownName):
        find_activity(workspace, city, "nothing of the sort")


def test_activities_are_told_by_day_and_sort(workspace: Workspace, city: Engagement) -> None:
    for day, sort in (("2026-10-01", "meeting"), ("2026-12-03", "training"), ("", "media")):
        add_activity(workspace, city, {"title": f"{sort} {day}", "held_on": day, "sort": sort})
    held = [view.activity.held_on for view in activities(workspace, city)]
    assert held == ["2026-12-03", "2026-10-01", None]
    assert [view.ahead for view in activities(workspace, city)] == [True, False, False]
    assert len(activities(workspace, city, since="2026-10-01")) == 2
    assert len(activities(workspace, city, until="2026-10-01")) == 1
    assert len(activities(workspace, city, sort=ActivitySort.MEDIA)) == 1


def test_an_entry_of_the_support_log_and_its_promise_are_one_act(
    workspace: Workspace, city: Engagement
) -> None:
    entry, owed = log_support(
        workspace,
        city,
        "Who answers?",
        "The lead.\nAfter ten the sergeant.",
        promised="send it",
        due="friday",
    )
    assert owed is not None
    assert (entry.phase, owed.due, owed.owner) == (Phase.LAUNCH, "2026-11-27", "")
    assert [view.activity.id for view in support_log(workspace, city)] == [entry.id]
    take_back_last(workspace)
    assert support_log(workspace, city) == []
    assert workspace.store.all(FollowUp) == []
    later = change_engagement(workspace, city, {"phase": "evaluation"})
    assert log_support(workspace, later, "What to measure?", "")[0].phase is Phase.EVALUATION
    for asked, more in (
        ("", {}),
        ("x", {"phase": "data"}),
        ("x", {"due": "friday"}),
        ("x", {"promised": "y", "due": "soonish"}),
    ):
        with pytest.raises(InputRefused):
            log_support(workspace, city, asked, "", **more)
    assert len(support_log(workspace, city)) == 1
    add_activity(workspace, city, {"title": "Early advice", "sort": "technical_advice", "phase": "design"})
    assert len(support_log(workspace, city)) == 1


def test_the_timeline_tells_of_activities_validators_and_agreements(
    workspace: Workspace, city: Engagement
) -> None:
    add_activity(workspace, city, {"title": "Kickoff", "held_on": "2026-09-08", "attendance": "1,009"})
    dana = add_stakeholder(workspace, city, "Dana Okafor")
    reed = Validator(id=workspace.new_id(), name="Sgt. Reed")
    workspace.store.apply("add validator", [reed])
    met = ValidatorMeeting(
        id=workspace.new_id(),
        engagement=city.id,
        validator=reed.id,
        stakeholder=dana.id,
        met_on="2026-12-01",
        stance_before=Stance.OPPOSE,
        stance_after=Stance.CONDITION,
    )
    nobody = ValidatorMeeting(id=workspace.new_id(), engagement=city.id, met_on="2026-11-01")
    workspace.store.apply("meet", [met, nobody], stream=city.id)
    agreement = make_agreement(workspace, city, {"parties": "Us\nHarbor Falls", "title": "Agreement"})
    change_agreement(
        workspace,
        agreement,
        {"status": "signed", "signatories": "Ana | mayor | Harbor Falls", "ends_on": "2027-11-30"},
    )
    kinds = (EventKind.ACTIVITY, EventKind.VALIDATOR, EventKind.AGREEMENT)
    told = [event for event in timeline(workspace, city) if event.kind in kinds]
    assert [(event.day, event.text, event.ahead) for event in told] == [
        ("2026-09-08", "Meeting: Kickoff, 1,009 people", False),
        ("2026-11-01", "A validator met somebody in the city", False),
        ("2026-11-24", "Signed: Agreement", False),
        ("2026-12-01", "Sgt. Reed met Dana Okafor: oppose before, condition after", True),
        ("2027-11-30", "Ends: Agreement", True),
    ]
