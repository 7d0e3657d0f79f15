"""What is missing before Design, before presenting and before the launch, and where it is mended."""

from __future__ import annotations

from leaptui.domain.call_records import DataRequest
from leaptui.domain.partner_records import TeamMember
from leaptui.services.city.engagements import add_engagement
from leaptui.services.roadmap.checklist_changes import remove_item, tick
from leaptui.services.roadmap.deciding import set_component
from leaptui.services.roadmap.findings import Finding, Gate
from leaptui.services.roadmap.readiness import findings, readiness
from leaptui.services.workspace import Workspace


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
    set_component(workspace, city, "cost", {"status": "deferred"})
    told = keyed(findings(workspace, city))
    assert told["component.cost.unsettled"].gate is Gate.PRESENTING
    assert told["component.cost.put_off"].gate is Gate.LAUNCH
    set_component(workspace, city, "cost", {"status": "open"})
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
