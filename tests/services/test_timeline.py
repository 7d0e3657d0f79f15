"""The timeline of an engagement, and who answered which question."""

from __future__ import annotations

from dataclasses import replace

from leaptui.domain.call_records import Dataset
from leaptui.domain.records import FollowUp
from leaptui.domain.roadmap_records import Evidence
from leaptui.domain.vocabulary import ConsentGiven, EvidenceKind
from leaptui.practice.reader import load_practice
from leaptui.services.city.engagements import add_engagement, change_engagement
from leaptui.services.city.timeline import EventKind, timeline
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.interviews.question_matrix import Asked, question_matrices, questions_of
from leaptui.services.roadmap.deciding import set_component
from leaptui.services.workspace import Workspace
from tests.services.made_up_talks import talk


def test_everything_with_a_day_stands_in_its_order(workspace: Workspace) -> None:
    city = add_engagement(workspace, "Harbor Falls, OH", phase="scoping")
    city = change_engagement(workspace, city, {"phase": "listening"})
    city = change_engagement(workspace, city, {"next_step": "Price the window", "next_due": "2026-12-08"})
    start_interview(workspace, city, title="Night dispatcher", held_on="2026-10-01", note="Words.")
    start_interview(workspace, city, title="City manager", held_on="2026-12-01")
    refused = start_interview(workspace, city, title="Landlord", held_on="2026-10-02")
    store = workspace.store
    owed = FollowUp(id="f1", engagement=city.id, text="Send the charter", due="2026-11-20", owner="Ruiz")
    store.apply("consent", [replace(refused, consent_given=ConsentGiven.DECLINED)], stream=city.id)
    store.apply("owe", [owed, replace(owed, id="f2", done=True, done_on="2026-11-10")], stream=city.id)
    dataset = Dataset(
        id="calls",
        engagement=city.id,
        hash="00",
        file_name="calls.csv",
        file_size=1,
        file_sha256="00",
        imported_at="2026-11-23T12:00:00+00:00",
        rows_in=9,
        rows_used=9,
        calls=8,
        sender="R. Hale",
        received_on="2026-11-19",
    )
    store.apply("import", [dataset], stream=city.id)
    set_component(workspace, city, "hours", {"status": "proposed"})
    said = Evidence(
        id="said", engagement=city.id, component="hours", source_kind=EvidenceKind.EXCERPT, source="gone"
    )
    store.apply("link evidence", [said], stream=city.id)
    agreed = {"status": "agreed", "decision": "Ten to ten", "rationale": "x", "owner": "D. Reyes"}
    set_component(workspace, city, "hours", agreed)
    set_component(workspace, city, "hours", {"rationale": "Said again."})
    events = timeline(workspace, city)
    told = [(event.day, event.kind.value, event.text) for event in events]
    assert told == [
        ("2026-10-01", "interview", "Interview 1: Night dispatcher"),
        ("2026-10-02", "interview", "Interview 3: Landlord, declined"),
        ("2026-11-10", "follow-up", "Done: Send the charter, Ruiz"),
        ("2026-11-19", "dataset", "Received calls.csv from R. Hale, 8 incidents"),
        ("2026-11-20", "follow-up", "Due: Send the charter, Ruiz"),
        ("2026-11-23", "dataset", "Imported calls.csv from R. Hale, 8 incidents"),
        ("2026-11-24", "begun", "The engagement was begun"),
        ("2026-11-24", "phase", "Phase 0, Scoping"),
        ("2026-11-24", "phase", "Phase 1, Listening"),
        ("2026-11-24", "decision", "Hours proposed"),
        ("2026-11-24", "decision", "Hours agreed: Ten to ten"),
        ("2026-12-01", "interview", "Interview 2: City manager"),
        ("2026-12-08", "follow-up", "Next step: Price the window"),
    ]
    assert [event.text for event in events if event.overdue] == ["Due: Send the charter, Ruiz"]
    assert [event.day for event in events if event.ahead] == ["2026-11-20", "2026-12-01", "2026-12-08"]
    decided = next(event for event in events if event.text.startswith("Hours agreed"))
    assert (decided.kind, decided.record_kind, decided.place) == (EventKind.DECISION, "component", "roadmap")
    assert decided.record == f"{city.id}:hours"


def test_which_question_was_asked_of_whom(workspace: Workspace) -> None:
    city = add_engagement(workspace, "Harbor Falls, OH")
    note = "## 4 Never unarmed\nNot without a radio.\n## 9 Nobody is free\n> My guess."
    start_interview(workspace, city, note=note, guide="dispatch", held_on="2026-10-01")
    start_interview(workspace, city, note="Free talk.", held_on="2026-10-02")
    start_interview(workspace, city, note="14:02 ## 4 again\nNever.", guide="dispatch", held_on="2026-10-03")
    (matrix,) = question_matrices(workspace, city)
    assert [each.interview.number for each in matrix.conversations] == [1, 3]
    fourth, ninth = matrix.rows[3], matrix.rows[8]
    assert [fourth.asked(column) for column in range(2)] == [Asked.ANSWERED, Asked.ANSWERED]
    assert [ninth.asked(column) for column in range(2)] == [Asked.ASKED, Asked.OPEN]
    assert matrix.sentence(ninth) == "Question 9 was answered in 0 of 2 conversations."
    assert matrix.older == ()


def test_who_followed_another_version_of_a_guide_is_told() -> None:
    guide = next(each for each in load_practice().guides if each.id == "dispatch")
    held = [talk(1, guide_version=guide.version - 1), talk(2, guide_version=guide.version)]
    assert questions_of(guide, held).older == (1,)
