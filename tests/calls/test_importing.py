"""From a file to a dataset: the cleaning order, the ledger, and nothing by halves."""

from __future__ import annotations

import csv
import io
import json
import threading
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any, Protocol

import duckdb
import fsspec
import pytest

from leaptui.calls.engine import Cancelled
from leaptui.calls.importing import import_calls
from leaptui.calls.inspection import inspect
from leaptui.calls.recipe import ColumnUse, Recipe, recipe_of
from leaptui.domain.call_choices import PlaceRule
from leaptui.domain.calls import ColumnRole, Correction, Imported, SetAside
from leaptui.domain.errors import InputRefused
from leaptui.practice.practice_calls import write_practice_calls
from leaptui.practice.taxonomy import load_taxonomy


class Kept(Protocol):
    """Where imports of a test go; see conftest.py."""

    datasets: dict[str, list[bytes]]
    new_dataset: Any

    def ask(self, imported: Imported, sql: str) -> list[tuple[Any, ...]]:
        """Query the dataset as `calls`."""


Read = Callable[..., Imported]
HEADER = "Call Id,Received,Dispatched,Arrived,Cleared,Type,Source,Disposition,Unit,Address"


def calls(folder: Path, *rows: str, header: str = HEADER) -> Path:
    """A file of these rows above enough ordinary ones for the columns to be recognised."""
    ordinary = [
        f"Z{n:05},01/{1 + n % 28:02}/2024 0{n % 8}:{n % 60:02}:11,01/{1 + n % 28:02}/2024 08:{n % 60:02}:12,"
        f"01/{1 + n % 28:02}/2024 08:{n % 60:02}:13,01/{1 + n % 28:02}/2024 09:{n % 60:02}:14,"
        f"{('NOISE COMPLAINT', 'THEFT REPORT', 'WELFARE CHECK')[n % 3]},{('911', 'TELEPHONE', 'ONVIEW')[n % 3 % 2]},"
        f"REPORT TAKEN,{n % 9}A{n % 30},{n}00 ELM{n % 7} ST"
        for n in range(60)
    ]
    path = folder / "calls.csv"
    path.write_text("\n".join([header, *rows, *ordinary]) + "\n")
    return path


def by_reason(imported: Imported) -> dict[str, int]:
    return {line.reason.value: line.rows for line in imported.ledger.set_aside}


def test_units_become_one_call_with_the_earliest_and_the_latest_times(
    kept: Kept, read: Read, tmp_path: Path
) -> None:
    path = calls(
        tmp_path,
        "A1,03/01/2024 10:00:00,03/01/2024 10:05:00,03/01/2024 10:20:00,03/01/2024 10:40:00,FIGHT,911,ARREST,1A,1 OAK ST",
        "A1,03/01/2024 10:00:00,03/01/2024 10:03:00,03/01/2024 10:25:00,03/01/2024 10:33:00,FIGHT,911,ARREST,2B,1 OAK ST",
        "A1,03/01/2024 10:00:00,03/01/2024 10:08:00,,03/01/2024 10:18:00,FIGHT,911,ARREST,2B,1 OAK ST",
    )
    imported = read(path)
    assert by_reason(imported) == {"units": 2}
    assert imported.calls == 61
    found = kept.ask(
        imported,
        "SELECT row, received, dispatched, arrived, cleared, units, unit_minutes FROM calls "
        "WHERE incident AND incident_id = 'A1'",
    )
    times = [f"{moment:%H:%M}" for moment in found[0][1:5]]
    assert (found[0][0], times, found[0][5:]) == (
        1,
        ["10:00", "10:03", "10:20", "10:40"],
        (2, 35.0 + 30.0 + 10.0),
    )
    assert kept.ask(
        imported, "SELECT row, set_aside, incident FROM calls WHERE row IN (2, 3) ORDER BY row"
    ) == [
        (2, "units", False),
        (3, "units", False),
    ]


