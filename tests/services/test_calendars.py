"""A calendar of what is owed and whom one will meet, read back as a calendar would read it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar, Component

from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import DocumentMade
from leaptui.services.city.calendars import export_calendar
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.follow_ups import add_follow_up, change_follow_up, find_follow_up, finish_follow_up
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.workspace import Workspace

LONG = "Ask the night supervisor what happened to the two callers who waited by the river, and why"


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    made = add_engagement(workspace, "Harbor Falls, OH")
    maria = add_stakeholder(workspace, made, "Maria Delgado", role="night dispatcher")
    start_interview(workspace, made, people=[maria], held_on="2026-11-20", note="Nights are short.")
    start_interview(workspace, made, people=[maria], held_on="2026-12-01")
    start_interview(workspace, made, title="East side; listening, session", held_on="2026-12-04")
    add_follow_up(workspace, made, "Send the charter\nBEGIN:VEVENT, now; please", due="2026-11-20")
    add_follow_up(workspace, made, LONG, due="friday", owner="Maria Delgado")
    finish_follow_up(workspace, add_follow_up(workspace, made, "Thank the floor", due="today"))
    add_follow_up(workspace, made, "Some day")
    return made


def parts(folder: Path) -> list[Component]:
    (file,) = folder.iterdir()
    assert file.name == "harbor-falls-oh-calendar.ics"
    assert max(len(line) for line in file.read_bytes().split(b"\r\n")) <= 75
    calendar = Calendar.from_ical(file.read_bytes())
    assert calendar["version"] == "2.0"
    return list(calendar.subcomponents)


def test_it_reads_back_as_days(workspace: Workspace, city: Engagement, tmp_path: Path) -> None:
    made = export_calendar(workspace, city, folder=tmp_path / "out")
    found = {str(each["summary"]): each for each in parts(tmp_path / "out")}
    assert list(found) == [
        "Send the charter BEGIN:VEVENT, now; please",
        LONG,
        "Interview: East side; listening, session",
        "Interview: night dispatcher",
    ]
    assert {each.name for each in found.values()} == {"VEVENT"}
    event = found[LONG]
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 11, 27), date(2026, 11, 28))
    # She did not speak on the record, so her name stays in the store.
    assert "Delgado" not in (tmp_path / "out" / "harbor-falls-oh-calendar.ics").read_text("utf-8")
    assert [line.partition("”")[2] for line in made.withheld] == [
        " leaves without the name of who owes it.",
        " has no day.",
    ]
    assert [each.document for each in workspace.store.all(DocumentMade)] == ["calendar"]


def test_tasks_are_due_on_a_day_and_may_have_none(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    export_calendar(workspace, city, tasks=True, folder=tmp_path / "out")
    tasks = [each for each in parts(tmp_path / "out") if each.name == "VTODO"]
    assert [(str(each["status"]), each.decoded("due", None)) for each in tasks] == [
        ("NEEDS-ACTION", date(2026, 11, 20)),
        ("NEEDS-ACTION", date(2026, 11, 27)),
        ("NEEDS-ACTION", None),
    ]


def test_an_entry_keeps_its_name_when_its_day_changes(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    export_calendar(workspace, city, folder=tmp_path / "out")
    before = {str(each["summary"]): str(each["uid"]) for each in parts(tmp_path / "out")}
    owed = find_follow_up(workspace, city, "charter")
    change_follow_up(workspace, owed, due="2026-12-24")
    export_calendar(workspace, city, folder=tmp_path / "out")
    after = {str(each["summary"]): str(each["uid"]) for each in parts(tmp_path / "out")}
    assert after == before
    assert len(set(after.values())) == len(after)
    assert not any(owed.id in uid for uid in after.values())


def test_what_repeats_a_confidence_is_left_out_for_the_city_and_told_of(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    start_interview(
        workspace, city, note=f"?{LONG} due:friday\n[off] ?find out who drinks on shift due:friday"
    )
    made = export_calendar(workspace, city, audience="city_team", folder=tmp_path / "out")
    assert sorted(str(each["summary"]) for each in parts(tmp_path / "out")) == [
        "Interview",
        "Interview: East side; listening, session",
        "Send the charter BEGIN:VEVENT, now; please",
    ]
    assert sum("stays in the store" in line for line in made.withheld) == 3
    made = export_calendar(workspace, city, folder=tmp_path / "out")
    assert sum("stays in the store" in line for line in made.withheld) == 1


def test_a_promise_of_a_passage_travels_as_far_as_the_passage(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    start_interview(
        workspace,
        city,
        attribution="role_only",
        note="?send the ledger due:friday\n\n[off] 14:02 He is leaving. ?follow-up due:friday\n\n"
        "[not for attribution] ?call the union due:friday",
    )
    export_calendar(workspace, city, audience="public", folder=tmp_path / "city")
    for_the_city = {str(each["summary"]) for each in parts(tmp_path / "city")}
    export_calendar(workspace, city, folder=tmp_path / "own")
    for_herself = {str(each["summary"]) for each in parts(tmp_path / "own")}
    assert for_the_city & {"send the ledger", "He is leaving.", "call the union"} == {"send the ledger"}
    assert for_herself & {"send the ledger", "He is leaving.", "call the union"} == {
        "send the ledger",
        "call the union",
    }


def test_an_empty_calendar_is_refused_with_the_reason(workspace: Workspace, tmp_path: Path) -> None:
    empty = add_engagement(workspace, "Sable Point, WA")
    with pytest.raises(InputRefused, match="nothing to put"):
        export_calendar(workspace, empty, folder=tmp_path / "out")
    add_follow_up(workspace, empty, "Some day")
    with pytest.raises(InputRefused, match="has no day"):
        export_calendar(workspace, empty, folder=tmp_path / "out")
    assert not (tmp_path / "out").exists()
