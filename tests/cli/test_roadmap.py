"""Components, checklists and the three gates on the command line."""

from __future__ import annotations

from tests.cli.conftest import Leaptui

OF = ("-e", "san-jose-ca")
NOTE = 'She said "We park them and hope."\n'


def test_a_component_is_weighed_refused_agreed_and_goes_stale(city: Leaptui) -> None:
    city("interview", "add", "-", *OF, stdin=NOTE)
    refused = city(
        "roadmap", "set", "hours", *OF, "--status", "agreed", "--quote", "1:1", "--option", "weekdays"
    )
    assert refused.code == 1
    assert refused.err.startswith("Hours of operation cannot be agreed yet: it lacks a reason and an owner.")
    untouched = city("roadmap", "show", *OF, "--json").json()["components"][2]
    assert (untouched["status"], untouched["option"], untouched["evidence"]) == ("open", "", [])
    agreed = city(
        "roadmap", "set", "hours", *OF, "--status", "agreed", "--quote", "1:1", "--option", "Weekday daytime",
        "--rationale", "Heard.", "--owner", "A. Poe", "--dissent", "One would begin at night.",
        "--decided-on", "2026-11-03",
    )  # fmt: skip
    assert agreed.code == 0
    assert "▲ Hours of operation rests on what was said alone; no figure is linked." in agreed.out
    assert city("roadmap", "set", "cost", *OF, "--status", "proposed", "--decision", "$1M").code == 0
    assert city("roadmap", "set", "hours", *OF, "--option", "around_the_clock").code == 0
    shown = city("roadmap", "show", *OF, "--json").json()
    hours, cost = shown["components"][2], shown["components"][5]
    assert (hours["option"], hours["dissent"]) == ("around_the_clock", "One would begin at night.")
    assert [each["option"] for each in hours["options"] if each["chosen"]] == ["around_the_clock"]
    assert hours["options"][0]["gains"]
    assert cost["stale"]
    assert "from “Weekday daytime” to “Around the clock”" in cost["stale_because"][0]
    assert all(isinstance(line, str) for line in shown["readiness"])
    assert "component.cost.stale.hours" in {each["key"] for each in shown["gates"]["presenting"]}
    assert "▲ Cost is stale because Hours of operation was changed" in city("roadmap", "show", *OF).out
    assert city("roadmap", "set", "cost", *OF, "--still-holds").code == 0
    assert city("roadmap", "set", "cost", *OF, "--still-holds").code == 1
    deferred = ("--status", "deferred", "--rationale", "Later.", "--due", "2027-03-01")
    assert city("roadmap", "set", "cost", *OF, *deferred).code == 0
    told = city("roadmap", "check", *OF).out
    assert "6 Cost is put off" in told.partition("Before launch:")[2]
    assert "Cost" not in told.partition("Before presenting:")[2].partition("Before launch:")[0]
    assert city("roadmap", "set", "hours", *OF, "--option", "the moon").code == 1


def test_fields_may_stand_before_what_they_are_of_as_its_usage_says(city: Leaptui) -> None:
    assert "--engagement E --FIELD VALUE … COMPONENT" in " ".join(
        city("roadmap", "set", "--help").out.split()
    )
    assert city("roadmap", "set", *OF, "--decision", "All day", "--owner=A. Poe", "hours").code == 0
    assert city("roadmap", "set", "--dissent", "--tick", "hours", *OF, "--untick", "grid").code == 0
    hours = city("roadmap", "show", *OF, "--json").json()["components"][2]
    assert (hours["decision"], hours["owner"], hours["dissent"]) == ("All day", "A. Poe", "--tick")
    assert city("roadmap", "set", *OF, "hours", "--decision").code == 1
    assert city("roadmap", "set", *OF, "--decision", "hours").code == 2


def test_a_checklist_is_the_citys(city: Leaptui) -> None:
    added = city("roadmap", "checklist", "add", "hours", "Hear the late shift", *OF, "--after", "grid")
    assert added.out == "Added “Hear the late shift” as own-hear-the-late-shift.\n"
    assert city("roadmap", "checklist", "move", "hours", "trigger", "1", *OF).out == "It is number 1 now.\n"
    assert city("roadmap", "checklist", "reword", "hours", "price", "Price them", *OF).code == 0
    assert city("roadmap", "checklist", "remove", "hours", "pilot", *OF).code == 0
    assert city("roadmap", "checklist", "tick", "phase:launch", "dashboard", "daily_review", *OF).code == 0
    (hours,) = city("roadmap", "checklist", "list", "hours", *OF, "--json").json()
    assert [each["item"] for each in hours["items"]][:3] == ["trigger", "grid", "own-hear-the-late-shift"]
    assert [each["text"] for each in hours["items"] if each["reworded"]] == ["Price them"]
    assert [each["item"] for each in hours["removed"]] == ["pilot"]
    assert city("roadmap", "checklist", "remove", "hours", "pilot", "--restore", *OF).code == 0
    every = city("roadmap", "checklist", "list", *OF, "--json").json()
    assert len(every) == 19
    assert {each["checklist"]: each["done"] for each in every if each["done"]} == {"phase:launch": 2}
    for arguments in (["tick", "hours", "nonsense"], ["add", "tea", "x"], ["add", "hours", " "]):
        refused = city("roadmap", "checklist", *arguments, *OF)
        assert (refused.code, refused.out) == (1, ""), arguments
        assert refused.err.count("\n") == 1