def test_the_same_id_in_another_year_is_another_call(read: Read, tmp_path: Path) -> None:
    imported = read(
        calls(
            tmp_path,
            "A1,03/01/2023 10:00:00,,,,FIGHT,911,ARREST,1A,1 OAK ST",
            "A1,03/01/2024 10:00:00,,,,FIGHT,911,ARREST,1A,1 OAK ST",
        )
    )
    assert imported.calls == 62
    assert "units" not in by_reason(imported)


def test_each_rule_sets_its_rows_aside_and_no_others(kept: Kept, read: Read, tmp_path: Path) -> None:
    imported = read(
        calls(
            tmp_path,
            "B1,03/01/2024 10:00:00,,,,TEST CALL,911,,,",
            "B2,03/01/2024 10:00:00,,,,WELFARE CHECK,911,VOID,,",
            "B3,03/01/2024 10:00:00,,,,START OF SHIFT,911,,,",
            "B4,03/01/2024 10:00:00,,,,TRAFFIC STOP,ONVIEW,WARNING,,",
            "B5,03/01/2024 10:00:00,,,,TRAFFIC STOP,911,WARNING,,",
            "B6,03/01/2024 10:00:00,,,,NOISE COMPLAINT,911,DUPLICATE,,",
            "B7,03/01/2024 10:00:00,,,,THEFT REPORT,911,REFERRED TO SHERIFF,,",
            "B8,03/01/2024 10:00:00,,,,THEFT REPORT,911,CANCELLED BY CALLER,,",
            "B9,03/01/2024 10:00:00,,,,BURGLAR ALARM,911,FALSE,,",
            "B10,03/01/2024 10:00:00,,,,911 HANG UP,911,,,",
            "B11,not a time,,,,THEFT REPORT,911,,,",
            "B12,,,,,THEFT REPORT,911,,,",
        )
    )
    found = dict(kept.ask(imported, "SELECT incident_id, set_aside FROM calls WHERE incident_id LIKE 'B%'"))
    assert found == {
        "B1": "tests",
        "B2": "tests",
        "B3": "log_entries",
        "B4": "officer_initiated",
        "B5": None,
        "B6": "duplicates",
        "B7": "other_agency",
        "B8": None,
        "B9": None,
        "B10": None,
    }
    flags = kept.ask(
        imported,
        "SELECT incident_id, cancelled, alarm, hang_up FROM calls WHERE cancelled OR alarm OR hang_up",
    )
    assert sorted(flags) == [
        ("B10", False, False, True),
        ("B8", True, False, False),
        ("B9", False, True, False),
    ]
    assert by_reason(imported)["unreadable"] == 2
    part = tmp_path / "part.parquet"
    part.write_bytes(kept.datasets[imported.dataset][0])
    metadata = duckdb.execute(
        "SELECT decode(value) FROM parquet_kv_metadata(?) WHERE key = 'unreadable'", [str(part)]
    )
    assert json.loads(metadata.fetchall()[0][0]) == {
        "count": 2,
        "rows": [
            {
                "line": 12,
                "reason": "the time of the call cannot be read",
                "first_byte": 618,
                "last_byte": 654,
            },
            {"line": 13, "reason": "no time of the call", "first_byte": 656, "last_byte": 682},
        ],
    }


def test_duplicates_are_counted_from_the_call_that_is_kept(kept: Kept, read: Read, tmp_path: Path) -> None:
    minutes = (0, 10, 20, 29, 40, 90)
    rows = [f"C{m},03/01/2024 {10 + m // 60}:{m % 60:02}:00,,,,FIGHT,911,ARREST,1A,9 OAK ST" for m in minutes]
    elsewhere = "C99,03/01/2024 10:05:00,,,,FIGHT,911,ARREST,1A,11 OAK ST"
    nowhere = [
        "C97,03/01/2024 10:05:00,,,,FIGHT,911,ARREST,1A,",
        "C98,03/01/2024 10:06:00,,,,FIGHT,911,ARREST,1A,",
    ]
    imported = read(calls(tmp_path, *rows, elsewhere, *nowhere))
    found = kept.ask(imported, "SELECT incident_id FROM calls WHERE set_aside = 'duplicates' ORDER BY row")
    assert found == [("C10",), ("C29",)]


