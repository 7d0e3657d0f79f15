"""What is held back of a document on the command line: each span, letting one through, withdrawing that."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Leaptui

CITY = ("-e", "san-jose-ca")
SAID = "The night shift sends two officers because nobody else picks up."


def test_spans_are_listed_let_through_and_held_back_again(city: Leaptui, tmp_path: Path) -> None:
    """A reason repeats words not for attribution, and names who said something off the record."""
    city("stakeholder", "add", *CITY, "Ruth Vela", "--role", "clerk")
    city("interview", "add", "-", *CITY, "--attribution", "none", stdin=SAID)
    city(
        "interview",
        "add",
        "-",
        *CITY,
        "--stakeholder",
        "Ruth Vela",
        "--attribution",
        "off_record",
        stdin="Nothing.",
    )
    reason = f"We heard: {SAID} Ruth Vela too."
    assert city("roadmap", "set", *CITY, "hours", "--rationale", reason).code == 0

    export = ("document", "export", *CITY, "--format", "md", "--to", tmp_path / "out")
    refused = city(*export)
    assert refused.code == 1
    assert refused.out == (
        "1. component 3, rationale: “The night shift sends two officers because nobody else picks up” repeats a "
        "passage that is not for attribution.\n"
        "2. component 3, rationale: “Ruth Vela” names somebody who did not speak on the record."
        " No override lets it through.\n"
    )
    assert "There is 1 more such place." in refused.err
    spans = city(*export, "--json").json()["held_back"]
    assert [(each["part"], each["field"], each["may_be_allowed"]) for each in spans] == [
        ("component 3", "rationale", True),
        ("component 3", "rationale", False),
    ]
    assert city("document", "held-back", *CITY, "--json").json() == spans
    assert not (tmp_path / "out").exists()

    allow = ("document", "overrides", "allow")
    assert "needs a reason" in city(*allow, "1", *CITY, "--reason", "yes").err
    assert "no override lets that through" in city(*allow, "2", *CITY, "--reason", "She agreed today").err
    made = city(*allow, "1", *CITY, "--reason", "She agreed on 3 May", "--by", "A. Reed", "--json").json()
    assert (made["place"], made["reason"], made["allowed_by"]) == (
        "component 3, rationale",
        "She agreed on 3 May",
        "A. Reed",
    )
    assert SAID not in str(made)
    city("roadmap", "set", *CITY, "hours", "--rationale", f"We heard: {SAID}")
    assert city(*export).code == 0
    assert city("document", "held-back", *CITY).out == "Nothing is held back: the document may leave.\n"
    assert SAID in (tmp_path / "out" / "san-jose-ca-roadmap.md").read_text("utf-8")

    assert "She agreed on 3 May" in city("document", "overrides", "list", *CITY).out
    city("document", "overrides", "withdraw", "1", *CITY)
    assert city("document", "overrides", "list", *CITY, "--json").json() == []
    assert city(*export).code == 1
    assert city("undo").code == 0
    assert len(city("document", "overrides", "list", *CITY, "--json").json()) == 1
