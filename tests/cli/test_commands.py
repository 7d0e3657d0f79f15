"""The command line: its names, its JSON and its exit codes are promises."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from leaptui import __version__
from leaptui.cli.root import COMMANDS
from leaptui.services.upkeep.homes import open_workspace
from tests.cli.conftest import Leaptui

NOTE = 'She waits. #NEED-night\n"We park them and hope." !concern\n?follow-up due:friday ask for the log\n'


def test_init_shows_the_recovery_sheet_once_and_refuses_a_second_store(
    leaptui: Leaptui, own_home: Path
) -> None:
    made = leaptui("init")
    assert made.code == 0
    assert str(own_home) in made.out
    again = leaptui("init")
    assert (again.code, again.out) == (3, "")
    assert "There is a store" in again.err


def test_the_recovery_sheet_can_go_into_a_private_file(leaptui: Leaptui, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.txt"
    assert leaptui("init", "--recovery-file", sheet).code == 0
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    assert len(sheet.read_text("utf-8")) > 100


def test_a_command_takes_the_passphrase_out_of_the_environment(store: Leaptui) -> None:
    assert store("engagement", "list").code == 0
    assert "LEAPTUI_PASSPHRASE" not in os.environ


def test_a_wrong_passphrase_is_one_sentence_and_exit_3(store: Leaptui) -> None:
    refused = store("engagement", "list", passphrase="wrong")
    assert (refused.code, refused.out) == (3, "")
    assert refused.err.count("\n") == 1


def test_without_a_passphrase_and_a_terminal_the_way_to_give_one_is_named(store: Leaptui) -> None:
    refused = store("engagement", "list", passphrase=None)
    assert refused.code == 3
    assert "--passphrase-file" in refused.err


def test_a_passphrase_file_opens_the_store(store: Leaptui, tmp_path: Path) -> None:
    file = tmp_path / "pass"
    file.write_text("correct horse\n", "utf-8")
    assert store("--passphrase-file", file, "engagement", "list", passphrase=None).code == 0


def test_no_store_yet_says_how_to_make_one(leaptui: Leaptui) -> None:
    refused = leaptui("engagement", "list")
    assert refused.code == 3
    assert "leaptui init" in refused.err


def test_engagement_add_and_list(city: Leaptui) -> None:
    added = city(
        "engagement", "add", "Harbor Falls, OH", "--jurisdiction", "Harbor Falls, OH, 61,400", "--json"
    ).json()
    assert (added["slug"], added["name"]) == ("harbor-falls-oh", "Harbor Falls, OH")
    listed = city("engagement", "list", "--json").json()
    assert [each["slug"] for each in listed] == ["harbor-falls-oh", "san-jose-ca"]
    assert set(listed[0]) >= {"id", "slug", "name", "phase", "level"}
    shown = city("engagement", "show", "harbor", "--json").json()
    assert shown["jurisdictions"] == [{"name": "Harbor Falls", "state": "OH", "population": 61_400}]


def test_engagement_set_and_history(city: Leaptui) -> None:
    assert city("engagement", "set", "san-jose-ca", "--phase", "data", "--lead=M. Ruiz").code == 0
    history = city("engagement", "history", "san-jose-ca", "--json").json()
    assert ("phase", None, "data") in {(entry["field"], entry["before"], entry["after"]) for entry in history}
    assert [entry["after"] for entry in history if entry["field"] == "slug"] == ["san-jose-ca"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["engagement", "show", "atlantis"], 1),
        (["engagement", "set", "san-jose-ca", "--phase", "dreaming"], 1),
        (["engagement", "set", "san-jose-ca"], 1),
        (["engagement", "add", "San José, CA"], 1),
        (["engagement", "fly"], 2),
        (["interview", "add", "/nowhere/at/all.md", "-e", "san-jose-ca"], 1),
        (["interview", "add", "/", "-e", "san-jose-ca"], 1),
        (["calls", "summary", "-e", "san-jose-ca"], 1),
        (["calls", "import", "/nowhere.csv", "-e", "san-jose-ca"], 1),
        (["roadmap", "set", "nonsense", "-e", "san-jose-ca", "--status", "agreed"], 1),
        (["roadmap", "set", "hours", "-e", "san-jose-ca", "--status", "agreed"], 1),
        (["document", "export", "-e", "san-jose-ca", "--format", "exe", "--to", "out"], 1),
    ],
)
def test_bad_input_is_one_sentence_and_changes_nothing(
    city: Leaptui, arguments: list[str], code: int
) -> None:
    before = city("engagement", "list", "--json").out
    refused = city(*arguments)
    assert refused.code == code
    assert refused.out == ""
    assert refused.err
    assert "Traceback" not in refused.err
    assert city("engagement", "list", "--json").out == before


def test_stakeholders_and_interviews(city: Leaptui, tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(NOTE, "utf-8")
    assert (
        city(
            "stakeholder",
            "add",
            "Ben Rook",
            "-e",
            "san-jose-ca",
            "--role",
            "dispatcher",
            "--group",
            "dispatch",
            "--attribution",
            "role_only",
        ).code
        == 0
    )
    (person,) = city("stakeholder", "list", "-e", "san-jose-ca", "--json").json()
    assert (person["name"], person["attribution"]) == ("Ben Rook", "role_only")
    added = city("interview", "add", note, "-e", "san-jose-ca", "--stakeholder", "ben", "--json").json()
    assert (added["number"], added["attribution"], added["people"]) == (1, "role_only", ["Ben Rook"])
    assert added["marks"]["verbatim"] == 1
    second = city("interview", "add", "-", "-e", "san-jose-ca", stdin="plain words\n")
    assert second.code == 0
    listed = city("interview", "list", "-e", "san-jose-ca", "--json").json()
    assert [each["number"] for each in listed] == [2, 1]
    shown = city("interview", "show", "1", "-e", "san-jose-ca")
    assert "ROLE ONLY" in shown.out.splitlines()[0]
    assert "We park them and hope." in shown.out
    (hit,) = city("search", "park them", "--json").json()
    assert set(hit) == {"kind", "id", "title", "snippet"}


def test_no_control_code_of_a_note_reaches_the_terminal(city: Leaptui) -> None:
    assert (
        city("interview", "add", "-", "-e", "san-jose-ca", stdin="a\x1b]52;c;eA==\x07b\x9b31m\u202ec\n").code
        == 0
    )
    for arguments in (
        ["interview", "show", "1", "-e", "san-jose-ca"],
        ["interview", "list", "-e", "san-jose-ca", "--json"],
    ):
        shown = city(*arguments).out
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)


def test_the_roadmap_has_ten_components_in_their_order(city: Leaptui) -> None:
    shown = city("roadmap", "show", "-e", "san-jose-ca", "--json").json()
    assert [each["key"] for each in shown["components"]] == [
        "staffing", "volume", "hours", "types", "responders", "cost", "qualifications", "liability", "training", "housing",
    ]  # fmt: skip
    assert all(each["checklist"] for each in shown["components"])
    item = shown["components"][2]["checklist"][0]["item"]
    done = city(
        "roadmap",
        "set",
        "hours",
        "-e",
        "san-jose-ca",
        "--tick",
        item,
        "--status",
        "proposed",
        "--decision",
        "Ten to ten, every day",
        "--rationale",
        "Most calls fall there.",
    )
    assert done.code == 0
    hours = city("roadmap", "show", "-e", "san-jose-ca", "--json").json()["components"][2]
    assert (hours["status"], hours["decision"]) == ("proposed", "Ten to ten, every day")
    assert [each["done"] for each in hours["checklist"]].count(True) == 1
    assert not city("roadmap", "check", "-e", "san-jose-ca", "--json").json()["ready"]


def test_a_quote_becomes_evidence(city: Leaptui) -> None:
    city("interview", "add", "-", "-e", "san-jose-ca", stdin=NOTE)
    assert city("roadmap", "set", "hours", "-e", "san-jose-ca", "--quote", "1:1").code == 0
    hours = city("roadmap", "show", "-e", "san-jose-ca", "--json").json()["components"][2]
    assert [(each["kind"], each["says"], each["stale"]) for each in hours["evidence"]] == [
        ("excerpt", "We park them and hope.", False)
    ]
    assert city("roadmap", "set", "hours", "-e", "san-jose-ca", "--quote", "1:7").code == 1


def test_check_says_the_store_is_sound(city: Leaptui) -> None:
    assert city("check", "--log", "--json").json() == {"sound": True, "findings": []}


def test_backup_make_list_verify(city: Leaptui) -> None:
    assert city("backup", "make").code == 0
    (made,) = city("backup", "list", "--json").json()
    assert made["acts"] == 1
    assert city("backup", "verify").code == 0


def test_help_and_version_need_no_store() -> None:
    for arguments, word in (
        (["--help"], "Exit codes"),
        (["--version"], f"leaptui {__version__}"),
        (["calls", "--help"], "inspect"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "leaptui", *arguments], capture_output=True, text=True, check=True
        )
        assert word in done.stdout
        assert done.stderr == ""


def test_the_app_without_a_terminal_says_so(store: Leaptui) -> None:
    refused = store()
    assert refused.code == 1
    assert "needs a terminal" in refused.err


def test_a_listing_does_not_mind_who_else_has_the_store_open(city: Leaptui, own_home: Path) -> None:
    with open_workspace(own_home, "correct horse"):
        assert city("engagement", "list", "--json").code == 0
        held = city("engagement", "set", "san-jose-ca", "--phase", "data")
    assert held.code == 3


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        (["roadmap", "set", "hours", "-e", "san-jose-ca", "--due", "notadate"], ""),
        (["interview", "add", "-", "-e", "san-jose-ca"], " \n"),
        (["engagement", "add", "x" * 1_000], ""),
        (["document", "export", "-e", "san-jose-ca", "--to", ""], ""),
    ],
)
def test_what_would_hurt_later_is_refused_at_once(city: Leaptui, arguments: list[str], stdin: str) -> None:
    refused = city(*arguments, stdin=stdin)
    assert (refused.code, refused.out) == (1, "")
    assert "unexpected" not in refused.err


def test_a_recipe_reads_the_same_file_the_same_way(city: Leaptui, fixtures: Path, tmp_path: Path) -> None:
    export = next(path for path in sorted((fixtures / "calls").glob("*.csv")) if "seattle" in path.name)
    first = city("calls", "import", export, "-e", "san-jose-ca", "--json").json()
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(city("calls", "recipe", "-e", "san-jose-ca").out, "utf-8")
    again = city("calls", "import", export, "-e", "san-jose-ca", "--recipe", recipe, "--json").json()
    assert again["dataset"] == first["dataset"]
    assert first["rows_in"] == first["rows_used"] + sum(line["rows"] for line in first["set_aside"])


def test_the_reader_of_the_output_may_leave(city: Leaptui, own_home: Path) -> None:
    environment = {**os.environ, "LEAPTUI_PASSPHRASE": "correct horse", "LEAPTUI_HOME": str(own_home)}
    done = subprocess.run(
        [
            "bash",
            "-c",
            f"'{sys.executable}' -m leaptui roadmap show -e san-jose-ca --json | head -1; echo ${{PIPESTATUS[0]}}",
        ],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "0"
    assert done.stderr == ""


def test_a_recovery_file_never_replaces_one_and_a_bad_place_still_shows_the_sheet(
    leaptui: Leaptui, tmp_path: Path
) -> None:
    there = tmp_path / "there.txt"
    there.write_text("mine", "utf-8")
    assert leaptui("init", "--recovery-file", there).code == 1
    assert there.read_text("utf-8") == "mine"
    blocked = leaptui("init", "--recovery-file", there / "inside.txt")
    assert blocked.code == 1
    assert "RECOVERY SHEET" in blocked.out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_root_says_of_a_command_what_the_command_says_of_itself(name: str) -> None:
    command = COMMANDS[name].load()
    said = (command.help or "").split("\n\n")[0].replace("\n", " ")
    assert (command.name, said) == (name, COMMANDS[name].help)
