"""`leaptui roadmap claim` and `roadmap check`: their names, their JSON and their exit codes are promises."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Leaptui

CITY = ("-e", "san-jose-ca")
CALLS = "Incident,Received,Call Type,Beat\n" + "".join(
    f"I{number},2025-03-{1 + number % 28:02} 1{number % 10}:00:00,"
    f"{'WELFARE CHECK' if number % 4 == 0 else 'BURGLARY'},{'N' if number % 2 else 'S'}\n"
    for number in range(200)
)


def test_claims_from_putting_one_to_putting_it_away(city: Leaptui, tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_text(CALLS)
    assert city("calls", "import", tmp_path / "calls.csv", "--engagement", "san-jose-ca").code == 0
    city("interview", "add", "-", *CITY, "--attribution", "role_only", stdin='"Nobody calls us back."\n')
    assert city("excerpt", "add", "1", "Nobody calls", *CITY).code == 0

    made = city("roadmap", "claim", "add", *CITY, "--figure", "eligible.expected", "--json").json()
    assert {**made, "dataset": "", "made_at": ""} == {
        "token": "⟦figure:eligible-expected⟧",
        "key": "eligible-expected",
        "kind": "figure",
        "source_kind": "figure",
        "source": "eligible.expected",
        "dataset": "",
        "scenario": None,
        "label": "eligible by expected rules",
        "value": "0.25",
        "says": "25.0%",
        "unit": "share",
        "base": "200 community-initiated incidents, 2025-03-01 to 2025-03-28",
        "rules": "expected",
        "first_day": "2025-03-01",
        "last_day": "2025-03-28",
        "made_at": "",
    }
    north = city(
        "roadmap", "claim", "add", *CITY, "--figure", "calls.total", "--district", "n", "--key", "north"
    )
    assert north.out.splitlines()[0] == "⟦figure:north⟧ says 100"
    # Any picture of the calls has figures; the options of a filter say which calls they are of.
    at_noon = ("--hours", "12-14")
    listed = city("roadmap", "claim", "figures", "types", *CITY, *at_noon, "--json").json()
    assert {each["figure"]: each["says"] for each in listed}["types.BURGLARY.calls"] == "30"
    assert listed[0]["base"].endswith("; 12:00 to 14:00")
    assert "outcomes" in city("roadmap", "claim", "figures", *CITY).out
    assert "no figure" in city("roadmap", "claim", "figures", "outcomes", *CITY).out
    refused = city("roadmap", "claim", "figures", *CITY, "--hours", "noon")
    assert (refused.code, "Write them as 10-22" in refused.err) == (1, True)
    quote = city("roadmap", "claim", "add", *CITY, "--passage", "1:1", "--key", "back")
    assert quote.out.startswith("⟦quote:back⟧ says “Nobody calls us back.”")

    text = "25% of calls, ⟦figure:north⟧ in the north; ⟦quote:back⟧ ⟦figure:gone⟧ in 2025."
    assert city("roadmap", "set", "hours", *CITY, "--rationale", text).code == 0
    found = city("roadmap", "check", *CITY, "--json")
    assert found.code == 0
    claims = found.json()["claims"]
    assert (found.json()["sound"], claims["claims"], claims["unused"]) == (False, 3, ["eligible-expected"])
    assert claims["tokens_without_claim"] == [
        {"where": "3 Hours of operation, reason", "text": "⟦figure:gone⟧"}
    ]
    assert [(each["text"], each["may_be"][0]["claim"]) for each in claims["typed_figures"]] == [
        ("25%", "eligible-expected")
    ]

    assert city("excerpt", "approve", "1:1", "amended", *CITY, "--words", "Few call us.").code == 0
    assert (
        city("calls", "decide", *CITY, "--type", "WELFARE CHECK", "--tier", "police", "--reason", "so").code
        == 0
    )
    told = city("roadmap", "check", *CITY).out
    assert "▲ eligible-expected says 25.0%, now 0.0%: the type WELFARE CHECK is decided otherwise.\n" in told
    assert "▲ back says “Nobody calls us back.”, now “Few call us.”: the words were changed.\n" in told
    assert "    stands in 3 Hours of operation, reason\n" in told
    assert "▲ ⟦figure:gone⟧ names no claim (3 Hours of operation, reason).\n" in told
    assert "north says" not in told

    shown = city("roadmap", "claim", "show", "north", *CITY, "--rows", "2", "--json").json()
    assert (shown["rows_in_all"], len(shown["rows"]), shown["stale"]) == (100, 2, [])
    renewed = city("roadmap", "claim", "renew", "--all", *CITY).out.splitlines()
    assert renewed == [
        "eligible-expected says 0.0% now; it said 25.0%.",
        "back says “Few call us.” now; it said “Nobody calls us back.”.",
    ]
    listed = city("roadmap", "claim", "list", *CITY, "--json").json()
    assert [(each["key"], each["stale"]) for each in listed] == [
        ("eligible-expected", []),
        ("north", []),
        ("back", []),
    ]
    removed = city("roadmap", "claim", "remove", "north", *CITY)
    assert removed.out == "north is put away.\nIts token still stands in 3 Hours of operation, reason.\n"


def test_what_cannot_be_is_refused_in_a_sentence(city: Leaptui) -> None:
    assert city("roadmap", "claim", "list", *CITY).out == "No claim was made yet.\n"
    for arguments, said in (
        (("add",), "A claim is of a figure or of a passage."),
        (("add", "--figure", "calls.total"), "San José, CA has no call data yet."),
        (("add", "--passage", "9:9"), "has no passage “9:9”"),
        (("add", "--figure", "people", "--scenario", "Nights"), "has no scenario “Nights”"),
        (("renew",), "Name the claims to renew, or give --all."),
        (("renew", "x"), "has no claim “x”"),
        (("show", "⟦\x1b[2J⟧"), "has no claim “⟦[2J⟧”"),
    ):
        ran = city("roadmap", "claim", arguments[0], *CITY, *arguments[1:])
        assert (ran.code, ran.out) == (1, ""), arguments
        assert said in ran.err, ran.err
