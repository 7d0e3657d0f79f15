"""`calls types`, `calls clusters`, `calls decide` and `calls sample`: promised fields, refusals, what is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Leaptui

SLUG = "san-jose-ca"
PROMISED = {"type", "calls", "group", "tier", "confidence", "reason", "decided_by"}


@pytest.fixture
def calls(city: Leaptui, tmp_path: Path) -> Leaptui:
    """San José with 21 calls of four types, one of them nobody's."""
    names = (
        ["UNWANTED GUEST"] * 9 + ["MARINA"] * 6 + ["UNWANTED GUESTS"] * 4 + ["=cmd|' /C calc'!A0\x1b[31m"] * 2
    )
    lines = ["Incident Number,Received,Call Type,Type Code"]
    lines += [f"{at},2025-03-{at + 1:02d} 10:{at:02d},{name},{name[:3]}" for at, name in enumerate(names)]
    export = tmp_path / "calls.csv"
    export.write_text("\n".join(lines), encoding="utf-8")
    assert city("calls", "import", export, "-e", SLUG).code == 0
    return city


def test_types_keep_their_promised_fields_and_say_what_is_decided(calls: Leaptui) -> None:
    found = calls("calls", "types", "-e", SLUG, "--json").json()
    assert [set(each) >= PROMISED for each in found["types"]] == [True] * 4
    assert (found["coverage"], found["decided"]) == (pytest.approx(13 / 21), 0.0)
    assert found["base"] == {
        "name": "community_initiated", "calls": 21, "from": "2025-03-01", "to": "2025-03-21",
    }  # fmt: skip
    assert found["eligible"]["expected"] == {"calls": 13, "share": pytest.approx(13 / 21)}
    first = found["types"][0]
    assert (first["type"], first["tier"], first["codes"]) == (
        "UNWANTED GUEST", "community_responder", [{"code": "UNW", "calls": 9}],
    )  # fmt: skip
    shown = calls("calls", "types", "-e", SLUG).out
    assert "61.9% of 21 community-initiated calls have a tier; 0.0% by a decision of the city." in shown
    assert "\x1b" not in shown


def test_one_decision_for_a_cluster_with_all_that_can_be_said(calls: Leaptui) -> None:
    alike = calls("calls", "clusters", "-e", SLUG, "--json").json()
    assert alike == [{"types": ["UNWANTED GUEST", "UNWANTED GUESTS"], "calls": 13, "likeness": 100}]
    done = calls(
        "calls", "decide", "-e", SLUG, "--type", "UNWANTED GUEST", "--cluster", "--tier", "co_response",
        "--reason", "owners want arrests", "--by", "M. Ruiz", "--confidence", "somewhat", "--group", "Trespass",
        "--disqualifier", "weapon seen", "--disqualifier", "injury", "--share", "40", "--share-low", "30",
        "--share-high", "55", "--narrow", "no", "--json",
    )  # fmt: skip
    assert [rule["type"] for rule in done.json()] == ["UNWANTED GUEST", "UNWANTED GUESTS"]
    assert done.json()[0] == {
        "type": "UNWANTED GUEST", "tier": "co_response", "group": "Trespass", "confidence": "somewhat",
        "reason": "owners want arrests", "decided_by": "M. Ruiz", "share_eligible": 40, "share_low": 30,
        "share_high": 55, "disqualifiers": ["weapon seen", "injury"], "narrow": "no", "effective_from": None,
        "effective_to": None, "carried_from": "",
    }  # fmt: skip
    # What is not named stays.
    calls("calls", "decide", "-e", SLUG, "--type", "UNWANTED GUEST", "--tier", "police")
    rule = calls("calls", "types", "-e", SLUG, "--json").json()["types"][0]["rule"]
    assert (rule["tier"], rule["reason"], rule["share_high"]) == ("police", "owners want arrests", 55)
    undecided = calls("calls", "types", "-e", SLUG, "--undecided", "--json").json()["types"]
    assert undecided[0]["type"] == "MARINA"


REFUSED = (
    (("--type", "MARINA", "--reason", "berths"), "needs a tier"),
    (("--type", "MARINA", "--tier", "police"), "needs a reason"),
    (("--type", "MARINA", "--accept"), "nothing to accept"),
    (("--type", "MARINA", "--carry"), "No decision on a type spelled like"),
    (("--type", "BERTHS", "--accept"), "No call of this export has the type"),
    (("--type", "MARINA", "--accept", "--withdraw"), "one of --accept, --carry, --withdraw"),
    (("--tier", "police", "--reason", "x"), "Name types"),
    (("--type", "MARINA", "--tier", "police", "--reason", "x", "--share", "120"), "0 to 100"),
)


def test_what_cannot_be_decided_is_refused_in_a_sentence(calls: Leaptui) -> None:
    for options, said in REFUSED:
        ran = calls("calls", "decide", "-e", SLUG, *options)
        assert (ran.code, said in ran.err) == (1, True), ran.err
    assert calls("calls", "types", "-e", SLUG, "--json").json()["decided"] == 0


def test_a_code_that_changed_and_a_decision_taken_over(calls: Leaptui) -> None:
    decide = ("calls", "decide", "-e", SLUG)
    calls(*decide, "--type", "UNWANTED GUEST", "--accept")
    calls(*decide, "--type", "UNWANTED GUESTS", "--carry")
    later = ("--type", "UNWANTED GUEST", "--tier", "police", "--reason", "new book", "--from", "2025-03-04")
    assert "already has a decision" in calls(*decide, *later).err
    assert calls(*decide, *later, "--ends-earlier").code == 0
    types = calls("calls", "types", "-e", SLUG, "--json").json()["types"]
    assert [
        (each["type"], each["calls"], each["effective_to"], each["effective_from"]) for each in types[:2]
    ] == [
        ("UNWANTED GUEST", 3, "2025-03-03", None),
        ("UNWANTED GUEST", 6, None, "2025-03-04"),
    ]
    carried = next(each for each in types if each["type"] == "UNWANTED GUESTS")
    assert carried["rule"]["carried_from"] == "UNWANTED GUEST"


def test_a_sample_read_by_two_and_taken_over(calls: Leaptui) -> None:
    draw = ("calls", "sample", "-e", SLUG, "--type", "UNWANTED GUEST", "--size", "4", "--json")
    first = calls(*draw, "--reader", "M. Ruiz", "--verdicts", "eeen").json()
    assert [row["verdict"] for row in first["rows"]] == ["eligible"] * 3 + ["not eligible"]
    assert all(row["fields"]["type"] == "UNWANTED GUEST" for row in first["rows"])
    both = calls(*draw, "--reader", "K. Oduya", "--verdicts", "eenn", "--apply").json()
    assert [row["row"] for row in both["rows"]] == [row["row"] for row in first["rows"]]
    assert both["result"]["agreement"] == [
        {"readers": ["M. Ruiz", "K. Oduya"], "rows": 4, "same": 3, "share": 0.75, "kappa": pytest.approx(0.5)}
    ]
    assert (both["result"]["unclear"], both["rule"]["share_eligible"]) == (1, 67)
    assert "is not a verdict" in calls(*draw[:-1], "--reader", "x", "--verdicts", "ey").err
    assert "needs the name" in calls(*draw[:-1], "--reader", " ").err
