"""How a value says when: every way of writing, and which of them a column follows."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.calls.times import formats_of, has_clock, has_date, is_day_first, is_universal, shape_of


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2024-07-06 21:14:40", "%Y-%m-%d %H:%M:%S"),
        ("2024-07-06T21:14:40.000", "%Y-%m-%dT%H:%M:%S.%g"),
        ("2024-07-06 21:14:40.1234567", "%Y-%m-%d %H:%M:%S.%n"),
        ("2024-07-06T21:14:40Z", "%Y-%m-%dT%H:%M:%SZ"),
        ("2024-07-06T21:14:40+00:00", "%Y-%m-%dT%H:%M:%S%z"),
        ("6/14/2022 12:00:00 AM", "%m/%d/%Y %I:%M:%S %p"),
        ("14/6/2022 13:05", "%d/%m/%Y %H:%M"),
        ("12/31/22 1:05pm", "%m/%d/%y %I:%M%p"),
        ("05-Jan-2024", "%d-%b-%Y"),
        ("01-JAN-22 10.00.00.000000 PM", "%d-%b-%y %I.%M.%S.%f %p"),
        ("March 4, 2020 1:05 PM", "%B %d, %Y %I:%M %p"),
        ("Mon, 04 Mar 2024 10:00:00", "%a, %d %b %Y %H:%M:%S"),
        ("Jan 01 2020 01:02:03:000PM", "%b %d %Y %I:%M:%S:%g%p"),
        ("2024-07-06 21:14:40.1234567 -05:00", "%Y-%m-%d %H:%M:%S.%n %z"),
        ("2024-07-06 21:14:40 -0500", "%Y-%m-%d %H:%M:%S %z"),
        ("14/03/2024 3:05:09 p.m.", "%d/%m/%Y %I:%M:%S %p."),
        ("14:33:20 03/14/24", "%H:%M:%S %m/%d/%y"),
        ("2:33 PM 3/14/2024", "%I:%M %p %m/%d/%Y"),
        ("03/14/24 0107", "%m/%d/%y %H%M"),
        ("0107 03/14/24", "%H%M %m/%d/%y"),
        ("14:33:20 2024-03-14", "%H:%M:%S %Y-%m-%d"),
        ("13:17:04", "%H:%M:%S"),
        ("130", "%H%M"),
        ("20240706", "%Y%m%d"),
        ("20240706211440", "%Y%m%d%H%M%S"),
        ("1720300480", "epoch s"),
        ("1720300480000", "epoch ms"),
        ("45123.75", "excel serial"),
    ],
)
def test_a_value_is_recognised(value: str, written: str) -> None:
    assert written in formats_of(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "WELFARE CHECK",
        "##########",
        "20220614132510PD",
        "13/13/2022",
        "P221650490",
        "1:2:3:4",
        "9999999",
        "03/14/24 2460",
        "03/14/24 107",
        "¹",
        "١/٢/٢٠٢٤",
    ],
)
def test_what_is_no_time_is_not_taken_for_one(value: str) -> None:
    assert formats_of(value) == ()


def test_a_date_that_could_be_either_has_both_readings_month_first() -> None:
    assert formats_of("4/5/2024") == ("%m/%d/%Y", "%d/%m/%Y")
    assert formats_of("4/15/2024") == ("%m/%d/%Y",)
    assert formats_of("15/4/2024") == ("%d/%m/%Y",)


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2099, 12, 31)))  # noqa: DTZ001 - city's wall time
def test_what_a_format_writes_is_read_back_by_it(moment: datetime) -> None:
    for written in ("%Y-%m-%d %H:%M:%S", "%m/%d/%Y %I:%M:%S %p", "%d/%m/%y %H:%M", "%d-%b-%Y", "%H:%M:%S"):
        text = moment.strftime(written)
        assert written in formats_of(text), text


def test_one_day_above_twelve_decides_a_column() -> None:
    shape = shape_of(["01/02/2024", "03/04/2024", "05/25/2024"])
    assert shape.candidates == ("%m/%d/%Y",)
    assert shape.share == 1.0


def test_a_column_without_such_a_day_stays_open() -> None:
    shape = shape_of(["01/02/2024", "03/04/2024"])
    assert set(shape.candidates) == {"%m/%d/%Y", "%d/%m/%Y"}


def test_what_a_format_tells() -> None:
    assert has_date("%m/%d/%Y")
    assert not has_clock("%m/%d/%Y")
    assert has_clock("%I:%M %p")
    assert not has_date("%I:%M %p")
    assert is_day_first("%d/%m/%Y %H:%M")
    assert not is_day_first("%m/%d/%Y")
    assert not is_day_first("%Y-%m-%d")
    assert is_universal("epoch s")
    assert is_universal("%Y-%m-%dT%H:%M:%S%z")
    assert not is_universal("%Y-%m-%d %H:%M:%S")
