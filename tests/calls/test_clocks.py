"""Clocks that are not what they seem: of UTC, of midnight, of the nights they change, of spreadsheets, or no clocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from leaptui.calls.clock_checks import clock_changes, daily_shape, many_midnights
from leaptui.calls.importing import import_unseen
from leaptui.calls.inspection import inspect
from leaptui.domain.calls import ColumnRole, Confidence, Correction, Inspection, Problem
from leaptui.domain.inspection import QuestionKind
from leaptui.practice.taxonomy import load_taxonomy
from tests.calls.conftest import Kept

BY_HOUR = (38, 32, 28, 20, 16, 14, 18, 28, 38, 44, 48, 52, 54, 54, 56, 60, 64, 66, 62, 58, 56, 54, 50, 44)
"""Community calls of a city by the hour, its own clock."""
NEW_YORK = "America/New_York"


def calls(days: int = 10, start: datetime = datetime(2024, 6, 3)) -> Iterator[datetime]:  # noqa: DTZ001
    """Received times with the shape of a city's day, in its own wall time."""
    for day in range(days):
        for hour, many in enumerate(BY_HOUR):
            for number in range(many):
                yield start + timedelta(days=day, hours=hour, seconds=3600 * number // many + day % 7)


def write(folder: Path, header: str, rows: Sequence[str]) -> Path:
    path = folder / "calls.csv"
    path.write_text("\n".join([header, *rows]) + "\n")
    return path


def received(folder: Path, moments: Sequence[datetime], written: str = "%Y-%m-%d %H:%M:%S") -> Path:
    rows = [
        f"24-{n:06},{moment.strftime(written)},{('NOISE', 'TRESPASS')[n % 2]}"
        for n, moment in enumerate(moments)
    ]
    return write(folder, "Call Id,Received,Type", rows)


def about(inspection: Inspection, words: str) -> list[Problem]:
    return [problem for problem in inspection.problems if words in problem.problem]


def role(inspection: Inspection, name: str) -> ColumnRole:
    return next(column.role for column in inspection.columns if column.name == name)


def reason(inspection: Inspection, name: str) -> str:
    return next(column.reason for column in inspection.columns if column.name == name)


def in_utc(moments: Iterator[datetime], timezone: str) -> list[datetime]:
    zone = ZoneInfo(timezone)
    return [moment.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None) for moment in moments]


@pytest.mark.parametrize("timezone", [NEW_YORK, "America/Chicago", "America/Denver", "America/Los_Angeles"])
def test_a_file_in_utc_is_asked_and_not_moved(tmp_path: Path, timezone: str) -> None:
    path = received(tmp_path, in_utc(calls(), timezone))
    for known in (timezone, ""):
        found = inspect(path, timezone=known)
        (question,) = found.questions
        assert (question.kind, question.column) == (QuestionKind.UTC, "Received")
        assert [answer.key for answer in question.answers] == ["local", "utc"]
        (said,) = about(found, "fewest in hours")
        assert said.rows == sum(BY_HOUR) * 10
        assert "kept as written until somebody says so" in said.effect
    for answered in (Correction(times_are_utc=True), Correction(answers={"utc:Received": "local"})):
        settled = inspect(path, answered)
        assert settled.questions == ()
        assert not about(settled, "fewest in hours")


def test_the_citys_own_clock_is_not_doubted(tmp_path: Path) -> None:
    found = inspect(received(tmp_path, list(calls())), timezone=NEW_YORK)
    assert found.questions == ()
    assert not about(found, "fewest")


def test_a_day_that_neither_clock_explains_is_said(tmp_path: Path) -> None:
    shifted = [moment + timedelta(hours=14) for moment in calls()]
    found = inspect(received(tmp_path, shifted), timezone=NEW_YORK)
    (said,) = about(found, "fewest in hours")
    assert "morning and afternoon mixed up" in said.effect
    assert found.questions == ()


