"""`leaptui excerpt` and `leaptui theme`: their names, their JSON and their exit codes are promises."""

from __future__ import annotations

from tests.cli.conftest import Leaptui

CITY = ("-e", "san-jose-ca")
NOTE = """\
They wait for hours at night. #NEED-night
"We park them outside and hope." #DISP-trust
[off] He named the dispatcher.
"""


def test_a_passage_from_marking_to_a_withdrawn_quote(city: Leaptui) -> None:
    assert city("interview", "add", "-", *CITY, "--attribution", "role_only", stdin=NOTE).code == 0
    assert city("excerpt", "list", *CITY).out == "No passage was marked yet.\n"
    added = city(
        "excerpt", "add", "1", "park them", *CITY, "--stance", "condition", "--strength=2", "--json"
    ).json()
    assert {**added, "id": ""} == {
        "id": "",
        "name": "1:1",
        "interview": 1,
        "text": "We park them outside and hope.",
        "kind": "verbatim",
        "level": "role_only",
        "attribution": None,
        "themes": ["DISP-trust"],
        "themes_as_given": ["DISP-trust"],
        "stance": "condition",
        "strength": 2,
        "component": None,
        "concern": False,
        "start": 43,
        "end": 73,
        "lost": False,
        "approval": "not_asked",
        "approval_on": None,
        "approval_channel": "",
        "amended": "",
    }
    assert city("excerpt", "add", "1", *CITY, "--from", "90").out == (
        "Marked 1:2, off the record: “He named the dispatcher.”\n"
    )
    assert "#NEED-gap" in city("excerpt", "set", "1:1", *CITY, "--themes", "need-gap,disp-trust").out
    listed = city("excerpt", "list", *CITY, "--theme", "NEED-gap", "--json").json()
    assert [each["name"] for each in listed] == ["1:1"]
    assert city("roadmap", "set", "hours", *CITY, "--passage", "1:1").code == 0
    asked = city("excerpt", "approve", "1:1", "asked", *CITY, "--date", "2026-11-20", "--channel", "phone")
    assert asked.out.startswith("Asked 1:1, role only:")
    assert city("excerpt", "approve", "1:1", "withdrawn", *CITY).code == 0
    shown = city("excerpt", "list", *CITY, "--interview", "1").out
    assert "withdrawn" in shown
    assert "▲ stale" in city("roadmap", "show", *CITY).out
    assert city("excerpt", "remove", "1:2", *CITY).out.startswith("Removed 1:2")
    assert len(city("excerpt", "list", *CITY, "--json").json()) == 1


def test_what_cannot_be_is_refused_in_a_sentence(city: Leaptui) -> None:
    city("interview", "add", "-", *CITY, stdin="It goes on. It goes on.\n")
    for refused in (
        city("excerpt", "add", "1", "It goes on.", *CITY),
        city("excerpt", "add", "1", "nothing of the kind", *CITY),
        city("excerpt", "add", "1", *CITY),
        city("excerpt", "add", "1", *CITY, "--from", "0", "--stance", "maybe"),
        city("excerpt", "set", "1:1", *CITY, "--stance", "support"),
        city("excerpt", "approve", "1:1", "asked", *CITY),
        city("excerpt", "place", "1:1", "goes", *CITY),
        city("theme", "nest", "NEED-night", "nothing", *CITY),
        city("theme", "split", "NEED-night", *CITY),
        city("theme", "merge", "NEED-night", "--into", "NEED-night", *CITY),
    ):
        assert (refused.code, refused.out, refused.err.count("\n")) == (1, "", 1)
        assert "Traceback" not in refused.err
    assert city("excerpt", "list", *CITY, "--json").json() == []


def test_themes_are_added_nested_merged_split_and_renamed(city: Leaptui) -> None:
    city("interview", "add", "-", *CITY, stdin=NOTE.replace("#NEED-night", "#rides"))
    city("excerpt", "add", "1", "They wait for hours at night.", *CITY)
    assert city("theme", "add", "NEED-bus", *CITY, "--label", "A bus").out == "Added #NEED-bus.\n"
    assert city("theme", "nest", "need-bus", "NEED-transport", *CITY).out == (
        "#NEED-bus is part of #NEED-transport.\n"
    )
    assert city("theme", "merge", "rides", "--into", "NEED-bus", *CITY).out == (
        "#NEED-bus stands for #rides too.\n"
    )
    used = {each["key"]: each for each in city("theme", "list", *CITY, "--used", "--json").json()}
    assert set(used) == {"NEED-transport", "NEED-bus", "rides", "DISP-trust"}
    assert (used["NEED-bus"]["passages"], used["NEED-bus"]["marks"], used["rides"]["merged_into"]) == (
        1,
        1,
        "NEED-bus",
    )
    split = city("theme", "split", "NEED-bus", "--into", "night-bus", "--passage", "1:1", *CITY)
    assert split.out == "#night-bus is part of #NEED-bus and has 1 of its passages.\n"
    assert city("theme", "split", "rides", *CITY).out == "#rides stands for itself again.\n"
    assert city("theme", "rename", "rides", "A ride home", *CITY).out == "#rides is called “A ride home”.\n"
    assert "A ride home" in city("theme", "list", *CITY).out
