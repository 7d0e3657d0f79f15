"""`leaptui concern`, `validator` and `precedent`: names, JSON and exit codes are promises."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Leaptui

CITY = ("-e", "san-jose-ca")


def test_a_concern_is_put_answered_met_over_and_settled(city: Leaptui, tmp_path: Path) -> None:
    assert city("concern", "board", *CITY).out == "No concern is on the board yet.\n"
    note = tmp_path / "note.md"
    note.write_text(
        "!the night is too dark\n!who cleans the van\n\n[off] !nights make him nervous\n", "utf-8"
    )
    city("stakeholder", "add", "Lee Brandt", *CITY, "--role", "patrol sergeant", "--group", "patrol")
    city("interview", "add", str(note), *CITY, "--stakeholder", "Lee Brandt")
    waiting = city("concern", "board", *CITY, "--json").json()["not_on_board"]
    assert next((each["name"], each["concern"], each["groups"]) for each in waiting) == (
        "night",
        "night",
        ["patrol"],
    )
    van = waiting[1]["name"]
    assert city("concern", "put", *CITY).code == 1
    assert "own words" in city("concern", "put", van, *CITY).err
    assert city("concern", "put", "--all", *CITY).out == "Added “The night is too dangerous for this.”.\n"
    added = city("concern", "put", van, *CITY, "--title", "Upkeep of the van", "--json").json()
    assert [each["title"] for each in added] == ["Upkeep of the van"]
    assert city("concern", "put", van, *CITY).code == 1
    register = city("interview", "concerns", *CITY, "--json").json()
    assert [(each["concern"], each["on_board"]) for each in register] == [("night", "open"), (None, None)]
    assert "on the board: open" in city("interview", "concerns", *CITY).out
    assert city("validator", "add", "Alma Reed", "--topics", "night", "--contact", "555-0100").code == 0
    assert city("concern", "set", "night", *CITY, "--validators", "alma", "--due", "2026-01-05").code == 0
    met = city(
        *("concern", "meet", "Alma", *CITY, "--concern", "night", "--person", "Lee"),
        *("--stance-before", "oppose", "--stance-after", "oppose", "--promised", "A visit"),
    )
    assert met.out == "Noted: Alma Reed with Lee Brandt, oppose → oppose, as before.\n"
    assert city("concern", "change-meeting", "alma", *CITY, "--stance-after", "support").code == 0
    [meeting] = city("concern", "meetings", *CITY, "--json").json()
    assert (meeting["change"], meeting["promised"]) == ("oppose → support, nearer", "A visit")
    shown = city("concern", "show", "night", *CITY, "--json").json()
    assert (shown["status"], shown["blocks"], shown["overdue"], shown["answer_is_own"]) == (
        "open",
        True,
        True,
        False,
    )
    assert [(each["level"], each["text"]) for each in shown["raised"]] == [
        ("none", "the night is too dark"),
        ("off_record", "nights make him nervous"),
    ]
    text = city("concern", "show", "night", *CITY).out
    assert "Do not claim: Do not say nights are as safe as days" in text
    assert "Raised in interview 1, off the record: nights make him nervous" in text
    assert city("concern", "set", "night", *CITY, "--status", "settled").out.endswith("is settled.\n")
    assert city("concern", "set", "upkeep", *CITY, "--status", "set_aside").code == 1
    aside = city("concern", "set", "upkeep", *CITY, "--status", "set_aside", "--reason", "County garage")
    assert aside.out == "“Upkeep of the van” is set aside.\n"
    assert city("concern", "add", *CITY, "--library", "who_pays").code == 0
    pays = city("concern", "set", "who_pays", *CITY, "--status", "answered")
    assert (pays.code, "must be checked first" in pays.err) == (1, True)
    assert "Check first: Who gave, when and how much" in city("concern", "show", "who_pays", *CITY).out
    assert [each["status"] for each in city("concern", "board", *CITY, "--json").json()["concerns"]] == [
        "open",
        "settled",
        "set_aside",
    ]
    assert city("concern", "remove", "who_pays", *CITY).code == 0
    assert city("concern", "remove-meeting", "alma", *CITY).code == 0
    assert city("concern", "board", *CITY).out.count("set aside") == 1


def test_validators_are_shared_and_their_contact_is_in_no_listing(city: Leaptui) -> None:
    assert "No validator is listed." in city("validator", "list").out
    given = ("--sort", "police", "--former-role", "Sergeant", "--population", "900,000", "--topics", "night")
    added = city("validator", "add", "Alma Reed", *given, "--contact", "555-0100")
    assert added.out == "Added Alma Reed. No document names them until they agree.\n"
    bo = city("validator", "add", "Bo Dunn", "--sort", "dispatch", "--topics", "turns_violent", "--json")
    assert bo.json()["name"] == "Bo Dunn"
    for listing in (
        ("validator", "list"),
        ("validator", "list", "--json"),
        ("validator", "show", "alma", "--json"),
    ):
        assert "555-0100" not in city(*listing).out
    assert "contact, never exported: 555-0100" in city("validator", "show", "alma").out
    city("stakeholder", "add", "Lee Brandt", *CITY, "--role", "patrol sergeant", "--group", "patrol")
    fits = city(
        "validator", "match", *CITY, "--concern", "turns_violent", "--stakeholder", "Lee", "--json"
    ).json()
    assert [each["name"] for each in fits["matches"]] == ["Alma Reed", "Bo Dunn"]
    assert fits["matches"][0]["reasons"][:2] == [
        "the same field as Lee Brandt: police",
        "the same rank: sergeant",
    ]
    assert fits["pair"] == ["Alma Reed", "Bo Dunn"]
    assert "Go together" in city("validator", "match", "--concern", "turns_violent").out
    assert city("validator", "match", "--stakeholder", "Lee").code == 1
    assert city("validator", "set", "alma", "--may-be-named", "yes").code == 0
    assert city("validator", "list", "alma", "--json").json()[0]["permission_on"]
    assert city("validator", "remove", "alma").code == 0
    assert city("validator", "show", "alma").code == 1


def test_precedents_are_listed_with_their_age_and_reasons(city: Leaptui) -> None:
    listed = city("precedent", "list", "--json").json()
    assert len(listed) == 21
    assert all(fact["source"] and fact["as_of"] for each in listed for fact in each["facts"])
    assert any(
        fact["unverified"] and "not checked" in fact["age"] for each in listed for fact in each["facts"]
    )
    like = city("precedent", "list", *CITY, "--dispatch", "radio", "--words", "olympia", "--json").json()
    assert [reason["by"] for reason in like[0]["reasons"]] == ["dispatch"]
    shown = city("precedent", "show", "STAR", *CITY)
    assert "STAR, Denver, CO" in shown.out
    assert "more than two years old" in shown.out
    assert city("precedent", "show", "CARE").code == 1
    assert city("precedent", "list", *CITY, "--dispatch", "pigeon").code == 1
    assert "216 programs" in city("precedent", "list").out
    assert city("precedent", "list", "--words", "zebra").out.startswith("No program elsewhere")
