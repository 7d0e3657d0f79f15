"""Times as DuckDB reads them, against the same times made by Python."""

# ruff: noqa: DTZ001 - a city's wall time has no zone

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.calls.moments import after_received_sql, check_format, moment_sql, plausible
from leaptui.calls.times import formats_of
from leaptui.domain.errors import InputRefused

MOMENTS = st.datetimes(min_value=datetime(1980, 1, 1), max_value=datetime(2060, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)


def read(text: str, *formats: str, timezone: str = "UTC") -> datetime | None:
    """What DuckDB makes of a text."""
    moment = plausible("m", formats)
    found = duckdb.execute(
        f"SELECT {moment} FROM (SELECT {moment_sql('t', formats, timezone)} AS m FROM (SELECT ? AS t))",
        [text],
    ).fetchone()
    assert found is not None
    value: datetime | None = found[0]
    return value


@settings(max_examples=40, deadline=None)
@given(MOMENTS)
def test_every_way_of_writing_gives_the_moment_back(moment: datetime) -> None:
    for written in (
        "%Y-%m-%d %H:%M:%S",
        "%m/%d/%Y %I:%M:%S %p",
        "%d.%m.%Y %H:%M:%S",
        "%d-%b-%y %H:%M:%S",
        "%Y%m%d%H%M%S",
    ):
        text = moment.strftime(written)
        assert written in formats_of(text)
        assert read(text, written) == moment


@settings(max_examples=40, deadline=None)
@given(MOMENTS, st.sampled_from(["America/New_York", "America/Phoenix", "Europe/Zurich"]))
def test_what_counts_from_an_instant_is_moved_to_the_citys_clock(moment: datetime, zone: str) -> None:
    instant = moment.replace(tzinfo=ZoneInfo("UTC"))
    there = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    seconds = str(int(instant.timestamp()))
    assert read(seconds, "epoch s", timezone=zone) == there
    assert read(seconds + "000", "epoch ms", timezone=zone) == there
    assert read(moment.strftime("%Y-%m-%dT%H:%M:%SZ"), "%Y-%m-%dT%H:%M:%SZ", timezone=zone) == there
    assert read(moment.strftime("%Y-%m-%dT%H:%M:%S+00:00"), "%Y-%m-%dT%H:%M:%S%z", timezone=zone) == there
    assert read(moment.strftime("%Y-%m-%d %H:%M:%S"), "%Y-%m-%d %H:%M:%S", timezone=zone) == moment


@pytest.mark.parametrize(
    ("serial", "moment"),
    [
        ("45123.75", datetime(2023, 7, 16, 18, 0)),
        ("44927", datetime(2023, 1, 1)),
        ("36526.000011574", datetime(2000, 1, 1, 0, 0, 1)),
    ],
)
def test_excel_serials(serial: str, moment: datetime) -> None:
    assert read(serial, "excel serial") == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-07-06 21:14:40.7500000 -04:00", datetime(2024, 7, 6, 21, 14, 40, 750_000)),
        ("2024-07-06 21:14:40 +00:00", datetime(2024, 7, 6, 17, 14, 40)),
        ("25/07/2024 12:05:09 a.m.", datetime(2024, 7, 25, 0, 5, 9)),
        ("25/07/2024 3:05 P.M.", datetime(2024, 7, 25, 15, 5)),
        ("14:33:20 03/14/24", datetime(2024, 3, 14, 14, 33, 20)),
        ("2:33 PM 3/14/2024", datetime(2024, 3, 14, 14, 33)),
        ("03/14/24 0107", datetime(2024, 3, 14, 1, 7)),
    ],
    ids=[
        "seven digits, offset apart",
        "offset apart",
        "dotted morning",
        "dotted",
        "clock first",
        "clock first, marked",
        "a bare clock",
    ],
)
def test_what_dispatch_systems_and_computers_elsewhere_write(text: str, moment: datetime) -> None:
    (written,) = formats_of(text)
    assert read(text, written, timezone="America/New_York") == moment


def test_a_short_year_is_not_read_as_the_first_century() -> None:
    assert read("1/2/22", "%m/%d/%Y") is None
    assert read("1/2/22", "%m/%d/%Y", "%m/%d/%y") == datetime(2022, 1, 2)
    assert read("1/2/2022", "%m/%d/%Y", "%m/%d/%y") == datetime(2022, 1, 2)


@pytest.mark.parametrize("text", ["02/30/2025 10:00", "", "##########", "13:05:00 PM"])
def test_what_is_no_moment_is_missing(text: str) -> None:
    assert read(text, "%m/%d/%Y %H:%M", "%I:%M:%S %p") is None


@settings(max_examples=60, deadline=None)
@given(MOMENTS, st.integers(0, 23 * 3600))
def test_a_clock_behind_midnight_is_of_the_next_day(received: datetime, later: int) -> None:
    cleared = received + timedelta(seconds=later)
    sql = after_received_sql("received", "strptime(clock, '%H:%M:%S')")
    found = duckdb.execute(
        f"SELECT {sql} FROM (SELECT ?::TIMESTAMP AS received, ? AS clock)",
        [received, cleared.strftime("%H:%M:%S")],
    ).fetchone()
    assert found == (cleared,)


def test_a_clock_a_few_seconds_early_is_no_day_late() -> None:
    sql = after_received_sql("TIMESTAMP '2024-05-01 12:00:00'", "TIMESTAMP '1900-01-01 11:59:57'")
    assert duckdb.execute(f"SELECT {sql}").fetchone() == (datetime(2024, 5, 1, 11, 59, 57),)


@pytest.mark.parametrize("written", ["%Y') --", "", "%d\n", "drop", "%m" * 40])
def test_a_format_is_never_sql(written: str) -> None:
    with pytest.raises(InputRefused):
        check_format(written)
