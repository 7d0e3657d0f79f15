"""What a document's gate holds back, letting words through with a reason, and taking that back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.held_back import HeldBack, digest_of
from leaptui.domain.errors import InputRefused, UnknownName, Withheld
from leaptui.domain.marks import MarkKind
from leaptui.domain.partner_records import Validator
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import GateOverride
from leaptui.domain.vocabulary import ConsentGiven
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.resources import add_resource
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.documents.export import documents_made, export
from leaptui.services.documents.overrides import (
    allow,
    find_override,
    held_back,
    one_held_back,
    overrides,
    standing_of,
    withdraw,
)
from leaptui.services.interviews.excerpt_marking import keep_excerpt
from leaptui.services.interviews.interviews import find_interview, start_interview
from leaptui.services.roadmap.components import link_excerpt
from leaptui.services.roadmap.deciding import set_component
from leaptui.services.workspace import Workspace

QUIET = "the night shift sends two officers because nobody else picks up"
OFF = "the sergeant tears up every referral we hand him before lunch"
WHY = "She agreed by e-mail on 3 May."


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    """A dispatcher who spoke not for attribution, and a clerk who spoke off the record."""
    city = add_engagement(workspace, "Harbor Falls, OH", lead="M. Ruiz")
    dana = add_stakeholder(workspace, city, "Dana Whitfield", role="dispatcher", group="dispatch")
    ruth = add_stakeholder(workspace, city, "Ruth Vela", role="clerk", group="attorney_risk")
    start_interview(workspace, city, people=[dana], attribution="none", note=f"She said {QUIET}.")
    start_interview(workspace, city, people=[ruth], attribution="off_record", note=f"She said {OFF}.")
    set_component(
        workspace, city, "hours", {"rationale": f"We heard that {QUIET}.", "owner": "Dana Whitfield"}
    )
    set_component(workspace, city, "cost", {"rationale": f"We heard that {OFF}.", "owner": "Ruth Vela"})
    return city


def clean(workspace: Workspace, city: Engagement) -> None:
    """Take out what no override lets through."""
    set_component(workspace, city, "cost", {"rationale": "It costs.", "owner": "The city manager"})


def test_each_span_is_listed_with_document_part_and_field(workspace: Workspace, city: Engagement) -> None:
    found = held_back(workspace, city, "roadmap", Audience.PUBLIC)
    assert [(each.part, each.field, each.may_be_allowed) for each in found] == [
        ("component 3", "rationale", True),
        ("component 3", "owner", True),
        ("component 6", "rationale", False),
        ("component 6", "owner", False),
    ]
    assert {each.document for each in found} == {"roadmap"}
    # For the organisation itself words not for attribution are no secret; names are, and what is off the record.
    inside = held_back(workspace, city, "roadmap", Audience.INTERNAL)
    assert [(each.part, each.field) for each in inside] == [
        ("component 3", "owner"),
        ("component 6", "rationale"),
        ("component 6", "owner"),
    ]


def test_words_let_through_leave_with_a_record_of_why(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    clean(workspace, city)
    for each in held_back(workspace, city, "roadmap", Audience.PUBLIC):
        allow(workspace, city, each, WHY)
    assert held_back(workspace, city, "roadmap", Audience.PUBLIC) == ()
    export(workspace, city, formats=["md", "docx", "pdf", "xlsx"], folder=tmp_path)
    with pytest.raises(
        HeldBack, match="component 3"
    ):  # an override of the roadmap is none of the workbook alone
        export(workspace, city, document="workbook", formats=["xlsx"], folder=tmp_path)
    text = (tmp_path / "harbor-falls-oh-roadmap.md").read_text("utf-8")
    assert QUIET in text
    assert WHY.rstrip(".") not in text
    (made,) = documents_made(workspace, city)
    assert [
        (each["place"], each["reason"], each["allowed_by"]) for each in json.loads(made.gate)["overrides"]
    ] == [
        ("component 3, rationale", WHY, "M. Ruiz"),
        ("component 3, owner", WHY, "M. Ruiz"),
    ]
    assert QUIET not in made.gate


def test_the_appendix_for_the_organisation_names_what_was_let_through(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    clean(workspace, city)
    (name,) = held_back(workspace, city, "roadmap", Audience.INTERNAL)
    allow(workspace, city, name, WHY, by="A. Reed")
    export(workspace, city, formats=["md"], folder=tmp_path, audience="internal")
    text = (tmp_path / "harbor-falls-oh-roadmap.md").read_text("utf-8")
    assert f"component 3, owner: {WHY.rstrip('.')}" in text
    assert "A. Reed" in text


def test_an_override_holds_for_no_other_place_document_audience_or_words(
    workspace: Workspace, city: Engagement
) -> None:
    clean(workspace, city)
    (words, name) = held_back(workspace, city, "roadmap", Audience.PUBLIC)
    allow(workspace, city, words, WHY)
    allow(workspace, city, name, WHY)
    assert [each.field for each in held_back(workspace, city, "roadmap", Audience.CITY_TEAM)] == [
        "rationale",
        "owner",
    ]
    assert held_back(workspace, city, "council_brief", Audience.PUBLIC) == ()
    set_component(workspace, city, "training", {"owner": "Dana Whitfield"})
    set_component(workspace, city, "hours", {"rationale": f"They say {QUIET} until dawn, and {QUIET}."})
    assert [each.place for each in held_back(workspace, city, "roadmap", Audience.PUBLIC)] == [
        "component 9, owner"
    ]
    set_component(workspace, city, "hours", {"rationale": f"She said {QUIET}."})
    assert len(held_back(workspace, city, "roadmap", Audience.PUBLIC)) == 2


def test_what_is_off_the_record_is_never_let_through(workspace: Workspace, city: Engagement) -> None:
    for each in held_back(workspace, city, "roadmap", Audience.PUBLIC):
        if each.part == "component 6":
            with pytest.raises(Withheld, match="no override"):
                allow(workspace, city, each, WHY)
            # Not even by a record that came in some other way.
            forged = GateOverride(
                id=workspace.new_id(), engagement=city.id, document="roadmap", audience="public",
                place=each.place, digest=digest_of(each.words), reason=WHY,
            )  # fmt: skip
            workspace.store.apply("forge", [forged], stream=city.id)
    assert [each.part for each in held_back(workspace, city, "roadmap", Audience.PUBLIC)].count(
        "component 6"
    ) == 2


@pytest.mark.parametrize("reason", ["", "  ", "because", "it is"])
def test_a_reason_is_needed(workspace: Workspace, city: Engagement, reason: str) -> None:
    (first, *_) = held_back(workspace, city, "roadmap", Audience.PUBLIC)
    with pytest.raises(InputRefused, match="reason"):
        allow(workspace, city, first, reason)
    assert overrides(workspace, city) == []


def test_it_is_one_act_that_can_be_taken_back(workspace: Workspace, city: Engagement, tmp_path: Path) -> None:
    clean(workspace, city)
    (words, name) = held_back(workspace, city, "roadmap", Audience.PUBLIC)
    before = len(workspace.store.acts(city.id))
    made = allow(workspace, city, words, WHY)
    acts = workspace.store.acts(city.id)
    assert (len(acts) - before, acts[0].verb) == (1, "let words through")
    assert QUIET not in str(made)
    allow(workspace, city, name, WHY)
    withdraw(workspace, find_override(workspace, city, made.id))
    assert [each.place for each in overrides(workspace, city)] == ["component 3, owner"]
    with pytest.raises(HeldBack, match="component 3, rationale"):
        export(workspace, city, formats=["md"], folder=tmp_path / "out")
    assert not (tmp_path / "out").exists()
    with pytest.raises(UnknownName):
        find_override(workspace, city, "7")


def test_a_span_is_meant_by_its_number_or_its_place(workspace: Workspace, city: Engagement) -> None:
    found = held_back(workspace, city, "roadmap", Audience.PUBLIC)
    assert one_held_back(found, "2") == one_held_back(found, "Component 3, Owner") == found[1]
    assert one_held_back(found, "component 3, rationale", QUIET.upper()) == found[0]
    for place, words in (("component 4, owner", ""), ("9", ""), ("component 3, owner", "Ruth Vela")):
        with pytest.raises(UnknownName):
            one_held_back(found, place, words)


def test_every_place_leads_to_where_it_is_edited(workspace: Workspace, city: Engagement) -> None:
    assert standing_of(workspace, city, "component 3, owner").record == f"{city.id}:hours"
    assert standing_of(workspace, city, "agreement, purpose").page == "agreement"
    assert standing_of(workspace, city, "name of the engagement").page == "city"


def test_a_validator_is_named_with_permission_only_and_no_contact_leaves(
    workspace: Workspace, city: Engagement
) -> None:
    alma = Validator(id=workspace.new_id(), name="Alma Reed", contact="alma.reed@example.org, 937-555-0142")
    workspace.store.apply("add", [alma])
    clean(workspace, city)
    set_component(
        workspace,
        city,
        "hours",
        {"owner": "Alma Reed", "rationale": "Ask alma.reed@example.org or (937) 555-0142."},
    )
    found = held_back(workspace, city, "roadmap", Audience.INTERNAL)
    assert {each.field for each in found} == {"rationale", "owner"}
    assert "937) 555-0142" in " ".join(each.words for each in found)
    assert not any(each.may_be_allowed for each in found)


@pytest.mark.parametrize("level", ["role_only", "none", "off_record"])
def test_no_number_of_a_note_leaves_although_it_is_no_run_of_words(
    workspace: Workspace, city: Engagement, level: str
) -> None:
    clean(workspace, city)
    note = "Call me at 216-555-0187 after nine, not at 216-555-0100 or the shelter on 412 Water St."
    start_interview(workspace, city, people=[], attribution=level, note=note)
    start_interview(
        workspace, city, people=[], attribution="on_record", note="The front desk is 216-555-0111."
    )
    add_resource(workspace, city, {"name": "Crisis line", "phone": "216 555 0100"})
    asked = "Ask (216) 555-0187, the line 216-555-0100, the desk 216-555-0111, at 412 Water St."
    set_component(workspace, city, "hours", {"owner": "The city", "rationale": asked})
    found = [each.words for each in held_back(workspace, city, "roadmap", Audience.INTERNAL)]
    # The shelter's address is known, but not that somebody named it off the record.
    address = ["412 Water St"] if level == "off_record" else []
    assert sorted(found) == sorted(["216) 555-0187", *address])


def test_a_document_is_meant_by_its_title_too(workspace: Workspace, city: Engagement) -> None:
    (first, *_) = held_back(workspace, city, "Roadmap", Audience.PUBLIC)
    assert allow(workspace, city, first, WHY).document == "roadmap"


@pytest.mark.parametrize("level", ["on_record", "role_only"])
def test_nothing_leaves_of_a_conversation_that_somebody_did_not_agree_to(
    workspace: Workspace, city: Engagement, tmp_path: Path, level: str
) -> None:
    clean(workspace, city)
    set_component(workspace, city, "hours", {"rationale": "", "owner": ""})
    sam = add_stakeholder(workspace, city, "Sam Okafor", role="chief", group="police_command")
    words = "our own night crew would rather stay at home than go alone"
    talk = start_interview(workspace, city, people=[sam], attribution=level, note=f'"{words}"')
    mark = next(
        each for each in find_interview(workspace, city, talk.id).marks if each.kind is MarkKind.VERBATIM
    )
    link_excerpt(workspace, city, "hours", keep_excerpt(workspace, talk, mark))
    export(workspace, city, formats=["md"], folder=tmp_path / "before")
    assert words in (tmp_path / "before" / "harbor-falls-oh-roadmap.md").read_text("utf-8")
    workspace.store.apply("decline", [replace(talk, consent_given=ConsentGiven.DECLINED)], stream=city.id)
    export(workspace, city, formats=["md"], folder=tmp_path / "after", audience="internal")
    assert words not in (tmp_path / "after" / "harbor-falls-oh-roadmap.md").read_text("utf-8")
    set_component(workspace, city, "cost", {"rationale": f"We heard that {words}."})
    (span,) = held_back(workspace, city, "roadmap", Audience.INTERNAL)
    assert not span.may_be_allowed
