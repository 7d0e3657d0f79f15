"""What was done can be read as a person would tell it, taken back, done again and restored."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.kinds import KINDS
from leaptui.domain.marks import marks
from leaptui.domain.partner_records import (
    Activity,
    Concern,
    Responsibility,
    TeamMember,
    Validator,
    ValidatorMeeting,
    WorkingGroup,
)
from leaptui.domain.record import Record
from leaptui.domain.records import Engagement, Excerpt, Interview
from leaptui.domain.roadmap_records import Component
from leaptui.domain.roadmap_vocabulary import ActivitySort, Part, ValidatorField
from leaptui.services.city.engagements import add_engagement, archive_engagement, change_engagement
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.interviews.excerpt_marking import keep_excerpt
from leaptui.services.interviews.interviews import keep_draft, save_note, set_attribution, start_interview
from leaptui.services.roadmap.checklist_changes import tick
from leaptui.services.roadmap.deciding import set_component
from leaptui.services.upkeep.history import (
    PASSED_OVER,
    PastAct,
    changes_of,
    city_history,
    do_again,
    find_act,
    find_record,
    record_history,
    restore,
    take_back,
    take_back_last,
)
from leaptui.services.upkeep.record_words import FIELD_WORDS, KIND_WORDS, field_in_words, verb_in_words
from leaptui.services.workspace import Workspace


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH")


@pytest.fixture
def interview(workspace: Workspace, city: Engagement) -> Interview:
    dana = add_stakeholder(workspace, city, "Dana Okafor", role="night dispatcher")
    return start_interview(workspace, city, people=[dana], note="Nights are short.")


def now(workspace: Workspace, interview: Interview) -> Interview:
    found = workspace.store.get(Interview, interview.id)
    assert found is not None
    return found


def told(workspace: Workspace, city: Engagement) -> list[tuple[str, str]]:
    return [(act.did, act.of) for act in city_history(workspace, city).acts]


def test_a_citys_history_tells_what_was_done_newest_first(
    workspace: Workspace, city: Engagement, interview: Interview
) -> None:
    set_attribution(workspace, interview, Attribution.ROLE_ONLY)
    change_engagement(workspace, city, {"next_step": "Call the union", "phase": "data"})
    tick(workspace, city, "cost", workspace.practice.components[5].checklist[0].key, True)
    shown = told(workspace, city)
    assert shown[1:] == [
        ("changed city", "Harbor Falls, OH"),
        ("set attribution", "interview 1, night dispatcher"),
        ("added interview", "interview 1, night dispatcher and 1 more"),
        ("added person", "Dana Okafor"),
        ("added city", "Harbor Falls, OH and 1 more"),
    ]
    assert shown[0][0] == "ticked checklist item"
    changed = city_history(workspace, city).acts[1]
    assert [(each.label, each.before, each.after) for each in changes_of(workspace, changed.act)] == [
        ("phase", "", "data"),
        ("next step", "", "Call the union"),
    ]
    [level] = changes_of(workspace, city_history(workspace, city).acts[2].act)
    assert (level.label, level.before, level.after) == (
        "how far words may travel",
        "not for attribution",
        "role only",
    )
    assert changed.when.tzinfo is not None


def test_a_record_has_a_history_of_its_own(
    workspace: Workspace, city: Engagement, interview: Interview
) -> None:
    save_note(workspace, interview, "Nights are long.")
    change_engagement(workspace, city, {"lead": "M. Ruiz"})
    acts = record_history(workspace, interview.id).acts
    assert [act.did for act in acts] == ["wrote note", "added interview"]
    born = changes_of(workspace, acts[1].act, record=interview.id)
    assert {each.entry.record for each in born} == {interview.id}
    assert any(each.label == "city" and each.after == "Harbor Falls, OH" for each in born)


def test_a_long_history_comes_in_pages(workspace: Workspace, city: Engagement) -> None:
    for number in range(12):
        change_engagement(workspace, city, {"next_step": f"step {number}"})
    seen: list[PastAct] = []
    earlier = None
    while True:
        page = city_history(workspace, city, earlier=earlier, limit=5)
        seen += page.acts
        earlier = page.earlier
        if earlier is None:
            break
        assert len(page.acts) == 5
    assert len(seen) == 13
    assert len({act.act for act in seen}) == 13


def test_undo_says_in_one_sentence_what_it_did_and_redo_does_it_again(
    workspace: Workspace, city: Engagement, interview: Interview
) -> None:
    save_note(workspace, interview, "Nights are long.")
    undone = take_back_last(workspace)
    assert undone is not None
    assert undone.sentence == "Took back: wrote note, interview 1, night dispatcher (Harbor Falls, OH)."
    assert now(workspace, interview).note == "Nights are short."
    assert told(workspace, city)[0] == ("took back: wrote note", "interview 1, night dispatcher")
    assert city_history(workspace, city).acts[1].taken_back
    again = do_again(workspace)
    assert again is not None
    assert again.sentence.startswith("Did again: wrote note")
    assert now(workspace, interview).note == "Nights are long."
    assert told(workspace, city)[0][0] == "did again: wrote note"
    assert do_again(workspace) is None


def test_cells_that_changed_since_are_left_and_named(
    workspace: Workspace, city: Engagement, interview: Interview
) -> None:
    changed = replace(interview, note="B", title="Dana")
    act = workspace.store.apply("edit interview", [changed], stream=city.id)
    save_note(workspace, changed, "C")
    assert act is not None
    part = take_back(workspace, act, "a slip")
    assert not part.is_whole
    assert part.sentence.endswith("Changed since, and left as it is: note of interview 1, Dana.")
    assert (now(workspace, interview).note, now(workspace, interview).title) == ("C", "")
    assert city_history(workspace, city).acts[0].reason == "a slip"
    nothing = take_back(workspace, act)
    assert nothing.act is None
    assert nothing.sentence.startswith("Nothing was taken back. Changed since")


def test_one_field_is_restored_with_a_reason(workspace: Workspace, interview: Interview) -> None:
    save_note(workspace, interview, "Two")
    save_note(workspace, now(workspace, interview), "Three")
    second = record_history(workspace, interview.id).acts[1]
    [change] = changes_of(workspace, second.act)
    outcome = restore(workspace, change, reason="she asked for it")
    assert outcome.sentence == "Restored: the note of interview 1, night dispatcher."
    assert now(workspace, interview).note == "Nights are short."
    restore(workspace, change, before=False)
    assert now(workspace, interview).note == "Two"
    assert restore(workspace, change, before=False).act is None
    restored = record_history(workspace, interview.id).acts
    assert [act.did for act in restored[:2]] == ["restored a former value"] * 2
    assert restored[1].reason == "she asked for it"


def test_text_found_after_a_crash_is_decided_on_first(workspace: Workspace, interview: Interview) -> None:
    saved = save_note(workspace, interview, "Two")
    keep_draft(workspace, saved, "Two and a half")
    [change] = changes_of(workspace, record_history(workspace, interview.id).acts[0].act)
    with pytest.raises(InputRefused, match="never saved"):
        take_back_last(workspace)
    with pytest.raises(InputRefused, match="never saved"):
        restore(workspace, change)
    assert [draft.text for draft in workspace.store.drafts()] == ["Two and a half"]


def test_a_document_that_left_is_passed_over(workspace: Workspace, city: Engagement) -> None:
    assert "make document" in PASSED_OVER
    change_engagement(workspace, city, {"lead": "M. Ruiz"})
    workspace.store.apply("make document", [replace(city, lead="M. Ruiz", note="out")], stream=city.id)
    undone = take_back_last(workspace)
    assert undone is not None
    assert "changed city" in undone.sentence


def test_passages_kept_later_follow_a_note_back(workspace: Workspace, interview: Interview) -> None:
    note = 'Nights.\n"He waits" he said.\n'
    save_note(workspace, interview, f"A long beginning.\n{note}")
    saved = now(workspace, interview)
    kept = keep_excerpt(workspace, saved, marks(saved.note)[0])
    wrote = next(act for act in record_history(workspace, interview.id).acts if act.did == "wrote note")
    [change] = changes_of(workspace, wrote.act)
    save_note(workspace, saved, note)

    def words() -> str:
        passage, stands = workspace.store.get(Excerpt, kept.id), now(workspace, interview)
        assert passage is not None
        assert passage.start is not None
        return stands.note[passage.start : passage.start + len(kept.text)]

    assert words() == "He waits"
    take_back_last(workspace)
    assert words() == "He waits"
    restore(workspace, change, before=False)
    assert words() == "He waits"
    take_back(workspace, wrote.act)
    do_again(workspace)
    assert len({act.of for act in record_history(workspace, interview.id).acts[:2]}) == 1


def test_a_city_that_was_put_away_comes_back(workspace: Workspace, city: Engagement) -> None:
    archive_engagement(workspace, city)
    assert workspace.store.all(Engagement) == []
    take_back_last(workspace)
    assert workspace.store.all(Engagement) == [city]


def test_nothing_to_take_back_in_an_empty_store(workspace: Workspace) -> None:
    assert take_back_last(workspace) is None
    assert do_again(workspace) is None


def test_what_is_meant_is_found_by_name_or_id(
    workspace: Workspace, city: Engagement, interview: Interview
) -> None:
    set_component(workspace, city, "cost", {"decision": "$3.87M"})
    assert find_record(workspace, interview.id, None)[1] == "interview 1, night dispatcher"
    assert find_record(workspace, "1", city)[0] == interview.id
    assert find_record(workspace, "dana okafor", city)[1] == "Dana Okafor"
    assert find_record(workspace, "cost", city)[0] == workspace.store.all(Component)[0].id
    assert find_record(workspace, "harbor-falls-oh", city)[0] == city.id
    for wanted, where in (("nobody", city), ("1", None), ("", city)):
        with pytest.raises(UnknownName):
            find_record(workspace, wanted, where)
    act = city_history(workspace, city).acts[0].act
    assert find_act(workspace, act[:10]) == act


def test_every_field_and_verb_has_words() -> None:
    keys = {key for kind in KINDS for key in kind.__dataclass_fields__}
    assert {key for key in FIELD_WORDS if key not in keys} == set()
    assert set(KIND_WORDS) <= {kind.kind for kind in KINDS}
    assert all("_" not in field_in_words(key) for key in keys)
    assert verb_in_words("add stakeholder") == "added person"
    assert verb_in_words("tick checklist") == "ticked checklist item"
    assert verb_in_words("weave basket") == "weave basket"
    assert verb_in_words("") == ""


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["note", "level", "city", "undo", "redo"]), max_size=12))
def test_the_history_is_what_was_done(workspace: Workspace, steps: list[str]) -> None:
    """Every change is one act; undo and redo walk the states; before and after join up."""
    city = add_engagement(workspace, f"Town {workspace.new_id()}")
    interview = start_interview(workspace, city, note="start")

    def state() -> tuple[str, Attribution, str]:
        stored, place = now(workspace, interview), workspace.store.get(Engagement, city.id)
        assert place is not None
        return stored.note, stored.attribution, place.next_step

    past, future, done = [state()], [], 2
    for number, step in enumerate(steps):
        before = done
        if step == "note":
            save_note(workspace, now(workspace, interview), f"note {number}")
        elif step == "level":
            set_attribution(workspace, now(workspace, interview), state()[1].next)
        elif step == "city":
            place = workspace.store.get(Engagement, city.id)
            assert place is not None
            change_engagement(workspace, place, {"next_step": f"step {number}"})
        elif step == "undo" and len(past) > 1:
            take_back_last(workspace)
            future.append(past.pop())
        elif step == "redo" and future:
            do_again(workspace)
            past.append(future.pop())
        else:
            continue
        done = before + 1
        if step in ("note", "level", "city"):
            past.append(state())
            future.clear()
        assert state() == past[-1]
    acts = city_history(workspace, city).acts
    assert len(acts) == done
    shown: dict[tuple[str, str], object] = {}
    for act in reversed(acts):
        for change in changes_of(workspace, act.act):
            cell = (change.entry.record, change.entry.field)
            if cell in shown:
                assert change.entry.before == shown[cell]
            shown[cell] = change.entry.after
    assert shown[interview.id, "note"] == state()[0]


def test_those_who_carry_a_programme_read_well_in_the_history(workspace: Workspace, city: Engagement) -> None:
    dana = add_stakeholder(workspace, city, "Dana Okafor", role="night dispatcher")
    reed = Validator(id="v1", name="Alma Reed", sort=ValidatorField.PROBATION_PAROLE, topics=("night",))
    workspace.store.apply("add validator", [reed])
    kim = TeamMember(id="t1", engagement=city.id, name="Kim Vale")
    night = Concern(id="c1", engagement=city.id, concern="night", validators=("v1",))
    records: tuple[tuple[str, Record, str], ...] = (
        ("add team member", kim, "team member Kim Vale"),
        ("add concern", night, "concern “The night is too dangerous for this.”"),
        ("add concern", Concern(id="c2", engagement=city.id, title="Our own"), "concern “Our own”"),
        (
            "note meeting",
            ValidatorMeeting(
                id="m1", engagement=city.id, validator="v1", stakeholder=dana.id, concerns=("c1", "c2")
            ),
            "meeting of Alma Reed with Dana Okafor",
        ),
        (
            "add activity",
            Activity(
                id="a1",
                engagement=city.id,
                sort=ActivitySort.COUNCIL_PRESENTATION,
                title="First reading",
                people=("v1", dana.id, "Councilor Ames"),
                issue_areas=("police_community",),
            ),
            "council presentation “First reading”",
        ),
        (
            "set part",
            Responsibility(
                id="r1", engagement=city.id, component="hours", member="t1", part=Part.ACCOUNTABLE
            ),
            "Kim Vale in Hours of operation",
        ),
        (
            "add working group",
            WorkingGroup(
                id="w1", engagement=city.id, name="Dispatch", members=("t1",), components=("hours", "types")
            ),
            "working group “Dispatch”",
        ),
    )
    for verb, record, _ in records:
        workspace.store.apply(verb, [record], stream=city.id)
    acts = city_history(workspace, city).acts
    assert [act.of for act in reversed(acts)][-len(records) :] == [called for _, _, called in records]
    fields = {
        (change.entry.record, change.label): change.after
        for act in [*acts, *record_history(workspace, "v1").acts]
        for change in changes_of(workspace, act.act)
    }
    assert fields["v1", "field"] == "probation and parole"
    assert fields["v1", "concerns they speak to"] == "The night is too dangerous for this."
    assert fields["c1", "who is to answer it"] == "Alma Reed"
    assert fields["c1", "concern of the library"] == "The night is too dangerous for this."
    raised = fields["m1", "concerns raised"]
    assert raised == "concern “The night is too dangerous for this.”, concern “Our own”"
    assert fields["m1", "validator"] == "Alma Reed"
    assert fields["a1", "who was there"] == "Alma Reed, Dana Okafor, Councilor Ames"
    assert fields["a1", "issue areas"] == "police-community relations"
    assert fields["a1", "kind of activity"] == "council presentation"
    assert fields["r1", "member"] == "Kim Vale"
    assert fields["r1", "part"] == "accountable"
    assert fields["w1", "components it works on"] == "Hours of operation, Call types handled"
    assert fields["w1", "who is in it"] == "Kim Vale"
