"""Breaks by month, gaps and cut ends: found where they are planted, and nowhere else."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.calls.breaks import begins_at, ends_at, odd_ones, step_in
from leaptui.calls.quality import findings, rows_of
from leaptui.domain.call_quality import MeasureFamily, Severity
from tests.calls.sound_calls import STAGES, facts, found_in, loaded, sound_calls


@pytest.fixture(scope="module")
def sound() -> pd.DataFrame:
    return sound_calls()


def thinned(frame: pd.DataFrame, of: pd.Series, keep: float) -> pd.DataFrame:
    """The calls, of some of them only every so many."""
    dice = np.random.default_rng(5)
    return frame[~of | (dice.random(len(frame)) < keep)]


def test_a_volume_that_falls_and_stays_low_is_a_step(sound: pd.DataFrame) -> None:
    found = found_in(thinned(sound, sound["received"].dt.month >= 8, 0.5))
    assert set(found) == {"months.step"}
    assert "with 2025-08" in found["months.step"].what
    assert found["months.step"].severity is Severity.SERIOUS
    assert len(found["months.step"].lines) == 12


def test_one_month_far_from_the_others(sound: pd.DataFrame) -> None:
    found = found_in(thinned(sound, sound["received"].dt.month == 6, 0.4))
    assert set(found) == {"months.odd"}
    assert found["months.odd"].what.endswith(": 2025-06")


def test_days_without_calls_and_days_with_few(sound: pd.DataFrame) -> None:
    day = sound["received"].dt.strftime("%Y-%m-%d")
    found = found_in(sound[~day.isin(["2025-03-10", "2025-03-11", "2025-05-02"])])
    assert set(found) == {"days.empty"}
    assert found["days.empty"].rows == 3
    assert [line.label for line in found["days.empty"].lines] == ["2025-03-10 to 2025-03-11", "2025-05-02"]
    found = found_in(thinned(sound, day == "2025-05-02", 0.1))
    assert set(found) == {"days.thin"}


def test_types_that_come_and_go(sound: pd.DataFrame) -> None:
    frame, month = sound.copy(), sound["received"].dt.month
    frame.loc[(frame["type"] == "NOISE") & (month >= 7), "type"] = "NOISE COMPLAINT"
    frame.loc[(frame["type"] == "ASSAULT") & month.isin([6, 7]), "type"] = "FIREWORKS"
    found = found_in(frame)
    assert set(found) == {"types.begin", "types.end"}
    assert [line.label for line in found["types.begin"].lines] == ["NOISE COMPLAINT, 2025-07"]
    assert [line.label for line in found["types.end"].lines] == ["NOISE, 2025-07"]
    assert found["types.end"].bends_to(MeasureFamily.TYPES) is Severity.CARE


def test_a_field_that_stops_being_filled(sound: pd.DataFrame) -> None:
    frame = sound.copy()
    frame.loc[(frame["received"].dt.month >= 9) & (frame["row"] % 2 == 0), "arrived"] = pd.NaT
    found = found_in(frame)
    assert set(found) == {"missing.arrived", "months.missing.arrived"}
    assert "from 0% to 5" in found["months.missing.arrived"].what
    assert found["months.missing.arrived"].what.endswith("with 2025-09")
    assert [line.label for line in found["months.missing.arrived"].lines] == [
        f"2025-{month:02}" for month in range(9, 13)
    ]


def test_a_file_that_ends_inside_a_month_or_a_day(sound: pd.DataFrame) -> None:
    day = sound["received"].dt.date
    assert set(found_in(sound[day <= date(2025, 11, 17)])) == {"period.end"}
    assert set(found_in(sound[day >= date(2025, 1, 9)])) == {"period.begin"}
    found = found_in(sound[sound["received"] < pd.Timestamp("2025-11-30 09:00")])
    assert found["period.end"].what == "The file ends inside a day: 2025-11-30"


def test_a_call_years_away_is_told_and_hides_nothing_else(sound: pd.DataFrame) -> None:
    frame = sound[sound["received"].dt.strftime("%Y-%m-%d") != "2025-05-02"].copy()
    stray = frame.index[[10, 20]]
    for stage in STAGES:
        frame.loc[stray, stage] = frame.loc[stray, stage] - pd.Timedelta(days=4_000)
    with loaded(frame) as dataset:
        found = {each.key: each for each in findings(dataset, facts(frame))}
        assert set(found) == {"period.stray.2025-01-01.2025-12-31", "days.empty"}
        (key,) = set(found) - {"days.empty"}
        assert found[key].rows == len(rows_of(dataset, key, 10)) == 2
        assert found[key].bends_to(MeasureFamily.HOURS) is Severity.SERIOUS


def test_two_periods_with_a_hole_between_are_not_stray(sound: pd.DataFrame) -> None:
    found = found_in(sound[~sound["received"].dt.month.isin([4, 5, 6, 7])])
    assert "days.empty" in found
    assert not any(key.startswith("period.stray") for key in found)


def test_hours_in_which_nobody_ever_called(sound: pd.DataFrame) -> None:
    found = found_in(sound[~sound["received"].dt.hour.isin([2, 3, 4, 23])])
    assert found["hours.empty"].what.endswith(": 2:00 to 5:00, 23:00 to 24:00")
    assert found["hours.empty"].bends_to(MeasureFamily.HOURS) is Severity.SERIOUS


# The rule itself.


def test_a_step_is_where_the_two_sides_part() -> None:
    step = step_in([100, 104, 98, 101, 99, 51, 48, 50, 53, 49], floor=5, least=25)
    assert step is not None
    assert (step.at, step.before, step.after) == (5, 100, 50)
    assert step_in([100, 104, 98, 101, 99, 88, 92, 90, 87, 91], floor=5, least=25) is None


def test_an_odd_month_does_not_hide_behind_another() -> None:
    assert odd_ones([100, 103, 20, 98, 101, 25, 99, 102], floor=5, least=40) == [2, 5]
    assert odd_ones([100, 20, 100], floor=5, least=40) == []


def test_what_comes_and_goes_with_the_season_neither_begins_nor_ends() -> None:
    assert begins_at([0, 0, 0, 0, 9, 8, 9, 10]) == 4
    assert begins_at([0, 0, 0, 0, 1, 1, 0, 1]) is None
    assert begins_at([0, 0, 0, 0, 40, 50, 0, 0]) is None
    assert ends_at([9, 8, 9, 10, 0, 0, 0]) == 4
    assert ends_at([9, 8, 9, 10, 0, 0]) is None


@given(st.lists(st.floats(90, 110), max_size=60))
def test_months_that_differ_by_chance_have_no_break(values: list[float]) -> None:
    assert step_in(values, floor=10, least=25) is None
    assert odd_ones(values, floor=10, least=25) == []


@given(st.lists(st.integers(0, 500), max_size=60))
def test_what_begins_was_not_there_before_and_what_ends_not_after(counts: list[int]) -> None:
    begins, ends = begins_at(counts), ends_at(counts)
    assert begins is None or not any(counts[:begins])
    assert ends is None or not any(counts[ends:])
