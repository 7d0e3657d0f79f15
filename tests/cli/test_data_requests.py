"""Data requests and the quality page, as a shell sees them."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Leaptui

CITY = ("--engagement", "san-jose-ca")


def test_a_request_from_its_beginning_to_its_answer(city: Leaptui, fixtures: Path, tmp_path: Path) -> None:
    assert city("data-request", "list", *CITY).out == "Nothing was asked for yet.\n"
    began = city(
        "data-request", "add", *CITY, "--to", "Records", "--from", "2024-01-01", "--until", "2024-06-30"
    )
    assert began.out.startswith("Request 1: 911 calls for service, 2024, 21 fields.\n▲ The period is shorter")
    assert city("data-request", "set", "1", *CITY, "--until", "2025-12-31").code == 0
    assert city("data-request", "chased", "1", *CITY).code == 1
    assert (
        "due 2026-03-01"
        in city("data-request", "sent", "1", *CITY, "--on", "2026-02-01", "--due", "2026-03-01").out
    )
    assert (
        "1 reminder, last 2026-03-02." in city("data-request", "chased", "1", *CITY, "--on", "2026-03-02").out
    )
    ending = city("data-request", "agreement", "1", "signed", *CITY, "--ends", "2026-03-05")
    assert "ended 2026-03-05: renew it" in ending.out
    assert city("calls", "import", fixtures / "calls" / "seattle_layout.csv", *CITY).code == 0
    dataset = city("calls", "list", *CITY, "--json").json()[0]["dataset"]
    answered = city("data-request", "received", "1", *CITY, "--on", "2026-03-04", "--dataset", dataset[:8])
    assert answered.out.startswith(
        "Request 1 was answered 2026-03-04: seattle_layout.csv.\n▲ Asked for and not in"
    )
    (listed,) = city("data-request", "list", *CITY, "--json").json()
    assert listed["state"] == "received"
    assert listed["period"] == {"from": "2024-01-01", "to": "2025-12-31"}
    assert listed["datasets"] == ["seattle_layout.csv"]
    assert {field["need"] for field in listed["fields"]} == {"must", "should"}
    assert "Incident number" in city("data-request", "show", "1", *CITY).out
    letter = city("data-request", "letter", "1", *CITY, "--format", "md", "--to", tmp_path / "out", "--json")
    assert [Path(path).name for path in letter.json()["files"]] == ["san-jose-ca-data-request.md"]
    refused = city("data-request", "letter", "1", *CITY, "--format", "exe", "--to", tmp_path / "out")
    assert (refused.code, refused.out) == (1, "")
    assert city("data-request", "remove", "1", *CITY).code == 0
    assert city("data-request", "show", "1", *CITY).code == 1


def test_the_quality_of_an_import(city: Leaptui, fixtures: Path, tmp_path: Path) -> None:
    assert city("calls", "quality", *CITY).code == 1
    assert city("calls", "import", fixtures / "calls" / "seattle_layout.csv", *CITY).code == 0
    said = city("calls", "quality", *CITY).out
    assert "time on scene" in said
    assert "✕ serious: The export has no clearance" in said
    page = city("calls", "quality", *CITY, "--json").json()
    assert page["carries"]["work"] == {"answer": "no", "because": ["absent.cleared"]}
    for finding in page["findings"]:
        assert 0 <= finding["rows"] <= finding["base"]
    opens = next((each for each in page["findings"] if each["opens"]), None)
    if opens is not None:
        assert len(city("calls", "quality", *CITY, "--rows", opens["key"]).json()) == min(opens["rows"], 200)
    assert city("calls", "quality", *CITY, "--to", tmp_path / "quality.csv").code == 0
    assert (tmp_path / "quality.csv").read_text("utf-8-sig").startswith("severity,finding,where")