def test_times_that_name_their_zone_are_no_question(tmp_path: Path) -> None:
    found = inspect(received(tmp_path, in_utc(calls(), NEW_YORK), "%Y-%m-%dT%H:%M:%SZ"), timezone=NEW_YORK)
    assert found.questions == ()
    assert about(found, "states its offset")


@pytest.mark.parametrize("hours", [[10] * 24, [0] * 24, [3] * 4 + [14] * 20])
def test_few_or_even_calls_say_nothing_of_the_clock(hours: list[int]) -> None:
    assert daily_shape(hours) is None


def test_midnight_standing_for_unknown_is_counted(tmp_path: Path) -> None:
    moments = list(calls())
    unknown = [moment.replace(hour=0, minute=0, second=0) for moment in moments[::20]]
    found = inspect(received(tmp_path, [*moments, *unknown]))
    (said,) = about(found, "stand for unknown")
    assert len(unknown) <= said.rows <= len(unknown) + 20
    assert "the hour from midnight to one" in said.effect


def test_midnights_are_told_from_full_hours() -> None:
    assert many_midnights(120, 10_000, neighbours=4)
    assert not many_midnights(120, 10_000, neighbours=90), "a file rounded to the hour"
    assert not many_midnights(9, 100, neighbours=0), "too few to say"
    assert not many_midnights(50, 50), "a date is no midnight"


def test_hours_of_the_clock_changes_are_counted_where_the_zone_is_known(tmp_path: Path) -> None:
    usual = [datetime(2024, 1, 1, 0, 7) + n * timedelta(hours=5, minutes=17) for n in range(1600)]  # noqa: DTZ001
    skipped = [datetime(2024, 3, 10, 2, minute) for minute in (5, 25, 45)]  # noqa: DTZ001
    twice = [datetime(2024, 11, 3, 1, minute) for minute in (10, 20)]  # noqa: DTZ001
    clear = [moment for moment in usual if moment.replace(minute=0) not in
             (datetime(2024, 3, 10, 2), datetime(2024, 11, 3, 1))]  # noqa: DTZ001  # fmt: skip
    path = received(tmp_path, [*clear, *skipped, *twice])
    found = inspect(path, timezone=NEW_YORK)
    assert [problem.rows for problem in about(found, "skipped in spring")] == [3]
    assert [problem.rows for problem in about(found, "showed twice in autumn")] == [2]
    assert not about(inspect(path, timezone="America/Phoenix"), "clocks in")
    assert not about(inspect(path), "clocks in")


def test_clock_changes_are_those_of_the_zone() -> None:
    found = clock_changes(NEW_YORK, datetime(2024, 1, 1), datetime(2024, 12, 31))  # noqa: DTZ001
    assert found == [
        (datetime(2024, 3, 10, 2), datetime(2024, 3, 10, 3), True),  # noqa: DTZ001
        (datetime(2024, 11, 3, 1), datetime(2024, 11, 3, 2), False),  # noqa: DTZ001
    ]


def test_clocks_that_pass_midnight_are_counted(tmp_path: Path) -> None:
    rows = []
    for number, moment in enumerate(calls(days=1)):
        end = moment + timedelta(minutes=50)
        rows.append(f"24-{number},{moment:%m/%d/%Y},{moment:%H:%M:%S},{end:%H:%M:%S},NOISE")
    late = sum(moment.date() != (moment + timedelta(minutes=50)).date() for moment in calls(days=1))
    found = inspect(write(tmp_path, "Call Id,Call Date,Call Time,Cleared Time,Type", rows))
    (said,) = about(found, "passed midnight")
    assert said.rows == late > 20
    assert "day after the call" in said.effect


