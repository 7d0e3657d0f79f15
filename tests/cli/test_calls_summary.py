"""`calls summary`, `calls compare` and `calls label`: promised fields, filters, pictures, files for others."""

from __future__ import annotations

import csv
import io
import shutil
import stat
from pathlib import Path

import pytest

from leaptui.practice.practice_calls import write_practice_calls
from leaptui.services.calls.importing import import_file
from leaptui.services.calls.pictures import PICTURES
from leaptui.services.city.engagements import add_engagement
from leaptui.services.upkeep.homes import open_workspace
from tests.cli.conftest import PASSPHRASE, Leaptui

PROMISED = {
    "base", "by_weekday_hour", "by_type", "by_tier", "eligible", "times", "not_available",
}  # fmt: skip
E = ("-e", "san-jose-ca")


@pytest.fixture(scope="module")
def imported_home(made_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with San José and a small export of a year, made once."""
    folder = tmp_path_factory.mktemp("imported")
    home, export = folder / "home", folder / "calls_2025.csv"
    shutil.copytree(made_home, home)
    write_practice_calls(export, 900, seed=5)
    with open_workspace(home, PASSPHRASE) as workspace:
        city = add_engagement(workspace, "San José, CA", timezone="America/Los_Angeles")
        import_file(workspace, city, export)
    return home


@pytest.fixture
def calls(leaptui: Leaptui, imported_home: Path, own_home: Path) -> Leaptui:
    """Commands on a copy of that store."""
    shutil.copytree(imported_home, own_home)
    return leaptui


def test_the_summary_keeps_its_promises_and_has_every_measure(calls: Leaptui) -> None:
    told = calls("calls", "summary", *E, "--json").json()
    assert set(told) >= PROMISED | {"ledger", "dataset", "label", "filter", "measures"}
    assert len(told["by_weekday_hour"]) == 7
    assert all(len(day) == 24 for day in told["by_weekday_hour"])
    assert set(told["eligible"]) == {"narrow", "expected", "broad"}
    assert set(told["measures"]) == {picture.key for picture in PICTURES}
    base = told["base"]["calls"]
    assert sum(map(sum, told["by_weekday_hour"])) == base - told["without_hour"]
    assert sum(part["calls"] for part in told["measures"]["priorities"]["parts"]) == base
    assert told["measures"]["eligible"]["lines"][1]["calls"] == told["eligible"]["expected"]
    assert told["measures"]["coverage"]["rules"] == "expected"


def test_every_filter_narrows_and_all_hold_at_once(calls: Leaptui) -> None:
    def summary(*filters: str) -> dict[str, object]:
        told: dict[str, object] = calls("calls", "summary", *E, *filters, "--json").json()
        return told

    def base(*filters: str) -> int:
        told = calls("calls", "summary", *E, *filters, "--picture", "eligible", "--json").json()
        return int(told["base"]["calls"])

    measures = summary()["measures"]
    assert isinstance(measures, dict)
    first = {
        key: next(part["name"] for part in measures[key]["parts"] if part["name"])
        for key in ("priorities", "sources", "groups", "types", "tiers")
    }
    district = next(line["name"] for line in measures["districts"]["lines"] if line["name"])
    whole, one_by_one = base(), []
    for option, name in (
        ("--priority", first["priorities"]),
        ("--source", first["sources"]),
        ("--group", first["groups"]),
        ("--type", first["types"]),
        ("--tier", first["tiers"]),
        ("--district", district),
        ("--eligible", "broad"),
    ):
        one_by_one.append(base(option, name))
        assert 0 < one_by_one[-1] < whole, option
    half = base("--to", "2025-06")
    assert half + base("--from", "2025-07-01") == whole
    both = summary("--from", "2025-01", "--to", "2025-06", "--priority", first["priorities"])
    assert isinstance(both["base"], dict)
    assert both["base"]["calls"] <= min(half, one_by_one[0])
    assert both["filter"] == f"2025-01-01 to 2025-06-30; priority {first['priorities']}"
    in_words = calls("calls", "summary", *E, "--priority", first["priorities"]).out
    assert f"Only: priority {first['priorities']}." in in_words


def test_each_picture_is_told_in_words_with_its_base(calls: Leaptui) -> None:
    for picture in PICTURES:
        told = calls("calls", "summary", *E, "--picture", picture.key)
        assert told.code == 0, picture.key
        assert "community-initiated incidents, 2025-01-01 to 2025-12-31." in told.out, picture.key
    one = calls("calls", "summary", *E, "--picture", "outcomes", "--rules", "broad", "--json").json()
    assert one["picture"] == "outcomes"
    assert one["rules"] == "broad"
    assert one["sentence"].endswith(".")


def test_a_table_for_others_is_written_and_the_terminal_gets_none_of_it(
    calls: Leaptui, tmp_path: Path
) -> None:
    file = tmp_path / "out" / "districts.csv"
    done = calls("calls", "summary", *E, "--picture", "districts", "--csv", file, "--threshold", "11")
    assert (done.code, done.out) == (0, f"Written: {file}\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
    counts = [int(row["eligible"]) for row in rows if row["eligible"] != "withheld"]
    assert all(count == 0 or count >= 11 for count in counts)
    assert any(row["eligible"] == "withheld" for row in rows)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--picture", "nonsense"], "There is no picture"),
        (["--from", "yesterday"], "neither a day nor a month"),
        (["--to", "9999-12-31"], "neither a day nor a month"),
        (["--from", "2025-05", "--to", "2025-03"], "before the first"),
        (["--district", "Atlantis"], "No call has the district"),
        (["--csv", "out.csv", "--json"], "not both"),
        (["--csv", "out.csv", "--threshold", "3"], "5 or 11"),
    ],
)
def test_wrong_questions_are_refused_in_a_sentence(
    calls: Leaptui, arguments: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = calls("calls", "summary", *E, *arguments)
    assert (refused.code, refused.out) == (1, "")
    assert says in refused.err
    assert refused.err.count("\n") == 1
    assert not (tmp_path / "out.csv").exists()


def test_a_name_is_given_and_finds_the_export_again(calls: Leaptui, tmp_path: Path) -> None:
    other = tmp_path / "calls_2024.csv"
    write_practice_calls(other, 700, seed=6)
    assert calls("calls", "import", other, *E).code == 0
    assert calls("calls", "label", *E, "--dataset", "calls_2025.csv", "the first").code == 0
    listed = calls("calls", "list", *E, "--json").json()
    assert {each["file"]: each["label"] for each in listed} == {
        "calls_2024.csv": "",
        "calls_2025.csv": "the first",
    }
    named = calls("calls", "summary", *E, "--dataset", "the first", "--json").json()
    assert named["label"] == "the first"
    sides = calls(
        "calls", "compare", *E, "--dataset", "the first", "--dataset", "calls_2024.csv", "--json"
    ).json()
    assert (sides["left_name"], sides["right_name"]) == ("the first", "calls_2024.csv")
    calls_line = next(line for line in sides["lines"] if line["key"] == "calls")
    assert calls_line["difference"] == pytest.approx(calls_line["right"] - calls_line["left"])
    assert {"new_types", "vanished_types", "warnings", "per_day"} <= set(sides)
    assert calls("calls", "label", *E, "--dataset", "the first", "").out.endswith("has no name now.\n")


def test_two_periods_of_one_export_are_compared_by_the_day(calls: Leaptui) -> None:
    told = calls("calls", "compare", *E, "--period", "2025-01..2025-02", "--period", "2025-03..2025-06")
    assert told.code == 0
    assert "Counts are told per day: 59 days on one side, 122 on the other." in told.out
    year = calls("calls", "compare", *E, "--period", "2025", "--period", "2025-03", "--json").json()
    assert (year["left_days"], year["right_days"]) == (365, 31)
    refused = calls("calls", "compare", *E, "--period", "2025")
    assert refused.code == 1
    assert "two sides" in refused.err
