"""The concern board: from what was raised to an answer, a validator, a meeting, and to readiness."""

from __future__ import annotations

import pytest

from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.partner_records import Concern
from leaptui.domain.records import Engagement, Excerpt
from leaptui.domain.roadmap_vocabulary import ConcernStatus
from leaptui.domain.vocabulary import Stance
from leaptui.services.city.engagements import JurisdictionInput, add_engagement
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.roadmap.concern_board import (
    board,
    board_concern,
    find_concern,
    open_concerns,
    unhandled,
)
from leaptui.services.roadmap.concern_changes import (
    add_concern,
    change_concern,
    link_passage,
    put_all_on_board,
    put_on_board,
    remove_concern,
    set_status,
    unlink_passage,
)
from leaptui.services.roadmap.validator_meetings import (
    change_meeting,
    find_meeting,
    meetings,
    note_meeting,
    remove_meeting,
    stance_change,
)
from leaptui.services.roadmap.validators import add_validator, remove_validator
from leaptui.services.upkeep.history import city_history, take_back_last
from leaptui.services.workspace import Workspace


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    made = add_engagement(
        workspace,
        "Harbor Falls, OH",
        jurisdictions=[JurisdictionInput(name="Harbor Falls", state="OH", population=61_400)],
    )
    lee = add_stakeholder(workspace, made, "Lee Brandt", role="patrol sergeant", group="patrol")
    dana = add_stakeholder(workspace, made, "Dana Okafor", role="dispatcher", group="dispatch")
    for people, note in (
        ([lee], "!the night is too dark for them #SAFE-responder\n> !they may want our posts\n"),
        ([dana, lee], "Nights scare us. !concern\n[off] !he will be blamed for the night\n"),
        ([dana], "!who cleans the van\n"),
    ):
        start_interview(workspace, made, people=people, attribution="role_only", note=note)
    return made


def kept(workspace: Workspace, concern: Concern) -> Concern:
    found = workspace.store.get(Concern, concern.id)
    assert found is not None
    return found


def test_what_was_raised_goes_on_the_board_in_one_act_with_its_passages_and_their_levels(
    workspace: Workspace, city: Engagement
) -> None:
    waiting = unhandled(workspace, city)
    assert [(each.key, each.interviews, each.groups, each.name) for each in waiting] == [
        ("night", 2, ("patrol", "dispatch"), "night"),
        ("", 1, ("dispatch",), "3:0"),
    ]
    assert [(each.id, each.why) for each in open_concerns(workspace, city)] == [
        ("", "not on the concern board yet")
    ]
    [night] = put_all_on_board(workspace, city)
    assert night.id == f"{city.id}:concern:night"
    assert night.precedents == ("albuquerque_acs",)
    assert len(night.excerpts) == 3
    [act, *_] = city_history(workspace, city).acts
    assert (act.did, act.of) == (
        "added concerns",
        "concern “The night is too dangerous for this.” and 3 more",
    )
    [view] = board(workspace, city)
    assert [(each.text, each.level) for each in view.raised] == [
        ("the night is too dark for them", Attribution.ROLE_ONLY),
        ("Nights scare us.", Attribution.ROLE_ONLY),
        ("he will be blamed for the night", Attribution.OFF_RECORD),
    ]
    assert (view.interviews, view.groups, view.answer_is_own, view.blocks) == (
        2,
        ("patrol", "dispatch"),
        False,
        True,
    )
    assert view.answer.startswith("Begin in the hours that carry most calls")
    assert view.limits.startswith("Do not say nights are as safe")
    assert [each.key for each in unhandled(workspace, city)] == [""]
    take_back_last(workspace)
    assert board(workspace, city) == ()
    assert workspace.store.all(Excerpt, engagement=city.id) == []
    [again] = put_all_on_board(workspace, city)
    assert again.id == night.id
    assert put_all_on_board(workspace, city) == ()


def test_what_the_library_does_not_know_is_said_in_her_own_words(
    workspace: Workspace, city: Engagement
) -> None:
    van = unhandled(workspace, city)[-1]
    with pytest.raises(InputRefused, match="own words"):
        put_on_board(workspace, city, van)
    made = put_on_board(workspace, city, van, title="Upkeep of the vehicle")
    view = board_concern(workspace, city, made)
    assert (view.title, view.library, view.answer, view.limits) == ("Upkeep of the vehicle", None, "", "")
    assert [each.text for each in view.raised] == ["who cleans the van"]
    assert [each.key for each in unhandled(workspace, city)] == ["night"]
    with pytest.raises(InputRefused, match="only with an answer"):
        set_status(workspace, made, ConcernStatus.ANSWERED)
    remove_concern(workspace, made)
    [night, _] = unhandled(workspace, city)
    made = put_on_board(workspace, city, unhandled(workspace, city)[-1], key="too_expensive")
    assert board_concern(workspace, city, made).title == "It costs too much."
    other = put_on_board(workspace, city, night, to=made)
    assert (other.id, len(other.excerpts)) == (made.id, 4)
    assert unhandled(workspace, city) == ()
    take_back_last(workspace)
    take_back_last(workspace)
    with pytest.raises(UnknownName, match="not a concern of the library"):
        put_on_board(workspace, city, unhandled(workspace, city)[-1], key="weather")
    made = put_on_board(workspace, city, unhandled(workspace, city)[-1], title="Upkeep of the vehicle")
    later = start_interview(workspace, city, note="Who pays for tires? Nobody knows.")
    tires = Excerpt(
        id="x1", engagement=city.id, interview=later.id, text="Who pays for tires?", start=0, end=19
    )
    workspace.store.apply("keep excerpt", [tires], stream=city.id)
    linked = link_passage(workspace, made, tires)
    assert [each.text for each in board_concern(workspace, city, linked).raised] == [
        "who cleans the van",
        "Who pays for tires?",
    ]
    without = unlink_passage(workspace, linked, tires.id)
    assert [each.text for each in board_concern(workspace, city, without).raised] == ["who cleans the van"]
    assert "who_pays" in {each.key for each in unhandled(workspace, city)}


