"""Columns of times that one format does not explain: what is read, what is lost, and that it is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import pytest

from leaptui.calls.inspection import inspect
from leaptui.domain.calls import ColumnRole, Confidence, Correction, Imported, Inspection, Problem
from leaptui.practice.practice_call_words import Arrival
from leaptui.practice.practice_calls import write_practice_calls


class Kept(Protocol):
    """Where imports of a test go; see conftest.py."""

    def ask(self, imported: Imported, sql: str) -> list[tuple[Any, ...]]: ...


Read = Callable[..., Imported]
HEADER = "incident_number,received,dispatched,arrived,cleared,call_type,address,source"
MARKED, BARE = "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M:%S"


def export(folder: Path, *formats: str, rows: int = 240, start: datetime | None = None) -> Path:
    """Calls three hours and eleven minutes apart, arrived after nine minutes, written in turns."""
    moment = start or datetime(2024, 1, 1, 0, 30)  # noqa: DTZ001 - a city's wall time
    lines = [HEADER]
    for number in range(rows):
        moment += timedelta(hours=3, minutes=11, seconds=7)
        times = [moment + timedelta(minutes=minutes) for minutes in (0, 3, 9, 40)]
        written = [time.strftime(formats[number % len(formats)]) for time in times]
        kind = ("WELFARE CHECK", "NOISE COMPLAINT", "TRESPASS")[number % 3]
        lines.append(f"24-{number:06d},{','.join(written)},{kind},{number + 100} MAIN ST,911")
    path = folder / "calls.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


def about(inspection: Inspection, words: str) -> list[Problem]:
    return [problem for problem in inspection.problems if words in problem.problem]


def confidence(inspection: Inspection, name: str) -> Confidence:
    return next(column.confidence for column in inspection.columns if column.name == name)


def test_hours_without_their_mark_are_not_taken_for_24_hours(kept: Kept, read: Read, tmp_path: Path) -> None:
    path = export(tmp_path, MARKED, BARE)
    found = inspect(path)
    said = about(found, "no AM or PM")
    assert [problem.rows for problem in said] == [120] * 4
    assert said[0].problem.startswith("120 of 240 times in received")
    assert "keep their day" in said[0].effect
    assert "count as missing" in said[1].effect
    assert {time.column: (time.parsed, time.failed) for time in found.times} == {
        "received": (240, 0),
        "dispatched": (120, 120),
        "arrived": (120, 120),
        "cleared": (120, 120),
    }
    assert confidence(found, "received") is Confidence.ASK

    imported = read(path)
    assert imported.ledger.rows_used == 240
    assert kept.ask(
        imported,
        "SELECT received_has_clock, count(*), count(arrived), count(cleared), max(hour(received)), "
        "count(DISTINCT received::DATE) FROM calls GROUP BY 1 ORDER BY 1",
    ) == [(False, 120, 0, 0, 0, 32), (True, 120, 120, 120, 23, 32)]


def test_arrivals_without_their_mark_are_missing(kept: Kept, read: Read, tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    write_practice_calls(path, 4_000, arrival=Arrival.CLOCK)
    rows = [line.split(",") for line in path.read_text().splitlines()[1:]]
    marked = sum(len(row) > 4 and row[4].endswith((" AM", " PM")) for row in rows)
    found = inspect(path)
    (said,) = about(found, "no AM or PM")
    arrived = next(time for time in found.times if time.column == "ArrDT")
    assert abs(arrived.parsed - marked) <= 3, "rows of another width are not counted"
    assert said.rows > 300
    imported = read(path)
    ((early, late),) = kept.ask(
        imported,
        "SELECT count(*) FILTER (arrived < received - INTERVAL 10 MINUTE), "
        "count(*) FILTER (arrived > received + INTERVAL 10 HOUR) FROM calls WHERE set_aside IS NULL",
    )
    assert (early, late) == (0, 0)


def test_a_clock_of_24_hours_beside_a_marked_one_is_read(tmp_path: Path) -> None:
    found = inspect(export(tmp_path, MARKED, "%m/%d/%Y %H:%M:%S"))
    assert not about(found, "no AM or PM")
    assert all(time.parsed == 240 for time in found.times)
    assert len(about(found, "written in 2 ways")) == 4


def test_month_first_and_day_first_in_one_column_is_said_with_its_rows(read: Read, tmp_path: Path) -> None:
    path = export(tmp_path, "%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M", rows=900)
    days = [line.split(",")[1].split("/")[:2] for line in path.read_text().splitlines()[1:]]
    month_only = sum(int(second) > 12 for _, second in days)
    day_only = sum(int(first) > 12 for first, _ in days)
    both = 900 - month_only - day_only
    found = inspect(path)
    said = about(found, "mixes month/day and day/month")
    assert len(said) == 4
    assert said[0].rows == month_only
    assert (
        f"{day_only:,} values fit only day/month, {month_only:,} fit only month/day, {both:,} fit both"
        in (said[0].problem)
    )
    assert "set aside as unreadable" in said[0].effect
    assert "counted as missing" in said[1].effect
    assert f"in the {both:,} month and day may be swapped" in said[0].effect
    assert not about(found, "follow no format")
    assert confidence(found, "received") is Confidence.ASK
    assert read(path).ledger.rows_used + month_only <= 900


def test_a_day_above_12_in_one_column_tells_the_order_of_the_others(
    kept: Kept, read: Read, tmp_path: Path
) -> None:
    moments = [datetime(2024, 5, 1, 1) + timedelta(hours=n * 2) for n in range(143)]  # noqa: DTZ001
    lines = [
        f"{n},{one:%d/%m/%Y %H:%M},{one + timedelta(hours=3):%d/%m/%Y %H:%M},NOISE"
        for n, one in enumerate(moments)
    ]
    path = tmp_path / "calls.csv"
    path.write_text("\n".join(["Call Id,Received,Cleared,Type", *lines]) + "\n")
    assert max(one.day for one in moments) == 12
    found = inspect(path)
    assert {time.format for time in found.times} == {"%d/%m/%Y %H:%M"}
    assert not found.questions
    imported = read(path)
    assert kept.ask(imported, "SELECT received FROM calls ORDER BY row") == [(one,) for one in moments]


def swapped_by_a_spreadsheet(moment: datetime) -> str:
    """Day first, opened where the month comes first: what can be a date there has become another."""
    if moment.day > 12:
        return f"{moment:%d/%m/%Y %H:%M:%S}"
    return f"{moment:%Y-%d-%m %H:%M:%S}"


def test_dates_that_a_spreadsheet_has_swapped_are_asked_about_and_put_back(
    kept: Kept, read: Read, tmp_path: Path
) -> None:
    moments = [datetime(2024, 1, 1, 9) + timedelta(hours=13 * number) for number in range(200)]  # noqa: DTZ001
    lines = [f"24-{n:05d},{swapped_by_a_spreadsheet(one)},NOISE,{n} ELM ST" for n, one in enumerate(moments)]
    path = tmp_path / "calls.csv"
    path.write_text("\n".join(["Call Id,Received,Type,Address", *lines]) + "\n")
    found = inspect(path)
    (said,) = about(found, "days above 12 only")
    assert said.rows == sum(one.day <= 12 for one in moments)
    assert "wrong months" in said.effect
    assert confidence(found, "Received") is Confidence.ASK
    (asked,) = [question for question in found.questions if question.column == "Received"]
    correction = Correction(time_formats={"Received": asked.answers[1].key})
    right = inspect(path, correction)
    (times,) = right.times
    assert times.parsed == 200
    assert not right.questions
    assert not about(right, "days above 12 only")
    imported = read(path, correction)
    assert kept.ask(imported, "SELECT received FROM calls ORDER BY row") == [(one,) for one in moments]


def test_another_way_of_writing_from_the_13th_of_a_month_on_is_not_taken_for_swapped_days(
    tmp_path: Path,
) -> None:
    days = [datetime(2024, 5, day, 10) for day in range(1, 31)]  # noqa: DTZ001
    lines = [
        f"{n},{one:{'%Y-%m-%d %H:%M' if one.day < 13 else '%m/%d/%Y %H:%M'}},NOISE"
        for n, one in enumerate(days)
    ]
    path = tmp_path / "calls.csv"
    path.write_text("\n".join(["Call Id,Received,Type", *lines]) + "\n")
    assert not about(inspect(path), "days above 12 only")


def test_a_few_rows_in_the_other_order_are_found_behind_the_sample(tmp_path: Path) -> None:
    lines = [f"{n},{1 + n // 27 % 12:02}/{1 + n % 27:02}/2024 10:00,NOISE" for n in range(40_000)]
    lines[21_003] = "21003,28/02/2024 10:00,NOISE"
    lines[21_004] = "21004,whenever,NOISE"
    path = tmp_path / "calls.csv"
    path.write_text("\n".join(["Call Id,Received,Type", *lines]) + "\n")
    found = inspect(path)
    (said,) = about(found, "mixes")
    assert said.rows == 1
    (garbage,) = about(found, "follow no format")
    assert garbage.rows == 1


def counted(moment: datetime, how: str) -> str:
    """A UTC wall time as a number."""
    seconds = (moment - datetime(1970, 1, 1)).total_seconds()  # noqa: DTZ001
    match how:
        case "epoch s":
            return f"{seconds:.0f}"
        case "epoch ms":
            return f"{seconds * 1000:.0f}"
        case _:
            return f"{25_569 + seconds / 86_400:.8f}"


def numbers(folder: Path, how: str, header: str, separator: str = ",") -> Path:
    """Calls an hour and a minute apart, from 2024-01-15 05:00 on, cleared after half an hour."""
    lines = [header.replace(",", separator)]
    for number in range(120):
        moment = datetime(2024, 1, 15, 5) + number * timedelta(hours=1, minutes=1)  # noqa: DTZ001
        times = [counted(moment, how), counted(moment + timedelta(minutes=30), how)]
        cells = [f"24-{number:05d}", *times, ("NOISE", "TRESPASS")[number % 2], "911"]
        written = separator.join(cells)
        lines.append(written.replace(".", ",") if separator == ";" else written)
    path = folder / "calls.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.mark.parametrize(
    ("how", "first", "separator"),
    [
        ("excel serial", "2024-01-15 05:00:00", ","),
        ("excel serial", "2024-01-15 05:00:00", ";"),
        ("epoch s", "2024-01-15 00:00:00", ","),
        ("epoch ms", "2024-01-15 00:00:00", ","),
    ],
)
def test_moments_written_as_numbers_are_read(
    kept: Kept, read: Read, tmp_path: Path, how: str, first: str, separator: str
) -> None:
    path = numbers(tmp_path, how, "Call Id,Received,Cleared,Call Type,Source", separator)
    found = inspect(path)
    assert [(time.column, time.format, time.parsed, time.failed) for time in found.times] == [
        ("Received", how, 120, 0),
        ("Cleared", how, 120, 0),
    ]
    assert len(about(found, "instead of dates")) == 2
    imported = read(path, timezone="America/New_York")
    assert kept.ask(
        imported, "SELECT min(received)::VARCHAR, min(cleared - received), max(cleared - received) FROM calls"
    ) == [(first, timedelta(minutes=30), timedelta(minutes=30))]


@pytest.mark.parametrize("how", ["excel serial", "epoch s"])
def test_a_column_of_numbers_is_a_time_when_a_person_says_so(
    kept: Kept, read: Read, tmp_path: Path, how: str
) -> None:
    path = numbers(tmp_path, how, "Call Id,Stamp A,Stamp B,Call Type,Source")
    imported = read(path, Correction(roles={"Stamp A": ColumnRole.RECEIVED}), timezone="UTC")
    assert kept.ask(imported, "SELECT min(received)::VARCHAR FROM calls") == [("2024-01-15 05:00:00",)]


@pytest.mark.parametrize("header", ["Event Number", "Dispatched Unit Id", "Zip Code", "Report No"])
def test_numbers_of_things_are_no_moments(tmp_path: Path, header: str) -> None:
    rows = [f"{45_000 + n},{1_700_000_000 + n},2024-05-01 10:{n % 60:02}:00,NOISE" for n in range(120)]
    path = tmp_path / "calls.csv"
    path.write_text("\n".join([f"{header},Call Id,Received,Type", *rows]) + "\n")
    assert [time.column for time in inspect(path).times] == ["Received"]


def test_numbers_before_and_after_dispatch_systems_are_no_moments(tmp_path: Path) -> None:
    rows = [f"{n},{n * 700},{10_000_000 + n},2024-05-01 10:{n % 60:02}:00,NOISE" for n in range(120)]
    path = tmp_path / "calls.csv"
    path.write_text("\n".join(["Call Id,Arrived,Cleared Time,Received,Type", *rows]) + "\n")
    assert [time.column for time in inspect(path).times] == ["Received"]


def test_calls_that_have_not_come_yet_are_said(tmp_path: Path) -> None:
    path = export(tmp_path, MARKED, rows=119)
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines, lines[-1].replace("/2024", "/2054")]) + "\n")
    found = inspect(path)
    assert [problem.rows for problem in about(found, "have not come yet")] == [1] * 4
    assert "1 of 120 times in received" in about(found, "have not come yet")[0].problem
    assert "2054-01-16" in about(found, "have not come yet")[0].problem
    assert confidence(found, "received") is Confidence.SURE, "one value is no reason to doubt the column"

    all_ahead = inspect(export(tmp_path, MARKED, start=datetime(2054, 1, 1)))  # noqa: DTZ001
    assert confidence(all_ahead, "received") is Confidence.ASK


def test_where_no_hour_has_its_mark_there_are_no_durations(kept: Kept, read: Read, tmp_path: Path) -> None:
    path = export(tmp_path, BARE)
    assert {time.column: (time.parsed, time.failed) for time in inspect(path).times} == {
        "received": (240, 0),
        "dispatched": (0, 240),
        "arrived": (0, 240),
        "cleared": (0, 240),
    }
    imported = read(path)
    assert imported.ledger.rows_used == 240
    assert kept.ask(
        imported, "SELECT count(arrived), count(cleared), count(DISTINCT received::DATE) FROM calls"
    ) == [(0, 0, 32)]
