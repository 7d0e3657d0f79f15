"""The local team, who does what, working groups, and what they hand over."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaptui.disclosure.audience import Audience
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.partner_records import Responsibility, TeamMember
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import DocumentMade
from leaptui.domain.roadmap_vocabulary import Part
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.follow_up_table import export_follow_up_table
from leaptui.services.city.follow_ups import add_follow_up, find_follow_up, finish_follow_up
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.documents.gathering import Gathering
from leaptui.services.documents.roadmap_parts import parts_lines, team_lines
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.roadmap.responsibilities import part_named, responsibilities, set_part
from leaptui.services.roadmap.team import add_member, change_member, find_member, members, remove_member
from leaptui.services.roadmap.working_groups import add_group, change_group, find_group, working_groups
from leaptui.services.upkeep.history import take_back_last
from leaptui.services.workspace import Workspace

COMPONENTS = ("staffing", "volume", "hours", "types")


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH")


def test_a_member_heard_before_brings_what_is_known(workspace: Workspace, city: Engagement) -> None:
    dana = add_stakeholder(
        workspace, city, "Dana Okafor", role="911 manager", organisation="Dispatch", contact="x114"
    )
    added = add_member(workspace, city, {"role": "lead, acting"}, heard=dana)
    assert (added.name, added.role, added.organisation, added.contact, added.stakeholder) == (
        "Dana Okafor",
        "lead, acting",
        "Dispatch",
        "x114",
        dana.id,
    )
    for values, heard in (({}, dana), ({"name": "dana  OKAFOR"}, None)):
        with pytest.raises(InputRefused, match="in the local team already"):
            add_member(workspace, city, values, heard=heard)
    with pytest.raises(InputRefused, match="needs a name"):
        add_member(workspace, city, {"name": " \u200e"})
    with pytest.raises(InputRefused, match="before joining"):
        change_member(workspace, added, {"joined-on": "2026-11-02", "left-on": "2026-11-01"})


def test_a_team_is_named_as_a_whole_or_not_at_all(workspace: Workspace, city: Engagement) -> None:
    # One without a name among others would be known for somebody who was heard in confidence.
    dana = add_stakeholder(workspace, city, "Dana Okafor", role="shelter director")
    add_member(workspace, city, {}, heard=dana)
    lee = add_member(workspace, city, {"name": "Lee Marsh", "role": "analyst"})
    set_part(workspace, city, "3", lee, Part.ACCOUNTABLE)

    def told(audience: Audience) -> tuple[list[str], str]:
        through = Gathering(workspace, city, audience, "roadmap")
        (parts,) = parts_lines(workspace, city, through)
        return [line.who.text for line in team_lines(workspace, city, through)], parts.accountable.text

    named = ["Dana Okafor, shelter director", "Lee Marsh, analyst"], "Lee Marsh, analyst"
    by_role = ["shelter director", "analyst"], "analyst"
    assert (told(Audience.CITY_TEAM), told(Audience.PUBLIC)) == (named, by_role)
    start_interview(workspace, city, people=[dana], attribution="role_only", note="The night is long.")
    assert told(Audience.CITY_TEAM) == by_role


def test_only_one_leads_and_who_left_is_in_no_matrix(workspace: Workspace, city: Engagement) -> None:
    add_member(workspace, city, {"name": "Ana", "lead": "yes"})
    lee = add_member(workspace, city, {"name": "Lee", "lead": "yes"})
    assert [(each.name, each.lead) for each in members(workspace, city)] == [("Lee", True), ("Ana", False)]
    ana = find_member(workspace, city, "an")
    set_part(workspace, city, "3", ana, Part.ACCOUNTABLE)
    assert responsibilities(workspace, city).rows[2].warning == ""
    change_member(workspace, ana, {"left_on": "2026-11-23"})
    assert [each.name for each in members(workspace, city)] == ["Lee"]
    assert [each.name for each in members(workspace, city, with_left=True)] == ["Lee", "Ana"]
    row = responsibilities(workspace, city).rows[2]
    assert (row.parts, row.warning) == ((None,), f"3 {row.component.title}: nobody is accountable.")
    change_member(workspace, find_member(workspace, city, "Ana"), {"left_on": "2026-11-24"})
    assert len(members(workspace, city)) == 2  # the last day is still a day in the team
    assert lee.lead


def test_a_member_put_away_takes_parts_and_seats_along_and_brings_them_back(
    workspace: Workspace, city: Engagement
) -> None:
    ana = add_member(workspace, city, {"name": "Ana"})
    add_member(workspace, city, {"name": "Lee"})
    set_part(workspace, city, "hours", ana, Part.ACCOUNTABLE)
    add_group(
        workspace, city, {"name": "Dispatch", "convener": "ana", "members": "Lee; Ana", "components": "4"}
    )
    remove_member(workspace, ana)
    (view,) = working_groups(workspace, city)
    assert (view.convener, [each.name for each in view.members]) == (None, ["Lee"])
    assert workspace.store.all(Responsibility) == []
    take_back_last(workspace)
    (view,) = working_groups(workspace, city)
    assert (view.convener, len(view.members)) == (ana, 2)
    assert responsibilities(workspace, city).rows[2].accountable == ("Ana",)


def test_a_group_names_people_and_components_that_are_there(workspace: Workspace, city: Engagement) -> None:
    add_member(workspace, city, {"name": "Ana Quist"})
    made = add_group(workspace, city, {"name": "Law", "convener": "Quist", "components": "8; housing; 8"})
    view = find_group(workspace, city, "law")
    assert [each.name for each in view.members] == ["Ana Quist"]  # who convenes is in it
    assert [each.key for each in view.components] == ["liability", "housing"]
    for values, refused in (
        ({"members": "Nobody"}, UnknownName),
        ({"components": "lunch"}, UnknownName),
        ({"name": ""}, InputRefused),
        ({"budget": "1"}, InputRefused),
    ):
        with pytest.raises(refused):
            change_group(workspace, city, made, values)
    with pytest.raises(InputRefused, match="already"):
        add_group(workspace, city, {"name": "LAW"})


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(COMPONENTS), st.integers(0, 2), st.sampled_from([*Part, None])),
        max_size=25,
    )
)
def test_a_component_is_warned_of_unless_exactly_one_is_accountable(
    workspace: Workspace, given_parts: list[tuple[str, int, Part | None]]
) -> None:
    city = add_engagement(workspace, f"City {workspace.new_id()}, OH")
    team = [add_member(workspace, city, {"name": name}) for name in ("Ana", "Bo", "Cy")]
    held: dict[tuple[str, int], Part | None] = {}
    for component, who, part in given_parts:
        set_part(workspace, city, component, team[who], part)
        held[component, who] = part
    matrix = responsibilities(workspace, city)
    for row in matrix.rows:
        expected = tuple(held.get((row.component.key, who)) for who in range(3))
        assert row.parts == expected
        assert bool(row.warning) == (expected.count(Part.ACCOUNTABLE) != 1)
    assert len(matrix.warnings) == sum(bool(row.warning) for row in matrix.rows)


def test_parts_are_named_by_letter_or_word() -> None:
    assert [part_named(text) for text in ("R", "accountable", " c ", "i", "none", "")] == [*Part, None, None]
    with pytest.raises(InputRefused, match="not a part"):
        part_named("boss")


def test_follow_ups_leave_as_a_table_without_confidences_formulas_or_contacts(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    maria = add_stakeholder(workspace, city, "Maria Delgado", contact="216-555-0143")
    add_member(workspace, city, {}, heard=maria)
    start_interview(
        workspace, city, people=[maria], note="?send the ledger due:friday\n[off] ?find out who drinks"
    )
    add_follow_up(workspace, city, '=HYPERLINK("http://x") send it', due="2026-11-20", owner="Maria Delgado")
    finish_follow_up(
        workspace, find_follow_up(workspace, city, add_follow_up(workspace, city, "Thank them").id)
    )
    for audience, kept in (("city_team", 2), ("internal", 1)):
        out = tmp_path / audience
        done = export_follow_up_table(workspace, city, audience=audience, folder=out)
        (file,) = done.files
        with file.open(encoding="utf-8-sig", newline="") as handle:
            head, *rows = csv.reader(handle)
        assert head == ["what", "who", "due", "state", "done on"]
        assert rows[0] == [' =HYPERLINK("http://x") send it', "", "2026-11-20", "overdue", ""]
        assert rows[-1] == ["Thank them", "", "", "done", "2026-11-24"]
        assert ("send the ledger" in [row[0] for row in rows]) == (audience == "internal")
        assert sum("stays in the store" in line for line in done.withheld) == kept
        told = file.read_text("utf-8")
        assert "drinks" not in told
        assert "Delgado" not in told
        assert "0143" not in told
    assert {each.document for each in workspace.store.all(DocumentMade)} == {"table of follow-ups"}
    assert len(workspace.store.all(TeamMember)) == 1
