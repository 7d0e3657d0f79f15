"""What was promised: from the marks of notes, and by hand."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.records import Engagement, FollowUp, Interview
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.follow_ups import (
    add_follow_up,
    add_named_person,
    change_follow_up,
    find_follow_up,
    finish_follow_up,
    follow_ups,
    follow_ups_from,
)
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.interviews.interviews import find_interview, save_note, start_interview
from leaptui.services.workspace import Workspace


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    made = add_engagement(workspace, "Harbor Falls, OH", lead="M. Ruiz")
    add_stakeholder(workspace, made, "Maria Delgado", role="night dispatcher")
    add_stakeholder(workspace, made, "Lee Brandt", role="patrol sergeant")
    add_stakeholder(workspace, made, "Leona Marsh", role="clerk")
    return made


@pytest.fixture
def talk(workspace: Workspace, city: Engagement) -> Interview:
    return start_interview(workspace, city, held_on="2026-11-24")


def owed_in(workspace: Workspace, city: Engagement) -> list[tuple[str, str | None, str]]:
    return [(view.owed.text, view.owed.due, view.owner) for view in follow_ups(workspace, city)]


def test_each_mark_becomes_a_record_in_the_act_of_the_note(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    save_note(
        workspace,
        talk,
        "?send the charter to the clerk due:friday @maria\nThey need radios. ?follow-up due:2-dec\n?ask @ruiz",
    )
    assert owed_in(workspace, city) == [
        ("send the charter to the clerk", "2026-11-27", "Maria Delgado"),
        ("They need radios.", "2026-12-02", ""),
        ("ask", None, "M. Ruiz"),
    ]
    assert workspace.store.acts()[0].verb == "write note"
    assert {
        entry.verb for view in follow_ups(workspace, city) for entry in workspace.store.history(view.owed.id)
    } == {"write note"}


def test_a_note_that_comes_from_a_file_makes_them_too(workspace: Workspace, city: Engagement) -> None:
    start_interview(workspace, city, held_on="2026-11-20", note="?call back due:friday")
    assert owed_in(workspace, city) == [("call back", "2026-11-27", "")]
    assert follow_ups(workspace, city)[0].interview == 1


def test_an_edited_mark_finds_its_record_again(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    talk = save_note(workspace, talk, "?send the charter to the clerk due:friday\n?call the union")
    before = {view.owed.text: view.owed.id for view in follow_ups(workspace, city)}
    save_note(workspace, talk, "?call the union\n?send the signed charter to the clerk due:12/5 @lee")
    after = {view.owed.text: view.owed for view in follow_ups(workspace, city)}
    assert after["call the union"].id == before["call the union"]
    changed = after["send the signed charter to the clerk"]
    assert (changed.id, changed.due, changed.owner) == (
        before["send the charter to the clerk"],
        "2026-12-05",
        "Lee Brandt",
    )


def test_what_she_set_in_the_list_stays_until_that_part_of_the_mark_changes(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    talk = save_note(workspace, talk, "?send the charter due:friday")
    change_follow_up(workspace, follow_ups(workspace, city)[0].owed, due="2026-12-24", owner="Lee Brandt")
    talk = save_note(workspace, talk, "More words.\n?send the charter due:friday")
    assert owed_in(workspace, city) == [("send the charter", "2026-12-24", "Lee Brandt")]
    talk = save_note(workspace, talk, "?send the signed charter due:friday")
    assert owed_in(workspace, city) == [("send the signed charter", "2026-12-24", "Lee Brandt")]
    save_note(workspace, talk, "?send the signed charter due:monday")
    assert owed_in(workspace, city) == [("send the signed charter", "2026-11-30", "Lee Brandt")]


def test_a_removed_mark_puts_an_open_one_away_and_leaves_a_done_one(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    talk = save_note(workspace, talk, "?one thing\n?another matter")
    done, still_open = (view.owed for view in follow_ups(workspace, city))
    finish_follow_up(workspace, done)
    talk = save_note(workspace, talk, "Nothing is marked.")
    assert [view.owed.text for view in follow_ups(workspace, city, with_done=True)] == ["one thing"]
    # Put back, as undo in the note does, they are the same records, and done stays done.
    save_note(workspace, talk, "?one thing\n?another matter")
    found = {view.owed.id: view.owed.done for view in follow_ups(workspace, city, with_done=True)}
    assert found == {done.id: True, still_open.id: False}


def test_done_is_done_whatever_the_note_says(workspace: Workspace, city: Engagement, talk: Interview) -> None:
    talk = save_note(workspace, talk, "?send the charter due:friday")
    owed = finish_follow_up(workspace, follow_ups(workspace, city)[0].owed)
    assert owed.done_on == "2026-11-24"
    save_note(workspace, talk, "?send the charter now due:monday")
    (view,) = follow_ups(workspace, city, with_done=True)
    assert (view.owed.id, view.owed.done, view.owed.text) == (owed.id, True, "send the charter now")
    again = finish_follow_up(workspace, view.owed, done=False)
    assert (again.done, again.done_on) == (False, None)


def test_a_day_that_is_none_is_kept_as_words(workspace: Workspace, city: Engagement, talk: Interview) -> None:
    save_note(workspace, talk, "?call the union due:soonish @lee\n?send it due:31-nov")
    views = follow_ups(workspace, city)
    assert [(view.owed.due, view.not_a_date) for view in views] == [(None, "soonish"), (None, "31-nov")]
    assert views[0].owner == "Lee Brandt"
    change_follow_up(workspace, views[0].owed, due="friday")
    assert [view.not_a_date for view in follow_ups(workspace, city)] == ["", "31-nov"]


def test_people_are_found_by_first_name_surname_and_beginning(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    save_note(workspace, talk, "?a @MARIA\n?b @brandt\n?c @mar\n?d @le\n?e @nobody.here\n?f @me\n?g @lee")
    views = {view.owed.text: view for view in follow_ups(workspace, city)}
    assert [views[text].owner for text in "abcdefg"] == [
        "Maria Delgado",
        "Lee Brandt",
        "mar",
        "le",
        "nobody.here",
        "",
        "Lee Brandt",
    ]
    assert views["c"].several == ("Maria Delgado", "Leona Marsh")
    assert views["d"].several == ("Lee Brandt", "Leona Marsh")
    assert [text for text, view in views.items() if view.unknown] == ["e"]


def test_an_unknown_person_is_added_by_one_act(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    save_note(workspace, talk, "?call back @rosa\n?write @rosa")
    assert [view.unknown for view in follow_ups(workspace, city)] == ["rosa", "rosa"]
    before = workspace.store.act_count()
    add_named_person(workspace, city, "rosa", "Rosa Quill", role="pastor", group="faith_rights_language")
    assert workspace.store.act_count() == before + 1
    assert [(view.owner, view.unknown) for view in follow_ups(workspace, city)] == [("Rosa Quill", "")] * 2


def test_the_list_begins_with_the_earliest_day(workspace: Workspace, city: Engagement) -> None:
    for text, due in (
        ("no day", None),
        ("later", "2026-12-08"),
        ("late", "2026-11-20"),
        ("friday", "friday"),
    ):
        add_follow_up(workspace, city, text, due=due)
    finish_follow_up(workspace, add_follow_up(workspace, city, "done", due="2026-11-01"))
    views = follow_ups(workspace, city, with_done=True)
    assert [(view.owed.text, view.overdue) for view in views] == [
        ("late", True),
        ("friday", False),
        ("later", False),
        ("no day", False),
        ("done", False),
    ]


def test_one_is_found_by_its_words_or_the_end_of_its_id(workspace: Workspace, city: Engagement) -> None:
    charter = add_follow_up(workspace, city, "Send the charter")
    add_follow_up(workspace, city, "Send the ledger")
    assert find_follow_up(workspace, city, "CHARTER") == charter
    assert find_follow_up(workspace, city, charter.id[-6:]) == charter
    for unclear in ("send", "nothing such", ""):
        with pytest.raises(UnknownName):
            find_follow_up(workspace, city, unclear)


def test_words_and_days_that_do_not_fit_are_refused(workspace: Workspace, city: Engagement) -> None:
    with pytest.raises(InputRefused, match="needs words"):
        add_follow_up(workspace, city, " \n ")
    with pytest.raises(InputRefused, match="not a date"):
        add_follow_up(workspace, city, "call", due="soonish")
    owed = add_follow_up(workspace, city, "call")
    with pytest.raises(InputRefused, match="not a date"):
        change_follow_up(workspace, owed, due="soonish")
    assert follow_ups(workspace, city)[0].owed == owed


LINES = st.lists(
    st.sampled_from(
        [
            "?call the union",
            "?send the charter due:friday",
            "?call @maria due:soonish",
            "Words. ?follow-up",
            "Plain.",
        ]
    ),
    max_size=8,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(notes=st.lists(LINES, min_size=1, max_size=4))
def test_saving_twice_changes_nothing_more(
    workspace: Workspace, city: Engagement, notes: list[list[str]]
) -> None:
    talk = start_interview(workspace, city, held_on="2026-11-24")
    for lines in notes:
        talk = save_note(workspace, talk, "\n".join(lines))
        assert follow_ups_from(workspace, talk, talk.note) == []
        live = workspace.store.all(FollowUp, interview=talk.id)
        assert len(live) == sum("?" in line for line in lines)
    everything = workspace.store.all(FollowUp, interview=talk.id, include_deleted=True)
    assert len(everything) <= sum("?" in line for lines in notes for line in lines)


def test_a_mark_never_takes_the_record_of_another_interview(workspace: Workspace, city: Engagement) -> None:
    first = start_interview(workspace, city, note="?call the union")
    second = start_interview(workspace, city, note="?call the union")
    save_note(workspace, first, "")
    (left,) = follow_ups(workspace, city)
    assert left.owed.interview == second.id
    assert find_interview(workspace, city, "2").interview.id == second.id


def test_a_note_of_other_marks_altogether_is_not_compared_pair_by_pair(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    talk = save_note(workspace, talk, "\n".join(f"?call number {each}" for each in range(150)))
    save_note(workspace, talk, "\n".join(f"?call the number {each}" for each in range(150)))
    assert {view.owed.text for view in follow_ups(workspace, city)} == {
        f"call the number {each}" for each in range(150)
    }
