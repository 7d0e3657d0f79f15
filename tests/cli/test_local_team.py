"""`leaptui team`, `activity`, `agreement` and `roadmap diversion`: names, JSON and exit codes are promises."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.cli.conftest import Leaptui

CITY = ("-e", "san-jose-ca")


def test_a_team_is_listed_with_its_parts_and_groups(city: Leaptui) -> None:
    assert city("team", "list", *CITY).out == "Nobody is in the local team yet.\n"
    city("stakeholder", "add", "Dana Okafor", *CITY, "--role", "911 manager")
    assert city("team", "add", "Dana", *CITY, "--heard", "--lead", "yes").out == (
        "Added Dana Okafor, who leads the team.\n"
    )
    assert city("team", "add", "Lee Brandt", *CITY, "--role", "HR", "--contact", "555-0100").code == 0
    assert city("team", "add", "Lee Brandt", *CITY).code == 1
    assert city("team", "add", "", *CITY).code == 1
    given = ("--set", "hours", "Dana", "A", "--set", "3", "Lee", "R", "--set", "staffing", "Lee", "a")
    matrix = city("team", "raci", *CITY, *given, "--json").json()
    assert matrix["components"][2]["parts"] == {"Dana Okafor": "accountable", "Lee Brandt": "responsible"}
    assert matrix["components"][0]["accountable"] == ["Lee Brandt"]
    assert len(matrix["warnings"]) == 8
    assert city("team", "raci", *CITY, "--set", "hours", "Dana", "B").code == 1
    assert city("team", "raci", *CITY, "--set", "lunch", "Dana", "A").code == 1
    shown = city("team", "raci", *CITY).out
    assert "▲ 2 Call volume: nobody is accountable." in shown
    added = city("team", "group", "Dispatch", *CITY, "--new", "--convener", "Lee", "--components", "4; hours")
    assert added.out == "Dispatch: convened by Lee Brandt; Lee Brandt; on Hours, Call types.\n"
    group = city("team", "group", "dispatch", *CITY, "--charge", "Write the script", "--json").json()
    assert (group["members"], group["components"]) == (["Lee Brandt"], ["hours", "types"])
    assert city("team", "set", "Lee", *CITY, "--left-on", "2020-01-01").code == 0
    listed = city("team", "list", *CITY, "--json").json()
    assert [each["name"] for each in listed["members"]] == ["Dana Okafor"]
    assert len(city("team", "list", *CITY, "--all", "--json").json()["members"]) == 2
    assert city("team", "remove", "Lee", *CITY).code == 0
    assert city("team", "group", "dispatch", *CITY, "--json").json()["convener"] is None
    assert city("team", "group", "dispatch", *CITY, "--remove").out == "Removed Dispatch.\n"


def test_activities_and_the_support_log(city: Leaptui) -> None:
    assert city("activity", "list", *CITY).out == "Nothing is noted yet.\n"
    added = city(
        *(
            "activity",
            "add",
            "First reading",
            *CITY,
            "--sort",
            "council presentation",
            "--held-on",
            "2026-11-20",
        ),
        *("--people", "Ana Quist; Lee", "--issue-areas", "harm reduction", "--attendance", "40", "--json"),
    ).json()
    assert (added["sort"], added["people"], added["issue_areas"], added["attendance"]) == (
        "council_presentation",
        ["Ana Quist", "Lee"],
        ["harm_reduction"],
        40,
    )
    logged = city(
        *("activity", "log", "Who answers at night?", *CITY, "--advised", "Roster the lead."),
        *("--promised", "Send Durham's roster", "--due", "2026-12-02", "--on", "2026-11-24", "--json"),
    ).json()
    assert (logged["phase"], logged["support"], logged["follow_up"]["due"]) == ("launch", True, "2026-12-02")
    assert city("follow-up", "list", *CITY, "--json").json()[0]["text"] == "Send Durham's roster"
    assert len(city("activity", "list", *CITY, "--json").json()) == 2
    assert [each["title"] for each in city("activity", "list", *CITY, "--support", "--json").json()] == [
        "Who answers at night?"
    ]
    assert len(city("activity", "list", *CITY, "--until", "2026-11-21", "--json").json()) == 1
    assert city("activity", "set", "first", *CITY, "--outcome", "Tabled").code == 0
    assert "outcome: Tabled" in city("activity", "show", "first", *CITY).out
    timeline = city("engagement", "timeline", CITY[1], "--json").json()
    assert [each["text"] for each in timeline if each["kind"] == "activity"] == [
        "Council presentation: First reading, 40 people",
        "Technical advice: Who answers at night?",
    ]
    assert city("activity", "set", "first", *CITY, "--sort", "party").code == 1
    assert city("activity", "remove", "first", *CITY).code == 0
    assert city("activity", "show", "first", *CITY).code == 1


def test_diversion_is_decided_and_refuses_abstinence(city: Leaptui) -> None:
    diversion = ("roadmap", "diversion")
    assert city(*diversion, "set", *CITY, "--decision", "adopt").code == 1
    refused = city(*diversion, "set", *CITY, "--measures", "housing; sober days")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "“sober days” cannot be a measure" in refused.err
    assert "sanctions neither use nor relapse" in refused.err
    assert city(*diversion, "show", *CITY, "--json").json()["measures"] == []
    done = city(
        *diversion,
        *("set", *CITY, "--decision", "study", "--measures", "Housing; health; nights out of jail"),
        *("--governance", "policy_group", "--people-per-case-manager", "40"),
    )
    assert done.code == 0
    assert "▲ 40 people for one case manager is outside of 20 to 25" in done.out
    shown = city(*diversion, "show", *CITY, "--json").json()
    assert shown["measures"] == ["housing", "health", "nights out of jail"]
    known = city(*diversion, "show", *CITY, "--known").out
    assert "LEAD Santa Fe" in known
    assert "Sources differ on small sales" in known
    assert "field experience, not checked, 2026, not checked" in known


def test_an_agreement_is_made_changed_signed_and_kept_as_signed(city: Leaptui) -> None:
    assert city("agreement", "show", *CITY).code == 1
    made = city("agreement", "make", *CITY, "--notice-days", "45", "--json").json()
    assert made["notice"] == "Draft for counsel; not legal advice."
    assert made["parties"] == ["Law Enforcement Action Partnership", "San José, California"]
    assert made["governing_law"] == "California"
    shown = city("agreement", "show", *CITY).out
    assert "with 45 days of written notice" in shown
    assert "The law of California governs this agreement." in shown
    assert "▲ Missing: Signatures." in shown
    assert "{" not in shown
    assert city("agreement", "set", "1", *CITY, "--status", "signed").code == 1
    names = "Ana Quist | city manager | San José, California\nLee Brandt | director | LEAP"
    assert city("agreement", "set", "1", *CITY, "--signatories", names, "--status", "signed").code == 0
    assert city("agreement", "list", *CITY, "--json").json()[0]["notice"] == ""
    barred = city("agreement", "set", "1", *CITY, "--payment", "Ten dollars")
    assert (barred.code, "stays as it was signed" in barred.err) == (1, True)
    timeline = city("engagement", "timeline", CITY[1], "--json").json()
    assert [each["text"] for each in timeline if each["kind"] == "agreement"] == [
        "Signed: Partnership agreement with San José, California",
        "Ends: Partnership agreement with San José, California",
    ]
    assert city("agreement", "remove", *CITY).code == 0


def test_follow_ups_are_handed_over_as_a_table(city: Leaptui, tmp_path: Path) -> None:
    city("follow-up", "add", "=SUM(A1) the charter", *CITY, "--due", "2026-12-01", "--owner", "Ana Quist")
    city("follow-up", "add", "Thank the floor", *CITY)
    city("follow-up", "done", "thank", *CITY)
    out = tmp_path / "out"
    made = city("follow-up", "export", *CITY, "--format", "csv", "--to", out, "--json").json()
    with Path(made["files"][0]).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["what", "who", "due", "state", "done on"]
    assert rows[1][:3] == [" =SUM(A1) the charter", "Ana Quist", "2026-12-01"]
    assert (rows[2][0], rows[2][3]) == ("Thank the floor", "done")
