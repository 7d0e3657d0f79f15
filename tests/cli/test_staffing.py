"""`leaptui staffing` as a shell sees it: the fields that scripts rely on, and scenarios from saving to removing."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaptui.practice.practice_calls import write_practice_calls
from leaptui.services.calls.importing import import_file
from leaptui.services.city.engagements import add_engagement
from tests.cli.conftest import PASSPHRASE, Leaptui
from tests.quick_stores import make_workspace

PROMISED = {"scenario", "method", "teams", "offered_load", "answered_share", "fte", "cost"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("staffed")
    write_practice_calls(folder / "calls.csv", 3_000, seed=7)
    workspace, _ = make_workspace(folder / "home", PASSPHRASE)
    with workspace:
        city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
        import_file(workspace, city, folder / "calls.csv")
    return folder / "home"


def test_the_plan_has_the_promised_fields_and_follows_its_options(leaptui: Leaptui, home: Path) -> None:
    def plan(*options: str) -> dict[str, object]:
        found: dict[str, object] = leaptui(
            "--home", home, "staffing", "plan", "-e", "harbor", "--json", *options
        ).json()
        return found

    usual = plan()
    assert set(usual) >= PROMISED
    assert [len(day) for day in usual["teams"]] == [24] * 7  # type: ignore[attr-defined]
    assert set(usual["cost"]) >= {"recurring", "one_time", "per_response"}  # type: ignore[call-overload]
    assert 0 < usual["answered_share"] <= 1  # type: ignore[operator]
    ten = plan("--set", "opens=10", "--set", "closes=22", "--method", "sipp", "--rules", "broad")
    assert ten["method"] == "sipp"
    assert str(ten["scenario"]).startswith("Broad rules, 10:00 to 22:00")
    assert ten["fte"] < usual["fte"]  # type: ignore[operator]
    refused = leaptui("--home", home, "staffing", "plan", "-e", "harbor", "--set", "opens=25")
    assert (refused.code, refused.out) == (1, "")
    assert "First hour of service must be a whole number from 0 to 23" in refused.err
    paid = ("--starts", "2026-01-01", "--funding", "Grant,100000,2026-01-01,2026-06-30")
    words = leaptui("--home", home, "staffing", "plan", "-e", "harbor", *paid)
    assert "▲ Grant ends on 2026-06-30" in words.out
    assert "capacity, not a budget saving" in words.out
    assert "Erlang B: A. K. Erlang, “Solution of some problems" in words.out


def test_shifts_and_replay_print_words_and_numbers(leaptui: Leaptui, home: Path) -> None:
    shifts = leaptui(
        "--home",
        home,
        "staffing",
        "shifts",
        "-e",
        "harbor",
        "--set",
        "opens=9",
        "--set",
        "closes=21",
        "--json",
    ).json()
    assert shifts["schedulable"]["team_hours_per_week"] >= shifts["demand_minimum"]["team_hours_per_week"]
    assert shifts["optimal"]
    replay = leaptui(
        "--home", home, "staffing", "replay", "-e", "harbor", "--json", "--service", "file"
    ).json()
    assert replay["at_once"] + replay["waited"] + replay["missed"] == replay["calls"]
    assert replay["band"]["low"] <= replay["share_at_once"] <= replay["band"]["high"]
    words = leaptui("--home", home, "staffing", "replay", "-e", "harbor")
    assert "answered at once" in words.out
    assert words.code == 0


def test_a_scenario_from_saving_to_removing(leaptui: Leaptui, home: Path) -> None:
    def run(*arguments: str) -> str:
        done = leaptui("--home", home, "staffing", *arguments, "-e", "harbor")
        assert done.code == 0, done.err
        return done.out

    run(
        "save",
        "Ten to ten",
        "--set",
        "opens=10",
        "--set",
        "closes=22",
        "--note",
        "[b]for the council[/b]\x1b[31m",
    )
    run("save", "Round the clock")
    run("mark-roadmap", "Ten")
    listed = leaptui("--home", home, "staffing", "list", "-e", "harbor", "--json").json()
    assert [(each["name"], each["for_roadmap"], each["stale"]) for each in listed] == [
        ("Ten to ten", True, False), ("Round the clock", False, False),
    ]  # fmt: skip
    assert "◆" in run("list")
    shown = run("show", "Ten to ten")
    assert "[b]for the council[/b]" in shown
    assert "\x1b" not in shown
    assert "Nothing it rests on has changed since." in shown
    assert "First hour of service" in run("compare", "Ten", "Round")
    run("save", "Spring", "--from", "2025-03", "--to", "2025-05", "--set", "opens=8")
    spring = leaptui("--home", home, "staffing", "show", "Spring", "-e", "harbor", "--json").json()["results"]
    again = leaptui(
        "--home", home, "staffing", "plan", "-e", "harbor", "--scenario", "Spring", "--json"
    ).json()
    assert again == spring  # its own days, without being told them
    run("remove", "Spring")
    begun = leaptui("--home", home, "staffing", "plan", "-e", "harbor", "--scenario", "Ten", "--json").json()
    assert "10:00 to 22:00" in begun["scenario"]
    assert not any("saved from other calls" in note for note in begun["notes"])
    # Other days were asked for: the choices are the scenario's; the calls are not, and that is said.
    fewer = ("--scenario", "Ten", "--from", "2025-03", "--to", "2025-08")
    other = leaptui("--home", home, "staffing", "plan", "-e", "harbor", *fewer, "--json").json()
    assert any(
        f"“Ten to ten” was saved from other calls: {begun['base']}." in note for note in other["notes"]
    )
    run("remove", "Round the clock")
    assert "Round the clock" not in run("list")
    twice = leaptui("--home", home, "staffing", "save", "ten to ten", "-e", "harbor")
    assert twice.code == 1
    assert "a saved one never changes" in twice.err