def test_two_calls_without_a_place_are_no_duplicates_whatever_stands_for_it(
    kept: Kept, read: Read, tmp_path: Path
) -> None:
    places = (
        "CONFIDENTIAL",
        "ADDRESS WITHHELD",
        "XXXXX",
        "NOT PROVIDED",
        "*****",
        "0 UNKNOWN ST",
        "9 OAK ST",
    )
    rows = [
        f"C{n}{copy},03/01/2024 10:0{copy}:00,,,,FIGHT,911,ARREST,1A,{place}"
        for n, place in enumerate(places)
        for copy in (0, 1)
    ]
    imported = read(calls(tmp_path, *rows))
    found = kept.ask(imported, "SELECT incident_id FROM calls WHERE set_aside = 'duplicates'")
    assert found == [("C61",)]


def test_without_a_source_an_arrival_at_once_tells_an_officers_call(
    kept: Kept, read: Read, tmp_path: Path
) -> None:
    header = "Call Id,Received,Arrived,Type"
    rows = [
        f"D{n},03/01/2024 10:{n:02}:07,03/01/2024 10:{n:02}:{7 if n < 9 else 48:02},NOISE COMPLAINT"
        for n in range(50)
    ]
    path = tmp_path / "calls.csv"
    path.write_text("\n".join([header, *rows]) + "\n")
    imported = read(path)
    assert by_reason(imported) == {"officer_initiated": 9}


def test_ragged_rows_are_counted_and_the_others_keep_their_numbers(
    kept: Kept, read: Read, tmp_path: Path
) -> None:
    rows = [f"E{n},2024-01-01 10:{n % 60:02}:00,NOISE COMPLAINT" for n in range(3000)]
    rows[5] = "E5,2024-01-01 10:05:00"
    rows[6] = "E6"
    rows[2500] = "E2500,2024-01-01 10:00:00,NOISE COMPLAINT,one,too,many"
    path = tmp_path / "calls.csv"
    path.write_text("\n".join(["Call Id,Received,Type", *rows]) + "\n")
    imported = read(path)
    assert imported.ledger.rows_in == 3000
    assert by_reason(imported) == {"unreadable": 3}
    wrong = kept.ask(imported, "SELECT count(*) FROM calls WHERE incident_id <> 'E' || (row - 1)")
    assert wrong == [(0,)]


def test_places_are_coarse_or_gone(kept: Kept, read: Read, tmp_path: Path) -> None:
    rows = [
        f"F{n},2024-01-01 10:{n % 60:02}:00,NOISE COMPLAINT,B{n % 3},{n * 7} OAK ST APT {n}"
        for n in range(100, 180)
    ]
    path = tmp_path / "calls.csv"
    path.write_text("\n".join(["Call Id,Received,Type,Beat,Address", *rows]) + "\n")
    block = kept.ask(read(path), "SELECT DISTINCT place FROM calls ORDER BY place")
    assert block == [(f"{hundred}00 block OAK ST",) for hundred in (10, 11, 12, 7, 8, 9)]
    for part in kept.datasets.popitem()[1]:
        assert b"APT" not in part
    district = kept.ask(
        read(path, Correction(place_rule=PlaceRule.DISTRICT)),
        "SELECT count(place), count(district) FROM calls",
    )
    assert district == [(0, 80)]
    dropped = kept.ask(
        read(path, Correction(place_rule=PlaceRule.DROP)), "SELECT count(place), count(district) FROM calls"
    )
    assert dropped == [(0, 0)]


