"""Deciding components: what an agreement needs, options, dissent, and what goes stale when a decision changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import Component, Evidence
from leaptui.domain.vocabulary import ComponentStatus, EvidenceKind
from leaptui.practice.parts import COMPONENT_KEYS
from leaptui.practice.reader import load_practice
from leaptui.services.city.engagements import add_engagement
from leaptui.services.interviews.excerpt_marking import keep_excerpt
from leaptui.services.interviews.interviews import find_interview, start_interview
from leaptui.services.roadmap.components import component, link_excerpt, roadmap, still_holds
from leaptui.services.roadmap.deciding import NotYetAgreed, one_sided, set_component
from leaptui.services.roadmap.dependence import changed_inputs, frozen, is_decided
from leaptui.services.upkeep.history import record_history, take_back_last
from leaptui.services.workspace import Workspace

GUIDES = load_practice().components
WHOLE = {"status": "agreed", "decision": "Ten to ten", "rationale": "Heard.", "owner": "D. Reyes"}


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH")


def link_words(workspace: Workspace, city: Engagement, key: str) -> None:
    begun = start_interview(workspace, city, title="Dispatcher", note='She said "Send somebody else."')
    view = find_interview(workspace, city, begun.id)
    link_excerpt(workspace, city, key, keep_excerpt(workspace, view.interview, view.marks[0]))


def test_what_an_agreement_lacks_is_named_in_one_sentence(workspace: Workspace, city: Engagement) -> None:
    with pytest.raises(NotYetAgreed) as refused:
        set_component(workspace, city, "hours", {"status": "agreed"})
    assert refused.value.what == (
        "Hours of operation cannot be agreed yet: it lacks a decision or an option, a reason, an owner and evidence."
    )
    assert refused.value.lacks == ("decision", "rationale", "owner", "evidence")
    with pytest.raises(NotYetAgreed, match="it lacks evidence"):
        set_component(workspace, city, "hours", WHOLE)
    assert component(workspace, city, "hours").state.status is ComponentStatus.OPEN


def test_an_agreement_has_a_day_and_a_doubt_about_one_sided_evidence(
    workspace: Workspace, city: Engagement
) -> None:
    link_words(workspace, city, "hours")
    agreed = set_component(workspace, city, "hours", WHOLE | {"dissent": "One would begin at night."})
    assert (agreed.decided_on, agreed.dissent) == ("2026-11-24", "One would begin at night.")
    assert one_sided(component(workspace, city, "hours")) == (
        "Hours of operation rests on what was said alone; no figure is linked."
    )
    opened = set_component(workspace, city, "hours", {"status": "open"})
    assert opened.decided_on is None
    dated = set_component(workspace, city, "hours", {"status": "agreed", "decided_on": "2026-11-03"})
    assert dated.decided_on == "2026-11-03"
    assert [act.did for act in record_history(workspace, agreed.id).acts] == ["set component"] * 3


def test_an_option_alone_decides_and_is_found_by_any_of_its_names(
    workspace: Workspace, city: Engagement
) -> None:
    link_words(workspace, city, "housing")
    whole = {"status": "agreed", "rationale": "Heard.", "owner": "A. Poe"}
    assert set_component(workspace, city, "housing", whole | {"option": "A nonprofit"}).option == "nonprofit"
    chosen = component(workspace, city, "housing").option
    assert chosen is not None
    assert chosen.title == "A nonprofit"
    with pytest.raises(InputRefused, match="is not an option of Program housing"):
        set_component(workspace, city, "housing", {"option": "the moon"})
    with pytest.raises(NotYetAgreed, match="a decision or an option"):
        set_component(workspace, city, "housing", {"option": "none"})


def test_one_agreed_in_an_earlier_leaptui_can_be_worked_on_and_not_made_poorer(
    workspace: Workspace, city: Engagement
) -> None:
    earlier = Component(
        id=f"{city.id}:cost",
        engagement=city.id,
        key="cost",
        status=ComponentStatus.AGREED,
        decision="$1M",
        rationale="x",
    )
    workspace.store.apply("set component", [earlier], stream=city.id)
    assert set_component(workspace, city, "cost", {"due": "2026-12-01"}).due == "2026-12-01"
    with pytest.raises(NotYetAgreed):
        set_component(workspace, city, "cost", {"rationale": ""})


def test_a_changed_decision_is_told_until_it_is_said_to_hold(workspace: Workspace, city: Engagement) -> None:
    first = {"status": "proposed", "option": "weekdays", "decision": "Noon to eight"}
    set_component(workspace, city, "hours", first)
    set_component(workspace, city, "cost", {"status": "proposed", "decision": "$1M"})
    assert not component(workspace, city, "cost").stale
    set_component(workspace, city, "hours", {"rationale": "Other words for it", "due": "2026-12-01"})
    assert not component(workspace, city, "cost").stale
    set_component(workspace, city, "hours", {"option": "around_the_clock", "decision": "Always"})
    (changed,) = component(workspace, city, "cost").changed
    assert changed.sentence(workspace.today()) == (
        "Hours of operation was changed on 24 November from “Weekday daytime” to “Around the clock”"
    )
    assert [view.guide.key for view in roadmap(workspace, city) if view.stale] == ["cost"]
    link_words(workspace, city, "cost")
    whole = {"status": "agreed", "rationale": "Heard.", "owner": "A. Poe"}
    with pytest.raises(NotYetAgreed, match="cannot be agreed yet: Hours of operation was changed"):
        set_component(workspace, city, "cost", whole)
    still_holds(workspace, city, "cost")
    assert not component(workspace, city, "cost").stale
    assert record_history(workspace, f"{city.id}:cost").acts[0].did == "kept decision"
    take_back_last(workspace)
    assert component(workspace, city, "cost").stale
    set_component(workspace, city, "hours", {"option": "weekdays", "decision": "Noon to eight"})
    assert not component(workspace, city, "cost").stale
    with pytest.raises(InputRefused, match="has changed since it was decided"):
        still_holds(workspace, city, "cost")


def test_what_holds_takes_the_evidence_as_it_reads_now(workspace: Workspace, city: Engagement) -> None:
    link_words(workspace, city, "hours")
    (link,) = workspace.store.all(Evidence, engagement=city.id)
    workspace.store.apply("link evidence", [replace(link, seen="Other words")], stream=city.id)
    gone = Evidence(
        id="gone",
        engagement=city.id,
        component="hours",
        source_kind=EvidenceKind.EXCERPT,
        source="x",
        seen="y",
    )
    workspace.store.apply("link evidence", [gone], stream=city.id)
    assert len(component(workspace, city, "hours").stale_evidence) == 2
    still_holds(workspace, city, "hours")
    assert [each.evidence.id for each in component(workspace, city, "hours").stale_evidence] == ["gone"]


def _state(key: str, status: ComponentStatus, option: str, decision: str) -> Component:
    return Component(id=key, engagement="e", key=key, status=status, option=option, decision=decision)


_STATES = st.fixed_dictionaries(
    {
        key: st.builds(
            _state,
            st.just(key),
            st.sampled_from(ComponentStatus),
            st.sampled_from(["", "one", "two"]),
            st.sampled_from(["", "so", "otherwise"]),
        )
        for key in COMPONENT_KEYS
    }
)


@given(states=_STATES, changed=st.sampled_from(COMPONENT_KEYS), to=st.sampled_from(["a", "b"]))
def test_a_changed_decision_makes_exactly_what_rests_on_it_stale(
    states: dict[str, Component], changed: str, to: str
) -> None:
    """Those it feeds directly and that are decided; theirs only once they are decided otherwise in turn."""
    states = {key: replace(state, rests_on=frozen(GUIDES, states, key)) for key, state in states.items()}
    assert not any(changed_inputs(GUIDES, states, state) for state in states.values())
    after = states | {
        changed: replace(states[changed], status=ComponentStatus.PROPOSED, decision=f"new {to}")
    }
    fed = next(guide.feeds for guide in GUIDES if guide.key == changed)
    stale = {key for key, state in after.items() if changed_inputs(GUIDES, after, state)}
    assert stale == {key for key in fed if is_decided(after[key])}
    for key in stale:
        assert [each.key for each in changed_inputs(GUIDES, after, after[key])] == [changed]
        held = after | {key: replace(after[key], rests_on=frozen(GUIDES, after, key))}
        assert not changed_inputs(GUIDES, held, held[key])


@given(text=st.one_of(st.text(max_size=40), st.sampled_from(["[]", '{"hours": 3}', '{"hours": {"a": [1]}}'])))
def test_what_was_kept_and_cannot_be_read_makes_nothing_stale_and_stops_nothing(text: str) -> None:
    states = {key: _state(key, ComponentStatus.AGREED, "", "so") for key in COMPONENT_KEYS}
    found = changed_inputs(GUIDES, states, replace(states["cost"], rests_on=text))
    assert all(each.key == "hours" for each in found)
