"""Taking interviews and keeping what was said."""

from __future__ import annotations

import pytest

from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.marks import MarkKind
from leaptui.domain.records import Engagement
from leaptui.domain.vocabulary import PassageKind
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.stakeholders import add_stakeholder, find_stakeholder, stakeholders
from leaptui.services.interviews.excerpt_marking import keep_excerpt
from leaptui.services.interviews.excerpts import excerpts
from leaptui.services.interviews.interviews import (
    find_interview,
    interviews,
    keep_draft,
    save_note,
    set_attribution,
    start_interview,
    unsaved_text,
)
from leaptui.services.search import search
from leaptui.services.workspace import Workspace

NOTE = '"We park them and hope." #NEED-night !concern\n[off] "He drinks on shift."\n> Radio, not people.\n'


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH")


def test_a_new_interview_is_as_strict_as_its_strictest_speaker(
    workspace: Workspace, city: Engagement
) -> None:
    open_one = add_stakeholder(workspace, city, "Ada Quill", role="chief", attribution="on_record")
    strict_one = add_stakeholder(workspace, city, "Ben Rook", role="dispatcher", attribution="role only")
    talk = start_interview(workspace, city, people=[open_one, strict_one])
    assert talk.attribution is Attribution.ROLE_ONLY
    assert start_interview(workspace, city).attribution is Attribution.NONE
    assert (
        start_interview(workspace, city, people=[open_one], attribution="off_record").attribution.value
        == "off_record"
    )


def test_interviews_are_numbered_and_found_by_number(workspace: Workspace, city: Engagement) -> None:
    person = add_stakeholder(workspace, city, "Ben Rook", role="dispatcher")
    start_interview(workspace, city, people=[person], note=NOTE)
    start_interview(workspace, city, title="Listening session")
    assert [view.interview.number for view in interviews(workspace, city)] == [2, 1]
    view = find_interview(workspace, city, "1")
    assert view.title == "dispatcher"
    assert [mark.kind for mark in view.marks].count(MarkKind.VERBATIM) == 2
    with pytest.raises(UnknownName):
        find_interview(workspace, city, "9")


def test_a_draft_is_found_after_a_crash_and_gone_after_saving(workspace: Workspace, city: Engagement) -> None:
    talk = start_interview(workspace, city)
    assert unsaved_text(workspace, talk) is None
    keep_draft(workspace, talk, "half a sen")
    assert unsaved_text(workspace, talk) == "half a sen"
    saved = save_note(workspace, talk, "half a sentence")
    assert unsaved_text(workspace, saved) is None
    assert find_interview(workspace, city, talk.id).interview.note == "half a sentence"


def test_control_codes_never_reach_the_store(workspace: Workspace, city: Engagement) -> None:
    talk = start_interview(workspace, city, note="a\x1b]52;c;eA==\x07\x00b")
    assert find_interview(workspace, city, talk.id).interview.note == "a]52;c;eA==b"


def test_excerpts_know_whose_words_they_are(workspace: Workspace, city: Engagement) -> None:
    talk = start_interview(workspace, city, note=NOTE, attribution="role_only")
    marks = find_interview(workspace, city, talk.id).marks
    quote, inside_off = [mark for mark in marks if mark.kind is MarkKind.VERBATIM]
    own = next(mark for mark in marks if mark.kind is MarkKind.OWN_VIEW)
    kept = keep_excerpt(workspace, talk, quote)
    assert (kept.text, kept.passage, kept.themes) == (
        "We park them and hope.",
        PassageKind.VERBATIM,
        ("NEED-night",),
    )
    assert kept.attribution is None
    assert keep_excerpt(workspace, talk, inside_off).attribution is Attribution.OFF_RECORD
    assert keep_excerpt(workspace, talk, own).passage is PassageKind.OWN_VIEW
    assert keep_excerpt(workspace, talk, quote) == kept
    assert len(excerpts(workspace, city)) == 3


def test_attribution_changes_with_one_call(workspace: Workspace, city: Engagement) -> None:
    talk = start_interview(workspace, city)
    assert set_attribution(workspace, talk, talk.attribution.next).attribution is Attribution.OFF_RECORD


def test_what_was_said_is_found_again(workspace: Workspace, city: Engagement) -> None:
    talk = start_interview(workspace, city, note=NOTE)
    add_stakeholder(workspace, city, "Zoë Parkhurst", role="librarian")
    assert [hit.id for hit in search(workspace, "park them")] == [talk.id]
    assert "stakeholder" in {hit.kind for hit in search(workspace, "zoe park")}
    assert search(workspace, '"') == []
    assert search(workspace, "nowhere to be found") == []


def test_people_are_found_by_name_or_its_beginning(workspace: Workspace, city: Engagement) -> None:
    zoe = add_stakeholder(workspace, city, "Zoë Parkhurst", group="dispatch")
    add_stakeholder(workspace, city, "Abel Stone")
    assert find_stakeholder(workspace, city, "zoe") == zoe
    assert [person.name for person in stakeholders(workspace, city)] == ["Abel Stone", "Zoë Parkhurst"]
    with pytest.raises(InputRefused, match="not a stakeholder group"):
        add_stakeholder(workspace, city, "Nobody", group="martians")
    with pytest.raises(InputRefused, match="not an attribution"):
        add_stakeholder(workspace, city, "Nobody", attribution="whisper")