def test_a_concern_blocks_until_it_is_settled_or_set_aside_with_a_reason(
    workspace: Workspace, city: Engagement
) -> None:
    put_all_on_board(workspace, city)
    night = find_concern(workspace, city, "night")
    van = put_on_board(workspace, city, unhandled(workspace, city)[0], title="Upkeep of the vehicle")
    assert {each.title: each.why for each in open_concerns(workspace, city)} == {
        "The night is too dangerous for this.": "open",
        "Upkeep of the vehicle": "open, and without an answer",
    }
    night = change_concern(workspace, night, {"due": "2026-11-02", "owner": "M. Ruiz"})
    assert {each.why for each in open_concerns(workspace, city)} == {
        "open, and its day has passed",
        "open, and without an answer",
    }
    night = set_status(workspace, night, ConcernStatus.ANSWERED)
    assert [each.why for each in open_concerns(workspace, city)][-1] == "answered, and not settled yet"
    night = set_status(workspace, night, ConcernStatus.SETTLED)
    assert night.settled_on == "2026-11-24"
    with pytest.raises(InputRefused, match="only with a reason"):
        set_status(workspace, van, ConcernStatus.SET_ASIDE)
    van = set_status(workspace, van, ConcernStatus.SET_ASIDE, reason="The county runs the garage")
    assert van.note == "2026-11-24, set aside: The county runs the garage"
    assert city_history(workspace, city).acts[0].reason == "The county runs the garage"
    assert open_concerns(workspace, city) == ()
    assert [view.concern.status for view in board(workspace, city)] == ["settled", "set_aside"]
    night = set_status(workspace, night, ConcernStatus.OPEN)
    assert night.settled_on is None
    remove_concern(workspace, night)
    assert [each.title for each in open_concerns(workspace, city)] == ["1 concern people raised"]


def test_who_pays_is_answered_only_in_her_own_words(workspace: Workspace, city: Engagement) -> None:
    asked = add_concern(workspace, city, "", key="who_pays")
    view = board_concern(workspace, city, asked)
    assert "tobacco" in view.answer
    assert len(view.check_first) == 5
    with pytest.raises(InputRefused, match="must be checked first") as refused:
        set_status(workspace, asked, ConcernStatus.ANSWERED)
    assert "Form 990" in refused.value.next_step
    asked = change_concern(
        workspace, asked, {"answer": "The city pays for this work; here is the agreement."}
    )
    assert set_status(workspace, asked, ConcernStatus.ANSWERED).status is ConcernStatus.ANSWERED
    with pytest.raises(InputRefused, match="must be checked first"):
        change_concern(workspace, kept(workspace, asked), {"answer": ""})
    with pytest.raises(InputRefused, match="on the board already"):
        add_concern(workspace, city, "", key="who_pays")
    with pytest.raises(UnknownName, match="not a concern of the library"):
        add_concern(workspace, city, "", key="weather")
    with pytest.raises(InputRefused, match="needs words"):
        add_concern(workspace, city, " ")


def test_who_met_whom_and_what_it_changed(workspace: Workspace, city: Engagement) -> None:
    [night] = put_all_on_board(workspace, city)
    reed = add_validator(workspace, {"name": "Alma Reed", "former-role": "Sergeant (retired)"})
    night = change_concern(workspace, night, {"validators": "alma reed", "precedents": "STAR; CAHOOTS"})
    assert night.precedents == ("denver_star", "eugene_cahoots")
    with pytest.raises(UnknownName, match="not one validator"):
        change_concern(workspace, night, {"validators": "Nobody"})
    with pytest.raises(InputRefused, match="needs a validator"):
        note_meeting(workspace, city, {"person": "Lee"})
    met = note_meeting(
        workspace,
        city,
        {
            "validator": "Reed",
            "person": "Lee Brandt",
            "met-on": "2026-11-20",
            "stance-before": "oppose",
            "stance-after": "condition",
            "promised": "A ride-along",
        },
        concerns=(night,),
    )
    [seen] = board_concern(workspace, city, night).meetings
    assert (seen.validator, seen.person, seen.sign, seen.change) == (
        "Alma Reed",
        "Lee Brandt",
        "▲",
        "oppose → condition, nearer",
    )
    assert find_meeting(workspace, city, "reed") == met
    changed = change_meeting(workspace, city, met, {"stance-after": "", "note": "Short"})
    assert meetings(workspace, city)[0].change == "oppose → not noted"
    remove_validator(workspace, reed)
    view = board_concern(workspace, city, night)
    assert view.validators == ()
    assert view.meetings[0].validator == "Alma Reed"
    remove_meeting(workspace, changed)
    assert meetings(workspace, city) == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (None, None, ("", "")),
        (None, Stance.SUPPORT, ("", "not noted → support")),
        (Stance.OPPOSE, Stance.NEUTRAL, ("▲", "oppose → neutral, nearer")),
        (Stance.SUPPORT, Stance.CONDITION, ("▼", "support → condition, farther")),
        (Stance.NEUTRAL, Stance.NEUTRAL, ("=", "neutral → neutral, as before")),
    ],
)
def test_a_change_of_stance_has_words_and_a_sign(
    before: Stance | None, after: Stance | None, told: tuple[str, str]
) -> None:
    assert stance_change(before, after) == told
