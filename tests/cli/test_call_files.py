"""Looking at a city's file and importing it, on the command line."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Leaptui

SLUG = "san-jose-ca"


@pytest.fixture
def undecided(fixtures: Path) -> Path:
    return fixtures / "calls" / "day_or_month.csv"


def test_inspect_says_all_that_was_found(leaptui: Leaptui, fixtures: Path, undecided: Path) -> None:
    said = leaptui("calls", "inspect", undecided).out
    assert "utf-8, delimiter ',', nothing quoted, line ends LF, header in row 1, 120 rows." in said
    assert "120 incidents, 1.00 rows for each, 1 at most." in said
    assert "? Does Call Time put the month or the day first?" in said
    assert "day first: 04/03 is 4 March." in said
    assert "▲ ask" in said
    assert "06/03/2025 17:20 · 04/01/2025 09:13" in said
    found = leaptui("calls", "inspect", fixtures / "calls" / "reno_layout.xlsx", "--json").json()
    assert [(sheet["name"], sheet["looks_like"]) for sheet in found["sheets"]] == [("Sheet1", "calls")]


def test_a_file_that_lacks_its_times_is_shown_and_refused_with_what_to_do(
    leaptui: Leaptui, fixtures: Path
) -> None:
    shown = leaptui("calls", "inspect", fixtures / "calls" / "no_time.csv")
    assert shown.code == 1
    assert "NOISE COMPLAINT" in shown.out
    assert "has no column with the time of a call" in shown.err
    assert "--role" in shown.err


def test_choices_make_a_recipe_and_the_recipe_imports_the_file_so(
    city: Leaptui, undecided: Path, tmp_path: Path
) -> None:
    recipe = tmp_path / "city.toml"
    choices: list[str | Path] = ["--time-format", "Call Time=%d/%m/%Y %H:%M", "--places", "district"]
    choices += ["--no-collapse-units", "--duplicate-minutes", "0", "--utc", "--role", "How Received=ignored"]
    done = city("calls", "inspect", undecided, *choices, "--save-recipe", recipe)
    assert (done.code, "Recipe written" in done.err) == (0, True)
    text = recipe.read_text("utf-8")
    read = tomllib.loads(text)
    assert read["reading"]["places"] == "district"
    assert read["reading"]["collapse_units"] is False
    assert read["reading"]["duplicate_minutes"] == 0
    assert read["reading"]["times_are_utc"] is True
    columns = {column["name"]: column for column in read["column"]}
    assert columns["Call Time"]["formats"] == ["%d/%m/%Y %H:%M"]
    assert columns["How Received"]["role"] == "ignored"
    city("calls", "inspect", undecided, *choices, "--save-recipe", recipe)
    assert recipe.read_text("utf-8") == text, "the same choices give the same text"

    by_recipe = city("calls", "import", undecided, "-e", SLUG, "--recipe", recipe, "--json").json()
    by_choices = city("calls", "import", undecided, "-e", SLUG, *choices, "--json").json()
    assert by_recipe["dataset"] == by_choices["dataset"]
    assert (
        by_recipe["rows_in"]
        == 120
        == by_recipe["rows_used"] + sum(line["rows"] for line in by_recipe["set_aside"])
    )


def test_an_import_keeps_what_is_noted_of_it(city: Leaptui, undecided: Path) -> None:
    city("data-request", "add", "-e", SLUG, "--title", "Calls of 2025")
    noted = ["--sender", "R. Hale", "--received-on", "2026-11-23", "--label", "2025", "--request", "1"]
    assert city("calls", "import", undecided, "-e", SLUG, *noted).code == 0
    shown = city("calls", "list", "-e", SLUG)
    assert "2025" in shown.out
    answered = city("data-request", "list", "-e", SLUG, "--json").out
    assert "day_or_month.csv" in answered


def test_several_files_become_one_import(city: Leaptui, undecided: Path, tmp_path: Path) -> None:
    behind = tmp_path / "calls_2026.csv"
    behind.write_text(undecided.read_text("utf-8").replace("\n25-", "\n26-"), "utf-8")
    done = city("calls", "import", undecided, behind, "-e", SLUG, "--json").json()
    assert done["rows_in"] == 240 == done["rows_used"] + sum(line["rows"] for line in done["set_aside"])


def test_rows_that_cannot_be_read_are_written_for_the_city(
    city: Leaptui, undecided: Path, tmp_path: Path
) -> None:
    export, sheet = tmp_path / "calls.csv", tmp_path / "fix.csv"
    export.write_text(undecided.read_text("utf-8") + "25-9999,soon,,,,NOISE COMPLAINT,911,1,X\n", "utf-8")
    done = city("calls", "import", export, "-e", SLUG, "--please-fix", sheet)
    assert (done.code, "1 of 1 unreadable rows written" in done.err) == (0, True)
    assert "25-9999" in sheet.read_text("utf-8-sig")
    sound = city("calls", "import", undecided, "-e", SLUG, "--please-fix", tmp_path / "none.csv")
    assert "nothing to fix" in sound.err
    assert not (tmp_path / "none.csv").exists()


def test_another_delimiter_and_quote_are_heeded(leaptui: Leaptui, tmp_path: Path) -> None:
    odd = tmp_path / "odd.txt"
    rows = "\n".join(f"25-{number}~2025-03-{number:02} 10:00:00~'NOISE~LOUD'" for number in range(1, 29))
    odd.write_text(f"Incident No~Call Time~Nature\n{rows}\n", "utf-8")
    found = leaptui("calls", "inspect", odd, "--delimiter", "~", "--quote", "single", "--json").json()
    assert (found["delimiter"], found["rows"]) == ("~", 28)
    assert found["columns"][2]["samples"] == ["NOISE~LOUD"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--role", "Nature=banana"], "does not name a role"),
        (["--role", "Nature"], "= between them"),
        (["--role", "Missing=received"], "no column “Missing”"),
        (["--time-format", "Missing=%H:%M"], "no column “Missing”"),
        (["--time-format", "Call Time=banana"], "banana"),
        (["--delimiter", "ab"], "cannot stand between columns"),
        (["--encoding", "banana"], "banana"),
        (["--code-book", "type_code=/nowhere.csv"], "nowhere.csv"),
        (["--code-book", "banana=/nowhere.csv"], "does not name a role"),
        (["--recipe", "/nowhere.toml"], "cannot be read"),
        (["--sheet", "banana", "--recipe", "/nowhere.toml"], "A recipe says all"),
    ],
)
def test_choices_that_make_no_sense_are_refused_in_a_sentence(
    leaptui: Leaptui, undecided: Path, options: list[str], words: str
) -> None:
    refused = leaptui("calls", "inspect", undecided, *options)
    assert (refused.code, refused.out) == (1, "")
    assert words in refused.err
    assert refused.err.count("\n") <= 3