@pytest.mark.parametrize("header", ["On Scene Time", "Cleared", "Response Time", "Total Time"])
def test_a_duration_is_not_taken_for_a_clock(tmp_path: Path, header: str) -> None:
    rows = [
        f"24-{n},{moment:%m/%d/%Y},{moment:%H:%M:%S},{n * 7 % 150 // 60}:{n * 7 % 60:02}:{n * 13 % 60:02},NOISE"
        for n, moment in enumerate(calls(days=1))
    ]
    found = inspect(write(tmp_path, f"Call Id,Call Date,Call Time,{header},Type", rows))
    assert role(found, header) is ColumnRole.IGNORED
    assert role(found, "Call Time") is ColumnRole.RECEIVED_TIME
    assert "busy time" in found.not_available


def test_a_date_beside_a_duration_has_no_hour(tmp_path: Path) -> None:
    rows = [
        f"24-{n},{moment:%m/%d/%Y},0:{n % 50:02}:{n % 60:02},NOISE" for n, moment in enumerate(calls(days=1))
    ]
    found = inspect(write(tmp_path, "Call Id,Call Date,Response Time,Type", rows))
    assert role(found, "Response Time") is ColumnRole.IGNORED
    assert "hour of day" in found.not_available


@pytest.mark.parametrize(("minutes", "shown"), [(60, "59:58:00"), (20, "")])
def test_durations_that_a_spreadsheet_retyped_are_suspected(tmp_path: Path, minutes: int, shown: str) -> None:
    """25:58:00 stands for 25 min 58 s: hours pass a day, seconds are always nought."""
    rows = [
        f"24-{n},{moment:%Y-%m-%d %H:%M:%S},{1 + n * 7 % minutes:02}:{n * 7 % 60:02}:00,NOISE"
        for n, moment in enumerate(calls(days=1))
    ]
    found = inspect(write(tmp_path, "Call Id,Received,Time On Call Elapsed,Type", rows))
    (said,) = about(found, "may have made hours and minutes")
    assert "Not used for any figure" in said.effect
    if shown:
        assert int(said.problem.partition(" says ")[2].partition(":")[0]) >= 59
    assert role(found, "Time On Call Elapsed") is ColumnRole.IGNORED


def test_dates_of_day_nought_are_suspected(tmp_path: Path) -> None:
    rows = [
        f"24-{n},{moment:%m/%d/%Y %H:%M},{'1/0/1900' if n % 5 == 0 else (moment + timedelta(minutes=9)).strftime('%m/%d/%Y %H:%M')},NOISE"
        for n, moment in enumerate(calls(days=1))
    ]
    found = inspect(write(tmp_path, "Call Id,Received,Arrived,Type", rows))
    (said,) = about(found, "of the day 0 or 1")
    assert said.rows == len(range(0, len(rows), 5))
    assert "count as missing" in said.effect
    arrived = next(time for time in found.times if time.column == "Arrived")
    assert arrived.failed == said.rows