def test_text_that_could_do_harm_is_kept_as_plain_text(kept: Kept, read: Read, tmp_path: Path) -> None:
    kinds = [
        "=HYPERLINK(1)",
        "'; DROP TABLE raw; --",
        "NOISE\x1b[31m",
        "TWO\nLINES",
        "WIDE\u202eNOISE",
        " A  B ",
    ]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Call Id", "Received", "Type"])
    for n in range(60):
        writer.writerow([f"G{n}", f"2024-01-01 10:{n:02}:00", kinds[n % len(kinds)]])
    path = tmp_path / "calls'; --[*].csv"
    path.write_text(out.getvalue(), newline="")
    found = kept.ask(read(path), "SELECT DISTINCT type FROM calls ORDER BY type")
    assert {kind for (kind,) in found} == {
        "=HYPERLINK(1)",
        "'; DROP TABLE raw; --",
        "NOISE[31m",
        "TWO LINES",
        "WIDENOISE",
        "A B",
    }


def test_a_clock_behind_midnight_stays_in_order(kept: Kept, read: Read, fixtures: Path) -> None:
    imported = read(fixtures / "calls" / "reno_layout.xlsx")
    found = kept.ask(
        imported,
        "SELECT min(date_diff('second', received, cleared)), max(date_diff('second', received, cleared)), "
        "count(*) FILTER (received::DATE <> cleared::DATE) FROM calls",
    )
    least, most, across = found[0]
    assert least > 0
    assert most < 4 * 3600
    assert across > 0


def test_made_up_layouts_import_with_a_balanced_ledger(read: Read, fixtures: Path) -> None:
    for name, rows, incidents in (
        ("san_jose_layout.csv", 121, 120),
        ("nashville_layout.csv", 150, 150),
        ("seattle_layout.csv", 100, 100),
        ("reno_layout.xlsx", 150, 150),
    ):
        imported = read(fixtures / "calls" / name)
        assert (imported.ledger.rows_in, imported.calls) == (rows, incidents), name


@pytest.mark.parametrize("seed", [1, 2])
def test_the_practice_city_gives_back_what_was_put_in(read: Read, tmp_path: Path, seed: int) -> None:
    path = tmp_path / "harbor_falls.csv"
    made = write_practice_calls(path, 20_000, seed=seed, banner=seed == 2)
    imported = read(path)
    found = by_reason(imported)
    assert imported.ledger.rows_in == made.rows
    assert found["unreadable"] == made.broken
    assert found["units"] == made.further_units
    assert found["tests"] == made.tests
    assert found["log_entries"] == made.log_entries
    assert found["officer_initiated"] == made.officer_initiated
    assert found["other_agency"] == made.other_agency
    assert made.duplicates <= found["duplicates"] <= made.duplicates * 1.1, (
        "two calls may happen to look like one"
    )
    assert imported.calls == made.incidents


def test_the_same_file_and_recipe_give_the_same_dataset(kept: Kept, read: Read, fixtures: Path) -> None:
    path = fixtures / "calls" / "nashville_layout.csv"
    first = read(path)
    before = kept.datasets[first.dataset]
    again = read(path)
    assert again == first
    assert kept.datasets[again.dataset] == before
    assert read(path, timezone="America/Chicago").dataset != first.dataset


def test_next_years_file_is_read_by_last_years_recipe(kept: Kept, fixtures: Path, tmp_path: Path) -> None:
    path = fixtures / "calls" / "seattle_layout.csv"
    recipe = Recipe.from_toml(recipe_of(inspect(path), timezone="America/Los_Angeles").to_toml())
    lines = path.read_text().splitlines()
    moved = tmp_path / "next.csv"
    moved.write_text(
        "\n".join(",".join(["extra", line]) if n else "New Column," + line for n, line in enumerate(lines))
    )
    imported = import_calls(moved, recipe, load_taxonomy(), new_dataset=kept.new_dataset)
    assert imported.ledger.rows_in == 100
    moved.write_text("\n".join(line.replace("Arrived Time", "Arrival") for line in lines))
    with pytest.raises(InputRefused, match="no column “Arrived Time”"):
        import_calls(moved, recipe, load_taxonomy(), new_dataset=kept.new_dataset)


