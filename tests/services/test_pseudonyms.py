"""Stand-ins for people and numbers: stable, in one act, and the key nowhere else."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaptui.domain.errors import InputRefused
from leaptui.domain.marks import marks
from leaptui.domain.records import Engagement, Excerpt, FollowUp, Interview, Pseudonym
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.follow_ups import finish_follow_up, follow_ups, follow_ups_from
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.interviews.interviews import keep_draft, start_interview
from leaptui.services.interviews.pseudonyms import identifiers_in, key_of, replace_identifiers
from leaptui.services.workspace import Workspace

NOTE = (
    "Dana Okafor, 216-555-0143, and Brandt.\n"
    '14:02 "Ask Okafor, she lives at 412 Water St." #NEED-night\n'
    "?call Dana about the log due:friday @dana\n"
    "The same number: (216) 555-0143. Will you?"
)


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    made = add_engagement(workspace, "Harbor Falls, OH")
    for name in ("Dana Okafor", "Lee Brandt", "Will Rivers"):
        add_stakeholder(workspace, made, name)
    return made


@pytest.fixture
def talk(workspace: Workspace, city: Engagement) -> Interview:
    return start_interview(workspace, city, held_on="2026-11-24", note=NOTE)


def test_what_is_found_has_its_place_and_its_surroundings(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    found = identifiers_in(workspace, city, talk)
    assert [(each.line, each.identifier.text, each.identifier.sure) for each in found] == [
        (1, "Dana Okafor", True),
        (1, "216-555-0143", True),
        (1, "Brandt", True),
        (2, "Okafor", True),
        (2, "412 Water St", True),
        (3, "Dana", True),
        (4, "(216) 555-0143", True),
        (4, "Will", False),
    ]
    assert (found[1].before, found[1].after) == ("Dana Okafor, ", ", and Brandt.")


def test_the_same_gets_the_same_stand_in_in_every_note(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    chosen = [each for each in identifiers_in(workspace, city, talk) if each.identifier.sure]
    before = workspace.store.act_count()
    done = replace_identifiers(workspace, city, chosen)
    assert workspace.store.act_count() == before + 1
    assert done.interviews[0].note == (
        "Person 1, Phone 1, and Person 2.\n"
        '14:02 "Ask Person 1, she lives at Address 1." #NEED-night\n'
        "?call Person 1 about the log due:friday @dana\n"
        "The same number: Phone 1. Will you?"
    )
    assert (done.places, done.stand_ins) == (7, ("Person 1", "Phone 1", "Person 2", "Address 1"))
    assert [(each.stand_in, each.original) for each in key_of(workspace, city)] == [
        ("Person 1", "Dana Okafor"),
        ("Phone 1", "216-555-0143"),
        ("Person 2", "Lee Brandt"),
        ("Address 1", "412 Water St"),
    ]
    other = start_interview(workspace, city, note="Lee Brandt gave +1 216 555 0143 and 216-555-0199.")
    assert [each.stand_in for each in identifiers_in(workspace, city, other)] == ["Person 2", "Phone 1", ""]
    chosen = identifiers_in(workspace, city, other)
    assert (
        replace_identifiers(workspace, city, chosen).interviews[0].note
        == "Person 2 gave Phone 1 and Phone 2."
    )


def test_one_alone_can_be_replaced(workspace: Workspace, city: Engagement, talk: Interview) -> None:
    brandt = next(each for each in identifiers_in(workspace, city, talk) if each.identifier.text == "Brandt")
    assert replace_identifiers(workspace, city, [brandt]).interviews[0].note == NOTE.replace(
        "Brandt", "Person 1"
    )


def test_several_notes_are_one_act(workspace: Workspace, city: Engagement, talk: Interview) -> None:
    start_interview(workspace, city, note="Lee Brandt was here.")
    before = workspace.store.act_count()
    done = replace_identifiers(workspace, city, identifiers_in(workspace, city))
    assert workspace.store.act_count() == before + 1
    assert [each.note.partition(" was")[0] for each in done.interviews][1:] == ["Person 2"]


def test_undo_takes_all_of_it_back_and_the_same_stand_in_comes_again(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    chosen = identifiers_in(workspace, city, talk)
    first = replace_identifiers(workspace, city, chosen)
    done = workspace.store.last_done()
    assert done is not None
    workspace.store.undo(done)
    assert workspace.store.get(Interview, talk.id) == talk
    assert key_of(workspace, city) == []
    again = replace_identifiers(workspace, city, chosen)
    assert again.interviews == first.interviews
    assert len(workspace.store.all(Pseudonym, include_deleted=True)) == len(key_of(workspace, city))


def test_passages_and_follow_ups_go_with_the_note(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    said = "Ask Okafor, she lives at 412 Water St."
    start = NOTE.index(said)
    there = Excerpt(
        id="there", engagement=city.id, interview=talk.id, text=said, start=start, end=start + len(said),
        quote_amended="Ask Dana Okafor.",
    )  # fmt: skip
    lost = Excerpt(id="lost", engagement=city.id, interview=talk.id, text="Okafor and Rivers", before="x")
    workspace.store.apply("keep excerpt", [there, lost], stream=city.id)
    finish_follow_up(workspace, follow_ups(workspace, city)[0].owed)
    chosen = [each for each in identifiers_in(workspace, city, talk) if each.identifier.sure]
    done = replace_identifiers(workspace, city, chosen)
    note = done.interviews[0].note
    kept = {each.id: each for each in workspace.store.all(Excerpt)}
    moved = kept["there"]
    assert moved.start is not None
    assert note[moved.start : moved.end] == moved.text == "Ask Person 1, she lives at Address 1."
    assert (moved.quote_amended, kept["lost"].text) == ("Ask Person 1.", "Person 1 and Rivers")
    (owed,) = workspace.store.all(FollowUp, include_deleted=True)
    assert (owed.text, owed.done, owed.owner, owed.deleted) == (
        "call Person 1 about the log",
        True,
        "Dana Okafor",
        False,
    )
    assert follow_ups_from(workspace, done.interviews[0], note) == []


def test_a_note_that_changed_or_has_unsaved_text_is_left_alone(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    chosen = identifiers_in(workspace, city, talk)
    with pytest.raises(InputRefused, match="Nothing was chosen"):
        replace_identifiers(workspace, city, [])
    stale = [replace(each, interview=replace(talk, note=f"x{NOTE}")) for each in chosen]
    with pytest.raises(InputRefused, match="changed meanwhile"):
        replace_identifiers(workspace, city, stale)
    keep_draft(workspace, talk, NOTE + " more")
    with pytest.raises(InputRefused, match="never saved"):
        replace_identifiers(workspace, city, chosen)
    assert workspace.store.get(Interview, talk.id) == talk


PIECES = st.sampled_from(
    [
        *("Dana Okafor", "Okafor", "216-555-0143", "(216) 555-0143", "a@b.example", "412 Water St", "Will"),
        *(
            " ",
            "\n",
            ", ",
            "said é 日本",
            '"quote" ',
            "?call back ",
            "@dana",
            " #NEED-night",
            "[off] ",
            "\u200b",
        ),
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=25).map("".join), st.randoms(use_true_random=False))
def test_everything_else_stays_byte_for_byte(
    workspace: Workspace, city: Engagement, note: str, chance: Random
) -> None:
    talk = start_interview(workspace, city, note=note)
    found = identifiers_in(workspace, city, talk)
    chosen = [each for each in found if chance.random() < 0.7]
    if not chosen:
        return
    now = replace_identifiers(workspace, city, chosen).interviews[0].note
    names = {each.original: each.stand_in for each in key_of(workspace, city)}
    reached, rest = 0, now
    for each in (one.identifier for one in chosen):
        between = note[reached : each.start]
        assert rest.startswith(between)
        rest = rest[len(between) :]
        word = next(word for word in names.values() if rest.startswith(word) and _ends(rest, word))
        rest = rest[len(word) :]
        reached = each.end
    assert rest == note[reached:]
    assert [mark.kind for mark in marks(now)] == [mark.kind for mark in marks(note)]


def _ends(rest: str, word: str) -> bool:
    return not rest[len(word) : len(word) + 1].isdigit()