def test_days_counted_from_1904_are_read_so(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.append(["Call Id", "Received", "Cleared", "Type"])
    first = datetime(2024, 5, 1, 10, 30)  # noqa: DTZ001
    for number in range(60):
        moment = first + number * timedelta(hours=7)
        serial = (moment - datetime(1904, 1, 1)) / timedelta(days=1)  # noqa: DTZ001
        sheet.append([f"24-{number}", serial, moment + timedelta(hours=1), "NOISE"])
    path = tmp_path / "calls.xlsx"
    book.save(path)
    found = inspect(path)
    formats = {time.column: (time.format, time.parsed) for time in found.times}
    assert formats == {"Received": ("excel serial 1904", 60), "Cleared": ("%Y-%m-%d %H:%M:%S", 60)}
    assert about(found, "days count from 1904")


def test_numbers_and_dates_in_one_column_are_both_read(tmp_path: Path) -> None:
    rows = []
    for number in range(200):
        moment = datetime(2024, 5, 1, 10, 30) + number * timedelta(hours=7)  # noqa: DTZ001
        serial = 25_569 + (moment - datetime(1970, 1, 1)) / timedelta(days=1)  # noqa: DTZ001
        rows.append(
            f"24-{number},{f'{serial:.6f}' if number % 5 < 3 else moment.strftime('%m/%d/%Y %H:%M')},NOISE"
        )
    found = inspect(write(tmp_path, "Call Id,Received Date,Type", rows))
    (read,) = found.times
    assert (set(read.format.split(" | ")), read.parsed) == ({"excel serial", "%m/%d/%Y %H:%M"}, 200)


def test_a_clock_that_kept_its_marks_is_preferred(tmp_path: Path) -> None:
    rows = [
        f"24-{n},{moment:%m/%d/%Y %I:%M:%S}{moment.strftime(' %p') if n % 3 else ''},"
        f"{moment + timedelta(seconds=20):%m/%d/%Y %H:%M:%S},NOISE"
        for n, moment in enumerate(calls(days=2))
    ]
    found = inspect(write(tmp_path, "Call Id,Received,Call Created,Type", rows))
    assert role(found, "Call Created") is ColumnRole.RECEIVED
    assert "preferred to Received, whose hours lack AM or PM" in reason(found, "Call Created")
    assert "hour of day" not in found.not_available


def test_the_order_of_day_and_month_is_asked_with_both_answers(tmp_path: Path) -> None:
    moments = [datetime(2024, 1 + n % 12, 1 + n % 11, n % 24, n % 60) for n in range(300)]  # noqa: DTZ001
    path = received(tmp_path, moments, "%m/%d/%Y %H:%M")
    found = inspect(path)
    (question,) = found.questions
    assert question.kind is QuestionKind.DAY_MONTH
    assert [answer.key for answer in question.answers] == ["%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M"]
    answered = inspect(path, Correction(time_formats={"Received": question.answers[1].key}))
    assert (answered.times[0].format, answered.questions) == ("%d/%m/%Y %H:%M", ())
    assert next(column.confidence for column in found.columns if column.name == "Received") is Confidence.ASK


def test_an_import_that_nobody_looked_at_says_the_same_of_its_clock(kept: Kept, tmp_path: Path) -> None:
    path = received(tmp_path, in_utc(calls(), NEW_YORK))

    def doubts(correction: Correction) -> list[str]:
        imported = import_unseen(path, correction, NEW_YORK, load_taxonomy(), new_dataset=kept.new_dataset)
        return [problem.effect for problem in imported.problems if "fewest in hours" in problem.problem]

    (doubt,) = doubts(Correction())
    assert "may be in UTC" in doubt
    assert doubts(Correction(times_are_utc=True)) == []


@pytest.mark.parametrize(
    ("header", "date", "clock", "formats"),
    [
        ("Call Id,Reported Date,Reported Time,Type", "%Y%m%d", "%H%M", ["%Y%m%d", "%H%M"]),
        ("Call Id,Reported Date,Reported Time,Type", "%m/%d/%Y", "%-H%M", ["%m/%d/%Y", "%H%M"]),
        ("Call Id,Received Date,Shift,Type", "%Y%m%d%H%M%S", "B", ["%Y%m%d%H%M%S"]),
    ],
)
def test_digits_under_the_name_of_a_time_are_one(
    tmp_path: Path, header: str, date: str, clock: str, formats: list[str]
) -> None:
    rows = [
        f"24-{n},{moment.strftime(date)},{moment.strftime(clock)},NOISE"
        for n, moment in enumerate(calls(days=1))
    ]
    found = inspect(write(tmp_path, header, rows))
    assert found.lacks == ()
    assert [time.format for time in found.times] == formats
    assert "hour of day" not in found.not_available


def test_minutes_under_the_name_of_a_time_are_no_clock(tmp_path: Path) -> None:
    rows = [f"24-{n},{moment:%Y-%m-%d %H:%M:%S},{n * 7 % 59},NOISE" for n, moment in enumerate(calls(days=1))]
    found = inspect(write(tmp_path, "Call Id,Received,On Scene Time,Type", rows))
    assert role(found, "On Scene Time") is ColumnRole.IGNORED