@pytest.mark.parametrize("asked", [1, 4, 12, 30])
def test_a_stopped_import_leaves_nothing(kept: Kept, tmp_path: Path, asked: int) -> None:
    path = tmp_path / "calls.csv"
    write_practice_calls(path, 5_000)
    recipe = recipe_of(inspect(path), timezone="America/New_York")
    times = 0

    def cancelled() -> bool:
        nonlocal times
        times += 1
        return times > asked

    with pytest.raises(Cancelled):
        import_calls(path, recipe, load_taxonomy(), new_dataset=kept.new_dataset, cancelled=cancelled)
    assert kept.datasets == {}


def test_a_workbook_and_a_long_file_can_be_stopped_before_a_row_is_read(
    kept: Kept, tmp_path: Path, fixtures: Path
) -> None:
    long = tmp_path / "long.csv"
    long.write_text("received,type\n" + "2025-01-01 10:00:00,NOISE COMPLAINT\n" * 300_000)
    columns = (ColumnUse("received", ColumnRole.RECEIVED, ("%Y-%m-%d %H:%M:%S",)),)
    recipe = Recipe(columns=columns, timezone="UTC", encoding="utf-8")
    for path in (long, fixtures / "calls" / "reno_layout.xlsx"):
        with pytest.raises(Cancelled):
            import_calls(path, recipe, load_taxonomy(), new_dataset=kept.new_dataset, cancelled=lambda: True)
    assert kept.datasets == {}
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("leaptui-")] == []


def test_a_running_statement_is_interrupted(kept: Kept, tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    write_practice_calls(path, 200_000)
    recipe = recipe_of(inspect(path), timezone="America/New_York")
    stop = threading.Event()
    asked_while_running = 0

    def cancelled() -> bool:
        nonlocal asked_while_running
        asked_while_running += any(thread.name == "leaptui-calls" for thread in threading.enumerate())
        if asked_while_running:
            stop.set()
        return stop.is_set()

    with pytest.raises(Cancelled):
        import_calls(path, recipe, load_taxonomy(), new_dataset=kept.new_dataset, cancelled=cancelled)
    assert kept.datasets == {}


def test_a_failing_store_leaves_nothing_in_memory(fixtures: Path) -> None:
    class Full:
        def add(self, part: bytes) -> None:
            raise OSError("no space left")

    path = fixtures / "calls" / "nashville_layout.csv"
    recipe = recipe_of(inspect(path), timezone="America/New_York")
    with pytest.raises(OSError, match="no space"):
        import_calls(path, recipe, load_taxonomy(), new_dataset=lambda name: nullcontext(Full()))
    assert [name for name in fsspec.filesystem("memory").store if "leaptui" in name] == []


def test_progress_only_grows(kept: Kept, fixtures: Path) -> None:
    path = fixtures / "calls" / "san_jose_layout.csv"
    recipe = recipe_of(inspect(path), timezone="America/Los_Angeles")
    told: list[float] = []
    steps: list[str] = []

    def progress(step: str, share: float) -> None:
        told.append(share)
        steps.append(step)

    import_calls(path, recipe, load_taxonomy(), new_dataset=kept.new_dataset, progress=progress)
    assert told == sorted(told)
    assert (told[0], told[-1], steps[0]) == (0.0, 1.0, "reading")


def test_every_reason_is_a_word_of_the_ledger(kept: Kept, read: Read, fixtures: Path) -> None:
    imported = read(fixtures / "calls" / "san_jose_layout.csv")
    found = kept.ask(imported, "SELECT DISTINCT set_aside FROM calls WHERE set_aside IS NOT NULL")
    assert {SetAside(reason) for (reason,) in found} == {line.reason for line in imported.ledger.set_aside}
