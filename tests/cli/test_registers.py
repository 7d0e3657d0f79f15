"""`leaptui follow-up` and the registers: their names, their JSON and their exit codes are promises."""

from __future__ import annotations

from pathlib import Path

from icalendar import Calendar

from tests.cli.conftest import Leaptui

NOTE = "?send the charter due:2026-12-02 @rosa\n?call the union due:soonish\n"
CITY = ("-e", "san-jose-ca")


def test_marks_are_listed_done_changed_and_exported(city: Leaptui, tmp_path: Path) -> None:
    assert city("interview", "add", "-", *CITY, "--date", "2026-11-24", stdin=NOTE).code == 0
    added = city("follow-up", "add", "Thank the floor", *CITY, "--due", "2026-12-01", "--json")
    assert added.json()["due"] == "2026-12-01"
    listed = city("follow-up", "list", *CITY, "--json").json()
    assert [(each["text"], each["due"], each["not_a_date"], each["unknown_person"]) for each in listed] == [
        ("Thank the floor", "2026-12-01", "", ""),
        ("send the charter", "2026-12-02", "", "rosa"),
        ("call the union", None, "soonish", ""),
    ]
    shown = city("follow-up", "list", *CITY).out
    assert "@rosa, not in the directory" in shown
    assert "▲  soonish: not a date" in shown
    assert city("follow-up", "set", "union", *CITY, "--due", "2026-12-24").out.startswith(
        "“call the union”, due 2026-12-24"
    )
    assert city("follow-up", "done", listed[0]["id"][-6:], *CITY).out == "Done: “Thank the floor”.\n"
    assert [each["text"] for each in city("follow-up", "list", *CITY, "--json").json()] == [
        "send the charter",
        "call the union",
    ]
    assert len(city("follow-up", "list", *CITY, "--all", "--json").json()) == 3
    assert city("follow-up", "done", "thank", "--not", *CITY).out.startswith("Owed again")
    made = city("follow-up", "export", *CITY, "--to", tmp_path / "out", "--json").json()
    calendar = Calendar.from_ical(Path(made["files"][0]).read_bytes())
    assert len(calendar.subcomponents) == 3


def test_what_cannot_be_is_refused_in_a_sentence(city: Leaptui, tmp_path: Path) -> None:
    refused = city("follow-up", "add", "call", *CITY, "--due", "soonish")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "“soonish” is not a date." in refused.err
    assert city("follow-up", "done", "nothing", *CITY).code == 1
    assert city("follow-up", "set", "nothing", *CITY).code == 1
    assert city("follow-up", "export", *CITY, "--to", tmp_path / "out").code == 1
    assert city("follow-up", "list", *CITY).out == "Nothing is owed.\n"


def test_the_concerns_register_says_how_widely_and_why(city: Leaptui) -> None:
    assert city("interview", "concerns", *CITY).out.startswith("No concern was marked yet.")
    city("interview", "add", "-", *CITY, stdin="!they will be sued\n!who cleans the van\n")
    lines = city("interview", "concerns", *CITY, "--json").json()
    assert [(each["concern"], each["interviews"], each["raised"][0]["because"]) for each in lines] == [
        ("sued", 1, ["sued"]),
        (None, 1, []),
    ]
    assert "The city will be sued.  1 interview, 0 groups" in city("interview", "concerns", *CITY).out


def test_resources_are_added_changed_exported_and_removed(city: Leaptui, tmp_path: Path) -> None:
    assert city("resource", "list", *CITY).out == "No resource is listed.\n"
    added = city(
        *("resource", "add", "Harbor Shelter", *CITY, "--services", "shelter", "--services", "meals"),
        *("--district", "East", "--json"),
    )
    assert added.json()["name"] == "Harbor Shelter"
    assert city("resource", "set", "harbor", *CITY, "--phone", "216-555-0143").code == 0
    (one,) = city("resource", "list", *CITY, "--service", "meal", "--json").json()
    assert (one["services"], one["phone"]) == (["shelter", "meals"], "216-555-0143")
    made = city("resource", "export", *CITY, "--to", tmp_path / "out")
    assert made.out.count(".csv") == 6
    assert city("resource", "remove", "harbor", *CITY).out == "Removed Harbor Shelter.\n"
    assert city("resource", "set", "harbor", *CITY).code == 1
    assert city("resource", "export", *CITY, "--to", tmp_path / "none").code == 1


def test_identifiers_are_listed_replaced_and_taken_back(city: Leaptui) -> None:
    note = "Call 216-555-0143 or dana@home.example.\n"
    city("interview", "add", "-", *CITY, stdin=note)
    listed = city("interview", "identifiers", "1", *CITY, "--json").json()
    assert [(each["number"], each["sort"], each["text"], each["line"]) for each in listed] == [
        (1, "phone", "216-555-0143", 1),
        (2, "email", "dana@home.example", 1),
    ]
    assert "Call [216-555-0143] or" in city("interview", "identifiers", "1", *CITY).out
    refused = city("interview", "identifiers", "1", *CITY, "--replace", "3")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert (
        city("interview", "identifiers", "1", *CITY, "--replace", "2").out
        == "Replaced in 1 place: E-mail 1.\n"
    )
    assert city("interview", "identifiers", "1", *CITY, "--replace", "sure", "--json").json() == {
        "places": 1,
        "stand_ins": ["Phone 1"],
    }
    assert "dana@home.example" in city("interview", "identifiers", "1", *CITY, "--key").out
    for listing in (
        ("interview", "list"),
        ("interview", "show", "1"),
        ("interview", "identifiers", "1"),
        ("interview", "concerns"),
        ("follow-up", "list"),
        ("resource", "list"),
        ("stakeholder", "list"),
        ("document", "check"),
        ("roadmap", "show"),
    ):
        out = city(*listing, *CITY, "--json").out
        assert "0143" not in out, listing
        assert "home.example" not in out, listing
    assert city("undo").code == 0
    assert "Call 216-555-0143 or E-mail 1." in city("interview", "show", "1", *CITY).out


def test_sentences_near_to_a_confidence_are_listed(city: Leaptui) -> None:
    assert "No sentence is 50% like" in city("document", "check", *CITY).out
    city(
        "interview",
        "add",
        "-",
        *CITY,
        stdin="The sergeant told dispatchers never to send anyone after midnight.\n",
    )
    city("follow-up", "add", "The sergeant told all dispatchers never to send anyone", *CITY)
    (near,) = city("document", "check", *CITY, "--json").json()
    assert (near["where"], near["level"]) == ("follow-up", "none")
