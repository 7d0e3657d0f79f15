"""Text that was typed before leaptui ended unasked: nothing of it is lost, whichever is kept."""

from __future__ import annotations

import pytest

from leaptui.domain.records import FollowUp, Interview
from leaptui.services.city.engagements import add_engagement
from leaptui.services.interviews.found_text import FoundText, found_texts, keep_found, keep_saved
from leaptui.services.interviews.interviews import keep_draft, save_note, start_interview
from leaptui.services.pages import Page, let_go, make_safe
from leaptui.services.roadmap.components import component
from leaptui.services.upkeep.history import changes_of, record_history
from leaptui.services.workspace import Workspace


@pytest.fixture
def interview(workspace: Workspace) -> Interview:
    city = add_engagement(workspace, "Harbor Falls, OH")
    return start_interview(workspace, city, title="Dana", note="Nights are short.")


@pytest.fixture
def text(workspace: Workspace, interview: Interview) -> FoundText:
    keep_draft(workspace, interview, "Nights are long.")
    [found] = found_texts(workspace)
    return found


def note(workspace: Workspace, interview: Interview) -> str:
    stored = workspace.store.get(Interview, interview.id)
    assert stored is not None
    return stored.note


def test_what_was_found_says_of_what_and_from_when(text: FoundText) -> None:
    assert (text.of, text.label, text.city) == ("interview 1, Dana", "note", "Harbor Falls, OH")
    assert (text.saved, text.found) == ("Nights are short.", "Nights are long.")
    assert text.when.tzinfo is not None


def test_a_draft_that_says_what_is_saved_is_nothing_to_decide(
    workspace: Workspace, interview: Interview
) -> None:
    keep_draft(workspace, interview, interview.note)
    assert found_texts(workspace) == []


def test_drafts_of_records_nobody_knows_stay_where_they_are(
    workspace: Workspace, interview: Interview
) -> None:
    workspace.store.put_draft("not-there-yet", "note", "words")
    keep_draft(workspace, interview, "other")
    assert [found.record for found in found_texts(workspace)] == [interview.id]
    assert found_texts(workspace, "not-there-yet") == []
    assert len(workspace.store.drafts()) == 2


def test_the_page_of_a_component_nobody_touched_is_found_and_kept(workspace: Workspace) -> None:
    city = add_engagement(workspace, "Harbor Falls, OH")
    page = Page(f"{city.id}:hours", "rationale")
    make_safe(workspace, page, "The evenings are long.")
    [found] = found_texts(workspace)
    assert (found.of, found.label, found.saved) == ("component Hours of operation", "reason", "")
    keep_found(workspace, found)
    assert component(workspace, city, "hours").state.rationale == "The evenings are long."
    assert workspace.store.drafts() == []


def test_a_page_that_was_left_is_not_found(workspace: Workspace) -> None:
    city = add_engagement(workspace, "Harbor Falls, OH")
    page = Page(f"{city.id}:hours", "rationale")
    make_safe(workspace, page, "Thrown away.")
    let_go(workspace, page)
    assert found_texts(workspace) == []


def test_keeping_what_was_found_is_one_act(
    workspace: Workspace, interview: Interview, text: FoundText
) -> None:
    keep_found(workspace, text)
    assert note(workspace, interview) == "Nights are long."
    assert workspace.store.drafts() == []
    newest = record_history(workspace, interview.id).acts[0]
    assert newest.did == "kept found text"
    assert "ended before it was saved" in newest.reason


def test_keeping_what_was_saved_puts_what_was_found_into_the_history(
    workspace: Workspace, interview: Interview, text: FoundText
) -> None:
    keep_saved(workspace, text)
    assert note(workspace, interview) == "Nights are short."
    assert workspace.store.drafts() == []
    newest, found = record_history(workspace, interview.id).acts[:2]
    assert (newest.did, found.did) == ("took back: kept found text", "kept found text")
    [change] = changes_of(workspace, found.act)
    assert change.after == "Nights are long."


def test_what_was_written_meanwhile_is_joined_and_not_overwritten(
    workspace: Workspace, interview: Interview
) -> None:
    saved = save_note(workspace, interview, "One\nTwo\n")
    keep_draft(workspace, saved, "One\nTwo\nThree\n")
    [text] = found_texts(workspace)
    # Another window of this laptop wrote, and left the draft where it was.
    draft = workspace.store.draft(interview.id, "note")
    assert draft is not None
    save_note(workspace, saved, "Zero\nOne\nTwo\n")
    workspace.store.put_draft(interview.id, "note", draft.text, seen=draft.seen)
    keep_found(workspace, text)
    assert note(workspace, interview) == "Zero\nOne\nTwo\nThree\n"
    assert any(
        change.after == "Zero\nOne\nTwo\n"
        for act in record_history(workspace, interview.id).acts
        for change in changes_of(workspace, act.act)
    )


def test_deciding_twice_does_nothing_more(
    workspace: Workspace, interview: Interview, text: FoundText
) -> None:
    keep_saved(workspace, text)
    before = len(record_history(workspace, interview.id).acts)
    keep_found(workspace, text)
    keep_saved(workspace, text)
    assert len(record_history(workspace, interview.id).acts) == before


def test_follow_ups_come_with_the_text_and_go_with_it(workspace: Workspace, interview: Interview) -> None:
    keep_draft(workspace, interview, "Nights. ?call the union due:2026-12-01")
    [text] = found_texts(workspace)
    keep_saved(workspace, text)
    assert workspace.store.all(FollowUp) == []
    keep_draft(workspace, interview, text.found)
    keep_found(workspace, found_texts(workspace)[0])
    assert [owed.text for owed in workspace.store.all(FollowUp)] == ["call the union"]
