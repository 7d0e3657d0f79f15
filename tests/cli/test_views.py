"""The views over all interviews without the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Leaptui, Ran

NOTE = """## 4 Never unarmed
"Not without a radio." #SAFE-backup
> I doubt it. #COST
[off] The captain drinks. #POLITICS
"""


@pytest.fixture
def heard(city: Leaptui) -> Leaptui:
    """San José with one dispatcher heard."""
    assert city("stakeholder", "add", "Dana Okafor", "--engagement", "san-jose-ca", "--role", "night dispatcher",
                "--group", "dispatch").code == 0  # fmt: skip
    assert city("interview", "add", "-", "--engagement", "san-jose-ca", "--stakeholder", "Dana", "--guide",
                "dispatch", "--date", "2026-01-05", stdin=NOTE).code == 0  # fmt: skip
    return city


def of_city(leaptui: Leaptui, *arguments: str) -> Ran:
    ran = leaptui("interview", *arguments, "--engagement", "san-jose-ca")
    assert ran.code == 0, ran.err
    return ran


def test_themes_are_told_with_their_base(heard: Leaptui) -> None:
    out = of_city(heard, "themes").out
    assert "SAFE-backup  1 of 1         1 of 1  Dispatchers 1 of 1" in out
    assert "COST" not in out
    found = of_city(heard, "themes", "--json").json()
    assert [theme["key"] for theme in found["themes"]] == ["POLITICS", "SAFE-backup"]
    assert found["themes"][0]["cells"] == [
        {"group": "dispatch", "conversations": 1, "people": 1, "interviews": [1]}
    ]
    (said,) = of_city(heard, "themes", "--theme", "#safe-backup", "--json").json()
    assert (said["text"], said["kind"], said["who"]) == (
        "Not without a radio.",
        "verbatim",
        "night dispatcher",
    )
    refused = heard("interview", "themes", "--engagement", "san-jose-ca", "--theme", "COST")
    assert refused.code == 1
    assert "Nobody brought up a theme “COST”." in refused.err


def test_questions_coverage_and_saturation(heard: Leaptui) -> None:
    assert "4  Never unarmed, when?  1 of 1" in of_city(heard, "questions").out
    fourth = of_city(heard, "questions", "--json").json()[0]["questions"][3]
    assert fourth["answers"][0]["state"] == "answered"
    assert "Not without a radio" in fourth["answers"][0]["text"]
    out = of_city(heard, "coverage").out
    assert "1 of 4" in out
    assert "No call export with districts is imported yet." in out
    covered = of_city(heard, "coverage", "--json").json()
    dispatch = next(group for group in covered["groups"] if group["key"] == "dispatch")
    assert (dispatch["heard"], dispatch["planned"], dispatch["missing"], dispatch["short"]) == (1, 0, 3, True)
    assert covered["districts"] is None
    assert "Go on: 19 groups have fewer voices than Design needs." in of_city(heard, "saturation").out
    assert of_city(heard, "saturation", "--json").json()["steps"][0]["new"] == ["SAFE-backup", "POLITICS"]


def test_the_timeline(heard: Leaptui) -> None:
    ran = heard("engagement", "timeline", "san-jose-ca")
    assert ran.code == 0
    assert "2026-01-05" in ran.out
    assert "Interview 1: night dispatcher" in ran.out
    events = heard("engagement", "timeline", "san-jose-ca", "--json").json()
    assert [event["kind"] for event in events] == ["interview", "begun"]


def test_what_is_written_for_others_holds_no_words(heard: Leaptui, tmp_path: Path) -> None:
    ran = of_city(heard, "themes", "--to", str(tmp_path / "out"))
    assert "san-jose-ca-themes.csv" in ran.out
    table = (tmp_path / "out" / "san-jose-ca-themes.csv").read_text("utf-8-sig")
    assert "SAFE-backup" in table
    assert "withheld" in table
    for word in ("radio", "POLITICS", "Dana"):
        assert word not in table
    refused = heard(
        "interview", "coverage", "--engagement", "san-jose-ca", "--to", str(tmp_path), "--audience", "all"
    )
    assert refused.code == 2
    assert "'public', 'city_team', 'internal'" in refused.err


def test_a_city_without_interviews(city: Leaptui) -> None:
    assert "No theme is marked yet." in of_city(city, "themes").out
    assert "No conversation followed a guide yet." in of_city(city, "questions").out
    assert "No conversation bears a theme yet" in of_city(city, "saturation").out
    assert of_city(city, "questions", "--json").json() == []
