"""What is missing before Design, before presenting and before the launch, and where it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from leaptui.domain.call_records import DataRequest
from leaptui.domain.partner_records import TeamMember
from leaptui.domain.records import Excerpt
from leaptui.domain.vocabulary import QuoteStatus
from leaptui.services.city.engagements import add_engagement, find_engagement
from leaptui.services.demo import fill
from leaptui.services.interviews.quotes import set_approval
from leaptui.services.roadmap.checklist_changes import remove_item, tick
from leaptui.services.roadmap.components import component, roadmap, still_holds
from leaptui.services.roadmap.deciding import set_component
from leaptui.services.roadmap.findings import Finding, Gate
from leaptui.services.roadmap.readiness import findings, readiness
from leaptui.services.workspace import Workspace
from tests.quick_stores import make_workspace


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    made, _ = make_workspace(tmp_path_factory.mktemp("ready") / "store", "correct horse")
    with made:
        fill(made)
        yield made


def keyed(found: tuple[Finding, ...]) -> dict[str, Finding]:
    assert len({each.key for each in found}) == len(found)
    return {each.key: each for each in found}


def test_a_city_nobody_worked_on_lacks_everything_and_each_has_its_place(workspace: Workspace) -> None:
    city = add_engagement(workspace, "Harbor Falls, OH")
    found = keyed(findings(workspace, city))
    assert found["calls.none"].gate is Gate.DESIGN
    assert found["heard.dispatch"].text == "Call-takers and dispatchers: 0 of 2 voices heard"
    assert found["component.cost.open"].record == f"{city.id}:cost"
    assert found["team.lead"].place == "roadmap/team"
    assert found["checklist.phase:pilot_prep.go_dispatch"].gate is Gate.LAUNCH
    assert not found["checklist.hand_over"].holds_up
    assert readiness(workspace, city) == [
        each.text for each in found.values() if each.holds_up and each.gate is not Gate.LAUNCH
    ]
    tick(workspace, city, "phase:pilot_prep", "go_dispatch", done=True)
    remove_item(workspace, city, "phase:pilot_prep", "go_radio")
    lead = TeamMember(id="lead", engagement=city.id, name="Avery Poe", lead=True)
    workspace.store.apply("add member", [lead], stream=city.id)
    left = keyed(findings(workspace, city))
    gone = {"checklist.phase:pilot_prep.go_dispatch", "checklist.phase:pilot_prep.go_radio", "team.lead"}
    assert set(found) - set(left) == gone


def test_a_data_agreement_that_ended_holds_design_up_and_one_that_ends_soon_is_told(
    workspace: Workspace,
) -> None:
    city = add_engagement(workspace, "Harbor Falls, OH")
    for ends, holds_up in (("2026-11-23", True), ("2026-12-01", False)):
        asked = DataRequest(id="r", engagement=city.id, title="Calls", agreement_ends=ends)
        workspace.store.apply("ask", [asked], stream=city.id)
        told = keyed(findings(workspace, city))["agreement.r"]
        assert (told.holds_up, told.place) == (holds_up, "calls/requests")


def test_the_practice_city_is_told_what_each_gate_lacks(practice: Workspace) -> None:
    city = find_engagement(practice, "harbor-falls-oh")
    found = keyed(findings(practice, city))
    assert found["calls.mapping"].text.endswith("95% are needed before a figure is final")
    assert found["equity.districts"].place == "interviews/districts"
    assert found["quality.response"].holds_up is False
    assert "from “Weekday daytime” to “Ten to twelve hours" in found["component.cost.stale.hours"].text
    assert found["component.training.one_sided"].holds_up is False
    assert "heard.police_union" in found
    quotes = [each for key, each in found.items() if key.startswith("quote.")]
    assert quotes
    assert all(each.place == "interviews" for each in quotes)


def test_what_is_mended_is_no_longer_missing(practice: Workspace) -> None:
    city = find_engagement(practice, "harbor-falls-oh")
    before = keyed(findings(practice, city, with_quality=False))
    key = next(each for each in before if each.startswith("quote."))
    passage = practice.store.get(Excerpt, key.removeprefix("quote."))
    assert passage is not None
    asked = set_approval(practice, passage, QuoteStatus.ASKED.value, channel="email")
    told = keyed(findings(practice, city, with_quality=False))[key]
    assert told.text.endswith("no answer is noted")
    set_approval(practice, asked, QuoteStatus.APPROVED.value, channel="email")
    still_holds(practice, city, "cost")
    set_component(practice, city, "liability", {"status": "deferred", "due": "2027-02-01"})
    set_component(practice, city, "types", {"status": "agreed"})
    after = keyed(findings(practice, city, with_quality=False))
    assert set(before) - set(after) == {
        key,
        "component.cost.stale.hours",
        "component.liability.open",
        "component.types.open",
    }
    # Training is agreed and rests on liability, which is put off now.
    new = {"component.liability.put_off", "component.training.stale.liability"}
    assert set(after) - set(before) == new
    assert after["component.liability.put_off"].gate is Gate.LAUNCH
    assert component(practice, city, "types").state.decided_on is not None


def test_what_the_store_holds_of_an_agreement_is_checked_again_each_time(practice: Workspace) -> None:
    city = find_engagement(practice, "harbor-falls-oh")
    state = component(practice, city, "responders").state
    practice.store.apply("set component", [replace(state, owner="", decided_on=None)], stream=city.id)
    found = keyed(findings(practice, city, with_quality=False))
    assert found["component.responders.owner"].text == "5 Number of responders is agreed without an owner"
    assert found["component.responders.day"].holds_up is False
    assert len(roadmap(practice, city)) == 10
